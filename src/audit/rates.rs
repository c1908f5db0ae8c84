//! Whether rates are what their counts make them, rounded half up to the digits that they show.
//!
//! In: a [`Table`]. Out: notes. Offices take their rates of different wholes, so every pair of columns is tried; the pair that most rows
//! bear out is what the column means, and the rows that do not fit are told.

use super::{
    checks::RATES,
    column::ColumnKind,
    content::Frame,
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::wording::{Number, Role, role_of};
/// A way to make a rate of the counts of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// One column over another.
    Columns(usize, usize),
    /// A column over the sum of several, or the sum over it.
    Over(Sum, Sum),
    /// A column over the same column of the total row.
    OfTotal(usize),
}

/// Counts of some roles.
type Sum = &'static [Role];

/// Parts and wholes that have no column of their own in many tables.
const SUMS: [Sum; 6] = [
    &[Role::OnTime, Role::Late],
    &[Role::InDeadline, Role::Overdue],
    &[Role::Late, Role::Overdue],
    &[Role::OnTime, Role::Late, Role::Overdue],
    &[Role::OnTime, Role::Late, Role::InDeadline, Role::Overdue],
    &[Role::Done, Role::Overdue],
];
const ROLES: [Sum; 9] = [
    &[Role::Assigned],
    &[Role::Done],
    &[Role::OnTime],
    &[Role::Late],
    &[Role::Open],
    &[Role::InDeadline],
    &[Role::Overdue],
    &[Role::Past],
    &[Role::WithDeadline],
];

/// Compares every rate.
pub fn check(table: &Table<'_>, notes: &mut Notes) {
    rows_of_rates(table, notes);
    let ways = ways(table);
    let rates = table.columns.iter().enumerate().filter(|(_, column)| column.kind == ColumnKind::Rate);
    for (rate, _) in rates {
        let rows = table.rows.iter().filter(|row| matches!(row.kind, RowKind::Figures | RowKind::Total));
        let rows: Vec<Stated<'_>> = rows.filter_map(|row| Some((row, table.rate(row, rate)?))).collect();
        if !rows.is_empty() {
            column(table, rate, &rows, &ways, notes);
        }
    }
}

/// A row and the rate that it states.
type Stated<'t> = (&'t Row, Number);

/// Compares a column of rates with the way that most rows bear out; one that its heading speaks of goes first.
fn column(table: &Table<'_>, rate: usize, rows: &[Stated<'_>], ways: &[Way], notes: &mut Notes) {
    let heading = table.heading(rate);
    let held = |way: &Way| rows.iter().filter(|(row, stated)| fits(table, *way, row, *stated)).count();
    // A rate of nothing says nothing of its column.
    let judged =
        |way: &Way| rows.iter().filter(|(row, _)| counts_of(table, *way, row).is_none_or(|(_, of)| of > 0)).count();
    let likely = |way: &Way| likely(table, *way, rows);
    let meant = ways.iter().copied().filter(|way| is_meant(table, *way, heading)).max_by_key(held);
    let meant = meant.filter(|way| held(way) * 2 > judged(way));
    let best = ways.iter().copied().max_by_key(|way| (held(way), is_meant(table, *way, heading), likely(way)));
    let named = role_of(heading).and_then(|role| table.column_of(role));
    let left_out = || format!("\"{heading}\" ({})", table.grid.place_of_all());
    let Some(best) = meant.or(best) else {
        // An index that is counted elsewhere is no rate of anything here.
        if role_of(heading).is_none() {
            return notes.left_out(left_out());
        }
        let words = format!("không có cột số lượng nào để so với cột \"{heading}\"");
        return notes.look(RATES, table.grid.place_of_all(), words);
    };
    // A table on its side is a summary, whose rates may be of counts that it does not show.
    let is_summary = matches!(table.grid.frame, Frame::Turned(_)) && named.is_none();
    if is_summary && held(&best) * 2 < judged(&best) {
        return notes.left_out(left_out());
    }
    notes.compared(RATES, rows.len());
    let is_empty = judged(&best) == 0 && rows.iter().all(|(_, stated)| is_zero(*stated));
    if !is_empty && (held(&best) == 0 || held(&best) * 2 < judged(&best)) {
        if is_meant(table, best, heading) && rows.len() <= 2 {
            rows.iter().for_each(|stated| tell(table, best, rate, *stated, notes));
        } else {
            let words = format!("không thấy cột \"{heading}\" được tính từ những cột nào");
            notes.look(RATES, table.grid.place_of_all(), words);
        }
        return;
    }
    if let Some(named) = named.filter(|_| !is_empty && !is_meant(table, best, heading)) {
        let words = format!("cột \"{heading}\" không phải là tỷ lệ của cột \"{}\"", table.heading(named));
        notes.look(RATES, table.grid.place_of_all(), words);
    }
    rows.iter().for_each(|stated| tell(table, best, rate, *stated, notes));
}

/// How likely a way is by its words: no whole is less than its part, and each part has wholes that rates are taken of.
fn likely(table: &Table<'_>, way: Way, rows: &[Stated<'_>]) -> (bool, usize) {
    let is_within = |row: &Row| counts_of(table, way, row).is_none_or(|(part, whole)| part <= whole);
    let role_of = |column: usize| table.columns.get(column).and_then(|column| column.role);
    let roles = match way {
        Way::Columns(part, whole) => role_of(part).zip(role_of(whole)),
        Way::Over([part], [whole]) => Some((*part, *whole)),
        Way::Over(..) | Way::OfTotal(_) => None,
    };
    (rows.iter().all(|(row, _)| is_within(row)), roles.map_or(0, |(part, whole)| part.likelihood_of(whole)))
}

