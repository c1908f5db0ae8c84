//! The blocks of the text and of the appendices.
//!
//! In: blocks with the outline's entries for their headings. Out: paragraphs, headings, tables and pictures in reading order.

use super::{
    markup::Markup,
    notes::{Notes, inlines},
    outline::Entry,
    table,
};
use crate::{
    document::{Align, Block, Chart, Inline, Orientation},
    render::{chart, svg},
};

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;
/// The room for a picture on paper below a heading: width and height of the text, less some lines.
const PORTRAIT_MM: (f32, f32) = (165.0, 225.0);
const LANDSCAPE_MM: (f32, f32) = (252.0, 135.0);

/// What all blocks of a page share.
pub struct Page<'a> {
    /// Where it is written.
    pub markup: &'a mut Markup,
    /// Its footnotes.
    pub notes: &'a mut Notes,
    /// How many tables it has so far, for their ids.
    pub tables: usize,
    /// The paper that it is printed on.
    pub orientation: Orientation,
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
                Block::Chart(chart) => self.chart(chart),
            }
        }
    }

    fn heading(&mut self, entry: Option<&Entry>, class: &str, content: impl FnOnce(&mut Page)) {
        let Some(entry) = entry else { return };
        let Page { markup, notes, tables, orientation } = self;
        let (tables, orientation) = (*tables, *orientation);
        markup.block(&format!("h{}", entry.level), &[("id", &entry.id), ("class", class)], |markup| {
            content(&mut Page { markup, notes, tables, orientation });
        });
    }

    fn paragraph(&mut self, class: &str, content: &[Inline]) {
        let notes = &mut *self.notes;
        self.markup.block("p", &[("class", class)], |markup| inlines(markup, notes, content));
    }

    /// Pictures one below the other, each of which fits a page.
    fn chart(&mut self, chart: &Chart) {
        let (width, height) = match self.orientation {
            Orientation::Portrait => PORTRAIT_MM,
            Orientation::Landscape => LANDSCAPE_MM,
        };
        let drawings = chart::draw(chart, width * POINTS, height * POINTS);
        self.markup.group("figure", &[], |markup| {
            markup.block("figcaption", &[], |markup| markup.text(&chart.title));
            let group = [("class", "scroll"), ("role", "group"), ("aria-label", &chart.title), ("tabindex", "0")];
            markup.group("div", &group, |markup| {
                for drawing in &drawings {
                    markup.trusted(&svg::svg(drawing, &chart.title, &chart.alternative));
                    markup.end_line();
                }
            });
        });
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
