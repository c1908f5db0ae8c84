//! The tasks that cost points: behind each criterion that is not full, the tasks without which it would have more.
//!
//! In: a scorecard and the tasks of its unit. Out: [`CostlyTask`]s. Of a ratio those are the tasks of the whole that are not in the part (of
//! a ratio of bad things, those in the part); of a number of bad things, each; of tasks scored one by one, each that is not all right.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    exact::Exact,
    results::CostlyTask,
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

/// The tasks that cost a unit points, criterion by criterion.
#[must_use]
pub fn of_card(rulebook: &Rulebook, card: &Scorecard, tasks: &TasksOfUnit<'_>) -> Vec<CostlyTask> {
    let criteria = rulebook.criteria.iter().zip(&card.criteria).filter(|(_, line)| line.points < line.max);
    let penalties = rulebook.penalty.iter().flat_map(|block| block.criteria.iter().zip(&card.penalty));
    let penalties = penalties.filter(|(_, line)| line.points > Exact::default());
    let both = criteria.map(|pair| (pair, false)).chain(penalties.map(|pair| (pair, true)));
    both.filter(|((_, line), _)| line.state == State::Scored)
        .flat_map(|((criterion, line), is_penalty)| of_line(rulebook, criterion, line, is_penalty, tasks))
        .map(|found| CostlyTask { unit_id: card.unit_id.clone(), unit: card.unit.clone(), ..found })
        .collect()
}

fn of_line(
    rulebook: &Rulebook,
    criterion: &Criterion,
    line: &Line,
    is_penalty: bool,
    tasks: &TasksOfUnit<'_>,
) -> Vec<CostlyTask> {
    if !line.items.is_empty() {
        let everywhere = || tasks.values().flat_map(|(_, list)| list.tasks());
        let found = line.items.iter().map(|item| {
            let id = item.task_id.as_ref().filter(|id| !id.is_empty());
            let task = id.and_then(|id| everywhere().find(|task| task.texts.get("task_id") == Some(id)));
            let told = task.map_or_else(|| nameless(&item.words), costly);
            let points = Some((item.points.clone(), item.out_of.clone()));
            CostlyTask { code: line.code.clone(), points, ..told }
        });
        return found.collect();
    }
    let mut found = Vec::new();
    for measure in line.measures.iter().filter_map(|id| rulebook.measures.get(id)) {
        let Some((as_of, list)) = tasks_of(measure).and_then(|id| tasks.get(id)) else { continue };
        let costs = |task: &&ListedTask| costs_points(measure, criterion, is_penalty, task, *as_of);
        let of_measure = list.tasks().iter().filter(costs).map(costly);
        found.extend(of_measure.map(|task| CostlyTask { code: line.code.clone(), ..task }));
    }
    found.dedup();
    found
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
        code: String::new(),
        task_id: String::new(),
        document: String::new(),
        content: words.to_owned(),
        deadline: None,
        completed_on: None,
        days_late: None,
        status: "",
        points: None,
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
