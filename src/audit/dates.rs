//! Dates: that they exist, and that they stand in the order that the words about them say.
//!
//! In: a [`Reading`]. Out: notes.

use chrono::NaiveDate;

use super::{
    checks::DATES,
    content::GridCell,
    reading::Reading,
    result::Notes,
    row::{Row, RowKind},
    table::Table,
    words::around,
};
use crate::{
    locale::vietnamese::short_date,
    spelling,
    wording::{all_figures_of, dates_of, says, says_any, says_in_time},
};

/// Openings of the day up to which figures are counted.
const AS_OF: [&str; 5] = ["số liệu đến", "số liệu tính đến", "dữ liệu trích xuất", "chốt số liệu", "số liệu chốt"];

/// The first date of a text behind some words.
fn day_behind(text: &str, words: &[&str]) -> Option<NaiveDate> {
    let (lower, found) = (text.to_lowercase(), words);
    let start = found.iter().filter_map(|words| lower.find(words)).min()?;
    let rest = lower.get(start..)?;
    dates_of(rest).into_iter().find_map(|(_, (day, month, year))| NaiveDate::from_ymd_opt(year, month, day))
}

/// Compares every date.
pub fn check(reading: &Reading<'_>, notes: &mut Notes) {
    for paragraph in reading.words() {
        for (index, (day, month, year)) in dates_of(&paragraph.text) {
            notes.compared(DATES, 1);
            if NaiveDate::from_ymd_opt(year, month, day).is_none() {
                let place = format!("{}: \"{}\"", paragraph.place, around(&paragraph.text, index));
                notes.fail(DATES, place, format!("không có ngày {day:02}/{month:02}/{year}"));
            }
        }
    }
    let signed = signed(reading);
    for paragraph in reading.words() {
        let as_of = day_behind(&paragraph.text, &AS_OF);
        if let (Some(as_of), Some(signed)) = (as_of, signed) {
            notes.compared(DATES, 1);
            if as_of > signed {
                let words = format!("chốt số liệu ngày {} sau ngày báo cáo {}", short_date(as_of), short_date(signed));
                notes.fail(DATES, paragraph.place.clone(), words);
            }
        }
    }
    reading.tables().for_each(|table| rows(reading, table, notes));
}

/// The day of the document: beside its place, or where an appendix says what it belongs to.
fn signed(reading: &Reading<'_>) -> Option<NaiveDate> {
    let of = |text: &str| {
        let (_, (day, month, year)) = dates_of(text).into_iter().next()?;
        NaiveDate::from_ymd_opt(year, month, day)
    };
    let is_place = |text: &str| text.chars().count() < 60 && text.contains(", ngày ") && dates_of(text).len() == 1;
    let place = reading.words().map(|paragraph| paragraph.text.as_str()).find(|text| is_place(text)).and_then(of);
    let attached = |text: &&str| spelling::key(text).starts_with(&spelling::key("kèm theo"));
    place.or_else(|| reading.words().map(|paragraph| paragraph.text.as_str()).find(attached).and_then(of))
}

/// Columns of dates of a list of tasks.
struct Columns {
    given: Option<usize>,
    due: Option<usize>,
    done: Option<usize>,
}

impl Columns {
    fn of(table: &Table<'_>) -> Self {
        let find = |words: &[&str], but: &[&str]| {
            let mut found = table.columns.iter().enumerate().filter(|(_, column)| {
                let folded = spelling::key(&column.heading);
                says_any(&folded, words) && !says_any(&folded, but)
            });
            // Two columns of one name are not told apart.
            found.next().filter(|_| found.next().is_none()).map(|(index, _)| index)
        };
        Self {
            given: find(&["ngày giao", "ngày chỉ đạo"], &[]),
            due: find(
                &["hạn", "thời hạn"],
                &["gia hạn", "quá hạn", "trễ hạn", "đúng hạn", "trong hạn", "ngày hoàn thành"],
            ),
            done: find(&["ngày hoàn thành", "hoàn thành ngày", "ngày trả kết quả"], &[]),
        }
    }
}

fn rows(reading: &Reading<'_>, table: &Table<'_>, notes: &mut Notes) {
    let columns = Columns::of(table);
    let date = |row: &Row, column: Option<usize>| table.grid.cell(row.at, column?)?.date;
    let above = || reading.above(table).take(4).map(|paragraph| paragraph.text.as_str());
    // A line of several figures is a sentence of the report.
    let is_title = |text: &&str| all_figures_of(text).len() < 2;
    let titles = spelling::key(&above().filter(is_title).collect::<Vec<_>>().join(" "));
    let is_of_past = says_any(&titles, &["quá hạn", "trễ hạn"]) && !says_in_time(&titles);
    let of_overdue = is_of_past && says(&titles, "chưa hoàn thành");
    let of_late = is_of_past && says(&titles, "hoàn thành") && !says(&titles, "chưa hoàn thành");
    let as_of = above().find_map(|text| day_behind(text, &AS_OF).or_else(|| day_behind(text, &["tính đến"])));
    for row in table.rows.iter().filter(|row| row.kind == RowKind::Figures) {
        impossible(table, row, notes);
        let (given, due, done) = (date(row, columns.given), date(row, columns.due), date(row, columns.done));
        let facts = [given, due, done].into_iter().flatten().count();
        notes.compared(DATES, facts);
        let mut fail = |column: Option<usize>, words: String| {
            notes.fail(DATES, table.place(row, column.unwrap_or_default()), words);
        };
        if let (Some(given), Some(done)) = (given, done)
            && done < given
        {
            fail(columns.done, format!("hoàn thành ngày {} trước ngày giao {}", short_date(done), short_date(given)));
        }
        if let (Some(due), Some(as_of), true, None) = (due, as_of, of_overdue, done)
            && due >= as_of
        {
            fail(columns.due, format!("hạn {} chưa qua vào ngày chốt số liệu {}", short_date(due), short_date(as_of)));
        }
        if let (Some(due), Some(done), true) = (due, done, of_late)
            && done <= due
        {
            fail(columns.done, format!("hoàn thành ngày {}, trong hạn {}", short_date(done), short_date(due)));
        }
    }
}

/// Days in cells that no calendar has.
fn impossible(table: &Table<'_>, row: &Row, notes: &mut Notes) {
    let Some(line) = table.grid.rows.get(row.at) else { return };
    let cells = line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
    for (column, GridCell { text, .. }) in cells {
        for (_, (day, month, year)) in dates_of(text) {
            if NaiveDate::from_ymd_opt(year, month, day).is_none() {
                notes.fail(DATES, table.place(row, column), format!("không có ngày {day:02}/{month:02}/{year}"));
            }
        }
    }
}
