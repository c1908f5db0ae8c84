//! A large text table that is not held in memory: only its beginning is looked at when it is opened.
//!
//! In: a file of UTF-8. Out: a [`Sheet`] of the same places and rows as if the text were held, or nothing where that cannot be promised:
//! another encoding, quotation marks that do not enclose cells, lost characters. Up to the size that may be held, the whole file is
//! proved to be sound first; of a larger one a row that is not is told when it is met.

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    time::SystemTime,
};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::{
    dialect::{self, Dialect},
    encoding, limits,
    parts::{Bytes, Fault, Parts, changed},
    rows::Lines,
};
use crate::{
    assets::unreadable,
    diagnostic::Failure,
    ingest::{RawCell, Rows, Sheet, refused},
    ooxml::Refusal,
    spelling,
};

/// How much is looked at to find the delimiter, and how much where that has few lines.
const SAMPLES: [usize; 2] = [1 << 20, 4 << 20];

/// A sample with so many lines tells the delimiter.
const ENOUGH_LINES: usize = 1_000;

/// How many lines a cell may have across the end of the sample.
const MOST_LINES: usize = 100;

/// The bytes that one thread proves at once.
const PART: u64 = 4 << 20;

/// How far two places of known row numbers are apart, once somebody has walked over them: who asks for rows here and there walks no
/// farther than that.
const CHECKPOINT: u64 = 16 << 10;

/// A large text table.
pub struct LargeText {
    path: PathBuf,
    start: u64,
    length: u64,
    /// When it was written last, as far as the system tells: what is read later must be of the same file.
    written: Option<SystemTime>,
    dialect: Dialect,
    /// Whether all of it was seen to be sound.
    is_proved: bool,
    /// The row number of some places: those of the blank lines and rows before them are known.
    numbers: RefCell<BTreeMap<u64, u32>>,
    /// A walk that stands before the row that somebody may ask for next, and the number of the row before it.
    cursor: RefCell<Option<(Lines, u32)>>,
    fault: RefCell<Option<Fault>>,
}

impl LargeText {
    /// Opens a file of so many bytes; `None` where it must be read as a whole or not at all. A file of more bytes than are `proved` is
    /// not looked at as a whole.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path, bytes: u64, proved: u64) -> io::Result<Option<Self>> {
        let (mut sample, file) = (Vec::new(), File::open(path)?);
        for size in SAMPLES {
            let lines = sample.iter().filter(|byte| **byte == b'\n').count();
            if lines < ENOUGH_LINES {
                (&file).take((size - sample.len()) as u64).read_to_end(&mut sample)?;
            }
        }
        let Some((start, dialect)) = beginning(&sample) else { return Ok(None) };
        let mut table = Self {
            path: path.to_owned(),
            start,
            length: bytes.saturating_sub(start),
            written: file.metadata()?.modified().ok(),
            dialect,
            is_proved: false,
            numbers: RefCell::default(),
            cursor: RefCell::default(),
            fault: RefCell::default(),
        };
        if bytes > proved {
            return Ok(Some(table));
        }
        table.is_proved = match prove(table.as_parts()) {
            Ok(is_sound) => is_sound,
            Err(Fault::Unreadable(error)) => return Err(error),
            Err(Fault::NoTable(_)) => false,
        };
        Ok(table.is_proved.then_some(table))
    }

    fn as_parts(&self) -> Parts<'_> {
        let bytes = Bytes::Filed { path: &self.path, start: self.start, length: self.length };
        Parts { bytes, dialect: self.dialect }
    }

    fn walk(&self, place: u64) -> LargeRows<'_> {
        let lines = Lines::open(&self.path, self.start, self.length, self.dialect, place);
        let lines = lines.map_err(|error| self.note_fault(Some(error.into()))).ok();
        LargeRows { table: self, lines, blank: 0 }
    }

    /// Keeps the first fault.
    fn note_fault(&self, fault: Option<Fault>) {
        let mut known = self.fault.borrow_mut();
        *known = known.take().or(fault);
    }

    /// Whether the file is still the one that was opened.
    fn check_unchanged(&self) -> io::Result<()> {
        let now = self.path.metadata()?;
        let is_same = now.len() == self.start + self.length && now.modified().ok() == self.written;
        if is_same { Ok(()) } else { Err(changed()) }
    }
}

/// Where the text starts and how its cells are marked, as the beginning of the file has it.
fn beginning(sample: &[u8]) -> Option<(u64, Dialect)> {
    if encoding::utf_16(sample).is_some() {
        return None;
    }
    let mark = if sample.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
    let bytes = sample.get(mark..)?;
    if encoding::ends_with_returns(&String::from_utf8_lossy(bytes)) {
        return None;
    }
    let breaks = bytes.iter().enumerate().rev().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    // The last break may stand within a cell.
    for end in breaks.take(MOST_LINES) {
        let text = std::str::from_utf8(bytes.get(..end)?).ok()?;
        limits::check_lines(text).ok()?;
        let Ok((found, dialect)) = dialect::find(text) else { continue };
        limits::check_columns(text, dialect.delimiter).ok()?;
        let Cow::Borrowed(found) = found else { return None };
        // Marks may still come: they must enclose cells then.
        let is_fit = dialect.is_quoted || !text.contains('"');
        let start = (mark + end).checked_sub(found.len())? as u64;
        return is_fit.then_some((start, Dialect { is_quoted: true, ..dialect }));
    }
    None
}

