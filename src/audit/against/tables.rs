//! The tables of an edited report against those that were computed: row by row, cell by cell.
//!
//! In: grids of both. Out: notes.

use super::{
    super::{
        align::pairs,
        checks::COMPUTED,
        column::ColumnKind,
        content::{Grid, GridCell, Line},
        result::Notes,
        table::Table,
    },
    has_figure, masked,
};
use crate::{spelling, wording::tokens};

/// Compares tables: those under the same heading, in order. Where those stand that were compared with nothing.
pub fn compare(edited: &[&Grid], computed: &[&Grid], notes: &mut Notes) -> Vec<String> {
    let read = |grids: &[&'_ Grid]| -> Vec<Vec<String>> {
        let keys = |grid: &Grid| headings(grid).iter().map(|heading| spelling::key(heading)).collect();
        grids.iter().map(|grid| keys(grid)).collect()
    };
    let same = pairs(&read(edited), &read(computed));
    for (left, right) in &same {
        if let (Some(now), Some(was)) = (edited.get(*left), computed.get(*right)) {
            cells(now, was, notes);
        }
    }
    let lost = computed.iter().enumerate().filter(|(index, _)| same.iter().all(|(_, right)| right != index));
    for (_, grid) in lost {
        let words = format!("không thấy bảng có các cột {} của bản tính được", headings(grid).join(" | "));
        notes.look(COMPUTED, "cả tệp".to_owned(), words);
    }
    let added = edited.iter().enumerate().filter(|(index, _)| same.iter().all(|(left, _)| left != index));
    let added: Vec<String> =
        added.filter(|(_, grid)| !headings(grid).is_empty()).map(|(_, grid)| grid.place_of_all()).collect();
    for place in &added {
        notes.look(COMPUTED, place.clone(), "bản tính được không có bảng này, chưa so".to_owned());
    }
    added
}

/// The headings of the columns as they are written.
fn headings(grid: &Grid) -> Vec<String> {
    let (tables, _) = Table::of(grid);
    let columns = tables.iter().flat_map(|table| &table.columns).map(|column| column.heading.clone());
    columns.filter(|heading| !spelling::key(heading).is_empty()).collect()
}

/// Which rows of two versions of a table belong together.
#[derive(Default)]
struct Rows {
    /// Those in their place.
    pairs: Vec<(usize, usize)>,
    /// Those that stand elsewhere.
    moved: Vec<(usize, usize)>,
    extra: Vec<usize>,
    lost: Vec<usize>,
}

impl Rows {
    /// Rows are known by their words. Where these were changed too, as many as stand on both sides belong together.
    fn of(now: &Grid, was: &Grid) -> Self {
        let words = |row: &Line| -> Vec<String> {
            row.cells.iter().flat_map(|cell| masked(&cell.text)).filter(|word| word != "#").collect()
        };
        let words = |grid: &Grid| -> Vec<Vec<String>> { grid.rows.iter().map(words).collect() };
        let (words, words_computed) = (words(now), words(was));
        let mut anchors = pairs(&words, &words_computed);
        anchors.push((now.rows.len(), was.rows.len()));
        let (mut rows, mut from, mut from_computed) = (Self::default(), 0, 0);
        let mut extra = Vec::new();
        for (place, place_computed) in anchors {
            let both = (place - from).min(place_computed - from_computed);
            rows.pairs.extend((0..both).map(|step| (from + step, from_computed + step)));
            extra.extend(from + both..place);
            rows.lost.extend(from_computed + both..place_computed);
            rows.pairs.extend((place < now.rows.len()).then_some((place, place_computed)));
            (from, from_computed) = (place + 1, place_computed + 1);
        }
        for extra in extra {
            match rows.lost.iter().position(|lost| words.get(extra) == words_computed.get(*lost)) {
                Some(found) => rows.moved.push((extra, rows.lost.remove(found))),
                None => rows.extra.push(extra),
            }
        }
        rows
    }
}

