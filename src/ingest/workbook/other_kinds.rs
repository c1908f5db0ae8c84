//! Workbooks of other kinds (xls, xlsb) through calamine.
//!
//! In: a path. Out: one [`Grid`] for each worksheet. calamine trusts what it reads: it is given only what was measured before, and
//! where it stumbles over a broken record, the file is damaged.

use std::{
    fs::File,
    io::{BufReader, Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    rc::Rc,
};

use calamine::{Data, Range, Reader, SheetVisible, Xls, Xlsb};

use super::{
    compound,
    grid::Grid,
    number_format::{self, Shown},
    stored::{Stored, Texts, day},
    xls_outline::{self, Outline},
};
use crate::ooxml::Refusal;

/// Four full sheets of 60 columns.
const LARGEST_XLS: u64 = 256 << 20;

/// Reads every worksheet of an xls.
///
/// # Errors
/// When the file is damaged, locked or too large.
pub fn read_xls(path: &Path) -> Result<Vec<Grid>, Refusal> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|_| Refusal::Damaged)?;
    file.take(LARGEST_XLS + 1).read_to_end(&mut bytes).map_err(|_| Refusal::Damaged)?;
    if bytes.len() as u64 > LARGEST_XLS {
        return Err(Refusal::too_large("file size in MB", LARGEST_XLS >> 20, ""));
    }
    let stream = compound::workbook_stream(&bytes)?;
    drop(bytes);
    let outlines = xls_outline::outlines(&stream)?;
    unshaken(|| {
        let mut workbook = Xls::new(Cursor::new(compound::file_of(stream))).map_err(|_| Refusal::Damaged)?;
        grids(&mut workbook, &outlines)
    })
}

/// Reads every worksheet of an xlsb; it says nothing of merged cells, of hidden rows and columns, nor of months.
///
/// # Errors
/// When the file is damaged, locked or too large.
pub fn read_xlsb(path: &Path) -> Result<Vec<Grid>, Refusal> {
    unshaken(|| {
        let file = File::open(path).map_err(|_| Refusal::Damaged)?;
        let mut workbook = Xlsb::new(BufReader::new(file)).map_err(|_| Refusal::Damaged)?;
        let mut grids = Vec::new();
        for sheet in workbook.sheets_metadata().to_vec() {
            let hidden = sheet.visible != SheetVisible::Visible;
            let mut grid = Grid::new(&grids, sheet.name.clone(), hidden, Rc::new(Texts::default()));
            let mut cells = workbook.worksheet_cells_reader(&sheet.name).map_err(|_| Refusal::Damaged)?;
            while let Some(cell) = cells.next_cell().map_err(|_| Refusal::Damaged)? {
                let (row, column) = cell.get_position();
                if let Some(value) = stored(&mut grid, &Data::from(cell.get_value().clone()), false)? {
                    grid.put(row, column, false, value)?;
                }
            }
            grids.push(grid.finish()?);
        }
        Ok(grids)
    })
}

/// What a reader gives that may panic over a broken record.
fn unshaken(read: impl FnOnce() -> Result<Vec<Grid>, Refusal>) -> Result<Vec<Grid>, Refusal> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Refusal::Damaged))
}

fn grids(workbook: &mut Xls<Cursor<Vec<u8>>>, outlines: &[Outline]) -> Result<Vec<Grid>, Refusal> {
    let (none, mut grids) = (Outline::default(), Vec::new());
    for (index, sheet) in workbook.sheets_metadata().to_vec().into_iter().enumerate() {
        let outline = outlines.get(index).unwrap_or(&none);
        let cells = workbook.worksheet_range(&sheet.name).map_err(|_| Refusal::Damaged)?;
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut grid = Grid::new(&grids, sheet.name.clone(), hidden, Rc::new(Texts::default()));
        fill(&mut grid, &cells, outline)?;
        outline.hidden_columns.iter().for_each(|(first, last)| grid.hide_columns(*first, *last));
        for region in workbook.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default() {
            grid.merge(region.start, region.end)?;
        }
        grids.push(grid.finish()?);
    }
    Ok(grids)
}

fn fill(grid: &mut Grid, cells: &Range<Data>, outline: &Outline) -> Result<(), Refusal> {
    let (first_row, first_column) = cells.start().unwrap_or_default();
    for (row, column, data) in cells.used_cells() {
        let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
        let (row, column) =
            place.map(|(row, column)| (first_row + row, first_column + column)).ok_or(Refusal::Damaged)?;
        if let Some(value) = stored(grid, data, outline.months.contains(&(row, column)))? {
            grid.put(row, column, outline.hidden_rows.contains(&row), value)?;
        }
    }
    Ok(())
}

fn stored(grid: &mut Grid, data: &Data, as_month: bool) -> Result<Option<Stored>, Refusal> {
    let own = &mut grid.own;
    Ok(Some(match data {
        Data::Empty => return Ok(None),
        Data::String(text) | Data::DurationIso(text) => Stored::Own(own.push(text)?),
        Data::Float(number) => Stored::Number(*number),
        // Numbers that the old format stores as integers; all of them are exact as a float.
        Data::Int(number) => Stored::Number(*number as f64),
        Data::DateTime(moment) => {
            let kind = if moment.is_duration() { Shown::Duration } else { Shown::Date };
            return match moment.as_datetime().filter(|_| kind == Shown::Date && moment.as_f64() >= 1.0) {
                // It knows from which year its days are counted.
                Some(moment) => number_format::shown_day(moment.date(), as_month, own).map(Some),
                None => number_format::shown(moment.as_f64(), kind, false, own),
            };
        }
        Data::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => day(date),
            None => Stored::Own(own.push(text)?),
        },
        other => Stored::Odd(own.push(&other.to_string())?),
    }))
}
