//! What is known of each unit that is scored, and which units are not.
//!
//! In: counted tables, registers, given values. Out: [`Subject`]s in print order, and the units that are left out, each with the reason.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{given::Given, plan::Book};
use crate::{
    metrics::{GroupKey, ListedTask, MetricTable, MetricValue, TaskList},
    normalize::{Registry, UnitList},
    project::Project,
    report::TableData,
    scoring::{
        results::LeftOut,
        rulebook::model::{Expression, Measure, MeasureKind, Rule, Rulebook},
        subject::{Seen, Subject, TaskFacts},
    },
    spelling,
    table_spec::{Status, TableSpec},
    value::Ratio,
};

const NOT_SCORED: &str = "Không thuộc diện chấm điểm";
const NO_MORE: &str = "Không còn là đơn vị được chấm điểm tại thời điểm chốt số liệu";
const NO_RULES: &str = "Không có bộ tiêu chí cho nhóm đơn vị này";
const UNREGISTERED: &str = "Chưa có trong danh mục đơn vị";

/// What subjects are gathered from.
pub struct Known<'a> {
    /// The project.
    pub project: &'a Project,
    /// The registry.
    pub registry: &'a Registry,
    /// The units met.
    pub units: &'a UnitList,
    /// What the tables were filled with.
    pub data: &'a TableData,
    /// The day on which units are scored and belong to their level groups.
    pub day: NaiveDate,
}

/// The day of which scores speak: the last as-of of any task, else the date of the document; never after the period.
pub fn day(project: &Project, specs: &[TableSpec]) -> NaiveDate {
    let last = specs.iter().map(|spec| spec.as_of.date).max().unwrap_or(project.date);
    last.min(project.period.to())
}

impl Known<'_> {
    /// The units that a rulebook scores.
    pub fn subjects(&self, book: &Book, given: &Given) -> Vec<Subject> {
        let lists: BTreeMap<&str, BTreeMap<u32, TaskList>> = item_tasks(&book.rulebook)
            .into_iter()
            .filter_map(|id| Some((id, self.data.lists.get(book.tables.get(id)?)?.by_unit())))
            .collect();
        let units = (0..).zip(self.registry.units());
        let scored = units.filter(|(_, unit)| unit.scored_in().is_some_and(|days| days.contains(self.day)));
        let subject = |(code, unit): (u32, &crate::normalize::Unit)| {
            let level_group = unit.level_group_on(self.day);
            let seen = book.rulebook.measures.values();
            let seen = seen.filter_map(|measure| Some((measure.id.clone(), self.seen(code, measure, book, given)?)));
            let tasks = lists.iter().map(|(id, lists)| {
                let tasks = lists.get(&code).map(TaskList::tasks).unwrap_or_default();
                ((*id).to_owned(), tasks.iter().map(|task| facts(task, given)).collect())
            });
            Subject {
                id: unit.id.clone(),
                name: self.units.get(code).map_or(unit.name.as_str(), |(_, name)| name).to_owned(),
                level_group,
                seen: seen.collect(),
                layers: given.layers_of(code),
                last_class: given.last_classes.get(&code).cloned(),
                tasks: tasks.collect(),
            }
        };
        scored.map(subject).filter(|subject| book.rulebook.level_groups.contains(&subject.level_group)).collect()
    }

    /// Ids of the tasks that a rulebook counts, as they are written; in their order, each once.
    pub fn task_ids(&self, book: &Book) -> Vec<String> {
        let lists = book.tables.values().filter_map(|table| self.data.lists.get(table));
        let ids = lists.flat_map(TaskList::tasks).filter_map(|task| task.texts.get("task_id").cloned());
        ids.collect::<BTreeSet<String>>().into_iter().collect()
    }

    /// The value of a measure for one unit; `None` where it was not given.
    fn seen(&self, code: u32, measure: &Measure, book: &Book, given: &Given) -> Option<Seen> {
        match &measure.kind {
            MeasureKind::Ratio { tasks, part, whole, .. } => {
                let counts = self.data.metrics.get(book.tables.get(tasks)?)?;
                Some(Seen::Ratio(Ratio { part: sum(counts, code, part), whole: sum(counts, code, whole) }))
            }
            MeasureKind::Count { tasks, metrics } => {
                Some(Seen::Count(sum(self.data.metrics.get(book.tables.get(tasks)?)?, code, metrics)))
            }
            MeasureKind::Mark { register, mark } => {
                let mut rows = self.data.registers.get(register)?.rows();
                let (_, facts) = rows.find(|(unit, _)| *unit == code)?;
                Some(Seen::Flag(*facts.marks.get(mark)?))
            }
            MeasureKind::Value { column, .. } => given.value(code, column),
        }
    }

    /// The units that no rulebook scores, though they are there or were met.
    pub fn left_out(&self, books: &[Book]) -> Vec<LeftOut> {
        let (from, to) = (self.project.period.from(), self.day);
        let has_rules = |group| books.iter().any(|book| book.rulebook.level_groups.contains(&group));
        let registered = (0..).zip(self.registry.units()).filter_map(|(code, unit)| {
            let scored = unit.scored_in();
            let is_scored = scored.is_some_and(|days| days.contains(self.day));
            let reason = match (is_scored, scored.is_some_and(|days| days.meets(from, to))) {
                (true, _) if has_rules(unit.level_group_on(self.day)) => return None,
                (true, _) => NO_RULES,
                (false, true) => NO_MORE,
                (false, false) => NOT_SCORED,
            };
            let is_there = unit.validity().meets(from, to) || self.units.is_met(code);
            let name = self.units.get(code).map_or(unit.name.as_str(), |(_, name)| name).to_owned();
            is_there.then(|| LeftOut { unit_id: unit.id.clone(), unit: name, reason })
        });
        let others = self.units.unregistered();
        let mut others: Vec<LeftOut> = others
            .map(|name| LeftOut { unit_id: String::new(), unit: name.to_owned(), reason: UNREGISTERED })
            .collect();
        others.sort_by(|left, right| left.unit.cmp(&right.unit));
        registered.chain(others).collect()
    }
}

