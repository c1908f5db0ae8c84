//! An appendix: label, title and reference at the head of a new page, then its blocks.
//!
//! In: one appendix. Out: its pages, upright or along the long side of the paper.

use parley::Alignment;

use super::{
    blocks::{self, Manner},
    compose::Composer,
    flow::{Flow, Strip},
    item::{Face, Page},
    letterhead::{Stack, above, title_rule},
    shape::Column,
    sheet::{APPENDIX_SIZE, Sheet, mm},
};
use crate::document::{Appendix, Orientation};

/// `Phụ lục I`: the same in both presets.
const LABEL_SIZE: f32 = 14.0;
/// The rule below the reference: a short one.
const LONGEST_RULE: f32 = mm(22.0);
const BELOW_HEAD: f32 = 6.0;

/// Sets an appendix on pages of its own.
pub fn set(composer: &mut Composer, part: &Appendix) -> Vec<Page> {
    let sheet = match part.orientation {
        Orientation::Portrait => Sheet::portrait(),
        Orientation::Landscape => Sheet::landscape(),
    };
    let mut flow = Flow::new(sheet);
    flow.push(head(composer, part, sheet.text_width()));
    let manner = Manner { size: APPENDIX_SIZE, closing: None };
    blocks::set(composer, &mut flow, &part.blocks, &manner);
    flow.finish()
}

fn head(composer: &mut Composer, part: &Appendix, width: f32) -> Strip {
    let centred = Column { width, indent: 0.0, align: Alignment::Center };
    let mut stack = Stack::default();
    composer.deepen(1);
    let size = composer.text_size();
    let (label, title) = composer.heading(1, |composer| {
        let label = composer.plain(&part.label, Face::Bold, LABEL_SIZE, centred);
        (above(label), composer.title(&part.title, size, width))
    });
    composer.deepen(2);
    stack.add(label, 0.0);
    stack.add(title, 0.0);
    let reference = composer.plain(&part.reference, Face::Italic, APPENDIX_SIZE, centred);
    let last = reference.last().map_or(0.0, |line| line.width);
    stack.add(reference, 0.0);
    stack.rule(width / 2.0, title_rule(last).min(LONGEST_RULE));
    stack.skip(BELOW_HEAD);
    let bookmark = Some(composer.bookmark(format!("{} - {}", part.label, part.title)));
    Strip { height: stack.height, items: stack.items, keep: true, bookmark, ..Strip::default() }
}
