//! A filled part is mended: what repeating and leaving out breaks, and what tags only marked, is made whole.
//!
//! In: the text that came out of the engine. Out: the part as Word wants it: marks gone, tables and pictures in their places, no cell
//! without a paragraph, no row without a cell, merged cells that begin where they are seen, every id once. What no tag touched has none of
//! these faults, and stays as it is.

use std::ops::Range;

use super::{
    ids::Ids,
    insert::{self, Insertions, Look, Placed},
    merge::TableFacts,
    script::{INSERT, REPEATED, is_control},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    ooxml::{Markup, Markups, Package},
};

/// One change of the text.
#[derive(Debug)]
pub struct Edit {
    /// The bytes that give way.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

/// What the element closed last in a cell or text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Paragraph,
    Table,
    /// A table that a tag put in: the next one must not touch it, or Word makes one of both.
    Inserted,
}

/// An element that is open.
struct Frame<'t> {
    name: &'t str,
    start: usize,
    /// How many changes there were before it.
    edits: usize,
    last: Last,
    /// Rows of a table, cells of a row.
    children: usize,
    /// What a tag wants in the place of this paragraph.
    insert: Option<String>,
    /// The properties of this run.
    run: Range<usize>,
    /// The facts of a table whose rows were repeated.
    table: Option<TableFacts>,
}

/// The mended text of a part.
///
/// # Errors
/// `damaged-file` when the text is not well formed: a defect of the program; what drawing a picture reports.
pub fn finish(
    part: &str,
    filled: &str,
    insertions: &Insertions<'_>,
    package: &mut Package,
    placed: &mut Placed,
) -> Result<String, Failure> {
    let mut finishing = Finishing {
        part,
        text: filled,
        insertions,
        package,
        placed,
        look: page(filled),
        ids: Ids::of(filled),
        open: Vec::new(),
        edits: Vec::new(),
        is_repeated: false,
    };
    for piece in Markups::of(filled) {
        let (piece, range) = piece
            .map_err(|_| Diagnostic::error(Code::InternalError).with("reason", format!("{part} is not well formed")))?;
        match piece {
            Markup::Open { name, empty } => finishing.open(name, range, empty),
            Markup::Close => finishing.close(range)?,
            Markup::Text => finishing.letters(range)?,
            Markup::Other => {}
        }
    }
    Ok(apply(filled, finishing.edits))
}

/// The text with its changes made; they may come in any order but do not overlap.
fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = at.max(edit.range.end);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

struct Finishing<'a, 't> {
    part: &'a str,
    text: &'t str,
    insertions: &'a Insertions<'a>,
    package: &'a mut Package,
    placed: &'a mut Placed,
    look: Look,
    ids: Ids,
    open: Vec<Frame<'t>>,
    edits: Vec<Edit>,
    /// Whether the next table is one whose rows were repeated.
    is_repeated: bool,
}

/// What must hold a paragraph.
const TEXTS: [&str; 7] = ["w:tc", "w:hdr", "w:ftr", "w:txbxContent", "w:footnote", "w:endnote", "w:comment"];

