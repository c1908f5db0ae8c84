//! Headings that only contain the words of a known one (`Hạn xử lý (theo văn bản giao)`).
//!
//! In: labels, wanted fields, and what equal headings bound already. Out: columns for fields that are still without one. Words of three
//! letters or fewer must be the whole heading ("Viettel" contains "tt"); fewer than three words must open it, so that `Đơn vị` is
//! not found in `Ý kiến của đơn vị`.

use std::{borrow::Cow, cmp::Reverse};

use super::{Bound, Doubtful, Label, Wanted};
use crate::spelling;

/// A heading longer than this is a sentence.
const LONGEST: usize = 80;

/// Binds loosely; the longest words win. Tells which fields were bound so.
pub fn bind(
    labels: &[Label],
    wanted: &[Wanted],
    keys: &[Vec<String>],
    bound: &mut Bound,
    doubtful: &mut Vec<Doubtful>,
) -> Vec<Cow<'static, str>> {
    let texts: Vec<String> = labels.iter().map(|label| spelling::key(&label.whole())).collect();
    let mut matches = Vec::new();
    for (order, (want, keys)) in wanted.iter().zip(keys).enumerate().filter(|(_, (want, _))| want.loose) {
        for (column, text) in texts.iter().enumerate().filter(|(_, text)| text.chars().count() <= LONGEST) {
            let longest = keys.iter().filter(|key| contains(text, key)).map(|key| key.chars().count()).max();
            matches.extend(longest.map(|length| (Reverse(length), order, column, want)));
        }
    }
    matches.sort_by_key(|(length, order, column, _)| (*length, *order, *column));
    let mut loosely = Vec::new();
    for (length, order, column, want) in &matches {
        let is_free = bound.iter().all(|(field, taken)| *field != want.field && taken != column);
        if !is_free {
            continue;
        }
        let equal = matches.iter().filter(|(other, place, ..)| (other, place) == (length, order));
        let free =
            equal.map(|(_, _, column, _)| *column).filter(|column| bound.iter().all(|(_, taken)| taken != column));
        let columns: Vec<usize> = free.collect();
        if columns.len() > 1 && want.decisive {
            doubtful.push(Doubtful { field: want.field.clone(), columns });
        }
        bound.push((want.field.clone(), *column));
        loosely.push(want.field.clone());
    }
    loosely
}

fn contains(text: &str, key: &str) -> bool {
    if key.chars().count() <= 3 {
        return false;
    }
    let (padded, words) = (format!(" {text} "), format!(" {key} "));
    padded.starts_with(&words) || (key.split(' ').count() >= 3 && padded.contains(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_are_never_found_inside_others() {
        assert!(contains("hạn xử lý theo văn bản", "hạn xử lý"));
        assert!(contains("ngày hạn xử lý mới", "hạn xử lý"));
        assert!(!contains("viettel", "tt"));
        assert!(!contains("tt văn bản", "tt"));
        assert!(!contains("ý kiến của đơn vị", "đơn vị"));
        assert!(contains("đơn vị nhận việc", "đơn vị"));
    }
}
