//! Runs of text: markers told apart from words, neighbours joined.
//!
//! In: the text of a Markdown event, or the runs of a paragraph. Out: [`Piece`]s, fewer runs, or runs as the layout prints them.

use super::engine::MARKER;
use crate::{
    document::Inline,
    project::{LayoutSection, PointStyle, TitleCase},
};

/// A part of a text.
pub enum Piece<'a> {
    /// Words.
    Text(&'a str),
    /// The table with this id.
    Table(&'a str),
    /// The chart with this id.
    Chart(&'a str),
    /// A part that a person has yet to write.
    Gap(&'a str),
}

/// Text and markers in turn.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    for (index, part) in text.split(MARKER.0).enumerate() {
        let (marker, rest) = if index == 0 { ("", part) } else { part.split_once(MARKER.1).unwrap_or((part, "")) };
        match marker.split_once(':') {
            Some(("table", id)) => pieces.push(Piece::Table(id)),
            Some(("chart", id)) => pieces.push(Piece::Chart(id)),
            Some(("gap", part)) => pieces.push(Piece::Gap(part)),
            _ => {}
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
    }
    pieces
}

/// Neighbours of one style become one run; spaces at the ends go.
pub fn join_text(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::new();
    for inline in inlines {
        match (joined.last_mut(), inline) {
            (Some(Inline::Text { text, style }), Inline::Text { text: more, style: same }) if *style == same => {
                text.push_str(&more);
            }
            (_, inline) => joined.push(inline),
        }
    }
    if let Some(Inline::Text { text, .. }) = joined.last_mut() {
        text.truncate(text.trim_end().len());
    }
    joined.retain(|inline| !matches!(inline, Inline::Text { text, .. } if text.is_empty()));
    joined
}

/// The words of a line without its marks and styles.
pub fn plain_text(inlines: &[Inline]) -> String {
    let text = inlines.iter().filter_map(|inline| match inline {
        Inline::Text { text, .. } => Some(text.as_str()),
        Inline::Footnote(_) => None,
    });
    text.collect::<String>().trim().to_owned()
}

/// Whether titles of sections and appendices are printed in capitals.
pub fn in_capitals(layout: LayoutSection) -> bool {
    layout.title_case.unwrap_or_default() == TitleCase::Upper
}

/// A heading as the layout prints it: sections in capitals, points in italics, unless they stay as typed.
pub fn titled(level: u8, content: Vec<Inline>, layout: LayoutSection) -> Vec<Inline> {
    let upper = level == 1 && in_capitals(layout);
    let slanted = level == 3 && layout.point_style.unwrap_or_default() == PointStyle::Italic;
    let printed = |inline: Inline| match inline {
        Inline::Text { text, mut style } => {
            style.italic |= slanted;
            Inline::Text { text: if upper { text.to_uppercase() } else { text }, style }
        }
        mark @ Inline::Footnote(_) => mark,
    };
    content.into_iter().map(printed).collect()
}
