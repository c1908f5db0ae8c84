//! The distinct words of one column of one part, each under a code: what is done for a spelling is done once.
//!
//! In: the bytes of cells. Out: their codes, in the order of their first sight, and the words.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use crate::spelling::is_whole;

/// A slot without a word.
const FREE: u32 = u32::MAX;

/// The words of a column, in a table by their hashes that is at most half full.
#[derive(Default)]
pub struct Spellings {
    hasher: FixedState,
    slots: Vec<u32>,
    hashes: Vec<u64>,
    words: Vec<String>,
}

impl Spellings {
    /// The code of a cell; `None` where its bytes are no text, or lost characters: its row must be looked at as a whole.
    #[inline]
    pub fn code(&mut self, cell: &[u8]) -> Option<u32> {
        self.code_where(cell, |_| true)
    }

    /// The same of a cell that must be of some kind: asked once for each word.
    #[inline]
    pub fn code_where(&mut self, cell: &[u8], is_fit: impl Fn(&[u8]) -> bool) -> Option<u32> {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(cell);
        let hash = hasher.finish();
        let known = self.probe(hash, |code, word| self.hashes.get(code) == Some(&hash) && word.as_bytes() == cell);
        known.or_else(|| if is_fit(cell) { self.add(cell, hash) } else { None })
    }

    /// The first word from the place of a hash on that is the wanted one; none before a free slot.
    #[inline]
    fn probe(&self, hash: u64, is_wanted: impl Fn(usize, &String) -> bool) -> Option<u32> {
        let mut slot = self.slot(hash);
        loop {
            let code = *self.slots.get(slot).filter(|code| **code != FREE)?;
            if self.words.get(code as usize).is_some_and(|word| is_wanted(code as usize, word)) {
                return Some(code);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    #[inline]
    fn slot(&self, hash: u64) -> usize {
        // There is a power of two of them.
        hash as usize & self.slots.len().wrapping_sub(1)
    }

    #[cold]
    fn add(&mut self, cell: &[u8], hash: u64) -> Option<u32> {
        let word = std::str::from_utf8(cell).ok().filter(|word| is_whole(word.as_bytes()))?;
        let code = u32::try_from(self.words.len()).ok().filter(|code| *code != FREE)?;
        self.words.push(word.to_owned());
        self.hashes.push(hash);
        if self.words.len() * 2 > self.slots.len() {
            self.slots = vec![FREE; (self.words.len() * 4).next_power_of_two()];
            let hashes = std::mem::take(&mut self.hashes);
            (0..).zip(&hashes).for_each(|(code, hash)| self.place(code, *hash));
            self.hashes = hashes;
        } else {
            self.place(code, hash);
        }
        Some(code)
    }

    fn place(&mut self, code: u32, hash: u64) {
        let mut slot = self.slot(hash);
        while self.slots.get(slot).is_some_and(|taken| *taken != FREE) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots.get_mut(slot).into_iter().for_each(|free| *free = code);
    }

    /// The words by their codes.
    pub fn words(&self) -> &[String] {
        &self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_code_in_the_order_of_first_sight() {
        let mut spellings = Spellings::default();
        for round in 0..2 {
            for number in 0..5_000 {
                assert_eq!(spellings.code(format!("từ {number}").as_bytes()), Some(number), "{round}");
            }
        }
        assert_eq!(spellings.words()[4_999], "từ 4999");
        assert_eq!(spellings.code(b"\xff"), None);
        assert_eq!(spellings.code("l\u{fffd}".as_bytes()), None);
        assert_eq!(spellings.code(b""), Some(5_000));
    }
}
