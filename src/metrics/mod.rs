//! Stage 4: classified tasks become counts and rates for each group.
//!
//! In: [`ClassifiedTasks`] and the [`TableSpec`] of the table. Out: a [`MetricTable`]; tables of several batches merge
//! (associative and commutative). Polars ends here.

mod catalogue;
mod list;
mod member;

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, PolarsError, col, lit};

pub use catalogue::{METRICS, Metric, MetricKind, addends, metric};
pub use list::{ListedTask, TaskList, select};
pub use member::counts as counts_task;

use crate::{
    classify::{ClassifiedTasks, Disposition, on_paper},
    diagnostic::{Code, Diagnostic, Failure},
    normalize::{Handovers, UnitList},
    policy::JointPolicy,
    table_spec::{GroupBy, Status, TableSpec},
    value::Ratio,
};

/// For which units a task counts.
#[derive(Debug, Clone, Copy)]
pub struct Leads<'a> {
    /// Whether for all that lead it, or for the first.
    pub joint: JointPolicy,
    /// The units of each set.
    pub units: &'a UnitList,
    /// Who has the tasks of units that are no more, in the table at hand.
    pub handovers: &'a Handovers,
}

impl Leads<'_> {
    /// The units for which the tasks of a set count, each once, whoever became one.
    #[must_use]
    pub fn of_set(&self, set: u32) -> Vec<u32> {
        UnitList::handed_over(self.joint.counted(self.units.of_set(set)), self.handovers)
    }
}

/// What a group is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupKey {
    /// Everything.
    All,
    /// A lead unit, by its code.
    Unit(u32),
    /// A year.
    Year(i32),
    /// Words, such as an assigner; empty where the field is.
    Text(String),
    /// Given on paper, or not.
    Paper(bool),
    /// So many days late, from and to; without an end where it is open.
    Age(u32, Option<u32>),
    /// Late by no known number of days: a label alone says so.
    UnknownAge,
}

/// The value of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricValue {
    /// A number of tasks.
    Count(u64),
    /// A part of a whole.
    Rate(Ratio),
}

/// Counts by the id of their metric.
type Counts = BTreeMap<&'static str, u64>;

/// The counts of each group, and what became of the tasks that are in none. A task that several units share counts once in the row
/// of each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MetricTable {
    groups: BTreeMap<GroupKey, Counts>,
    /// Each task once, whoever shares it.
    tasks: Counts,
    dispositions: BTreeMap<Disposition, u64>,
}

impl MetricTable {
    /// The groups that have a task, in order.
    pub fn groups(&self) -> impl Iterator<Item = &GroupKey> {
        self.groups.keys()
    }

    /// A metric of one group; a group without tasks has zeros. `None` for an id that is no metric.
    #[must_use]
    pub fn value(&self, group: &GroupKey, id: &str) -> Option<MetricValue> {
        let count = |id: &str| self.groups.get(group).and_then(|counts| counts.get(id)).copied().unwrap_or_default();
        Some(Self::compute(metric(id)?, count))
    }

    /// The same counts of one group alone.
    #[must_use]
    pub fn of_group(&self, group: &GroupKey) -> Self {
        let counts = self.groups.get(group);
        let groups = counts.map(|counts| (group.clone(), counts.clone()));
        let tasks = counts.cloned().unwrap_or_default();
        Self { groups: groups.into_iter().collect(), tasks, dispositions: self.dispositions.clone() }
    }

    /// A metric over all tasks, each counted once: what a sentence says.
    #[must_use]
    pub fn tasks(&self, id: &str) -> Option<MetricValue> {
        Some(Self::compute(metric(id)?, |id| self.tasks.get(id).copied().unwrap_or_default()))
    }

    /// Whether units share tasks, so that the rows add up to more than there are tasks.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.total("assigned") != self.tasks("assigned")
    }

    /// A metric over the rows of all groups, added up: what the total row below them says.
    #[must_use]
    pub fn total(&self, id: &str) -> Option<MetricValue> {
        let sum = |id: &str| self.groups.values().filter_map(|counts| counts.get(id)).sum();
        Some(Self::compute(metric(id)?, sum))
    }

    fn compute(metric: &Metric, count: impl Fn(&str) -> u64) -> MetricValue {
        match metric.kind {
            MetricKind::Count(_) => MetricValue::Count(count(metric.id)),
            MetricKind::Rate { part, whole } => MetricValue::Rate(Ratio { part: count(part), whole: count(whole) }),
        }
    }

    /// How many accepted tasks have each disposition.
    #[must_use]
    pub fn dispositions(&self) -> &BTreeMap<Disposition, u64> {
        &self.dispositions
    }

    /// Adds the counts of another batch.
    pub fn merge(&mut self, other: Self) {
        for (group, counts) in other.groups {
            add(self.groups.entry(group).or_default(), &counts);
        }
        add(&mut self.tasks, &other.tasks);
        for (disposition, count) in other.dispositions {
            *self.dispositions.entry(disposition).or_default() += count;
        }
    }

    /// Checks that nothing is lost or counted twice: **accepted = the sum of the dispositions**, **counted = assigned**, and of all tasks
    /// and in each group **assigned = on_time + late + in_deadline + overdue**; what the groups add up to is never less than the tasks.
    ///
    /// # Errors
    /// `unbalanced-table` for each sum that does not hold: a defect of the program, never of the data.
    pub fn check(&self, table: &str, accepted: u64) -> Result<(), Failure> {
        let mut errors = Vec::new();
        let mut compare = |what: String, whole: u64, parts: u64| {
            if whole != parts {
                let found = Diagnostic::error(Code::UnbalancedTable).with("table", table).with("what", what);
                errors.push(found.with("whole", whole).with("parts", parts));
            }
        };
        compare("accepted".to_owned(), accepted, self.dispositions.values().sum());
        let counted = self.dispositions.get(&Disposition::Counted).copied().unwrap_or_default();
        let count = |counts: &Counts, id: &str| counts.get(id).copied().unwrap_or_default();
        compare("counted".to_owned(), counted, count(&self.tasks, "assigned"));
        let shares: u64 = self.groups.values().map(|counts| count(counts, "assigned")).sum();
        compare("groups".to_owned(), counted.max(shares), shares);
        let all = self.groups.iter().map(|(group, counts)| (format!("{group:?}"), counts));
        for (group, counts) in all.chain([("tasks".to_owned(), &self.tasks)]) {
            let parts = Status::ALL.iter().map(|status| count(counts, status.id())).sum();
            compare(group, count(counts, "assigned"), parts);
        }
        Failure::unless_empty(errors, ())
    }
}

