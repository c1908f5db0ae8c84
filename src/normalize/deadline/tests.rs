//! Every form of deadline that officials were seen to write, with what it must become.
//!
//! In: texts. Out: kind and day, or the code of the quarantine.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::*;

use super::*;
use crate::{
    policy::{BeforeDatePolicy, TwoDigitYearPolicy},
    value::Period,
};

fn rule(two_digit_year: TwoDigitYearPolicy, before_date: BeforeDatePolicy) -> DateRule<'static> {
    const NULL: &[NaiveDate] = &[NaiveDate::from_ymd_opt(1970, 1, 1).unwrap()];
    let plausible = Period::new(Period::year(1990).unwrap().from(), Period::year(2050).unwrap().to()).unwrap();
    DateRule { null_dates: NULL, two_digit_year, before_date, plausible }
}

fn read(text: &str) -> Result<Deadline, Code> {
    let strict = rule(TwoDigitYearPolicy::Quarantine, BeforeDatePolicy::ThatDay);
    DeadlineReader::default().read(&RawCell::Text(text), strict)
}

/// `month 2018-08-31`, `recurring`, or the code.
fn told(found: Result<Deadline, Code>) -> String {
    match found {
        Ok(Deadline { kind, date: Some(date), .. }) => format!("{} {date}", kind.id()),
        Ok(Deadline { kind, date: None, .. }) => kind.id().to_owned(),
        Err(code) => code.id().to_owned(),
    }
}

