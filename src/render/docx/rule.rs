//! The short rules below letterhead lines: a paragraph border between indents, never underscores.
//!
//! In: the length of the rule and the room it stands in. Out: an empty paragraph whose top border is the rule.

use super::{page::twips, style, text::Paragraph};
use crate::ooxml::Xml;
use crate::render::width;

/// The law wants 1/3 to 1/2 of the text line; the middle bears the error of an estimated width.
const SHARE: f32 = 0.4;

/// A rule of this length, centred in its room (both in twips).
pub fn write(xml: &mut Xml, room: u32, length: u32) {
    let indent = room.saturating_sub(length) / 2;
    Paragraph { indents: Some((indent, indent)), keep_next: true, ..Paragraph::new(style::RULE) }.write(xml, |_| ());
}

/// The length of the rule below a line of bold text of this size (pt), in twips; a line longer than its room wraps, and then the
/// room counts.
pub fn share_of(line: &str, size: f32, room: u32) -> u32 {
    let whole = twips(width::of_bold(line, size)).min(room);
    (whole as f32 * SHARE).round() as u32
}
