//! Faults of the report side that once printed a wrong number or dropped words without saying so.
//!
//! In: the sample project, broken in one place. Out: what a user is told, and the numbers that the results hold.

use crate::{
    read_back::part,
    workbench::{GOOD, HEADING, REPORT, Workbench},
};

const PROJECT: &str = "dondoc.toml";
const REMARKS: &str = "nhan-xet.md";

/// The province's export with a task of each status at 27/12/2018, one given later and one of the year before.
const TASKS: [[&str; 6]; 7] = [
    ["Mã nhiệm vụ", "Nội dung nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"],
    ["A1", "Đúng hạn", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018"],
    ["A2", "Quá hạn", "Sở Y tế", "05/01/2018", "31/01/2018", "20/02/2018"],
    ["A3", "Trong hạn", "Sở Nội vụ", "05/12/2018", "31/12/2018", ""],
    ["A4", "Trễ hạn", "Sở Nội vụ", "05/11/2018", "30/11/2018", ""],
    ["A5", "Giao sau", "Sở Nội vụ", "28/12/2018", "31/01/2019", ""],
    ["A6", "Năm trước", "Sở Nội vụ", "05/11/2017", "30/11/2017", "20/11/2017"],
];

/// A list of overdue tasks of the province.
const OVERDUE: &str = r#"
[[table]]
id = "overdue_list"
title = "Nhiệm vụ trễ hạn"
kind = "list"
as_of = "province"
sources = ["province"]
statuses = ["overdue"]
columns = [
  { id = "sequence", heading = "TT" },
  { id = "content", heading = "Nội dung" },
]
+++
"#;

/// The sample with these few tasks and a list of overdue ones in its template.
fn with_list() -> Workbench {
    let rows: Vec<&[&str]> = TASKS.iter().map(<[&str; 6]>::as_slice).collect();
    Workbench::with_template().rows("nhiem-vu-ubnd.xlsx", &rows).edit(REPORT, "\n+++\n", OVERDUE)
}

fn text(bench: &Workbench, file: &str) -> String {
    String::from_utf8(bench.results()[file].clone()).unwrap()
}

/// What a template prints, through the Markdown of an extra paragraph: read back from the DOCX.
fn printed(bench: &Workbench) -> String {
    let package = bench.results().remove("bao-cao-nam-2018.docx").unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(package)).unwrap();
    std::io::read_to_string(archive.by_name("word/document.xml").unwrap()).unwrap()
}

#[test]
fn a_list_counts_what_it_shows() {
    let bench = with_list().edit(REPORT, "Trên đây là", "DS={{ tables.overdue_list.assigned }}; Trên đây là");
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(printed(&bench).contains("DS=1;"));
    let line = run.stdout.lines().find(|line| line.starts_with("overdue_list")).unwrap();
    assert_eq!(
        line,
        "overdue_list (đến 27/12/2018): 1 nhiệm vụ = 0 đúng hạn + 0 quá hạn + 0 trong hạn + 1 trễ hạn; \
         ngoài bảng: 1 chưa giao, 175 ngoài nguồn, 1 ngoài kỳ, 3 trạng thái khác"
    );
    let manifest: serde_json::Value = serde_json::from_str(&text(&bench, "manifest.json")).unwrap();
    let table = manifest["tables"].as_array().unwrap().iter().find(|table| table["id"] == "overdue_list").unwrap();
    assert_eq!((&table["totals"]["assigned"], &table["accepted"]["other_status"]), (&1.into(), &3.into()));
    let tasks = text(&bench, "tables/tasks.csv");
    let of = |id: &str| {
        let line = tasks.lines().find(|line| line.contains(&format!(",{id},"))).unwrap();
        line.rsplit(',').take(3).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of("A1"), " 2018-01-31 other_status");
    assert_eq!(of("A4"), "overdue 2018-11-30 counted");
}

#[test]
fn a_list_names_the_lead_unit_of_each_task() {
    let bench = with_list().edit(
        REPORT,
        "{ id = \"content\", heading = \"Nội dung\" }",
        "{ id = \"unit\", heading = \"Đơn vị\" }",
    );
    let loop_of_units = "{% for task in lists.overdue_list.tasks %}DV={{ task.unit }};{% endfor %} Trên đây là";
    let bench = bench.edit(REPORT, "Trên đây là", loop_of_units);
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(text(&bench, "tables/overdue_list.csv").contains("1,Sở Nội vụ"));
    assert!(printed(&bench).contains("DV=Sở Nội vụ;"));
}

