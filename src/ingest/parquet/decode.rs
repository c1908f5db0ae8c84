//! Days and words of a column in a row group, straight from its pages: no value is trusted that is not there.
//!
//! In: the bytes of the column. Out: [`Cells`], words by code, so that each is looked at once where the file has a dictionary; nothing
//! where the pages are wrong or in an encoding that only the library reads.

use std::ops::Range;

use polars::prelude::ArrowDataType;
use polars_parquet::parquet::{metadata::ColumnChunkMetadata, schema::types::PhysicalType};

use super::{
    cells::{Cells, NO_VALUE, Words},
    encodings::{self, Encoded},
    pages::{self, Page},
    thrift::Bytes,
};
use crate::value::NO_DAY;

/// How a column is read here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    Days,
    Words,
}

impl Reading {
    /// How a column of this type is read, if it is read here.
    pub fn of(dtype: &ArrowDataType, kind: PhysicalType) -> Option<Self> {
        use ArrowDataType as Of;
        let dtype = if let Of::Dictionary(_, values, _) = dtype { values } else { dtype };
        match (dtype, kind) {
            (Of::Date32, PhysicalType::Int32) => Some(Self::Days),
            (Of::Utf8 | Of::LargeUtf8 | Of::Utf8View, PhysicalType::ByteArray) => Some(Self::Words),
            _ => None,
        }
    }
}

/// Reads a column of a row group: `rows` ends with how many there are, and starts with how many are wanted; some more may be read.
pub fn read(
    reading: Reading,
    chunk: &[u8],
    column: &ColumnChunkMetadata,
    rows: Range<usize>,
    unpacked: &mut usize,
) -> Option<Cells> {
    match reading {
        Reading::Days => days(chunk, column, rows, unpacked),
        Reading::Words => words(chunk, column, rows, unpacked),
    }
}

fn days(chunk: &[u8], column: &ColumnChunkMetadata, rows: Range<usize>, unpacked: &mut usize) -> Option<Cells> {
    let (mut known, mut days, mut codes) = (Vec::new(), Vec::with_capacity(rows.start), Vec::new());
    pages::walk(chunk, column, rows, unpacked, |page, _| match page {
        Page::Dictionary { values, count } => {
            known = numbers(values).take(count).collect();
            (known.len() == count).then_some(())
        }
        Page::Values { rows, levels, encoding, encoded } => {
            let Encoded { values, valid, .. } = encoded;
            let from = days.len();
            match encoding {
                0 => days.extend(numbers(values).take(valid)),
                2 | 8 => {
                    codes.clear();
                    indices(values, valid, &mut codes)?;
                    for code in &codes {
                        days.push(*known.get(*code as usize)?);
                    }
                }
                5 => {
                    let found = encodings::deltas(&mut Bytes(values), valid)?;
                    days.extend(found.into_iter().map(|day| day as i32));
                }
                _ => return None,
            }
            // A file may have that very number for a day.
            let is_clear = !days.get(from..)?.contains(&NO_DAY);
            is_clear.then(|| spread(&mut days, from, rows, valid, levels, NO_DAY))?
        }
    })?;
    Some(Cells::Days(days))
}

fn words(chunk: &[u8], column: &ColumnChunkMetadata, rows: Range<usize>, unpacked: &mut usize) -> Option<Cells> {
    let mut words = Words::default();
    words.codes.reserve(rows.start);
    let mut known = 0;
    pages::walk(chunk, column, rows, unpacked, |page, _| match page {
        Page::Dictionary { values, count } => {
            words.extend(values, count)?;
            known = count;
            Some(())
        }
        Page::Values { rows, levels, encoding, encoded } => {
            let Encoded { values, valid, .. } = encoded;
            let from = words.codes.len();
            match encoding {
                0 => {
                    let first = u32::try_from(words.len()).ok()?;
                    words.extend(values, valid)?;
                    words.codes.extend(first..u32::try_from(words.len()).ok()?);
                }
                2 | 8 => {
                    indices(values, valid, &mut words.codes)?;
                    let found = words.codes.get(from..)?;
                    found.iter().all(|code| (*code as usize) < known).then_some(())?;
                }
                _ => return None,
            }
            spread(&mut words.codes, from, rows, valid, levels, NO_VALUE)
        }
    })?;
    Some(Cells::Words(words))
}

/// Numbers of four bytes.
fn numbers(values: &[u8]) -> impl Iterator<Item = i32> {
    let (numbers, _) = values.as_chunks();
    numbers.iter().map(|bytes| i32::from_le_bytes(*bytes))
}

