//! The frame around the words: letterhead, closing, appendix heads and the facts that files carry.
//!
//! In: the project, its template, the words. Out: the [`Document`]. What is blank in a draft or in an electronic document is
//! decided here and nowhere else.

use chrono::Datelike;
use serde_json::{Value, json};

use super::{front_matter::Template, parts::Parts};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Appendix, Closing, Document, Layout, Letterhead, Marks, Medium, Metadata, Recipient, Status, Title},
    locale::vietnamese,
    project::{AppendixNumbering, Project, ReportSection, parse_date},
};

/// What stands where a number will be written or stamped.
const BLANK_NUMBER: &str = "       ";

/// What a document is called and whom it addresses.
pub struct Heading {
    /// Ô 5a or 5b.
    pub title: Title,
    /// Ô 9a; empty for a report sent to many.
    pub addressees: Vec<String>,
}

/// Puts the words into their frame.
pub fn document(project: &Project, template: &Template, parts: Parts, heading: Heading, status: Status) -> Document {
    let (section, layout) = (&project.report, template.layout.of(project.date));
    let reference = reference(project, template, layout, status);
    let (numbering, count) = (template.layout.appendix_numbering.unwrap_or_default(), parts.appendices.len());
    let appendices = (1..).zip(parts.appendices).map(|(number, part)| Appendix {
        id: part.id,
        label: match numbering {
            AppendixNumbering::Arabic => appendix_label(numbering, number, count).to_uppercase(),
            AppendixNumbering::Roman => appendix_label(numbering, number, count),
        },
        title: part.title,
        reference: reference.clone(),
        orientation: part.orientation,
        blocks: part.blocks,
    });
    Document {
        metadata: metadata(project, template, &heading, status),
        layout,
        status,
        letterhead: Letterhead {
            superior: section.superior.clone(),
            issuer: section.issuer.clone(),
            number: format!("Số: {}", printed_number(section, status)),
            place_and_date: format!("{}, {}", section.place, document_date(project, status)),
            title: heading.title,
            addressees: heading.addressees,
            marks: marks(section),
        },
        body: parts.body,
        closing: closing(section),
        appendices: appendices.collect(),
        footnotes: parts.footnotes,
    }
}

/// What letterhead, closing and appendix heads say, under the names that tags use.
pub fn frame_values(project: &Project, template: &Template, status: Status) -> Vec<(&'static str, Value)> {
    let (section, layout) = (&project.report, template.layout.of(project.date));
    let sign = |recipient: &Recipient| if recipient.level == 0 { '-' } else { '+' };
    let recipients = closing(section).recipients;
    let recipients = recipients.iter().map(|recipient| format!("{} {}", sign(recipient), recipient.text));
    vec![
        ("kind", json!(template.kind)),
        ("superior", json!(section.superior)),
        ("organ", json!(section.issuer)),
        ("number_line", json!(format!("Số: {}", printed_number(section, status)))),
        ("place_and_date", json!(format!("{}, {}", section.place, document_date(project, status)))),
        ("attached_to", json!(reference(project, template, layout, status))),
        ("addressees", json!(section.addressees)),
        ("recipients", json!(recipients.collect::<Vec<_>>())),
        ("authority", json!(section.authority)),
        ("office", json!(section.office.clone().unwrap_or_default())),
        ("signer", json!(section.signer)),
        ("is_draft", json!(status == Status::Draft)),
    ]
}

/// `Phụ lục 01`, `Phụ lục I`; a single appendix has no number (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục III.1).
pub fn appendix_label(numbering: AppendixNumbering, number: usize, count: usize) -> String {
    match numbering {
        _ if count < 2 => "Phụ lục".to_owned(),
        AppendixNumbering::Arabic => format!("Phụ lục {number:02}"),
        AppendixNumbering::Roman => format!("Phụ lục {}", vietnamese::roman(number)),
    }
}