#[test]
fn columns_that_a_table_cannot_fill_are_refused() {
    let refused = |bench: Workbench, column: &str| {
        let run = bench.report();
        let found = format!("dùng cột không có: `{column}`");
        assert!(run.status == 1 && run.stderr.contains(&found), "{column}: {}", run.stderr);
    };
    for column in ["lead_units", "group"] {
        refused(with_list().edit(REPORT, "{ id = \"content\"", &format!("{{ id = \"{column}\"")), column);
    }
    let by = |group_by: &str| with_list().edit(REPORT, "group_by = \"unit\"", &format!("group_by = \"{group_by}\""));
    refused(by("assigner"), "unit");
    refused(by("all").edit(REPORT, "{ id = \"unit\"", "{ id = \"group\""), "group");
    let register = "{ id = \"unit\", heading = \"Cơ quan được giao\", width = 73 }";
    refused(with_list().edit(REPORT, register, &register.replace("unit", "group")), "group");
    let run = by("assigner").edit(REPORT, "{ id = \"unit\"", "{ id = \"group\"").report();
    assert_eq!(run.status, 0, "{}", run.stderr);
}

#[test]
fn keys_that_a_kind_of_table_does_not_heed_are_refused() {
    let bench = with_list().edit(
        REPORT,
        "statuses = [\"overdue\"]\ncolumns",
        "statuses = [\"overdue\"]\ntotal = \"Cộng\"\ncolumns",
    );
    bench.refused(
        "lỗi[unfit-key]: bảng `overdue_list` thuộc loại không dùng mục `total`\n  \
         --> ho-so/report-templates/reports/annual/report.md, dòng 110, mục table[9].total\n  \
         gợi ý: bỏ mục này, hoặc đổi kind của bảng",
    );
}

#[test]
fn a_register_heeds_no_deadlines() {
    let keys = "kind = \"register\"\ndue_within_days = 15\nno_deadline_since_months = 3";
    let run = Workbench::with_template().edit(REPORT, "kind = \"register\"", keys).report();
    for key in ["due_within_days", "no_deadline_since_months"] {
        let found = format!("bảng `compliance` thuộc loại không dùng mục `{key}`");
        assert!(run.status == 1 && run.stderr.contains(&found), "{key}: {}", run.stderr);
    }
}

#[test]
fn an_appendix_without_an_id_counts() {
    let bench = Workbench::with_template().edit(
        REPORT,
        "# NHIỆM VỤ DO",
        "# Một phụ lục không có tên\n\nNội dung.\n\n# NHIỆM VỤ DO",
    );
    let bench = bench.edit(REPORT, "Trên đây là", "PL={{ appendix(id=\"don-vi\") }}; Trên đây là");
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(printed(&bench).contains("PL=Phụ lục 03;"));
}

#[test]
fn an_appendix_that_a_condition_leaves_out_shifts_no_label() {
    let open = "{% if tables.province_by_unit.assigned > 9 %}\n# NHIỆM VỤ DO";
    let bench = Workbench::with_template().edit(REPORT, "# NHIỆM VỤ DO", open);
    let bench =
        bench.edit(REPORT, "{{ table(id=\"government_open\") }}", "{{ table(id=\"government_open\") }}\n{% endif %}");
    let asks = bench.report();
    // The text speaks of the appendix that does not come.
    assert_eq!(asks.status, 1, "{}", asks.stdout);
    assert!(asks.stderr.contains("tên chưa biết `chinh-phu`"), "{}", asks.stderr);
    let bench = bench.edit(REPORT, "{{ appendix(id=\"chinh-phu\") }}", "PL={{ appendix(id=\"don-vi\") }};");
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(printed(&bench).contains("PL=Phụ lục 01;"));
}

