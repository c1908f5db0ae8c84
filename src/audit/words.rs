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

/// Letters of the longest number of a document with its notation, as a line of its own.
const LONGEST_NUMBER: usize = 40;
/// Letters of the longest name of a place.
const LONGEST_PLACE: usize = 40;

/// Number, place and day of a document, and the line that repeats them above an appendix: people fill them in when they sign.
#[must_use]
pub fn is_letterhead(text: &str) -> bool {
    let folded = spelling::key(text);
    let is_attached = folded.starts_with(&spelling::key("kèm theo")) && says(&folded, "số") && says(&folded, "ngày");
    let is_attached = is_attached && !["nhiệm vụ", "hồ sơ"].iter().any(|counted| says(&folded, counted));
    let is_number = text.strip_prefix("Số:").is_some_and(is_notation);
    is_number || is_attached || is_place_and_day(text)
}

/// `12/BC-UBND`, `…/BC-UBND`, or nothing yet.
fn is_notation(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_open = |word: &&str| word.contains('/') || word.contains("..") || word.contains('…');
    text.chars().count() < LONGEST_NUMBER && words.len() <= 2 && (words.is_empty() || words.iter().any(is_open))
}

/// `Kon Tum, ngày 01 tháng 01 năm 2019`, filled in or not, and nothing else.
fn is_place_and_day(text: &str) -> bool {
    let (place, day) = text.rsplit_once(',').unwrap_or(("", text));
    let is_place = place.chars().count() <= LONGEST_PLACE && !place.contains(|letter: char| letter.is_ascii_digit());
    let words = day.replace(|letter: char| letter.is_ascii_digit() || ".…_()".contains(letter), " ");
    is_place && spelling::key(&words) == spelling::key("ngày tháng năm")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_filled_in_by_hand_is_letterhead() {
        let lines = [
            "Số: 12/BC-UBND",
            "Số:     /BC-UBND",
            "Số:",
            "Kon Tum, ngày 01 tháng 01 năm 2019",
            "ngày      tháng      năm        ",
        ];
        let dotted = [
            "Hà Nội, ngày…tháng…năm 2026",
            "(Kèm theo Báo cáo số 28/BC ngày 01 tháng 01 năm 2019 của Ủy ban nhân dân tỉnh)",
        ];
        assert!(lines.iter().chain(&dotted).all(|line| is_letterhead(line)));
        for line in [
            "Tính đến ngày 30 tháng 6 năm 2019, còn 999 nhiệm vụ đã trễ hạn.",
            "Còn 999, ngày 30 tháng 6 năm 2019",
            "Số: 999 nhiệm vụ",
            "Kèm theo 999 nhiệm vụ quá hạn",
            "Số: 999 hồ sơ còn quá hạn",
            "Số: 950/1.000 hồ sơ",
            "Kèm theo báo cáo là danh sách 999 hồ sơ quá hạn của 77 đơn vị",
        ] {
            assert!(!is_letterhead(line), "{line}");
        }
    }
}
