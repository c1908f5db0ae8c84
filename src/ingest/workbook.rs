//! Workbooks (xlsx, xlsm, xls, xlsb, ods) through calamine.
//!
//! In: a path. Out: one [`Sheet`] for each worksheet; a place is the row number that Excel shows.

use std::{fs::File, io::Read, path::Path};

use calamine::{Data, Range, Reader, open_workbook_auto};

use super::{RawCell, Rows, Sheet, Sheets};
use crate::{
    assets::unreadable,
    diagnostic::{Code, Diagnostic, Failure, Location},
    spelling,
};

/// Opens a workbook as its worksheets.
///
/// # Errors
/// Those of [`unreadable`], `password-protected` or `damaged-file`.
pub fn open(path: &Path, name: &str) -> Result<Sheets, Failure> {
    // calamine says the same of a missing file, a folder and a broken archive; reading a byte tells them apart.
    let readable = File::open(path).and_then(|mut file| file.read(&mut [0]));
    readable.map_err(|error| unreadable(path, name, &error))?;
    let refused = |error: calamine::Error| {
        let locked = error.to_string().to_lowercase().contains("password");
        let code = if locked { Code::PasswordProtected } else { Code::DamagedFile };
        Failure::from(Diagnostic::error(code).at(Location::file(name)))
    };
    let mut workbook = open_workbook_auto(path).map_err(refused)?;
    let mut sheets: Sheets = Vec::new();
    for sheet in workbook.sheet_names() {
        let cells = workbook.worksheet_range(&sheet).map_err(refused)?;
        sheets.push(Box::new(Worksheet { name: sheet, cells }));
    }
    Ok(sheets)
}

struct Worksheet {
    name: String,
    cells: Range<Data>,
}

impl Worksheet {
    /// Last row with content, as Excel counts.
    fn last_row(&self) -> u32 {
        self.cells.end().map_or(0, |(row, _)| row + 1)
    }

    fn width(&self) -> usize {
        self.cells.end().map_or(0, |(_, column)| column as usize + 1)
    }

    fn cell(&self, row: u32, column: usize) -> RawCell<'_> {
        // calamine's range starts at the first used cell; absolute positions spare the arithmetic.
        let position = (row.saturating_sub(1), u32::try_from(column).unwrap_or(u32::MAX));
        self.cells.get_value(position).map_or(RawCell::Empty, raw)
    }

    fn tidy_texts(&self, row: u32) -> Vec<String> {
        (0..self.width()).map(|column| spelling::tidy(&self.cell(row, column).text())).collect()
    }

    fn is_blank(&self, row: u32) -> bool {
        (0..self.width()).all(|column| self.cell(row, column).is_empty())
    }
}

impl Sheet for Worksheet {
    fn name(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)> {
        let last = self.last_row().min(u32::try_from(rows).unwrap_or(u32::MAX));
        (1..=last).map(|row| (u64::from(row), self.tidy_texts(row))).collect()
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        let row = u32::try_from(place).unwrap_or(u32::MAX).saturating_sub(1);
        Box::new(WorksheetRows { sheet: self, row, last: self.last_row(), blank_before: 0 })
    }

    fn texts(&self, place: u64) -> Vec<String> {
        let row = self.row_number(place);
        (0..self.width()).map(|column| self.cell(row, column).text().into_owned()).collect()
    }

    fn row_number(&self, place: u64) -> u32 {
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

struct WorksheetRows<'a> {
    sheet: &'a Worksheet,
    row: u32,
    last: u32,
    blank_before: u64,
}

impl Rows for WorksheetRows<'_> {
    fn advance(&mut self) -> bool {
        self.blank_before = 0;
        let Some(row) = (self.row.saturating_add(1)..=self.last).find(|row| !self.sheet.is_blank(*row)) else {
            return false;
        };
        self.blank_before = u64::from(row - self.row - 1);
        self.row = row;
        true
    }

    fn blank_before(&self) -> u64 {
        self.blank_before
    }

    fn place(&self) -> u64 {
        u64::from(self.row)
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        self.sheet.cell(self.row, column)
    }

    fn width(&self) -> usize {
        self.sheet.width()
    }
}

fn raw(data: &Data) -> RawCell<'_> {
    match data {
        Data::Empty => RawCell::Empty,
        Data::String(text) if text.trim().is_empty() => RawCell::Empty,
        Data::String(text) | Data::DurationIso(text) => RawCell::Text(text),
        Data::Float(number) => RawCell::Number(*number),
        Data::Int(number) => RawCell::Other(number.to_string()),
        Data::Bool(flag) => RawCell::Other(flag.to_string()),
        Data::DateTime(moment) => match moment.as_datetime() {
            Some(moment) => RawCell::Date(moment.date()),
            None => RawCell::Number(moment.as_f64()),
        },
        Data::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => RawCell::Date(date),
            None => RawCell::Text(text),
        },
        other => RawCell::Other(other.to_string()),
    }
}
