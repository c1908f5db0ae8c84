//! Each task scored by itself; the result is that part of the maximum.
//!
//! In: facts of each task of a unit. Out: points, and the tasks that cost some. A task of weight zero counts nowhere.

use super::{
    Desk, Stop, Trail, count, numeric,
    truth::{self, Truth},
};
use crate::{
    locale::vietnamese,
    scoring::{
        exact::Exact,
        reading::{Reading, amount, of_seen, percent_fixed},
        rulebook::{
            model::{Items, TaskScore, Test},
            rule::Taken,
        },
        scorecard::Item,
        subject::TaskFacts,
    },
};

/// Points of a unit for all its tasks.
pub(super) fn worth(desk: Desk<'_>, items: &Items, max: &Exact, trail: &mut Trail) -> Result<Exact, Stop> {
    let Some(tasks) = desk.subject.tasks.get(&items.tasks) else {
        trail.tasks = Some("chưa có số liệu từng nhiệm vụ".to_owned());
        return Err(Stop::Missing);
    };
    let mut scored = Vec::new();
    for task in tasks {
        let weight = weight(items, task)?;
        if weight == Exact::default() {
            continue;
        }
        let points = points(items, task)?;
        if points < items.out_of {
            let (task_id, words) = (task.task_id.clone(), task.words.clone());
            trail.items.push(Item { task_id, words, points: points.clone(), out_of: items.out_of.clone() });
        }
        scored.push((weight, points));
    }
    let number = vietnamese::count(u64::try_from(scored.len()).unwrap_or_default());
    let Some(taken) = take(items.take, &scored) else {
        trail.tasks = Some(format!("{number} nhiệm vụ"));
        return Err(Stop::Zero(items.when_zero));
    };
    let share = taken.over(&items.out_of).ok_or(Stop::Missing)?;
    let how = match items.take {
        Taken::Mean => "bình quân",
        Taken::Sum => "tổng",
        Taken::Min => "thấp nhất",
    };
    let (seen, out_of) = (amount(&taken, false), amount(&items.out_of, false));
    trail.tasks = Some(format!("{number} nhiệm vụ, {how} {seen}/{out_of} = {}", percent_fixed(&share)));
    trail.why.push(format!("nhân với điểm tối đa {}", amount(max, false)));
    if share > Exact::of(1) {
        trail.why.push(format!("không quá {}", amount(max, false)));
    }
    Ok(&share.clamped(&Exact::default(), &Exact::of(1)) * max)
}

/// One number for all tasks; `None` without tasks.
fn take(taken: Taken, scored: &[(Exact, Exact)]) -> Option<Exact> {
    let mut weights = Exact::default();
    let mut sum = Exact::default();
    for (weight, points) in scored {
        weights += weight;
        sum += &(weight * points);
    }
    match taken {
        Taken::Mean => sum.over(&weights),
        Taken::Sum => (!scored.is_empty()).then_some(sum),
        Taken::Min => scored.iter().map(|(_, points)| points).min().cloned(),
    }
}

fn weight(items: &Items, task: &TaskFacts) -> Result<Exact, Stop> {
    for (tests, weight) in &items.weights {
        if holds(tests, task)? {
            return Ok(weight.clone());
        }
    }
    Ok(Exact::of(1))
}

fn points(items: &Items, task: &TaskFacts) -> Result<Exact, Stop> {
    for case in &items.cases {
        if holds(&case.when, task)? {
            return match &case.score {
                TaskScore::Points(points) => Ok(points.clone()),
                TaskScore::Count(each) => {
                    let numbers = each.each.iter().map(|(fact, _)| numeric(fact_of(task, fact))).collect();
                    count::of_task(each, numbers)
                }
            };
        }
    }
    Err(Stop::Missing)
}

fn holds(tests: &[Test], task: &TaskFacts) -> Result<bool, Stop> {
    match truth::all(tests, |fact| fact_of(task, fact)) {
        Truth::Holds => Ok(true),
        Truth::Fails => Ok(false),
        Truth::Zero(when_zero) => Err(Stop::Zero(when_zero)),
        Truth::Missing => Err(Stop::Missing),
    }
}

fn fact_of<'a>(task: &'a TaskFacts, fact: &str) -> Reading<'a> {
    task.facts.get(fact).map_or(Reading::Missing, |seen| of_seen(seen, None))
}
