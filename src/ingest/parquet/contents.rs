//! One column of one row group through Polars, cell by cell. The library trusts the lengths that a file states, so they are checked first.
//!
//! In: a [`ParquetFile`] and which column of which row group. Out: [`Content`] and its cells.

use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

use polars::prelude::{AnyValue, ArrowField, Column, DataType, IntoColumn, PolarsResult, Series, TimeUnit};
use polars_parquet::{
    parquet::metadata::ColumnChunkMetadata,
    read::{BasicDecompressor, Filter, PageReader, column_iter_to_arrays},
};

use super::{
    cells::Cells,
    decode::{self, Chunk, Reading, Room},
    file::{ParquetFile, most_unpacked},
    pages,
};
use crate::{ingest::RawCell, value::date_of_epoch_days};

/// How far Vietnam is ahead of the instants that some systems store.
const HOURS_AHEAD: i64 = 7;

/// Integers up to here are exact as numbers; larger ones are ids, and text.
const EXACT: u128 = 1 << 53;

/// The cells of a column.
pub enum Content {
    /// Words and days as they stand in the file.
    Decoded(Cells),
    /// As they are.
    Values(Series),
    /// Integers as text, some of them too large for a number.
    Integers(Series),
    /// Of a type that no field can hold.
    Unreadable(String),
}

impl Content {
    /// Reads the first rows of a column of a row group, as many as are wanted; `None` where the file is damaged.
    pub fn top(file: &ParquetFile, group: usize, column: usize, wanted: usize) -> Option<Self> {
        let found = file.columns.get(column)?;
        let decode = || {
            let room = &mut Vec::new();
            let (column, bytes) = file.chunk(group, column, room)?;
            let rows = file.rows(group);
            let rows = usize::try_from(rows.end.checked_sub(rows.start)?).ok()?;
            let reading = Reading::of(&found.field.dtype, column.physical_type()).filter(|of| *of == Reading::Words)?;
            let chunk = Chunk { column, bytes, rows: wanted.min(rows)..rows, unpacked: most_unpacked(bytes.len()) };
            decode::read(reading, chunk, &mut Room::default()).filter(Cells::is_text)
        };
        decode().map(Self::Decoded).or_else(|| Self::read_rows(file, group, column, wanted, None))
    }

    /// Reads a column of a row group through Polars, of which `unpacked` bytes may come; `None` where the file is damaged.
    pub fn read(file: &ParquetFile, group: usize, column: usize, unpacked: Option<&mut usize>) -> Option<Self> {
        Self::read_rows(file, group, column, usize::MAX, unpacked)
    }

    /// The same of as many rows as are wanted.
    fn read_rows(
        file: &ParquetFile,
        group: usize,
        column: usize,
        wanted: usize,
        unpacked: Option<&mut usize>,
    ) -> Option<Self> {
        let found = file.columns.get(column)?;
        if !found.is_plain {
            return Some(Self::Unreadable(format!("{:?}", found.field.dtype)));
        }
        let mut room = Vec::new();
        let (chunk, bytes) = file.chunk(group, column, &mut room)?;
        let rows = file.rows(group);
        let rows = usize::try_from(rows.end.checked_sub(rows.start)?).ok()?;
        pages::check(bytes, chunk, rows, unpacked.unwrap_or(&mut most_unpacked(bytes.len())))?;
        let filter = (wanted < rows).then(|| Filter::new_limited(wanted));
        // The library takes some broken files for defects of its own.
        let values = catch_unwind(AssertUnwindSafe(|| values(&found.field, chunk, bytes.to_vec(), filter)));
        values
            .ok()?
            .and_then(|values| simple(&values))
            .ok()
            .filter(|content| content.len().is_none_or(|len| len == rows.min(wanted)))
    }

    fn len(&self) -> Option<usize> {
        match self {
            Self::Values(values) | Self::Integers(values) => Some(values.len()),
            Self::Decoded(_) | Self::Unreadable(_) => None,
        }
    }

