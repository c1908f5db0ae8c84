//! Which rows are the same task twice.
//!
//! In: every source. Out: the rows that must wait: of rows with one id that are equal in all mapped fields all but the first
//! (`duplicate-id`), of rows that differ all (`conflicting-id`), or, by policy, only those of the latest update, if there are several: the
//! rows before it are superseded. Only 64-bit hashes are held for rows whose id occurs once.

use std::{
    collections::{BTreeMap, BTreeSet},
    hash::{BuildHasher, Hasher},
};

use chrono::NaiveDate;
use foldhash::fast::FixedState;
use wide::u8x16;

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

/// Hashes the ids of one scope: those that are the same words have the same hash.
#[derive(Debug, Clone)]
pub struct IdHasher(FixedState);

/// Ids of so many bytes are hashed where they stand, if they are plain letters, digits and single signs between them.
const SHORT_ID: usize = 64;

impl IdHasher {
    /// A hasher for a scope.
    pub fn new(scope: &str) -> Self {
        Self(FixedState::with_seed(FixedState::default().hash_one(scope)))
    }

    /// The hash of the id in a cell; `None` for a cell without one.
    #[inline]
    pub fn of(&self, cell: &[u8]) -> Option<u64> {
        let mut short = [0; SHORT_ID];
        match plain_key(cell, &mut short) {
            Some(key) => Some(self.of_key(key)),
            None => self.of_text(cell),
        }
    }

    #[cold]
    fn of_text(&self, cell: &[u8]) -> Option<u64> {
        let key = spelling::key(&String::from_utf8_lossy(cell));
        (!key.is_empty()).then(|| self.of_key(key.as_bytes()))
    }

    fn of_key(&self, key: &[u8]) -> u64 {
        let mut hasher = self.0.build_hasher();
        hasher.write(key);
        // Zero stands for no id.
        hasher.finish().max(1)
    }
}

/// The key of an id whose words are plain: in small letters, one space between them. Nothing where that takes more than a look at each byte.
#[inline]
fn plain_key<'a>(cell: &[u8], room: &'a mut [u8; SHORT_ID]) -> Option<&'a [u8]> {
    let key = room.get_mut(..cell.len())?;
    let (mut spaces, mut marks) = (0_u64, 0_u64);
    for (index, part) in cell.chunks(16).enumerate() {
        let mut bytes = [b' '; 16];
        bytes.iter_mut().zip(part).for_each(|(to, byte)| *to = *byte);
        let bytes = u8x16::new(bytes);
        let is_below = |bytes: u8x16, first: u8, count: u8| {
            let above = bytes - u8x16::splat(first);
            above.min(u8x16::splat(count - 1)).simd_eq(above)
        };
        let small = bytes | u8x16::splat(0x20);
        let is_word = is_below(small, b'a', 26) | is_below(bytes, b'0', 10);
        let signs = is_word.select(small, u8x16::splat(b' '));
        key.iter_mut().skip(index * 16).zip(signs.to_array()).for_each(|(to, sign)| *to = sign);
        spaces |= u64::from(!is_word.to_bitmask() & 0xFFFF) << (index * 16);
        marks |= u64::from(bytes.to_bitmask());
    }
    let behind = spaces >> cell.len().checked_sub(1)? & 1;
    (marks == 0 && behind == 0 && spaces & (spaces << 1 | 1) & (u64::MAX >> (SHORT_ID - cell.len())) == 0)
        .then_some(key)
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn plain_ids_are_hashed_where_they_stand_as_their_keys_are(id in "[ -~\t]{0,64}") {
            let hasher = IdHasher::new("all");
            let key = spelling::key(&id);
            let wanted = (!key.is_empty()).then(|| hasher.of_key(key.as_bytes()));
            prop_assert_eq!(hasher.of(id.as_bytes()), wanted, "{}", id);
        }
    }
}
