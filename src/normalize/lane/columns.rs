//! One row group of a table that comes in columns, decoded: the same as a part of a text, but each word is looked at once.
//!
//! In: a [`Plan`] and a row group. Out: a [`Piece`]. A row is plain under the same rules as one of a text; the others are held back by their
//! places alone: they are read from the table again.

use std::{collections::BTreeMap, ops::Range, sync::Mutex};

use super::{
    days::{NO_DAY, Read, opens},
    piece::{BEHIND_GROUP, Held, Piece},
    plan::{DayColumn, Plan},
    spellings::Spellings,
};
use crate::{
    ingest::{Cells, End, Fault, GroupRoom, Groups, NO_VALUE, WordKind},
    normalize::{identity::IdHasher, secrecy},
};

/// How many row groups are read before what they found is put together; so many are held in memory.
const AT_ONCE: usize = 4;

/// So many rows at most, if that is more than one group: some programs write groups of a million.
const MOST_ROWS: u64 = 1_000_000;

/// The spans from place to place of the next row groups, of which the first starts at `at`.
pub fn spans(groups: Groups<'_>, at: u64) -> Vec<Range<u64>> {
    let places = groups.groups_from(at).map(|group| groups.places(group)).filter(|places| places.end > at);
    let mut rows = 0;
    let is_within = |places: &Range<u64>| {
        let is_first = rows == 0;
        rows += places.end - places.start;
        is_first || rows <= MOST_ROWS
    };
    places.map(|places| places.start.max(at)..places.end).take(AT_ONCE).take_while(is_within).collect()
}

/// Reads the rows from a place on, to the end of their group.
///
/// # Errors
/// `NoTable` where the file is damaged.
pub fn read(plan: &Plan<'_>, groups: Groups<'_>, from: u64) -> Result<Piece, Fault> {
    let mut piece = Piece::at(plan, from, 0);
    let group = groups.groups_from(from).start;
    let places = groups.places(group);
    let first = from.max(plan.heading + 1).clamp(places.start, places.end);
    let rows = |from: u64| usize::try_from(places.end - from).unwrap_or_default();
    let skipped = rows(places.start) - rows(first);
    let mut column = Reader { groups, group, skipped, room: plan.rooms.take() };
    let mut is_plain = vec![true; rows(first)];
    for place in plan.suspects.range(first..places.end) {
        is_plain.get_mut((place - first) as usize).into_iter().for_each(|is_plain| *is_plain = false);
    }
    piece.places = (first..places.end).collect();
    piece.take_group(plan, &mut column, &mut is_plain).ok_or(Fault::NoTable(from))?;
    plan.rooms.give(column.room);
    (piece.rows, piece.end) = (is_plain.len() as u64, End { place: places.end, blank: 0 });
    if is_plain.contains(&false) {
        piece.hold_back(first, &is_plain);
    }
    piece.close(plan);
    Ok(piece)
}

/// Rooms that groups are read in, used again for those that follow.
#[derive(Default)]
pub struct Rooms(Mutex<Vec<GroupRoom>>);

impl Rooms {
    fn take(&self) -> GroupRoom {
        self.0.lock().ok().and_then(|mut rooms| rooms.pop()).unwrap_or_default()
    }

    fn give(&self, room: GroupRoom) {
        if let Ok(mut rooms) = self.0.lock() {
            rooms.push(room);
        }
    }
}

/// Reads the columns of a group.
struct Reader<'a> {
    groups: Groups<'a>,
    group: usize,
    /// Rows above the first one that is wanted.
    skipped: usize,
    room: GroupRoom,
}