#[test]
fn remarks_open_no_appendix() {
    Workbench::small().edit(REMARKS, "## Hạn chế", "# Phần hai\n\n## Hạn chế").refused(
        "lỗi[appendix-in-remark]: tiêu đề `Phần hai` mở một phụ lục mới, không dùng được trong tệp nhận xét\n  \
         --> nhan-xet.md, dòng 23\n  \
         gợi ý: viết `## Phần hai` nếu là tên phần, `### Phần hai` nếu là đề mục bên trong; bỏ dấu # hoặc hàng dấu = nếu là lời văn",
    );
}

#[test]
fn remarks_open_no_appendix_by_underlining_either() {
    Workbench::small().edit(REMARKS, "## Hạn chế", "Phần hai\n===\n\n## Hạn chế").refused(
        "lỗi[appendix-in-remark]: tiêu đề `Phần hai` mở một phụ lục mới, không dùng được trong tệp nhận xét\n  \
         --> nhan-xet.md, dòng 23\n  \
         gợi ý: viết `## Phần hai` nếu là tên phần, `### Phần hai` nếu là đề mục bên trong; bỏ dấu # hoặc hàng dấu = nếu là lời văn",
    );
}

#[test]
fn remarks_that_no_place_takes_up_are_told() {
    let bench = Workbench::small().edit(REMARKS, "## Căn cứ", "Lời đầu.\n\n## Căn cứ");
    let run = bench.edit(REMARKS, "## Giải pháp", "## Giải phap\n\nA.\n\n## Giải pháp").report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let stray = "cảnh báo[stray-remark]: phần chữ bắt đầu ở đây không được in: nó đứng trước dòng `## ` đầu tiên\n  \
                 --> nhan-xet.md, dòng 1\n";
    let unused = "cảnh báo[unused-remark]: phần nhận xét `Giải phap` không được in: mẫu báo cáo lần này không dùng phần nào tên như vậy";
    assert!(run.stderr.contains(stray) && run.stderr.contains(unused), "{}", run.stderr);
    assert!(run.stderr.contains("gợi ý: có phải là `Giải pháp`?"), "{}", run.stderr);
}

#[test]
fn a_table_that_is_empty_by_mistake_is_told() {
    let run = with_list().edit(PROJECT, "year = 2018", "year = 2016").report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let empty = "cảnh báo[empty-table]: bảng `province_by_unit` không có nhiệm vụ nào dù dữ liệu của nó có 6 dòng hợp lệ: \
                 kỳ từ 01/01/2016 đến 31/12/2016, chốt 27/12/2018\n  --> dondoc.toml, dòng 5, mục project.year\n";
    assert!(run.stderr.contains(empty), "{}", run.stderr);
    // A list of overdue tasks may well be empty.
    assert!(!run.stderr.contains("`overdue_list`"), "{}", run.stderr);
    let run = with_list().edit(PROJECT, "province = \"2018-12-27T15:30\"", "province = \"2016-12-27\"").report();
    let place = "dondoc.toml, dòng 35, mục as_of.province";
    assert!(run.stderr.contains("`overdue_list`") && run.stderr.contains(place), "{}", run.stderr);
    assert!(!Workbench::new().report().stderr.contains("empty-table"));
}

#[test]
fn a_final_report_has_a_number() {
    Workbench::small().edit(PROJECT, "28/BC-TKTra", "/BC-TKTra").refused(
        "lỗi[missing-number]: báo cáo chính thức chưa có số văn bản: \"/BC-TKTra\"\n  \
         --> dondoc.toml, dòng 11, mục report.number\n  \
         gợi ý: ghi số rồi đến ký hiệu, ví dụ: number = \"28/BC-TKTra\"; chưa có số thì để status = \"draft\"",
    );
    let draft = Workbench::small().edit(PROJECT, "28/BC", "/BC").edit(PROJECT, "\"final\"", "\"draft\"");
    assert_eq!(draft.run(&["check", "ho-so"]).status, 0);
    assert_eq!(draft.run(&["check", "ho-so", "--final"]).status, 1);
}

