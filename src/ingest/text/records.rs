//! Where the records of a text and their cells end, for those who read a large file in parts.
//!
//! In: bytes from the start of a record on. Out: the record, or that it is not whole yet, or that its quotation marks are not those of a
//! proper table: unlike a CSV library, which reads on somehow, it tells, and unlike that it leaves blank lines to the caller.
//! Cells are taken apart as [`dialect`](super::dialect) does: a mark encloses a cell only where it is the first sign of it and another
//! one ends it.

use std::borrow::Cow;

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

use super::dialect::Dialect;

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// Splits one record after the other.
pub struct Splitter {
    dialect: Dialect,
    /// What the processor can do at once.
    level: Level,
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
    #[inline]
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
#[inline(never)]
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
        Self { dialect, level: Level::new(), ends: Vec::new() }
    }

    /// The record that was split last, of these bytes.
    pub fn record<'a>(&'a self, bytes: &'a [u8]) -> Record<'a> {
        Record { bytes, ends: &self.ends, is_quoted: self.dialect.is_quoted }
    }

    /// Splits the record at the start of `bytes`, which are not empty; `is_last` says that nothing stands behind them.
    pub fn split(&mut self, bytes: &[u8], is_last: bool) -> Found {
        dispatch!(self.level, simd => self.split_by(simd, bytes, is_last))
    }

    /// The same by what the processor can do.
    #[inline(always)]
    fn split_by<S: Simd>(&mut self, simd: S, bytes: &[u8], is_last: bool) -> Found {
        self.ends.clear();
        // Bits of the byte before the block: whether it is enclosed, and whether a cell may be enclosed from the next one on.
        let (mut cell, mut from, mut enclosed, mut starts) = (0, 0, 0, 1);
        loop {
            let signs = self.signs(simd, bytes, from);
            let inside = inside(signs.marks) ^ 0_u64.wrapping_sub(enclosed);
            let breaks = signs.breaks & !inside;
            let before_break = (breaks & breaks.wrapping_neg()).wrapping_sub(1);
            let opening = signs.marks & inside & before_break & !((signs.delimiters | signs.marks) << 1 | starts);
            let closing = signs.marks & !inside & before_break & !(signs.all() >> 1);
            if opening != 0 || (closing != 0 && !self.are_closing(bytes, from, closing)) {
                return Found::Stray;
            }
            let mut delimiters = signs.delimiters & !inside & before_break;
            while delimiters != 0 {
                cell = from + delimiters.trailing_zeros() as usize;
                self.ends.push(cell);
                cell += 1;
                delimiters &= delimiters - 1;
            }
            if breaks != 0 {
                let at = from + breaks.trailing_zeros() as usize;
                self.ends.push(without_return(bytes, cell, at));
                return Found::Record(at + 1);
            }
            enclosed = inside >> 63;
            starts = (signs.delimiters | signs.marks) >> 63;
            from += BLOCK;
            if from >= bytes.len() {
                break;
            }
        }
        match (is_last, enclosed != 0) {
            (false, _) => Found::Open,
            (true, true) => Found::Stray,
            (true, false) => {
                self.ends.push(without_return(bytes, cell, bytes.len()));
                Found::Record(bytes.len())
            }
        }
    }

    /// Which of the next bytes are signs.
    #[inline(always)]
    fn signs<S: Simd>(&self, simd: S, bytes: &[u8], from: usize) -> Signs {
        let rest = bytes.get(from..).unwrap_or_default();
        let block = rest.first_chunk::<BLOCK>().copied().unwrap_or_else(|| {
            let mut block = [0; BLOCK];
            block.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
            block
        });
        let block = u8x64::from_slice(simd, &block);
        let bits = |sign: u8| block.simd_eq(sign).to_bitmask();
        let marks = if self.dialect.is_quoted { bits(b'"') } else { 0 };
        Signs { delimiters: bits(self.dialect.delimiter), breaks: bits(b'\n'), marks }
    }

    /// Whether marks behind which no sign was seen end a cell all the same: by a carriage return, at the end, or before the next block.
    #[cold]
    fn are_closing(&self, bytes: &[u8], from: usize, mut marks: u64) -> bool {
        while marks != 0 {
            let at = from + marks.trailing_zeros() as usize;
            let is_end = match (bytes.get(at + 1), bytes.get(at + 2)) {
                (Some(b'\r'), behind) => behind.is_none_or(|sign| *sign == b'\n'),
                (Some(b'"' | b'\n') | None, _) => true,
                (Some(sign), _) => *sign == self.dialect.delimiter,
            };
            if !is_end {
                return false;
            }
            marks &= marks - 1;
        }
        true
    }
}

