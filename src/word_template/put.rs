//! What tags put into a filled part: their marks give way to tables, remarks and charts.
//!
//! In: texts with marks, and paragraphs that held some, as [`Finishing`] comes upon them. Out: changes of the part.

use std::ops::Range;

use super::{
    beside::BESIDE,
    edit::{Edit, apply, short},
    finish::{Finishing, Frame, Last, Shared},
    insert::{self, Canvas, EMPTY, Look},
    part::is_unseen,
    script::{FITTED, GONE, INSERT, REPEATED},
    seen,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Block,
    ooxml::is_control,
};

impl Finishing<'_, '_, '_> {
    /// Takes the marks out of a text, and remembers what they ask for.
    pub(super) fn letters(&mut self, range: Range<usize>) -> Result<(), Failure> {
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
                self.is_fitted = self.is_fitted || mark == FITTED;
                if mark == GONE {
                    self.part_tables();
                }
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

    /// A paragraph is gone that kept the table before it from the next one.
    fn part_tables(&mut self) {
        let before = self.open.last_mut().filter(|around| around.last == Last::Table);
        before.into_iter().for_each(|around| around.last = Last::Inserted);
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
    pub(super) fn put_in(&mut self, frame: &Frame<'_>, paragraph: Range<usize>) -> Result<Last, Failure> {
        let text = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default().to_owned();
        let Shared { insertions, package, ids } = &mut *self.shared;
        let mut canvas = Canvas { part: self.part, package, fonts: insertions.fonts, highest: ids.highest_shape() };
        let properties = text(&frame.properties);
        let amid_words = frame.shows || properties.contains("<w:sectPr");
        let mut written = String::new();
        let page = self.pages.at(paragraph.start);
        for (mark, run, blocks) in &frame.wanted {
            let look =
                Look { paragraph: properties.clone(), run: short(&text(run)), width: page.width, height: page.height };
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
    found.with("reason", BESIDE).with("row", "{%tr … %}").with("paragraph", "{%p … %}")
}
