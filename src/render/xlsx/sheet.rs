//! One table on one sheet.
//!
//! In: the table, the lines above and below it, the paper. Out: a worksheet that can be read on screen (frozen heading,
//! filter), printed (A4, repeated heading, as wide as the page) and reckoned with (numbers, dates, formulas).

use rust_xlsxwriter::{Format, FormatAlign, IgnoreError, RowNum, Worksheet, XlsxError};

use super::{
    cells::{self, column_number, row_number},
    format,
    formula::{self, Formulas},
    layout, page,
};
use crate::document::{NO_ROWS, Orientation, Profile, Table};

/// A heading that takes more of the screen than this, in points, would leave no room to scroll below it: it is not frozen.
const HIGHEST_FROZEN: f64 = 260.0;

/// A sheet to be written.
pub struct Sheet<'a> {
    /// Legal and unlike every other.
    pub name: String,
    /// What the summary says about it.
    pub title: String,
    /// Lines above the table.
    pub above: Vec<SheetLine>,
    /// The table.
    pub table: &'a Table,
    /// Lines below the table.
    pub below: Vec<SheetLine>,
    /// The paper.
    pub orientation: Orientation,
    /// The layout law.
    pub profile: Profile,
    /// The name of the sheet with its chart, if it has one.
    pub chart: Option<String>,
}

impl Sheet<'_> {
    /// The row of the first heading: one empty row keeps the title out of the range that Excel takes for the table.
    pub fn head_row(&self) -> usize {
        self.above.len() + usize::from(!self.above.is_empty())
    }

    /// The row of the first body row.
    pub fn body_row(&self) -> usize {
        self.head_row() + self.table.head().len()
    }
}

/// A line of text across the table.
#[derive(Clone)]
pub struct SheetLine {
    /// The words.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
    /// In the middle.
    pub centered: bool,
}

impl SheetLine {
    /// A bold centred line.
    pub fn title(text: &str) -> Self {
        Self { bold: true, centered: true, ..Self::text(text.to_owned()) }
    }

    /// A centred line in italics.
    pub fn note(text: &str) -> Self {
        Self { italic: true, centered: true, ..Self::text(text.to_owned()) }
    }

    /// An ordinary line at the left.
    pub fn text(text: String) -> Self {
        Self { text, bold: false, italic: false, centered: false }
    }

    fn format(&self) -> Format {
        let format = format::base().set_text_wrap();
        let format = if self.bold { format.set_bold() } else { format };
        let format = if self.italic { format.set_italic() } else { format };
        format.set_align(if self.centered { FormatAlign::Center } else { FormatAlign::Left })
    }
}

/// Writes a sheet.
pub fn write(worksheet: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    let table = sheet.table;
    let widths = layout::column_widths(table, sheet.orientation);
    worksheet.set_name(&sheet.name)?;
    for (column, width) in widths.iter().enumerate() {
        worksheet.set_column_width(column_number(column)?, *width)?;
    }
    page::set_up(worksheet, sheet.orientation, sheet.profile);

    let mut frozen = layout::LINE_HEIGHT;
    for (row, line) in sheet.above.iter().enumerate() {
        frozen += self::line(worksheet, row_number(row)?, line, &widths)?;
    }
    frozen += head(worksheet, sheet, &widths)?;
    let body_row = row_number(sheet.body_row())?;
    if frozen <= HIGHEST_FROZEN {
        worksheet.set_freeze_panes(body_row, 0)?;
    }
    body(worksheet, table, body_row)?;
    for (row, height) in (body_row..).zip(layout::body_heights(table, &widths)) {
        worksheet.set_row_height(row, height)?;
    }
    if table.rows().is_empty() {
        let last = column_number(widths.len().saturating_sub(1))?;
        let look = format::note_in_table();
        cells::text(worksheet, [body_row, body_row], [0, last], NO_ROWS, look)?;
        worksheet.set_row_height(body_row, layout::height(NO_ROWS, widths.iter().sum()))?;
    }
    let below = sheet.body_row() + table.rows().len().max(1) + 1;
    for (row, line) in (row_number(below)?..).zip(&sheet.below) {
        self::line(worksheet, row, line, &widths)?;
    }
    ranges(worksheet, sheet)
}

/// A line of text merged over all columns, high enough for its wrapped lines; returns its height.
fn line(worksheet: &mut Worksheet, row: RowNum, line: &SheetLine, widths: &[f64]) -> Result<f64, XlsxError> {
    let last = column_number(widths.len().saturating_sub(1))?;
    let height = layout::height(&line.text, widths.iter().sum());
    cells::text(worksheet, [row, row], [0, last], &line.text, line.format())?;
    worksheet.set_row_height(row, height)?;
    Ok(height)
}

/// The heading rows; returns their height.
fn head(worksheet: &mut Worksheet, sheet: &Sheet<'_>, widths: &[f64]) -> Result<f64, XlsxError> {
    let first = sheet.head_row();
    for (row, column, cell) in sheet.table.placed_head() {
        let rows = [row_number(first + row)?, row_number(first + row + cell.rows - 1)?];
        let columns = [column_number(column)?, column_number(column + cell.columns - 1)?];
        cells::text(worksheet, rows, columns, &cell.text, format::head())?;
    }
    let heights = layout::head_heights(sheet.table, widths);
    for (row, height) in (row_number(first)?..).zip(&heights) {
        worksheet.set_row_height(row, *height)?;
    }
    Ok(heights.iter().sum())
}

fn body(worksheet: &mut Worksheet, table: &Table, first: RowNum) -> Result<(), XlsxError> {
    let formulas = Formulas::new(table, first);
    for (index, row) in (0..).zip(table.rows()) {
        for ((number, cell), shape) in (0..).zip(&row.cells).zip(table.columns()) {
            let format = format::cell(&cell.value, shape.align, row.kind);
            let place = (first + index, number);
            if cell.rows > 1 {
                let last = row_number(cell.rows - 1)? + place.0;
                worksheet.merge_range(place.0, number, last, number, "", &format)?;
            }
            match formulas.of(index, number) {
                Some(formula) => {
                    worksheet.write_formula_with_format(place.0, number, formula, &format)?;
                }
                None if cell.rows > 0 => cells::value(worksheet, place, &cell.value, &format)?,
                None => {}
            }
        }
    }
    Ok(())
}

/// The heading repeats on every printed page; a filter stands over the body rows unless merged cells would fall apart under it.
fn ranges(worksheet: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    let (table, head) = (sheet.table, sheet.head_row());
    let (Some(last_head), Some(last_column)) = (sheet.body_row().checked_sub(1), table.columns().len().checked_sub(1))
    else {
        return Ok(());
    };
    if table.head().is_empty() {
        return Ok(());
    }
    let last_column = column_number(last_column)?;
    worksheet.set_repeat_rows(row_number(head)?, row_number(last_head)?)?;
    // Numbers in text columns (ids, document numbers) are meant as text: no green corners.
    let last_row = row_number(last_head + table.rows().len())?;
    worksheet.ignore_error_range(row_number(head)?, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    let filtered = formula::body(table).len();
    let merged = table.rows().iter().flat_map(|row| &row.cells).any(|cell| cell.rows != 1);
    if filtered > 0 && !merged {
        worksheet.autofilter(row_number(last_head)?, 0, row_number(last_head + filtered)?, last_column)?;
    }
    Ok(())
}
