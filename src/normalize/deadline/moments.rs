//! The moments of a deadline weighed against each other: which day is the last on which the task is in time.
//!
//! In: the signs of a text. Out: a [`Deadline`]. Of moments joined by `và` or a comma the latest counts, as the task is done when all of it
//! is; a day inside another, or whatever stands in brackets, makes that one exact (`tháng 8/2018, trước ngày 25/8/2018`).

use chrono::NaiveDate;

use super::{Deadline, DeadlineKind, DeadlineRule, cursor::Cursor, point::Point, vocabulary::Sign};
use crate::{
    diagnostic::Code,
    policy::{BeforeDatePolicy, TwoDigitYearPolicy},
};

/// How what a text leaves open is read.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// What a two-digit year means.
    pub two_digit_year: TwoDigitYearPolicy,
    /// Whether "before a day" means that day.
    pub before_date: BeforeDatePolicy,
}

/// A point, or a range of two.
struct Moment {
    start: Option<Point>,
    /// Absent for `từ tháng 3/2017`, which has no end.
    end: Option<Point>,
    is_before: bool,
}

/// A moment with its year.
struct Weighed {
    span: (NaiveDate, NaiveDate),
    deadline: Deadline,
}

/// Reads the signs of a whole text.
///
/// # Errors
/// `unparseable-date`, `missing-year`, `two-digit-year`.
pub fn read(signs: &[Sign], reading: Reading) -> Result<Deadline, Code> {
    let only = |wanted: Sign| !signs.is_empty() && signs.iter().all(|sign| *sign == wanted);
    if only(Sign::NoDeadline) || only(Sign::Dash) {
        return Ok(Deadline::none());
    }
    let recurs = signs.iter().any(|sign| matches!(sign, Sign::Recurring | Sign::Periodic));
    // Without a year there is no end, unless one is named that lacks its year.
    if recurs && !names_year(signs) && (signs.contains(&Sign::Periodic) || !signs.contains(&Sign::To)) {
        return Ok(Deadline::recurring());
    }
    let mut cursor = Cursor::new(signs, reading.two_digit_year);
    let mut moments: Vec<Moment> = Vec::new();
    let mut recurs_behind = None;
    let mut is_joined = true;
    while let Some(sign) = cursor.peek(0) {
        match sign {
            Sign::And | Sign::Open | Sign::Recurring | Sign::Periodic => {
                if !matches!(sign, Sign::And | Sign::Open) {
                    recurs_behind = Some(moments.len());
                }
                cursor.skip(1);
                is_joined = true;
            }
            // A bullet in front, a full stop behind.
            Sign::Dash if moments.is_empty() && is_joined => cursor.skip(1),
            Sign::Dot if cursor.peek(1).is_none() => cursor.skip(1),
            _ if is_joined => {
                moments.push(moment(&mut cursor, moments.last())?);
                is_joined = false;
            }
            _ => return Err(Code::UnparseableDate),
        }
    }
    let is_open = moments.iter().any(|moment| moment.end.is_none());
    match recurs_behind {
        Some(behind) if is_open || behind == moments.len() => Ok(Deadline::recurring()),
        _ if is_open => Err(Code::UnparseableDate),
        Some(_) => {
            latest(&moments, signs, reading).map(|found| found.ruled(DeadlineKind::Range, DeadlineRule::RangeEnd))
        }
        None => latest(&moments, signs, reading),
    }
}

/// Whether a year is written, with four digits or behind a day and a month.
fn names_year(signs: &[Sign]) -> bool {
    let is_long = |sign: &Sign| matches!(sign, Sign::Number { digits: 3.., .. });
    let is_date = |window: &[Sign]| {
        use Sign::{Dash, Dot, Number, Slash};
        matches!(window, [Number { .. }, Slash | Dash | Dot, Number { .. }, Slash | Dash | Dot, Number { .. }])
    };
    signs.iter().any(is_long) || signs.windows(5).any(is_date)
}

