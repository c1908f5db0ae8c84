//! Titles of several lines: the subject of the document, the title of an appendix.
//!
//! In: a title and the room between the margins. Out: a centred paragraph whose lines are about equally long, for a last
//! line of one word looks like a slip.

use super::{page::twips, rule::share_of, text::Paragraph};
use crate::{document::Preset, ooxml::Xml, render::width};

/// How finely the balanced width is sought, and how much more than it needs a line is given, in twips: 2 mm and 3 mm.
const STEP: u32 = 113;
const SLACK: u32 = 170;
/// A rule below a subject stays within these, whatever its last line is.
const RULE_MM: (f32, f32) = (20.0, 60.0);

/// Writes a title and keeps it with what follows.
pub fn write(xml: &mut Xml, style: &'static str, title: &str, room: u32, preset: Preset) {
    let indents = indents(title, room, preset.text_size());
    Paragraph { keep_next: true, indents, ..Paragraph::new(style) }.write_text(xml, title);
}

/// The indents left and right between which a title has lines of about the same length; none where it needs only one.
pub fn indents(title: &str, room: u32, size: f32) -> Option<(u32, u32)> {
    let indent = room.saturating_sub(balanced(title, room, size)) / 2;
    (indent > 0).then_some((indent, indent))
}

/// The length of the rule below a title, in twips.
pub fn rule_length(title: &str, room: u32, preset: Preset) -> u32 {
    let size = preset.text_size();
    let lines = wrapped(title, balanced(title, room, size), size);
    let last = lines.last().map_or("", String::as_str);
    share_of(last, size, room).clamp(twips(RULE_MM.0), twips(RULE_MM.1))
}

/// The least width in which a title needs no more lines than in the whole room.
fn balanced(title: &str, room: u32, size: f32) -> u32 {
    let lines = wrapped(title, room, size).len();
    if lines < 2 {
        return room;
    }
    let narrower = (1..).map(|step| room.saturating_sub(step * STEP)).take_while(|width| *width > 0);
    let least = narrower.take_while(|width| wrapped(title, *width, size).len() == lines).last();
    least.map_or(room, |width| (width + SLACK).min(room))
}

/// The lines that greedy wrapping makes.
fn wrapped(title: &str, room: u32, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        match lines.last_mut().map(|line| (format!("{line} {word}"), line)) {
            Some((longer, line)) if twips(width::of_bold(&longer, size)) <= room => *line = longer,
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_title_keeps_the_room_and_a_long_one_is_balanced() {
        assert_eq!(balanced("Kết quả kiểm tra", 9354, 14.0), 9354);
        let long = "Kết quả về công tác theo dõi, đôn đốc, kiểm tra việc thực hiện các nhiệm vụ được giao năm 2018";
        let lines = wrapped(long, balanced(long, 9354, 14.0), 14.0);
        assert_eq!(
            lines,
            ["Kết quả về công tác theo dõi, đôn đốc, kiểm tra", "việc thực hiện các nhiệm vụ được giao năm 2018"]
        );
    }
}
