//! Parquet files through Polars.
//!
//! In: a path. Out: one [`Sheet`] without a name, as if the table were opened as a spreadsheet: the names of its columns are row 1, and
//! a place is the row number. The library trusts the lengths that a file states, so they are checked first.

mod encodings;
mod pages;
mod thrift;

use std::{
    fs,
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Arc,
};

use polars::prelude::{
    AnyValue, ArrowDataType, Column, DataFrame, DataType, ParquetReader, PolarsResult, SerReader, TimeUnit,
};
use polars_parquet::read::FileMetadata;

use super::{RawCell, Rows, Sheet, Sheets, refused};
use crate::{assets::unreadable, diagnostic::Failure, ooxml::Refusal, spelling, value::date_of_epoch_days};

/// The row of the column names, as a person who opens the table sees it.
const HEADING_ROW: u64 = 1;

/// How far Vietnam is ahead of the instants that some systems store.
const HOURS_AHEAD: i64 = 7;

/// A million rows of 20 columns: each cell takes sixteen bytes at least, however small the file.
const MOST_CELLS: usize = 20_000_000;

/// No table of tasks is larger, packed as it is.
const LARGEST_FILE: u64 = 400 << 20;
/// A file may unpack to this whatever its size is.
const ALWAYS_ALLOWED: usize = 64 << 20;
/// Beyond that, to so many times its size.
const MOST_GROWTH: usize = 100;
/// More bytes, when unpacked, than such a table can have.
const MOST_BYTES: usize = 1 << 30;

/// Integers up to here are exact as numbers; larger ones are ids, and text.
const EXACT: u64 = 1 << 53;

/// Opens a Parquet file.
///
/// # Errors
/// Those of [`unreadable`], `damaged-file` or `file-too-large`.
pub fn open(path: &Path, name: &str) -> Result<Sheets, Failure> {
    let told_unreadable = |error: std::io::Error| unreadable(path, name, &error);
    if path.metadata().map_err(told_unreadable)?.len() > LARGEST_FILE {
        return Err(refused(name, Refusal::too_large("file size in MB", LARGEST_FILE >> 20, "")));
    }
    let bytes = fs::read(path).map_err(told_unreadable)?;
    // The library takes some broken files for defects of its own.
    let read = catch_unwind(AssertUnwindSafe(|| read(&bytes)));
    let table = read.unwrap_or(Err(Refusal::Damaged)).map_err(|refusal| refused(name, refusal))?;
    Ok(vec![Box::new(table)])
}

/// The table in these bytes. Columns of lists, structures and the like keep their name and say in each row what they are.
fn read(bytes: &[u8]) -> Result<ParquetTable, Refusal> {
    let damaged = |_| Refusal::Damaged;
    if !pages::has_sound_footer(bytes) {
        return Err(Refusal::Damaged);
    }
    let mut reader = ParquetReader::new(Cursor::new(bytes));
    let footer = Arc::clone(reader.get_metadata().map_err(damaged)?);
    let schema = reader.schema().map_err(damaged)?;
    let plain = |dtype: &ArrowDataType| match dtype {
        ArrowDataType::Dictionary(_, values, _) => is_plain(values),
        dtype => is_plain(dtype),
    };
    let fields = schema.iter_values().enumerate().filter(|(_, field)| plain(&field.dtype));
    let (wanted, names): (Vec<usize>, Vec<&str>) = fields.map(|(index, field)| (index, field.name.as_str())).unzip();
    check(bytes, &footer, &names)?;
    let frame = reader.with_projection(Some(wanted)).set_rechunk(true).finish().map_err(damaged)?;
    let column = |field: &polars::prelude::ArrowField| match frame.column(&field.name) {
        Ok(column) if plain(&field.dtype) => simple(column).map(Content::Values),
        _ => Ok(Content::Unreadable(format!("{:?}", field.dtype))),
    };
    Ok(ParquetTable {
        labels: schema.iter_values().map(|field| field.name.to_string()).collect(),
        columns: schema.iter_values().map(column).collect::<PolarsResult<_>>().map_err(damaged)?,
        height: height(&frame),
    })
}

/// Whether the columns of these names can be read without reserving more than they need.
fn check(bytes: &[u8], footer: &FileMetadata, names: &[&str]) -> Result<(), Refusal> {
    let most = ALWAYS_ALLOWED.max(bytes.len().saturating_mul(MOST_GROWTH)).min(MOST_BYTES);
    let rows = footer.row_groups.iter().fold(0_usize, |rows, group| rows.saturating_add(group.num_rows()));
    if rows.saturating_mul(names.len().max(1)) > MOST_CELLS {
        return Err(Refusal::too_large("cells of a sheet", MOST_CELLS as u64, ""));
    }
    let mut unpacked = most;
    for group in &footer.row_groups {
        for name in names {
            let columns: Vec<_> = group.columns_under_root_iter(name).into_iter().flatten().collect();
            let [column] = columns.as_slice() else { return Err(Refusal::Damaged) };
            pages::check(bytes, column, group.num_rows(), &mut unpacked).ok_or(Refusal::Damaged)?;
        }
    }
    Ok(())
}