impl<'t> Finishing<'_, 't> {
    fn open(&mut self, name: &'t str, range: Range<usize>, empty: bool) {
        let tag = self.text.get(range.clone()).unwrap_or_default();
        let edits = self.edits.len();
        if let Some(edit) = self.ids.seen(name, tag, range.start) {
            self.edits.push(edit);
        }
        if name == "w:tbl" {
            self.part_tables(range.start);
        }
        let table = (name == "w:tbl" && std::mem::take(&mut self.is_repeated)).then(TableFacts::default);
        if let Some(facts) =
            self.open.iter_mut().rev().find(|frame| frame.name == "w:tbl").and_then(|frame| frame.table.as_mut())
        {
            facts.open(name, tag, range.clone());
        }
        let frame =
            Frame { name, start: range.start, edits, last: Last::Nothing, children: 0, insert: None, run: 0..0, table };
        self.open.push(frame);
        if empty {
            // Nothing can be wrong with what holds nothing, but for a cell, a row or a table.
            let end = range.end;
            let _ = self.close(end..end);
        }
    }

    /// Two tables that touch become one in Word.
    fn part_tables(&mut self, at: usize) {
        if self.open.last().is_some_and(|frame| frame.last == Last::Inserted) {
            self.edits.push(Edit { range: at..at, text: EMPTY.to_owned() });
        }
    }

    fn close(&mut self, range: Range<usize>) -> Result<(), Failure> {
        let Some(mut frame) = self.open.pop() else { return Ok(()) };
        let whole = frame.start..range.end;
        let mut became = match frame.name {
            "w:p" => Some(Last::Paragraph),
            "w:tbl" => Some(Last::Table),
            _ => None,
        };
        if let Some(id) = frame.insert.take() {
            became = Some(Last::Inserted);
            self.insert_table(&id, whole.clone(), frame.edits);
        }
        let is_bare = TEXTS.contains(&frame.name) && frame.last != Last::Paragraph;
        if is_bare {
            self.edits.push(Edit { range: range.start..range.start, text: EMPTY.to_owned() });
        }
        let is_left_out = matches!(frame.name, "w:tr" | "w:tbl") && frame.children == 0;
        if is_left_out {
            self.edits.truncate(frame.edits);
            self.edits.push(Edit { range: whole.clone(), text: String::new() });
            became = None;
        }
        if let Some(facts) = frame.table.filter(|_| !is_left_out) {
            facts.finish(&mut self.edits);
        }
        if let Some(facts) =
            self.open.iter_mut().rev().find(|frame| frame.name == "w:tbl").and_then(|frame| frame.table.as_mut())
        {
            facts.close(frame.name, whole.clone(), is_left_out, &mut self.edits);
        }
        if let Some(parent) = self.open.last_mut() {
            match frame.name {
                "w:rPr" => parent.run = whole,
                "w:tr" | "w:tc" | "w:sdt" | "w:customXml" if !is_left_out => parent.children += 1,
                _ => {}
            }
            // What a content control or a change mark holds stands in the text around it.
            let inner = matches!(frame.name, "w:sdt" | "w:sdtContent" | "w:customXml" | "w:ins").then_some(frame.last);
            if let Some(last) = became.or(inner.filter(|last| *last != Last::Nothing)) {
                parent.last = last;
            }
            if matches!(frame.name, "w:sdtContent") {
                parent.children += frame.children;
            }
        }
        Ok(())
    }

    /// Takes the marks out of a text, and remembers or draws what they ask for.
    fn letters(&mut self, range: Range<usize>) -> Result<(), Failure> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        if !text.contains(is_control) {
            return Ok(());
        }
        self.is_repeated = self.is_repeated || text.contains(REPEATED);
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(is_control)) {
            let start = at + found;
            let rest = text.get(start..).unwrap_or_default();
            let mark = rest.chars().next().unwrap_or_default();
            let mut end = start + mark.len_utf8();
            let mut instead = String::new();
            if mark == INSERT.0 {
                let name = rest.get(mark.len_utf8()..).and_then(|rest| rest.split(INSERT.1).next()).unwrap_or_default();
                end += name.len() + INSERT.1.len_utf8();
                instead = self.insertion(name)?;
            }
            self.edits.push(Edit { range: range.start + start..range.start + end, text: instead });
            at = end;
        }
        Ok(())
    }

    /// What a mark asks for: a picture stands in its run, a table in the place of its paragraph.
    fn insertion(&mut self, name: &str) -> Result<String, Failure> {
        let (kind, id) = name.split_once(':').unwrap_or(("", name));
        let run = self.open.iter().rev().find(|frame| frame.name == "w:r").map(|frame| frame.run.clone());
        self.look.run = run.and_then(|run| self.text.get(run)).unwrap_or_default().to_owned();
        if kind == "table" {
            let paragraph = self.open.iter_mut().rev().find(|frame| frame.name == "w:p");
            paragraph.into_iter().for_each(|frame| frame.insert = Some(id.to_owned()));
            return Ok(String::new());
        }
        let Some(chart) = self.insertions.charts.iter().find(|chart| chart.id == id) else { return Ok(String::new()) };
        let drawn = insert::chart(chart, self.part, &self.look, self.insertions.fonts, self.package, self.placed)?;
        Ok(format!("</w:t>{drawn}<w:t>"))
    }

    fn insert_table(&mut self, id: &str, paragraph: Range<usize>, edits: usize) {
        self.edits.truncate(edits);
        let table = self.insertions.tables.iter().find(|table| table.id() == id);
        let mut text = table.map(|table| insert::table(table, &self.look)).unwrap_or_default();
        let touches = self.open.last().is_some_and(|parent| matches!(parent.last, Last::Table | Last::Inserted));
        if touches {
            text.insert_str(0, EMPTY);
        }
        self.edits.push(Edit { range: paragraph, text });
    }
}

const EMPTY: &str = "<w:p/>";

/// The room for text on the last page of the part, or on A4 where the part does not say.
fn page(text: &str) -> Look {
    let last = |element: &str, attribute: &str| -> Option<u32> {
        let tag = text.get(text.rfind(&format!("<{element} "))?..)?;
        let tag = tag.get(..tag.find('>')?)?;
        let value = tag.get(tag.find(&format!("{attribute}=\""))? + attribute.len() + 2..)?;
        value.split(['"', '.']).next()?.parse().ok()
    };
    let size = |attribute, otherwise| last("w:pgSz", attribute).unwrap_or(otherwise);
    let margin = |attribute, otherwise| last("w:pgMar", attribute).unwrap_or(otherwise);
    let width = size("w:w", 11_906).saturating_sub(margin("w:left", 1701) + margin("w:right", 851));
    let height = size("w:h", 16_838).saturating_sub(margin("w:top", 1134) + margin("w:bottom", 1134));
    Look { run: String::new(), width, height }
}