    /// One cell.
    pub fn cell(&self, row: usize) -> RawCell<'_> {
        match self {
            Self::Decoded(cells) => cells.cell(row),
            Self::Values(values) => values.get(row).map_or(RawCell::Empty, raw),
            Self::Integers(values) => match values.get(row) {
                Ok(AnyValue::String(digits)) => integer(digits),
                _ => RawCell::Empty,
            },
            Self::Unreadable(dtype) => RawCell::Other(dtype.clone()),
        }
    }
}

fn values(
    field: &ArrowField,
    chunk: &ColumnChunkMetadata,
    bytes: Vec<u8>,
    filter: Option<Filter>,
) -> PolarsResult<Column> {
    let pages = PageReader::new(Cursor::new(bytes.into()), chunk, Vec::new(), usize::MAX);
    let kind = &chunk.descriptor().descriptor.primitive_type;
    let decompressor = BasicDecompressor::new(pages, Vec::new());
    let (arrays, _) = column_iter_to_arrays(vec![decompressor], vec![kind], field.clone(), filter)?;
    Ok(Series::try_from((field, arrays))?.rechunk().into_column())
}

/// The same column as text, number, date or truth; of an instant with a time zone the day in Vietnam.
fn simple(column: &Column) -> PolarsResult<Content> {
    let column = match column.dtype() {
        DataType::Datetime(_, None) => column.cast(&DataType::Date)?,
        DataType::Datetime(unit, Some(_)) => {
            let hour = match unit {
                TimeUnit::Nanoseconds => 3_600_000_000_000,
                TimeUnit::Microseconds => 3_600_000_000,
                TimeUnit::Milliseconds => 3_600_000,
            };
            let there = column.cast(&DataType::Int64)? + HOURS_AHEAD * hour;
            there.cast(&DataType::Datetime(*unit, None))?.cast(&DataType::Date)?
        }
        DataType::Int64 | DataType::UInt64 if !is_exact(column) => {
            let digits = column.cast(&DataType::String)?;
            return Ok(Content::Integers(digits.take_materialized_series()));
        }
        DataType::Categorical(..) | DataType::Enum(..) => column.cast(&DataType::String)?,
        _ => column.clone(),
    };
    // A column of one cell would hand out copies.
    Ok(Content::Values(column.take_materialized_series()))
}

/// Whether every integer of the column is exact as a number.
fn is_exact(column: &Column) -> bool {
    let size = |value: AnyValue<'_>| match value {
        AnyValue::Int64(number) => number.unsigned_abs(),
        AnyValue::UInt64(number) => number,
        _ => 0,
    };
    (0..column.len()).all(|row| column.get(row).is_ok_and(|value| u128::from(size(value)) <= EXACT))
}

/// An integer of a column that has larger ones: each cell is what it would be alone, wherever the row groups are cut.
fn integer(digits: &str) -> RawCell<'_> {
    match digits.parse::<i128>() {
        Ok(number) if number.unsigned_abs() <= EXACT => RawCell::Number(number as f64),
        _ => RawCell::Text(digits),
    }
}

/// Words, if there are any.
pub fn text(text: &str) -> RawCell<'_> {
    if text.trim().is_empty() { RawCell::Empty } else { RawCell::Text(text) }
}

fn raw(value: AnyValue<'_>) -> RawCell<'_> {
    match value {
        AnyValue::Null => RawCell::Empty,
        AnyValue::String(words) => text(words),
        AnyValue::Binary(bytes) => match std::str::from_utf8(bytes) {
            Ok(words) => text(words),
            Err(_) => RawCell::Other(format!("{} byte", bytes.len())),
        },
        AnyValue::Date(days) => match date_of_epoch_days(days) {
            Some(date) => RawCell::Date(date),
            None => RawCell::Other(days.to_string()),
        },
        AnyValue::Boolean(flag) => RawCell::Other(flag.to_string()),
        other => match other.try_extract::<f64>() {
            // Other tools write "not a number" where there is none.
            Ok(number) if number.is_nan() => RawCell::Empty,
            Ok(number) if number.is_finite() => RawCell::Number(number),
            _ => RawCell::Other(other.to_string()),
        },
    }
}
