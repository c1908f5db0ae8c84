//! Appendices: those that are there, and those that the text refers to.
//!
//! In: a [`Reading`]. Out: notes.

use super::{
    checks::APPENDICES,
    reading::{Item, ItemKind, Reading},
    result::Notes,
};
use crate::{locale::vietnamese::roman, spelling, wording::says_any};

/// The number of an appendix, as a person writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Its number.
    pub number: usize,
    /// How it is written: `Phụ lục 02`.
    pub written: String,
}

/// What an appendix is called.
const WORD: &str = "phụ lục";
/// Most appendices that a report has; a larger number is something else.
const MOST: usize = 60;
/// Words before and after a reference that say that it is an appendix of another document.
const OF_OTHERS: [&str; 7] =
    ["nghị định", "thông tư", "quyết định", "ban hành kèm theo", "công văn", "kế hoạch", "luật"];

/// The appendix that a line opens: `PHỤ LỤC 01`, `Phụ lục II: …`.
#[must_use]
pub fn opening(text: &str) -> Option<Label> {
    let first = text.lines().next().unwrap_or_default();
    let (label, rest) = next_label(first)?;
    let opens = first.to_lowercase().starts_with("phụ lục");
    // A sentence may open with the word too.
    let is_heading = rest.is_empty()
        || rest.starts_with([':', '.', '-', '–'])
        || first.chars().filter(|letter| letter.is_lowercase()).count() * 3 < first.chars().count();
    (opens && is_heading).then_some(label)
}

/// The first numbered reference in a text, and what stands behind it.
fn next_label(text: &str) -> Option<(Label, &str)> {
    text.char_indices().find_map(|(start, _)| label_at(text.get(start..)?))
}

/// A numbered reference that a text opens with, and what stands behind it.
fn label_at(text: &str) -> Option<(Label, &str)> {
    let mut letters = text.chars();
    let is_it = WORD.chars().all(|wanted| letters.next().is_some_and(|letter| letter.to_lowercase().eq([wanted])));
    let rest = is_it.then_some(letters.as_str())?.trim_start_matches(' ').trim_start_matches("số ");
    let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end)?;
    let label = Label { number: number_of(number)?, written: format!("Phụ lục {number}") };
    Some((label, behind.trim_start()))
}

/// `01`, `2`, `III` as a number.
fn number_of(text: &str) -> Option<usize> {
    let arabic = text.parse().ok().filter(|number| (1..=MOST).contains(number));
    arabic.or_else(|| (1..=MOST).find(|number| roman(*number) == text))
}

/// Appendices that a text refers to, those of other documents left out. `Phụ lục 2, 3` are two.
#[must_use]
pub fn references(text: &str) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let mut rest = text;
    while let Some((label, behind)) = next_label(rest) {
        let sentence: String = behind.chars().take(60).take_while(|letter| !matches!(letter, ';' | '\n')).collect();
        let is_of_other = says_any(&spelling::key(&sentence), &OF_OTHERS) && !behind.starts_with([';', '.', ')']);
        if !is_of_other {
            found.push(label);
            found.extend(more(behind));
        }
        rest = behind;
    }
    found
}

/// Each appendix that a text refers to, with the words before it that belong to no other: `20 nhiệm vụ tại Phụ lục 01 và 30 nhiệm vụ tại
/// Phụ lục 02`. Appendices that are named together have none.
#[must_use]
pub fn each_with_words(text: &str) -> Vec<(Label, String)> {
    let (mut found, mut rest) = (Vec::new(), text);
    while let Some((label, behind)) = next_label(rest) {
        let before = rest.get(..rest.len() - behind.len()).unwrap_or_default();
        let words = if more(behind).is_empty() { before.to_owned() } else { String::new() };
        found.push((label, words));
        rest = behind;
    }
    found
}

/// Further numbers after the first: `, 3 và 4`.
fn more(behind: &str) -> Vec<Label> {
    let mut found = Vec::new();
    let mut rest = behind;
    while let Some(next) = rest.strip_prefix(',').or_else(|| rest.strip_prefix("và ")) {
        let next = next.trim_start();
        let end = next.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(next.len());
        let (number, behind) = next.split_at_checked(end).unwrap_or_default();
        // `Phụ lục 2, 05 nhiệm vụ` speaks of tasks.
        let is_list = behind.trim_start().is_empty()
            || behind.trim_start().starts_with([',', ';', '.', ')'])
            || behind.starts_with(" và ");
        match number_of(number).filter(|_| is_list) {
            Some(number_of) => found.push(Label { number: number_of, written: format!("Phụ lục {number}") }),
            None => break,
        }
        rest = behind.trim_start();
    }
    found
}

