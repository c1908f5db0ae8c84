//! One row group of a table that comes in columns, decoded: the same as a part of a text, but each word is looked at once.
//!
//! In: a [`Plan`] and a row group. Out: a [`Piece`]. A row is plain under the same rules as one of a text; the others are held back by their
//! places alone: they are read from the table again.

use std::{collections::BTreeMap, ops::Range};

use super::{
    days::{NO_DAY, Read},
    piece::{BEHIND_GROUP, Held, Piece, Words},
    plan::{DayColumn, Plan},
    spellings::Spellings,
};
use crate::{
    ingest::{self, Cells, End, Fault, Groups, NO_VALUE, Rows, WordKind},
    normalize::{identity::IdHasher, secrecy},
};

/// How many row groups are read before what they found is put together; so many are held in memory.
const AT_ONCE: usize = 4;

/// The spans from place to place of the next row groups, of which the first starts at `at`.
pub fn spans(groups: Groups<'_>, at: u64) -> Vec<Range<u64>> {
    let places = groups.from(at).map(|group| groups.places(group)).filter(|places| places.end > at);
    places.map(|places| places.start.max(at)..places.end).take(AT_ONCE).collect()
}

/// Reads the rows from a place on, to the end of their group.
///
/// # Errors
/// `NoTable` where the file is damaged.
pub fn read(plan: &Plan<'_>, groups: Groups<'_>, from: u64) -> Result<Piece, Fault> {
    let mut piece = Piece::at(plan, from, 0);
    let group = groups.from(from).start;
    let places = groups.places(group);
    let first = from.max(plan.heading + 1).clamp(places.start, places.end);
    let rows = |from: u64| usize::try_from(places.end - from).unwrap_or_default();
    let column = Reader { groups, group, skipped: rows(places.start) - rows(first) };
    let mut is_plain = vec![true; rows(first)];
    for place in plan.suspects.range(first..places.end) {
        is_plain.get_mut((place - first) as usize).into_iter().for_each(|is_plain| *is_plain = false);
    }
    piece.take_group(plan, &column, &mut is_plain).ok_or(Fault::NoTable(from))?;
    (piece.rows, piece.end) = (is_plain.len() as u64, End { place: places.end, blank: 0 });
    let mut below = 0;
    for (place, is_plain) in (first..places.end).zip(&is_plain) {
        match is_plain {
            true => below += 1,
            false => piece.held.push(Held { below, place, blank_before: 0, cells: Vec::new() }),
        }
    }
    piece.places = kept((first..places.end).collect(), &is_plain);
    Ok(piece)
}

/// Reads the columns of a group.
struct Reader<'a> {
    groups: Groups<'a>,
    group: usize,
    /// Rows above the first one that is wanted.
    skipped: usize,
}

impl Reader<'_> {
    fn cells(&self, column: usize) -> Option<Cells> {
        self.groups.read(self.group, column)
    }

    fn words(&self, column: usize) -> Option<ingest::Words> {
        self.cells(column)?.into_words()
    }
}

