//! Where the heading of a table stands, and what stands above each column.
//!
//! In: a [`Grid`]. Out: [`Head`]: rows of the heading and the words above each column, group before leaf.

use super::content::{Covered, Grid, GridCell};
use crate::{
    spelling,
    wording::{Form, Number},
};

/// Rows of a heading, at most.
const DEEPEST: usize = 4;

/// The heading of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// First row of the grid that belongs to it.
    pub from: usize,
    /// First row below it.
    pub body: usize,
    /// The words above each column, from the top.
    pub paths: Vec<Vec<String>>,
    /// Columns that a row of column numbers says to be sums: `5=3+4`.
    pub formulas: Vec<(usize, Vec<usize>)>,
}

/// The first heading at or below a row.
#[must_use]
pub fn find(grid: &Grid, from: usize) -> Option<Head> {
    let starts = (from..grid.rows.len()).filter(|row| is_figures(grid, *row) && !is_column_numbers(grid, *row));
    starts.into_iter().find_map(|body| above(grid, from, body))
}

/// The heading right above the first row of a body.
fn above(grid: &Grid, from: usize, body: usize) -> Option<Head> {
    // Groups may open the body, before its first figures.
    let body = (from + 1..=body).rev().find(|row| !opens_group(grid, *row - 1)).unwrap_or(body);
    let numbers = body.checked_sub(1).filter(|row| *row >= from && is_column_numbers(grid, *row));
    let bottom = numbers.unwrap_or(body);
    let highest = bottom.saturating_sub(DEEPEST).max(from);
    let is_part = |row: &usize| filled(grid, *row) > 0 && !is_figures(grid, *row);
    let mut top = (highest..bottom).rev().take_while(is_part).last()?;
    // Titles above: lines of one cell, and lines below which the heading itself begins.
    while top < bottom && (filled(grid, top) < 2 || is_title(grid, top, bottom)) {
        top += 1;
    }
    let rows: Vec<usize> = (top..bottom).collect();
    let formulas = numbers.map(|row| formulas(grid, row)).unwrap_or_default();
    (top < bottom).then(|| Head { from: top, body, paths: paths(grid, &rows), formulas })
}

/// Whether a row is a group of the body: one cell, or a sequence number before words.
fn opens_group(grid: &Grid, row: usize) -> bool {
    let first = grid.rows.get(row).and_then(|row| row.cells.iter().find(|cell| !cell.is_blank()));
    let is_numbered = first.is_some_and(|cell| level_of(&cell.text).is_some());
    !is_column_numbers(grid, row) && !is_figures(grid, row) && (filled(grid, row) == 1 || is_numbered)
}

/// Cells of a row with something of their own.
fn filled(grid: &Grid, row: usize) -> usize {
    grid.rows.get(row).map_or(0, |row| row.cells.iter().filter(|cell| !cell.is_blank()).count())
}

/// Whether a row has words and a figure: the first one is the first of a body.
fn is_figures(grid: &Grid, row: usize) -> bool {
    let Some(row) = grid.rows.get(row) else { return false };
    let own = || row.cells.iter().filter(|cell| !cell.is_blank());
    let is_year = |cell: &GridCell| {
        let number = cell.number.filter(|number| number.form() == Form::Undotted);
        number.and_then(Number::count).is_some_and(|year| (1900..2100).contains(&year))
    };
    own().count() >= 2 && own().any(|cell| cell.number.is_some() && !is_year(cell) || cell.date.is_some())
}

/// `(1) (2) (3)`, `A B 1 2`, `1 2 3=4+5`: numbers of the columns.
fn is_column_numbers(grid: &Grid, row: usize) -> bool {
    let Some(row) = grid.rows.get(row) else { return false };
    let own: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.text.as_str()).collect();
    let mut next = 1;
    let runs = own.iter().all(|text| {
        let opening = text.split('=').next().unwrap_or_default();
        let bare = opening.trim_matches(['(', ')', '[', ']', ' ']);
        let is_letter = bare.len() == 1 && bare.chars().all(|letter| letter.is_ascii_uppercase());
        let is_next = bare.parse() == Ok(next);
        next += u32::from(is_next);
        is_letter || is_next
    });
    own.len() >= 3 && next > 2 && runs
}

