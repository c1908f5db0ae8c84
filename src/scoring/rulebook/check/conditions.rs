//! Conditions: bounds that fit what is measured, or what a fact or a choice must be.
//!
//! In: a condition as written and the names that it may use. Out: a [`Test`], or what is wrong with it.

use super::{Book, CLASS, FACT, Scalar, Scope};
use crate::{
    diagnostic::Code,
    scoring::{
        exact::Exact,
        rulebook::{
            Condition,
            bands::Domain,
            model::{Interval, Test, Wanted},
            rule::IsText,
        },
    },
};

/// What a gate knows besides measures: the class, that of last year, and how many classes a unit fell.
pub(super) const GATE_NAMES: [&str; 3] = ["class", "last_class", "class_drop"];

/// Bounds as written, each with its key.
pub(super) struct Bounds<'a> {
    pub from: Option<&'a Exact>,
    pub over: Option<&'a Exact>,
    pub to: Option<&'a Exact>,
    pub below: Option<&'a Exact>,
}

impl<'a> Bounds<'a> {
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &'a Exact)> {
        let named = [("from", self.from), ("over", self.over), ("to", self.to), ("below", self.below)];
        named.into_iter().filter_map(|(name, bound)| Some((name, bound?)))
    }

    /// The interval, or why there is none.
    pub fn interval(&self) -> Result<Interval, &'static str> {
        let side = |closed: Option<&Exact>, open: Option<&Exact>, reason| match (closed, open) {
            (Some(_), Some(_)) => Err(reason),
            (Some(bound), None) => Ok(Some((bound.clone(), true))),
            (None, Some(bound)) => Ok(Some((bound.clone(), false))),
            (None, None) => Ok(None),
        };
        Ok(Interval {
            low: side(self.from, self.over, "rulebook: two lower bounds")?,
            high: side(self.to, self.below, "rulebook: two upper bounds")?,
        })
    }
}

impl Scalar {
    /// What values it has, where it has numbers.
    pub(super) fn domain(self) -> Domain {
        match self {
            Self::Ratio => Domain::ratio(),
            Self::Count => Domain::count(),
            _ => Domain::default(),
        }
    }
}

impl Book<'_> {
    /// All conditions of a case; `None` when one is wrong.
    pub(super) fn conditions(&mut self, written: &[Condition], scope: Scope, key: &str) -> Option<Vec<Test>> {
        let tests = written.iter().enumerate().map(|(index, condition)| {
            let key = format!("{key}.when[{index}]");
            let kind = self.scalar(&condition.measure, scope, &key)?;
            let wanted = self.wanted(condition, kind, &key)?;
            self.class_name(condition, scope, &key)?;
            Some(Test { measure: condition.measure.clone(), wanted })
        });
        // Each condition is looked at, also behind a wrong one.
        tests.collect::<Vec<_>>().into_iter().collect()
    }

    /// The kind of what a condition names.
    pub(super) fn scalar(&mut self, id: &str, scope: Scope, key: &str) -> Option<Scalar> {
        match (scope, id) {
            (Scope::Gate, "class" | "last_class") => return Some(Scalar::Choice),
            (Scope::Gate, "class_drop") => return Some(Scalar::Count),
            (Scope::Facts, _) => {}
            _ => return self.measure(id, key),
        }
        self.used.insert((FACT, id.to_owned()));
        let found = self.facts.get(id).copied();
        if found.is_none() {
            let known: Vec<&str> = self.facts.keys().copied().collect();
            self.unknown_name(FACT, id, &known, key);
        }
        found
    }

    fn wanted(&mut self, condition: &Condition, kind: Scalar, key: &str) -> Option<Wanted> {
        let Condition { measure, from, over, to, below, is } = condition;
        let bounds = Bounds { from: from.as_ref(), over: over.as_ref(), to: to.as_ref(), below: below.as_ref() };
        let has_bounds = bounds.each().next().is_some();
        let wanted = match (kind, is, has_bounds) {
            (_, None, false) => Err("rulebook: no condition"),
            (_, Some(_), true) => Err("rulebook: bounds and is"),
            (Scalar::Flag | Scalar::Unknown, Some(IsText::Flag(flag)), _) => Ok(Wanted::Flag(*flag)),
            (Scalar::Choice | Scalar::Unknown, Some(IsText::Choice(choice)), _) => Ok(Wanted::Choice(choice.clone())),
            (Scalar::Flag, ..) => Err("rulebook: a fact wants is"),
            (Scalar::Choice, ..) => Err("rulebook: a choice wants is"),
            (_, Some(_), _) => Err("rulebook: a number wants bounds"),
            (_, None, true) => bounds.interval().map(Wanted::Within),
        };
        match wanted {
            Ok(Wanted::Within(_)) if !self.on_scale(measure, kind, &bounds, key) => None,
            Ok(wanted) => Some(wanted),
            Err(reason) => {
                self.unfit_measure(measure, reason, key);
                None
            }
        }
    }

    /// Whether every bound is a value that such a measure can have.
    fn on_scale(&mut self, measure: &str, kind: Scalar, bounds: &Bounds<'_>, key: &str) -> bool {
        let wrong: Vec<_> = bounds.each().filter(|(_, bound)| !fits(kind, bound)).collect();
        for (name, bound) in &wrong {
            self.wrong_scale(measure, kind, bound, &format!("{key}.{name}"));
        }
        wrong.is_empty()
    }

    /// Whether a ratio is one; told when not.
    pub(super) fn is_ratio(&mut self, name: &str, value: Option<&Exact>, key: &str) -> bool {
        let wrong = value.filter(|value| !fits(Scalar::Ratio, value));
        if let Some(value) = wrong {
            self.wrong_scale(name, Scalar::Ratio, value, key);
        }
        wrong.is_none()
    }

    fn wrong_scale(&mut self, measure: &str, kind: Scalar, bound: &Exact, key: &str) {
        let is_percent = kind == Scalar::Ratio && *bound > Exact::of(1) && *bound <= Exact::of(100);
        let proposed = if is_percent { format!("\"{bound}%\"") } else { String::new() };
        let reason = if kind == Scalar::Ratio { "rulebook: from 0 to 1" } else { "rulebook: whole numbers" };
        self.off_scale(measure, bound, reason, proposed, key);
    }

    pub(super) fn off_scale(&mut self, measure: &str, value: &Exact, reason: &str, proposed: String, key: &str) {
        let details = [
            ("value", value.to_string()),
            ("measure", measure.to_owned()),
            ("reason", reason.to_owned()),
            ("proposed", proposed),
        ];
        self.error(Code::WrongScale, key, &details);
    }

    /// The class that a gate names must be one of the rulebook.
    fn class_name(&mut self, condition: &Condition, scope: Scope, key: &str) -> Option<()> {
        match &condition.is {
            Some(IsText::Choice(name)) if scope == Scope::Gate && GATE_NAMES.contains(&condition.measure.as_str()) => {
                self.known_class(name, &format!("{key}.is"))
            }
            _ => Some(()),
        }
    }

    pub(super) fn known_class(&mut self, name: &str, key: &str) -> Option<()> {
        let known: Vec<&str> = self.text.class.iter().map(|class| class.name.as_str()).collect();
        if known.contains(&name) {
            return Some(());
        }
        self.unknown_name(CLASS, name, &known, key);
        None
    }
}

fn fits(kind: Scalar, bound: &Exact) -> bool {
    match kind {
        Scalar::Ratio => (Exact::of(0)..=Exact::of(1)).contains(bound),
        Scalar::Count => bound.is_whole() && *bound >= Exact::of(0),
        _ => true,
    }
}
