//! Hashes of ids: all that is held of an id that occurs once.
//!
//! In: the cell of an id. Out: 64 bits, the same for the same words however they are written, and never zero.

use std::hash::{BuildHasher, Hasher};

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x16};
use foldhash::fast::FixedState;

use crate::spelling;

/// Hashes the ids of one scope: those that are the same words have the same hash.
#[derive(Debug, Clone)]
pub struct IdHasher(FixedState);

/// Ids of so many bytes are hashed where they stand, if they are plain letters, digits and single signs between them.
const SHORT_ID: usize = 64;

impl IdHasher {
    /// A hasher for a scope.
    pub fn new(scope: &str) -> Self {
        Self(FixedState::with_seed(FixedState::default().hash_one(scope)))
    }

    /// The hash of the id in a cell; `None` for a cell without one.
    #[inline]
    pub fn of(&self, cell: &[u8]) -> Option<u64> {
        let mut short = [0; SHORT_ID];
        match plain_key(cell, &mut short) {
            Some(key) => Some(self.of_key(key)),
            None => self.of_text(cell),
        }
    }

    /// The hash of the id in a cell, 0 where it has none; nothing where its bytes are no text or lost characters: such an id cannot be told
    /// from others.
    #[inline]
    pub fn of_whole(&self, cell: &[u8]) -> Option<u64> {
        let mut short = [0; SHORT_ID];
        match plain_key(cell, &mut short) {
            // A plain id is ASCII, so it is whole.
            Some(key) => Some(self.of_key(key)),
            None => self.of_whole_text(cell),
        }
    }

    #[cold]
    fn of_whole_text(&self, cell: &[u8]) -> Option<u64> {
        spelling::is_whole(cell).then(|| self.of_text(cell).unwrap_or_default())
    }

    #[cold]
    fn of_text(&self, cell: &[u8]) -> Option<u64> {
        let key = spelling::key(&String::from_utf8_lossy(cell));
        (!key.is_empty()).then(|| self.of_key(key.as_bytes()))
    }

    fn of_key(&self, key: &[u8]) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write(key);
        // Zero stands for no id.
        hasher.finish().max(1)
    }
}

/// The key of an id whose words are plain: in small letters, one space between them. Nothing where that takes more than a look at each byte.
#[inline]
fn plain_key<'a>(cell: &[u8], room: &'a mut [u8; SHORT_ID]) -> Option<&'a [u8]> {
    // What every processor can do is enough for so few bytes.
    dispatch!(Level::baseline(), simd => plain_key_by(simd, cell, room))
}

#[inline(always)]
fn plain_key_by<'a, S: Simd>(simd: S, cell: &[u8], room: &'a mut [u8; SHORT_ID]) -> Option<&'a [u8]> {
    if cell.len() > SHORT_ID {
        return None;
    }
    let (blocks, _) = room.as_chunks_mut::<16>();
    let (mut spaces, mut marks) = (0_u64, 0_u64);
    for ((index, part), block) in cell.chunks(16).enumerate().zip(blocks) {
        let bytes = u8x16::from_slice(simd, &padded(part));
        let is_below = |bytes: u8x16<S>, first: u8, count: u8| (bytes - first).simd_lt(count);
        let small = bytes | 0x20;
        let is_word = is_below(small, b'a', 26) | is_below(bytes, b'0', 10);
        is_word.select(small, u8x16::splat(simd, b' ')).store_slice(block);
        spaces |= (!is_word).to_bitmask() << (index * 16);
        marks |= bytes.simd_ge(0x80).to_bitmask();
    }
    let behind = spaces >> cell.len().checked_sub(1)? & 1;
    (marks == 0 && behind == 0 && spaces & (spaces << 1 | 1) & (u64::MAX >> (SHORT_ID - cell.len())) == 0)
        .then_some(room.get(..cell.len())?)
}

/// Up to sixteen bytes with spaces behind them; those of most ids come as their first and their last eight.
#[inline]
fn padded(part: &[u8]) -> [u8; 16] {
    if let Some(whole) = part.first_chunk() {
        return *whole;
    }
    if let (Some(first), Some(last)) = (part.first_chunk(), part.last_chunk()) {
        let (first, last) = (u128::from(u64::from_le_bytes(*first)), u128::from(u64::from_le_bytes(*last)));
        let bytes = first | last << ((part.len() - 8) * 8);
        return (bytes | u128::from_le_bytes([b' '; 16]) << (part.len() * 8)).to_le_bytes();
    }
    let mut bytes = [b' '; 16];
    bytes.iter_mut().zip(part).for_each(|(to, byte)| *to = *byte);
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_ids_are_hashed_where_they_stand_as_their_keys_are(id in "[ -~\t]{0,64}") {
            let hasher = IdHasher::new("all");
            let key = spelling::key(&id);
            let wanted = (!key.is_empty()).then(|| hasher.of_key(key.as_bytes()));
            prop_assert_eq!(hasher.of(id.as_bytes()), wanted, "{}", id);
            prop_assert_eq!(hasher.of_whole(id.as_bytes()), Some(wanted.unwrap_or_default()), "{}", id);
        }
    }

    #[test]
    fn an_id_that_lost_characters_has_no_hash() {
        let hasher = IdHasher::new("all");
        assert_eq!(hasher.of_whole("Mã 1".as_bytes()), hasher.of("mã-1".as_bytes()));
        assert_eq!(hasher.of_whole(b""), Some(0));
        for lost in [&b"KT\xff1"[..], "KT-\u{fffd}".as_bytes(), "Mã \u{fffd}".as_bytes(), &"Mã".as_bytes()[..2]] {
            assert_eq!(hasher.of_whole(lost), None, "{lost:?}");
        }
    }
}
