//! Changes of a text at some of its places; all between them stays byte for byte.
//!
//! In: [`Edit`]s in any order. Out: the text with these made.

use std::ops::Range;

/// One change of the text.
#[derive(Debug)]
pub struct Edit {
    /// The bytes that give way.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

/// The text with its changes made; they may come in any order, and one within another that takes all away is lost.
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
