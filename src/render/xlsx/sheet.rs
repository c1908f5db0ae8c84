//! One table on one sheet.
//!
//! In: the table, the lines above and below it, the paper. Out: a worksheet that can be read on screen (frozen heading,
//! filter), printed (A4, repeated heading, as wide as the page) and reckoned with (numbers, dates, sums).

use chrono::Datelike;
use rust_xlsxwriter::{ColNum, Format, FormatAlign, Formula, IgnoreError, RowNum, Worksheet, XlsxError};

use super::{format, layout};
use crate::document::{Cell, Orientation, Row, RowKind, Table, Value};

const A4: u8 = 9;
const MM_PER_INCH: f64 = 25.4;
/// Left, right, top, bottom: the margins of the report.
const MARGINS_MM: [f64; 4] = [30.0, 15.0, 20.0, 20.0];
const HEADER_MM: f64 = 10.0;
/// A cell holds no more; longer text is cut, and says so.
const LONGEST_TEXT: usize = 32_767;
const CUT: &str = " … (còn nữa)";
/// Excel knows no earlier dates; they stand as text.
const FIRST_YEAR: i32 = 1900;

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
    page(worksheet, sheet.orientation)?;

    let above: Vec<&SheetLine> = sheet.above.iter().filter(|line| !line.text.is_empty()).collect();
    for (row, line) in above.iter().enumerate() {
        self::line(worksheet, row_number(row)?, line, &widths)?;
    }
    // One empty row keeps the title out of the range that Excel takes for the table.
    let head = above.len() + usize::from(!above.is_empty());
    self::head(worksheet, table, head, &widths)?;
    let body = head + table.head().len();
    self::body(worksheet, table, body)?;
    for (row, height) in layout::body_heights(table, &widths).into_iter().enumerate() {
        worksheet.set_row_height(row_number(body + row)?, height)?;
    }
    let below = body + table.rows().len() + 1;
    for (row, line) in sheet.below.iter().enumerate() {
        self::line(worksheet, row_number(below + row)?, line, &widths)?;
    }
    on_screen(worksheet, table, head, body)
}

/// A4 as wide as the page, with the number of the page at the foot.
pub fn page(worksheet: &mut Worksheet, orientation: Orientation) -> Result<(), XlsxError> {
    let [left, right, top, bottom] = MARGINS_MM.map(|margin| margin / MM_PER_INCH);
    let edge = HEADER_MM / MM_PER_INCH;
    worksheet.set_paper_size(A4);
    worksheet.set_margins(left, right, top, bottom, edge, edge);
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_footer("&C&\"Times New Roman,Regular\"&12&P/&N");
    if orientation == Orientation::Landscape {
        worksheet.set_landscape();
    }
    Ok(())
}

/// A line of text merged over all columns, high enough for its wrapped lines.
fn line(worksheet: &mut Worksheet, row: RowNum, line: &SheetLine, widths: &[f64]) -> Result<(), XlsxError> {
    let last = column_number(widths.len().saturating_sub(1))?;
    merge(worksheet, [row, row], [0, last], &line.text, &line.format())?;
    worksheet.set_row_height(row, layout::height(&line.text, widths.iter().sum()))?;
    Ok(())
}

fn head(worksheet: &mut Worksheet, table: &Table, first: usize, widths: &[f64]) -> Result<(), XlsxError> {
    for (row, column, cell) in table.placed_head() {
        let rows = [row_number(first + row)?, row_number(first + row + cell.rows - 1)?];
        let columns = [column_number(column)?, column_number(column + cell.columns - 1)?];
        merge(worksheet, rows, columns, &cell.text, &format::head())?;
    }
    for (row, height) in layout::head_heights(table, widths).into_iter().enumerate() {
        worksheet.set_row_height(row_number(first + row)?, height)?;
    }
    Ok(())
}

fn body(worksheet: &mut Worksheet, table: &Table, first: usize) -> Result<(), XlsxError> {
    for (index, row) in table.rows().iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let Some(shape) = table.columns().get(column) else {
                continue;
            };
            let format = format::cell(&cell.value, shape.align, row.kind);
            let place = (row_number(first + index)?, column_number(column)?);
            if cell.rows > 1 {
                let rows = [place.0, row_number(first + index + cell.rows - 1)?];
                merge(worksheet, rows, [place.1, place.1], "", &format)?;
            }
            match sum_of_rows_above(table, index, column, cell) {
                Some(range) => {
                    let formula = sum(range, first, column, cell)?;
                    worksheet.write_formula_with_format(place.0, place.1, formula, &format)?;
                }
                None if cell.rows > 0 => self::value(worksheet, place, &cell.value, &format)?,
                None => {}
            }
        }
    }
    Ok(())
}

