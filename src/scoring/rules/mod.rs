//! How the points of a leaf come about: one module for each kind of rule.
//!
//! In: a criterion with its rule, and what is known of one unit. Out: an [`Outcome`]: points, not applicable or missing, with what was
//! looked at and why. A zero denominator does what its measure declares; a missing value is never a silent zero.

mod cases;
mod constant;
mod count;
mod given;
mod items;
mod linear;
pub(super) mod relative;
pub(super) mod truth;

use self::relative::Yardsticks;
use super::{
    exact::Exact,
    reading::{self, Reading},
    rulebook::{
        WhenZero,
        model::{Criterion, Expression, Rule, Rulebook},
    },
    scorecard::Item,
    subject::Subject,
};

/// What a rule is computed from.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    /// The rulebook.
    pub rulebook: &'a Rulebook,
    /// The unit.
    pub subject: &'a Subject,
    /// The best and the mean of its level group.
    pub yardsticks: &'a Yardsticks,
}

/// What a rule says of a unit.
pub(super) struct Outcome {
    /// Points, or why there are none.
    pub verdict: Verdict,
    /// How it came to that.
    pub trail: Trail,
}

/// Points, or why there are none.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Points, not yet held within the maximum of the criterion.
    Points(Exact),
    /// It does not apply to the unit.
    NotApplicable,
    /// Something was not given.
    Missing,
}

/// What was looked at on the way, and what decided.
#[derive(Default)]
pub(super) struct Trail {
    /// Ids of measures, each once, in the order in which they were looked at.
    pub looked: Vec<String>,
    /// What was seen of tasks, in words.
    pub tasks: Option<String>,
    /// What decided, in words.
    pub why: Vec<String>,
    /// Tasks that cost points.
    pub items: Vec<Item>,
}

/// Why an expression has no points of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// A ratio without a denominator, and what that is worth.
    Zero(WhenZero),
    /// The criterion does not apply.
    NotApplicable,
    /// Something was not given.
    Missing,
}

/// Computes the rule of a leaf for one unit.
pub(super) fn evaluate(desk: Desk<'_>, criterion: &Criterion) -> Outcome {
    let mut trail = Trail::default();
    let max = &criterion.max;
    let worth = match &criterion.rule {
        Some(Rule::Cases(cases)) => cases::select(desk, cases, max, &mut trail),
        Some(Rule::Always(Expression::Points(points))) => Ok(constant::always(points, &mut trail)),
        Some(Rule::Always(expression)) => worth(desk, expression, max, &mut trail),
        None => Err(Stop::Missing),
    };
    let mut tell = |words: &str| trail.why.push(words.to_owned());
    let verdict = match worth {
        Ok(points) => Verdict::Points(points),
        Err(Stop::Missing) => Verdict::Missing,
        Err(Stop::NotApplicable) => Verdict::NotApplicable,
        Err(Stop::Zero(WhenZero::NotApplicable)) => {
            tell("không phát sinh");
            Verdict::NotApplicable
        }
        Err(Stop::Zero(WhenZero::Full)) => {
            tell("không phát sinh, tính điểm tối đa");
            Verdict::Points(max.clone())
        }
        Err(Stop::Zero(WhenZero::None)) => {
            tell("không phát sinh, không tính điểm");
            Verdict::Points(Exact::default())
        }
    };
    Outcome { verdict, trail }
}

/// What an expression is worth, out of `max`.
fn worth(desk: Desk<'_>, expression: &Expression, max: &Exact, trail: &mut Trail) -> Result<Exact, Stop> {
    match expression {
        Expression::Points(points) => Ok(points.clone()),
        Expression::Share(share) => Ok(constant::share(share, max, trail)),
        Expression::Linear { measure, floor, full } => {
            let ratio = number(desk, measure, trail)?;
            Ok(linear::worth(&ratio, floor.as_ref(), full, max, trail))
        }
        Expression::Count(count) => count::worth(desk, count, trail),
        Expression::GivenPoints(measure) => given::points(desk, measure, max, trail),
        Expression::GivenRatio(measure) => given::ratio(desk, measure, max, trail),
        Expression::GivenByLayers => given::by_layers(trail),
        Expression::Items(items) => items::worth(desk, items, max, trail),
        Expression::Relative { measure, to_mean } => relative::worth(desk, measure, *to_mean, max, trail),
        Expression::NotApplicable => Err(Stop::NotApplicable),
    }
}

/// The number that a measure is for the unit; yes counts as 1.
fn number(desk: Desk<'_>, measure: &str, trail: &mut Trail) -> Result<Exact, Stop> {
    trail.look_at(measure);
    numeric(reading::read(desk.rulebook, desk.subject, measure))
}

/// The number of a reading; yes counts as 1.
fn numeric(reading: Reading<'_>) -> Result<Exact, Stop> {
    match reading {
        Reading::Amount(amount) => Ok(amount),
        Reading::Flag(flag) => Ok(Exact::count(u64::from(flag))),
        Reading::Zero(when_zero) => Err(Stop::Zero(when_zero)),
        Reading::Choice(_) | Reading::Missing => Err(Stop::Missing),
    }
}

impl Trail {
    fn look_at(&mut self, measure: &str) {
        if !self.looked.iter().any(|looked| looked == measure) {
            self.looked.push(measure.to_owned());
        }
    }
}
