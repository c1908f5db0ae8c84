//! Days and words of a column in a row group, straight from its pages: no value is trusted that is not there.
//!
//! In: the bytes of the column. Out: [`Cells`], or what somebody makes of each word, looked at once where the file has a dictionary; nothing
//! where the pages are wrong or in an encoding that only the library reads.

use std::ops::{ControlFlow, Range};

use polars::prelude::ArrowDataType;
use polars_parquet::parquet::{metadata::ColumnChunkMetadata, schema::types::PhysicalType};

use super::{
    cells::{Cells, NO_VALUE, Words},
    encodings::{self, Encoded, Run},
    pages::{self, Page},
    thrift::Bytes,
};
use crate::value::NO_DAY;

/// Values that stand one behind the other.
const PLAIN: i64 = 0;
/// Values that are told by their places among those of the dictionary.
const OF_DICTIONARY: [i64; 2] = [2, 8];
/// Numbers that are told by their distances.
const DELTAS: i64 = 5;

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

/// A column of a row group.
pub struct Chunk<'a> {
    /// What the footer says of it.
    pub column: &'a ColumnChunkMetadata,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// How many rows are wanted, and how many there are.
    pub rows: Range<usize>,
    /// How many bytes may come of it.
    pub unpacked: usize,
}

/// Room that one column after the other is read in.
#[derive(Default)]
pub struct Room {
    page: Vec<u8>,
    codes: Vec<u32>,
    levels: Vec<u32>,
}

/// Reads a column.
pub fn read(reading: Reading, chunk: Chunk<'_>, room: &mut Room) -> Option<Cells> {
    match reading {
        Reading::Days => days(chunk, room).map(Cells::Days),
        Reading::Words => {
            let mut words = Words::default();
            words.codes = each_word(chunk, room, NO_VALUE, |word| words.push(word))?;
            Some(Cells::Words(words))
        }
    }
}

/// Reads a column of words, each as what `of` makes of it; nothing where that is nothing. Of a dictionary each word is looked at once.
pub fn each_word<T: Copy>(
    chunk: Chunk<'_>,
    room: &mut Room,
    none: T,
    mut of: impl FnMut(&[u8]) -> Option<T>,
) -> Option<Vec<T>> {
    each_value(chunk, room, none, |encoding, values, count, to| {
        (encoding == PLAIN).then_some(())?;
        // Each takes four bytes at least, so no more are reserved than are there.
        to.reserve(count.min(values.len() / 4));
        let mut rest = Bytes(values);
        for _ in 0..count {
            to.push(of(encodings::sized(&mut rest)?)?);
        }
        Some(())
    })
}

fn days(chunk: Chunk<'_>, room: &mut Room) -> Option<Vec<i32>> {
    each_value(chunk, room, NO_DAY, |encoding, values, count, to: &mut Vec<i32>| {
        let from = to.len();
        match encoding {
            PLAIN => to.extend(numbers(values).take(count)),
            DELTAS => to.extend(encodings::deltas(&mut Bytes(values), count)?.into_iter().map(|day| day as i32)),
            _ => return None,
        }
        // A file may have that very number for a day.
        let is_clear = to.get(from..)?.iter().fold(true, |is_clear, day| is_clear & (*day != NO_DAY));
        is_clear.then_some(())
    })
}

/// Reads the values of a column, `none` where a row has none; `read` reads so many of those that a page has in the encoding of a number.
fn each_value<T: Copy>(
    chunk: Chunk<'_>,
    room: &mut Room,
    none: T,
    mut read: impl FnMut(i64, &[u8], usize, &mut Vec<T>) -> Option<()>,
) -> Option<Vec<T>> {
    let Chunk { column, bytes, rows: all, mut unpacked } = chunk;
    let wanted = all.start;
    let Room { page, codes, levels: has_value } = room;
    let (mut known, mut present, mut found) = (Vec::new(), Vec::new(), Vec::with_capacity(wanted));
    pages::walk(bytes, column, all, &mut unpacked, page, |page, _| match page {
        Page::Dictionary { values, count } => {
            read(PLAIN, values, count, &mut known)?;
            (known.len() == count).then_some(())
        }
        Page::Values { rows, levels, encoding, encoded } => {
            let Encoded { values, valid: all_valid, .. } = encoded;
            let (levels, read_rows) = (levels.filter(|_| all_valid != rows), rows.min(wanted - found.len()));
            let mut valid = all_valid.min(read_rows);
            if let Some(levels) = levels {
                has_value.clear();
                small_numbers(levels, 1, read_rows..rows, has_value)?;
                valid = has_value.iter().filter(|level| **level != 0).count();
            }
            present.clear();
            let to = if levels.is_some() { &mut present } else { &mut found };
            let before = to.len();
            if OF_DICTIONARY.contains(&encoding) {
                codes.clear();
                indices(values, valid..all_valid, codes)?;
                let highest = codes.iter().fold(0, |highest, code| (*code).max(highest));
                (codes.is_empty() || (highest as usize) < known.len()).then_some(())?;
                to.extend(codes.iter().map(|code| known.get(*code as usize).copied().unwrap_or(none)));
            } else {
                read(encoding, values, valid, to)?;
            }
            (to.len() == before + valid).then_some(())?;
            match levels {
                Some(_) => spread(&present, has_value, none, &mut found),
                None => (all_valid == rows).then_some(()),
            }
        }
    })?;
    Some(found)
}

