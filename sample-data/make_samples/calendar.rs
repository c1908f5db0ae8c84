//! The working days of the samples' years, on which a real office gives and finishes its work.
//!
//! Out: days by index, so that "five working days later" is an addition.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Weekdays on which offices rested (Tết, Giỗ Tổ, 30/4, 01/5, 02/9, days in lieu, the swapped 31/12/2018 and 29/4/2024).
const RESTED: [(i32, u32, u32); 45] = [
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
    (2023, 1, 2),
    (2023, 1, 20),
    (2023, 1, 23),
    (2023, 1, 24),
    (2023, 1, 25),
    (2023, 1, 26),
    (2023, 5, 1),
    (2023, 5, 2),
    (2023, 5, 3),
    (2023, 9, 1),
    (2023, 9, 4),
    (2024, 1, 1),
    (2024, 2, 8),
    (2024, 2, 9),
    (2024, 2, 12),
    (2024, 2, 13),
    (2024, 2, 14),
    (2024, 4, 18),
    (2024, 4, 29),
    (2024, 4, 30),
    (2024, 5, 1),
    (2024, 9, 2),
    (2024, 9, 3),
];

/// Saturdays worked in return for a swapped day.
const WORKED: [(i32, u32, u32); 3] = [(2019, 1, 5), (2019, 5, 4), (2024, 5, 4)];

/// A date that is known to exist.
pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

/// The working days of two years, in order.
pub struct WorkingDays(Vec<NaiveDate>);

impl WorkingDays {
    /// Lists the working days of this year and the next.
    pub fn from(year: i32) -> Self {
        let end = date(year + 1, 12, 31);
        Self(date(year, 1, 1).iter_days().take_while(|day| *day <= end).filter(|day| is_worked(*day)).collect())
    }

    /// The day at an index.
    pub fn at(&self, index: usize) -> NaiveDate {
        self.0[index]
    }

    /// The index of a working day.
    pub fn index(&self, day: NaiveDate) -> usize {
        self.0.binary_search(&day).expect("a working day")
    }

    /// The index of the last working day up to a day.
    pub fn last_by(&self, day: NaiveDate) -> usize {
        self.0.partition_point(|working| *working <= day) - 1
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