impl Reader<'_> {
    /// The days of a column, or whatever stands there.
    fn cells(&mut self, column: usize) -> Option<Cells> {
        let mut cells = self.groups.read(self.group, column, &mut self.room)?;
        match &mut cells {
            Cells::Days(days) => drop(days.drain(..self.skipped.min(days.len()))),
            Cells::Words(words) => drop(words.codes.drain(..self.skipped.min(words.codes.len()))),
        }
        Some(cells)
    }

    /// What `of` makes of each word of a column.
    fn each<T: Copy>(&mut self, column: usize, none: T, of: impl FnMut(&[u8], WordKind) -> T) -> Option<Vec<T>> {
        let mut found = self.groups.read_each(self.group, column, &mut self.room, none, of)?;
        found.drain(..self.skipped.min(found.len()));
        Some(found)
    }

    /// The code of each cell, 0 where it has none: its row is not plain then.
    fn codes(
        &mut self,
        column: usize,
        mut code: impl FnMut(&[u8]) -> Option<u32>,
        is_plain: &mut [bool],
    ) -> Option<Vec<u32>> {
        let mut taken = |word: &[u8]| code(word).filter(|code| *code < REFUSED).unwrap_or(REFUSED);
        let of_word = |word: &[u8], kind| if kind == WordKind::Other { REFUSED } else { taken(word) };
        let mut found = self.each(column, NO_VALUE, of_word)?;
        if found.contains(&NO_VALUE) {
            let none = taken(b"");
            found.iter_mut().filter(|code| **code == NO_VALUE).for_each(|code| *code = none);
        }
        refuse(&mut found, REFUSED, is_plain);
        Some(found)
    }
}

/// Stands for a word that makes its row one that is not plain.
const REFUSED: u32 = NO_VALUE - 1;

/// The same for ids; where an id has this very hash, its row is only read once more.
const REFUSED_ID: u64 = u64::MAX;

/// Marks the rows whose value was refused.
fn refuse<T: Copy + Default + PartialEq>(values: &mut [T], refused: T, is_plain: &mut [bool]) {
    if values.contains(&refused) {
        for (value, is_plain) in values.iter_mut().zip(is_plain).filter(|(value, _)| **value == refused) {
            (*value, *is_plain) = (T::default(), false);
        }
    }
}

impl Piece {
    /// Takes the rows of a group; those that turn out not to be plain are marked.
    fn take_group(&mut self, plan: &Plan<'_>, column: &mut Reader<'_>, is_plain: &mut [bool]) -> Option<()> {
        let mut tells = vec![false; is_plain.len()];
        for (days, of) in self.days.iter_mut().zip(&plan.days) {
            *days = read_days(plan, of, column, is_plain, &mut tells)?;
        }
        and(is_plain, &tells);
        for of in &plan.secrecy {
            and(is_plain, &column.each(*of, true, |word, _| secrecy::is_plainly_not(word))?);
        }
        let spellings = &mut self.units.spellings;
        let code = |word: &[u8]| if word.trim_ascii().is_empty() { None } else { spellings.code(word) };
        self.units.codes = match plan.units {
            Some(of) => column.codes(of, code, is_plain)?,
            None => vec![0; is_plain.len()],
        };
        if let Some(of) = plan.label {
            self.labels.codes = label_codes(of, column, &mut self.labels.spellings, is_plain)?;
        }
        for (words, of) in self.texts.iter_mut().zip(&plan.texts) {
            if let Some(of) = of.column {
                words.codes = column.codes(of, |word| words.spellings.code(word), is_plain)?;
            }
        }
        self.ids = match &plan.ids {
            Some((of, hasher)) => id_hashes(*of, column, hasher, is_plain)?,
            None => vec![0; is_plain.len()],
        };
        Some(())
    }

    /// Keeps the plain rows only, from a place on.
    #[cold]
    fn hold_back(&mut self, first: u64, is_plain: &[bool]) {
        let mut below = 0;
        for (place, is_plain) in (first..).zip(is_plain) {
            match is_plain {
                true => below += 1,
                false => self.held.push(Held { below, place, blank_before: 0, cells: Vec::new() }),
            }
        }
        keep(&mut self.places, is_plain);
        keep(&mut self.ids, is_plain);
        self.days.iter_mut().for_each(|days| keep(days, is_plain));
        let words = [&mut self.units, &mut self.labels].into_iter().chain(&mut self.texts);
        words.for_each(|words| keep(&mut words.codes, is_plain));
    }
}

