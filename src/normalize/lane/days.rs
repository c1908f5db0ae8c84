//! Days straight from the bytes of a cell.
//!
//! In: a cell and the rule for dates of its export. Out: what [`dates::decode`] says of it. The forms that nearly every cell has are read
//! here, without text or calendar; all others go there.

use chrono::NaiveDate;

use super::super::{
    dates::{self, DateRule},
    skip::opens_like_day,
};
use crate::{ingest::RawCell, value::epoch_days};

pub use crate::value::NO_DAY;

/// The first day of 1910: Excel shows counts as days before it.
const FIRST_TELLING: i32 = -21_915;

/// Reads the days of one export.
pub struct DayReader<'a> {
    rule: DateRule<'a>,
    first: i32,
    last: i32,
    none: Vec<i32>,
    months: Months,
}

/// What a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Read {
    /// The day since 1970, or [`NO_DAY`]; `None` where the cell cannot be accepted.
    pub day: Option<i32>,
    /// Whether it opens like a day, which tells a task from a line below a table.
    pub opens: bool,
}

impl<'a> DayReader<'a> {
    /// A reader for one rule.
    pub fn new(rule: DateRule<'a>) -> Self {
        Self {
            rule,
            first: epoch_days(rule.plausible.from()),
            last: epoch_days(rule.plausible.to()),
            none: rule.null_dates.iter().copied().map(epoch_days).collect(),
            months: Months::known(),
        }
    }

    /// The rule.
    pub fn rule(&self) -> DateRule<'a> {
        self.rule
    }

    /// Reads one cell.
    #[inline]
    pub fn read(&self, cell: &[u8]) -> Read {
        if cell.is_empty() {
            return Read { day: Some(NO_DAY), opens: false };
        }
        let Some(day) = parts(cell).and_then(|parts| self.months.day(parts)) else { return self.read_text(cell) };
        let day = if self.none.contains(&day) {
            Some(NO_DAY)
        } else {
            Some(day).filter(|day| (self.first..=self.last).contains(day))
        };
        Read { day, opens: true }
    }

    /// Reads a real day.
    #[inline]
    pub fn read_day(&self, day: i32) -> Read {
        if day == NO_DAY || self.none.contains(&day) {
            return Read { day: Some(NO_DAY), opens: opens(day) };
        }
        Read { day: Some(day).filter(|day| (self.first..=self.last).contains(day)), opens: opens(day) }
    }

    /// Whether each of these real days is accepted as it is, or none.
    pub fn takes_all(&self, days: &[i32]) -> bool {
        let mut refused = self.none.iter().filter(|none| (self.first..=self.last).contains(none));
        let is_taken = |day: i32| (day == NO_DAY) | ((self.first <= day) & (day <= self.last));
        days.iter().fold(true, |all, day| all & is_taken(*day)) && !refused.any(|none| days.contains(none))
    }

    /// Reads a cell in any form.
    #[cold]
    fn read_text(&self, cell: &[u8]) -> Read {
        let Ok(text) = std::str::from_utf8(cell) else { return Read { day: None, opens: false } };
        let cell = if text.trim().is_empty() { RawCell::Empty } else { RawCell::Text(text) };
        let day = dates::decode(&cell, self.rule).map(|day| day.map_or(NO_DAY, epoch_days));
        Read { day: day.ok(), opens: opens_like_day(&cell) }
    }
}

/// Day, month and year of `dd/mm/yyyy`, `d/m/yyyy` and `yyyy-mm-dd`, with any of the marks that part them.
#[inline]
fn parts(cell: &[u8]) -> Option<[u32; 3]> {
    let (marks, digits) = match *cell {
        [d, e, first, m, n, second, a, b, c, g] if is_mark(first) => ([first, second], [d, e, m, n, a, b, c, g]),
        [a, b, c, g, first, m, n, second, d, e] => ([first, second], [d, e, m, n, a, b, c, g]),
        [d, first, m, n, second, a, b, c, g] if is_mark(first) => ([first, second], [b'0', d, m, n, a, b, c, g]),
        [d, e, first, m, second, a, b, c, g] => ([first, second], [d, e, b'0', m, a, b, c, g]),
        [d, first, m, second, a, b, c, g] => ([first, second], [b'0', d, b'0', m, a, b, c, g]),
        _ => return None,
    };
    let [first, second] = marks;
    let digits = digits.map(|digit| u32::from(digit.wrapping_sub(b'0')));
    let is_fit = digits.iter().fold(is_mark(first) & (first == second), |is_fit, digit| is_fit & (*digit < 10));
    let [d, e, m, n, a, b, c, g] = digits;
    is_fit.then_some([d * 10 + e, m * 10 + n, a * 1_000 + b * 100 + c * 10 + g])
}