/// Whether all records of a text are sound: whole characters, none of them lost, not too many cells.
fn prove(parts: Parts<'_>) -> Result<bool, Fault> {
    let read = |from: u64, to: u64| {
        let mut is_sound = true;
        let end = parts.read(from, to, |line| is_sound &= is_sound_record(line.record))?;
        Ok((from, end.place, is_sound))
    };
    let guessed = |index: u64| {
        let from = if index == 0 { Ok(0) } else { parts.guess_start(index * PART) };
        ((index + 1) * PART, from.and_then(|from| read(from, (index + 1) * PART)))
    };
    let found: Vec<_> = (0..parts.length().div_ceil(PART)).into_par_iter().map(guessed).collect();
    let mut at = 0;
    for (to, found) in found {
        let (_, end, is_sound) = match found.ok().filter(|(from, ..)| *from == at) {
            Some(found) => found,
            None if at >= to => (at, at, true),
            None => read(at, to)?,
        };
        if !is_sound {
            return Ok(false);
        }
        at = end;
    }
    Ok(true)
}

fn is_sound_record(record: super::Record<'_>) -> bool {
    record.width() <= limits::MOST_COLUMNS && spelling::is_whole(record.bytes())
}

impl Sheet for LargeText {
    fn is_damaged(&self) -> bool {
        !self.is_proved
    }

    fn fault(&self, name: &str) -> Option<Failure> {
        if let Err(error) = self.check_unchanged() {
            return Some(unreadable(&self.path, name, &error));
        }
        match self.fault.borrow().as_ref()? {
            Fault::Unreadable(error) => Some(unreadable(&self.path, name, error)),
            Fault::NoTable(_) => Some(refused(name, Refusal::Damaged)),
        }
    }

    fn parts(&self) -> Option<Parts<'_>> {
        Some(self.as_parts())
    }

    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        Box::new(self.walk(place))
    }

    fn note_row_number(&self, place: u64, before: u32) {
        self.numbers.borrow_mut().insert(place, before);
    }

    /// As in a text that is held; counted from the nearest place of which the number is known.
    fn row_number(&self, place: u64) -> u32 {
        let mut cursor = self.cursor.borrow_mut();
        if let Some((_, number)) = cursor.as_ref().filter(|(lines, number)| *number > 0 && lines.place() == place) {
            return *number;
        }
        let mut numbers = self.numbers.borrow_mut();
        let (near, before) = numbers.range(..=place).next_back().map_or((0, 0), |(near, before)| (*near, *before));
        let is_nearer = cursor.as_ref().is_some_and(|(lines, _)| (near..=place).contains(&lines.next_place()));
        if !is_nearer {
            let lines = Lines::open(&self.path, self.start, self.length, self.dialect, near);
            *cursor = lines.ok().map(|lines| (lines, before));
        }
        let Some((lines, number)) = cursor.as_mut() else { return before };
        let mut noted = near;
        while lines.next_place() <= place && lines.pass() {
            *number += 1 + u32::try_from(lines.blank_before()).unwrap_or_default();
            if lines.place() >= noted + CHECKPOINT {
                noted = lines.place();
                numbers.insert(noted, number.saturating_sub(1));
            }
        }
        // The record at which the walk broke off has a number too.
        let broken = if lines.has_fault() { 1 + lines.blank_before() } else { 0 };
        *number + u32::try_from(broken).unwrap_or_default()
    }
}

/// A walk over the rows of a large text.
struct LargeRows<'a> {
    table: &'a LargeText,
    /// None where the file cannot be read.
    lines: Option<Lines>,
    blank: u64,
}

impl Rows for LargeRows<'_> {
    fn advance(&mut self) -> bool {
        self.blank = 0;
        let Some(lines) = &mut self.lines else { return false };
        while lines.advance() {
            self.blank += lines.blank_before();
            if !lines.is_blank() {
                return true;
            }
            self.blank += 1;
        }
        if lines.has_fault() {
            self.table.note_fault(self.lines.take().and_then(Lines::into_fault));
        }
        false
    }

    fn blank_before(&self) -> u64 {
        self.blank
    }

    fn place(&self) -> u64 {
        self.lines.as_ref().map_or(0, Lines::place)
    }

    fn cell(&self, column: usize) -> RawCell<'_> {
        let text = self.lines.as_ref().map_or("", |lines| lines.cell(column));
        if text.trim().is_empty() { RawCell::Empty } else { RawCell::Text(text) }
    }

    fn width(&self) -> usize {
        self.lines.as_ref().map_or(0, Lines::width)
    }

    fn is_hidden(&self) -> bool {
        false
    }
}