/// The days of a field; `tells` learns which of them show that their rows are tasks.
fn read_days(
    plan: &Plan<'_>,
    of: &DayColumn,
    column: &mut Reader<'_>,
    is_plain: &mut [bool],
    tells: &mut [bool],
) -> Option<Vec<i32>> {
    let refused = Read { day: None, opens: false };
    let mut found = Vec::new();
    let mut take = |read: Read, is_plain: &mut bool, tells: &mut bool| {
        let day = read.day.filter(|day| !of.needed || *day != NO_DAY);
        *is_plain &= day.is_some();
        *tells |= of.tells && read.opens;
        found.push(day.unwrap_or(NO_DAY));
    };
    let rows = is_plain.iter_mut().zip(tells.iter_mut());
    match column.cells(of.column)? {
        Cells::Days(days) if plan.reader.takes_all(&days) && !(of.needed && days.contains(&NO_DAY)) => {
            if of.tells {
                tells.iter_mut().zip(&days).for_each(|(tells, day)| *tells |= opens(*day));
            }
            return Some(days);
        }
        Cells::Days(days) => {
            rows.zip(&days).for_each(|((is_plain, tells), day)| take(plan.reader.read_day(*day), is_plain, tells));
        }
        Cells::Words(words) => {
            let known = words.iter().map(|(word, kind)| match kind {
                WordKind::Text => plan.reader.read(word),
                WordKind::Number | WordKind::Other => refused,
            });
            let known: Vec<Read> = known.collect();
            let none = Read { day: Some(NO_DAY), opens: false };
            for ((is_plain, tells), code) in rows.zip(&words.codes) {
                let read = if *code == NO_VALUE { Some(&none) } else { known.get(*code as usize) };
                take(*read.unwrap_or(&refused), is_plain, tells);
            }
        }
    }
    Some(found)
}

/// The codes of the labels behind their groups.
fn label_codes(
    [group, label]: [Option<usize>; 2],
    column: &mut Reader<'_>,
    spellings: &mut Spellings,
    is_plain: &mut [bool],
) -> Option<Vec<u32>> {
    let is_apart = |word: &[u8]| !word.contains(&(BEHIND_GROUP as u8));
    let nothing = |spellings: &mut Spellings| Some(vec![spellings.code(b"")?; is_plain.len()]);
    let Some(group) = group else {
        let Some(label) = label else { return nothing(spellings) };
        let code = |word: &[u8]| if is_apart(word) { spellings.code(word) } else { None };
        return column.codes(label, code, is_plain);
    };
    let mut of_columns = Vec::new();
    for of in [Some(group), label] {
        let mut alone = Spellings::default();
        let codes = match of {
            Some(of) => column.codes(of, |word| alone.code(word), is_plain)?,
            None => vec![alone.code(b"")?; is_plain.len()],
        };
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

/// The hash of the id of each row, 0 where it has none.
fn id_hashes(of: usize, column: &mut Reader<'_>, hasher: &IdHasher, is_plain: &mut [bool]) -> Option<Vec<u64>> {
    let hash = |word: &[u8], kind| {
        let whole = if kind == WordKind::Other { None } else { hasher.of_whole(word) };
        whole.unwrap_or(REFUSED_ID)
    };
    let mut found = column.each(of, 0, hash)?;
    refuse(&mut found, REFUSED_ID, is_plain);
    Some(found)
}

fn and(is_plain: &mut [bool], others: &[bool]) {
    is_plain.iter_mut().zip(others).for_each(|(is_plain, other)| *is_plain &= *other);
}

/// Keeps what belongs to plain rows.
fn keep<T>(values: &mut Vec<T>, is_plain: &[bool]) {
    let mut is_plain = is_plain.iter();
    values.retain(|_| is_plain.next() == Some(&true));
}
