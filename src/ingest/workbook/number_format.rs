//! Which numbers of a workbook are dates.
//!
//! In: number formats and serial numbers. Out: what such a cell holds as a person sees it.

use chrono::{Datelike, Days, NaiveDate};

use super::stored::{Stored, Texts, day};
use crate::ooxml::Refusal;

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a date, a time of day, or both.
    Date,
    /// As a month of a year, which is how a typed `8/2018` is kept: its first day, that nobody sees.
    Month,
    /// As hours that may go beyond a day.
    Duration,
}

/// How a format of the program itself shows numbers.
#[must_use]
pub fn built_in(id: u32) -> Shown {
    match id {
        17 => Shown::Month,
        14..=22 | 27..=36 | 45 | 47 | 50..=58 => Shown::Date,
        46 => Shown::Duration,
        _ => Shown::Number,
    }
}

/// How a format code shows positive numbers: quoted and escaped letters, colours and conditions say nothing of it.
#[must_use]
pub fn of_code(code: &str) -> Shown {
    let mut letters = code.chars();
    let mut seen = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | '_' | '*' => {
                letters.next();
            }
            '"' => {
                letters.by_ref().find(|letter| *letter == '"');
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                let elapsed = |unit: char| inside.chars().all(|letter| letter.eq_ignore_ascii_case(&unit));
                if !inside.is_empty() && seen.is_empty() && ['h', 'm', 's'].into_iter().any(elapsed) {
                    return Shown::Duration;
                }
            }
            ';' => break,
            // "General" has an e and an a, but none of these.
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => seen.push(letter.to_ascii_lowercase()),
            _ => {}
        }
    }
    match seen.as_str() {
        "" => Shown::Number,
        months if months.contains('m') && months.contains('y') && !months.contains(['d', 'h', 's']) => Shown::Month,
        _ => Shown::Date,
    }
}

const MILLISECONDS_OF_DAY: f64 = 86_400_000.0;

/// A number as it is shown. A zero that is shown as a date is an empty date; a time without a day is no date.
///
/// # Errors
/// Those of [`Texts::end`].
pub fn shown(number: f64, shown: Shown, from_1904: bool, texts: &mut Texts) -> Result<Option<Stored>, Refusal> {
    if shown == Shown::Number || !number.is_finite() {
        return Ok(Some(Stored::Number(number)));
    }
    let milliseconds = (number * MILLISECONDS_OF_DAY).round();
    if number == 0.0 {
        return Ok(None);
    }
    if shown == Shown::Duration || (0.0..MILLISECONDS_OF_DAY).contains(&milliseconds) {
        let seconds = (milliseconds / 1000.0).round();
        let (hours, minutes) = ((seconds / 3600.0).trunc(), (seconds / 60.0).trunc().abs() % 60.0);
        return Ok(Some(Stored::Odd(texts.push(&format!("{hours:02}:{minutes:02}:{:02}", seconds.abs() % 60.0))?)));
    }
    let date = date((milliseconds / MILLISECONDS_OF_DAY).floor(), from_1904);
    date.map_or(Ok(Stored::Number(number)), |date| shown_day(date, shown == Shown::Month, texts)).map(Some)
}

/// A day; the first day of a month that is shown as that month is the words `8/2018`: what is due then is due by its end.
///
/// # Errors
/// Those of [`Texts::end`].
pub fn shown_day(date: NaiveDate, as_month: bool, texts: &mut Texts) -> Result<Stored, Refusal> {
    if as_month && date.day() == 1 {
        texts.push(&date.format("%-m/%Y").to_string()).map(Stored::Own)
    } else {
        Ok(day(date))
    }
}

/// The day of a serial number; `None` beyond the calendar of the program.
fn date(serial: f64, from_1904: bool) -> Option<NaiveDate> {
    const LAST: f64 = 2_958_465.0;
    // Exact: the serial is whole and below LAST.
    let days = |serial: f64| (0.0..=LAST).contains(&serial).then_some(Days::new(serial as u64));
    let epoch = match (from_1904, serial < 60.0) {
        (true, _) => NaiveDate::from_ymd_opt(1904, 1, 1),
        // The program counts a 29 February 1900, day 60, that never was.
        (false, true) => NaiveDate::from_ymd_opt(1899, 12, 31),
        (false, false) => NaiveDate::from_ymd_opt(1899, 12, 30),
    };
    epoch?.checked_add_days(days(serial).filter(|_| from_1904 || serial != 60.0)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart() {
        for code in ["dd/mm/yyyy", "[$-42A]dd mmmm yyyy;@", "h:mm AM/PM", "\"ngày\" d", "[Red]yyyy"] {
            assert_eq!(of_code(code), Shown::Date, "{code}");
        }
        for code in ["General", "#,##0", "0.00E+00", "\"dmy\" 0", "0\\d", "[Red]#,##0", "0;\"đ\"d", "@", ""] {
            assert_eq!(of_code(code), Shown::Number, "{code}");
        }
        for code in ["mmm-yy", "mm/yyyy", "[$-42A]\\T\\h\\g m/yyyy;@"] {
            assert_eq!(of_code(code), Shown::Month, "{code}");
        }
        assert_eq!([built_in(17), built_in(14)], [Shown::Month, Shown::Date]);
        assert_eq!(of_code("[h]:mm:ss"), Shown::Duration);
        assert_eq!(of_code("[mm]:ss"), Shown::Duration);
    }

    #[test]
    fn serial_numbers_are_days_of_their_system() {
        let day_of = |year, month, number| NaiveDate::from_ymd_opt(year, month, number);
        assert_eq!(date(43_313.0, false), day_of(2018, 8, 1));
        assert_eq!(date(43_313.0 - 1462.0, true), day_of(2018, 8, 1));
        assert_eq!([date(1.0, false), date(59.0, false)], [day_of(1900, 1, 1), day_of(1900, 2, 28)]);
        assert_eq!([date(60.0, false), date(61.0, false)], [None, day_of(1900, 3, 1)]);
        assert_eq!([date(-1.0, false), date(1e9, false)], [None, None]);
    }

    #[test]
    fn a_time_of_day_is_no_date_and_a_day_keeps_none() {
        let mut texts = Texts::default();
        let mut of = |number, kind| shown(number, kind, false, &mut texts).unwrap();
        let august = NaiveDate::from_ymd_opt(2018, 8, 1).map(day);
        assert_eq!(of(43_313.75, Shown::Date), august);
        // A sum of times that lost its last bit is still that day.
        assert_eq!(of(43_312.999_999_999, Shown::Date), august);
        assert_eq!(of(43_314.0, Shown::Month), NaiveDate::from_ymd_opt(2018, 8, 2).map(day));
        assert_eq!(of(0.0, Shown::Date), None);
        assert_eq!(of(0.5, Shown::Date), Some(Stored::Odd(0)));
        assert_eq!(of(1.5, Shown::Duration), Some(Stored::Odd(1)));
        assert_eq!(of(43_313.0, Shown::Month), Some(Stored::Own(2)));
        let texts = [0, 1, 2].map(|number| texts.get(number));
        assert_eq!(texts, [Some("12:00:00"), Some("36:00:00"), Some("8/2018")]);
    }
}
