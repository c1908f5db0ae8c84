//! Places within a level group.
//!
//! In: the scorecards of one level group in the order of the registry. Out: their ranks, with ties as the rulebook wants them.

use std::cmp::Ordering;

use super::{
    classes,
    exact::Exact,
    rulebook::{Ties, model::Rulebook},
    scorecard::Scorecard,
};

/// What is said of equals that are ranked one after the other.
const EVEN: &str = "Kết quả bằng đơn vị khác trong nhóm, xếp trước hay sau theo thứ tự danh mục.";

/// Ranks the units of one level group; their order stays.
pub(super) fn rank(rulebook: &Rulebook, cards: &mut [Scorecard]) {
    let keys: Vec<Vec<Exact>> = cards.iter().map(|card| key(rulebook, card)).collect();
    let mut order: Vec<(&Vec<Exact>, &mut Scorecard)> = keys.iter().zip(cards).collect();
    // A stable sort: equals keep the order of the registry.
    order.sort_by(|(one, _), (other, _)| descending(one, other));
    let is_even = |key: &Vec<Exact>| keys.iter().filter(|other| *other == key).count() > 1;
    let (mut last, mut place, mut distinct) = (None, 0, 0);
    for (index, (key, card)) in (1..).zip(order) {
        if last != Some(key) {
            (last, place, distinct) = (Some(key), index, distinct + 1);
        }
        card.rank = match rulebook.ranking.ties {
            Ties::Competition => place,
            Ties::Dense => distinct,
            Ties::Sequential => {
                // A place that rests on nothing but the registry decides on a quota, too: that is told.
                if is_even(key) {
                    card.flags.push(EVEN.to_owned());
                }
                index
            }
        };
    }
}

/// The result, then the points of each criterion that breaks ties.
fn key(rulebook: &Rulebook, card: &Scorecard) -> Vec<Exact> {
    let points = |code: &String| card.criteria.iter().find(|line| line.code == *code).map(|line| line.points.clone());
    let breakers = rulebook.ranking.tie_break.iter().map(|code| points(code).unwrap_or_default());
    std::iter::once(classes::compared(rulebook, card).clone()).chain(breakers).collect()
}

fn descending(one: &[Exact], other: &[Exact]) -> Ordering {
    other.cmp(one)
}
