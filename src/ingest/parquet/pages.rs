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
    thrift::{Bytes, Field, Shape, count, int, record},
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

const NOTHING: Shape = Shape::Record(&[]);
const INT: Shape = Shape::Int;
const UNIT: Shape = Shape::Record(&[(1, NOTHING), (2, NOTHING), (3, NOTHING)]);
const INSTANT: Shape = Shape::Record(&[(1, Shape::Truth), (2, UNIT)]);
const LOGICAL: Shape = Shape::Record(&[
    (1, NOTHING),
    (2, NOTHING),
    (3, NOTHING),
    (4, NOTHING),
    (5, Shape::Record(&[(1, INT), (2, INT)])),
    (6, NOTHING),
    (7, INSTANT),
    (8, INSTANT),
    (10, Shape::Record(&[(1, Shape::Byte), (2, Shape::Truth)])),
    (11, NOTHING),
    (12, NOTHING),
    (13, NOTHING),
    (14, NOTHING),
    (15, NOTHING),
]);
const SCHEMA: Shape = Shape::Record(&[
    (1, INT),
    (2, INT),
    (3, INT),
    (4, Shape::Bytes),
    (5, INT),
    (6, INT),
    (7, INT),
    (8, INT),
    (9, INT),
    (10, LOGICAL),
]);
const STATISTICS: Shape = Shape::Record(&[
    (1, Shape::Bytes),
    (2, Shape::Bytes),
    (3, INT),
    (4, INT),
    (5, Shape::Bytes),
    (6, Shape::Bytes),
    (7, Shape::Truth),
    (8, Shape::Truth),
]);
const CHUNK: Shape = Shape::Record(&[
    (1, INT),
    (2, Shape::List(&INT)),
    (3, Shape::List(&Shape::Bytes)),
    (4, INT),
    (5, INT),
    (6, INT),
    (7, INT),
    (9, INT),
    (10, INT),
    (11, INT),
    (12, STATISTICS),
    (14, INT),
    (15, INT),
]);
const COLUMN: Shape = Shape::Record(&[(1, Shape::Bytes), (2, INT), (3, CHUNK), (4, INT), (5, INT), (6, INT), (7, INT)]);
const SORTED: Shape = Shape::Record(&[(1, INT), (2, Shape::Truth), (3, Shape::Truth)]);
const GROUP: Shape = Shape::Record(&[
    (1, Shape::List(&COLUMN)),
    (2, INT),
    (3, INT),
    (4, Shape::List(&SORTED)),
    (5, INT),
    (6, INT),
    (7, INT),
]);
const KEY_VALUE: Shape = Shape::Record(&[(1, Shape::Bytes), (2, Shape::Bytes)]);
const FOOTER: &[(i64, Shape)] = &[
    (1, INT),
    (2, Shape::List(&SCHEMA)),
    (3, INT),
    (4, Shape::List(&GROUP)),
    (5, Shape::List(&KEY_VALUE)),
    (6, Shape::Bytes),
    (7, Shape::List(&UNIT)),
];

/// What a page says of itself.
const PAGE: &[(i64, Shape)] = &[
    (1, INT),
    (2, INT),
    (3, INT),
    (4, INT),
    (5, Shape::Record(&[(1, INT), (2, INT), (3, INT), (4, INT), (5, STATISTICS)])),
    (7, Shape::Record(&[(1, INT), (2, INT), (3, Shape::Truth)])),
    (
        8,
        Shape::Record(&[
            (1, INT),
            (2, INT),
            (3, INT),
            (4, INT),
            (5, INT),
            (6, INT),
            (7, Shape::Truth),
            (8, STATISTICS),
        ]),
    ),
];

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
        left = left.checked_sub(pages.next(is_first)?)?;
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
    /// Shows the next page and tells how many rows it has.
    fn next(&mut self, is_first: bool) -> Option<usize> {
        let header = self.rest.record(PAGE)?;
        let packed = self.rest.take(count(&header, 3)?)?;
        let size = count(&header, 2)?;
        match int(&header, 1)? {
            0 => {
                let page = record(&header, 5)?;
                let body = self.unpack(packed, size, 0)?;
                let mut rest = Bytes(&body);
                let levels = if self.is_optional { encodings::sized(&mut rest)? } else { &[] };
                let found = self.values(page, 2, levels, rest.0).map(|(rows, _)| rows);
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
            3 => self.second_kind(record(&header, 8)?, packed, size),
            _ => None,
        }
    }

    /// A page whose levels are never packed.
    fn second_kind(&mut self, page: &[Field], packed: &[u8], size: usize) -> Option<usize> {
        let levels = count(page, 5)?;
        let body = match int(page, 7) {
            Some(0) if size == packed.len() => packed.to_vec(),
            Some(0) => return None,
            _ => self.unpack(packed, size, levels)?,
        };
        let (levels, values) = body.split_at_checked(levels)?;
        let (rows, valid) = self.values(page, 4, levels, values)?;
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
        // What stands there is written over.
        body.resize(size, 0);
        body.get_mut(..bare)?.copy_from_slice(start);
        if !(packed.is_empty() && bare > 0) {
            decompress(self.compression, packed, body.get_mut(bare..)?, &mut self.context).ok()?;
        }
        Some(body)
    }

    /// How many rows a page has, and how many of them a value.
    fn values(&mut self, page: &[Field], encoding: i64, levels: &[u8], values: &[u8]) -> Option<(usize, usize)> {
        let rows = count(page, 1)?;
        let valid = if self.is_optional { encodings::hybrid(levels, 1, rows)? } else { rows };
        let encoding = int(page, encoding)?;
        let encoded = Encoded { values, valid, kind: self.kind, has_dictionary: self.has_dictionary };
        let levels = self.is_optional.then_some(levels);
        (self.visit)(Page::Values { rows, levels, encoding, encoded }, self.unpacked)?;
        Some((rows, valid))
    }
}
