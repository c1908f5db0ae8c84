//! The pieces of an XML part with the bytes where they stand, for changing some of them and copying all else.
//!
//! In: the text of a part. Out: each piece with its range; the ranges follow each other without a gap.

use std::ops::Range;

use quick_xml::{Reader, events::Event};

use super::Refusal;

/// Nesting that no Office file has.
const DEEPEST: usize = 256;

/// A piece of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup<'a> {
    /// An element opens; an empty one has no [`Markup::Close`], and its range is all of it.
    Open {
        /// Its name with prefix.
        name: &'a str,
        /// Whether it is empty, be it written `<a/>` or `<a></a>`.
        empty: bool,
    },
    /// The element opened last closes.
    Close,
    /// Text as it stands, references and all; one text may come in several pieces.
    Text,
    /// A declaration, a comment, an instruction, and text that is marked as such (`CDATA`), which no Office program writes.
    Other,
}

/// Reads a part piece by piece.
pub struct Markups<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Bytes before what the reader was given.
    start: usize,
    at: usize,
    depth: usize,
    ended: bool,
    /// What was read behind a start tag, to see whether its element is empty.
    ahead: Option<Piece<'a>>,
}

type Piece<'a> = Result<(Markup<'a>, Range<usize>), Refusal>;

impl<'a> Markups<'a> {
    /// The pieces of a text.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        let start = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        let reader = Reader::from_str(text.get(start..).unwrap_or_default());
        Self { text, reader, start, at: start, depth: 0, ended: false, ahead: None }
    }

    /// The name in a tag, without its attributes.
    fn name(&self, range: &Range<usize>) -> &'a str {
        let tag = self.text.get(range.clone()).unwrap_or_default().trim_start_matches(['<', '/']);
        tag.split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default()
    }

    fn piece(&mut self) -> Option<Piece<'a>> {
        if self.ended {
            return None;
        }
        let event = self.reader.read_event();
        let end = self.start + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let range = self.at..end;
        self.at = end;
        let piece = match event {
            Ok(Event::Start(_)) => {
                self.depth += 1;
                Markup::Open { name: self.name(&range), empty: false }
            }
            Ok(Event::Empty(_)) => Markup::Open { name: self.name(&range), empty: true },
            Ok(Event::End(_)) => {
                self.depth = self.depth.saturating_sub(1);
                Markup::Close
            }
            Ok(Event::Text(_) | Event::GeneralRef(_)) => Markup::Text,
            Ok(Event::Decl(_) | Event::PI(_) | Event::Comment(_) | Event::CData(_)) => Markup::Other,
            Ok(Event::Eof) if self.depth == 0 => return None,
            // A document type may define references that grow without end.
            Ok(Event::Eof | Event::DocType(_)) | Err(_) => {
                self.ended = true;
                return Some(Err(Refusal::Damaged));
            }
        };
        if self.depth > DEEPEST {
            self.ended = true;
            return Some(Err(Refusal::Damaged));
        }
        Some(Ok((piece, range)))
    }
}

impl<'a> Iterator for Markups<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let piece = self.ahead.take().or_else(|| self.piece())?;
        let Ok((Markup::Open { name, empty: false }, start)) = &piece else { return Some(piece) };
        let (name, start) = (*name, start.start);
        match self.piece() {
            Some(Ok((Markup::Close, end))) => Some(Ok((Markup::Open { name, empty: true }, start..end.end))),
            behind => {
                self.ahead = behind;
                Some(piece)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_follow_each_other_without_a_gap() {
        let text = "\u{FEFF}<?xml version=\"1.0\"?><!-- c --><a  b='>'><c/>x &amp; y<d e=\"1\" /></a>\n";
        let mut end = 3;
        let mut names = Vec::new();
        for piece in Markups::of(text) {
            let (piece, range) = piece.unwrap();
            assert_eq!(range.start, end);
            end = range.end;
            if let Markup::Open { name, .. } = piece {
                names.push(name);
            }
        }
        assert_eq!(end, text.len());
        assert_eq!(names, ["a", "c", "d"]);
    }

    #[test]
    fn an_element_with_nothing_in_it_is_empty_however_it_is_written() {
        let found: Vec<_> = Markups::of("<a><b c=\"1\"></b><d/><e> </e></a>").map(Result::unwrap).collect();
        let open = |name, empty| Markup::Open { name, empty };
        assert_eq!(found.first(), Some(&(open("a", false), 0..3)));
        assert_eq!(found.get(1), Some(&(open("b", true), 3..16)));
        assert_eq!(found.get(2), Some(&(open("d", true), 16..20)));
        assert_eq!(
            found.iter().skip(3).map(|(piece, _)| *piece).collect::<Vec<_>>(),
            [open("e", false), Markup::Text, Markup::Close, Markup::Close]
        );
    }

    #[test]
    fn what_is_not_well_formed_is_refused() {
        for text in ["<a><b></a>", "<a>", "<!DOCTYPE a><a/>", "<a", "</a>"] {
            assert!(Markups::of(text).any(|piece| piece.is_err()), "{text}");
        }
    }
}
