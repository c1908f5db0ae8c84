//! One part of a text, decoded: what plain rows say, and the rows that are not plain as they stand.
//!
//! In: a [`Plan`] and where the part starts. Out: a [`Piece`]. A row is plain when its cells, looked at one by one, leave no doubt: as
//! many as the heading has, a day that shows it to be a task, days that are days, no mark of secrecy, a unit, no lost characters.
//! Everything else is held back for the rows' own lane, so that there is one set of rules.

use super::{
    super::{
        skim::{Bundle, bundled},
        status::Dates,
    },
    cases::Cases,
    columns,
    days::NO_DAY,
    plan::{Body, Plan, TextColumn},
    spellings::Spellings,
};
use crate::{
    ingest::{End, Fault, Line, Record},
    normalize::secrecy,
};

/// What parts the group from the label in one word.
pub const BEHIND_GROUP: char = '\u{1f}';

/// Rows are seldom shorter.
const BYTES_OF_ROW: u64 = 400;

/// The rows of one part.
pub struct Piece {
    /// Where it starts.
    pub start: u64,
    /// Where the next one starts.
    pub end: End,
    /// The place of each plain row.
    pub places: Vec<u64>,
    /// The hash of the id of each plain row, 0 where it has none; nothing where all have one and they are collected.
    pub ids: Vec<u64>,
    /// The ids collected.
    pub bundles: Vec<Bundle>,
    /// The days of each field of days, row by row.
    pub days: Vec<Vec<i32>>,
    /// The units.
    pub units: Words,
    /// The status: the label, behind its group where that has a column.
    pub labels: Words,
    /// Whom the plain rows name and when.
    pub unit_cases: Cases,
    /// Which labels they have beside which dates.
    pub label_cases: Cases,
    /// The words of each field of words; no codes of one without a column.
    pub texts: Vec<Words>,
    /// The rows held back.
    pub held: Vec<Held>,
    /// Blank lines above plain rows.
    pub blank: u64,
    /// All rows, blank lines included.
    pub rows: u64,
}

/// The words of one column, row by row.
#[derive(Default)]
pub struct Words {
    /// Code of each row.
    pub codes: Vec<u32>,
    /// What the codes stand for.
    pub spellings: Spellings,
}

impl Words {
    /// What a code stands for; nothing where there is no such column.
    pub fn word(&self, code: u32) -> &str {
        self.spellings.words().get(code as usize).map(String::as_str).unwrap_or_default()
    }
}

/// A row that is not plain.
pub struct Held {
    /// How many plain rows of the piece stand above it.
    pub below: usize,
    /// Where it is.
    pub place: u64,
    /// Blank lines above it.
    pub blank_before: u64,
    /// Its cells; none where the table has them at hand.
    pub cells: Vec<String>,
}

impl Piece {
    /// Reads the rows that start from `from` on and before `to`.
    ///
    /// # Errors
    /// Those of [`Parts::read`](crate::ingest::Parts::read).
    pub fn read(plan: &Plan<'_>, from: u64, to: u64) -> Result<Self, Fault> {
        let parts = match plan.body {
            Body::Text(parts) => parts,
            Body::Groups(groups) => return columns::read(plan, groups, from),
        };
        let rows = usize::try_from(to.saturating_sub(from) / BYTES_OF_ROW).unwrap_or_default();
        let mut piece = Self::at(plan, from, rows);
        let mut row = vec![NO_DAY; plan.days.len()];
        piece.end = parts.read(from, to, |line| {
            piece.rows += 1 + line.blank_before;
            if line.place != plan.heading && piece.take(plan, &line, &mut row).is_none() {
                piece.hold(&line);
            }
        })?;
        piece.rows += piece.end.blank;
        piece.close(plan);
        Ok(piece)
    }

    /// Without rows, from a place on; with room for so many.
    pub fn at(plan: &Plan<'_>, from: u64, rows: usize) -> Self {
        Self {
            start: from,
            end: End { place: from, blank: 0 },
            places: Vec::with_capacity(rows),
            ids: Vec::with_capacity(rows),
            bundles: Vec::new(),
            days: plan.days.iter().map(|_| Vec::with_capacity(rows)).collect(),
            units: Words::default(),
            labels: Words::default(),
            unit_cases: Cases::default(),
            label_cases: Cases::default(),
            texts: plan.texts.iter().map(|_| Words::default()).collect(),
            held: Vec::new(),
            blank: 0,
            rows: 0,
        }
    }

