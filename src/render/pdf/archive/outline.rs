//! The outline: what a viewer shows beside the pages.
//!
//! In: the bookmarks of the pages. Out: sections and appendices in reading order, each with its place.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::{
    super::layout::{Bookmark, Page},
    information::text,
};

/// Adds the outline; none where nothing is marked.
pub fn add(file: &mut Document, pages: &[Page], targets: &[ObjectId]) -> Option<Object> {
    let entries: Vec<(Dictionary, ObjectId)> = pages
        .iter()
        .zip(targets)
        .flat_map(|(page, target)| page.bookmarks.iter().map(move |bookmark| entry(page, *target, bookmark)))
        .map(|entry| (entry, file.new_object_id()))
        .collect();
    let (first, last) = (entries.first()?.1, entries.last()?.1);
    let ids: Vec<_> = entries.iter().map(|(_, id)| *id).collect();
    let root = file.new_object_id();
    let count = i64::try_from(ids.len()).unwrap_or_default();
    for (index, (mut entry, id)) in entries.into_iter().enumerate() {
        entry.set("Parent", root);
        if let Some(previous) = index.checked_sub(1).and_then(|index| ids.get(index)) {
            entry.set("Prev", *previous);
        }
        if let Some(next) = ids.get(index + 1) {
            entry.set("Next", *next);
        }
        file.set_object(id, entry);
    }
    file.set_object(root, dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count });
    Some(Object::Reference(root))
}

fn entry(page: &Page, target: ObjectId, bookmark: &Bookmark) -> Dictionary {
    let top = Object::Real(page.sheet.height - bookmark.y);
    let destination = vec![target.into(), "XYZ".into(), Object::Null, top, Object::Null];
    dictionary! { "Title" => text(&bookmark.title), "Dest" => destination }
}
