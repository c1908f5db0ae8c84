//! A scanner for the XML of large parts: it holds one piece at a time and builds nothing.
//!
//! In: a [`Feed`] or bytes. Out: [`Token`]s; names without their prefix. Document types are refused and entities of one's own with
//! them, and so is nesting that no Office file has.

use super::{Feed, Refusal, text::unescape};

/// Tags and texts longer than this are in no real file.
const LONGEST_PIECE: usize = 4 << 20;
const DEEPEST: usize = 256;

/// A piece of XML.
#[derive(Debug)]
pub enum Token<'a> {
    /// An element opens; an empty one has no [`Token::Close`].
    Open {
        /// Its name without prefix.
        name: &'a [u8],
        /// Its attributes.
        attributes: Attributes<'a>,
        /// Whether it is empty.
        empty: bool,
    },
    /// An element closes.
    Close {
        /// Its name without prefix.
        name: &'a [u8],
    },
    /// Text as it stands, references and all: see [`unescape`](super::unescape).
    Text(&'a [u8]),
    /// The part ends.
    End,
}

/// The attributes of an element.
#[derive(Debug, Clone, Copy)]
pub struct Attributes<'a>(&'a [u8]);

impl<'a> Attributes<'a> {
    /// The value of an attribute, by its whole name.
    #[must_use]
    pub fn get(mut self, name: &str) -> Option<&'a [u8]> {
        self.find(|(found, _)| *found == name.as_bytes()).map(|(_, value)| value)
    }

    /// The value of an attribute that has a prefix, by its name behind that.
    #[must_use]
    pub fn prefixed(mut self, name: &str) -> Option<&'a [u8]> {
        self.find(|(found, _)| found.contains(&b':') && local(found) == name.as_bytes()).map(|(_, value)| value)
    }

    /// The value of an attribute as text, references resolved.
    #[must_use]
    pub fn text(self, name: &str) -> Option<String> {
        let mut text = String::new();
        self.get(name).and_then(|value| unescape(value, &mut text).ok()).map(|()| text)
    }

    /// Whether a flag is set.
    #[must_use]
    pub fn flag(self, name: &str) -> bool {
        matches!(self.get(name), Some(b"1" | b"true" | b"on"))
    }

    /// A whole number.
    #[must_use]
    pub fn number(self, name: &str) -> Option<u32> {
        whole_number(self.get(name)?)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let equals = self.0.iter().position(|byte| *byte == b'=')?;
        let (name, rest) = self.0.split_at_checked(equals)?;
        let rest = rest.get(1..)?.trim_ascii_start();
        let (quote, rest) = rest.split_first().filter(|(quote, _)| matches!(quote, b'"' | b'\''))?;
        let end = rest.iter().position(|byte| byte == quote)?;
        self.0 = rest.get(end + 1..)?;
        Some((name.trim_ascii(), rest.get(..end)?))
    }
}

/// The value of an attribute in a start tag as it stands there (`<w:tab w:val="left"/>`), references resolved.
#[must_use]
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let inside = tag.trim_start_matches('<').trim_end_matches(['>', '/']);
    let start = inside.find(|letter: char| letter.is_ascii_whitespace())?;
    Attributes(inside.get(start..)?.as_bytes()).text(name)
}

/// Digits as a number; `None` for anything else.
#[must_use]
pub fn whole_number(digits: &[u8]) -> Option<u32> {
    let step = |number: u32, digit: &u8| {
        let digit = digit.is_ascii_digit().then(|| u32::from(digit - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    };
    (!digits.is_empty()).then(|| digits.iter().try_fold(0, step))?
}

fn local(name: &[u8]) -> &[u8] {
    let prefix = name.iter().position(|byte| *byte == b':');
    prefix.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}

/// Reads the XML of one part.
pub struct Scanner<'f> {
    feed: Option<&'f mut Feed>,
    buffer: Vec<u8>,
    at: usize,
    depth: usize,
}

/// What stands ahead.
enum Piece {
    Open,
    Close,
    Text,
    Nothing,
}

impl<'f> Scanner<'f> {
    /// A scanner for the current part of a feed; it must be read to its end before the next part is.
    pub fn of_feed(feed: &'f mut Feed) -> Self {
        Self { feed: Some(feed), buffer: Vec::new(), at: 0, depth: 0 }
    }

    /// A scanner for bytes.
    #[must_use]
    pub fn of_bytes(bytes: Vec<u8>) -> Scanner<'static> {
        Scanner { feed: None, buffer: bytes, at: 0, depth: 0 }
    }

    /// The next piece.
    ///
    /// # Errors
    /// When the part is not well formed or not inflated to its end.
    #[expect(
        clippy::should_implement_trait,
        reason = "a token borrows from the scanner, as no item of an iterator can"
    )]
    pub fn next(&mut self) -> Result<Token<'_>, Refusal> {
        let Some((piece, start, end)) = self.locate()? else {
            return if self.depth == 0 { Ok(Token::End) } else { Err(Refusal::Damaged) };
        };
        let trimmed = |front: usize, back: usize| start + front..end - back;
        match piece {
            Piece::Open => {
                let empty = self.buffer.get(end - 2) == Some(&b'/');
                self.depth += usize::from(!empty);
                if self.depth > DEEPEST {
                    return Err(Refusal::Damaged);
                }
                let inside = self.buffer.get(trimmed(1, 1 + usize::from(empty))).unwrap_or_default();
                let name_end = inside.iter().position(u8::is_ascii_whitespace).unwrap_or(inside.len());
                let (name, rest) = inside.split_at_checked(name_end).unwrap_or_default();
                Ok(Token::Open { name: local(name), attributes: Attributes(rest), empty })
            }
            Piece::Close => {
                self.depth = self.depth.checked_sub(1).ok_or(Refusal::Damaged)?;
                let name = self.buffer.get(trimmed(2, 1)).unwrap_or_default();
                Ok(Token::Close { name: local(name.trim_ascii_end()) })
            }
            Piece::Text | Piece::Nothing => Ok(Token::Text(self.buffer.get(start..end).unwrap_or_default())),
        }
    }

    /// Kind, start and end of the next piece; `None` at the end.
    fn locate(&mut self) -> Result<Option<(Piece, usize, usize)>, Refusal> {
        loop {
            let ahead = self.buffer.get(self.at..).unwrap_or_default();
            if let Some((piece, length)) = piece(ahead)? {
                let start = self.at;
                self.at += length;
                match piece {
                    Piece::Nothing => continue,
                    piece => return Ok(Some((piece, start, start + length))),
                }
            }
            if ahead.len() > LONGEST_PIECE {
                return Err(Refusal::Damaged);
            }
            let rest_is_blank = ahead.iter().all(u8::is_ascii_whitespace);
            if !self.refill()? {
                return if rest_is_blank { Ok(None) } else { Err(Refusal::Damaged) };
            }
        }
    }

    fn refill(&mut self) -> Result<bool, Refusal> {
        let Some(feed) = &mut self.feed else { return Ok(false) };
        self.buffer.drain(..self.at);
        self.at = 0;
        feed.more(&mut self.buffer)
    }
}

