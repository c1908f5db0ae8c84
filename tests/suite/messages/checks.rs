//! The checks on the data: what each finds, the report of them, and the thresholds that stop a report.

use std::collections::BTreeMap;

use crate::{
    read_back::sheets_of_xlsx,
    workbench::{HEADING, Workbench},
};

const TASKS: &str = "nhiem-vu-ubnd.xlsx";
const MORE: [&str; 5] = ["Số, ký hiệu", "Gia hạn đến", "Ngày gia hạn", "Văn bản kết quả", "Ngày cập nhật"];

/// A project of tasks: id, content, unit, assigned, deadline, completed, document, extended to, extended on, result, updated.
fn bench(rows: &[&[&str]]) -> Workbench {
    let heading: Vec<&str> = HEADING.iter().chain(&MORE).copied().collect();
    let rows: Vec<&[&str]> = std::iter::once(&heading[..]).chain(rows.iter().copied()).collect();
    Workbench::small().rows(TASKS, &rows)
}

/// Rows below the title and heading of each sheet of the check report.
fn sheets(bench: &Workbench) -> BTreeMap<String, Vec<Vec<String>>> {
    let sheets = sheets_of_xlsx(&bench.results()["kiem-tra-so-lieu.xlsx"]).into_iter();
    sheets.map(|(name, rows)| (name, rows.into_iter().skip(3).collect())).collect()
}

const ODD: [&[&str]; 9] = [
    &["A1", "Việc 1", "Sở Y tế", "05/02/2018", "31/01/2018", "01/02/2018", "1/QĐ", "", "", "2/BC"],
    &["A2", "Việc 2", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "2/QĐ"],
    &["A3", "Việc 3", "Sở Nội vụ", "05/01/2018", "", "", "3/QĐ", "", "", "", "01/12/2018"],
    &[
        "A4",
        "Việc 4",
        "Sở Nội vụ",
        "05/01/2018",
        "28/02/2018",
        "",
        "4/QĐ",
        "30/04/2018",
        "05/03/2018",
        "",
        "31/12/2018",
    ],
    &["A5", "Việc 5", "Hội X", "05/01/2018", "31/01/2018", "20/01/2018", "5/QĐ", "", "", "2/BC"],
    &["A6", "Việc 5", "Hội X", "05/01/2018", "31/01/2018", "20/01/2018", "5/QĐ", "", "", "2/BC"],
    &["A7", "Việc 7", "Sở Y tế", "05/01/2018", "31/02/2018", "20/01/2018", "7/QĐ", "", "", "2/BC"],
    &["A1", "Việc 1", "Sở Y tế", "05/02/2018", "31/01/2018", "01/02/2018", "1/QĐ", "", "", "2/BC"],
    &["A9", "Việc 9", "Sở Y tế", "05/01/2018", "31/01/2019", "02/01/2019", "9/QĐ", "", "", "2/BC"],
];

#[test]
fn each_check_finds_its_rows_with_their_places() {
    let bench = bench(&ODD);
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let sheets = sheets(&bench);
    let found = |name: &str| -> Vec<(String, String)> {
        let rows = sheets.get(name).unwrap_or_else(|| panic!("no sheet {name} among {:?}", sheets.keys()));
        // The other export of the sample has findings of its own.
        let own = rows.iter().filter(|row| row[0] == TASKS);
        own.map(|row| (row[2].clone(), row[3].clone())).collect()
    };
    let at = |rows: &[(&str, &str)]| -> Vec<(String, String)> {
        rows.iter().map(|(row, id)| ((*row).to_owned(), (*id).to_owned())).collect()
    };
    assert_eq!(found("Hoàn thành trước ngày giao"), at(&[("2", "A1")]));
    assert_eq!(found("Hạn trước ngày giao"), at(&[("2", "A1")]));
    assert_eq!(found("Xong, thiếu văn bản kết quả"), at(&[("3", "A2")]));
    assert_eq!(found("Lâu không có hạn"), at(&[("4", "A3")]));
    assert_eq!(found("Lâu không cập nhật"), at(&[("4", "A3")]));
    assert_eq!(found("Gia hạn khi đã quá hạn"), at(&[("5", "A4")]));
    assert_eq!(found("Nhiệm vụ được gia hạn"), at(&[("5", "A4")]));
    assert_eq!(found("Một việc hai mã"), at(&[("7", "A6")]));
    assert_eq!(found("Dòng cần rà soát"), at(&[("8", "A7"), ("9", "A1")]));
    assert_eq!(found("Trùng mã nhiệm vụ"), at(&[("9", "A1")]));
    assert_eq!(found("Hoàn thành sau ngày chốt"), at(&[("10", "A9")]));
    assert_eq!(sheets["Đơn vị ngoài danh mục"].iter().map(|row| row[4].as_str()).collect::<Vec<_>>(), ["Hội X"]);
    assert!(sheets["Đơn vị không có nhiệm vụ"].iter().any(|row| row[4] == "Sở Tài chính"));
    let words = &sheets["Gia hạn khi đã quá hạn"][0][5];
    assert_eq!(words, "Hạn xử lý: 28/02/2018; Gia hạn đến: 30/4/2018; Ngày gia hạn: 05/3/2018");
    let rows = &sheets["Đối soát dòng"][0];
    assert_eq!(rows[2..6], ["9", "7", "2", "0"]);
}

