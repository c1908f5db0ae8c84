//! What stands on a page: text runs, rules and filled areas, each with its place.
//!
//! In: places in points; y grows downwards. Out: plain values that `paint` draws and tests measure.

use super::{NodeId, Sheet};
use crate::document::{TextStyle, Tone};

/// One of the four styles of the text font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Face {
    /// Upright.
    #[default]
    Regular,
    /// Bold.
    Bold,
    /// Italic.
    Italic,
    /// Bold italic.
    BoldItalic,
}

impl Face {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];

    /// The name under which the face is registered and embedded; its first six letters are the subset tag in the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Regular => "DDREGU",
            Self::Bold => "DDBOLD",
            Self::Italic => "DDITAL",
            Self::BoldItalic => "DDBDIT",
        }
    }

    /// The face of a text style.
    #[must_use]
    pub const fn of(style: TextStyle) -> Self {
        match (style.bold, style.italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }
}

/// A colour on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Color {
    /// Text and lines.
    #[default]
    Black,
    /// Words on a dark bar of a chart.
    White,
    /// The bright red of an urgency mark.
    Red,
    /// Ground of a gap: light enough to read on, plain to see even on a black-and-white print.
    Gap,
    /// A status in a chart.
    Tone(Tone),
}

impl Color {
    /// Red, green and blue in sRGB.
    #[must_use]
    pub const fn rgb(self) -> [u8; 3] {
        match self {
            Self::Black => [0, 0, 0],
            Self::White => [255, 255, 255],
            Self::Red => [255, 0, 0],
            Self::Gap => [255, 237, 102],
            Self::Tone(tone) => tone.rgb(),
        }
    }
}

/// One page of paper.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Paper and margins.
    pub sheet: Sheet,
    /// Everything on it, in reading order.
    pub items: Vec<Item>,
    /// Places that the outline of the file points at.
    pub bookmarks: Vec<Bookmark>,
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct Bookmark {
    /// How deep it stands below the others: 0 is a section, a part or an appendix.
    pub depth: u8,
    /// What it says.
    pub title: String,
    /// Distance from the top of the paper.
    pub y: f32,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// Words on one line in one face and size.
    Text(TextRun),
    /// A straight line.
    Rule(Rule),
    /// A coloured rectangle.
    Area(Area),
}

/// Words on one line in one face and size.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// Left edge.
    pub x: f32,
    /// Baseline.
    pub y: f32,
    /// Advance of all glyphs.
    pub width: f32,
    /// Face.
    pub face: Face,
    /// Size.
    pub size: f32,
    /// Colour.
    pub color: Color,
    /// The characters as typed.
    pub text: String,
    /// The glyphs from left to right.
    pub glyphs: Vec<Glyph>,
    /// What it belongs to; none if it is decoration.
    pub node: Option<NodeId>,
    /// Whether a word ends with it though no space is seen: the line ends, and the text goes on in the next.
    pub breaks: bool,
}

/// One glyph of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// Number in the font; 0 is "missing".
    pub id: u16,
    /// Distance from the left edge of the run.
    pub x: f32,
    /// Distance below the baseline: not zero for a mark set on a letter.
    pub y: f32,
    /// Bytes of the run's text that it shows.
    pub bytes: usize,
}

/// A straight line: decoration, or the axis of a chart (part of its figure).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    /// Start.
    pub from: (f32, f32),
    /// End.
    pub to: (f32, f32),
    /// Thickness.
    pub width: f32,
    /// The drawing that it belongs to; none if it is decoration.
    pub node: Option<NodeId>,
    /// Colour.
    pub color: Color,
}

/// A coloured rectangle: the ground of a gap (decoration) or a bar of a chart (part of its figure).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The drawing that it belongs to; none if it is decoration.
    pub node: Option<NodeId>,
    /// Colour.
    pub color: Color,
    /// Whether the hairline of a chart's bars runs around it.
    pub edge: bool,
}

impl Item {
    /// The same thing, moved.
    #[must_use]
    pub fn moved(mut self, dx: f32, dy: f32) -> Self {
        match &mut self {
            Self::Text(run) => (run.x, run.y) = (run.x + dx, run.y + dy),
            Self::Rule(rule) => {
                rule.from = (rule.from.0 + dx, rule.from.1 + dy);
                rule.to = (rule.to.0 + dx, rule.to.1 + dy);
            }
            Self::Area(area) => (area.x, area.y) = (area.x + dx, area.y + dy),
        }
        self
    }

    /// The same thing as a part of this node, or as decoration.
    #[must_use]
    pub const fn tagged(mut self, node: Option<NodeId>) -> Self {
        match &mut self {
            Self::Text(run) => run.node = node,
            Self::Rule(rule) => rule.node = node,
            Self::Area(area) => area.node = node,
        }
        self
    }

    /// Its colour.
    #[must_use]
    pub const fn color(&self) -> Color {
        match self {
            Self::Text(run) => run.color,
            Self::Rule(rule) => rule.color,
            Self::Area(area) => area.color,
        }
    }

    /// The same thing in another colour.
    #[must_use]
    pub const fn colored(mut self, color: Color) -> Self {
        match &mut self {
            Self::Text(run) => run.color = color,
            Self::Rule(rule) => rule.color = color,
            Self::Area(area) => area.color = color,
        }
        self
    }

    /// What it belongs to.
    #[must_use]
    pub const fn node(&self) -> Option<NodeId> {
        match self {
            Self::Text(run) => run.node,
            Self::Rule(rule) => rule.node,
            Self::Area(area) => area.node,
        }
    }

    /// A level rule.
    #[must_use]
    pub const fn level(x: f32, y: f32, length: f32, width: f32) -> Self {
        Self::Rule(Rule { from: (x, y), to: (x + length, y), width, color: Color::Black, node: None })
    }

    /// An upright rule.
    #[must_use]
    pub const fn upright(x: f32, y: f32, length: f32, width: f32) -> Self {
        Self::Rule(Rule { from: (x, y), to: (x, y + length), width, color: Color::Black, node: None })
    }
}

impl Page {
    /// The text runs in reading order.
    pub fn runs(&self) -> impl Iterator<Item = &TextRun> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            _ => None,
        })
    }

    /// Its items in sequences that belong to one node each, or to none.
    pub fn sequences(&self) -> impl Iterator<Item = (Option<NodeId>, &[Item])> {
        let sequences = self.items.chunk_by(|one, next| one.node() == next.node());
        sequences.map(|items| (items.first().and_then(Item::node), items))
    }

    /// The characters that the fonts have no glyph for.
    pub fn unprintable(&self) -> impl Iterator<Item = char> {
        self.runs()
            .flat_map(TextRun::sources)
            .filter(|(glyph, _)| glyph.id == 0)
            .filter_map(|(_, text)| text.chars().next())
    }
}

impl TextRun {
    /// Each glyph with the characters that it shows.
    pub fn sources(&self) -> impl Iterator<Item = (&Glyph, &str)> {
        let mut start = 0;
        self.glyphs.iter().map(move |glyph| {
            let end = start + glyph.bytes;
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            (glyph, text)
        })
    }
}
