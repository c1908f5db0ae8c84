//! Stage 7: a document becomes the bytes of a file.
//!
//! In: a [`Document`] and the [`Theme`] of the office, nothing else. Out: bytes; `output` writes them. Each format is one
//! entry of [`RENDERERS`].

pub mod chart;
mod columns;
pub mod csv;
pub mod docx;
pub mod html;
pub mod pdf;
mod raster;
pub mod svg;
mod width;
pub mod xlsx;

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Block, Document, Status, Theme},
};

/// Choices of a run that change a file, not what the document says.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// What a PDF promises its readers.
    pub pdf_profile: pdf::PdfProfile,
}

/// One output format.
pub struct Renderer {
    /// Stable id and file extension.
    pub id: &'static str,
    /// The function from document to bytes.
    pub render: fn(&Document, &Theme, Options) -> Result<Vec<u8>, Failure>,
}

/// Every output format that `--formats` may name, in the order in which they are written.
pub const RENDERERS: &[Renderer] = &[
    Renderer { id: "pdf", render: pdf::render },
    Renderer { id: "docx", render: docx::render },
    Renderer { id: "xlsx", render: xlsx::render },
    Renderer { id: "html", render: html::render },
];

/// A document that can be signed must not have a part that nobody wrote, in any format.
fn refuse_gaps(document: &Document) -> Result<(), Failure> {
    if document.status == Status::Draft {
        return Ok(());
    }
    let blocks = document.body.iter().chain(document.appendices.iter().flat_map(|appendix| &appendix.blocks));
    let gaps = blocks.filter_map(|block| match block {
        Block::Gap(text) => Some(Diagnostic::error(Code::MissingRemark).with("part", text)),
        _ => None,
    });
    Failure::unless_empty(gaps.collect(), ())
}
