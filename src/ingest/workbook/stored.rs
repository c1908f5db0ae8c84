//! How the value of a cell is kept: sixteen bytes, with all texts of a sheet in one.
//!
//! In: values as readers find them. Out: [`Stored`] and [`Texts`].

use chrono::NaiveDate;

use crate::{ooxml::Refusal, value::epoch_days};

/// What a cell holds; words by their number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stored {
    /// Words that several cells may share.
    Shared(u32),
    /// Words of its own.
    Own(u32),
    /// What no task field can hold, in words of its own.
    Odd(u32),
    /// A number that is not shown as a date.
    Number(f64),
    /// A day, counted from 1970.
    Day(i32),
}

/// A hundred and sixty bytes for each row of a full sheet; all sheets of a workbook together have no more.
const MOST_BYTES: usize = 160 << 20;
/// One for each cell that a workbook may have.
const MOST_TEXTS: usize = 16 << 20;

/// Many texts in one.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<u32>,
    /// Bytes of other texts of the workbook.
    before: usize,
}

impl Texts {
    /// No texts yet; the bytes of others count towards what these may have.
    pub fn behind<'t>(others: impl Iterator<Item = &'t Self>) -> Self {
        Self { before: others.map(|texts| texts.all.len()).sum(), ..Self::default() }
    }

    /// The text that is being written; [`Self::end`] closes it.
    pub fn open(&mut self) -> &mut String {
        &mut self.all
    }

    /// Closes the text that was being written and tells its number.
    ///
    /// # Errors
    /// When there are more of them, or more bytes, than any workbook has.
    pub fn end(&mut self) -> Result<u32, Refusal> {
        let too_large = || Refusal::too_large("text in MB", (MOST_BYTES >> 20) as u64, "");
        if self.ends.len() >= MOST_TEXTS || self.before + self.all.len() > MOST_BYTES {
            return Err(too_large());
        }
        let number = u32::try_from(self.ends.len()).map_err(|_| too_large())?;
        self.ends.push(u32::try_from(self.all.len()).map_err(|_| too_large())?);
        Ok(number)
    }

    /// The same, once `correct` has been asked for the text, if it has a `_`.
    ///
    /// # Errors
    /// Those of [`Self::end`].
    pub fn end_with(&mut self, correct: fn(&str) -> String) -> Result<u32, Refusal> {
        let start = self.ends.last().map_or(0, |end| *end as usize);
        if let Some(written) = self.all.get(start..).filter(|written| written.contains('_')) {
            let corrected = correct(written);
            self.all.truncate(start);
            self.all.push_str(&corrected);
        }
        self.end()
    }

    /// A whole text and its number.
    ///
    /// # Errors
    /// Those of [`Self::end`].
    pub fn push(&mut self, text: &str) -> Result<u32, Refusal> {
        self.all.push_str(text);
        self.end()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of this number.
    #[must_use]
    pub fn get(&self, number: u32) -> Option<&str> {
        let number = number as usize;
        let end = *self.ends.get(number)? as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |start| *start as usize);
        self.all.get(start..end)
    }
}

/// A date as a cell holds it.
#[must_use]
pub fn day(date: NaiveDate) -> Stored {
    Stored::Day(epoch_days(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_with_those_before_and_without_their_letters() {
        let before = Texts { before: MOST_BYTES - 3, ..Texts::default() };
        let mut first = Texts { all: "ab".to_owned(), ..before };
        assert_eq!(first.push("c"), Ok(0));
        let large = first.push("d").unwrap_err();
        assert_eq!(large, Refusal::too_large("text in MB", 160, ""));
        let second = Texts { all: "x".repeat(5), ..Texts::default() };
        assert_eq!(Texts::behind([&first, &second].into_iter()).before, 9);
        // Zeros that nobody touches take no memory.
        let mut many = Texts { ends: vec![0; MOST_TEXTS], ..Texts::default() };
        assert!(many.end().is_err());
    }
}
