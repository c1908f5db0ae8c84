//! Typed values become cells.
//!
//! In: a value, its place and its look. Out: a number, a date or text in the sheet, never a formula.

use chrono::Datelike;
use rust_xlsxwriter::{ColNum, Format, RowNum, Worksheet, XlsxError};

use super::{format, formula};
use crate::document::{Value, plain_decimal};

/// A cell holds no more; longer text is cut, and says so.
const LONGEST_TEXT: usize = 32_767;
const CUT: &str = " … (còn nữa)";
/// Excel knows no earlier dates; they stand as text.
const FIRST_YEAR: i32 = 1900;

/// Writes a value.
pub fn value(
    worksheet: &mut Worksheet,
    (row, column): (RowNum, ColNum),
    value: &Value,
    format: &Format,
) -> Result<(), XlsxError> {
    match value {
        Value::Blank => worksheet.write_blank(row, column, format)?,
        Value::Text(text) => worksheet.write_string_with_format(row, column, fitting(text), format)?,
        // Counts of tasks are far below 2^53, where a float would begin to round.
        Value::Count(count) | Value::CountOrBlank(count) => {
            worksheet.write_number_with_format(row, column, *count as f64, format)?
        }
        Value::Rate { ratio, digits } => match ratio.scaled_percent(*digits) {
            Some(scaled) => {
                let number = formula::decimal(scaled, *digits);
                worksheet.write_number_with_format(row, column, number, format)?
            }
            None => worksheet.write_string_with_format(row, column, value.printed(), format)?,
        },
        // The shortest text of a number is what a double holds of it.
        Value::Decimal { scaled, digits } => {
            let number: f64 = plain_decimal(*scaled, *digits).parse().unwrap_or_default();
            worksheet.write_number_with_format(row, column, number, format)?
        }
        Value::CountChange(change) => worksheet.write_number_with_format(row, column, *change as f64, format)?,
        Value::RateChange(tenths) => {
            let number: f64 = plain_decimal(*tenths, 3).parse().unwrap_or_default();
            worksheet.write_number_with_format(row, column, number, format)?
        }
        Value::Date(date) if date.year() >= FIRST_YEAR => {
            worksheet.write_datetime_with_format(row, column, date, format)?
        }
        Value::Date(_) | Value::Mark => worksheet.write_string_with_format(row, column, value.printed(), format)?,
    };
    Ok(())
}

/// Text in a cell or, where there are several, in all of them merged.
pub fn text(
    worksheet: &mut Worksheet,
    [first_row, last_row]: [RowNum; 2],
    [first_column, last_column]: [ColNum; 2],
    text: &str,
    format: Format,
) -> Result<(), XlsxError> {
    let format = format::of_text(format, text);
    let text = fitting(text);
    if first_row == last_row && first_column == last_column {
        worksheet.write_string_with_format(first_row, first_column, text, &format)?;
    } else {
        worksheet.merge_range(first_row, first_column, last_row, last_column, &text, &format)?;
    }
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

/// The number of a row, if Excel has so many.
pub fn row_number(row: usize) -> Result<RowNum, XlsxError> {
    RowNum::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)
}

/// The number of a column, if Excel has so many.
pub fn column_number(column: usize) -> Result<ColNum, XlsxError> {
    ColNum::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)
}
