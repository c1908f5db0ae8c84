//! The export of the province's own tracking software (nhiem-vu-ubnd.xlsx), as untidy as real ones are.
//!
//! In: the tasks. Out: the workbook: title rows, a heading of two merged rows, 3,393 good rows and 4 bad ones (one of each
//! [`Defect`] and an exact copy), blank rows, a total row and a footer.

use crate::calendar::{WorkingDays, date};
use crate::cells::{Cell, Look, Page};
use crate::golden;
use crate::province::{Defect, Task, Year, tasks};
use crate::province_dates::CASES;
use crate::random::Random;

const TITLES: [&str; 4] = [
    "ỦY BAN NHÂN DÂN TỈNH KON TUM",
    "PHẦN MỀM THEO DÕI CHỈ ĐẠO ĐIỀU HÀNH",
    "DANH SÁCH NHIỆM VỤ DO UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO NĂM 2018",
    "(Dữ liệu trích xuất lúc 15h30 ngày 27/12/2018)",
];

/// The heading: a text over the columns below it, or over both rows where it has none.
const HEADING: [(&str, &[&str]); 10] = [
    ("STT", &[]),
    ("Mã nhiệm vụ", &[]),
    ("Văn bản giao nhiệm vụ", &["Số, ký hiệu", "Ngày ban hành"]),
    ("Nội dung nhiệm vụ", &[]),
    ("Lĩnh vực", &[]),
    ("Cơ quan được giao", &[]),
    ("Ngày giao", &[]),
    ("Thời hạn", &["Hạn xử lý", "Gia hạn đến", "Ngày gia hạn"]),
    ("Kết quả", &["Ngày hoàn thành", "Văn bản"]),
    ("Diễn giải trạng thái", &[]),
];
const WIDTHS: [u16; 14] = [7, 16, 26, 12, 50, 20, 30, 12, 12, 12, 12, 12, 28, 28];
const LAST: u16 = 13;
const DEADLINE: usize = 8;

/// A blank row stands after each of these many rows.
const BLANK_AFTER: [usize; 3] = [850, 1_700, 2_900];

/// The workbook's bytes.
pub fn workbook() -> Vec<u8> {
    let mut random = Random::new(20_181_227);
    let days = WorkingDays::from(2018);
    let year = Year {
        year: 2018,
        last: date(2018, 12, 27),
        units: golden::units(),
        cases: &CASES,
        defects: &[Defect::ImpossibleDate, Defect::NoUnit, Defect::AllUnits],
    };
    let rows = rows(&tasks(&year, &days, &mut random), &mut random);
    let mut page = Page::new("Danh sách nhiệm vụ", &WIDTHS);
    for (row, title) in (0u32..).zip(TITLES) {
        page.merged((row, 0), (row, LAST), title, Look::Title);
    }
    heading(&mut page, 5);
    let mut next = 7;
    for (number, row) in (1usize..).zip(&rows) {
        page.row(next, row);
        next += if BLANK_AFTER.contains(&number) { 2 } else { 1 };
    }
    page.merged((next, 0), (next, 3), "Tổng cộng", Look::Total);
    page.merged((next, 4), (next, LAST), &format!("{} nhiệm vụ", rows.len()), Look::Total);
    page.merged((next + 2, 11), (next + 2, LAST), "Người lập biểu", Look::Title);
    page.bytes(date(2019, 1, 1))
}

fn heading(page: &mut Page, row: u32) {
    let mut column = 0u16;
    for (text, below) in HEADING {
        let width = u16::try_from(below.len()).expect("a few columns");
        let last = if below.is_empty() { (row + 1, column) } else { (row, column + width - 1) };
        page.merged((row, column), last, text, Look::Heading);
        for (place, text) in (column..).zip(below) {
            page.text(row + 1, place, text, Look::Heading);
        }
        column += width.max(1);
    }
    page.height(row + 1, 2);
    page.hold_heading(row, row + 1);
}

/// The rows with their running number, the copy of a good row among them.
fn rows(tasks: &[Task], random: &mut Random) -> Vec<Vec<Cell>> {
    let mut rows: Vec<Vec<Cell>> = tasks.iter().map(|task| cells(task, random)).collect();
    rows.insert(2_345, copy(tasks, &rows));
    for (number, row) in (1usize..).zip(&mut rows) {
        row[0] = Cell::Number(number);
    }
    rows
}

/// The hundredth row again, far below, as when a page of the export was fetched twice.
fn copy(tasks: &[Task], rows: &[Vec<Cell>]) -> Vec<Cell> {
    assert!(tasks[99].defect.is_none(), "a bad row cannot be copied");
    rows[99].clone()
}

fn cells(task: &Task, random: &mut Random) -> Vec<Cell> {
    let mut row = vec![
        Cell::Empty,
        Cell::text(&task.id),
        Cell::text(&task.document),
        Cell::date(Some(task.document_date), random),
        Cell::text(&task.content),
        Cell::text(task.field),
        Cell::text(&task.unit),
        Cell::date(Some(task.given), random),
        Cell::date(task.deadline, random),
        Cell::date(task.extended_to, random),
        Cell::date(task.extended_on, random),
        Cell::date(task.done, random),
        Cell::text(&task.result),
        Cell::text(task.note),
    ];
    if task.defect == Some(Defect::ImpossibleDate) {
        row[DEADLINE] = Cell::text("31/02/2018");
    }
    row
}
