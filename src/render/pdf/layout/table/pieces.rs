//! Heading rows taller than a page, cut into pieces.
//!
//! In: the heading rows as one picture, and the height of a page. Out: pictures that fit a page each; no line of text is cut.

use super::super::item::{Item, Rule};

/// Room at the top of each further piece for the lines that the cut before it would have gone through: more than a line.
const CARRY: f32 = 14.0;
/// How far letters reach below their baseline, in ems.
const DESCENT: f32 = 0.22;

/// The pieces from top to bottom, each with its height.
pub fn pieces(items: &[Item], height: f32, room: f32) -> Vec<(Vec<Item>, f32)> {
    let step = (room - CARRY).max(CARRY);
    let mut pieces = Vec::new();
    let mut start = 0.0;
    while start < height {
        let end = height.min(start + step);
        let above = if start > 0.0 { CARRY } else { 0.0 };
        let own = items.iter().filter_map(|item| within(item, start, end, above));
        pieces.push((own.map(|item| item.moved(0.0, above - start)).collect(), end - start + above));
        start = end;
    }
    pieces
}

/// What of an item belongs between two heights: lines of text that end there, and the part of a rule, drawn on through the room above.
fn within(item: &Item, start: f32, end: f32, above: f32) -> Option<Item> {
    let inside = match item {
        Item::Text(run) => {
            let foot = run.y + DESCENT * run.size;
            start < foot && foot <= end
        }
        Item::Rule(rule) if rule.from.1 < rule.to.1 => {
            let top = if rule.from.1 < start { start - above } else { rule.from.1 };
            let (from, to) = ((rule.from.0, top), (rule.to.0, rule.to.1.min(end)));
            return (from.1 < to.1 && rule.to.1 > start).then_some(Item::Rule(Rule { from, to, ..*rule }));
        }
        Item::Rule(rule) => start <= rule.from.1 && rule.from.1 < end,
        Item::Area(area) => start <= area.y && area.y < end,
    };
    inside.then(|| item.clone())
}
