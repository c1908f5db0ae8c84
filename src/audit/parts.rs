//! Whether columns add up: all tasks and their statuses, groups and what stands below them, sums that the heading itself names.
//!
//! In: a [`Table`]. Out: notes. A sum is believed where words say it or most rows bear it out.

use std::collections::BTreeSet;

use super::{
    checks::PARTS,
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::{
    spelling,
    wording::{IDENTITIES, Number, Role, role_of, says},
};

/// A column and those that it should be the sum of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Sum {
    whole: usize,
    parts: Vec<usize>,
}

/// Compares every row.
pub fn check(table: &Table<'_>, notes: &mut Notes) {
    let mut told: BTreeSet<Sum> = BTreeSet::new();
    for (sum, is_said) in sums(table) {
        if told.insert(sum.clone()) {
            compare(table, &sum, is_said, notes);
        }
    }
}

/// The sums that a table may have, and whether words leave no doubt.
fn sums(table: &Table<'_>) -> Vec<(Sum, bool)> {
    let stated = table.head.formulas.iter().map(|(whole, parts)| (Sum { whole: *whole, parts: parts.clone() }, true));
    let identities = IDENTITIES.iter().filter_map(|(whole, parts)| {
        let parts: Option<Vec<usize>> = parts.iter().map(|role| table.column_of(*role)).collect();
        let (whole, mut parts) = (table.column_of(*whole)?, parts?);
        parts.extend(early(table, &parts));
        Some((Sum { whole, parts }, true))
    });
    stated.chain(identities).chain(groups(table)).chain(flat(table)).collect()
}

/// `Trước hạn` beside `Đúng hạn`: in time too.
fn early(table: &Table<'_>, parts: &[usize]) -> Option<usize> {
    let group_of =
        |column: usize| table.head.paths.get(column).and_then(|path| path.split_last()).map(|(_, group)| group);
    let is_early = |column: &usize| says(&spelling::key(table.leaf(*column)), "trước hạn");
    let in_group = |column: &usize| parts.iter().any(|part| group_of(*part) == group_of(*column));
    let in_time = parts.iter().any(|part| table.columns.get(*part).is_some_and(|it| it.role == Some(Role::OnTime)));
    table.counts().find(|column| in_time && is_early(column) && in_group(column))
}

/// `Đã hoàn thành {Tổng, Đúng hạn, Quá hạn}`: the first of a group is the sum of the others.
fn groups(table: &Table<'_>) -> Vec<(Sum, bool)> {
    let paths = &table.head.paths;
    let group_of = |column: usize| paths.get(column).and_then(|path| path.split_last()).map(|(_, group)| group);
    let is_sum = |column: usize| {
        let leaf = paths.get(column).and_then(|path| path.last()).map(|leaf| spelling::key(leaf));
        leaf.is_some_and(|leaf| ["tổng", "tổng số", "tổng cộng", "cộng"].iter().any(|word| leaf == spelling::key(word)))
    };
    let sum = |whole: usize| {
        let group = group_of(whole).filter(|group| !group.is_empty())?;
        let parts: Vec<usize> =
            table.counts().filter(|column| *column != whole && group_of(*column) == Some(group)).collect();
        (parts.len() >= 2).then_some((Sum { whole, parts }, false))
    };
    table.counts().filter(|column| is_sum(*column)).filter_map(sum).collect()
}

/// All tasks against every other count: a table that only shows statuses, in whatever words.
fn flat(table: &Table<'_>) -> Option<(Sum, bool)> {
    let counts: Vec<usize> = tasks(table).collect();
    let (whole, parts) = counts.split_first()?;
    let is_all = table.columns.get(*whole).is_some_and(|column| role_of(&column.heading) == Some(Role::Assigned));
    (is_all && parts.len() >= 2).then(|| (Sum { whole: *whole, parts: parts.to_vec() }, false))
}

/// Columns of tasks; money and areas beside them are no part of them.
fn tasks(table: &Table<'_>) -> impl Iterator<Item = usize> {
    table.counts().filter(|column| table.columns.get(*column).is_some_and(|it| !it.is_measure))
}

fn compare(table: &Table<'_>, sum: &Sum, is_said: bool, notes: &mut Notes) {
    let kinds = [RowKind::Figures, RowKind::Total];
    let figures = table.rows.iter().filter(|row| kinds.contains(&row.kind));
    let nothing = Number::of_count(0);
    let compared: Vec<(&Row, Number, Number)> = figures
        .filter_map(|row| {
            let parts = Table::sum(sum.parts.iter().map(|part| table.amount(row, *part)))?;
            let whole = table.amount(row, sum.whole)?;
            (!parts.is_same(nothing) || !whole.is_same(nothing)).then_some((row, parts, whole))
        })
        .collect();
    let wrong: Vec<&(&Row, Number, Number)> =
        compared.iter().filter(|(_, parts, whole)| !parts.is_same(*whole)).collect();
    let holds = (compared.len() - wrong.len()) * 2 >= compared.len() && compared.len() > wrong.len();
    if compared.is_empty() || !holds && !is_said {
        return;
    }
    notes.compared(PARTS, compared.len());
    let names: Vec<&str> = sum.parts.iter().map(|part| table.leaf(*part)).collect();
    let names = names.join(" + ");
    // Where every column is a status there is nothing else that it could be the sum of.
    let is_whole = tasks(table).all(|column| table.columns.get(column).is_some_and(|it| it.role.is_some()));
    if !holds && !is_whole {
        let words = format!("cột \"{}\" không bằng {names} ở hầu hết các dòng", table.heading(sum.whole));
        return notes.look(PARTS, table.grid.place_of_all(), words);
    }
    for (row, parts, whole) in wrong {
        let numbers: Vec<Number> = sum.parts.iter().filter_map(|part| table.amount(row, *part)).collect();
        let words = format!("ghi {whole}, còn {} = {parts} ({names})", added(&numbers));
        let digits = numbers.iter().copied().map(Number::digits).max().unwrap_or_default().max(whole.digits());
        if whole.may_be_rounded(*parts, numbers.len(), digits) {
            notes.look(PARTS, table.place(row, sum.whole), format!("{words} (có thể do làm tròn)"));
        } else {
            notes.fail(PARTS, table.place(row, sum.whole), words);
        }
    }
}

/// `25 + 3 + 27`.
fn added(numbers: &[Number]) -> String {
    numbers.iter().map(Number::to_string).collect::<Vec<_>>().join(" + ")
}
