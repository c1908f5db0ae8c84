//! Bounds with open and closed ends: what lies between them, and how Vietnamese rules say it.
//!
//! In: an [`Interval`] of a rulebook. Out: whether a number belongs to it, and words ("trên 70% đến 90%").

use super::{exact::Exact, reading::amount, rulebook::model::Interval};

impl Interval {
    /// Whether a number lies within the bounds.
    #[must_use]
    pub fn contains(&self, number: &Exact) -> bool {
        self.is_above_low(number) && self.is_below_high(number)
    }

    fn is_above_low(&self, number: &Exact) -> bool {
        self.low.as_ref().is_none_or(|(low, closed)| number > low || (*closed && number == low))
    }

    fn is_below_high(&self, number: &Exact) -> bool {
        self.high.as_ref().is_none_or(|(high, closed)| number < high || (*closed && number == high))
    }
}

/// The bounds in words; `share` prints them with `%`.
pub(super) fn in_words(bounds: &Interval, share: bool) -> String {
    let low = bounds.low.as_ref().map(|(low, closed)| format!("{} {}", low_word(*closed), amount(low, share)));
    let high = bounds.high.as_ref().map(|(high, closed)| format!("{} {}", high_word(*closed), amount(high, share)));
    match (&bounds.low, &bounds.high) {
        (Some((low, true)), Some((high, true))) if low == high => format!("đúng {}", amount(low, share)),
        (Some((_, true)), None) => format!("{} trở lên", low.unwrap_or_default()),
        (Some(_), Some((_, false))) => format!("{} đến {}", low.unwrap_or_default(), high.unwrap_or_default()),
        (None, Some((_, true))) => format!("{} trở xuống", high.unwrap_or_default().replace("đến", "từ")),
        _ => [low, high].into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

/// The side of all these bounds on which a number lies that none of them contains; `None` where it lies between two of them.
pub(super) fn beyond(all: &[&Interval], number: &Exact) -> Option<Interval> {
    if all.iter().all(|bounds| !bounds.is_above_low(number)) {
        // Of equal bounds the closed one begins first.
        let (low, closed) = all
            .iter()
            .filter_map(|bounds| bounds.low.clone())
            .min_by(|one, other| one.0.cmp(&other.0).then_with(|| other.1.cmp(&one.1)))?;
        return Some(Interval { low: None, high: Some((low, !closed)) });
    }
    if all.iter().all(|bounds| !bounds.is_below_high(number)) {
        let (high, closed) = all.iter().filter_map(|bounds| bounds.high.clone()).max()?;
        return Some(Interval { low: Some((high, !closed)), high: None });
    }
    None
}

fn low_word(closed: bool) -> &'static str {
    if closed { "từ" } else { "trên" }
}

fn high_word(closed: bool) -> &'static str {
    if closed { "đến" } else { "dưới" }
}
