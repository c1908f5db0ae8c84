//! Workbooks of other kinds (xls, xlsb, ods) through calamine.
//!
//! In: a path. Out: one [`Grid`] for each worksheet.

use std::{fs::File, io::BufReader, path::Path, rc::Rc};

use calamine::{Data, Dimensions, Range, Reader, SheetVisible, open_workbook_auto};

use super::grid::{Grid, Stored, Texts, day};
use crate::ooxml::Refusal;

/// Reads every worksheet.
///
/// # Errors
/// When the file is damaged, locked or too large.
pub fn read(path: &Path) -> Result<Vec<Grid>, Refusal> {
    let mut workbook = open_workbook_auto(path).map_err(|error| refused(&error))?;
    let mut grids = Vec::new();
    for sheet in workbook.sheets_metadata().to_vec() {
        let cells = workbook.worksheet_range(&sheet.name).map_err(|error| refused(&error))?;
        // A sheet whose formulas cannot be read still has values.
        let formulas = workbook.worksheet_formula(&sheet.name).unwrap_or_default();
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut grid = Grid::new(sheet.name.clone(), hidden, Rc::new(Texts::default()));
        fill(&mut grid, &cells, &formulas)?;
        for region in merged_regions(&mut workbook, &sheet.name) {
            grid.merge(region.start, region.end.0)?;
        }
        grids.push(grid.finish()?);
    }
    Ok(grids)
}

fn refused(error: &calamine::Error) -> Refusal {
    let locked = error.to_string().to_lowercase().contains("password");
    if locked { Refusal::PasswordProtected } else { Refusal::Damaged }
}

/// Merged cells, where the file kind tells them.
fn merged_regions(workbook: &mut calamine::Sheets<BufReader<File>>, sheet: &str) -> Vec<Dimensions> {
    match workbook {
        calamine::Sheets::Xlsx(workbook) => workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        calamine::Sheets::Xls(workbook) => workbook.merge_cells_by_sheet_name(sheet).unwrap_or_default(),
        calamine::Sheets::Xlsb(_) | calamine::Sheets::Ods(_) => Vec::new(),
    }
}

fn fill(grid: &mut Grid, cells: &Range<Data>, formulas: &Range<String>) -> Result<(), Refusal> {
    let (first_row, first_column) = cells.start().unwrap_or_default();
    for (row, column, data) in cells.used_cells() {
        let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
        let (row, column) = place.ok_or(Refusal::Damaged)?;
        if let Some(value) = stored(grid, data)? {
            grid.put(first_row + row, first_column + column, false, value)?;
        }
    }
    let (first_row, first_column) = formulas.start().unwrap_or_default();
    for (row, column, formula) in formulas.used_cells() {
        let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
        let (row, column) = place.map(|(row, column)| (first_row + row, first_column + column)).ok_or(Refusal::Damaged)?;
        // A formula that was never calculated is not taken for an empty cell.
        if !formula.is_empty() && matches!(cells.get_value((row, column)), None | Some(Data::Empty)) {
            let formula = grid.own.push(&format!("={formula}"))?;
            grid.put(row, column, false, Stored::Odd(formula))?;
        }
    }
    Ok(())
}

fn stored(grid: &mut Grid, data: &Data) -> Result<Option<Stored>, Refusal> {
    let own = &mut grid.own;
    Ok(Some(match data {
        Data::Empty => return Ok(None),
        Data::String(text) | Data::DurationIso(text) => Stored::Own(own.push(text)?),
        Data::Float(number) => Stored::Number(*number),
        // Numbers that the old format stores as integers; all of them are exact as a float.
        Data::Int(number) => Stored::Number(*number as f64),
        // A zero that is shown as a date is an empty date.
        Data::DateTime(moment) if moment.as_f64() == 0.0 => return Ok(None),
        Data::DateTime(moment) if moment.as_f64() < 1.0 => Stored::Odd(own.push(&moment.to_string())?),
        Data::DateTime(moment) => match moment.as_datetime() {
            Some(moment) => day(moment.date()),
            None => Stored::Number(moment.as_f64()),
        },
        Data::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse().ok()) {
            Some(date) => day(date),
            None => Stored::Own(own.push(text)?),
        },
        other => Stored::Odd(own.push(&other.to_string())?),
    }))
}
