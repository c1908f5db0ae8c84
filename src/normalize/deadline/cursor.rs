//! Points read from left to right: the grammar of what officials write.
//!
//! In: [`Sign`]s from a place on. Out: the next [`Point`], the cursor standing behind it.

use super::{DeadlineKind, point::Point, vocabulary::Sign};
use crate::{diagnostic::Code, policy::TwoDigitYearPolicy};

/// Reads signs from left to right.
pub struct Cursor<'a> {
    rest: &'a [Sign],
    two_digit_year: TwoDigitYearPolicy,
}

impl<'a> Cursor<'a> {
    /// A cursor before the first sign.
    pub fn new(signs: &'a [Sign], two_digit_year: TwoDigitYearPolicy) -> Self {
        Self { rest: signs, two_digit_year }
    }

    /// The sign `ahead` of the next one.
    pub fn peek(&self, ahead: usize) -> Option<Sign> {
        self.rest.get(ahead).copied()
    }

    /// Goes on behind `count` signs.
    pub fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    /// The next point. `before` is the one in front of it, which lends its word (`quý I, II`); `years` allows years without their word.
    pub fn point(&mut self, before: Option<Point>, years: bool) -> Result<Point, Code> {
        match self.peek(0) {
            Some(Sign::Day) => {
                self.skip(1);
                self.day()
            }
            Some(Sign::Month | Sign::Quarter | Sign::Year) => self.period(),
            Some(Sign::Half) => self.half(),
            Some(Sign::First | Sign::Middle | Sign::Last | Sign::Dekad(_)) => self.part(),
            Some(Sign::Roman(number)) if before.is_some_and(|point| point.kind == DeadlineKind::Quarter) => {
                self.skip(1);
                Point::quarter(number).and_then(|point| self.with_year(point))
            }
            Some(Sign::Number { value, digits: 1 | 2 }) => match (self.peek(1), self.peek(2)) {
                _ if lends(before, DeadlineKind::Quarter) => self.lent(before, value),
                (Some(Sign::Month), Some(Sign::First | Sign::Last)) => self.some_months(value),
                (Some(Sign::Month), _) => self.day(),
                (Some(separator), Some(Sign::Number { digits: 4, .. })) if is_separator(separator) => {
                    self.skip(1);
                    Point::month(value).and_then(|point| self.with_year(point))
                }
                _ => self.lent(before, value),
            },
            Some(Sign::Number { value, digits: 4 }) => self.year_first(value, years),
            _ => Err(Code::UnparseableDate),
        }
    }

    /// A number in the place of a month or quarter that borrows the word of the point before it, else a day.
    fn lent(&mut self, before: Option<Point>, value: u32) -> Result<Point, Code> {
        let is_day = self.peek(1).is_some_and(is_separator) && self.peek(1) == self.peek(3);
        let point = match () {
            () if is_day => return self.day(),
            () if lends(before, DeadlineKind::Month) => Point::month(value)?,
            () if lends(before, DeadlineKind::Quarter) => Point::quarter(value)?,
            () => return self.day(),
        };
        self.skip(1);
        self.with_year(point)
    }

    /// `28/7/2014`, `28 tháng 7 năm 2014`, `28/7`, or only `28`.
    fn day(&mut self) -> Result<Point, Code> {
        let day = match self.peek(0) {
            Some(Sign::Number { value, digits: 1 | 2 }) => value,
            Some(Sign::Number { value, digits: 4 }) => return self.year_first(value, false),
            _ => return Err(Code::UnparseableDate),
        };
        // `28-29/7/2014`: two days share their month.
        let is_shared = self.peek(1) == Some(Sign::Dash)
            && matches!((self.peek(3), self.peek(4)), (Some(Sign::Slash), Some(Sign::Number { digits: 1 | 2, .. })));
        let (separator, month) = match (self.peek(1), self.peek(2)) {
            _ if is_shared => {
                self.skip(1);
                return Ok(Point::day(day, 0));
            }
            (Some(Sign::Month), Some(Sign::Number { value, digits: 0..=2 })) => (None, value),
            (Some(separator), Some(Sign::Number { value, digits: 1 | 2 })) if is_separator(separator) => {
                (Some(separator), value)
            }
            _ => {
                self.skip(1);
                return Ok(Point::day(day, 0));
            }
        };
        self.skip(3);
        let point = Point::day(day, month);
        // 2016 is a leap year: a day that is not in it is in none.
        point.span(2016).ok_or(Code::UnparseableDate)?;
        match separator {
            Some(separator) if self.peek(0) == Some(separator) => self.with_year(point),
            Some(_) if matches!(self.peek(0), Some(Sign::Slash | Sign::Dot)) => Err(Code::UnparseableDate),
            Some(_)
                if matches!((self.peek(0), self.peek(1)), (Some(Sign::Dash), Some(Sign::Number { digits: 4, .. }))) =>
            {
                Err(Code::UnparseableDate)
            }
            Some(_) if self.peek(0) == Some(Sign::Dash) => Ok(point),
            _ => self.with_year(point),
        }
    }

