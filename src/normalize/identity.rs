//! Which rows are the same task twice.
//!
//! In: every source. Out: the rows that must wait: of rows with one id that are equal in all mapped fields all but the first
//! (`duplicate-id`), of rows that differ all (`conflicting-id`). Only 64-bit hashes are held for rows whose id occurs once.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::{
    Source,
    dates::{self, DateSettings},
    deadline::DeadlineReader,
    decode::given_on,
    leads::{self, Lead},
    registry::Registry,
};
use crate::{
    diagnostic::Code,
    ingest::{RawCell, Rows},
    policy::HiddenRowsPolicy,
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
    /// (source, place) of the first row with that id.
    pub first: (usize, u64),
}

/// The rows that clash, by (source, place).
#[must_use]
pub fn clashes(
    sources: &[Source],
    registry: &Registry,
    dates: DateSettings,
    hidden_rows: HiddenRowsPolicy,
) -> BTreeMap<(usize, u64), Clash> {
    let mut hashes: Vec<(u64, usize, u64)> = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let Some(column) = source.table.heading().column("task_id") else { continue };
        let mut rows = source.table.rows();
        while rows.advance() {
            let is_hidden = hidden_rows == HiddenRowsPolicy::Skip && rows.is_hidden();
            if is_hidden || source.table.is_left_out(rows.place()) {
                continue;
            }
            let id = spelling::key(&rows.cell(column).text());
            if !id.is_empty() {
                hashes.push((hash(source.id_scope(), &id), index, rows.place()));
            }
        }
    }
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
    suspects.into_values().flat_map(|rows| resolve(sources, registry, dates, rows)).collect()
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
    rows.into_iter().skip(kept).map(|row| (row, Clash { code, id: id(row), first })).collect()
}

fn hash(scope: &str, id: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (scope, id).hash(&mut hasher);
    hasher.finish()
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
