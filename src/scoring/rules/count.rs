//! Points for each of something: `base + Σ points × number`, within bounds.
//!
//! In: numbers of things of a unit, or facts of one task. Out: points, and the sum as it is written ("2 − 0,1 × 9 = 1,1").

use super::{Desk, Stop, Trail, number};
use crate::scoring::{exact::Exact, reading::amount, rulebook::model::Count};

/// The points of a unit.
pub(super) fn worth(desk: Desk<'_>, count: &Count, trail: &mut Trail) -> Result<Exact, Stop> {
    let numbers = count.each.iter().map(|(measure, _)| number(desk, measure, trail)).collect::<Vec<_>>();
    let numbers = decided(numbers)?;
    let sum = sum(count, &numbers);
    let held = sum.clone().clamped(&count.min, &count.max);
    let mut words = format!("{} = {}", written(count, &numbers), amount(&sum, false));
    if held > sum {
        words.push_str(&format!(", không dưới {}", amount(&count.min, false)));
    } else if held < sum {
        words.push_str(&format!(", không quá {}", amount(&count.max, false)));
    }
    trail.why.push(words);
    Ok(held)
}

/// The points of one task.
pub(super) fn of_task(count: &Count, numbers: Vec<Result<Exact, Stop>>) -> Result<Exact, Stop> {
    Ok(sum(count, &decided(numbers)?).clamped(&count.min, &count.max))
}

/// All numbers, where all are known; a missing one outweighs a zero denominator.
fn decided(numbers: Vec<Result<Exact, Stop>>) -> Result<Vec<Exact>, Stop> {
    if numbers.contains(&Err(Stop::Missing)) {
        return Err(Stop::Missing);
    }
    numbers.into_iter().collect()
}

fn sum(count: &Count, numbers: &[Exact]) -> Exact {
    let mut sum = count.base.clone();
    for ((_, points), number) in count.each.iter().zip(numbers) {
        sum += &(points * number);
    }
    sum
}

/// The sum as people write it; a base of zero is left out.
fn written(count: &Count, numbers: &[Exact]) -> String {
    let zero = Exact::default();
    let mut text = if count.base == zero { String::new() } else { amount(&count.base, false) };
    for ((_, points), number) in count.each.iter().zip(numbers) {
        let sign = match (*points < zero, text.is_empty()) {
            (true, true) => "−",
            (true, false) => " − ",
            (false, true) => "",
            (false, false) => " + ",
        };
        let size = if *points < zero { &zero - points } else { points.clone() };
        text.push_str(&format!("{sign}{} × {}", amount(&size, false), amount(number, false)));
    }
    if text.is_empty() { amount(&zero, false) } else { text }
}
