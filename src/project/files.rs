//! A project that nobody wrote: some files, the registry of their units and an instant, for questions that need no report.
//!
//! In: paths, as a command line names them. Out: a [`Project`] whose policies are the defaults and whose one input is all the files.

use std::path::Path;

use super::{InputSection, Project};
use crate::{
    assets::TextFile,
    diagnostic::Failure,
    period::{Kind, MonthCalendar, ReportingPeriod},
    value::AsOf,
};

/// Id of the input that all the files are.
const INPUT: &str = "files";
/// Name of its instant.
const AS_OF: &str = "files";
/// What a project must have and a question about files does not read.
const NO_REPORT: &str = r#"
input = []
[project]
units = ""
year = 2000
[report]
template = "by-unit"
file_name = "none"
number = ""
place = ""
date = "2000-01-01"
issuer = []
issuer_name = ""
authority = []
signer = ""
recipients = []
[as_of]
"#;

impl Project {
    /// A question about these files, at this instant; task ids are unique within all of them together.
    ///
    /// # Errors
    /// None but a defect of the program.
    pub fn of_files(files: &[String], units: &str, as_of: AsOf) -> Result<Self, Failure> {
        let text = TextFile { name: String::new(), text: NO_REPORT.to_owned() };
        let mut project = Self::of(Path::new("."), text)?;
        let mut files = files.iter().cloned();
        project.inputs = files.next().into_iter().map(|file| input(file, files.by_ref().collect())).collect();
        project.units = units.to_owned();
        project.as_of.insert(AS_OF.to_owned(), as_of);
        project.date = as_of.date;
        // Its year is what dates are held against: one that lies too far off is a slip.
        let year = ReportingPeriod::new(Kind::Year, chrono::Datelike::year(&as_of.date), MonthCalendar::Calendar);
        project.period = year.unwrap_or(project.period);
        Ok(project)
    }
}

fn input(file: String, more_files: Vec<String>) -> InputSection {
    InputSection {
        id: INPUT.to_owned(),
        file,
        more_files,
        sheet: None,
        mapping: None,
        extracted_on: None,
        default_unit: None,
        assigner: None,
    }
}
