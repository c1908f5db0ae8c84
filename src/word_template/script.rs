//! A part as a text for the template engine: every byte as it was, but for the tags.
//!
//! In: a [`Part`], its [`Tag`]s and their [`Site`]s. Out: [`Script`]: the text, and which tag stands at a byte of it. Tags are marked by
//! control characters that XML forbids, so that nothing else of the file can be taken for one.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    io,
    ops::Range,
};

use super::{
    block::Site,
    part::{Part, Sign},
    seen,
    tag::{Block, Kind, Scope, Tag},
};
use crate::ooxml::is_forbidden;
use crate::report::{Budget, Dialect, cost, named, printed};

/// Before a value, and behind it.
const VALUE: (&str, &str) = ("\u{1}\u{3}", "\u{3}\u{2}");
/// Before and behind a tag that does something.
const BLOCK: (&str, &str) = ("\u{1}\u{4}", "\u{4}\u{2}");
const COMMENT: (&str, &str) = ("\u{1}\u{5}", "\u{5}\u{2}");
/// Each tag leaves as many as it costs whenever the engine meets it: a loop that prints nothing has its limit too.
const STEP: char = '\u{6}';
/// Around the name of what is to be put in: a table, a chart, a remark.
pub const INSERT: (char, char) = ('\u{7}', '\u{8}');
/// Before a table whose rows or cells were repeated or left out.
pub const REPEATED: char = '\u{B}';

/// Beside it, where cells were.
pub const FITTED: char = '\u{F}';
/// In the place of a paragraph that gave way to a tag: what stood around it had it between.
pub const GONE: char = '\u{E}';

/// Bytes of all filled parts, at most.
const MOST: usize = 64 << 20;
/// Steps of work for all parts, at most: a row of twenty values takes some thirty.
const MOST_STEPS: usize = 4_000_000;

/// What filling a file may take.
#[must_use]
pub const fn budget() -> Budget {
    Budget::new(MOST, MOST_STEPS)
}

/// How the engine reads a script.
pub const DIALECT: Dialect =
    Dialect { block: BLOCK, value: VALUE, comment: COMMENT, marker: INSERT, escape: escape_xml, step: STEP as u8 };

/// Writes a value as the text of a run; a line break of the value is one in Word.
fn escape_xml(value: &str, out: &mut dyn io::Write) -> io::Result<()> {
    for letter in value.chars() {
        match letter {
            '&' => out.write_all(b"&amp;")?,
            '<' => out.write_all(b"&lt;")?,
            '>' => out.write_all(b"&gt;")?,
            '\n' => out.write_all(b"</w:t><w:br/><w:t xml:space=\"preserve\">")?,
            '\t' => out.write_all(b"</w:t><w:tab/><w:t xml:space=\"preserve\">")?,
            // Line ends are one letter by now; the others may not stand in XML.
            '\r' => {}
            letter if is_forbidden(letter) => {}
            letter => write!(out, "{letter}")?,
        }
    }
    Ok(())
}

/// A text as [`DIALECT`] writes values.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut written = Vec::with_capacity(text.len());
    // Writing to memory does not fail.
    let _ = escape_xml(text, &mut written);
    String::from_utf8(written).unwrap_or_default()
}

/// A part as the engine reads it.
#[derive(Debug)]
pub struct Script {
    /// The text.
    pub text: String,
    /// Bytes of the text and the index of the tag that stands there.
    places: Vec<(Range<usize>, usize)>,
}

/// One change of the part.
struct Edit {
    range: Range<usize>,
    /// The tags that are put there, by index.
    tags: Vec<usize>,
    text: Cow<'static, str>,
}

impl Script {
    /// The tags in the order in which the engine meets them.
    pub fn order(&self) -> impl Iterator<Item = usize> {
        self.places.iter().map(|(_, tag)| *tag)
    }

    /// The tag at a byte.
    #[must_use]
    pub fn tag_at(&self, byte: usize) -> Option<usize> {
        let before = self.places.iter().rev().find(|(range, _)| range.start <= byte);
        before.or_else(|| self.places.first()).map(|(_, tag)| *tag)
    }

    /// Writes the script of a part.
    #[must_use]
    pub fn write(part: &Part<'_>, tags: &[Tag], sites: &[Site]) -> Self {
        let (mut edits, mut preserved, mut taken) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for (index, (tag, site)) in tags.iter().zip(sites).enumerate() {
            match site {
                Site::Signs => of_signs(part, vec![index], tag, (&mut edits, &mut preserved)),
                Site::Whole(range) => {
                    let gone = if is_paragraph(part, range) { GONE.to_string() } else { String::new() };
                    // What others refer to stays once, outside of what is repeated or left out.
                    let text = part.text.get(range.clone()).filter(|_| taken.insert(range.start));
                    let marks = seen::marks(text.unwrap_or_default());
                    let (before, behind) = match tag.kind {
                        Kind::Close(_) => (gone, marks),
                        _ => (marks + &gone, String::new()),
                    };
                    edits.push(Edit { range: range.clone(), tags: vec![index], text: before.into() });
                    if !behind.is_empty() {
                        edits.push(Edit { range: range.end..range.end, tags: Vec::new(), text: behind.into() });
                    }
                }
                Site::Before(at) | Site::Behind(at) => {
                    edits.push(Edit { range: *at..*at, tags: vec![index], text: Cow::default() });
                    of_signs(part, Vec::new(), tag, (&mut edits, &mut preserved));
                }
            }
        }
        edits.extend(repeated_tables(part, tags, sites));
        // What is put before a place goes before what takes that place, and what ends a row before what begins the next.
        edits.sort_by_key(|edit| (edit.range.start, !edit.range.is_empty()));
        Self::of(part.text, &edits, tags)
    }

