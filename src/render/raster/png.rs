//! Dots as a PNG.
//!
//! In: red, green and blue of every dot, row by row. Out: the bytes of a file that says how large a dot is.

use std::io::Write;

use flate2::{Compression, Crc, write::ZlibEncoder};

use super::failure;
use crate::diagnostic::Failure;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Eight bits for each of three colours, the only methods of packing and filtering there are, not interlaced.
const KIND: [u8; 5] = [8, 2, 0, 0, 0];
/// Each row is written as it is: letters and bars repeat themselves, their differences do not.
const AS_IT_IS: u8 = 0;
const METRES_OF_INCH: f32 = 0.0254;

/// Packs rows of `width` dots.
///
/// # Errors
/// What the packer reports.
pub fn write(width: usize, dots: &[u8], dots_per_inch: f32) -> Result<Vec<u8>, Failure> {
    let row = (width * 3).max(1);
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    for dots in dots.chunks(row) {
        packed.write_all(&[AS_IT_IS]).map_err(failure)?;
        packed.write_all(dots).map_err(failure)?;
    }
    let packed = packed.finish().map_err(failure)?;

    let length = |value: usize| u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes();
    let head = [&length(width)[..], &length(dots.len() / row), &KIND].concat();
    let dots_per_metre = ((dots_per_inch / METRES_OF_INCH).round() as u32).to_be_bytes();
    let mut file = SIGNATURE.to_vec();
    chunk(&mut file, b"IHDR", &head);
    chunk(&mut file, b"pHYs", &[&dots_per_metre[..], &dots_per_metre, &[1]].concat());
    chunk(&mut file, b"IDAT", &packed);
    chunk(&mut file, b"IEND", &[]);
    Ok(file)
}

fn chunk(file: &mut Vec<u8>, name: &[u8], content: &[u8]) {
    let mut sum = Crc::new();
    sum.update(name);
    sum.update(content);
    file.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes());
    file.extend(name);
    file.extend(content);
    file.extend(sum.sum().to_be_bytes());
}
