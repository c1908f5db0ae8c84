//! One cell as a file holds it.
//!
//! In: what a reader finds. Out: a borrowed value; text is copied only when somebody asks for it.

use std::borrow::Cow;

use chrono::NaiveDate;

/// What a cell holds before anything is decoded.
#[derive(Debug, Clone, PartialEq)]
pub enum RawCell<'a> {
    /// Nothing, or only spaces.
    Empty,
    /// Words.
    Text(&'a str),
    /// A number that is not shown as a date.
    Number(f64),
    /// A real date; its time of day is left out.
    Date(NaiveDate),
    /// An error such as `#REF!`, or a value that no task field can hold.
    Other(String),
}

impl RawCell<'_> {
    /// Whether there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person reads it; numbers without a trailing `.0`, dates as dd/mm/yyyy.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(date) => Cow::Owned(date.format("%d/%m/%Y").to_string()),
            Self::Other(text) => Cow::Borrowed(text),
        }
    }
}

/// Letters of a column counted from 0: 0 → `A`, 26 → `AA`.
#[must_use]
pub fn column_letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_letters_of_excel() {
        assert_eq!(
            [column_letters(0), column_letters(25), column_letters(26), column_letters(701)],
            ["A", "Z", "AA", "ZZ"]
        );
    }

    #[test]
    fn whole_numbers_read_without_a_point() {
        assert_eq!(RawCell::Number(12.0).text(), "12");
    }
}
