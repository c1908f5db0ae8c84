//! Whether rows add up: totals, and parents with their children.
//!
//! In: a [`Table`]. Out: notes. What a row is the sum of is not guessed by its name alone: of the ways in which tables are built the
//! one is taken that holds for most columns, and a table where none does is left to a person.

use std::collections::BTreeSet;

use super::{
    checks::SUMS,
    column::{ColumnKind, Sums},
    judge::{Judged, Wrong},
    parents::{self, Parents},
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::{
    spelling,
    wording::{Number, says},
};

/// Compares every total and every parent.
pub fn check(table: &Table<'_>, notes: &mut Notes) {
    let parents = Parents::of(table);
    parents.tell(table, notes);
    let mut totals = table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Total).peekable();
    if totals.peek().is_none() {
        unnamed(table, &parents.owned, notes);
    }
    let mut is_sum_of_all = false;
    for (index, row) in totals {
        is_sum_of_all |= total(table, (index, row), &parents.owned, notes);
    }
    if !is_sum_of_all {
        parents.doubtful(table, notes);
    }
}

/// Rows that a total may be the sum of, and whether rows without a sequence number were left out as parts of the row above them.
struct Way<'t> {
    rows: Vec<&'t Row>,
    leaves_out: bool,
}

/// Compares a total; whether it is the sum of all rows, with those that have no sequence number.
fn total(table: &Table<'_>, (index, row): (usize, &Row), owned: &BTreeSet<usize>, notes: &mut Notes) -> bool {
    let rows = &table.rows;
    let part = |from: usize, to: usize, leaves_out: bool| {
        let rows = rows.get(from..to).unwrap_or_default();
        Way { rows: parents::topmost(rows, owned, leaves_out), leaves_out }
    };
    let before = rows.iter().take(index).rposition(|row| row.kind == RowKind::Total).map_or(0, |before| before + 1);
    let next = rows.iter().skip(index + 1).position(|row| row.kind == RowKind::Total);
    let after = next.map_or(rows.len(), |next| index + 1 + next);
    let totals: Vec<&Row> = rows.iter().take(index).filter(|row| row.kind == RowKind::Total).collect();
    let totals = || Way { rows: totals.clone(), leaves_out: false };
    let ways = [false, true].into_iter().flat_map(|leaves_out| {
        let below = part(index + 1, after, leaves_out);
        let rest = part(index + 1, rows.len(), leaves_out);
        [part(before, index, leaves_out), part(0, index, leaves_out), totals(), below, rest]
    });
    let judged = ways.filter(|way| !way.rows.is_empty()).map(|way| (Judged::of(table, row, &way.rows), way));
    // The first of those that hold best.
    let best = judged.reduce(|best, next| if next.0.share() > best.0.share() { next } else { best });
    let Some((best, way)) = best else { return false };
    unexpected(table, row, &way.rows, notes);
    if best.compared == 0 {
        return false;
    }
    if says(&spelling::key(&row.label), "không tính trùng") || says(&spelling::key(&row.label), "trong đó") {
        part_of_all(table, row, &best, notes);
        return false;
    }
    notes.compared(SUMS, best.compared);
    let is_plain = rows.iter().filter(|row| row.kind == RowKind::Total).count() == 1
        && rows.iter().filter(|row| row.kind == RowKind::Figures).all(|row| row.level.is_none_or(|level| level >= 2));
    let is_sum = best.holds();
    if is_sum || is_plain {
        best.wrong.iter().for_each(|wrong| tell(table, row, wrong, notes));
    } else {
        let words = format!("dòng \"{}\" không bằng tổng của nhóm dòng nào trong bảng", row.label);
        notes.look(SUMS, table.grid.place_of_row(row.at), words);
    }
    if way.leaves_out {
        left_out(table, row, &way.rows, owned, notes);
    }
    is_sum && !way.leaves_out
}

fn tell(table: &Table<'_>, row: &Row, wrong: &Wrong, notes: &mut Notes) {
    let words = format!("cộng các dòng được {}, dòng \"{}\" ghi {}", wrong.sum, row.label, wrong.stated);
    wrong.tell(table, row, words, notes);
}