/// The line below the title of an appendix. In an electronic document number and date stay blank: the system gives them at signing.
fn reference(project: &Project, template: &Template, layout: Layout, status: Status) -> String {
    let issuer = &project.report.issuer_name;
    match layout.medium {
        Medium::Electronic => format!("(Kèm theo Văn bản số … ngày … tháng … năm … của {issuer})"),
        Medium::Paper => {
            let (number, date) = (printed_number(&project.report, status), document_date(project, status));
            format!("(Kèm theo {} số {number} {date} của {issuer})", template.kind_name)
        }
    }
}

/// A final paper document bears its number, which opens with a digit; a draft may wait for it, and an electronic one is given it at signing.
///
/// # Errors
/// `missing-number`.
pub fn check_number(project: &Project, template: &Template, status: Status, key: &str) -> Result<(), Failure> {
    let medium = template.layout.medium.unwrap_or_default();
    if status == Status::Draft || medium == Medium::Electronic || number_of(&project.report).is_some() {
        return Ok(());
    }
    let place = project.file.at_key(key);
    Err(Diagnostic::error(Code::MissingNumber).at(place).with("value", &project.report.number).into())
}

/// Number and notation (`28`, `BC-TKTra`); the number opens with a digit.
fn number_of(section: &ReportSection) -> Option<(&str, &str)> {
    let opens = section.number.starts_with(|first: char| first.is_ascii_digit());
    opens.then(|| section.number.split_once('/').unwrap_or((&section.number, "")))
}

/// What follows the slash, or all of it where there is none.
fn notation(section: &ReportSection) -> &str {
    section.number.split_once('/').map_or(section.number.as_str(), |(_, notation)| notation)
}

/// A draft leaves the number blank and keeps the notation: `       /BC-TKTra`; so does a document without one.
fn printed_number(section: &ReportSection, status: Status) -> String {
    match (status, number_of(section)) {
        (Status::Final, Some(_)) | (Status::Draft, Some((_, ""))) => section.number.clone(),
        _ => format!("{BLANK_NUMBER}/{}", notation(section)),
    }
}

/// A draft leaves day and month blank.
fn document_date(project: &Project, status: Status) -> String {
    match status {
        Status::Draft => format!("ngày      tháng      năm {}", project.date.year()),
        Status::Final => vietnamese::long_date(project.date),
    }
}

fn marks(section: &ReportSection) -> Marks {
    Marks {
        urgency: section.urgency,
        circulation: section.circulation.clone(),
        drafter: section.drafter.clone(),
        address: section.address.clone(),
        copy: section.copy.clone(),
    }
}

/// The facts that the files of a document carry about it.
pub fn metadata(project: &Project, template: &Template, heading: &Heading, status: Status) -> Metadata {
    let (section, more, subject) = (&project.report, &project.metadata, heading.title.subject());
    let number = number_of(section).filter(|_| status == Status::Final).map(|(number, _)| number.to_owned());
    let recipients = closing(section).recipients.into_iter().filter(|recipient| recipient.level == 0);
    let recipients = recipients.map(|recipient| recipient.text.trim_end_matches([';', '.', ':']).to_owned());
    // "Như trên" stands for the addressees.
    let recipients = recipients.filter(|text| !text.starts_with("Như trên"));
    Metadata {
        title: format!("{} {subject}", template.kind_name),
        date: project.date,
        organ_id: more.organ_id.clone(),
        organization: section.issuer_name.clone(),
        type_name: template.kind_name.clone(),
        code_number: number,
        code_notation: notation(section).to_owned(),
        subject: subject.to_owned(),
        position: section.office.clone().or_else(|| section.authority.last().cloned()).unwrap_or_default(),
        full_name: section.signer.clone(),
        to: heading.addressees.iter().cloned().chain(recipients).collect(),
        file_catalog: more.file_catalog,
        file_notation: more.file_notation.clone(),
        doc_ordinal: more.doc_ordinal,
        priority: section.urgency,
        issued_amount: more.issued_amount,
        due_date: more.due_date.as_deref().and_then(parse_date),
        description: more.description.clone(),
    }
}

/// The recipients and the signature of a project.
pub fn closing(section: &ReportSection) -> Closing {
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
