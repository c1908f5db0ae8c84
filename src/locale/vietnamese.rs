//! The Vietnamese forms of numbers and dates in official documents: the one place that decides them.
//!
//! In: counts, ratios, dates. Out: text as a Vietnamese official writes it (thousands with a dot, decimals with a comma,
//! a leading zero where Nghị định 30/2020/NĐ-CP or practice wants one).

use chrono::{Datelike, NaiveDate, Timelike};

use crate::value::{AsOf, Ratio};

/// What stands where a rate has no whole to speak of.
pub const NO_VALUE: &str = "–";

/// A count with a dot at each thousand, as tables print it: `3393` → `3.393`, `9` → `9`.
#[must_use]
pub fn count(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('.');
        }
        text.push(digit);
    }
    text
}

/// A count as a sentence prints it: below ten with a leading zero (`09`), none as `không có`.
#[must_use]
pub fn count_in_prose(value: u64) -> String {
    match value {
        0 => "không có".to_owned(),
        1..=9 => format!("0{value}"),
        _ => count(value),
    }
}

/// A percentage with `digits` decimals, rounded half up on integers: `54,4%`; [`NO_VALUE`] for a zero whole.
#[must_use]
pub fn percent(ratio: Ratio, digits: u32) -> String {
    let Some(scaled) = ratio.scaled_percent(digits) else {
        return NO_VALUE.to_owned();
    };
    let unit = 10u64.pow(digits);
    let whole = count(scaled / unit);
    if digits == 0 {
        return format!("{whole}%");
    }
    let width = usize::try_from(digits).unwrap_or_default();
    format!("{whole},{:0width$}%", scaled % unit)
}

/// The sign of a change: `+`, `−`, nothing for none.
#[must_use]
pub fn sign(change: i64) -> &'static str {
    match change {
        0 => "",
        1.. => "+",
        _ => "−",
    }
}

/// A difference of rates in tenths of a percentage point: `1,4 điểm %`.
#[must_use]
pub fn points(tenths: u64) -> String {
    format!("{},{} điểm %", count(tenths / 10), tenths % 10)
}

/// A decimal number whose digits are given with a dot: `1234.5` → `1.234,5`, `-0.1` → `−0,1`.
#[must_use]
pub fn decimal(plain: &str) -> String {
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |digits| ("−", digits));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.parse().map_or_else(|_| whole.to_owned(), count);
    if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{decimals}") }
}

/// A short date: the day always with two digits, the month only for 01, 02, 10, 11, 12 (`07/02/2017`, `09/5/2018`).
#[must_use]
pub fn short_date(date: NaiveDate) -> String {
    format!("{:02}/{}/{}", date.day(), month(date.month()), date.year())
}

/// A long date for letterheads and full citations: `ngày 01 tháng 01 năm 2019`.
#[must_use]
pub fn long_date(date: NaiveDate) -> String {
    format!("ngày {:02} tháng {} năm {}", date.day(), month(date.month()), date.year())
}

/// An instant: `15h30 ngày 27/12/2018`, or only the date where no hour is known.
#[must_use]
pub fn instant(as_of: AsOf) -> String {
    let date = short_date(as_of.date);
    match as_of.time {
        Some(time) => format!("{:02}h{:02} ngày {date}", time.hour(), time.minute()),
        None => format!("ngày {date}"),
    }
}

/// When data were extracted: `lúc 15h30 ngày 27/12/2018`, or `đến ngày 27/12/2018` where no hour is known.
#[must_use]
pub fn extraction(as_of: AsOf) -> String {
    let word = if as_of.time.is_some() { "lúc" } else { "đến" };
    format!("{word} {}", instant(as_of))
}

/// A Roman numeral, for appendices and sections (1 → `I`).
#[must_use]
pub fn roman(mut value: usize) -> String {
    const PARTS: [(usize, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut text = String::new();
    for (worth, sign) in PARTS {
        while value >= worth {
            text.push_str(sign);
            value -= worth;
        }
    }
    text
}

/// The number of a month as dates print it: a leading zero for 1 and 2 alone.
#[must_use]
pub fn month(month: u32) -> String {
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveTime;

    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn decimals_take_a_comma() {
        assert_eq!(
            [decimal("1234.5"), decimal("-0.1"), decimal("90.00"), decimal("7")],
            ["1.234,5", "−0,1", "90,00", "7"]
        );
    }

    #[test]
    fn counts_take_dots_and_prose_takes_zeros() {
        assert_eq!(
            [count(0), count(9), count(999), count(1000), count(27_976), count(1_234_567)],
            ["0", "9", "999", "1.000", "27.976", "1.234.567"]
        );
        assert_eq!(
            [count_in_prose(0), count_in_prose(9), count_in_prose(10), count_in_prose(3393)],
            ["không có", "09", "10", "3.393"]
        );
    }

    #[test]
    fn percentages_take_a_comma() {
        assert_eq!(percent(Ratio { part: 1164, whole: 2139 }, 1), "54,4%");
        assert_eq!(percent(Ratio { part: 1, whole: 1 }, 0), "100%");
        assert_eq!(percent(Ratio { part: 1, whole: 20_000 }, 2), "0,01%");
        assert_eq!(percent(Ratio { part: 0, whole: 0 }, 1), "–");
    }

    #[test]
    fn dates_take_zeros_where_the_law_wants_them() {
        assert_eq!(short_date(date(2017, 2, 7)), "07/02/2017");
        assert_eq!(short_date(date(2018, 5, 9)), "09/5/2018");
        assert_eq!(short_date(date(2018, 12, 31)), "31/12/2018");
        assert_eq!(long_date(date(2019, 1, 1)), "ngày 01 tháng 01 năm 2019");
        assert_eq!(long_date(date(2019, 6, 29)), "ngày 29 tháng 6 năm 2019");
    }

    #[test]
    fn an_instant_prints_its_hour() {
        let time = NaiveTime::from_hms_opt(15, 30, 0);
        assert_eq!(instant(AsOf { date: date(2018, 12, 27), time }), "15h30 ngày 27/12/2018");
        assert_eq!(instant(AsOf { date: date(2018, 12, 22), time: None }), "ngày 22/12/2018");
        assert_eq!(extraction(AsOf { date: date(2018, 12, 27), time }), "lúc 15h30 ngày 27/12/2018");
        assert_eq!(extraction(AsOf { date: date(2018, 12, 22), time: None }), "đến ngày 22/12/2018");
    }

    #[test]
    fn roman_numerals_count() {
        assert_eq!([roman(1), roman(4), roman(9), roman(14), roman(40)], ["I", "IV", "IX", "XIV", "XL"]);
    }
}
