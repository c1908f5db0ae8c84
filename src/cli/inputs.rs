//! Whom a question is asked of: a project, or files that become one.
//!
//! In: paths, an as-of, a registry as they are typed. Out: a [`Project`] and an instant.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{args::AskedOf, report::project_folder};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    period::ReportingPeriod,
    project::{FILE_NAME, Project, parse_instant},
    value::AsOf,
};

/// The registry of units where nobody names one.
pub const UNITS: &str = "kon-tum";

/// A project and what the command line says besides.
pub struct Inputs {
    /// The project, or one of files only.
    pub project: Project,
    /// The instant asked for.
    pub as_of: Option<AsOf>,
    /// The period asked for.
    pub period: Option<ReportingPeriod>,
    /// Whether nobody named the registry of units.
    pub is_default_registry: bool,
}

/// Opens the project, or makes one of the files.
///
/// # Errors
/// Those of [`Project::load`]; `mixed-inputs` for a project among others, `missing-as-of` for files without one, `invalid-value` for an
/// as-of or a period that is none.
pub fn open(inputs: &[PathBuf], asked_of: &AskedOf) -> Result<Inputs, Failure> {
    let is_project = |path: &&PathBuf| project_folder(path).join(FILE_NAME).is_file();
    let found = inputs.iter().find(is_project);
    let mut project = match (found, inputs) {
        (Some(_), [only]) => Project::load(project_folder(only))?,
        (Some(project), _) => return Err(Diagnostic::error(Code::MixedInputs).at(place(project)).into()),
        (None, _) => {
            let missing =
                || Diagnostic::error(Code::MissingAsOf).at(inputs.first().map(|path| place(path)).unwrap_or_default());
            let typed = asked_of.as_of.as_deref().ok_or_else(missing)?;
            let as_of = instant(typed).ok_or_else(|| unfit("--as-of", typed, "--as-of 2025-12-31"))?;
            let files: Vec<String> = inputs.iter().map(|path| path.to_string_lossy().into_owned()).collect();
            Project::of_files(&files, asked_of.units.as_deref().unwrap_or(UNITS), as_of)?
        }
    };
    if let Some(units) = asked_of.units.as_ref().filter(|_| found.is_some()) {
        project.units.clone_from(units);
    }
    let as_of = asked_of.as_of.as_deref().map(|typed| {
        let named = instant(typed).or_else(|| project.as_of.get(typed).copied());
        let known: Vec<&str> = project.as_of.keys().map(String::as_str).collect();
        named.ok_or_else(|| {
            unfit("--as-of", typed, &format!("--as-of 2025-12-31, --as-of {}", known.join(", --as-of ")))
        })
    });
    let as_of = as_of.transpose()?;
    let period = asked_of.period.map(|asked| {
        asked.of(project.period.calendar()).ok_or_else(|| unfit("--period", "--period", "--period 2026-06"))
    });
    let period = period.transpose()?;
    let is_default_registry = found.is_none() && asked_of.units.is_none();
    Ok(Inputs { project, as_of, period, is_default_registry })
}

/// `2025-12-31`, `2025-12-31T15:30` or `31/12/2025`.
fn instant(typed: &str) -> Option<AsOf> {
    let day = NaiveDate::parse_from_str(typed, "%d/%m/%Y").ok();
    parse_instant(typed).or_else(|| day.map(|date| AsOf { date, time: None }))
}

fn unfit(option: &str, value: &str, example: &str) -> Diagnostic {
    let found = Diagnostic::error(Code::InvalidValue).at(Location::default().key(option));
    found.with("value", value).with("example", example)
}

fn place(path: &Path) -> Location {
    Location::file(path.display().to_string())
}