    fn of(text: &str, edits: &[Edit], tags: &[Tag]) -> Self {
        let mut script = Self { text: String::with_capacity(text.len() + text.len() / 8), places: Vec::new() };
        let mut at = 0;
        for edit in edits {
            script.text.push_str(text.get(at..edit.range.start).unwrap_or_default());
            // A tag within what another one takes along says its word there, but nothing else does.
            if edit.range.start >= at {
                script.text.push_str(&edit.text);
            }
            for index in &edit.tags {
                let Some(tag) = tags.get(*index) else { continue };
                let start = script.text.len();
                script.text.push_str(&marked(tag));
                script.places.push((start..script.text.len(), *index));
            }
            at = at.max(edit.range.end);
        }
        script.text.push_str(text.get(at..).unwrap_or_default());
        script
    }
}

/// A tag as the engine reads it here, behind what it costs; that of a loop stands within it.
fn marked(tag: &Tag) -> String {
    let code = &tag.code;
    let steps = STEP.to_string().repeat(cost(code).unwrap_or_default());
    match tag.kind {
        Kind::Value => format!("{steps}{}{}{}", VALUE.0, printed(code), VALUE.1),
        Kind::Comment => String::new(),
        Kind::Open(Block::Loop) => format!("{steps}{}{code}{}{STEP}", BLOCK.0, BLOCK.1),
        Kind::Set => format!("{steps}{}{}{}", BLOCK.0, named(code), BLOCK.1),
        _ => format!("{steps}{}{code}{}", BLOCK.0, BLOCK.1),
    }
}

/// The signs of a tag give way to `owner`, which stands where the first of them stood, in the run of that; nothing stands there for a
/// tag that went elsewhere.
///
/// `preserved` are the ends of the text elements that say already that their blanks count.
fn of_signs(
    part: &Part<'_>,
    mut owner: Vec<usize>,
    tag: &Tag,
    (edits, preserved): (&mut Vec<Edit>, &mut BTreeSet<usize>),
) {
    let signs = part.paragraphs.get(tag.paragraph).and_then(|paragraph| paragraph.signs.get(tag.signs.clone()));
    let signs = signs.unwrap_or_default();
    for run in joined(signs) {
        edits.push(Edit { range: run, tags: std::mem::take(&mut owner), text: Cow::default() });
    }
    // Word drops blanks at the ends of a text that does not say that they count.
    let texts: BTreeSet<(usize, usize)> =
        signs.iter().filter_map(|sign| sign.text.as_ref()).map(|text| (text.start, text.end)).collect();
    for (start, end) in texts {
        let element = part.text.get(start..end).unwrap_or_default();
        if !element.contains("xml:space") && preserved.insert(end) {
            edits.push(Edit { range: end - 1..end - 1, tags: Vec::new(), text: " xml:space=\"preserve\"".into() });
        }
    }
}

/// The bytes of signs, those without a gap between them as one.
fn joined(signs: &[Sign]) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for sign in signs {
        match runs.last_mut().filter(|last| last.end == sign.range.start) {
            Some(last) => last.end = sign.range.end,
            None => runs.push(sign.range.clone()),
        }
    }
    runs
}

fn is_paragraph(part: &Part<'_>, range: &Range<usize>) -> bool {
    let text = part.text.get(range.clone()).unwrap_or_default();
    text.starts_with("<w:p>") || text.starts_with("<w:p ")
}

/// A mark before each table whose rows or cells the tags repeat or leave out.
fn repeated_tables(part: &Part<'_>, tags: &[Tag], sites: &[Site]) -> Vec<Edit> {
    let of_rows = tags.iter().zip(sites).filter(|(_, site)| match site {
        Site::Before(_) | Site::Behind(_) => true,
        Site::Whole(range) => !is_paragraph(part, range),
        Site::Signs => false,
    });
    let mut tables: BTreeMap<usize, bool> = BTreeMap::new();
    for (tag, _) in of_rows {
        let paragraph = part.paragraphs.get(tag.paragraph).map(|paragraph| paragraph.node);
        let table = paragraph.and_then(|node| part.around(node, "w:tbl")).and_then(|table| part.node(table));
        if let Some(table) = table {
            *tables.entry(table.range.start).or_default() |= tag.scope == Scope::Cell;
        }
    }
    let mark = |(start, of_cells): (usize, bool)| {
        let text = if of_cells { format!("{REPEATED}{FITTED}") } else { REPEATED.to_string() };
        Edit { range: start..start, tags: Vec::new(), text: text.into() }
    };
    tables.into_iter().map(mark).collect()
}
