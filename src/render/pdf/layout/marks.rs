//! Marks that few documents bear: urgency, circulation, the words of a signed copy, the address.
//!
//! In: the marks of the letterhead. Out: strips of the head, and the foot of page 1. The words of a mark are content; its
//! box and its rule are decoration.

use parley::Alignment;

use super::{
    compose::Composer,
    flow::Strip,
    item::{Color, Face, Item},
    letterhead::{LEFT, Stack},
    line::Line,
    shape::Column,
    sheet::{RULE_WIDTH, Sheet, mm},
};

/// Words in a box.
const BOX_SIZE: f32 = 13.0;
/// Distance of the urgency box from the number or subject above it.
const ABOVE_BOX: f32 = 6.0;
/// The circulation box: its middle as a share of the text width, its lower edge from the top margin, the room in it.
const CIRCULATION_MIDDLE: f32 = 0.715;
const CIRCULATION_LONGEST: f32 = mm(90.0);
const ABOVE_TEXT: f32 = mm(1.0);
const INSET_X: f32 = mm(2.0);
const INSET_Y: f32 = mm(0.6);
/// The words of a copy: their usual width, and their distance from the edge of the paper.
const COPY_SIZE: f32 = 10.0;
const COPY_WIDTH: f32 = mm(76.9);
const COPY_TOP: f32 = mm(4.0);
const COPY_LINES: usize = 2;
/// The address: its distance from the text above and the rule.
const ADDRESS_SIZE: f32 = 11.0;
const ABOVE_RULE: f32 = 8.0;
const BELOW_RULE: f32 = 3.0;

/// Ô 10b: the urgency box in the left column.
pub fn urgency(composer: &mut Composer) -> Option<Strip> {
    let urgency = composer.document.letterhead.marks.urgency?;
    let (width, height) = urgency.box_mm();
    let (width, height) = (mm(width), mm(height));
    let lines = composer.plain(urgency.words(), Face::Bold, BOX_SIZE, LEFT);
    let mut items = boxed((LEFT.width - width) / 2.0, 0.0, width, height);
    let text: f32 = lines.iter().map(|line| line.height).sum();
    items.extend(stacked(lines, 0.0, (height - text) / 2.0));
    let items = items.into_iter().map(|item| item.colored(Color::Red)).collect();
    Some(Strip { before: ABOVE_BOX, height, items, keep: true, ..Strip::default() })
}

/// Ô 14 and ô 11, one below the other in the top margin: a strip whose items reach above it. Only words too long for the
/// margin push the text down.
pub fn in_top_margin(composer: &mut Composer) -> Option<Strip> {
    let document = composer.document;
    let marks = &document.letterhead.marks;
    if marks.copy.is_none() && marks.circulation.is_none() {
        return None;
    }
    let sheet = Sheet::portrait();
    let (mut items, mut used) = (Vec::new(), 0.0);
    if let Some(words) = &marks.copy {
        let lines = copy(composer, words);
        used = COPY_TOP + lines.iter().map(|line| line.height).sum::<f32>();
        items.extend(stacked(lines, 0.0, COPY_TOP));
    }
    if let Some(words) = &marks.circulation {
        let lines = composer.title(words, BOX_SIZE, CIRCULATION_LONGEST);
        let longest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
        let text: f32 = lines.iter().map(|line| line.height).sum();
        let (width, height) = (longest + 2.0 * INSET_X, text + 2.0 * INSET_Y);
        let middle = sheet.text_width() * CIRCULATION_MIDDLE;
        let top = (sheet.top - ABOVE_TEXT - height).max(used);
        used = top + height + ABOVE_TEXT;
        items.extend(stacked(lines, middle - CIRCULATION_LONGEST / 2.0, top + INSET_Y));
        items.extend(boxed(middle - width / 2.0, top, width, height));
    }
    let items = items.into_iter().map(|item| item.moved(0.0, -sheet.top)).collect();
    Some(Strip { height: (used - sheet.top).max(0.0), items, keep: true, ..Strip::default() })
}

/// The words of a copy at the right: as narrow as usual, or the whole width when they are long.
fn copy(composer: &mut Composer, words: &str) -> Vec<Line> {
    let whole = Sheet::portrait().text_width();
    let mut set = |width| {
        let column = Column { width, indent: 0.0, align: Alignment::Right };
        composer.plain(words, Face::Regular, COPY_SIZE, column)
    };
    let mut lines = set(COPY_WIDTH);
    if lines.len() > COPY_LINES {
        return set(whole);
    }
    lines.iter_mut().for_each(|line| line.shift(whole - COPY_WIDTH));
    lines
}

/// Ô 13: the address under a rule as wide as the text.
pub fn address(composer: &mut Composer) -> Option<Strip> {
    let words = composer.document.letterhead.marks.address.as_ref()?;
    let width = Sheet::portrait().text_width();
    let column = Column { width, indent: 0.0, align: Alignment::Center };
    let mut stack = Stack::default();
    stack.skip(ABOVE_RULE);
    stack.items.push(Item::level(0.0, stack.height, width, RULE_WIDTH));
    stack.skip(BELOW_RULE);
    stack.add(composer.plain(words, Face::Regular, ADDRESS_SIZE, column), 0.0);
    Some(Strip { height: stack.height, items: stack.items, ..Strip::default() })
}

fn stacked(lines: Vec<Line>, x: f32, top: f32) -> Vec<Item> {
    let mut stack = Stack::default();
    stack.skip(top);
    stack.add(lines, x);
    stack.items
}

/// A rectangle whose outer edges have this place and these sides.
fn boxed(x: f32, y: f32, width: f32, height: f32) -> Vec<Item> {
    let half = RULE_WIDTH / 2.0;
    vec![
        Item::level(x, y + half, width, RULE_WIDTH),
        Item::level(x, y + height - half, width, RULE_WIDTH),
        Item::upright(x + half, y, height, RULE_WIDTH),
        Item::upright(x + width - half, y, height, RULE_WIDTH),
    ]
}
