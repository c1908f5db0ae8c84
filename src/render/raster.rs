//! A drawing of a chart as a picture of dots, for formats that cannot show its lines.
//!
//! In: a [`Drawing`], the TrueType file of its words, dots per inch. Out: the bytes of a PNG. No font of the machine is used and
//! nothing depends on it, so that the same drawing gives the same bytes everywhere.

mod letters;
mod mask;

use std::fmt;

use ::png::{ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};

use super::chart::{AXIS, Drawing, EDGE, EDGE_RGB, Shape};
use crate::diagnostic::{Code, Diagnostic, Failure};
use letters::Letters;
use mask::{Mask, SHADES};

const BLACK: [u8; 3] = [0; 3];
const WHITE: [u8; 3] = [255; 3];
const POINTS_OF_INCH: f32 = 72.0;
const METRES_OF_INCH: f32 = 0.0254;
/// How hard the packer tries: the most, 9, makes the file a tenth smaller and takes four times as long.
const EFFORT: DeflateCompression = DeflateCompression::Level(5);

/// Paints a drawing on white.
///
/// # Errors
/// When the font is none, or the picture cannot be packed.
pub fn png(drawing: &Drawing, font: &[u8], dots: f32) -> Result<Vec<u8>, Failure> {
    let scale = dots / POINTS_OF_INCH;
    let mut letters = Letters::new(font, scale)?;
    let mut canvas = Canvas::new(drawing.width * scale, drawing.height * scale);
    for shape in &drawing.shapes {
        match shape {
            Shape::Bar { x, y, width, height, tone } => {
                let half = EDGE / 2.0;
                let grown = |by: f32| rectangle((x - by, y - by), (x + width + by, y + height + by), scale);
                canvas.paint(&grown(half), (0, 0), EDGE_RGB);
                canvas.paint(&grown(-half), (0, 0), tone.rgb());
            }
            Shape::Axis { x, top, bottom } => {
                let line = rectangle((x - AXIS / 2.0, *top), (x + AXIS / 2.0, *bottom), scale);
                canvas.paint(&line, (0, 0), BLACK);
            }
            Shape::Words { x, y, align, text, on_dark } => {
                let colour = if *on_dark { WHITE } else { BLACK };
                letters
                    .each(text, (*x * scale, *y * scale), *align, |letter, place| canvas.paint(letter, place, colour));
            }
        }
    }
    canvas.pack(dots).map_err(failure)
}

fn failure(reason: impl fmt::Display) -> Failure {
    Diagnostic::error(Code::InternalError).with("part", "chart").with("reason", reason).into()
}

/// The dots of a rectangle between two corners in points.
fn rectangle((left, top): (f32, f32), (right, bottom): (f32, f32), scale: f32) -> Mask {
    Mask::rectangle((left * scale, top * scale), (right * scale, bottom * scale))
}

/// Red, green and blue of every dot, row by row.
struct Canvas {
    width: usize,
    height: usize,
    dots: Vec<u8>,
}

impl Canvas {
    fn new(width: f32, height: f32) -> Self {
        // The saturating casts are wanted: a picture never leaves its page.
        let (width, height) = (width.ceil() as usize, height.ceil() as usize);
        Self { width, height, dots: vec![255; width * height * 3] }
    }

    /// Colours the dots of a mask that counts from this point; what lies outside of the picture is left out.
    fn paint(&mut self, mask: &Mask, (x, y): (i32, i32), colour: [u8; 3]) {
        let (left, top) = (x + mask.left, y + mask.top);
        let positive = |value: i32| usize::try_from(value).unwrap_or_default();
        let (hidden_columns, hidden_rows) = (positive(-left), positive(-top));
        let rows = self.dots.chunks_mut((self.width * 3).max(1)).skip(positive(top));
        for (row, shades) in rows.zip(mask.shades.chunks(mask.width.max(1)).skip(hidden_rows)) {
            let dots = row.chunks_mut(3).skip(positive(left));
            for (dot, shade) in dots.zip(shades.iter().skip(hidden_columns)).filter(|(_, shade)| **shade > 0) {
                for (part, wanted) in dot.iter_mut().zip(colour) {
                    *part = mixed(*part, wanted, *shade);
                }
            }
        }
    }

    /// A PNG that says how large a dot is. Rows are packed as they are: letters and bars repeat themselves, their differences do not.
    fn pack(&self, dots_per_inch: f32) -> Result<Vec<u8>, ::png::EncodingError> {
        let length = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
        let dots_per_metre = (dots_per_inch / METRES_OF_INCH).round() as u32;
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, length(self.width), length(self.height));
        encoder.set_color(ColorType::Rgb);
        encoder.set_pixel_dims(Some(PixelDimensions { xppu: dots_per_metre, yppu: dots_per_metre, unit: Unit::Meter }));
        encoder.set_filter(Filter::NoFilter);
        encoder.set_deflate_compression(EFFORT);
        encoder.write_header()?.write_image_data(&self.dots)?;
        Ok(file)
    }
}

/// A colour over another, in whole numbers.
fn mixed(below: u8, above: u8, shade: u8) -> u8 {
    let (shade, all) = (u16::from(shade), u16::from(SHADES));
    let sum = u16::from(above) * shade + u16::from(below) * (all - shade);
    u8::try_from((sum + all / 2) / all).unwrap_or(above)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leaves_the_picture_is_cut_off_and_edges_are_mixed() {
        let mut canvas = Canvas::new(3.0, 2.0);
        canvas.paint(&rectangle((0.0, 0.0), (2.5, 1.0), 1.0), (-1, -1), BLACK);
        assert!(canvas.dots.iter().all(|part| *part == 255));
        canvas.paint(&rectangle((0.0, 0.0), (2.5, 1.0), 1.0), (-1, 1), BLACK);
        assert_eq!(canvas.dots[9..], [0, 0, 0, 128, 128, 128, 255, 255, 255]);
        canvas.paint(&rectangle((0.0, 0.0), (9.0, 9.0), 1.0), (2, 0), BLACK);
        assert_eq!(canvas.dots[..9], [255, 255, 255, 255, 255, 255, 0, 0, 0]);
    }
}
