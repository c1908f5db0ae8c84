//! The working days of 2018 and 2019, on which a real office gives and finishes its work.
//!
//! Out: days by index, so that "five working days later" is an addition.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Weekdays on which offices rested (Tết, Giỗ Tổ, 30/4, 01/5, 02/9 and its day in lieu, the swapped 31/12/2018).
const RESTED: [(i32, u32, u32); 22] = [
    (2018, 1, 1),
    (2018, 2, 14),
    (2018, 2, 15),
    (2018, 2, 16),
    (2018, 2, 19),
    (2018, 2, 20),
    (2018, 4, 25),
    (2018, 4, 30),
    (2018, 5, 1),
    (2018, 9, 3),
    (2018, 12, 31),
    (2019, 1, 1),
    (2019, 2, 4),
    (2019, 2, 5),
    (2019, 2, 6),
    (2019, 2, 7),
    (2019, 2, 8),
    (2019, 4, 15),
    (2019, 4, 29),
    (2019, 4, 30),
    (2019, 5, 1),
    (2019, 9, 2),
];

/// Saturdays worked in return for a swapped day.
const WORKED: [(i32, u32, u32); 2] = [(2019, 1, 5), (2019, 5, 4)];

/// A date that is known to exist.
pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

/// The working days from 02/01/2018 on, in order.
pub struct WorkingDays(Vec<NaiveDate>);

impl WorkingDays {
    /// Lists the working days of both years.
    pub fn new() -> Self {
        let end = date(2019, 12, 31);
        Self(date(2018, 1, 1).iter_days().take_while(|day| *day <= end).filter(|day| is_worked(*day)).collect())
    }

    /// The day at an index.
    pub fn at(&self, index: usize) -> NaiveDate {
        self.0[index]
    }

    /// The index of a working day.
    pub fn index(&self, day: NaiveDate) -> usize {
        self.0.binary_search(&day).expect("a working day")
    }

    /// The last rest day before the working day that follows `index`, or the day itself where none lies between.
    pub fn eve_of_next(&self, index: usize) -> NaiveDate {
        self.at(index + 1).checked_sub_days(Days::new(1)).expect("a day of the calendar")
    }
}

fn is_worked(day: NaiveDate) -> bool {
    let parts = (day.year(), day.month(), day.day());
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    WORKED.contains(&parts) || (!weekend && !RESTED.contains(&parts))
}
