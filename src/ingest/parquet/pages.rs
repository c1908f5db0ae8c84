//! Whether a Parquet file keeps its promises: the library reserves what a length in it says, and one that lies would end the process.
//!
//! In: the footer, and the pages of a column without lists. Out: that every count and length in them agrees with what is there.

use std::ops::Range;

use polars_parquet::parquet::{
    compression::{Compression, DecompressionContext, decompress},
    metadata::ColumnChunkMetadata,
    schema::types::PhysicalType,
};

use super::{
    encodings::{self, Encoded},
    shapes::{FOOTER, PAGE},
    thrift::{Bytes, Field, count, int, record},
};

/// No writer makes pages near this size: they cut them at one megabyte, a few at their row groups.
const LARGEST_PAGE: usize = 64 << 20;
/// A footer of ten thousand columns.
const LARGEST_FOOTER: usize = 16 << 20;
/// The length of the footer and the mark behind it.
pub const MARK_AT_END: usize = 8;
/// A footer, its length and the marks.
pub const MOST_AT_END: usize = LARGEST_FOOTER + MARK_AT_END + MARK.len();
const MARK: &[u8] = b"PAR1";

/// How many bytes the footer, its length and the marks have, as the last bytes tell, if a footer may have so many.
pub fn footer_end(last: &[u8]) -> Option<usize> {
    let length = last.strip_suffix(MARK)?.last_chunk()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok().filter(|length| *length <= LARGEST_FOOTER)?;
    Some(length + MARK_AT_END + MARK.len())
}

/// Whether the footer can be read without reserving more than the file has.
pub fn has_sound_footer(file: &[u8]) -> bool {
    let footer = || {
        let (before, length) = file.strip_suffix(MARK)?.split_last_chunk()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok().filter(|length| *length <= LARGEST_FOOTER)?;
        Bytes(before.get(before.len().checked_sub(length)?..)?).record(FOOTER)
    };
    footer().is_some()
}

/// What stands in a page, unpacked; nothing is known of it yet but its counts.
#[derive(Debug, Clone, Copy)]
pub enum Page<'a> {
    /// The distinct values of the pages behind it.
    Dictionary {
        /// They stand one behind the other.
        values: &'a [u8],
        /// So many.
        count: usize,
    },
    /// The values of some rows.
    Values {
        /// How many rows.
        rows: usize,
        /// Which of them have a value, where any may have none.
        levels: Option<&'a [u8]>,
        /// The number of the encoding.
        encoding: i64,
        /// The values.
        encoded: Encoded<'a>,
    },
}

/// Checks the pages of one column in one row group, of which `chunk` has the bytes; `unpacked` is what they may still unpack to, and shrinks.
pub fn check(chunk: &[u8], column: &ColumnChunkMetadata, rows: usize, unpacked: &mut usize) -> Option<()> {
    let kind = column.physical_type();
    walk(chunk, column, rows..rows, unpacked, &mut Vec::new(), |page, unpacked| match page {
        Page::Dictionary { values, count } => encodings::check_plain(values, count, kind),
        Page::Values { encoding, encoded, .. } => encodings::check(encoding, encoded, unpacked),
    })
}

/// Shows the pages of one column in one row group to `visit`, until it says nothing; `None` where something in them is wrong. There are as
/// many rows as `rows` ends with; pages are shown until they have as many as it starts with. `room` is where they are unpacked.
pub fn walk(
    chunk: &[u8],
    column: &ColumnChunkMetadata,
    rows: Range<usize>,
    unpacked: &mut usize,
    room: &mut Vec<u8>,
    visit: impl FnMut(Page<'_>, &mut usize) -> Option<()>,
) -> Option<()> {
    let descriptor = &column.descriptor().descriptor;
    let is_flat = descriptor.max_rep_level == 0 && descriptor.max_def_level <= 1;
    if !is_flat || usize::try_from(column.num_values()).ok()? != rows.end {
        return None;
    }
    let mut pages = Pages {
        rest: Bytes(chunk),
        compression: column.compression(),
        context: DecompressionContext::Unset,
        kind: column.physical_type(),
        is_optional: descriptor.max_def_level == 1,
        has_dictionary: false,
        unpacked,
        visit,
        room,
    };
    let (mut left, unwanted) = (rows.end, rows.end.saturating_sub(rows.start));
    let mut is_first = true;
    while left > unwanted || (is_first && !pages.rest.0.is_empty()) {
        left = left.checked_sub(pages.next(is_first, left)?)?;
        is_first = false;
    }
    Some(())
}

struct Pages<'a, V> {
    rest: Bytes<'a>,
    compression: Compression,
    context: DecompressionContext,
    kind: PhysicalType,
    is_optional: bool,
    has_dictionary: bool,
    unpacked: &'a mut usize,
    visit: V,
    /// Room for the next page.
    room: &'a mut Vec<u8>,
}

