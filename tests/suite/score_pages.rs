//! What reports of scores print: what layers took off, fields that fit on pages, tasks listed once.
//!
//! In: made-up rulebooks and values through `dondoc score`. Out: cells and words asserted.

use super::{
    pdf_text::{pages_text, words},
    read_back::{sheets_of_xlsx, tables_of_docx, text_of_docx},
    scores::records,
    workbench::{GOOD, HEADING, Workbench},
};

const SCORED: &str = "[units]\nscored = [\"Sở Nội vụ\", \"Sở Y tế\"]\n\n[policy]\nscored_units = \"list\"\n\n[as_of]";
const LAYERS: &str =
    "[[layer]]\nid = \"self\"\ntitle = \"Tự chấm\"\n\n[[layer]]\nid = \"first\"\ntitle = \"Thẩm định lần 1\"\n";

fn head(title: &str) -> String {
    format!(
        "title = \"{title}\"\nsource = \"Bài kiểm thử\"\nstatus = \"official\"\nlevel_groups = [\"department\"]\n\n"
    )
}

fn criterion(code: &str, title: &str, max: &str, rest: &str) -> String {
    format!("[[criterion]]\ncode = \"{code}\"\ntitle = \"{title}\"\nmax = {max}\n{rest}\n\n")
}

/// A project of two units with this rulebook.
fn bench(rulebook: &str) -> Workbench {
    Workbench::small()
        .write("report-templates/rulebooks/thu.toml", rulebook)
        .edit("dondoc.toml", "rules = \"kon-tum-2018-sample\"", "rules = \"thu\"")
        .edit("dondoc.toml", "[as_of]", SCORED)
}

