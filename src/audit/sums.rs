//! Whether rows add up: totals, and parents with their children.
//!
//! In: a [`Table`]. Out: notes. What a row is the sum of is not guessed by its name alone: of the ways in which tables are built the
//! one is taken that holds for most columns, and a table where none does is left to a person.

use super::{
    checks::SUMS,
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
    if table.is_turned || table.counts().next().is_none() {
        return;
    }
    for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Total) {
        total(table, index, row, notes);
    }
    parents(table, notes);
}

/// The rows of a range that no other row of it is the sum of: its own, without those below a parent with figures.
fn topmost(rows: &[Row]) -> Vec<&Row> {
    let mut top: Vec<&Row> = Vec::new();
    let mut parent: Option<u8> = None;
    for row in rows.iter().filter(|row| row.kind != RowKind::Total) {
        if parent.is_some_and(|level| row.level > level) {
            continue;
        }
        parent = (row.kind == RowKind::Figures).then_some(row.level);
        top.extend((row.kind == RowKind::Figures).then_some(row));
    }
    top
}

fn total(table: &Table<'_>, index: usize, row: &Row, notes: &mut Notes) {
    let rows = &table.rows;
    let part = |from: usize, to: usize| topmost(rows.get(from..to).unwrap_or_default());
    let before = rows.iter().take(index).rposition(|row| row.kind == RowKind::Total).map_or(0, |before| before + 1);
    let after = rows
        .iter()
        .skip(index + 1)
        .position(|row| row.kind == RowKind::Total)
        .map_or(rows.len(), |next| index + 1 + next);
    let totals: Vec<&Row> = rows.iter().take(index).filter(|row| row.kind == RowKind::Total).collect();
    let below = part(index + 1, after);
    let ways = [part(before, index), part(0, index), totals, below, part(index + 1, rows.len())];
    let mut ways: Vec<Vec<&Row>> = ways.into_iter().filter(|way| !way.is_empty()).collect();
    ways.dedup();
    let judged = ways.into_iter().map(|way| judge(table, row, &way));
    // The first of those that hold best.
    let best = judged.reduce(|best, next| if next.share() > best.share() { next } else { best });
    let Some(best) = best.filter(|best| best.compared > 0) else { return };
    if says(&spelling::key(&row.label), "không tính trùng") || says(&spelling::key(&row.label), "trong đó") {
        return;
    }
    notes.compared(SUMS, best.compared);
    let is_plain = rows.iter().filter(|row| row.kind == RowKind::Total).count() == 1
        && rows.iter().filter(|row| row.kind == RowKind::Figures).all(|row| row.level >= 2);
    if best.wrong.len() * 2 <= best.compared || is_plain {
        for wrong in best.wrong {
            let words = format!("cộng các dòng được {}, dòng \"{}\" ghi {}", wrong.sum, row.label, wrong.stated);
            wrong.tell(table, row, words, notes);
        }
    } else {
        let words = format!("dòng \"{}\" không bằng tổng của nhóm dòng nào trong bảng", row.label);
        notes.look(SUMS, table.grid.place_of_row(row.at), words);
    }
}

/// How a row compares with the sum of others.
struct Judged {
    compared: usize,
    wrong: Vec<Wrong>,
}

/// A cell that is not the sum of others.
struct Wrong {
    column: usize,
    sum: Number,
    stated: Number,
    /// Why it may be right all the same.
    doubt: Option<&'static str>,
}

impl Wrong {
    fn tell(&self, table: &Table<'_>, row: &Row, words: String, notes: &mut Notes) {
        let place = table.place(row, self.column);
        match self.doubt {
            Some(doubt) => notes.look(SUMS, place, format!("{words} ({doubt})")),
            None => notes.fail(SUMS, place, words),
        }
    }
}

impl Judged {
    /// Thousandths of the columns that hold.
    fn share(&self) -> usize {
        (self.compared - self.wrong.len()) * 1000 / self.compared.max(1)
    }
}

fn judge(table: &Table<'_>, row: &Row, parts: &[&Row]) -> Judged {
    let mut judged = Judged { compared: 0, wrong: Vec::new() };
    for column in table.counts() {
        let amounts: Option<Vec<Number>> = parts.iter().map(|part| table.amount(part, column)).collect();
        let (Some(amounts), Some(stated)) = (amounts, table.amount(row, column)) else { continue };
        let Some(sum) = Table::sum(amounts.iter().copied().map(Some)) else { continue };
        let nothing = Number::of_count(0);
        let is_measure = table.columns.get(column).is_some_and(|column| column.is_measure);
        // What is measured need not add up; then the total says nothing of it.
        if sum.is_same(nothing) && stated.is_same(nothing) || is_measure && stated.is_same(nothing) {
            continue;
        }
        judged.compared += 1;
        if !sum.is_same(stated) {
            let doubt = doubt(&amounts, sum, stated, is_measure);
            judged.wrong.push(Wrong { column, sum, stated, doubt });
        }
    }
    judged
}

/// Why an amount may be right that is not the sum: decimals are rounded, and what is measured may be averaged.
fn doubt(amounts: &[Number], sum: Number, stated: Number, is_measure: bool) -> Option<&'static str> {
    let filled = amounts.iter().filter(|amount| !amount.is_same(Number::of_count(0)));
    let is_at_most = |amount: &Number| stated.ratio(*amount).is_some_and(|(stated, amount)| stated <= amount);
    let digits = amounts.iter().copied().map(Number::digits).max().unwrap_or_default().max(stated.digits());
    match () {
        () if stated.may_be_rounded(sum, amounts.len(), digits) => Some("có thể do làm tròn"),
        () if is_measure && filled.clone().count() > 1 && filled.clone().any(is_at_most) => {
            Some("có thể là số bình quân")
        }
        () => None,
    }
}

/// Rows with figures and deeper rows below them.
fn parents(table: &Table<'_>, notes: &mut Notes) {
    let mut judged: Vec<(&Row, Judged)> = Vec::new();
    for (index, row) in table.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Figures) {
        let below = table.rows.iter().skip(index + 1);
        let children = below.take_while(|child| child.kind != RowKind::Total && child.level > row.level).count();
        let children = topmost(table.rows.get(index + 1..index + 1 + children).unwrap_or_default());
        let is_partial = children.iter().any(|child| says(&spelling::key(&child.label), "trong đó"));
        if children.is_empty() || is_partial || row.level >= super::row::UNNUMBERED - 1 {
            continue;
        }
        judged.push((row, judge(table, row, &children)));
    }
    let compared: usize = judged.iter().map(|(_, judged)| judged.compared).sum();
    let wrong: usize = judged.iter().map(|(_, judged)| judged.wrong.len()).sum();
    // Rows below others that mostly are no parts of them.
    if compared == 0 || wrong * 2 > compared {
        return;
    }
    notes.compared(SUMS, compared);
    for (row, judged) in judged {
        for wrong in judged.wrong {
            let words = format!("cộng các mục con được {}, mục \"{}\" ghi {}", wrong.sum, row.label, wrong.stated);
            wrong.tell(table, row, words, notes);
        }
    }
}
