//! How a text table marks its cells: the delimiter, and whether quotation marks enclose cells or belong to their words.
//!
//! In: text. Out: the text with quotation marks that only enclose, and its [`Dialect`]. Cells are taken apart as spreadsheets
//! do: a mark encloses a cell only where it is the first sign of it and another one ends it.

use std::{borrow::Cow, collections::BTreeMap};

use super::limits::{LONGEST_CELL, MOST_COLUMNS};

/// Delimiters, the likelier first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How much of the text tells the delimiter.
const SAMPLE_RECORDS: usize = 200;
const SAMPLE_BYTES: usize = 4 << 20;

/// How the cells of a text are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// What stands between two cells.
    pub delimiter: u8,
    /// Whether quotation marks enclose cells; if not they are signs like others.
    pub is_quoted: bool,
}

/// Why a text has no dialect.
#[derive(Debug, PartialEq, Eq)]
pub enum Unfit {
    /// On this line stands a quotation mark that nothing closes: it would swallow every row below it.
    OpenMark(usize),
    /// A record has more columns than any table.
    TooWide,
}

/// The dialect of a text, and the text in which cells with stray quotation marks are enclosed in proper ones: the same cells and
/// rows.
///
/// # Errors
/// When a quotation mark is open or a record too wide.
pub fn find(text: &str) -> Result<(Cow<'_, str>, Dialect), Unfit> {
    let (text, delimiter) = match announced(text) {
        Some((delimiter, rest)) => (rest, delimiter),
        None => (text, delimiter_of(text)),
    };
    let plain = Dialect { delimiter, is_quoted: false };
    if !text.contains('"') {
        return Ok((Cow::Borrowed(text), plain));
    }
    let (mut enclosed, mut broken, mut stray, mut unclosed, mut width) = (0, 0, 0, None, 0);
    for cell in cells(text, delimiter) {
        width = if cell.ends_record { 0 } else { width + 1 };
        if width > MOST_COLUMNS {
            return Err(Unfit::TooWide);
        }
        match cell.kind {
            Kind::Plain => {}
            Kind::Enclosed => enclosed += 1,
            Kind::Broken => broken += 1,
            Kind::Stray => stray += 1,
            Kind::Unclosed => unclosed = unclosed.or(Some(cell.start)),
        }
    }
    let opened = enclosed + broken + usize::from(unclosed.is_some());
    // What looks like opening marks are words in marks, where most of them close before their cell ends and every line is whole.
    let looks_plain = broken > enclosed || (delimiter == b'\t' && enclosed == 0);
    if opened == 0 || ((broken > 0 || unclosed.is_some()) && looks_plain && lines_are_even(text, delimiter)) {
        return Ok((Cow::Borrowed(text), plain));
    }
    if let Some(start) = unclosed {
        return Err(Unfit::OpenMark(text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1));
    }
    let text = if broken + stray > 0 { Cow::Owned(enclosed_anew(text, delimiter)) } else { Cow::Borrowed(text) };
    Ok((text, Dialect { delimiter, is_quoted: true }))
}

/// What a first line `sep=;` says, which Excel obeys and does not show.
fn announced(text: &str) -> Option<(u8, &str)> {
    let (line, rest) = text.split_once('\n')?;
    match line.trim_end_matches('\r').strip_prefix("sep=")?.as_bytes() {
        [delimiter] if DELIMITERS.contains(delimiter) => Some((*delimiter, rest)),
        _ => None,
    }
}

/// The delimiter that makes most records of one width: title rows have none, and what stands in the words of cells differs from
/// row to row.
fn delimiter_of(text: &str) -> u8 {
    let score = |delimiter: &u8| {
        let mut records: Vec<usize> = Vec::new();
        let mut width = 0;
        for cell in cells(text, *delimiter).take_while(|cell| cell.start < SAMPLE_BYTES) {
            width += 1;
            if cell.ends_record {
                records.push(width);
                width = 0;
            }
            if records.len() == SAMPLE_RECORDS {
                break;
            }
        }
        let rows = |width: usize| records.iter().filter(|other| **other == width).count();
        records.iter().map(|width| rows(*width).pow(2) * (width - 1)).max().unwrap_or_default()
    };
    DELIMITERS.into_iter().rev().max_by_key(score).unwrap_or(b',')
}

/// How many marks part the cells of those records that have the width of the most: where lines are broken at the right signs, nearly all
/// that there are. One record alone has no width in common with others.
pub fn evenness(text: &str) -> usize {
    let of = |delimiter: u8| {
        let (mut rows, mut width) = (BTreeMap::<usize, usize>::new(), 0);
        for cell in cells(text, delimiter) {
            width += 1;
            if cell.ends_record {
                *rows.entry(width).or_default() += 1;
                width = 0;
            }
        }
        let even = rows.into_iter().filter(|(_, rows)| *rows > 1).map(|(width, rows)| rows * (width - 1));
        even.max().unwrap_or_default()
    };
    DELIMITERS.into_iter().map(of).max().unwrap_or_default()
}

/// Whether nearly all lines have as many cells as most have, when quotation marks are signs like others.
fn lines_are_even(text: &str, delimiter: u8) -> bool {
    let widths = text.lines().map(|line| line.bytes().filter(|byte| *byte == delimiter).count());
    let mut widths: Vec<usize> = widths.filter(|width| *width > 0).collect();
    widths.sort_unstable();
    let most = widths.chunk_by(usize::eq).map(<[usize]>::len).max().unwrap_or_default();
    most * 10 >= widths.len() * 9
}

