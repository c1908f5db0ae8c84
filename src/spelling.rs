//! When two spellings are the same words: headings, unit names and labels are compared by their key.
//!
//! In: text as people typed it. Out: a key that folds Unicode form, case, spaces, punctuation and the place of tone marks
//! (`hoà`/`hòa`), but never letters: `Đắk` and `Đăk` stay apart.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

/// The five tone marks of Vietnamese, as combining characters: grave, acute, tilde, hook, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// The key under which all spellings of the same words meet.
#[must_use]
pub fn key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut tones = String::new();
    // Ids, which are asked for once and again, have neither marks nor forms.
    if text.is_ascii() {
        for letter in text.chars() {
            if letter.is_ascii_alphanumeric() {
                folded.push(letter.to_ascii_lowercase());
            } else {
                end_word(&mut folded, &mut tones);
            }
        }
        folded.truncate(folded.trim_end().len());
        return folded;
    }
    for letter in text.nfd().flat_map(char::to_lowercase) {
        if TONES.contains(&letter) {
            tones.push(letter);
        } else if letter.is_alphanumeric() || is_combining_mark(letter) {
            folded.push(letter);
        } else if !is_invisible(letter) {
            end_word(&mut folded, &mut tones);
        }
    }
    end_word(&mut folded, &mut tones);
    folded.truncate(folded.trim_end().len());
    folded
}

/// Small letters without any mark, everything else as it is: what is left when somebody types without accents.
#[must_use]
pub fn unaccented(text: &str) -> String {
    let letters = text.nfd().flat_map(char::to_lowercase).filter(|letter| !is_combining_mark(*letter));
    letters.map(|letter| if letter == 'đ' { 'd' } else { letter }).collect()
}

/// Text in NFC without space at the ends and with single spaces inside; line breaks stay, signs that nobody sees go.
#[must_use]
pub fn tidy(text: &str) -> String {
    // Most cells are tidy already; this is asked of every cell of an export.
    if is_tidy(text) {
        return text.to_owned();
    }
    let text: String = text.chars().filter(|letter| !is_invisible(*letter)).collect();
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").nfc().collect()
}

fn is_tidy(text: &str) -> bool {
    let plain_spaces = text.chars().all(|letter| letter == ' ' || !(letter.is_whitespace() || is_invisible(letter)));
    plain_spaces
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && is_nfc_quick(text.chars()) == IsNormalized::Yes
}

/// Control characters and spaces of no width, which exports bring along from databases and web pages.
fn is_invisible(letter: char) -> bool {
    let is_control = letter.is_control() && !letter.is_whitespace();
    is_control || matches!(letter, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Whether bytes are text of which no character was lost (U+FFFD) on the way here.
#[must_use]
pub fn is_whole(bytes: &[u8]) -> bool {
    bytes.is_ascii() || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(char::REPLACEMENT_CHARACTER))
}

/// Whether one spelling is to be shown rather than another of the same words, whichever was met first: capitals or small letters
/// throughout are a typist's haste.
#[must_use]
pub fn is_better(spelt: &str, other: &str) -> bool {
    let is_hasty = |text: &str| {
        let begins_small = text.chars().next().is_some_and(char::is_lowercase);
        begins_small || text == text.to_uppercase()
    };
    (is_hasty(spelt), spelt) < (is_hasty(other), other)
}

/// Words as the name of a file on any system: small letters without marks, digits, hyphens; at most 60 of them. Different words may
/// have one slug.
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in unaccented(text).chars() {
        match letter {
            plain if plain.is_ascii_alphanumeric() => slug.push(plain),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.truncate(60);
    slug.trim_end_matches('-').to_owned()
}

/// The candidate nearest to `typed`, if any is near enough to be a slip of the hand.
#[must_use]
pub fn nearest<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within(3, typed, candidates)
}

/// The same for names and labels of several words, which are long and alike: fewer letters of them may differ.
#[must_use]
pub fn nearest_words<'a>(typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    within(6, typed, candidates)
}

/// The nearest candidate, when one letter of so many differs at most.
fn within<'a>(letters: usize, typed: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let (most, counts) = ((typed.chars().count() / letters).max(1), letter_counts(typed));
    // To compare two names letter by letter takes a hundred times as long as to see that they have other letters.
    let may_be_near = |name: &&str| letters_apart(&counts, &letter_counts(name)) <= most;
    let near = candidates.into_iter().filter(may_be_near);
    let scored = near.map(|name| (strsim::damerau_levenshtein(typed, name), name));
    let (distance, name) = scored.min()?;
    (distance <= most).then_some(name)
}

