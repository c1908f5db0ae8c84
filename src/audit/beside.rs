//! Columns that belong to a sum though the words of no status name them: `Tạm dừng`, `Không quy định thời hạn`.
//!
//! In: a [`Table`], a whole and the parts that words name. Out: [`Beside`]: the columns that make up the rest where those do not. What
//! they are nobody says, so that they count only where the figures bear them out.

use super::{
    row::{Row, RowKind},
    table::Table,
};
use crate::{
    spelling,
    wording::{Number, says_any},
};

/// Words of counts that lie within others: nothing is made up of them.
const WITHIN: [&str; 4] = ["sắp", "gia hạn", "trong đó", "trọng tâm"];

/// Whether words say that a count lies within others.
#[must_use]
pub fn lies_within(words: &str) -> bool {
    says_any(&spelling::key(words), &WITHIN)
}

/// Columns that are tried.
const MOST: usize = 12;

/// Columns that make up a whole together with its parts.
pub struct Beside {
    /// Those columns.
    pub columns: Vec<usize>,
    /// Whether more rows bear it out than the parts alone.
    pub is_borne_out: bool,
    whole: usize,
    parts: Vec<usize>,
}

impl Beside {
    /// Those of a sum, the columns that stand together tried together; those that the rows bear out first.
    #[must_use]
    pub fn of(table: &Table<'_>, whole: usize, parts: &[usize]) -> Vec<Self> {
        let is_unknown = |column: &usize| {
            *column != whole
                && !parts.contains(column)
                && table.columns.get(*column).is_some_and(|it| it.role.is_none() && !it.is_measure)
        };
        let unknown: Vec<usize> = table.counts().filter(is_unknown).take(MOST).collect();
        let runs = (0..unknown.len()).flat_map(|from| (from + 1..=unknown.len()).map(move |to| (from, to)));
        let runs = runs.filter_map(|(from, to)| unknown.get(from..to));
        let mut found: Vec<Self> = runs.filter_map(|columns| Self::with(table, (whole, parts), columns)).collect();
        found.sort_by_key(|beside| !beside.is_borne_out);
        found
    }

    fn with(table: &Table<'_>, (whole, parts): (usize, &[usize]), columns: &[usize]) -> Option<Self> {
        let figures = table.rows.iter().filter(|row| matches!(row.kind, RowKind::Figures | RowKind::Total));
        let of =
            |columns: &[usize]| Self { columns: columns.to_vec(), is_borne_out: false, whole, parts: parts.to_vec() };
        let (alone, both) = (of(&[]), of(columns));
        let held: Vec<(bool, bool)> = figures.map(|row| (alone.holds(table, row), both.holds(table, row))).collect();
        let mends = held.iter().any(|(alone, both)| *both && !*alone);
        let (alone, with) = (held.iter().filter(|(it, _)| *it).count(), held.iter().filter(|(_, it)| *it).count());
        let is_within = columns.iter().any(|column| lies_within(table.heading(*column)));
        mends.then_some(Self { is_borne_out: with > alone && !is_within, ..both })
    }

    /// Whether the whole of a row is the sum of its parts with these columns.
    #[must_use]
    pub fn holds(&self, table: &Table<'_>, row: &Row) -> bool {
        let all = self.parts.iter().chain(&self.columns);
        let sum = Table::sum(all.map(|column| table.amount(row, *column)));
        sum.zip(table.amount(row, self.whole)).is_some_and(|(sum, whole): (Number, Number)| sum.is_same(whole))
    }
}
