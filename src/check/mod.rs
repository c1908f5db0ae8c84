//! What a person should look at before trusting the figures: every finding with its place, by check.
//!
//! In: the task batches as they pass, and what became of the rows. Out: a [`CheckReport`]: for each of [`CHECKS`] how many findings
//! there are, the first of them with place and values, and whether dondoc.toml allows so many. It changes no figure.

mod catalogue;
mod same_task;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::{AnyValue, DataFrame, IntoLazy, PolarsError};

pub use catalogue::{CHECKS, Check};
pub use tables::tables;

use catalogue::{Kind, Settings};
use same_task::SameTasks;

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Severity},
    locale::{self, Lang, vietnamese},
    normalize::{Closing, QuarantinedRow, Source, TaskBatch, UnitList},
    project::Project,
    schema::field,
    spelling,
    value::date_of_epoch_days,
};

/// The columns of a batch that the checks read and that nothing else may.
pub const FIELDS_READ: [&str; 4] = ["document", "content", "result_document", "updated_on"];

/// Findings of one check that are listed; the rest is counted.
const LISTED: usize = 2_000;

/// What the checks found.
pub struct CheckReport {
    /// One for each of [`CHECKS`], in their order.
    pub results: Vec<CheckResult>,
    /// The day of which they speak: the latest as-of of the project.
    pub as_of: NaiveDate,
}

/// What one check found.
pub struct CheckResult {
    /// The check.
    pub check: &'static Check,
    /// How grave a finding is.
    pub level: Severity,
    /// How many findings there are.
    pub count: u64,
    /// The first of them.
    pub findings: Vec<Finding>,
    /// Files that lack a column for it.
    pub unchecked: Vec<String>,
    /// More findings than this are too many.
    pub max: Option<u64>,
}

impl CheckResult {
    /// Whether there are more findings than dondoc.toml allows.
    #[must_use]
    pub fn is_exceeded(&self) -> bool {
        self.max.is_some_and(|max| self.count > max)
    }
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// (index of the source, place); none for what stands in no row.
    pub place: Option<(usize, u64)>,
    /// The id of the task.
    pub task_id: String,
    /// Its lead units, or the unit that is spoken of.
    pub units: String,
    /// What was found.
    pub words: String,
}

/// Looks at the batches as they pass.
pub struct Checker<'a> {
    sources: &'a [Source],
    settings: Settings,
    levels: BTreeMap<&'static str, Severity>,
    max: BTreeMap<&'static str, u64>,
    found: BTreeMap<&'static str, (u64, Vec<Finding>)>,
    same_tasks: SameTasks,
    /// Codes of the units that have a task.
    met: BTreeSet<u32>,
}

impl<'a> Checker<'a> {
    /// A checker with the choices of `[check]`.
    ///
    /// # Errors
    /// `unknown-choice` for each key that is no check.
    pub fn new(project: &Project, sources: &'a [Source]) -> Result<Self, Failure> {
        let section = &project.check;
        let mut errors = Vec::new();
        let mut known = |key: &str, id: &str| {
            let check = CHECKS.iter().find(|check| check.id == id);
            if check.is_none() {
                let ids = CHECKS.iter().map(|check| check.id);
                let found =
                    Diagnostic::error(Code::UnknownChoice).at(project.file.at_key(&format!("check.{key}.{id}")));
                let found =
                    found.with("value", id).with("nearest", spelling::nearest(id, ids.clone()).unwrap_or_default());
                errors.push(found.with("known", ids.collect::<Vec<_>>().join(", ")));
            }
            check.map(|check| check.id)
        };
        let levels: BTreeMap<_, _> =
            section.level.iter().filter_map(|(id, level)| Some((known("level", id)?, level.severity()))).collect();
        let mut max: BTreeMap<_, _> =
            section.max.iter().filter_map(|(id, max)| Some((known("max", id)?, *max))).collect();
        Failure::unless_empty(errors, ())?;
        // An error is never allowed, unless a number says how many are.
        let errors = CHECKS.iter().filter(|check| *levels.get(check.id).unwrap_or(&check.level) == Severity::Error);
        for check in errors {
            max.entry(check.id).or_insert(0);
        }
        let as_of = project.as_of.values().map(|as_of| as_of.date).max().unwrap_or(project.date);
        let settings = Settings {
            as_of,
            no_deadline_months: section.no_deadline_months,
            not_updated_days: section.not_updated_days,
        };
        let (found, same_tasks, met) = Default::default();
        Ok(Self { sources, settings, levels, max, found, same_tasks, met })
    }

    /// Looks at a batch; each holds tasks of one source.
    ///
    /// # Errors
    /// `internal-error` when Polars refuses an expression: a defect of the program.
    pub fn inspect(&mut self, batch: &TaskBatch, units: &UnitList) -> Result<(), Failure> {
        let looked = self.look(&batch.frame, units);
        looked.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
    }