/// What a row of column numbers says to add up.
fn formulas(grid: &Grid, row: usize) -> Vec<(usize, Vec<usize>)> {
    let Some(line) = grid.rows.get(row) else { return Vec::new() };
    let bare = |text: &str| text.trim_matches(['(', ')', '[', ']', ' ']).to_owned();
    let column_of = |name: &str| {
        let opening = |text: &str| bare(text.split('=').next().unwrap_or_default());
        line.cells.iter().position(|cell| !cell.is_blank() && opening(&cell.text) == bare(name))
    };
    let formula = |(column, text): (usize, &str)| {
        let (_, sum) = text.split_once('=')?;
        let parts: Option<Vec<usize>> = sum.split('+').map(column_of).collect();
        parts.filter(|parts| parts.len() > 1).map(|parts| (column, parts))
    };
    let cells = line.cells.iter().enumerate().map(|(column, cell)| (column, cell.text.as_str()));
    cells.filter_map(formula).collect()
}

/// Whether the row is a title: the heading itself begins below it, in the first column that anything stands in.
fn is_title(grid: &Grid, row: usize, bottom: usize) -> bool {
    if row + 1 >= bottom {
        return false;
    }
    let first = |row: usize| grid.rows.get(row)?.cells.iter().position(|cell| !cell.is_blank());
    let is_sequence =
        |row: usize| first(row).and_then(|at| grid.cell(row, at)).is_some_and(|cell| is_sequence_heading(&cell.text));
    (row + 1..bottom).any(is_sequence) && !is_sequence(row)
}

/// Whether a heading is that of sequence numbers.
#[must_use]
pub fn is_sequence_heading(text: &str) -> bool {
    ["tt", "stt", "số tt", "số thứ tự", "s tt"].contains(&spelling::key(text).as_str())
}

/// The words above each column, each said once.
fn paths(grid: &Grid, rows: &[usize]) -> Vec<Vec<String>> {
    let width = grid.width();
    let mut paths: Vec<Vec<String>> = vec![Vec::new(); width];
    for (depth, row) in rows.iter().enumerate() {
        let above = paths.clone();
        let below = rows.get(depth + 1..).unwrap_or_default();
        let mut reaching = String::new();
        for (column, path) in paths.iter_mut().enumerate() {
            let left = column.checked_sub(1).and_then(|left| above.get(left));
            let text = match grid.cell(*row, column) {
                Some(cell) if cell.covered == Covered::FromLeft => reaching.clone(),
                Some(cell) if !cell.is_blank() => cell.text.clone(),
                // Without spans a group reaches over empty cells as far as the group above it, where a leaf stands below.
                Some(cell) if cell.covered == Covered::No && !grid.has_spans && above.get(column) == left => {
                    let has_leaf = below.iter().any(|row| grid.cell(*row, column).is_some_and(|cell| !cell.is_blank()));
                    if has_leaf { reaching.clone() } else { String::new() }
                }
                _ => String::new(),
            };
            reaching.clone_from(&text);
            if !text.is_empty() && path.last() != Some(&text) {
                path.push(text);
            }
        }
    }
    paths
}

/// A number in a cell that may be a sequence number: `1`, `01`, `1.`, `II`, `A`, `2.1`, `a)`, `-`.
#[must_use]
pub fn level_of(text: &str) -> Option<u8> {
    let bare = text.trim().trim_end_matches(['.', ')', '/', ' ']).trim_start_matches('(');
    let is_roman = !bare.is_empty() && bare.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'));
    let mut letters = bare.chars();
    let single = letters.next().filter(|_| letters.next().is_none());
    match () {
        () if is_roman => Some(1),
        () if single.is_some_and(|letter| letter.is_ascii_uppercase() || letter == 'Đ') => Some(0),
        () if Number::read(bare).and_then(Number::count).is_some() => Some(2),
        () if !bare.is_empty() && bare.split('.').all(|part| part.parse::<u16>().is_ok()) => {
            Some(1 + u8::try_from(bare.split('.').count()).unwrap_or(u8::MAX - 1))
        }
        () if single.is_some_and(char::is_lowercase) => Some(5),
        () if matches!(bare, "-" | "–") => Some(6),
        () if bare == "+" => Some(7),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequence_numbers_have_levels() {
        let levels = ["A", "I", "IV.", "1", "01", "1.", "2.1", "2.1.3", "a)", "-", "+"].map(level_of);
        assert_eq!(levels, [0, 1, 1, 2, 2, 2, 3, 4, 5, 6, 7].map(Some));
        assert_eq!(["", "Sở Y tế", "31/12/2018"].map(level_of), [None, None, None]);
    }
}