fn height(frame: &DataFrame) -> u64 {
    u64::try_from(frame.height()).unwrap_or(u64::MAX)
}

/// Whether cells of this type can be shown as text, number or date.
fn is_plain(dtype: &ArrowDataType) -> bool {
    use ArrowDataType as Of;
    matches!(
        dtype,
        Of::Null
            | Of::Boolean
            | Of::Int8
            | Of::Int16
            | Of::Int32
            | Of::Int64
            | Of::UInt8
            | Of::UInt16
            | Of::UInt32
            | Of::UInt64
            | Of::Float32
            | Of::Float64
            | Of::Timestamp(..)
            | Of::Date32
            | Of::Date64
            | Of::Utf8
            | Of::LargeUtf8
            | Of::Utf8View
            | Of::Binary
            | Of::LargeBinary
            | Of::BinaryView
    )
}

/// The same column as text, number, date or truth; of an instant with a time zone the day in Vietnam.
fn simple(column: &Column) -> PolarsResult<Column> {
    match column.dtype() {
        DataType::Datetime(_, None) => column.cast(&DataType::Date),
        DataType::Datetime(unit, Some(_)) => {
            let hour = match unit {
                TimeUnit::Nanoseconds => 3_600_000_000_000,
                TimeUnit::Microseconds => 3_600_000_000,
                TimeUnit::Milliseconds => 3_600_000,
            };
            let there = column.cast(&DataType::Int64)? + HOURS_AHEAD * hour;
            there.cast(&DataType::Datetime(*unit, None))?.cast(&DataType::Date)
        }
        DataType::Int64 | DataType::UInt64 if !is_exact(column) => column.cast(&DataType::String),
        DataType::Categorical(..) | DataType::Enum(..) => column.cast(&DataType::String),
        _ => Ok(column.clone()),
    }
}

/// Whether every integer of the column is exact as a number.
fn is_exact(column: &Column) -> bool {
    let size = |value: AnyValue<'_>| match value {
        AnyValue::Int64(number) => number.unsigned_abs(),
        AnyValue::UInt64(number) => number,
        _ => 0,
    };
    (0..column.len()).all(|row| column.get(row).is_ok_and(|value| size(value) <= EXACT))
}

enum Content {
    Values(Column),
    /// Of a type that no field can hold.
    Unreadable(String),
}

struct ParquetTable {
    labels: Vec<String>,
    columns: Vec<Content>,
    height: u64,
}

impl ParquetTable {
    fn cell(&self, place: u64, column: usize) -> RawCell<'_> {
        if place <= HEADING_ROW {
            return self.labels.get(column).map_or(RawCell::Empty, |label| text(label));
        }
        let row = usize::try_from(place - HEADING_ROW - 1).unwrap_or(usize::MAX);
        match self.columns.get(column) {
            Some(Content::Values(values)) => values.get(row).map_or(RawCell::Empty, raw),
            Some(Content::Unreadable(dtype)) => RawCell::Other(dtype.clone()),
            None => RawCell::Empty,
        }
    }

    fn last(&self) -> u64 {
        self.height.saturating_add(HEADING_ROW)
    }
}

impl Sheet for ParquetTable {
    fn name(&self) -> Option<&str> {
        None
    }

    fn is_hidden(&self) -> bool {
        false
    }

    fn hidden_columns(&self) -> Vec<usize> {
        Vec::new()
    }

    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)> {
        let last = self.last().min(u64::try_from(rows).unwrap_or(u64::MAX));
        let tidy = |place| self.texts(place).iter().map(|text| spelling::tidy(text)).collect();
        (HEADING_ROW..=last).map(|place| (place, tidy(place))).collect()
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        Box::new(ParquetRows { table: self, place: place.saturating_sub(1), blank: 0 })
    }

    fn texts(&self, place: u64) -> Vec<String> {
        (0..self.labels.len()).map(|column| self.cell(place, column).text().into_owned()).collect()
    }

    fn row_number(&self, place: u64) -> u32 {
        u32::try_from(place).unwrap_or(u32::MAX)
    }
}

struct ParquetRows<'a> {
    table: &'a ParquetTable,
    place: u64,
    blank: u64,
}

impl Rows for ParquetRows<'_> {
    fn is_hidden(&self) -> bool {
        false
    }

    fn advance(&mut self) -> bool {
        let columns = self.table.labels.len();
        let is_filled = |place: &u64| (0..columns).any(|column| !self.table.cell(*place, column).is_empty());
        let Some(next) = (self.place.saturating_add(1)..=self.table.last()).find(is_filled) else { return false };
        self.blank = next - self.place - 1;
        self.place = next;
        true
    }

    fn blank_before(&self) -> u64 {
        self.blank
    }

    fn place(&self) -> u64 {
        self.place
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        self.table.cell(self.place, column)
    }

    fn width(&self) -> usize {
        self.table.labels.len()
    }
}

fn text(text: &str) -> RawCell<'_> {
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
