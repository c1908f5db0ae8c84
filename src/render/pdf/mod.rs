//! PDF: a document becomes printed pages that an archive can keep.
//!
//! In: a [`Document`] and the fonts of the [`Theme`]. Out: the bytes of a file that keeps the standards of its [`PdfProfile`], the same
//! for the same input. `fonts` reads the four styles, `layout` sets the document on pages and says what every text is (measured in
//! points, free of any PDF type), `paint` writes the pages and `archive` adds structure, facts and identity.

mod archive;
mod fonts;
pub mod layout;
mod paint;
mod profile;

pub use fonts::Fonts;
pub use profile::PdfProfile;

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Document, Theme},
    render::Options,
};

/// Sets a document as the layout law prescribes and returns the bytes of a PDF file.
///
/// # Errors
/// A font file that cannot be read, every character that the fonts cannot print, and each gap of a final document.
pub fn render(document: &Document, theme: &Theme, options: Options) -> Result<Vec<u8>, Failure> {
    render_with(document, &mut Fonts::parse(&theme.fonts)?, options)
}

/// As [`render`], with fonts that were read before: for many documents in one run.
///
/// # Errors
/// Every character that the fonts cannot print, and each gap of a final document.
pub fn render_with(document: &Document, fonts: &mut Fonts, options: Options) -> Result<Vec<u8>, Failure> {
    super::refuse_gaps(document)?;
    let paged = layout::lay_out(document, fonts);
    Failure::unless_empty(missing_glyphs(&paged.pages), ())?;
    let painted = paint::paint(&paged, fonts);
    archive::finish(painted, &paged, &document.metadata, options.pdf_profile)
}

/// One error for each character without a glyph.
fn missing_glyphs(pages: &[layout::Page]) -> Vec<Diagnostic> {
    let missing: std::collections::BTreeSet<char> = pages.iter().flat_map(layout::Page::unprintable).collect();
    let report = |character: char| {
        Diagnostic::error(Code::MissingGlyph)
            .with("character", character)
            .with("code", format!("U+{:04X}", u32::from(character)))
    };
    missing.into_iter().map(report).collect()
}
