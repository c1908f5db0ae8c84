//! Titles of several lines: the subject of the document, the title of an appendix.
//!
//! In: a title and the room between the margins. Out: a centred paragraph whose lines are about equally long, for a last
//! line of one word looks like a slip.

use super::{
    page::twips,
    rule::{share_of, width_mm},
    text::Paragraph,
};
use crate::ooxml::Xml;

/// Size of titles in `reference.docx`.
const SIZE: f32 = 14.0;
/// Room for the error of the estimated width: too narrow a line would cost one line more.
const SLACK: f32 = 1.1;
/// A rule below a subject stays within these, whatever its last line is.
const RULE_MM: (f32, f32) = (20.0, 60.0);

/// Writes a title and keeps it with what follows.
pub fn write(xml: &mut Xml, style: &'static str, title: &str, room: u32) {
    let indent = room.saturating_sub(balanced(title, room)) / 2;
    let indents = (indent > 0).then_some((indent, indent));
    Paragraph { keep_next: true, indents, ..Paragraph::new(style) }.write_text(xml, title);
}

/// The length of the rule below a title, in twips.
pub fn rule_length(title: &str, room: u32) -> u32 {
    share_of(&last_line(title, balanced(title, room)), SIZE).clamp(twips(RULE_MM.0), twips(RULE_MM.1))
}

/// The width that spreads a title evenly over as many lines as it needs.
fn balanced(title: &str, room: u32) -> u32 {
    let width = twips(width_mm(title, SIZE) * SLACK);
    match width.div_ceil(room.max(1)) {
        0 | 1 => room,
        // The longest word may overhang a line by half of itself; one average word more keeps the number of lines.
        lines => (width / lines + twips(WORD_MM)).min(room),
    }
}

/// Half of a long syllable at this size.
const WORD_MM: f32 = 6.0;

/// What greedy wrapping leaves for the last line.
fn last_line(title: &str, room: u32) -> String {
    let mut line = String::new();
    for word in title.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        line = if twips(width_mm(&longer, SIZE)) > room { word.to_owned() } else { longer };
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_title_keeps_the_room_and_a_long_one_is_balanced() {
        assert_eq!(balanced("Kết quả kiểm tra", 9354), 9354);
        let long = "Kết quả về công tác theo dõi, đôn đốc, kiểm tra việc thực hiện các nhiệm vụ được giao năm 2018";
        let width = balanced(long, 9354);
        assert!((5000..9354).contains(&width), "{width}");
        assert!(last_line(long, width).split(' ').count() > 3);
    }
}
