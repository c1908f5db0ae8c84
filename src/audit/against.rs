//! A report that was edited by hand against the one that was computed: every number and every date.
//!
//! In: both as [`Content`]. Out: notes. What belongs together is found by the words around the figures; where words were changed too,
//! by those that stayed.

use super::{
    align::pairs,
    checks::COMPUTED,
    content::{Content, Grid, Line, Paragraph, Part},
    result::Notes,
    table::Table,
    words::{around, is_letterhead},
};
use crate::{spelling, wording::tokens};

/// Words in a hundred that two versions of a paragraph share at least.
const ALIKE: usize = 50;

/// Compares a file with what was computed.
pub fn check(edited: &Content, computed: &Content, notes: &mut Notes) {
    paragraphs(&of_words(edited), &of_words(computed), computed, notes);
    let (edited, computed) = (grids(edited), grids(computed));
    tables(&edited, &computed, notes);
}

fn of_words(content: &Content) -> Vec<&Paragraph> {
    let words = content.parts.iter().filter_map(|part| match part {
        Part::Paragraph(paragraph) => Some(paragraph),
        Part::Grid(_) => None,
    });
    words.filter(|paragraph| !is_letterhead(&paragraph.text)).collect()
}

fn grids(content: &Content) -> Vec<&Grid> {
    let grids = content.parts.iter().filter_map(|part| match part {
        Part::Grid(grid) => Some(grid),
        Part::Paragraph(_) => None,
    });
    grids.collect()
}

/// A token without what stands before and after it, or nothing of a figure.
fn masked(text: &str) -> Vec<String> {
    let mask = |token: &str| if has_figure(token) { "#".to_owned() } else { spelling::key(token) };
    tokens(text).map(mask).filter(|word| !word.is_empty()).collect()
}

fn has_figure(token: &str) -> bool {
    token.chars().any(|letter| letter.is_ascii_digit())
}

fn paragraphs(edited: &[&Paragraph], computed: &[&Paragraph], whole: &Content, notes: &mut Notes) {
    let of = |paragraphs: &[&Paragraph]| -> Vec<Vec<String>> {
        paragraphs.iter().map(|paragraph| masked(&paragraph.text)).collect()
    };
    let (left, right) = (of(edited), of(computed));
    let mut anchors = pairs(&left, &right);
    anchors.push((edited.len(), computed.len()));
    let (mut from, mut from_computed) = (0, 0);
    for (place, place_computed) in anchors {
        let changed = edited.get(from..place).unwrap_or_default();
        let were = computed.get(from_computed..place_computed).unwrap_or_default();
        reworded(changed, were, whole, notes);
        if let (Some(now), Some(was)) = (edited.get(place), computed.get(place_computed)) {
            figures(now, was, notes);
        }
        (from, from_computed) = (place + 1, place_computed + 1);
    }
}

/// Paragraphs between two that stayed: each with the first one left that is alike.
fn reworded(changed: &[&Paragraph], were: &[&Paragraph], whole: &Content, notes: &mut Notes) {
    let mut left: Vec<&Paragraph> = were.to_vec();
    for now in changed {
        let now_words = masked(&now.text);
        let is_alike = |was: &&Paragraph| {
            let was_words = masked(&was.text);
            let same = pairs(&now_words, &was_words).len();
            same * 100 >= ALIKE * now_words.len().max(was_words.len()).max(1)
        };
        match left.iter().position(is_alike) {
            Some(place) => figures(now, left.remove(place), notes),
            None => added(now, whole, notes),
        }
    }
    for was in left.into_iter().filter(|was| tokens(&was.text).any(has_figure)) {
        let opening: String = was.text.chars().take(60).collect();
        notes.look(COMPUTED, was.place.clone(), format!("đoạn \"{opening}…\" của bản tính được không còn trong tệp"));
    }
}

/// Compares the figures of two versions of a paragraph.
fn figures(now: &Paragraph, was: &Paragraph, notes: &mut Notes) {
    let (now_words, was_words): (Vec<&str>, Vec<&str>) = (tokens(&now.text).collect(), tokens(&was.text).collect());
    let same = pairs(&masked_tokens(&now_words), &masked_tokens(&was_words));
    let paired = same.iter().filter_map(|(left, right)| Some((*left, *now_words.get(*left)?, *was_words.get(*right)?)));
    for (index, left, right) in paired.filter(|(_, left, _)| has_figure(left)) {
        notes.compared(COMPUTED, 1);
        if left != right {
            let place = format!("{}: \"{}\"", now.place, around(&now.text, index));
            notes.fail(COMPUTED, place, format!("ghi {left}, số tính được là {right}"));
        }
    }
    let unpaired = now_words.iter().enumerate().filter(|(index, _)| same.iter().all(|(left, _)| left != index));
    for (index, token) in unpaired.filter(|(_, token)| has_figure(token)) {
        if !was_words.contains(token) {
            let place = format!("{}: \"{}\"", now.place, around(&now.text, index));
            notes.look(COMPUTED, place, format!("{token} không có trong câu của bản tính được"));
        }
    }
}

