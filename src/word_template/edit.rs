//! Changes of a text at some of its places; all between them stays byte for byte.
//!
//! In: [`Edit`]s in any order. Out: the text with these made.

use std::ops::Range;

use crate::ooxml::{Markup, Markups};

/// One change of the text.
#[derive(Debug)]
pub struct Edit {
    /// The bytes that give way.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

/// The text with its changes made; they may come in any order. None may lie within another one: whoever takes a piece away drops the
/// changes in it first.
pub fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = at.max(edit.range.end);
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

/// XML in which every empty element is written the short way (`<a/>`), as Word does; what it writes is looked for letter by letter.
#[must_use]
pub fn short(xml: &str) -> String {
    let long = Markups::of(xml).map_while(Result::ok).filter_map(|(piece, range)| {
        let tag = xml.get(range.clone()).filter(|_| matches!(piece, Markup::Open { empty: true, .. }))?;
        let end = tag.rfind("></")?;
        Some(Edit { range: range.start + end..range.end, text: "/>".to_owned() })
    });
    apply(xml, long.collect())
}
