//! One set line: its runs of glyphs, the ground behind them, and the footnotes called on it.
//!
//! In: glyph clusters from the shaper. Out: a [`Line`] whose items stand relative to the left edge of the column and its own
//! top, without spaces at its end.

use super::{
    item::{Area, Color, Glyph, Item, TextRun},
    shape::{Ink, Mark},
};

/// One line, relative to the left edge of its column and its own top.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub height: f32,
    /// Left edge and width of the words themselves.
    pub left: f32,
    pub width: f32,
    pub baseline: f32,
    pub items: Vec<Item>,
    /// The footnotes called on it.
    pub calls: Vec<usize>,
}

impl TextRun {
    /// Adds the glyphs of one cluster. A letter with marks of its own (`ơ̆`) is several glyphs, each showing its character;
    /// where glyphs and characters do not pair, the first shows them all. A line break has no glyph.
    pub fn append(&mut self, text: &str, glyphs: &[parley::Glyph]) {
        if text.contains('\n') || glyphs.is_empty() {
            self.breaks |= text.contains('\n');
            return;
        }
        let paired = text.chars().count() == glyphs.len();
        let mut characters = text.chars();
        for (index, glyph) in glyphs.iter().enumerate() {
            let own = characters.next().map_or(0, char::len_utf8);
            let bytes = match (paired, index) {
                (true, _) => own,
                (false, 0) => text.len(),
                (false, _) => 0,
            };
            let id = u16::try_from(glyph.id).unwrap_or_default();
            self.glyphs.push(Glyph { id, x: self.width + glyph.x, y: glyph.y, bytes });
            self.width += glyph.advance;
        }
        self.text.push_str(text);
    }

    /// Drops the spaces at its end.
    fn trim(&mut self) {
        while self.text.ends_with(' ') {
            self.breaks = true;
            self.text.pop();
            if let Some(glyph) = self.glyphs.pop() {
                self.width = glyph.x;
            }
        }
    }
}

impl Line {
    /// Moves the line within its column.
    pub fn shift(&mut self, dx: f32) {
        self.left += dx;
        self.items = std::mem::take(&mut self.items).into_iter().map(|item| item.moved(dx, 0.0)).collect();
    }

    /// Adds a finished run, with its ground and its footnote.
    pub fn add(&mut self, ink: Ink, run: TextRun) {
        if ink.filled {
            let (x, width, height) = (run.x, run.width, self.height);
            self.items.push(Item::Area(Area { x, y: 0.0, width, height, color: Color::Gap, edge: false, node: None }));
        }
        if let Some(Mark::Call(index)) = ink.mark
            && self.calls.last() != Some(&index)
        {
            self.calls.push(index);
        }
        self.items.push(Item::Text(run));
    }

    /// Says that the text goes on below: its last word ends with the line.
    pub fn break_word(&mut self) {
        if let Some(Item::Text(run)) = self.items.last_mut() {
            run.breaks = true;
        }
    }

    /// Drops spaces at the end of the line, so that nothing reaches into the margin, and measures what is left.
    pub fn finish(&mut self) {
        let mut breaks = false;
        while let Some(Item::Text(run)) = self.items.last_mut() {
            run.trim();
            breaks |= run.breaks;
            if !run.glyphs.is_empty() {
                run.breaks = breaks;
                break;
            }
            self.items.pop();
        }
        let end = self.items.iter().rev().find_map(|item| match item {
            Item::Text(run) => Some(run.x + run.width),
            _ => None,
        });
        self.width = end.map_or(0.0, |end| end - self.left);
        let end = self.left + self.width;
        for item in &mut self.items {
            if let Item::Area(area) = item {
                area.width = area.width.min(end - area.x);
            }
        }
    }
}
