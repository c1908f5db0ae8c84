//! Templates, remarks and typed figures that cannot be used.

use crate::{
    read_back::text_of_docx,
    workbench::{REPORT, Workbench},
};

/// One edit of the template; the findings come with `{place}` for the file.
#[track_caller]
fn breaks(from: &str, to: &str, findings: &str) {
    let findings = findings.replace("{place}", &format!("ho-so/{REPORT}"));
    Workbench::with_template().edit(REPORT, from, to).refused(&findings);
}

#[test]
fn faults_of_the_front_matter_are_told() {
    breaks(
        "membership = \"given\"",
        "membreship = \"given\"",
        "lỗi[unknown-key]: không có mục `membreship`\n  --> {place}, dòng 14\n  gợi ý: có phải là `membership`?\n  \
         gợi ý: các mục dùng được: id, title, kind, as_of, sources, register, show, membership, period, group_by, statuses, channel, due_within_days, no_deadline_since_months, age_bands, order, top, compare, metrics, columns, zero, total",
    );
    breaks(
        "membership = \"given\"",
        "membership = \"gven\"",
        "lỗi[unknown-choice]: không có lựa chọn `gven`\n  --> {place}, dòng 14\n  gợi ý: có phải là `given`?\n  \
         gợi ý: các lựa chọn: given, due, open, open_during, carried_new",
    );
    breaks(
        "as_of = \"government\"\n",
        "",
        "lỗi[missing-key]: thiếu mục `as_of`\n  --> {place}, dòng 9, mục table[0].as_of\n  gợi ý: bổ sung `as_of` vào phần bắt đầu ở dòng này",
    );
    breaks(
        "id = \"government_late\"",
        "id = \"government\"",
        "lỗi[repeated-id]: id `government` đã dùng ở trên\n  --> {place}, dòng 17, mục table[1].id\n  \
         gợi ý: đặt cho mỗi phần một id riêng",
    );
    breaks(
        "register = \"compliance\"\n",
        "",
        "lỗi[missing-key]: thiếu mục `register`\n  --> {place}, dòng 76, mục table[6].register\n  \
         gợi ý: bổ sung `register` vào phần bắt đầu ở dòng này",
    );
    breaks(
        "+++\n",
        "",
        "lỗi[template-syntax]: mẫu báo cáo sai cú pháp: phải mở đầu bằng phần khai báo đặt giữa hai dòng +++\n  \
         --> {place}, dòng 1\n  gợi ý: sửa dòng này của mẫu",
    );
}

#[test]
fn all_names_that_tables_cannot_find_are_told_at_once() {
    let bench = Workbench::with_template()
        .edit(REPORT, "as_of = \"government\"", "as_of = \"goverment\"")
        .edit(REPORT, "sources = [\"government\"]", "sources = [\"goverment\"]")
        .edit(REPORT, "id = \"content\"", "id = \"contents\"")
        .edit(REPORT, "id = \"assigned\"", "id = \"asigned\"")
        .edit(REPORT, "register = \"compliance\"", "register = \"complianse\"");
    let findings = "lỗi[unknown-as-of]: mục `government` cần thời điểm chốt số liệu `goverment` nhưng dondoc.toml không khai báo\n  \
         --> {place}, dòng 12, mục table[0].as_of\n  gợi ý: có phải là `government`?\n  \
         gợi ý: thêm vào phần [as_of] của dondoc.toml, ví dụ: goverment = \"2018-12-27T15:30\"\n\
         lỗi[unknown-source]: mục `government` dùng dữ liệu chưa khai báo: `goverment`\n  \
         --> {place}, dòng 13, mục table[0].sources\n  gợi ý: có phải là `government`?\n  \
         gợi ý: các id đã khai báo trong dondoc.toml: province, government\n\
         lỗi[unknown-column]: bảng `government_open` dùng cột không có: `contents`\n  \
         --> {place}, dòng 53, mục table[4].columns[2].id\n  gợi ý: có phải là `content`?\n  \
         gợi ý: các cột dùng được: sequence, unit, deadline, days_late, {printable}\n\
         lỗi[unknown-column]: bảng `province_by_unit` dùng cột không có: `asigned`\n  \
         --> {place}, dòng 69, mục table[5].columns[2].id\n  gợi ý: có phải là `assigned`?\n  \
         gợi ý: các cột dùng được: sequence, unit, group, assigned, done, on_time, late, open, in_deadline, overdue, \
         past_deadline, with_deadline, no_deadline, on_paper, not_on_paper, extended, extended_late, open_due_later, open_due_today, open_no_deadline, completion_rate, \
         on_time_rate, late_rate, past_deadline_rate\n\
         lỗi[unknown-source]: mục `compliance` dùng dữ liệu chưa khai báo: `complianse`\n  \
         --> {place}, dòng 80, mục table[6].register\n  gợi ý: có phải là `compliance`?\n  \
         gợi ý: các id đã khai báo trong dondoc.toml: compliance";
    let findings = findings.replace("{printable}", &super::printable_ids());
    bench.refused(&findings.replace("{place}", &format!("ho-so/{REPORT}")));
    breaks(
        "id = \"regulation\"",
        "id = \"regulations\"",
        "lỗi[unknown-column]: bảng `compliance` dùng cột không có: `regulations`\n  \
         --> {place}, dòng 87, mục table[6].columns[3].id\n  gợi ý: có phải là `regulation`?\n  \
         gợi ý: các cột dùng được: sequence, unit, annual_report, regulation, remark",
    );
}

