//! One XML part of a Word file as tags see it: paragraphs with their text, and the rows, cells and tables around them.
//!
//! In: the text of a part. Out: [`Part`], whose places are bytes of that text. Nothing is rebuilt: whoever changes the part cuts the text
//! at these places, so that all else stays byte for byte.

use std::{collections::BTreeMap, ops::Range};

use crate::ooxml::{Markup, Markups, Refusal, attribute, reference};

/// An element that can hold paragraphs, rows or cells, or is one of these.
#[derive(Debug, Clone)]
pub struct Node {
    /// Its name with prefix (`w:tr`).
    pub name: String,
    /// From its start tag to the end of its end tag.
    pub range: Range<usize>,
    /// The element around it, by index; the root is around itself.
    pub parent: usize,
    /// Its number among the elements of this name below the same parent, from 1; a table's is that among all tables of the part.
    pub number: usize,
}

/// A paragraph with its text.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// The paragraph itself, by index.
    pub node: usize,
    /// Its text, sign by sign, without what nobody sees.
    pub signs: Vec<Sign>,
    /// Whether its properties end a section.
    pub ends_section: bool,
    /// Its runs, those in links and the like too, but not those of a box in it.
    pub runs: Vec<Range<usize>>,
}

/// One letter of a paragraph.
#[derive(Debug, Clone)]
pub struct Sign {
    /// The letter; a tab and a line break read as a blank.
    pub letter: char,
    /// The bytes that stand for it: a letter, a reference, or the whole element of a tab.
    pub range: Range<usize>,
    /// The text element that holds it, by its start tag; none for tabs and breaks.
    pub text: Option<Range<usize>>,
    /// The chain of elements between the paragraph and the text, for [`Part::path`].
    pub path: usize,
}

/// A part.
#[derive(Debug)]
pub struct Part<'a> {
    /// Its text.
    pub text: &'a str,
    /// Elements around paragraphs, in the order of their start tags.
    pub nodes: Vec<Node>,
    /// Paragraphs in the order of their start tags.
    pub paragraphs: Vec<Paragraph>,
    /// Every chain of elements between a paragraph and a text.
    paths: Vec<String>,
}

/// Letters of a part, at most: more than a thousand pages have.
const MOST_LETTERS: usize = 3_000_000;

impl<'a> Part<'a> {
    /// Reads a part.
    ///
    /// # Errors
    /// When it is not well formed, or nests deeper than any real one.
    pub fn read(text: &'a str) -> Result<Self, Refusal> {
        let part = Self { text, nodes: Vec::new(), paragraphs: Vec::new(), paths: Vec::new() };
        let mut reading =
            Reading { part, open: Vec::new(), counts: BTreeMap::new(), known: BTreeMap::new(), fields: 0, letters: 0 };
        for piece in Markups::of(text) {
            let (piece, range) = piece?;
            match piece {
                Markup::Open { name, empty } => reading.open(name, range, empty),
                Markup::Close => reading.close(range.end),
                Markup::Text => reading.letters(range),
                Markup::Other => {}
            }
            if reading.letters > MOST_LETTERS {
                return Err(Refusal::too_large("letters of a part", MOST_LETTERS as u64, ""));
            }
        }
        if reading.open.is_empty() { Ok(reading.part) } else { Err(Refusal::Damaged) }
    }

    /// A node.
    #[must_use]
    pub fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// The nearest element of this name around a node, or the node itself; none beyond a text box, whose text is apart.
    #[must_use]
    pub fn around(&self, node: usize, name: &str) -> Option<usize> {
        let mut index = node;
        loop {
            let found = self.nodes.get(index)?;
            if found.name == name {
                return Some(index);
            }
            if found.parent == index || found.name == "w:txbxContent" {
                return None;
            }
            index = found.parent;
        }
    }

    /// The text box around a node.
    #[must_use]
    pub fn box_around(&self, node: usize) -> Option<usize> {
        let mut index = node;
        loop {
            let found = self.nodes.get(index)?;
            if found.name == "w:txbxContent" {
                return Some(index);
            }
            if found.parent == index {
                return None;
            }
            index = found.parent;
        }
    }

    /// The paragraphs within some bytes, by number.
    #[must_use]
    pub fn paragraphs_in(&self, range: &Range<usize>) -> Range<usize> {
        let start = |found: &Paragraph| self.node(found.node).map_or(0, |node| node.range.start);
        let from = self.paragraphs.partition_point(|found| start(found) < range.start);
        from..self.paragraphs.partition_point(|found| start(found) < range.end)
    }

    /// The innermost paragraph around a byte.
    #[must_use]
    pub fn paragraph_at(&self, byte: usize) -> Option<usize> {
        let holds = |paragraph: &Paragraph| self.node(paragraph.node).is_some_and(|node| node.range.contains(&byte));
        // They are in the order of their starts: the last one that holds it is the innermost.
        let behind =
            self.paragraphs.partition_point(|found| self.node(found.node).is_some_and(|node| node.range.start <= byte));
        self.paragraphs.get(..behind)?.iter().rposition(holds)
    }

    /// The chain of elements between a paragraph and a sign in it.
    #[must_use]
    pub fn path(&self, sign: &Sign) -> &str {
        self.paths.get(sign.path).map_or("", String::as_str)
    }
}

/// An element that is open while a part is read.
struct Opened {
    name: String,
    start_tag: Range<usize>,
    /// Its node, where it has one.
    node: Option<usize>,
    /// The paragraph that it is.
    paragraph: Option<usize>,
}

