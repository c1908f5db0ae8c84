//! Rendered Markdown becomes blocks, footnotes and appendices.
//!
//! In: Markdown with [`super::engine::MARKER`]s for tables and gaps. Out: [`Parts`]: the body, each `# title {#id}` as the start of an appendix, and
//! footnotes numbered in the order of their marks.

use std::collections::BTreeMap;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{
    parts::{AppendixPart, Parts, Printables},
    runs::{Piece, in_capitals, join_text, pieces, plain_text, titled},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{Align, Block, Inline, Orientation, TextStyle},
    project::LayoutSection,
};

/// What is wrong with a footnote, as the catalogue of reasons knows it.
const NO_NOTE: &str = "no note";
const NO_MARK: &str = "no mark";
const TWICE: &str = "twice";
const IN_TITLE: &str = "in a title";

/// Reads rendered Markdown; tables and charts are taken by the id in their markers; `layout` says how titles are printed; `place` tells where a text such as `[^label]` was written.
///
/// # Errors
/// `broken-footnote` for each mark without a note or in the title of an appendix or part, note without a mark, or label that stands twice.
pub fn read(
    markdown: &str,
    printables: &Printables,
    layout: LayoutSection,
    place: impl Fn(&str) -> Location,
) -> Result<Parts, Failure> {
    let options = Options::ENABLE_FOOTNOTES | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut reader = Reader::new(printables, layout);
    for event in TextMergeStream::new(Parser::new_ext(markdown, options)) {
        reader.take(event);
    }
    reader.finish(place)
}

struct Reader<'a> {
    printables: &'a Printables,
    layout: LayoutSection,
    parts: Parts,
    inlines: Vec<Inline>,
    /// A gap that opens a paragraph: whether it is all of it is not known yet.
    gap: Option<String>,
    style: TextStyle,
    lists: Vec<Option<u64>>,
    prefix: Option<String>,
    quoted: bool,
    heading: Option<AppendixPart>,
    /// Whether the open heading is that of a part or chapter.
    opens_part: bool,
    marks: Vec<String>,
    notes: BTreeMap<String, Vec<Inline>>,
    note: Option<(String, Vec<Inline>)>,
    errors: Vec<(String, &'static str)>,
}

