//! The short rules below letterhead lines: a paragraph border between indents, never underscores.
//!
//! In: the length of the rule and the room it stands in. Out: an empty paragraph whose top border is the rule; and the
//! estimate of text widths that the lawful lengths need.

use super::{page::twips, style, text::Paragraph};
use crate::ooxml::Xml;

/// The law wants 1/3 to 1/2 of the text line; the middle leaves room for the estimate of its width.
const SHARE: f32 = 0.4;

/// A rule of this length, centred in its room (both in twips).
pub fn write(xml: &mut Xml, room: u32, length: u32) {
    let indent = room.saturating_sub(length) / 2;
    Paragraph { indents: Some((indent, indent)), keep_next: true, ..Paragraph::new(style::RULE) }.write(xml, |_| ());
}

/// The length of the rule below a line of bold text of this size (pt), in twips.
pub fn share_of(line: &str, size: f32) -> u32 {
    twips(width_mm(line, size) * SHARE)
}

/// About how wide bold text is: average widths of Times New Roman Bold, right within some 10 %, which a rule of 40 % of
/// the line between the limits of 33 and 50 % can bear.
pub fn width_mm(text: &str, size: f32) -> f32 {
    let ems: f32 = text
        .chars()
        .map(|sign| match sign {
            ' ' => 0.25,
            '-' => 0.333,
            sign if sign.is_uppercase() => 0.71,
            sign if sign.is_alphanumeric() => 0.51,
            _ => 0.3,
        })
        .sum();
    ems * size * 25.4 / 72.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn estimated_widths_are_near_the_measured_ones() {
        for (text, size, measured) in [
            ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13.0, 95.7),
            ("Độc lập - Tự do - Hạnh phúc", 14.0, 60.5),
            ("ỦY BAN NHÂN DÂN", 13.0, 43.2),
            ("TỈNH KON TUM", 13.0, 35.2),
            ("TỔ KIỂM TRA", 13.0, 31.3),
        ] {
            let share = width_mm(text, size) / measured;
            assert!((0.9..1.1).contains(&share), "{text}: {share}");
        }
    }
}
