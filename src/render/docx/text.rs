//! Paragraphs and runs: what every other file of this renderer writes with.
//!
//! In: a style id, what departs from it, and text. Out: `w:p` and `w:r`, their properties in the order of the schema.

use super::{notes::Notes, style};
use crate::{
    document::{Align, Inline, TextStyle},
    ooxml::Xml,
};

/// A paragraph of a style, and where it departs from the style.
#[derive(Clone, Copy)]
pub struct Paragraph {
    /// The style.
    pub style: &'static str,
    /// Stays on the page of what follows.
    pub keep_next: bool,
    /// Empty room below, in twips.
    pub after: Option<u32>,
    /// Indents left and right, in twips.
    pub indents: Option<(u32, u32)>,
    /// How far the first line starts left of the others, in twips.
    pub hanging: u32,
    /// Another alignment.
    pub align: Option<Align>,
}

impl Paragraph {
    /// A paragraph that looks as its style says.
    pub fn new(style: &'static str) -> Self {
        Self { style, keep_next: false, after: None, indents: None, hanging: 0, align: None }
    }

    /// A paragraph of one plain run.
    pub fn write_text(self, xml: &mut Xml, text: &str) {
        self.write(xml, |xml| run(xml, text));
    }

    /// A paragraph of inline content.
    pub fn write_inlines(self, xml: &mut Xml, notes: &mut Notes, content: &[Inline]) {
        self.write(xml, |xml| inlines(xml, notes, content));
    }

    /// A paragraph whose runs `content` writes.
    pub fn write(self, xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
        self.write_with(xml, |_| (), content);
    }

    /// The same, with more at the end of its properties (the schema wants `w:sectPr` there).
    pub fn write_with(self, xml: &mut Xml, properties: impl FnOnce(&mut Xml), content: impl FnOnce(&mut Xml)) {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                self.properties(xml);
                properties(xml);
            });
            content(xml);
        });
    }

    fn properties(self, xml: &mut Xml) {
        xml.value("w:pStyle", self.style);
        if self.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if let Some(after) = self.after {
            xml.empty("w:spacing", &[("w:after", &after.to_string())]);
        }
        if let Some((left, right)) = self.indents {
            let (left, right, hanging) = (left.to_string(), right.to_string(), self.hanging.to_string());
            let mut indents = vec![("w:left", left.as_str()), ("w:right", &right)];
            if self.hanging > 0 {
                indents.push(("w:hanging", &hanging));
            }
            xml.empty("w:ind", &indents);
        }
        if let Some(align) = self.align {
            xml.value("w:jc", justification(align));
        }
    }
}

/// The value of `w:jc`.
fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// A plain run.
pub fn run(xml: &mut Xml, text: &str) {
    styled_run(xml, text, TextStyle::default());
}

/// The run that shows a footnote mark; `content` writes the mark itself.
pub fn mark(xml: &mut Xml, content: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], |xml| {
        xml.element("w:rPr", &[], |xml| xml.value("w:rStyle", style::FOOTNOTE_MARK));
        content(xml);
    });
}

/// The characters of a run: Word wants breaks and tabs as elements, and drops outer spaces unless told not to.
pub fn characters(xml: &mut Xml, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            xml.empty("w:br", &[]);
        }
        for (index, part) in line.split('\t').enumerate() {
            if index > 0 {
                xml.empty("w:tab", &[]);
            }
            xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(part));
        }
    }
}

fn styled_run(xml: &mut Xml, text: &str, style: TextStyle) {
    xml.element("w:r", &[], |xml| {
        if style != TextStyle::default() {
            xml.element("w:rPr", &[], |xml| {
                if style.bold {
                    xml.empty("w:b", &[]);
                }
                if style.italic {
                    xml.empty("w:i", &[]);
                }
            });
        }
        characters(xml, text);
    });
}

/// Runs and footnote marks.
pub fn inlines(xml: &mut Xml, notes: &mut Notes, content: &[Inline]) {
    for inline in content {
        match inline {
            Inline::Text { text, style } => styled_run(xml, text, *style),
            Inline::Footnote(index) => notes.refer(xml, *index),
        }
    }
}
