//! What a person should look at before trusting the figures: every finding with its place, by check.
//!
//! In: the task batches as they pass, and what became of the rows. Out: a [`CheckReport`]: for each of [`CHECKS`] how many findings
//! there are, the first of them with place and values, and whether dondoc.toml allows so many. It changes no figure.

mod by_unit;
mod catalogue;
mod expressions;
mod finding;
mod same_task;
mod tables;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::{DataFrame, IntoLazy, PolarsError};

pub use by_unit::Extensions;
pub use catalogue::{CHECKS, Check};
pub use finding::Finding;
pub use tables::tables;

use by_unit::ByUnit;
use catalogue::{Kind, Settings};
use same_task::SameTasks;

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Severity},
    normalize::{Closing, Registry, Source, TaskBatch, UnitList},
    policy::Choice,
    project::Project,
    spelling,
    value::Period,
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
    /// Each unit with extended tasks, in the order of tables.
    pub extensions: Vec<Extensions>,
    /// What the figures were made by.
    pub choices: Vec<Choice>,
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

/// Looks at the batches as they pass.
pub struct Checker<'a> {
    sources: &'a [Source],
    settings: Settings,
    levels: BTreeMap<&'static str, Severity>,
    max: BTreeMap<&'static str, u64>,
    found: BTreeMap<&'static str, (u64, Vec<Finding>)>,
    same_tasks: SameTasks,
    by_unit: ByUnit,
    period: Period,
    choices: Vec<Choice>,
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
            label_day: None,
        };
        let (found, same_tasks, by_unit) = Default::default();
        let (period, choices) = (project.period, project.policy.choices());
        Ok(Self { sources, settings, levels, max, found, same_tasks, by_unit, period, choices })
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
        self.by_unit.note(frame)?;
        let source = frame.column("source")?.u32()?.get(0).and_then(|index| self.sources.get(index as usize));
        let Some(source) = source else { return Ok(()) };
        self.same_tasks.note(frame)?;
        self.settings.label_day = source.extracted_on;
        for check in CHECKS {
            let Kind::Tasks { holds, needs, shows, .. } = check.kind else { continue };
            if !is_checked(source, needs) {
                continue;
            }
            let rows = frame.clone().lazy().filter(holds(&self.settings));
            let rows = finding::with_dates_status(rows, &self.settings).collect()?;
            let (count, findings) = self.found.entry(check.id).or_default();
            *count += rows.height() as u64;
            for row in 0..rows.height().min(LISTED.saturating_sub(findings.len())) {
                findings.push(finding::of_row(&rows, row, shows, source, units)?);
            }
        }
        Ok(())
    }

    /// What was found, once all batches have passed.
    #[must_use]
    pub fn finish(mut self, closing: &Closing, registry: &Registry) -> CheckReport {
        let results = CHECKS.iter().map(|check| self.result(check, closing, registry)).collect();
        let extensions = self.by_unit.extensions(&closing.units);
        CheckReport { results, as_of: self.settings.as_of, extensions, choices: self.choices }
    }

    fn result(&mut self, check: &'static Check, closing: &Closing, registry: &Registry) -> CheckResult {
        let mut unchecked = Vec::new();
        let (count, findings) = match check.kind {
            Kind::Waiting(codes) => counted(finding::waiting(closing, self.sources, codes)),
            Kind::Tasks { needs, waits, .. } => {
                let without = self.sources.iter().filter(|source| !is_checked(source, needs));
                unchecked = without.map(|source| source.table.file().to_owned()).collect();
                unchecked.dedup();
                let (mut count, mut found) = self.found.remove(check.id).unwrap_or_default();
                if !waits.is_empty() {
                    let (more, waiting) = counted(finding::waiting(closing, self.sources, waits));
                    count += more;
                    found.extend(waiting);
                    found.sort_by_key(|finding| finding.place);
                    found.truncate(LISTED);
                }
                (count, found)
            }
            Kind::SameTask => counted(self.same_tasks.findings(self.sources, &closing.units)),
            Kind::LostCharacters => counted(finding::damaged(closing, self.sources)),
            Kind::UnregisteredUnits => {
                // Either they keep rows of their own, or the rows that name them wait.
                let waiting = finding::waiting(closing, self.sources, &[Code::UnregisteredUnit]);
                counted([self.by_unit.unregistered(closing), waiting].concat())
            }
            Kind::AbsentUnits => counted(self.absent(closing, registry)),
        };
        let level = *self.levels.get(check.id).unwrap_or(&check.level);
        CheckResult { check, level, count, findings, unchecked, max: self.max.get(check.id).copied() }
    }

    /// Units that keep a row though no row names them; where tables show units as they are, one has the tasks of those before it. A unit
    /// whose rows all wait is not without tasks.
    fn absent(&self, closing: &Closing, registry: &Registry) -> Vec<Finding> {
        let as_of = self.settings.as_of;
        let units: Vec<u32> = self.by_unit.units(&closing.units).chain(closing.units.named()).collect();
        let with_tasks = UnitList::handed_over(&units, &registry.handovers(as_of));
        let absent = closing.units.always_shown(self.period, as_of).filter(|code| !with_tasks.contains(code));
        let unit = |code| Some(Finding { units: closing.units.get(code)?.1.to_owned(), ..Finding::default() });
        absent.filter_map(unit).collect()
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
