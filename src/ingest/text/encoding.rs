//! Which encoding the bytes of a text table are in.
//!
//! In: a file. Out: their text, and the name of the encoding where it is not plain UTF-8. Single-byte encodings are told apart by
//! their words: whatever is right makes Vietnamese. TCVN3 and VNI come out as the Latin letters of their
//! bytes, to be converted cell by cell.

use std::io::{self, Read, Seek};

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use super::{dialect::evenness, limits::MOST_TEXT};
use crate::{
    ingest::legacy::{self, Legacy},
    ooxml::Refusal,
};

/// How many bytes are looked at where the encoding must be guessed: some hundred rows.
const SAMPLE: usize = 65_536;

/// How many bytes are decoded at once.
const PIECE: usize = 1 << 20;

/// How many whole characters of several bytes stand for one broken one in UTF-8 that was cut or damaged somewhere.
const WHOLE_FOR_BROKEN: usize = 10;

/// Decoded text.
pub struct Decoded {
    /// The text, without byte order mark. What could not be decoded is U+FFFD.
    pub text: String,
    /// The encoding, where it is worth telling.
    pub encoding: Option<&'static str>,
    /// What its letters stand for, where they are not what they seem.
    pub legacy: Option<Legacy>,
}

/// Why a file has no text.
pub enum Undecoded {
    /// Its bytes cannot be had.
    Unreadable(io::Error),
    /// They fit no encoding.
    Unknown,
    /// There is too much of it.
    TooLarge(Refusal),
}

impl From<io::Error> for Undecoded {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// The text of a file, whose lines end with a line feed. Its bytes are kept only where they are the text: what must be decoded is read
/// piece by piece, again if need be.
///
/// # Errors
/// When there is none, or too much.
pub fn decode(file: &mut (impl Read + Seek)) -> Result<Decoded, Undecoded> {
    let found = decode_as_is(file)?;
    let text = if ends_with_returns(&found.text) { with_line_feeds(found.text) } else { found.text };
    Ok(Decoded { text, ..found })
}

/// Whether the lines of a text end with carriage returns alone, as those of old Macs do. In enclosed cells there may be line feeds even
/// then, and in cells of any text there may be such returns.
pub fn ends_with_returns(text: &str) -> bool {
    let (mut is_enclosed, mut returns, mut feeds) = (false, 0_usize, 0_usize);
    let mut sample = text.bytes().take(PIECE).peekable();
    while let Some(byte) = sample.next() {
        match byte {
            b'"' => is_enclosed = !is_enclosed,
            b'\n' if !is_enclosed => feeds += 1,
            b'\r' if !is_enclosed && sample.peek() != Some(&b'\n') => returns += 1,
            _ => {}
        }
    }
    if returns <= feeds {
        // Marks that enclose nothing may hide every line from the count.
        return text.contains('\r') && !text.contains('\n');
    }
    let sample = text.get(..text.floor_char_boundary(PIECE)).unwrap_or(text);
    feeds == 0 || evenness(&with_line_feeds(sample.to_owned())) > evenness(sample)
}

/// The text with line feeds in the place of carriage returns alone.
fn with_line_feeds(text: String) -> String {
    let (mut bytes, mut behind) = (text.into_bytes(), 0);
    for byte in bytes.iter_mut().rev() {
        let sign = *byte;
        if sign == b'\r' && behind != b'\n' {
            *byte = b'\n';
        }
        behind = sign;
    }
    String::from_utf8(bytes).unwrap_or_default()
}

fn decode_as_is(file: &mut (impl Read + Seek)) -> Result<Decoded, Undecoded> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.by_ref().take(SAMPLE as u64).read_to_end(&mut bytes)?;
    if let Some(utf_16) = utf_16(&bytes) {
        return Ok(Decoded { text: decoded(file, utf_16)?, encoding: Some("UTF-16"), legacy: None });
    }
    file.read_to_end(&mut bytes)?;
    let bytes = match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            return Ok(Decoded { text, encoding: None, legacy: None });
        }
        Err(error) => error.into_bytes(),
    };
    if is_damaged_utf_8(&bytes) {
        drop(bytes);
        return Ok(Decoded { text: decoded(file, UTF_8)?, encoding: None, legacy: None });
    }
    let (encoding, legacy) = single_byte(&bytes).ok_or(Undecoded::Unknown)?;
    drop(bytes);
    let text = decoded(file, encoding)?;
    Ok(Decoded { text, encoding: legacy.is_none().then_some("Windows-1258"), legacy })
}

