//! The columns of the SQL tables: what each holds and how it comes out of classified tasks.
//!
//! In: classified tasks. Out: [`COLUMNS`], and a frame of those that a statement asks for.

use std::collections::BTreeSet;

use polars::prelude::{
    Column, DataFrame, DataType, Expr, IdxCa, IntoColumn, IntoLazy, NamedFrom, PolarsError, Series, col, concat_str,
    lit, when,
};

use super::{super::dimension::dimension, statement::Statement};
use crate::{
    classify::{Classifying, Disposition},
    locale::Lang,
    normalize::Source,
    period::MonthCalendar,
    schema::{FIELDS, field},
    table_spec::Status,
};

/// Where a column comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The lead units; known at the end.
    Unit,
    /// The source of the row.
    Source,
    /// The number of the row, as a person sees it.
    Row,
    /// A column of classified tasks.
    Own,
    /// The status, as a word.
    Status,
    /// The disposition, as a word.
    Disposition,
    /// The month of a day.
    Month(&'static str),
    /// Its quarter.
    Quarter(&'static str),
    /// Its year.
    Year(&'static str),
}

/// A column of the tables.
#[derive(Debug, PartialEq, Eq)]
pub struct SqlColumn {
    /// Its name.
    pub id: &'static str,
    /// Where it comes from.
    pub origin: Origin,
}

impl SqlColumn {
    /// What it means.
    #[must_use]
    pub fn meaning(&self, lang: Lang) -> &'static str {
        let own = match self.id {
            "input" => ("Nguồn dữ liệu (id của [[input]]).", "The input."),
            "file" => ("Tệp.", "The file."),
            "sheet" => ("Trang tính.", "The sheet."),
            "row" => ("Số dòng như thấy trong tệp.", "The row, as a person sees it."),
            "unit_id" => ("Id đơn vị chủ trì.", "Id of the lead unit."),
            "unit" => ("Đơn vị chủ trì.", "The lead unit."),
            "has_deadline" => ("Có hạn xử lý hay không.", "Whether there is a deadline."),
            "disposition" => (
                "Nhiệm vụ được tính (counted) hay không, vì sao.",
                "Whether the task is in the figures (counted), or why not.",
            ),
            id => dimension(id).map(|known| known.meaning).or_else(|| Some(field(id)?.meaning)).unwrap_or_default(),
        };
        lang.choose(own)
    }
}

const fn column(id: &'static str, origin: Origin) -> SqlColumn {
    SqlColumn { id, origin }
}

/// Every column, in the order in which `SELECT *` gives them.
pub const COLUMNS: &[SqlColumn] = &[
    column("input", Origin::Source),
    column("file", Origin::Source),
    column("sheet", Origin::Source),
    column("row", Origin::Row),
    column("task_id", Origin::Own),
    column("unit_id", Origin::Unit),
    column("unit", Origin::Unit),
    column("unit_kind", Origin::Unit),
    column("unit_group", Origin::Unit),
    column("assigner", Origin::Own),
    column("channel", Origin::Own),
    column("document", Origin::Own),
    column("document_date", Origin::Own),
    column("content", Origin::Own),
    column("field", Origin::Own),
    column("assigned_on", Origin::Own),
    column("month", Origin::Month("assigned_on")),
    column("quarter", Origin::Quarter("assigned_on")),
    column("year", Origin::Year("assigned_on")),
    column("deadline_original", Origin::Own),
    column("deadline_text", Origin::Own),
    column("deadline_kind", Origin::Own),
    column("deadline_latest", Origin::Own),
    column("extended_on", Origin::Own),
    column("deadline", Origin::Own),
    column("has_deadline", Origin::Own),
    column("due_month", Origin::Month("deadline")),
    column("completed_on", Origin::Own),
    column("done_month", Origin::Month("completed_on")),
    column("closed_on", Origin::Own),
    column("disposition", Origin::Disposition),
    column("status", Origin::Status),
    column("days_late", Origin::Own),
    column("status_label", Origin::Own),
    column("status_group", Origin::Own),
    column("result_document", Origin::Own),
    column("status_note", Origin::Own),
    column("updated_on", Origin::Own),
];

/// The set of lead units, until its units are named.
pub const SET: &str = "lead_units";

/// The fields that must be decoded for a statement.
pub fn fields(statement: &Statement) -> impl Iterator<Item = &'static str> {
    let asked = COLUMNS.iter().filter(|column| statement.asks_for(column.id));
    let field = |column: &SqlColumn| match column.origin {
        Origin::Own => Some(column.id),
        Origin::Month(name) | Origin::Quarter(name) | Origin::Year(name) => Some(name),
        _ => None,
    };
    let ids = asked.filter_map(field);
    ids.filter_map(|id| FIELDS.iter().find(|known| known.id == id).map(|known| known.id))
}

