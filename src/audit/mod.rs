//! An audit: whether a file that is about to be signed agrees with itself, and with what was computed.
//!
//! In: [`Content`] of a workbook, a text table or a Word file. Out: an [`Audit`]: for each of [`AUDIT_CHECKS`] a verdict and the places. It
//! knows nothing of where the figures come from: the same checks serve other people's tables and our own report edited by hand.

mod checks;
mod content;
mod dates;
mod form;
mod head;
mod number;
mod parts;
mod rates;
mod result;
mod roles;
mod sheets;
mod sums;
mod table;

pub use checks::{AUDIT_CHECKS, AuditCheck};
pub use content::{Content, Covered, Frame, Grid, GridCell, Line, Paragraph, Part};
pub use form::{Checked, conclusion, document, lines};
pub use number::{Form, Number};
pub use result::{Audit, AuditFinding, CheckOutcome, Verdict};

use std::path::Path;

use crate::diagnostic::Failure;
use result::Notes;
use table::Table;

/// Reads a file of any kind that can be audited; `name` is what people call it.
///
/// # Errors
/// Those of the readers.
pub fn read(path: &Path, name: &str) -> Result<Content, Failure> {
    sheets::read(path, name)
}

/// Looks at a file.
#[must_use]
pub fn audit(content: &Content) -> Audit {
    let mut notes = Notes::default();
    for part in &content.parts {
        let Part::Grid(grid) = part else { continue };
        let (tables, _) = Table::of(grid);
        for table in &tables {
            sums::check(table, &mut notes);
            parts::check(table, &mut notes);
            rates::check(table, &mut notes);
        }
    }
    notes.finish(content.name.clone())
}