/// Numbers of four bytes.
fn numbers(values: &[u8]) -> impl Iterator<Item = i32> {
    let (numbers, _) = values.as_chunks();
    numbers.iter().map(|bytes| i32::from_le_bytes(*bytes))
}

/// The first of so many indices behind the byte that tells how many bits each has.
fn indices(values: &[u8], valid: Range<usize>, to: &mut Vec<u32>) -> Option<()> {
    if valid.start == 0 {
        return Some(());
    }
    let (bits, values) = values.split_first()?;
    small_numbers(values, usize::from(*bits), valid, to)
}

/// The first of so many small numbers.
fn small_numbers(bytes: &[u8], bits: usize, numbers: Range<usize>, to: &mut Vec<u32>) -> Option<()> {
    let mut left = numbers.start;
    encodings::runs(bytes, bits, numbers.end, |run| {
        let (Run::Same { count, .. } | Run::Packed { count, .. }) = run;
        let count = count.min(left);
        match run {
            Run::Same { value, .. } => to.extend(std::iter::repeat_n(value, count)),
            Run::Packed { bytes, .. } => unpack(bytes, bits, count, to),
        }
        left -= count;
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}

/// The first so many numbers of so many bits each, which are there.
fn unpack(packed: &[u8], bits: usize, count: usize, to: &mut Vec<u32>) {
    let start = to.len();
    to.resize(start + count, 0);
    let to = to.get_mut(start..).unwrap_or_default();
    match bits {
        0..=8 => unpack_by::<8>(packed, bits, to),
        9..=16 => unpack_by::<4>(packed, bits, to),
        _ => unpack_by::<1>(packed, bits, to),
    }
}

/// The same, so many at once that they end within eight bytes, whether they start with a byte or, four of them, in its middle.
fn unpack_by<const N: usize>(packed: &[u8], bits: usize, to: &mut [u32]) {
    let mask = u64::MAX >> (64 - bits);
    let window = |index: usize| {
        let first = index * N * bits;
        let bytes = packed.get(first / 8..).unwrap_or_default();
        let window = match bytes.first_chunk() {
            Some(whole) => u64::from_le_bytes(*whole),
            None => bytes.iter().rev().fold(0, |window, byte| window << 8 | u64::from(*byte)),
        };
        window >> (first % 8)
    };
    let number = |window: u64, at: usize| (window >> (at * bits) & mask) as u32;
    let (whole, rest) = to.as_chunks_mut::<N>();
    for (index, to) in whole.iter_mut().enumerate() {
        let window = window(index);
        *to = std::array::from_fn(|at| number(window, at));
    }
    let last = window(whole.len());
    rest.iter_mut().zip(0..).for_each(|(to, at)| *to = number(last, at));
}

/// Takes the values of a page to the rows that have one.
fn spread<T: Copy>(values: &[T], has_value: &[u32], none: T, to: &mut Vec<T>) -> Option<()> {
    let mut next = 0;
    to.extend(has_value.iter().map(|level| {
        let value = values.get(next).copied().unwrap_or(none);
        next += usize::from(*level != 0);
        if *level == 0 { none } else { value }
    }));
    (next == values.len()).then_some(())
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
            for count in [24, 21, 3] {
                let mut found = vec![7];
                // The last ones are padding.
                let opening = (count as u8).div_ceil(8) << 1 | 1;
                let bytes = [&[opening][..], &packed].concat();
                small_numbers(&bytes, bits, count..count, &mut found).unwrap();
                assert_eq!(found, [&[7], &wanted[..count]].concat(), "{bits}");
            }
            assert!(small_numbers(&bytes, bits, 25..25, &mut Vec::new()).is_none());
            let mut found = Vec::new();
            small_numbers(&bytes, bits, 5..24, &mut found).unwrap();
            assert_eq!(found, wanted[..5]);
        }
        let mut found = Vec::new();
        small_numbers(&[7 << 1, 0x34, 0x12], 13, 7..7, &mut found).unwrap();
        small_numbers(&[7 << 1, 0x34, 0x12], 13, 2..7, &mut found).unwrap();
        assert_eq!(found, [0x1234; 9]);
        assert!(small_numbers(&[8 << 1, 1], 1, 7..7, &mut Vec::new()).is_none());
        assert!(small_numbers(&[8 << 1, 1], 1, 2..7, &mut Vec::new()).is_none());
    }

    #[test]
    fn values_move_to_the_rows_that_have_one() {
        let mut found = vec![9];
        spread(&[1, 2, 3], &[0, 1, 0, 1, 0, 1], 0, &mut found).unwrap();
        assert_eq!(found, [9, 0, 1, 0, 2, 0, 3]);
        assert!(spread(&[1], &[1, 1], 0, &mut found).is_none());
        assert!(spread(&[1, 2], &[0, 1], 0, &mut found).is_none());
    }
}
