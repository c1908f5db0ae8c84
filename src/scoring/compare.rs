//! What if: two ways of scoring the same data, side by side.
//!
//! In: the results of the rulebooks in force and of those that they are held against. Out: a [`Comparison`]: who gains, who loses, and
//! which criterion made the difference.

use std::collections::BTreeMap;

use super::{
    exact::Exact,
    results::ScoredSet,
    rulebook::{Rounding, RulebookStatus},
    scorecard::{Line, Scorecard, State},
};
use crate::normalize::LevelGroup;

/// Two ways of scoring, unit by unit.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// Names of the rulebooks in force.
    pub rules: Vec<String>,
    /// Names of the others.
    pub against: Vec<String>,
    /// Whether any of the others is made up.
    pub is_sample: bool,
    /// One for each unit that either scores: by level group, who gains most first.
    pub changes: Vec<Change>,
}

/// What becomes of one unit.
#[derive(Debug, Clone)]
pub struct Change {
    /// Id of the unit.
    pub unit_id: String,
    /// Name of the unit.
    pub unit: String,
    /// Whom it is compared with.
    pub level_group: LevelGroup,
    /// By the rulebooks in force; `None` where they do not score it.
    pub before: Option<Side>,
    /// By the others.
    pub after: Option<Side>,
    /// What it gains; negative where it loses.
    pub gain: Exact,
    /// The criterion whose points differ most; `None` where none differs.
    pub decisive: Option<Difference>,
}

/// The result of a unit on one side.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its result as printed.
    pub result: Exact,
    /// How results are rounded.
    pub rounding: Rounding,
    /// Its place.
    pub rank: u32,
    /// Its class.
    pub class: Option<String>,
}

/// A criterion whose points differ.
#[derive(Debug, Clone)]
pub struct Difference {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// By how much.
    pub points: Exact,
}

/// Holds two ways of scoring against each other.
#[must_use]
pub fn compare(rules: &[ScoredSet], against: &[ScoredSet]) -> Comparison {
    let titles = |sets: &[ScoredSet]| sets.iter().map(|set| set.name(rules.iter().chain(against))).collect();
    let (before, after) = (cards(rules), cards(against));
    let mut changes: Vec<Change> = Vec::new();
    let only_after = after.iter().filter(|(_, card)| before.iter().all(|(_, other)| other.unit_id != card.unit_id));
    for (_, card) in before.iter().chain(only_after) {
        let old = before.iter().find(|(_, other)| other.unit_id == card.unit_id);
        let new = after.iter().find(|(_, other)| other.unit_id == card.unit_id);
        let result = |side: Option<&(&ScoredSet, &Scorecard)>| side.map(|(_, card)| card.result.clone());
        changes.push(Change {
            unit_id: card.unit_id.clone(),
            unit: card.unit.clone(),
            level_group: card.level_group,
            before: old.map(side),
            after: new.map(side),
            gain: &result(new).unwrap_or_default() - &result(old).unwrap_or_default(),
            decisive: old.zip(new).and_then(|(old, new)| decisive(old, new)),
        });
    }
    let groups: Vec<LevelGroup> = changes.iter().map(|change| change.level_group).collect();
    let place = |group: LevelGroup| groups.iter().position(|other| *other == group);
    changes.sort_by(|left, right| {
        place(left.level_group).cmp(&place(right.level_group)).then_with(|| right.gain.cmp(&left.gain))
    });
    let is_sample = against.iter().any(|set| set.rulebook.status == RulebookStatus::Sample);
    Comparison { rules: titles(rules), against: titles(against), is_sample, changes }
}

fn cards(sets: &[ScoredSet]) -> Vec<(&ScoredSet, &Scorecard)> {
    sets.iter().flat_map(|set| set.scores.cards.iter().map(move |card| (set, card))).collect()
}

fn side((set, card): &(&ScoredSet, &Scorecard)) -> Side {
    let (result, class) = (card.result.clone(), card.class.clone());
    Side { result, rounding: set.rulebook.rounding, rank: card.rank, class }
}

/// The leaf whose points differ most; the first of several. A criterion that one side does not have counts nothing there.
fn decisive(old: &(&ScoredSet, &Scorecard), new: &(&ScoredSet, &Scorecard)) -> Option<Difference> {
    let (old, new) = (leaves(old), leaves(new));
    let codes = old.keys().chain(new.keys().filter(|code| !old.contains_key(*code)));
    let mut most: Option<Difference> = None;
    for code in codes {
        let points = |side: &BTreeMap<Key, (String, Exact)>| side.get(code).map(|(_, points)| points.clone());
        let difference = &points(&new).unwrap_or_default() - &points(&old).unwrap_or_default();
        let size =
            |number: &Exact| if *number < Exact::default() { &Exact::default() - number } else { number.clone() };
        let is_more = most.as_ref().is_none_or(|most| size(&difference) > size(&most.points));
        if difference != Exact::default() && is_more {
            let title = new.get(code).or_else(|| old.get(code)).map(|(title, _)| title.clone()).unwrap_or_default();
            most = Some(Difference { code: code.1.clone(), title, points: difference });
        }
    }
    most
}

/// Which part of a rulebook a criterion stands in (criteria, bonus, penalty), and its code.
type Key = (u8, String);

/// Title and worth of each leaf; penalties count down.
fn leaves((set, card): &(&ScoredSet, &Scorecard)) -> BTreeMap<Key, (String, Exact)> {
    let book = &set.rulebook;
    let criteria = book.criteria.iter().zip(&card.criteria).filter(|(criterion, _)| criterion.rule.is_some());
    let bonus = book.bonus.iter().flat_map(|block| block.criteria.iter().zip(&card.bonus));
    let penalty = book.penalty.iter().flat_map(|block| block.criteria.iter().zip(&card.penalty));
    let worth = |line: &Line| if line.state == State::Scored { line.points.clone() } else { Exact::default() };
    let mut leaves = BTreeMap::new();
    for (criterion, line) in criteria {
        leaves.insert((0, criterion.code.clone()), (criterion.title.clone(), worth(line)));
    }
    for (criterion, line) in bonus {
        leaves.insert((1, criterion.code.clone()), (criterion.title.clone(), worth(line)));
    }
    for (criterion, line) in penalty {
        leaves.insert((2, criterion.code.clone()), (criterion.title.clone(), &Exact::default() - &worth(line)));
    }
    leaves
}
