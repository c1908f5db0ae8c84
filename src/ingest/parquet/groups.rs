//! A Parquet table as its row groups, each read column by column.
//!
//! In: a [`ParquetFile`]. Out: [`Groups`], for any number of threads: the places of the rows of a group, and the cells of a column in it.

use std::ops::Range;

use super::{
    HEADING_ROW,
    cells::Cells,
    contents::Content,
    decode::{self, Reading},
    file::{ParquetFile, most_unpacked},
};

/// The row groups of a table.
#[derive(Clone, Copy)]
pub struct Groups<'a>(pub(super) &'a ParquetFile);

impl Groups<'_> {
    /// The place behind the last row.
    pub fn end(&self) -> u64 {
        place(self.0.height())
    }

    /// The groups that have the rows from a place on.
    pub fn from(&self, at: u64) -> Range<usize> {
        self.0.group_of(at.saturating_sub(HEADING_ROW + 1))..self.0.groups()
    }

    /// The places of the rows of a group.
    pub fn places(&self, group: usize) -> Range<u64> {
        let rows = self.0.rows(group);
        place(rows.start)..place(rows.end)
    }

    /// The cells of a column in a group; `None` where the file is damaged.
    pub fn read(&self, group: usize, column: usize) -> Option<Cells> {
        let rows = self.0.rows(group);
        let rows = usize::try_from(rows.end.checked_sub(rows.start)?).ok()?;
        self.decoded(group, column, rows).or_else(|| {
            let content = Content::read(self.0, group, column, None)?;
            Cells::of((0..rows).map(|row| content.cell(row)))
        })
    }

    /// Most columns are read here, without the library.
    fn decoded(&self, group: usize, column: usize, rows: usize) -> Option<Cells> {
        let (chunk, bytes) = self.0.chunk(group, column)?;
        let reading = Reading::of(&self.0.columns.get(column)?.field.dtype, chunk.physical_type())?;
        decode::read(reading, &bytes, chunk, rows..rows, &mut most_unpacked(bytes.len()))
    }
}

/// The place of a row.
fn place(row: u64) -> u64 {
    row + HEADING_ROW + 1
}
