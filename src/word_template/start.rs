//! A file to start from: a document that was rendered with tags in the place of values becomes a template that renders at once.
//!
//! In: the bytes of the DOCX. Out: the same where the layout puts nothing beside a tag that wants its paragraph for itself.

use crate::{diagnostic::Failure, ooxml::Package};

/// The text of a document that the program rendered itself.
const DOCUMENT: &str = "word/document.xml";

/// Takes away the dash that the layout sets before each recipient: here it belongs to the value.
///
/// # Errors
/// Those of taking the file apart.
pub fn start(bytes: &[u8]) -> Result<Vec<u8>, Failure> {
    let mut package = Package::open(bytes)?;
    let text = String::from_utf8_lossy(package.part(DOCUMENT).unwrap_or_default());
    let text = text.replace(">- {{ line }}<", ">{{ line }}<").replace(">- {%p ", ">{%p ");
    package.replace(DOCUMENT, text.into_bytes());
    package.write()
}
