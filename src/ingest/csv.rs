//! Text tables (CSV, TSV) through simd-csv.
//!
//! In: a path. Out: one [`Sheet`] without a name; a place is the byte offset at which a record starts, so that any row can be
//! read again. UTF-8 with or without byte order mark; the delimiter is the one that occurs most in a line of the top.

use std::{cell::OnceCell, path::Path};

use simd_csv::{ByteRecord, ReaderBuilder};

use super::{HEADING_SEARCH, RawCell, Rows, Sheet, Sheets};
use crate::{
    assets::unreadable,
    diagnostic::{Code, Diagnostic, Failure, Location},
    spelling,
};

const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Opens a text table.
///
/// # Errors
/// Those of [`unreadable`], or `not-unicode` when it is not UTF-8.
pub fn open(path: &Path, name: &str) -> Result<Sheets, Failure> {
    let mut bytes = std::fs::read(path).map_err(|error| unreadable(path, name, &error))?;
    if bytes.starts_with(b"\xef\xbb\xbf") {
        bytes.drain(..3);
    }
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(Diagnostic::error(Code::NotUnicode).at(Location::file(name)).into());
    };
    if let Some(line) = unclosed_quote(&text) {
        return Err(Diagnostic::error(Code::UnclosedQuote).at(Location::file(name).line(line)).into());
    }
    let delimiter = delimiter_of(&text);
    Ok(vec![Box::new(TextTable { text, delimiter, numbers: OnceCell::new() })])
}

/// The delimiter that occurs most in any one of the first lines, text in quotes left out: title rows above the heading have none.
fn delimiter_of(text: &str) -> u8 {
    let unquoted = |line: &str, delimiter: u8| {
        let parts = line.split('"').step_by(2);
        parts.map(|part| part.bytes().filter(|byte| *byte == delimiter).count()).sum()
    };
    let most = |delimiter: &u8| text.lines().take(HEADING_SEARCH).map(|line| unquoted(line, *delimiter)).max();
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| most(delimiter).unwrap_or(0usize)).unwrap_or(b',')
}

/// The line of a quotation mark that nothing closes: it would swallow every row below it.
fn unclosed_quote(text: &str) -> Option<usize> {
    let mut opened = None;
    for (line, content) in (1..).zip(text.split('\n')) {
        for _ in content.bytes().filter(|byte| *byte == b'"') {
            opened = if opened.is_some() { None } else { Some(line) };
        }
    }
    opened
}

struct TextTable {
    text: String,
    delimiter: u8,
    /// Place and row number of each record, found at the first question for a row number.
    numbers: OnceCell<Vec<(u64, u32)>>,
}

impl TextTable {
    fn walk(&self, place: u64) -> TextRows<'_> {
        let start = usize::try_from(place).unwrap_or(usize::MAX);
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let mut builder = ReaderBuilder::new();
        builder.delimiter(self.delimiter).flexible(true).has_headers(false);
        TextRows { rest, start: place, reader: builder.from_reader(rest), record: ByteRecord::new(), place, blank: 0 }
    }
}

impl Sheet for TextTable {
    fn name(&self) -> Option<&str> {
        None
    }

    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)> {
        let mut walk = self.walk(0);
        let mut top = Vec::new();
        while top.len() < rows && walk.advance() {
            let texts = (0..walk.width()).map(|column| spelling::tidy(&walk.cell(column).text()));
            top.push((walk.place(), texts.collect()));
        }
        top
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        Box::new(self.walk(place))
    }

    fn texts(&self, place: u64) -> Vec<String> {
        let mut walk = self.walk(place);
        let width = if walk.advance() { walk.width() } else { 0 };
        (0..width).map(|column| walk.cell(column).text().into_owned()).collect()
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