#[test]
fn a_number_below_ten_opens_with_a_zero() {
    let printed = |number: &str| {
        let bench = Workbench::small().edit(PROJECT, "28/BC-TKTra", number);
        let run = bench.run(&["report", "ho-so", "--formats", "docx"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        let docx = bench.results().into_iter().find(|(name, _)| name.ends_with(".docx")).unwrap().1;
        part(&docx, "word/document.xml")
    };
    assert!(printed("5/BC-TKTra").contains("Số: 05/BC-TKTra"));
    assert!(printed("05/BC-TKTra").contains("Số: 05/BC-TKTra"));
    assert!(printed("15/BC-TKTra").contains("Số: 15/BC-TKTra"));
}

#[test]
fn tables_with_one_id_are_refused_in_the_front_matter() {
    let run = with_list().edit(REPORT, "id = \"government_late\"", "id = \"government\"").report();
    assert!(run.stderr.contains("lỗi[repeated-id]: id `government` đã dùng ở trên"), "{}", run.stderr);
}

#[test]
fn a_figure_with_a_vietnamese_point_is_refused() {
    Workbench::small().edit("so-lieu-khac.toml", "all = 27976", "all = 27.970").refused(
        "lỗi[decimal-figure]: số liệu ghi là 27.970: máy hiểu là số thập phân\n  \
         --> so-lieu-khac.toml, dòng 10, mục documents_received.all\n  \
         gợi ý: nếu dấu chấm phân cách hàng nghìn thì viết 27970; nếu là tỷ lệ thì đặt trong dấu nháy, ví dụ: \"83,1\"",
    );
}

#[test]
fn the_manifest_tells_every_definition_and_instant() {
    let bench = with_list();
    assert_eq!(bench.report().status, 0);
    let manifest: serde_json::Value = serde_json::from_str(&text(&bench, "manifest.json")).unwrap();
    let definitions: Vec<(&str, &str)> = manifest["definitions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|found| (found["file"].as_str().unwrap(), found["from"].as_str().unwrap()))
        .collect();
    assert_eq!(
        definitions,
        [
            ("report-templates/mappings/kon-tum-government.toml", "program"),
            ("report-templates/mappings/kon-tum-tracker.toml", "program"),
            (REPORT, "project"),
            ("report-templates/shared/reference.docx", "program"),
            ("report-templates/units/kon-tum.toml", "program"),
            ("report-templates/units/quang-ngai.toml", "program"),
        ]
    );
    let sum = |manifest: &serde_json::Value| manifest["definitions"][2]["sha256"].as_str().unwrap().to_owned();
    let before = sum(&manifest);
    let bench = bench.edit(REPORT, "Trên đây là", "Đây là");
    assert_eq!(bench.report().status, 0);
    assert_ne!(before, sum(&serde_json::from_str(&text(&bench, "manifest.json")).unwrap()));
    let table = |id: &str| manifest["tables"].as_array().unwrap().iter().find(|table| table["id"] == id).unwrap();
    assert_eq!(table("province_by_unit")["as_of"], "2018-12-27T15:30");
    assert_eq!(table("government")["as_of"], "2018-12-22");
    assert_eq!(table("government")["membership"], "given");
}

#[test]
fn files_of_an_earlier_run_are_named() {
    let bench = Workbench::small();
    let first = bench.report();
    assert!(first.status == 0 && !first.stderr.contains("earlier-files"), "{}", first.stderr);
    let second = bench.run(&["report", "ho-so", "--formats", "pdf"]);
    let told = "cảnh báo[earlier-files]: thư mục còn tệp của lần chạy trước, không khớp với kết quả lần này: \
                bao-cao-nam-2018.docx, bao-cao-nam-2018.html, bao-cao-nam-2018.xlsx\n";
    assert!(second.stderr.contains(told), "{}", second.stderr);
    let bench = bench.edit(PROJECT, "[[input]]", "[policy]\nmax_quarantined = 0\n\n[[input]]");
    let bench = bench.rows("nhiem-vu-ubnd.xlsx", &[&HEADING, &GOOD, &["A2", "", "", "05/01/2018", "", ""]]);
    let third = bench.report();
    assert_eq!(third.status, 3, "{}", third.stderr);
    assert!(
        third
            .stderr
            .contains("bao-cao-nam-2018.html, bao-cao-nam-2018.pdf, bao-cao-nam-2018.xlsx, tables/compliance.csv"),
        "{}",
        third.stderr
    );
}

#[test]
fn the_annual_report_names_the_body_that_issues_it() {
    let bench = Workbench::small().edit(PROJECT, "issuer_name = \"Tổ Kiểm tra\"", "issuer_name = \"Tổ công tác\"");
    assert_eq!(bench.report().status, 0);
    assert!(printed(&bench).contains("; Tổ công tác báo cáo thống kê"));
}

/// A register of three units with its total, a note that says "Tổng số", and a signature below.
fn register(totals: [&str; 2]) -> Workbench {
    Workbench::small().rows(
        "theo-doi-quy-che.xlsx",
        &[
            &["TT", "Cơ quan được giao", "Đã gửi Báo cáo năm", "Đã ban hành Quy chế theo dõi tại đơn vị", "Ghi chú"],
            &["1", "Sở Y tế", "X", "X", "Tổng số"],
            &["2", "Sở Nội vụ", "X", "", ""],
            &["3", "Sở Tài chính", "X", "", ""],
            &["Tổng số", "", totals[0], totals[1], ""],
            &["", "Người lập biểu", "Tổ trưởng", "", ""],
            &["", "Nguyễn Văn A", "Trần Văn B", "", ""],
        ],
    )
}

#[test]
fn a_register_ends_at_its_total_and_a_note_is_no_total() {
    let bench = register(["3", "1"]);
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("total-differs"), "{}", run.stderr);
    let table = text(&bench, "tables/compliance.csv");
    assert!(table.contains("Sở Y tế,X,X,Tổng số") && table.contains("Sở Tài chính"), "{table}");
    assert_eq!(table.lines().count(), 5, "{table}");
}

#[test]
fn totals_of_groups_within_a_register_lose_no_unit() {
    let bench = Workbench::small().rows(
        "theo-doi-quy-che.xlsx",
        &[
            &["TT", "Cơ quan được giao", "Đã gửi Báo cáo năm", "Đã ban hành Quy chế theo dõi tại đơn vị", "Ghi chú"],
            &["1", "Sở Y tế", "X", "X", ""],
            &["", "Cộng", "1", "1", ""],
            &["1", "UBND huyện Đắk Hà", "X", "", ""],
            &["", "Tổng cộng", "2", "1", ""],
            &["", "Người lập biểu", "", "", ""],
        ],
    );
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!run.stderr.contains("total-differs"), "{}", run.stderr);
    let table = text(&bench, "tables/compliance.csv");
    assert!(table.contains("UBND huyện Đắk Hà,X,,") && table.contains(",Tổng số,2,1,"), "{table}");
}

#[test]
fn a_register_that_contradicts_itself_or_lacks_units_is_told() {
    let run = register(["3", "2"]).report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    let differs = "cảnh báo[total-differs]: dòng tổng ghi 2, đếm các dấu X được 1\n  \
                   --> theo-doi-quy-che.xlsx, trang tính \"Danh sách\", ô D5 (Đã ban hành Quy chế theo dõi tại đơn vị)\n";
    let lacks = "cảnh báo[units-not-in-register]: bảng theo dõi thiếu 27 đơn vị có chấm điểm: Ban Dân tộc; Ban quản lý";
    assert!(run.stderr.contains(differs) && run.stderr.contains(lacks), "{}", run.stderr);
    assert_eq!(run.stderr.matches("units-not-in-register").count(), 1);
    assert!(!Workbench::new().report().stderr.contains("units-not-in-register"));
}

#[test]
fn names_behind_loops_and_indices_are_checked_even_in_empty_lists() {
    let none = |body: &str| {
        let empty = with_list().edit(
            REPORT,
            "statuses = [\"overdue\"]\ncolumns",
            "statuses = [\"on_time\"]\nmembership = \"open\"\ncolumns",
        );
        empty.edit(REPORT, "Trên đây là", &format!("{body} Trên đây là"))
    };
    let wrong = [
        "{% for task in lists.overdue_list.tasks %}{% if task.result_documen %}A{% endif %}{% endfor %}",
        "{% for document in lists.overdue_list.documents %}{% for task in document.tasks %}{% if task.result_documen %}A{% endif %}{% endfor %}{% endfor %}",
        "{% for task in lists.overdue_list.tasks | reverse %}{% if task.result_documen %}A{% endif %}{% endfor %}",
        "{% set all = lists.overdue_list.tasks %}{% for task in all %}{% if task.result_documen %}A{% endif %}{% endfor %}",
        "{% set one = lists.overdue_list.tasks | first %}{% if one.result_documen %}A{% endif %}",
        "{% if lists.overdue_list.tasks[0].result_documen %}A{% endif %}",
    ];
    for body in wrong {
        let run = none(body).report();
        assert!(
            run.status == 1 && run.stderr.contains("gợi ý: có phải là `result_document`?"),
            "{body}: {}",
            run.stderr
        );
    }
    let group = "{% for group in tables.overdue_list.groups %}{% if group.overdu %}A{% endif %}{% endfor %}";
    assert!(none(group).report().stderr.contains("gợi ý: có phải là `overdue`?"));
    let right = [
        "{% for task in lists.overdue_list.tasks %}{% if task.unit and task.days_late %}{{ loop.index }}{% endif %}{% endfor %}",
        "{% for key, tasks in lists.overdue_list.tasks | group_by(attribute=\"unit\") %}{{ key }}{% endfor %}",
        "{% for group in tables.overdue_list.groups %}{{ group.name }}{{ group.completion_rate | percent }}{% endfor %}",
    ];
    for body in right {
        let run = none(body).report();
        assert_eq!(run.status, 0, "{body}: {}", run.stderr);
    }
    let index = "ND={{ lists.overdue_list.tasks[0].content }}";
    let bench = with_list().edit(REPORT, "Trên đây là", &format!("{index}; Trên đây là"));
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(printed(&bench).contains("ND=Trễ hạn;"));
}

#[test]
fn a_gap_within_a_sentence_stays_in_it() {
    let bench = Workbench::small().edit(PROJECT, "\"final\"", "\"draft\"");
    let bench = bench.edit(REMARKS, "## Căn cứ", "## Khác").edit(REMARKS, "## Hạn chế", "## Khác nữa");
    assert_eq!(bench.report().status, 0);
    let document = printed(&bench);
    let paragraph = |words: &str| {
        let line = document.split("</w:p>").find(|line| line.contains(words)).unwrap();
        let runs = line.split("<w:t").skip(1).filter_map(|run| Some(run.split_once('>')?.1.split_once("</w:t>")?.0));
        runs.collect::<String>()
    };
    let opening = paragraph("Căn cứ");
    assert!(opening.starts_with("[… Căn cứ …]; Tổ Kiểm tra báo cáo thống kê"), "{opening}");
    // A gap that is a whole paragraph stands alone.
    assert_eq!(paragraph("[Hạn chế]"), "[Hạn chế]");
}

#[test]
fn the_check_report_of_an_earlier_check_never_speaks_of_other_data() {
    let bench = Workbench::small();
    assert_eq!(bench.run(&["check", "ho-so"]).status, 0);
    let page = |bench: &Workbench| String::from_utf8(bench.results()["kiem-tra-so-lieu.html"].clone()).unwrap();
    let before = page(&bench);
    let wrong = ["A2", "Việc", "Sở Nội vụ", "05/01/2018", "31/02/2018", ""];
    let bench = bench.rows("nhiem-vu-ubnd.xlsx", &[&HEADING, &GOOD, &wrong]);
    let run = bench.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(!before.contains("31/02/2018") && page(&bench).contains("31/02/2018"));
    assert!(run.stdout.contains("\n  kiem-tra-so-lieu.html\n"), "{}", run.stdout);
    // Where no check was made a report brings none.
    let plain = Workbench::small();
    plain.report();
    assert!(!plain.results().contains_key("kiem-tra-so-lieu.html"));
}

#[test]
fn a_check_beyond_its_thresholds_does_not_send_to_the_report() {
    let wrong = ["A2", "Việc", "Sở Nội vụ", "05/01/2018", "31/02/2018", ""];
    let bench = Workbench::small().rows("nhiem-vu-ubnd.xlsx", &[&HEADING, &GOOD, &wrong]);
    let bench = bench.edit("dondoc.toml", "[layout]", "[policy]\nmax_quarantined = 0\n\n[layout]");
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!(run.status, 3);
    assert!(run.stdout.ends_with("vào ho-so/out; còn vượt mức cho phép nên chưa tạo được báo cáo\n"), "{}", run.stdout);
}
