//! Deadlines as exports write them: days, months, quarters, years, ranges, words.
//!
//! In: a cell. Out: a [`Deadline`]: its kind, the last day in time, the rule that made it; or the reason why it cannot be read. Nothing is
//! guessed: a year that is not written sends the row to quarantine.

mod cursor;
mod moments;
mod point;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::dates::{self, DateRule};
use crate::{diagnostic::Code, ingest::RawCell};
use moments::Reading;

/// How exact a deadline is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineKind {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
    /// From one moment to another, or several moments.
    Range,
    /// Again and again, without an end.
    Recurring,
    /// No deadline.
    None,
}

impl DeadlineKind {
    /// Stable id, as in the field `deadline_kind`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Range => "range",
            Self::Recurring => "recurring",
            Self::None => "none",
        }
    }
}

/// How the day was made from what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DeadlineRule {
    /// It is written.
    AsWritten,
    /// The last day of the month.
    MonthEnd,
    /// The last day of the quarter.
    QuarterEnd,
    /// The last day of the year.
    YearEnd,
    /// The last day of the range.
    RangeEnd,
    /// The day that a word for a part of a period stands for.
    PartOfPeriod,
    /// The day before the month, quarter or year.
    BeforePeriod,
    /// The day before the day.
    DayBefore,
    /// The latest of several moments.
    Latest,
    /// The day that stands inside a longer moment.
    Narrowest,
    /// There is none: the task recurs.
    Recurring,
    /// There is none.
    NoDeadline,
}

impl DeadlineRule {
    /// Stable id; the catalogue of reasons has its words. `None` where nothing was derived.
    #[must_use]
    pub fn id(self) -> Option<&'static str> {
        match self {
            Self::AsWritten | Self::NoDeadline => None,
            Self::MonthEnd => Some("last day of the month"),
            Self::QuarterEnd => Some("last day of the quarter"),
            Self::YearEnd => Some("last day of the year"),
            Self::RangeEnd => Some("last day of the range"),
            Self::PartOfPeriod => Some("part of a period"),
            Self::BeforePeriod => Some("day before the period"),
            Self::DayBefore => Some("day before the day"),
            Self::Latest => Some("latest of several"),
            Self::Narrowest => Some("narrowest of several"),
            Self::Recurring => Some("recurring"),
        }
    }

    /// The rule for what is written as this kind.
    fn end_of(kind: DeadlineKind) -> Self {
        match kind {
            DeadlineKind::Day => Self::AsWritten,
            DeadlineKind::Month => Self::MonthEnd,
            DeadlineKind::Quarter => Self::QuarterEnd,
            DeadlineKind::Year => Self::YearEnd,
            DeadlineKind::Range => Self::RangeEnd,
            DeadlineKind::Recurring => Self::Recurring,
            DeadlineKind::None => Self::NoDeadline,
        }
    }
}

/// A deadline that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// How it is written.
    pub kind: DeadlineKind,
    /// The last day in time; none when it recurs or there is none.
    pub date: Option<NaiveDate>,
    /// How the day was made.
    pub rule: DeadlineRule,
}

impl Deadline {
    fn day(date: NaiveDate) -> Self {
        Self { kind: DeadlineKind::Day, date: Some(date), rule: DeadlineRule::AsWritten }
    }

    fn none() -> Self {
        Self { kind: DeadlineKind::None, date: None, rule: DeadlineRule::NoDeadline }
    }

    fn recurring() -> Self {
        Self { kind: DeadlineKind::Recurring, date: None, rule: DeadlineRule::Recurring }
    }

    fn ruled(self, kind: DeadlineKind, rule: DeadlineRule) -> Self {
        Self { kind, rule, ..self }
    }
}

/// Reads the deadlines of one column, each distinct text once.
#[derive(Debug, Default)]
pub struct DeadlineReader {
    known: BTreeMap<String, Result<Deadline, Code>>,
}

impl DeadlineReader {
    /// The deadline in a cell.
    ///
    /// # Errors
    /// `unparseable-date`, `missing-year`, `error-cell`, `implausible-year`, or `two-digit-year` under its policy.
    pub fn read(&mut self, cell: &RawCell<'_>, rule: DateRule<'_>) -> Result<Deadline, Code> {
        // Nearly every cell is a plain day.
        match (dates::decode(cell, rule), cell) {
            (Ok(date), _) => Ok(date.map_or_else(Deadline::none, Deadline::day)),
            (Err(Code::UnparseableDate), RawCell::Text(text)) => match self.known.get(*text) {
                Some(known) => *known,
                None => {
                    let found = parse(text, rule);
                    self.known.insert((*text).to_owned(), found);
                    found
                }
            },
            (Err(code), _) => Err(code),
        }
    }
}

/// A deadline that is not a plain day.
fn parse(text: &str, rule: DateRule<'_>) -> Result<Deadline, Code> {
    let reading = Reading { two_digit_year: rule.two_digit_year, before_date: rule.before_date };
    let found = moments::read(&words::signs(text)?, reading)?;
    let is_null = |date: &NaiveDate| found.kind == DeadlineKind::Day && rule.null_dates.contains(date);
    match found.date {
        Some(date) if is_null(&date) => Ok(Deadline::none()),
        Some(date) if !rule.is_plausible(date) => Err(Code::ImplausibleYear),
        _ => Ok(found),
    }
}

/// Whether a text says when a task is due, be it without a year: words such as `Thường xuyên`, without any digit.
pub fn is_deadline(text: &str, rule: DateRule<'_>) -> bool {
    match parse(text, rule) {
        Ok(found) => found.kind != DeadlineKind::None,
        Err(code) => code != Code::UnparseableDate,
    }
}