impl<'a> Reader<'a> {
    fn new(printables: &'a Printables, layout: LayoutSection) -> Self {
        Self {
            printables,
            layout,
            parts: Parts::default(),
            inlines: Vec::new(),
            gap: None,
            style: TextStyle::default(),
            lists: Vec::new(),
            prefix: None,
            quoted: false,
            heading: None,
            opens_part: false,
            marks: Vec::new(),
            notes: BTreeMap::new(),
            note: None,
            errors: Vec::new(),
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) | Event::Html(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(&CowStr::Borrowed(" ")),
            Event::FootnoteReference(label) => self.mark(&label),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level: HeadingLevel::H1, classes, .. } if classes.iter().any(|class| &**class == "part") => {
                self.opens_part = true;
            }
            Tag::Heading { level: HeadingLevel::H1, id, classes, .. } => {
                let landscape = classes.iter().any(|class| &**class == "landscape");
                let orientation = if landscape { Orientation::Landscape } else { Orientation::Portrait };
                let id = id.map(CowStr::into_string).unwrap_or_default();
                self.heading = Some(AppendixPart { id, title: String::new(), orientation, blocks: Vec::new() });
            }
            Tag::List(start) => {
                self.flush();
                self.lists.push(start);
            }
            Tag::Item => {
                self.prefix = Some(match (self.lists.last().copied().flatten(), self.lists.len()) {
                    (Some(number), _) => format!("{number}. "),
                    (None, 0 | 1) => "- ".to_owned(),
                    (None, _) => "+ ".to_owned(),
                });
            }
            Tag::FootnoteDefinition(label) => self.note = Some((label.into_string(), Vec::new())),
            Tag::BlockQuote(_) => self.quoted = true,
            Tag::Strong => self.style.bold = true,
            Tag::Emphasis => self.style.italic = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level),
            TagEnd::Paragraph => self.flush(),
            TagEnd::Item => {
                self.flush();
                if let Some(Some(number)) = self.lists.last_mut() {
                    *number += 1;
                }
            }
            TagEnd::List(_) => drop(self.lists.pop()),
            TagEnd::FootnoteDefinition => {
                if let Some((label, inlines)) = self.note.take()
                    && self.notes.insert(label.clone(), inlines).is_some()
                {
                    self.errors.push((label, TWICE));
                }
            }
            TagEnd::BlockQuote(_) => self.quoted = false,
            TagEnd::Strong => self.style.bold = false,
            TagEnd::Emphasis => self.style.italic = false,
            _ => {}
        }
    }

    fn end_heading(&mut self, level: HeadingLevel) {
        self.settle_gap();
        let content = std::mem::take(&mut self.inlines);
        if self.opens_part || self.heading.is_some() {
            self.refuse_marks(&content);
        }
        if std::mem::take(&mut self.opens_part) {
            let words = plain_text(&content);
            let (number, title) = words.split_once(". ").unwrap_or((&words, ""));
            self.push(Block::Part { number: number.to_owned(), title: title.to_uppercase() });
        } else if let Some(mut appendix) = self.heading.take() {
            let title = plain_text(&content);
            appendix.title = if in_capitals(self.layout) { title.to_uppercase() } else { title };
            self.parts.appendices.push(appendix);
        } else {
            let level = match level {
                HeadingLevel::H1 | HeadingLevel::H2 => 1,
                HeadingLevel::H3 => 2,
                _ => 3,
            };
            self.push(Block::Heading { level, content: titled(level, content, self.layout) });
        }
    }

    /// The title of an appendix or part is one string, which stands in outlines and on sheets too: a mark would be lost.
    fn refuse_marks(&mut self, title: &[Inline]) {
        let label = |inline: &Inline| if let Inline::Footnote(index) = inline { self.marks.get(*index) } else { None };
        let labels = title.iter().filter_map(label).cloned();
        self.errors.extend(labels.map(|label| (label, IN_TITLE)));
    }

    fn text(&mut self, text: &CowStr<'_>) {
        if let Some(prefix) = self.prefix.take() {
            self.inlines.push(Inline::plain(prefix));
        }
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) => {
                    self.settle_gap();
                    self.inlines.push(Inline::Text { text: text.to_owned(), style: self.style });
                }
                Piece::Table(id) => {
                    self.flush();
                    self.printables.table(id).into_iter().for_each(|block| self.push(block));
                }
                Piece::Chart(id) => {
                    self.flush();
                    let chart = self.printables.chart(id).cloned();
                    chart.into_iter().for_each(|chart| self.push(Block::Chart(chart)));
                }
                Piece::Gap(part) => self.gap(part),
            }
        }
    }

    /// A gap that is a whole paragraph is a block; within a sentence or a footnote it is words that nobody can overlook.
    fn gap(&mut self, part: &str) {
        self.parts.gaps.push(part.to_owned());
        self.settle_gap();
        if self.inlines.is_empty() && self.note.is_none() {
            self.gap = Some(part.to_owned());
        } else {
            self.inlines.push(gap_words(part));
        }
    }

    /// Something follows the gap in its paragraph.
    fn settle_gap(&mut self) {
        self.inlines.extend(self.gap.take().map(|part| gap_words(&part)));
    }

    fn mark(&mut self, label: &str) {
        let known = self.marks.iter().position(|mark| mark == label);
        let index = known.unwrap_or_else(|| {
            self.marks.push(label.to_owned());
            self.marks.len() - 1
        });
        self.settle_gap();
        self.inlines.push(Inline::Footnote(index));
    }

    fn flush(&mut self) {
        // Nothing followed it in its paragraph.
        if let Some(part) = self.gap.take() {
            self.push(Block::Gap(part));
        }
        let inlines = join_text(std::mem::take(&mut self.inlines));
        if inlines.is_empty() {
            return;
        }
        if let Some((_, note)) = &mut self.note {
            if !note.is_empty() {
                note.push(Inline::plain(" "));
            }
            note.extend(inlines);
        } else if self.quoted {
            self.push(Block::Line { align: Align::Center, content: inlines });
        } else {
            self.push(Block::Paragraph(inlines));
        }
    }

    fn push(&mut self, block: Block) {
        match self.parts.appendices.last_mut() {
            Some(appendix) => appendix.blocks.push(block),
            None => self.parts.body.push(block),
        }
    }

    fn finish(mut self, place: impl Fn(&str) -> Location) -> Result<Parts, Failure> {
        let unmarked = self.notes.keys().filter(|label| !self.marks.contains(label));
        self.errors.extend(unmarked.map(|label| (label.clone(), NO_MARK)));
        for label in &self.marks {
            match self.notes.remove(label) {
                Some(note) => self.parts.footnotes.push(note),
                None => self.errors.push((label.clone(), NO_NOTE)),
            }
        }
        // The parser takes a mark without a note for plain text.
        self.errors.extend(lost_marks(&self.parts).into_iter().map(|label| (label, NO_NOTE)));
        let tell = |(label, reason): (String, &str)| {
            let mark = format!("[^{label}]");
            let place = place(&if reason == NO_NOTE { mark } else { format!("{mark}:") });
            Diagnostic::error(Code::BrokenFootnote).at(place).with("label", label).with("reason", reason)
        };
        Failure::unless_empty(self.errors.into_iter().map(tell).collect(), self.parts)
    }
}

fn gap_words(part: &str) -> Inline {
    Inline::Text { text: format!("[… {part} …]"), style: TextStyle { bold: true, italic: false } }
}

/// Labels of `[^…]` that stayed plain text.
fn lost_marks(parts: &Parts) -> Vec<String> {
    let blocks = parts.body.iter().chain(parts.appendices.iter().flat_map(|appendix| &appendix.blocks));
    let texts = blocks.filter_map(|block| match block {
        Block::Heading { content, .. } | Block::Line { content, .. } | Block::Paragraph(content) => {
            Some(plain_text(content))
        }
        Block::Part { number, title } => Some(format!("{number} {title}")),
        Block::Table(_) | Block::Chart(_) | Block::Gap(_) => None,
    });
    let labels = |text: String| -> Vec<String> {
        text.split("[^").skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_owned())).collect()
    };
    texts.flat_map(labels).collect()
}
