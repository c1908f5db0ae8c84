//! Ô 9a: whom the document addresses, below the number of a letter or the title of a report.
//!
//! In: the addressees of the letterhead. Out: lines as strips: one addressee beside "Kính gửi:"; several below it, each with
//! a dash under the colon.

use parley::Alignment;

use super::{
    compose::Composer,
    flow::Strip,
    item::{Face, Item},
    line::Line,
    shape::Column,
    sheet::{Sheet, mm},
};
use crate::document::ADDRESSED_TO;

/// Where "Kính gửi:" starts, from the left edge of the text, and its distance from what stands above.
const START: f32 = mm(35.0);
const ABOVE: f32 = 12.0;
const DASH: &str = "- ";

/// Sets the addressees; nothing when there are none.
pub fn set(composer: &mut Composer) -> Vec<Strip> {
    let document = composer.document;
    let width = Sheet::portrait().text_width() - START;
    let mut lines = match document.letterhead.addressees.as_slice() {
        [] => return Vec::new(),
        [only] => {
            let hang = advance(composer, &format!("{ADDRESSED_TO} "));
            hanging(composer, &format!("{ADDRESSED_TO} {only}"), width, hang)
        }
        several => list(composer, several, width),
    };
    lines.iter_mut().for_each(|line| line.shift(START));
    let mut strips = composer.strips(lines, ABOVE, width);
    if let Some(first) = strips.first_mut() {
        first.keep = true;
    }
    strips
}

/// "Kính gửi:" on a line of its own, and one addressee after another.
fn list(composer: &mut Composer, addressees: &[String], width: f32) -> Vec<Line> {
    let mut lines = hanging(composer, ADDRESSED_TO, width, 0.0);
    let colon = lines.first().map_or(0.0, last_glyph);
    let hang = advance(composer, DASH);
    for (index, addressee) in addressees.iter().enumerate() {
        let end = if index + 1 == addressees.len() { '.' } else { ';' };
        let mut own = hanging(composer, &format!("{DASH}{addressee}{end}"), width - colon, hang);
        own.iter_mut().for_each(|line| line.shift(colon));
        lines.append(&mut own);
    }
    lines
}

fn hanging(composer: &mut Composer, text: &str, width: f32, hang: f32) -> Vec<Line> {
    let column = Column { width, indent: -hang, align: Alignment::Left };
    composer.plain(text, Face::Regular, composer.text_size(), column)
}

/// How far words with a space at their end reach: to where the next word starts.
fn advance(composer: &mut Composer, words: &str) -> f32 {
    let lines = hanging(composer, &format!("{words}."), Sheet::portrait().text_width(), 0.0);
    lines.first().map_or(0.0, last_glyph)
}

/// The left edge of the last glyph of a line.
fn last_glyph(line: &Line) -> f32 {
    let run = line.items.iter().rev().find_map(|item| match item {
        Item::Text(run) => Some(run),
        _ => None,
    });
    run.map_or(0.0, |run| run.x + run.glyphs.last().map_or(0.0, |glyph| glyph.x))
}
