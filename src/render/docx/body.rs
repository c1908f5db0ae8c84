//! The blocks of the text and of the appendices, section by section.
//!
//! In: the document. Out: `word/document.xml`.

use super::{
    frame,
    notes::Notes,
    page::{Numbering, text_width, twips},
    rule, style, table,
    text::{Paragraph, run},
    title,
};
use crate::{
    diagnostic::Failure,
    document::{Align, Appendix, Block, Document, Orientation},
    ooxml::Xml,
};

/// Empty room between a paragraph and the table below it, in twips.
const ABOVE_TABLE: u32 = 120;

/// The rule below the head of an appendix, as the decree's own template has it.
const RULE_MM: f32 = 20.0;

/// The main part: the document proper, then a section for each appendix.
pub fn part(document: &Document, numbering: &Numbering, notes: &mut Notes) -> Result<Vec<u8>, Failure> {
    Xml::part("w:document", super::NAMESPACES, |xml| {
        xml.element("w:body", &[], |xml| {
            frame::letterhead(xml, &document.letterhead);
            blocks(xml, notes, &document.body, Orientation::Portrait, true);
            frame::closing(xml, &document.closing);
            let mut orientation = Orientation::Portrait;
            for (index, appendix) in document.appendices.iter().enumerate() {
                end_of_section(xml, numbering, orientation);
                orientation = appendix.orientation;
                appendix_head(xml, appendix, index + 1);
                blocks(xml, notes, &appendix.blocks, orientation, false);
            }
            Paragraph::new(style::JOINT).write(xml, |_| ());
            numbering.section(xml, orientation);
        });
    })
}

/// Word keeps the properties of a section in its last paragraph.
fn end_of_section(xml: &mut Xml, numbering: &Numbering, orientation: Orientation) {
    Paragraph::new(style::JOINT).write_with(xml, |xml| numbering.section(xml, orientation), |_| ());
}

fn appendix_head(xml: &mut Xml, appendix: &Appendix, number: usize) {
    let id = number.to_string();
    let head = |style| Paragraph { keep_next: true, ..Paragraph::new(style) };
    head(style::APPENDIX).write(xml, |xml| {
        xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(&appendix.id, number))]);
        run(xml, &appendix.label);
        xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    });
    let room = text_width(appendix.orientation);
    title::write(xml, style::APPENDIX_TITLE, &appendix.title, room);
    head(style::APPENDIX_REFERENCE).write_text(xml, &appendix.reference);
    rule::write(xml, room, twips(RULE_MM));
}

/// The id in the characters and the length that Word allows in a bookmark, made unique by the appendix's number.
fn bookmark(id: &str, number: usize) -> String {
    let id: String = id.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '_' }).take(30).collect();
    format!("pl{number}_{id}")
}

/// Writes blocks; the last one stays with the closing where one follows.
fn blocks(xml: &mut Xml, notes: &mut Notes, blocks: &[Block], orientation: Orientation, closing_follows: bool) {
    let next_blocks = blocks.iter().skip(1).map(Some).chain([None]);
    for (block, next) in blocks.iter().zip(next_blocks) {
        let above_table = matches!(next, Some(Block::Table(_)));
        let after = above_table.then_some(ABOVE_TABLE);
        let keep_next = above_table || (next.is_none() && closing_follows);
        let paragraph = |style| Paragraph { keep_next, after, ..Paragraph::new(style) };
        match block {
            Block::Heading { level, content } => {
                let style = match level {
                    0 | 1 => style::HEADING_1,
                    2 => style::HEADING_2,
                    _ => style::HEADING_3,
                };
                paragraph(style).write_inlines(xml, notes, content);
            }
            Block::Part { number, title } => {
                for line in [number, title] {
                    Paragraph { keep_next: true, align: Some(Align::Center), ..Paragraph::new(style::HEADING_1) }
                        .write_text(xml, line);
                }
            }
            Block::Chart(_) => {}
            Block::Paragraph(content) => paragraph(style::BODY).write_inlines(xml, notes, content),
            Block::Line { align, content } => {
                Paragraph { align: Some(*align), ..paragraph(style::LINE) }.write_inlines(xml, notes, content);
            }
            Block::Gap(text) => paragraph(style::GAP).write_text(xml, &format!("[{text}]")),
            Block::Table(table) => {
                table::write(xml, table, text_width(orientation));
                // Word joins two tables without a paragraph between them into one.
                if above_table {
                    Paragraph { after, ..Paragraph::new(style::JOINT) }.write(xml, |_| ());
                }
            }
        }
    }
}
