//! Rows and columns as every format takes them up: the one shape of the answers to questions and to SQL.
//!
//! In: typed values. Out: [`Results`] as CSV, JSON, Parquet, or a table of a workbook.

mod csv;
mod json;
mod parquet;

pub use json::Meta;

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Cell, Column, HeadCell, Row, RowKind, Table, Value, plain_decimal},
};

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Whole numbers.
    Count,
    /// Rates.
    Rate,
    /// Numbers with decimals.
    Decimal,
    /// Days.
    Day,
}

impl ColumnKind {
    /// Whether its cells are read from the right.
    #[must_use]
    pub fn is_number(self) -> bool {
        matches!(self, Self::Count | Self::Rate | Self::Decimal)
    }
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultColumn {
    /// Stable id: its name for programs.
    pub id: String,
    /// Its name for people.
    pub heading: String,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// Rows and columns; every row has a value for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Results {
    /// From left to right.
    pub columns: Vec<ResultColumn>,
    /// From top to bottom.
    pub rows: Vec<Vec<Value>>,
}

/// Letters in the narrowest and the widest column of a workbook.
const WIDTHS: (usize, usize) = (9, 60);

impl Results {
    /// As CSV: a heading of ids, then the rows; UTF-8 without byte order mark, days in ISO form, rates as fractions of six digits.
    ///
    /// # Errors
    /// `internal-error` when the writer refuses a record: a defect of the program.
    pub fn csv(&self) -> Result<Vec<u8>, Failure> {
        csv::text(self)
    }

    /// As JSON: what it speaks of, then an object for each row.
    #[must_use]
    pub fn json(&self, meta: &Meta) -> Vec<u8> {
        json::text(self, meta)
    }

    /// As Parquet: words, integers, numbers, days.
    ///
    /// # Errors
    /// `internal-error` when Polars cannot write it: a defect of the program.
    pub fn parquet(&self) -> Result<Vec<u8>, Failure> {
        parquet::bytes(self)
    }

    /// Whether these bytes may be CSV of results: a heading of nothing but ids.
    #[must_use]
    pub fn may_be_csv(bytes: &[u8]) -> bool {
        csv::may_be_one(bytes)
    }

    /// Whether these bytes are CSV of results: a heading of our own ids, or the one that is about to be written in their place.
    #[must_use]
    pub fn is_csv(bytes: &[u8], about_to_be: &[u8]) -> bool {
        csv::is_one(bytes, about_to_be)
    }

    /// Whether these bytes are JSON of results.
    #[must_use]
    pub fn is_json(bytes: &[u8]) -> bool {
        json::is_one(bytes)
    }

    /// Whether these bytes are Parquet of results.
    #[must_use]
    pub fn is_parquet(bytes: &[u8]) -> bool {
        parquet::is_one(bytes)
    }

    /// As the table of a workbook, with its total rows.
    ///
    /// # Errors
    /// `internal-error` when the rows do not fit the columns: a defect of the program.
    pub fn table(&self, id: &str, title: &str, totals: &[Vec<Value>]) -> Result<Table, Failure> {
        let texts = |index: usize| {
            let cells =
                self.rows.iter().filter_map(move |row| row.get(index)).map(|value| value.printed().chars().count());
            cells.max().unwrap_or_default()
        };
        let (narrowest, widest) = WIDTHS;
        let column = |(index, column): (usize, &ResultColumn)| Column {
            id: column.id.clone(),
            width: texts(index).max(column.heading.chars().count()).clamp(narrowest, widest) as f32,
            align: if column.kind.is_number() { Align::Right } else { Align::Left },
            rate: None,
        };
        let columns = self.columns.iter().enumerate().map(column).collect();
        let head = self.columns.iter().map(|column| HeadCell { text: column.heading.clone(), columns: 1, rows: 1 });
        let row =
            |kind: RowKind, values: &[Value]| Row { kind, cells: values.iter().cloned().map(Cell::new).collect() };
        let rows = self.rows.iter().map(|values| row(RowKind::Body, values));
        let rows = rows.chain(totals.iter().map(|values| row(RowKind::Total, values))).collect();
        let table = Table::new(id, title, columns, vec![head.collect()], rows);
        table.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error.part).into())
    }
}

/// Decimals of a percentage; as a fraction a rate has two more.
pub(super) const PERCENT_DIGITS: u32 = 4;

/// A value as programs read it, in text.
fn plain(value: &Value) -> String {
    match value {
        Value::Blank => String::new(),
        Value::Text(text) => text.clone(),
        Value::Count(count) | Value::CountOrBlank(count) => count.to_string(),
        Value::Rate { ratio, digits } => {
            let fraction = |scaled| i64::try_from(scaled).map(|scaled| plain_decimal(scaled, digits + 2));
            ratio.scaled_percent(*digits).and_then(|scaled| fraction(scaled).ok()).unwrap_or_default()
        }
        Value::Decimal { scaled, digits } => plain_decimal(*scaled, *digits),
        Value::CountChange(change) => change.to_string(),
        Value::RateChange(tenths) => plain_decimal(*tenths, 3),
        Value::Date(date) => date.to_string(),
        Value::Mark => "true".to_owned(),
    }
}
