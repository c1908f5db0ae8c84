//! Measures: what rules look at, and what kind of value each is.
//!
//! In: `[[measure]]` and `[[tasks]]` as written. Out: measures by id; a measure that is wrong still has its name, so that nobody is told
//! that it is unknown.

use std::collections::BTreeMap;

use super::{Book, MEASURE, METRIC, Scalar, TASKS};
use crate::{
    diagnostic::Code,
    metrics::{METRICS, MetricKind},
    scoring::rulebook::{
        MeasureText,
        model::{Measure, MeasureKind},
    },
};

/// What a measure may be.
const KINDS: [&str; 4] = ["part, whole", "count", "mark", "value"];

impl Book<'_> {
    /// Measures by id; `None` when one of them is wrong.
    pub(super) fn lower_measures(&mut self) -> Option<BTreeMap<String, Measure>> {
        let text = self.text;
        let mut measures = Some(BTreeMap::new());
        for (index, written) in text.measure.iter().enumerate() {
            let kind = self.lower_measure(written, &format!("measure[{index}]"));
            self.measures.insert(&written.id, kind.as_ref().map_or(Scalar::Unknown, scalar_of));
            let measure = kind.map(|kind| Measure { id: written.id.clone(), title: written.title.clone(), kind });
            match (measure, &mut measures) {
                (Some(measure), Some(measures)) => drop(measures.insert(measure.id.clone(), measure)),
                _ => measures = None,
            }
        }
        measures
    }

    fn lower_measure(&mut self, written: &MeasureText, key: &str) -> Option<MeasureKind> {
        let is_ratio = !written.part.is_empty() || !written.whole.is_empty();
        let is_there = [is_ratio, !written.count.is_empty(), written.mark.is_some(), written.value.is_some()];
        let found: Vec<&str> =
            KINDS.into_iter().zip(is_there).filter(|(_, is_there)| *is_there).map(|(kind, _)| kind).collect();
        if found.len() != 1 {
            self.one_of(&written.id, &found, &KINDS, key);
            return None;
        }
        if !is_ratio && written.when_zero.is_some() {
            self.unfit_measure(&written.id, "rulebook: when_zero without a ratio", &format!("{key}.when_zero"));
        }
        if is_ratio {
            return self.lower_ratio(written, key);
        }
        if let Some(mark) = &written.mark {
            let parts = mark.split_once('.').filter(|(register, mark)| !register.is_empty() && !mark.is_empty());
            let Some((register, mark)) = parts else {
                let example = "\"compliance.annual_report\"";
                self.invalid(&format!("{key}.mark"), &format!("\"{mark}\""), example);
                return None;
            };
            return Some(MeasureKind::Mark { register: register.to_owned(), mark: mark.to_owned() });
        }
        if let Some(column) = &written.value {
            return Some(MeasureKind::Value { column: column.clone(), kind: written.kind });
        }
        let tasks = self.tasks_of(written.tasks.as_deref(), key);
        let metrics = self.counts(&written.count, &format!("{key}.count"));
        Some(MeasureKind::Count { tasks: tasks?, metrics: metrics? })
    }

    fn lower_ratio(&mut self, written: &MeasureText, key: &str) -> Option<MeasureKind> {
        let tasks = self.tasks_of(written.tasks.as_deref(), key);
        let mut side = |metrics: &[String], name: &str| {
            if metrics.is_empty() {
                self.error(Code::MissingKey, key, &[("key", name.to_owned())]);
                return None;
            }
            self.counts(metrics, &format!("{key}.{name}"))
        };
        let (part, whole) = (side(&written.part, "part"), side(&written.whole, "whole"));
        if written.when_zero.is_none() {
            self.error(Code::MissingKey, key, &[("key", "when_zero".to_owned())]);
        }
        Some(MeasureKind::Ratio { tasks: tasks?, part: part?, whole: whole?, when_zero: written.when_zero? })
    }

    /// Metrics that are counts.
    fn counts(&mut self, metrics: &[String], key: &str) -> Option<Vec<String>> {
        let counts = METRICS.iter().filter(|metric| matches!(metric.kind, MetricKind::Count(_)));
        let counts: Vec<&str> = counts.map(|metric| metric.id).collect();
        let mut all_known = true;
        for (index, metric) in metrics.iter().enumerate().filter(|(_, metric)| !counts.contains(&metric.as_str())) {
            all_known = false;
            self.unknown_name(METRIC, metric, &counts, &format!("{key}[{index}]"));
        }
        all_known.then(|| metrics.to_vec())
    }

    /// The tasks with this id, or the only ones.
    pub(super) fn tasks_of(&mut self, named: Option<&str>, key: &str) -> Option<String> {
        let known: Vec<&str> = self.text.tasks.iter().map(|tasks| tasks.id.as_str()).collect();
        let Some(id) = named.or_else(|| known.first().copied().filter(|_| known.len() == 1)) else {
            let missing = if known.is_empty() { "[[tasks]]" } else { "tasks" };
            self.error(Code::MissingKey, key, &[("key", missing.to_owned())]);
            return None;
        };
        self.used.insert((TASKS, id.to_owned()));
        if !known.contains(&id) {
            self.unknown_name(TASKS, id, &known, &format!("{key}.tasks"));
            return None;
        }
        Some(id.to_owned())
    }

    /// The kind of a measure that somebody names; told when there is none.
    pub(super) fn measure(&mut self, id: &str, key: &str) -> Option<Scalar> {
        self.used.insert((MEASURE, id.to_owned()));
        let found = self.measures.get(id).copied();
        if found.is_none() {
            let known: Vec<&str> = self.measures.keys().copied().collect();
            self.unknown_name(MEASURE, id, &known, key);
        }
        found
    }

    /// A measure that must be one of these kinds of value.
    pub(super) fn measure_of(&mut self, id: &str, kinds: &[Scalar], reason: &str, key: &str) -> Option<String> {
        let kind = self.measure(id, key)?;
        if kind != Scalar::Unknown && !kinds.contains(&kind) {
            self.unfit_measure(id, reason, key);
            return None;
        }
        Some(id.to_owned())
    }

    pub(super) fn unfit_measure(&mut self, id: &str, reason: &str, key: &str) {
        self.error(Code::UnfitMeasure, key, &[("measure", id.to_owned()), ("reason", reason.to_owned())]);
    }

    /// Something that must be exactly one of several keys and is none or more of them.
    pub(super) fn one_of(&mut self, code: &str, found: &[&str], known: &[&str], key: &str) {
        let reason = if found.is_empty() { "rulebook: no value" } else { "rulebook: several values" };
        self.unfit_rule(code, reason, found, known, key);
    }

    pub(super) fn unfit_rule(&mut self, code: &str, reason: &str, found: &[&str], known: &[&str], key: &str) {
        let details = [
            ("code", code.to_owned()),
            ("reason", reason.to_owned()),
            ("found", found.join("; ")),
            ("known", known.join("; ")),
        ];
        self.error(Code::UnfitRule, key, &details);
    }
}

fn scalar_of(kind: &MeasureKind) -> Scalar {
    match kind {
        MeasureKind::Ratio { .. } => Scalar::Ratio,
        MeasureKind::Count { .. } => Scalar::Count,
        MeasureKind::Mark { .. } => Scalar::Flag,
        MeasureKind::Value { kind, .. } => (*kind).into(),
    }
}
