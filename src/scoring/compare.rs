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
    /// Whether both ways end on one scale; gains are in points then, else in percent of each scale.
    pub is_one_scale: bool,
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
    /// What it gains, negative where it loses; `None` where one side does not score it.
    pub gain: Option<Exact>,
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
    let pairs = before.iter().filter_map(|old| Some((*old, same_unit(&after, &old.1.unit_id)?)));
    let is_one_scale = pairs.clone().all(|(old, new)| old.0.rulebook.most_points() == new.0.rulebook.most_points());
    let only_after = after.iter().filter(|(_, card)| same_unit(&before, &card.unit_id).is_none());
    let change = |(_, card): &Scored<'_>| {
        let (old, new) = (same_unit(&before, &card.unit_id), same_unit(&after, &card.unit_id));
        let both = old.zip(new);
        Change {
            unit_id: card.unit_id.clone(),
            unit: card.unit.clone(),
            level_group: card.level_group,
            before: old.map(side),
            after: new.map(side),
            gain: both.map(|(old, new)| &worth(new, is_one_scale) - &worth(old, is_one_scale)),
            decisive: both.and_then(|(old, new)| decisive(old, new, is_one_scale)),
        }
    };
    let mut changes: Vec<Change> = before.iter().chain(only_after).map(change).collect();
    let groups: Vec<LevelGroup> = changes.iter().map(|change| change.level_group).collect();
    let place = |group: LevelGroup| groups.iter().position(|other| *other == group);
    // Whoever only one side scores stands last in its group.
    changes.sort_by(|left, right| {
        place(left.level_group).cmp(&place(right.level_group)).then_with(|| right.gain.cmp(&left.gain))
    });
    let is_sample = against.iter().any(|set| set.rulebook.status == RulebookStatus::Sample);
    Comparison { rules: titles(rules), against: titles(against), is_sample, is_one_scale, changes }
}

/// A card with the rulebook that it was made by.
type Scored<'a> = (&'a ScoredSet, &'a Scorecard);

fn same_unit<'a>(side: &[Scored<'a>], id: &str) -> Option<Scored<'a>> {
    side.iter().find(|(_, card)| card.unit_id == id).copied()
}

/// The result of a unit: points as printed, or percent of the scale, where digits do not say the same on both.
fn worth((set, card): Scored<'_>, is_one_scale: bool) -> Exact {
    if is_one_scale { card.result.clone() } else { percent(&card.exact_result, &set.rulebook.most_points()) }
}

fn percent(points: &Exact, whole: &Exact) -> Exact {
    points.over(whole).map(|part| &part * &Exact::of(100)).unwrap_or_default()
}

fn cards(sets: &[ScoredSet]) -> Vec<Scored<'_>> {
    sets.iter().flat_map(|set| set.scores.cards.iter().map(move |card| (set, card))).collect()
}

fn side((set, card): Scored<'_>) -> Side {
    let (result, class) = (card.result.clone(), card.class.clone());
    Side { result, rounding: set.rulebook.rounding, rank: card.rank, class }
}

/// The leaf whose points differ most; the first of several. A criterion that one side does not have counts nothing there.
fn decisive(old: Scored<'_>, new: Scored<'_>, is_one_scale: bool) -> Option<Difference> {
    let (old, new) = (leaves(old, is_one_scale), leaves(new, is_one_scale));
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

/// Title and worth of each leaf, in points or in percent of the whole that it is part of; penalties count down.
fn leaves((set, card): Scored<'_>, is_one_scale: bool) -> BTreeMap<Key, (String, Exact)> {
    let book = &set.rulebook;
    let criteria = book.criteria.iter().zip(&card.criteria).filter(|(criterion, _)| criterion.rule.is_some());
    let bonus = book.bonus.iter().flat_map(|block| block.criteria.iter().zip(&card.bonus));
    let penalty = book.penalty.iter().flat_map(|block| block.criteria.iter().zip(&card.penalty));
    let most = book.most_points();
    let worth = |line: &Line, whole: &Exact| match line.state {
        State::Scored if is_one_scale => line.points.clone(),
        State::Scored => percent(&line.points, whole),
        State::NotApplicable | State::Missing => Exact::default(),
    };
    let mut leaves = BTreeMap::new();
    for (criterion, line) in criteria {
        leaves.insert((0, criterion.code.clone()), (criterion.title.clone(), worth(line, &card.max)));
    }
    for (criterion, line) in bonus {
        leaves.insert((1, criterion.code.clone()), (criterion.title.clone(), worth(line, &most)));
    }
    for (criterion, line) in penalty {
        let worth = &Exact::default() - &worth(line, &most);
        leaves.insert((2, criterion.code.clone()), (criterion.title.clone(), worth));
    }
    leaves
}
