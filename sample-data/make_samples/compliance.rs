//! The compliance register (theo-doi-quy-che.xlsx): which unit sent its report and issued its own regulation.
//!
//! In: for 2018 Phụ lục 03 as printed. Out: the workbook.

use chrono::NaiveDate;

use crate::calendar::date;
use crate::cells::{Cell, Look, Page};
use crate::golden;

const HEADING: [&str; 5] =
    ["TT", "Cơ quan được giao", "Đã gửi Báo cáo năm", "Đã ban hành Quy chế theo dõi tại đơn vị", "Ghi chú"];

/// The workbook of 2018.
pub fn workbook() -> Vec<u8> {
    let title = "THEO DÕI VIỆC THỰC HIỆN QUY CHẾ BAN HÀNH THEO QUYẾT ĐỊNH SỐ 270/QĐ-UBND NGÀY 19/3/2018";
    register(title, &golden::compliance(), date(2019, 1, 1))
}

/// The workbook's bytes; rows as in Phụ lục 03: number, unit, report sent, regulation issued, remark.
pub fn register(title: &str, rows: &[Vec<String>], created: NaiveDate) -> Vec<u8> {
    let mut page = Page::new("Theo dõi", &[6, 44, 16, 22, 34]);
    page.merged((0, 0), (0, 4), title, Look::Title);
    for (column, text) in (0u16..).zip(HEADING) {
        page.text(1, column, text, Look::Heading);
    }
    page.height(1, 2);
    let mut next = 2;
    for row in rows {
        let mut cells = vec![Cell::Number(row[0].parse().expect("a number"))];
        cells.extend(row[1..].iter().map(Cell::text));
        page.row(next, &cells);
        next += 1;
    }
    let marked = |column: usize| Cell::Number(rows.iter().filter(|row| row[column] == "X").count());
    page.row(next, &[Cell::Empty, Cell::Empty, marked(2), marked(3), Cell::Empty]);
    page.text(next, 1, "Tổng số", Look::Total);
    page.bytes(created)
}
