//! The filled cells of a worksheet: a far cell costs as much as a near one.
//!
//! In: cells in any order, through [`Grid`]'s setters. Out: a [`Sheet`]; a place is the row number that Excel shows. Cells that a merged
//! cell covers downwards show its value.

mod rows;

use std::{collections::BTreeMap, rc::Rc};

use super::{
    super::{Merged, RawCell, Rows, Sheet, column_letters},
    stored::{Stored, Texts},
};
use crate::{ooxml::Refusal, spelling, value::date_of_epoch_days};
use rows::GridRows;

/// Rows of a worksheet, in every program.
pub const MOST_ROWS: u32 = 1 << 20;
/// Columns of a worksheet that holds a table; further right a cell only stands by mistake.
pub const MOST_COLUMNS: u32 = 2000;
/// A full sheet of 16 columns; all sheets of a workbook together have no more.
const MOST_CELLS: usize = 16 * MOST_ROWS as usize;
/// As many as a sheet has rows.
const MOST_MERGED: usize = 1 << 20;

/// A row that has something in it.
#[derive(Debug, Clone, Copy)]
struct GridRow {
    /// From 1.
    number: u32,
    hidden: bool,
    /// Where its cells start.
    start: usize,
}

/// A worksheet.
#[derive(Debug, Default)]
pub struct Grid {
    /// Name of the sheet.
    pub name: String,
    /// Whether the sheet is hidden.
    pub hidden: bool,
    /// Whether formulas of its workbook take values from other files.
    pub linked: bool,
    shared: Rc<Texts>,
    /// Words of single cells.
    pub own: Texts,
    rows: Vec<GridRow>,
    columns: Vec<u16>,
    cells: Vec<Stored>,
    /// Column and first row of each region merged downwards, with its last row.
    merged: BTreeMap<(u32, u32), u32>,
    regions: Vec<Merged>,
    hidden_columns: Vec<(u32, u32)>,
    width: usize,
    is_sorted: bool,
    /// Cells of the sheets before it.
    before: usize,
}

impl Grid {
    /// An empty sheet whose cells may share these texts. What the sheets before it hold counts towards what their workbook may hold.
    #[must_use]
    pub fn new(before: &[Self], name: String, hidden: bool, shared: Rc<Texts>) -> Self {
        let cells = before.iter().map(|grid| grid.cells.len()).sum();
        let own = Texts::behind(before.iter().map(|grid| &grid.own).chain([shared.as_ref()]));
        Self { name, hidden, shared, own, is_sorted: true, before: cells, ..Self::default() }
    }

    /// Puts something into a cell, row and column from 0. `row_hidden` is true when nobody sees the row.
    ///
    /// # Errors
    /// When the cell lies outside every sheet, too far right for a table, or beyond the allowed number of cells.
    pub fn put(&mut self, row: u32, column: u32, row_hidden: bool, value: Stored) -> Result<(), Refusal> {
        if row >= MOST_ROWS {
            return Err(Refusal::Damaged);
        }
        let place = || format!("{}{}", column_letters(column as usize), row + 1);
        if column >= MOST_COLUMNS {
            return Err(Refusal::too_large("columns of a sheet", u64::from(MOST_COLUMNS), place()));
        }
        if self.before + self.cells.len() >= MOST_CELLS {
            return Err(Refusal::too_large("cells of a sheet", MOST_CELLS as u64, place()));
        }
        let (number, start, column) = (row + 1, self.cells.len(), u16::try_from(column).unwrap_or(u16::MAX));
        match self.rows.last() {
            Some(last) if last.number == number => {
                self.is_sorted &= self.columns.last().is_none_or(|last| *last < column);
            }
            last => {
                self.is_sorted &= last.is_none_or(|last| last.number < number);
                self.rows.push(GridRow { number, hidden: row_hidden, start });
            }
        }
        self.width = self.width.max(usize::from(column) + 1);
        self.columns.push(column);
        self.cells.push(value);
        Ok(())
    }

    /// Merges the cells of a region, rows and columns from 0. Sideways nothing is filled: a line merged across the table is no value of
    /// every column.
    ///
    /// # Errors
    /// When there are more than any sheet has.
    pub fn merge(&mut self, first: (u32, u32), last: (u32, u32)) -> Result<(), Refusal> {
        if last.0 > first.0 {
            self.merged.insert((first.1, first.0), last.0);
        }
        self.regions.push(Merged { first, last });
        let within = self.regions.len() <= MOST_MERGED;
        if within { Ok(()) } else { Err(Refusal::too_large("merged regions", MOST_MERGED as u64, "")) }
    }

