//! Lists: whether sequence numbers run, and whether a list has as many tasks as the text that refers to it says.
//!
//! In: a [`Reading`]. Out: notes.

use super::{
    appendices::references,
    checks::LISTS,
    column::ColumnKind,
    head::level_of,
    reading::{Item, ItemKind, Reading},
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::{
    locale::vietnamese::count,
    wording::{Figure, figures_of},
};

/// Compares every list.
pub fn check(reading: &Reading<'_>, notes: &mut Notes) {
    reading.tables().for_each(|table| sequence(table, notes));
    for item in &reading.items {
        let (Some(label), ItemKind::Table(table)) = (&item.appendix, &item.kind) else { continue };
        let is_list = table.counts().next().is_none() && table.columns.iter().any(|it| it.kind == ColumnKind::Sequence);
        let others =
            |other: &&Item<'_>| other.appendix.as_ref() == Some(label) && matches!(other.kind, ItemKind::Table(_));
        if is_list && reading.items.iter().filter(others).count() == 1 {
            said(reading, label.number, table, notes);
        }
    }
}

/// The column of sequence numbers.
fn column(table: &Table<'_>) -> Option<usize> {
    table.columns.iter().position(|column| column.kind == ColumnKind::Sequence)
}

/// The sequence number of a row, where it is a plain one.
fn number(table: &Table<'_>, column: usize, row: &Row) -> Option<u64> {
    let cell = table.grid.cell(row.at, column).filter(|cell| !cell.is_blank())?;
    cell.text.trim().trim_end_matches(['.', ')']).parse().ok()
}

fn sequence(table: &Table<'_>, notes: &mut Notes) {
    let Some(column) = column(table) else { return };
    let (mut last, mut breaks, mut compared) = (None::<u64>, Vec::new(), 0);
    for row in &table.rows {
        match number(table, column, row) {
            Some(next) => {
                compared += 1;
                let runs = last.is_none_or(|last| next == last + 1) && (last.is_some() || next <= 1);
                if !runs && last.is_some() {
                    breaks.push((row, last.unwrap_or_default(), next));
                }
                last = Some(next);
            }
            // Groups and parents count their own anew.
            None if row.kind != RowKind::Figures
                || table.grid.cell(row.at, column).is_some_and(|cell| level_of(&cell.text).is_some()) =>
            {
                last = None;
            }
            None => {}
        }
    }
    // Numbers that mostly do not run are no sequence numbers.
    if compared == 0 || breaks.len() * 3 > compared {
        return;
    }
    notes.compared(LISTS, compared);
    for (row, last, next) in breaks {
        let words = format!("số thứ tự {next} đứng sau {last}");
        notes.fail(LISTS, table.grid.place(row.at, column), words);
    }
}

/// The numbers of tasks in the paragraphs that refer to a list.
fn said(reading: &Reading<'_>, appendix: usize, table: &Table<'_>, notes: &mut Notes) {
    let Some(column) = column(table) else { return };
    let rows = table.rows.iter().filter(|row| number(table, column, row).is_some()).count() as u64;
    for paragraph in reading.words() {
        let refers = references(&paragraph.text);
        if refers.len() != 1 || refers.iter().all(|label| label.number != appendix) {
            continue;
        }
        let said: Vec<u64> = figures_of(&paragraph.text).iter().filter_map(Figure::count).collect();
        if said.is_empty() {
            continue;
        }
        notes.compared(LISTS, 1);
        if !said.contains(&rows) {
            let said: Vec<String> = said.into_iter().map(count).collect();
            let words = format!(
                "câu ghi {} nhiệm vụ, danh sách ở {} có {}",
                said.join(", "),
                table.grid.place_of_all(),
                count(rows)
            );
            notes.look(LISTS, paragraph.place.clone(), words);
        }
    }
}
