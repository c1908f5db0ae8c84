//! One moment of a deadline: a day, a month, a quarter, a year, or a part of one.
//!
//! In: its parts as written. Out: a [`Point`], whose year may stand behind a later one (`tháng 4, 5/2017`), and the days it spans.

use chrono::{Datelike, Days, NaiveDate};

use super::DeadlineKind;
use crate::diagnostic::Code;

/// A moment that a deadline names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Day, month, quarter or year; a range for a half of a year.
    pub kind: DeadlineKind,
    /// The year, where it stands with it.
    pub year: Option<i32>,
    /// First (month, day).
    pub first: (u32, u32),
    /// Last (month, day); day 0 is the last of the month, month 0 a day whose month is not written (`từ ngày 15 đến …`).
    pub last: (u32, u32),
    /// A day that a word for a part of a period stands for (`giữa tháng 8`).
    pub is_part: bool,
}

impl Point {
    /// A day; month 0 where it is not written.
    pub fn day(day: u32, month: u32) -> Self {
        Self { kind: DeadlineKind::Day, year: None, first: (month, day), last: (month, day), is_part: false }
    }

    /// Whole months from `first` to `last`.
    pub fn months(kind: DeadlineKind, first: u32, last: u32) -> Self {
        Self { kind, year: None, first: (first, 1), last: (last, 0), is_part: false }
    }

    /// The day that a part of a period stands for.
    pub fn part(kind: DeadlineKind, month: u32, day: u32) -> Self {
        Self { kind, is_part: true, ..Self::day(day, month) }
    }

    /// The same in this year.
    pub fn of_year(self, year: Option<i32>) -> Self {
        Self { year, ..self }
    }

    /// A month by its number.
    pub fn month(number: u32) -> Result<Self, Code> {
        let is_month = (1..=12).contains(&number);
        is_month.then(|| Self::months(DeadlineKind::Month, number, number)).ok_or(Code::UnparseableDate)
    }

    /// A quarter by its number.
    pub fn quarter(number: u32) -> Result<Self, Code> {
        let is_quarter = (1..=4).contains(&number);
        let months = || Self::months(DeadlineKind::Quarter, number * 3 - 2, number * 3);
        is_quarter.then(months).ok_or(Code::UnparseableDate)
    }

    /// Whether its month is written.
    pub fn is_whole(self) -> bool {
        self.last.0 > 0
    }

    /// First and last day in a year; `None` for a day that does not exist.
    pub fn span(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let day = |(month, day): (u32, u32)| match day {
            0 => last_of_month(year, month),
            day => NaiveDate::from_ymd_opt(year, month, day),
        };
        day(self.first).zip(day(self.last))
    }
}

/// The last day of a month.
fn last_of_month(year: i32, month: u32) -> Option<NaiveDate> {
    let next = NaiveDate::from_ymd_opt(year + i32::try_from(month / 12).ok()?, month % 12 + 1, 1)?;
    next.checked_sub_days(Days::new(1)).filter(|last| last.month() == month)
}
