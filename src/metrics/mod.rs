//! Stage 4: classified tasks become counts and rates for each group.
//!
//! In: [`ClassifiedTasks`] and the [`TableSpec`] of the table. Out: a [`MetricTable`]; tables of several batches merge
//! (associative and commutative). Polars ends here.

mod catalogue;
mod list;

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, PolarsError, col, lit};

pub use catalogue::{METRICS, Metric, MetricKind, addends, metric};
pub use list::{ListedTask, TaskList, select};

use crate::{
    classify::{ClassifiedTasks, Disposition},
    diagnostic::{Code, Diagnostic, Failure},
    table_spec::{GroupBy, Status, TableSpec},
    value::Ratio,
};

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
}

/// The value of a metric.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetricValue {
    /// A number of tasks.
    Count(u64),
    /// A part of a whole.
    Rate(Ratio),
}

/// The counts of each group, and what became of the tasks that are in none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MetricTable {
    groups: BTreeMap<GroupKey, BTreeMap<&'static str, u64>>,
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
        let groups = self.groups.get(group).map(|counts| (group.clone(), counts.clone()));
        Self { groups: groups.into_iter().collect(), dispositions: self.dispositions.clone() }
    }

    /// A metric over all groups.
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

    /// The same counts with the tasks of some units given to others, as `unit_of` says by code.
    #[must_use]
    pub fn handed_over(self, unit_of: impl Fn(u32) -> u32) -> Self {
        let mut table = Self { groups: BTreeMap::new(), dispositions: self.dispositions };
        for (group, counts) in self.groups {
            let group = match group {
                GroupKey::Unit(code) => GroupKey::Unit(unit_of(code)),
                other => other,
            };
            table.merge(Self { groups: BTreeMap::from([(group, counts)]), dispositions: BTreeMap::new() });
        }
        table
    }

    /// How many accepted tasks have each disposition.
    #[must_use]
    pub fn dispositions(&self) -> &BTreeMap<Disposition, u64> {
        &self.dispositions
    }

    /// Adds the counts of another batch.
    pub fn merge(&mut self, other: Self) {
        for (group, counts) in other.groups {
            let mine = self.groups.entry(group).or_default();
            for (id, count) in counts {
                *mine.entry(id).or_default() += count;
            }
        }
        for (disposition, count) in other.dispositions {
            *self.dispositions.entry(disposition).or_default() += count;
        }
    }

    /// Checks that nothing is lost or counted twice: **accepted = the sum of the dispositions**, **counted = assigned**, and in
    /// each group **assigned = on_time + late + in_deadline + overdue**.
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
        let count = |counts: &BTreeMap<&str, u64>, id: &str| counts.get(id).copied().unwrap_or_default();
        compare("counted".to_owned(), counted, self.groups.values().map(|counts| count(counts, "assigned")).sum());
        for (group, counts) in &self.groups {
            let parts = Status::ALL.iter().map(|status| count(counts, status.id())).sum();
            compare(format!("{group:?}"), count(counts, "assigned"), parts);
        }
        Failure::unless_empty(errors, ())
    }
}

/// Counts the tasks of one batch for one table.
///
/// # Errors
/// `internal-error` when Polars refuses an expression: a defect of the program.
pub fn measure(tasks: &ClassifiedTasks, spec: &TableSpec) -> Result<MetricTable, Failure> {
    aggregate(tasks, spec).map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
}

fn aggregate(tasks: &ClassifiedTasks, spec: &TableSpec) -> Result<MetricTable, PolarsError> {
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
    for (row, key) in group_keys(&groups, spec)?.into_iter().enumerate() {
        let mut counts = BTreeMap::new();
        for (id, _) in catalogue::counts() {
            counts.insert(id, groups.column(id)?.u64()?.get(row).unwrap_or_default());
        }
        table.groups.insert(key, counts);
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
    }
}

fn group_keys(groups: &DataFrame, spec: &TableSpec) -> Result<Vec<GroupKey>, PolarsError> {
    let keys = groups.column("group")?;
    let keys = match spec.definition.group_by {
        GroupBy::All => vec![GroupKey::All; groups.height()],
        GroupBy::Unit => keys.u32()?.iter().map(|code| GroupKey::Unit(code.unwrap_or(u32::MAX))).collect(),
        GroupBy::Year => keys.i32()?.iter().map(|year| GroupKey::Year(year.unwrap_or_default())).collect(),
        GroupBy::Assigner => {
            keys.str()?.iter().map(|text| GroupKey::Text(text.unwrap_or_default().to_owned())).collect()
        }
    };
    Ok(keys)
}
