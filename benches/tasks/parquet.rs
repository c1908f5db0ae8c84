//! Tasks as Parquet: real dates, a row group at a time.
//!
//! In: the stream of tasks and how many of them. Out: bytes; one row group is held in memory.

use std::io::Write;

use polars::prelude::{
    Column, DataFrame, DataType, IntoColumn, IntoSeries, NamedFrom, NewChunkedArray, ParquetWriter, PolarsResult,
    Series, StringChunked,
};

use super::row::{HEADINGS, Tasks, Value};

/// Rows of a row group.
const GROUP: u64 = 250_000;

/// Writes as many tasks as wanted.
///
/// # Errors
/// When the output takes no more.
pub fn write(tasks: &mut Tasks, rows: u64, to: impl Write) -> PolarsResult<()> {
    let schema = group(&mut Tasks::new(0), 1)?.schema().clone();
    let mut writer = ParquetWriter::new(to).batched(&schema)?;
    let mut left = rows;
    while left > 0 {
        let taken = left.min(GROUP);
        writer.write_batch(&group(tasks, taken)?)?;
        left -= taken;
    }
    writer.finish().map(drop)
}

/// One column while it is filled.
enum Filled {
    Text(Vec<String>),
    Number(Vec<i64>),
    Day(Vec<Option<i32>>),
}

/// The next tasks as a frame.
pub fn group(tasks: &mut Tasks, rows: u64) -> PolarsResult<DataFrame> {
    let mut columns: Vec<Filled> = Vec::new();
    for _ in 0..rows {
        let row = tasks.next_row();
        for (index, value) in row.values().into_iter().enumerate() {
            if columns.len() == index {
                columns.push(match value {
                    Value::Text(_) => Filled::Text(Vec::new()),
                    Value::Number(_) => Filled::Number(Vec::new()),
                    Value::Day(_) => Filled::Day(Vec::new()),
                });
            }
            match (&mut columns[index], value) {
                (Filled::Text(texts), Value::Text(text)) => texts.push(text.to_owned()),
                (Filled::Number(numbers), Value::Number(number)) => numbers.push(number.cast_signed()),
                (Filled::Day(days), Value::Day(day)) => days.push(day),
                _ => unreachable!("a column keeps its kind"),
            }
        }
    }
    let columns = HEADINGS.into_iter().zip(columns).map(|(name, filled)| column(name, filled));
    DataFrame::new(usize::try_from(rows).expect("a group fits"), columns.collect::<PolarsResult<Vec<Column>>>()?)
}

/// An empty text is no value, as in exports to Parquet.
fn column(name: &str, filled: Filled) -> PolarsResult<Column> {
    Ok(match filled {
        Filled::Text(texts) => {
            let texts = texts.iter().map(|text| (!text.is_empty()).then_some(text.as_str()));
            StringChunked::from_iter_options(name.into(), texts).into_series()
        }
        Filled::Number(numbers) => Series::new(name.into(), numbers),
        Filled::Day(days) => Series::new(name.into(), days).cast(&DataType::Date)?,
    }
    .into_column())
}
