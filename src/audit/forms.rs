//! How numbers are written: thousands with a dot, decimals with a comma.
//!
//! In: a [`Reading`]. Out: notes. Text tables are for programs and write as these want.

use super::{checks::FORMS, column::ColumnKind, content::Frame, reading::Reading, result::Notes, table::Table};
use crate::wording::{Form, Number, figures_of};

/// Looks at the figures of sentences and of columns of counts and rates.
pub fn check(reading: &Reading<'_>, notes: &mut Notes) {
    for paragraph in reading.words() {
        for figure in figures_of(&paragraph.text) {
            let Some(number) = Number::read(&figure.written) else { continue };
            form(number, &figure.written, || format!("{}: \"{}\"", paragraph.place, figure.clause.trim()), notes);
        }
    }
    for table in reading.tables().filter(|table| table.grid.frame != Frame::Text) {
        columns(table, notes);
    }
}

fn columns(table: &Table<'_>, notes: &mut Notes) {
    let kinds = [ColumnKind::Count, ColumnKind::Rate];
    for (index, _) in table.columns.iter().enumerate().filter(|(_, column)| kinds.contains(&column.kind)) {
        for row in &table.rows {
            let Some(cell) = table.grid.cell(row.at, index).filter(|cell| !cell.is_blank()) else { continue };
            if let Some(number) = cell.number {
                form(number, &cell.text, || table.place(row, index), notes);
            }
        }
    }
}

fn form(number: Number, written: &str, place: impl Fn() -> String, notes: &mut Notes) {
    notes.compared(FORMS, 1);
    if matches!(number.form(), Form::Undotted | Form::English | Form::Spaced) {
        notes.look(FORMS, place(), format!("{written} viết là {number}"));
    }
}
