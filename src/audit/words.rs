//! Words of a paragraph.
//!
//! In: text. Out: its words, where a finding stands among them, and which lines are filled in by hand.

use crate::{
    spelling,
    wording::{says, tokens},
};

/// Words on each side of a figure that a finding shows.
const AROUND: usize = 5;

/// The words around the token of this index.
#[must_use]
pub fn around(text: &str, index: usize) -> String {
    let from = index.saturating_sub(AROUND);
    let words: Vec<&str> = tokens(text).skip(from).take(index - from + AROUND + 1).collect();
    let (opens, closes) = (from > 0, tokens(text).count() > index + AROUND + 1);
    format!("{}{}{}", if opens { "… " } else { "" }, words.join(" "), if closes { " …" } else { "" })
}

/// Number, place and day of a document, and the line that repeats them above an appendix: people fill them in when they sign.
#[must_use]
pub fn is_letterhead(text: &str) -> bool {
    let folded = spelling::key(text);
    let is_number = text.starts_with("Số:");
    let is_day = text.chars().count() < 80
        && says(&folded, "ngày")
        && says(&folded, "tháng")
        && says(&folded, "năm")
        && text.contains(',');
    is_number || is_day || folded.starts_with(&spelling::key("kèm theo"))
}
