//! The cells of one column in one row group, for who looks at each distinct word once.
//!
//! In: words and days as they are read. Out: [`Cells`].

use std::collections::BTreeMap;

use super::contents::text;
use crate::{
    ingest::RawCell,
    value::{NO_DAY, date_of_epoch_days, epoch_days},
};

/// The code of a cell without a value.
pub const NO_VALUE: u32 = u32::MAX;

/// The cells of a column, row by row.
pub enum Cells {
    /// Real days since 1970; `NO_DAY` where there is none.
    Days(Vec<i32>),
    /// Anything else.
    Words(Words),
}

/// What stands behind a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordKind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// What no task field can hold.
    Other,
}

/// Words, and the code of each row; words may be the same.
#[derive(Default)]
pub struct Words {
    /// Codes, or [`NO_VALUE`].
    pub codes: Vec<u32>,
    bytes: Vec<u8>,
    spans: Vec<(u32, u32)>,
    /// Those that are no text.
    kinds: BTreeMap<u32, WordKind>,
}

impl Words {
    /// The words by their codes; bytes are not proved to be text.
    pub fn iter(&self) -> impl Iterator<Item = (&[u8], WordKind)> {
        (0..).zip(&self.spans).map(|(code, (from, to))| {
            let word = self.bytes.get(*from as usize..*to as usize).unwrap_or_default();
            let kind = if self.kinds.is_empty() { None } else { self.kinds.get(&code) };
            (word, kind.copied().unwrap_or(WordKind::Text))
        })
    }

    /// The word of a row, if it is text.
    fn word(&self, row: usize) -> Option<&str> {
        let (from, to) = self.spans.get(*self.codes.get(row)? as usize)?;
        std::str::from_utf8(self.bytes.get(*from as usize..*to as usize)?).ok()
    }

    /// Adds a word of text.
    pub(super) fn push(&mut self, word: &[u8]) -> Option<u32> {
        let code = u32::try_from(self.spans.len()).ok().filter(|code| *code != NO_VALUE)?;
        let from = u32::try_from(self.bytes.len()).ok()?;
        self.bytes.extend_from_slice(word);
        self.spans.push((from, u32::try_from(self.bytes.len()).ok()?));
        Some(code)
    }

    fn push_of_kind(&mut self, word: &str, kind: WordKind) -> Option<u32> {
        let code = self.push(word.as_bytes())?;
        if kind != WordKind::Text {
            self.kinds.insert(code, kind);
        }
        Some(code)
    }
}

impl Cells {
    /// Whether all words are whole characters.
    pub(super) fn is_text(&self) -> bool {
        match self {
            Self::Days(_) => true,
            Self::Words(words) => words.iter().all(|(word, _)| std::str::from_utf8(word).is_ok()),
        }
    }

    /// One cell, of words that are text.
    pub(super) fn cell(&self, row: usize) -> RawCell<'_> {
        match self {
            Self::Days(days) => match days.get(row).copied().filter(|day| *day != NO_DAY) {
                Some(day) => date_of_epoch_days(day).map_or(RawCell::Other(day.to_string()), RawCell::Date),
                None => RawCell::Empty,
            },
            Self::Words(words) => words.word(row).map_or(RawCell::Empty, text),
        }
    }

    /// The cells of a column of any type, as they are shown row by row.
    pub(super) fn of<'a>(cells: impl Iterator<Item = RawCell<'a>> + Clone) -> Option<Self> {
        if cells.clone().all(|cell| matches!(cell, RawCell::Date(_) | RawCell::Empty)) {
            let day = |cell| if let RawCell::Date(day) = cell { epoch_days(day) } else { NO_DAY };
            return Some(Self::Days(cells.map(day).collect()));
        }
        let (mut words, mut known) = (Words::default(), BTreeMap::new());
        for cell in cells {
            let kind = match &cell {
                RawCell::Empty => {
                    words.codes.push(NO_VALUE);
                    continue;
                }
                RawCell::Text(_) | RawCell::Date(_) => WordKind::Text,
                RawCell::Number(_) => WordKind::Number,
                RawCell::Other(_) => WordKind::Other,
            };
            let word = cell.text();
            let code = match known.get(&(word.as_ref().to_owned(), kind as u8)) {
                Some(code) => *code,
                None => {
                    let code = words.push_of_kind(&word, kind)?;
                    known.insert((word.into_owned(), kind as u8), code);
                    code
                }
            };
            words.codes.push(code);
        }
        Some(Self::Words(words))
    }

    /// The same as words: days as they are shown. A day that is none in any calendar is what no field can hold.
    pub fn into_words(self) -> Option<Words> {
        let days = match self {
            Self::Words(words) => return Some(words),
            Self::Days(days) => days,
        };
        let (mut words, mut known) = (Words::default(), BTreeMap::new());
        for day in days {
            let code = match known.get(&day) {
                Some(code) => *code,
                None if day == NO_DAY => NO_VALUE,
                None => match date_of_epoch_days(day) {
                    Some(date) => words.push_of_kind(&RawCell::Date(date).text(), WordKind::Text)?,
                    None => words.push_of_kind(&day.to_string(), WordKind::Other)?,
                },
            };
            known.insert(day, code);
            words.codes.push(code);
        }
        Some(words)
    }
}
