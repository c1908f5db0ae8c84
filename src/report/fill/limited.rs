//! How much may come out of a template that nobody vouches for.
//!
//! In: the limits of a [`Dialect`]. Out: a writer that stops at them.

use std::io;

use super::Dialect;

/// Takes so much and no more: a template may ask for more than any memory holds, or for turns without end that print nothing.
pub struct Limited {
    /// What was written.
    pub bytes: Vec<u8>,
    most: usize,
    turn: u8,
    turns_left: usize,
    most_turns: usize,
    /// Which limit was passed, and how much it is.
    pub full: Option<(&'static str, usize)>,
}

impl Limited {
    /// A writer for about so many bytes.
    pub fn of(dialect: &Dialect, expected: usize) -> Self {
        let (turn, most_turns) = dialect.turns;
        let bytes = Vec::with_capacity(expected * 2);
        Self { bytes, most: dialect.most, turn, turns_left: most_turns, most_turns, full: None }
    }
}

impl io::Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            self.full = Some(("filled size in MB", self.most >> 20));
        }
        let turns = bytes.iter().filter(|byte| **byte == self.turn).count();
        match self.turns_left.checked_sub(turns) {
            Some(left) => self.turns_left = left,
            None => self.full = Some(("turns of loops", self.most_turns)),
        }
        if self.full.is_some() {
            return Err(io::Error::other("full"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
