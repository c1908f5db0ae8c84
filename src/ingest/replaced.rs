//! Rows in which some cells stand replaced: exports themselves are never edited.
//!
//! In: a walk over rows and the text of each replaced cell. Out: the same walk, as if the file had said so.

use std::collections::BTreeMap;

use super::{RawCell, Rows};

/// New texts by (place of the row, column).
pub type Replacements = BTreeMap<(u64, usize), String>;

/// A walk that shows replaced cells.
pub struct ReplacedRows<'a> {
    /// The rows as found.
    pub rows: Box<dyn Rows + 'a>,
    /// What stands in the place of some cells.
    pub replaced: &'a Replacements,
}

impl Rows for ReplacedRows<'_> {
    fn advance(&mut self) -> bool {
        self.rows.advance()
    }

    fn blank_before(&self) -> u64 {
        self.rows.blank_before()
    }

    fn place(&self) -> u64 {
        self.rows.place()
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        match self.replaced.get(&(self.rows.place(), column)).map(|text| text.trim()) {
            Some("") => RawCell::Empty,
            Some(text) => RawCell::Text(text),
            None => self.rows.cell(column),
        }
    }

    fn width(&self) -> usize {
        self.rows.width()
    }
}
