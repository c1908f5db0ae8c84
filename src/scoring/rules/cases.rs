//! The selector: the first case whose conditions all hold.
//!
//! In: cases in their order; the last has no conditions. Out: what the case is worth, and its label: the words of the law, or words made
//! from its bounds.

use super::{
    Desk, Stop, Trail,
    truth::{self, Truth},
    worth,
};
use crate::scoring::{
    bounds,
    exact::Exact,
    reading::{self, Reading},
    rulebook::model::{Case, Interval, Test, Wanted},
};

/// What the case that fires is worth.
pub(super) fn select(desk: Desk<'_>, cases: &[Case], max: &Exact, trail: &mut Trail) -> Result<Exact, Stop> {
    for (index, case) in cases.iter().enumerate() {
        let truth = truth::all(&case.when, |measure| {
            trail.look_at(measure);
            reading::read(desk.rulebook, desk.subject, measure)
        });
        // All are looked at, also those after one that fails: what was seen does not depend on their order.
        case.when.iter().for_each(|test| trail.look_at(&test.measure));
        match truth {
            Truth::Holds => {
                trail.why.extend(label(desk, case, cases.get(..index).unwrap_or_default()));
                return worth(desk, &case.value, max, trail);
            }
            Truth::Fails => {}
            Truth::Zero(when_zero) => return Err(Stop::Zero(when_zero)),
            Truth::Missing => return Err(Stop::Missing),
        }
    }
    trail.why.push("không thuộc trường hợp nào".to_owned());
    Err(Stop::Missing)
}

/// The words for a case; none where what was seen says it all.
fn label(desk: Desk<'_>, case: &Case, before: &[Case]) -> Option<String> {
    if let Some(label) = &case.label {
        return Some(label.clone());
    }
    match case.when.as_slice() {
        [] => rest(desk, before),
        [test] => match &test.wanted {
            Wanted::Within(bounds) => Some(bounds::in_words(bounds, reading::is_share(desk.rulebook, &test.measure))),
            Wanted::Flag(_) | Wanted::Choice(_) => None,
        },
        tests => {
            let told: Vec<String> = tests.iter().filter_map(|test| sentence(desk, test)).collect();
            (!told.is_empty()).then(|| told.join(" và "))
        }
    }
}

/// The words for what is left: the side of all bounds before it where there is one.
fn rest(desk: Desk<'_>, before: &[Case]) -> Option<String> {
    let left = || Some("các trường hợp còn lại".to_owned());
    let mut measure = None;
    let mut all: Vec<&Interval> = Vec::new();
    for case in before {
        let [test] = case.when.as_slice() else { return left() };
        if *measure.get_or_insert(&test.measure) != &test.measure {
            return left();
        }
        match &test.wanted {
            Wanted::Within(bounds) => all.push(bounds),
            // One fact or choice alone: what was seen says it all.
            Wanted::Flag(_) | Wanted::Choice(_) => return None,
        }
    }
    let measure = measure?;
    let Reading::Amount(number) = reading::read(desk.rulebook, desk.subject, measure) else { return left() };
    match bounds::beyond(&all, &number) {
        Some(side) => Some(bounds::in_words(&side, reading::is_share(desk.rulebook, measure))),
        None => left(),
    }
}

/// A condition of several; none for a fact or a choice, which what was seen says already.
fn sentence(desk: Desk<'_>, test: &Test) -> Option<String> {
    let title = reading::title(desk.rulebook, &test.measure);
    match &test.wanted {
        Wanted::Within(bounds) => {
            Some(format!("“{title}” {}", bounds::in_words(bounds, reading::is_share(desk.rulebook, &test.measure))))
        }
        Wanted::Flag(_) | Wanted::Choice(_) => None,
    }
}
