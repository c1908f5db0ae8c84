//! Dates in cells and sentences.
//!
//! In: words. Out: the days that they name, and those that no calendar has.

use chrono::NaiveDate;

/// The date that a whole cell holds: `31/8/2018`.
#[must_use]
pub fn whole_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.trim().split('/');
    let mut part = |longest: usize| {
        let part = parts.next()?;
        let is_such = !part.is_empty() && part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
        is_such.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (day, month, year) = (part(2)?, part(2)?, part(4)?);
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    (parts.next().is_none() && year >= 1000).then_some(date)
}
