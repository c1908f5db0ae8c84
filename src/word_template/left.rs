//! Tags where nothing is filled: in fields, formulas, comments, charts, the words for pictures, the properties of the file. They would stay in what comes out.
//!
//! In: the parts of a template. Out: the first tag of each kind of place, and where it stands; of attributes, each.

use std::collections::BTreeMap;

use super::find::cut;
use crate::ooxml::{Markup, Markups, unescape};

/// A tag that would stay.
#[derive(Debug)]
pub struct Left {
    /// The tag as it stands there.
    pub said: String,
    /// The byte of the part where it begins.
    pub byte: usize,
}

/// The texts of a part by the element that holds them, each piece with its place.
type Texts<'t> = BTreeMap<&'t str, (String, Vec<(usize, usize)>)>;

/// The tags of a part outside of the text that is filled; in most parts nothing `is_filled`.
#[must_use]
pub fn left(text: &str, is_filled: bool) -> Vec<Left> {
    if !text.contains('{') {
        return Vec::new();
    }
    let (mut open, mut found): (Vec<&str>, Vec<Left>) = (Vec::new(), Vec::new());
    let mut texts: Texts<'_> = BTreeMap::new();
    for piece in Markups::of(text) {
        // What is not well formed is told as such, or is no XML.
        let Ok((piece, range)) = piece else { break };
        let raw = text.get(range.clone()).unwrap_or_default();
        match piece {
            Markup::Open { name, empty } => {
                // In no value of an attribute anything is filled.
                if raw.contains("{{") || raw.contains("{%") {
                    let mut text = String::new();
                    let _ = unescape(raw.as_bytes(), &mut text);
                    found.extend(first(&(text, vec![(0, range.start)])));
                }
                open.extend((!empty).then_some(name));
            }
            Markup::Close => drop(open.pop()),
            Markup::Text => {
                let name = open.last().copied().unwrap_or_default();
                if !(is_filled && name == "w:t" && open.contains(&"w:p")) {
                    add(&mut texts, name, raw, range.start);
                }
            }
            Markup::Other if raw.starts_with("<![CDATA[") => add(&mut texts, "cdata", raw, range.start),
            Markup::Other => {}
        }
    }
    found.extend(texts.values().filter_map(first));
    found
}

fn add<'t>(texts: &mut Texts<'t>, name: &'t str, raw: &str, byte: usize) {
    let (text, pieces) = texts.entry(name).or_default();
    pieces.push((text.len(), byte));
    // A reference that XML does not know stands for no sign of a tag.
    let _ = unescape(raw.as_bytes(), text);
}

fn first((text, pieces): &(String, Vec<(usize, usize)>)) -> Option<Left> {
    let tag = |(opener, closer): (&str, &str)| {
        let start = text.find(opener)?;
        let length = text.get(start..)?.find(closer)? + closer.len();
        Some((start, length))
    };
    let (start, length) = [("{{", "}}"), ("{%", "%}")].into_iter().filter_map(tag).min()?;
    let (_, byte) = pieces.iter().rev().find(|(at, _)| *at <= start)?;
    Some(Left { said: cut(text.get(start..start + length)?), byte: *byte })
}
