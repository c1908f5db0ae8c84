//! Results as Parquet.
//!
//! In: [`Results`]. Out: the bytes of a file, uncompressed: the same on every machine.

use std::io::Cursor;

use polars::prelude::{
    Column, DataFrame, DataType, IntoColumn, NamedFrom, ParquetCompression, ParquetWriter, PolarsError, Series,
};

use super::{ColumnKind, ResultColumn, Results, plain};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Value,
    value::epoch_days,
};

/// The bytes.
///
/// # Errors
/// `internal-error` when Polars cannot write it: a defect of the program.
pub fn bytes(results: &Results) -> Result<Vec<u8>, Failure> {
    written(results).map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
}

fn written(results: &Results) -> Result<Vec<u8>, PolarsError> {
    let column = |(index, column): (usize, &ResultColumn)| {
        let cells = results.rows.iter().map(|row| row.get(index).unwrap_or(&Value::Blank));
        typed(column, cells)
    };
    let columns = results.columns.iter().enumerate().map(column).collect::<Result<Vec<_>, _>>()?;
    let mut frame = DataFrame::new(results.rows.len(), columns)?;
    let mut bytes = Cursor::new(Vec::new());
    ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Uncompressed).finish(&mut frame)?;
    Ok(bytes.into_inner())
}

fn typed<'a>(column: &ResultColumn, cells: impl Iterator<Item = &'a Value>) -> Result<Column, PolarsError> {
    let name = column.id.as_str().into();
    let series = match column.kind {
        ColumnKind::Text => {
            let texts = cells.map(|value| Some(plain(value)).filter(|text| !text.is_empty()));
            Series::new(name, texts.collect::<Vec<_>>())
        }
        ColumnKind::Count => Series::new(name, cells.map(|value| plain(value).parse::<i64>().ok()).collect::<Vec<_>>()),
        ColumnKind::Rate | ColumnKind::Decimal => {
            Series::new(name, cells.map(|value| plain(value).parse::<f64>().ok()).collect::<Vec<_>>())
        }
        ColumnKind::Day => {
            let day = |value: &Value| match value {
                Value::Date(date) => Some(epoch_days(*date)),
                _ => None,
            };
            Series::new(name, cells.map(day).collect::<Vec<_>>()).cast(&DataType::Date)?
        }
    };
    Ok(series.into_column())
}
