//! A Parquet file of which only the footer was read: where each column of each row group is.
//!
//! In: a path or bytes. Out: [`ParquetFile`], from which the bytes of a column in a row group can be asked for, by any thread.

use std::{
    fs::File,
    io::{Cursor, Read, Seek, SeekFrom},
    ops::Range,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::Arc,
};

use polars::prelude::{ArrowDataType, ArrowField, ParquetReader, SerReader};
use polars_parquet::{
    parquet::{metadata::ColumnChunkMetadata, schema::types::PhysicalType},
    read::FileMetadata,
};

use super::pages;
use crate::ooxml::Refusal;

/// A million rows of 20 columns: each cell takes sixteen bytes at least, however small the file.
const MOST_CELLS: usize = 20_000_000;
/// Larger tables are read a row group at a time, if the file has a byte for so many cells: no real one is packed as tightly.
const MOST_CELLS_OF_A_BYTE: u64 = 16;
/// A column of a row group may unpack to this whatever its size is.
const ALWAYS_ALLOWED: usize = 64 << 20;
/// Beyond that, to so many times its size.
const MOST_GROWTH: usize = 100;
/// More bytes, when unpacked, than such a column can have.
const MOST_BYTES: usize = 1 << 30;

/// Where the bytes are.
enum Bytes {
    Held(Vec<u8>),
    Filed(PathBuf),
}

/// A column as the footer describes it.
pub struct FileColumn {
    /// Its heading.
    pub name: String,
    /// What it holds.
    pub field: ArrowField,
    /// Whether its cells can be shown as text, number or date.
    pub is_plain: bool,
}

/// A Parquet file.
pub struct ParquetFile {
    bytes: Bytes,
    length: u64,
    footer: Arc<FileMetadata>,
    /// The columns, from left to right.
    pub columns: Vec<FileColumn>,
    /// The row at which each row group starts, and behind the last one the number of all rows.
    starts: Vec<u64>,
}

impl ParquetFile {
    /// Reads the footer of a file of so many bytes; up to `most_held` of them are held in memory.
    ///
    /// # Errors
    /// When the file cannot be read; within, why it is refused.
    pub fn open(path: &Path, length: u64, most_held: u64) -> std::io::Result<Result<Self, Refusal>> {
        if length <= most_held {
            let bytes = std::fs::read(path)?;
            let (length, end) = (bytes.len() as u64, footer_bytes(&bytes).to_vec());
            return Ok(Self::read(Bytes::Held(bytes), length, &end));
        }
        // Its last bytes tell how much of the end is to be read.
        let mut end = last_bytes(path, length, pages::MARK_AT_END)?;
        if let Some(wanted) = pages::footer_end(&end) {
            end = last_bytes(path, length, wanted)?;
        }
        Ok(Self::read(Bytes::Filed(path.to_owned()), length, footer_bytes(&end)))
    }

    /// `end` has the footer and nothing before it.
    fn read(bytes: Bytes, length: u64, end: &[u8]) -> Result<Self, Refusal> {
        if !pages::has_sound_footer(end) {
            return Err(Refusal::Damaged);
        }
        // The library takes some broken files for defects of its own.
        let read = catch_unwind(AssertUnwindSafe(|| {
            let mut reader = ParquetReader::new(Cursor::new(end));
            let footer = Arc::clone(reader.get_metadata().ok()?);
            Some((footer, reader.schema().ok()?))
        }));
        let (footer, schema) = read.ok().flatten().ok_or(Refusal::Damaged)?;
        let column = |field: &ArrowField| {
            let is_plain = match &field.dtype {
                ArrowDataType::Dictionary(_, values, _) => is_plain(values),
                dtype => is_plain(dtype),
            };
            let mut column = FileColumn { name: field.name.to_string(), field: field.clone(), is_plain };
            if let (ArrowDataType::Decimal(_, 0), Some(integer)) = (&field.dtype, integer_type(&footer, &field.name)) {
                column.field.dtype = integer;
                column.is_plain = true;
            }
            column
        };
        let mut starts = vec![0_u64];
        for group in &footer.row_groups {
            let start = starts.last().copied().unwrap_or_default();
            starts.push(start.checked_add(group.num_rows() as u64).ok_or(Refusal::Damaged)?);
        }
        let file = Self { bytes, length, columns: schema.iter_values().map(column).collect(), footer, starts };
        file.check_size()?;
        Ok(file)
    }