/// The next point or range.
fn moment(cursor: &mut Cursor<'_>, last: Option<&Moment>) -> Result<Moment, Code> {
    let lender = last.and_then(|moment| moment.end);
    let mut years = lender.is_some_and(|point| point.kind == DeadlineKind::Year);
    let (mut is_from, mut is_before) = (false, false);
    loop {
        match cursor.peek(0) {
            Some(Sign::From) => is_from = true,
            Some(Sign::Before) => is_before = true,
            // `từ nay đến …`
            Some(Sign::To) => is_from = false,
            Some(Sign::EndOf | Sign::Years) => {}
            _ => break,
        }
        years = true;
        cursor.skip(1);
    }
    let point = cursor.point(lender, years)?;
    let to_end = match (cursor.peek(0), cursor.peek(1)) {
        (Some(Sign::To), _) => true,
        (Some(Sign::Dash), Some(_)) => false,
        _ if is_from => return Ok(Moment { start: Some(point), end: None, is_before: false }),
        _ => return Ok(Moment { start: None, end: Some(point), is_before }),
    };
    cursor.skip(1);
    let mut is_before = false;
    while let Some(sign @ (Sign::Before | Sign::EndOf)) = cursor.peek(0) {
        is_before |= sign == Sign::Before;
        cursor.skip(1);
    }
    // `Quý I đến 3/2018` may end in the third quarter or in March.
    let is_quarter = point.kind == DeadlineKind::Quarter && point.year.is_none();
    if to_end && is_quarter && matches!(cursor.peek(0), Some(Sign::Number { .. })) {
        return Err(Code::UnparseableDate);
    }
    let years = to_end || is_from || point.kind == DeadlineKind::Year;
    let end = cursor.point(Some(point), years)?;
    Ok(Moment { start: Some(point), end: Some(end), is_before })
}

/// The deadline of several moments.
fn latest(moments: &[Moment], signs: &[Sign], reading: Reading) -> Result<Deadline, Code> {
    let mut weighed: Vec<Weighed> = Vec::new();
    let mut behind: Option<(i32, NaiveDate)> = None;
    // A year stands behind the last of the moments that share it.
    for moment in moments.iter().rev() {
        let found = weigh(moment, behind, reading)?;
        let year = moment.end.and_then(|end| end.year).or(behind.map(|(year, _)| year));
        behind = year.map(|year| (year, found.span.1));
        weighed.push(found);
    }
    let in_brackets = signs.contains(&Sign::Open);
    let holds_another = |outer: &Weighed| {
        let inside = |inner: &Weighed| {
            let is_within = inner.span.0 >= outer.span.0 && inner.span.1 <= outer.span.1;
            let is_exact = in_brackets || inner.deadline.kind == DeadlineKind::Day;
            is_exact && is_within && inner.span != outer.span
        };
        weighed.iter().any(inside)
    };
    let exact: Vec<Deadline> =
        weighed.iter().filter(|found| !holds_another(found)).map(|found| found.deadline).collect();
    let last = exact.iter().copied().max_by_key(|found| found.date).ok_or(Code::UnparseableDate)?;
    Ok(match (exact.len(), weighed.len()) {
        (1, 1) => last,
        (1, _) => last.ruled(last.kind, DeadlineRule::Narrowest),
        _ => last.ruled(DeadlineKind::Range, DeadlineRule::Latest),
    })
}

/// A moment with its own year, or with that of the one behind it as long as it does not end after that one.
fn weigh(moment: &Moment, behind: Option<(i32, NaiveDate)>, reading: Reading) -> Result<Weighed, Code> {
    let end = moment.end.filter(|end| end.is_whole()).ok_or(Code::UnparseableDate)?;
    let year = end.year.or(behind.map(|(year, _)| year)).ok_or(Code::MissingYear)?;
    let span = end.span(year).ok_or(Code::UnparseableDate)?;
    if end.year.is_none() && behind.is_some_and(|(_, last)| span.1 > last) {
        return Err(Code::MissingYear);
    }
    let from = match moment.start.filter(|start| start.is_whole()) {
        Some(start) => begin(start, year, span.1)?,
        None => span.0,
    };
    let is_period = end.kind != DeadlineKind::Day && !end.is_part;
    let before = |day: NaiveDate| day.pred_opt().ok_or(Code::UnparseableDate);
    let (date, rule) = match (moment.is_before, reading.before_date) {
        // "Before September" leaves August only, whatever "before a day" means.
        (true, _) if is_period => (before(span.0)?, DeadlineRule::BeforePeriod),
        (true, BeforeDatePolicy::DayBefore) => (before(span.1)?, DeadlineRule::DayBefore),
        _ if end.is_part => (span.1, DeadlineRule::PartOfPeriod),
        _ => (span.1, DeadlineRule::end_of(end.kind)),
    };
    let found = Deadline { kind: end.kind, date: Some(date), rule };
    let deadline = match moment.start {
        Some(_) => found.ruled(DeadlineKind::Range, DeadlineRule::RangeEnd),
        None => found,
    };
    Ok(Weighed { span: (from, span.1), deadline })
}

/// The first day of a range; without a year of its own it begins in that of its end, or in the one before.
fn begin(start: Point, year: i32, end: NaiveDate) -> Result<NaiveDate, Code> {
    let in_year = |year: i32| start.span(year).map(|(first, _)| first).filter(|first| *first <= end);
    let begins = match start.year {
        Some(year) => in_year(year),
        None => in_year(year).or_else(|| in_year(year - 1)),
    };
    begins.ok_or(Code::UnparseableDate)
}