struct Reading<'a> {
    part: Part<'a>,
    open: Vec<Opened>,
    /// How many elements of a name there are below a parent, and how many tables in all.
    counts: BTreeMap<(Option<usize>, String), usize>,
    /// The paths by their words.
    known: BTreeMap<String, usize>,
    /// Fields that are open.
    fields: usize,
    letters: usize,
}

impl Reading<'_> {
    /// The paragraph whose runs are being read, and where in the stack it stands; none in a text box before its first paragraph.
    fn paragraph(&self) -> Option<(usize, usize)> {
        let inner =
            self.open.iter().rposition(|opened| opened.paragraph.is_some() || opened.name == "w:txbxContent")?;
        Some((self.open.get(inner)?.paragraph?, inner))
    }

    fn open(&mut self, name: &str, range: Range<usize>, empty: bool) {
        let in_paragraph = self.paragraph();
        match (name, in_paragraph) {
            ("w:tab" | "w:br" | "w:cr", Some((paragraph, _))) if self.in_run() => {
                let path = self.path();
                self.sign(paragraph, ' ', range.clone(), path);
            }
            ("w:noBreakHyphen", Some((paragraph, _))) => {
                let path = self.path();
                self.sign(paragraph, '-', range.clone(), path);
            }
            ("w:fldChar", Some(_)) => self.field(&range),
            ("w:r", Some((paragraph, _))) => {
                self.part.paragraphs.get_mut(paragraph).into_iter().for_each(|found| found.runs.push(range.clone()));
            }
            ("w:sectPr", Some((paragraph, _))) => {
                self.part.paragraphs.get_mut(paragraph).into_iter().for_each(|found| found.ends_section = true);
            }
            _ => {}
        }
        // Inside of a paragraph only a text box holds more paragraphs.
        let node = (in_paragraph.is_none() || name == "w:txbxContent").then(|| self.node(name, &range));
        let paragraph = node.filter(|_| name == "w:p").map(|node| {
            self.part.paragraphs.push(Paragraph { node, signs: Vec::new(), ends_section: false, runs: Vec::new() });
            self.part.paragraphs.len() - 1
        });
        if !empty {
            self.open.push(Opened { name: name.to_owned(), start_tag: range, node, paragraph });
        }
    }

    fn node(&mut self, name: &str, range: &Range<usize>) -> usize {
        let index = self.part.nodes.len();
        let parent = self.open.iter().rev().find_map(|opened| opened.node).unwrap_or(index);
        let count = self.counts.entry(((name != "w:tbl").then_some(parent), name.to_owned())).or_default();
        *count += 1;
        let number = *count;
        self.part.nodes.push(Node { name: name.to_owned(), range: range.clone(), parent, number });
        index
    }

    fn close(&mut self, end: usize) {
        let Some(closed) = self.open.pop() else { return };
        let node = closed.node;
        if let ("w:r", Some((paragraph, _))) = (closed.name.as_str(), self.paragraph()) {
            let runs = self.part.paragraphs.get_mut(paragraph).map(|found| &mut found.runs);
            let own = runs.and_then(|runs| runs.iter_mut().rev().find(|run| run.start == closed.start_tag.start));
            own.into_iter().for_each(|run| run.end = end);
        }
        if let Some(node) = node.and_then(|node| self.part.nodes.get_mut(node)) {
            node.range.end = end;
        }
    }

    /// Whether the element opened last is a run: tab stops of paragraphs have the same name as tabs.
    fn in_run(&self) -> bool {
        self.open.last().is_some_and(|opened| opened.name == "w:r")
    }

    /// The letters of a text element of a paragraph; a deleted text has another name.
    fn letters(&mut self, range: Range<usize>) {
        let Some((paragraph, _)) = self.paragraph() else { return };
        if self.open.last().is_none_or(|opened| opened.name != "w:t") {
            return;
        }
        let (raw, path) = (self.part.text.get(range.clone()).unwrap_or_default(), self.path());
        self.letters += raw.len();
        let mut at = 0;
        while let Some(letter) = raw.get(at..).and_then(|rest| rest.chars().next()) {
            let (letter, length) = reference(raw.get(at..).unwrap_or_default()).unwrap_or((letter, letter.len_utf8()));
            if !is_unseen(letter) {
                self.sign(paragraph, letter, range.start + at..range.start + at + length, path);
            }
            at += length;
        }
    }

    fn sign(&mut self, paragraph: usize, letter: char, range: Range<usize>, path: usize) {
        let text = self.open.last().filter(|opened| opened.name == "w:t").map(|opened| opened.start_tag.clone());
        if let Some(found) = self.part.paragraphs.get_mut(paragraph) {
            found.signs.push(Sign { letter, range, text, path });
        }
    }

    /// The chain of elements between the paragraph and the element opened last; fields, which no element encloses, count as some.
    fn path(&mut self) -> usize {
        let depth = self.paragraph().map_or(0, |(_, depth)| depth);
        let names = self.open.iter().skip(depth + 1).map(|opened| opened.name.as_str());
        let path = names.chain(std::iter::repeat_n("field", self.fields)).collect::<Vec<_>>().join("/");
        if let Some(known) = self.known.get(&path) {
            return *known;
        }
        self.known.insert(path.clone(), self.part.paths.len());
        self.part.paths.push(path);
        self.part.paths.len() - 1
    }

    /// A field begins or ends.
    fn field(&mut self, range: &Range<usize>) {
        let tag = self.part.text.get(range.clone()).unwrap_or_default();
        match attribute(tag, "w:fldCharType").as_deref() {
            Some("begin") => self.fields += 1,
            Some("end") => self.fields = self.fields.saturating_sub(1),
            _ => {}
        }
    }
}

/// What nobody sees, and Word puts in where a line may break.
#[must_use]
pub const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}')
}
