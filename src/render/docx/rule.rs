//! The short rules below letterhead lines: a paragraph border between indents, never underscores.
//!
//! In: the text line above and the room it stands in. Out: an empty paragraph whose top border has the lawful length.

use super::{page::twips, style, text::Paragraph};
use crate::ooxml::Xml;

/// Tiêu ngữ has a rule exactly as long as itself: 60.5 mm at 14 pt.
const MOTTO_MM: f32 = 60.5;
/// The law wants 1/3 to 1/2 of the text line; the middle leaves room for the estimate of its width.
const SHARE: f32 = 0.4;
/// A rule below a subject stays within these, whatever its last line is.
const SUBJECT_MM: (f32, f32) = (20.0, 60.0);
/// The rule below an appendix head, as the decree's own template has it.
const APPENDIX_MM: f32 = 20.0;

/// Below Tiêu ngữ, in a cell of this width (twips).
pub fn below_motto(xml: &mut Xml, room: u32) {
    write(xml, room, twips(MOTTO_MM));
}

/// Below the last line of the issuer's name at this size (pt).
pub fn below_issuer(xml: &mut Xml, room: u32, line: &str, size: f32) {
    write(xml, room, twips(width_mm(line, size) * SHARE));
}

/// Below the subject, which wraps in `wrap` and stands centred in `room`.
pub fn below_subject(xml: &mut Xml, room: u32, wrap: u32, subject: &str, size: f32) {
    let length = width_mm(&last_line(subject, size, wrap), size) * SHARE;
    write(xml, room, twips(length.clamp(SUBJECT_MM.0, SUBJECT_MM.1)));
}

/// Below the head of an appendix.
pub fn below_appendix_head(xml: &mut Xml, room: u32) {
    write(xml, room, twips(APPENDIX_MM));
}

fn write(xml: &mut Xml, room: u32, length: u32) {
    let indent = room.saturating_sub(length) / 2;
    Paragraph { indents: Some((indent, indent)), keep_next: true, ..Paragraph::new(style::RULE) }.write(xml, |_| ());
}

/// What greedy wrapping leaves for the last line.
fn last_line(text: &str, size: f32, wrap: u32) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        line = if twips(width_mm(&longer, size)) > wrap { word.to_owned() } else { longer };
    }
    line
}

/// About how wide bold text is: average widths of Times New Roman Bold, right within some 5 %, which a rule of 40 % of
/// the line between the limits of 33 and 50 % can bear.
fn width_mm(text: &str, size: f32) -> f32 {
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
