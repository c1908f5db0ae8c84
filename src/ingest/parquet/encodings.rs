//! The encodings of values in the pages of a Parquet file: whether the lengths in them are true, and small numbers and distances themselves.
//!
//! In: the bytes of values and how many there must be. Out: that so many can be read from them, or what they are.

use std::ops::ControlFlow;

use polars_parquet::parquet::schema::types::PhysicalType;

use super::thrift::Bytes;

/// Values are delta-coded in blocks of 128; writers may make them larger, but none does so much.
const LARGEST_BLOCK: usize = 1 << 16;

/// The values of a page.
#[derive(Debug, Clone, Copy)]
pub struct Encoded<'a> {
    pub values: &'a [u8],
    /// How many there are.
    pub valid: usize,
    pub kind: PhysicalType,
    /// Whether a dictionary stands before the page.
    pub has_dictionary: bool,
}

/// Checks values in the encoding of this number; what they unpack to is taken from `unpacked`.
pub fn check(encoding: i64, page: Encoded<'_>, unpacked: &mut usize) -> Option<()> {
    let Encoded { values, valid, kind, has_dictionary } = page;
    let is_right = match (encoding, kind) {
        (0, kind) => return check_plain(values, valid, kind),
        (2 | 8, _) => {
            let (width, indices) = values.split_first()?;
            has_dictionary && (valid == 0 || hybrid(indices, usize::from(*width), valid).is_some())
        }
        (3, PhysicalType::Boolean) => {
            let values = sized(&mut Bytes(values))?;
            hybrid(values, 1, valid).is_some()
        }
        (5, PhysicalType::Int32 | PhysicalType::Int64) => deltas(&mut Bytes(values), valid).is_some(),
        (6, PhysicalType::ByteArray) => {
            let mut rest = Bytes(values);
            let lengths = deltas(&mut rest, valid)?;
            sum(&lengths)? <= rest.0.len()
        }
        (7, PhysicalType::ByteArray) => {
            let mut rest = Bytes(values);
            let (shared, lengths) = (deltas(&mut rest, valid)?, deltas(&mut rest, valid)?);
            *unpacked = unpacked.checked_sub(sum(&shared)?)?;
            shares_what_is_there(&shared, &lengths) && sum(&lengths)? <= rest.0.len()
        }
        (9, kind) => width(kind)?.checked_mul(valid)? == values.len(),
        _ => false,
    };
    is_right.then_some(())
}

/// Whether no text takes over more of the one before it than that has.
fn shares_what_is_there(shared: &[i64], lengths: &[i64]) -> bool {
    let mut before = 0;
    shared.iter().zip(lengths).all(|(shared, own)| {
        let fits = *shared <= before;
        before = shared.saturating_add(*own);
        fits
    })
}

/// Checks values that stand one behind the other.
pub fn check_plain(values: &[u8], valid: usize, kind: PhysicalType) -> Option<()> {
    let is_right = match kind {
        PhysicalType::Boolean => valid.div_ceil(8) <= values.len(),
        PhysicalType::ByteArray => {
            let mut rest = Bytes(values);
            // Each takes four bytes at least, so the loop ends with the bytes.
            (0..valid).all(|_| sized(&mut rest).is_some())
        }
        kind => width(kind)?.checked_mul(valid)? <= values.len(),
    };
    is_right.then_some(())
}

/// Bytes behind their length.
pub fn sized<'a>(bytes: &mut Bytes<'a>) -> Option<&'a [u8]> {
    let length = u32::from_le_bytes(*bytes.take(4)?.first_chunk()?);
    bytes.take(usize::try_from(length).ok()?)
}

/// Bytes of a value.
fn width(kind: PhysicalType) -> Option<usize> {
    match kind {
        PhysicalType::Int32 | PhysicalType::Float => Some(4),
        PhysicalType::Int64 | PhysicalType::Double => Some(8),
        PhysicalType::Int96 => Some(12),
        PhysicalType::FixedLenByteArray(width) => Some(width).filter(|width| *width > 0),
        PhysicalType::Boolean | PhysicalType::ByteArray => None,
    }
}

/// Small numbers one behind the other.
pub enum Run<'a> {
    /// One number so many times.
    Same { value: u32, count: usize },
    /// So many, packed in a few bits each.
    Packed { bytes: &'a [u8], count: usize },
}

