//! The answer to a question: groups in order, each with its counts.
//!
//! In: a [`Tally`] and what codes stand for. Out: an [`Answer`], every sum of which was checked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    dimension::{AGES, Dimension, DimensionKind, day_of, month_of, quarter_of, year_of},
    measure::{CANCELLED, Counts, Measure, Takers},
    question::Question,
    tally::{Kind, Part, Tally},
};
use crate::{
    classify::{Disposition, status_code},
    diagnostic::{Code, Diagnostic, Failure},
    metrics::Leads,
    normalize::{Registry, Source},
    table_spec::{Channel, Status},
};

/// What a group is in one dimension, in the order of tables; what there is not stands last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A unit: its place in print order, its id, its name.
    Unit {
        /// Registered ones in the order of the registry, then the others by their names.
        place: (usize, String),
        /// Stable id.
        id: String,
        /// Printed name.
        name: String,
    },
    /// A word of a fixed list: its place in it.
    Word(u32, &'static str),
    /// A year.
    Year(i32),
    /// A month or a quarter, such as `2025-01`.
    Span(String),
    /// A day.
    Day(NaiveDate),
    /// Words of the data.
    Text(String),
    /// Nothing.
    Missing,
}

impl Value {
    /// What stands in the columns of its dimension.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        match self {
            Self::Unit { id, name, .. } => vec![id.clone(), name.clone()],
            Self::Word(_, word) => vec![(*word).to_owned()],
            Self::Year(year) => vec![year.to_string()],
            Self::Span(text) | Self::Text(text) => vec![text.clone()],
            Self::Day(day) => vec![day.to_string()],
            Self::Missing => vec![String::new()],
        }
    }
}

/// What codes stand for.
pub struct Names<'a> {
    /// For which units tasks count.
    pub leads: Leads<'a>,
    /// What is known of units.
    pub registry: &'a Registry,
    /// The exports.
    pub sources: &'a [Source],
}

/// A group with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is in each dimension of the question.
    pub values: Vec<Value>,
    /// Its counts.
    pub counts: Counts,
}

/// The answer to a question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The dimensions.
    pub by: Vec<&'static Dimension>,
    /// What is counted.
    pub metrics: Vec<&'static Measure>,
    /// The groups that have a task, in order.
    pub groups: Vec<Group>,
    /// Each task once, whoever shares it.
    pub tasks: Counts,
    /// What the groups add up to.
    pub total: Counts,
    /// How many accepted tasks have each disposition, of those that were asked for.
    pub dispositions: BTreeMap<Disposition, u64>,
    /// Tasks that the conditions leave out.
    pub left_out: u64,
}

