//! What an archive needs of the file: version, language, title, date, outline and an identity made of the content.
//!
//! In: the painted PDF objects and the facts of the document. Out: bytes that are the same for the same document: nothing
//! random is left, and the identity is a hash of all the rest.

use lopdf::{Dictionary, Document, Object, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{
    PdfProfile,
    layout::{Bookmark, Page},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Metadata,
};

const LANGUAGE: &str = "vi-VN";
const PRODUCER: &str = concat!("dondoc ", env!("CARGO_PKG_VERSION"));

/// Completes the file and writes its bytes.
///
/// # Errors
/// Objects that cannot be written.
pub fn finish(
    mut file: Document,
    pages: &[Page],
    metadata: &Metadata,
    profile: PdfProfile,
) -> Result<Vec<u8>, Failure> {
    profile.version().clone_into(&mut file.version);
    complete(&mut file, pages, metadata).map_err(|error| failed(&error))?;
    file.compress();
    // The identity is a hash of the file without one.
    file.trailer.remove(b"ID");
    let identity = Sha256::digest(bytes(&mut file)?).iter().take(16).copied().collect::<Vec<u8>>();
    let identity = Object::String(identity, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![identity.clone(), identity]);
    bytes(&mut file)
}

fn complete(file: &mut Document, pages: &[Page], metadata: &Metadata) -> lopdf::Result<()> {
    let information = file.trailer.get(b"Info").and_then(Object::as_reference)?;
    file.set_object(information, information_dictionary(metadata));
    let outline = outline(file, pages);
    let catalog = file.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    Ok(())
}

/// The facts of the document; the keys for print shops that printpdf writes are left out.
fn information_dictionary(metadata: &Metadata) -> Dictionary {
    let date = metadata.date.format("D:%Y%m%d000000+07'00'").to_string();
    dictionary! {
        "Title" => text(&metadata.title),
        "Author" => text(&metadata.organization),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => Object::string_literal(date.clone()),
        "ModDate" => Object::string_literal(date),
    }
}

/// The outline: sections and appendices in reading order.
fn outline(file: &mut Document, pages: &[Page]) -> Option<Object> {
    let targets: Vec<_> = file.page_iter().collect();
    let entries: Vec<(Dictionary, lopdf::ObjectId)> = pages
        .iter()
        .zip(targets)
        .flat_map(|(page, target)| page.bookmarks.iter().map(move |bookmark| entry(page, target, bookmark)))
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

fn entry(page: &Page, target: lopdf::ObjectId, bookmark: &Bookmark) -> Dictionary {
    let top = Object::Real(page.sheet.height - bookmark.y);
    let destination = vec![target.into(), "XYZ".into(), Object::Null, top, Object::Null];
    dictionary! { "Title" => text(&bookmark.title), "Dest" => destination }
}

/// A text string: UTF-16 with its mark.
fn text(words: &str) -> Object {
    let units = words.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}

fn bytes(file: &mut Document) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).map_err(|error| failed(&error))?;
    Ok(bytes)
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", error).into()
}