const TOP: &str = "as_of, comparisons, figures, lists, notes, period, registers, report, scores, tables, year";
const METRICS: &str = "as_of, assigned, caption, completion_rate, done, due_until, extended, extended_late, given_until, groups, in_deadline, is_shared, late, late_rate, months, no_deadline, not_on_paper, on_paper, on_time, \
                       on_time_rate, open, open_due_later, open_due_today, open_no_deadline, overdue, past_deadline, \
                       past_deadline_rate, period, shares, until, with_deadline";
/// Stands for what a template knows of a listed task.
const TASK: &str = "{task}";

#[test]
fn unknown_names_are_told_wherever_they_stand() {
    let cases = [
        // in the subject, in a sentence, in a condition, in a loop, in a condition within a loop, in a path of a loop
        ("giao năm {{ year }}\"", "giao năm {{ yaer }}\"", 5, "yaer", "year", TOP),
        ("trong năm {{ year }} như sau", "trong năm {{ yaer }} như sau", 105, "yaer", "year", TOP),
        (
            "{% if tables.government.late >",
            "{% if tables.government.lat >",
            137,
            "tables.government.lat",
            "late",
            METRICS,
        ),
        (
            "{% if tables.government.late >",
            "{% if tabels.government.late >",
            137,
            "tabels.government.late",
            "tables",
            TOP,
        ),
        ("{{ task.content }}", "{{ task.contents }}", 139, "task.contents", "content", TASK),
        (
            "{% if task.result_document %}",
            "{% if task.result_documents %}",
            139,
            "task.result_documents",
            "result_document",
            TASK,
        ),
        ("in document.tasks", "in document.task", 139, "document.task", "tasks", "document, tasks"),
        (
            "appendix(id=\"chinh-phu\")",
            "appendix(id=\"chinhphu\")",
            147,
            "chinhphu",
            "chinh-phu",
            "bieu-do, cham-diem, chinh-phu, don-vi, quy-che",
        ),
    ];
    for (from, to, line, name, nearest, known) in cases {
        let known = known.replace(TASK, &super::task_names());
        breaks(
            from,
            to,
            &format!(
                "lỗi[unknown-variable]: mẫu báo cáo dùng tên chưa biết `{name}`\n  --> {{place}}, dòng {line}\n  \
                 gợi ý: có phải là `{nearest}`?\n  gợi ý: các tên dùng được: {known}"
            ),
        );
    }
}

#[test]
fn an_unknown_table_is_told() {
    breaks(
        "table(id=\"government_open\")",
        "table(id=\"goverment_open\")",
        "lỗi[unknown-table]: mẫu báo cáo dùng bảng chưa khai báo `goverment_open`\n  --> {place}, dòng 180\n  \
         gợi ý: có phải là `government_open`?\n  \
         gợi ý: các bảng đã khai báo: government_open, province_by_unit, compliance",
    );
}

#[test]
fn faults_of_tags_are_told() {
    let known = "gợi ý: các bộ lọc và hàm dùng được: count, prose, percent, date, long_date, day, extraction, first, last, nth, \
         length, reverse, sort, unique, join, replace, upper, lower, default, round, int, table, chart, appendix, remark";
    for (from, to, line, name, nearest) in [
        ("decisions | prose", "decisions | pros", 135, "pros", "prose"),
        ("remark(part=\"Ưu điểm\")", "remarks(part=\"Ưu điểm\")", 111, "remarks", "remark"),
    ] {
        breaks(
            from,
            to,
            &format!(
                "lỗi[unknown-function]: mẫu báo cáo dùng bộ lọc hoặc hàm không có: `{name}`\n  --> {{place}}, dòng {line}\n  \
                 gợi ý: có phải là `{nearest}`?\n  {known}"
            ),
        );
    }
    let unclosed = "ký tự không dùng được trong thẻ; có thể thẻ {{ … }} hoặc {% … %} chưa đóng";
    let end = "thẻ {{ … }} hoặc {% … %} chưa đóng, hoặc thiếu {% endif %}, {% endfor %}";
    for (from, to, line, reason) in [
        ("{{ remark(part=\"Ưu điểm\") }}", "{{ remark(part=\"Ưu điểm\")", 113, unclosed),
        ("{% if tables.government.late > 0 %}", "{% if tables.government.late > 0", 137, unclosed),
        ("{% endif %}", "", 222, end),
        ("giao năm {{ year }}\"", "giao năm {{ year\"", 5, end),
        ("remark(part=\"Ưu điểm\")", "remark(phan=\"Ưu điểm\")", 111, "hàm thiếu tham số"),
    ] {
        breaks(
            from,
            to,
            &format!(
                "lỗi[template-syntax]: mẫu báo cáo sai cú pháp: {reason}\n  --> {{place}}, dòng {line}\n  \
                 gợi ý: sửa dòng này của mẫu"
            ),
        );
    }
}

