//! A row that was held back, as the rows' own lane reads rows.
//!
//! In: its cells. Out: [`Rows`] of this one row.

use super::piece::Held;
use crate::ingest::{RawCell, Rows};

/// The row.
pub struct HeldRow<'a> {
    held: &'a Held,
    /// Rows without content above it.
    pub blank_before: u64,
}

impl<'a> HeldRow<'a> {
    /// A row as it was held back.
    pub fn of(held: &'a Held) -> Self {
        Self { held, blank_before: held.blank_before }
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        (0..self.width()).all(|column| self.cell(column).is_empty())
    }
}

impl Rows for HeldRow<'_> {
    fn advance(&mut self) -> bool {
        false
    }

    fn blank_before(&self) -> u64 {
        self.blank_before
    }

    fn place(&self) -> u64 {
        self.held.place
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        let text = self.held.cells.get(column).map(String::as_str).unwrap_or_default();
        if text.trim().is_empty() { RawCell::Empty } else { RawCell::Text(text) }
    }

    fn width(&self) -> usize {
        self.held.cells.len()
    }

    fn is_hidden(&self) -> bool {
        false
    }
}

/// A row that was held back, with the rows without content above it.
pub struct Below<'a> {
    /// The row as the table shows it.
    pub row: &'a dyn Rows,
    /// How many rows without content stand above it.
    pub blank: u64,
}

impl Rows for Below<'_> {
    fn advance(&mut self) -> bool {
        false
    }

    fn blank_before(&self) -> u64 {
        self.blank
    }

    fn place(&self) -> u64 {
        self.row.place()
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        self.row.cell(column)
    }

    fn width(&self) -> usize {
        self.row.width()
    }

    fn is_hidden(&self) -> bool {
        self.row.is_hidden()
    }
}
