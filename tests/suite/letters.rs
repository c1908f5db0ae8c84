//! Letters to units: who gets one, what it lists, and that nothing is lost between the tasks and the letters.
//!
//! In: sample-data/kon-tum-2018 and small exports of one's own through `dondoc letters`. Out: lists recounted from the ledger of the
//! report, texts and tables read back from PDF and DOCX, equal bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use chrono::NaiveDate;
use dondoc::{
    pipeline::{self, Job, LettersMade},
    progress::Silent,
    project::Project,
    render::Options,
};

use super::{
    annual::{self, csv},
    pdf_text::{pages_text, words},
    read_back::{part, tables_of_docx, text_of_docx},
    workbench::Workbench,
};

const LISTS: [&str; 3] = ["overdue", "due_soon", "no_deadline"];
const TEMPLATE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/report-templates/reports/reminder-letter/report.md");
/// The template of letters as a project overlays it.
const OWN: &str = "report-templates/reports/reminder-letter/report.md";

/// The letters of the sample, made by this many threads.
fn made(threads: usize) -> LettersMade {
    let project = Project::load(&annual::sample()).unwrap();
    let job = Job { project, formats: Vec::new(), options: Options::default(), force_final: true };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| pipeline::letters(&job, &Silent)).unwrap()
}

fn sample() -> &'static LettersMade {
    static MADE: OnceLock<LettersMade> = OnceLock::new();
    MADE.get_or_init(|| made(1))
}

fn file(name: &str) -> &'static [u8] {
    let files = &sample().outcome.files;
    &files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("{name} is missing")).bytes
}

/// The records of a CSV file, each cell under its heading.
fn records(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut rows = csv(bytes).into_iter();
    let heading = rows.next().unwrap();
    rows.map(|row| heading.iter().cloned().zip(row).collect()).collect()
}

/// The list that reminds of a task, by the words of the guide, from the dates of the ledger.
fn list_of(task: &BTreeMap<String, String>) -> Option<&'static str> {
    let date = |column: &str| task[column].parse::<NaiveDate>().ok();
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    if task["input"] != "province" {
        return None;
    }
    let as_of = day(2018, 12, 27);
    let (given, original, approved) = (date("assigned_on")?, date("deadline_original"), date("extended_on"));
    if given > as_of || date("completed_on").is_some_and(|done| done <= as_of) {
        return None;
    }
    let in_time = approved.is_none_or(|on| on <= as_of && original.is_none_or(|original| on <= original));
    let deadline = date("deadline_latest").filter(|_| in_time).or(original);
    match deadline {
        Some(deadline) if deadline < as_of => Some("overdue"),
        Some(deadline) if deadline <= day(2019, 1, 11) => Some("due_soon"),
        None if given <= day(2018, 9, 27) => Some("no_deadline"),
        _ => None,
    }
}

#[test]
fn each_open_task_of_the_ledger_is_in_the_letter_that_the_guide_says_and_in_no_other() {
    let place = |task: &BTreeMap<String, String>| (task["input"].clone(), task["row"].clone());
    let ledger = records(annual::file("tables/tasks.csv"));
    let expected: BTreeMap<_, _> = ledger
        .iter()
        .filter_map(|task| Some((place(task), (task["unit_id"].clone(), list_of(task)?.to_owned()))))
        .collect();
    let rows = records(file("danh-sach-nhac-viec.csv"));
    let listed: BTreeMap<_, _> =
        rows.iter().map(|row| (place(row), (row["unit_id"].clone(), row["list"].clone()))).collect();
    assert_eq!(listed.len(), rows.len(), "a task is listed twice");
    assert_eq!(listed, expected);
    let total = |list: &str| expected.values().filter(|(_, found)| found == list).count();
    assert_eq!(LISTS.map(total), [28, 95, 1], "the printed report of 2018 has 28 overdue");
    for (list, (spec, metrics)) in LISTS.iter().zip(&sample().outcome.tables) {
        assert_eq!(spec.id(), *list);
        assert_eq!(metrics.dispositions().values().sum::<u64>(), ledger.len() as u64, "{list}");
    }
}

