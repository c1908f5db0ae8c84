//! Text of XML as people see it: references resolved, line ends made one, control characters left out.
//!
//! In: the bytes between two tags, or of a value. Out: text.

use super::Refusal;

/// Adds text with its references resolved and its line ends as `\n`. Control characters, which nobody sees, are left out.
///
/// # Errors
/// When it is no UTF-8 or has a reference that XML does not know by itself.
pub fn unescape(text: &[u8], into: &mut String) -> Result<(), Refusal> {
    // What CDATA holds is meant letter by letter.
    let verbatim = text.strip_prefix(b"<![CDATA[".as_slice()).and_then(|text| text.strip_suffix(b"]]>".as_slice()));
    let text = std::str::from_utf8(verbatim.unwrap_or(text)).map_err(|_| Refusal::Damaged)?;
    let plain = |byte: u8| byte >= b' ' && !matches!(byte, b'&' | 0x7F) || byte == b'\n' || byte == b'\t';
    if text.bytes().all(plain) && !has_late_controls(text) {
        into.push_str(text);
        return Ok(());
    }
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        match letter {
            '&' if verbatim.is_none() => {
                let (name, behind) = rest.split_once(';').ok_or(Refusal::Damaged)?;
                into.extend(visible(referred(name).ok_or(Refusal::Damaged)?));
                rest = behind;
            }
            '\r' => into.extend((!rest.starts_with('\n')).then_some('\n')),
            letter => into.extend(visible(letter)),
        }
    }
    Ok(())
}

/// Whether there is a control character beyond those of ASCII (U+0080 to U+009F).
fn has_late_controls(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.contains(&0xC2) && bytes.windows(2).any(|two| matches!(two, [0xC2, 0x80..=0x9F]))
}

/// The letter that a reference at the head of a text stands for, and its length.
#[must_use]
pub fn reference(text: &str) -> Option<(char, usize)> {
    let inside = text.strip_prefix('&')?;
    let name = inside.get(..inside.find(';')?)?;
    Some((referred(name)?, name.len() + 2))
}

fn referred(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let hexadecimal = number.strip_prefix(['x', 'X']).map(|digits| u32::from_str_radix(digits, 16));
            char::from_u32(hexadecimal.unwrap_or_else(|| number.parse()).ok()?)
        }
    }
}

/// The letter, unless it is a control character other than a line break or a tab.
pub fn visible(letter: char) -> Option<char> {
    match letter {
        '\r' => Some('\n'),
        letter if letter.is_control() && !matches!(letter, '\n' | '\t') => None,
        letter => Some(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_one_and_control_characters_none() {
        let mut text = String::new();
        unescape("a\r\nb\rc\u{1}&#1;d".as_bytes(), &mut text).unwrap();
        assert_eq!(text, "a\nb\ncd");
    }

    #[test]
    fn a_text_is_the_same_whether_a_reference_stands_in_it_or_not() {
        let read = |text: &str| {
            let mut into = String::new();
            unescape(text.as_bytes(), &mut into).unwrap();
            into
        };
        for text in ["n\u{92}est", "a\u{7F}b", "Sở «Y tế»\u{A0}"] {
            assert_eq!(format!("{} &", read(text)), read(&format!("{text} &amp;")));
        }
        assert_eq!(read("n\u{92}est"), "nest");
    }
}
