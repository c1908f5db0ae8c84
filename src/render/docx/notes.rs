//! Footnotes: real ones, which Word numbers and sets at the foot of the page.
//!
//! In: the notes of the document and each place that refers to one. Out: marks like "(1)" in the text and the part
//! `word/footnotes.xml`. Word numbers notes in the order of their marks; the document numbers them in the order of its
//! list: where the two would differ, a printed number would lie, and rendering fails.

use super::{
    style,
    text::{Paragraph, characters, inlines, mark, run},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Inline,
    ooxml::{Package, Xml},
};

const PART: &str = "word/footnotes.xml";
const CONTENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes";

/// Follows the marks of the text.
pub struct Notes {
    total: usize,
    marked: usize,
    broken: Vec<Diagnostic>,
}

impl Notes {
    /// Before the first mark of a document with `total` notes.
    pub fn new(total: usize) -> Self {
        Self { total, marked: 0, broken: Vec::new() }
    }

    /// Writes the mark of the note with this index. A further mark of a note that has one is plain text: a second
    /// reference would become a second note.
    pub fn refer(&mut self, xml: &mut Xml, index: usize) {
        let number = (index + 1).to_string();
        if index < self.marked {
            mark(xml, |xml| characters(xml, &format!("({number})")));
            return;
        }
        if index != self.marked || index >= self.total {
            self.broken.push(broken(index));
            return;
        }
        self.marked += 1;
        mark(xml, |xml| characters(xml, "("));
        mark(xml, |xml| xml.empty("w:footnoteReference", &[("w:id", &number)]));
        mark(xml, |xml| characters(xml, ")"));
    }

    /// After the last mark: adds the part with the text of the notes.
    ///
    /// # Errors
    /// When a mark had no note or stood out of order, or a note has no mark.
    pub fn finish(mut self, package: &mut Package, notes: &[Vec<Inline>]) -> Result<(), Failure> {
        self.broken.extend((self.marked..self.total).map(broken));
        Failure::unless_empty(self.broken, ())?;
        let bytes = part(notes)?;
        package.put(PART, CONTENT_TYPE, bytes)?;
        package.relate("word/document.xml", RELATION, "footnotes.xml").map(drop)
    }
}

fn broken(index: usize) -> Diagnostic {
    Diagnostic::error(Code::BrokenFootnote)
        .with("label", index + 1)
        .with("reason", "its mark is missing or out of order")
}

fn part(notes: &[Vec<Inline>]) -> Result<Vec<u8>, Failure> {
    let mut nested = Notes::new(0);
    let bytes = Xml::part("w:footnotes", super::NAMESPACES, |xml| {
        separator(xml, "-1", "separator", "w:separator");
        separator(xml, "0", "continuationSeparator", "w:continuationSeparator");
        for (index, content) in notes.iter().enumerate() {
            xml.element("w:footnote", &[("w:id", &(index + 1).to_string())], |xml| {
                Paragraph::new(style::FOOTNOTE_TEXT).write(xml, |xml| {
                    // Without brackets: some word processors take the first sign of a note for its number.
                    mark(xml, |xml| xml.empty("w:footnoteRef", &[]));
                    run(xml, " ");
                    inlines(xml, &mut nested, content);
                });
            });
        }
    })?;
    // A note inside a note has no place in a printed page.
    Failure::unless_empty(nested.broken, bytes)
}

/// The short rule above the notes; Word wants it as a note of its own.
fn separator(xml: &mut Xml, id: &str, kind: &str, element: &str) {
    xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
        Paragraph::new(style::FOOTNOTE_TEXT).write(xml, |xml| {
            xml.element("w:r", &[], |xml| xml.empty(element, &[]));
        });
    });
}
