//! HTML: a document becomes one page that is read on any screen, aloud as well, and printed as the layout law wants it.
//!
//! In: a [`Document`]. Out: one file that holds all it needs: no script, no picture or font from elsewhere, and a policy in its
//! head that lets no reader fetch any. It is well-formed XML too.

mod blocks;
mod frame;
mod head;
mod markup;
mod notes;
mod outline;
mod plain;
mod table;

use crate::{
    diagnostic::Failure,
    document::{Appendix, Document, Orientation, Theme},
    render::Options,
};
use blocks::Page;
use markup::Markup;
use notes::Notes;
use outline::{Entry, Outline};
pub use plain::page;

/// The language of every report.
const LANGUAGE: &str = "vi";

/// Renders a document as the bytes of a `.html`; the theme plays no part, for a page names its fonts.
///
/// # Errors
/// When footnotes and their marks do not match, or when a final document still has a gap.
pub fn render(document: &Document, _: &Theme, _: Options) -> Result<Vec<u8>, Failure> {
    super::refuse_gaps(document)?;
    let outline = Outline::of(document);
    let mut notes = Notes::new(document.footnotes.len());
    let mut listed = Ok(());
    let bytes = Markup::page(LANGUAGE, |markup| {
        head::write(markup, document);
        markup.group("body", &[], |markup| {
            markup.block("a", &[("class", "skip"), ("href", &format!("#{}", outline::CONTENT))], |markup| {
                markup.text("Đến nội dung");
            });
            outline.contents(markup);
            markup.group("main", &[("id", outline::CONTENT), ("tabindex", "-1")], |markup| {
                listed = content(markup, document, &outline, &mut notes);
            });
        });
    });
    listed?;
    notes.finish()?;
    Ok(bytes)
}

/// The sheets of the document: its text, then each appendix. The notes stand below the text, though some of their marks may
/// stand in an appendix.
fn content(markup: &mut Markup, document: &Document, outline: &Outline, notes: &mut Notes) -> Result<(), Failure> {
    let mut listed = Ok(());
    let mut tables = 0;
    markup.group("article", &[("class", "sheet"), ("aria-labelledby", outline::TITLE)], |markup| {
        frame::letterhead(markup, &document.letterhead, document.layout.preset.text_size());
        let mut page = Page { markup, notes, tables, orientation: Orientation::Portrait };
        page.blocks(&document.body, &outline.body);
        tables = page.tables;
        frame::closing(markup, &document.closing, &document.letterhead.marks);
        listed = Notes::list(markup, &document.footnotes);
    });
    for (appendix, (entry, headings)) in document.appendices.iter().zip(&outline.appendices) {
        tables = self::appendix(
            Page { markup, notes, tables, orientation: appendix.orientation },
            appendix,
            entry,
            headings,
        );
    }
    listed
}

/// One appendix on sheets of its own; returns how many tables the page has now.
fn appendix(page: Page, appendix: &Appendix, entry: &Entry, headings: &[Entry]) -> usize {
    let class = match appendix.orientation {
        Orientation::Portrait => "sheet appendix",
        Orientation::Landscape => "sheet appendix landscape",
    };
    let Page { markup, notes, mut tables, orientation } = page;
    markup.group("section", &[("class", class), ("aria-labelledby", &entry.id)], |markup| {
        markup.block("h2", &[("id", &entry.id)], |markup| {
            markup.text(&appendix.label);
            markup.void("br", &[]);
            markup.element("span", &[], |markup| markup.text(&appendix.title));
        });
        markup.block("p", &[("class", "reference")], |markup| markup.text(&appendix.reference));
        let mut page = Page { markup, notes, tables, orientation };
        page.blocks(&appendix.blocks, headings);
        tables = page.tables;
    });
    tables
}