#[test]
fn figures_that_nobody_typed_or_typed_as_words_are_told() {
    Workbench::small().edit("so-lieu-khac.toml", "government = 1063", "goverment = 1063").refused(
        "lỗi[missing-figure]: báo cáo cần số liệu `documents_received.government` nhưng chưa ai ghi\n  \
         --> report-templates/reports/annual/report.md, dòng 133\n  gợi ý: có phải là `goverment`?\n  \
         gợi ý: thêm `government = …` vào phần [documents_received] của so-lieu-khac.toml",
    );
    let run = Workbench::small().edit("dondoc.toml", "figures = \"so-lieu-khac.toml\"", "").report();
    assert!(run.stderr.starts_with(
        "lỗi[missing-figure]: báo cáo cần số liệu `reports.monthly` nhưng chưa ai ghi\n  --> nhan-xet.md, dòng 17\n  \
         gợi ý: ghi tên tệp số liệu vào phần [report] của dondoc.toml, ví dụ: figures = \"so-lieu-khac.toml\"\n"
    ));
    for typed in ["\"1063\"", "-1"] {
        Workbench::small().edit("so-lieu-khac.toml", "= 1063", &format!("= {typed}")).refused(
            "lỗi[unfit-value]: giá trị của `figures.documents_received.government | count` không dùng được ở đây: cần một số nguyên \
             không âm, viết không có dấu nháy và dấu phân cách\n  --> report-templates/reports/annual/report.md, dòng 133\n  \
             gợi ý: sửa giá trị này trong tệp số liệu, hoặc sửa dòng này của mẫu",
        );
    }
    Workbench::small().edit("so-lieu-khac.toml", "= 1063", "= 1 063").refused(
        "lỗi[invalid-toml]: sai cú pháp: số viết liền, ví dụ 1063; ngày đặt trong dấu nháy kép, ví dụ \"2019-01-01\"\n  \
         --> so-lieu-khac.toml, dòng 6\n  gợi ý: sửa dòng này rồi chạy lại",
    );
    breaks(
        "{{ period.from | date }}",
        "{{ year | date }}",
        "lỗi[unfit-value]: giá trị của `year | date` không dùng được ở đây: cần một ngày\n  --> {place}, dòng 133\n  \
         gợi ý: sửa giá trị này trong tệp số liệu, hoặc sửa dòng này của mẫu",
    );
}

#[test]
fn broken_footnotes_are_told_where_they_stand() {
    let told = |label: &str, reason: &str, place: &str| {
        format!(
            "lỗi[broken-footnote]: chú thích `[^{label}]`: {reason}\n  --> {place}\n  \
             gợi ý: mỗi chú thích cần dấu [^{label}] trong bài và đúng một dòng [^{label}]: nội dung"
        )
    };
    let no_mark = "có nội dung nhưng không có dấu chú thích nào trong bài";
    let no_note = "có dấu chú thích nhưng không có nội dung";
    breaks(
        "### 1. Về ưu điểm:",
        "### 1. Về ưu điểm:\n\nMột[^a].\n\n[^a]: x\n\n[^a]: y",
        &told("a", "có hai nội dung", "{place}, dòng 115"),
    );
    breaks("### 1. Về ưu điểm:", "### 1. Về ưu điểm:\n\nMột[^a].", &told("a", no_note, "{place}, dòng 111"));
    breaks(
        "### 1. Về ưu điểm:",
        "# Phần II. Kết quả[^a] {.part}\n\n[^a]: x\n\n### 1. Về ưu điểm:",
        &told("a", "dấu chú thích nằm trong tên phụ lục hoặc tên phần; chuyển dấu xuống lời văn", "{place}, dòng 111"),
    );
    Workbench::small().edit("nhan-xet.md", "[^bao-cao]: ", "[^bao]: ").refused(&format!(
        "{}\n{}",
        told("bao", no_mark, "nhan-xet.md, dòng 17"),
        told("bao-cao", no_note, "nhan-xet.md, dòng 7")
    ));
}