    fn look(&mut self, frame: &DataFrame, units: &UnitList) -> Result<(), PolarsError> {
        let sets: BTreeSet<u32> = frame.column("lead_units")?.u32()?.iter().flatten().collect();
        self.met.extend(sets.into_iter().flat_map(|set| units.of_set(set)));
        let source = frame.column("source")?.u32()?.get(0).and_then(|index| self.sources.get(index as usize));
        let Some(source) = source else { return Ok(()) };
        self.same_tasks.note(frame)?;
        for check in CHECKS {
            let Kind::Tasks { holds, needs, shows } = check.kind else { continue };
            if !is_checked(source, needs) {
                continue;
            }
            let rows = frame.clone().lazy().filter(holds(&self.settings)).collect()?;
            let (count, findings) = self.found.entry(check.id).or_default();
            *count += rows.height() as u64;
            for row in 0..rows.height().min(LISTED.saturating_sub(findings.len())) {
                findings.push(finding(&rows, row, shows, units)?);
            }
        }
        Ok(())
    }

    /// What was found, once all batches have passed.
    #[must_use]
    pub fn finish(mut self, closing: &Closing) -> CheckReport {
        let results = CHECKS.iter().map(|check| self.result(check, closing)).collect();
        CheckReport { results, as_of: self.settings.as_of }
    }

    fn result(&mut self, check: &'static Check, closing: &Closing) -> CheckResult {
        let mut unchecked = Vec::new();
        let (count, findings) = match check.kind {
            Kind::Waiting(codes) => counted(waiting(closing, self.sources, codes)),
            Kind::Tasks { needs, .. } => {
                let without = self.sources.iter().filter(|source| !is_checked(source, needs));
                unchecked = without.map(|source| source.table.file().to_owned()).collect();
                unchecked.dedup();
                self.found.remove(check.id).unwrap_or_default()
            }
            Kind::SameTask => counted(self.same_tasks.findings(self.sources, &closing.units)),
            Kind::UnregisteredUnits => counted(closing.units.unregistered().map(unit).collect()),
            Kind::AbsentUnits => {
                let absent = closing.units.always_shown().filter(|code| !self.met.contains(code));
                counted(absent.filter_map(|code| Some(unit(closing.units.get(code)?.1))).collect())
            }
        };
        let level = *self.levels.get(check.id).unwrap_or(&check.level);
        CheckResult { check, level, count, findings, unchecked, max: self.max.get(check.id).copied() }
    }
}

/// Whether an export has the columns that a check needs.
fn is_checked(source: &Source, needs: &[&str]) -> bool {
    needs.iter().all(|id| source.table.heading().column(id).is_some())
}

fn counted(mut findings: Vec<Finding>) -> (u64, Vec<Finding>) {
    let count = findings.len() as u64;
    findings.truncate(LISTED);
    (count, findings)
}

fn unit(name: &str) -> Finding {
    Finding { units: name.to_owned(), ..Finding::default() }
}

fn waiting(closing: &Closing, sources: &[Source], codes: &[Code]) -> Vec<Finding> {
    let of_codes = |row: &&QuarantinedRow| codes.is_empty() || row.reasons.iter().any(|why| codes.contains(&why.code));
    let words = |row: &QuarantinedRow| {
        let reasons = row.reasons.iter().filter(|why| codes.is_empty() || codes.contains(&why.code));
        reasons.map(|why| locale::summary(why, Lang::Vi)).collect::<Vec<_>>().join("\n")
    };
    let rows = closing.quarantine.iter().filter(of_codes);
    let cell = |row: &QuarantinedRow, field| {
        sources.get(row.source).map(|source| source.table.text(row.place, field)).unwrap_or_default()
    };
    let finding = |row: &QuarantinedRow| Finding {
        place: Some((row.source, row.place)),
        task_id: cell(row, "task_id"),
        units: cell(row, "lead_units"),
        words: words(row),
    };
    rows.map(finding).collect()
}

/// What a row shows of itself.
fn finding(rows: &DataFrame, row: usize, shows: &[&str], units: &UnitList) -> Result<Finding, PolarsError> {
    let source = rows.column("source")?.u32()?.get(row).unwrap_or_default();
    let place = rows.column("place")?.u64()?.get(row).unwrap_or_default();
    let leads = rows.column("lead_units")?.u32()?.get(row).map(|set| units.of_set(set)).unwrap_or_default();
    let mut words = Vec::new();
    for id in shows {
        let value = printed(&rows.column(id)?.get(row)?);
        if let (Some(field), false) = (field(id), value.is_empty()) {
            words.push(format!("{}: {value}", field.name));
        }
    }
    Ok(Finding {
        place: Some((source as usize, place)),
        task_id: printed(&rows.column("task_id")?.get(row)?),
        units: units.names(leads),
        words: words.join("; "),
    })
}

fn printed(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Date(days) => date_of_epoch_days(*days).map(vietnamese::short_date).unwrap_or_default(),
        AnyValue::String(text) => (*text).to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        _ => String::new(),
    }
}
