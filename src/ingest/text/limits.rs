//! The limits of a text table: what is longer or wider is no table of tasks, and would be held in memory many times over.
//!
//! In: text and its delimiter. Out: a [`Refusal`] where a limit is passed.

use crate::ooxml::Refusal;

/// The sizes in bytes from which on a text is read in another way; what is read is the same.
#[derive(Debug, Clone, Copy)]
pub struct TextSizes {
    /// A larger file of plain UTF-8 is read where it lies, not held in memory.
    pub held: u64,
    /// A larger one is not looked at as a whole before it is read, and one that would have to be held is refused.
    pub proved: u64,
}

impl Default for TextSizes {
    fn default() -> Self {
        // A million rows of 16 columns take 200 to 300 MB.
        Self { held: 16 << 20, proved: 400 << 20 }
    }
}

/// No table that is held has more text, whatever its encoding.
pub const MOST_TEXT: usize = 400 << 20;
/// Ten cells as full as Excel lets them be.
pub const LONGEST_LINE: usize = 1 << 20;
/// An enclosed cell that is longer has swallowed rows.
pub const LONGEST_CELL: usize = 1 << 20;
/// More marks between cells than any line has, be they within its words.
pub const MOST_COLUMNS: usize = 20_000;

/// Refuses a text with a line that no person wrote, before anything looks for its delimiter.
///
/// # Errors
/// When a line is too long.
pub fn check_lines(text: &str) -> Result<(), Refusal> {
    match long_lines(text, LONGEST_LINE).next() {
        Some(_) => Err(Refusal::too_large("line of text in MB", (LONGEST_LINE >> 20) as u64, "")),
        None => Ok(()),
    }
}

/// Refuses a text with too many columns: outside of quotation marks a record is a line at most.
///
/// # Errors
/// When a line has too many delimiters.
pub fn check_columns(text: &str, delimiter: u8) -> Result<(), Refusal> {
    let marks = |line: &[u8]| line.iter().filter(|byte| **byte == delimiter).count();
    if long_lines(text, MOST_COLUMNS).all(|line| marks(line) <= MOST_COLUMNS) { Ok(()) } else { Err(too_wide()) }
}

/// The refusal of a record with too many columns.
pub fn too_wide() -> Refusal {
    Refusal::too_large("columns of a sheet", MOST_COLUMNS as u64, "")
}

/// The lines that are longer than this, each to the longest that is allowed behind that. Hundreds of millions of short lines are stepped
/// over by the last break that is near enough.
fn long_lines(text: &str, length: usize) -> impl Iterator<Item = &[u8]> {
    let mut rest = text.as_bytes();
    std::iter::from_fn(move || {
        loop {
            let (near, far) = rest.split_at_checked(length + 1)?;
            if let Some(end) = near.iter().rposition(|byte| *byte == b'\n') {
                rest = rest.get(end + 1..)?;
                continue;
            }
            let behind = far.iter().take(LONGEST_LINE).position(|byte| *byte == b'\n');
            let (line, after) = rest.split_at_checked(near.len() + behind.unwrap_or(LONGEST_LINE.min(far.len())))?;
            rest = after;
            return Some(line);
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_lines_are_seen() {
        let seen = |text| long_lines(text, 3).map(|line| std::str::from_utf8(line).unwrap()).collect::<Vec<_>>();
        assert_eq!(seen("a\n\nabc\nabcd\nab\n\nabcde"), ["abcd", "abcde"]);
        assert_eq!(seen("abcdef\nabc"), ["abcdef"]);
        assert_eq!(seen("abc"), [""; 0]);
    }
}