impl Answer {
    /// Names the groups of tallies, one for each instant that inputs are counted at; `accepted` is how many tasks there are.
    ///
    /// # Errors
    /// `unbalanced-table` for each sum that does not hold, a defect of the program: **accepted = the sum of the dispositions**, **counted =
    /// assigned**, in each group **assigned = on_time + late + in_deadline + overdue**.
    pub fn of(question: &Question, parts: &[(Tally, Names<'_>)], accepted: u64) -> Result<Self, Failure> {
        let all_groups = || parts.iter().flat_map(|(tally, names)| tally.groups().map(move |group| (names, group)));
        let mut kinds: Vec<Kind> = all_groups().flat_map(|(_, (_, kinds))| kinds.map(|(kind, _)| kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let takers = Takers::of(&kinds)?;
        let (mut groups, mut tasks) = (BTreeMap::<Vec<Value>, Counts>::new(), Counts::default());
        let mut dispositions: BTreeMap<Disposition, u64> = BTreeMap::new();
        for (names, (codes, kinds)) in all_groups() {
            let mut counts = Counts::default();
            for (kind, count) in kinds {
                counts.add(&takers.counts(kind, count));
                let known = Disposition::ALL.into_iter().find(|known| known.code() == kind.disposition());
                *dispositions.entry(known.unwrap_or(Disposition::Filtered)).or_default() += count;
            }
            tasks.add(&counts);
            for values in names.values(question, codes) {
                groups.entry(values).or_default().add(&counts);
            }
        }
        let is_shown = |counts: &Counts| {
            let asks_cancelled = question.metrics.iter().any(|metric| metric.id == CANCELLED);
            counts.get("assigned") > 0 || (asks_cancelled && counts.get(CANCELLED) > 0)
        };
        let groups = groups.into_iter().filter(|(_, counts)| is_shown(counts));
        let groups: Vec<Group> = groups.map(|(values, counts)| Group { values, counts }).collect();
        let mut total = Counts::default();
        groups.iter().for_each(|group| total.add(&group.counts));
        let left_out = parts.iter().map(|(tally, _)| tally.left_out()).sum();
        let (by, metrics) = (question.by.clone(), question.metrics.clone());
        let answer = Self { by, metrics, groups, tasks, total, dispositions, left_out };
        answer.check(accepted).map(|()| answer)
    }

    /// Whether units share tasks, so that the groups add up to more than there are tasks.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.total != self.tasks
    }

    fn check(&self, accepted: u64) -> Result<(), Failure> {
        let mut errors = Vec::new();
        let mut compare = |what: String, whole: u64, parts: u64| {
            if whole != parts {
                let found = Diagnostic::error(Code::UnbalancedTable).with("table", "analyze").with("what", what);
                errors.push(found.with("whole", whole).with("parts", parts));
            }
        };
        compare("accepted".to_owned(), accepted, self.dispositions.values().sum::<u64>() + self.left_out);
        let counted = self.dispositions.get(&Disposition::Counted).copied().unwrap_or_default();
        compare("counted".to_owned(), counted, self.tasks.get("assigned"));
        let groups = self.groups.iter().map(|group| (format!("{:?}", group.values), &group.counts));
        for (what, counts) in groups.chain([("tasks".to_owned(), &self.tasks)]) {
            compare(what, counts.get("assigned"), Status::ALL.iter().map(|status| counts.get(status.id())).sum());
        }
        Failure::unless_empty(errors, ())
    }
}

impl Names<'_> {
    /// The groups that a group of codes belongs to: one, or one for each unit that shares its tasks.
    fn values(&self, question: &Question, parts: &[Part]) -> Vec<Vec<Value>> {
        let set = question.keys().zip(parts).find_map(|(dimension, part)| match part {
            Part::Code(code) if dimension.is_of_units() => Some(*code),
            _ => None,
        });
        let units: Vec<Option<u32>> = match set {
            Some(code) => self.leads.of_set(code.saturating_sub(1)).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let mut found: Vec<Vec<Value>> = Vec::new();
        for unit in units {
            let values = question.by.iter().zip(parts).map(|(dimension, part)| self.value(dimension, part, unit));
            let values = values.collect();
            // Two units of one kind are one group: the task counts once in it.
            if !found.contains(&values) {
                found.push(values);
            }
        }
        found
    }

    fn value(&self, dimension: &Dimension, part: &Part, unit: Option<u32>) -> Value {
        let code = match part {
            Part::Text(text) if text.is_empty() => return Value::Missing,
            Part::Text(text) => return Value::Text(text.clone()),
            Part::Code(0) => return Value::Missing,
            Part::Code(code) => *code,
        };
        let source = self.sources.get(code as usize - 1);
        let span = |(year, number): (i32, i32), opening: &str, digits: usize| {
            Value::Span(format!("{year:04}-{opening}{:0digits$}", number + 1))
        };
        match dimension.kind {
            DimensionKind::Unit => unit.and_then(|unit| self.unit(unit)).unwrap_or(Value::Missing),
            DimensionKind::UnitKind | DimensionKind::UnitGroup => {
                unit.and_then(|unit| self.of_registry(dimension.kind, unit)).unwrap_or(Value::Missing)
            }
            DimensionKind::Input => source.map_or(Value::Missing, |source| Value::Text(source.id.clone())),
            DimensionKind::File => source.map_or(Value::Missing, |source| Value::Text(source.table.file().to_owned())),
            DimensionKind::Channel if code == 1 => Value::Word(0, Channel::Software.id()),
            DimensionKind::Channel => Value::Word(1, Channel::Paper.id()),
            DimensionKind::Status => {
                let status = Status::ALL.into_iter().find(|known| u32::from(status_code(*known)) == code - 1);
                status.map_or(Value::Missing, |status| Value::Word(code, status.id()))
            }
            DimensionKind::Age => AGES.get(code as usize - 1).map_or(Value::Missing, |words| Value::Word(code, words)),
            DimensionKind::Text(_) => Value::Missing,
            DimensionKind::Day(_) => day_of(code).map_or(Value::Missing, Value::Day),
            DimensionKind::Month(_) => span(month_of(code), "", 2),
            DimensionKind::Quarter(_) => span(quarter_of(code), "Q", 1),
            DimensionKind::Year(_) => Value::Year(year_of(code)),
        }
    }

    fn unit(&self, code: u32) -> Option<Value> {
        let (id, name) = self.leads.units.get(code)?;
        let (place, other) = self.leads.units.print_order(code);
        Some(Value::Unit { place: (place, other.to_owned()), id: id.0.clone(), name: name.to_owned() })
    }

    fn of_registry(&self, kind: DimensionKind, code: u32) -> Option<Value> {
        let unit = self.registry.units().get(code as usize)?;
        let word = if kind == DimensionKind::UnitKind { unit.kind?.id() } else { unit.level_group.id() };
        Some(Value::Text(word.to_owned()))
    }
}
