//! Registries whose units change over time, and tasks that do not fit them.

use crate::{
    counts::{PROJECT, TEMPLATE},
    workbench::Workbench,
};

const FILE: &str = "report-templates/units/rieng.toml";
const TASKS: &str = "tasks.csv";

/// One unit with more keys.
fn unit(id: &str, name: &str, more: &str) -> String {
    format!("[[unit]]\nid = \"{id}\"\nname = \"{name}\"\nlevel_group = \"other\"\nscored = true\n{more}\n")
}

/// A project of its own registry, which is these blocks.
fn bench(blocks: &[String]) -> Workbench {
    let head = "id = \"x\"\nname = \"x\"\nsource = \"x\"\n";
    let bench = Workbench::small().edit("dondoc.toml", "units = \"kon-tum\"", "units = \"rieng\"");
    bench.write(FILE, format!("{head}{}", blocks.concat()))
}

/// What `check` says of an export with these rows (unit, day given), counted with this registry.
fn said(blocks: &[String], rows: &[[&str; 2]], policy: &str) -> String {
    let rows = (1..)
        .zip(rows)
        .map(|(number, [unit, given])| format!("A{number},{unit},{given},01/12/2018,\n"))
        .collect::<String>();
    let project = PROJECT.replace("kon-tum\"", "rieng\"");
    let bench = bench(blocks).write("dondoc.toml", format!("{project}{policy}"));
    let bench = bench.write("report-templates/reports/counts/report.md", TEMPLATE);
    let run = bench.write(TASKS, format!("Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n{rows}"));
    let run = run.run(&["check", "ho-so"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stderr
}

#[test]
fn successions_that_cannot_be_are_told() {
    let old = || unit("a", "Sở A", "valid_to = \"2018-07-01\"");
    let new = || unit("b", "Sở B", "valid_from = \"2018-07-01\"");
    let succession = |more: &str| format!("[[succession]]\ndate = \"2018-07-01\"\n{more}\n");
    let told = |reason: &str, line: usize, index: usize, unit: &str| {
        let unit = if unit.is_empty() { String::new() } else { format!("  gợi ý: đơn vị: {unit}\n") };
        format!(
            "lỗi[invalid-succession]: việc sắp xếp đơn vị ngày 2018-07-01 không hợp lệ: {reason}\n  \
             --> ho-so/{FILE}, dòng {line}, mục succession[{index}]\n{unit}  \
             gợi ý: so lại với valid_from, valid_to của các đơn vị trong danh mục\n"
        )
    };
    let rename = |from: &str, to: &str| succession(&format!("from = [\"{from}\"]\nto = [\"{to}\"]\nkind = \"rename\""));
    let counts = "số đơn vị không hợp với loại này: rename một – một, merge nhiều – một, split một – nhiều";
    let split = succession("from = [\"a\"]\nto = [\"b\"]\nkind = \"split\"");
    bench(&[old(), new(), split]).refused(&told(counts, 16, 0, ""));
    // Back and forth: the days of a circle can never fit.
    let not_over = told("đơn vị cũ không kết thúc vào ngày đó (valid_to)", 21, 1, "b");
    let not_there = told("đơn vị mới chưa có hoặc không còn vào ngày đó", 21, 1, "a");
    bench(&[old(), new(), rename("a", "b"), rename("b", "a")]).refused(&format!("{not_there}{not_over}"));
    let twice = told("đơn vị cũ đã kết thúc bởi một lần sắp xếp khác", 21, 1, "a");
    bench(&[old(), new(), rename("a", "b"), rename("a", "b")]).refused(&twice);
    bench(&[old(), new(), rename("a", "bb")]).refused(&format!(
        "lỗi[unregistered-unit]: đơn vị `bb` chưa có trong danh mục\n  --> ho-so/{FILE}, dòng 16, mục succession[0]\n  \
         gợi ý: có phải là `b`?\n  gợi ý: thêm cách viết này vào report-templates/units nếu đúng là đơn vị đó"
    ));
}

#[test]
fn days_of_units_that_make_no_sense_are_told() {
    bench(&[unit("a", "Sở A", "valid_to = \"1/7/2018\"")]).refused(&format!(
        "lỗi[invalid-value]: giá trị không hợp lệ: \"1/7/2018\"\n  --> ho-so/{FILE}, dòng 9\n  gợi ý: viết như: \"2025-03-01\""
    ));
    bench(&[unit("a", "Sở A", "valid_from = \"2018-07-01\"\nvalid_to = \"2018-07-01\"")]).refused(&format!(
        "lỗi[invalid-value]: giá trị không hợp lệ: \"2018-07-01\"\n  --> ho-so/{FILE}, dòng 4, mục unit[0]\n  \
         gợi ý: viết như: valid_from < valid_to"
    ));
    bench(&[unit("a", "Sở A", "valid_to = \"2018-07-01\""), unit("a", "Sở B", "valid_from = \"2018-07-01\"")]).refused(&format!(
        "lỗi[repeated-id]: id `a` đã dùng ở trên\n  --> ho-so/{FILE}, dòng 10, mục unit[1]\n  gợi ý: đặt cho mỗi phần một id riêng"
    ));
    let include = Workbench::small().edit("dondoc.toml", "units = \"kon-tum\"", "units = \"rieng\"");
    include.write(FILE, "include = [\"khac\"]\nid = \"x\"\nname = \"x\"\nsource = \"x\"\n").refused(&format!(
        "lỗi[unknown-definition]: không có `khac` trong report-templates/units\n  --> ho-so/{FILE}, dòng 1, mục include\n  \
         gợi ý: hiện có: binh-dinh, gia-lai, kon-tum, quang-ngai, rieng"
    ));
}

#[test]
fn one_name_of_two_units_wants_a_day() {
    let units = [
        unit("a", "Sở Xây dựng", "valid_to = \"2018-07-01\""),
        unit("b", "Sở Xây dựng", "valid_from = \"2018-07-01\""),
    ];
    let rows = [["Sở Xây dựng", ""]];
    let said = said(&units, &rows, "");
    assert!(
        said.starts_with(&format!(
            "cảnh báo[unit-needs-day]: `Sở Xây dựng` là tên của nhiều đơn vị ở các thời kỳ khác nhau, mà dòng này không có ngày giao \
             thuộc thời kỳ nào\n  --> {TASKS}, ô B2 (Cơ quan được giao)\n  \
             gợi ý: bổ sung ngày giao, hoặc ghi mã của đơn vị trong danh mục thay cho tên\n"
        )),
        "{said}"
    );
}

#[test]
fn tasks_of_a_unit_that_was_not_there_are_told() {
    let units = [unit("a", "Sở A", "valid_from = \"2018-03-01\"\nvalid_to = \"2018-07-01\"")];
    let rows = [["Sở A", "01/07/2018"], ["Sở A", "28/02/2018"], ["Sở A", "01/03/2018"]];
    assert_eq!(
        said(&units, &rows, ""),
        format!(
            "cảnh báo[unit-not-there]: 2 dòng giao cho `Sở A` vào ngày đơn vị này không hoạt động (theo danh mục: 01/3/2018 – 30/6/2018)\n  \
             --> {TASKS}, ô B2 (Cơ quan được giao)\n  gợi ý: kiểm tra ngày giao, hoặc sửa valid_from, valid_to trong danh mục đơn vị\n"
        )
    );
}

#[test]
fn scored_units_that_no_row_names_are_told() {
    let units = [unit("a", "Sở A", ""), unit("b", "Sở B", ""), unit("c", "Sở C", "scored_to = \"2018-01-01\"")];
    let rows = [["Sở A", "01/07/2018"]];
    let told = "lưu ý[units-without-tasks]: 1 đơn vị có chấm điểm không có dòng nào trong dữ liệu: Sở B\n  \
                --> dondoc.toml, dòng 3, mục project.units\n  \
                gợi ý: kiểm tra tệp dữ liệu có đủ đơn vị không; báo cáo in dòng trống cho các đơn vị này\n";
    assert_eq!(said(&units, &rows, ""), told);
    assert_eq!(said(&units, &rows, "[units]\nscored = [\"Sở A\"]\n[policy]\nscored_units = \"list\""), "");
}

#[test]
fn a_list_of_scored_units_and_its_policy_go_together() {
    let told = |place: &str, key: &str| {
        format!(
            "lỗi[missing-key]: thiếu mục `{key}`\n  --> dondoc.toml, {place}\n  gợi ý: bổ sung `{key}` vào phần bắt đầu ở dòng này"
        )
    };
    let with = |text: &str| Workbench::small().edit("dondoc.toml", "[layout]", &format!("{text}\n[layout]"));
    with("[policy]\nscored_units = \"list\"").refused(&told("dòng 59, mục policy.scored_units", "[units] scored"));
    with("[units]\nscored = [\"Sở Y tế\"]")
        .refused(&told("dòng 59, mục units.scored", "[policy] scored_units = \"list\""));
    with("[units]\nscored = [\"Sở Y tê\"]\n[policy]\nscored_units = \"list\"").refused(
        "lỗi[unregistered-unit]: đơn vị `Sở Y tê` chưa có trong danh mục\n  --> dondoc.toml, dòng 59, mục units.scored[0]\n  \
         gợi ý: có phải là `Sở Y tế`?\n  gợi ý: thêm cách viết này vào report-templates/units nếu đúng là đơn vị đó",
    );
}

#[test]
fn tasks_whose_new_unit_nobody_knows_are_told() {
    let units = [
        unit("a", "Sở A", "valid_to = \"2018-07-01\""),
        unit("b", "Sở B", ""),
        "[[succession]]\nfrom = [\"a\"]\nkind = \"abolish\"\ndate = \"2018-07-01\"\n".to_owned(),
    ];
    let rows = [["Sở A", "01/02/2018"], ["Sở B", "01/02/2018"]];
    assert_eq!(said(&units, &rows, ""), "");
    assert_eq!(
        said(&units, &rows, "[policy]\nunit_change = \"as_is\""),
        format!(
            "cảnh báo[lost-tasks]: đơn vị `Sở A` đã kết thúc (hoạt động: … – 30/6/2018) mà chưa biết nhiệm vụ chuyển cho đơn vị nào tại ngày \
             31/12/2018\n  --> ho-so/{FILE}, dòng 4, mục unit[0]\n  \
             gợi ý: thêm [[succession]] có một đơn vị nhận (to) vào danh mục; khi chưa có, đơn vị này giữ dòng riêng\n"
        )
    );
}