/// A bit for each byte of a block, the first one lowest.
struct Signs {
    delimiters: u64,
    breaks: u64,
    marks: u64,
}

impl Signs {
    #[inline(always)]
    fn all(&self) -> u64 {
        self.delimiters | self.breaks | self.marks
    }
}

/// From each odd mark on up to the next one: of two marks that follow each other the second opens again what the first has closed.
#[inline(always)]
fn inside(marks: u64) -> u64 {
    (0..6).fold(marks, |inside, power| inside ^ inside << (1 << power))
}

/// Where a cell ends that a line break follows: a carriage return is part of the break.
fn without_return(bytes: &[u8], cell: usize, end: usize) -> usize {
    let last = end.checked_sub(1).filter(|last| *last >= cell);
    last.filter(|last| bytes.get(*last) == Some(&b'\r')).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::ProptestConfig;

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

    /// The same sign by sign.
    fn plainly(bytes: &[u8], is_last: bool) -> (Found, Vec<usize>) {
        let (mut ends, mut cell, mut at, mut is_enclosed) = (Vec::new(), 0, 0, false);
        while let Some(sign) = bytes.get(at) {
            match (sign, bytes.get(at + 1), bytes.get(at + 2)) {
                (b'"', ..) if !is_enclosed && at != cell => return (Found::Stray, ends),
                (b'"', ..) if !is_enclosed => is_enclosed = true,
                (b'"', Some(b'"'), _) => at += 1,
                (b'"', Some(b',' | b'\n'), _) | (b'"', Some(b'\r'), Some(b'\n')) => is_enclosed = false,
                (b'"', None, _) | (b'"', Some(b'\r'), None) if is_last => is_enclosed = false,
                (b'"', None, _) | (b'"', Some(b'\r'), None) => return (Found::Open, ends),
                (b'"', ..) => return (Found::Stray, ends),
                (b'\n', ..) if !is_enclosed => {
                    ends.push(without_return(bytes, cell, at));
                    return (Found::Record(at + 1), ends);
                }
                (b',', ..) if !is_enclosed => {
                    ends.push(at);
                    cell = at + 1;
                }
                _ => {}
            }
            at += 1;
        }
        match (is_last, is_enclosed) {
            (false, _) => return (Found::Open, ends),
            (true, true) => return (Found::Stray, ends),
            (true, false) => ends.push(without_return(bytes, cell, bytes.len())),
        }
        (Found::Record(bytes.len()), ends)
    }

    proptest::proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn blocks_are_split_as_sign_by_sign(
            words in proptest::collection::vec("[a,\"\n\r]{1,3}|\"\"|\",\"|\"\n|\"\r\n|[ab]{20,70}|\"[ab,\n]{20,70}\",", 1..14),
            is_last: bool,
        ) {
            let text = words.concat();
            let (mut splitter, (found, ends)) = (splitter(), plainly(text.as_bytes(), is_last));
            proptest::prop_assert_eq!(&splitter.split(text.as_bytes(), is_last), &found);
            if let Found::Record(_) = found {
                proptest::prop_assert_eq!(&splitter.ends, &ends);
            }
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