/// Compares references with what is there.
pub fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let mut there: Vec<(usize, &str)> = Vec::new();
    let has_report = has_report(reading);
    for item in &reading.items {
        let Item { kind: ItemKind::Words(paragraph), .. } = item else { continue };
        if let Some(label) = opening(&paragraph.text) {
            numbered(&mut there, &label, (&paragraph.place, has_report), notes);
        }
    }
    for paragraph in reading.words().filter(|paragraph| opening(&paragraph.text).is_none()) {
        for label in references(&paragraph.text) {
            notes.compared(APPENDICES, 1);
            if there.is_empty() {
                let words = format!("dẫn {}, trong tệp không có phụ lục nào: xem phụ lục gửi kèm", label.written);
                notes.look(APPENDICES, paragraph.place.clone(), words);
            } else if there.iter().all(|(number, _)| *number != label.number) {
                notes.fail(
                    APPENDICES,
                    paragraph.place.clone(),
                    format!("dẫn {}, trong tệp không có phụ lục này", label.written),
                );
            }
        }
    }
}

/// Words of a paragraph from which on it is a sentence, not a title.
const SENTENCE: usize = 12;

/// Whether the text of a report stands before the appendices. An appendix is often sent alone: then any number may come first.
fn has_report(reading: &Reading<'_>) -> bool {
    let before = reading.items.iter().take_while(|item| item.appendix.is_none());
    let mut sentences = before.filter(|item| match &item.kind {
        ItemKind::Words(paragraph) => paragraph.text.split_whitespace().count() >= SENTENCE,
        ItemKind::Table(_) => false,
    });
    sentences.next().is_some()
}

/// Appendices follow one another; the first one has the number 1 where the text of the report comes before it.
fn numbered<'p>(
    there: &mut Vec<(usize, &'p str)>,
    label: &Label,
    (place, has_report): (&'p str, bool),
    notes: &mut Notes,
) {
    notes.compared(APPENDICES, 1);
    let last = there.last().map_or(0, |(number, _)| *number);
    if there.iter().any(|(number, _)| *number == label.number) {
        // A heading repeated on the next page is the same appendix.
        if last != label.number {
            notes.fail(APPENDICES, place.to_owned(), format!("có hai {}", label.written));
        }
        return;
    }
    if label.number != last + 1 && (last > 0 || has_report) {
        let words = format!(
            "{} đứng sau {}",
            label.written,
            if last == 0 { "phần lời văn".to_owned() } else { format!("phụ lục {last}") }
        );
        notes.fail(APPENDICES, place.to_owned(), words);
    }
    there.push((label.number, place));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<usize> {
        references(text).into_iter().map(|label| label.number).collect()
    }

    #[test]
    fn references_are_found_and_those_to_other_documents_left_out() {
        assert_eq!(numbers("theo dõi - Phụ lục 01:"), [1]);
        assert_eq!(numbers("các đơn vị tại phụ lục 2,3;"), [2, 3]);
        assert_eq!(numbers("(Phụ lục I, II và III)"), [1, 2, 3]);
        assert_eq!(numbers("Phụ lục I Nghị định số 30/2020/NĐ-CP; Phụ lục 02."), [2]);
        assert_eq!(numbers("tại Phụ lục 2, 05 nhiệm vụ"), [2]);
        assert!(numbers("phụ lục kèm theo").is_empty());
        // A word without a number is passed over, and so is a letter whose small form is longer.
        assert_eq!(numbers("tại các phụ lục kèm theo, chi tiết tại Phụ lục 09"), [9]);
        assert_eq!(numbers("İ: xem PHỤ LỤC 02"), [2]);
    }

    #[test]
    fn headings_open_appendices_and_sentences_do_not() {
        assert_eq!(opening("PHỤ LỤC 01").map(|label| label.number), Some(1));
        assert_eq!(opening("Phụ lục II").map(|label| label.number), Some(2));
        assert_eq!(opening("Phụ lục 02 kèm theo nêu kết quả của từng đơn vị trong năm"), None);
        assert_eq!(opening("- Phụ lục 02"), None);
    }
}
