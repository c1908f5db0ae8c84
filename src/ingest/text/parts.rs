//! A text table read in parts, side by side: where a part of the bytes starts is guessed, where it ends is known.
//!
//! In: text in memory or a file of UTF-8, and its dialect. Out: the records of any part. A part ends where the first record starts at its
//! last byte or behind; if the next one was guessed to start there, both are right, else it must be read again from there: so from
//! the first to the last the parts are exactly the records of the whole.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Take},
    path::Path,
};

use super::{
    dialect::Dialect,
    limits::LONGEST_LINE,
    records::{Found, Record, Splitter},
};

/// How many bytes of a file are read at once: they stay near the processor.
const PIECE: usize = 64 << 10;

/// How far ahead a start is looked for.
const LOOKAHEAD: usize = 64 << 10;

/// Where the bytes of a text are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Bytes<'a> {
    /// In memory.
    Held(&'a [u8]),
    /// In a file, from `start` on, so many.
    Filed { path: &'a Path, start: u64, length: u64 },
}

/// A text table as parts.
#[derive(Debug, Clone, Copy)]
pub struct Parts<'a> {
    pub(super) bytes: Bytes<'a>,
    pub(super) dialect: Dialect,
}

/// A record and where it stands.
pub struct Line<'a> {
    /// Offset of its first byte.
    pub place: u64,
    /// Blank lines above it.
    pub blank_before: u64,
    /// Its cells.
    pub record: Record<'a>,
}

/// Where the reading of a part ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// Where the next part starts.
    pub place: u64,
    /// Blank lines above that.
    pub blank: u64,
}

/// Why a part cannot be read on.
#[derive(Debug)]
pub enum Fault {
    /// The file cannot be read any more.
    Unreadable(io::Error),
    /// Quotation marks do not enclose cells, or a record is longer than any: the one that starts here.
    NoTable(u64),
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// What becomes of a file that ends before it did when it was opened, or is another one now.
pub fn changed() -> io::Error {
    io::Error::other("changed while it was read")
}

impl<'a> Parts<'a> {
    /// How many bytes there are.
    #[must_use]
    pub fn length(&self) -> u64 {
        match self.bytes {
            Bytes::Held(bytes) => bytes.len() as u64,
            Bytes::Filed { length, .. } => length,
        }
    }

    /// Reads the records that start from `from` on and before `to`.
    ///
    /// # Errors
    /// A [`Fault`]; what was read before it does not count.
    pub fn read(&self, from: u64, to: u64, visit: impl FnMut(Line<'_>)) -> Result<End, Fault> {
        let mut walk = Walk { splitter: Splitter::new(self.dialect), to, blank: 0, visit };
        match self.bytes {
            Bytes::Held(bytes) => {
                let rest = usize::try_from(from).ok().and_then(|from| bytes.get(from..)).unwrap_or_default();
                let (taken, _) = walk.over(rest, from, true)?;
                Ok(End { place: from + taken as u64, blank: walk.blank })
            }
            Bytes::Filed { path, start, length } => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(start + from))?;
                walk.through(&mut file.take(length.saturating_sub(from)), from)
            }
        }
    }

    /// Where a record seems to start at `near` or behind: behind a line break, with as many cells as the heading.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn guess(&self, near: u64, width: usize) -> Result<u64, Fault> {
        self.guess_where(near, |found| found == width)
    }

    /// The same where nobody knows yet how many cells a record has.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn guess_start(&self, near: u64) -> Result<u64, Fault> {
        self.guess_where(near, |found| found > 1)
    }

    fn guess_where(&self, near: u64, is_width: impl Fn(usize) -> bool) -> Result<u64, Fault> {
        let Some(before) = near.checked_sub(1) else { return Ok(0) };
        let mut ahead = Vec::new();
        let bytes = match self.bytes {
            Bytes::Held(bytes) => usize::try_from(before).ok().and_then(|from| bytes.get(from..)).unwrap_or_default(),
            Bytes::Filed { path, start, length } => {
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(start + before))?;
                file.take(length.saturating_sub(before).min(LOOKAHEAD as u64)).read_to_end(&mut ahead)?;
                ahead.as_slice()
            }
        };
        let bytes = bytes.get(..LOOKAHEAD).unwrap_or(bytes);
        let mut splitter = Splitter::new(self.dialect);
        let mut breaks = (1..).zip(bytes).filter(|(_, byte)| **byte == b'\n').map(|(behind, _)| behind);
        let is_whole = |start: &usize| {
            let rest = bytes.get(*start..).unwrap_or_default();
            let found = splitter.split(rest, false);
            matches!(found, Found::Record(_)) && is_width(splitter.record(rest).width())
        };
        let start = breaks.clone().find(is_whole).or_else(|| breaks.next()).unwrap_or(1);
        Ok(before + start as u64)
    }
}

/// The walk through one part.
struct Walk<V> {
    splitter: Splitter,
    to: u64,
    blank: u64,
    visit: V,
}

impl<V: FnMut(Line<'_>)> Walk<V> {
    /// Reads a file to the end of the part.
    fn through(&mut self, file: &mut Take<File>, from: u64) -> Result<End, Fault> {
        let (mut buffer, mut at) = (Vec::with_capacity(PIECE + PIECE / 2), from);
        loop {
            let held = buffer.len();
            file.by_ref().take(PIECE as u64).read_to_end(&mut buffer)?;
            let is_last = buffer.len() == held;
            if is_last && file.limit() > 0 {
                return Err(changed().into());
            }
            let (taken, is_done) = self.over(&buffer, at, is_last)?;
            at += taken as u64;
            if is_done || is_last {
                return Ok(End { place: at, blank: self.blank });
            }
            buffer.drain(..taken);
            if buffer.len() > LONGEST_LINE {
                return Err(Fault::NoTable(at));
            }
        }
    }

    /// Goes over bytes that start at a place, as far as records are whole: how many were taken, and whether the part ended.
    fn over(&mut self, bytes: &[u8], start: u64, is_last: bool) -> Result<(usize, bool), Fault> {
        let mut at = 0;
        loop {
            let place = start + at as u64;
            if place >= self.to {
                return Ok((at, true));
            }
            let rest = bytes.get(at..).unwrap_or_default();
            match rest.first() {
                None => return Ok((at, is_last)),
                Some(b'\n') => {
                    self.blank += 1;
                    at += 1;
                    continue;
                }
                Some(b'\r') => {
                    at += 1;
                    continue;
                }
                Some(_) => {}
            }
            match self.splitter.split(rest, is_last) {
                Found::Record(length) => {
                    let blank_before = std::mem::take(&mut self.blank);
                    (self.visit)(Line { place, blank_before, record: self.splitter.record(rest) });
                    at += length;
                }
                Found::Open => return Ok((at, false)),
                Found::Stray => return Err(Fault::NoTable(place)),
            }
        }
    }
}
