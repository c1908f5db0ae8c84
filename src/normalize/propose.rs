//! What a mapping for an unknown file might be.
//!
//! In: an open file and the mapping of known headings (`generic`). Out: a [`Proposal`]: each field with the heading taken and why, what
//! stays unread, the status labels met. `dondoc map` prints it as TOML.

use std::{collections::BTreeMap, ffi::OsStr, path::Path};

use super::{
    Registry,
    dates::DateRule,
    guess::{self, Guess},
    mapping::{Mapping, Reported},
    recognise::no_heading,
    secrecy,
};
use crate::{
    diagnostic::Failure,
    ingest::{OpenFile, RawTable, Wanted},
    policy::{Policy, TwoDigitYearPolicy},
    schema::{FIELDS, Field},
    spelling,
    value::Period,
};

/// Rows whose labels are looked at.
const SAMPLED_ROWS: usize = 5_000;

/// The id of a mapping for a file whose name gives none.
const NEW_ID: &str = "tep-moi";

/// A mapping that might do.
#[derive(Debug)]
pub struct Proposal {
    /// The file as messages name it.
    pub file: String,
    /// Its name without the folder: where it lies now says nothing about the next export.
    pub name: String,
    /// An id for the mapping.
    pub id: String,
    /// The sheet that knows most headings.
    pub sheet: Option<String>,
    /// The row of its heading as a person sees it.
    pub heading_row: u32,
    /// Fields with a column, in the order of FIELDS.
    pub fields: Vec<ProposedField>,
    /// Fields without which the file cannot be counted.
    pub missing: Vec<&'static Field>,
    /// Fields that the file lacks and labels make up for.
    pub optional: Vec<&'static str>,
    /// Headings that no field reads.
    pub unread: Vec<String>,
    /// Columns of marks: their heading and status.
    pub marks: Vec<(String, Reported)>,
    /// What other columns seem to hold.
    pub guesses: Vec<Guess>,
    /// Status labels met, by their text.
    pub labels: Vec<ProposedLabel>,
}

/// A field and the column taken for it.
#[derive(Debug)]
pub struct ProposedField {
    /// The field.
    pub field: &'static Field,
    /// The heading in the file.
    pub heading: String,
    /// Why it was taken.
    pub likeness: Likeness,
    /// The known heading that it is like.
    pub known: String,
}

/// How a heading is like a known one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Letter for letter.
    Same,
    /// But for case, spaces, punctuation.
    Similar,
    /// It contains it.
    Contained,
}

/// A status label met in the file.
#[derive(Debug)]
pub struct ProposedLabel {
    /// The label, with its group where a column tells it.
    pub label: String,
    /// Rows that bear it.
    pub rows: usize,
    /// What it seems to mean.
    pub guess: Option<Reported>,
}

/// Proposes a mapping after the headings and labels that `known` lists, and after what cells hold: dates, units of any of the registries.
///
/// # Errors
/// `no-mapping` when no row of the file has two words; what reading the file meets.
pub fn propose(file: OpenFile, known: &Mapping, registries: &[Registry]) -> Result<Proposal, Failure> {
    let lenient = |want| Wanted { required: false, decisive: false, ..want };
    let wanted: Vec<Wanted> = known.wanted(&[], &Policy::default()).into_iter().map(lenient).collect();
    let tops = file.tops();
    let is_found = |wanted: &[Wanted]| tops.iter().any(|top| top.heading(wanted).is_some());
    let wanted = if is_found(&wanted) { wanted } else { guess::headings(&tops) };
    if !is_found(&wanted) {
        return Err(no_heading(file.name(), &tops).into());
    }
    let tables = file.tables(&wanted)?.tables;
    let fields_of = |table: &RawTable| {
        let fields = FIELDS.iter().filter(|field| table.heading().column(field.id).is_some()).count();
        (fields, table.heading().bound_count())
    };
    // Of equal sheets the first.
    let best = tables.iter().rev().max_by_key(|table| fields_of(table));
    best.map(|table| describe(table, known, registries)).ok_or_else(|| no_heading("", &tops).into())
}