fn scored(bench: &Workbench, formats: &str) -> std::collections::BTreeMap<String, Vec<u8>> {
    let run = bench.run(&["score", "ho-so", "--formats", formats]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    bench.results()
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<String>> {
    let sheets = sheets_of_xlsx(bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    sheets.iter().find(|(found, _)| found == name).unwrap_or_else(|| panic!("{name} in {names:?}")).1.clone()
}

#[test]
fn what_was_taken_off_is_told_only_of_criteria_that_were_appraised() {
    let given = "rule = { given = {} }";
    let rulebook = head("Hai lớp")
        + LAYERS
        + &criterion("1", "Chỉ đạo", "60", "")
        + &criterion("1.1", "Kế hoạch", "50", given)
        + &criterion("1.2", "Kiểm tra", "10", given)
        + &criterion("2", "Công vụ", "40", given);
    let values: &[&[&str]] = &[
        &["Đơn vị", "Tự chấm 1.1", "Thẩm định lần 1 1.1", "Tự chấm 1.2", "Tự chấm 2", "Thẩm định lần 1 2"],
        // 1.2 was never appraised; what the appraisal added to 2 does not hide what it took off 1.1.
        &["Sở Y tế", "50", "45,5", "10", "30", "33"],
    ];
    let bench = bench(&rulebook).rows("diem.xlsx", values).edit(
        "dondoc.toml",
        "rules = \"thu\"",
        "rules = \"thu\"\nvalues = \"diem.xlsx\"",
    );
    let results = scored(&bench, "docx,xlsx");
    let fields = sheet(&results["cham-diem/cham-diem.xlsx"], "Theo lĩnh vực");
    let row = fields.iter().find(|row| row[1] == "Sở Y tế").unwrap();
    assert_eq!(row[2..].join("|"), "60|45.5|4.5|55.5|30|33||33|90|78.5|4.5|88.5");
    let card = sheet(&results["cham-diem/cham-diem.xlsx"], "Sở Y tế");
    let lost = |code: &str| card.iter().find(|row| row[0] == code).unwrap()[6].clone();
    assert_eq!(["1", "1.1", "1.2", "2"].map(lost), ["4.5", "4.5", "", ""]);
}

#[test]
fn fields_that_are_too_many_for_a_page_stand_in_several_tables_of_whole_words() {
    let title = |number: usize| format!("Xây dựng và tổ chức thực hiện lĩnh vực thứ {number}");
    let fields: String =
        (1..=8).map(|n| criterion(&n.to_string(), &title(n), "12.5", "rule = { given = {} }")).collect();
    let mut heading = vec!["Đơn vị".to_owned()];
    for number in 1..=8 {
        heading.extend([format!("Tự chấm {number}"), format!("Thẩm định lần 1 {number}")]);
    }
    let line = |unit: &str| [vec![unit.to_owned()], vec!["12,25".to_owned(); 16]].concat();
    let rows = [heading, line("Sở Y tế"), line("Sở Nội vụ")];
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let bench = bench(&(head("Tám lĩnh vực") + LAYERS + &fields)).rows("diem.xlsx", &rows).edit(
        "dondoc.toml",
        "rules = \"thu\"",
        "rules = \"thu\"\nvalues = \"diem.xlsx\"",
    );
    let results = scored(&bench, "docx,pdf,xlsx");
    let tables = tables_of_docx(&results["cham-diem/cham-diem.docx"]);
    let of_fields: Vec<_> =
        tables.iter().filter(|table| table[0].iter().any(|cell| cell.starts_with("Xây dựng"))).collect();
    assert_eq!(of_fields.len(), 3);
    for table in &of_fields {
        assert!(table.iter().all(|row| row.len() <= 14), "{table:?}");
        assert!(table.iter().any(|row| row[1] == "Sở Y tế") && table.iter().any(|row| row[1] == "Sở Nội vụ"));
    }
    let told = |wanted: &str| of_fields.iter().filter(|table| table[0].iter().any(|cell| cell == wanted)).count();
    assert!((1..=8).all(|number| told(&format!("{} (12,5 điểm)", title(number))) == 1));
    assert_eq!(told("Tổng điểm"), 1);
    let text = words(&pages_text(&results["cham-diem/cham-diem.pdf"]).join(" "));
    assert!(
        text.contains("Lĩnh vực 1, 2, 3 (bảng 1/3)") && text.contains("Lĩnh vực 7, 8; Tổng điểm (bảng 3/3)"),
        "{text}"
    );
    assert!(!text.contains("Thẩ m") && !text.contains("12,2 5") && !text.contains("Thẩm đị "), "{text}");
    assert!(text.matches("12,25").count() >= 2 * 8 * 3, "{}", text.matches("12,25").count());
    // A workbook is as wide as it must be.
    let sheet = sheet(&results["cham-diem/cham-diem.xlsx"], "Theo lĩnh vực");
    assert_eq!(sheet.iter().find(|row| row[1] == "Sở Y tế").unwrap().len(), 2 + 9 * 4);
}

/// Two criteria that look at the same tasks, the second twice.
fn by_tasks() -> String {
    let measure = |id: &str, rest: &str| format!("[[measure]]\nid = \"{id}\"\ntitle = \"{id}\"\n{rest}\n\n");
    head("Hai tiêu chí")
        + "[[tasks]]\nid = \"giao\"\ntitle = \"nhiệm vụ giao\"\nas_of = \"province\"\nsources = [\"province\"]\n\n"
        + &measure("timely", "part = [\"on_time\"]\nwhole = [\"assigned\"]\nwhen_zero = \"full\"")
        + &measure("late", "count = [\"late\"]")
        + &criterion("1", "Đúng hạn", "10", "rule = { linear = { measure = \"timely\" } }")
        + &criterion(
            "2",
            "Không muộn",
            "5",
            "rule = { cases = [\n  { when = [{ measure = \"timely\", from = \"100%\" }, { measure = \"late\", to = 0 }], points = 5 },\n  \
             { else = true, count = { base = 5, each = [{ measure = \"late\", points = -0.01 }] } },\n] }",
        )
}

/// The results where the only unit with late tasks has this many of them, all alike but for their ids.
fn with_late(tasks: usize) -> std::collections::BTreeMap<String, Vec<u8>> {
    let ids: Vec<String> = (1..=tasks).map(|number| format!("T{number}")).collect();
    let late: Vec<[&str; 6]> =
        ids.iter().map(|id| [id.as_str(), "Việc muộn", "Sở Y tế", "05/01/2018", "31/01/2018", "20/02/2018"]).collect();
    let rows: Vec<&[&str]> = [&HEADING[..], &GOOD[..]].into_iter().chain(late.iter().map(|row| &row[..])).collect();
    scored(&bench(&by_tasks()).rows("nhiem-vu-ubnd.xlsx", &rows), "docx,xlsx")
}

#[test]
fn a_task_that_costs_points_in_several_criteria_is_listed_once_with_all_of_them() {
    let results = with_late(3);
    let listed = sheet(&results["cham-diem/cham-diem.xlsx"], "Nhiệm vụ bị trừ điểm");
    let listed: Vec<_> = listed.iter().filter(|row| row[1] == "Sở Y tế").collect();
    assert_eq!(listed.len(), 3, "{listed:?}");
    assert!(listed.iter().all(|row| row[2] == "1, 2"), "{listed:?}");
    let tables = tables_of_docx(&results["cham-diem/cham-diem.docx"]);
    let below: Vec<_> = tables.iter().filter(|table| table[0].contains(&"Tiêu chí".to_owned())).collect();
    assert_eq!(below.len(), 1);
    assert_eq!(below[0].iter().filter(|row| row[1] == "1, 2").count(), 3, "{below:?}");
    // Other systems read one row for each task and criterion.
    let rows = records(&results["cham-diem/scores-tasks.csv"]);
    let of = |code: &str| rows.iter().filter(|row| row["code"] == code).count();
    assert_eq!((of("1"), of("2"), rows.len()), (3, 3, 6));
}

#[test]
fn a_long_list_of_tasks_is_left_to_the_workbook_and_the_card_says_so() {
    let results = with_late(31);
    let tables = tables_of_docx(&results["cham-diem/cham-diem.docx"]);
    assert!(tables.iter().all(|table| !table[0].contains(&"Tiêu chí".to_owned())));
    let text = words(&text_of_docx(&results["cham-diem/cham-diem.docx"]));
    assert!(
        text.contains("31 nhiệm vụ làm giảm điểm của Sở Y tế (theo tiêu chí: 1: 31; 2: 31) không in ở đây"),
        "{text}"
    );
    assert!(text.contains("“Nhiệm vụ bị trừ điểm”") && text.contains("scores-tasks.csv"), "{text}");
    let listed = sheet(&results["cham-diem/cham-diem.xlsx"], "Nhiệm vụ bị trừ điểm");
    assert_eq!(listed.iter().filter(|row| row[1] == "Sở Y tế").count(), 31);
}
