//! Dates in a text, whether there are such days or not.
//!
//! In: a text. Out: day, month and year of each date, with the word that it opens with.

use chrono::NaiveDate;

use super::tokens;
use crate::spelling;

/// The date that a whole cell holds: `31/8/2018`, `2018-08-31`.
#[must_use]
pub fn whole_date(text: &str) -> Option<NaiveDate> {
    let iso = || text.trim().parse().ok().filter(|_| text.trim().len() == 10);
    parts(text.trim()).map_or_else(iso, |(day, month, year)| NaiveDate::from_ymd_opt(year, month, day))
}

/// Day, month and year of `31/8/2018`, whether there is such a day or not.
fn parts(text: &str) -> Option<(u32, u32, i32)> {
    let mut parts = text.split('/');
    let mut part = |longest: usize| {
        let part = parts.next()?;
        let is_such = !part.is_empty() && part.len() <= longest && part.bytes().all(|byte| byte.is_ascii_digit());
        is_such.then(|| part.parse::<u32>().ok()).flatten()
    };
    let (day, month, year) = (part(2)?, part(2)?, part(4)?);
    (parts.next().is_none() && year >= 1000).then_some((day, month, i32::try_from(year).ok()?))
}

/// Every date of a text with the index of the word that it opens with: `31/8/2018`, `ngày 31 tháng 8 năm 2018`.
#[must_use]
pub fn dates_of(text: &str) -> Vec<(usize, (u32, u32, i32))> {
    let words: Vec<&str> = tokens(text).collect();
    let number = |index: usize| words.get(index)?.parse::<u32>().ok();
    let is =
        |index: usize, word: &str| words.get(index).is_some_and(|found| spelling::key(found) == spelling::key(word));
    let long = |index: usize| {
        let is_long = is(index, "ngày") && is(index + 2, "tháng") && is(index + 4, "năm");
        let year = number(index + 5).filter(|year| is_long && *year >= 1000)?;
        Some((number(index + 1)?, number(index + 3)?, i32::try_from(year).ok()?))
    };
    let found =
        words.iter().enumerate().filter_map(|(index, word)| Some((index, parts(word).or_else(|| long(index))?)));
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_both_forms_are_found() {
        let days = |text: &str| dates_of(text).into_iter().map(|(_, day)| day).collect::<Vec<_>>();
        assert_eq!(days("ngày 31/02/2018 và ngày 08 tháng 01 năm 2024."), [(31, 2, 2018), (8, 1, 2024)]);
        assert_eq!(days("số 54/2023/QĐ-UBND, 222/1.206, quý I/2019"), []);
    }
}