    /// `2018-07-28`, `2018-07`, or a bare year where a year is asked for.
    fn year_first(&mut self, year: u32, years: bool) -> Result<Point, Code> {
        let year = i32::try_from(year).ok();
        let number = |sign: Option<Sign>| match sign {
            Some(Sign::Number { value, digits: 1 | 2 }) => Some(value),
            _ => None,
        };
        let (first, second) = (self.peek(1).filter(|sign| is_separator(*sign)), self.peek(3));
        match (first.and(number(self.peek(2))), number(self.peek(4)).filter(|_| first == second)) {
            (Some(month), Some(day)) => {
                self.skip(5);
                Ok(Point::day(day, month).of_year(year))
            }
            (Some(value), None) if !years => {
                self.skip(3);
                Ok(Point::month(value)?.of_year(year))
            }
            _ if years => {
                self.skip(1);
                Ok(Point::months(DeadlineKind::Year, 1, 12).of_year(year))
            }
            _ => Err(Code::UnparseableDate),
        }
    }

    /// A month, quarter or year that opens with its word.
    fn period(&mut self) -> Result<Point, Code> {
        let word = self.peek(0).filter(|word| matches!(word, Sign::Month | Sign::Quarter | Sign::Year));
        let word = word.ok_or(Code::UnparseableDate)?;
        self.skip(1);
        if word == Sign::Year {
            return self.with_year(Point::months(DeadlineKind::Year, 1, 12)).and_then(|point| self.behind_year(point));
        }
        if self.peek(0) == Some(Sign::Dot) {
            self.skip(1);
        }
        let number = match (self.peek(0), self.peek(1)) {
            (Some(Sign::Number { value, digits: 0..=2 }), _) => value,
            (Some(Sign::Roman(number)), _) if word == Sign::Quarter => number,
            // `tháng tư`, `quý tư`: without accents it is the word for "from".
            (Some(Sign::From), _) => 4,
            (Some(Sign::Year), Some(Sign::Year | Sign::Slash)) => 5,
            // `tháng năm 2018` is May, or a month that was left out.
            (Some(Sign::Number { .. } | Sign::Roman(_)), _) | (Some(Sign::Year), Some(Sign::Number { .. })) => {
                return Err(Code::UnparseableDate);
            }
            _ => return Err(Code::MissingYear),
        };
        self.skip(1);
        let point = if word == Sign::Month { Point::month(number)? } else { Point::quarter(number)? };
        self.with_year(point)
    }

    /// A year whose word came without a number is one that is not written, unless the number is unfit.
    fn behind_year(&self, point: Point) -> Result<Point, Code> {
        match (point.year, self.peek(0)) {
            (None, Some(Sign::Number { .. })) => Err(Code::UnparseableDate),
            _ => Ok(point),
        }
    }

    /// `6 tháng đầu năm 2018`.
    fn some_months(&mut self, count: u32) -> Result<Point, Code> {
        let is_first = self.peek(2) == Some(Sign::First);
        self.skip(3);
        if !(1..=11).contains(&count) {
            return Err(Code::UnparseableDate);
        }
        let (first, last) = if is_first { (1, count) } else { (13 - count, 12) };
        self.with_year(Point::months(DeadlineKind::Range, first, last))
    }

