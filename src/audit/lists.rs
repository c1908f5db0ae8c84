//! Lists: whether sequence numbers run, and whether a list has as many tasks as the text that refers to it says.
//!
//! In: a [`Reading`]. Out: notes.

use std::collections::BTreeSet;

use super::{
    appendices::{each_with_words, references},
    checks::LISTS,
    column::ColumnKind,
    head::level_of,
    reading::{Item, ItemKind, Reading},
    result::Notes,
    row::{Row, RowKind},
    table::Table,
    unnumbered::Unnumbered,
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

/// Rows from which on a column of many breaks is no column of sequence numbers.
const ENOUGH: usize = 6;

fn sequence(table: &Table<'_>, notes: &mut Notes) {
    let Some(column) = column(table) else { return };
    let groups = Unnumbered::of(table, &BTreeSet::new());
    // The number before within a group, and the last one of the table, which the next group may go on from.
    let (mut last, mut before, mut compared) = (None::<u64>, 0, 0);
    let (mut breaks, mut openings) = (Vec::new(), Vec::new());
    for row in &table.rows {
        match number(table, column, row) {
            Some(next) => {
                compared += 1;
                match last {
                    Some(last) if next != last + 1 => breaks.push((row, last, next)),
                    None if next > 1 && next != before + 1 => openings.push((row, next)),
                    _ => {}
                }
                (last, before) = (Some(next), next);
            }
            // Groups and parents count their own anew.
            None if row.kind != RowKind::Figures
                || groups.is_sum(row)
                || table.grid.cell(row.at, column).is_some_and(|cell| level_of(&cell.text).is_some()) =>
            {
                last = None;
            }
            None => {}
        }
    }
    if compared == 0 {
        return;
    }
    notes.compared(LISTS, compared);
    if compared >= ENOUGH && breaks.len() * 3 > compared {
        let words =
            format!("{} số thứ tự không nối tiếp số đứng trước: không rõ cột này đánh số theo gì", breaks.len());
        return notes.look(LISTS, table.grid.place_of_all(), words);
    }
    for (row, last, next) in breaks {
        notes.fail(LISTS, table.grid.place(row.at, column), format!("số thứ tự {next} đứng sau {last}"));
    }
    for (row, next) in openings {
        let words = format!("số thứ tự bắt đầu từ {next}: xem có thiếu dòng ở trên không");
        notes.look(LISTS, table.grid.place(row.at, column), words);
    }
}

/// The numbers of tasks in the paragraphs that refer to a list.
fn said(reading: &Reading<'_>, appendix: usize, table: &Table<'_>, notes: &mut Notes) {
    let Some(column) = column(table) else { return };
    let rows = table.rows.iter().filter(|row| number(table, column, row).is_some()).count() as u64;
    for paragraph in reading.words() {
        let refers = references(&paragraph.text);
        if refers.iter().all(|label| label.number != appendix) {
            continue;
        }
        // Of several appendices each has the numbers right before it.
        let text = match refers.as_slice() {
            [_] => paragraph.text.clone(),
            _ => {
                let own = each_with_words(&paragraph.text).into_iter().filter(|(label, _)| label.number == appendix);
                own.map(|(_, words)| words).collect()
            }
        };
        let said: Vec<u64> = figures_of(&text).iter().filter_map(Figure::count).collect();
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