/// The first piece of some bytes with its length; `None` while its end is not among them.
fn piece(ahead: &[u8]) -> Result<Option<(Piece, usize)>, Refusal> {
    let until = |end: &[u8], piece: Piece| {
        let found = ahead.windows(end.len()).position(|window| window == end);
        Ok(found.map(|position| (piece, position + end.len())))
    };
    match ahead {
        [] | [b'<'] | [b'<', b'!'] | [b'<', b'!', b'-'] => Ok(None),
        [b'<', b'/', ..] => until(b">", Piece::Close),
        [b'<', b'?', ..] => until(b"?>", Piece::Nothing),
        [b'<', b'!', b'-', b'-', ..] => until(b"-->", Piece::Nothing),
        [b'<', b'!', b'[', ..] => until(b"]]>", Piece::Text),
        [b'<', b'!', ..] => Err(Refusal::Damaged),
        [b'<', ..] => Ok(tag_end(ahead).map(|end| (Piece::Open, end + 1))),
        // A byte order mark.
        [0xef, 0xbb, 0xbf, ..] => Ok(Some((Piece::Nothing, 3))),
        _ => Ok(ahead.iter().position(|byte| *byte == b'<').map(|end| (Piece::Text, end))),
    }
}

/// Where a tag ends; `>` may stand inside a value.
fn tag_end(ahead: &[u8]) -> Option<usize> {
    let mut quote = 0;
    for (index, byte) in ahead.iter().enumerate() {
        match byte {
            b'>' if quote == 0 => return Some(index),
            b'"' | b'\'' if quote == 0 => quote = *byte,
            _ if *byte == quote => quote = 0,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(xml: &str) -> Result<Vec<String>, Refusal> {
        let mut scanner = Scanner::of_bytes(xml.as_bytes().to_vec());
        let mut told = Vec::new();
        loop {
            let mut text = String::new();
            told.push(match scanner.next()? {
                Token::Open { name, attributes, empty } => {
                    let values = attributes.map(|(_, value)| String::from_utf8_lossy(value).into_owned());
                    let values: Vec<String> = values.collect();
                    format!("{}({}){}", String::from_utf8_lossy(name), values.join(","), if empty { "/" } else { "" })
                }
                Token::Close { name } => format!("/{}", String::from_utf8_lossy(name)),
                Token::Text(found) => {
                    unescape(found, &mut text)?;
                    text
                }
                Token::End => return Ok(told),
            });
        }
    }

    #[test]
    fn elements_values_and_texts_are_found() {
        let told = tokens(
            "\u{feff}<?xml version='1.0'?><!-- < --><x:a b=\"1>2\" c = '3'>A &amp; &#66;<d/><![CDATA[<&]]></x:a>\n",
        );
        assert_eq!(told.unwrap(), ["a(1>2,3)", "A & B", "d()/", "<&", "/a"]);
    }

    #[test]
    fn what_no_office_file_has_is_refused() {
        let deep = "<a>".repeat(300) + &"</a>".repeat(300);
        let entity = "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>";
        for xml in [deep.as_str(), entity, "<a>&b;</a>", "<a>", "</a>", "<a><b", "text", "<a>&amp</a>"] {
            assert_eq!(tokens(xml).unwrap_err(), Refusal::Damaged, "{xml}");
        }
    }
}
