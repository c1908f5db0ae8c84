//! Cells that should hold a number and do not: errors, formulas that nobody calculated, words among numbers.
//!
//! In: [`Content`] and its [`Reading`]. Out: notes. Where such a cell stands no sum can be taken, so that it is never passed over.

use super::{
    checks::FORMS,
    column::{Column, ColumnKind, Sums},
    content::{Content, Grid, GridCell, Part},
    reading::Reading,
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::wording::role_of;

/// Looks at every cell.
pub fn check(content: &Content, reading: &Reading<'_>, notes: &mut Notes) {
    for part in &content.parts {
        let Part::Grid(grid) = part else { continue };
        let tables: Vec<&Table<'_>> = reading.tables().filter(|table| std::ptr::eq(table.grid, grid)).collect();
        uncalculated(grid, &tables, notes);
        for table in tables {
            words(table, notes);
            columns(table, notes);
        }
    }
}

/// Errors each for itself; formulas without a value row by row, since a program that saves none saves none at all.
fn uncalculated(grid: &Grid, tables: &[&Table<'_>], notes: &mut Notes) {
    for (at, line) in grid.rows.iter().enumerate() {
        let place = |column: usize| {
            let row = |table: &&&Table<'_>| table.rows.iter().any(|row| row.at == at);
            let table = tables.iter().find(row);
            let row = table.and_then(|table| Some((table, table.rows.iter().find(|row| row.at == at)?)));
            row.map_or_else(|| grid.place(at, column), |(table, row)| table.place(row, column))
        };
        let own = || line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        for (column, cell) in own().filter(|(_, cell)| cell.is_error()) {
            notes.fail(FORMS, place(column), format!("ô báo lỗi {}, các số tính từ ô này không so được", cell.text));
        }
        let formulas: Vec<usize> =
            own().filter(|(_, cell)| cell.text.starts_with('=')).map(|(column, _)| column).collect();
        if let Some(first) = formulas.first() {
            let words = format!(
                "{} ô có công thức chưa có giá trị, kể từ ô này: mở tệp bằng Excel, lưu lại, rồi kiểm tra lại",
                formulas.len()
            );
            notes.look(FORMS, place(*first), words);
        }
    }
}

/// Words in columns of numbers.
fn words(table: &Table<'_>, notes: &mut Notes) {
    let kinds = [ColumnKind::Count, ColumnKind::Rate];
    let figures = || table.columns.iter().enumerate().filter(|(_, column)| kinds.contains(&column.kind));
    for row in table.rows.iter().filter(|row| row.kind != RowKind::Group) {
        for (column, _) in figures() {
            let Some(cell) = table.grid.cell(row.at, column).filter(|cell| is_word(cell, row)) else { continue };
            let words = format!("\"{}\" không đọc được thành số, các số tính từ ô này không so được", cell.text);
            notes.look(FORMS, table.place(row, column), words);
        }
    }
}

/// Columns that read as words though a good part of their cells are figures, of a kind that is not read.
fn columns(table: &Table<'_>, notes: &mut Notes) {
    let words = |column: &&Column| column.kind == ColumnKind::Words && column.sums == Sums::Expected;
    for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| words(column)) {
        let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
        let cells = rows.filter_map(|row| Some((row, table.grid.cell(row.at, index).filter(|cell| !cell.is_blank())?)));
        let filled: Vec<(&Row, &GridCell)> = cells.filter(|(_, cell)| !cell.is_nothing()).collect();
        let figures = || filled.iter().filter(|(_, cell)| is_like_a_figure(cell));
        let has_total = figures().any(|(row, _)| row.kind == RowKind::Total);
        let is_of_figures = has_total || role_of(&column.heading).is_some();
        let Some((row, cell)) = figures().find(|(_, cell)| cell.number.is_none()) else { continue };
        if is_of_figures && figures().count() * 3 >= filled.len() {
            let words = format!(
                "cột \"{}\" có ô viết số theo cách chương trình không đọc được (\"{}\"): cả cột không so được",
                column.heading, cell.text
            );
            notes.look(FORMS, table.place(row, index), words);
        }
    }
}

/// Digits with nothing but signs between them; dates and numbers of documents have strokes.
fn is_like_a_figure(cell: &GridCell) -> bool {
    let is_sign = |letter: char| letter.is_whitespace() || ".,+-−–()%'’".contains(letter);
    let text = cell.text.as_str();
    cell.date.is_none()
        && text.contains(|letter: char| letter.is_ascii_digit())
        && text.chars().all(|letter| letter.is_ascii_digit() || is_sign(letter))
}

fn is_word(cell: &GridCell, row: &Row) -> bool {
    let text = cell.text.as_str();
    // The name of a row may reach over its first figures.
    let is_name = text == row.label;
    !cell.is_blank()
        && cell.number.is_none()
        && !cell.is_mark()
        && !cell.is_nothing()
        && !cell.is_uncalculated()
        && !is_name
}