    /// Notes columns that nobody sees, from 0, the last one included.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        self.hidden_columns.push((first, last));
    }

    /// The finished sheet: rows and cells in order, the last of several values of one cell.
    ///
    /// # Errors
    /// When a cell shares a text that there is not.
    pub fn finish(mut self) -> Result<Self, Refusal> {
        let known = |cell: &Stored| !matches!(cell, Stored::Shared(number) if *number as usize >= self.shared.len());
        if !self.cells.iter().all(known) {
            return Err(Refusal::Damaged);
        }
        if !self.is_sorted {
            self.sort();
        }
        self.columns.shrink_to_fit();
        self.cells.shrink_to_fit();
        Ok(self)
    }

    fn sort(&mut self) {
        let mut all: BTreeMap<(u32, u16), (bool, Stored)> = BTreeMap::new();
        for index in 0..self.rows.len() {
            let Some(row) = self.rows.get(index) else { continue };
            all.extend(self.cells_of(index).map(|(column, cell)| ((row.number, column), (row.hidden, cell))));
        }
        self.rows.clear();
        self.columns.clear();
        self.cells.clear();
        for ((number, column), (hidden, cell)) in all {
            if self.rows.last().is_none_or(|last| last.number != number) {
                self.rows.push(GridRow { number, hidden, start: self.cells.len() });
            }
            self.columns.push(column);
            self.cells.push(cell);
        }
    }

    fn range_of(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.rows.get(index).map_or(self.cells.len(), |row| row.start);
        start..self.rows.get(index + 1).map_or(self.cells.len(), |next| next.start)
    }

    fn cells_of(&self, index: usize) -> impl Iterator<Item = (u16, Stored)> + '_ {
        let range = self.range_of(index);
        let columns = self.columns.get(range.clone()).unwrap_or_default();
        columns.iter().copied().zip(self.cells.get(range).unwrap_or_default().iter().copied())
    }

    /// Index of the first row with this number or a later one.
    fn index_from(&self, number: u32) -> usize {
        self.rows.partition_point(|row| row.number < number)
    }

    /// What stands in a cell itself, by the index of its row.
    fn own_cell(&self, index: usize, column: usize) -> RawCell<'_> {
        let range = self.range_of(index);
        let columns = self.columns.get(range.clone()).unwrap_or_default();
        // Most rows are full from the first column on.
        let at_its_place = columns.get(column).is_some_and(|found| usize::from(*found) == column);
        let position = if at_its_place {
            Some(column)
        } else {
            u16::try_from(column).ok().and_then(|column| columns.binary_search(&column).ok())
        };
        let stored = position.and_then(|position| self.cells.get(range.start + position));
        stored.map_or(RawCell::Empty, |stored| self.raw(*stored))
    }

    fn raw(&self, stored: Stored) -> RawCell<'_> {
        match stored {
            Stored::Shared(number) => words(self.shared.get(number)),
            Stored::Own(number) => words(self.own.get(number)),
            Stored::Odd(number) => RawCell::Other(self.own.get(number).unwrap_or_default().to_owned()),
            Stored::Number(number) => RawCell::Number(number),
            Stored::Day(day) => date_of_epoch_days(day).map_or(RawCell::Empty, RawCell::Date),
        }
    }

    /// The cell as a person sees it: one that a cell merged down covers shows the same value.
    fn cell(&self, index: usize, column: usize) -> RawCell<'_> {
        let own = self.own_cell(index, column);
        if self.merged.is_empty() || !own.is_empty() {
            return own;
        }
        let row = self.rows.get(index).map_or(0, |row| row.number - 1);
        let column_number = u32::try_from(column).unwrap_or(u32::MAX);
        let nearest = self.merged.range((column_number, 0)..=(column_number, row)).next_back();
        match nearest.filter(|(_, last)| **last >= row) {
            Some(((_, first), _)) => self.cell_of_number(first + 1, column),
            None => own,
        }
    }

    fn cell_of_number(&self, number: u32, column: usize) -> RawCell<'_> {
        let index = self.index_from(number);
        let exists = self.rows.get(index).is_some_and(|row| row.number == number);
        if exists { self.own_cell(index, column) } else { RawCell::Empty }
    }

    fn is_blank(&self, index: usize) -> bool {
        self.cells_of(index).all(|(_, cell)| self.raw(cell).is_empty())
    }
}

impl Sheet for Grid {
    fn name(&self) -> Option<&str> {
        Some(&self.name)
    }

    fn is_hidden(&self) -> bool {
        self.hidden
    }

    fn is_linked(&self) -> bool {
        self.linked
    }

    fn merged(&self) -> &[Merged] {
        &self.regions
    }

    fn hidden_columns(&self) -> Vec<usize> {
        let shown = u32::try_from(self.width).unwrap_or(u32::MAX);
        let ranges = self.hidden_columns.iter().map(|(first, last)| *first..last.saturating_add(1).min(shown));
        let columns: std::collections::BTreeSet<u32> = ranges.flatten().collect();
        columns.into_iter().map(|column| column as usize).collect()
    }

    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)> {
        let last = self.rows.last().map_or(0, |row| row.number).min(u32::try_from(rows).unwrap_or(u32::MAX));
        let text = |number, column| spelling::tidy(&self.cell_of_number(number, column).text());
        (1..=last)
            .map(|number| (u64::from(number), (0..self.width).map(|column| text(number, column)).collect()))
            .collect()
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        Box::new(GridRows::from(self, u32::try_from(place).unwrap_or(u32::MAX)))
    }

    fn texts(&self, place: u64) -> Vec<String> {
        let number = self.row_number(place);
        let index = self.index_from(number);
        if self.rows.get(index).is_none_or(|row| row.number != number) {
            return vec![String::new(); self.width];
        }
        (0..self.width).map(|column| self.cell(index, column).text().into_owned()).collect()
    }

    fn row_number(&self, place: u64) -> u32 {
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

/// Words, unless they are only spaces.
fn words(text: Option<&str>) -> RawCell<'_> {
    text.filter(|text| !text.trim().is_empty()).map_or(RawCell::Empty, RawCell::Text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_with_those_of_the_sheets_before() {
        let sheet = |before: &[Grid]| Grid::new(before, "S".to_owned(), false, Rc::default());
        let one = Stored::Number(1.0);
        let mut first = sheet(&[]);
        first.put(0, 0, false, one).unwrap();
        let mut second = sheet(&[first]);
        assert_eq!(second.before, 1);
        second.before = MOST_CELLS - 1;
        second.put(0, 0, false, one).unwrap();
        let refused = second.put(0, 1, false, one).unwrap_err();
        assert_eq!(refused, Refusal::too_large("cells of a sheet", MOST_CELLS as u64, "B1"));
    }
}
