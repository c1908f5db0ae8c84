//! The rows of a text table, through simd-csv.
//!
//! In: decoded text and its dialect. Out: a [`Sheet`] in which a place is the byte offset at which a record starts, so that any
//! row can be read again.

use std::cell::OnceCell;

use simd_csv::{ByteRecord, ReaderBuilder};

use super::{
    dialect::Dialect,
    parts::{Bytes, Parts},
};
use crate::ingest::{RawCell, Rows, Sheet};

/// A byte that UTF-8 never has, for tables in which quotation marks are signs like others.
const NO_QUOTE: u8 = 0xff;

/// A text table.
pub struct TextTable {
    text: String,
    dialect: Dialect,
    encoding: Option<&'static str>,
    is_damaged: bool,
    /// Place and row number of each record, found at the first question for a row number.
    numbers: OnceCell<Vec<(u64, u32)>>,
}

impl TextTable {
    /// A table of this text; `encoding` is what is worth telling of it.
    pub fn new(text: String, dialect: Dialect, encoding: Option<&'static str>) -> Self {
        let is_damaged = text.contains(char::REPLACEMENT_CHARACTER);
        Self { text, dialect, encoding, is_damaged, numbers: OnceCell::new() }
    }

    fn walk(&self, place: u64) -> TextRows<'_> {
        let start = usize::try_from(place).unwrap_or(usize::MAX);
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.dialect.delimiter).flexible(true).has_headers(false);
        if !self.dialect.is_quoted {
            builder.quote(NO_QUOTE);
        }
        TextRows { rest, start: place, reader: builder.from_reader(rest), record: ByteRecord::new(), place, blank: 0 }
    }
}

impl Sheet for TextTable {
    fn encoding(&self) -> Option<&'static str> {
        self.encoding
    }

    fn is_damaged(&self) -> bool {
        self.is_damaged
    }

    fn parts(&self) -> Option<Parts<'_>> {
        (!self.is_damaged).then_some(Parts { bytes: Bytes::Held(self.text.as_bytes()), dialect: self.dialect })
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        Box::new(self.walk(place))
    }

    /// Counted as a spreadsheet does: a record whose text has line breaks is one row, a blank line is one too.
    fn row_number(&self, place: u64) -> u32 {
        let numbers = self.numbers.get_or_init(|| {
            let mut walk = self.walk(0);
            let (mut numbers, mut number) = (Vec::new(), 0u32);
            while walk.advance() {
                number += 1 + u32::try_from(walk.blank_before()).unwrap_or_default();
                numbers.push((walk.place(), number));
            }
            numbers
        });
        let index = numbers.partition_point(|(start, _)| *start <= place);
        index.checked_sub(1).and_then(|index| numbers.get(index)).map_or(1, |(_, number)| *number)
    }
}

struct TextRows<'a> {
    rest: &'a [u8],
    start: u64,
    reader: simd_csv::Reader<&'a [u8]>,
    record: ByteRecord,
    place: u64,
    blank: u64,
}

impl TextRows<'_> {
    /// Blank lines never reach the caller of the reader; they are counted from the bytes before the record.
    fn skip_blank_lines(&mut self) {
        let offset = |place: u64| usize::try_from(place - self.start).unwrap_or(usize::MAX);
        let ahead = self.rest.get(offset(self.place)..).unwrap_or_default();
        let breaks = ahead.iter().take_while(|byte| matches!(byte, b'\n' | b'\r'));
        let (mut bytes, mut lines) = (0, 0);
        for byte in breaks {
            bytes += 1;
            lines += u64::from(*byte == b'\n');
        }
        self.place += bytes;
        self.blank += lines;
    }
}

impl Rows for TextRows<'_> {
    fn is_hidden(&self) -> bool {
        false
    }

    fn advance(&mut self) -> bool {
        self.blank = 0;
        loop {
            self.place = self.start + self.reader.position();
            self.skip_blank_lines();
            // Flexible records of bytes have no way to be malformed; an error means that the end was reached.
            if !self.reader.read_byte_record(&mut self.record).unwrap_or(false) {
                return false;
            }
            if (0..self.width()).any(|column| !self.cell(column).is_empty()) {
                return true;
            }
            self.blank += 1;
        }
    }

    fn blank_before(&self) -> u64 {
        self.blank
    }

    fn place(&self) -> u64 {
        self.place
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        // The whole text is UTF-8 and delimiters are ASCII, so a field always is UTF-8 too.
        let text = self.record.get(column).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default();
        if text.trim().is_empty() { RawCell::Empty } else { RawCell::Text(text) }
    }

    fn width(&self) -> usize {
        self.record.len()
    }
}
