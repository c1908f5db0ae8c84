//! What few documents bear outside the text of page 1: how far it may go, a signed copy's words, the address.
//!
//! In: the marks of the letterhead. Out: the content of the head and of the foot of page 1.

use super::{
    frame::Framed,
    page::{text_width, twips},
    style,
    text::Paragraph,
};
use crate::{
    document::{Marks, Orientation},
    ooxml::Xml,
    render::width,
};

/// Size of the words in the circulation box.
const CIRCULATION_SIZE: f32 = 13.0;
/// Room on both sides of its words together, and its height: that of the urgency box.
const CIRCULATION_ROOM_MM: f32 = 8.0;
const CIRCULATION_HEIGHT_MM: f32 = 8.0;
/// Where the middle of the box stands, as a share of the text width (Phụ lục I, Mục IV).
const CIRCULATION_MIDDLE: f32 = 0.715;

/// Ô 14 and ô 11, one below the other, in the top margin.
pub fn head(xml: &mut Xml, marks: &Marks) {
    if let Some(copy) = &marks.copy {
        Paragraph::new(style::COPY).write_text(xml, copy);
    }
    if let Some(words) = &marks.circulation {
        let room = text_width(Orientation::Portrait);
        let width = twips(width::of_bold(words, CIRCULATION_SIZE) + CIRCULATION_ROOM_MM).min(room);
        let middle = (room as f32 * CIRCULATION_MIDDLE).round() as u32;
        let framed = Framed {
            lines: style::CIRCULATION_BOX,
            style: style::CIRCULATION,
            caption: "Chỉ dẫn về phạm vi lưu hành",
            words,
            size: (width, twips(CIRCULATION_HEIGHT_MM)),
            indent: Some(middle.saturating_sub(width / 2).min(room - width)),
        };
        framed.write(xml);
    }
}

/// Ô 13, below a rule as wide as the text.
pub fn foot(xml: &mut Xml, marks: &Marks) {
    if let Some(address) = &marks.address {
        Paragraph::new(style::ADDRESS).write_text(xml, address);
    }
}
