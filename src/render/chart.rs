//! The drawing of a chart: where every bar, line and word stands, before any format paints it.
//!
//! In: a [`Chart`] and the room for it, in points. Out: [`Drawing`]s, one below the other; more bars than fit one go on in the next,
//! each below the same legend. PDF paints them as vectors, HTML writes them as SVG, DOCX turns them into pictures.

use super::width;
use crate::{
    document::{Align, Bar, Chart, Tone},
    locale::vietnamese,
};

/// Size of all words.
pub const SIZE: f32 = 10.0;
/// Width of the hairline around every bar, which gives the palest tone an edge on white paper.
pub const EDGE: f32 = 0.4;
/// Its colour.
pub const EDGE_RGB: [u8; 3] = [0x33; 3];
/// Width of the axis.
pub const AXIS: f32 = 0.6;
/// Height of a bar, of a line of its label, and the room between two bars.
const BAR: f32 = 11.0;
const LINE: f32 = 11.5;
const GAP: f32 = 4.0;
/// The label column: its share of the width, and the room between it and the bars.
const LABEL_SHARE: f32 = 0.32;
const BESIDE: f32 = 6.0;
/// Side of a legend's box, and the room after an entry.
const BOX: f32 = 9.0;
const AFTER_ENTRY: f32 = 14.0;
/// Room on both sides of a count within its part.
const INSET: f32 = 2.0;

/// A picture of this size, in points, with its shapes from back to front.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// What it shows; y grows downwards.
    pub shapes: Vec<Shape>,
}

/// One thing in a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A filled rectangle.
    Bar {
        /// Left edge.
        x: f32,
        /// Top edge.
        y: f32,
        /// Width.
        width: f32,
        /// Height.
        height: f32,
        /// Colour.
        tone: Tone,
    },
    /// The upright line from which the bars start.
    Axis {
        /// Its place.
        x: f32,
        /// Upper end.
        top: f32,
        /// Lower end.
        bottom: f32,
    },
    /// Words on one line.
    Words {
        /// Left end, middle or right end, as `align` says.
        x: f32,
        /// Baseline.
        y: f32,
        /// Which point of the words `x` is.
        align: Align,
        /// The words.
        text: String,
        /// Whether they stand on a dark ground.
        on_dark: bool,
    },
}

/// Draws a chart into pictures of this width and at most this height (points).
#[must_use]
pub fn draw(chart: &Chart, width: f32, height: f32) -> Vec<Drawing> {
    let plan = Plan::new(chart, width);
    let legend = plan.legend(chart);
    let mut drawings = Vec::new();
    let mut open = Drawing { width, height: legend.height, shapes: legend.shapes.clone() };
    for bar in &chart.bars {
        let label = wrapped(&bar.label, plan.labels);
        let step = BAR.max(label.len() as f32 * LINE) + GAP;
        if open.height + step > height && open.height > legend.height {
            drawings.push(plan.closed(open, legend.height));
            open = Drawing { width, height: legend.height, shapes: legend.shapes.clone() };
        }
        plan.row(chart, bar, &label, open.height, step - GAP, &mut open.shapes);
        open.height += step;
    }
    drawings.push(plan.closed(open, legend.height));
    drawings
}

/// What all rows of a chart share.
struct Plan {
    width: f32,
    labels: f32,
    /// Points for each task.
    scale: f32,
}

impl Plan {
    fn new(chart: &Chart, width: f32) -> Self {
        let labels = width * LABEL_SHARE;
        let most = chart.bars.iter().map(Bar::total).max().unwrap_or_default().max(1);
        let room = width - labels - BESIDE - words_width(&vietnamese::count(most)) - BESIDE;
        Self { width, labels, scale: room / most as f32 }
    }

    /// The legend: boxes and words, on as many lines as they need.
    fn legend(&self, chart: &Chart) -> Drawing {
        let (mut x, mut y, mut lines, mut shapes) = (0.0, 0.0, 1, Vec::new());
        for series in &chart.series {
            let label = wrapped(&series.label, self.width - BOX - BESIDE);
            let widest = label.iter().map(|line| words_width(line)).fold(0.0, f32::max);
            let entry = BOX + BESIDE + widest;
            if x > 0.0 && x + entry > self.width {
                (x, y, lines) = (0.0, y + lines as f32 * LINE + GAP, 1);
            }
            lines = lines.max(label.len());
            shapes.push(Shape::Bar { x, y: y + 1.0, width: BOX, height: BOX, tone: series.tone });
            for (index, line) in label.iter().enumerate() {
                let baseline = y + index as f32 * LINE + SIZE - 1.0;
                shapes.push(words(x + BOX + BESIDE, baseline, Align::Left, line, false));
            }
            x += entry + AFTER_ENTRY;
        }
        Drawing { width: self.width, height: y + lines as f32 * LINE + 2.0 * GAP, shapes }
    }

    fn row(&self, chart: &Chart, bar: &Bar, label: &[String], top: f32, height: f32, shapes: &mut Vec<Shape>) {
        let first = top + (height - label.len() as f32 * LINE) / 2.0;
        for (index, line) in label.iter().enumerate() {
            let baseline = first + (index as f32 + 1.0) * LINE - 3.0;
            shapes.push(words(self.labels, baseline, Align::Right, line, false));
        }
        let mut x = self.labels + BESIDE;
        let (bar_top, baseline) = (top + (height - BAR) / 2.0, top + height / 2.0 + 3.4);
        for (series, value) in chart.series.iter().zip(&bar.values).filter(|(_, value)| **value > 0) {
            let length = *value as f32 * self.scale;
            shapes.push(Shape::Bar { x, y: bar_top, width: length, height: BAR, tone: series.tone });
            let count = vietnamese::count(*value);
            if words_width(&count) + 2.0 * INSET <= length {
                shapes.push(words(x + length / 2.0, baseline, Align::Center, &count, series.tone.is_dark()));
            }
            x += length;
        }
        shapes.push(words(x + BESIDE, baseline, Align::Left, &vietnamese::count(bar.total()), false));
    }

    fn closed(&self, mut drawing: Drawing, top: f32) -> Drawing {
        drawing.shapes.push(Shape::Axis { x: self.labels + BESIDE, top: top - GAP, bottom: drawing.height });
        drawing
    }
}

/// Text in lines of at most this width; a word that is wider goes on in the next line.
fn wrapped(text: &str, width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if words_width(&format!("{line} {word}")) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.extend(torn(word, width)),
        }
    }
    lines
}

/// A word in as many parts as the width asks for.
fn torn(word: &str, width: f32) -> Vec<String> {
    let mut parts = vec![String::new()];
    for sign in word.chars() {
        match parts.last_mut() {
            Some(part) if part.is_empty() || words_width(&format!("{part}{sign}")) <= width => part.push(sign),
            _ => parts.push(sign.to_string()),
        }
    }
    parts
}

fn words(x: f32, y: f32, align: Align, text: &str, on_dark: bool) -> Shape {
    Shape::Words { x, y, align, text: text.to_owned(), on_dark }
}

/// The width of words in points; by the bold letters, which are never narrower than the upright ones.
fn words_width(text: &str) -> f32 {
    width::of_bold(text, SIZE) * 72.0 / 25.4
}
