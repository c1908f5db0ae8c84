//! The end of the text: recipients at the left, authority, signature room and name at the right.
//!
//! In: the closing of the document. Out: one strip that is never torn; only recipients longer than the signature block
//! may go on below it.

use parley::Alignment;

use super::{compose::Composer, flow::Strip, item::Face, letterhead::Stack, line::Line, shape::Column, sheet::mm};
use crate::document::{RECIPIENTS, Recipient};

/// The two columns: the right one holds the longest usual office line, `PHÓ CHÁNH VĂN PHÒNG UBND TỈNH`.
const LEFT_WIDTH: f32 = mm(68.0);
const RIGHT: Column = Column { width: mm(95.0), indent: 0.0, align: Alignment::Center };
const RIGHT_EDGE: f32 = mm(70.0);
const ABOVE: f32 = 12.0;
/// Empty room for the signature and the seal.
const SIGNATURE_ROOM: f32 = mm(28.0);
/// `Nơi nhận:` and the list below it.
const HEADING_SIZE: f32 = 12.0;
const LIST_SIZE: f32 = 11.0;
const SUBLIST_INDENT: f32 = mm(4.0);

/// Sets the closing: the first strip is the signature block with the recipients beside it.
pub fn set(composer: &mut Composer) -> Vec<Strip> {
    let document = composer.document;
    let closing = &document.closing;
    if closing.is_empty() && document.letterhead.marks.drafter.is_none() {
        return Vec::new();
    }
    let recipients = recipients(composer);
    let (signature, baseline) = signature(composer);
    let mut left = Stack::default();
    // `Nơi nhận:` stands on the line of the authority.
    left.skip(recipients.first().map_or(0.0, |(_, line)| (baseline - line.baseline).max(0.0)));
    let mut below = Vec::new();
    for (x, line) in recipients {
        if below.is_empty() && left.height + line.height <= signature.height {
            left.add(vec![line], x);
        } else {
            below.push((x, line));
        }
    }
    left.items.extend(signature.items);
    let block = Strip { before: ABOVE, height: signature.height, items: left.items, keep: true, ..Strip::default() };
    let mut strips = vec![block];
    strips.extend(below.into_iter().map(|(x, line)| Strip {
        height: line.height,
        items: line.items.into_iter().map(|item| item.moved(x, 0.0)).collect(),
        ..Strip::default()
    }));
    if let [block] = strips.as_mut_slice() {
        block.keep = false;
    }
    strips
}

/// The lines of the recipients and of the drafter's mark (ô 12) below them, each with its left edge.
fn recipients(composer: &mut Composer) -> Vec<(f32, Line)> {
    let document = composer.document;
    let column = |indent: f32| Column { width: LEFT_WIDTH - indent, indent: 0.0, align: Alignment::Left };
    let mut lines: Vec<(f32, Line)> = Vec::new();
    if !document.closing.recipients.is_empty() {
        let heading = composer.plain(RECIPIENTS, Face::BoldItalic, HEADING_SIZE, column(0.0));
        lines.extend(heading.into_iter().map(|line| (0.0, line)));
    }
    for Recipient { level, text } in &document.closing.recipients {
        let (sign, x) = if *level == 0 { ("-", 0.0) } else { ("+", SUBLIST_INDENT) };
        let set = composer.plain(&format!("{sign} {text}"), Face::Regular, LIST_SIZE, column(x));
        lines.extend(set.into_iter().map(|line| (x, line)));
    }
    if let Some(drafter) = &document.letterhead.marks.drafter {
        let set = composer.plain(drafter, Face::Regular, LIST_SIZE, column(0.0));
        lines.extend(set.into_iter().map(|line| (0.0, line)));
    }
    lines
}

/// The right column, and the baseline of its first line.
fn signature(composer: &mut Composer) -> (Stack, f32) {
    let closing = &composer.document.closing;
    let size = composer.text_size();
    let mut stack = Stack::default();
    let mut first = None;
    for line in &closing.authority {
        let lines = composer.plain(line, Face::Bold, size, RIGHT);
        first = first.or(lines.first().map(|line| line.baseline));
        stack.add(lines, RIGHT_EDGE);
    }
    stack.skip(SIGNATURE_ROOM);
    for line in closing.office.iter().chain([&closing.signer]) {
        stack.add(composer.plain(line, Face::Bold, size, RIGHT), RIGHT_EDGE);
    }
    (stack, first.unwrap_or_default())
}
