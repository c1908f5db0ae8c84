//! Oddities of real exports: what the program says of them.

use rust_xlsxwriter::Formula;

use crate::workbench::{GOOD, HEADING, Workbench, fill};

const TASKS: &str = "nhiem-vu-ubnd.xlsx";

/// The first line of the export as text.
fn text(heading: &[&str], rows: &str) -> Workbench {
    let bench = Workbench::new().edit("dondoc.toml", TASKS, "xuat.csv");
    bench.write("xuat.csv", format!("{}\n{rows}", heading.join(";")))
}

/// A check ends well and says exactly this of the export.
#[track_caller]
fn warned(bench: &Workbench, findings: &str) {
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!(run.stderr.trim_end(), findings);
    assert_eq!(run.status, 0);
}

#[test]
fn sheets_that_cannot_be_told_apart_are_refused_and_hidden_ones_named() {
    let first: &[&[&str]] = &[&HEADING[1..], &GOOD[1..]];
    Workbench::new().sheets(TASKS, &[("Quý I", first), ("Quý II", first)]).refused("lỗi[ambiguous-sheets]: có nhiều trang tính cùng tiêu đề mà không có mã nhiệm vụ: Quý I, Quý II\n  \
         --> nhiem-vu-ubnd.xlsx\n  gợi ý: ghi rõ trang tính cần đọc vào phần [[input]] của dondoc.toml, ví dụ: sheet = \"Quý I\", \
         vì không thể biết các dòng có trùng nhau không");
    let bench = Workbench::new().workbook(TASKS, |workbook| {
        fill(workbook.add_worksheet(), &[&HEADING, &GOOD]);
        let hidden = workbook.add_worksheet().set_name("Bản nháp").unwrap();
        hidden.set_hidden(true);
        fill(hidden, &[&HEADING, &GOOD]);
    });
    warned(
        &bench,
        "cảnh báo[hidden-sheet]: trang tính ẩn này không được đọc\n  --> nhiem-vu-ubnd.xlsx, trang tính \"Bản nháp\"\n  \
         gợi ý: nếu cần đọc, bỏ ẩn trong Excel hoặc ghi rõ sheet = \"…\" trong dondoc.toml",
    );
}

#[test]
fn columns_that_cannot_be_told_apart_or_are_not_read_are_told() {
    let mut twice = HEADING.to_vec();
    twice.push("Hạn xử lý");
    text(&twice, "").refused(
        "lỗi[ambiguous-column]: nhiều cột cùng tên `Hạn xử lý`: E, G\n  --> xuat.csv\n  \
         gợi ý: đặt tên khác nhau cho các cột, hoặc ghi \"nhóm / cột\" trong mẫu nhận dạng để chọn đúng cột",
    );
    let mut more = HEADING.to_vec();
    more.extend(["Hạn sau gia hạn", "Số lần"]);
    warned(
        &text(&more, "A1;x;Sở Y tế;05/01/2018;;;;\n"),
        "cảnh báo[unread-columns]: các cột không được đọc: Hạn sau gia hạn | Số lần\n  --> xuat.csv\n  \
         gợi ý: nếu cột nào cần dùng, thêm tên cột vào mẫu nhận dạng (mapping)",
    );
    let swapped = "Mã nhiệm vụ;Nội dung nhiệm vụ;Cơ quan được giao;Ngày giao;Ngày hoàn thành;Hạn xử lý\n";
    text(&HEADING, swapped).refused(
        "lỗi[heading-changed]: dòng tiêu đề lặp lại có thứ tự cột khác với dòng tiêu đề đầu\n  --> xuat.csv, dòng 2\n  \
         gợi ý: tách phần này sang trang tính khác, hoặc xếp lại các cột cho giống phần trên",
    );
}

#[test]
fn text_tables_with_broken_rows_are_told() {
    text(&HEADING, "A1;\"x;Sở Y tế;05/01/2018;;\nA2;x;Sở Y tế;05/01/2018;;\n").refused(
        "lỗi[unclosed-quote]: dấu nháy kép mở ở đây mà không đóng, nên không phân biệt được các dòng sau\n  --> xuat.csv, dòng 2\n  \
         gợi ý: sửa dấu nháy trong tệp, hoặc mở bằng Excel rồi lưu lại");
    warned(
        &text(&HEADING, "A1;x;Sở Y tế;05/01/2018\n"),
        "cảnh báo[ragged-row]: dòng có 4 ô trong khi tiêu đề có 6 cột\n  --> xuat.csv, dòng 2\n  \
         gợi ý: có thể thừa, thiếu dấu phân cách; sửa dòng này trong tệp dữ liệu",
    );
}

#[test]
fn cells_that_hold_no_usable_value_are_told() {
    let rows = "A1;x;Sở Y tế;05/01/3018;;\nA2;x;Sở Y tế; Sở Nội vụ;05/01/2018;;\n";
    let rows = rows.replace("Sở Y tế; Sở Nội vụ", "\"Sở Y tế; Sở Nội vụ\"");
    warned(
        &text(&HEADING, &rows),
        "cảnh báo[implausible-year]: năm không hợp lý: `05/01/3018`\n  --> xuat.csv, ô D2 (Ngày giao)\n  \
         gợi ý: kiểm tra lại năm; dòng này chờ trong dong-can-ra-soat.xlsx\n\
         cảnh báo[several-units]: một ô có nhiều đơn vị: `Sở Y tế; Sở Nội vụ`\n  --> xuat.csv, ô C3 (Cơ quan được giao)\n  \
         gợi ý: phiên bản này chưa tách nhiệm vụ giao nhiều đơn vị; ghi mỗi đơn vị một dòng với mã riêng",
    );
    let bench = Workbench::new().workbook(TASKS, |workbook| {
        let sheet = workbook.add_worksheet();
        fill(sheet, &[&HEADING, &["A1", "x", "Sở Y tế", "05/01/2018"]]);
        sheet.write_formula(1, 4, Formula::new("=NA()").set_result("#N/A")).unwrap();
    });
    warned(
        &bench,
        "cảnh báo[error-cell]: ô Hạn xử lý có lỗi hoặc công thức chưa tính: `#N/A`\n  \
         --> nhiem-vu-ubnd.xlsx, trang tính \"Sheet1\", ô E2 (Hạn xử lý)\n  gợi ý: mở tệp bằng Excel, sửa công thức rồi lưu lại",
    );
}

#[test]
fn tasks_without_id_and_odd_extensions_are_told() {
    let mut heading = HEADING.to_vec();
    heading.push("Gia hạn đến");
    warned(
        &text(&heading, "A1;x;Sở Y tế;05/01/2018;31/01/2018;;30/01/2018\n;x;Sở Y tế;05/01/2018;31/01/2018;;\n"),
        "cảnh báo[missing-ids]: 1 dòng không có mã nhiệm vụ nên không kiểm tra được trùng lặp; dòng đầu ở đây\n  \
         --> xuat.csv, ô A3 (Mã nhiệm vụ)\n  gợi ý: bổ sung mã nhiệm vụ trong tệp dữ liệu\n\
         cảnh báo[shorter-extension]: 1 dòng có hạn gia hạn sớm hơn hạn ban đầu; dòng đầu ở đây\n  \
         --> xuat.csv, ô G2 (Gia hạn đến)\n  gợi ý: vẫn được tính theo hạn gia hạn; kiểm tra lại hai ngày",
    );
}
