//! Results as CSV: for programs, with the values that a program wants.
//!
//! In: [`Results`]. Out: UTF-8 without byte order mark, lines ended by LF.

use simd_csv::WriterBuilder;

use super::{
    super::{COLUMNS, DIMENSIONS, measures},
    Results, plain,
};
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

/// Whether this may be such a text in a file, if its ids are ours: a byte order mark, then a heading that ends as our own do.
pub fn may_be_one(bytes: &[u8]) -> bool {
    let is_of_ids = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b',');
    heading(bytes).is_some_and(|heading| heading.bytes().all(is_of_ids))
}

/// Whether this is such a text in a file: a byte order mark, then a heading of nothing but our own ids, or of those that are about to
/// be written: statements may name their columns as they like.
pub fn is_one(bytes: &[u8], about_to_be: &[u8]) -> bool {
    let Some(own) = heading(bytes) else { return false };
    let is_id = |id: &str| {
        DIMENSIONS.iter().any(|dimension| dimension.columns().contains(&id))
            || measures().any(|measure| measure.id == id)
            || COLUMNS.iter().any(|column| column.id == id)
    };
    heading(about_to_be) == Some(own) || own.split(',').all(is_id)
}

/// The first line behind a byte order mark, ended as our own are.
fn heading(bytes: &[u8]) -> Option<&str> {
    let line = bytes.strip_prefix(b"\xef\xbb\xbf")?.split(|byte| *byte == b'\n').next()?;
    std::str::from_utf8(line).ok().filter(|line| !line.is_empty() && !line.ends_with('\r'))
}
