//! What people write where a day should stand.
#![no_main]

use chrono::NaiveDate;
use dondoc::{
    ingest::RawCell,
    normalize::{DateRule, DeadlineReader},
    policy::{BeforeDatePolicy, TwoDigitYearPolicy},
    value::Period,
};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let plausible = Period::new(day(1990, 1, 1), day(2050, 12, 31)).unwrap();
    for two_digit_year in [TwoDigitYearPolicy::Quarantine, TwoDigitYearPolicy::TwoThousands] {
        for before_date in [BeforeDatePolicy::ThatDay, BeforeDatePolicy::DayBefore] {
            let rule = DateRule { null_dates: &[day(1970, 1, 1)], two_digit_year, before_date, plausible };
            if let Ok(found) = DeadlineReader::default().read(&RawCell::Text(text), rule) {
                let days = found.date.into_iter();
                assert!(days.into_iter().all(|day| plausible.from() <= day && day <= plausible.to()), "{found:?}");
            }
        }
    }
});