/// So many indices behind the byte that tells how many bits each has.
fn indices(values: &[u8], valid: usize, to: &mut Vec<u32>) -> Option<()> {
    if valid == 0 {
        return Some(());
    }
    let (bits, values) = values.split_first()?;
    small_numbers(values, usize::from(*bits), valid, to)
}

/// So many small numbers: runs of one number, or numbers of a few bits each.
fn small_numbers(bytes: &[u8], bits: usize, numbers: usize, to: &mut Vec<u32>) -> Option<()> {
    if bits > 32 {
        return None;
    }
    let (mut rest, mut left) = (Bytes(bytes), numbers);
    while left > 0 {
        if bits == 0 {
            to.extend(std::iter::repeat_n(0, left));
            return Some(());
        }
        let opening = rest.number()?;
        let count = usize::try_from(opening >> 1).ok()?;
        if opening & 1 == 0 {
            let value = rest.take(bits.div_ceil(8))?.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte));
            left = left.checked_sub(count)?;
            to.extend(std::iter::repeat_n(value, count));
            continue;
        }
        if count == 0 || count > left.div_ceil(8) {
            return None;
        }
        // Packed by eights; the last ones may be padding, and some writers leave them out.
        let packed = rest.take((count * bits).min(rest.0.len()))?;
        let count = (packed.len() * 8 / bits).min(count * 8).min(left);
        if count == 0 {
            return None;
        }
        unpack(packed, bits, count, to);
        left -= count;
    }
    Some(())
}

/// The first so many numbers of so many bits each, which are there.
fn unpack(packed: &[u8], bits: usize, count: usize, to: &mut Vec<u32>) {
    let mask = u64::MAX >> (64 - bits);
    let number = |at: usize| {
        let (first, shift) = (at * bits / 8, at * bits % 8);
        let bytes = packed.get(first..).unwrap_or_default();
        let window = match bytes.first_chunk() {
            Some(whole) => u64::from_le_bytes(*whole),
            None => bytes.iter().rev().fold(0, |window, byte| window << 8 | u64::from(*byte)),
        };
        (window >> shift & mask) as u32
    };
    to.extend((0..count).map(number));
}

/// Moves the values of a page, which stand from `from` on, to the rows that have one.
fn spread<T: Copy>(
    to: &mut Vec<T>,
    from: usize,
    rows: usize,
    valid: usize,
    levels: Option<&[u8]>,
    none: T,
) -> Option<()> {
    if to.len() != from + valid {
        return None;
    }
    let Some(levels) = levels.filter(|_| valid != rows) else { return (valid == rows).then_some(()) };
    let mut has_value = Vec::with_capacity(rows);
    small_numbers(levels, 1, rows, &mut has_value)?;
    to.resize(from + rows, none);
    // From the end on, so that no value is written over before it was moved.
    let (values, mut next) = (to.get_mut(from..)?, valid);
    for (row, level) in has_value.iter().enumerate().rev() {
        let value = match level {
            0 => none,
            _ => {
                next = next.checked_sub(1)?;
                *values.get(next)?
            }
        };
        *values.get_mut(row)? = value;
    }
    (next == 0).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_width_are_unpacked() {
        for bits in 1..=32 {
            let wanted: Vec<u32> = (0..24).map(|at: u32| at.wrapping_mul(0x9e37_79b9) >> (32 - bits)).collect();
            let mut packed = vec![0_u8; 3 * bits];
            for (at, number) in wanted.iter().enumerate() {
                for bit in (0..bits).filter(|bit| number >> bit & 1 == 1) {
                    packed[(at * bits + bit) / 8] |= 1 << ((at * bits + bit) % 8);
                }
            }
            let bytes = [&[3 << 1 | 1][..], &packed].concat();
            let mut found = Vec::new();
            small_numbers(&bytes, bits, 24, &mut found).unwrap();
            assert_eq!(found, wanted, "{bits}");
            assert!(small_numbers(&bytes, bits, 25, &mut Vec::new()).is_none());
        }
        let mut found = Vec::new();
        small_numbers(&[7 << 1, 0x34, 0x12], 13, 7, &mut found).unwrap();
        assert_eq!(found, [0x1234; 7]);
        assert!(small_numbers(&[8 << 1, 1], 1, 7, &mut Vec::new()).is_none());
    }

    #[test]
    fn values_move_to_the_rows_that_have_one() {
        let mut values = vec![9, 1, 2, 3];
        spread(&mut values, 1, 6, 3, Some(&[1 << 1 | 1, 0b10_1010]), 0).unwrap();
        assert_eq!(values, [9, 0, 1, 0, 2, 0, 3]);
        assert!(spread(&mut vec![1], 0, 2, 1, None, 0).is_none());
    }
}