/// Whether a rate says that there is nothing.
fn is_zero(rate: Number) -> bool {
    rate.is_same(Number::of_count(0))
}

/// Rows of rates below figures: each cell is the one above it over one and the same column of that row.
fn rows_of_rates(table: &Table<'_>, notes: &mut Notes) {
    let pairs = table.rows.iter().zip(table.rows.iter().skip(1));
    let is_of_counts = |row: &Row| matches!(row.kind, RowKind::Figures | RowKind::Total);
    for (row, rates) in pairs.filter(|(_, rates)| rates.kind == RowKind::Rates) {
        if !is_of_counts(row) {
            notes.left_out(format!("\"{}\" ({})", rates.label, table.grid.place_of_row(rates.at)));
            continue;
        }
        let cells: Vec<(usize, Number, Number)> = table
            .counts()
            .filter_map(|column| Some((column, table.rate(rates, column)?, table.amount(row, column)?)))
            .collect();
        let is_it = |stated: Number, part: Number, whole: Number| {
            part.ratio(whole).is_some_and(|(part, whole)| whole == 0 && is_zero(stated) || stated.is_rate(part, whole))
        };
        let fits = |whole: Number| cells.iter().filter(|(_, stated, part)| is_it(*stated, *part, whole)).count();
        let wholes: Vec<Number> = table.counts().filter_map(|column| table.amount(row, column)).collect();
        // The first of equals: all tasks stand before their parts.
        let Some(whole) = wholes.into_iter().rev().max_by_key(|whole| fits(*whole)) else { continue };
        notes.compared(RATES, cells.len());
        for (column, stated, part) in cells.iter().filter(|(_, stated, part)| !is_it(*stated, *part, whole)) {
            let Some((scaled, of)) = part.ratio(whole) else { continue };
            let words = format!("ghi {}, còn {part}/{whole} = {}", stated.as_rate(), stated.rate_like(scaled, of));
            if fits(whole) * 2 >= cells.len() {
                notes.fail(RATES, table.place(rates, *column), words);
            } else {
                notes.look(RATES, table.place(rates, *column), words);
            }
        }
    }
}

fn ways(table: &Table<'_>) -> Vec<Way> {
    let counts: Vec<usize> = table.counts().collect();
    let pairs = counts.iter().flat_map(|part| counts.iter().map(move |whole| Way::Columns(*part, *whole)));
    let pairs = pairs.filter(|way| !matches!(way, Way::Columns(part, whole) if part == whole));
    let is_there = |sum: &Sum| sum.iter().all(|role| table.column_of(*role).is_some());
    let sums: Vec<Sum> = ROLES.into_iter().chain(SUMS).filter(is_there).collect();
    let over = sums.iter().flat_map(|part| sums.iter().map(move |whole| Way::Over(part, whole)));
    let over = over.filter(|way| !matches!(way, Way::Over(part, whole) if part == whole));
    // The last of equals is taken, so what words name comes last.
    let of_total = counts.iter().map(|column| Way::OfTotal(*column));
    of_total.chain(over).chain(pairs.collect::<Vec<_>>()).collect()
}

/// Whether the part of a way is what the heading of the rate speaks of.
fn is_meant(table: &Table<'_>, way: Way, heading: &str) -> bool {
    let role = role_of(heading);
    let part = match way {
        Way::Columns(part, _) | Way::OfTotal(part) => table.columns.get(part).and_then(|column| column.role),
        Way::Over([part], _) => Some(*part),
        Way::Over(..) => None,
    };
    role.is_some() && role == part
}

/// Part and whole of a row.
fn amounts_of(table: &Table<'_>, way: Way, row: &Row) -> Option<(Number, Number)> {
    let sum = |roles: Sum| Table::sum(roles.iter().map(|role| table.amount(row, table.column_of(*role)?)));
    match way {
        Way::Columns(part, whole) => Some((table.amount(row, part)?, table.amount(row, whole)?)),
        Way::Over(part, whole) => Some((sum(part)?, sum(whole)?)),
        Way::OfTotal(column) => {
            let total = table.rows.iter().find(|row| row.kind == RowKind::Total)?;
            Some((table.amount(row, column)?, table.amount(total, column)?))
        }
    }
}

/// The same as whole numbers.
fn counts_of(table: &Table<'_>, way: Way, row: &Row) -> Option<(u64, u64)> {
    amounts_of(table, way, row).and_then(|(part, whole)| part.ratio(whole))
}

fn fits(table: &Table<'_>, way: Way, row: &Row, stated: Number) -> bool {
    counts_of(table, way, row).is_some_and(|(part, whole)| stated.is_rate(part, whole))
}

/// Tells a rate that differs. Of nothing it may be zero; all of nothing is a way of speaking.
fn tell(table: &Table<'_>, way: Way, rate: usize, (row, stated): (&Row, Number), notes: &mut Notes) {
    let Some((part, whole)) = amounts_of(table, way, row) else { return };
    let Some((scaled, of)) = part.ratio(whole).filter(|(part, whole)| !stated.is_rate(*part, *whole)) else { return };
    let place = table.place(row, rate);
    match of {
        0 if is_zero(stated) => {}
        0 if stated.is_rate(1, 1) => notes.look(RATES, place, format!("ghi {}, mẫu số bằng 0", stated.as_rate())),
        0 => notes.fail(RATES, place, format!("ghi {}, mẫu số bằng 0", stated.as_rate())),
        _ => {
            let should = stated.rate_like(scaled, of);
            notes.fail(RATES, place, format!("ghi {}, còn {part}/{whole} = {should}", stated.as_rate()));
        }
    }
}
