//! The blocks of the text and of the appendices, section by section.
//!
//! In: the document. Out: `word/document.xml`.

use super::{
    closing, letterhead,
    notes::Notes,
    page::{Numbering, text_width, twips},
    picture::Picture,
    rule, style, table,
    text::{Paragraph, run},
    title,
};
use crate::{
    diagnostic::Failure,
    document::{Appendix, Block, Document, Orientation, Preset},
    ooxml::Xml,
};

/// Empty room between a paragraph and the table below it, in twips.
const ABOVE_TABLE: u32 = 120;

/// The rule below the head of an appendix, as the decree's own template has it.
const RULE_MM: f32 = 20.0;

/// The main part: the document proper, then a section for each appendix. Every chart of the document has its list of pictures.
pub fn part(
    document: &Document,
    numbering: &Numbering,
    notes: &mut Notes,
    pictures: Vec<Vec<Picture>>,
) -> Result<Vec<u8>, Failure> {
    let mut body = Body { notes, pictures: pictures.into_iter(), preset: document.layout.preset };
    Xml::part("w:document", super::NAMESPACES, |xml| {
        xml.element("w:body", &[], |xml| {
            letterhead::write(xml, &document.letterhead, body.preset);
            body.blocks(xml, &document.body, Orientation::Portrait, true);
            closing::write(xml, &document.closing, document.letterhead.marks.drafter.as_deref());
            // Word keeps the properties of a section in its last paragraph, those of the last section at the end of the text.
            let mut section: Box<dyn Fn(&mut Xml)> = Box::new(|xml| numbering.document_section(xml));
            for (index, appendix) in document.appendices.iter().enumerate() {
                Paragraph::new(style::JOINT).write_with(xml, section, |_| ());
                body.appendix_head(xml, appendix, index + 1);
                body.blocks(xml, &appendix.blocks, appendix.orientation, false);
                section = Box::new(|xml| numbering.appendix_section(xml, appendix.orientation));
            }
            Paragraph::new(style::JOINT).write(xml, |_| ());
            section(xml);
        });
    })
}

/// The id in the characters and the length that Word allows in a bookmark, made unique by the appendix's number.
fn bookmark(id: &str, number: usize) -> String {
    let id: String = id.chars().map(|sign| if sign.is_alphanumeric() { sign } else { '_' }).take(30).collect();
    format!("pl{number}_{id}")
}

/// What the blocks of all sections share.
struct Body<'a> {
    notes: &'a mut Notes,
    pictures: std::vec::IntoIter<Vec<Picture>>,
    preset: Preset,
}

impl Body<'_> {
    fn appendix_head(&self, xml: &mut Xml, appendix: &Appendix, number: usize) {
        let id = number.to_string();
        let head = |style| Paragraph { keep_next: true, ..Paragraph::new(style) };
        head(style::APPENDIX).write(xml, |xml| {
            xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &bookmark(&appendix.id, number))]);
            run(xml, &appendix.label);
            xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        });
        let room = text_width(appendix.orientation);
        title::write(xml, style::APPENDIX_TITLE, &appendix.title, room, self.preset);
        head(style::APPENDIX_REFERENCE).write_text(xml, &appendix.reference);
        rule::write(xml, room, twips(RULE_MM));
    }

    /// Writes blocks; the last one stays with the closing where one follows.
    fn blocks(&mut self, xml: &mut Xml, blocks: &[Block], orientation: Orientation, closing_follows: bool) {
        let next_blocks = blocks.iter().skip(1).map(Some).chain([None]);
        let room = text_width(orientation);
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
                    paragraph(style).write_inlines(xml, self.notes, content);
                }
                Block::Part { number, title } => {
                    // One paragraph of two lines: one line of Word's navigation pane.
                    let indents = title::indents(title, room, self.preset.text_size());
                    Paragraph { indents, ..paragraph(style::PART) }.write_text(xml, &format!("{number}\n{title}"));
                }
                Block::Chart(chart) => self.chart(xml, &chart.title, room, paragraph(style::CHART)),
                Block::Paragraph(content) => paragraph(style::BODY).write_inlines(xml, self.notes, content),
                Block::Line { align, content } => {
                    let line = Paragraph { align: Some(*align), ..paragraph(style::LINE) };
                    line.write_inlines(xml, self.notes, content);
                }
                Block::Gap(text) => paragraph(style::GAP).write_text(xml, &format!("[{text}]")),
                Block::Table(table) => {
                    table::write(xml, table, room, next.is_none() && closing_follows);
                    // Word joins two tables without a paragraph between them into one.
                    if above_table {
                        Paragraph { after, ..Paragraph::new(style::JOINT) }.write(xml, |_| ());
                    }
                }
            }
        }
    }

    /// The title of a chart, kept with the first of its pictures; each stands in a paragraph of its own.
    fn chart(&mut self, xml: &mut Xml, title: &str, room: u32, last: Paragraph) {
        title::write(xml, style::CHART_TITLE, title, room, self.preset);
        let pictures = self.pictures.next().unwrap_or_default();
        let count = pictures.len();
        for (picture, place) in pictures.iter().zip(1..) {
            let paragraph = if place == count { last } else { Paragraph::new(style::CHART) };
            paragraph.write(xml, |xml| picture.write(xml));
        }
    }
}
