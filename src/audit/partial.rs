//! Rows that words call a part of others: `Trong đó: …`. They belong to no sum, and are never more than what they are part of.
//!
//! In: a [`Table`]. Out: those rows, and notes of what is more than its whole.

use std::collections::BTreeSet;

use super::{
    checks::SUMS,
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::{spelling, wording::says};

/// Rows of which words say that they are some of those above: `Trong đó: …`, and what follows such a line.
#[must_use]
pub fn partial(rows: &[Row]) -> BTreeSet<usize> {
    let (mut found, mut is_within) = (BTreeSet::new(), false);
    for row in rows {
        let says_so = says(&spelling::key(&row.label), "trong đó");
        is_within = row.level.is_none() && (says_so || is_within);
        found.extend((is_within && row.kind == RowKind::Figures).then_some(row.at));
        // The words with figures of their own speak for themselves alone.
        is_within &= row.kind == RowKind::Group || !says_so;
    }
    found
}

/// Compares each with the row that it stands below; where that one is the smaller one a total may be what it is part of.
pub fn check(table: &Table<'_>, notes: &mut Notes) {
    let partial = partial(&table.rows);
    let total = table.rows.iter().rfind(|row| row.kind == RowKind::Total);
    let mut above: Option<&Row> = None;
    for row in &table.rows {
        if !partial.contains(&row.at) {
            above = Some(row).filter(|row| matches!(row.kind, RowKind::Figures | RowKind::Total)).or(above);
            continue;
        }
        let Some(whole) = above else { continue };
        for column in table.counts().filter(|column| !table.is_doubtful(*column)) {
            let is_more = |whole: &Row| {
                let both = table.amount(row, column)?.ratio(table.amount(whole, column)?)?;
                Some(both.0 > both.1)
            };
            let Some(is_more_than_above) = is_more(whole) else { continue };
            notes.compared(SUMS, 1);
            let stated = table.amount(row, column).filter(|_| is_more_than_above);
            let Some((stated, of)) = stated.zip(table.amount(whole, column)) else { continue };
            let words = format!("dòng \"{}\" ghi {stated}, nhiều hơn dòng \"{}\" ({of})", row.label, whole.label);
            match total.and_then(is_more) {
                Some(false) => notes.look(SUMS, table.place(row, column), words),
                Some(true) | None => notes.fail(SUMS, table.place(row, column), words),
            }
        }
    }
}
