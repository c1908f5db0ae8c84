//! A filled part is mended: what repeating and leaving out breaks, and what tags only marked, is made whole.
//!
//! In: the text that came out of the engine. Out: the part as Word wants it: marks gone, tables and pictures in their places, no cell
//! without a paragraph, no row without a cell, merged cells that begin where they are seen, every id once. What no tag touched has none of
//! these faults, and stays as it is.

use std::ops::Range;

use super::{
    edit::{Edit, apply},
    ids::Ids,
    insert::{self, Canvas, EMPTY, Insertions, Look},
    merge::TableFacts,
    page::Pages,
    part::is_unseen,
    script::{INSERT, REPEATED},
    seen,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Block,
    ooxml::{Markup, Markups, Package, is_control},
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
    /// What tags want in this paragraph: where, the properties of the run there, and what.
    wanted: Vec<(Range<usize>, Range<usize>, Vec<Block>)>,
    /// Whether this paragraph shows anything else.
    shows: bool,
    /// The properties of this run or paragraph.
    properties: Range<usize>,
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
    };
    for piece in Markups::of(filled) {
        let (piece, range) = piece
            .map_err(|_| Diagnostic::error(Code::InternalError).with("reason", format!("{part} is not well formed")))?;
        match piece {
            Markup::Open { name, empty } => finishing.open(name, range, empty)?,
            Markup::Close => finishing.close(range)?,
            Markup::Text => finishing.letters(range)?,
            Markup::Other => {}
        }
    }
    finishing.edits.extend(finishing.shared.ids.orphans());
    Ok(apply(filled, finishing.edits))
}

struct Finishing<'a, 's, 't> {
    part: &'a str,
    text: &'t str,
    pages: Pages,
    shared: &'a mut Shared<'s>,
    open: Vec<Frame<'t>>,
    edits: Vec<Edit>,
    /// Whether the next table is one whose rows were repeated.
    is_repeated: bool,
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
        let table = (name == "w:tbl" && std::mem::take(&mut self.is_repeated)).then(TableFacts::default);
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
        if empty { self.close(range.end..range.end) } else { Ok(()) }
    }

    /// The paragraph that is being read.
    fn paragraph(&mut self) -> Option<&mut Frame<'t>> {
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
            facts.finish(&mut self.edits);
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

    /// Takes the marks out of a text, and remembers what they ask for.
    fn letters(&mut self, range: Range<usize>) -> Result<(), Failure> {
        let text = self.text.get(range.clone()).unwrap_or_default();
        let is_text = self.open.last().is_some_and(|frame| frame.name == "w:t");
        let mut shows = false;
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(is_control)) {
            let start = at + found;
            shows = shows || is_seen(text.get(at..start).unwrap_or_default());
            let rest = text.get(start..).unwrap_or_default();
            let mark = rest.chars().next().unwrap_or_default();
            let mut end = start + mark.len_utf8();
            if mark == INSERT.0 {
                let name = rest.get(mark.len_utf8()..).and_then(|rest| rest.split(INSERT.1).next()).unwrap_or_default();
                end += name.len() + INSERT.1.len_utf8();
                self.want(name, range.start + start..range.start + end)?;
            } else {
                self.is_repeated = self.is_repeated || mark == REPEATED;
                self.edits.push(Edit { range: range.start + start..range.start + end, text: String::new() });
            }
            at = end;
        }
        shows = shows || is_seen(text.get(at..).unwrap_or_default());
        if is_text && shows {
            self.paragraph().into_iter().for_each(|paragraph| paragraph.shows = true);
        }
        Ok(())
    }

    /// Remembers what a mark asks for.
    fn want(&mut self, mark: &str, range: Range<usize>) -> Result<(), Failure> {
        let (kind, name) = mark.split_once(':').unwrap_or(("", mark));
        let run = self.open.iter().rev().find(|frame| frame.name == "w:r").map(|frame| frame.properties.clone());
        let blocks = self.shared.insertions.blocks(kind, name).ok_or_else(|| misplaced(mark))?;
        let paragraph = self.paragraph().ok_or_else(|| misplaced(mark))?;
        paragraph.wanted.push((range, run.unwrap_or_default(), blocks));
        Ok(())
    }

    /// Puts what the tags of a paragraph ask for into its place, or where it shows more than that, amid its words.
    fn put_in(&mut self, frame: &Frame<'_>, paragraph: Range<usize>) -> Result<Last, Failure> {
        let text = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default().to_owned();
        let Shared { insertions, package, ids } = &mut *self.shared;
        let mut canvas = Canvas { part: self.part, package, fonts: insertions.fonts, highest: ids.highest_shape() };
        let properties = text(&frame.properties);
        let amid_words = frame.shows || properties.contains("<w:sectPr");
        let mut written = String::new();
        let page = self.pages.at(paragraph.start);
        for (mark, run, blocks) in &frame.wanted {
            let look = Look { paragraph: properties.clone(), run: text(run), width: page.width, height: page.height };
            if !amid_words {
                written.push_str(&insert::blocks(blocks, &look, &mut canvas)?);
                continue;
            }
            let mut runs = Vec::new();
            for block in blocks {
                if matches!(block, Block::Table(_) | Block::Part { .. }) {
                    return Err(misplaced(&text(mark)).into());
                }
                runs.push(insert::inline(block, &look, &mut canvas)?);
            }
            let runs = runs.join("<w:r><w:br/></w:r>");
            let run = &look.run;
            let text = format!("</w:t></w:r>{runs}<w:r>{run}<w:t xml:space=\"preserve\">");
            self.edits.push(Edit { range: mark.clone(), text });
        }
        if amid_words {
            return Ok(Last::Paragraph);
        }
        let touches = self.open.last().is_some_and(|parent| matches!(parent.last, Last::Table | Last::Inserted));
        if touches && written.starts_with("<w:tbl>") {
            written.insert_str(0, EMPTY);
        }
        written.insert_str(0, &self.kept_marks(frame, &paragraph));
        let became = if written.ends_with("</w:tbl>") { Last::Inserted } else { Last::Paragraph };
        self.edits.truncate(frame.edits);
        self.edits.push(Edit { range: paragraph, text: written });
        Ok(became)
    }
}

impl Finishing<'_, '_, '_> {
    /// The marks in a paragraph that gives way, with the changes that they need.
    fn kept_marks(&self, frame: &Frame<'_>, paragraph: &Range<usize>) -> String {
        let text = self.text.get(paragraph.clone()).unwrap_or_default();
        let changes = self.edits.get(frame.edits..).unwrap_or_default().iter().filter_map(|edit| {
            let range = edit.range.start.checked_sub(paragraph.start)?..edit.range.end.checked_sub(paragraph.start)?;
            Some(Edit { range, text: edit.text.clone() })
        });
        if text.contains("<w:bookmark") { seen::marks(&apply(text, changes.collect())) } else { String::new() }
    }
}

/// Whether a reader sees anything of a text.
fn is_seen(text: &str) -> bool {
    text.chars().any(|letter| !letter.is_whitespace() && !is_unseen(letter))
}

/// A tag that puts something in stands where that cannot be.
fn misplaced(mark: &str) -> Diagnostic {
    let mark = mark.trim_matches([INSERT.0, INSERT.1]);
    let (kind, name) = mark.split_once(':').unwrap_or(("", mark));
    let tag = format!("{{{{ {kind}(\"{name}\") }}}}");
    let found = Diagnostic::error(Code::MisplacedTag).with("tag", tag).with("other", "");
    found.with("reason", super::block::BESIDE).with("row", "{%tr … %}").with("paragraph", "{%p … %}")
}
