//! A filled part is mended: what repeating and leaving out breaks, and what tags only marked, is made whole.
//!
//! In: the text that came out of the engine. Out: the part as Word wants it: marks gone, tables and pictures in their places, no cell
//! without a paragraph, no row without a cell, merged cells that begin where they are seen, every id once. What no tag touched has none of
//! these faults, and stays as it is.

use std::ops::Range;

use super::{
    edit::{Edit, apply},
    ids::Ids,
    insert::{EMPTY, Insertions},
    merge::TableFacts,
    page::Pages,
    seen,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Block,
    ooxml::{Markup, Markups, Package},
};

/// What all parts of a file share.
pub struct Shared<'a> {
    /// What tags may put in.
    pub insertions: &'a Insertions<'a>,
    /// The file, for pictures.
    pub package: &'a mut Package,
    /// The ids in it.
    pub ids: Ids,
}

/// What the element closed last in a cell or text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Last {
    /// Nothing that counts.
    Nothing,
    /// A paragraph.
    Paragraph,
    /// A table.
    Table,
    /// A table that the next one must not touch, or Word makes one of both: a tag put it in, or took away what stood between.
    Inserted,
}

/// An element that is open.
pub struct Frame<'t> {
    pub(super) name: &'t str,
    start: usize,
    /// How many changes there were before it.
    pub(super) edits: usize,
    pub(super) last: Last,
    /// Rows of a table, cells of a row.
    children: usize,
    /// What tags want in this paragraph: where, the properties of the run there, and what.
    pub(super) wanted: Vec<(Range<usize>, Range<usize>, Vec<Block>)>,
    /// Whether this paragraph shows anything else.
    pub(super) shows: bool,
    /// The properties of this run or paragraph.
    pub(super) properties: Range<usize>,
    /// The facts of a table whose rows were repeated.
    table: Option<TableFacts>,
}

/// The mended text of a part.
///
/// # Errors
/// `internal-error` when the text is not well formed; what drawing a picture reports; `misplaced-tag` for a table amid words.
pub fn finish(part: &str, filled: &str, shared: &mut Shared<'_>) -> Result<String, Failure> {
    let mut finishing = Finishing {
        part,
        text: filled,
        pages: Pages::of(filled),
        shared,
        open: Vec::new(),
        edits: Vec::new(),
        is_repeated: false,
        is_fitted: false,
    };
    let malformed = || Diagnostic::error(Code::InternalError).with("reason", format!("{part} is not well formed"));
    for piece in Markups::of(filled) {
        let (piece, range) = piece.map_err(|_| malformed())?;
        match piece {
            Markup::Open { name, empty } => finishing.open(name, range, empty)?,
            Markup::Close => finishing.close(range)?,
            Markup::Text => finishing.letters(range)?,
            Markup::Other => {}
        }
    }
    finishing.edits.extend(finishing.shared.ids.orphans());
    let finished = apply(filled, finishing.edits);
    // A file that Word calls damaged is worse than none.
    if Markups::of(&finished).any(|piece| piece.is_err()) { Err(malformed().into()) } else { Ok(finished) }
}

/// A part while it is mended.
pub struct Finishing<'a, 's, 't> {
    pub(super) part: &'a str,
    pub(super) text: &'t str,
    pub(super) pages: Pages,
    pub(super) shared: &'a mut Shared<'s>,
    pub(super) open: Vec<Frame<'t>>,
    pub(super) edits: Vec<Edit>,
    /// Whether the next table is one whose rows were repeated.
    pub(super) is_repeated: bool,
    /// Whether the next table is one whose cells were repeated.
    pub(super) is_fitted: bool,
}

/// What must hold a paragraph or a table.
const TEXTS: [&str; 5] = ["w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote"];

impl<'t> Finishing<'_, '_, 't> {
    fn open(&mut self, name: &'t str, range: Range<usize>, empty: bool) -> Result<(), Failure> {
        let tag = self.text.get(range.clone()).unwrap_or_default();
        let edits = self.edits.len();
        self.edits.extend(self.shared.ids.seen(name, tag, range.start));
        let touches = self.open.last().is_some_and(|frame| frame.last == Last::Inserted);
        if name == "w:tbl" && touches {
            self.edits.push(Edit { range: range.start..range.start, text: EMPTY.to_owned() });
        }
        if seen::is_seen(name, tag) {
            self.paragraph().into_iter().for_each(|paragraph| paragraph.shows = true);
        }
        let table = (name == "w:tbl" && std::mem::take(&mut self.is_repeated))
            .then(|| TableFacts::of(std::mem::take(&mut self.is_fitted)));
        if let Some(facts) = self.table() {
            facts.open(name, tag, range.clone());
        }
        self.open.push(Frame {
            name,
            start: range.start,
            edits,
            last: Last::Nothing,
            children: 0,
            wanted: Vec::new(),
            shows: false,
            properties: 0..0,
            table,
        });
        if !empty {
            return Ok(());
        }
        // An empty element may have an end tag of its own.
        let end = tag.rfind("</").map_or(range.end, |at| range.start + at);
        self.close(end..range.end)
    }

    /// The paragraph that is being read.
    pub(super) fn paragraph(&mut self) -> Option<&mut Frame<'t>> {
        self.open.iter_mut().rev().find(|frame| frame.name == "w:p")
    }

    /// The facts of the table that is being read, where its rows were repeated.
    fn table(&mut self) -> Option<&mut TableFacts> {
        self.open.iter_mut().rev().find(|frame| frame.name == "w:tbl")?.table.as_mut()
    }

    fn close(&mut self, range: Range<usize>) -> Result<(), Failure> {
        let Some(mut frame) = self.open.pop() else { return Ok(()) };
        let whole = frame.start..range.end;
        let mut became = match frame.name {
            "w:p" => Some(Last::Paragraph),
            "w:tbl" => Some(Last::Table),
            _ => None,
        };
        if !frame.wanted.is_empty() {
            became = Some(self.put_in(&frame, whole.clone())?);
        }
        let is_bare = match frame.name {
            "w:tc" => frame.last != Last::Paragraph,
            name => TEXTS.contains(&name) && matches!(frame.last, Last::Nothing | Last::Inserted),
        };
        if is_bare {
            self.edits.push(Edit { range: range.start..range.start, text: EMPTY.to_owned() });
        }
        let is_left_out = matches!(frame.name, "w:tr" | "w:tbl") && frame.children == 0;
        if is_left_out {
            self.edits.truncate(frame.edits);
            self.edits.push(Edit { range: whole.clone(), text: String::new() });
            became = None;
        } else if let Some(facts) = frame.table.take() {
            facts.finish(&mut self.edits)?;
        }
        if let Some(facts) = self.table() {
            facts.close(frame.name, whole.clone(), is_left_out);
        }
        self.tell_parent(&frame, whole, became, is_left_out);
        Ok(())
    }

    fn tell_parent(&mut self, frame: &Frame<'_>, whole: Range<usize>, became: Option<Last>, is_left_out: bool) {
        let Some(parent) = self.open.last_mut() else { return };
        match frame.name {
            "w:rPr" | "w:pPr" => parent.properties = whole,
            "w:tr" | "w:tc" if !is_left_out => parent.children += 1,
            _ => {}
        }
        // What a content control or a change mark holds stands in the text, row or table around it.
        if matches!(
            frame.name,
            "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins" | "mc:AlternateContent" | "mc:Choice"
        ) {
            parent.children += frame.children;
            if became.is_none() && frame.last != Last::Nothing {
                parent.last = frame.last;
            }
        }
        if let Some(last) = became {
            parent.last = last;
        }
    }
}
