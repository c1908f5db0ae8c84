//! An audit: whether a file that is about to be signed agrees with itself, and with what was computed.
//!
//! In: [`Content`] of a workbook, a text table or a Word file. Out: an [`Audit`]: for each of [`AUDIT_CHECKS`] a verdict and the places. It
//! knows nothing of where the figures come from: the same checks serve other people's tables and our own report edited by hand.

mod against;
mod align;
mod appendices;
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
mod parts;
mod rates;
mod reading;
mod result;
mod row;
mod sheets;
mod statements;
mod sums;
mod table;
mod turned;
mod unread;
mod word;
mod words;

pub use checks::{AUDIT_CHECKS, AuditCheck};
pub use content::{Content, Covered, Frame, Grid, GridCell, Line, Paragraph, Part, Turned};
pub use form::{Checked, conclusion, document, lines, metadata, tables};
pub use result::{Audit, AuditFinding, CheckOutcome, Verdict};

use std::path::Path;

use crate::diagnostic::Failure;
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
    if WORD.contains(&extension.as_str()) { word::read(path, name) } else { sheets::read(path, name) }
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
    if let Some(computed) = computed {
        against::check(content, computed, &mut notes);
    }
    let found = notes.finish(content.name.clone(), content.hidden.clone());
    // What has nothing to be compared with in the file was compared with what was computed.
    if computed.is_some() { Audit { left_out: Vec::new(), ..found } } else { found }
}

/// Columns of points and changes, which nothing is compared with.
fn left_out(table: &Table<'_>, notes: &mut Notes) {
    let has_numbers = |column: usize| table.rows.iter().any(|row| table.number(row, column).is_some());
    for (index, column) in table.columns.iter().enumerate() {
        if column.sums == Sums::Doubtful && column.kind != ColumnKind::Rate && has_numbers(index) {
            notes.left_out(format!("\"{}\" ({})", column.heading, table.grid.place_of_all()));
        }
    }
}

/// The checks of the figures of one table.
fn figures(table: &Table<'_>, notes: &mut Notes) {
    sums::check(table, notes);
    parts::check(table, notes);
    rates::check(table, notes);
}