    /// Whether there are not more cells than such a file can have.
    fn check_size(&self) -> Result<(), Refusal> {
        let most = (self.length.saturating_mul(MOST_CELLS_OF_A_BYTE)).max(MOST_CELLS as u64);
        let is_countable = self.height() < u64::from(u32::MAX);
        let groups = (0..self.groups()).all(|group| self.rows(group).end - self.rows(group).start <= MOST_CELLS as u64);
        if self.cells() <= most && is_countable && groups {
            return Ok(());
        }
        Err(Refusal::too_large("cells of a sheet", MOST_CELLS as u64, ""))
    }

    /// How many rows there are.
    pub fn height(&self) -> u64 {
        self.starts.last().copied().unwrap_or_default()
    }

    /// How many cells can be read.
    pub fn cells(&self) -> u64 {
        let columns = self.columns.iter().filter(|column| column.is_plain).count().max(1);
        self.height().saturating_mul(columns as u64)
    }

    /// Whether all bytes are in memory.
    pub fn is_held(&self) -> bool {
        matches!(self.bytes, Bytes::Held(_))
    }

    /// How many row groups.
    pub fn groups(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The rows of a group, counted from 0.
    pub fn rows(&self, group: usize) -> Range<u64> {
        let start = |group: usize| self.starts.get(group).copied().unwrap_or_else(|| self.height());
        start(group)..start(group + 1)
    }

    /// The group of a row.
    pub fn group_of(&self, row: u64) -> usize {
        self.starts.partition_point(|start| *start <= row).saturating_sub(1)
    }

    /// A column in a row group: what the footer says of it, and its bytes, which `room` may be needed for; `None` where it is not there.
    pub fn chunk<'a>(
        &'a self,
        group: usize,
        column: usize,
        room: &'a mut Vec<u8>,
    ) -> Option<(&'a ColumnChunkMetadata, &'a [u8])> {
        let name = &self.columns.get(column)?.name;
        let mut found = self.footer.row_groups.get(group)?.columns_under_root_iter(name)?;
        let (chunk, None) = (found.next()?, found.next()) else { return None };
        let place = chunk.byte_range();
        let bytes = match &self.bytes {
            Bytes::Held(bytes) => bytes.get(usize::try_from(place.start).ok()?..usize::try_from(place.end).ok()?)?,
            Bytes::Filed(path) => {
                let length = place.end.checked_sub(place.start).filter(|_| place.end <= self.length)?;
                room.resize(usize::try_from(length).ok().filter(|length| *length <= MOST_BYTES)?, 0);
                let mut file = File::open(path).ok()?;
                file.seek(SeekFrom::Start(place.start)).ok()?;
                file.read_exact(room).ok()?;
                room
            }
        };
        Some((chunk, bytes))
    }

    /// What the columns of the held file may unpack to, all together.
    pub fn most_unpacked(&self) -> usize {
        most_unpacked(usize::try_from(self.length).unwrap_or(usize::MAX))
    }
}

fn last_bytes(path: &Path, length: u64, wanted: usize) -> std::io::Result<Vec<u8>> {
    let (mut file, mut end) = (File::open(path)?, Vec::new());
    file.seek(SeekFrom::Start(length.saturating_sub(wanted as u64)))?;
    file.take(wanted as u64).read_to_end(&mut end)?;
    Ok(end)
}

/// What so many bytes may unpack to.
pub fn most_unpacked(bytes: usize) -> usize {
    ALWAYS_ALLOWED.max(bytes.saturating_mul(MOST_GROWTH)).min(MOST_BYTES)
}

/// The end of a file from its footer on; the library looks for no more, but for the first mark.
fn footer_bytes(end: &[u8]) -> &[u8] {
    end.get(end.len().saturating_sub(pages::MOST_AT_END)..).unwrap_or(end)
}

/// What a column of numbers without decimals is read as, where it holds them as integers.
fn integer_type(footer: &FileMetadata, name: &str) -> Option<ArrowDataType> {
    match footer.row_groups.first()?.columns_under_root_iter(name)?.next()?.physical_type() {
        PhysicalType::Int32 => Some(ArrowDataType::Int32),
        PhysicalType::Int64 => Some(ArrowDataType::Int64),
        _ => None,
    }
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