impl Piece {
    /// Takes the plain rows of a group; those that turn out to be none are marked.
    fn take_group(&mut self, plan: &Plan<'_>, column: &Reader<'_>, is_plain: &mut [bool]) -> Option<()> {
        let mut tells = vec![false; is_plain.len()];
        let mut days = Vec::new();
        for of in &plan.days {
            days.push(read_days(plan, of, column, is_plain, &mut tells)?);
        }
        and(is_plain, tells.into_iter());
        for of in &plan.secrecy {
            let words = column.words(*of)?;
            let is_open: Vec<bool> = words.iter().map(|(word, _)| secrecy::is_plainly_not(word)).collect();
            let of_row = |code: &u32| *code == NO_VALUE || is_open.get(*code as usize) == Some(&true);
            and(is_plain, words.codes.iter().skip(column.skipped).map(of_row));
        }
        let units = match plan.units {
            Some(of) => {
                let words = column.words(of)?;
                let spellings = &mut self.units.spellings;
                let code = |word: &[u8]| if word.trim_ascii().is_empty() { None } else { spellings.code(word) };
                coded(&words, column.skipped, code, is_plain)
            }
            None => vec![0; is_plain.len()],
        };
        let labels = label_codes(plan, column, &mut self.labels.spellings, is_plain)?;
        let mut texts = Vec::new();
        for (words, of) in self.texts.iter_mut().zip(&plan.texts) {
            texts.push(text_codes(of.column, column, &mut words.spellings, is_plain)?);
        }
        let ids = match &plan.ids {
            Some((of, hasher)) => id_hashes(&column.words(*of)?, column.skipped, hasher, is_plain),
            None => vec![0; is_plain.len()],
        };
        self.days = days.into_iter().map(|days| kept(days, is_plain)).collect();
        self.units.codes = kept(units, is_plain);
        self.labels.codes = kept(labels, is_plain);
        self.texts
            .iter_mut()
            .zip(texts)
            .for_each(|(words, codes): (&mut Words, _)| words.codes = kept(codes, is_plain));
        self.ids = kept(ids, is_plain);
        Some(())
    }
}

/// The days of a field; `tells` learns which of them show that their rows are tasks.
fn read_days(
    plan: &Plan<'_>,
    of: &DayColumn,
    column: &Reader<'_>,
    is_plain: &mut [bool],
    tells: &mut [bool],
) -> Option<Vec<i32>> {
    let mut found = Vec::with_capacity(is_plain.len());
    let mut take = |read: Read, is_plain: &mut bool, tells: &mut bool| {
        let day = read.day.filter(|day| !of.needed || *day != NO_DAY);
        *is_plain &= day.is_some();
        *tells |= of.tells && read.opens;
        found.push(day.unwrap_or(NO_DAY));
    };
    let rows = is_plain.iter_mut().zip(tells);
    match column.cells(of.column)? {
        Cells::Days(days) => {
            let days = days.get(column.skipped..).unwrap_or_default();
            rows.zip(days).for_each(|((is_plain, tells), day)| take(plan.reader.read_day(*day), is_plain, tells));
        }
        Cells::Words(words) => {
            let refused = Read { day: None, opens: false };
            let known = words.iter().map(|(word, kind)| match kind {
                WordKind::Text => plan.reader.read(word),
                WordKind::Number | WordKind::Other => refused,
            });
            let known: Vec<Read> = known.collect();
            let none = Read { day: Some(NO_DAY), opens: false };
            for ((is_plain, tells), code) in rows.zip(words.codes.iter().skip(column.skipped)) {
                let read = if *code == NO_VALUE { Some(&none) } else { known.get(*code as usize) };
                take(*read.unwrap_or(&refused), is_plain, tells);
            }
        }
    }
    Some(found)
}

/// The codes of a field of words.
fn text_codes(
    of: Option<usize>,
    column: &Reader<'_>,
    spellings: &mut Spellings,
    is_plain: &mut [bool],
) -> Option<Vec<u32>> {
    match of {
        Some(of) => Some(coded(&column.words(of)?, column.skipped, |word| spellings.code(word), is_plain)),
        None => Some(vec![spellings.code(b"")?; is_plain.len()]),
    }
}

