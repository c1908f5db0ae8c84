//! The tree of criteria: codes make it, maxima add up, leaves have rules.
//!
//! In: criteria in any order. Out: each parent before its children, in the order of codes.

use std::cmp::Ordering;

use super::{Book, CRITERION, rules::Owner};
use crate::{
    diagnostic::{Code, Diagnostic},
    scoring::{
        exact::Exact,
        rulebook::{
            BlockText, CriterionText,
            model::{Block, Criterion},
        },
    },
};

impl Book<'_> {
    /// The criteria; `None` when one of them is wrong.
    pub(super) fn lower_criteria(&mut self) -> Option<Vec<Criterion>> {
        let text = self.text;
        let mut written: Vec<(usize, &CriterionText)> = text.criterion.iter().enumerate().collect();
        written.sort_by(|(_, one), (_, other)| by_code(&one.code, &other.code));
        let mut lowered = Vec::new();
        for (index, criterion) in &written {
            let key = format!("criterion[{index}]");
            let parent = self.parent(criterion, &written, &key);
            self.placed(criterion, &key);
            let criterion = self.lower_criterion(criterion, &key);
            lowered.push(criterion.map(|criterion| Criterion { parent, ..criterion }));
        }
        self.scale();
        lowered.into_iter().collect()
    }

    /// Bonus or penalties; `None` when one of them is wrong.
    pub(super) fn lower_block(&mut self, written: Option<&BlockText>, part: &str) -> Option<Option<Block>> {
        let Some(block) = written else { return Some(None) };
        if block.cap <= Exact::default() {
            self.invalid(&format!("{part}.cap"), &block.cap.to_string(), "5");
        }
        let mut criteria = Vec::new();
        for (index, criterion) in block.criterion.iter().enumerate() {
            let key = format!("{part}.criterion[{index}]");
            if criterion.rule.is_none() {
                self.unfit_tree(&criterion.code, "rulebook: leaf without rule", "", &key);
            }
            criteria.push(self.lower_criterion(criterion, &key));
        }
        let criteria = criteria.into_iter().collect::<Option<Vec<_>>>()?;
        Some(Some(Block { title: block.title.clone(), cap: block.cap.clone(), criteria }))
    }

    fn lower_criterion(&mut self, written: &CriterionText, key: &str) -> Option<Criterion> {
        if written.code.split('.').any(str::is_empty) {
            self.invalid(&format!("{key}.code"), &format!("\"{}\"", written.code), "\"1.2\"");
        }
        let max = &written.max;
        if *max <= Exact::default() {
            self.invalid(&format!("{key}.max"), &max.to_string(), "2");
        }
        let owner = Owner { code: &written.code, max };
        let rule = match &written.rule {
            Some(rule) => Some(self.lower_rule(rule, owner, &format!("{key}.rule"))?),
            None => None,
        };
        Some(Criterion {
            code: written.code.clone(),
            title: written.title.clone(),
            max: max.clone(),
            parent: None,
            rule,
            evidence: written.evidence.clone(),
            except: written.except.clone(),
        })
    }

    /// The place of the parent among the sorted criteria.
    fn parent(&mut self, criterion: &CriterionText, all: &[(usize, &CriterionText)], key: &str) -> Option<usize> {
        let code = parent_code(&criterion.code)?;
        let found = all.iter().position(|(_, other)| other.code == code);
        if found.is_none() {
            self.unfit_tree(&criterion.code, "rulebook: parent missing", code, key);
        }
        found
    }

    /// Sums have children that add up to them and no rule; leaves have a rule.
    fn placed(&mut self, criterion: &CriterionText, key: &str) {
        let is_child = |other: &&CriterionText| parent_code(&other.code) == Some(criterion.code.as_str());
        let children: Vec<&Exact> = self.text.criterion.iter().filter(is_child).map(|child| &child.max).collect();
        match (children.is_empty(), criterion.rule.is_some()) {
            (true, false) => self.unfit_tree(&criterion.code, "rulebook: leaf without rule", "", key),
            (false, true) => self.unfit_tree(&criterion.code, "rulebook: sum with a rule", "", &format!("{key}.rule")),
            _ => {}
        }
        let sum = sum(&children);
        if !children.is_empty() && sum != criterion.max {
            let details =
                [("code", criterion.code.clone()), ("max", criterion.max.to_string()), ("sum", sum.to_string())];
            self.error(Code::UnbalancedPoints, &format!("{key}.max"), &details);
        }
    }

    fn unfit_tree(&mut self, code: &str, reason: &str, parent: &str, key: &str) {
        let details = [("code", code.to_owned()), ("reason", reason.to_owned()), ("parent", parent.to_owned())];
        self.error(Code::UnfitTree, key, &details);
    }

    /// Most points without bonus: the maxima of the fields.
    pub(super) fn most_points(&self) -> Exact {
        let fields = self.text.criterion.iter().filter(|criterion| parent_code(&criterion.code).is_none());
        sum(&fields.map(|field| &field.max).collect::<Vec<_>>())
    }

    /// A scale other than what the fields add up to is meant, or it is a slip.
    fn scale(&mut self) {
        let sum = self.most_points();
        if let Some(scale) = self.text.scale.as_ref().filter(|scale| **scale != sum) {
            let found = Diagnostic::notice(Code::ScaleDiffers).at(self.file.at_key("scale"));
            self.tell(found.with("scale", scale).with("sum", &sum));
        }
    }

    /// Codes that decide among equals are those of criteria.
    pub(super) fn tie_breaks(&mut self) {
        let known: Vec<&str> = self.text.criterion.iter().map(|criterion| criterion.code.as_str()).collect();
        for (index, code) in self.text.ranking.tie_break.iter().enumerate() {
            if !known.contains(&code.as_str()) {
                self.unknown_name(CRITERION, code, &known, &format!("ranking.tie_break[{index}]"));
            }
        }
    }
}

fn parent_code(code: &str) -> Option<&str> {
    code.rsplit_once('.').map(|(parent, _)| parent)
}

fn sum(points: &[&Exact]) -> Exact {
    points.iter().fold(Exact::default(), |sum, points| &sum + points)
}

/// Part by part: numbers as numbers, before everything else, which is text.
fn by_code(one: &str, other: &str) -> Ordering {
    let parts = |code: &str| {
        let part = |part: &str| part.parse::<u32>().map_err(|_| part.to_owned());
        code.split('.').map(part).collect::<Vec<_>>()
    };
    parts(one).cmp(&parts(other))
}
