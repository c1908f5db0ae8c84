//! Whether conditions hold where some values may be unknown.
//!
//! In: conditions and what is known. Out: [`Truth`]. One condition that fails decides, whatever is not known beside it; the order of
//! conditions decides nothing.

use crate::scoring::{
    reading::Reading,
    rulebook::{
        WhenZero,
        model::{Test, Wanted},
    },
};

/// What became of a conjunction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scoring) enum Truth {
    /// All conditions hold.
    Holds,
    /// One of them does not.
    Fails,
    /// A ratio without a denominator decides, and what that is worth.
    Zero(WhenZero),
    /// A value that nobody gave decides.
    Missing,
}

/// Whether all conditions hold; no conditions always do.
pub(in crate::scoring) fn all<'a>(tests: &[Test], mut read: impl FnMut(&str) -> Reading<'a>) -> Truth {
    let mut result = Truth::Holds;
    for test in tests {
        match (one(&read(&test.measure), &test.wanted), result) {
            (Truth::Fails, _) => return Truth::Fails,
            (Truth::Missing, _) => result = Truth::Missing,
            (zero @ Truth::Zero(_), Truth::Holds) => result = zero,
            _ => {}
        }
    }
    result
}

fn one(reading: &Reading<'_>, wanted: &Wanted) -> Truth {
    let holds = match (reading, wanted) {
        (Reading::Amount(amount), Wanted::Within(bounds)) => bounds.contains(amount),
        (Reading::Flag(flag), Wanted::Flag(wanted)) => flag == wanted,
        (Reading::Choice(choice), Wanted::Choice(wanted)) => choice == wanted,
        (Reading::Zero(when_zero), _) => return Truth::Zero(*when_zero),
        // A value of another kind than is asked for says nothing.
        _ => return Truth::Missing,
    };
    if holds { Truth::Holds } else { Truth::Fails }
}