/// Each form that is read.
const READ: &[(&str, &str)] = &[
    // days
    ("05/08/2018", "day 2018-08-05"),
    ("5-8-2018", "day 2018-08-05"),
    ("5.8.2018", "day 2018-08-05"),
    ("2018-08-05", "day 2018-08-05"),
    ("05/08/2018 17:00:00", "day 2018-08-05"),
    ("31/8/ 2018", "day 2018-08-31"),
    ("ngày 28/7/2014", "day 2014-07-28"),
    ("Ngày 28 tháng 7 năm 2014", "day 2014-07-28"),
    ("28 tháng 7, 2014", "day 2014-07-28"),
    ("28 tháng 7/2014", "day 2014-07-28"),
    ("28/7 năm 2014", "day 2014-07-28"),
    ("28/7/2014.", "day 2014-07-28"),
    ("- 28/7/2014", "day 2014-07-28"),
    ("17h00 ngày 28/7/2014", "day 2014-07-28"),
    ("17h 28/7/2014", "day 2014-07-28"),
    ("17 giờ 30 phút, ngày 28/7/2014", "day 2014-07-28"),
    ("17:00 28/7/2014", "day 2014-07-28"),
    ("Trước 17h00, ngày 28/7/2014", "day 2014-07-28"),
    ("28/7/2014, trước 17 giờ", "day 2014-07-28"),
    ("3-5/7/2018", "range 2018-07-05"),
    ("ngày 28-29/7/2014", "range 2014-07-29"),
    ("Thứ Hai, ngày 28/7/2014", "day 2014-07-28"),
    ("Thứ 2 (28/7/2014)", "day 2014-07-28"),
    ("Thời gian hoàn thành trước ngày 28/7/2014", "day 2014-07-28"),
    ("trước 28/7/2014", "day 2014-07-28"),
    ("Trước ngày\n28/7/2014", "day 2014-07-28"),
    ("Chậm nhất ngày 28/7/2014", "day 2014-07-28"),
    ("chậm nhất là ngày 28-7-2014", "day 2014-07-28"),
    ("Đến ngày 28/7/2014", "day 2014-07-28"),
    ("đến hết ngày 28/7/2014", "day 2014-07-28"),
    ("Không quá ngày 28/7/2014", "day 2014-07-28"),
    ("Hoàn thành trong ngày 28/7/2014", "day 2014-07-28"),
    ("Báo cáo trước ngày 15/12/2018", "day 2018-12-15"),
    ("Hạn: 31/8/2018", "day 2018-08-31"),
    // months
    ("Tháng 3/ 2017", "month 2017-03-31"),
    ("Tháng 5 /2018", "month 2018-05-31"),
    ("Tháng 12//2026", "month 2026-12-31"),
    ("Thang 8/2026", "month 2026-08-31"),
    ("THÁNG 8/2026", "month 2026-08-31"),
    ("tha\u{301}ng 8/2026", "month 2026-08-31"),
    ("tháng 3 năm 2017", "month 2017-03-31"),
    ("tháng 3, năm 2017", "month 2017-03-31"),
    ("tháng 2 2016", "month 2016-02-29"),
    ("tháng 02-2017", "month 2017-02-28"),
    ("T12/2026", "month 2026-12-31"),
    ("T.12/2026", "month 2026-12-31"),
    ("03/2017", "month 2017-03-31"),
    ("3-2017", "month 2017-03-31"),
    ("2017-03", "month 2017-03-31"),
    ("Trong tháng 8/2018", "month 2018-08-31"),
    ("đến hết tháng 8/2018", "month 2018-08-31"),
    ("cuối tháng 8/2018", "month 2018-08-31"),
    ("giữa tháng 8/2018", "month 2018-08-15"),
    ("đầu tháng 8 năm 2018", "month 2018-08-01"),
    ("trung tuần tháng 8/2018", "month 2018-08-20"),
    ("hạ tuần tháng 8/2018", "month 2018-08-31"),
    ("trước tháng 9/2018", "month 2018-08-31"),
    ("tháng tư năm 2018", "month 2018-04-30"),
    ("tháng năm năm 2018", "month 2018-05-31"),
    ("tháng mười một năm 2018", "month 2018-11-30"),
    ("Dự kiến tháng 12/2026", "month 2026-12-31"),
    // quarters
    ("Quý III/2026", "quarter 2026-09-30"),
    ("QUÝ IV-2026", "quarter 2026-12-31"),
    ("Quý 3 năm 2026", "quarter 2026-09-30"),
    ("Q3/2026", "quarter 2026-09-30"),
    ("QIII/2026", "quarter 2026-09-30"),
    ("Quí I/2026", "quarter 2026-03-31"),
    ("Trong quý II/2026", "quarter 2026-06-30"),
    ("cuối quý II năm 2026", "quarter 2026-06-30"),
    ("trước quý III/2018", "quarter 2018-06-30"),
    ("Quý IV (năm 2018)", "quarter 2018-12-31"),
    // years and parts of them
    ("Năm 2017", "year 2017-12-31"),
    ("Cả năm 2017", "year 2017-12-31"),
    ("trong năm 2017", "year 2017-12-31"),
    ("cuối năm 2018", "year 2018-12-31"),
    ("giữa năm 2018", "year 2018-06-30"),
    ("đầu năm 2018", "year 2018-01-01"),
    ("trước năm 2019", "year 2018-12-31"),
    ("đến năm 2020", "year 2020-12-31"),
    ("Đến 2020", "year 2020-12-31"),
    ("6 tháng đầu năm 2018", "range 2018-06-30"),
    ("06 tháng cuối năm 2018", "range 2018-12-31"),
    ("9 tháng đầu năm 2018", "range 2018-09-30"),
    ("nửa đầu năm 2018", "range 2018-06-30"),
    // ranges
    ("năm 2017 - 2018", "range 2018-12-31"),
    ("giai đoạn 2016-2020", "range 2020-12-31"),
    ("Từ năm 2017 đến 2018", "range 2018-12-31"),
    ("Từ tháng 2/2017 đến tháng 9/2018", "range 2018-09-30"),
    ("15/12/2016-15/02/2017", "range 2017-02-15"),
    ("15/12/2016 – 15/02/2017", "range 2017-02-15"),
    ("15/6 - 20/12/2016", "range 2016-12-20"),
    ("Từ ngày 15 đến ngày 20/6/2018", "range 2018-06-20"),
    ("từ ngày 01/8 đến trước ngày 28/8/2018", "range 2018-08-28"),
    ("tháng 1 đến tháng 12 năm 2017", "range 2017-12-31"),
    ("tháng 3 - 5/2018", "range 2018-05-31"),
    ("tháng 10-12/2018", "range 2018-12-31"),
    ("Từ tháng 10 đến tháng 3/2018", "range 2018-03-31"),
    ("8/2018 - 9/2018", "range 2018-09-30"),
    ("Quý I đến tháng 9/2017", "range 2017-09-30"),
    ("Quý I - II/2018", "range 2018-06-30"),
    ("Từ 01/8/2018 đến 30/8/2018", "range 2018-08-30"),
    ("từ nay đến hết năm 2018", "year 2018-12-31"),
    ("Từ nay đến ngày 30/8/2018", "day 2018-08-30"),
    // several moments
    ("Trong Quý I và trước ngày 30/4/2017", "range 2017-04-30"),
    ("Tháng 4, 5/2017", "range 2017-05-31"),
    ("Quý I, II/2018", "range 2018-06-30"),
    ("quý 1 và quý 2 năm 2018", "range 2018-06-30"),
    ("15/6/2018; 15/12/2018", "range 2018-12-15"),
    ("Tháng 8/2018, trước ngày 25/8/2018", "day 2018-08-25"),
    ("Quý I, II, III, IV/2018", "range 2018-12-31"),
    ("Tháng 6 và tháng 12 năm 2018", "range 2018-12-31"),
    ("30/6 và 30/12/2018", "range 2018-12-30"),
    ("Cuối tháng 8, đầu tháng 9/2018", "range 2018-09-01"),
    ("Năm 2018 (tháng 9/2018)", "month 2018-09-30"),
    ("6 tháng đầu năm và cả năm 2018", "range 2018-12-31"),
    ("6 tháng đầu năm, cả năm 2018", "range 2018-12-31"),
    ("Quý III + IV/2018", "range 2018-12-31"),
    ("Quý IV/2018 - Quý I/2019", "range 2019-03-31"),
    ("Tháng 8, 9, 10/2018", "range 2018-10-31"),
    // again and again, and none
    ("Năm 2018 và các năm tiếp theo", "recurring"),
    ("tháng 6 và tháng 12 hằng năm", "recurring"),
    ("Thường xuyên", "recurring"),
    ("THUONG XUYEN", "recurring"),
    ("Thường xuyên, liên tục", "recurring"),
    ("hằng tháng", "recurring"),
    ("Hàng quý", "recurring"),
    ("hằng năm", "recurring"),
    ("Định kỳ", "recurring"),
    ("Báo cáo định kỳ hằng tháng trước ngày 20", "recurring"),
    ("Trước ngày 15/12 hằng năm", "recurring"),
    ("Trước ngày 20/6 và 20/12 hằng năm", "recurring"),
    ("6 tháng/lần", "recurring"),
    ("Từ tháng 3 năm 2017 và thường xuyên", "recurring"),
    ("Từ tháng 3/2017 trở đi", "recurring"),
    ("Tháng 4, 5/2017 và thường xuyên", "recurring"),
    ("Thường xuyên đến hết năm 2018", "range 2018-12-31"),
    ("Thường xuyên trong năm 2018", "range 2018-12-31"),
    ("Không có hạn", "none"),
    ("không thời hạn", "none"),
    ("Chưa có hạn", "none"),
    ("-", "none"),
    ("01/01/1970", "none"),
    ("ngày 01/01/1970", "none"),
];