/// How often each letter stands in a text; some letters are counted as one.
fn letter_counts(text: &str) -> [u16; 64] {
    let mut counts = [0_u16; 64];
    for letter in text.chars() {
        let count = counts.get_mut(letter as usize % 64);
        count.into_iter().for_each(|count| *count = count.saturating_add(1));
    }
    counts
}

/// How many letters of one text the other lacks: so many steps at least lead from one to the other.
fn letters_apart(left: &[u16; 64], right: &[u16; 64]) -> usize {
    let lacking = |from: &[u16; 64], of: &[u16; 64]| -> usize {
        from.iter().zip(of).map(|(from, of)| usize::from(from.saturating_sub(*of))).sum()
    };
    lacking(left, right).max(lacking(right, left))
}

/// The first letters of the words, without marks: `syt`.
#[must_use]
pub fn initials(text: &str) -> String {
    unaccented(text).split_whitespace().filter_map(|word| word.chars().next()).collect()
}

/// Tone marks go to the end of their word: where they stand inside it is a matter of taste.
fn end_word(folded: &mut String, tones: &mut String) {
    folded.push_str(tones);
    tones.clear();
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn form_case_space_punctuation_and_tone_place_fold() {
        assert_eq!(key("Sở  Văn hoá, Thể thao\nvà Du lịch "), key("SỞ VĂN HÓA THỂ THAO VÀ DU LỊCH"));
        assert_eq!(key("UBND huyện Ia H'Drai"), key("ubnd huyện ia h’drai"));
        // Plain letters go a shorter way to the same end.
        assert_eq!(key(" KT--2018_01 / (A) "), "kt 2018 01 a");
        assert_eq!(key("Ia H'Drai"), key("Ia H’Drai"));
        assert_eq!(key("Sở Y tế"), key(&"Sở Y tế".nfd().collect::<String>()));
    }

    #[test]
    fn tidy_text_is_nfc_with_single_spaces_and_its_lines() {
        assert_eq!(tidy("Sở Y tế"), "Sở Y tế");
        assert_eq!(tidy("  Sở\u{a0} Y\tte\u{302}\u{301} \n\n B "), "Sở Y tế\nB");
    }

    #[test]
    fn signs_that_nobody_sees_are_no_part_of_words() {
        assert_eq!(key("S\u{200b}ở\0 Y\u{feff} tế"), key("Sở Y tế"));
        assert_eq!(tidy("S\u{200b}ở\0 Y\u{feff}\u{1} tế\u{1f}"), "Sở Y tế");
    }

    #[test]
    fn letters_never_fold() {
        assert_ne!(key("Đắk Hà"), key("Đăk Hà"));
        assert_ne!(key("Đắk Hà"), key("Dak Ha"));
        assert_ne!(key("Sở Nội vụ"), key("Sở Ngoại vụ"));
    }

    #[test]
    fn a_slug_names_a_file_anywhere() {
        assert_eq!(slug("UBND huyện Ia H'Drai"), "ubnd-huyen-ia-h-drai");
        assert_eq!(slug("?Sở  Văn hoá, Đăk/Hà: *"), "so-van-hoa-dak-ha");
        assert_eq!(slug("kt-so-y-te"), "kt-so-y-te");
        assert_eq!(slug("???"), "");
        assert_eq!(slug(&"ế".repeat(99)), "e".repeat(60));
    }

    #[test]
    fn only_a_near_name_is_proposed() {
        assert_eq!(nearest("memebership", ["membership", "as_of"]), Some("membership"));
        assert_eq!(nearest("colour", ["membership", "as_of"]), None);
    }

    #[test]
    fn bytes_are_whole_where_they_are_text_that_lost_nothing() {
        assert!(is_whole("".as_bytes()) && is_whole(b"KT-1") && is_whole("Sở Y tế".as_bytes()));
        assert!(
            !is_whole(b"KT\xff1")
                && !is_whole("S\u{fffd} Y tế".as_bytes())
                && !is_whole("ở".as_bytes().split_last().unwrap().1)
        );
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_near_name_is_passed_over_for_its_letters(
            typed in "[abcêđ ]{0,14}",
            names in proptest::collection::vec("[abcêđ ]{0,14}", 0..6),
            letters in 1usize..7,
        ) {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let all = names.iter().map(|name| (strsim::damerau_levenshtein(&typed, name), *name)).min();
            let wanted = all.filter(|(distance, _)| *distance <= (typed.chars().count() / letters).max(1));
            proptest::prop_assert_eq!(within(letters, &typed, names), wanted.map(|(_, name)| name));
        }
    }
}
