//! A whole file cell by cell, for those who look at tables whose headings nobody knows.
//!
//! In: a path, or the bytes of a workbook. Out: every sheet with all of its filled rows, each cell as the caller keeps it, and the regions of merged cells.

use std::path::Path;

use super::{RawCell, Sheet, TextSizes, legacy, open_sheets, refused, workbook};
use crate::{diagnostic::Failure, ooxml::Refusal};

/// Cells of all sheets together: what is audited is read by people, so it is far smaller.
const MOST_CELLS: usize = 1 << 21;

/// A region of merged cells: first and last row and column, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// Row and column of its first cell.
    pub first: (u32, u32),
    /// Row and column of its last cell.
    pub last: (u32, u32),
}

/// One sheet, cell by cell.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCells<T> {
    /// Name, where the file kind has sheets.
    pub name: Option<String>,
    /// Whether a person who opens the file does not see it; then it has no rows here.
    pub hidden: bool,
    /// Filled rows in order.
    pub rows: Vec<CellRow<T>>,
    /// Regions of merged cells.
    pub merged: Vec<Merged>,
}

/// One row that has something in it.
#[derive(Debug, Clone, PartialEq)]
pub struct CellRow<T> {
    /// Its number as a person sees it, from 1.
    pub number: u32,
    /// Its cells from the first column on. Those that a cell merged down covers show its value.
    pub cells: Vec<T>,
}

/// Every sheet of a file; `keep` makes of each cell what the caller wants of it.
///
/// # Errors
/// `file-not-found`, what the reader of the file kind says, `file-too-large`.
pub fn sheets_of<T>(path: &Path, name: &str, keep: impl Fn(&RawCell<'_>) -> T) -> Result<Vec<SheetCells<T>>, Failure> {
    cells_of(&legacy::converted(open_sheets(path, name, TextSizes::default())?), name, keep)
}

/// The same of a workbook of the present kind (`.xlsx`) that is no file yet.
///
/// # Errors
/// As [`sheets_of`].
pub fn sheets_of_bytes<T>(
    bytes: Vec<u8>,
    name: &str,
    keep: impl Fn(&RawCell<'_>) -> T,
) -> Result<Vec<SheetCells<T>>, Failure> {
    cells_of(&workbook::open_bytes(bytes, name)?, name, keep)
}

fn cells_of<T>(
    sheets: &[Box<dyn Sheet>],
    name: &str,
    keep: impl Fn(&RawCell<'_>) -> T,
) -> Result<Vec<SheetCells<T>>, Failure> {
    let mut left = MOST_CELLS;
    let read = sheets.iter().map(|sheet| read(sheet.as_ref(), &mut left, &keep));
    read.collect::<Result<_, _>>().map_err(|refusal| refused(name, refusal))
}

fn read<T>(sheet: &dyn Sheet, left: &mut usize, keep: impl Fn(&RawCell<'_>) -> T) -> Result<SheetCells<T>, Refusal> {
    let (name, hidden) = (sheet.name().map(str::to_owned), sheet.is_hidden());
    let (mut rows, mut walk) = (Vec::new(), sheet.rows_from(0));
    while !hidden && walk.advance() {
        let cells: Vec<T> = (0..walk.width()).map(|column| keep(&walk.cell(column))).collect();
        let too_large = || Refusal::too_large("cells of a sheet", MOST_CELLS as u64, "");
        *left = left.checked_sub(cells.len()).ok_or_else(too_large)?;
        rows.push(CellRow { number: sheet.row_number(walk.place()), cells });
    }
    Ok(SheetCells { name, hidden, rows, merged: sheet.merged().to_vec() })
}