/// Each form that waits for a person.
const REFUSED: &[(&str, &str)] = &[
    ("Trong tháng 8", "missing-year"),
    ("tháng 8", "missing-year"),
    ("Quý III", "missing-year"),
    ("cuối năm", "missing-year"),
    ("6 tháng đầu năm", "missing-year"),
    ("trong năm", "missing-year"),
    ("trong tháng này", "missing-year"),
    ("năm nay", "missing-year"),
    ("28/7", "missing-year"),
    ("trước ngày 28/7", "missing-year"),
    ("trước tháng 9", "missing-year"),
    ("từ tháng 2/2017 đến tháng 9", "missing-year"),
    ("Tháng 11 và tháng 2/2018", "missing-year"),
    ("Thường xuyên đến hết năm", "missing-year"),
    ("Quý IV/2018 (tháng 12)", "missing-year"),
    ("11/8/14", "two-digit-year"),
    ("ngày 11/8/14", "two-digit-year"),
    ("tháng 3/17", "two-digit-year"),
    ("tháng 3-17", "two-digit-year"),
    ("Quý III/18", "two-digit-year"),
    ("năm 17", "two-digit-year"),
    ("20/01/201", "unparseable-date"),
    ("tháng 3/201", "unparseable-date"),
    ("tháng 3/2", "unparseable-date"),
    ("31/02/2018", "unparseable-date"),
    ("trước ngày 31/4/2018", "unparseable-date"),
    ("ngày 29/2/2017", "unparseable-date"),
    ("tháng 13/2018", "unparseable-date"),
    ("quý V/2018", "unparseable-date"),
    ("quý 5/2018", "unparseable-date"),
    ("3/17", "unparseable-date"),
    ("3-5/2018", "unparseable-date"),
    ("5/8-2018", "unparseable-date"),
    ("2018", "unparseable-date"),
    ("2017 - 2018", "unparseable-date"),
    ("tháng năm 2018", "unparseable-date"),
    ("đầu quý II/2018", "unparseable-date"),
    ("Quý I đến 3/2018", "unparseable-date"),
    ("III/2018", "unparseable-date"),
    ("Từ tháng 2/2017", "unparseable-date"),
    ("15/12/2016-15/02/2016", "unparseable-date"),
    ("sau ngày 28/7/2014", "unparseable-date"),
    ("15 ngày", "unparseable-date"),
    ("trong 30 ngày", "unparseable-date"),
    ("15 ngày kể từ ngày 01/8/2018", "unparseable-date"),
    ("0 giờ ngày 01/8/2018", "unparseable-date"),
    ("28/7/2014\n30/8/2014", "unparseable-date"),
    ("31/8/2018 (gia hạn lần 1)", "unparseable-date"),
    ("lần 2: 31/8/2018", "unparseable-date"),
    ("Không quá", "unparseable-date"),
    ("hoàn thành", "unparseable-date"),
    ("mùng 5 Tết", "unparseable-date"),
    ("Theo kế hoạch", "unparseable-date"),
    ("Kon Tum, ngày 27 tháng 12 năm 2018", "unparseable-date"),
    ("đến ngày 28/7/3018", "implausible-year"),
    ("năm 1018", "implausible-year"),
];

