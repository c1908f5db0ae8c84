//! Cells of tables: a typed value each, so that workbooks get numbers and dates and every format prints the same words.
//!
//! In: values from the `report` stage. Out: [`Cell`]s, and the text of each.

use chrono::NaiveDate;

use crate::{locale::vietnamese, value::Ratio};

/// One cell of a body row.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// What it holds.
    pub value: Value,
    /// Rows covered downwards: 1 for an ordinary cell, more for the first of a merged group, 0 for the covered ones.
    pub rows: usize,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Blank,
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A count whose zero is printed as a blank, as official tables do.
    CountOrBlank(u64),
    /// A rate, printed with this many decimals.
    Rate {
        /// Part and whole.
        ratio: Ratio,
        /// Decimals of the percentage.
        digits: u32,
    },
    /// A number with decimals, such as points: `scaled` in units of 10^-`digits`, printed with all of its digits.
    Decimal {
        /// The number without its comma.
        scaled: i64,
        /// Digits behind the comma.
        digits: u32,
    },
    /// By how much a count changed, printed with its sign.
    CountChange(i64),
    /// By how many tenths of a percentage point a rate changed, printed with its sign.
    RateChange(i64),
    /// A date, printed short.
    Date(NaiveDate),
    /// A yes, printed "X".
    Mark,
}

impl Value {
    /// The text that PDF and DOCX print.
    #[must_use]
    pub fn printed(&self) -> String {
        match self {
            Self::Blank | Self::CountOrBlank(0) => String::new(),
            Self::Text(text) => text.clone(),
            Self::Count(value) | Self::CountOrBlank(value) => vietnamese::count(*value),
            Self::Rate { ratio, digits } => vietnamese::percent(*ratio, *digits),
            Self::Decimal { scaled, digits } => vietnamese::decimal(&plain_decimal(*scaled, *digits)),
            Self::CountChange(change) => {
                format!("{}{}", vietnamese::sign(*change), vietnamese::count(change.unsigned_abs()))
            }
            Self::RateChange(tenths) => {
                format!("{}{}", vietnamese::sign(*tenths), vietnamese::points(tenths.unsigned_abs()))
            }
            Self::Date(date) => vietnamese::short_date(*date),
            Self::Mark => "X".to_owned(),
        }
    }
}

/// A number with decimals as programs read it: `-0.50`, `12`.
#[must_use]
pub fn plain_decimal(scaled: i64, digits: u32) -> String {
    let sign = if scaled < 0 { "-" } else { "" };
    let width = usize::try_from(digits).unwrap_or_default();
    let units = format!("{:0>width$}", scaled.unsigned_abs(), width = width + 1);
    let (whole, decimals) = units.split_at_checked(units.len() - width).unwrap_or((&units, ""));
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") }
}

impl Cell {
    /// A cell that covers only itself.
    #[must_use]
    pub fn new(value: Value) -> Self {
        Self { value, rows: 1 }
    }
}