    /// Finds the cases of the rows and collects their ids; codes are no more.
    pub fn close(&mut self, plan: &Plan<'_>) {
        let days = |field: &str| plan.days_of(field).and_then(|at| self.days.get(at)).map_or(&[][..], Vec::as_slice);
        let day = |days: &[i32], row: usize| days.get(row).copied().unwrap_or(NO_DAY);
        let given = days("assigned_on");
        let units = std::mem::take(&mut self.units.codes);
        self.unit_cases = Cases::of(units, plan.spans(), |row| plan.span(day(given, row)));
        let (completed, deadlines) = (days("completed_on"), ["deadline_original", "deadline_latest"].map(days));
        let labels = std::mem::take(&mut self.labels.codes);
        if plan.label.is_some() {
            self.label_cases = Cases::of(labels, Dates::COUNT, |row| {
                let deadline = deadlines.iter().any(|days| day(days, row) != NO_DAY);
                Dates { completed: day(completed, row) != NO_DAY, deadline }.number()
            });
        }
        if let Some(source) = plan.collects_for {
            self.bundles = bundled(source, &self.ids, &self.places);
            if !self.ids.contains(&0) {
                self.ids = Vec::new();
            }
        }
    }

    /// The group and the label of a case.
    pub fn label(&self, case: usize) -> [&str; 2] {
        let word = self.label_cases.all.get(case).map_or("", |case| self.labels.word(case.word));
        word.split_once(BEHIND_GROUP).map_or(["", word], |(group, label)| [group, label])
    }

    /// Takes a plain row; nothing where it is none. `days` is room for its days.
    #[inline]
    fn take(&mut self, plan: &Plan<'_>, line: &Line<'_>, days: &mut [i32]) -> Option<()> {
        let record = line.record;
        if record.width() != plan.width || (!plan.suspects.is_empty() && plan.suspects.contains(&line.place)) {
            return None;
        }
        let mut tells = false;
        for (day, of) in days.iter_mut().zip(&plan.days) {
            let read = plan.reader.read(&record.cell(of.column));
            *day = read.day.filter(|day| !of.needed || *day != NO_DAY)?;
            tells |= of.tells && read.opens;
        }
        let is_secret = |column: &usize| !secrecy::is_plainly_not(&record.cell(*column));
        if !tells || plan.secrecy.iter().any(is_secret) {
            return None;
        }
        // What is taken from here on must be taken whole: codes first, then every column grows by one.
        let unit = plan.units.map(|column| unit_code(&mut self.units.spellings, record, column));
        let unit = unit.map_or(Some(0), |code| code)?;
        let label = plan.label.map(|columns| label_code(&mut self.labels.spellings, record, columns));
        let label = label.map_or(Some(None), |code| code.map(Some))?;
        let id = plan.ids.as_ref().map(|(column, hasher)| hasher.of_whole(&record.cell(*column)));
        let id = id.map_or(Some(0), |id| id)?;
        self.take_texts(plan, record)?;
        self.units.codes.push(unit);
        self.labels.codes.extend(label);
        for (column, day) in self.days.iter_mut().zip(days) {
            column.push(*day);
        }
        self.ids.push(id);
        self.places.push(line.place);
        self.blank += line.blank_before;
        Some(())
    }

    /// Takes the words of a row, or none of them.
    #[inline]
    fn take_texts(&mut self, plan: &Plan<'_>, record: Record<'_>) -> Option<()> {
        let height = self.places.len();
        let mut take = |(words, of): (&mut Words, &TextColumn)| {
            let Some(column) = of.column else { return Some(()) };
            words.codes.push(words.spellings.code(&record.cell(column))?);
            Some(())
        };
        let taken = self.texts.iter_mut().zip(&plan.texts).try_for_each(&mut take);
        if taken.is_none() {
            self.texts.iter_mut().for_each(|words| words.codes.truncate(height));
        }
        taken
    }

    /// Holds a row back.
    #[cold]
    fn hold(&mut self, line: &Line<'_>) {
        let cell = |column| String::from_utf8_lossy(&line.record.cell(column)).into_owned();
        self.held.push(Held {
            below: self.places.len(),
            place: line.place,
            blank_before: line.blank_before,
            cells: (0..line.record.width()).map(cell).collect(),
        });
    }
}

/// The code of a label and its group; nothing where they cannot be told apart.
#[inline]
fn label_code(spellings: &mut Spellings, record: Record<'_>, columns: [Option<usize>; 2]) -> Option<u32> {
    let is_apart = |word: &[u8]| !word.contains(&(BEHIND_GROUP as u8));
    let cell = |column: Option<usize>| column.map(|column| record.cell(column)).unwrap_or_default();
    let [group, label] = columns.map(cell);
    if columns.first() == Some(&None) {
        return spellings.code_where(&label, is_apart);
    }
    let both = [&group, &[BEHIND_GROUP as u8][..], &label].concat();
    spellings.code_where(&both, |_| is_apart(&group) && is_apart(&label))
}

/// The code of a unit; nothing where the cell has none.
#[inline]
fn unit_code(spellings: &mut Spellings, record: Record<'_>, column: usize) -> Option<u32> {
    let cell = record.cell(column);
    if cell.trim_ascii().is_empty() { None } else { spellings.code(&cell) }
}