#[test]
fn each_unit_with_a_listed_task_has_one_letter_and_no_other_unit_has_one() {
    let rows = records(file("danh-sach-nhac-viec.csv"));
    let units: BTreeSet<&str> = rows.iter().map(|row| row["unit_id"].as_str()).collect();
    let letters = &sample().letters;
    assert_eq!(letters.len(), units.len());
    assert_eq!(letters.iter().map(|letter| letter.unit_id.as_str()).collect::<BTreeSet<_>>(), units);
    for letter in letters {
        let stem = format!("cong-van-{}", letter.unit_id);
        assert_eq!(letter.files, [format!("{stem}.pdf"), format!("{stem}.docx")]);
        for (list, tasks) in &letter.lists {
            let own = rows.iter().filter(|row| row["unit_id"] == letter.unit_id && row["list"] == *list);
            assert_eq!(own.count(), *tasks, "{stem}, {list}");
        }
        let text = words(&pages_text(file(&letter.files[0])).join(" "));
        assert!(text.contains("V/v đôn đốc thực hiện nhiệm vụ được giao"), "{stem}");
        assert!(text.contains(&letter.unit), "{stem} does not name {}", letter.unit);
        assert!(text.contains("Nơi nhận: - Như trên;"), "{stem}");
    }
    let manifest: serde_json::Value = serde_json::from_slice(file("manifest.json")).unwrap();
    assert_eq!(manifest["letters"].as_array().unwrap().len(), letters.len());
    assert_eq!(manifest["letters"][0]["unit_id"], letters[0].unit_id.as_str());
    assert_eq!(manifest["letters"][0]["lists"]["due_soon"], letters[0].lists[1].1);
    assert_eq!(manifest["outputs"].as_array().unwrap().len() + 1, sample().outcome.files.len());
    assert_eq!(
        (&manifest["document"]["TypeName"], &manifest["document"]["IssuedDate"]),
        (&"Công văn".into(), &"28/12/2018".into())
    );
}

#[test]
fn without_named_inputs_tasks_of_all_of_them_are_reminded_of() {
    let bench = Workbench::new().edit("dondoc.toml", "sources = [\"province\"]\n", "");
    assert_eq!(listed(&bench).map(|list| list.len()), [29, 97, 1]);
    let guide = include_str!("../../docs/huong-dan.md");
    let summary = Workbench::new().run(&["letters", "ho-so", "--formats", "docx"]).stdout;
    let summary: Vec<&str> = summary.lines().skip_while(|line| !line.contains("công văn gửi")).take(4).collect();
    assert!(guide.contains(&summary.join("\n")), "{summary:#?}");
}

/// A date of the table of reminders as letters print it.
fn printed(iso: &str) -> String {
    let parts: Vec<&str> = iso.split('-').collect();
    let month: u32 = parts[1].parse().unwrap();
    let month = if month <= 2 { format!("{month:02}") } else { month.to_string() };
    format!("{}/{month}/{}", parts[2], parts[0])
}

#[test]
fn the_tables_of_a_letter_hold_its_tasks_cell_by_cell_in_word_and_pdf() {
    let (pdf, docx) = (
        "cong-van-kt-so-nong-nghiep-va-phat-trien-nong-thon.pdf",
        "cong-van-kt-so-nong-nghiep-va-phat-trien-nong-thon.docx",
    );
    let rows = records(file("danh-sach-nhac-viec.csv"));
    let own = |list: &str| {
        let own = rows.iter().filter(|row| row["letter"] == pdf.trim_end_matches(".pdf") && row["list"] == list);
        own.collect::<Vec<_>>()
    };
    let expected = |list: &str, columns: &[&str]| {
        let cell = |(number, row): (usize, &&BTreeMap<String, String>), column: &&str| match *column {
            "sequence" => number.to_string(),
            "assigned_on" | "deadline" => printed(&row[*column]),
            column => row[column].clone(),
        };
        let row = |(number, row)| columns.iter().map(|column| cell((number, row), column)).collect::<Vec<_>>();
        (1..).zip(&own(list)).map(row).collect::<Vec<_>>()
    };
    let overdue = expected("overdue", &["sequence", "document", "content", "assigned_on", "deadline", "days_late"]);
    let due_soon = expected("due_soon", &["sequence", "document", "content", "assigned_on", "deadline"]);
    assert_eq!((overdue.len(), due_soon.len()), (1, 10));
    let tables = tables_of_docx(file(docx));
    assert_eq!(tables.len(), 2, "an empty list is not printed");
    assert_eq!((&tables[0][1..], &tables[1][1..]), (&overdue[..], &due_soon[..]));
    let read = words(&pages_text(file(pdf)).join(" "));
    for cells in overdue.iter().chain(&due_soon) {
        assert!(read.contains(&cells[2]), "{read} lacks {}", cells[2]);
    }
    let text = words(&text_of_docx(file(docx)));
    for sentence in [
        "Sở Nông nghiệp và Phát triển nông thôn còn 11 nhiệm vụ chưa hoàn thành cần tập trung xử lý",
        "(số liệu trích xuất lúc 15h30 ngày 27/12/2018)",
        "Nhiệm vụ đã trễ hạn nhưng chưa hoàn thành: 01 nhiệm vụ.",
        "Nhiệm vụ đến hạn trong 15 ngày tới: 10 nhiệm vụ.",
        "về Tổ Kiểm tra chậm nhất ngày 15/01/2019",
        "/CV-TKTra",
        "Kon Tum, ngày 28 tháng 12 năm 2018",
        "V/v đôn đốc thực hiện nhiệm vụ được giao",
        "Nguyễn Đình Cầu",
    ] {
        assert!(text.contains(sentence) && read.contains(sentence), "{sentence} is missing:\n{text}\n{read}");
    }
}

