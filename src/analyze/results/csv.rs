//! Results as CSV: for programs, with the values that a program wants.
//!
//! In: [`Results`]. Out: UTF-8 without byte order mark, lines ended by LF.

use simd_csv::WriterBuilder;

use super::{Results, plain};
use crate::diagnostic::{Code, Diagnostic, Failure};

/// The text.
///
/// # Errors
/// `internal-error` when the writer refuses a record: a defect of the program.
pub fn text(results: &Results) -> Result<Vec<u8>, Failure> {
    let failed = |reason: &dyn std::fmt::Display| -> Failure {
        Diagnostic::error(Code::InternalError).with("reason", reason).into()
    };
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(results.columns.iter().map(|column| &column.id)).map_err(|error| failed(&error))?;
    for row in &results.rows {
        writer.write_record(row.iter().map(plain)).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error.to_string()))
}