/// The whole file in this encoding; what cannot be decoded becomes U+FFFD, and combining marks join their letters.
fn decoded(file: &mut (impl Read + Seek), encoding: &'static Encoding) -> Result<String, Undecoded> {
    let mut decoder = encoding.new_decoder_with_bom_removal();
    let (mut text, mut piece, mut bytes) = (String::new(), String::new(), Vec::new());
    file.rewind()?;
    loop {
        bytes.clear();
        file.by_ref().take(PIECE as u64).read_to_end(&mut bytes)?;
        let is_last = bytes.is_empty();
        piece.reserve(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or_default());
        let _ = decoder.decode_to_string(&bytes, &mut piece, is_last);
        // Marks that combine belong to the letter before them, so whole lines are composed; a line longer than a piece is refused anyhow.
        let whole = if encoding != WINDOWS_1258 || is_last { None } else { piece.rfind(['\n', '\r']) };
        let lines = piece.get(..whole.map_or(piece.len(), |end| end + 1)).unwrap_or_default();
        if encoding == WINDOWS_1258 {
            text.extend(lines.nfc());
        } else {
            text.push_str(lines);
        }
        piece.drain(..lines.len());
        if text.len() + piece.len() > MOST_TEXT {
            return Err(Undecoded::TooLarge(Refusal::too_large("text in MB", (MOST_TEXT >> 20) as u64, "")));
        }
        if is_last {
            return Ok(text);
        }
    }
}

/// UTF-16, by its mark or by the zero bytes of its ASCII characters.
pub fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    // Vietnamese in UTF-16 has a space, a digit or a plain letter in more than half of its characters.
    let are_most = |zeros: usize, others: usize| zeros * 3 >= pairs && others * 20 <= zeros && zeros > 0;
    if are_most(odd, even) {
        Some(UTF_16LE)
    } else if are_most(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether most of it is UTF-8: systems cut long texts after a number of bytes, in the midst of a character.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= broken * WHOLE_FOR_BROKEN
}

/// Text of one byte for each sign: in a font encoding, or in Windows-1258 with its combining tone marks.
fn single_byte(bytes: &[u8]) -> Option<(&'static Encoding, Option<Legacy>)> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (latin, _) = WINDOWS_1252.decode_without_bom_handling(sample);
    if let Some(legacy) = legacy::recognise(latin.split(['\n', '\t', ';', ',', '|'])) {
        return Some((WINDOWS_1252, Some(legacy)));
    }
    let vietnamese: String = WINDOWS_1258.decode_without_bom_handling(sample).0.nfc().collect();
    legacy::is_vietnamese([vietnamese.as_str()]).then_some((WINDOWS_1258, None))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn pieces_join_without_a_seam() {
        let line = "Sở Y tế tỉnh, việc thứ 7, hê\u{301}t hạn\n";
        let text = line.repeat(3 * PIECE / line.len());
        let found = |bytes: Vec<u8>| decode(&mut Cursor::new(bytes)).ok().unwrap();
        let utf_16: Vec<u8> = [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        assert!(found(utf_16).text == text);
        let mut damaged = text.clone().into_bytes();
        damaged.insert(2 * PIECE, 0xff);
        let found_damaged = found(damaged).text;
        assert_eq!(found_damaged.matches('\u{fffd}').count(), 1);
        assert!(found_damaged.replace('\u{fffd}', "") == text);
        // A line that ends nowhere near a piece of bytes, with marks that combine.
        let line = "Thê\u{301} la\u{300} hê\u{301}t, viê\u{323}c nay\n";
        let (bytes, _, _) = WINDOWS_1258.encode(line);
        let windows = found(bytes.repeat(3 * PIECE / bytes.len()));
        assert_eq!(windows.encoding, Some("Windows-1258"));
        assert!(windows.text.lines().all(|found| found == "Thế là hết, việc nay"));
    }
}
