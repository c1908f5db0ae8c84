//! The end of the text: recipients at the left, authority, signature room and name at the right.
//!
//! In: the closing of the document. Out: one strip that is never torn; only recipients longer than the signature block
//! may go on below it.

use parley::Alignment;

use super::{
    compose::Composer,
    flow::Strip,
    item::Face,
    letterhead::Stack,
    line::Line,
    shape::Column,
    sheet::{BODY_SIZE, mm},
};
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
    let closing = &composer.document.closing;
    if closing.recipients.is_empty() && closing.authority.is_empty() && closing.signer.is_empty() {
        return Vec::new();
    }
    let recipients = recipients(composer);
    let signature = signature(composer);
    let mut left = Stack::default();
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

/// The lines of the recipients, each with its left edge.
fn recipients(composer: &mut Composer) -> Vec<(f32, Line)> {
    let document = composer.document;
    if document.closing.recipients.is_empty() {
        return Vec::new();
    }
    let column = |indent: f32| Column { width: LEFT_WIDTH - indent, indent: 0.0, align: Alignment::Left };
    let heading = composer.plain(RECIPIENTS, Face::BoldItalic, HEADING_SIZE, column(0.0));
    let mut lines: Vec<(f32, Line)> = heading.into_iter().map(|line| (0.0, line)).collect();
    for Recipient { level, text } in &document.closing.recipients {
        let (sign, x) = if *level == 0 { ("-", 0.0) } else { ("+", SUBLIST_INDENT) };
        let set = composer.plain(&format!("{sign} {text}"), Face::Regular, LIST_SIZE, column(x));
        lines.extend(set.into_iter().map(|line| (x, line)));
    }
    lines
}

fn signature(composer: &mut Composer) -> Stack {
    let closing = &composer.document.closing;
    let mut stack = Stack::default();
    for line in &closing.authority {
        stack.add(composer.plain(line, Face::Bold, BODY_SIZE, RIGHT), RIGHT_EDGE);
    }
    stack.skip(SIGNATURE_ROOM);
    for line in closing.office.iter().chain([&closing.signer]) {
        stack.add(composer.plain(line, Face::Bold, BODY_SIZE, RIGHT), RIGHT_EDGE);
    }
    stack
}
