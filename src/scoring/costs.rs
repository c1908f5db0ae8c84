//! The tasks that cost points: behind each criterion that is not full, the tasks without which it would have more.
//!
//! In: a scorecard and the tasks of its unit. Out: [`CostlyTask`]s. Of a ratio those are the tasks of the whole that are not in the part (of
//! a ratio of bad things, those in the part); of a number of bad things, each; of tasks scored one by one, each that is not all right.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    exact::Exact,
    results::{Cost, CostlyTask},
    rulebook::model::{Criterion, Expression, Measure, MeasureKind, Rule, Rulebook},
    scorecard::{Line, Scorecard, State},
};
use crate::{
    metrics::{ListedTask, TaskList, counts_task},
    table_spec::Status,
};

/// Metrics of which fewer are better.
const BAD: [&str; 3] = ["late", "overdue", "past_deadline"];

/// The tasks of one unit by id of `[[tasks]]`, each with its as-of.
pub type TasksOfUnit<'a> = BTreeMap<&'a str, (NaiveDate, &'a TaskList)>;

/// The tasks that cost a unit points, each once with the criteria in which it does, in the order in which they name it first.
#[must_use]
pub fn of_card(rulebook: &Rulebook, card: &Scorecard, tasks: &TasksOfUnit<'_>) -> Vec<CostlyTask> {
    let criteria = rulebook.criteria.iter().zip(&card.criteria).filter(|(_, line)| line.points < line.max);
    let penalties = rulebook.penalty.iter().flat_map(|block| block.criteria.iter().zip(&card.penalty));
    let penalties = penalties.filter(|(_, line)| line.points > Exact::default());
    let both = criteria.map(|pair| (pair, false)).chain(penalties.map(|pair| (pair, true)));
    let both = both.filter(|((_, line), _)| line.state == State::Scored);
    let mut told: Vec<CostlyTask> = Vec::new();
    let mut places: BTreeMap<Look, Vec<usize>> = BTreeMap::new();
    for ((criterion, line), is_penalty) in both {
        // Of tasks that look the same, those of one criterion are different tasks.
        let mut alike: BTreeMap<Look, usize> = BTreeMap::new();
        for (task, points) in of_line(rulebook, criterion, line, is_penalty, tasks) {
            let cost = Cost { code: line.code.clone(), points };
            let (known, number) = (places.entry(look(&task)).or_default(), alike.entry(look(&task)).or_default());
            match known.get(*number).and_then(|place| told.get_mut(*place)) {
                Some(task) => task.costs.push(cost),
                None => {
                    known.push(told.len());
                    told.push(CostlyTask { costs: vec![cost], ..task });
                }
            }
            *number += 1;
        }
    }
    for task in &mut told {
        (task.unit_id, task.unit) = (card.unit_id.clone(), card.unit.clone());
    }
    told
}

/// A task, and what it scored where each is scored by itself.
type Found = (CostlyTask, Option<(Exact, Exact)>);

/// The tasks that cost points in one criterion. One that several measures look at is told once.
fn of_line(
    rulebook: &Rulebook,
    criterion: &Criterion,
    line: &Line,
    is_penalty: bool,
    tasks: &TasksOfUnit<'_>,
) -> Vec<Found> {
    if !line.items.is_empty() {
        let everywhere = || tasks.values().flat_map(|(_, list)| list.tasks());
        let found = line.items.iter().map(|item| {
            let id = item.task_id.as_ref().filter(|id| !id.is_empty());
            let task = id.and_then(|id| everywhere().find(|task| task.texts.get("task_id") == Some(id)));
            let told = task.map_or_else(|| nameless(&item.words), costly);
            (told, Some((item.points.clone(), item.out_of.clone())))
        });
        return found.collect();
    }
    let measures: Vec<&Measure> = line.measures.iter().filter_map(|id| rulebook.measures.get(id)).collect();
    let mut populations: Vec<&str> = Vec::new();
    for id in measures.iter().filter_map(|measure| tasks_of(measure)) {
        if !populations.contains(&id) {
            populations.push(id);
        }
    }
    let of_population = |id: &str| {
        let Some((as_of, list)) = tasks.get(id) else { return Vec::new() };
        let looking = || measures.iter().filter(|measure| tasks_of(measure) == Some(id));
        let costs =
            |task: &&ListedTask| looking().any(|measure| costs_points(measure, criterion, is_penalty, task, *as_of));
        list.tasks().iter().filter(costs).map(costly).collect()
    };
    let mut found: Vec<CostlyTask> = Vec::new();
    for id in populations {
        // A task that several populations hold is told once; tasks of one population that look the same are different ones.
        let before: BTreeSet<Look> = found.iter().map(look).collect();
        let new = of_population(id).into_iter().filter(|task| !before.contains(&look(task)));
        found.extend(new);
    }
    found.into_iter().map(|task| (task, None)).collect()
}

fn tasks_of(measure: &Measure) -> Option<&str> {
    match &measure.kind {
        MeasureKind::Ratio { tasks, .. } | MeasureKind::Count { tasks, .. } => Some(tasks),
        MeasureKind::Mark { .. } | MeasureKind::Value { .. } => None,
    }
}

/// Whether a unit would have more points without this task, or with the task as it should be.
fn costs_points(
    measure: &Measure,
    criterion: &Criterion,
    is_penalty: bool,
    task: &ListedTask,
    as_of: NaiveDate,
) -> bool {
    let times = |metrics: &[String]| metrics.iter().filter(|id| counts_task(id, task, as_of)).count();
    let is_bad = |metrics: &[String]| metrics.iter().all(|id| BAD.contains(&id.as_str()));
    match &measure.kind {
        MeasureKind::Ratio { part, whole, .. } if is_bad(part) => times(part).min(times(whole)) > 0,
        MeasureKind::Ratio { part, whole, .. } => times(whole) > times(part),
        MeasureKind::Count { metrics, .. } => {
            (is_bad(metrics) || is_penalty || is_deducted(&measure.id, criterion)) && times(metrics) > 0
        }
        MeasureKind::Mark { .. } | MeasureKind::Value { .. } => false,
    }
}

/// Whether each of what a measure counts is worth less than nothing.
fn is_deducted(measure: &str, criterion: &Criterion) -> bool {
    let deducts = |expression: &Expression| match expression {
        Expression::Count(count) => count.each.iter().any(|(id, worth)| id == measure && *worth < Exact::default()),
        _ => false,
    };
    match &criterion.rule {
        Some(Rule::Cases(cases)) => cases.iter().any(|case| deducts(&case.value)),
        Some(Rule::Always(expression)) => deducts(expression),
        None => false,
    }
}

/// All that is told of a task, whatever it costs.
type Look = (String, String, String, Option<NaiveDate>, Option<NaiveDate>, Option<u64>, &'static str);

fn look(task: &CostlyTask) -> Look {
    let (id, document, content) = (task.task_id.clone(), task.document.clone(), task.content.clone());
    (id, document, content, task.deadline, task.completed_on, task.days_late, task.status)
}

/// What is told of a listed task.
fn costly(task: &ListedTask) -> CostlyTask {
    let text = |field: &str| task.texts.get(field).cloned().unwrap_or_default();
    CostlyTask {
        task_id: text("task_id"),
        document: text("document"),
        deadline: task.dates.get("deadline").copied(),
        completed_on: task.dates.get("completed_on").copied(),
        days_late: task.days_late.and_then(|days| u64::try_from(days).ok()),
        status: task.status.map_or("", status_words),
        ..nameless(&text("content"))
    }
}

fn nameless(words: &str) -> CostlyTask {
    CostlyTask {
        unit_id: String::new(),
        unit: String::new(),
        costs: Vec::new(),
        task_id: String::new(),
        document: String::new(),
        content: words.to_owned(),
        deadline: None,
        completed_on: None,
        days_late: None,
        status: "",
    }
}

fn status_words(status: Status) -> &'static str {
    match status {
        Status::OnTime => "Hoàn thành đúng hạn",
        Status::Late => "Hoàn thành quá hạn",
        Status::InDeadline => "Chưa hoàn thành, trong hạn",
        Status::Overdue => "Chưa hoàn thành, trễ hạn",
    }
}