fn value(
    worksheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Blank => worksheet.write_blank(row, column, format)?,
        Value::Text(text) => {
            let text = fitting(text);
            worksheet.write_string_with_format(row, column, text, format)?
        }
        // Counts of tasks are far below 2^53, where a float would begin to round.
        Value::Count(count) | Value::CountOrBlank(count) => {
            worksheet.write_number_with_format(row, column, *count as f64, format)?
        }
        Value::Rate { ratio, digits } => match ratio.scaled_percent(*digits) {
            // The printed figure, not the exact quotient: Excel would round a half its own way.
            Some(scaled) => {
                let unit = 10u64.pow(digits + 2);
                worksheet.write_number_with_format(row, column, scaled as f64 / unit as f64, format)?
            }
            None => worksheet.write_string_with_format(row, column, value.printed(), format)?,
        },
        Value::Date(date) if date.year() >= FIRST_YEAR => {
            worksheet.write_datetime_with_format(row, column, date, format)?
        }
        Value::Date(_) | Value::Mark => worksheet.write_string_with_format(row, column, value.printed(), format)?,
    };
    Ok(())
}

/// The text as far as a cell can hold it.
fn fitting(text: &str) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let kept = text.chars().take(LONGEST_TEXT - CUT.chars().count());
    kept.chain(CUT.chars()).collect()
}

/// The body rows (first, last) that a total cell is the sum of; none when it is no such sum.
fn sum_of_rows_above(table: &Table, index: usize, column: usize, cell: &Cell) -> Option<(usize, usize)> {
    let is_total = |row: &Row| row.kind == RowKind::Total;
    let total = count(&cell.value).filter(|_| table.rows().get(index).is_some_and(is_total))?;
    let body: Vec<&Row> = table.rows().iter().take_while(|row| !is_total(row)).collect();
    let counts: Option<Vec<u64>> = body.iter().map(|row| row.cells.get(column).and_then(single_count)).collect();
    let agrees = counts?.iter().sum::<u64>() == total;
    (agrees && !body.is_empty() && body.len() <= index).then(|| (0, body.len() - 1))
}

fn single_count(cell: &Cell) -> Option<u64> {
    count(&cell.value).filter(|_| cell.rows == 1)
}

fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Count(count) | Value::CountOrBlank(count) => Some(*count),
        _ => None,
    }
}

/// `SUM` over the rows, with the result that a reader without a calculator sees.
fn sum((from, to): (usize, usize), first: usize, column: usize, cell: &Cell) -> Result<Formula, XlsxError> {
    let column = column_number(column)?;
    let from = rust_xlsxwriter::row_col_to_cell(row_number(first + from)?, column);
    let to = rust_xlsxwriter::row_col_to_cell(row_number(first + to)?, column);
    let result = count(&cell.value).unwrap_or_default();
    Ok(Formula::new(format!("=SUM({from}:{to})")).set_result(result.to_string()))
}

/// Frozen and repeated heading; a filter over the body rows unless merged cells would fall apart under it.
fn on_screen(worksheet: &mut Worksheet, table: &Table, head: usize, body: usize) -> Result<(), XlsxError> {
    let rows = table.rows();
    worksheet.set_freeze_panes(row_number(body)?, 0)?;
    let (Some(last_head), Some(last_column)) = (body.checked_sub(1), table.columns().len().checked_sub(1)) else {
        return Ok(());
    };
    if last_head < head {
        return Ok(());
    }
    worksheet.set_repeat_rows(row_number(head)?, row_number(last_head)?)?;
    if let Some(last_row) = (body + rows.len()).checked_sub(1) {
        // Numbers in text columns (ids, document numbers) are meant as text: no green corners.
        let (first, last) = (row_number(head)?, row_number(last_row)?);
        worksheet.ignore_error_range(first, 0, last, column_number(last_column)?, IgnoreError::NumberStoredAsText)?;
    }
    let filtered = rows.iter().take_while(|row| row.kind == RowKind::Body).count();
    let merged = rows.iter().flat_map(|row| &row.cells).any(|cell| cell.rows != 1);
    if filtered > 0 && !merged {
        let last_row = row_number(last_head + filtered)?;
        worksheet.autofilter(row_number(last_head)?, 0, last_row, column_number(last_column)?)?;
    }
    Ok(())
}

/// Text in a cell or, where there are several, in all of them merged.
fn merge(
    worksheet: &mut Worksheet,
    [first_row, last_row]: [RowNum; 2],
    [first_column, last_column]: [ColNum; 2],
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if first_row == last_row && first_column == last_column {
        worksheet.write_string_with_format(first_row, first_column, text, format)?;
    } else {
        worksheet.merge_range(first_row, first_column, last_row, last_column, text, format)?;
    }
    Ok(())
}

fn row_number(row: usize) -> Result<RowNum, XlsxError> {
    RowNum::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

fn column_number(column: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
