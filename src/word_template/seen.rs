//! What stands in XML besides text, and must not be lost with a paragraph that gives way.
//!
//! In: elements, or a piece of a part. Out: whether a reader sees them, and the marks in a piece that others refer to.

use crate::ooxml::{Markup, Markups};

/// Elements that a reader sees.
const SEEN: [&str; 13] = [
    "w:drawing",
    "w:pict",
    "w:object",
    "w:sym",
    "w:footnoteReference",
    "w:endnoteReference",
    "w:fldChar",
    "w:fldSimple",
    "w:ptab",
    "w:pgNum",
    "w:ruby",
    "m:oMath",
    "m:oMathPara",
];

/// Marks that stand for a place, to which other places refer.
const MARKS: [&str; 2] = ["w:bookmarkStart", "w:bookmarkEnd"];

/// Whether a reader sees an element besides its text: a picture, a sign, a note, a field, a formula, the beginning of a page or column.
#[must_use]
pub fn is_seen(name: &str, tag: &str) -> bool {
    SEEN.contains(&name) || name == "w:br" && ["page", "column"].iter().any(|kind| tag.contains(kind))
}

/// Where the first and the last element of a piece stand that a reader sees besides its text.
#[must_use]
pub fn seen_in(xml: &str) -> Option<(usize, usize)> {
    let mut seen = elements(xml).filter(|(name, tag, _)| is_seen(name, tag)).map(|(.., at)| at);
    let first = seen.next()?;
    Some((first, seen.last().unwrap_or(first)))
}

/// The marks of a piece, as they stand there: they may stand between paragraphs, rows or cells, too.
#[must_use]
pub fn marks(xml: &str) -> String {
    if !xml.contains("<w:bookmark") {
        return String::new();
    }
    elements(xml).filter(|(name, ..)| MARKS.contains(name)).map(|(_, tag, _)| tag).collect()
}

/// The elements of a piece: name, tag, place.
fn elements(xml: &str) -> impl Iterator<Item = (&str, &str, usize)> {
    // The piece was read before: it is well formed.
    Markups::of(xml).map_while(Result::ok).filter_map(|(piece, range)| match piece {
        Markup::Open { name, .. } => Some((name, xml.get(range.clone())?, range.start)),
        _ => None,
    })
}
