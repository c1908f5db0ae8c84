//! How many rows may wait before there is no report.
//!
//! In: a number of rows, or a percentage as text, of dondoc.toml. Out: a [`QuarantineLimit`] and whether a run exceeds it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// More quarantined rows than this are too many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuarantineLimit {
    /// So many rows.
    Rows(u64),
    /// So many in ten thousand rows of tasks; rows that are no tasks do not dilute it.
    Share(u16),
}

impl QuarantineLimit {
    /// Whether so many rows that wait, beside so many that count, are too many.
    #[must_use]
    pub fn is_exceeded(self, quarantined: u64, accepted: u64) -> bool {
        match self {
            Self::Rows(limit) => quarantined > limit,
            Self::Share(share) => {
                let rows = u128::from(quarantined) + u128::from(accepted);
                u128::from(quarantined) * 10_000 > rows * u128::from(share)
            }
        }
    }

    /// Reads `5%`, `0.5%`, `2,25%`.
    fn percent(text: &str) -> Option<Self> {
        let number = text.trim().strip_suffix('%')?.trim_end();
        let (whole, part) = number.split_once(['.', ',']).unwrap_or((number, "00"));
        let digits = |text: &str| !text.is_empty() && text.chars().all(|digit| digit.is_ascii_digit());
        let is_read = digits(whole) && digits(part) && part.len() <= 2;
        let share = is_read.then(|| format!("{whole}{part:0<2}").parse::<u16>().ok()).flatten()?;
        (share <= 10_000).then_some(Self::Share(share))
    }
}

impl fmt::Display for QuarantineLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(rows) => write!(f, "{rows}"),
            Self::Share(share) if share % 100 == 0 => write!(f, "{}%", share / 100),
            Self::Share(share) => write!(f, "{}.{:02}%", share / 100, share % 100),
        }
    }
}

impl Serialize for QuarantineLimit {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Rows(rows) => to.serialize_u64(*rows),
            Self::Share(_) => to.collect_str(self),
        }
    }
}

impl<'de> Deserialize<'de> for QuarantineLimit {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Written)
    }
}

/// A limit as it is written.
struct Written;

impl de::Visitor<'_> for Written {
    type Value = QuarantineLimit;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("u64")
    }

    fn visit_i64<E: de::Error>(self, rows: i64) -> Result<QuarantineLimit, E> {
        let invalid = |_| E::invalid_value(de::Unexpected::Signed(rows), &self);
        u64::try_from(rows).map(QuarantineLimit::Rows).map_err(invalid)
    }

    fn visit_u64<E: de::Error>(self, rows: u64) -> Result<QuarantineLimit, E> {
        Ok(QuarantineLimit::Rows(rows))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<QuarantineLimit, E> {
        QuarantineLimit::percent(text).ok_or_else(|| E::invalid_value(de::Unexpected::Str(text), &"a percentage"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_read_to_the_hundredth_and_no_further() {
        for (text, printed) in [("5%", "5%"), ("0.5 %", "0.50%"), ("2,25%", "2.25%"), ("100%", "100%"), ("0%", "0%")] {
            assert_eq!(QuarantineLimit::percent(text).map(|limit| limit.to_string()).as_deref(), Some(printed));
        }
        for text in ["5", "%", "-1%", "101%", "0.125%", "1.%", ".5%", "1e1%", "five%"] {
            assert_eq!(QuarantineLimit::percent(text), None, "{text}");
        }
    }

    #[test]
    fn a_share_is_of_the_rows_that_are_tasks() {
        let limit = QuarantineLimit::Share(500);
        assert!(!limit.is_exceeded(5, 95) && limit.is_exceeded(6, 94) && !limit.is_exceeded(0, 0));
        assert!(
            QuarantineLimit::Share(0).is_exceeded(1, 1_000_000) && !QuarantineLimit::Share(10_000).is_exceeded(9, 0)
        );
        assert!(QuarantineLimit::Rows(3).is_exceeded(4, 0) && !QuarantineLimit::Rows(3).is_exceeded(3, 0));
    }
}
