//! Scalars that every stage shares: units, periods, instants and ratios.
//!
//! In: plain values. Out: types that say what they mean; a period cannot end before it starts.

use std::fmt;

use chrono::{Datelike, NaiveDate, NaiveTime};

/// The stable id of a unit: ours, never an official code, never reused (`kt-so-y-te` and the like).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitId(pub String);

impl fmt::Display for UnitId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A reporting period of whole days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: NaiveDate,
    to: NaiveDate,
}

impl Period {
    /// A period from `from` to `to`; `None` when it would end before it starts.
    #[must_use]
    pub fn new(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self { from, to })
    }

    /// The calendar year `year`, 01/01 to 31/12.
    #[must_use]
    pub fn year(year: i32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, 1, 1)?;
        let to = NaiveDate::from_ymd_opt(year, 12, 31)?;
        Self::new(from, to)
    }

    /// Every day there is.
    pub const EVER: Self = Self { from: NaiveDate::MIN, to: NaiveDate::MAX };

    /// First day.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Last day, included.
    #[must_use]
    pub fn to(&self) -> NaiveDate {
        self.to
    }
}

/// The instant that the figures of a table speak of. Only the +07:00 calendar day is compared; the hour is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsOf {
    /// The day; tasks are compared with it, and a date alone means its end.
    pub date: NaiveDate,
    /// The hour and minute of extraction, where the export states one.
    pub time: Option<NaiveTime>,
}

impl AsOf {
    /// The instant in ISO form, with its hour where it has one.
    #[must_use]
    pub fn iso(self) -> String {
        match self.time {
            Some(time) => format!("{}T{}", self.date, time.format("%H:%M")),
            None => self.date.to_string(),
        }
    }
}

/// A part of a whole, kept as two counts so that it can be compared and rounded exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// The numerator.
    pub part: u64,
    /// The denominator; zero means that there is nothing to speak of, printed as "–".
    pub whole: u64,
}

impl Ratio {
    /// The ratio in units of 10^-`digits` percent, rounded half up on integers; `None` for a zero whole.
    ///
    /// `Ratio { part: 1164, whole: 2139 }.scaled_percent(1)` is `Some(544)`, that is 54,4 %.
    #[must_use]
    pub fn scaled_percent(self, digits: u32) -> Option<u64> {
        let whole = u128::from(self.whole);
        if whole == 0 {
            return None;
        }
        let scaled = u128::from(self.part) * 100 * 10u128.pow(digits);
        u64::try_from((2 * scaled + whole) / (2 * whole)).ok()
    }
}

/// Days since 1970-01-01, the number that a Polars date column holds.
#[must_use]
pub fn epoch_days(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH_FROM_CE
}

/// Stands for no day in columns of epoch days.
pub const NO_DAY: i32 = i32::MIN;

/// The date of an epoch day; `None` outside the calendar's range.
#[must_use]
pub fn date_of_epoch_days(days: i32) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(days.checked_add(EPOCH_FROM_CE)?)
}

/// Days from 0001-01-01 (day 1) to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_is_rounded_half_up_on_integers() {
        assert_eq!(Ratio { part: 1164, whole: 2139 }.scaled_percent(1), Some(544));
        assert_eq!(Ratio { part: 222, whole: 1206 }.scaled_percent(1), Some(184));
        assert_eq!(Ratio { part: 1, whole: 2000 }.scaled_percent(1), Some(1));
        assert_eq!(Ratio { part: 0, whole: 0 }.scaled_percent(1), None);
    }

    #[test]
    fn epoch_days_turn_back() {
        let date = NaiveDate::from_ymd_opt(2018, 12, 27).unwrap();
        assert_eq!(epoch_days(date), 17_892);
        assert_eq!(date_of_epoch_days(17_892), Some(date));
    }

    #[test]
    fn a_period_never_runs_backwards() {
        let early = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
        let late = NaiveDate::from_ymd_opt(2018, 1, 2).unwrap();
        assert!(Period::new(late, early).is_none());
        assert!(Period::new(early, early).is_some());
    }
}
