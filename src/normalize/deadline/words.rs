//! The words and marks of a deadline, whatever their accents.
//!
//! In: the text of a cell. Out: its [`Sign`]s in order. Case, Unicode form, spaces and accents fold (`Thang 8`); words that say nothing of
//! the day are dropped; a word that is not in the vocabulary makes the whole text unreadable.

use super::vocabulary::{PHRASES, SILENT, Sign};
use crate::{diagnostic::Code, spelling};

/// The signs of a text.
///
/// # Errors
/// `unparseable-date` when a word is not known.
pub fn signs(text: &str) -> Result<Vec<Sign>, Code> {
    let words = words(text);
    let mut rest: &[String] = &words;
    let mut signs = Vec::new();
    while let Some(word) = rest.first() {
        let begins =
            |phrase: &&[&str]| phrase.len() <= rest.len() && phrase.iter().zip(rest).all(|(known, word)| known == word);
        let taken = if let Some(length) = hour(rest)? {
            length
        } else if let Some(phrase) = SILENT.iter().find(|phrase| begins(phrase)) {
            phrase.len()
        } else if let Some((phrase, sign)) = PHRASES.iter().find(|(phrase, _)| begins(phrase)) {
            signs.push(*sign);
            phrase.len()
        } else if word == "thu"
            && rest.get(1).is_some_and(|day| matches!(day.as_str(), "2" | "3" | "4" | "5" | "6" | "7"))
        {
            2
        } else {
            signs.push(number(word)?);
            1
        };
        rest = rest.get(taken..).unwrap_or_default();
    }
    // `Tháng 12//2026` is a slip of the hand that changes nothing.
    signs.dedup_by(|next, sign| *next == Sign::Slash && *sign == Sign::Slash);
    Ok(signs)
}

fn number(word: &str) -> Result<Sign, Code> {
    let value = word.parse().map_err(|_| Code::UnparseableDate)?;
    Ok(Sign::Number { value, digits: word.len() })
}

/// How many words a time of day takes with `trước`, `lúc` in front of it and a comma behind it: `trước 17h00, ngày 28/7/2014` is that day.
fn hour(rest: &[String]) -> Result<Option<usize>, Code> {
    let is = |index: usize, known: &[&str]| rest.get(index).is_some_and(|word| known.contains(&word.as_str()));
    let in_front = usize::from(is(0, &["truoc", "luc"]));
    let Some(length) = clock(rest.get(in_front..).unwrap_or_default())? else { return Ok(None) };
    let taken = in_front + length;
    Ok(Some(taken + usize::from(is(taken, &[","]))))
}

/// How many words a time of day takes (`17h30`, `17 giờ 30 phút`, `17:30:00`); midnight in words is refused: nobody can tell which of two
/// days it belongs to.
fn clock(rest: &[String]) -> Result<Option<usize>, Code> {
    let word = |index: usize| rest.get(index).map(String::as_str);
    let within =
        |index: usize, most: u32| word(index).and_then(|word| word.parse().ok()).filter(|value: &u32| *value <= most);
    let Some(hour) = within(0, 24) else { return Ok(None) };
    let minute = |index: usize| within(index, 59).is_some();
    match word(1) {
        Some("h" | "g" | "gio") if hour == 0 => Err(Code::UnparseableDate),
        Some("h" | "g" | "gio") if minute(2) && matches!(word(3), Some("p" | "ph" | "phut")) => Ok(Some(4)),
        // `17h 28/7/2014` has no minutes: the number behind it opens a day.
        Some("h" | "g" | "gio") if minute(2) && !matches!(word(3), Some("/" | "-" | ".")) => Ok(Some(3)),
        Some("h" | "g" | "gio") => Ok(Some(2)),
        Some(":") if minute(2) && word(3) == Some(":") && minute(4) => Ok(Some(5)),
        Some(":") if minute(2) => Ok(Some(3)),
        _ => Ok(None),
    }
}

/// Runs of letters, runs of digits and single marks, without accents; a letter glued to a Roman number is parted from it (`QIII`).
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last = Class::Space;
    for letter in spelling::unaccented(text).chars() {
        let class = Class::of(letter);
        let letter = match letter {
            '–' | '—' | '‑' | '−' => '-',
            '[' => '(',
            ']' => ')',
            other => other,
        };
        match words.last_mut() {
            Some(word) if class == last && class != Class::Mark && class != Class::Space => word.push(letter),
            _ if class == Class::Space => {}
            _ => words.push(letter.to_string()),
        }
        last = class;
    }
    words.into_iter().flat_map(part_quarter).collect()
}

fn part_quarter(word: String) -> Vec<String> {
    for opening in ["quy", "q"] {
        if let Some(roman @ ("i" | "ii" | "iii" | "iv")) = word.strip_prefix(opening) {
            return vec![opening.to_owned(), roman.to_owned()];
        }
    }
    vec![word]
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Digit,
    Letter,
    Mark,
    Space,
}

impl Class {
    fn of(letter: char) -> Self {
        match letter {
            _ if letter.is_ascii_digit() => Self::Digit,
            _ if letter.is_alphabetic() => Self::Letter,
            _ if letter.is_whitespace() => Self::Space,
            _ => Self::Mark,
        }
    }
}
