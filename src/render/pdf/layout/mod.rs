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
mod structure;
mod table;

use compose::Composer;
use flow::Flow;
pub use item::{Area, Bookmark, Color, Face, Glyph, Item, Page, Rule, TextRun};
pub use sheet::{Sheet, mm};
pub use structure::{Node, NodeId, Role, Tree};

use super::Fonts;
use crate::document::Document;

/// A document on paper, and what its text is.
#[derive(Debug, Clone, PartialEq)]
pub struct Paged {
    /// Its pages.
    pub pages: Vec<Page>,
    /// Its structure; the items on the pages name its nodes.
    pub structure: Tree,
}

/// Sets a whole document: letterhead, text and closing, then each appendix on pages of its own.
#[must_use]
pub fn lay_out(document: &Document, fonts: &mut Fonts) -> Paged {
    let mut composer = Composer::new(document, fonts);
    let mut pages = composer.numbered(main_text);
    for part in &document.appendices {
        let set = |composer: &mut Composer| composer.tagged(Role::Part, |composer| appendix::set(composer, part));
        pages.extend(composer.numbered(set));
    }
    Paged { pages, structure: composer.structure }
}

fn main_text(composer: &mut Composer) -> Vec<Page> {
    let document = composer.document;
    let mut flow = Flow::new(Sheet::portrait());
    // Parts are set in another order than they are read in: the foot of page 1 and the closing take their room first.
    let [head, text, end, foot] = [(); 4].map(|()| composer.open(Role::Division));
    flow.reserve_foot(composer.inside(foot, marks::address));
    for strip in composer.inside(head, letterhead::set) {
        flow.push(strip);
    }
    let closing = composer.inside(end, closing::set);
    let manner = blocks::Manner {
        size: composer.text_size(),
        closing: Some(closing.first().map_or(0.0, |strip| strip.before + strip.height)),
    };
    composer.inside(text, |composer| blocks::set(composer, &mut flow, &document.body, &manner));
    for strip in closing {
        flow.push(strip);
    }
    flow.finish()
}
