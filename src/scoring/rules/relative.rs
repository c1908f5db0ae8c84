//! A measure over that of others in the level group, times the maximum.
//!
//! In: the measure of every unit of a level group. Out: yardsticks (the best, the mean), and the points of a unit against them. Units
//! without the measure are no part of the yardstick, and get no points from it.

use std::collections::BTreeMap;

use super::{Desk, Stop, Trail, number};
use crate::scoring::{
    exact::Exact,
    reading::{self, Reading, amount, percent_fixed},
    rulebook::model::{Criterion, Expression, Rule, Rulebook},
    subject::{Seen, Subject},
};

/// Yardsticks of one level group, by id of the measure.
pub(in crate::scoring) type Yardsticks = BTreeMap<String, Yardstick>;

/// What a measure is compared with.
pub(in crate::scoring) struct Yardstick {
    best: Exact,
    mean: Exact,
}

/// The yardsticks that the rules of a rulebook ask for, among the units of one level group.
pub(in crate::scoring) fn yardsticks(rulebook: &Rulebook, group: &[&Subject]) -> Yardsticks {
    let blocks = rulebook.bonus.iter().chain(&rulebook.penalty).flat_map(|block| &block.criteria);
    let mut all = Yardsticks::new();
    for measure in rulebook.criteria.iter().chain(blocks).flat_map(compared) {
        let number = |subject: &&Subject| match reading::read(rulebook, subject, measure) {
            Reading::Amount(amount) => Some(amount),
            _ => None,
        };
        let numbers: Vec<Exact> = group.iter().filter_map(number).collect();
        let how_many = Exact::count(u64::try_from(numbers.len()).unwrap_or_default());
        if let (Some(best), Some(mean)) = (numbers.iter().max(), numbers.iter().sum::<Exact>().over(&how_many)) {
            all.insert(measure.to_owned(), Yardstick { best: best.clone(), mean });
        }
    }
    all
}

/// The points of a unit against its level group; none where the yardstick itself is zero.
pub(super) fn worth(
    desk: Desk<'_>,
    measure: &str,
    to_mean: bool,
    max: &Exact,
    trail: &mut Trail,
) -> Result<Exact, Stop> {
    let own = number(desk, measure, trail)?;
    let yardstick = desk.yardsticks.get(measure).ok_or(Stop::Missing)?;
    let (yardstick, name) =
        if to_mean { (&yardstick.mean, "bình quân") } else { (&yardstick.best, "mức cao nhất") };
    let counted = matches!(desk.subject.seen.get(measure), Some(Seen::Ratio(_)));
    let share = reading::is_share(desk.rulebook, measure);
    let printed = if counted { percent_fixed(yardstick) } else { amount(yardstick, share) };
    trail.why.push(format!("so với {name} của nhóm là {printed}"));
    let zero = Exact::default();
    let part = own.over(yardstick).filter(|_| *yardstick > zero).unwrap_or_default();
    Ok(&part.clamped(&zero, &Exact::of(1)) * max)
}

/// Ids of the measures that a criterion compares with those of others.
fn compared(criterion: &Criterion) -> Vec<&str> {
    match &criterion.rule {
        Some(Rule::Cases(cases)) => cases.iter().filter_map(|case| measure_of(&case.value)).collect(),
        Some(Rule::Always(expression)) => measure_of(expression).into_iter().collect(),
        None => Vec::new(),
    }
}

fn measure_of(expression: &Expression) -> Option<&str> {
    match expression {
        Expression::Relative { measure, .. } => Some(measure),
        _ => None,
    }
}
