//! A report that was edited by hand against the one that was computed: every number and every date.
//!
//! In: both as [`Content`]. Out: notes. What belongs together is found by the words around the figures; where words were changed too,
//! by those that stayed.

mod labels;
mod sense;
mod tables;
mod words;

use super::{
    content::{Content, Grid, Paragraph, Part},
    result::Notes,
    words::is_letterhead,
};
use crate::{spelling, wording::tokens};

/// Compares a file with what was computed. Where the tables stand that have no counterpart.
pub fn check(edited: &Content, computed: &Content, notes: &mut Notes) -> Vec<String> {
    words::compare(&of_words(edited), &of_words(computed), computed, notes);
    let (edited, computed) = (grids(edited), grids(computed));
    tables::compare(&edited, &computed, notes)
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
