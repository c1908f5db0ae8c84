//! The end of the text: recipients on the left, signature on the right.
//!
//! In: the closing and the mark of the drafter. Out: a borderless table of two columns that stays with the end of the text.

use super::{frame, style, text::Paragraph};
use crate::{
    document::{Closing, RECIPIENTS},
    ooxml::Xml,
};

/// Room between the text and the table, in twips.
const ABOVE: u32 = 200;
/// More recipients than these may break over two pages: with the head above them they would fill a page.
const WHOLE: usize = 40;

/// Recipients and signature, on one page with the end of the text; nothing where the document has neither.
pub fn write(xml: &mut Xml, closing: &Closing, drafter: Option<&str>) {
    if closing.is_empty() && drafter.is_none() {
        return;
    }
    Paragraph { keep_next: true, after: Some(ABOVE), ..Paragraph::new(style::JOINT) }.write(xml, |_| ());
    let whole = closing.recipients.len() <= WHOLE;
    frame::two_columns(xml, "Nơi nhận và chữ ký", |xml| {
        frame::row(xml, "top", whole, |xml| recipients(xml, closing, drafter), |xml| signature(xml, closing));
    });
}

fn recipients(xml: &mut Xml, closing: &Closing, drafter: Option<&str>) {
    if !closing.recipients.is_empty() {
        Paragraph::new(style::RECIPIENTS).write_text(xml, RECIPIENTS);
    }
    for recipient in &closing.recipients {
        let (style, sign) = if recipient.level == 0 { (style::RECIPIENT, '-') } else { (style::RECIPIENT_SUB, '+') };
        Paragraph::new(style).write_text(xml, &format!("{sign} {}", recipient.text));
    }
    if let Some(drafter) = drafter {
        Paragraph::new(style::DRAFTER).write_text(xml, drafter);
    }
    if closing.recipients.is_empty() && drafter.is_none() {
        // Word wants a paragraph in every cell.
        Paragraph::new(style::JOINT).write(xml, |_| ());
    }
}

fn signature(xml: &mut Xml, closing: &Closing) {
    for line in &closing.authority {
        Paragraph::new(style::AUTHORITY).write_text(xml, line);
    }
    Paragraph::new(style::SIGNATURE_ROOM).write(xml, |_| ());
    if let Some(office) = &closing.office {
        Paragraph::new(style::AUTHORITY).write_text(xml, office);
    }
    Paragraph::new(style::SIGNER).write_text(xml, &closing.signer);
}
