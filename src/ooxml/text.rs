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
    let plain = |byte: u8| byte >= b' ' && byte != b'&' || byte == b'\n' || byte == b'\t';
    if text.bytes().all(plain) {
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
}
