//! What renderers take from `report-templates/shared/`: fonts and the reference document of the office.
//!
//! In: bytes that `assets` loaded. Out: one value that every renderer may read.

use std::borrow::Cow;

/// The looks of all documents of an office.
#[derive(Debug, Clone)]
pub struct Theme {
    /// The serif family that PDF embeds.
    pub fonts: FontFiles,
    /// `reference.docx`: styles, fonts and page set-up that each DOCX starts from.
    pub reference_docx: Cow<'static, [u8]>,
}

/// The four styles of the text font, as TrueType files.
#[derive(Debug, Clone)]
pub struct FontFiles {
    /// Upright.
    pub regular: Cow<'static, [u8]>,
    /// Bold.
    pub bold: Cow<'static, [u8]>,
    /// Italic.
    pub italic: Cow<'static, [u8]>,
    /// Bold italic.
    pub bold_italic: Cow<'static, [u8]>,
}
