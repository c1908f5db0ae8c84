//! Layout: a document becomes pages of placed items, measured in points from the top left corner of the paper.
//!
//! In: a [`Document`] and the fonts that measure its words. Out: [`Page`]s that a painter can draw without knowing what a
//! report is, and that a test can measure without a PDF reader.

mod addressees;
mod appendix;
mod blocks;
mod chart;
mod closing;
mod compose;
mod flow;
mod item;
mod letterhead;
mod line;
mod marks;
mod shape;
mod sheet;
mod table;

use compose::Composer;
use flow::Flow;
pub use item::{Area, Bookmark, Color, Face, Glyph, Item, Page, Rule, TextRun};
pub use sheet::{Sheet, mm};

use super::Fonts;
use crate::document::Document;

/// Sets a whole document: letterhead, text and closing, then each appendix on pages of its own.
#[must_use]
pub fn lay_out(document: &Document, fonts: &mut Fonts) -> Vec<Page> {
    let mut composer = Composer::new(document, fonts);
    let mut pages = composer.numbered(main_text);
    for part in &document.appendices {
        pages.extend(composer.numbered(|composer| appendix::set(composer, part)));
    }
    pages
}

fn main_text(composer: &mut Composer) -> Vec<Page> {
    let document = composer.document;
    let mut flow = Flow::new(Sheet::portrait());
    flow.reserve_foot(marks::address(composer));
    for strip in letterhead::set(composer) {
        flow.push(strip);
    }
    let closing = closing::set(composer);
    let manner = blocks::Manner {
        size: composer.text_size(),
        closing: Some(closing.first().map_or(0.0, |strip| strip.before + strip.height)),
    };
    blocks::set(composer, &mut flow, &document.body, &manner);
    for strip in closing {
        flow.push(strip);
    }
    flow.finish()
}
