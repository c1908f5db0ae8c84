//! Sheets whose text is converted while they are read.
//!
//! In: sheets in Latin letters that stand for Vietnamese ones. Out: the same sheets in Unicode, row by row; places and row numbers
//! are those of the sheets inside. Whether a file is such a one is decided once, from its first rows.

use super::Legacy;
use crate::{
    ingest::{Merged, RawCell, Rows, Sheet, Sheets, heading::HEADING_SEARCH},
    spelling,
};

/// Rows of each sheet that are looked at: the heading and some fifty tasks.
const SAMPLE_ROWS: usize = HEADING_SEARCH + 50;

/// The sheets of one file, converted where its text is of an encoding of old.
pub fn converted(sheets: Sheets) -> Sheets {
    let rows = sheets.iter().flat_map(|sheet| sheet.top(SAMPLE_ROWS));
    let cells: Vec<String> = rows.flat_map(|(_, cells)| cells).collect();
    match super::recognise(cells.iter().map(String::as_str)) {
        Some(legacy) => sheets.into_iter().map(|sheet| under(legacy, sheet)).collect(),
        None => sheets,
    }
}

/// A sheet whose letters stand for those of this encoding.
pub fn under(legacy: Legacy, sheet: Box<dyn Sheet>) -> Box<dyn Sheet> {
    Box::new(ConvertedSheet { sheet, legacy })
}

struct ConvertedSheet {
    sheet: Box<dyn Sheet>,
    legacy: Legacy,
}

impl ConvertedSheet {
    fn converted(&self, texts: Vec<String>) -> Vec<String> {
        texts.into_iter().map(|text| self.legacy.convert_cell(&text).unwrap_or(text)).collect()
    }
}

impl Sheet for ConvertedSheet {
    fn name(&self) -> Option<&str> {
        self.sheet.name()
    }

    fn is_hidden(&self) -> bool {
        self.sheet.is_hidden()
    }

    fn hidden_columns(&self) -> Vec<usize> {
        self.sheet.hidden_columns()
    }

    fn merged(&self) -> &[Merged] {
        self.sheet.merged()
    }

    fn encoding(&self) -> Option<&'static str> {
        Some(self.legacy.name())
    }

    fn is_linked(&self) -> bool {
        self.sheet.is_linked()
    }

    fn is_damaged(&self) -> bool {
        self.sheet.is_damaged()
    }

    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)> {
        let tidy = |texts: Vec<String>| self.converted(texts).iter().map(|text| spelling::tidy(text)).collect();
        self.sheet.top(rows).into_iter().map(|(place, texts)| (place, tidy(texts))).collect()
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        Box::new(ConvertedRows { rows: self.sheet.rows_from(place), legacy: self.legacy, texts: Vec::new() })
    }

    fn texts(&self, place: u64) -> Vec<String> {
        self.converted(self.sheet.texts(place))
    }

    fn row_number(&self, place: u64) -> u32 {
        self.sheet.row_number(place)
    }
}

struct ConvertedRows<'a> {
    rows: Box<dyn Rows + 'a>,
    legacy: Legacy,
    /// The converted cells of this row; `None` for those that stay.
    texts: Vec<Option<String>>,
}

impl Rows for ConvertedRows<'_> {
    fn advance(&mut self) -> bool {
        let found = self.rows.advance();
        let convert = |column| match self.rows.cell(column) {
            RawCell::Text(text) => self.legacy.convert_cell(text),
            _ => None,
        };
        let texts = if found { (0..self.rows.width()).map(convert).collect() } else { Vec::new() };
        self.texts = texts;
        found
    }

    fn is_hidden(&self) -> bool {
        self.rows.is_hidden()
    }

    fn blank_before(&self) -> u64 {
        self.rows.blank_before()
    }

    fn place(&self) -> u64 {
        self.rows.place()
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        match self.texts.get(column) {
            Some(Some(text)) => RawCell::Text(text),
            _ => self.rows.cell(column),
        }
    }

    fn width(&self) -> usize {
        self.rows.width()
    }
}