impl<V: FnMut(Page<'_>, &mut usize) -> Option<()>> Pages<'_, V> {
    /// Shows the next page and tells how many rows it has, which may be so many at most.
    fn next(&mut self, is_first: bool, most: usize) -> Option<usize> {
        let header = self.rest.record(PAGE)?;
        let packed = self.rest.take(count(&header, 3)?)?;
        let size = count(&header, 2)?;
        match int(&header, 1)? {
            0 => {
                let page = record(&header, 5)?;
                let body = self.unpack(packed, size, 0)?;
                let mut rest = Bytes(&body);
                let levels = if self.is_optional { encodings::sized(&mut rest)? } else { &[] };
                let found = self.values(page, most, 2, levels, rest.0).map(|(rows, _)| rows);
                *self.room = body;
                found
            }
            2 if is_first => {
                let page = record(&header, 7)?;
                let body = self.unpack(packed, size, 0)?;
                self.has_dictionary = true;
                let dictionary = Page::Dictionary { values: &body, count: count(page, 1)? };
                let found = (self.visit)(dictionary, self.unpacked).map(|()| 0);
                *self.room = body;
                found
            }
            3 => self.second_kind(record(&header, 8)?, most, packed, size),
            _ => None,
        }
    }

    /// A page whose levels are never packed.
    fn second_kind(&mut self, page: &[Field], most: usize, packed: &[u8], size: usize) -> Option<usize> {
        let levels = count(page, 5)?;
        let body = match int(page, 7) {
            Some(0) if size == packed.len() => packed.to_vec(),
            Some(0) => return None,
            _ => self.unpack(packed, size, levels)?,
        };
        let (levels, values) = body.split_at_checked(levels)?;
        let (rows, valid) = self.values(page, most, 4, levels, values)?;
        *self.room = body;
        let is_right = int(page, 6)? == 0 && count(page, 2)? == rows - valid && count(page, 3)? == rows;
        is_right.then_some(rows)
    }

    /// The bytes of a page, of which so many at its start are never packed.
    fn unpack(&mut self, packed: &[u8], size: usize, bare: usize) -> Option<Vec<u8>> {
        let size = if self.compression == Compression::Uncompressed { packed.len() } else { size };
        if size > LARGEST_PAGE {
            return None;
        }
        *self.unpacked = self.unpacked.checked_sub(size)?;
        let mut body = std::mem::take(self.room);
        if self.compression == Compression::Uncompressed {
            body.clear();
            body.extend_from_slice(packed);
            return Some(body);
        }
        let (start, packed) = packed.split_at_checked(bare)?;
        // What stands there is written over; some codecs are content with less than is promised.
        if self.compression != Compression::Zstd {
            body.clear();
        }
        body.resize(size, 0);
        body.get_mut(..bare)?.copy_from_slice(start);
        if !(packed.is_empty() && bare > 0) {
            decompress(self.compression, packed, body.get_mut(bare..)?, &mut self.context).ok()?;
        }
        Some(body)
    }

    /// How many rows a page has, and how many of them a value. One that lies about its rows is not shown: room is made for so many.
    fn values(
        &mut self,
        page: &[Field],
        most: usize,
        encoding: i64,
        levels: &[u8],
        values: &[u8],
    ) -> Option<(usize, usize)> {
        let rows = count(page, 1).filter(|rows| *rows <= most)?;
        let valid = if self.is_optional { encodings::hybrid(levels, 1, rows)? } else { rows };
        let encoding = int(page, encoding)?;
        let encoded = Encoded { values, valid, kind: self.kind, has_dictionary: self.has_dictionary };
        let levels = self.is_optional.then_some(levels);
        (self.visit)(Page::Values { rows, levels, encoding, encoded }, self.unpacked)?;
        Some((rows, valid))
    }
}
