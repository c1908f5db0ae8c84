//! Which rows are the same task twice.
//!
//! In: every source. Out: the rows that must wait: of rows with one id that are equal in all mapped fields all but the first
//! (`duplicate-id`), of rows that differ all (`conflicting-id`), or, by policy, only those of the latest update, if there are several: the
//! rows before it are superseded. Only 64-bit hashes are held for rows whose id occurs once.

mod hasher;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use hasher::IdHasher;

use super::{
    Source,
    dates::{self, DateSettings},
    deadline::DeadlineReader,
    decode::given_on,
    leads::{self, Lead},
    registry::Registry,
    secrecy,
    skip::lines::are_column_numbers,
};
use crate::{
    diagnostic::Code,
    ingest::{RawCell, Rows},
    policy::{DuplicateIdPolicy, HiddenRowsPolicy, Policy, SecretPolicy},
    schema::{FIELDS, FieldKind},
    spelling,
};

/// Why a row may not be accepted beside another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clash {
    /// `duplicate-id` or `conflicting-id`.
    pub code: Code,
    /// The id.
    pub id: String,
    /// (source, place) of the first other row with that id.
    pub first: (usize, u64),
}

/// The rows of ids that occur more than once, by (source, place).
#[derive(Default)]
pub struct Clashes {
    /// Rows that wait.
    pub waiting: BTreeMap<(usize, u64), Clash>,
    /// Rows that a later update leaves without effect.
    pub superseded: BTreeSet<(usize, u64)>,
}

impl Clashes {
    /// The places of its rows in one source.
    pub fn places(&self, source: usize) -> impl Iterator<Item = u64> {
        let span = (source, 0)..(source + 1, 0);
        let waiting = self.waiting.range(span.clone()).map(|((_, place), _)| *place);
        waiting.chain(self.superseded.range(span).map(|(_, place)| *place))
    }
}

/// The hash of the id of every row, with its source and place.
pub type Hashes = Vec<(u64, usize, u64)>;

/// Goes over the ids of all rows.
#[must_use]
pub fn hashes(sources: &[Source], policy: &Policy) -> Hashes {
    let mut hashes = Hashes::new();
    for (index, source) in sources.iter().enumerate() {
        let Some(mut ids) = IdColumn::of(source, policy) else { continue };
        let mut rows = source.table.rows();
        while rows.advance() {
            hashes.extend(ids.hash(rows.as_ref()).map(|hash| (hash, index, rows.place())));
        }
    }
    hashes
}

/// The ids of one source, row by row.
pub struct IdColumn<'a> {
    source: &'a Source,
    column: usize,
    hasher: IdHasher,
    secrecy: Vec<usize>,
    skips_hidden: bool,
    is_first: bool,
}

impl<'a> IdColumn<'a> {
    /// Before the first row; `None` where there are no ids.
    pub fn of(source: &'a Source, policy: &Policy) -> Option<Self> {
        let column = source.table.heading().column("task_id")?;
        let is_excluding = policy.secret == SecretPolicy::Exclude;
        Some(Self {
            source,
            column,
            hasher: IdHasher::new(source.id_scope()),
            secrecy: if is_excluding { secrecy::columns(source.table.heading()) } else { Vec::new() },
            skips_hidden: policy.hidden_rows == HiddenRowsPolicy::Skip,
            is_first: true,
        })
    }

    /// Tells that rows were passed that are tasks.
    pub fn pass_tasks(&mut self) {
        self.is_first = false;
    }

    /// The hash of the id of the next row; `None` where it has none, or what stands there is none.
    pub fn hash(&mut self, row: &dyn Rows) -> Option<u64> {
        let is_kept_out = secrecy::marked(row, &self.secrecy).is_some();
        if (self.skips_hidden && row.is_hidden()) || is_kept_out || self.source.table.is_left_out(row.place()) {
            return None;
        }
        if std::mem::take(&mut self.is_first) && numbers_columns(row) {
            return None;
        }
        self.hasher.of(row.cell(self.column).text().as_bytes())
    }
}

/// Finds the rows that clash.
#[must_use]
pub fn clashes(
    mut hashes: Hashes,
    sources: &[Source],
    registry: &Registry,
    dates: DateSettings,
    policy: &Policy,
) -> Clashes {
    hashes.sort_unstable();
    let mut suspects: BTreeMap<(String, String), Vec<(usize, u64)>> = BTreeMap::new();
    for group in hashes.chunk_by(|left, right| left.0 == right.0).filter(|group| group.len() > 1) {
        for (_, index, place) in group {
            // Equal hashes are compared as text: two ids may share a hash.
            let Some(source) = sources.get(*index) else { continue };
            let scope = source.id_scope().to_owned();
            suspects.entry((scope, spelling::key(&id_at(source, *place)))).or_default().push((*index, *place));
        }
    }
    let mut clashes = Clashes::default();
    for mut rows in suspects.into_values() {
        if policy.duplicate_id == DuplicateIdPolicy::LatestUpdate {
            let latest = latest(sources, dates, &rows).unwrap_or_else(|| rows.clone());
            clashes.superseded.extend(rows.into_iter().filter(|row| !latest.contains(row)));
            rows = latest;
        }
        clashes.waiting.extend(resolve(sources, registry, dates, rows));
    }
    clashes
}