fn describe(table: &RawTable, known: &Mapping, registries: &[Registry]) -> Proposal {
    let heading = table.heading();
    let fields: Vec<ProposedField> = FIELDS.iter().filter_map(|field| proposed(table, known, field)).collect();
    let has = |field: &str| heading.column(field).is_some();
    let mark = |(name, column): (&str, usize)| Some((heading.label(column)?, known.status_of_mark(name)?));
    let marks: Vec<(String, Reported)> = heading.bound().filter_map(mark).collect();
    let has_labels = has("status_label") || !marks.is_empty();
    let guesses = guess::columns(table, registries, any_day(known));
    // A day that nothing reads may be the one that is missing.
    let no_day_left = guesses.iter().all(|guess| guess.field.is_some());
    let (replaced, needed): (Vec<&Field>, Vec<&Field>) =
        FIELDS.iter().filter(|field| field.required && !has(field.id)).partition(|field| {
            no_day_left
                && (field.id == "assigned_on"
                    || (has_labels && ["completed_on", "deadline_original"].contains(&field.id)))
        });
    let is_guessed = |field: &&Field| guesses.iter().any(|guess| guess.field.is_some_and(|known| known.id == field.id));
    let read: Vec<String> = fields.iter().map(|found| found.heading.clone()).collect();
    let is_read = |label: &String| read.contains(label) || marks.iter().any(|(heading, _)| heading == label);
    let labels = heading.labels().into_iter();
    let file = Path::new(table.file());
    let text = |part: Option<&OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let slug = spelling::slug(&text(file.file_stem()));
    Proposal {
        name: text(file.file_name()),
        id: if slug.is_empty() { NEW_ID.to_owned() } else { slug },
        file: table.file().to_owned(),
        sheet: table.sheet().map(str::to_owned),
        heading_row: table.row_number(heading.stands_at()),
        unread: labels.filter(|label| !label.is_empty() && !is_read(label)).collect(),
        labels: labels_met(table, known),
        optional: replaced.into_iter().map(|field| field.id).collect(),
        missing: needed.into_iter().filter(|field| !is_guessed(field)).collect(),
        guesses,
        fields,
        marks,
    }
}

/// Dates however they are written, of any year.
fn any_day(known: &Mapping) -> DateRule<'_> {
    let (two_digit_year, before_date) = (TwoDigitYearPolicy::TwoThousands, Policy::default().before_date);
    let plausible = Period::EVER;
    DateRule { null_dates: &known.null_dates, two_digit_year, before_date, plausible }
}

fn proposed(table: &RawTable, known: &Mapping, field: &'static Field) -> Option<ProposedField> {
    let marks = || secrecy::columns(table.heading()).into_iter().find(|_| field.id == "secrecy");
    let heading = table.heading().label(table.heading().column(field.id).or_else(marks)?)?;
    let leaf = heading.rsplit(" / ").next().unwrap_or(&heading);
    let labels = known.labels(field.id);
    let same = labels.iter().find(|label| **label == heading || *label == leaf);
    let keys = [spelling::key(&heading), spelling::key(leaf)];
    let similar = || labels.iter().find(|label| keys.contains(&spelling::key(label)));
    let contained = || {
        let inside = labels.iter().filter(|label| keys.iter().any(|key| key.contains(&spelling::key(label))));
        inside.max_by_key(|label| label.chars().count())
    };
    let (likeness, label) = match (same, similar()) {
        (Some(label), _) => (Likeness::Same, label),
        (None, Some(label)) => (Likeness::Similar, label),
        (None, None) => (Likeness::Contained, contained()?),
    };
    Some(ProposedField { field, likeness, known: label.clone(), heading: heading.clone() })
}

/// The labels in the first rows, with the group that a column beside them tells.
fn labels_met(table: &RawTable, known: &Mapping) -> Vec<ProposedLabel> {
    let Some(column) = table.heading().column("status_label") else { return Vec::new() };
    let group = table.heading().column("status_group");
    let mut met: BTreeMap<String, usize> = BTreeMap::new();
    let mut rows = table.rows();
    for _ in 0..SAMPLED_ROWS {
        if !rows.advance() {
            break;
        }
        let text = |column: usize| spelling::tidy(&rows.cell(column).text());
        let (label, group) = (text(column), group.map(text).unwrap_or_default());
        if !label.is_empty() {
            let whole = if group.is_empty() { label } else { format!("{group} / {label}") };
            *met.entry(whole).or_default() += 1;
        }
    }
    let proposed = |(label, rows): (String, usize)| {
        let guess = match label.rsplit_once(" / ") {
            Some((group, alone)) => known.statuses.resolve(Some(group), alone),
            None => known.statuses.resolve(None, &label),
        };
        ProposedLabel { guess, label, rows }
    };
    met.into_iter().map(proposed).collect()
}
