//! Footnotes: a web page has no page foot, so that they stand below the text, linked both ways.
//!
//! In: the notes of the document and each place that refers to one. Out: marks like "(1)" in the text, and the list of the
//! notes. A mark without a note, or a note without a mark, would be a dead link: rendering fails.

use super::{markup::Markup, outline};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Inline, TextStyle},
};

/// Follows the marks of the text.
pub struct Notes {
    /// For each note whether it has a mark already.
    marked: Vec<bool>,
    broken: Vec<Diagnostic>,
}

impl Notes {
    /// Before the first mark of a document with `total` notes.
    pub fn new(total: usize) -> Self {
        Self { marked: vec![false; total], broken: Vec::new() }
    }

    /// Writes the mark of the note with this index. The note links back to the first of its marks.
    fn refer(&mut self, markup: &mut Markup, index: usize) {
        let Some(marked) = self.marked.get_mut(index) else {
            self.broken.push(broken(index));
            return;
        };
        let number = index + 1;
        let id = if std::mem::replace(marked, true) { String::new() } else { mark_id(number) };
        let (target, label) = (format!("#{}", note_id(number)), format!("Chú thích ({number})"));
        markup.element("sup", &[], |markup| {
            let attributes = [("id", id.as_str()), ("role", "doc-noteref"), ("href", &target), ("aria-label", &label)];
            markup.element("a", &attributes, |markup| markup.text(&format!("({number})")));
        });
    }

    /// Writes the notes below the text.
    pub fn list(markup: &mut Markup, notes: &[Vec<Inline>]) -> Result<(), Failure> {
        if notes.is_empty() {
            return Ok(());
        }
        // A note inside a note has no place in a printed page.
        let mut nested = Self::new(0);
        markup.group(
            "section",
            &[("class", "notes"), ("id", outline::NOTES), ("aria-label", "Chú thích")],
            |markup| {
                for (content, number) in notes.iter().zip(1..) {
                    markup.block("p", &[("id", &note_id(number)), ("role", "doc-footnote")], |markup| {
                        let (target, label) =
                            (format!("#{}", mark_id(number)), format!("({number}) Về chỗ có chú thích"));
                        let attributes = [("role", "doc-backlink"), ("href", target.as_str()), ("aria-label", &label)];
                        markup.element("a", &attributes, |markup| markup.text(&format!("({number})")));
                        markup.text(" ");
                        inlines(markup, &mut nested, content);
                    });
                }
            },
        );
        Failure::unless_empty(nested.broken, ())
    }

    /// After the last mark.
    ///
    /// # Errors
    /// When a mark had no note, or a note has no mark.
    pub fn finish(mut self) -> Result<(), Failure> {
        let unmarked = self.marked.iter().enumerate().filter(|(_, marked)| !**marked);
        self.broken.extend(unmarked.map(|(index, _)| broken(index)));
        Failure::unless_empty(self.broken, ())
    }
}

/// Writes text in its styles, and footnote marks.
pub fn inlines(markup: &mut Markup, notes: &mut Notes, content: &[Inline]) {
    for inline in content {
        match inline {
            Inline::Text { text, style } => styled(markup, text, *style),
            Inline::Footnote(index) => notes.refer(markup, *index),
        }
    }
}

fn styled(markup: &mut Markup, text: &str, style: TextStyle) {
    match style {
        TextStyle { bold: true, .. } => {
            markup.element("b", &[], |markup| styled(markup, text, TextStyle { bold: false, ..style }));
        }
        TextStyle { italic: true, .. } => markup.element("i", &[], |markup| markup.text(text)),
        TextStyle { .. } => markup.text(text),
    }
}

fn note_id(number: usize) -> String {
    format!("{}-{number}", outline::NOTES)
}

fn mark_id(number: usize) -> String {
    format!("dau-{number}")
}

fn broken(index: usize) -> Diagnostic {
    Diagnostic::error(Code::BrokenFootnote).with("label", index + 1).with("reason", "its mark or its text is missing")
}
