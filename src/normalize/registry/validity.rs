//! The days on which something holds.
//!
//! In: a first day and the first day after the last, either of which may be open. Out: a [`Validity`] and what it says of days.

use chrono::{Days, NaiveDate};

use crate::locale::vietnamese;

/// A span of days, half-open; without bounds it is always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Validity {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The first day after the last.
    pub to: Option<NaiveDate>,
}

impl Validity {
    /// Whether a day is in it.
    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && !self.is_over(day)
    }

    /// Whether it has ended by a day.
    #[must_use]
    pub fn is_over(self, day: NaiveDate) -> bool {
        self.to.is_some_and(|to| to <= day)
    }

    /// Whether any day from `first` to `last`, both included, is in it.
    #[must_use]
    pub fn meets(self, first: NaiveDate, last: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= last) && !self.is_over(first)
    }

    /// The days that both have; `None` where there is no such day.
    #[must_use]
    pub fn shared(self, other: Self) -> Option<Self> {
        let from = self.from.max(other.from);
        let to = [self.to, other.to].into_iter().flatten().min();
        from.zip(to).is_none_or(|(from, to)| from < to).then_some(Self { from, to })
    }

    /// `từ 01/3/2025 đến 30/6/2025`, or the one of both that there is.
    #[must_use]
    pub fn in_words(self) -> String {
        let from = self.from.map(|from| format!("từ {}", vietnamese::short_date(from)));
        let last = self.to.and_then(|to| to.checked_sub_days(Days::new(1)));
        let to = last.map(|last| format!("đến {}", vietnamese::short_date(last)));
        from.into_iter().chain(to).collect::<Vec<_>>().join(" ")
    }

    /// Its first and last day, an open end as dots, for messages of any language.
    #[must_use]
    pub fn as_days(self) -> String {
        let last = self.to.and_then(|to| to.checked_sub_days(Days::new(1)));
        [self.from, last].map(|day| day.map_or_else(|| "…".to_owned(), vietnamese::short_date)).join(" – ")
    }

    /// Whether it ends after it starts.
    #[must_use]
    pub fn is_sound(self) -> bool {
        self.shared(self).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 3, day).unwrap()
    }

    #[test]
    fn the_last_day_is_the_one_before_the_end() {
        let march = Validity { from: Some(day(1)), to: Some(day(10)) };
        assert!(march.contains(day(1)) && march.contains(day(9)) && !march.contains(day(10)));
        assert!(march.meets(day(9), day(20)) && !march.meets(day(10), day(20)));
        let always = Validity::default();
        assert!(always.contains(day(1)) && always.is_sound());
        assert_eq!(always.shared(march), Some(march));
        assert_eq!(march.shared(Validity { from: Some(day(10)), to: None }), None);
        assert!(!Validity { from: Some(day(2)), to: Some(day(2)) }.is_sound());
    }
}
