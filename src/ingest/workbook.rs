//! Workbooks (xlsx, xlsm, xls, xlsb, ods) through calamine.
//!
//! In: a path. Out: one [`Sheet`] for each worksheet; a place is the row number that Excel shows. Cells that a merged cell covers downwards
//! show its value.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufReader, Read},
    path::Path,
};

use calamine::{Data, Dimensions, Range, Reader, SheetVisible, open_workbook_auto};

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
    for sheet in workbook.sheets_metadata().to_vec() {
        let cells = workbook.worksheet_range(&sheet.name).map_err(refused)?;
        // A sheet whose formulas cannot be read still has values.
        let formulas = workbook.worksheet_formula(&sheet.name).unwrap_or_default();
        let covered = covered_cells(&merged_regions(&mut workbook, &sheet.name), cells.end());
        let hidden = sheet.visible != SheetVisible::Visible;
        sheets.push(Box::new(Worksheet { name: sheet.name, hidden, cells, formulas, covered }));
    }
    Ok(sheets)
}

/// Merged cells, where the file kind tells them.
fn merged_regions(workbook: &mut calamine::Sheets<BufReader<File>>, sheet: &str) -> Vec<Dimensions> {
    match workbook {
        calamine::Sheets::Xlsx(workbook) => workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        calamine::Sheets::Xls(workbook) => workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        calamine::Sheets::Xlsb(_) | calamine::Sheets::Ods(_) => Vec::new(),
    }
}

/// For each cell below the first of a region merged downwards: the row that holds its value. Sideways nothing is filled: a
/// line merged across the table is no value of every column.
fn covered_cells(regions: &[Dimensions], end: Option<(u32, u32)>) -> BTreeMap<(u32, u32), u32> {
    let last = end.map_or(0, |(row, _)| row);
    let downwards = |region: &Dimensions| {
        let (first, column) = region.start;
        (first + 1..=region.end.0.min(last)).map(move |row| ((row, column), first))
    };
    regions.iter().flat_map(downwards).collect()
}

struct Worksheet {
    name: String,
    hidden: bool,
    cells: Range<Data>,
    formulas: Range<String>,
    covered: BTreeMap<(u32, u32), u32>,
}

impl Worksheet {
    /// Last row with content, as Excel counts.
    fn last_row(&self) -> u32 {
        self.cells.end().map_or(0, |(row, _)| row + 1)
    }

    fn width(&self) -> usize {
        self.cells.end().map_or(0, |(_, column)| column as usize + 1)
    }

    /// The cell as a person sees it: one that a cell merged down covers shows the same value.
    fn cell(&self, row: u32, column: usize) -> RawCell<'_> {
        let (row, column) = (row.saturating_sub(1), u32::try_from(column).unwrap_or(u32::MAX));
        match (self.own_cell(row, column), self.covered.get(&(row, column))) {
            (RawCell::Empty, Some(first)) => self.own_cell(*first, column),
            (cell, _) => cell,
        }
    }

    /// What stands in the cell itself. calamine's range starts at the first used cell; absolute positions spare the
    /// arithmetic. A formula that was never calculated is not taken for an empty cell.
    fn own_cell(&self, row: u32, column: u32) -> RawCell<'_> {
        match self.cells.get_value((row, column)).map_or(RawCell::Empty, raw) {
            RawCell::Empty => match self.formulas.get_value((row, column)).filter(|formula| !formula.is_empty()) {
                Some(formula) => RawCell::Other(format!("={formula}")),
                None => RawCell::Empty,
            },
            cell => cell,
        }
    }

    fn tidy_texts(&self, row: u32) -> Vec<String> {
        let columns = 0..u32::try_from(self.width()).unwrap_or(u32::MAX);
        columns.map(|column| spelling::tidy(&self.own_cell(row.saturating_sub(1), column).text())).collect()
    }

    fn is_blank(&self, row: u32) -> bool {
        let columns = 0..u32::try_from(self.width()).unwrap_or(u32::MAX);
        let mut columns = columns.map(|column| self.own_cell(row.saturating_sub(1), column));
        columns.all(|cell| cell.is_empty())
    }
}

impl Sheet for Worksheet {
    fn name(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn is_hidden(&self) -> bool {
        self.hidden
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
        // Numbers that the old format stores as integers; all of them are exact as a float.
        Data::Int(number) => RawCell::Number(*number as f64),
        Data::Bool(flag) => RawCell::Other(flag.to_string()),
        // A zero that is shown as a date is an empty date.
        Data::DateTime(moment) if moment.as_f64() == 0.0 => RawCell::Empty,
        Data::DateTime(moment) if moment.as_f64() < 1.0 => RawCell::Other(moment.to_string()),
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
