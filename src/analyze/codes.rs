//! Days, months, quarters, years and numbers as codes: what frames hold and what conditions compare. 0 is nothing.
//!
//! In: values, or codes. Out: the other.

use chrono::NaiveDate;

use crate::value::{date_of_epoch_days, epoch_days};

/// The year of code 1 of days, months and quarters is long before any task.
pub(super) const FIRST_YEAR: i32 = -9999;
/// Days from that year to 1970 and some.
pub(super) const DAYS_BEFORE_1970: i32 = 5_000_000;

/// A number as a code: 0 is nothing.
pub(super) fn code_of_number(number: u32) -> u32 {
    number.saturating_add(1)
}

/// The number of a code.
pub(super) fn number_of(code: u32) -> u32 {
    code.saturating_sub(1)
}

/// A day as a code.
pub(super) fn code_of_day(day: NaiveDate) -> Option<u32> {
    u32::try_from(epoch_days(day) + DAYS_BEFORE_1970).ok().map(code_of_number)
}

/// The day of a code.
pub(super) fn day_of(code: u32) -> Option<NaiveDate> {
    date_of_epoch_days(i32::try_from(number_of(code)).ok()? - DAYS_BEFORE_1970)
}

/// A month as a code; `None` for a number that there is not.
pub(super) fn code_of_month(year: i32, month: u32) -> Option<u32> {
    part_of_year(year, month, 12)
}

/// A quarter as a code.
pub(super) fn code_of_quarter(year: i32, quarter: u32) -> Option<u32> {
    part_of_year(year, quarter, 4)
}

/// A year as a code.
pub(super) fn code_of_year(year: i32) -> Option<u32> {
    part_of_year(year, 1, 1)
}

/// Year and number of the month.
pub(super) fn month_of(code: u32) -> (i32, u32) {
    parts_of(code, 12)
}

/// Year and number of the quarter.
pub(super) fn quarter_of(code: u32) -> (i32, u32) {
    parts_of(code, 4)
}

/// The year.
pub(super) fn year_of(code: u32) -> i32 {
    parts_of(code, 1).0
}

fn part_of_year(year: i32, number: u32, parts: u32) -> Option<u32> {
    let years = u32::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
    (1..=parts).contains(&number).then(|| code_of_number(years * parts + number - 1))
}

fn parts_of(code: u32, parts: u32) -> (i32, u32) {
    let number = number_of(code);
    (i32::try_from(number / parts).unwrap_or_default() + FIRST_YEAR, number % parts + 1)
}
