//! Whether columns add up: all tasks and their statuses, groups and what stands below them, sums that the heading itself names.
//!
//! In: a [`Table`]. Out: notes. A sum is believed where words say it or most rows bear it out.

use std::collections::BTreeSet;

use super::{
    beside::Beside,
    checks::PARTS,
    past,
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

/// Why a sum is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Belief {
    /// Words leave no doubt.
    Said,
    /// A column is called a total; of which others, it does not say.
    Named,
    /// A column only says past the deadline, and stands where that has one likely meaning.
    Read,
    /// The columns stand as they would.
    Guessed,
}

/// Names of columns that are sums.
const TOTALS: [&str; 4] = ["tổng", "tổng số", "tổng cộng", "cộng"];

/// Compares every row.
pub fn check(table: &Table<'_>, notes: &mut Notes) {
    let mut told: BTreeSet<Sum> = BTreeSet::new();
    for (sum, belief) in sums(table) {
        let mut parts = sum.parts.clone();
        parts.sort_unstable();
        if told.insert(Sum { parts, ..sum }) {
            compare(table, &sum, belief, notes);
        }
    }
}

/// The sums that a table may have.
fn sums(table: &Table<'_>) -> Vec<(Sum, Belief)> {
    let formulas = table.head.formulas.iter();
    let stated = formulas.map(|(whole, parts)| (Sum { whole: *whole, parts: parts.clone() }, Belief::Said));
    let settled = settled(table);
    let column_of = |role: Role| {
        let read = || settled.iter().find(|(_, meaning)| *meaning == role).map(|(column, _)| (*column, Belief::Read));
        table.column_of(role).map(|column| (column, Belief::Said)).or_else(read)
    };
    let identities = IDENTITIES.iter().filter_map(|(whole, parts)| {
        let parts: Option<Vec<(usize, Belief)>> = parts.iter().map(|role| column_of(*role)).collect();
        let ((whole, _), parts) = (column_of(*whole)?, parts?);
        let is_read = parts.iter().any(|(_, belief)| *belief == Belief::Read);
        let mut parts: Vec<usize> = parts.into_iter().map(|(column, _)| column).collect();
        parts.extend(early(table, &parts));
        Some((Sum { whole, parts }, if is_read { Belief::Read } else { Belief::Said }))
    });
    let mut sums: Vec<(Sum, Belief)> = stated.chain(identities).chain(groups(table)).chain(flat(table)).collect();
    let last = last(table).filter(|last| sums.iter().all(|(sum, _)| sum.whole != last.whole));
    sums.extend(last.map(|last| (last, Belief::Named)));
    sums
}

/// Columns that only say past the deadline, with what they mean where they stand.
fn settled(table: &Table<'_>) -> Vec<(usize, Role)> {
    let roles: Vec<Option<Role>> = table.columns.iter().map(|column| column.role).collect();
    let meanings = past::settled(&roles).into_iter().enumerate();
    meanings.filter_map(|(column, meaning)| Some((column, meaning?))).collect()
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
fn groups(table: &Table<'_>) -> Vec<(Sum, Belief)> {
    let paths = &table.head.paths;
    let group_of = |column: usize| paths.get(column).and_then(|path| path.split_last()).map(|(_, group)| group);
    let sum = |whole: usize| {
        let group = group_of(whole).filter(|group| !group.is_empty())?;
        let parts: Vec<usize> =
            table.counts().filter(|column| *column != whole && group_of(*column) == Some(group)).collect();
        (parts.len() >= 2).then_some((Sum { whole, parts }, Belief::Named))
    };
    table.counts().filter(|column| is_total(table, *column)).filter_map(sum).collect()
}

/// Whether a column is called a total.
fn is_total(table: &Table<'_>, column: usize) -> bool {
    let leaf = spelling::key(table.leaf(column));
    TOTALS.iter().any(|word| leaf == spelling::key(word))
}

/// `Đúng hạn | Quá hạn | Cộng`: the last column is the sum of those before it, of all or of the last of them.
fn last(table: &Table<'_>) -> Option<Sum> {
    let counts: Vec<usize> = tasks(table).collect();
    let (whole, before) = counts.split_last()?;
    let is_alone = table.head.paths.get(*whole).is_some_and(|path| path.len() == 1);
    if !is_alone || !is_total(table, *whole) {
        return None;
    }
    let of = |from: usize| Sum { whole: *whole, parts: before.get(from..).unwrap_or_default().to_vec() };
    let mut ways = (0..before.len().saturating_sub(1)).map(of);
    let all = ways.next()?;
    let holds = |sum: &Sum| holds(&compared(table, sum));
    Some(if holds(&all) { all } else { ways.find(holds).unwrap_or(all) })
}

/// All tasks against every other count: a table that only shows statuses, in whatever words.
fn flat(table: &Table<'_>) -> Option<(Sum, Belief)> {
    let counts: Vec<usize> = tasks(table).collect();
    let (whole, parts) = counts.split_first()?;
    let is_all = table.columns.get(*whole).is_some_and(|column| role_of(&column.heading) == Some(Role::Assigned));
    (is_all && parts.len() >= 2).then(|| (Sum { whole: *whole, parts: parts.to_vec() }, Belief::Guessed))
}

/// Columns of tasks; money and areas beside them are no part of them.
fn tasks(table: &Table<'_>) -> impl Iterator<Item = usize> {
    table.counts().filter(|column| table.columns.get(*column).is_some_and(|it| !it.is_measure))
}

/// A row with what the parts add up to, and what the whole says.
type Compared<'t> = (&'t Row, Number, Number);

