//! Document → DOCX: the parts of a Word file, put into the package of the office's `reference.docx`.
//!
//! In: a [`Document`] and the reference document of the [`Theme`]. Out: the bytes of a `.docx`. Every look (fonts, sizes,
//! spacing, borders) comes from the styles of the reference document; only what the layout law fixes per document (paper,
//! margins, page numbers, lengths of rules) is written here.

mod body;
mod closing;
mod frame;
mod letterhead;
mod marks;
mod notes;
mod page;
pub mod picture;
mod properties;
mod rule;
pub mod style;
pub mod table;
mod text;
mod title;

use crate::{
    diagnostic::{Failure, Location},
    document::{Document, Theme},
    ooxml::Package,
    render::Options,
};
use notes::Notes;
use page::Numbering;

/// How messages name the reference document.
const REFERENCE: &str = "report-templates/shared/reference.docx";
const DOCUMENT: &str = "word/document.xml";
const DOCUMENT_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// The namespaces of every Word part.
const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// Renders a document as the bytes of a `.docx`.
///
/// # Errors
/// When the reference document is unreadable or lacks a style, when footnotes and their marks do not match, or when a
/// final document still has a gap.
pub fn render(document: &Document, theme: &Theme, _: Options) -> Result<Vec<u8>, Failure> {
    super::refuse_gaps(document)?;
    let reference = |failure: Failure| failure.placed(|_| Some(Location::file(REFERENCE)));
    let mut package = Package::open(&theme.reference_docx).map_err(reference)?;
    style::check(&package).map_err(reference)?;
    style::apply(&mut package, document.layout.preset).map_err(reference)?;
    let numbering = Numbering::add(&mut package, document.layout.profile, &document.letterhead.marks)?;
    let pictures = picture::add(&mut package, document, &theme.fonts)?;
    let mut notes = Notes::new(document.footnotes.len());
    let body = body::part(document, &numbering, &mut notes, pictures)?;
    package.put(DOCUMENT, DOCUMENT_TYPE, body)?;
    notes.finish(&mut package, &document.footnotes)?;
    properties::put(&mut package, &document.metadata)?;
    package.write()
}
