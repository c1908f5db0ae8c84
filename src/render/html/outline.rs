//! The headings of a page: their levels, their ids, and the list of contents made of them.
//!
//! In: the document. Out: an [`Outline`]: one [`Entry`] for each heading in reading order. Levels never skip, whatever the
//! document leaves out, for a screen reader's user would look for the missing one; ids are made of the numbers of the headings,
//! so that a link to `#muc-ii-1` lives as long as the number does.

use std::collections::BTreeSet;

use super::markup::Markup;
use crate::document::{Appendix, Block, Document, Inline};

/// The id of the title of the document.
pub const TITLE: &str = "van-ban";
/// The id of the notes.
pub const NOTES: &str = "chu-thich";

/// The id of the list of contents, and of what stands behind it.
const CONTENTS: &str = "muc-luc";
pub const CONTENT: &str = "noi-dung";
/// How the ids of tables, of footnotes and of their marks begin.
const NUMBERED: [&str; 3] = ["bang-", NOTES, "dau-"];

/// One heading.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The id of its element.
    pub id: String,
    /// 2 to 6: `h2` to `h6`.
    pub level: usize,
    /// Its words without footnote marks.
    pub words: String,
    /// Whether the list of contents names it.
    pub listed: bool,
}

/// The headings of a document.
pub struct Outline {
    /// Those of the text.
    pub body: Vec<Entry>,
    /// Those of the appendices: the appendix itself, then the headings within it.
    pub appendices: Vec<(Entry, Vec<Entry>)>,
}

impl Outline {
    /// Reads the headings of a document.
    pub fn of(document: &Document) -> Self {
        let mut ids = Ids { used: [TITLE, CONTENTS, CONTENT].map(str::to_owned).into() };
        let body = entries(&document.body, &mut ids, None);
        let numbered = document.appendices.iter().zip(1..);
        let appendices = numbered.map(|(appendix, number)| appendix_entries(appendix, number, &mut ids)).collect();
        Self { body, appendices }
    }

    /// Writes the list of contents: the parts and sections of the text, and the appendices.
    pub fn contents(&self, markup: &mut Markup) {
        let body = self.body.iter().filter(|entry| entry.listed);
        let entries: Vec<&Entry> = body.chain(self.appendices.iter().map(|(entry, _)| entry)).collect();
        if entries.is_empty() {
            return;
        }
        markup.group("nav", &[("class", "contents"), ("aria-labelledby", CONTENTS)], |markup| {
            markup.block("p", &[("id", CONTENTS)], |markup| markup.text("Mục lục"));
            markup.group("ul", &[], |markup| {
                for entry in entries {
                    let class = if entry.level > 2 { "sub" } else { "" };
                    markup.block("li", &[("class", class)], |markup| {
                        let target = format!("#{}", entry.id);
                        markup.element("a", &[("href", &target)], |markup| markup.text(&entry.words));
                    });
                }
            });
        });
    }
}

fn appendix_entries(appendix: &Appendix, number: usize, ids: &mut Ids) -> (Entry, Vec<Entry>) {
    let own = slug(&appendix.id);
    // A template need not name its appendices.
    let unnamed = own.is_empty() || NUMBERED.iter().any(|opening| own.starts_with(opening));
    let id = ids.take(&if unnamed { format!("phu-luc-{number}") } else { own });
    let inside = entries(&appendix.blocks, ids, Some(&id));
    let words = format!("{} - {}", appendix.label, appendix.title);
    (Entry { id, level: 2, words, listed: true }, inside)
}

/// The headings of one part of the document; those of an appendix stand below its own and carry its id before theirs.
fn entries(blocks: &[Block], ids: &mut Ids, appendix: Option<&str>) -> Vec<Entry> {
    let mut open: Vec<(u8, String)> = Vec::new();
    let mut entries = Vec::new();
    for (rank, number, words) in blocks.iter().filter_map(heading) {
        open.retain(|(outer, _)| *outer < rank);
        let above = open.last().map_or(appendix, |(_, path)| Some(path));
        let own = number.map_or_else(|| format!("de-muc-{}", entries.len() + 1), |number| slug(&number));
        let path = match (above, rank) {
            (Some(above), _) => format!("{above}-{own}"),
            (None, 0) => own,
            (None, _) => format!("muc-{own}"),
        };
        let id = ids.take(&path);
        open.push((rank, path));
        let level = (open.len() + 1 + usize::from(appendix.is_some())).min(6);
        entries.push(Entry { id, level, words, listed: rank <= 1 });
    }
    entries
}

/// Rank, number and words of a heading; a part outranks every numbered heading.
fn heading(block: &Block) -> Option<(u8, Option<String>, String)> {
    match block {
        Block::Part { number, title } => Some((0, Some(number.clone()), format!("{number}. {title}"))),
        Block::Heading { level, content } => {
            let words = plain_text(content);
            Some((*level, number_of(&words), words))
        }
        _ => None,
    }
}

/// The number that opens a heading: `II` of "II. …", `a` of "a) …".
fn number_of(words: &str) -> Option<String> {
    let first = words.split_whitespace().next()?;
    let number = first.strip_suffix(['.', ')'])?;
    (!number.is_empty() && number.chars().count() <= 8).then(|| number.to_owned())
}

/// The words of inlines without footnote marks.
fn plain_text(content: &[Inline]) -> String {
    let words = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Footnote(_) => String::new(),
    };
    content.iter().map(words).collect()
}

/// Words as they may stand in an id: small letters and digits, anything else a hyphen.
pub fn slug(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts = lower.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// The ids that are taken.
struct Ids {
    used: BTreeSet<String>,
}

impl Ids {
    /// The wanted id, with a number behind it where it is taken.
    fn take(&mut self, wanted: &str) -> String {
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let free = std::iter::once(wanted.to_owned()).chain(numbered).find(|id| !self.used.contains(id));
        let id = free.unwrap_or_default();
        self.used.insert(id.clone());
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, words: &str) -> Block {
        Block::Heading { level, content: vec![Inline::plain(words)] }
    }

    fn outline(blocks: &[Block], appendix: Option<&str>) -> Vec<(String, usize)> {
        let entries = entries(blocks, &mut Ids { used: BTreeSet::new() }, appendix);
        entries.into_iter().map(|entry| (entry.id, entry.level)).collect()
    }

    #[test]
    fn ids_follow_the_numbers_and_levels_never_skip() {
        let blocks = [
            heading(1, "I. Kết quả"),
            heading(3, "đ) Khác"),
            heading(1, "I. Kết quả"),
            heading(2, "1. Ưu điểm"),
            heading(2, "Không số"),
        ];
        let of = |id: &str, level| (id.to_owned(), level);
        assert_eq!(
            outline(&blocks, None),
            [of("muc-i", 2), of("muc-i-đ", 3), of("muc-i-2", 2), of("muc-i-1", 3), of("muc-i-de-muc-5", 3)]
        );
        assert_eq!(outline(&blocks[1..2], Some("phu-luc-01")), [of("phu-luc-01-đ", 3)]);
    }

    #[test]
    fn a_part_outranks_the_sections_below_it() {
        let part = Block::Part { number: "Phần I".to_owned(), title: "CHUNG".to_owned() };
        let found = outline(&[part, heading(1, "I. Kết quả"), heading(2, "1. Ưu điểm")], None);
        assert_eq!(
            found,
            [("phần-i", 2), ("phần-i-i", 3), ("phần-i-i-1", 4)].map(|(id, level)| (id.to_owned(), level))
        );
    }
}
