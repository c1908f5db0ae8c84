//! Whether rows add up: totals, and parents with their children.
//!
//! In: a [`Table`]. Out: notes. What a row is the sum of is not guessed by its name alone: of the ways in which tables are built the
//! one is taken that holds for most columns, and a table where none does is left to a person.

use std::collections::BTreeSet;

use super::{
    checks::SUMS,
    column::{ColumnKind, Sums},
    judge::{Judged, Wrong},
    parents::{Parents, topmost},
    result::Notes,
    row::{Row, RowKind},
    table::Table,
    unnumbered::Unnumbered,
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
        return parents.doubtful(table, notes);
    }
    let groups = Unnumbered::of(table, &parents.owned);
    let (mut is_sum_of_all, mut has_groups) = (false, false);
    for (index, row) in totals {
        let found = total(table, (index, row), (&parents.owned, &groups), notes);
        is_sum_of_all |= found.is_some();
        has_groups |= found == Some(true);
    }
    if has_groups {
        groups.tell(table, notes);
    }
    if !is_sum_of_all {
        parents.doubtful(table, notes);
    }
}

/// Rows that a total may be the sum of.
struct Way<'t> {
    rows: Vec<&'t Row>,
    /// Whether rows without a sequence number were left out as parts of the row above them.
    leaves_out: bool,
    /// Whether rows without a sequence number were read as the sums of those below.
    has_groups: bool,
}

/// The ways in which tables are built, the plainest first.
fn ways<'t>(rows: &'t [Row], index: usize, owned: &BTreeSet<usize>, groups: &Unnumbered<'t>) -> Vec<Way<'t>> {
    let before = rows.iter().take(index).rposition(|row| row.kind == RowKind::Total).map_or(0, |before| before + 1);
    let next = rows.iter().skip(index + 1).position(|row| row.kind == RowKind::Total);
    let after = next.map_or(rows.len(), |next| index + 1 + next);
    let totals: Vec<&Row> = rows.iter().take(index).filter(|row| row.kind == RowKind::Total).collect();
    let ranges = [(before, index), (0, index), (index + 1, after), (index + 1, rows.len())];
    let of = |owned: &BTreeSet<usize>, leaves_out: bool, has_groups: bool| {
        ranges.map(|(from, to)| {
            let rows = topmost(rows.get(from..to).unwrap_or_default(), owned, leaves_out);
            Way { rows, leaves_out, has_groups }
        })
    };
    let mut ways: Vec<Way<'t>> = of(owned, false, false).into_iter().collect();
    ways.insert(2, Way { rows: totals, leaves_out: false, has_groups: false });
    ways.extend(of(owned, true, false));
    if !groups.is_empty() {
        ways.extend(of(&groups.owned, false, true));
    }
    ways.retain(|way| !way.rows.is_empty());
    ways
}

/// Compares a total. Where it is the sum of all rows, with those that have no sequence number: whether some of these are the sums of others.
fn total<'t>(
    table: &'t Table<'_>,
    (index, row): (usize, &Row),
    (owned, groups): (&BTreeSet<usize>, &Unnumbered<'t>),
    notes: &mut Notes,
) -> Option<bool> {
    let ways = ways(&table.rows, index, owned, groups);
    let judged = ways.into_iter().map(|way| (Judged::of(table, row, &way.rows), way));
    // The first of those that hold best.
    let (best, way) = judged.reduce(|best, next| if next.0.share() > best.0.share() { next } else { best })?;
    unexpected(table, row, &way.rows, notes);
    if best.compared == 0 {
        return None;
    }
    if says(&spelling::key(&row.label), "không tính trùng") || says(&spelling::key(&row.label), "trong đó") {
        part_of_all(table, row, &best, notes);
        return None;
    }
    notes.compared(SUMS, best.compared);
    let is_sum = best.holds();
    if is_sum || is_plain(table, groups) {
        best.wrong.iter().for_each(|wrong| tell(table, row, wrong, notes));
    } else {
        let words = format!("dòng \"{}\" không bằng tổng của nhóm dòng nào trong bảng", row.label);
        notes.look(SUMS, table.grid.place_of_row(row.at), words);
    }
    if way.leaves_out {
        left_out(table, row, &way.rows, owned, notes);
    }
    (is_sum && !way.leaves_out).then_some(way.has_groups)
}

/// Whether a table has one total, and rows that can be nothing but its parts.
fn is_plain(table: &Table<'_>, groups: &Unnumbered<'_>) -> bool {
    let mut figures = table.rows.iter().filter(|row| row.kind == RowKind::Figures);
    table.rows.iter().filter(|row| row.kind == RowKind::Total).count() == 1
        && figures.all(|row| row.level.is_none_or(|level| level >= 2))
        && !groups.has_right_group()
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
    let judged = Judged::of(table, row, &topmost(others, owned, false));
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
