//! Where the records of a text and their cells end, for those who read a large file in parts.
//!
//! In: bytes from the start of a record on. Out: the record, or that it is not whole yet, or that its quotation marks are not those of a
//! proper table: unlike a CSV library, which reads on somehow, it tells, and unlike that it leaves blank lines to the caller.
//! Cells are taken apart as [`dialect`](super::dialect) does: a mark encloses a cell only where it is the first sign of it and another
//! one ends it.

use std::borrow::Cow;

use wide::u8x16;

use super::dialect::Dialect;

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// Splits one record after the other.
pub struct Splitter {
    dialect: Dialect,
    /// What encloses cells; the delimiter once more where nothing does.
    mark: u8,
    /// Where each cell ends.
    ends: Vec<usize>,
}

/// What stands at the start of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A record: behind so many bytes the next one starts.
    Record(usize),
    /// The beginning of one: more bytes must be read.
    Open,
    /// A quotation mark that neither encloses a cell nor stands doubled in an enclosed one.
    Stray,
}

/// One record.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    bytes: &'a [u8],
    ends: &'a [usize],
    is_quoted: bool,
}

impl<'a> Record<'a> {
    /// All of its bytes, the break behind it left out.
    pub fn bytes(self) -> &'a [u8] {
        self.bytes.get(..self.ends.last().copied().unwrap_or_default()).unwrap_or_default()
    }

    /// How many cells it has.
    pub fn width(self) -> usize {
        self.ends.len()
    }

    /// The bytes of a cell; none beyond the last.
    pub fn cell(self, column: usize) -> Cow<'a, [u8]> {
        let start = column.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| end + 1);
        let end = self.ends.get(column).copied().unwrap_or_default();
        match self.bytes.get(start..end).unwrap_or_default() {
            [b'"', inside @ .., b'"'] if self.is_quoted => unescaped(inside),
            plain => Cow::Borrowed(plain),
        }
    }
}

/// What stands between the marks of an enclosed cell.
fn unescaped(inside: &[u8]) -> Cow<'_, [u8]> {
    if !inside.contains(&b'"') {
        return Cow::Borrowed(inside);
    }
    let mut after_mark = false;
    let is_kept = |byte: &&u8| {
        let is_second = **byte == b'"' && after_mark;
        after_mark = **byte == b'"' && !is_second;
        !is_second
    };
    Cow::Owned(inside.iter().filter(is_kept).copied().collect())
}

impl Splitter {
    /// A splitter for tables of this dialect.
    pub fn new(dialect: Dialect) -> Self {
        let mark = if dialect.is_quoted { b'"' } else { dialect.delimiter };
        Self { dialect, mark, ends: Vec::new() }
    }

    /// The record that was split last, of these bytes.
    pub fn record<'a>(&'a self, bytes: &'a [u8]) -> Record<'a> {
        Record { bytes, ends: &self.ends, is_quoted: self.dialect.is_quoted }
    }

    /// Splits the record at the start of `bytes`, which are not empty; `is_last` says that nothing stands behind them.
    pub fn split(&mut self, bytes: &[u8], is_last: bool) -> Found {
        self.ends.clear();
        let (mut cell, mut from) = (0, 0);
        let (mut enclosed, mut behind_mark) = (false, 0);
        loop {
            let mut marks = self.marks(bytes, from);
            while marks != 0 {
                let at = from + marks.trailing_zeros() as usize;
                marks &= marks - 1;
                let Some(sign) = bytes.get(at).copied() else { break };
                if sign == self.dialect.delimiter || sign == b'\n' {
                    if enclosed || at < behind_mark {
                        continue;
                    }
                    if sign == b'\n' {
                        self.ends.push(without_return(bytes, cell, at));
                        return Found::Record(at + 1);
                    }
                    self.ends.push(at);
                    cell = at + 1;
                } else if at < behind_mark {
                    // The second of two marks.
                } else if !enclosed {
                    if at != cell {
                        return Found::Stray;
                    }
                    enclosed = true;
                } else {
                    match (bytes.get(at + 1), bytes.get(at + 2)) {
                        (Some(b'"'), _) => behind_mark = at + 2,
                        (Some(b'\n'), _) | (Some(b'\r'), Some(b'\n')) => enclosed = false,
                        (Some(sign), _) if *sign == self.dialect.delimiter => enclosed = false,
                        (None, _) | (Some(b'\r'), None) if is_last => enclosed = false,
                        (None, _) | (Some(b'\r'), None) => return Found::Open,
                        _ => return Found::Stray,
                    }
                }
            }
            from += BLOCK;
            if from >= bytes.len() {
                break;
            }
        }
        match (is_last, enclosed) {
            (false, _) => Found::Open,
            (true, true) => Found::Stray,
            (true, false) => {
                self.ends.push(without_return(bytes, cell, bytes.len()));
                Found::Record(bytes.len())
            }
        }
    }

