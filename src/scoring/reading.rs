//! What a measure says of one unit, as a number to compute with and as words to explain with.
//!
//! In: a rulebook and a [`Subject`]. Out: [`Reading`]s, in which a missing value and a zero denominator are no numbers, and the
//! Vietnamese text of what was seen ("93/129 = 72,09%").

use super::{
    exact::{Exact, RoundingMode},
    rulebook::{
        ValueKind, WhenZero,
        model::{MeasureKind, Rulebook},
    },
    subject::{Seen, Subject},
};
use crate::locale::vietnamese;

/// Decimals of a rate that was counted, always printed.
const RATE_DIGITS: u32 = 2;
/// Most decimals of a rate that lies close to a whole percentage.
const MOST_RATE_DIGITS: u32 = 6;
/// Decimals of a value given from outside, printed as far as it has them.
const GIVEN_DIGITS: u32 = 4;
/// What stands for a value that was not given.
const NOT_GIVEN: &str = "chưa có số liệu";

/// The value of a measure for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading<'a> {
    /// A number; a ratio from 0 to 1.
    Amount(Exact),
    /// Yes or no.
    Flag(bool),
    /// One of several words.
    Choice(&'a str),
    /// A ratio without a denominator, and what that is worth.
    Zero(WhenZero),
    /// Nobody gave it.
    Missing,
}

/// What the measure `id` says of a unit.
pub(super) fn read<'a>(rulebook: &Rulebook, subject: &'a Subject, id: &str) -> Reading<'a> {
    let Some(seen) = subject.seen.get(id) else { return Reading::Missing };
    let when_zero = match rulebook.measures.get(id).map(|measure| &measure.kind) {
        Some(MeasureKind::Ratio { when_zero, .. }) => Some(*when_zero),
        _ => None,
    };
    of_seen(seen, when_zero)
}

/// A value that was seen, as a reading; without a word on zero denominators, they are missing values.
pub(super) fn of_seen(seen: &Seen, when_zero: Option<WhenZero>) -> Reading<'_> {
    match seen {
        Seen::Ratio(ratio) => match (Exact::ratio(ratio.part, ratio.whole), when_zero) {
            (Some(amount), _) => Reading::Amount(amount),
            (None, Some(when_zero)) => Reading::Zero(when_zero),
            (None, None) => Reading::Missing,
        },
        Seen::Count(count) => Reading::Amount(Exact::count(*count)),
        Seen::Number(number) => Reading::Amount(number.clone()),
        Seen::Flag(flag) => Reading::Flag(*flag),
        Seen::Choice(choice) => Reading::Choice(choice),
    }
}

/// What the measure `id` is called.
pub(super) fn title<'a>(rulebook: &'a Rulebook, id: &'a str) -> &'a str {
    rulebook.measures.get(id).map_or(id, |measure| &measure.title)
}

/// Whether its values are parts of a whole, printed with `%`.
pub(super) fn is_share(rulebook: &Rulebook, id: &str) -> bool {
    rulebook.measures.get(id).is_some_and(|measure| {
        matches!(measure.kind, MeasureKind::Ratio { .. } | MeasureKind::Value { kind: ValueKind::Ratio, .. })
    })
}

/// What the measure `id` says of a unit, in words.
pub(super) fn words(rulebook: &Rulebook, subject: &Subject, id: &str) -> String {
    match subject.seen.get(id) {
        None => NOT_GIVEN.to_owned(),
        Some(Seen::Ratio(ratio)) => {
            let counts = format!("{}/{}", vietnamese::count(ratio.part), vietnamese::count(ratio.whole));
            match Exact::ratio(ratio.part, ratio.whole) {
                Some(rate) => format!("{counts} = {}", percent_fixed(&rate)),
                None => counts,
            }
        }
        Some(Seen::Count(count)) => vietnamese::count(*count),
        Some(Seen::Number(number)) => amount(number, is_share(rulebook, id)),
        Some(Seen::Flag(true)) => "có".to_owned(),
        Some(Seen::Flag(false)) => "không".to_owned(),
        Some(Seen::Choice(choice)) => choice.clone(),
    }
}

/// A number or a share as far as it has digits: `0,5`, `85%`.
pub(super) fn amount(number: &Exact, share: bool) -> String {
    if share {
        format!("{}%", (number * &Exact::of(100)).printed(RoundingMode::HalfUp, GIVEN_DIGITS))
    } else {
        number.printed(RoundingMode::HalfUp, GIVEN_DIGITS)
    }
}

/// A rate that was counted: `72,09%`, `40,00%`; with more decimals where two would print a whole percentage that it is not (`89,996%`):
/// bounds are whole, and a rate below 90% must not read 90,00%.
pub(super) fn percent_fixed(rate: &Exact) -> String {
    let percent = rate * &Exact::of(100);
    let seems_whole = |digits: &u32| percent.rounded(RoundingMode::HalfUp, *digits).is_whole();
    let digits = if percent.is_whole() {
        RATE_DIGITS
    } else {
        (RATE_DIGITS..MOST_RATE_DIGITS).find(|digits| !seems_whole(digits)).unwrap_or(MOST_RATE_DIGITS)
    };
    format!("{}%", percent.printed_fixed(RoundingMode::HalfUp, digits))
}
