//! Ids that a loop repeated: each is made a new one, since Word calls a file damaged in which two things have one id.
//!
//! In: the parts of the template, then the elements of a filled part as they come. Out: a change for each id that stands more often than it
//! did in the template (pictures and shapes, bookmarks, paragraphs), and for each end of a bookmark or comment that lost its partner.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::edit::Edit;

/// Ids that programs count up to; beyond it they draw them by lot, and new ones are counted from here.
const LARGEST: u32 = 0x2000_0000;

/// The ids of a file.
#[derive(Debug, Default)]
pub struct Ids {
    /// How often each id of the part may still stand as it is: as often as in the template, where Word itself repeats some.
    left: BTreeMap<(Kind, String), usize>,
    /// The next free number of each kind.
    free: BTreeMap<Kind, u32>,
    /// Names of bookmarks, which the whole file shares.
    names: BTreeSet<String>,
    /// How often each of them was repeated.
    repeated: BTreeMap<String, u32>,
    /// The bookmarks that are open: their id in the template, their id now, their start.
    open: Vec<(String, String, Edit)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Shape,
    Bookmark,
    BookmarkName,
    Paragraph,
    Control,
    CommentStart,
    CommentEnd,
    Comment,
}

/// Elements with an id: what it is the id of, and its attribute.
const ELEMENTS: [(&str, Kind, &str); 9] = [
    ("wp:docPr", Kind::Shape, "id"),
    ("w:bookmarkStart", Kind::Bookmark, "w:id"),
    ("w:bookmarkStart", Kind::BookmarkName, "w:name"),
    ("w:p", Kind::Paragraph, "w14:paraId"),
    ("w:tr", Kind::Paragraph, "w14:paraId"),
    ("w:id", Kind::Control, "w:val"),
    ("w:commentRangeStart", Kind::CommentStart, "w:id"),
    ("w:commentRangeEnd", Kind::CommentEnd, "w:id"),
    ("w:commentReference", Kind::Comment, "w:id"),
];

