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
    outline::{DrawSettings, OutlineGlyphCollection, pen::SvgPen},
};

use super::{failure, mask::Mask};
use crate::{diagnostic::Failure, document::Align, render::chart::SIZE};

/// The letters of a font at the size of a chart's words.
pub struct Letters<'a> {
    size: Size,
    glyphs: Charmap<'a>,
    widths: GlyphMetrics<'a>,
    outlines: OutlineGlyphCollection<'a>,
    known: BTreeMap<GlyphId, Mask>,
}

impl<'a> Letters<'a> {
    /// Reads a font; `scale` is dots in a point.
    ///
    /// # Errors
    /// When the bytes are no font.
    pub fn new(font: &'a [u8], scale: f32) -> Result<Self, Failure> {
        let font = FontRef::new(font).map_err(failure)?;
        let size = Size::new(SIZE * scale);
        let widths = font.glyph_metrics(size, LocationRef::default());
        Ok(Self { size, glyphs: font.charmap(), widths, outlines: font.outline_glyphs(), known: BTreeMap::new() })
    }

    /// Tells each letter of a line of words whose baseline stands at this point, and the whole dot that the letter counts from: letters
    /// look the same wherever they stand, which packs well.
    pub fn each(&mut self, text: &str, (x, y): (f32, f32), align: Align, mut paint: impl FnMut(&Mask, (i32, i32))) {
        let glyphs: Vec<_> = text.chars().map(|letter| self.glyphs.map(letter).unwrap_or_default()).collect();
        let width = |glyph| self.widths.advance_width(glyph).unwrap_or_default();
        let whole: f32 = glyphs.iter().map(|glyph| width(*glyph)).sum();
        let mut start = match align {
            Align::Left => x,
            Align::Center => x - whole / 2.0,
            Align::Right => x - whole,
        };
        for glyph in glyphs {
            let drawn = || Mask::letter(&outline(&self.outlines, glyph, self.size));
            paint(self.known.entry(glyph).or_insert_with(drawn), (start.round() as i32, y.round() as i32));
            start += width(glyph);
        }
    }
}

/// The outline of a letter as SVG writes paths; none of one that the font cannot draw.
fn outline(outlines: &OutlineGlyphCollection<'_>, glyph: GlyphId, size: Size) -> SvgPen {
    let mut pen = SvgPen::new();
    let settings = DrawSettings::unhinted(size, LocationRef::default());
    match outlines.get(glyph).map(|outline| outline.draw(settings, &mut pen)) {
        Some(Ok(_)) => pen,
        _ => SvgPen::new(),
    }
}
