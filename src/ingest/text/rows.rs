//! The records of a file of text, one after the other.
//!
//! In: a file and the place of a record. Out: [`Lines`]: the cells of each record as text; what is no text becomes U+FFFD.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom, Take},
    path::Path,
};

use super::{
    dialect::Dialect,
    limits::LONGEST_LINE,
    parts::{Fault, changed},
    records::{Found, Splitter},
};

/// How many bytes are read first: who asks for one row needs no more.
const FIRST: usize = 8 << 10;
/// How many at most.
const MOST: usize = 256 << 10;

/// A walk over records.
pub struct Lines {
    file: Take<File>,
    buffer: Vec<u8>,
    /// Where in the buffer the record at hand starts, and the next record or blank line; and the place of the buffer.
    from: usize,
    at: usize,
    start: u64,
    step: usize,
    is_last: bool,
    fault: Option<Fault>,
    splitter: Splitter,
    /// The record at hand: its text, and where in it each cell ends.
    text: String,
    ends: Vec<usize>,
    place: u64,
    blank: u64,
}

impl Lines {
    /// Opens a file, whose text has `length` bytes from `start` on, at the place of a record.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path, start: u64, length: u64, dialect: Dialect, place: u64) -> io::Result<Self> {
        let mut file = File::open(path)?;
        file.seek(SeekFrom::Start(start + place))?;
        Ok(Self {
            file: file.take(length.saturating_sub(place)),
            buffer: Vec::new(),
            from: 0,
            at: 0,
            start: place,
            step: FIRST,
            is_last: false,
            fault: None,
            splitter: Splitter::new(dialect),
            text: String::new(),
            ends: Vec::new(),
            place,
            blank: 0,
        })
    }

    /// Goes to the next record; false after the last, and where the file cannot be read on.
    pub fn advance(&mut self) -> bool {
        let is_there = self.pass();
        if is_there {
            self.take();
        }
        is_there
    }

    /// The same for who does not want its cells.
    pub fn pass(&mut self) -> bool {
        self.blank = 0;
        loop {
            let rest = self.buffer.get(self.at..).unwrap_or_default();
            match rest.first() {
                Some(b'\n') => {
                    self.blank += 1;
                    self.at += 1;
                    continue;
                }
                Some(b'\r') => {
                    self.at += 1;
                    continue;
                }
                Some(_) => match self.splitter.split(rest, self.is_last) {
                    Found::Record(length) => {
                        self.place = self.start + self.at as u64;
                        self.from = self.at;
                        self.at += length;
                        return true;
                    }
                    Found::Open if rest.len() <= LONGEST_LINE => {}
                    Found::Open | Found::Stray => self.fault = Some(Fault::NoTable(self.next_place())),
                },
                None if self.is_last => return false,
                None => {}
            }
            if self.fault.is_some() || !self.read_more() {
                return false;
            }
        }
    }

    /// Takes the cells of the record that was split.
    fn take(&mut self) {
        let record = self.splitter.record(self.buffer.get(self.from..).unwrap_or_default());
        self.text.clear();
        self.ends.clear();
        for column in 0..record.width() {
            self.text.push_str(&String::from_utf8_lossy(&record.cell(column)));
            self.ends.push(self.text.len());
        }
    }

    fn read_more(&mut self) -> bool {
        self.buffer.drain(..self.at);
        self.start += self.at as u64;
        self.at = 0;
        let read = self.file.by_ref().take(self.step as u64).read_to_end(&mut self.buffer);
        self.step = (self.step * 2).min(MOST);
        self.is_last = matches!(read, Ok(0));
        let is_cut = self.is_last && self.file.limit() > 0;
        self.fault = read.err().or_else(|| is_cut.then(changed)).map(Fault::Unreadable);
        self.fault.is_none()
    }

    /// Whether the walk ended before the file did.
    pub fn has_fault(&self) -> bool {
        self.fault.is_some()
    }

    /// Why the walk ended before the file did.
    pub fn into_fault(self) -> Option<Fault> {
        self.fault
    }

    /// Where the record at hand starts.
    pub fn place(&self) -> u64 {
        self.place
    }

    /// Where the next record or blank line starts.
    pub fn next_place(&self) -> u64 {
        self.start + self.at as u64
    }

    /// Blank lines above the record at hand.
    pub fn blank_before(&self) -> u64 {
        self.blank
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// How many cells it has.
    pub fn width(&self) -> usize {
        self.ends.len()
    }

    /// One of them.
    pub fn cell(&self, column: usize) -> &str {
        let start = column.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or_default();
        let end = self.ends.get(column).copied().unwrap_or(start);
        self.text.get(start..end).unwrap_or_default()
    }
}
