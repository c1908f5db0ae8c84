//! Ids that a loop repeated: each is made a new one, since Word calls a file damaged in which two things have one id.
//!
//! In: the filled text. Out: a change for each id that was there before: pictures and shapes (`docPr`), bookmarks, paragraphs.

use std::collections::{BTreeMap, BTreeSet};

use super::finish::Edit;

/// The ids met so far.
#[derive(Debug, Default)]
pub struct Ids {
    seen: BTreeSet<(Kind, String)>,
    /// The next free number of each kind.
    free: BTreeMap<Kind, u32>,
    /// The new id of a bookmark that is open, by its old one.
    renamed: BTreeMap<String, String>,
    names: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Shape,
    Bookmark,
    Paragraph,
}

impl Ids {
    /// Knows the highest id of each kind in a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let highest = |element: &str, attribute: &str| -> u32 {
            let tags = text.split(element).skip(1).filter_map(|rest| rest.split('>').next());
            let values = tags.filter_map(|tag| tag.split(attribute).nth(1)?.split('"').next()?.parse().ok());
            values.max().unwrap_or_default()
        };
        let free = BTreeMap::from([
            (Kind::Shape, highest("<wp:docPr ", " id=\"").max(highest("<wp:docPr", " id=\"")) + 1),
            (Kind::Bookmark, highest("<w:bookmarkStart", " w:id=\"") + 1),
            (Kind::Paragraph, 0x1000_0000),
        ]);
        Self { free, ..Self::default() }
    }

    /// An element opens: the change of its id where it had been there before.
    pub fn seen(&mut self, name: &str, tag: &str, start: usize) -> Option<Edit> {
        let changed = match name {
            "wp:docPr" => self.renumbered(Kind::Shape, tag, " id=\""),
            "w:bookmarkStart" => self.bookmark(tag),
            "w:bookmarkEnd" => {
                let (id, _) = value(tag, " w:id=\"")?;
                let new = self.renamed.remove(id)?;
                Some(with(tag, " w:id=\"", &new))
            }
            "w:p" | "w:tr" => self.renumbered(Kind::Paragraph, tag, " w14:paraId=\""),
            _ => None,
        };
        changed.map(|text| Edit { range: start..start + tag.len(), text })
    }

    fn renumbered(&mut self, kind: Kind, tag: &str, attribute: &str) -> Option<String> {
        let (id, _) = value(tag, attribute)?;
        if self.seen.insert((kind, id.to_owned())) {
            return None;
        }
        let new = self.fresh(kind);
        Some(with(tag, attribute, &new))
    }

    /// An id of this kind that nothing has.
    fn fresh(&mut self, kind: Kind) -> String {
        loop {
            let number = self.free.entry(kind).or_default();
            *number += 1;
            let id = if kind == Kind::Paragraph { format!("{number:08X}") } else { number.to_string() };
            if self.seen.insert((kind, id.clone())) {
                return id;
            }
        }
    }

    /// A bookmark has an id and a name; its end repeats the id.
    fn bookmark(&mut self, tag: &str) -> Option<String> {
        let old = value(tag, " w:id=\"")?.0.to_owned();
        let new = self.renumbered(Kind::Bookmark, tag, " w:id=\"");
        let name = value(tag, " w:name=\"").map(|(name, _)| name.to_owned()).unwrap_or_default();
        if self.names.insert(name.clone()) && new.is_none() {
            return None;
        }
        let mut tag = new.unwrap_or_else(|| tag.to_owned());
        if let Some((id, _)) = value(&tag, " w:id=\"") {
            self.renamed.insert(old, id.to_owned());
        }
        let free = (2..).map(|number| format!("{name}_{number}")).find(|name| self.names.insert(name.clone()));
        if let Some(free) = free {
            tag = with(&tag, " w:name=\"", &free);
        }
        Some(tag)
    }
}

/// The value of an attribute and where it stands in the tag; `attribute` is written as ` w:id="`.
fn value<'t>(tag: &'t str, attribute: &str) -> Option<(&'t str, usize)> {
    let start = tag.find(attribute)? + attribute.len();
    let value = tag.get(start..)?.split('"').next()?;
    Some((value, start))
}

/// The tag with another value of an attribute.
fn with(tag: &str, attribute: &str, new: &str) -> String {
    let Some((old, start)) = value(tag, attribute) else { return tag.to_owned() };
    let (before, behind) = (tag.get(..start).unwrap_or_default(), tag.get(start + old.len()..).unwrap_or_default());
    format!("{before}{new}{behind}")
}
