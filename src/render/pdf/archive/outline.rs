//! The outline: what a viewer shows beside the pages.
//!
//! In: the bookmarks of the pages. Out: sections and appendices in reading order, each with its place; what stands below them
//! is folded.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::{
    super::layout::{Bookmark, Page},
    information::text,
};

/// An entry with the entries below it.
struct Entry {
    depth: u8,
    dictionary: Dictionary,
    children: Vec<Entry>,
}

/// Adds the outline; none where nothing is marked.
pub fn add(file: &mut Document, pages: &[Page], targets: &[ObjectId]) -> Option<Object> {
    let mut entries: Vec<Entry> = Vec::new();
    for (page, target) in pages.iter().zip(targets) {
        for bookmark in &page.bookmarks {
            let dictionary = dictionary(page, *target, bookmark);
            append(&mut entries, Entry { depth: bookmark.depth, dictionary, children: Vec::new() });
        }
    }
    if entries.is_empty() {
        return None;
    }
    let root = file.new_object_id();
    let (first, last, count) = write(file, root, entries)?;
    file.set_object(root, dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count });
    Some(Object::Reference(root))
}

/// Puts an entry behind the last, or below it if it stands deeper.
fn append(entries: &mut Vec<Entry>, entry: Entry) {
    match entries.last_mut() {
        Some(last) if last.depth < entry.depth => append(&mut last.children, entry),
        _ => entries.push(entry),
    }
}

/// Writes entries that stand beside each other; returns the first, the last and how many they are.
fn write(file: &mut Document, parent: ObjectId, entries: Vec<Entry>) -> Option<(ObjectId, ObjectId, i64)> {
    let ids: Vec<ObjectId> = entries.iter().map(|_| file.new_object_id()).collect();
    for (index, (entry, id)) in entries.into_iter().zip(&ids).enumerate() {
        let mut dictionary = entry.dictionary;
        dictionary.set("Parent", parent);
        if let Some(previous) = index.checked_sub(1).and_then(|index| ids.get(index)) {
            dictionary.set("Prev", *previous);
        }
        if let Some(next) = ids.get(index + 1) {
            dictionary.set("Next", *next);
        }
        if let Some((first, last, count)) = write(file, *id, entry.children) {
            dictionary.set("First", first);
            dictionary.set("Last", last);
            // Below zero: folded.
            dictionary.set("Count", -count);
        }
        file.set_object(*id, dictionary);
    }
    Some((*ids.first()?, *ids.last()?, i64::try_from(ids.len()).unwrap_or(i64::MAX)))
}

fn dictionary(page: &Page, target: ObjectId, bookmark: &Bookmark) -> Dictionary {
    let top = Object::Real(page.sheet.height - bookmark.y);
    let destination = vec![target.into(), "XYZ".into(), Object::Null, top, Object::Null];
    dictionary! { "Title" => text(&bookmark.title), "Dest" => destination }
}