/// The same records, with every cell that holds a quotation mark enclosed, and its marks doubled.
fn enclosed_anew(text: &str, delimiter: u8) -> String {
    let mut anew = String::with_capacity(text.len() + 64);
    for cell in cells(text, delimiter) {
        let content = text.get(cell.start..cell.end).unwrap_or_default();
        match cell.kind {
            Kind::Broken | Kind::Stray => {
                anew.push('"');
                anew.push_str(&content.replace('"', "\"\""));
                anew.push('"');
            }
            Kind::Plain | Kind::Enclosed | Kind::Unclosed => anew.push_str(content),
        }
        anew.push_str(text.get(cell.end..cell.next).unwrap_or_default());
    }
    anew
}

/// How the quotation marks of a cell stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// There are none.
    Plain,
    /// They enclose it.
    Enclosed,
    /// One opens it, but what follows the closing one belongs to it too.
    Broken,
    /// They stand inside.
    Stray,
    /// One opens it and nothing closes it, or only something in a row below.
    Unclosed,
}

/// A cell as bytes of the text.
struct Cell {
    start: usize,
    /// Where it ends, before the delimiter or line break.
    end: usize,
    /// Where the next one starts.
    next: usize,
    kind: Kind,
    ends_record: bool,
}

/// Every cell of a text from the first to the last; blank lines are records of one empty cell.
fn cells(text: &str, delimiter: u8) -> impl Iterator<Item = Cell> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let cell = cell_at(text.as_bytes(), at, delimiter).filter(|_| at < text.len())?;
        at = cell.next;
        Some(cell)
    })
}

fn cell_at(bytes: &[u8], start: usize, delimiter: u8) -> Option<Cell> {
    let closing = match bytes.get(start) {
        Some(b'"') => closing_mark(bytes, start),
        _ => Some(start),
    };
    let Some(inside) = closing else {
        let end = bytes.len();
        return Some(Cell { start, end, next: end, kind: Kind::Unclosed, ends_record: true });
    };
    let rest = bytes.get(inside..)?;
    let length = rest.iter().position(|byte| *byte == delimiter || *byte == b'\n').unwrap_or(rest.len());
    let (tail, end) = (rest.get(..length)?, inside + length);
    let ends_record = rest.get(length) != Some(&delimiter);
    let tail = if ends_record { tail.strip_suffix(b"\r").unwrap_or(tail) } else { tail };
    let kind = match (inside > start, tail.contains(&b'"')) {
        (true, _) if tail.is_empty() => Kind::Enclosed,
        (true, _) if bytes.get(start..inside)?.contains(&b'\n') => Kind::Unclosed,
        (true, _) => Kind::Broken,
        (false, true) => Kind::Stray,
        (false, false) => Kind::Plain,
    };
    Some(Cell { start, end: inside + tail.len(), next: (end + 1).min(bytes.len()), kind, ends_record })
}

/// Behind the mark that closes the one at `start`; doubled marks are signs of the cell.
fn closing_mark(bytes: &[u8], start: usize) -> Option<usize> {
    let bytes = bytes.get(..bytes.len().min(start + LONGEST_CELL))?;
    let mut at = start + 1;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dialect(text: &str) -> (String, char, bool) {
        let (text, dialect) = find(text).unwrap();
        (text.into_owned(), char::from(dialect.delimiter), dialect.is_quoted)
    }

    #[test]
    fn the_delimiter_makes_rows_of_one_width() {
        for delimiter in [',', ';', '\t', '|'] {
            let text = "TITLE, OF; ALL\n\na_b_c\n1_x, y, z; w_2\n2_u_3\n".replace('_', &delimiter.to_string());
            assert_eq!(dialect(&text).1, delimiter);
        }
        assert_eq!(dialect("a,b\tc\n1\t2\n").1, '\t');
        assert_eq!(dialect("a\tb\n1, 2, 3, 4, 5, 6, 7\t2\n3\t4\n").1, '\t');
        assert_eq!(dialect("one\ntwo\n").1, ',');
        assert_eq!(dialect("sep=|\r\na,b\n"), ("a,b\n".to_owned(), '|', false));
    }

    #[test]
    fn marks_inside_cells_enclose_nothing() {
        let text = "a\tb\n24\" screen\tx\n\"one stop\" office\ty\n";
        assert_eq!(dialect(text), (text.to_owned(), '\t', false));
        let text = "a,b\n24\" screen,x\n1,2\n";
        assert_eq!(dialect(text), (text.to_owned(), ',', false));
        assert!(!dialect("a\tb\n1\t\"open\n2\t3\n").2);
    }

    #[test]
    fn marks_that_enclose_are_found_and_stray_ones_beside_them_kept() {
        assert!(dialect("a,b\r\n\"1,\r\n\"\"2\"\"\",3\r\n").2);
        let (text, _, is_quoted) = dialect("a,b\r\n\"1,1\",24\" wide\r\n\"x, y\",\"one\" two\r\n");
        assert!(is_quoted);
        assert_eq!(text, "a,b\r\n\"1,1\",\"24\"\" wide\"\r\n\"x, y\",\"\"\"one\"\" two\"\r\n");
    }

    #[test]
    fn a_mark_that_swallows_rows_is_told() {
        assert_eq!(find("a,b\n1,\"open\n2,3\n"), Err(Unfit::OpenMark(2)));
        assert_eq!(find("a,b\n\"1\",\"open\n2,\"x\"\n3,4\n"), Err(Unfit::OpenMark(2)));
        assert_eq!(find("a\tb\n\"1\"\t\"2\"\n3\t\"open\n"), Err(Unfit::OpenMark(3)));
    }
}