/// Compares two versions of a table, row by row, cell by cell. Once rows were put in, taken out or moved, the others have other numbers.
fn cells(now: &Grid, was: &Grid, notes: &mut Notes) {
    let rows = Rows::of(now, was);
    let is_shifted = !(rows.moved.is_empty() && rows.extra.is_empty() && rows.lost.is_empty());
    let without = if is_shifted { sequence(now) } else { Vec::new() };
    for pair in &rows.pairs {
        row((now, was), *pair, &without, notes);
    }
    for (left, right) in rows.moved {
        let there = was.rows.get(right).map_or(0, |row| row.number);
        let words = format!("dòng này trong bản tính được đứng ở dòng {there}");
        notes.look(COMPUTED, now.place_of_row(left), words);
        row((now, was), (left, right), &without, notes);
    }
    for extra in rows.extra {
        notes.fail(COMPUTED, now.place_of_row(extra), "bản tính được không có dòng này".to_owned());
    }
    for lost in rows.lost.into_iter().filter_map(|lost| was.rows.get(lost)) {
        let words: Vec<&str> =
            lost.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
        let words = format!("không còn dòng \"{}\" của bản tính được", words.join(" | "));
        notes.fail(COMPUTED, now.place_of_all(), words);
    }
}

/// Columns of sequence numbers.
fn sequence(grid: &Grid) -> Vec<usize> {
    let (tables, _) = Table::of(grid);
    let columns = tables.iter().flat_map(|table| table.columns.iter().enumerate());
    columns.filter(|(_, it)| it.kind == ColumnKind::Sequence).map(|(index, _)| index).collect()
}

/// Compares two versions of a row but for some columns.
fn row((now, was): (&Grid, &Grid), (left, right): (usize, usize), without: &[usize], notes: &mut Notes) {
    let (Some(line), Some(other)) = (now.rows.get(left), was.rows.get(right)) else { return };
    let both = line.cells.iter().zip(&other.cells).enumerate().filter(|(column, _)| !without.contains(column));
    for (column, (cell, computed)) in both {
        if !has_figure(&cell.text) && !has_figure(&computed.text) {
            words((now, left, column), (cell, computed), notes);
            continue;
        }
        let figures = |cell: &GridCell| {
            tokens(&cell.text).filter(|token| has_figure(token)).map(str::to_owned).collect::<Vec<_>>()
        };
        let differs = match (cell.number, computed.number) {
            (Some(now), Some(was)) => !now.equals(was),
            _ => figures(cell) != figures(computed),
        };
        notes.compared(COMPUTED, 1);
        if differs {
            let place = cell_place(now, left, column);
            notes.fail(COMPUTED, place, format!("ghi {}, số tính được là {}", cell.text, computed.text));
        }
    }
}

/// Compares two cells without a figure: a mark counts like one, other words may be put better.
fn words((grid, row, column): (&Grid, usize, usize), (cell, computed): (&GridCell, &GridCell), notes: &mut Notes) {
    let is_blank = |cell: &GridCell| cell.is_nothing() || cell.is_blank();
    if is_blank(cell) && is_blank(computed) {
        return;
    }
    notes.compared(COMPUTED, 1);
    if cell.is_mark() && computed.is_mark() || spelling::key(&cell.text) == spelling::key(&computed.text) {
        return;
    }
    let told = |cell: &GridCell| {
        if cell.text.is_empty() { "để trống".to_owned() } else { format!("ghi \"{}\"", cell.text) }
    };
    let (place, words) = (cell_place(grid, row, column), format!("{}, bản tính được {}", told(cell), told(computed)));
    if cell.is_mark() || computed.is_mark() {
        notes.fail(COMPUTED, place, words);
    } else {
        notes.look(COMPUTED, place, words);
    }
}

/// Where a cell stands, with the names of its row and column where the table has them.
fn cell_place(grid: &Grid, at: usize, column: usize) -> String {
    let (tables, _) = Table::of(grid);
    let named = tables.iter().find_map(|table| {
        let row = table.rows.iter().find(|row| row.at == at)?;
        Some(table.place(row, column))
    });
    named.unwrap_or_else(|| grid.place(at, column))
}
