//! Workbooks and text tables as [`Content`].
//!
//! In: a path, or the bytes of a workbook. Out: a grid for each sheet that a person sees. What is compared is what is printed: of formulas the values that were saved.

use std::path::Path;

use super::content::{Content, Covered, Frame, Grid, GridCell, Line, Part};
use crate::{
    diagnostic::Failure,
    ingest::{Merged, RawCell, SheetCells, sheets_of, sheets_of_bytes},
    locale::vietnamese,
    spelling,
    wording::Number,
};

/// Reads a workbook or a text table.
///
/// # Errors
/// Those of [`sheets_of`].
pub fn read(path: &Path, name: &str) -> Result<Content, Failure> {
    Ok(content(sheets_of(path, name, cell)?, name))
}

/// Reads a workbook that is no file yet.
///
/// # Errors
/// Those of [`sheets_of_bytes`].
pub fn of_bytes(bytes: Vec<u8>, name: &str) -> Result<Content, Failure> {
    Ok(content(sheets_of_bytes(bytes, name, cell)?, name))
}

fn content(sheets: Vec<SheetCells<GridCell>>, name: &str) -> Content {
    let mut content = Content { name: name.to_owned(), ..Content::default() };
    for sheet in sheets {
        if sheet.hidden {
            content.hidden.push(sheet.name.unwrap_or_default());
        } else if !sheet.rows.is_empty() {
            content.parts.push(Part::Grid(grid(sheet)));
        }
    }
    content
}

fn cell(cell: &RawCell<'_>) -> GridCell {
    let text = spelling::tidy(&cell.text());
    match cell {
        RawCell::Number(value) => {
            let number = Number::of_binary(*value);
            let text = number.map_or(text, |number| number.to_string());
            GridCell { text, number, ..GridCell::default() }
        }
        RawCell::Date(date) => {
            GridCell { text: vietnamese::short_date(*date), date: Some(*date), ..GridCell::default() }
        }
        RawCell::Text(_) => GridCell::of_text(text),
        RawCell::Empty | RawCell::Other(_) => GridCell { text, ..GridCell::default() },
    }
}

fn grid(sheet: SheetCells<GridCell>) -> Grid {
    let SheetCells { name, rows, merged, .. } = sheet;
    let lines = rows.into_iter().map(|row| Line { number: row.number, cells: row.cells });
    let mut grid = Grid {
        frame: name.map_or(Frame::Text, Frame::Sheet),
        rows: lines.collect(),
        has_spans: merged.iter().any(|region| region.last.1 > region.first.1),
    };
    merged.iter().for_each(|region| cover(&mut grid, region));
    grid
}

/// Marks the cells that a merged one reaches over.
fn cover(grid: &mut Grid, region: &Merged) {
    let (first, last) = (region.first, region.last);
    let reached = grid.rows.iter_mut().filter(|row| (first.0..=last.0).contains(&(row.number.saturating_sub(1))));
    for row in reached {
        let is_first = row.number.saturating_sub(1) == first.0;
        for (column, cell) in row.cells.iter_mut().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            if !(first.1..=last.1).contains(&column) || is_first && column == first.1 {
                continue;
            }
            cell.covered = if column == first.1 { Covered::FromAbove } else { Covered::FromLeft };
        }
    }
}
