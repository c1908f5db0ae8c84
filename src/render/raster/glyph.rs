//! Words as dots.
//!
//! In: the TrueType file of the text font, words and where they stand. Out: the dots of each letter. Letters stand by their advance
//! widths alone, as the composed letters of Vietnamese need no more.

use std::collections::BTreeMap;

use skrifa::{
    FontRef, GlyphId, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
    outline::{DrawSettings, OutlineGlyphCollection, OutlinePen},
};

use super::{
    failure,
    mask::{Mask, Side},
};
use crate::{diagnostic::Failure, document::Align, render::chart::SIZE};

/// Straight sides that stand for one curve: at the size of a chart's words none is longer than a few dots.
const SIDES: u8 = 6;

/// The letters of a font at the size of a chart's words.
pub struct Words<'a> {
    size: Size,
    letters: Charmap<'a>,
    widths: GlyphMetrics<'a>,
    outlines: OutlineGlyphCollection<'a>,
    known: BTreeMap<GlyphId, Mask>,
}

impl<'a> Words<'a> {
    /// Reads a font; `scale` is dots in a point.
    ///
    /// # Errors
    /// When the bytes are no font.
    pub fn new(font: &'a [u8], scale: f32) -> Result<Self, Failure> {
        let font = FontRef::new(font).map_err(failure)?;
        let size = Size::new(SIZE * scale);
        let widths = font.glyph_metrics(size, LocationRef::default());
        Ok(Self { size, letters: font.charmap(), widths, outlines: font.outline_glyphs(), known: BTreeMap::new() })
    }

    /// Tells each letter of a line of words whose baseline stands at this point, and the whole dot that the letter counts from: letters
    /// look the same wherever they stand, which packs well.
    pub fn each(&mut self, text: &str, (x, y): (f32, f32), align: Align, mut paint: impl FnMut(&Mask, (i32, i32))) {
        let glyphs: Vec<_> = text.chars().map(|letter| self.letters.map(letter).unwrap_or_default()).collect();
        let width = |glyph| self.widths.advance_width(glyph).unwrap_or_default();
        let whole: f32 = glyphs.iter().map(|glyph| width(*glyph)).sum();
        let mut start = match align {
            Align::Left => x,
            Align::Center => x - whole / 2.0,
            Align::Right => x - whole,
        };
        for glyph in glyphs {
            let drawn = || Mask::new(&sides(&self.outlines, glyph, self.size));
            paint(self.known.entry(glyph).or_insert_with(drawn), (start.round() as i32, y.round() as i32));
            start += width(glyph);
        }
    }
}

/// The outline of a letter; none of one that the font cannot draw.
fn sides(outlines: &OutlineGlyphCollection<'_>, glyph: GlyphId, size: Size) -> Vec<Side> {
    let mut pen = Pen::default();
    let settings = DrawSettings::unhinted(size, LocationRef::default());
    match outlines.get(glyph).map(|outline| outline.draw(settings, &mut pen)) {
        Some(Ok(_)) => pen.sides,
        _ => Vec::new(),
    }
}

/// Follows the outline of a letter; y of a font grows upwards.
#[derive(Default)]
struct Pen {
    first: (f32, f32),
    last: (f32, f32),
    sides: Vec<Side>,
}

impl Pen {
    fn side(&mut self, to: (f32, f32)) {
        self.sides.push((self.last, to));
        self.last = to;
    }

    /// A Bézier curve through its control points as straight sides.
    fn curve(&mut self, points: &[(f32, f32)]) {
        for step in 1..=SIDES {
            let share = f32::from(step) / f32::from(SIDES);
            let mut points = points.to_vec();
            while points.len() > 1 {
                let between = |(one, other): (&(f32, f32), &(f32, f32))| {
                    (one.0 + (other.0 - one.0) * share, one.1 + (other.1 - one.1) * share)
                };
                points = points.iter().zip(points.iter().skip(1)).map(between).collect();
            }
            self.sides.extend(points.first().map(|to| (self.last, *to)));
            self.last = points.first().copied().unwrap_or(self.last);
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.first = (x, -y);
        self.last = self.first;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.side((x, -y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.curve(&[self.last, (cx, -cy), (x, -y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.curve(&[self.last, (cx0, -cy0), (cx1, -cy1), (x, -y)]);
    }

    fn close(&mut self) {
        self.side(self.first);
    }
}
