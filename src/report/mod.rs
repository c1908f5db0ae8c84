//! Stage 6: everything computed and a template become a [`Document`].
//!
//! In: the project, its template, [`TableData`]. Out: the document and its typed tables. Nothing is computed here that another
//! stage has not counted; words come from the template and from the project's remarks.

mod engine;
mod figures;
mod front_matter;
mod markdown;
mod names;
mod quarantine;
mod remarks;
mod tables;
mod text;

use chrono::Datelike;

pub use figures::{Figures, TableData};
pub use front_matter::Template;
pub use quarantine::quarantine_tables;

use engine::{Names, Script};
use front_matter::AppendixNumbering;
use markdown::Parts;
use text::Text;

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{Appendix, Closing, Document, Letterhead, Metadata, Profile, Recipient, Status, Table},
    locale::vietnamese,
    normalize::UnitList,
    project::{Project, ReportSection},
    table_spec::TableSpec,
};

/// A document with what its making brought to light.
#[derive(Debug)]
pub struct Report {
    /// The document.
    pub document: Document,
    /// Every table with columns, printed or not, for the CSV twins.
    pub tables: Vec<Table>,
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
    let has_columns = |spec: &&TableSpec| !spec.definition.columns.is_empty();
    let tables = template.tables.iter().filter(has_columns).map(|spec| tables::build(spec, data, units));
    let tables: Vec<Table> = tables.collect::<Result<_, _>>()?;
    let remarks = project.report.remarks.as_ref().map(|name| project.text_file(name)).transpose()?;
    let subject =
        Script { file: &template.file.name, lines_before: template.subject_line - 1, text: &template.subject };
    let subject = engine::render(&subject, &figures, &Names::default())?.replace('\\', "");
    let (parts, stray) = Text { template, figures: &figures, remarks: remarks.as_ref(), tables: &tables }.read()?;
    let mut notices = missing_remarks(&parts, project, status)?;
    notices.extend(stray);
    Ok(Report { document: assemble(project, template, parts, subject, status), tables, notices })
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

fn appendix_number(numbering: AppendixNumbering, number: usize) -> String {
    match numbering {
        AppendixNumbering::Arabic => format!("{number:02}"),
        AppendixNumbering::Roman => vietnamese::roman(number),
    }
}

fn assemble(project: &Project, template: &Template, parts: Parts, subject: String, status: Status) -> Document {
    let section = &project.report;
    let number = document_number(section, status);
    let date = document_date(project, status);
    let reference = format!("(Kèm theo {} số {number} {date} của {})", template.kind_name, section.issuer_name);
    let label = |number: usize| {
        let number = appendix_number(template.appendix_numbering, number);
        match template.appendix_numbering {
            AppendixNumbering::Arabic => format!("PHỤ LỤC {number}"),
            AppendixNumbering::Roman => format!("Phụ lục {number}"),
        }
    };
    let appendices = (1..).zip(parts.appendices).map(|(index, part)| Appendix {
        id: part.id,
        label: label(index),
        title: part.title,
        reference: reference.clone(),
        orientation: part.orientation,
        blocks: part.blocks,
    });
    Document {
        metadata: Metadata {
            title: format!("{} {subject}", template.kind_name),
            organization: section.issuer_name.clone(),
            date: project.date,
        },
        profile: Profile::in_force_on(project.date),
        status,
        letterhead: Letterhead {
            superior: section.superior.clone(),
            issuer: section.issuer.clone(),
            number: format!("Số: {number}"),
            place_and_date: format!("{}, {date}", section.place),
            kind: template.kind.clone(),
            subject,
        },
        body: parts.body,
        closing: closing(section),
        appendices: appendices.collect(),
        footnotes: parts.footnotes,
    }
}

/// A final document bears its number, which opens with a digit; a draft may wait for it.
///
/// # Errors
/// `missing-number`.
pub fn check_number(project: &Project, status: Status) -> Result<(), Failure> {
    let number = &project.report.number;
    if status == Status::Draft || number.starts_with(|first: char| first.is_ascii_digit()) {
        return Ok(());
    }
    let place = project.file.at_key("report.number");
    Err(Diagnostic::error(Code::MissingNumber).at(place).with("value", number).into())
}

/// A draft leaves the number blank and keeps the notation: `       /BC-TKTra`.
fn document_number(section: &ReportSection, status: Status) -> String {
    match (status, section.number.split_once('/')) {
        (Status::Draft, Some((_, notation))) => format!("       /{notation}"),
        _ => section.number.clone(),
    }
}

/// A draft leaves day and month blank.
fn document_date(project: &Project, status: Status) -> String {
    match status {
        Status::Draft => format!("ngày      tháng      năm {}", project.date.year()),
        Status::Final => vietnamese::long_date(project.date),
    }
}

fn closing(section: &ReportSection) -> Closing {
    let recipient = |line: &String| {
        let line = line.trim();
        match line.strip_prefix('+') {
            Some(text) => Recipient { level: 1, text: text.trim().to_owned() },
            None => Recipient { level: 0, text: line.strip_prefix('-').unwrap_or(line).trim().to_owned() },
        }
    };
    Closing {
        recipients: section.recipients.iter().map(recipient).collect(),
        authority: section.authority.clone(),
        office: section.office.clone(),
        signer: section.signer.clone(),
    }
}