/// Shows the runs of so many small numbers of so many bits to `visit`, until it has enough; nothing where they are not there.
pub fn runs<'a>(
    bytes: &'a [u8],
    bits: usize,
    numbers: usize,
    mut visit: impl FnMut(Run<'a>) -> ControlFlow<()>,
) -> Option<()> {
    if bits > 32 {
        return None;
    }
    if bits == 0 {
        let _ = visit(Run::Same { value: 0, count: numbers });
        return Some(());
    }
    let (mut rest, mut left) = (Bytes(bytes), numbers);
    while left > 0 {
        let opening = rest.number()?;
        let count = usize::try_from(opening >> 1).ok()?;
        let (run, count) = if opening & 1 == 0 {
            let value = rest.take(bits.div_ceil(8))?.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte));
            (u64::from(value) >> bits == 0).then_some((Run::Same { value, count }, count))?
        } else {
            // Packed by eights; the last ones may be padding, of any length, and some writers leave them out.
            let bytes = rest.take(count.checked_mul(bits)?.min(rest.0.len()))?;
            let count = (bytes.len() * 8 / bits).min(left);
            (count > 0).then_some((Run::Packed { bytes, count }, count))?
        };
        left = left.checked_sub(count)?;
        if visit(run).is_break() {
            break;
        }
    }
    Some(())
}

/// How many of so many numbers of one bit are 1, if there are so many; of wider ones it is only told that they are there.
pub fn hybrid(bytes: &[u8], bits: usize, numbers: usize) -> Option<usize> {
    let mut ones = 0;
    runs(bytes, bits, numbers, |run| {
        match run {
            Run::Same { value, count } => ones += if value & 1 == 1 { count } else { 0 },
            Run::Packed { bytes, count } if bits == 1 => {
                let (whole, rest) = bytes.split_at_checked(count / 8).unwrap_or_default();
                let behind = rest.first().map_or(0, |byte| byte & !(u8::MAX << (count % 8)));
                ones += whole.iter().chain([&behind]).map(|byte| byte.count_ones() as usize).sum::<usize>();
            }
            Run::Packed { .. } => {}
        }
        ControlFlow::Continue(())
    })?;
    Some(ones)
}

/// So many numbers of which each is told by its distance from the one before.
pub fn deltas(bytes: &mut Bytes<'_>, numbers: usize) -> Option<Vec<i64>> {
    let size = |bytes: &mut Bytes<'_>| usize::try_from(bytes.number()?).ok();
    let (block, parts, total) = (size(bytes)?, size(bytes)?, size(bytes)?);
    let first = bytes.signed()?;
    let is_regular = block > 0 && block <= LARGEST_BLOCK && block.is_multiple_of(128) && parts > 0;
    let part = block.checked_div(parts)?;
    if !is_regular || total != numbers || part == 0 || !part.is_multiple_of(32) || part * parts != block {
        return None;
    }
    let mut found: Vec<i64> = (numbers > 0).then_some(first).into_iter().collect();
    let mut last = first;
    while found.len() < numbers {
        let least = bytes.signed()?;
        let widths = bytes.take(parts)?;
        for width in widths {
            let width = usize::from(*width);
            if found.len() >= numbers {
                break;
            }
            if width > 64 {
                return None;
            }
            let packed = bytes.take(width * part / 8)?;
            for at in 0..part.min(numbers - found.len()) {
                last = last.wrapping_add(least).wrapping_add(bits(packed, at * width, width)?.cast_signed());
                found.push(last);
            }
        }
    }
    Some(found)
}

/// So many bits from a place on, the lowest first.
fn bits(packed: &[u8], start: usize, width: usize) -> Option<u64> {
    let bit = |at: usize| packed.get(at / 8).map(|byte| u64::from(byte >> (at % 8) & 1));
    (0..width).try_fold(0, |found, at| Some(found | bit(start + at)? << at))
}

/// The sum of lengths, if none is negative.
fn sum(lengths: &[i64]) -> Option<usize> {
    lengths.iter().try_fold(0_usize, |sum, length| sum.checked_add(usize::try_from(*length).ok()?))
}
