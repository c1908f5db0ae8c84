//! What a group is in one dimension.
//!
//! In: names and days. Out: a [`Value`], in the order of tables, for programs and for people.

use chrono::NaiveDate;

use super::dimension::Dimension;
use crate::document::Value as Cell;

/// What a group is in one dimension, in the order of tables; what there is not stands last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A unit: its place in print order, its id, its name.
    Unit {
        /// Registered ones in the order of the registry, then the others by their names.
        place: (usize, String),
        /// Stable id.
        id: String,
        /// Printed name.
        name: String,
    },
    /// A word of a fixed list: its place in it, and what people say.
    Word(u32, &'static str, &'static str),
    /// A number of days.
    Number(u32),
    /// A month, a quarter or a year, such as `2025-01`, and what people say: `01/2025`.
    Span(String, String),
    /// A day.
    Day(NaiveDate),
    /// Words of the data, behind what orders them: their plain letters.
    Text(String, String),
    /// Nothing.
    Missing,
}

impl Value {
    /// Everything that it is called, as conditions may ask for it.
    pub(super) fn names(&self) -> Vec<String> {
        match self {
            Self::Unit { id, name, .. } => vec![id.clone(), name.clone()],
            Self::Word(_, word, _) => vec![(*word).to_owned()],
            Self::Number(number) => vec![number.to_string()],
            Self::Span(text, _) | Self::Text(_, text) => vec![text.clone()],
            Self::Day(day) => vec![day.to_string()],
            Self::Missing => vec![String::new()],
        }
    }

    /// What stands in the columns of its dimension, for a program or for people.
    #[must_use]
    pub fn cells(&self, dimension: &Dimension, reader: Reader) -> Vec<Cell> {
        let cells = match self {
            Self::Missing => Vec::new(),
            Self::Word(.., words) if reader == Reader::Person => vec![Cell::Text((*words).to_owned())],
            Self::Span(_, words) if reader == Reader::Person => vec![Cell::Text(words.clone())],
            Self::Day(day) => vec![Cell::Date(*day)],
            Self::Number(number) => vec![Cell::Count(u64::from(*number))],
            _ => self.names().into_iter().map(Cell::Text).collect(),
        };
        let blanks = std::iter::repeat_n(Cell::Blank, dimension.columns().len().saturating_sub(cells.len()));
        cells.into_iter().chain(blanks).collect()
    }
}

/// Who reads results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A program: stable ids.
    Program,
    /// A person: Vietnamese words.
    Person,
}
