//! What units have tasks, and how many of them were extended.
//!
//! In: task batches. Out: counts by unit: a task of several lead units counts for each of them.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, DataType, Expr, IntoLazy, PolarsError, col, lit};

use super::Finding;
use crate::{
    locale::vietnamese,
    normalize::{Closing, UnitList, Unregistered},
};

/// The extensions of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extensions {
    /// Its printed name.
    pub unit: String,
    /// Its tasks.
    pub tasks: u64,
    /// Those with an extended deadline.
    pub extended: u64,
    /// Those whose extension was approved when the deadline had passed.
    pub too_late: u64,
}

/// Tasks, extended ones, ones extended too late.
type Counts = [u64; 3];

/// Counts by the code of a set of lead units.
#[derive(Default)]
pub struct ByUnit {
    sets: BTreeMap<u32, Counts>,
}

impl ByUnit {
    /// Counts the tasks of a batch.
    pub fn note(&mut self, frame: &DataFrame) -> Result<(), PolarsError> {
        let count = |holds: Expr, name: &str| holds.fill_null(lit(false)).cast(DataType::UInt64).sum().alias(name);
        let counts = [
            count(col("place").is_not_null(), "tasks"),
            count(col("deadline_latest").is_not_null(), "extended"),
            count(col("extended_on").gt(col("deadline_original")), "too_late"),
        ];
        let counted = frame.clone().lazy().group_by([col("lead_units")]).agg(counts).collect()?;
        let columns = [counted.column("tasks")?, counted.column("extended")?, counted.column("too_late")?];
        for (row, set) in counted.column("lead_units")?.u32()?.iter().enumerate() {
            let Some(set) = set else { continue };
            for (sum, column) in self.sets.entry(set).or_default().iter_mut().zip(columns) {
                *sum += column.u64()?.get(row).unwrap_or_default();
            }
        }
        Ok(())
    }

    /// The units that have a task.
    pub fn units(&self, units: &UnitList) -> impl Iterator<Item = u32> {
        self.counts(units).into_keys()
    }

    fn counts(&self, units: &UnitList) -> BTreeMap<u32, Counts> {
        let mut counts: BTreeMap<u32, Counts> = BTreeMap::new();
        for (set, of_set) in &self.sets {
            for unit in units.of_set(*set) {
                for (sum, count) in counts.entry(*unit).or_default().iter_mut().zip(of_set) {
                    *sum += count;
                }
            }
        }
        counts
    }

    /// The units with extended tasks, in the order of tables.
    pub fn extensions(&self, units: &UnitList) -> Vec<Extensions> {
        let mut counts: Vec<(u32, Counts)> = self.counts(units).into_iter().collect();
        counts.retain(|(_, [_, extended, _])| *extended > 0);
        counts.sort_by(|(left, _), (right, _)| units.print_order(*left).cmp(&units.print_order(*right)));
        let row = |(unit, [tasks, extended, too_late]): (u32, Counts)| {
            let unit = units.get(unit)?.1.to_owned();
            Some(Extensions { unit, tasks, extended, too_late })
        };
        counts.into_iter().filter_map(row).collect()
    }

    /// Units that the registry does not know: where each was met first, how many tasks it has, whom it may be.
    pub fn unregistered(&self, closing: &Closing) -> Vec<Finding> {
        let counts = self.counts(&closing.units);
        let by_name: BTreeMap<&str, u64> =
            counts.iter().filter_map(|(code, [tasks, ..])| Some((closing.units.get(*code)?.1, *tasks))).collect();
        let finding = |unit: &Unregistered| {
            let tasks = by_name.get(unit.name.as_str()).copied().unwrap_or_default();
            let near = unit.nearest.as_ref().map(|name| format!("; có phải là \"{name}\"?")).unwrap_or_default();
            Finding {
                place: Some(unit.place),
                units: unit.name.clone(),
                words: format!("{} nhiệm vụ{near}", vietnamese::count(tasks)),
                ..Finding::default()
            }
        };
        closing.unregistered.iter().map(finding).collect()
    }
}
