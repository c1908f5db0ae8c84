//! The composer: what every part of the layout shares while one document is set.
//!
//! In: a document and its fonts. Out: lines and strips; footnotes that travel with the line of their mark; page numbers.

use std::collections::{BTreeMap, BTreeSet};

use parley::Alignment;

use super::{
    flow::Strip,
    item::{Face, Item, Page},
    line::Line,
    shape::{Column, Mark, Setting, Shaped, Shaper, Span},
    sheet::{NOTE_SIZE, PARAGRAPH_GAP, mm},
    structure::{NodeId, Role, Tree},
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
    pub structure: Tree,
    shaper: Shaper<'a>,
    tag: Tag,
    /// The level of the last heading, and how far headings of the text stand below the title.
    last_heading: u8,
    depth: u8,
    /// The nodes of the footnotes that were called but not set yet.
    notes: BTreeMap<usize, NodeId>,
    /// The footnotes that were called: a further mark of one is only a mark.
    called: BTreeSet<usize>,
}

/// What text that is being set belongs to.
#[derive(Clone, Copy)]
enum Tag {
    /// A paragraph of its own below this node.
    Under(NodeId),
    /// This node.
    Of(NodeId),
    /// Nothing: it is decoration.
    Artifact,
}

impl<'a> Composer<'a> {
    /// A composer for this document.
    pub fn new(document: &'a Document, fonts: &'a mut Fonts) -> Self {
        Self {
            document,
            structure: Tree::default(),
            shaper: Shaper::new(fonts),
            tag: Tag::Under(Tree::ROOT),
            last_heading: 0,
            depth: 1,
            notes: BTreeMap::new(),
            called: BTreeSet::new(),
        }
    }

    /// Sets something as a new part of the structure. Text in a [`Role::Document`] or [`Role::Part`] becomes a paragraph with each
    /// call of [`Self::plain`] or [`Self::lines`]; text in any other role belongs to that node itself.
    pub fn tagged<T>(&mut self, role: Role, set: impl FnOnce(&mut Self) -> T) -> T {
        if matches!(self.tag, Tag::Artifact) {
            return set(self);
        }
        let node = self.open(role);
        self.inside(node, set)
    }

    /// Adds a part to be filled later by [`Self::inside`]: parts are read in the order in which they are opened.
    pub fn open(&mut self, role: Role) -> NodeId {
        let parent = self.place();
        self.structure.add(parent, role)
    }

    /// Sets something as this part.
    pub fn inside<T>(&mut self, node: NodeId, set: impl FnOnce(&mut Self) -> T) -> T {
        let under = self.structure.get(node).is_some_and(|node| node.role.holds_blocks());
        self.within(if under { Tag::Under(node) } else { Tag::Of(node) }, set)
    }

    /// Sets a heading of the document: level 0 is the title. Levels are never skipped, as screen readers count them.
    pub fn heading<T>(&mut self, level: u8, set: impl FnOnce(&mut Self) -> T) -> T {
        let wanted = if level == 0 { 1 } else { self.depth + level };
        self.last_heading = wanted.min(self.last_heading + 1);
        self.tagged(Role::Heading(self.last_heading), set)
    }

    /// Headings from now on stand this many levels below the title.
    pub const fn deepen(&mut self, depth: u8) {
        self.depth = depth;
    }

    /// The last heading as an entry of the outline, as deep there as its level below the title.
    pub const fn bookmark(&self, title: String) -> (u8, String) {
        (self.last_heading.saturating_sub(2), title)
    }

    /// Sets decoration: what repeats or adorns, and is not read out.
    pub fn artifact<T>(&mut self, set: impl FnOnce(&mut Self) -> T) -> T {
        self.within(Tag::Artifact, set)
    }

