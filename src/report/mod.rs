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

use std::collections::BTreeMap;

use chrono::Datelike;

pub use figures::{Figures, TableData};
pub use front_matter::Template;
pub use quarantine::quarantine_tables;

use engine::{Names, Script};
use front_matter::AppendixNumbering;
use markdown::Parts;

use crate::{
    assets::TextFile,
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
    /// Parts that a person has yet to write.
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
    let names = Names {
        tables: tables.iter().map(|table| table.id().to_owned()).collect(),
        appendices: appendix_labels(template),
        remarks: BTreeMap::new(),
    };
    let remarks = project.report.remarks.as_ref().map(|name| project.text_file(name)).transpose()?;
    let names = Names { remarks: rendered_remarks(remarks.as_ref(), &figures, &names)?, ..names };
    let subject =
        Script { file: &template.file.name, lines_before: template.subject_line - 1, text: &template.subject };
    let subject = engine::render(&subject, &figures, Names::default())?.replace('\\', "");
    let script = Script { file: &template.file.name, lines_before: template.body_starts_after, text: &template.body };
    let markdown = engine::render(&script, &figures, names)?;
    let by_id = tables.iter().map(|table| (table.id().to_owned(), table.clone())).collect();
    let parts = markdown::read(&markdown, &by_id, |text| place_of(text, remarks.as_ref(), &template.file))?;
    let notices = missing_remarks(&parts, project, status)?;
    Ok(Report { document: assemble(project, template, parts, subject, status), tables, notices })
}

/// Remarks may cite figures as the template does; they are rendered first and stand in the template as text.
fn rendered_remarks(
    file: Option<&TextFile>,
    figures: &Figures,
    names: &Names,
) -> Result<BTreeMap<String, String>, Failure> {
    let Some(file) = file else { return Ok(BTreeMap::new()) };
    let parts = remarks::parts(file);
    Failure::unless_empty(remarks::repeated(file, &parts), ())?;
    let render = |part: remarks::Remark| {
        let script = Script { file: &file.name, lines_before: part.lines_before, text: &part.text };
        Ok((part.key(), engine::render(&script, figures, names.clone())?.trim().to_owned()))
    };
    parts.into_iter().map(render).collect()
}

/// Where a text was last written: in the remarks, else in the template.
fn place_of(text: &str, remarks: Option<&TextFile>, template: &TextFile) -> Location {
    let place = |file: &TextFile| {
        let lines = (1..).zip(file.text.lines()).filter(|(_, line)| line.contains(text));
        lines.last().map(|(line, _)| file.at_line(line))
    };
    remarks.and_then(place).or_else(|| place(template)).unwrap_or_else(|| Location::file(template.name.as_str()))
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

/// Labels of the appendices by id, as sentences name them; known before rendering, since the body refers to them.
fn appendix_labels(template: &Template) -> BTreeMap<String, String> {
    let headings = template.body.lines().filter(|line| line.starts_with("# "));
    let ids = headings.filter_map(|line| {
        let attributes = line.rsplit_once('{')?.1;
        attributes.split([' ', '}']).find_map(|word| word.strip_prefix('#'))
    });
    let label = |(number, id): (usize, &str)| {
        let number = appendix_number(template.appendix_numbering, number);
        (id.to_owned(), format!("Phụ lục {number}"))
    };
    (1..).zip(ids).map(label).collect()
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