#[test]
fn the_forms_of_exports_are_read_or_wait() {
    let wrong: Vec<String> = READ
        .iter()
        .chain(REFUSED)
        .filter(|(text, wanted)| told(read(text)) != *wanted)
        .map(|(text, wanted)| format!("{text:?}: {wanted}, not {}", told(read(text))))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_real_date_is_a_day_and_other_cells_are_what_they_were() {
    let strict = rule(TwoDigitYearPolicy::Quarantine, BeforeDatePolicy::ThatDay);
    let read = |cell: RawCell<'_>| told(DeadlineReader::default().read(&cell, strict));
    assert_eq!(read(RawCell::Date(NaiveDate::from_ymd_opt(2018, 8, 5).unwrap())), "day 2018-08-05");
    assert_eq!(read(RawCell::Empty), "none");
    assert_eq!(read(RawCell::Number(45.0)), "unparseable-date");
    assert_eq!(read(RawCell::Other("#N/A".to_owned())), "error-cell");
}

#[test]
fn two_digit_years_are_read_when_the_policy_says_so() {
    let read = |text| {
        let two_thousands = rule(TwoDigitYearPolicy::TwoThousands, BeforeDatePolicy::ThatDay);
        told(DeadlineReader::default().read(&RawCell::Text(text), two_thousands))
    };
    assert_eq!(read("11/8/14"), "day 2014-08-11");
    assert_eq!(read("tháng 3/17"), "month 2017-03-31");
    assert_eq!(read("Quý III/18"), "quarter 2018-09-30");
    assert_eq!(read("trước ngày 11-8-14"), "day 2014-08-11");
    assert_eq!(read("20/01/201"), "unparseable-date");
    assert_eq!(read("3/17"), "unparseable-date");
}

#[test]
fn before_a_day_follows_the_policy_before_a_month_does_not() {
    let read = |text, before_date| {
        let rule = rule(TwoDigitYearPolicy::Quarantine, before_date);
        told(DeadlineReader::default().read(&RawCell::Text(text), rule))
    };
    for (text, that_day, day_before) in [
        ("trước ngày 01/9/2018", "day 2018-09-01", "day 2018-08-31"),
        ("Trước giữa tháng 9/2018", "month 2018-09-15", "month 2018-09-14"),
        ("từ tháng 8 đến trước ngày 15/9/2018", "range 2018-09-15", "range 2018-09-14"),
        ("trước tháng 9/2018", "month 2018-08-31", "month 2018-08-31"),
        ("trước 17h ngày 01/9/2018", "day 2018-09-01", "day 2018-09-01"),
        ("đến ngày 01/9/2018", "day 2018-09-01", "day 2018-09-01"),
    ] {
        assert_eq!(read(text, BeforeDatePolicy::ThatDay), that_day, "{text}");
        assert_eq!(read(text, BeforeDatePolicy::DayBefore), day_before, "{text}");
    }
}

#[test]
fn the_rule_says_how_the_day_was_made() {
    let rules = |text| read(text).unwrap().rule;
    assert_eq!(rules("ngày 28/7/2014"), DeadlineRule::AsWritten);
    assert_eq!(rules("giữa tháng 8/2018"), DeadlineRule::PartOfPeriod);
    assert_eq!(rules("trước tháng 9/2018"), DeadlineRule::BeforePeriod);
    assert_eq!(rules("Tháng 4, 5/2017"), DeadlineRule::Latest);
    assert_eq!(rules("Tháng 8/2018, trước ngày 25/8/2018"), DeadlineRule::Narrowest);
    assert_eq!(rules("năm 2017 - 2018"), DeadlineRule::RangeEnd);
}

/// A day in each form that speaks of a day.
fn forms(day: NaiveDate) -> Vec<String> {
    let (year, month, number) = (day.year(), day.month(), day.day());
    let quarter = ["I", "II", "III", "IV"][(month as usize - 1) / 3];
    vec![
        day.format("%d/%m/%Y").to_string(),
        day.format("%d.%m.%Y").to_string(),
        day.format("%Y-%m-%d").to_string(),
        format!("{number} - {month} - {year}"),
        format!("Ngày {number} tháng {month} năm {year}"),
        format!("trước ngày {number}/{month}/{year}"),
        format!("17h30 ngày {number}-{month}-{year}"),
        format!("từ tháng 1/{year} đến {number}/{month}/{year}"),
        format!("Quý {quarter}/{year} (chậm nhất {number}/{month}/{year})"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_day_reads_back_from_any_form(days in 0i64..14_000) {
        let day = NaiveDate::from_ymd_opt(2001, 1, 1).unwrap() + chrono::Days::new(days.unsigned_abs());
        for text in forms(day) {
            prop_assert_eq!(read(&text).map(|found| found.date), Ok(Some(day)), "{}", text);
        }
    }

    #[test]
    fn no_text_is_read_past_the_plausible_days(text in "\\PC{0,40}|[0-9IVquýtháng năm/.,;()-]{0,30}") {
        if let Ok(Deadline { date: Some(date), .. }) = read(&text) {
            prop_assert!((1990..=2050).contains(&date.year()));
        }
    }

    #[test]
    fn words_in_any_order_never_panic(words in proptest::collection::vec(0usize..24, 0..9)) {
        const WORDS: [&str; 24] = [
            "từ", "đến", "trước", "hết", "ngày", "tháng", "quý", "năm", "và", ",", "/", "-", ".", "3", "12", "2018", "17", "III",
            "đầu", "cuối", "thường xuyên", "hằng", "lần", "giữa",
        ];
        let text: Vec<&str> = words.into_iter().map(|word| WORDS[word]).collect();
        if let Ok(Deadline { date: Some(date), .. }) = read(&text.join(" ")) {
            prop_assert!([2017, 2018].contains(&date.year()), "{:?}", text);
        }
    }
}