const MISSING: &str = "[missing-remark]: thiếu phần nhận xét `Ưu điểm`\n  --> nhan-xet.md\n  \
                       gợi ý: viết phần này trong tệp nhận xét, dưới dòng `## Ưu điểm`; bản dự thảo in chỗ trống có đánh dấu";

#[test]
fn a_missing_remark_stops_a_final_report_and_is_marked_in_a_draft() {
    let bench = Workbench::small().edit("nhan-xet.md", "## Ưu điểm", "## Uu diem");
    bench.refused(&format!("lỗi{MISSING}"));
    let draft = bench.edit("dondoc.toml", "\"final\"", "\"draft\"");
    let run = draft.run(&["report", "ho-so", "--final"]);
    assert_eq!(run.stderr, format!("lỗi{MISSING}\nkhông ghi tệp nào\n"));
    assert_eq!((run.status, draft.results().len()), (1, 0));
    let run = draft.report();
    let parts = "Căn cứ, Ghi chú nhiệm vụ trễ hạn, Ghi chú về chế độ báo cáo, Giải pháp, Hạn chế, Nguyên nhân, Nguyên nhân chủ quan, \
                 Nguyên nhân khách quan, Vấn đề tồn đọng khác, Ưu điểm";
    let unused = format!(
        "cảnh báo[unused-remark]: phần nhận xét `Uu diem` không được in: mẫu báo cáo lần này không dùng phần nào tên như vậy\n  \
         --> nhan-xet.md, dòng 5\n  gợi ý: các phần được dùng: {parts}\n"
    );
    assert_eq!(run.stderr, format!("cảnh báo{MISSING}\n{unused}"));
    assert_eq!(run.status, 0);
    let text = text_of_docx(&draft.results()["bao-cao-nam-2018.docx"]);
    assert!(text.contains("\n[Ưu điểm]\n"), "no gap is marked: {text}");
}

#[test]
fn a_project_without_remarks_is_told_where_to_name_them() {
    let run = Workbench::small().edit("dondoc.toml", "remarks = \"nhan-xet.md\"", "").report();
    assert!(run.stderr.starts_with(
        "lỗi[missing-remark]: thiếu phần nhận xét `Căn cứ`\n  --> dondoc.toml, dòng 7, mục report.remarks\n  \
         gợi ý: viết phần này trong tệp nhận xét, dưới dòng `## Căn cứ`; bản dự thảo in chỗ trống có đánh dấu\n"
    ));
    assert_eq!((run.status, run.stderr.matches("lỗi[").count()), (1, 8));
}

#[test]
fn a_remark_that_stands_twice_is_not_lost() {
    Workbench::small().edit("nhan-xet.md", "## Hạn chế", "## Ưu điểm").refused(
        "lỗi[repeated-remark]: phần nhận xét `Ưu điểm` đã có ở dòng 5\n  --> nhan-xet.md, dòng 23\n  \
         gợi ý: gộp hai phần thành một, hoặc đổi tên một phần",
    );
}

#[test]
fn what_cannot_be_printed_is_told() {
    Workbench::small().edit("nhan-xet.md", "## Giải pháp\n", "## Giải pháp\n\nRất tốt 😀.\n").refused(
        "lỗi[missing-glyph]: phông chữ không có ký tự `😀` (U+1F600)\n  --> nhan-xet.md, dòng 69\n  \
         gợi ý: thay ký tự này trong dữ liệu hoặc trong phần nhận xét",
    );
}

#[test]
fn files_of_the_office_that_cannot_be_used_are_told() {
    for file in ["report-templates/shared/reference.docx", "report-templates/shared/fonts/LiberationSerif-Bold.ttf"] {
        Workbench::small().write(file, "x").refused(&format!(
            "lỗi[damaged-file]: tệp bị hỏng hoặc không đúng loại\n  --> ho-so/{file}\n  gợi ý: mở thử bằng Excel hoặc Word; \
             mở được thì lưu lại đúng đuôi tệp, không mở được thì xuất lại từ phần mềm"
        ));
    }
    let file = "report-templates/shared/reference.docx";
    let bytes = std::fs::read(format!("{}/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut package = dondoc::ooxml::Package::open(&bytes).unwrap();
    let styles = String::from_utf8(package.part("word/styles.xml").unwrap().to_vec()).unwrap();
    package.replace("word/styles.xml", styles.replace("\"QuocHieu\"", "\"Khac\"").into_bytes());
    Workbench::small().write(file, package.write().unwrap()).refused(
        "lỗi[missing-style]: tệp reference.docx không có kiểu `QuocHieu`\n  --> report-templates/shared/reference.docx\n  \
         gợi ý: thêm kiểu này vào tệp, hoặc bỏ tệp để dùng tệp có sẵn",
    );
}
