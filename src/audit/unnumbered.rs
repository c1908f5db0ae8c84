//! Groups whose first row bears their sums but no sequence number: `Cấp tỉnh 30`, and below it its units, numbered or not.
//!
//! In: a [`Table`]. Out: [`Unnumbered`]: a reading in which such rows are the sums of those below. Nothing but the figures tells which
//! they are, so that a reading counts only where a total bears it out better than the plain one.

use std::collections::BTreeSet;

use super::{
    checks::SUMS,
    judge::Judged,
    parents::topmost,
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::wording::Number;

/// Rows that a group without sequence numbers has at most.
const MOST: usize = 300;

/// One reading of a table.
pub struct Unnumbered<'t> {
    groups: Vec<Group<'t>>,
    /// Rows that are parts of others.
    pub owned: BTreeSet<usize>,
}

/// A row that is the sum of so many below it.
struct Group<'t> {
    row: &'t Row,
    judged: Judged,
    parts: usize,
}

impl<'t> Unnumbered<'t> {
    /// Finds the groups, beside rows that are parts already. One row alone is a part of the one above only where others show that there
    /// are groups: two units may be alike.
    #[must_use]
    pub fn of(table: &'t Table<'_>, owned: &BTreeSet<usize>) -> Self {
        let mut reading = Self { groups: Vec::new(), owned: owned.clone() };
        let mut rows = table.rows.as_slice();
        while let Some((row, rest)) = rows.split_first() {
            rows = rest;
            if row.kind != RowKind::Figures || row.level.is_some() || owned.contains(&row.at) {
                continue;
            }
            let below = below(table, row, rest, owned);
            let judged = Judged::of(table, row, &below);
            if let Some(last) = below.last().filter(|_| judged.holds()) {
                rows =
                    rest.iter().position(|row| row.at == last.at).and_then(|at| rest.get(at + 1..)).unwrap_or_default();
                reading.owned.extend(below.iter().map(|row| row.at));
                reading.groups.push(Group { row, judged, parts: below.len() });
            }
        }
        if reading.groups.iter().all(|group| group.parts < 2) {
            return Self { groups: Vec::new(), owned: owned.clone() };
        }
        reading
    }

    /// Whether it says anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Whether a row is the sum of those below.
    #[must_use]
    pub fn is_sum(&self, row: &Row) -> bool {
        self.groups.iter().any(|group| group.row.at == row.at)
    }

    /// Whether a group of several rows has every sum that it should have.
    #[must_use]
    pub fn has_right_group(&self) -> bool {
        self.groups.iter().any(|group| group.judged.wrong.is_empty() && group.parts > 1)
    }

    /// Tells the cells that are not the sums of those below.
    pub fn tell(&self, table: &Table<'_>, notes: &mut Notes) {
        for Group { row, judged, .. } in &self.groups {
            notes.compared(SUMS, judged.compared);
            for wrong in &judged.wrong {
                let words =
                    format!("cộng các dòng dưới được {}, dòng \"{}\" ghi {}", wrong.sum, row.label, wrong.stated);
                wrong.tell(table, row, words, notes);
            }
        }
    }
}

/// The rows below one without a sequence number that may be its parts: those with numbers, up to the next without; where no row has
/// one, as many as add up to it.
fn below<'t>(table: &Table<'_>, row: &Row, rest: &'t [Row], owned: &BTreeSet<usize>) -> Vec<&'t Row> {
    let is_own = |other: &&Row| other.kind != RowKind::Total && !owned.contains(&other.at);
    if rest.iter().find(is_own).is_some_and(|next| next.level.is_some()) {
        let is_numbered =
            |other: &&Row| other.kind != RowKind::Total && (other.level.is_some() || owned.contains(&other.at));
        let count = rest.iter().take_while(is_numbered).count();
        return topmost(rest.get(..count).unwrap_or_default(), owned, false);
    }
    let is_bare = |other: &&Row| other.kind == RowKind::Figures && other.level.is_none();
    let bare = rest.iter().take_while(is_bare).filter(is_own).take(MOST);
    let mut bare: Vec<&Row> = bare.collect();
    bare.truncate(adding_up(table, row, &bare));
    bare
}

/// How many of the rows below add up to a row in every column, else in most; none where they never do.
fn adding_up(table: &Table<'_>, row: &Row, below: &[&Row]) -> usize {
    let nothing = Number::of_count(0);
    let stated: Vec<(usize, Number)> = table
        .counts()
        .filter_map(|column| Some((column, table.amount(row, column)?)))
        .filter(|(_, amount)| !amount.is_same(nothing))
        .collect();
    let (mut sums, mut most): (Vec<Option<Number>>, usize) = (vec![Some(nothing); stated.len()], 0);
    for (count, other) in (1..).zip(below) {
        for ((column, _), sum) in stated.iter().zip(&mut sums) {
            *sum = sum.and_then(|sum| sum.plus(table.amount(other, *column)?));
        }
        let holds = |is: fn(u64, u64) -> bool| {
            let both = stated.iter().zip(&sums);
            both.filter(|((_, stated), sum)| {
                sum.and_then(|sum| sum.ratio(*stated)).is_some_and(|(sum, stated)| is(sum, stated))
            })
            .count()
        };
        let same = holds(|sum, stated| sum == stated);
        if count > 1 && same == stated.len() && same > 0 {
            return count;
        }
        if most == 0 && count > 1 && same > 0 && same * 2 >= stated.len() {
            most = count;
        }
        // Sums only grow.
        if holds(|sum, stated| sum > stated) * 2 > stated.len() {
            break;
        }
    }
    most
}
