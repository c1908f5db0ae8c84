//! What the filled cells of a row tell of it: a sum, a line, a heading once more, a day, a name.
//!
//! In: a row and its filled cells. Out: yes or no, for the filter of rows to judge by.

use chrono::Datelike;

use super::{FIRST_YEAR, Filled, RowFilter, Skip, Verdict, lines};
use crate::{
    ingest::{RawCell, Rows},
    normalize::deadline,
};

/// A running number is this long at most.
const LONGEST_NUMBER: usize = 8;
/// A count beside a sum has fewer digits than any day.
const DIGITS_OF_A_DAY: usize = 4;
/// No id and no date has so many words.
const WORDS_OF_A_LINE: usize = 3;
/// Who signs below a table has so many.
const WORDS_OF_A_NAME: usize = 2;

impl RowFilter<'_> {
    /// Whether a label of sums stands where a row begins, and what follows are counts.
    pub(super) fn is_total(&self, row: &dyn Rows, filled: &Filled) -> bool {
        let label = |(index, (_, _, key)): &(usize, &(usize, String, String))| {
            lines::is_sum(key, &self.total_labels) || *index == 0 && lines::opens_sum(key, &self.total_labels)
        };
        let Some((index, (at, ..))) = filled.iter().enumerate().take(2).find(label) else { return false };
        // The word for a sum may stand in the column of ids; it is no id. What stands before it there is one.
        let has_id = filled.iter().take(index).any(|(column, ..)| Some(*column) == self.id_column);
        let names_unit = |(column, text, _): &(usize, String, String)| {
            Some(*column) == self.lead_column
                && column != at
                && !text.trim().starts_with(|sign: char| sign.is_ascii_digit())
        };
        !has_id && !filled.iter().any(names_unit) && !self.has_day(row, filled)
    }

    /// Whether a row has a day, where counts may stand in its columns: a small number is none, nor Excel's days of 1900.
    pub(super) fn has_day(&self, row: &dyn Rows, filled: &Filled) -> bool {
        let is_day = |(column, text, _): &&(usize, String, String)| match row.cell(*column) {
            RawCell::Date(day) => day.year() >= FIRST_YEAR,
            // "3", "12 việc"; a year alone has more digits.
            RawCell::Text(_) if (1..DIGITS_OF_A_DAY).contains(&digits(text)) => false,
            RawCell::Text(_) => deadline::is_deadline(text, self.dates),
            RawCell::Empty | RawCell::Number(_) | RawCell::Other(_) => false,
        };
        filled.iter().filter(|(column, ..)| self.date_columns.contains(column)).any(|cell| is_day(&cell))
    }

    /// Whether a row has no id, no day, no number, no unit, document or status: signatures count as none of them.
    pub(super) fn is_bare(&self, row: &dyn Rows, filled: &Filled) -> bool {
        let tells = |column: usize| {
            Some(column) == self.id_column || Some(column) == self.lead_column || self.proving_columns.contains(&column)
        };
        let counts = |(column, text, _): &&(usize, String, String)| {
            !lines::is_signing(text) && (tells(*column) || self.number_columns.contains(column) && is_number(text))
        };
        let words: Vec<_> = filled.iter().filter(|(_, text, _)| !lines::is_signing(text)).cloned().collect();
        !filled.iter().any(|cell| counts(&cell)) && !self.is_dated(row, &words)
    }

    /// Words in a date column, such as a signature line below the table, are no date, unless they say when a task is due.
    pub(super) fn is_dated(&self, row: &dyn Rows, filled: &Filled) -> bool {
        let is_due = |column: usize| deadline::is_deadline(&row.cell(column).text(), self.dates);
        filled.iter().any(|(column, _, key)| {
            let has_digit = key.contains(|letter: char| letter.is_ascii_digit());
            self.date_columns.contains(column) && has_digit || self.deadline_columns.contains(column) && is_due(*column)
        })
    }

    /// Whether a cell below a total speaks of a task: signatures and days of signing may stand in any column, as sentences.
    pub(super) fn is_of_task(&self, row: &dyn Rows, column: usize) -> bool {
        let cell = row.cell(column);
        let text = cell.text();
        let is_dated = self.date_columns.contains(&column) && text.contains(|letter: char| letter.is_ascii_digit());
        let is_due = self.deadline_columns.contains(&column) && deadline::is_deadline(&text, self.dates);
        let is_id = Some(column) == self.id_column && words(&text) < WORDS_OF_A_NAME;
        Some(column) == self.telling_column || is_due || is_id || (is_dated && words(&text) < WORDS_OF_A_LINE)
    }

    /// Whether the only words of a row stand in the column of ids, as the names of groups do in exports without a column of numbers.
    pub(super) fn is_line(&self, filled: &Filled) -> bool {
        let (column, text) = match filled {
            [(column, text, _)] => (column, text),
            [_, (column, text, _)] if self.is_numbered_group(filled) => (column, text),
            _ => return false,
        };
        Some(*column) == self.id_column && words(text) >= WORDS_OF_A_LINE
    }

    /// A letter or Roman numeral in a column that no field reads, and one more cell that names no unit: `II | Phòng Nội chính`.
    pub(super) fn is_numbered_group(&self, filled: &Filled) -> bool {
        let [(first, _, number), (second, ..)] = filled else { return false };
        let is_letter = |sign: char| "abcdefghivxlm".contains(sign);
        let is_number = number.len() <= 5 && !number.is_empty() && number.chars().all(is_letter);
        is_number && !self.other_fields.contains(first) && Some(*second) != self.lead_column
    }

    pub(super) fn label_opens_with_digit(&self, column: usize) -> bool {
        let keys = self.labels.get(column).into_iter().flatten();
        keys.into_iter().any(|key| key.starts_with(|letter: char| letter.is_ascii_digit()))
    }

    /// Whether most cells repeat the heading, column by column, or in another order.
    pub(super) fn heading_again(&self, filled: &Filled) -> Option<Verdict> {
        let in_place = |(column, _, key): &&(usize, String, String)| {
            self.labels.get(*column).is_some_and(|keys| keys.contains(key))
        };
        let anywhere = |(_, _, key): &&(usize, String, String)| self.labels.iter().any(|keys| keys.contains(key));
        let found = filled.iter().filter(anywhere).count();
        let here = filled.iter().filter(in_place).count();
        match (here == found, found * 2 > filled.len()) {
            (_, false) => None,
            (true, true) => Some(Verdict::Skip(Skip::RepeatedHeading)),
            // One or two words that a heading has too may stand in any line.
            (false, true) => (found > 2).then_some(Verdict::HeadingChanged),
        }
    }
}

/// Whether a cell in the column of running numbers holds one.
pub(super) fn is_number(text: &str) -> bool {
    text.chars().count() <= LONGEST_NUMBER && text.contains(|sign: char| sign.is_ascii_digit())
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// How many words of letters alone there are.
fn words(text: &str) -> usize {
    let is_word = |word: &&str| {
        let letters = word.trim_matches(|sign: char| sign.is_ascii_punctuation());
        !letters.is_empty() && letters.chars().all(char::is_alphabetic)
    };
    text.split_whitespace().filter(is_word).count()
}
