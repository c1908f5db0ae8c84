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
    for letter in text.nfd().flat_map(char::to_lowercase) {
        if TONES.contains(&letter) {
            tones.push(letter);
        } else if letter.is_alphanumeric() || is_combining_mark(letter) {
            folded.push(letter);
        } else {
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

/// Text in NFC without space at the ends and with single spaces inside; line breaks stay.
#[must_use]
pub fn tidy(text: &str) -> String {
    // Most cells are tidy already; this is asked of every cell of an export.
    if is_tidy(text) {
        return text.to_owned();
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n").nfc().collect()
}

fn is_tidy(text: &str) -> bool {
    let plain_spaces = text.chars().all(|letter| letter == ' ' || !letter.is_whitespace());
    plain_spaces
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.contains("  ")
        && is_nfc_quick(text.chars()) == IsNormalized::Yes
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
    let scored = candidates.into_iter().map(|name| (strsim::damerau_levenshtein(typed, name), name));
    let (distance, name) = scored.min()?;
    (distance <= (typed.chars().count() / 3).max(1)).then_some(name)
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
        assert_eq!(key("Sở Y tế"), key(&"Sở Y tế".nfd().collect::<String>()));
    }

    #[test]
    fn tidy_text_is_nfc_with_single_spaces_and_its_lines() {
        assert_eq!(tidy("Sở Y tế"), "Sở Y tế");
        assert_eq!(tidy("  Sở\u{a0} Y\tte\u{302}\u{301} \n\n B "), "Sở Y tế\nB");
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
}