fn add(counts: &mut Counts, others: &Counts) {
    for (id, count) in others {
        *counts.entry(id).or_default() += count;
    }
}

/// Counts the tasks of one batch for one table; `leads` knows which units it counts for.
///
/// # Errors
/// `internal-error` when Polars refuses an expression: a defect of the program.
pub fn measure(tasks: &ClassifiedTasks, spec: &TableSpec, leads: Leads<'_>) -> Result<MetricTable, Failure> {
    aggregate(tasks, spec, leads).map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
}

fn aggregate(tasks: &ClassifiedTasks, spec: &TableSpec, leads: Leads<'_>) -> Result<MetricTable, PolarsError> {
    let by_disposition = tasks.frame.clone().lazy().group_by([col("disposition")]).agg([counted(lit(true), "tasks")]);
    let by_disposition = by_disposition.collect()?;
    let codes = by_disposition.column("disposition")?.u8()?;
    let tasks_of = by_disposition.column("tasks")?.u64()?;
    let mut table = MetricTable::default();
    for (code, count) in codes.iter().zip(tasks_of.iter()) {
        let disposition = Disposition::ALL.into_iter().find(|disposition| Some(disposition.code()) == code);
        if let (Some(disposition), Some(count)) = (disposition, count) {
            table.dispositions.insert(disposition, count);
        }
    }
    let in_figures = col("disposition").eq(lit(Disposition::Counted.code()));
    let sums: Vec<Expr> = catalogue::counts().map(|(id, holds)| counted(holds, id)).collect();
    let groups = tasks.frame.clone().lazy().filter(in_figures).group_by([group_expression(spec).alias("group")]);
    let groups = groups.agg(sums).collect()?;
    for (row, keys) in group_keys(&groups, spec, leads)?.into_iter().enumerate() {
        let mut counts = Counts::new();
        for (id, _) in catalogue::counts() {
            counts.insert(id, groups.column(id)?.u64()?.get(row).unwrap_or_default());
        }
        add(&mut table.tasks, &counts);
        for key in keys {
            add(table.groups.entry(key).or_default(), &counts);
        }
    }
    Ok(table)
}

fn counted(holds: Expr, name: &str) -> Expr {
    // Broadcasting over the status column makes a constant condition as long as the group.
    holds.and(col("disposition").is_not_null()).cast(DataType::UInt64).sum().alias(name)
}

fn group_expression(spec: &TableSpec) -> Expr {
    match spec.definition.group_by {
        GroupBy::All => lit(0u32),
        GroupBy::Unit => col("lead_units"),
        GroupBy::Year => col("assigned_on").dt().year(),
        GroupBy::Assigner => col("assigner"),
        GroupBy::Channel => on_paper(),
        GroupBy::Age => spec.age_bands().iter().fold(lit(0u32), |span, end| {
            span + col("days_late").cast(DataType::Int64).gt(lit(i64::from(*end))).cast(DataType::UInt32)
        }),
    }
}

/// The groups that each row of counts belongs to: one, or the units that share the tasks.
fn group_keys(groups: &DataFrame, spec: &TableSpec, leads: Leads<'_>) -> Result<Vec<Vec<GroupKey>>, PolarsError> {
    let keys = groups.column("group")?;
    let one = |key| vec![key];
    let keys = match spec.definition.group_by {
        GroupBy::All => vec![one(GroupKey::All); groups.height()],
        GroupBy::Unit => keys.u32()?.iter().map(|set| lead_units(set, leads)).collect(),
        GroupBy::Year => keys.i32()?.iter().map(|year| one(GroupKey::Year(year.unwrap_or_default()))).collect(),
        GroupBy::Channel => keys.bool()?.iter().map(|paper| one(GroupKey::Paper(paper.unwrap_or_default()))).collect(),
        GroupBy::Age => {
            let spans: Vec<_> = spec.age_spans().map(|(from, to)| GroupKey::Age(from, to)).collect();
            let key = |span: Option<u32>| span.and_then(|span| spans.get(span as usize).cloned());
            keys.u32()?.iter().map(|span| one(key(span).unwrap_or(GroupKey::UnknownAge))).collect()
        }
        GroupBy::Assigner => {
            keys.str()?.iter().map(|text| one(GroupKey::Text(text.unwrap_or_default().to_owned()))).collect()
        }
    };
    Ok(keys)
}

fn lead_units(set: Option<u32>, leads: Leads<'_>) -> Vec<GroupKey> {
    let units = set.map(|set| leads.of_set(set)).unwrap_or_default();
    units.into_iter().map(GroupKey::Unit).collect()
}
