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
    // A9 was never updated.
    assert_eq!(found("Lâu không cập nhật"), at(&[("4", "A3"), ("10", "A9")]));
    assert_eq!(found("Gia hạn khi đã quá hạn"), at(&[("5", "A4")]));
    assert_eq!(found("Nhiệm vụ được gia hạn"), at(&[("5", "A4")]));
    assert_eq!(found("Một việc hai mã"), at(&[("7", "A6")]));
    assert_eq!(found("Dòng cần rà soát"), at(&[("8", "A7"), ("9", "A1")]));
    assert_eq!(found("Trùng mã nhiệm vụ"), at(&[("9", "A1")]));
    assert_eq!(found("Hoàn thành sau ngày chốt"), at(&[("10", "A9")]));
    let unknown = &sheets["Đơn vị ngoài danh mục"];
    assert_eq!(unknown.len(), 1);
    assert_eq!((unknown[0][2].as_str(), unknown[0][4].as_str(), unknown[0][5].as_str()), ("6", "Hội X", "2 nhiệm vụ"));
    assert_eq!(sheets["Gia hạn theo đơn vị"], [["Sở Nội vụ", "2", "1", "1"]]);
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

/// The findings of one check in the province's export: row, words.
fn findings(bench: &Workbench, name: &str) -> Vec<(String, String)> {
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let sheets = sheets(bench);
    let rows = sheets.get(name).unwrap_or_else(|| panic!("no sheet {name} among {:?}", sheets.keys()));
    rows.iter().filter(|row| row[0] == TASKS).map(|row| (row[2].clone(), row[5].clone())).collect()
}

fn found(rows: &[(&str, &str)]) -> Vec<(String, String)> {
    rows.iter().map(|(row, words)| ((*row).to_owned(), (*words).to_owned())).collect()
}

/// A project of these tasks with labels.
fn labelled(rows: &[[&str; 7]]) -> Workbench {
    let heading: Vec<&str> = HEADING.iter().copied().chain(["Trạng thái"]).collect();
    let rows: Vec<&[&str]> = std::iter::once(&heading[..]).chain(rows.iter().map(|row| &row[..])).collect();
    Workbench::small().rows(TASKS, &rows)
}

