//! Which encoding the bytes of a text table are in.
//!
//! In: bytes. Out: their text, and the name of the encoding where it is not plain UTF-8. Single-byte encodings are told apart by
//! their words: whatever is right makes Vietnamese. TCVN3 and VNI come out as the Latin letters of their
//! bytes, to be converted cell by cell.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

use crate::ingest::legacy::{self, Legacy};

/// How many bytes are looked at where the encoding must be guessed: some hundred rows.
const SAMPLE: usize = 65_536;

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

/// The text of these bytes; `None` when they fit no encoding.
pub fn decode(bytes: Vec<u8>) -> Option<Decoded> {
    if let Some(utf_16) = utf_16(&bytes) {
        let (text, _) = utf_16.decode_with_bom_removal(&bytes);
        return Some(Decoded { text: text.into_owned(), encoding: Some("UTF-16"), legacy: None });
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            return Some(Decoded { text, encoding: None, legacy: None });
        }
        Err(error) => error.into_bytes(),
    };
    if is_damaged_utf_8(&bytes) {
        let text = String::from_utf8_lossy(&bytes);
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
        return Some(Decoded { text, encoding: None, legacy: None });
    }
    single_byte(&bytes)
}

/// UTF-16, by its mark or by the zero bytes of its ASCII characters.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
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
fn single_byte(bytes: &[u8]) -> Option<Decoded> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (latin, _) = WINDOWS_1252.decode_without_bom_handling(sample);
    if let Some(legacy) = legacy::recognise(latin.split(['\n', '\t', ';', ',', '|'])) {
        let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        return Some(Decoded { text: text.into_owned(), encoding: None, legacy: Some(legacy) });
    }
    let vietnamese = |bytes: &[u8]| WINDOWS_1258.decode_without_bom_handling(bytes).0.nfc().collect::<String>();
    legacy::is_vietnamese([vietnamese(sample).as_str()]).then(|| Decoded {
        text: vietnamese(bytes),
        encoding: Some("Windows-1258"),
        legacy: None,
    })
}