impl Ids {
    /// Knows the ids of all parts, so that a new one is new in the whole file.
    #[must_use]
    pub fn of<'t>(parts: impl Iterator<Item = &'t str>) -> Self {
        let mut ids = Self::default();
        for (kind, id) in parts.flat_map(found) {
            if kind == Kind::BookmarkName {
                ids.names.insert(id.to_owned());
            } else if let Some(number) = id.parse::<u32>().ok().filter(|number| *number < LARGEST)
                && kind != Kind::Paragraph
            {
                let free = ids.free.entry(kind).or_default();
                *free = number.max(*free);
            }
        }
        // Word gives paragraphs numbers of its own below 80000000; these are seldom among them, and looked at when they are.
        ids.free.insert(Kind::Paragraph, 0x1000_0000);
        ids
    }

    /// A part begins that looked so in the template.
    pub fn enter(&mut self, template: &str) {
        self.left.clear();
        self.open.clear();
        for (kind, id) in found(template) {
            *self.left.entry((kind, id.to_owned())).or_default() += 1;
        }
    }

    /// An element opens: the change of its tag, where it needs one.
    pub fn seen(&mut self, name: &str, tag: &str, start: usize) -> Option<Edit> {
        let edit = |text: String| Edit { range: start..start + tag.len(), text };
        match name {
            "w:bookmarkStart" => self.bookmark(tag, edit),
            "w:bookmarkEnd" => {
                let id = value(tag, "w:id")?;
                let Some(open) = self.open.iter().rposition(|(old, ..)| old == id) else {
                    return Some(edit(String::new()));
                };
                let (old, new, _) = self.open.remove(open);
                (old != new).then(|| edit(with(tag, "w:id", &new)))
            }
            _ => {
                let (_, kind, attribute) = ELEMENTS.iter().find(|(element, ..)| *element == name)?;
                if self.may_stay(*kind, value(tag, attribute)?) {
                    return None;
                }
                // A comment has one place; its repetitions say nothing new.
                let repeats_comment = matches!(kind, Kind::CommentStart | Kind::CommentEnd | Kind::Comment);
                Some(edit(if repeats_comment { String::new() } else { with(tag, attribute, &self.fresh(*kind)) }))
            }
        }
    }

    /// The highest number that a picture or shape has; whoever adds one raises it.
    pub fn highest_shape(&mut self) -> &mut u32 {
        self.free.entry(Kind::Shape).or_default()
    }

    /// The starts of bookmarks whose ends are gone.
    pub fn orphans(&mut self) -> Vec<Edit> {
        std::mem::take(&mut self.open).into_iter().map(|(.., start)| start).collect()
    }

    /// Whether the id stands no more often than it did in the template.
    fn may_stay(&mut self, kind: Kind, id: &str) -> bool {
        let left = self.left.get_mut(&(kind, id.to_owned())).filter(|left| **left > 0);
        left.map(|left| *left -= 1).is_some()
    }

    /// An id of this kind that nothing has.
    fn fresh(&mut self, kind: Kind) -> String {
        loop {
            let number = self.free.entry(kind).or_default();
            *number = number.wrapping_add(1);
            let id = if kind == Kind::Paragraph { format!("{number:08X}") } else { number.to_string() };
            if !self.left.contains_key(&(kind, id.clone())) {
                return id;
            }
        }
    }

    /// A bookmark has an id and a name; its end repeats the id.
    fn bookmark(&mut self, tag: &str, edit: impl Fn(String) -> Edit) -> Option<Edit> {
        let (old, name) = (value(tag, "w:id")?.to_owned(), value(tag, "w:name")?.to_owned());
        let mut changed = tag.to_owned();
        let stays = self.may_stay(Kind::Bookmark, &old);
        let new = if stays { old.clone() } else { self.fresh(Kind::Bookmark) };
        if !stays {
            changed = with(&changed, "w:id", &new);
        }
        if !self.may_stay(Kind::BookmarkName, &name) {
            let number = self.repeated.entry(name.clone()).or_insert(1);
            let free = loop {
                *number = number.wrapping_add(1);
                let free = format!("{name}_{number}");
                if self.names.insert(free.clone()) {
                    break free;
                }
            };
            changed = with(&changed, "w:name", &free);
        }
        self.open.push((old, new, edit(String::new())));
        (changed != tag).then(|| edit(changed))
    }
}

/// Every id in a text.
fn found(text: &str) -> impl Iterator<Item = (Kind, &str)> {
    let tags = text.split('<').filter_map(|rest| rest.split_once('>').map(|(tag, _)| tag));
    tags.flat_map(|tag| {
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        let of_element = ELEMENTS.iter().filter(move |(element, ..)| *element == name);
        of_element.filter_map(move |(_, kind, attribute)| Some((*kind, value(tag, attribute)?)))
    })
}

/// The tag with another value of an attribute.
fn with(tag: &str, name: &str, new: &str) -> String {
    let Some(range) = place_of(tag, name) else { return tag.to_owned() };
    let (before, behind) = (tag.get(..range.start).unwrap_or_default(), tag.get(range.end..).unwrap_or_default());
    format!("{before}{new}{behind}")
}

/// The value of an attribute in a tag.
fn value<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.get(place_of(tag, name)?)
}

/// Where the value of an attribute stands in a tag.
fn place_of(tag: &str, name: &str) -> Option<Range<usize>> {
    let names = tag.match_indices(name).map(|(start, _)| start);
    names
        .filter(|start| {
            tag.get(..*start).is_some_and(|before| before.ends_with(|last: char| last.is_ascii_whitespace()))
        })
        .find_map(|start| {
            let rest = tag.get(start + name.len()..)?;
            let value = rest.trim_start().strip_prefix('=')?.trim_start();
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let from = tag.len() - value.len() + 1;
            Some(from..from + value.get(1..)?.find(quote)?)
        })
}
