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

/// Many texts in one.
#[derive(Debug, Default)]
pub struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl Texts {
    /// The text that is being written; [`Self::end`] closes it.
    pub fn open(&mut self) -> &mut String {
        &mut self.all
    }

    /// Closes the text that was being written and tells its number.
    ///
    /// # Errors
    /// When there are more than four gigabytes of them.
    pub fn end(&mut self) -> Result<u32, Refusal> {
        let too_many = |_| Refusal::too_large("text in MB", u64::from(u32::MAX) >> 20, "");
        let number = u32::try_from(self.ends.len()).map_err(too_many)?;
        self.ends.push(u32::try_from(self.all.len()).map_err(too_many)?);
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
