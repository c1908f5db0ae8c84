//! Words of a sentence that its figures hang on: names, and words that turn its sense.
//!
//! In: two versions of a paragraph. Out: what was put in their place. Other words may be put better by anybody.

use super::super::align::pairs;
use crate::spelling;

/// Words that turn the sense of a sentence, or class what it counts.
const TURNING: [&str; 20] = [
    "không", "chưa", "đã", "còn", "cao", "thấp", "nhiều", "ít", "tăng", "giảm", "vượt", "hơn", "kém", "nhất", "xuất",
    "sắc", "tốt", "khá", "đạt", "yếu",
];

/// A word that weighs, with its key.
type Weighty = (String, String);

/// The names and turning words of a text in order. The word that opens a sentence is no name by its capital letter alone.
fn weighty(text: &str) -> Vec<Weighty> {
    let (mut found, mut opens): (Vec<Weighty>, bool) = (Vec::new(), true);
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let key = spelling::key(bare);
        let is_name = bare.chars().next().is_some_and(char::is_uppercase) && !opens;
        let is_turning = TURNING.iter().any(|turning| spelling::key(turning) == key);
        let has_digits = bare.contains(|letter: char| letter.is_ascii_digit());
        if !key.is_empty() && !has_digits && (is_name || is_turning) {
            found.push((bare.to_owned(), key));
        }
        // Dashes and numbers before the first word open nothing.
        opens = word.ends_with(['.', '!', '?', ':']) || opens && bare.is_empty();
    }
    found
}

/// What differs among these words, in words; `None` where they are the same in the same order.
#[must_use]
pub fn turned(now: &str, was: &str) -> Option<String> {
    let (now, was) = (weighty(now), weighty(was));
    let keys = |words: &[Weighty]| words.iter().map(|(_, key)| key.clone()).collect::<Vec<_>>();
    let same = pairs(&keys(&now), &keys(&was));
    let rest = |words: &[Weighty], is_kept: &dyn Fn(usize) -> bool| {
        let left = words.iter().enumerate().filter(|(index, _)| !is_kept(*index));
        left.map(|(_, (word, _))| word.as_str()).collect::<Vec<_>>().join(" ")
    };
    let put_in = rest(&now, &|index| same.iter().any(|(left, _)| *left == index));
    let lost = rest(&was, &|index| same.iter().any(|(_, right)| *right == index));
    match (put_in.is_empty(), lost.is_empty()) {
        (true, true) => None,
        (false, true) => Some(format!("thêm chữ \"{put_in}\", bản tính được không có")),
        (true, false) => Some(format!("không còn chữ \"{lost}\" của bản tính được")),
        (false, false) => Some(format!("ghi \"{put_in}\", bản tính được ghi \"{lost}\"")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_turning_words_weigh_and_others_do_not() {
        let was = "Ngoài ra, 13 đơn vị không có điểm; cao nhất là UBND huyện Tu Mơ Rông.";
        assert_eq!(turned("Bên cạnh đó, 13 cơ quan không có điểm; cao nhất là UBND huyện Tu Mơ Rông.", was), None);
        let told = |from: &str, to: &str| turned(&was.replace(from, to), was).unwrap_or_default();
        assert_eq!(told("Tu Mơ Rông", "Đăk Hà"), "ghi \"Đăk Hà\", bản tính được ghi \"Tu Mơ Rông\"");
        assert_eq!(told("không có điểm", "có điểm"), "không còn chữ \"không\" của bản tính được");
        assert_eq!(told("cao nhất", "thấp nhất"), "ghi \"thấp\", bản tính được ghi \"cao\"");
        assert!(turned("Xếp loại Tốt: 09; Xuất sắc: 07", "Xếp loại Xuất sắc: 09; Tốt: 07").is_some());
    }
}
