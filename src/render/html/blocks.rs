//! The blocks of the text and of the appendices.
//!
//! In: blocks with the outline's entries for their headings. Out: paragraphs, headings, tables and pictures in reading order.

use super::{
    markup::Markup,
    notes::{Notes, inlines},
    outline::Entry,
    table,
};
use crate::document::{Align, Block, Inline};

/// What all blocks of a page share.
pub struct Page<'a> {
    /// Where it is written.
    pub markup: &'a mut Markup,
    /// Its footnotes.
    pub notes: &'a mut Notes,
    /// How many tables it has so far, for their ids.
    pub tables: usize,
}

impl Page<'_> {
    /// Writes blocks; `headings` are the outline's entries of their headings, in their order.
    pub fn blocks(&mut self, blocks: &[Block], headings: &[Entry]) {
        let mut headings = headings.iter();
        for block in blocks {
            match block {
                Block::Part { number, title } => {
                    self.heading(headings.next(), "part", |page| page.markup.text(&format!("{number}\n{title}")));
                }
                Block::Heading { level, content } => {
                    let class = if *level < 3 { "" } else { "point" };
                    self.heading(headings.next(), class, |page| page.inlines(content));
                }
                Block::Paragraph(content) => self.paragraph("", content),
                Block::Line { align, content } => self.paragraph(line_class(*align), content),
                Block::Gap(text) => self.gap(text),
                Block::Table(table) => {
                    self.tables += 1;
                    table::write(self.markup, table, &format!("bang-{}", self.tables));
                }
                Block::Chart(_) => {}
            }
        }
    }

    fn heading(&mut self, entry: Option<&Entry>, class: &str, content: impl FnOnce(&mut Page)) {
        let Some(entry) = entry else { return };
        let Page { markup, notes, tables } = self;
        let tables = *tables;
        markup.block(&format!("h{}", entry.level), &[("id", &entry.id), ("class", class)], |markup| {
            content(&mut Page { markup, notes, tables });
        });
    }

    fn paragraph(&mut self, class: &str, content: &[Inline]) {
        let notes = &mut *self.notes;
        self.markup.block("p", &[("class", class)], |markup| inlines(markup, notes, content));
    }

    fn inlines(&mut self, content: &[Inline]) {
        inlines(self.markup, self.notes, content);
    }

    /// A part that is still to be written, marked so that nobody overlooks it.
    fn gap(&mut self, text: &str) {
        self.markup.block("p", &[("class", "gap")], |markup| {
            markup.element("mark", &[], |markup| markup.text(&format!("[{text}]")));
        });
    }
}

fn line_class(align: Align) -> &'static str {
    match align {
        Align::Left => "line",
        Align::Center => "line center",
        Align::Right => "line right",
    }
}
