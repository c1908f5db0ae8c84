//! Walks over the rows of a Parquet table; of a row group only the columns are read that somebody looks at.
//!
//! In: a [`ParquetTable`]. Out: its rows, one after the other.

use std::{cell::OnceCell, rc::Rc};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::{HEADING_ROW, ParquetTable, contents::Content, file::ParquetFile};
use crate::ingest::{RawCell, Rows};

/// A row group, as far as it was looked at.
pub struct Group {
    /// Which one.
    pub index: usize,
    /// Its first row, counted from 0.
    first: u64,
    /// `None` where the file is damaged.
    columns: Vec<OnceCell<Option<Content>>>,
    /// How many rows somebody may look at.
    wanted: usize,
}

impl Group {
    /// Nothing is read yet.
    pub fn new(file: &ParquetFile, index: usize, wanted: usize) -> Self {
        let columns = file.columns.iter().map(|_| OnceCell::new()).collect();
        Self { index, first: file.rows(index).start, columns, wanted }
    }

    /// The beginning of a table, so many rows at least: whoever opens it looks at every column of that.
    pub fn top(file: &ParquetFile, wanted: usize) -> Self {
        let columns: Vec<Option<Content>> =
            (0..file.columns.len()).into_par_iter().map(|column| Content::top(file, 0, column, wanted)).collect();
        Self { index: 0, first: 0, columns: columns.into_iter().map(OnceCell::from).collect(), wanted }
    }

    /// Reads every column; whether the file is sound there. `unpacked` is what may still come.
    pub fn read_all(&self, file: &ParquetFile, unpacked: &mut usize) -> bool {
        let mut columns = self.columns.iter().enumerate();
        columns.all(|(at, column)| column.get_or_init(|| Content::read(file, self.index, at, Some(unpacked))).is_some())
    }

    /// Whether this row of a group can be asked for.
    pub fn holds(&self, index: usize, row: u64) -> bool {
        self.index == index && row - self.first.min(row) < self.wanted as u64
    }

    fn content(&self, table: &ParquetTable, column: usize) -> Option<&Content> {
        let read = || Content::top(&table.file, self.index, column, self.wanted);
        let found = self.columns.get(column)?.get_or_init(read);
        if found.is_none() {
            table.fault.set(true);
        }
        found.as_ref()
    }
}

/// A walk.
pub struct ParquetRows<'a> {
    table: &'a ParquetTable,
    place: u64,
    blank: u64,
    /// The group of the row, but for the heading.
    group: Option<Rc<Group>>,
}

impl<'a> ParquetRows<'a> {
    /// Before the row at a place.
    pub fn before(table: &'a ParquetTable, place: u64) -> Self {
        Self { table, place: place.saturating_sub(1), blank: 0, group: None }
    }

    /// Stands at the row at a place.
    pub fn at(table: &'a ParquetTable, place: u64) -> Self {
        let mut rows = Self { table, place, blank: 0, group: None };
        rows.turn();
        rows
    }

    /// Turns to the group of the row.
    fn turn(&mut self) {
        let Some(row) = self.place.checked_sub(HEADING_ROW + 1) else { return };
        let index = self.table.file.group_of(row);
        if self.group.as_ref().is_none_or(|group| !group.holds(index, row)) {
            self.group = Some(self.table.group(index, row));
        }
    }
}

impl Rows for ParquetRows<'_> {
    fn is_hidden(&self) -> bool {
        false
    }

    fn advance(&mut self) -> bool {
        let from = self.place;
        while self.place < self.table.last() {
            self.place += 1;
            self.turn();
            let is_filled = (0..self.width()).any(|column| !self.cell(column).is_empty());
            if self.table.fault.get() {
                return false;
            }
            if is_filled {
                self.blank = self.place - from - 1;
                return true;
            }
        }
        false
    }

    fn blank_before(&self) -> u64 {
        self.blank
    }

    fn place(&self) -> u64 {
        self.place
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        let Some(row) = self.place.checked_sub(HEADING_ROW + 1) else {
            let name = self.table.file.columns.get(column).map_or("", |column| column.name.as_str());
            return if name.trim().is_empty() { RawCell::Empty } else { RawCell::Text(name) };
        };
        let cell = self.group.as_ref().and_then(|group| {
            let row = usize::try_from(row.checked_sub(group.first)?).ok()?;
            group.content(self.table, column).map(|content| content.cell(row))
        });
        cell.unwrap_or(RawCell::Empty)
    }

    fn width(&self) -> usize {
        self.table.file.columns.len()
    }
}