#[test]
fn the_bytes_are_the_same_whatever_the_number_of_threads() {
    assert_eq!(made(3).outcome.files, sample().outcome.files);
}

const PROJECT: &str = r#"
[project]
units = "kon-tum"
year = 2018
[report]
template = "annual"
file_name = "r"
number = "1/BC"
place = "Kon Tum"
date = "2019-01-01"
issuer = ["TỔ KIỂM TRA"]
issuer_name = "Tổ Kiểm tra"
authority = ["TỔ TRƯỞNG"]
signer = "A"
recipients = ["- Lưu: VT."]
[as_of]
end = "2018-12-31"
[[input]]
id = "all"
file = "tasks.csv"
mapping = "kon-tum-tracker"
"#;

const HEADING: &str =
    "Mã nhiệm vụ,Số ký hiệu,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n";

/// A project of these tasks: id, unit, given, deadline, done. What `more` adds to dondoc.toml comes last.
fn project(tasks: &[[&str; 5]], more: &str) -> Workbench {
    let line = |[id, unit, given, deadline, done]: &[&str; 5]| {
        format!("{id},1/QĐ,Việc {id},{unit},{given},{deadline},{done}\n")
    };
    let rows: String = tasks.iter().map(line).collect();
    Workbench::new().write("dondoc.toml", format!("{PROJECT}{more}")).write("tasks.csv", format!("{HEADING}{rows}"))
}