#[inline]
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'/' | b'-' | b'.')
}

/// The months of the years in which nearly all days are: the day before the first of each, and how many it has.
struct Months(Vec<(i32, u32)>);

/// The years of which the months are known.
const YEARS: std::ops::Range<i32> = 1800..2200;

impl Months {
    fn known() -> Self {
        let first = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1);
        let month = |(year, month)| {
            let next = first(year + i32::from(month == 12), month % 12 + 1)?;
            let day = epoch_days(first(year, month)?);
            Some((day - 1, u32::try_from(epoch_days(next) - day).ok()?))
        };
        Self(YEARS.flat_map(|year| (1..=12).map(move |month| (year, month))).filter_map(month).collect())
    }

    /// The day, if there is such a day in one of the known years.
    #[inline]
    fn day(&self, [day, month, year]: [u32; 3]) -> Option<i32> {
        let of_year = year.wrapping_sub(YEARS.start.unsigned_abs());
        let index = of_year.wrapping_mul(12).wrapping_add(month.wrapping_sub(1));
        let (before, days) = self.0.get(index as usize).filter(|_| (1..=12).contains(&month))?;
        (1..=*days).contains(&day).then(|| before + day.cast_signed())
    }
}

/// Whether a real day opens like one.
#[inline]
pub fn opens(day: i32) -> bool {
    day >= FIRST_TELLING
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        policy::{BeforeDatePolicy, TwoDigitYearPolicy},
        value::{Period, date_of_epoch_days},
    };

    #[test]
    fn real_days_are_read_as_ever() {
        let null_dates = [1899, 1970].map(|year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap());
        let plausible = Period::new(Period::year(1905).unwrap().from(), Period::year(2050).unwrap().to()).unwrap();
        let (two_digit_year, before_date) = (TwoDigitYearPolicy::TwoThousands, BeforeDatePolicy::ThatDay);
        let rule = DateRule { null_dates: &null_dates, two_digit_year, before_date, plausible };
        let reader = DayReader::new(rule);
        for day in (-40_000..40_000).chain([i32::MIN + 1, i32::MAX]) {
            let cell = date_of_epoch_days(day).map_or(RawCell::Other(String::new()), RawCell::Date);
            let wanted = dates::decode(&cell, rule).ok().map(|day| day.map_or(NO_DAY, epoch_days));
            let found = reader.read_day(day);
            assert_eq!(found.day, wanted, "{day}");
            // What is refused is held back whatever it opens like.
            assert!(found.day.is_none() || found.opens == opens_like_day(&cell), "{day}");
            assert_eq!(reader.takes_all(&[day, NO_DAY]), found.day == Some(day), "{day}");
        }
        assert_eq!(reader.read_day(NO_DAY), Read { day: Some(NO_DAY), opens: false });
    }

    fn check(cells: &[String]) {
        let null = [NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()];
        let plausible = Period::new(Period::year(1990).unwrap().from(), Period::year(2050).unwrap().to()).unwrap();
        let two_digit_year = TwoDigitYearPolicy::TwoThousands;
        let before_date = BeforeDatePolicy::ThatDay;
        let reader = DayReader::new(DateRule { null_dates: &null, two_digit_year, before_date, plausible });
        for cell in cells {
            assert_eq!(reader.read(cell.as_bytes()), reader.read_text(cell.as_bytes()), "{cell:?}");
        }
    }

    #[test]
    fn every_day_is_read_in_every_form() {
        let months = Months::known();
        let (mut day, last) = (Period::year(1899).unwrap().from(), Period::year(2101).unwrap().to());
        let mut cells = Vec::new();
        while day <= last {
            for form in ["%d/%m/%Y", "%-d/%-m/%Y", "%-d-%m-%Y", "%d.%-m.%Y", "%Y-%m-%d", "%Y/%m/%d"] {
                let text = day.format(form).to_string();
                assert_eq!(parts(text.as_bytes()).and_then(|parts| months.day(parts)), Some(epoch_days(day)), "{text}");
                cells.push(text);
            }
            day = day.succ_opt().unwrap();
        }
        check(&cells);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_stands_in_a_cell_is_read_as_ever(
            cell in prop_oneof!["[0-9/.: -]{0,12}", "[0-3][0-9]/[01][0-9]/[12][0-9]{3}", "\\PC{0,6}", "[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4} ?"],
        ) {
            check(&[cell]);
        }
    }
}