/// Points, changes and averages need not add up; a total of them that is neither their sum nor within them is worth a look.
fn unexpected(table: &Table<'_>, row: &Row, parts: &[&Row], notes: &mut Notes) {
    let columns = table.columns.iter().enumerate();
    for (column, _) in columns.filter(|(_, it)| it.kind == ColumnKind::Other && it.sums == Sums::Doubtful) {
        let amounts: Option<Vec<Number>> = parts.iter().map(|part| table.amount(part, column)).collect();
        let (Some(amounts), Some(stated)) =
            (amounts, table.number(row, column).and_then(|_| table.amount(row, column)))
        else {
            continue;
        };
        let Some(sum) = Table::sum(amounts.iter().copied().map(Some)) else { continue };
        let holds = |is: fn(u64, u64) -> bool| {
            amounts.iter().any(|amount| stated.ratio(*amount).is_some_and(|(stated, amount)| is(stated, amount)))
        };
        let is_within = holds(|stated, amount| stated <= amount) && holds(|stated, amount| stated >= amount);
        if !sum.is_same(stated) && !is_within {
            let words = format!(
                "cộng các dòng được {sum}, dòng \"{}\" ghi {stated}: không rõ cột này có cộng dọc không",
                row.label
            );
            notes.look(SUMS, table.place(row, column), words);
        }
    }
}

/// Some of the tasks cannot be more than all of them.
fn part_of_all(table: &Table<'_>, row: &Row, judged: &Judged, notes: &mut Notes) {
    notes.compared(SUMS, judged.compared);
    let is_more = |wrong: &&Wrong| wrong.stated.ratio(wrong.sum).is_some_and(|(stated, sum)| stated > sum);
    judged.wrong.iter().filter(is_more).for_each(|wrong| tell(table, row, wrong, notes));
}

/// Rows without a sequence number that the total only holds without.
fn left_out(table: &Table<'_>, total: &Row, counted: &[&Row], owned: &BTreeSet<usize>, notes: &mut Notes) {
    let is_lost = |row: &&Row| {
        row.kind == RowKind::Figures
            && row.level.is_none()
            && !owned.contains(&row.at)
            && counted.iter().all(|counted| counted.at != row.at)
    };
    for row in table.rows.iter().filter(is_lost) {
        let words = format!("dòng \"{}\" không có số thứ tự, không được cộng vào dòng \"{}\"", row.label, total.label);
        notes.look(SUMS, table.grid.place_of_row(row.at), words);
    }
}

/// The last row of a table without a total, where it alone has no sequence number: it is the total if it is the sum.
fn unnamed(table: &Table<'_>, owned: &BTreeSet<usize>, notes: &mut Notes) {
    let Some((row, others)) = table.rows.split_last() else { return };
    let figures = || others.iter().filter(|row| row.kind == RowKind::Figures);
    let is_last = row.kind == RowKind::Figures && row.level.is_none() && !owned.contains(&row.at);
    if !is_last || figures().count() < 2 || figures().any(|row| row.level.is_none()) {
        return;
    }
    let judged = Judged::of(table, row, &parents::topmost(others, owned, false));
    let is_largest = table.counts().all(|column| {
        let own = table.amount(row, column);
        figures().all(|other| match (own, table.amount(other, column)) {
            (Some(own), Some(other)) => own.ratio(other).is_some_and(|(own, other)| own >= other),
            _ => false,
        })
    });
    let is_something =
        table.counts().any(|column| table.amount(row, column).is_some_and(|it| !it.is_same(Number::of_count(0))));
    if judged.holds() {
        notes.compared(SUMS, judged.compared);
        judged.wrong.iter().for_each(|wrong| tell(table, row, wrong, notes));
    } else if is_largest && is_something {
        let words = format!("dòng \"{}\" giống dòng tổng mà không bằng tổng các dòng", row.label);
        notes.look(SUMS, table.grid.place_of_row(row.at), words);
    }
}
