//! Results of questions become the bytes of a file.
//!
//! In: rows and columns and what they speak of. Out: bytes in the format asked for.

use chrono::NaiveDate;

use crate::{
    analyze::{Meta, Results},
    diagnostic::Failure,
    document::{Metadata, Value},
    render,
};

/// A format of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ResultFormat {
    /// For the terminal.
    Table,
    /// For any program.
    Csv,
    /// With what the figures speak of.
    Json,
    /// For Excel.
    Xlsx,
    /// For other engines.
    Parquet,
}

impl ResultFormat {
    /// Every format.
    pub const ALL: [Self; 5] = [Self::Table, Self::Csv, Self::Json, Self::Xlsx, Self::Parquet];

    /// Its id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
        }
    }

    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        if self == Self::Table { "txt" } else { self.id() }
    }

    /// Whether it is no text.
    #[must_use]
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Parquet)
    }
}

/// What the titles of results open with.
pub const TITLE_OPENING: &str = "Nhiệm vụ tính đến ";

/// Whether these are the bytes of an earlier result in this format; what is not surely one is none, but for CSV, of which
/// [`Results::is_csv`] tells once the new result is there.
#[must_use]
pub fn is_earlier_result(format: ResultFormat, bytes: &[u8]) -> bool {
    match format {
        ResultFormat::Table => bytes.starts_with(TITLE_OPENING.as_bytes()),
        ResultFormat::Csv => Results::may_be_csv(bytes),
        ResultFormat::Json => Results::is_json(bytes),
        ResultFormat::Parquet => Results::is_parquet(bytes),
        ResultFormat::Xlsx => render::xlsx::has_title(bytes, TITLE_OPENING),
    }
}

/// The same results for every reader.
pub struct ResultFile<'a> {
    /// With stable ids.
    pub plain: &'a Results,
    /// With Vietnamese words.
    pub worded: &'a Results,
    /// The total rows of a workbook.
    pub totals: Vec<Vec<Value>>,
    /// What they speak of.
    pub meta: &'a Meta,
    /// What they are called.
    pub title: &'a str,
    /// The day of the file.
    pub date: NaiveDate,
}

/// The bytes of a file; a table for the terminal has none.
///
/// # Errors
/// Those of the writers: a defect of the program.
pub fn result_bytes(format: ResultFormat, file: &ResultFile<'_>) -> Result<Vec<u8>, Failure> {
    match format {
        ResultFormat::Table => Ok(Vec::new()),
        ResultFormat::Csv => file.plain.csv(),
        ResultFormat::Json => Ok(file.plain.json(file.meta)),
        ResultFormat::Parquet => file.plain.parquet(),
        ResultFormat::Xlsx => {
            let metadata = Metadata { title: file.title.to_owned(), date: file.date, ..Metadata::default() };
            let table = file.worded.table("so-lieu", file.title, &file.totals)?;
            render::xlsx::workbook(&metadata, &[("Số liệu", &table)])
        }
    }
}