/// The columns of a batch that a statement asks for, and the sets of lead units.
///
/// # Errors
/// What Polars says: a defect of the program.
pub fn of_batch(
    tasks: &Classifying,
    statement: &Statement,
    sources: &[Source],
    months: MonthCalendar,
) -> Result<DataFrame, PolarsError> {
    // Tasks of other inputs come with the instant of those.
    let is_own = col("disposition").neq(lit(Disposition::Filtered.code()));
    let frame = &tasks.tasks.clone().filter(is_own).select(needed(statement)).collect()?;
    let mut columns: Vec<Column> = vec![frame.column(SET)?.clone()];
    let asked = COLUMNS.iter().filter(|column| statement.asks_for(column.id) || column.id == "disposition");
    for column in asked {
        let name = column.id;
        let words = |code: &str, words: Vec<String>| named(frame, code, name, words);
        columns.push(match column.origin {
            Origin::Unit => continue,
            Origin::Own => frame.column(name)?.clone(),
            Origin::Source => words("source", sources.iter().map(|source| of_source(source, name)).collect())?,
            Origin::Row => rows(frame, sources)?,
            Origin::Status => words("status", Status::ALL.iter().map(|status| status.id().to_owned()).collect())?,
            Origin::Disposition => {
                words("disposition", Disposition::ALL.iter().map(|known| known.id().to_owned()).collect())?
            }
            Origin::Month(day) => computed(frame, month(day, months).dt().to_string("%Y-%m"), name)?,
            Origin::Quarter(day) => {
                let parts = [month(day, months).dt().year(), month(day, months).dt().quarter()];
                let [year, quarter] = parts.map(|part| part.cast(DataType::String));
                computed(frame, concat_str([year, quarter], "-Q", false), name)?
            }
            Origin::Year(day) => computed(frame, month(day, months).dt().year(), name)?,
        });
    }
    DataFrame::new(frame.height(), columns)
}

/// The columns of classified tasks that those of a statement come from.
fn needed(statement: &Statement) -> Vec<Expr> {
    let asked = COLUMNS.iter().filter(|column| statement.asks_for(column.id));
    let names = asked.flat_map(|column| match column.origin {
        Origin::Unit => Vec::new(),
        Origin::Source => vec!["source"],
        Origin::Row => vec!["source", "place"],
        Origin::Own => vec![column.id],
        Origin::Status => vec!["status"],
        Origin::Disposition => vec!["disposition"],
        Origin::Month(day) | Origin::Quarter(day) | Origin::Year(day) => vec![day],
    });
    let names: BTreeSet<&str> = names.chain([SET, "disposition"]).collect();
    names.into_iter().map(col).collect()
}

/// A day of the month that a day belongs to, where months start as the calendar says.
fn month(day: &str, months: MonthCalendar) -> Expr {
    match months {
        MonthCalendar::Calendar => col(day),
        // 17 days after the 15th or later is always the next month.
        MonthCalendar::Nd09 => {
            let later = (col(day).cast(DataType::Int32) + lit(17)).cast(DataType::Date);
            when(col(day).dt().day().gt_eq(lit(15))).then(later).otherwise(col(day))
        }
    }
}

fn computed(frame: &DataFrame, expression: Expr, name: &str) -> Result<Column, PolarsError> {
    let made = frame.clone().lazy().select([expression.alias(name)]).collect()?;
    made.column(name).cloned()
}

/// A column of codes as words; null stays null.
fn named(frame: &DataFrame, code: &str, name: &str, words: Vec<String>) -> Result<Column, PolarsError> {
    let codes = frame.column(code)?.cast(&DataType::UInt32)?;
    let places: IdxCa = codes.u32()?.clone();
    Series::new(name.into(), words).take(&places).map(IntoColumn::into_column)
}

fn of_source(source: &Source, name: &str) -> String {
    match name {
        "input" => source.id.clone(),
        "file" => source.table.file().to_owned(),
        _ => source.table.sheet().unwrap_or_default().to_owned(),
    }
}

/// The numbers of rows as a person sees them.
fn rows(frame: &DataFrame, sources: &[Source]) -> Result<Column, PolarsError> {
    let (source, place) = (frame.column("source")?.u32()?, frame.column("place")?.u64()?);
    let number = |(source, place): (Option<u32>, Option<u64>)| {
        sources.get(source? as usize).zip(place).map(|(source, place)| source.table.row_number(place).into())
    };
    let numbers: Vec<Option<i64>> = source.iter().zip(place.iter()).map(number).collect();
    Ok(Series::new("row".into(), numbers).into_column())
}
