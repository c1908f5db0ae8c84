//! Stage 6: everything computed and a template become a [`Document`].
//!
//! In: the project, its template, [`TableData`]. Out: the document and its typed tables. Nothing is computed here that another
//! stage has not counted; words come from the template and from the project's remarks.

mod assemble;
mod captions;
mod charts;
mod comparison;
mod engine;
mod figures;
mod fill;
mod front_matter;
mod kept_tags;
mod letters;
mod markdown;
mod names;
mod notes;
mod partials;
mod parts;
mod quarantine;
mod remarks;
mod reminders;
mod runs;
mod scores;
mod starter;
mod table_checks;
mod tables;
mod tags;
mod text;
mod typed_figures;

pub use assemble::check_number;
pub use figures::{Figures, TableData};
pub use fill::{Budget, Dialect, Filling, Stopped, cost, gap_title, inserts, named, printed};
pub use front_matter::{ScoreTable, Template};
pub use letters::{FILE_PREFIX as LETTER_PREFIX, Letter, Letters, letter_template};
pub use notes::Reading;
pub use quarantine::quarantine_tables;
pub use scores::{change_words, costs_csv, scores_csv, scores_json, set_words, sheets as score_sheets};
pub use starter::starter;
pub use tags::{Meaning, TagEntry, tags};

use assemble::Heading;
use engine::Names;
use parts::{Parts, Printables};
use text::Text;
use typed_figures::Typed;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{Block, Chart, Document, Status, Table, Title},
    normalize::UnitList,
    project::Project,
    table_spec::TableSpec,
};

/// A document with what its making brought to light.
#[derive(Debug)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Every table with columns, printed or not, for the CSV twins.
    pub tables: Vec<Table>,
    /// Every chart, printed or not.
    pub charts: Vec<Chart>,
    /// The values that its tags could name.
    pub figures: Figures,
    /// What is printed for each table, by its id.
    pub printed: BTreeMap<String, Vec<Block>>,
    /// What a person wrote, by the key of its title, where the DOCX is made from a Word file.
    pub remarks: BTreeMap<String, Vec<Block>>,
    /// Labels of the appendices, by id.
    pub appendices: BTreeMap<String, String>,
    /// Ids of the appendices that the template may have, whatever a condition leaves out.
    pub possible_appendices: Vec<String>,
    /// Parts that a person has yet to write, and words of the remarks that no place takes up.
    pub notices: Vec<Diagnostic>,
}

/// Composes the report.
///
/// # Errors
/// All errors of template and remarks; `missing-remark` for each missing part when the document is to be final.
pub fn compose(
    project: &Project,
    template: &Template,
    data: &TableData,
    units: &UnitList,
    status: Status,
) -> Result<Report, Failure> {
    let typed = project.report.figures.as_ref().map(|name| project.text_file(name)).transpose()?;
    let figures = Figures::gather(project, &template.tables, data, units, typed.as_ref())?;
    let figures = figures.with_report(&assemble::frame_values(project, template, status));
    let has_columns = |spec: &&TableSpec| !spec.definition.columns.is_empty();
    let tables = template.tables.iter().filter(has_columns).map(|spec| tables::build(spec, data, units));
    let mut tables: Vec<Table> = tables.collect::<Result<_, _>>()?;
    let remarks = project.report.remarks.as_ref().map(|name| project.text_file(name)).transpose()?;
    let subject = engine::render(&template.subject_script(), &figures, &Names::default())?;
    let subject = engine::without_escapes(&subject);
    let figures = figures.with_report(&[("subject", Value::String(subject.clone()))]);
    let charts: Vec<Chart> = template.tables.iter().filter_map(|spec| charts::build(spec, data, units)).collect();
    let mut printables = Printables::new(tables.clone(), charts.clone());
    if let Some(results) = &data.scores {
        let parts = |asked: &ScoreTable| Ok((asked.id.clone(), scores::parts(asked, results)?));
        let parts: Vec<_> = template.score_tables.iter().map(parts).collect::<Result<_, Failure>>()?;
        let several = parts.iter().map(|(id, parts)| (id.clone(), scores::blocks(parts)));
        printables = printables.and_several(several.collect());
        tables.extend(parts.into_iter().flat_map(|(_, parts)| parts).map(|part| part.table));
    }
    let text = Text { template, figures: &figures, remarks: remarks.as_ref(), printables: &printables };
    let (parts, stray) = text.read()?;
    let typed = Typed { project, tables: &template.tables, data, figures: &figures };
    Failure::unless_empty(text.scripts(|script| typed.disagreeing(script)), ())?;
    let mut notices = missing_remarks(&parts, project, status)?;
    notices.extend(stray);
    let title = Title::Named { kind: template.kind.clone(), subject };
    let heading = Heading { title, addressees: project.report.addressees.clone() };
    let appendices = text.labels_of(parts.appendix_ids());
    let for_word = project.report.docx_template.is_some() || template.docx_template.is_some();
    let remarks = if for_word { text.remark_blocks(&appendices)? } else { BTreeMap::new() };
    let possible_appendices = text.expected_labels().into_keys().collect();
    let document = assemble::document(project, template, parts, heading, status);
    let printed = printables.by_id();
    Ok(Report { document, tables, charts, figures, printed, remarks, appendices, possible_appendices, notices })
}

/// A draft says what is missing; a final document does not come to be.
fn missing_remarks(parts: &Parts, project: &Project, status: Status) -> Result<Vec<Diagnostic>, Failure> {
    let place = match &project.report.remarks {
        Some(file) => Location::file(file),
        None => project.file.at_key("report.remarks"),
    };
    let missing = |make: fn(Code) -> Diagnostic| {
        let tell = |part: &String| make(Code::MissingRemark).at(place.clone()).with("part", part);
        parts.gaps.iter().map(tell).collect::<Vec<_>>()
    };
    match status {
        Status::Draft => Ok(missing(Diagnostic::warning)),
        Status::Final => Failure::unless_empty(missing(Diagnostic::error), Vec::new()),
    }
}
