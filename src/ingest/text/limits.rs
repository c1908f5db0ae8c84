//! The limits of a text table: what is longer or wider is no table of tasks, and would be held in memory many times over.
//!
//! In: text and its delimiter. Out: a [`Refusal`] where a limit is passed.

use crate::ooxml::Refusal;

/// A million rows of 16 columns take 200 to 300 MB.
pub const LARGEST_FILE: u64 = 400 << 20;
/// Ten cells as full as Excel lets them be.
const LONGEST_LINE: usize = 1 << 20;
/// An enclosed cell that is longer has swallowed rows.
pub const LONGEST_CELL: usize = 1 << 20;
/// More marks between cells than any line has, be they within its words.
pub const MOST_COLUMNS: usize = 20_000;

/// Refuses a text with a line that no person wrote, before anything looks for its delimiter.
///
/// # Errors
/// When a line is too long.
pub fn check_lines(text: &str) -> Result<(), Refusal> {
    let within = text.split('\n').all(|line| line.len() <= LONGEST_LINE);
    if within { Ok(()) } else { Err(Refusal::too_large("line of text in MB", (LONGEST_LINE >> 20) as u64, "")) }
}

/// Refuses a text with too many columns: outside of quotation marks a record is a line at most.
///
/// # Errors
/// When a line has too many delimiters.
pub fn check_columns(text: &str, delimiter: u8) -> Result<(), Refusal> {
    let marks = |line: &str| line.bytes().filter(|byte| *byte == delimiter).count();
    if text.split('\n').all(|line| marks(line) <= MOST_COLUMNS) { Ok(()) } else { Err(too_wide()) }
}

/// The refusal of a record with too many columns.
pub fn too_wide() -> Refusal {
    Refusal::too_large("columns of a sheet", MOST_COLUMNS as u64, "")
}