    fn within<T>(&mut self, tag: Tag, set: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.tag, tag);
        let result = set(self);
        self.tag = outer;
        result
    }

    /// The node of the text that is being set.
    fn node(&mut self) -> Option<NodeId> {
        match self.tag {
            Tag::Under(parent) => Some(self.structure.add(parent, Role::Paragraph)),
            Tag::Of(node) => Some(node),
            Tag::Artifact => None,
        }
    }

    /// Shapes text as a part of what is being set.
    pub fn shape(&mut self, spans: &[Span], setting: Setting) -> Shaped {
        let node = self.node();
        let spans = self.assign(spans, node);
        self.shaper.shape(&spans, setting)
    }

    /// Shapes text as a part of a node that exists already.
    pub fn shape_as(&mut self, node: NodeId, text: &str, face: Face, setting: Setting) -> Shaped {
        self.shaper.shape(&[Span::new(text, face).of(Some(node))], setting)
    }

    /// The node below which new parts belong.
    pub const fn place(&self) -> NodeId {
        match self.tag {
            Tag::Under(node) | Tag::Of(node) => node,
            Tag::Artifact => Tree::ROOT,
        }
    }

    /// Gives each span its node. A footnote stands after its mark; the text beyond it is a part of its own, because the text of a
    /// node comes before its parts.
    fn assign(&mut self, spans: &[Span], node: Option<NodeId>) -> Vec<Span> {
        let (mut current, mut called) = (node, false);
        let mut assigned = Vec::new();
        for span in spans {
            let own = match (span.ink.mark, node) {
                (Some(Mark::Call(index)), Some(parent)) => {
                    let reference = self.structure.add(parent, Role::Reference);
                    if self.called.insert(index) {
                        let note = self.structure.add(parent, Role::Note);
                        self.notes.insert(index, note);
                    }
                    called = true;
                    Some(reference)
                }
                (None, Some(parent)) if called => {
                    called = false;
                    current = Some(self.structure.add(parent, Role::Span));
                    current
                }
                _ => current,
            };
            assigned.push(span.clone().of(own));
        }
        assigned
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
        self.shape(spans, setting).lines(column)
    }

    /// Lines of a title: centred in the width and about equally long.
    pub fn title(&mut self, text: &str, size: f32, width: f32) -> Vec<Line> {
        self.shape(&[Span::new(text, Face::Bold)], Setting::single(size)).balanced(width)
    }

    /// Lines as strips of the flow, each with the footnotes called on it; at a page break two lines stay together.
    pub fn strips(&mut self, lines: Vec<Line>, before: f32, width: f32) -> Vec<Strip> {
        let count = lines.len();
        let strip = |(index, line): (usize, Line)| Strip {
            before: if index == 0 { before } else { 0.0 },
            height: line.height,
            keep: index + 1 < count && (index == 0 || index + 2 == count),
            notes: line.calls.iter().filter_map(|call| self.note(*call, width)).collect(),
            items: line.items,
            bookmark: None,
        };
        lines.into_iter().enumerate().map(strip).collect()
    }

    /// The lines of a footnote; none where an earlier mark has brought it to the foot of its page.
    fn note(&mut self, index: usize, width: f32) -> Option<Vec<Line>> {
        let content = self.document.footnotes.get(index)?;
        let node = self.notes.remove(&index)?;
        let (label, text) = (self.structure.add(node, Role::Label), self.structure.add(node, Role::Paragraph));
        let head = [Span::mark(index, Mark::Label, Face::Regular), Span::new(" ", Face::Regular)];
        let mut spans: Vec<Span> = head.map(|span| span.of(Some(label))).to_vec();
        spans.extend(inline_spans(content, Face::of).into_iter().map(|span| span.of(Some(text))));
        let column = Column { width, indent: 0.0, align: Alignment::Justify };
        Some(self.shaper.shape(&spans, Setting::single(NOTE_SIZE)).lines(column))
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
        let size = self.text_size();
        let lines = self.artifact(|composer| composer.plain(&number.to_string(), Face::Regular, size, column));
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
