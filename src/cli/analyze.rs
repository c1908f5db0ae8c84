//! `dondoc analyze`: one question about the tasks of a project or of some files.
//!
//! In: inputs and the words of the question. Out: the answer on standard output or in a file; findings on standard error.

use std::path::Path;

use super::{Ending, args::AnalyzeOptions, console::Console, report::project_folder};
use crate::{
    analyze::{Question, csv},
    diagnostic::{Code, Diagnostic, Failure, Location},
    pipeline::{self, Analyzed, Asking},
    project::{FILE_NAME, Project},
    value::AsOf,
};

/// The registry of units where nobody names one.
pub const UNITS: &str = "kon-tum";

/// Answers a question.
pub fn analyze(options: &AnalyzeOptions, console: &Console) -> Ending {
    let question = match Question::read(&options.by, &options.metrics) {
        Ok(question) => question,
        Err(failure) => {
            console.fail(&failure);
            return Ending::WrongUsage;
        }
    };
    match answered(options, question, console) {
        Ok(analyzed) => {
            console.finish();
            match csv::text(&analyzed.answer) {
                Ok(bytes) => {
                    console.say(String::from_utf8_lossy(&bytes).trim_end());
                    Ending::Done
                }
                Err(failure) => {
                    console.fail(&failure);
                    Ending::Failed
                }
            }
        }
        Err(failure) => {
            console.fail(&failure);
            let is_usage = failure.diagnostics().all(|found| found.code == Code::MissingAsOf);
            if is_usage { Ending::WrongUsage } else { Ending::Failed }
        }
    }
}

fn answered(options: &AnalyzeOptions, question: Question, console: &Console) -> Result<Analyzed, Failure> {
    let as_of = options.as_of.map(|date| AsOf { date, time: None });
    let project = project(options, as_of)?;
    let period = options.period.and_then(|asked| asked.of(project.period.calendar()));
    pipeline::analyze(&Asking { project, question, as_of, period }, console)
}

/// The project that the inputs are, or that is made of them.
fn project(options: &AnalyzeOptions, as_of: Option<AsOf>) -> Result<Project, Failure> {
    if let [only] = options.inputs.as_slice() {
        let folder = project_folder(only);
        if folder.join(FILE_NAME).is_file() {
            return Project::load(folder);
        }
    }
    let Some(as_of) = as_of else {
        let place = options.inputs.first().map(|input| Location::file(input.display().to_string()));
        return Err(Diagnostic::error(Code::MissingAsOf).at(place.unwrap_or_default()).into());
    };
    let name = |path: &Path| path.to_string_lossy().into_owned();
    let files: Vec<String> = options.inputs.iter().map(|path| name(path)).collect();
    Project::of_files(&files, options.units.as_deref().unwrap_or(UNITS), as_of)
}