fn compared<'t>(table: &'t Table<'_>, sum: &Sum) -> Vec<Compared<'t>> {
    let figures = table.rows.iter().filter(|row| matches!(row.kind, RowKind::Figures | RowKind::Total));
    let nothing = Number::of_count(0);
    let row = |row: &'t Row| {
        let parts = Table::sum(sum.parts.iter().map(|part| table.amount(row, *part)))?;
        let whole = table.amount(row, sum.whole)?;
        (!parts.is_same(nothing) || !whole.is_same(nothing)).then_some((row, parts, whole))
    };
    figures.filter_map(row).collect()
}

/// Whether it holds in some rows, and in as many as it does not.
fn holds(compared: &[Compared<'_>]) -> bool {
    let right = compared.iter().filter(|(_, parts, whole)| parts.is_same(*whole)).count();
    right > 0 && right * 2 >= compared.len()
}

fn compare(table: &Table<'_>, sum: &Sum, belief: Belief, notes: &mut Notes) {
    let compared = compared(table, sum);
    let may_miss =
        matches!(belief, Belief::Said | Belief::Read) && compared.iter().any(|(_, it, whole)| !it.is_same(*whole));
    let beside = if may_miss { Beside::of(table, sum.whole, &sum.parts) } else { Vec::new() };
    let holds = holds(&compared) || !beside.is_empty();
    if compared.is_empty() || !holds && belief == Belief::Guessed {
        return;
    }
    notes.compared(PARTS, compared.len());
    let names = names(table, &sum.parts);
    // Where every column is a status there is nothing else that it could be the sum of.
    let is_whole = tasks(table).all(|column| table.columns.get(column).is_some_and(|it| it.role.is_some()));
    let is_certain = is_whole && belief == Belief::Said;
    if !holds && !is_certain {
        let words = format!("cột \"{}\" không bằng {names} ở hầu hết các dòng", table.heading(sum.whole));
        return notes.look(PARTS, table.grid.place_of_all(), words);
    }
    for (row, parts, whole) in compared.iter().filter(|(_, parts, whole)| !parts.is_same(*whole)) {
        let numbers: Vec<Number> = sum.parts.iter().filter_map(|part| table.amount(row, *part)).collect();
        let words = format!("ghi {whole}, còn {} = {parts} ({names})", added(&numbers));
        let digits = numbers.iter().copied().map(Number::digits).max().unwrap_or_default().max(whole.digits());
        let with = beside.iter().find(|with| with.holds(table, row));
        let place = table.place(row, sum.whole);
        match with {
            Some(with) if with.is_borne_out => {}
            Some(with) => {
                let words = format!("{words}; bằng nhau nếu cộng cả {}", self::names(table, &with.columns));
                notes.look(PARTS, place, words);
            }
            None if whole.may_be_rounded(*parts, numbers.len(), digits) => {
                notes.look(PARTS, place, format!("{words} (có thể do làm tròn)"));
            }
            None if belief == Belief::Read => {
                notes.look(
                    PARTS,
                    place,
                    format!("{words}: xem quá hạn ở đây là hoàn thành quá hạn hay chưa hoàn thành"),
                );
            }
            None => notes.fail(PARTS, place, words),
        }
    }
}

/// `Đúng hạn + Quá hạn`.
fn names(table: &Table<'_>, columns: &[usize]) -> String {
    columns.iter().map(|column| table.leaf(*column)).collect::<Vec<_>>().join(" + ")
}

/// `25 + 3 + 27`.
fn added(numbers: &[Number]) -> String {
    numbers.iter().map(Number::to_string).collect::<Vec<_>>().join(" + ")
}
