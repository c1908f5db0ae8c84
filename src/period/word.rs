//! A period as it is typed on a command line.
//!
//! In: `2026-06`, `2026-Q2`, `2026-H1`, `2026-9M`, `2026`, `2026-01-01..2026-03-15`. Out: an [`Asked`] period, to which the project gives
//! its calendar.

use chrono::NaiveDate;

use super::{Kind, MonthCalendar, ReportingPeriod};

/// A period that somebody asked for, before the calendar is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// One of a year.
    Named(Kind, i32),
    /// Two days.
    Days(NaiveDate, NaiveDate),
}

impl Asked {
    /// Reads the word; `None` for what is no period.
    #[must_use]
    pub fn read(word: &str) -> Option<Self> {
        if let Some((from, to)) = word.split_once("..") {
            let (from, to) = (from.parse().ok()?, to.parse().ok()?);
            return (from <= to).then_some(Self::Days(from, to));
        }
        let (year, part) = word.split_once('-').unwrap_or((word, ""));
        let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        let year = year.parse().ok().filter(|_| is_year)?;
        let part = part.to_ascii_uppercase();
        let kind = match part.as_str() {
            "" if word.contains('-') => return None,
            "" => Kind::Year,
            "9M" => Kind::FirstMonths(9),
            _ => match (part.strip_prefix('Q'), part.strip_prefix('H')) {
                (Some(number), _) => Kind::Quarter(digits(number, 1)?),
                (_, Some(number)) => Kind::HalfYear(digits(number, 1)?),
                _ => Kind::Month(digits(&part, 2)?),
            },
        };
        ReportingPeriod::new(kind, year, MonthCalendar::Calendar).map(|_| Self::Named(kind, year))
    }

    /// The period in a calendar; `None` for one outside of any calendar.
    #[must_use]
    pub fn of(self, calendar: MonthCalendar) -> Option<ReportingPeriod> {
        match self {
            Self::Named(kind, year) => ReportingPeriod::new(kind, year, calendar),
            Self::Days(from, to) => ReportingPeriod::between(from, to, calendar),
        }
    }
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}
