//! A Parquet table as its row groups, each read column by column.
//!
//! In: a [`ParquetFile`]. Out: [`Groups`], for any number of threads: the places of the rows of a group, and the cells of a column in it.

use std::ops::Range;

use polars::prelude::ArrowDataType;

use super::{
    HEADING_ROW,
    cells::{Cells, WordKind},
    contents::Content,
    decode::{self, Chunk, Reading, Room},
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
    pub fn groups_from(&self, at: u64) -> Range<usize> {
        self.0.group_of(at.saturating_sub(HEADING_ROW + 1))..self.0.groups()
    }

    /// The places of the rows of a group.
    pub fn places(&self, group: usize) -> Range<u64> {
        let rows = self.0.rows(group);
        place(rows.start)..place(rows.end)
    }

    /// The cells of a column in a group; `None` where the file is damaged.
    pub fn read(&self, group: usize, column: usize, room: &mut GroupRoom) -> Option<Cells> {
        let decoded = |reading, chunk: Chunk<'_>, room: &mut Room| decode::read(reading, chunk, room);
        self.decoded(group, column, room, decoded).or_else(|| {
            let content = Content::read(self.0, group, column, None)?;
            Cells::of((0..self.height(group)?).map(|row| content.cell(row)))
        })
    }

    /// The cells of a column in a group as what `of` makes of their words, `none` where there is none; `None` where the file is damaged.
    /// A word may be looked at for no cell, or more than once.
    pub fn read_each<T: Copy>(
        &self,
        group: usize,
        column: usize,
        room: &mut GroupRoom,
        none: T,
        mut of: impl FnMut(&[u8], WordKind) -> T,
    ) -> Option<Vec<T>> {
        let decoded = |reading, chunk: Chunk<'_>, room: &mut Room| match reading {
            Reading::Words => decode::each_word(chunk, room, none, |word| Some(of(word, WordKind::Text))),
            Reading::Days => None,
        };
        self.decoded(group, column, room, decoded).or_else(|| {
            let words = self.read(group, column, room)?.into_words()?;
            let known: Vec<T> = words.iter().map(|(word, kind)| of(word, kind)).collect();
            Some(words.codes.iter().map(|code| known.get(*code as usize).copied().unwrap_or(none)).collect())
        })
    }

    /// Whether cells of a column may be of a type that no field can hold; text and whole numbers are not.
    pub fn may_hold_errors(&self, column: usize) -> bool {
        use ArrowDataType as Of;
        let Some(column) = self.0.columns.get(column) else { return false };
        let dtype = if let Of::Dictionary(_, values, _) = &column.field.dtype { values } else { &column.field.dtype };
        let is_text = matches!(dtype, Of::Null | Of::Utf8 | Of::LargeUtf8 | Of::Utf8View);
        let is_signed = matches!(dtype, Of::Int8 | Of::Int16 | Of::Int32 | Of::Int64);
        !(is_text || is_signed || matches!(dtype, Of::UInt8 | Of::UInt16 | Of::UInt32 | Of::UInt64))
    }

    fn height(&self, group: usize) -> Option<usize> {
        let rows = self.0.rows(group);
        usize::try_from(rows.end.checked_sub(rows.start)?).ok()
    }

    /// Most columns are read here, without the library.
    fn decoded<T>(
        &self,
        group: usize,
        column: usize,
        room: &mut GroupRoom,
        read: impl FnOnce(Reading, Chunk<'_>, &mut Room) -> Option<T>,
    ) -> Option<T> {
        let dtype = &self.0.columns.get(column)?.field.dtype;
        let rows = self.height(group)?;
        let (column, bytes) = self.0.chunk(group, column, &mut room.bytes)?;
        let reading = Reading::of(dtype, column.physical_type())?;
        let chunk = Chunk { column, bytes, rows: rows..rows, unpacked: most_unpacked(bytes.len()) };
        read(reading, chunk, &mut room.room)
    }
}

/// Room that the columns of a group are read in, one after the other.
#[derive(Default)]
pub struct GroupRoom {
    bytes: Vec<u8>,
    room: Room,
}

/// The place of a row.
fn place(row: u64) -> u64 {
    row + HEADING_ROW + 1
}
