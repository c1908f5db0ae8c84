//! Whether rates are what their counts make them, rounded half up to the digits that they show.
//!
//! In: a [`Table`]. Out: notes. Offices take their rates of different wholes, so every pair of columns is tried; the pair that most rows
//! bear out is what the column means, and the rows that do not fit are told.

use super::{
    checks::RATES,
    column::ColumnKind,
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
    if table.is_turned {
        return;
    }
    rows_of_rates(table, notes);
    let ways = ways(table);
    let rates = table.columns.iter().enumerate().filter(|(_, column)| column.kind == ColumnKind::Rate);
    for (rate, column) in rates {
        let rows: Vec<(&Row, Number)> = table
            .rows
            .iter()
            .filter(|row| matches!(row.kind, RowKind::Figures | RowKind::Total))
            .filter_map(|row| Some((row, table.rate(row, rate)?)))
            .collect();
        let fits = |way: &Way| rows.iter().filter(|(row, stated)| fits(table, *way, row, *stated)).count();
        let Some(best) = ways.iter().copied().max_by_key(|way| (fits(way), is_meant(table, *way, &column.heading)))
        else {
            continue;
        };
        let held = fits(&best);
        notes.compared(RATES, rows.len());
        if held == 0 || held * 2 < rows.len() {
            if is_meant(table, best, &column.heading) && rows.len() <= 2 {
                rows.iter().for_each(|(row, stated)| tell(table, best, rate, (row, *stated), notes));
            } else {
                let words = format!("không thấy cột \"{}\" được tính từ những cột nào", column.heading);
                notes.look(RATES, table.grid.place_of_all(), words);
            }
            continue;
        }
        let wrong = rows.iter().filter(|(row, stated)| !fits_or_blank(table, best, row, *stated));
        wrong.for_each(|(row, stated)| tell(table, best, rate, (row, *stated), notes));
    }
}

/// Rows of rates below a total: each cell is the one above it over one and the same column of that row.
fn rows_of_rates(table: &Table<'_>, notes: &mut Notes) {
    let pairs = table.rows.iter().zip(table.rows.iter().skip(1));
    for (row, rates) in pairs.filter(|(row, rates)| row.kind == RowKind::Total && rates.kind == RowKind::Rates) {
        let cells: Vec<(usize, Number, Number)> = table
            .counts()
            .filter_map(|column| Some((column, table.rate(rates, column)?, table.amount(row, column)?)))
            .collect();
        let is_it = |stated: Number, part: Number, whole: Number| {
            part.ratio(whole).is_some_and(|(part, whole)| whole == 0 || stated.is_rate(part, whole))
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

/// A rate of nothing may be printed as zero.
fn fits_or_blank(table: &Table<'_>, way: Way, row: &Row, stated: Number) -> bool {
    counts_of(table, way, row).is_none_or(|(part, whole)| whole == 0 || stated.is_rate(part, whole))
}

fn tell(table: &Table<'_>, way: Way, rate: usize, (row, stated): (&Row, Number), notes: &mut Notes) {
    let Some((part, whole)) = amounts_of(table, way, row) else { return };
    let Some(counts) = part.ratio(whole).filter(|(part, whole)| !stated.is_rate(*part, *whole)) else { return };
    let words = format!("ghi {}, còn {part}/{whole} = {}", stated.as_rate(), stated.rate_like(counts.0, counts.1));
    notes.fail(RATES, table.place(row, rate), words);
}
