//! A report template as a document whose tags are kept: what an office starts its own Word file from.
//!
//! In: a report template, the choices of a project where there is one. Out: the [`Document`] that the template would make, with tags in
//! the place of values. Tags that stand alone on their line become paragraphs of their own, as Word files want them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    assemble::appendix_label,
    front_matter::Outline,
    kept_tags::{self, Kept},
    markdown,
    parts::{Parts, Printables},
    runs::in_capitals,
    text::heading_ids,
};
use crate::{
    assets::Assets,
    diagnostic::{Failure, Location},
    document::{Appendix, Block, Closing, Document, Inline, Letterhead, Marks, Metadata, Recipient, Status, Title},
    project::{AppendixNumbering, Project},
};

/// The document that a report template makes, with its tags.
///
/// # Errors
/// Those of the template; `broken-footnote` where a note depends on a condition in another way than its mark.
pub fn starter(assets: &Assets, id: &str, project: Option<&Project>) -> Result<Document, Failure> {
    let outline = Outline::load(assets, id, Location::default())?;
    let layout = project.map_or(outline.layout, |project| project.layout.or(outline.layout));
    let date = project.map_or_else(without_project, |project| project.date);
    let is_true = |name: &str| {
        project.is_some_and(|project| match name {
            "report.charts" => project.report.charts,
            _ => project.report.scores,
        })
    };
    let body = kept_tags::without_outer_conditions(&outline.body, is_true);
    let numbering = layout.appendix_numbering.unwrap_or_default();
    let ids = heading_ids(&body);
    let labels = (1..).zip(&ids).map(|(number, id)| (id.clone(), appendix_label(numbering, number, ids.len())));
    let labels: BTreeMap<String, String> = labels.collect();
    let kept = Kept::of(&body, &labels);
    let place = |_: &str| Location::file(outline.file.as_str());
    let parts = markdown::read(&kept.markdown, &Printables::default(), layout, place)?;
    let restored = Restored { kept: &kept, upper: in_capitals(layout) };
    let subject = outline.subject.clone();
    Ok(Document {
        metadata: metadata(&outline.title, &outline.kind_name, date),
        layout: layout.of(date),
        status: Status::Draft,
        letterhead: letterhead(outline.kind.clone(), subject),
        appendices: restored.appendices(&parts, numbering),
        footnotes: parts.footnotes.iter().map(|note| restored.inlines(note, false)).collect(),
        body: parts.body.iter().map(|block| restored.block(block)).collect(),
        closing: closing(),
    })
}

/// The date of a document that no project dates: the layout law is the newest.
fn without_project() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default()
}

/// A list of lines, a paragraph each.
fn each_line(list: &str) -> Vec<String> {
    vec![format!("{{%p for line in {list} %}}"), "{{ line }}".to_owned(), "{%p endfor %}".to_owned()]
}

fn letterhead(kind: String, subject: String) -> Letterhead {
    Letterhead {
        superior: each_line("report.superior"),
        issuer: each_line("report.organ"),
        number: "{{ report.number_line }}".to_owned(),
        place_and_date: "{{ report.place_and_date }}".to_owned(),
        title: Title::Named { kind, subject },
        addressees: Vec::new(),
        marks: Marks::default(),
    }
}

fn closing() -> Closing {
    let recipients = each_line("report.recipients").into_iter().map(|text| Recipient { level: 0, text });
    Closing {
        recipients: recipients.collect(),
        authority: each_line("report.authority"),
        office: Some("{{ report.office }}".to_owned()),
        signer: "{{ report.signer }}".to_owned(),
    }
}

fn metadata(title: &str, kind: &str, date: NaiveDate) -> Metadata {
    Metadata {
        title: title.to_owned(),
        date,
        organ_id: None,
        organization: String::new(),
        type_name: kind.to_owned(),
        code_number: None,
        code_notation: String::new(),
        subject: title.to_owned(),
        position: String::new(),
        full_name: String::new(),
        to: Vec::new(),
        file_catalog: None,
        file_notation: None,
        doc_ordinal: None,
        priority: None,
        issued_amount: None,
        due_date: None,
        description: None,
    }
}

/// Puts the tags back into what was read.
struct Restored<'a> {
    kept: &'a Kept,
    /// Whether titles are printed in capitals: then values in them are, too.
    upper: bool,
}

impl Restored<'_> {
    fn appendices(&self, parts: &Parts, numbering: AppendixNumbering) -> Vec<Appendix> {
        let count = parts.appendices.len();
        let appendix = |(number, part): (usize, &super::parts::AppendixPart)| Appendix {
            id: part.id.clone(),
            label: match numbering {
                AppendixNumbering::Arabic => appendix_label(numbering, number, count).to_uppercase(),
                AppendixNumbering::Roman => appendix_label(numbering, number, count),
            },
            title: self.kept.restore(&part.title, self.upper),
            reference: "{{ report.attached_to }}".to_owned(),
            orientation: part.orientation,
            blocks: part.blocks.iter().map(|block| self.block(block)).collect(),
        };
        (1..).zip(&parts.appendices).map(appendix).collect()
    }

    fn block(&self, block: &Block) -> Block {
        match block {
            Block::Part { number, title } => {
                Block::Part { number: self.kept.restore(number, false), title: self.kept.restore(title, true) }
            }
            Block::Heading { level, content } => {
                Block::Heading { level: *level, content: self.inlines(content, self.upper && *level == 1) }
            }
            Block::Paragraph(content) => Block::Paragraph(self.inlines(content, false)),
            Block::Line { align, content } => Block::Line { align: *align, content: self.inlines(content, false) },
            other => other.clone(),
        }
    }

    fn inlines(&self, content: &[Inline], upper: bool) -> Vec<Inline> {
        let restored = |inline: &Inline| match inline {
            Inline::Text { text, style } => Inline::Text { text: self.kept.restore(text, upper), style: *style },
            mark @ Inline::Footnote(_) => mark.clone(),
        };
        content.iter().map(restored).collect()
    }
}
