//! The filled rows of a worksheet, one after the other.
//!
//! In: a [`Grid`] and the number of the row to begin with. Out: its rows, with how many blank ones stand before each.

use super::{
    super::super::{RawCell, Rows},
    Grid,
};

/// Where a walk over the rows of a worksheet stands.
pub struct GridRows<'a> {
    grid: &'a Grid,
    /// The current row.
    index: usize,
    /// The row that `advance` looks at next.
    next: usize,
    number: u32,
    blank_before: u64,
}

impl<'a> GridRows<'a> {
    /// Before the first row with this number or a later one.
    pub fn from(grid: &'a Grid, number: u32) -> Self {
        let next = grid.index_from(number);
        Self { grid, index: next, next, number: number.saturating_sub(1), blank_before: 0 }
    }
}

impl Rows for GridRows<'_> {
    fn advance(&mut self) -> bool {
        let found = (self.next..self.grid.rows.len()).find(|index| !self.grid.is_blank(*index));
        let Some((index, row)) = found.and_then(|index| Some((index, self.grid.rows.get(index)?))) else {
            self.blank_before = 0;
            return false;
        };
        self.blank_before = u64::from(row.number - self.number - 1);
        (self.index, self.next, self.number) = (index, index + 1, row.number);
        true
    }

    fn blank_before(&self) -> u64 {
        self.blank_before
    }

    fn place(&self) -> u64 {
        u64::from(self.number)
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        self.grid.cell(self.index, column)
    }

    fn width(&self) -> usize {
        self.grid.width
    }

    fn is_hidden(&self) -> bool {
        self.grid.rows.get(self.index).is_some_and(|row| row.hidden)
    }
}