    /// A bit for each of the next bytes that may end a cell or enclose it.
    #[inline]
    fn marks(&self, bytes: &[u8], from: usize) -> u64 {
        let rest = bytes.get(from..).unwrap_or_default();
        match rest.first_chunk::<BLOCK>() {
            Some(block) => self.marks_of(block),
            None => {
                let mut block = [0; BLOCK];
                block.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
                self.marks_of(&block)
            }
        }
    }

    #[inline]
    fn marks_of(&self, block: &[u8; BLOCK]) -> u64 {
        let signs = [self.dialect.delimiter, b'\n', self.mark].map(u8x16::splat);
        let (sixteens, _) = block.as_chunks::<16>();
        sixteens.iter().enumerate().fold(0, |bits, (index, sixteen)| {
            let bytes = u8x16::new(*sixteen);
            let [delimiter, line_break, mark] = signs.map(|sign| bytes.simd_eq(sign));
            bits | u64::from((delimiter | line_break | mark).to_bitmask()) << (index * 16)
        })
    }
}

/// Where a cell ends that a line break follows: a carriage return is part of the break.
fn without_return(bytes: &[u8], cell: usize, end: usize) -> usize {
    let last = end.checked_sub(1).filter(|last| *last >= cell);
    last.filter(|last| bytes.get(*last) == Some(&b'\r')).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn splitter() -> Splitter {
        Splitter::new(Dialect { delimiter: b',', is_quoted: true })
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        let (mut splitter, mut rest, mut records) = (splitter(), text.as_bytes(), Vec::new());
        while !rest.is_empty() {
            let Found::Record(length) = splitter.split(rest, true) else { panic!("{text:?}") };
            let record = splitter.record(rest);
            let cell = |column| String::from_utf8(record.cell(column).into_owned()).unwrap();
            records.push((0..record.width()).map(cell).collect());
            rest = &rest[length..];
        }
        records
    }

    #[test]
    fn cells_end_where_a_spreadsheet_ends_them() {
        assert_eq!(cells("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n,\n"), [["a", "b"], ["1", "x, \"y\"\nz"], ["", ""]]);
        assert_eq!(cells("\"\",\"\"\"\"\n"), [["", "\""]]);
        assert_eq!(cells("a,\"b\"\r"), [["a", "b"]]);
        let long = format!("{},{}\n\"{},\",2", "x".repeat(63), "y".repeat(200), "z\n".repeat(100));
        assert_eq!(cells(&long)[1], [format!("{},", "z\n".repeat(100)), "2".to_owned()]);
    }

    #[test]
    fn marks_that_do_not_enclose_are_told() {
        for text in ["a\"b,c\n", "\"a\"b,c\n", " \"a\",b\n", "a,\"b\n", "\"a\"\rb\n"] {
            assert_eq!(splitter().split(text.as_bytes(), true), Found::Stray, "{text:?}");
        }
    }

    #[test]
    fn a_record_is_open_until_it_is_whole() {
        let text = "a,\"b\"\"\r\nc\"\r\n";
        for end in 1..text.len() {
            assert_eq!(splitter().split(&text.as_bytes()[..end], false), Found::Open, "{end}");
        }
        assert_eq!(splitter().split(text.as_bytes(), false), Found::Record(text.len()));
    }
}
