//! What the cells of a column that no heading tells of seem to hold.
//!
//! In: a sheet, the registries of units, the columns that some field reads. Out: a [`Guess`] for each other column that holds days, names
//! of units, ids, sentences or a few labels. A guess is shown to a person, never counted by.

use std::collections::BTreeSet;

use super::{
    Registry,
    dates::{self, DateRule},
};
use crate::{
    ingest::{RawCell, RawTable, SheetTop, Wanted},
    schema::{Field, field},
    spelling,
};

/// Rows that are looked at.
const SAMPLED_ROWS: usize = 200;
/// An id is no longer than this.
const LONGEST_ID: usize = 40;
/// Words are longer than this, on average.
const SENTENCE: usize = 25;
/// A column with more different values holds no labels.
const MOST_LABELS: usize = 8;
/// A row with fewer words is no heading.
const FEWEST_WORDS: usize = 2;
/// How the columns of a heading that nobody knows are bound.
const UNKNOWN: &str = "column:";

/// A column and what it seems to hold.
#[derive(Debug)]
pub struct Guess {
    /// The heading in the file.
    pub heading: String,
    /// The field that it may be; nothing for a day, of which only a person knows which it is.
    pub field: Option<&'static Field>,
    /// A cell of it.
    pub example: String,
}

/// The headings of a file in which nobody knows a heading: in each sheet the first of the rows with most words.
pub fn headings(tops: &[SheetTop]) -> Vec<Wanted> {
    let is_word = |cell: &&String| cell.chars().any(char::is_alphabetic);
    let words = |row: &Vec<String>| row.iter().filter(is_word).cloned().collect::<Vec<String>>();
    let rows = tops.iter().flat_map(SheetTop::texts).map(words).filter(|words| words.len() >= FEWEST_WORDS);
    let longest = rows.reduce(|best, row| if row.len() > best.len() { row } else { best });
    let wanted = |(index, label): (usize, String)| Wanted {
        required: false,
        decisive: false,
        ..Wanted::exactly(format!("{UNKNOWN}{index}"), vec![label])
    };
    longest.into_iter().flatten().enumerate().map(wanted).collect()
}

/// What each column that no field reads seems to hold; a field that has a column already is no guess.
pub fn columns(table: &RawTable, registries: &[Registry], rule: DateRule<'_>) -> Vec<Guess> {
    let heading = table.heading();
    let is_read = |column: usize| heading.bound().any(|(name, taken)| taken == column && !name.starts_with(UNKNOWN));
    let unread = (0..heading.labels().len()).filter(|column| !is_read(*column));
    let mut seen: Vec<(String, Seen)> =
        unread.filter_map(|column| Some((heading.label(column)?, Seen { column, ..Seen::default() }))).collect();
    let mut rows = table.rows();
    for _ in 0..SAMPLED_ROWS {
        if !rows.advance() {
            break;
        }
        seen.iter_mut().for_each(|(_, seen)| seen.look(&rows.cell(seen.column), registries, rule));
    }
    let guess = |(heading_of, seen): (String, Seen)| {
        let kind = seen.kind()?;
        let field = if kind == DAYS { None } else { Some(field(kind)?) };
        let is_taken = field.is_some_and(|field| heading.column(field.id).is_some());
        (!is_taken).then_some(Guess { heading: heading_of, field, example: seen.example })
    };
    seen.into_iter().filter_map(guess).collect()
}

/// The kind of a column of days.
const DAYS: &str = "";

/// What was seen in a column.
#[derive(Default)]
struct Seen {
    column: usize,
    filled: usize,
    days: usize,
    units: usize,
    letters: usize,
    /// Cells that may be ids, and those that only count the rows.
    ids: usize,
    numbers: usize,
    different: BTreeSet<String>,
    example: String,
}

impl Seen {
    fn look(&mut self, cell: &RawCell<'_>, registries: &[Registry], rule: DateRule<'_>) {
        let text = spelling::tidy(&cell.text());
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        self.days += usize::from(matches!(dates::decode(cell, rule), Ok(Some(_))));
        let mut names = text.split([';', '\n', ',']).map(str::trim);
        let is_unit = |name: &str| registries.iter().any(|registry| !registry.owners(name).is_empty());
        self.units += usize::from(is_unit(&text) || names.any(is_unit));
        self.letters += text.chars().count();
        let is_short = text.chars().count() <= LONGEST_ID && !text.contains(char::is_whitespace);
        self.ids += usize::from(is_short && text.contains(|letter: char| letter.is_ascii_digit()));
        self.numbers += usize::from(text.parse::<usize>() == Ok(self.filled));
        if self.example.is_empty() {
            self.example.clone_from(&text);
        }
        self.different.insert(text);
    }

    /// The id of the field that it may be, or [`DAYS`].
    fn kind(&self) -> Option<&'static str> {
        let most = |count: usize| count * 2 > self.filled;
        // Some ids may stand twice, and a line of words may stand below them.
        let are_ids = self.ids * 10 >= self.filled * 9 && self.different.len() * 5 >= self.filled * 4;
        match self.filled {
            0 => None,
            _ if most(self.days) => Some(DAYS),
            _ if most(self.units) => Some("lead_units"),
            _ if are_ids && !most(self.numbers) => Some("task_id"),
            filled if self.letters > SENTENCE * filled => Some("content"),
            filled if self.different.len() <= MOST_LABELS && self.different.len() < filled => Some("status_label"),
            _ => None,
        }
    }
}