#[test]
fn the_page_says_what_the_workbook_says() {
    let bench = bench(&ODD);
    bench.run(&["check", "ho-so"]);
    let page = String::from_utf8(bench.results()["kiem-tra-so-lieu.html"].clone()).unwrap();
    let tree = roxmltree::Document::parse(page.trim_start_matches("<!DOCTYPE html>\n")).unwrap();
    let texts: Vec<&str> = tree.descendants().filter_map(|node| node.text()).collect();
    for (name, rows) in sheets(&bench) {
        let name = if name == "Tổng hợp" { "Tổng hợp" } else { name.as_str() };
        assert!(texts.contains(&name), "{name}");
        for cell in rows.iter().flatten().filter(|cell| !cell.is_empty() && !cell.contains('\n')) {
            assert!(texts.contains(&cell.as_str()), "{name}: {cell}");
        }
    }
}

#[test]
fn a_clean_export_is_spoken_of_in_no_finding() {
    let bench = bench(&[&["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "2/QĐ", "", "", "2/BC"]]);
    bench.run(&["check", "ho-so"]);
    let mut sheets = sheets(&bench);
    assert_eq!(sheets.remove("Đối soát dòng").unwrap()[0][0], TASKS);
    assert!(sheets.len() > 1);
    for (name, rows) in sheets {
        assert!(rows.iter().all(|row| row[0] != TASKS), "{name}: {rows:?}");
    }
}

#[test]
fn a_check_over_its_number_leaves_only_the_check_report() {
    let bench = bench(&ODD).edit("dondoc.toml", "[layout]", "[check.max]\nsame_task = 0\nextended = 1\n\n[layout]");
    let run = bench.report();
    let exceeded = "lỗi[check-exceeded]: kiểm tra \"Một việc hai mã\": 1 phát hiện, vượt mức cho phép 0\n";
    assert!(run.stderr.contains(exceeded) && !run.stderr.contains("Nhiệm vụ được gia hạn"), "{}", run.stderr);
    assert!(run.stderr.contains("mục check.max.same_task"), "{}", run.stderr);
    assert_eq!(run.status, 3);
    let files: Vec<String> = bench.results().into_keys().collect();
    assert_eq!(files, ["dong-can-ra-soat.xlsx", "kiem-tra-so-lieu.html", "kiem-tra-so-lieu.xlsx", "manifest.json"]);
    let summary = &sheets(&bench)["Tổng hợp"];
    let line = summary.iter().find(|row| row[0] == "Một việc hai mã").unwrap();
    assert!(line[4].ends_with("Vượt mức cho phép."), "{line:?}");
}

#[test]
fn an_error_is_never_allowed() {
    let section = "[check.level]\ncompleted_before_assigned = \"error\"\n\n[layout]";
    let bench = bench(&ODD).edit("dondoc.toml", "[layout]", section);
    assert_eq!(bench.run(&["check", "ho-so"]).status, 3);
    assert_eq!(sheets(&bench)["Tổng hợp"].iter().find(|row| row[0] == "Hoàn thành trước ngày giao").unwrap()[1], "Lỗi");
}

#[test]
fn a_key_that_is_no_check_is_told() {
    let bench = bench(&ODD[..1]).edit("dondoc.toml", "[layout]", "[check.max]\nsame_tasks = 0\n\n[layout]");
    let run = bench.report();
    assert!(run.stderr.starts_with("lỗi[unknown-choice]: không có lựa chọn `same_tasks`\n"), "{}", run.stderr);
    assert!(run.stderr.contains("gợi ý: có phải là `same_task`?"), "{}", run.stderr);
}

#[test]
fn a_check_without_its_column_says_so() {
    let bench = Workbench::small().rows(TASKS, &[&HEADING, &crate::workbench::GOOD]);
    bench.run(&["check", "ho-so"]);
    let summary = &sheets(&bench)["Tổng hợp"];
    let line = summary.iter().find(|row| row[0] == "Lâu không cập nhật").unwrap();
    assert!(line[4].contains("Không kiểm tra được (thiếu cột): nhiem-vu-ubnd.xlsx"), "{line:?}");
}
