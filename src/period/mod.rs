//! Reporting periods: months, quarters, half-years, nine months, years and any two days, in two calendars.
//!
//! In: a kind, a year, a calendar; or two days; or the word of a command line. Out: a [`ReportingPeriod`] that knows its days, its name in
//! Vietnamese, and its neighbours: the one before, the same of last year, and all from the start of its year.

mod name;
mod word;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Deserialize;

pub use word::Asked;

use crate::value::Period;

/// Where months start: a year is twelve of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MonthCalendar {
    /// On day 1, as in any calendar.
    #[default]
    Calendar,
    /// On day 15 of the month before, to day 14 (Nghị định 09/2019/NĐ-CP, Điều 12).
    Nd09,
}

/// What a period is called after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Month 1 to 12.
    Month(u32),
    /// Quarter 1 to 4.
    Quarter(u32),
    /// Half 1 or 2.
    HalfYear(u32),
    /// So many months from the start of the year: nine months, and what cumulates up to a month.
    FirstMonths(u32),
    /// All twelve months.
    Year,
    /// Any two days.
    Custom,
}

impl Kind {
    /// First and last month of the year; none for any two days, and for a number that there is not.
    fn months(self) -> Option<(u32, u32)> {
        let part = |number: u32, length: u32| {
            let is_there = number >= 1 && number <= 12 / length;
            is_there.then(|| ((number - 1) * length + 1, number * length))
        };
        match self {
            Self::Month(number) => part(number, 1),
            Self::Quarter(number) => part(number, 3),
            Self::HalfYear(number) => part(number, 6),
            Self::FirstMonths(last) => (1..=12).contains(&last).then_some((1, last)),
            Self::Year => Some((1, 12)),
            Self::Custom => None,
        }
    }

    /// The same kind for the months from 1 to `last`, under the name that officials use for them.
    fn up_to(last: u32) -> Self {
        match last {
            1 => Self::Month(1),
            3 => Self::Quarter(1),
            6 => Self::HalfYear(1),
            12 => Self::Year,
            _ => Self::FirstMonths(last),
        }
    }
}

/// Which period a table counts, seen from that of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhichPeriod {
    /// That of the report.
    #[default]
    This,
    /// From the start of its year to its end.
    Cumulative,
    /// The one before it, of the same kind.
    Previous,
    /// The same of last year.
    LastYear,
}

impl WhichPeriod {
    /// Stable id, as in front matter.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::This => "this",
            Self::Cumulative => "cumulative",
            Self::Previous => "previous",
            Self::LastYear => "last_year",
        }
    }
}

/// A period of whole days, both ends included, that knows what it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportingPeriod {
    kind: Kind,
    year: i32,
    calendar: MonthCalendar,
    days: Period,
}

impl ReportingPeriod {
    /// A period of a year; `None` for a number or year that there is not, and for [`Kind::Custom`], which has days of its own.
    #[must_use]
    pub fn new(kind: Kind, year: i32, calendar: MonthCalendar) -> Option<Self> {
        let (first, last) = kind.months()?;
        let from = start_of_month(year, first, calendar)?;
        let to = start_of_month(year, last, calendar)?.checked_add_months(Months::new(1))?.pred_opt()?;
        Some(Self { kind, year, calendar, days: Period::new(from, to)? })
    }

    /// Any two days, both included; `None` when they run backwards. The year is the one that the last day lies in.
    #[must_use]
    pub fn between(from: NaiveDate, to: NaiveDate, calendar: MonthCalendar) -> Option<Self> {
        let days = Period::new(from, to)?;
        Some(Self { kind: Kind::Custom, year: year_of(to, calendar), calendar, days })
    }

    /// What it is called after.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The year that it belongs to: under `nd09` 15/12/2025 belongs to 2026.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.year
    }

    /// Where its months start.
    #[must_use]
    pub fn calendar(&self) -> MonthCalendar {
        self.calendar
    }

    /// Its days.
    #[must_use]
    pub fn days(&self) -> Period {
        self.days
    }

    /// First day.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        self.days.from()
    }

    /// Last day, included.
    #[must_use]
    pub fn to(&self) -> NaiveDate {
        self.days.to()
    }

    /// The period of the same kind that ends on the day before this one starts; of nine months and other first months, whose like comes
    /// once a year, that of last year. Of any two days as many days before. `None` before the first year of the calendar.
    #[must_use]
    pub fn previous(&self) -> Option<Self> {
        let (year, calendar) = (self.year, self.calendar);
        let before = |number: u32, count: u32, kind: fn(u32) -> Kind| match number {
            1 => Self::new(kind(count), year.checked_sub(1)?, calendar),
            _ => Self::new(kind(number - 1), year, calendar),
        };
        match self.kind {
            Kind::Month(number) => before(number, 12, Kind::Month),
            Kind::Quarter(number) => before(number, 4, Kind::Quarter),
            Kind::HalfYear(number) => before(number, 2, Kind::HalfYear),
            Kind::FirstMonths(_) | Kind::Year => self.same_last_year(),
            Kind::Custom => {
                let length = u64::try_from((self.to() - self.from()).num_days()).ok()?;
                let to = self.from().pred_opt()?;
                Self::between(to.checked_sub_days(Days::new(length))?, to, calendar)
            }
        }
    }

    /// The same period of the year before; of any two days the same days, 29 February becoming the 28th.
    #[must_use]
    pub fn same_last_year(&self) -> Option<Self> {
        if self.kind == Kind::Custom {
            let earlier = |day: NaiveDate| day.checked_sub_months(Months::new(12));
            return Self::between(earlier(self.from())?, earlier(self.to())?, self.calendar);
        }
        Self::new(self.kind, self.year.checked_sub(1)?, self.calendar)
    }

    /// From the first day of its year to its last day; under `nd09` a year starts on 15/12 of the year before.
    #[must_use]
    pub fn cumulative(&self) -> Option<Self> {
        match self.kind.months() {
            Some((_, last)) => Self::new(Kind::up_to(last), self.year, self.calendar),
            None => Self::between(start_of_month(self.year, 1, self.calendar)?, self.to(), self.calendar),
        }
    }

    /// The period that a table counts.
    #[must_use]
    pub fn which(&self, which: WhichPeriod) -> Option<Self> {
        match which {
            WhichPeriod::This => Some(*self),
            WhichPeriod::Cumulative => self.cumulative(),
            WhichPeriod::Previous => self.previous(),
            WhichPeriod::LastYear => self.same_last_year(),
        }
    }
}

/// The first day of a month.
fn start_of_month(year: i32, month: u32, calendar: MonthCalendar) -> Option<NaiveDate> {
    match calendar {
        MonthCalendar::Calendar => NaiveDate::from_ymd_opt(year, month, 1),
        MonthCalendar::Nd09 => NaiveDate::from_ymd_opt(year, month, 15)?.checked_sub_months(Months::new(1)),
    }
}

/// The year that a day lies in.
fn year_of(day: NaiveDate, calendar: MonthCalendar) -> i32 {
    let is_of_next = calendar == MonthCalendar::Nd09 && day.month() == 12 && day.day() >= 15;
    day.year() + i32::from(is_of_next)
}
