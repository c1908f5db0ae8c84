//! Column widths and row heights: what Excel does not do by itself for wrapped and merged cells.
//!
//! In: a table and the paper. Out: widths in characters, heights in points, both estimates from the lengths of texts.

use crate::document::{Orientation, Table, Value};

/// Characters (Excel's unit of width) that a line of the paper holds between the margins.
const PORTRAIT_CHARACTERS: f64 = 88.0;
const LANDSCAPE_CHARACTERS: f64 = 134.0;
/// Room for the padding of a cell and the button of a filter.
const PADDING: f64 = 2.5;
/// A line of 12 pt Times New Roman, in points, and the air above and below the lines of a cell.
pub const LINE_HEIGHT: f64 = 15.75;
const AIR: f64 = 2.25;

/// Excel refuses rows higher than this.
const HIGHEST: f64 = 409.0;
/// A longer word than this (a link, a list without spaces) is broken, not given a column as wide.
const LONGEST_WORD: usize = 40;

/// The width of each column: its share of the paper, but never too narrow for its longest number or word.
pub fn column_widths(table: &Table, orientation: Orientation) -> Vec<f64> {
    let paper = match orientation {
        Orientation::Portrait => PORTRAIT_CHARACTERS,
        Orientation::Landscape => LANDSCAPE_CHARACTERS,
    };
    let shares: f64 = table.columns().iter().map(|column| f64::from(column.width)).sum();
    let least = least_widths(table);
    let columns = table.columns().iter().zip(least);
    columns.map(|(column, least)| (paper * f64::from(column.width) / shares).max(least)).collect()
}

fn least_widths(table: &Table) -> Vec<f64> {
    let mut least = vec![0usize; table.columns().len()];
    for row in table.rows() {
        for (least, cell) in least.iter_mut().zip(&row.cells) {
            let needed = match &cell.value {
                Value::Text(text) => longest_word(text),
                value => value.printed().chars().count(),
            };
            *least = needed.max(*least);
        }
    }
    for (_, column, cell) in table.placed_head() {
        if cell.columns == 1
            && let Some(least) = least.get_mut(column)
        {
            *least = longest_word(&cell.text).max(*least);
        }
    }
    least.into_iter().map(|characters| f64::from(u32::try_from(characters).unwrap_or(0)) + PADDING).collect()
}

/// The height of a row in which `text` wraps within `width` characters.
pub fn height(text: &str, width: f64) -> f64 {
    (lines(text, width) * LINE_HEIGHT + AIR).min(HIGHEST)
}

/// The heights of the heading rows: a cell over several rows spreads over them.
pub fn head_heights(table: &Table, widths: &[f64]) -> Vec<f64> {
    let mut heights = vec![LINE_HEIGHT + AIR; table.head().len()];
    let mut cells = table.placed_head();
    cells.sort_by_key(|(.., cell)| cell.rows);
    for (row, column, cell) in cells {
        let width: f64 = widths.iter().skip(column).take(cell.columns).sum();
        raise(&mut heights, row, cell.rows, height(&cell.text, width));
    }
    heights
}

/// The heights of the body rows. All are stated: not every program fits rows to wrapped text when it opens a file, and
/// none does for merged cells.
pub fn body_heights(table: &Table, widths: &[f64]) -> Vec<f64> {
    let mut heights = vec![LINE_HEIGHT + AIR; table.rows().len()];
    for merged in [false, true] {
        for (index, row) in table.rows().iter().enumerate() {
            for (cell, width) in row.cells.iter().zip(widths) {
                if cell.rows > 0 && (cell.rows > 1) == merged {
                    raise(&mut heights, index, cell.rows, height(&cell.value.printed(), *width));
                }
            }
        }
    }
    heights
}

/// Makes `count` rows from `first` at least `needed` high together.
fn raise(heights: &mut [f64], first: usize, count: usize, needed: f64) {
    let present: f64 = heights.iter().skip(first).take(count).sum();
    let missing = (needed - present).max(0.0) / f64::from(u32::try_from(count.max(1)).unwrap_or(1));
    for height in heights.iter_mut().skip(first).take(count) {
        *height = (*height + missing).min(HIGHEST);
    }
}

/// How many lines greedy wrapping makes of the text.
fn lines(text: &str, width: f64) -> f64 {
    let space = characters(" ");
    let mut count = 0.0;
    for paragraph in text.split('\n') {
        count += 1.0;
        let mut used = 0.0;
        for word in paragraph.split_whitespace() {
            let word = characters(word);
            // A word wider than the column goes on in further lines.
            count += (word / width).floor();
            if used > 0.0 && used + space + word > width - 1.0 {
                count += 1.0;
                used = word;
            } else {
                used += space + word;
            }
        }
    }
    count
}

/// The width of text in 12 pt Times New Roman, counted in the characters of Excel's default font.
fn characters(text: &str) -> f64 {
    let widths = text.chars().map(|sign| match sign {
        sign if sign.is_uppercase() => 1.5,
        sign if sign.is_numeric() => 1.15,
        sign if sign.is_alphabetic() => 0.9,
        _ => 0.57,
    });
    widths.sum()
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0).min(LONGEST_WORD)
}
