//! What is known of the words of a column that a condition compares with some.
//!
//! In: the words of batches. Out: which of the words asked for are there, and what a slip may have meant, the same in any order of batches.

use std::collections::BTreeSet;

/// How many words are kept of a column.
const MOST: usize = 10_000;

/// The words of a column.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The words asked for that something is called by.
    pub met: BTreeSet<String>,
    /// What there is, up to so many words: a slip may have meant one of them.
    pub words: BTreeSet<String>,
}

impl Seen {
    /// Adds the words of other tasks.
    pub fn add(&mut self, other: Self) {
        self.met.extend(other.met);
        self.words.extend(other.words);
        // The first in order, whatever the order of batches.
        while self.words.len() > MOST {
            self.words.pop_last();
        }
    }
}
