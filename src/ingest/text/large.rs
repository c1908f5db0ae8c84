//! A large text table that is not held in memory: only its beginning is looked at when it is opened.
//!
//! In: a file of UTF-8. Out: a [`Sheet`] of the same places and rows as if the text were held, or nothing where that cannot be promised:
//! another encoding, quotation marks that do not enclose cells, lost characters. Up to the size that may be held, the whole file is
//! proved to be sound first; of a larger one a row that is not is told when it is met.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::BTreeMap,
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::{
    dialect::{self, Dialect},
    encoding, limits,
    parts::{Bytes, Fault, Parts},
    rows::Lines,
};
use crate::ingest::{RawCell, Rows, Sheet};

/// A smaller file is held in memory.
pub const SMALLEST: u64 = 16 << 20;

/// How much is looked at to find the delimiter, and how much where that has few lines.
const SAMPLES: [usize; 2] = [1 << 20, 4 << 20];

/// A sample with so many lines tells the delimiter.
const ENOUGH_LINES: usize = 1_000;

/// How many lines a cell may have across the end of the sample.
const MOST_LINES: usize = 100;

/// The bytes that one thread proves at once.
const PART: u64 = 4 << 20;

/// A large text table.
pub struct LargeText {
    path: PathBuf,
    start: u64,
    length: u64,
    dialect: Dialect,
    /// Whether all of it was seen to be sound.
    is_proved: bool,
    /// The row number of some places: those of the blank lines and rows before them are known.
    numbers: RefCell<BTreeMap<u64, u32>>,
    /// A walk that stands before the row that somebody may ask for next, and the number of the row before it.
    cursor: RefCell<Option<(Lines, u32)>>,
    has_fault: Cell<bool>,
}

impl LargeText {
    /// Opens a file of so many bytes; `None` where it must be read as a whole or not at all.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn open(path: &Path, bytes: u64) -> io::Result<Option<Self>> {
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
            dialect,
            is_proved: false,
            numbers: RefCell::default(),
            cursor: RefCell::default(),
            has_fault: Cell::default(),
        };
        if bytes > limits::LARGEST_FILE {
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
        LargeRows { table: self, lines: lines.map_err(|_| self.has_fault.set(true)).ok(), blank: 0 }
    }
}

/// Where the text starts and how its cells are marked, as the beginning of the file has it.
fn beginning(sample: &[u8]) -> Option<(u64, Dialect)> {
    if encoding::utf_16(sample).is_some() {
        return None;
    }
    let mark = if sample.starts_with("\u{feff}".as_bytes()) { '\u{feff}'.len_utf8() } else { 0 };
    let bytes = sample.get(mark..)?;
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
    let is_whole = |text: &str| !text.contains(char::REPLACEMENT_CHARACTER);
    record.width() <= limits::MOST_COLUMNS && std::str::from_utf8(record.bytes()).is_ok_and(is_whole)
}

impl Sheet for LargeText {
    fn name(&self) -> Option<&str> {
        None
    }

    fn is_hidden(&self) -> bool {
        false
    }

    fn hidden_columns(&self) -> Vec<usize> {
        Vec::new()
    }

    fn is_damaged(&self) -> bool {
        !self.is_proved
    }

    fn has_fault(&self) -> bool {
        self.has_fault.get()
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
        let numbers = self.numbers.borrow();
        let (near, before) = numbers.range(..=place).next_back().map_or((0, 0), |(near, before)| (*near, *before));
        let is_nearer = cursor.as_ref().is_some_and(|(lines, _)| (near..=place).contains(&lines.next_place()));
        if !is_nearer {
            let lines = Lines::open(&self.path, self.start, self.length, self.dialect, near);
            *cursor = lines.ok().map(|lines| (lines, before));
        }
        let Some((lines, number)) = cursor.as_mut() else { return before };
        while lines.next_place() <= place && lines.advance() {
            *number += 1 + u32::try_from(lines.blank_before()).unwrap_or_default();
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
            self.table.has_fault.set(true);
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

#[cfg(test)]
mod tests {
    use std::io::Write;

    use proptest::prelude::*;

    use super::{super::table::TextTable, *};

    /// Rows, places, numbers and blank lines, as somebody finds them who walks from a place.
    fn walked(sheet: &dyn Sheet, from: u64) -> Vec<(u64, u64, u32, Vec<String>)> {
        let (mut rows, mut found) = (sheet.rows_from(from), Vec::new());
        while rows.advance() {
            let cells = (0..rows.width()).map(|column| rows.cell(column).text().trim().to_owned()).collect();
            found.push((rows.place(), rows.blank_before(), sheet.row_number(rows.place()), cells));
        }
        found
    }

    fn filed(bytes: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        file
    }

    fn opened(text: &str) -> Option<LargeText> {
        LargeText::open(filed(text.as_bytes()).path(), text.len() as u64).unwrap()
    }

    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[a-zê0-9 ]{0,6}",
            1 => "[a-z;|]{0,3}".prop_map(|text| format!("\"{text}, \"\"x\"\"\n{text}\"")),
            1 => Just(String::new()),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_large_text_is_the_same_as_a_held_one(
            rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..5), 1..30),
            (mark, line_break, last, checkpoint) in ("\u{feff}?", "\r?\n", any::<bool>(), 0usize..30),
        ) {
            let lines: Vec<String> = rows.iter().map(|row| row.join(",").replace('\n', &line_break)).collect();
            let text = format!("a,b,c{line_break}{}{}", lines.join(&line_break), if last { line_break.as_str() } else { "" });
            let file = filed((mark.clone() + &text).as_bytes());
            let large = LargeText::open(file.path(), (mark.len() + text.len()) as u64).unwrap();
            // A handful of rows may look like those of another delimiter, or as if marks were signs.
            prop_assume!(large.as_ref().is_some_and(|large| large.dialect.delimiter == b','));
            let large = large.unwrap();
            let held = TextTable::new(text, large.dialect, None);
            let all = walked(&held, 0);
            prop_assert_eq!(&walked(&large, 0), &all);
            prop_assert_eq!(large.top(7), held.top(7));
            if let Some((place, _, number, cells)) = all.get(checkpoint) {
                prop_assert_eq!(&walked(&large, *place)[0].3, cells);
                // Numbers are counted from what is known of another place.
                let other = LargeText::open(file.path(), file.as_file().metadata().unwrap().len()).unwrap().unwrap();
                other.note_row_number(*place, number - 1);
                all.iter().rev().for_each(|row| assert_eq!(other.row_number(row.0), row.2));
            }
        }
    }

    #[test]
    fn what_cannot_be_promised_is_not_opened() {
        let rows = "1,2\n".repeat(50);
        assert!(opened(&format!("a,b\n{rows}")).is_some());
        for odd in ["24\" wide,1\n", "\"one\" two,1\n", "\"open,1\n", "l\u{fffd},1\n"] {
            assert!(opened(&format!("a,b\n{rows}{odd}{rows}")).is_none(), "{odd}");
        }
        let bytes = [b"a,b\n", rows.as_bytes(), b"\xff,1\n"].concat();
        assert!(LargeText::open(filed(&bytes).path(), bytes.len() as u64).unwrap().is_none());
        let utf_16: Vec<u8> = "a,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(LargeText::open(filed(&utf_16).path(), utf_16.len() as u64).unwrap().is_none());
    }
}