/// One masked word for each token, so that places stay the same.
fn masked_tokens(tokens: &[&str]) -> Vec<String> {
    tokens.iter().map(|token| if has_figure(token) { "#".to_owned() } else { spelling::key(token) }).collect()
}

/// A paragraph that nobody computed: its numbers of tasks should be some that were.
fn added(now: &Paragraph, whole: &Content, notes: &mut Notes) {
    let words: Vec<&str> = tokens(&now.text).collect();
    let is_of_tasks = |index: usize| {
        let next = |by: usize| words.get(index + by).map(|word| spelling::key(word)).unwrap_or_default();
        next(1) == "nhiệm" || next(1) == spelling::key("nhiệm") && next(2) == spelling::key("vụ")
    };
    for (index, token) in words.iter().enumerate().filter(|(_, token)| has_figure(token)) {
        if is_of_tasks(index) && !is_known(token, whole) {
            let place = format!("{}: \"{}\"", now.place, around(&now.text, index));
            notes.look(COMPUTED, place, format!("{token} không có trong số liệu tính được"));
        }
    }
}

fn is_known(token: &str, whole: &Content) -> bool {
    whole.parts.iter().any(|part| match part {
        Part::Paragraph(paragraph) => tokens(&paragraph.text).any(|known| known == token),
        Part::Grid(grid) => grid.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.text == token),
    })
}

/// Compares tables: those under the same heading, in order.
fn tables(edited: &[&Grid], computed: &[&Grid], notes: &mut Notes) {
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
}

/// The headings of the columns as they are written.
fn headings(grid: &Grid) -> Vec<String> {
    let (tables, _) = Table::of(grid);
    let columns = tables.iter().flat_map(|table| &table.columns).map(|column| column.heading.clone());
    columns.filter(|heading| !spelling::key(heading).is_empty()).collect()
}

/// Compares two versions of a table, row by row, cell by cell. Rows are known by their words.
fn cells(now: &Grid, was: &Grid, notes: &mut Notes) {
    let rows = |grid: &Grid| -> Vec<Vec<String>> {
        let words =
            |row: &Line| row.cells.iter().flat_map(|cell| masked(&cell.text)).filter(|word| word != "#").collect();
        grid.rows.iter().map(words).collect()
    };
    let mut anchors = pairs(&rows(now), &rows(was));
    anchors.push((now.rows.len(), was.rows.len()));
    let (mut from, mut from_computed) = (0, 0);
    for (place, place_computed) in anchors {
        // Rows whose words were changed: as many as stand on both sides belong together.
        let both = (place - from).min(place_computed - from_computed);
        (0..both).for_each(|step| row(now, was, (from + step, from_computed + step), notes));
        for extra in from + both..place {
            notes.fail(COMPUTED, now.place_of_row(extra), "bản tính được không có dòng này".to_owned());
        }
        for lost in was.rows.get(from_computed + both..place_computed).unwrap_or_default() {
            let words: Vec<&str> =
                lost.cells.iter().map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect();
            let words = format!("không còn dòng \"{}\" của bản tính được", words.join(" | "));
            notes.fail(COMPUTED, now.place_of_all(), words);
        }
        row(now, was, (place, place_computed), notes);
        (from, from_computed) = (place + 1, place_computed + 1);
    }
}

fn row(now: &Grid, was: &Grid, (left, right): (usize, usize), notes: &mut Notes) {
    let (Some(line), Some(other)) = (now.rows.get(left), was.rows.get(right)) else { return };
    for (column, (cell, computed)) in line.cells.iter().zip(&other.cells).enumerate() {
        let differs = match (cell.number, computed.number) {
            (Some(now), Some(was)) => !now.equals(was),
            _ => tokens(&cell.text)
                .filter(|token| has_figure(token))
                .ne(tokens(&computed.text).filter(|token| has_figure(token))),
        };
        if !has_figure(&cell.text) && !has_figure(&computed.text) {
            continue;
        }
        notes.compared(COMPUTED, 1);
        if differs {
            let place = cell_place(now, left, column);
            notes.fail(COMPUTED, place, format!("ghi {}, số tính được là {}", cell.text, computed.text));
        }
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