fn sum(counts: &MetricTable, code: u32, metrics: &[String]) -> u64 {
    let count = |id: &String| match counts.value(&GroupKey::Unit(code), id) {
        Some(MetricValue::Count(count)) => count,
        _ => 0,
    };
    metrics.iter().map(count).sum()
}

/// Ids of the tasks that rules score one by one.
fn item_tasks(rulebook: &Rulebook) -> Vec<&str> {
    let blocks = [&rulebook.bonus, &rulebook.penalty].into_iter().flatten().flat_map(|block| &block.criteria);
    let rules = rulebook.criteria.iter().chain(blocks).filter_map(|criterion| criterion.rule.as_ref());
    let expressions = rules.flat_map(|rule| match rule {
        Rule::Always(expression) => vec![expression],
        Rule::Cases(cases) => cases.iter().map(|case| &case.value).collect(),
    });
    let tasks = expressions.filter_map(|expression| match expression {
        Expression::Items(items) => Some(items.tasks.as_str()),
        _ => None,
    });
    let mut tasks: Vec<&str> = tasks.collect();
    tasks.sort_unstable();
    tasks.dedup();
    tasks
}

/// What rules may ask of a task.
fn facts(task: &ListedTask, given: &Given) -> TaskFacts {
    let text = |field: &str| task.texts.get(field).filter(|text| !text.is_empty()).cloned();
    let is = |status: Status| Seen::Flag(task.status == Some(status));
    let (deadline, first) = (task.dates.get("deadline"), task.dates.get("deadline_original"));
    let done = task.status.is_some_and(|status| matches!(status, Status::OnTime | Status::Late));
    let facts = [
        ("days_late", Seen::Count(task.days_late.and_then(|days| u64::try_from(days).ok()).unwrap_or_default())),
        ("done", Seen::Flag(done)),
        ("late", is(Status::Late)),
        ("overdue", is(Status::Overdue)),
        ("extended", Seen::Flag(deadline.is_some() && deadline != first)),
    ];
    let mut facts: BTreeMap<String, Seen> = facts.into_iter().map(|(id, seen)| (id.to_owned(), seen)).collect();
    let task_id = text("task_id");
    facts.extend(given.other_tasks.clone());
    let of_task = task_id.as_ref().and_then(|id| given.tasks.get(&spelling::key(id)));
    facts.extend(of_task.into_iter().flatten().map(|(id, seen)| (id.clone(), seen.clone())));
    TaskFacts { task_id, words: text("content").or_else(|| text("document")).unwrap_or_default(), facts }
}