    /// `nửa đầu năm 2018`.
    fn half(&mut self) -> Result<Point, Code> {
        let (first, last) = match (self.peek(1), self.peek(2)) {
            (Some(Sign::First), Some(Sign::Year)) => (1, 6),
            (Some(Sign::Last), Some(Sign::Year)) => (7, 12),
            _ => return Err(Code::UnparseableDate),
        };
        self.skip(2);
        self.with_year(Point::months(DeadlineKind::Range, first, last))
    }

    /// `cuối tháng 8/2018`, after Bộ luật Dân sự 2015, Điều 146: the first day, the fifteenth and the last of a month; the first day of
    /// January, the last of June and of December of a year. `trung tuần` ends on the twentieth.
    fn part(&mut self) -> Result<Point, Code> {
        let part = self.peek(0);
        self.skip(1);
        let point = self.period()?;
        let month = point.first.0;
        let (month, day) = match (part, point.kind) {
            (Some(Sign::Last), _) | (Some(Sign::Dekad(0)), DeadlineKind::Month) => return Ok(point),
            (Some(Sign::First), DeadlineKind::Month | DeadlineKind::Year) => (month, 1),
            (Some(Sign::Middle), DeadlineKind::Month) => (month, 15),
            (Some(Sign::Middle), DeadlineKind::Year) => (6, 30),
            (Some(Sign::Dekad(day)), DeadlineKind::Month) => (month, day),
            _ => return Err(Code::UnparseableDate),
        };
        Ok(Point::part(point.kind, month, day).of_year(point.year))
    }

    /// The point with the year behind it, where there is one: `/2018`, `năm 2018`, ` 2018`.
    fn with_year(&mut self, point: Point) -> Result<Point, Code> {
        let is_wordless = point.kind == DeadlineKind::Year && self.peek(0) != Some(Sign::Year);
        let (behind, by_mark) = match (self.peek(0), self.peek(1)) {
            (Some(Sign::Number { .. }), _) => (0, is_wordless),
            (Some(Sign::Slash), Some(Sign::Year)) => (2, true),
            (Some(Sign::Slash | Sign::Dot), Some(Sign::Number { .. })) | (Some(Sign::Year), _) => (1, true),
            // A dash opens a year or the end of a range; so does a comma a year or another moment.
            (Some(Sign::Dash), Some(Sign::Number { value, digits: 2 }))
                if value > 12 && point.kind != DeadlineKind::Day =>
            {
                (1, true)
            }
            (Some(Sign::Dash), Some(Sign::Number { digits: 2, .. })) if point.kind == DeadlineKind::Day => (1, true),
            (Some(Sign::Dash | Sign::And | Sign::Open), Some(Sign::Number { digits: 4, .. })) if !is_wordless => {
                (1, true)
            }
            (Some(Sign::And | Sign::Open), Some(Sign::Year)) if point.kind != DeadlineKind::Year => (2, true),
            _ => return Ok(point),
        };
        let year = match self.peek(behind) {
            Some(Sign::Number { value, digits: 4 }) => value,
            Some(Sign::Number { value, digits: 2 }) if by_mark => match self.two_digit_year {
                TwoDigitYearPolicy::TwoThousands => 2000 + value,
                TwoDigitYearPolicy::Quarantine => return Err(Code::TwoDigitYear),
            },
            // The word alone: the year is not written.
            None | Some(Sign::And | Sign::Open) if self.peek(behind.saturating_sub(1)) == Some(Sign::Year) => {
                self.skip(behind);
                return Ok(point);
            }
            _ => return Err(Code::UnparseableDate),
        };
        self.skip(behind + 1);
        Ok(point.of_year(i32::try_from(year).ok()))
    }
}

/// Whether a number may borrow the word of the point before it.
fn lends(before: Option<Point>, kind: DeadlineKind) -> bool {
    before.is_some_and(|point| point.kind == kind && point.year.is_none() && !point.is_part)
}

fn is_separator(sign: Sign) -> bool {
    matches!(sign, Sign::Slash | Sign::Dash | Sign::Dot)
}
