//! What the file of an answer may never be written over: data, the files of a project, and whatever is no earlier answer.
//!
//! In: the place of the answer and the project that is asked. Out: whether it may be written.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use crate::{
    analyze::Results,
    diagnostic::{Code, Diagnostic, Location},
    ingest,
    pipeline::{ResultFormat, is_earlier_result},
    project::{CORRECTIONS, FILE_NAME, Project},
};

/// Whether an answer may be written to this place.
///
/// # Errors
/// `unfit-out` where something lies there that is no earlier answer.
pub fn check(out: &Path, format: ResultFormat, project: &Project) -> Result<(), Diagnostic> {
    // Names differ, files are the same: links, `./a.csv`, capital letters on Windows.
    let Ok(real) = out.canonicalize() else { return Ok(()) };
    let lies_in_templates =
        real_path(&project.folder.join("report-templates")).is_some_and(|own| real.starts_with(own));
    if inputs(project).contains(&real) {
        return Err(unfit(out, "one of the inputs"));
    }
    if lies_in_templates || own_files(project).contains(&real) {
        return Err(unfit(out, "a file of the project"));
    }
    let is_result = real.is_file() && fs::read(&real).is_ok_and(|bytes| is_earlier_result(format, &bytes));
    if is_result { Ok(()) } else { Err(unfit(out, "not an earlier result")) }
}

/// Whether this CSV file may be written: what lies there must have columns of our own, or those of the new answer.
///
/// # Errors
/// `unfit-out` else.
pub fn check_csv(out: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let is_result = fs::read(out).map_or(true, |earlier| Results::is_csv(&earlier, bytes));
    if is_result { Ok(()) } else { Err(unfit(out, "not an earlier result")) }
}

/// An answer that cannot be written to this place.
pub fn unfit(out: &Path, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::UnfitOut).at(Location::file(out.display().to_string())).with("reason", reason)
}

/// Every file that the inputs mean, folders and wildcards too.
fn inputs(project: &Project) -> BTreeSet<PathBuf> {
    let asked = project.inputs.iter().flat_map(|input| std::iter::once(&input.file).chain(&input.more_files));
    meant(project, asked)
}

/// Every other file that makes up the project.
fn own_files(project: &Project) -> BTreeSet<PathBuf> {
    let scores = &project.scores;
    let typed =
        [&project.report.remarks, &project.report.figures, &scores.values, &scores.task_values, &scores.last_classes];
    let registers = project.registers.iter().map(|register| &register.file);
    let mut files = meant(project, typed.into_iter().flatten().chain(registers).chain(&scores.rules));
    files.extend([FILE_NAME, CORRECTIONS].into_iter().filter_map(|name| real_path(&project.folder.join(name))));
    files
}

fn meant<'a>(project: &Project, asked: impl Iterator<Item = &'a String>) -> BTreeSet<PathBuf> {
    let files = asked.filter_map(|asked| ingest::files(&project.folder, asked).ok()).flat_map(|found| found.files);
    files.filter_map(|(path, _)| real_path(&path)).collect()
}

fn real_path(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok()
}
