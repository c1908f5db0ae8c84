//! Words as outlines.
//!
//! In: the TrueType file of the text font, words and where they stand. Out: the straight sides of each letter, in dots. Letters stand by
//! their advance widths alone, as the composed letters of Vietnamese need no more.

use skrifa::{
    FontRef, MetadataProvider,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
    outline::{DrawSettings, OutlineGlyphCollection, OutlinePen},
};

use super::{Side, failure};
use crate::{diagnostic::Failure, document::Align, render::chart::SIZE};

/// Straight sides that stand for one curve: at the size of a chart's words none is longer than a few dots.
const SIDES: u8 = 6;

/// The letters of a font at the size of a chart's words.
pub struct Words<'a> {
    size: Size,
    letters: Charmap<'a>,
    widths: GlyphMetrics<'a>,
    outlines: OutlineGlyphCollection<'a>,
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
        Ok(Self { size, letters: font.charmap(), widths, outlines: font.outline_glyphs() })
    }

    /// The outline of each letter of a line of words whose baseline stands at this point.
    pub fn outlines(&self, text: &str, (x, y): (f32, f32), align: Align) -> Vec<Vec<Side>> {
        let glyphs: Vec<_> = text.chars().map(|letter| self.letters.map(letter).unwrap_or_default()).collect();
        let width = |glyph| self.widths.advance_width(glyph).unwrap_or_default();
        let whole: f32 = glyphs.iter().map(|glyph| width(*glyph)).sum();
        let mut start = match align {
            Align::Left => x,
            Align::Center => x - whole / 2.0,
            Align::Right => x - whole,
        };
        let mut outlines = Vec::with_capacity(glyphs.len());
        for glyph in glyphs {
            // On whole dots, so that a letter is the same dots wherever it stands, which packs well.
            let origin = (start.round(), y.round());
            let mut pen = Pen { origin, first: origin, last: origin, sides: Vec::new() };
            if let Some(outline) = self.outlines.get(glyph)
                && outline.draw(DrawSettings::unhinted(self.size, LocationRef::default()), &mut pen).is_ok()
            {
                outlines.push(pen.sides);
            }
            start += width(glyph);
        }
        outlines
    }
}

/// Follows the outline of a letter; y of a font grows upwards.
struct Pen {
    origin: (f32, f32),
    first: (f32, f32),
    last: (f32, f32),
    sides: Vec<Side>,
}

impl Pen {
    fn placed(&self, x: f32, y: f32) -> (f32, f32) {
        (self.origin.0 + x, self.origin.1 - y)
    }

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
        self.first = self.placed(x, y);
        self.last = self.first;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.side(self.placed(x, y));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.curve(&[self.last, self.placed(cx, cy), self.placed(x, y)]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.curve(&[self.last, self.placed(cx0, cy0), self.placed(cx1, cy1), self.placed(x, y)]);
    }

    fn close(&mut self) {
        self.side(self.first);
    }
}
