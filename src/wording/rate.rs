//! Numbers as rates: whether part over whole is what is written, at the digits that are shown.
//!
//! In: a [`Number`] and counts. Out: yes or no, and the rate as it should be written.

use super::number::Number;
use crate::{locale::vietnamese, value::Ratio};

impl Number {
    /// Whether it is the share that another one shows as a percentage.
    pub(super) fn is_rate_of(self, other: Self) -> bool {
        let unit = 10u64.saturating_pow(self.digits);
        Ratio { part: self.scaled, whole: unit }.scaled_percent(other.digits) == Some(other.scaled)
    }

    /// Whether part over whole, rounded half up to the digits shown, is this rate. Without a percent sign it may be the share itself,
    /// as a workbook keeps it under a format of percent, or the percentage.
    #[must_use]
    pub fn is_rate(self, part: u64, whole: u64) -> bool {
        let rounded = |digits: u32| Ratio { part, whole }.scaled_percent(digits);
        let as_percentage = rounded(self.digits) == Some(self.scaled);
        let as_share = || match self.digits.checked_sub(2) {
            Some(digits) => rounded(digits) == Some(self.scaled),
            None => rounded(0) == self.scaled.checked_mul(10u64.pow(2 - self.digits)),
        };
        as_percentage || !self.percent && as_share()
    }

    /// How far this percentage is from part over whole, in its own digits.
    #[must_use]
    pub fn distance(self, part: u64, whole: u64) -> u64 {
        Ratio { part, whole }.scaled_percent(self.digits).map_or(u64::MAX, |scaled| scaled.abs_diff(self.scaled))
    }

    /// Part over whole, written as this rate is.
    #[must_use]
    pub fn rate_like(self, part: u64, whole: u64) -> String {
        let is_share = self.is_share();
        let digits = if is_share { self.digits.saturating_sub(2).min(2) } else { self.digits };
        vietnamese::percent(Ratio { part, whole }, digits)
    }

    /// As a rate is written.
    #[must_use]
    pub fn as_rate(self) -> String {
        if self.is_share() {
            let unit = 10u64.saturating_pow(self.digits);
            let digits = self.digits.saturating_sub(2).min(2);
            return vietnamese::percent(Ratio { part: self.scaled, whole: unit }, digits);
        }
        if self.percent { self.to_string() } else { format!("{self}%") }
    }

    /// Whether it reads as a share of one rather than as a percentage.
    fn is_share(self) -> bool {
        !self.percent && self.scaled <= 10u64.saturating_pow(self.digits) && self.scaled > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_compared_at_the_digits_that_they_show() {
        let rate = |text: &str| Number::read(text).unwrap();
        assert!(
            rate("18,4%").is_rate(222, 1206) && rate("18%").is_rate(222, 1206) && rate("18,41%").is_rate(222, 1206)
        );
        assert!(!rate("18,5%").is_rate(222, 1206) && !rate("18,40%").is_rate(222, 1206));
        assert!(rate("54,4").is_rate(1164, 2139));
        let share = |value: f64| Number::of_binary(value).unwrap();
        assert!(share(222.0 / 1206.0).is_rate(222, 1206) && share(0.184).is_rate(222, 1206));
        assert!(!share(0.185).is_rate(222, 1206) && share(1.0).is_rate(5, 5) && share(0.5).is_rate(1, 2));
        assert_eq!(share(0.185).as_rate(), "18,5%");
        assert_eq!(share(0.185).rate_like(222, 1206), "18,4%");
        assert_eq!(rate("18,5%").rate_like(222, 1206), "18,4%");
    }
}
