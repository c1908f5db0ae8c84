//! Rules: exactly one value for each leaf and case, points within the maximum, measures of the right kind.
//!
//! In: a rule as written. Out: a [`Rule`]; every part is looked at, also behind a wrong one.

use super::{Book, Scalar, Scope, cases::Opening};
use crate::{
    diagnostic::Code,
    scoring::{
        exact::Exact,
        rulebook::{
            model::{Case, Count, Expression, Items, Rule, TaskCase, TaskScore, Test},
            rule::{self, RelativeTo, RuleText, Taken},
        },
    },
};

/// What a case may be worth.
const VALUES: [&str; 7] = ["points", "share", "linear", "count", "given", "relative", "not_applicable"];
/// What a rule may be.
const RULES: [&str; 8] = ["cases", "points", "share", "linear", "count", "given", "items", "relative"];

/// Whose rule it is.
#[derive(Clone, Copy)]
pub(super) struct Owner<'a> {
    pub code: &'a str,
    pub max: &'a Exact,
}

/// The values of a rule or a case, side by side.
#[derive(Clone, Copy)]
struct Values<'a> {
    points: Option<&'a Exact>,
    share: Option<&'a Exact>,
    linear: Option<&'a rule::Linear>,
    count: Option<&'a rule::Count>,
    given: Option<&'a rule::Given>,
    relative: Option<&'a rule::Relative>,
    items: Option<&'a rule::Items>,
    not_applicable: bool,
}

impl Values<'_> {
    fn written(&self) -> Vec<&'static str> {
        let named = [
            ("points", self.points.is_some()),
            ("share", self.share.is_some()),
            ("linear", self.linear.is_some()),
            ("count", self.count.is_some()),
            ("given", self.given.is_some()),
            ("relative", self.relative.is_some()),
            ("items", self.items.is_some()),
            ("not_applicable", self.not_applicable),
        ];
        named.into_iter().filter(|(_, is_there)| *is_there).map(|(name, _)| name).collect()
    }
}