/// The ids of the tasks that each list names.
#[track_caller]
fn listed(bench: &Workbench) -> [Vec<String>; 3] {
    let run = bench.run(&["letters", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let rows = records(&bench.results()["cong-van/danh-sach-nhac-viec.csv"]);
    let ids = |list: &str| rows.iter().filter(|row| row["list"] == list).map(|row| row["task_id"].clone()).collect();
    LISTS.map(ids)
}

#[test]
fn the_lists_keep_their_bounds() {
    let unit = "Sở Y tế";
    let tasks = [
        ["yesterday", unit, "01/10/2018", "30/12/2018", ""],
        ["today", unit, "02/10/2018", "31/12/2018", ""],
        ["last-day", unit, "03/10/2018", "15/01/2019", ""],
        ["day-after", unit, "04/10/2018", "16/01/2019", ""],
        ["done-on-time", unit, "05/10/2018", "31/12/2018", "31/12/2018"],
        ["done-later", unit, "06/10/2018", "10/01/2019", "01/01/2019"],
        ["given-later", unit, "01/01/2019", "10/01/2019", ""],
        // Three months before 31 December is 30 September: the month has no 31st.
        ["long", unit, "30/09/2018", "", ""],
        ["lately", unit, "01/10/2018", "", ""],
        ["long-done", unit, "01/02/2018", "", "31/12/2018"],
        ["years-ago", unit, "01/02/2016", "", ""],
    ];
    let expected = [vec!["yesterday"], vec!["today", "last-day", "done-later"], vec!["long", "years-ago"]];
    assert_eq!(listed(&project(&tasks, "")), expected);
    // The numbers of dondoc.toml go before those of the template.
    let wider = "[letters]\ndue_within_days = 16\nno_deadline_months = 2\n";
    let expected =
        [vec!["yesterday"], vec!["today", "last-day", "day-after", "done-later"], vec!["long", "lately", "years-ago"]];
    assert_eq!(listed(&project(&tasks, wider)), expected);
    let none = "[letters]\ndue_within_days = 0\nno_deadline_months = 36\n";
    assert_eq!(listed(&project(&tasks, none)), [vec!["yesterday"], vec!["today"], Vec::new()]);
    // A list with both keys keeps what either keeps.
    let both = project(&tasks, "").copy(TEMPLATE, OWN);
    let both = both.edit(OWN, "due_within_days = 15", "due_within_days = 15\nno_deadline_since_months = 3");
    let expected =
        [vec!["yesterday"], vec!["years-ago", "long", "today", "last-day", "done-later"], vec!["years-ago", "long"]];
    let mut found = listed(&both);
    found.iter_mut().for_each(|list| list.sort());
    assert_eq!(
        found,
        expected.map(|mut list| {
            list.sort_unstable();
            list
        })
    );
    // Numbers past the end of the calendar keep everything or nothing.
    let endless = "[letters]\ndue_within_days = 4294967295\nno_deadline_months = 4294967295\n";
    let expected = [vec!["yesterday"], vec!["today", "last-day", "day-after", "done-later"], Vec::new()];
    assert_eq!(listed(&project(&tasks, endless)), expected);
}

#[test]
fn units_outside_the_registry_get_letters_whose_names_never_meet() {
    let tasks = [
        ["1", "Xã Đắk Lạ", "01/10/2018", "30/12/2018", ""],
        ["2", "Xã Đăk Lạ", "01/10/2018", "30/12/2018", ""],
        ["3", "Sở Y tế", "01/10/2018", "30/12/2018", ""],
    ];
    let bench = project(&tasks, "");
    listed(&bench);
    let results = bench.results();
    let names: Vec<&str> = results.keys().filter_map(|name| name.strip_prefix("cong-van/cong-van-")).collect();
    assert_eq!(names, ["kt-so-y-te.docx", "xa-dak-la-2.docx", "xa-dak-la.docx"]);
    let named = |name: &str| text_of_docx(&results[&format!("cong-van/cong-van-{name}.docx")]);
    // By their spelling, whatever the order of the rows.
    assert!(named("xa-dak-la").contains("Xã Đăk Lạ còn 01 nhiệm vụ"), "{}", named("xa-dak-la"));
    assert!(named("xa-dak-la-2").contains("Xã Đắk Lạ còn 01 nhiệm vụ"));
    let turned: Vec<_> = tasks.iter().rev().copied().collect();
    let turned = project(&turned, "");
    listed(&turned);
    let other = turned.results();
    for name in results.keys().filter(|name| name.ends_with("docx")) {
        assert_eq!(results[name], other[name], "{name} depends on the order of rows");
    }
}

#[test]
fn where_nobody_is_to_be_reminded_nothing_is_written() {
    let bench = project(&[["1", "Sở Y tế", "01/10/2018", "30/12/2018", "30/12/2018"]], "");
    let run = bench.run(&["letters", "ho-so"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.ends_with("không đơn vị nào có nhiệm vụ cần nhắc, không lập công văn nào\n"), "{}", run.stdout);
    assert!(!bench.project().join("out").exists());
}

#[test]
fn rows_that_wait_are_listed_even_where_nobody_is_to_be_reminded() {
    let bench = project(
        &[
            ["1", "Sở Y tế", "01/10/2018", "30/12/2018", "30/12/2018"],
            ["2", "Sở Y tế", "ngày nào đó", "30/12/2018", ""],
        ],
        "",
    );
    let run = bench.run(&["letters", "ho-so"]);
    assert!(run.stdout.contains("không lập công văn nào\nđã ghi 2 tệp"), "{}", run.stdout);
    let results = bench.results();
    let names: Vec<_> = results.keys().map(String::as_str).collect();
    assert_eq!(names, ["cong-van/dong-can-ra-soat.xlsx", "cong-van/manifest.json"]);
}

#[test]
fn letters_of_an_earlier_run_are_told() {
    let bench = project(
        &[["1", "Sở Y tế", "01/10/2018", "30/12/2018", ""], ["2", "Sở Nội vụ", "01/10/2018", "30/12/2018", ""]],
        "",
    );
    listed(&bench);
    let bench = bench.write("tasks.csv", format!("{HEADING}1,1/QĐ,Việc,Sở Y tế,01/10/2018,30/12/2018,\n"));
    let run = bench.run(&["letters", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0);
    assert!(
        run.stderr.contains("earlier-files") && run.stderr.contains("cong-van-kt-so-noi-vu.docx"),
        "{}",
        run.stderr
    );
    assert!(!run.stderr.contains("cong-van-kt-so-y-te"), "{}", run.stderr);
}

#[test]
fn the_threshold_holds_back_the_letters() {
    let tasks = [["1", "Sở Y tế", "01/10/2018", "30/12/2018", ""], ["2", "Sở Y tế", "ngày nào đó", "30/12/2018", ""]];
    let bench = project(&tasks, "[policy]\nmax_quarantined = 0\n");
    let run = bench.run(&["letters", "ho-so"]);
    assert_eq!(run.status, 3);
    let results = bench.results();
    assert_eq!(results.keys().collect::<Vec<_>>(), ["cong-van/dong-can-ra-soat.xlsx", "cong-van/manifest.json"]);
}

#[test]
fn a_draft_leaves_number_and_day_blank_and_a_final_letter_says_what_its_section_says() {
    let tasks = [["1", "Sở Y tế", "01/10/2018", "30/12/2018", ""]];
    let letter = |more: &str, options: &[&str]| {
        let bench = project(&tasks, more);
        let run = bench.run(&[&["letters", "ho-so", "--formats", "docx"], options].concat());
        assert_eq!(run.status, 0, "{}", run.stderr);
        text_of_docx(&bench.results()["cong-van/cong-van-kt-so-y-te.docx"])
    };
    let section = "[letters]\nnumber = \"UBND-TKT\"\ndate = \"2019-03-20\"\nissuer = [\"ỦY BAN NHÂN DÂN\", \"TỈNH KON TUM\"]\n\
                   authority = [\"CHỦ TỊCH\"]\nsigner = \"Nguyễn Văn Hòa\"\nrecipients = [\"- Như trên (t/h);\", \"- Lưu: VT.\"]\n";
    let (draft, signed) = (letter(section, &[]), letter(section, &["--final"]));
    assert!(draft.contains("       /UBND-TKT"), "{draft}");
    assert!(!draft.contains("ngày 20 tháng 3") && draft.contains("tháng      năm 2019"), "{draft}");
    for words in [
        "       /UBND-TKT",
        "ngày 20 tháng 3 năm 2019",
        "TỈNH KON TUM",
        "CHỦ TỊCH",
        "Nguyễn Văn Hòa",
        "Như trên (t/h);",
    ] {
        assert!(signed.contains(words), "{words} is missing: {signed}");
    }
    let plain = letter("", &["--final"]);
    assert!(plain.contains("Như trên;") && plain.contains("Lưu: VT."), "{plain}");
}

#[test]
fn a_number_that_all_letters_would_share_is_refused() {
    let tasks = [["1", "Sở Y tế", "01/10/2018", "30/12/2018", ""]];
    let run = project(&tasks, "[letters]\nnumber = \"600/UBND-TKT\"\n").run(&["letters", "ho-so"]);
    assert_eq!(run.status, 1);
    let told = "lỗi[invalid-value]: giá trị không hợp lệ: \"600/UBND-TKT\"\n";
    assert!(run.stderr.contains(told) && run.stderr.contains("mục letters.number"), "{}", run.stderr);
    assert!(run.stderr.contains("viết như: \"UBND-TKT\""), "{}", run.stderr);
}

#[test]
fn facts_of_the_report_alone_are_in_no_letter() {
    let own = "[metadata]\norgan_id = \"H34\"\nfile_catalog = 2018\ndoc_ordinal = 7\nissued_amount = 300\n\
               description = \"báo cáo năm\"\ndue_date = \"2019-02-01\"\n";
    let bench = project(&[["1", "Sở Y tế", "01/10/2018", "30/12/2018", ""]], own);
    listed(&bench);
    let facts = part(&bench.results()["cong-van/cong-van-kt-so-y-te.docx"], "docProps/custom.xml");
    for kept in ["OrganId", "FileCatalog"] {
        assert!(facts.contains(&format!("name=\"{kept}\"")), "{kept}: {facts}");
    }
    for left in ["DocOrdinal", "IssuedAmount", "Description", "DueDate"] {
        assert!(!facts.contains(&format!("name=\"{left}\"")), "{left}: {facts}");
    }
}

#[test]
fn what_the_section_has_wrong_is_told() {
    let tasks = [["1", "Sở Y tế", "01/10/2018", "30/12/2018", "30/12/2018"]];
    let refused = |bench: Workbench, findings: &str| {
        let run = bench.run(&["letters", "ho-so"]);
        assert_eq!(run.stderr, format!("{findings}\nkhông ghi tệp nào\n"));
        assert_eq!(run.status, 1);
        assert!(!bench.project().join("out").exists());
    };
    refused(
        project(&tasks, "[letters]\nas_of = \"cuoi_nam\"\ndate = \"28/12/2018\"\n"),
        "lỗi[invalid-value]: giá trị không hợp lệ: \"28/12/2018\"\n  --> dondoc.toml, dòng 24, mục letters.date\n  \
         gợi ý: viết như: \"2019-01-01\"\n\
         lỗi[unknown-choice]: không có lựa chọn `cuoi_nam`\n  --> dondoc.toml, dòng 23, mục letters.as_of\n  \
         gợi ý: các lựa chọn: end",
    );
    refused(
        project(&tasks, "[letters]\nsources = [\"al\"]\n"),
        "lỗi[unknown-choice]: không có lựa chọn `al`\n  --> dondoc.toml, dòng 23, mục letters.sources\n  \
         gợi ý: có phải là `all`?\n  gợi ý: các lựa chọn: all",
    );
    refused(
        project(&tasks, "").edit("dondoc.toml", "end = \"2018-12-31\"", "end = \"2018-12-31\"\nmid = \"2018-06-30\""),
        "lỗi[missing-key]: thiếu mục `as_of`\n  --> dondoc.toml, mục letters.as_of\n  \
         gợi ý: bổ sung `as_of` vào phần bắt đầu ở dòng này",
    );
    let own = || project(&tasks, "").copy(TEMPLATE, OWN);
    // Names are checked although no letter comes out.
    refused(
        own().edit(OWN, "{{ unit.tasks | prose }}", "{{ unit.task | prose }}"),
        "lỗi[unknown-variable]: mẫu báo cáo dùng tên chưa biết `unit.task`\n  \
         --> ho-so/report-templates/reports/reminder-letter/report.md, dòng 51\n  gợi ý: có phải là `tasks`?\n  \
         gợi ý: các tên dùng được: id, name, tasks",
    );
    refused(
        own().edit(OWN, "id = \"due_soon\"\ntitle = \"Nhiệm vụ sắp đến hạn\"\nkind = \"list\"", "id = \"due_soon\"\ntitle = \"T\"")
            .edit(OWN, "{ id = \"document\", heading = \"Số, ký hiệu văn bản\", width = 34 },\n  { id = \"content\", heading = \"Nội dung nhiệm vụ\", width = 76 },\n  { id = \"assigned_on\", heading = \"Ngày giao\", width = 23 },\n  { id = \"deadline\", heading = \"Hạn xử lý\", width = 23 },", ""),
        "lỗi[unfit-key]: bảng `due_soon` thuộc loại không dùng mục `kind`\n  \
         --> ho-so/report-templates/reports/reminder-letter/report.md, dòng 23, mục table[1].kind\n  gợi ý: bỏ mục này, hoặc đổi kind của bảng",
    );
}

#[test]
fn a_character_that_cannot_be_printed_is_told_once_for_all_letters() {
    let line = |unit: &str| format!("{unit},1/QĐ,Việc \u{1F600},{unit},01/10/2018,30/12/2018,\n");
    let bench = project(&[], "").write("tasks.csv", format!("{HEADING}{}{}", line("Sở Y tế"), line("Sở Nội vụ")));
    let run = bench.run(&["letters", "ho-so"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stderr.matches("missing-glyph").count(), 1, "{}", run.stderr);
    assert!(!bench.project().join("out").exists());
}

#[test]
fn a_task_of_two_units_is_told_as_two_shares() {
    let bench = project(&[["1", "Sở Y tế; Sở Nội vụ", "01/10/2018", "30/11/2018", ""]], "");
    let run = bench.run(&["letters", "ho-so", "--formats", "docx"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let whole = "nhắc 2 lượt nhiệm vụ (nhiệm vụ giao nhiều đơn vị tính cho từng đơn vị):\n";
    assert!(run.stdout.contains(whole), "{}", run.stdout);
    assert!(run.stdout.contains("  overdue: 2 lượt nhiệm vụ của 2 đơn vị - "), "{}", run.stdout);
    let plain = project(&[["1", "Sở Y tế", "01/10/2018", "30/11/2018", ""]], "").run(&["letters", "ho-so"]);
    assert!(plain.stdout.contains("nhắc 1 nhiệm vụ:\n"), "{}", plain.stdout);
}
