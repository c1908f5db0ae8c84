//! The values of conditions: words between commas, and what codes they stand for.
//!
//! In: what stands behind the sign. Out: words, and the codes of months, days, statuses as frames hold them.

use chrono::NaiveDate;

use super::super::{
    codes::{code_of_day, code_of_month, code_of_number, code_of_quarter, code_of_year},
    dimension::{AGES, Dimension, DimensionKind},
};
use crate::{classify::status_code, spelling, table_spec::Status};

/// Statuses and groups of them, by what people call them.
const STATUSES: [(&[&str], &[Status]); 7] = [
    (&["on_time", "đúng hạn"], &[Status::OnTime]),
    (&["late", "quá hạn"], &[Status::Late]),
    (&["in_deadline", "trong hạn"], &[Status::InDeadline]),
    (&["overdue", "trễ hạn"], &[Status::Overdue]),
    (&["done", "đã hoàn thành"], &[Status::OnTime, Status::Late]),
    (&["open", "chưa hoàn thành"], &[Status::InDeadline, Status::Overdue]),
    (&["cancelled", "thu hồi"], &[]),
];
/// How tasks are given, by what people call it.
const CHANNELS: [(&[&str], u32); 2] = [(&["software", "phần mềm"], 1), (&["paper", "giấy", "văn bản giấy"], 2)];

/// The words between commas; quotation marks keep commas together. `None` where one is not closed.
pub fn words(text: &str) -> Option<Vec<String>> {
    let (mut words, mut word, mut open) = (Vec::new(), String::new(), None);
    for letter in text.chars() {
        match (open, letter) {
            (Some(end), _) if letter == end => open = None,
            (None, '"' | '”') => open = Some('"'),
            (None, '“') => open = Some('”'),
            (None, ',') => words.push(std::mem::take(&mut word)),
            _ => word.push(letter),
        }
    }
    words.push(word);
    open.is_none().then(|| words.into_iter().map(|word| spelling::tidy(&word)).collect())
}

/// A value of a dimension, as a person may type it.
pub fn example(dimension: &Dimension) -> &'static str {
    match dimension.kind {
        DimensionKind::Day(_) => "deadline<2025-06-30",
        DimensionKind::Month(_) => "month>=2025-01",
        DimensionKind::Quarter(_) => "quarter=2025-Q1",
        DimensionKind::Year(_) => "year=2025",
        DimensionKind::Number(_) => "days_late>30",
        DimensionKind::Status => "status=overdue,late",
        DimensionKind::Channel => "channel=paper",
        DimensionKind::Age => "age=61-90,91+",
        DimensionKind::Unit => "unit=\"Sở Nội vụ\"",
        _ => "field~\"đất đai\"",
    }
}

/// The codes that a word stands for; 0 is nothing.
///
/// # Errors
/// The words that there are, where they are a fixed list; none where the word has the wrong form.
pub fn codes(dimension: &Dimension, word: &str) -> Result<Vec<u32>, Vec<&'static str>> {
    if word.is_empty() {
        return Ok(vec![0]);
    }
    let key = spelling::key(word);
    let is = |names: &[&str]| names.iter().any(|name| spelling::key(name) == key);
    let one = |code: Option<u32>| code.map(|code| vec![code]).ok_or_else(Vec::new);
    match dimension.kind {
        DimensionKind::Status => {
            let found = STATUSES.iter().find(|(names, _)| is(names)).map(|(_, statuses)| *statuses);
            let known = || STATUSES.iter().filter_map(|(names, _)| names.first().copied()).collect::<Vec<_>>();
            let statuses = found.ok_or_else(known)?;
            let codes = statuses.iter().map(|status| code_of_number(status_code(*status).into()));
            // What was called off has no status.
            if statuses.is_empty() { Ok(vec![0]) } else { Ok(codes.collect()) }
        }
        DimensionKind::Channel => {
            let found = CHANNELS.iter().find(|(names, _)| is(names)).map(|(_, code)| vec![*code]);
            found.ok_or_else(|| CHANNELS.iter().filter_map(|(names, _)| names.first().copied()).collect())
        }
        DimensionKind::Age => {
            let found = (1..).zip(AGES).find(|(_, (span, _))| *span == word).map(|(code, _)| vec![code]);
            found.ok_or_else(|| AGES.iter().map(|(span, _)| *span).collect())
        }
        DimensionKind::Day(_) => one(day(word).and_then(code_of_day)),
        DimensionKind::Month(_) => one(part_of_year(word, "").and_then(|(year, number)| code_of_month(year, number))),
        DimensionKind::Quarter(_) => {
            one(part_of_year(word, "Q").and_then(|(year, number)| code_of_quarter(year, number)))
        }
        DimensionKind::Year(_) => one(word.parse().ok().and_then(code_of_year)),
        DimensionKind::Number(_) => one(word.parse().ok().map(code_of_number)),
        _ => Err(Vec::new()),
    }
}

/// `2025-06-30` or `30/06/2025`.
pub fn day(word: &str) -> Option<NaiveDate> {
    let of = |form: &str| NaiveDate::parse_from_str(word, form).ok();
    of("%Y-%m-%d").or_else(|| of("%d/%m/%Y"))
}

/// `2025-01` or `01/2025`; with a letter `2025-Q1` or `Q1/2025`.
pub fn part_of_year(word: &str, letter: &str) -> Option<(i32, u32)> {
    let (year, number) = word.split_once('-').or_else(|| word.split_once('/').map(|(number, year)| (year, number)))?;
    let number = number.to_ascii_uppercase();
    let year = year.parse().ok().filter(|_| year.len() == 4)?;
    Some((year, number.strip_prefix(letter)?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyze::dimension;

    #[test]
    fn words_part_at_commas_outside_of_quotation_marks() {
        let of = |text: &str| words(text).unwrap_or_default();
        assert_eq!(of("a, b ,c"), ["a", "b", "c"]);
        assert_eq!(of("\"Sở Văn hóa, Thể thao\",Sở  Y tế"), ["Sở Văn hóa, Thể thao", "Sở Y tế"]);
        assert_eq!(of("“a,b”"), ["a,b"]);
        assert_eq!(of(""), [""]);
        assert_eq!(words("\"a"), None);
    }

    #[test]
    fn values_are_read_in_both_ways_of_writing() {
        let of = |id: &str, word: &str| dimension(id).map(|known| codes(known, word));
        assert_eq!(of("month", "2025-01"), of("month", "01/2025"));
        assert_eq!(of("quarter", "2025-Q1"), of("quarter", "q1/2025"));
        assert_eq!(of("deadline", "2025-06-30"), of("deadline", "30/06/2025"));
        assert_eq!(of("status", "overdue"), of("status", "Trễ hạn"));
        assert_eq!(of("status", "open"), Some(Ok(vec![3, 4])));
        for (id, word) in [("month", "2025-13"), ("month", "2025"), ("quarter", "2025-Q5"), ("deadline", "30/02/2025")]
        {
            assert_eq!(of(id, word), Some(Err(Vec::new())), "{word}");
        }
        assert!(of("status", "overdeu").is_some_and(|found| found.is_err_and(|known| known.contains(&"overdue"))));
    }
}
