//! An audit: whether a file that is about to be signed agrees with itself, and with what was computed.
//!
//! In: [`Content`] of a workbook, a text table or a Word file. Out: an [`Audit`]: for each of [`AUDIT_CHECKS`] a verdict and the places. It
//! knows nothing of where the figures come from: the same checks serve other people's tables and our own report edited by hand.

mod against;
mod align;
mod appendices;
mod beside;
mod checks;
mod column;
mod content;
mod dates;
mod documents;
mod form;
mod forms;
mod head;
mod judge;
mod lists;
mod parents;
mod partial;
mod parts;
mod past;
mod rates;
mod reading;
mod result;
mod row;
mod sheets;
mod statements;
mod sums;
mod table;
mod turned;
mod unnumbered;
mod unread;
mod word;
mod words;

pub use checks::{AUDIT_CHECKS, AuditCheck};
pub use content::{Content, Covered, Frame, Grid, GridCell, Line, Paragraph, Part, Turned};
pub use form::{Checked, conclusion, document, lines, metadata, remarks_table, tables};
pub use result::{Audit, AuditFinding, CheckOutcome, Verdict};

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Failure, Location};
use column::{ColumnKind, Sums};
use reading::Reading;
use result::Notes;
use table::Table;

/// Extensions of Word files, lower case.
const WORD: [&str; 2] = ["docx", "docm"];

/// Reads a file of any kind that can be audited; `name` is what people call it.
///
/// # Errors
/// Those of the readers.
pub fn read(path: &Path, name: &str) -> Result<Content, Failure> {
    let extension = path.extension().map(|text| text.to_string_lossy().to_lowercase()).unwrap_or_default();
    let read = if WORD.contains(&extension.as_str()) { word::read(path, name) } else { sheets::read(path, name) };
    read.map_err(|failure| with_word(failure, name, &extension))
}

/// A kind of file that is not read: here Word files are among those that are.
fn with_word(failure: Failure, name: &str, extension: &str) -> Failure {
    let Some(found) = failure.diagnostics().find(|found| found.code == Code::UnknownFileKind) else { return failure };
    let known = found.details.iter().find(|(name, _)| *name == "known").map_or("", |(_, known)| known.as_str());
    let is_of_words = ["doc", "dot", "rtf", "odt", "dotx"].contains(&extension);
    Diagnostic::error(Code::UnknownFileKind)
        .at(Location::file(name))
        .with("known", format!("{known}, {}", WORD.join(", ")))
        .with("kind", if is_of_words { ".docx" } else { ".xlsx, .docx" })
        .into()
}

/// The format in which a report is held against a file: a workbook cell by cell against a workbook, anything else against the words and
/// tables of the Word file.
#[must_use]
pub fn comparable_format(path: &Path) -> &'static str {
    let extension = path.extension().map(|text| text.to_string_lossy().to_lowercase()).unwrap_or_default();
    if matches!(extension.as_str(), "xlsx" | "xlsm") { "xlsx" } else { "docx" }
}

/// Reads what was rendered in such a format.
///
/// # Errors
/// When it is no file of that kind.
pub fn read_rendered(bytes: Vec<u8>, format: &str, name: &str) -> Result<Content, Failure> {
    if format == "xlsx" { sheets::of_bytes(bytes, name) } else { word::of_bytes(bytes, name) }
}

/// Looks at a file, and holds it against what was computed, where that is given.
#[must_use]
pub fn audit(content: &Content, computed: Option<&Content>) -> Audit {
    let mut notes = Notes::default();
    let reading = Reading::of(content);
    for table in reading.tables() {
        left_out(table, &mut notes);
        if table.is_turned {
            let (grid, head) = turned::grid(table);
            figures(&Table::of_turned(&grid, head), &mut notes);
        } else {
            figures(table, &mut notes);
        }
    }
    for check in [lists::check, statements::check, dates::check, documents::check, appendices::check, forms::check] {
        check(&reading, &mut notes);
    }
    unread::check(content, &reading, &mut notes);
    let uncompared = computed.map(|computed| against::check(content, computed, &mut notes));
    let mut found = notes.finish(content.name.clone(), content.hidden.clone());
    // What has nothing to be compared with in the file was compared with what was computed, but for tables that somebody put in.
    if let Some(places) = uncompared {
        found.left_out.retain(|column| places.iter().any(|place| column.ends_with(&format!("({place})"))));
    }
    found
}

/// Columns of points, ranks and changes, which nothing is compared with.
fn left_out(table: &Table<'_>, notes: &mut Notes) {
    let has_numbers = |column: usize| table.rows.iter().any(|row| table.number(row, column).is_some());
    for (index, column) in table.columns.iter().enumerate() {
        let is_other = column.kind == ColumnKind::Other && column.sums != Sums::Name;
        let is_doubtful = column.sums == Sums::Doubtful && column.kind != ColumnKind::Rate;
        if (is_other || is_doubtful) && has_numbers(index) {
            notes.left_out(format!("\"{}\" ({})", column.heading, table.grid.place_of_all()));
        }
    }
}

/// The checks of the figures of one table.
fn figures(table: &Table<'_>, notes: &mut Notes) {
    sums::check(table, notes);
    partial::check(table, notes);
    parts::check(table, notes);
    rates::check(table, notes);
}
