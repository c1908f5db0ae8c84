//! The composer: what every part of the layout shares while one document is set.
//!
//! In: a document and its fonts. Out: lines and strips; footnotes that travel with the line of their mark; page numbers.

use parley::Alignment;

use super::{
    flow::Strip,
    item::{Face, Item, Page},
    line::Line,
    shape::{Column, Mark, Setting, Shaper, Span},
    sheet::{NOTE_SIZE, PARAGRAPH_GAP, mm},
};
use crate::{
    document::{Document, Inline, Profile},
    render::pdf::Fonts,
};

/// Distance of the page number from the edge of the paper.
const NUMBER_INSET: f32 = mm(10.0);

/// Sets the parts of one document.
pub struct Composer<'a> {
    pub document: &'a Document,
    pub shaper: Shaper<'a>,
}

impl<'a> Composer<'a> {
    /// A composer for this document.
    pub fn new(document: &'a Document, fonts: &'a mut Fonts) -> Self {
        Self { document, shaper: Shaper::new(fonts) }
    }

    /// Points of the text, and of all that has its size.
    pub const fn text_size(&self) -> f32 {
        self.document.layout.preset.text_size()
    }

    /// Lines of text in one face.
    pub fn plain(&mut self, text: &str, face: Face, size: f32, column: Column) -> Vec<Line> {
        self.lines(&[Span::new(text, face)], Setting::single(size), column)
    }

    /// Lines of spans.
    pub fn lines(&mut self, spans: &[Span], setting: Setting, column: Column) -> Vec<Line> {
        self.shaper.shape(spans, setting).lines(column)
    }

    /// Lines of a title: centred in the width and about equally long.
    pub fn title(&mut self, text: &str, size: f32, width: f32) -> Vec<Line> {
        self.shaper.shape(&[Span::new(text, Face::Bold)], Setting::single(size)).balanced(width)
    }

    /// Lines as strips of the flow, each with the footnotes called on it; at a page break two lines stay together.
    pub fn strips(&mut self, lines: Vec<Line>, before: f32, width: f32) -> Vec<Strip> {
        let count = lines.len();
        let strip = |(index, line): (usize, Line)| Strip {
            before: if index == 0 { before } else { 0.0 },
            height: line.height,
            keep: index + 1 < count && (index == 0 || index + 2 == count),
            notes: line.calls.iter().map(|call| self.note(*call, width)).collect(),
            items: line.items,
            bookmark: None,
        };
        lines.into_iter().enumerate().map(strip).collect()
    }

    /// The lines of a footnote.
    fn note(&mut self, index: usize, width: f32) -> Vec<Line> {
        let Some(content) = self.document.footnotes.get(index) else {
            return Vec::new();
        };
        let mut spans = vec![Span::mark(index, Mark::Label, Face::Regular), Span::new(" ", Face::Regular)];
        spans.extend(inline_spans(content, Face::of));
        let column = Column { width, indent: 0.0, align: Alignment::Justify };
        self.lines(&spans, Setting::single(NOTE_SIZE), column)
    }

    /// Sets a part and numbers its pages from 1; the first shows no number.
    pub fn numbered(&mut self, part: impl FnOnce(&mut Self) -> Vec<Page>) -> Vec<Page> {
        let mut pages = part(self);
        for (index, page) in pages.iter_mut().enumerate().skip(1) {
            let number = self.page_number(index + 1, page);
            page.items.extend(number);
        }
        pages
    }

    fn page_number(&mut self, number: usize, page: &Page) -> Vec<Item> {
        let sheet = page.sheet;
        let align = match self.document.layout.profile {
            Profile::Nd30 => Alignment::Center,
            Profile::Tt01 => Alignment::Right,
        };
        let column = Column { width: sheet.text_width(), indent: 0.0, align };
        let lines = self.plain(&number.to_string(), Face::Regular, self.text_size(), column);
        let height: f32 = lines.iter().map(|line| line.height).sum();
        let top = match self.document.layout.profile {
            Profile::Nd30 => NUMBER_INSET + PARAGRAPH_GAP,
            Profile::Tt01 => sheet.height - NUMBER_INSET - height,
        };
        lines.into_iter().flat_map(|line| line.items).map(|item| item.moved(sheet.left, top)).collect()
    }
}

/// Inlines as spans; `face` says how a style is printed here.
pub fn inline_spans(content: &[Inline], face: impl Fn(crate::document::TextStyle) -> Face) -> Vec<Span> {
    let mut last = Face::Regular;
    let span = |inline: &Inline| match inline {
        Inline::Text { text, style } => {
            last = face(*style);
            Span::new(text, last)
        }
        Inline::Footnote(index) => Span::mark(*index, Mark::Call(*index), last),
    };
    content.iter().map(span).collect()
}