/// The codes of the labels behind their groups.
fn label_codes(
    plan: &Plan<'_>,
    column: &Reader<'_>,
    spellings: &mut Spellings,
    is_plain: &mut [bool],
) -> Option<Vec<u32>> {
    let is_apart = |word: &[u8]| !word.contains(&(BEHIND_GROUP as u8));
    let [group, label] = plan.label.unwrap_or_default();
    let Some(group) = group else {
        let Some(label) = label else { return text_codes(None, column, spellings, is_plain) };
        let code = |word: &[u8]| if is_apart(word) { spellings.code(word) } else { None };
        return Some(coded(&column.words(label)?, column.skipped, code, is_plain));
    };
    let mut of_columns = Vec::new();
    for of in [Some(group), label] {
        let mut alone = Spellings::default();
        let codes = text_codes(of, column, &mut alone, is_plain)?;
        of_columns.push((alone, codes));
    }
    let [(groups, of_group), (labels, of_label)] = of_columns.as_slice() else { return None };
    let mut known = BTreeMap::new();
    let mut found = Vec::with_capacity(is_plain.len());
    for (is_plain, (group, label)) in is_plain.iter_mut().zip(of_group.iter().zip(of_label)) {
        let code = *known.entry((*group, *label)).or_insert_with(|| {
            let words = [(groups, group), (labels, label)].map(|(words, code)| words.words().get(*code as usize));
            let [group, label] = words.map(|word| word.map_or(&b""[..], |word| word.as_bytes()));
            (is_apart(group) && is_apart(label)).then_some(())?;
            spellings.code(&[group, &[BEHIND_GROUP as u8], label].concat())
        });
        *is_plain &= code.is_some();
        found.push(code.unwrap_or_default());
    }
    Some(found)
}

/// The code of each row, 0 where its word has none: it is not plain then.
fn coded(
    words: &ingest::Words,
    skipped: usize,
    mut code: impl FnMut(&[u8]) -> Option<u32>,
    is_plain: &mut [bool],
) -> Vec<u32> {
    let none = if words.codes.contains(&NO_VALUE) { code(b"") } else { None };
    let known = words.iter().map(|(word, kind)| if kind == WordKind::Other { None } else { code(word) });
    let known: Vec<Option<u32>> = known.collect();
    let rows = is_plain.iter_mut().zip(words.codes.iter().skip(skipped));
    let found = rows.map(|(is_plain, code)| {
        let code = if *code == NO_VALUE { none } else { known.get(*code as usize).copied().flatten() };
        *is_plain &= code.is_some();
        code.unwrap_or_default()
    });
    found.collect()
}

/// The hash of the id of each row, 0 where it has none.
fn id_hashes(words: &ingest::Words, skipped: usize, hasher: &IdHasher, is_plain: &mut [bool]) -> Vec<u64> {
    let hash = |(word, kind): (&[u8], WordKind)| {
        let is_sound = kind != WordKind::Other && (word.is_ascii() || std::str::from_utf8(word).is_ok());
        is_sound.then(|| hasher.of(word).unwrap_or_default())
    };
    let known: Vec<Option<u64>> = words.iter().map(hash).collect();
    let rows = is_plain.iter_mut().zip(words.codes.iter().skip(skipped));
    let found = rows.map(|(is_plain, code)| {
        let hash = if *code == NO_VALUE { Some(0) } else { known.get(*code as usize).copied().flatten() };
        *is_plain &= hash.is_some();
        hash.unwrap_or_default()
    });
    found.collect()
}

fn and(is_plain: &mut [bool], others: impl Iterator<Item = bool>) {
    is_plain.iter_mut().zip(others).for_each(|(is_plain, other)| *is_plain &= other);
}

/// What belongs to plain rows.
fn kept<T: Copy>(values: Vec<T>, is_plain: &[bool]) -> Vec<T> {
    if is_plain.iter().all(|is_plain| *is_plain) {
        return values;
    }
    values.into_iter().zip(is_plain).filter(|(_, is_plain)| **is_plain).map(|(value, _)| value).collect()
}

/// A row that was held back, with the rows without content above it.
pub struct Below<'a> {
    /// The row as the table shows it.
    pub row: &'a dyn Rows,
    /// How many rows without content stand above it.
    pub blank: u64,
}

impl Rows for Below<'_> {
    fn advance(&mut self) -> bool {
        false
    }

    fn blank_before(&self) -> u64 {
        self.blank
    }

    fn place(&self) -> u64 {
        self.row.place()
    }

    fn cell(&self, column: usize) -> ingest::RawCell<'_> {
        self.row.cell(column)
    }

    fn width(&self) -> usize {
        self.row.width()
    }

    fn is_hidden(&self) -> bool {
        self.row.is_hidden()
    }
}