#[test]
fn labels_that_speak_against_dates_are_shown_beside_them() {
    let bench = labelled(&[
        ["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "Chưa hoàn thành / Trễ hạn"],
        ["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "Đang thực hiện"],
        ["A3", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "Chưa hoàn thành / Trong hạn"],
        ["A4", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "Đã hoàn thành / Đúng hạn"],
    ]);
    let expected = found(&[
        (
            "2",
            "nhãn \"Chưa hoàn thành / Trễ hạn\"; theo nhãn: chưa hoàn thành, đã trễ hạn; theo ngày: đã hoàn thành đúng hạn",
        ),
        (
            "4",
            "nhãn \"Chưa hoàn thành / Trong hạn\"; theo nhãn: chưa hoàn thành, còn trong hạn; theo ngày: chưa hoàn thành, đã trễ hạn",
        ),
    ]);
    assert_eq!(findings(&bench, "Nhãn khác ngày"), expected);
}

#[test]
fn where_labels_decide_they_say_what_is_open_and_are_held_against_the_dates() {
    let heading: Vec<&str> =
        HEADING.iter().copied().chain(["Trạng thái", "Văn bản kết quả", "Ngày cập nhật"]).collect();
    let rows: [&[&str]; 6] = [
        &heading,
        &["A1", "Việc", "Sở Y tế", "05/01/2018", "", "", "Đã hoàn thành / Đúng hạn", "", "01/02/2018"],
        &["A2", "Việc", "Sở Y tế", "05/01/2018", "", "", "Thu hồi", "", "01/02/2018"],
        &["A3", "Việc", "Sở Y tế", "05/01/2018", "", "", "Đang thực hiện", "", "01/02/2018"],
        &["A4", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "Chưa hoàn thành / Trong hạn", "", "31/12/2018"],
        &["A5", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "Chưa hoàn thành / Trễ hạn", "1/BC", ""],
    ];
    // The sample's other export has no labels, and tables of two days.
    let other: [&[&str]; 2] = [&heading, &["B1", "Việc", "Sở Y tế", "05/01/2018", "", "", "Thu hồi"]];
    let bench = Workbench::small().rows(TASKS, &rows).rows("nhiem-vu-chinh-phu.xlsx", &other);
    let bench = bench.edit("dondoc.toml", "kon-tum-government", "kon-tum-tracker");
    let bench = bench.edit("dondoc.toml", "2018-12-22", "2019-01-01");
    let bench = bench.edit("dondoc.toml", "[layout]", "[policy]\nstatus_from = \"labels\"\n\n[layout]");
    let rows = |name: &str| findings(&bench, name).into_iter().map(|(row, _)| row).collect::<Vec<_>>();
    assert_eq!(rows("Lâu không có hạn"), ["4"]);
    assert_eq!(rows("Lâu không cập nhật"), ["4"]);
    assert_eq!(rows("Xong, thiếu văn bản kết quả"), ["2"]);
    let differing = findings(&bench, "Nhãn khác ngày");
    assert_eq!(differing.iter().map(|(row, _)| row.as_str()).collect::<Vec<_>>(), ["5", "6"]);
    assert!(differing[0].1.ends_with("theo ngày: chưa hoàn thành, đã trễ hạn"), "{differing:?}");
    assert!(differing[1].1.ends_with("theo ngày: đã hoàn thành đúng hạn"), "{differing:?}");
}

#[test]
fn tasks_called_done_without_a_date_are_found_whether_they_count_or_wait() {
    let bench = labelled(&[
        ["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "Đã hoàn thành"],
        ["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "Đã hoàn thành / Quá hạn"],
        ["A3", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018", "Đã hoàn thành"],
    ]);
    let found = findings(&bench, "Ghi xong, thiếu ngày");
    assert_eq!(found.iter().map(|(row, _)| row.as_str()).collect::<Vec<_>>(), ["2", "3"]);
    assert!(found[0].1.contains("Đã hoàn thành"), "{}", found[0].1);
    assert!(found[1].1.starts_with("nhãn \"Đã hoàn thành / Quá hạn\"; theo nhãn: đã hoàn thành nhưng quá hạn"));
}

#[test]
fn deadlines_that_are_no_days_are_shown_with_their_day_and_rule() {
    let bench = bench(&[
        &["A1", "Việc", "Sở Y tế", "05/01/2018", "Quý III/2018", ""],
        &["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", ""],
        &["A3", "Việc", "Sở Y tế", "05/01/2018", "Thường xuyên", ""],
        &["A4", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "1/QĐ", "tháng 3/2018"],
    ]);
    let expected = found(&[
        ("2", "Hạn xử lý: \"Quý III/2018\" → 30/9/2018 (hạn ghi theo quý: lấy ngày cuối quý)"),
        ("4", "Hạn xử lý: \"Thường xuyên\" → không có hạn (việc thường xuyên: không có hạn)"),
        ("5", "Gia hạn đến: \"tháng 3/2018\" → 31/3/2018 (hạn ghi theo tháng: lấy ngày cuối tháng)"),
    ]);
    assert_eq!(findings(&bench, "Hạn không ghi ngày"), expected);
}

#[test]
fn cells_that_lost_characters_are_shown() {
    let bench = Workbench::small().edit("dondoc.toml", TASKS, "nhiem-vu.csv");
    let rows = "A1,Vi\u{fffd}c,Sở Y tế,05/01/2018,31/01/2018,\nA\u{fffd}2,Việc,Sở Y tế,05/01/2018,31/01/2018,\n";
    let bench = bench.write("nhiem-vu.csv", format!("{}\n{rows}", HEADING.join(",")));
    bench.run(&["check", "ho-so"]);
    let rows = sheets(&bench)["Mất chữ"].clone();
    let rows: Vec<(&str, &str)> = rows.iter().map(|row| (row[2].as_str(), row[5].as_str())).collect();
    assert_eq!((rows.len(), rows[0]), (2, ("2", "Nội dung nhiệm vụ: Vi…c")));
    assert!(rows[1].0 == "3" && rows[1].1.contains("Mã nhiệm vụ"), "{rows:?}");
}

#[test]
fn a_unit_that_is_nearly_registered_is_shown_with_the_name_it_may_be() {
    let bench = bench(&[
        &["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", ""],
        &["A2", "Việc", "Sở Y tê", "05/01/2018", "31/01/2018", ""],
        &["A3", "Việc", "Sở Y tê", "05/01/2018", "31/02/2018", ""],
    ]);
    let words = "1 nhiệm vụ; có phải là \"Sở Y tế\"?";
    assert_eq!(findings(&bench, "Đơn vị ngoài danh mục"), found(&[("3", words)]));
    let waiting = "[policy]\nunregistered_unit = \"quarantine\"\n\n[layout]";
    let bench = bench.edit("dondoc.toml", "[layout]", waiting);
    let words = "đơn vị `Sở Y tê` chưa có trong danh mục; có phải là \"Sở Y tế\"?";
    assert_eq!(findings(&bench, "Đơn vị ngoài danh mục"), found(&[("3", words), ("4", words)]));
}

#[test]
fn a_successor_has_the_tasks_of_those_before_it_where_units_are_shown_as_they_are() {
    let registry = "include = [\"kon-tum\"]\nid = \"x\"\nname = \"x\"\nsource = \"x\"\n\
        [[unit]]\nid = \"a\"\nname = \"Sở Cũ\"\nlevel_group = \"other\"\nscored = true\nvalid_to = \"2018-07-01\"\n\
        [[unit]]\nid = \"b\"\nname = \"Sở Mới\"\nlevel_group = \"other\"\nscored = true\nvalid_from = \"2018-07-01\"\n\
        [[succession]]\nfrom = [\"a\"]\nto = [\"b\"]\nkind = \"rename\"\ndate = \"2018-07-01\"\nstatus = \"verified\"\n";
    let absent = |policy: &str| {
        let bench = bench(&[&["A1", "Việc", "Sở Cũ", "05/01/2018", "31/01/2018", ""]]);
        let bench = bench.write("report-templates/units/rieng.toml", registry);
        let bench = bench.edit("dondoc.toml", "units = \"kon-tum\"", "units = \"rieng\"");
        let bench = bench.edit("dondoc.toml", "[layout]", &format!("[policy]\n{policy}\n[layout]"));
        bench.run(&["check", "ho-so"]);
        let rows = sheets(&bench)["Đơn vị không có nhiệm vụ"].clone();
        ["Sở Cũ", "Sở Mới"].map(|name| rows.iter().any(|row| row[4] == name))
    };
    assert_eq!(absent(""), [false, true]);
    assert_eq!(absent("unit_change = \"as_is\""), [false, false]);
}

#[test]
fn the_policies_stand_in_the_check_report_with_who_chose_them() {
    let bench = bench(&ODD[1..2]).edit("dondoc.toml", "[layout]", "[policy]\ndeadline = \"original\"\n[layout]");
    bench.run(&["check", "ho-so"]);
    let rows = &sheets(&bench)["Chính sách"];
    assert_eq!(rows.len(), dondoc::policy::POLICIES.len());
    assert_eq!(rows[0][..3], ["deadline", "original", "dondoc.toml"]);
    assert_eq!(rows[1][..3], ["no_deadline", "counted", "mặc định"]);
    assert!(rows.iter().all(|row| !row[3].is_empty()));
}
