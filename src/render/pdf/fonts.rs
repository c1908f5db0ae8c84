//! The four styles of the text font, read once for shaping and once for embedding.
//!
//! In: the font files of the theme. Out: [`Fonts`]: a private collection for parley (no font of the machine can slip in)
//! and the parsed faces that printpdf embeds.

use std::sync::Arc;

use parley::{
    FontContext,
    fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, FontStyle, FontWeight, SourceCache},
};
use printpdf::ParsedFont;

use super::layout::Face;
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::FontFiles,
};

/// The faces of documents. A clone shares the parsed faces; each thread has one of its own to shape with.
#[derive(Clone)]
pub struct Fonts {
    shaping: FontContext,
    embedded: Arc<Vec<(Face, ParsedFont)>>,
}

impl Fonts {
    /// Reads the four styles; each is known to the shaper by the name of its face, so that no style is ever guessed.
    ///
    /// # Errors
    /// Names each style whose file is not a usable font.
    pub fn parse(files: &FontFiles) -> Result<Self, Failure> {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let mut collection = Collection::new(options);
        let mut embedded = Vec::new();
        let mut findings = Vec::new();
        for face in Face::ALL {
            let file = match face {
                Face::Regular => &files.regular,
                Face::Bold => &files.bold,
                Face::Italic => &files.italic,
                Face::BoldItalic => &files.bold_italic,
            };
            let name = FontInfoOverride {
                family_name: Some(face.name()),
                width: None,
                style: Some(FontStyle::Normal),
                weight: Some(FontWeight::NORMAL),
                axes: None,
            };
            let registered = collection.register_fonts(Blob::new(Arc::new(file.clone())), Some(name));
            match ParsedFont::from_bytes(file, 0, &mut Vec::new()) {
                Some(font) if !registered.is_empty() => embedded.push((face, font)),
                _ => {
                    let reason = format!("font {}", face.name());
                    findings.push(Diagnostic::error(Code::InternalError).with("reason", reason));
                }
            }
        }
        let shaping = FontContext { collection, source_cache: SourceCache::default() };
        Failure::unless_empty(findings, Self { shaping, embedded: Arc::new(embedded) })
    }

    /// What parley shapes with.
    pub(super) fn shaping(&mut self) -> &mut FontContext {
        &mut self.shaping
    }

    /// What printpdf embeds.
    pub(super) fn embedded(&self) -> &[(Face, ParsedFont)] {
        &self.embedded
    }
}
