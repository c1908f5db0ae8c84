//! The compliance register (theo-doi-quy-che.xlsx): which unit sent its report and issued its own regulation.
//!
//! In: Phụ lục 03 as printed. Out: the workbook.

use crate::cells::{Cell, Looks, bytes, put_merged, put_row, sheet};
use crate::golden;

const HEADING: [&str; 5] =
    ["TT", "Cơ quan được giao", "Đã gửi Báo cáo năm", "Đã ban hành Quy chế theo dõi tại đơn vị", "Ghi chú"];

/// The workbook's bytes.
pub fn workbook() -> Vec<u8> {
    let looks = Looks::new();
    let mut sheet = sheet("Theo dõi", &[6, 44, 16, 22, 34]);
    let title = "THEO DÕI VIỆC THỰC HIỆN QUY CHẾ BAN HÀNH THEO QUYẾT ĐỊNH SỐ 270/QĐ-UBND NGÀY 19/3/2018";
    put_merged(&mut sheet, (0, 0), (0, 4), title, &looks.title);
    for (column, text) in (0u16..).zip(HEADING) {
        sheet.write_string_with_format(1, column, text, &looks.heading).expect("a cell inside the sheet");
    }
    let rows = golden::compliance();
    let mut next = 2;
    for row in &rows {
        let number = row[0].parse().expect("a number");
        let mut cells = vec![Cell::Number(number)];
        cells.extend(row[1..].iter().map(Cell::text));
        put_row(&mut sheet, next, &cells, &looks);
        next += 1;
    }
    let marked = |column: usize| Cell::Number(rows.iter().filter(|row| row[column] == "X").count());
    put_row(&mut sheet, next, &[Cell::Empty, Cell::Empty, marked(2), marked(3), Cell::Empty], &looks);
    sheet.write_string_with_format(next, 1, "Tổng số", &looks.total).expect("a cell inside the sheet");
    bytes(sheet)
}
