//! `[scores]`: what units are scored with, and the document of `dondoc score`.
//!
//! In: the section as it is written, and the rest of the project. Out: the project as its scores see it: what `[scores]` does not say is as in
//! `[report]`.

use serde::Deserialize;

use super::{Project, ReportSection, section::number};
use crate::document::Status;

/// Id of the template of that document.
const TEMPLATE: &str = "scores";
/// The opening of the names of its files.
const FILE_NAME: &str = "cham-diem";

/// `[scores]` as it is written; every key may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ScoresSection {
    /// Ids of rulebooks, each for level groups of its own.
    #[serde(deserialize_with = "one_or_more")]
    pub rules: Vec<String>,
    /// File of given values and points: surveys, appraisals.
    pub values: Option<String>,
    /// File of given facts of tasks, by their ids.
    pub task_values: Option<String>,
    /// File of the classes of last year.
    pub last_classes: Option<String>,
    /// Name of the instant in `[as_of]` at which all tasks are counted; by default what the rulebook says.
    pub as_of: Option<String>,
    /// Ids of the inputs whose tasks are counted; by default what the rulebook says.
    pub sources: Vec<String>,
    /// Id of the template of the document.
    pub template: Option<String>,
    /// Draft or final, of that document.
    pub status: Option<Status>,
    /// Its number and notation.
    #[serde(deserialize_with = "some_number")]
    pub number: Option<String>,
}

/// One id, or a list of them.
fn one_or_more<'a, D: serde::Deserializer<'a>>(written: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Ids {
        One(String),
        More(Vec<String>),
    }
    Ok(match Ids::deserialize(written)? {
        Ids::One(id) => vec![id],
        Ids::More(ids) => ids,
    })
}

fn some_number<'a, D: serde::Deserializer<'a>>(typed: D) -> Result<Option<String>, D::Error> {
    number(typed).map(Some)
}

impl Project {
    /// The project as its scores see it. Remarks and typed figures belong to the report and are left out; the document has no number of its own
    /// until `[scores]` says so.
    #[must_use]
    pub fn as_scores(&self) -> Self {
        let (section, report) = (&self.scores, &self.report);
        let notation = report.number.split_once('/').map_or(report.number.as_str(), |(_, notation)| notation);
        let report = ReportSection {
            template: section.template.clone().unwrap_or_else(|| TEMPLATE.to_owned()),
            file_name: FILE_NAME.to_owned(),
            status: section.status,
            number: section.number.clone().unwrap_or_else(|| notation.to_owned()),
            docx_template: None,
            scores: true,
            charts: false,
            remarks: None,
            figures: None,
            ..report.clone()
        };
        Self { report, ..self.clone() }
    }
}
