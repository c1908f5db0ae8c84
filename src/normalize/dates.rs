//! Dates as exports write them.
//!
//! In: a cell. Out: a day, nothing, or the reason why it cannot be read. Nothing is guessed: a lost digit or an impossible day
//! sends the row to quarantine.

use chrono::NaiveDate;

use super::mapping::Mapping;
use crate::{
    diagnostic::Code,
    ingest::RawCell,
    policy::{BeforeDatePolicy, TwoDigitYearPolicy},
    value::Period,
};

/// How dates are read, whatever the export.
#[derive(Debug, Clone, Copy)]
pub struct DateSettings {
    /// What a two-digit year means.
    pub two_digit_year: TwoDigitYearPolicy,
    /// What "before a day" means.
    pub before_date: BeforeDatePolicy,
    /// Days that a task of the period can have.
    pub plausible: Period,
}

impl DateSettings {
    /// The same for one export.
    pub fn of(self, mapping: &Mapping) -> DateRule<'_> {
        let Self { two_digit_year, before_date, plausible } = self;
        DateRule { null_dates: &mapping.null_dates, two_digit_year, before_date, plausible }
    }
}

/// How dates of one export are read.
#[derive(Debug, Clone, Copy)]
pub struct DateRule<'a> {
    /// Days that stand for "no date".
    pub null_dates: &'a [NaiveDate],
    /// What a two-digit year means.
    pub two_digit_year: TwoDigitYearPolicy,
    /// What "before a day" means, in a deadline.
    pub before_date: BeforeDatePolicy,
    /// Days that a task of the period can have; a day outside them is a slip of the hand (1018, 3018).
    pub plausible: Period,
}

impl DateRule<'_> {
    /// Whether a task of the period can have this day.
    pub fn is_plausible(self, date: NaiveDate) -> bool {
        (self.plausible.from()..=self.plausible.to()).contains(&date)
    }
}

/// The day in a cell; `None` for an empty cell, a dash, or a day that stands for "no date".
///
/// # Errors
/// `unparseable-date`, `error-cell`, `implausible-year`, or `two-digit-year` under its policy.
pub fn decode(cell: &RawCell<'_>, rule: DateRule<'_>) -> Result<Option<NaiveDate>, Code> {
    let date = match cell {
        RawCell::Empty => return Ok(None),
        RawCell::Date(date) => *date,
        // A dash fills a cell that has no date, as it does in the columns of deadlines and of ids.
        RawCell::Text(text) if text.trim().chars().all(is_dash) => return Ok(None),
        RawCell::Text(text) => parse(text.trim(), rule.two_digit_year)?,
        RawCell::Number(_) => return Err(Code::UnparseableDate),
        RawCell::Other(_) => return Err(Code::ErrorCell),
    };
    if rule.null_dates.contains(&date) {
        return Ok(None);
    }
    if rule.is_plausible(date) { Ok(Some(date)) } else { Err(Code::ImplausibleYear) }
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—')
}

/// `d/m/yyyy` with `/`, `-` or `.`, or the ISO form `yyyy-mm-dd`; `3-5/2018` is none, as it may be months.
fn parse(text: &str, two_digit_year: TwoDigitYearPolicy) -> Result<NaiveDate, Code> {
    let text = text.split_once([' ', 'T']).map_or(text, |(day, clock)| if is_clock(clock) { day } else { text });
    let separator = text.chars().find(|letter| matches!(letter, '/' | '-' | '.')).ok_or(Code::UnparseableDate)?;
    let mut parts = text.split(separator).map(str::trim);
    let (Some(first), Some(second), Some(third), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(Code::UnparseableDate);
    };
    let (year, month, day) = if first.len() == 4 { (first, second, third) } else { (third, second, first) };
    let month = number(month, 2)?;
    let day = number(day, 2)?;
    let year = match (year.len(), two_digit_year) {
        (4, _) => number(year, 4)?,
        (2, TwoDigitYearPolicy::TwoThousands) => 2000 + number(year, 2)?,
        (2, TwoDigitYearPolicy::Quarantine) => number(year, 2).and(Err(Code::TwoDigitYear))?,
        _ => return Err(Code::UnparseableDate),
    };
    let year = i32::try_from(year).map_err(|_| Code::UnparseableDate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(Code::UnparseableDate)
}

fn number(text: &str, digits: usize) -> Result<u32, Code> {
    let fits = !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    if fits { text.parse().map_err(|_| Code::UnparseableDate) } else { Err(Code::UnparseableDate) }
}

/// A time of day behind a date (`00:00:00`) is left out, as comparisons are of days.
fn is_clock(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<NaiveDate>, Code> {
        let null = [NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()];
        let plausible = Period::new(Period::year(1990).unwrap().from(), Period::year(2050).unwrap().to()).unwrap();
        let two_digit_year = TwoDigitYearPolicy::Quarantine;
        let before_date = BeforeDatePolicy::ThatDay;
        decode(&RawCell::Text(text), DateRule { null_dates: &null, two_digit_year, before_date, plausible })
    }

    #[test]
    fn the_forms_of_exports_are_read() {
        let day = NaiveDate::from_ymd_opt(2018, 8, 5);
        for text in
            ["05/08/2018", "5/8/2018", " 5-8-2018 ", "2018-08-05", "5.8.2018", "05/08/2018 00:00:00", "5 / 8 / 2018"]
        {
            assert_eq!(read(text), Ok(day), "{text}");
        }
        assert_eq!(read("01/01/1970"), Ok(None));
    }

    #[test]
    fn nothing_is_guessed() {
        for text in
            ["31/02/2018", "3-5/2018", "20/01/201", "tháng 8", "5/8", "2018", "13/13/2018", "5/8/20180", "Thường xuyên"]
        {
            assert_eq!(read(text), Err(Code::UnparseableDate), "{text}");
        }
        assert_eq!(read("11/8/14"), Err(Code::TwoDigitYear));
        assert_eq!(read("11/8/3018"), Err(Code::ImplausibleYear));
        assert_eq!(read("11/8/1018"), Err(Code::ImplausibleYear));
    }
}