/// Whether a row numbers the columns: what it has in the column of ids is none.
fn numbers_columns(row: &dyn Rows) -> bool {
    let texts: Vec<String> = (0..row.width()).map(|column| row.cell(column).text().into_owned()).collect();
    are_column_numbers(texts.iter().map(String::as_str).filter(|text| !text.trim().is_empty()))
}

/// The rows of the latest update; `None` where a row does not tell its day.
fn latest(sources: &[Source], dates: DateSettings, rows: &[(usize, u64)]) -> Option<Vec<(usize, u64)>> {
    let updated_on = |(index, place): &(usize, u64)| -> Option<NaiveDate> {
        let source = sources.get(*index)?;
        let column = source.table.heading().column("updated_on")?;
        dates::decode(&at(source, *place)?.cell(column), dates.of(&source.mapping)).ok()?
    };
    let days: Vec<NaiveDate> = rows.iter().map(updated_on).collect::<Option<_>>()?;
    let last = days.iter().max()?;
    Some(rows.iter().zip(&days).filter(|(_, day)| *day == last).map(|(row, _)| *row).collect())
}

fn resolve(
    sources: &[Source],
    registry: &Registry,
    dates: DateSettings,
    mut rows: Vec<(usize, u64)>,
) -> Vec<((usize, u64), Clash)> {
    rows.sort_unstable();
    let values: Vec<_> =
        rows.iter().filter_map(|(index, place)| Some(values(sources.get(*index)?, registry, dates, *place))).collect();
    let equal = values.windows(2).all(|pair| matches!(pair, [left, right] if left == right));
    let code = if equal { Code::DuplicateId } else { Code::ConflictingId };
    let Some(first) = rows.first().copied().filter(|_| rows.len() > 1) else { return Vec::new() };
    let kept = usize::from(equal);
    let id = |row: (usize, u64)| sources.get(row.0).map(|source| id_at(source, row.1)).unwrap_or_default();
    let second = rows.get(1).copied().unwrap_or(first);
    let clash = |row| Clash { code, id: id(row), first: if row == first { second } else { first } };
    rows.into_iter().skip(kept).map(|row| (row, clash(row))).collect()
}

fn at(source: &Source, place: u64) -> Option<Box<dyn Rows + '_>> {
    let mut rows = source.table.rows_from(place);
    rows.advance().then_some(rows)
}

fn id_at(source: &Source, place: u64) -> String {
    let column = source.table.heading().column("task_id");
    let text = column.zip(at(source, place)).map(|(column, rows)| spelling::tidy(&rows.cell(column).text()));
    text.unwrap_or_default()
}

/// The decoded values of all mapped fields of a row: a date is the same day whether it is typed or real, a unit the same
/// however it is spelt.
fn values(source: &Source, registry: &Registry, dates: DateSettings, place: u64) -> Vec<String> {
    let rule = dates.of(&source.mapping);
    let Some(rows) = at(source, place) else { return Vec::new() };
    let given = given_on(rows.as_ref(), source, dates);
    let mapped = FIELDS.iter().filter_map(|field| Some((field, source.table.heading().column(field.id)?)));
    let mut deadlines = DeadlineReader::default();
    let mut value = |kind, cell: &RawCell<'_>| match kind {
        FieldKind::Date => match dates::decode(cell, rule) {
            Ok(date) => date.map(|date| date.to_string()).unwrap_or_default(),
            Err(_) => spelling::tidy(&cell.text()),
        },
        FieldKind::Deadline => match deadlines.read(cell, rule) {
            Ok(found) => format!("{} {:?}", found.kind.id(), found.date),
            Err(_) => spelling::tidy(&cell.text()),
        },
        FieldKind::Units => match leads::read(&cell.text(), registry, &source.mapping) {
            Ok(leads) => {
                let unit = |lead| match lead {
                    Lead::Known(owners) => registry.on_day(owners, given).ok_or_else(|| spelling::key(&cell.text())),
                    Lead::Unknown(spelt) => Err(spelling::key(&spelt)),
                };
                let mut units: Vec<_> = leads.into_iter().map(unit).collect();
                units.sort();
                format!("{units:?}")
            }
            Err(_) => spelling::key(&cell.text()),
        },
        FieldKind::Text | FieldKind::OfDeadline => spelling::tidy(&cell.text()),
    };
    let values = mapped.map(|(field, column)| value(field.kind, &rows.cell(column)));
    // A row that lost or gained a separator is not the same as a whole one, whatever its cells seem to say.
    values.chain([rows.width().to_string()]).collect()
}