impl Book<'_> {
    /// The rule of a leaf.
    pub(super) fn lower_rule(&mut self, written: &RuleText, owner: Owner<'_>, key: &str) -> Option<Rule> {
        let values = Values {
            points: written.points.as_ref(),
            share: written.share.as_ref(),
            linear: written.linear.as_ref(),
            count: written.count.as_ref(),
            given: written.given.as_ref(),
            relative: written.relative.as_ref(),
            items: written.items.as_ref(),
            not_applicable: false,
        };
        let found: Vec<&str> = written.cases.iter().map(|_| "cases").chain(values.written()).collect();
        let cases = written.cases.as_ref().map(|cases| self.lower_cases(cases, owner, key).map(Rule::Cases));
        let expressions = self.expressions(values, owner, key).into_iter().map(|one| one.map(Rule::Always));
        if found.len() != 1 {
            self.one_of(owner.code, &found, &RULES, key);
            return None;
        }
        cases.into_iter().chain(expressions).next().flatten()
    }

    fn lower_cases(&mut self, written: &[rule::Case], owner: Owner<'_>, key: &str) -> Option<Vec<Case>> {
        let opening = |case: &rule::Case| Opening { is_else: case.is_else, has_conditions: !case.when.is_empty() };
        self.else_last(owner.code, &written.iter().map(opening).collect::<Vec<_>>(), key);
        let (mut lowered, mut tests, mut all_read) = (Vec::new(), Vec::new(), true);
        for (index, case) in written.iter().enumerate() {
            let key = format!("{key}.cases[{index}]");
            let when = self.conditions(&case.when, Scope::Measures, &key);
            let value = self.case_value(case, owner, &key);
            match &when {
                Some(when) if !case.is_else && !when.is_empty() => tests.push((index, when.clone())),
                Some(_) => {}
                None => all_read = false,
            }
            lowered.push(when.zip(value).map(|(when, value)| Case { when, label: case.label.clone(), value }));
        }
        if all_read {
            self.compare_cases(owner.code, &tests, Scope::Measures, key);
        }
        lowered.into_iter().collect()
    }

    fn case_value(&mut self, case: &rule::Case, owner: Owner<'_>, key: &str) -> Option<Expression> {
        let values = Values {
            points: case.points.as_ref(),
            share: case.share.as_ref(),
            linear: case.linear.as_ref(),
            count: case.count.as_ref(),
            given: case.given.as_ref(),
            relative: case.relative.as_ref(),
            items: None,
            not_applicable: case.not_applicable,
        };
        let found = values.written();
        let expressions = self.expressions(values, owner, key);
        if found.len() != 1 {
            self.one_of(owner.code, &found, &VALUES, key);
            return None;
        }
        expressions.into_iter().next().flatten()
    }

    /// What the values stand for, each of them; one is right, but all are looked at.
    fn expressions(&mut self, values: Values<'_>, owner: Owner<'_>, key: &str) -> Vec<Option<Expression>> {
        let mut all = Vec::new();
        if let Some(points) = values.points {
            self.within_max(points, owner, &format!("{key}.points"));
            all.push(Some(Expression::Points(points.clone())));
        }
        if let Some(share) = values.share {
            self.is_ratio("share", Some(share), &format!("{key}.share"));
            all.push(Some(Expression::Share(share.clone())));
        }
        all.extend(values.linear.map(|linear| self.linear(linear, &format!("{key}.linear"))));
        all.extend(values.count.map(|count| {
            self.lower_count(count, owner, Scope::Measures, &format!("{key}.count")).map(Expression::Count)
        }));
        all.extend(values.given.map(|given| self.given(given, owner, &format!("{key}.given"))));
        all.extend(values.relative.map(|relative| self.relative(relative, &format!("{key}.relative"))));
        all.extend(values.items.map(|items| self.items(items, owner, &format!("{key}.items")).map(Expression::Items)));
        if values.not_applicable {
            all.push(Some(Expression::NotApplicable));
        }
        all
    }

    fn relative(&mut self, relative: &rule::Relative, key: &str) -> Option<Expression> {
        let numbers = [Scalar::Ratio, Scalar::Number, Scalar::Count];
        let measure = self.measure_of(&relative.measure, &numbers, "rulebook: a number wanted", key)?;
        Some(Expression::Relative { measure, to_mean: relative.to == RelativeTo::Mean })
    }

    fn within_max(&mut self, points: &Exact, owner: Owner<'_>, key: &str) {
        if !(&Exact::default()..=owner.max).contains(&points) {
            let details =
                [("points", points.to_string()), ("code", owner.code.to_owned()), ("max", owner.max.to_string())];
            self.error(Code::PointsOutOfRange, key, &details);
        }
    }

    fn linear(&mut self, linear: &rule::Linear, key: &str) -> Option<Expression> {
        let measure = self.measure_of(&linear.measure, &[Scalar::Ratio], "rulebook: a ratio wanted", key);
        self.is_ratio("floor", linear.floor.as_ref(), &format!("{key}.floor"));
        self.is_ratio("full", linear.full.as_ref(), &format!("{key}.full"));
        let full = linear.full.clone().unwrap_or_else(|| Exact::of(1));
        Some(Expression::Linear { measure: measure?, floor: linear.floor.clone(), full })
    }

    /// Points for each of something; `scope` says of what.
    fn lower_count(&mut self, count: &rule::Count, owner: Owner<'_>, scope: Scope, key: &str) -> Option<Count> {
        let max = count.max.clone().unwrap_or_else(|| owner.max.clone());
        self.within_max(&max, owner, &format!("{key}.max"));
        self.within_max(&count.min, Owner { max: &max, ..owner }, &format!("{key}.min"));
        let each = count.each.iter().enumerate().map(|(index, weighted)| {
            let key = format!("{key}.each[{index}]");
            let kind = self.scalar(&weighted.measure, scope, &key)?;
            if !matches!(kind, Scalar::Count | Scalar::Number | Scalar::Unknown) {
                self.unfit_measure(&weighted.measure, "rulebook: a number of things wanted", &key);
                return None;
            }
            Some((weighted.measure.clone(), weighted.points.clone()))
        });
        let each = each.collect::<Vec<_>>().into_iter().collect::<Option<Vec<_>>>()?;
        Some(Count { base: count.base.clone(), each, min: count.min.clone(), max })
    }

    fn given(&mut self, given: &rule::Given, owner: Owner<'_>, key: &str) -> Option<Expression> {
        let mut named = |id: &Option<String>, kind, reason| {
            let id = id.as_ref()?;
            Some(self.measure_of(id, &[kind], reason, key))
        };
        let points = named(&given.points, Scalar::Number, "rulebook: a given number wanted");
        let ratio = named(&given.ratio, Scalar::Ratio, "rulebook: a ratio wanted");
        match (points, ratio) {
            (Some(points), None) => points.map(Expression::GivenPoints),
            (None, Some(ratio)) => ratio.map(Expression::GivenRatio),
            (Some(_), Some(_)) => {
                self.one_of(owner.code, &["points", "ratio"], &["points", "ratio"], key);
                None
            }
            (None, None) if self.text.layer.is_empty() => {
                self.unfit_rule(owner.code, "rulebook: given without layers", &[], &["points", "ratio"], key);
                None
            }
            (None, None) => Some(Expression::GivenByLayers),
        }
    }

    fn items(&mut self, items: &rule::Items, owner: Owner<'_>, key: &str) -> Option<Items> {
        let tasks = self.tasks_of(items.tasks.as_deref(), key);
        let out_of = items.out_of.clone().unwrap_or_else(|| Exact::of(100));
        if out_of <= Exact::default() {
            self.invalid(&format!("{key}.out_of"), &out_of.to_string(), "100");
        }
        if items.when_zero.is_none() {
            self.error(Code::MissingKey, key, &[("key", "when_zero".to_owned())]);
        }
        let task_owner = Owner { code: owner.code, max: &out_of };
        let cases = self.task_cases(items, task_owner, key);
        let weights = self.weights(items, key);
        let take: Taken = items.take;
        Some(Items { tasks: tasks?, cases: cases?, weights: weights?, take, when_zero: items.when_zero?, out_of })
    }

    fn task_cases(&mut self, items: &rule::Items, owner: Owner<'_>, key: &str) -> Option<Vec<TaskCase>> {
        let opening = |case: &rule::TaskCase| Opening { is_else: case.is_else, has_conditions: !case.when.is_empty() };
        self.else_last(owner.code, &items.cases.iter().map(opening).collect::<Vec<_>>(), key);
        let (mut lowered, mut tests, mut all_read) = (Vec::new(), Vec::new(), true);
        for (index, case) in items.cases.iter().enumerate() {
            let key = format!("{key}.cases[{index}]");
            let when = self.conditions(&case.when, Scope::Facts, &key);
            let score = self.task_score(case, owner, &key);
            match &when {
                Some(when) if !case.is_else && !when.is_empty() => tests.push((index, when.clone())),
                Some(_) => {}
                None => all_read = false,
            }
            lowered.push(when.zip(score).map(|(when, score)| TaskCase { when, score }));
        }
        if all_read {
            self.compare_cases(owner.code, &tests, Scope::Facts, key);
        }
        lowered.into_iter().collect()
    }

    fn task_score(&mut self, case: &rule::TaskCase, owner: Owner<'_>, key: &str) -> Option<TaskScore> {
        match (&case.points, &case.count) {
            (Some(points), None) => {
                self.within_max(points, owner, &format!("{key}.points"));
                Some(TaskScore::Points(points.clone()))
            }
            (None, Some(count)) => {
                self.lower_count(count, owner, Scope::Facts, &format!("{key}.count")).map(TaskScore::Count)
            }
            (points, _) => {
                let found: &[&str] = if points.is_some() { &["points", "count"] } else { &[] };
                self.one_of(owner.code, found, &["points", "count"], key);
                None
            }
        }
    }

    fn weights(&mut self, items: &rule::Items, key: &str) -> Option<Vec<(Vec<Test>, Exact)>> {
        let weights = items.weights.iter().enumerate().map(|(index, weight)| {
            let key = format!("{key}.weights[{index}]");
            if weight.weight < Exact::default() {
                self.invalid(&format!("{key}.weight"), &weight.weight.to_string(), "2");
            }
            Some((self.conditions(&weight.when, Scope::Facts, &key)?, weight.weight.clone()))
        });
        weights.collect::<Vec<_>>().into_iter().collect()
    }
}
