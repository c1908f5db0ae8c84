//! What an archive needs of the file: standards kept, structure, language, facts, outline and an identity made of the content.
//!
//! In: the painted PDF objects, the pages and the facts of the document. Out: bytes that are the same for the same document: nothing
//! random is left, and the identity is a hash of all the rest.

mod fonts;
mod information;
mod intent;
mod outline;
mod packing;
mod tags;
mod xmp;

use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::{PdfProfile, layout::Paged};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Metadata,
};

const LANGUAGE: &str = "vi-VN";

/// Completes the file and writes its bytes.
///
/// # Errors
/// Objects that cannot be written.
pub fn finish(mut file: Document, paged: &Paged, metadata: &Metadata, profile: PdfProfile) -> Result<Vec<u8>, Failure> {
    profile.version().clone_into(&mut file.version);
    let packet = xmp::packet(metadata, paged.pages.len(), profile)?;
    complete(&mut file, paged, metadata, packet).map_err(|error| failed(&error))?;
    if profile == PdfProfile::A1b {
        fonts::list_characters(&mut file);
    }
    file.compress();
    // The identity is a hash of the file without one.
    file.trailer.remove(b"ID");
    let identity = Sha256::digest(packing::plain(&mut file).map_err(|error| failed(&error))?)
        .iter()
        .take(16)
        .copied()
        .collect::<Vec<u8>>();
    let identity = Object::String(identity, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![identity.clone(), identity]);
    let bytes = if profile.packs_objects() { packing::packed(&mut file) } else { packing::plain(&mut file) };
    bytes.map_err(|error| failed(&error))
}

fn complete(file: &mut Document, paged: &Paged, metadata: &Metadata, packet: Vec<u8>) -> lopdf::Result<()> {
    let information = file.trailer.get(b"Info").and_then(Object::as_reference)?;
    file.set_object(information, information::dictionary(metadata));
    let pages: Vec<ObjectId> = file.page_iter().collect();
    let outline = outline::add(file, &paged.pages, &pages);
    let structure = tags::add(file, paged, &pages)?;
    let intent = intent::add(file);
    // Archives read the facts without unpacking the file.
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet).with_compression(false);
    let packet = file.add_object(packet);
    let catalog = file.catalog_mut()?;
    catalog.set("Lang", Object::string_literal(LANGUAGE));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", vec![intent]);
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    Ok(())
}

fn failed(error: &dyn std::fmt::Display) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", error).into()
}
