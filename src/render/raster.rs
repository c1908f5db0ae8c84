//! A drawing of a chart as a picture of dots, for formats that cannot show its lines.
//!
//! In: a [`Drawing`], the TrueType file of its words, dots per inch. Out: the bytes of a PNG. No font of the machine is used and
//! nothing depends on it, so that the same drawing gives the same bytes everywhere. Shapes are filled by scan lines: where the outline
//! crosses each, sorted, the dots between are inside.

mod glyph;
mod png;

use std::fmt;

use super::chart::{AXIS, Drawing, EDGE, EDGE_RGB, Shape};
use crate::diagnostic::{Code, Diagnostic, Failure};
use glyph::Words;

/// Scan lines for each row of dots: how smooth near-level outlines are. Along the line coverage is exact.
const LINES: u8 = 5;
/// Shades of an edge: more cannot be told apart in print, and would double the size of the file.
const SHADES: f32 = 8.0;
const BLACK: [u8; 3] = [0; 3];
const WHITE: [u8; 3] = [255; 3];

/// A straight part of an outline: from one point to the next, in dots.
type Side = ((f32, f32), (f32, f32));

/// Paints a drawing on white.
///
/// # Errors
/// When the font is none, or the picture cannot be packed.
pub fn png(drawing: &Drawing, font: &[u8], dots: f32) -> Result<Vec<u8>, Failure> {
    let scale = dots / 72.0;
    let words = Words::new(font, scale)?;
    let mut canvas = Canvas::new(drawing.width * scale, drawing.height * scale);
    for shape in &drawing.shapes {
        match shape {
            Shape::Bar { x, y, width, height, tone } => {
                let half = EDGE / 2.0;
                let grown = |by: f32| rectangle((x - by, y - by), (x + width + by, y + height + by), scale);
                canvas.fill(&grown(half), EDGE_RGB);
                canvas.fill(&grown(-half), tone.rgb());
            }
            Shape::Axis { x, top, bottom } => {
                canvas.fill(&rectangle((x - AXIS / 2.0, *top), (x + AXIS / 2.0, *bottom), scale), BLACK);
            }
            Shape::Words { x, y, align, text, on_dark } => {
                let colour = if *on_dark { WHITE } else { BLACK };
                for outline in words.outlines(text, (*x * scale, *y * scale), *align) {
                    canvas.fill(&outline, colour);
                }
            }
        }
    }
    png::write(canvas.width, &canvas.dots, dots)
}

fn failure(reason: impl fmt::Display) -> Failure {
    Diagnostic::error(Code::InternalError).with("part", "chart").with("reason", reason).into()
}

/// The sides of a rectangle between two corners in points.
fn rectangle((left, top): (f32, f32), (right, bottom): (f32, f32), scale: f32) -> Vec<Side> {
    let (left, top, right, bottom) = (left * scale, top * scale, right * scale, bottom * scale);
    vec![((left, top), (left, bottom)), ((right, bottom), (right, top))]
}

/// Red, green and blue of every dot, row by row.
struct Canvas {
    width: usize,
    dots: Vec<u8>,
}

impl Canvas {
    fn new(width: f32, height: f32) -> Self {
        // The saturating casts are wanted: a picture never leaves its page.
        let (width, height) = (width.ceil() as usize, height.ceil() as usize);
        Self { width, dots: vec![255; width * height * 3] }
    }

    /// Fills the inside of an outline; a hole is an outline that runs the other way round.
    fn fill(&mut self, outline: &[Side], colour: [u8; 3]) {
        let ends = || outline.iter().flat_map(|(from, to)| [*from, *to]);
        let bounds = |of: fn(&(f32, f32)) -> f32| {
            let values = || ends().map(|point| of(&point));
            (values().fold(f32::MAX, f32::min).floor().max(0.0), values().fold(0.0, f32::max).ceil())
        };
        let ((left, right), (top, bottom)) = (bounds(|point| point.0), bounds(|point| point.1));
        let (left_dot, right_dot) = (left as usize, (right as usize).min(self.width));
        let mut covered = vec![0.0f32; right_dot.saturating_sub(left_dot)];
        let mut crossings = Vec::new();
        let rows = self.dots.chunks_mut((self.width * 3).max(1)).enumerate().take(bottom as usize).skip(top as usize);
        for (row, dots) in rows {
            covered.fill(0.0);
            for line in 0..LINES {
                let height = row as f32 + (f32::from(line) + 0.5) / f32::from(LINES);
                cross(outline, height, &mut crossings);
                cover(&crossings, left, &mut covered);
            }
            for (dot, covered) in dots.chunks_mut(3).skip(left_dot).zip(&covered) {
                let share = (covered / f32::from(LINES) * SHADES).round().clamp(0.0, SHADES) / SHADES;
                for (part, wanted) in dot.iter_mut().zip(colour) {
                    *part = (f32::from(*part) + (f32::from(wanted) - f32::from(*part)) * share).round() as u8;
                }
            }
        }
    }
}

/// Where an outline crosses a scan line, from left to right, and whether it goes down (1) or up (-1) there.
fn cross(outline: &[Side], height: f32, crossings: &mut Vec<(f32, i32)>) {
    crossings.clear();
    for ((x0, y0), (x1, y1)) in outline {
        let down = *y0 <= height && height < *y1;
        let up = *y1 <= height && height < *y0;
        if down || up {
            crossings.push((x0 + (height - y0) / (y1 - y0) * (x1 - x0), if down { 1 } else { -1 }));
        }
    }
    crossings.sort_by(|one, other| one.0.total_cmp(&other.0));
}

/// Adds to each dot how much of it lies inside on this scan line.
fn cover(crossings: &[(f32, i32)], left: f32, covered: &mut [f32]) {
    let mut winding = 0;
    for ((from, direction), (to, _)) in crossings.iter().zip(crossings.iter().skip(1)) {
        winding += direction;
        if winding == 0 {
            continue;
        }
        let (from, to) = ((from - left).max(0.0), to - left);
        let reach = covered.iter_mut().enumerate().take(to.ceil().max(0.0) as usize).skip(from as usize);
        for (place, dot) in reach {
            let place = place as f32;
            *dot += (to.min(place + 1.0) - from.max(place)).max(0.0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_covered_by_their_share_and_holes_stay_open() {
        let mut canvas = Canvas::new(4.0, 2.0);
        canvas.fill(&rectangle((0.5, 0.0), (3.0, 1.0), 1.0), BLACK);
        let row = |canvas: &Canvas, row: usize| canvas.dots[row * 12..].chunks(3).take(4).map(|dot| dot[0]).collect();
        let first: Vec<u8> = row(&canvas, 0);
        assert_eq!(first, [128, 0, 0, 255]);
        let second: Vec<u8> = row(&canvas, 1);
        assert_eq!(second, [255; 4]);

        let mut canvas = Canvas::new(4.0, 1.0);
        let hole = rectangle((2.0, 0.0), (1.0, 1.0), 1.0);
        canvas.fill(&[rectangle((0.0, 0.0), (3.0, 1.0), 1.0), hole].concat(), BLACK);
        let ring: Vec<u8> = row(&canvas, 0);
        assert_eq!(ring, [0, 255, 0, 255]);
    }
}
