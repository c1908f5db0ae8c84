//! The CSV twin of a table: for programs, with the values a program wants.
//!
//! In: a typed table. Out: UTF-8 with a byte order mark (Excel on Windows asks for one), one heading line, counts without
//! dots, dates as yyyy-mm-dd, rates and their changes as fractions with a point, a zero as `0` even where the report prints a blank. A merged
//! cell is repeated in every row that it covers. Text stays as it is, also where it begins with `=`, `+`, `-` or `@`: the
//! file is data, and a program must get back what was put in; people open the workbook instead.

use crate::document::{Table, Value, plain_decimal};

const BYTE_ORDER_MARK: &str = "\u{FEFF}";
/// The line end of RFC 4180.
const LINE_END: &str = "\r\n";

/// Renders a table as the bytes of a `.csv`.
#[must_use]
pub fn render(table: &Table) -> Vec<u8> {
    let mut text = BYTE_ORDER_MARK.to_owned();
    record(&mut text, table.flat_headings());
    let mut above: Vec<String> = Vec::new();
    for row in table.rows() {
        let fields: Vec<String> = row
            .cells
            .iter()
            .enumerate()
            .map(|(column, cell)| match cell.rows {
                0 => above.get(column).cloned().unwrap_or_default(),
                _ => machine_value(&cell.value),
            })
            .collect();
        record(&mut text, fields.iter().cloned());
        above = fields;
    }
    text.into_bytes()
}

/// The value as a program reads it.
fn machine_value(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.clone(),
        Value::Count(count) | Value::CountOrBlank(count) => count.to_string(),
        Value::Rate { ratio, digits } => {
            // The printed percentage as a fraction: two more decimals, by moving the point, never by dividing floats.
            let decimals = usize::try_from(digits + 2).unwrap_or_default();
            ratio.scaled_percent(*digits).map_or_else(String::new, |scaled| {
                let unit = 10u64.pow(digits + 2);
                format!("{}.{:0decimals$}", scaled / unit, scaled % unit)
            })
        }
        Value::Decimal { scaled, digits } => plain_decimal(*scaled, *digits),
        Value::CountChange(change) => change.to_string(),
        // The difference of two fractions.
        Value::RateChange(tenths) => plain_decimal(*tenths, 3),
        Value::Date(date) => date.format("%Y-%m-%d").to_string(),
        Value::Mark => "X".to_owned(),
    }
}

fn record(text: &mut String, fields: impl IntoIterator<Item = String>) {
    for (index, field) in fields.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        if field.contains(['"', ',', '\n', '\r']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push_str(LINE_END);
}
