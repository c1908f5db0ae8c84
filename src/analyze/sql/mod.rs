//! SQL over classified tasks, through Polars.
//!
//! In: a [`Statement`], classified tasks batch by batch. Out: [`Results`]. `tasks` has one row for each accepted task, `assignments` one for
//! each task and lead unit; every row says where it stands (`file`, `sheet`, `row`). Only the columns that the statement names are held.

mod columns;
mod statement;

use std::collections::BTreeSet;

use polars::{
    prelude::{
        AnyValue, DataFrame, DataType, IntoColumn, IntoLazy, JoinArgs, JoinType, LazyFrame, MaintainOrderJoin,
        NamedFrom, PolarsError, Series, by_name, col,
    },
    sql::SQLContext,
};

pub use columns::{COLUMNS, SqlColumn};
pub use statement::Statement;

use columns::{Origin, SET};

use super::{
    answer::Names,
    results::{ColumnKind, ResultColumn, Results},
};
use crate::{
    classify::ClassifiedTasks,
    diagnostic::{Code, Diagnostic, Failure},
    document::Value,
    locale::Lang,
    normalize::Source,
    period::MonthCalendar,
    schema, spelling,
    value::date_of_epoch_days,
};

/// The tables, by name.
pub const TABLES: [&str; 2] = ["tasks", "assignments"];
/// What parts the ids of several units, and their names.
const BETWEEN_IDS: &str = ";";
const BETWEEN_NAMES: &str = "; ";

/// Collects what a statement asks for.
pub struct Collected {
    statement: Statement,
    months: MonthCalendar,
    frame: Option<DataFrame>,
}

impl Collected {
    /// Nothing yet.
    #[must_use]
    pub fn new(statement: Statement, months: MonthCalendar) -> Self {
        Self { statement, months, frame: None }
    }

    /// The fields that must be decoded.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        columns::fields(&self.statement)
    }

    /// Adds a batch.
    ///
    /// # Errors
    /// `internal-error` when Polars refuses an expression: a defect of the program.
    pub fn add(&mut self, tasks: &ClassifiedTasks, sources: &[Source]) -> Result<(), Failure> {
        let batch = columns::of_batch(tasks, &self.statement, sources, self.months).map_err(|error| defect(&error))?;
        match &mut self.frame {
            Some(frame) => frame.vstack_mut(&batch).map(drop).map_err(|error| defect(&error))?,
            None => self.frame = Some(batch),
        }
        Ok(())
    }

    /// How many tasks have another disposition than counted.
    #[must_use]
    pub fn uncounted(&self) -> u64 {
        let column = self.frame.as_ref().and_then(|frame| frame.column("disposition").ok());
        let words = column.and_then(|column| column.str().ok());
        words.map_or(0, |words| words.iter().filter(|word| *word != Some("counted")).count() as u64)
    }

    /// Runs the statement.
    ///
    /// # Errors
    /// `unknown-sql-name` for a column or table that there is not, `invalid-sql` for the rest of what Polars refuses.
    pub fn answer(self, names: &Names<'_>, lang: Lang) -> Result<Results, Failure> {
        if let Some(table) = &self.statement.described {
            return described(table, lang);
        }
        let frame = self.frame.unwrap_or_else(|| empty(&self.statement));
        let context = SQLContext::new();
        let tables = [tasks(&frame, names), assignments(&frame, names)];
        for (name, table) in TABLES.into_iter().zip(tables) {
            context.register(name, ordered(table.map_err(|error| defect(&error))?, &self.statement));
        }
        let mut context = context;
        let found = context.execute(&self.statement.text).and_then(LazyFrame::collect);
        let found = found.map_err(|error| refused(&error, &self.statement))?;
        results(&found).map_err(|error| defect(&error))
    }
}

fn defect(error: &PolarsError) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", error).into()
}

/// One row for each task; several lead units stand in one cell.
fn tasks(frame: &DataFrame, names: &Names<'_>) -> Result<LazyFrame, PolarsError> {
    let sets = frame.column(SET)?.u32()?.clone();
    let last = sets.iter().flatten().max();
    let mut cells: [Vec<String>; UNIT_COLUMNS.len()] = Default::default();
    for set in 0..last.map_or(0, |last| last + 1) {
        let units: Vec<[String; UNIT_COLUMNS.len()]> = units_of(set, names);
        for (index, column) in cells.iter_mut().enumerate() {
            let between = if index == 0 { BETWEEN_IDS } else { BETWEEN_NAMES };
            let parts: Vec<&str> = units.iter().filter_map(|unit| unit.get(index)).map(String::as_str).collect();
            column.push(parts.join(between));
        }
    }
    let mut frame = frame.clone();
    for (name, words) in UNIT_COLUMNS.into_iter().zip(cells) {
        frame.with_column(Series::new(name.into(), words).take(&sets)?.into_column())?;
    }
    Ok(frame.lazy())
}

/// One row for each task and lead unit.
fn assignments(frame: &DataFrame, names: &Names<'_>) -> Result<LazyFrame, PolarsError> {
    let distinct: BTreeSet<u32> = frame.column(SET)?.u32()?.iter().flatten().collect();
    let (mut sets, mut cells) = (Vec::new(), <[Vec<String>; UNIT_COLUMNS.len()]>::default());
    for set in distinct {
        for unit in units_of(set, names) {
            sets.push(set);
            cells.iter_mut().zip(unit).for_each(|(column, word)| column.push(word));
        }
    }
    let mut columns = vec![Series::new(SET.into(), &sets).into_column()];
    let named = UNIT_COLUMNS.into_iter().zip(cells);
    columns.extend(named.map(|(name, words)| Series::new(name.into(), words).into_column()));
    let units = DataFrame::new(sets.len(), columns)?.lazy();
    let in_order = JoinArgs { maintain_order: MaintainOrderJoin::LeftRight, ..JoinArgs::new(JoinType::Left) };
    Ok(frame.clone().lazy().join(units, [col(SET)], [col(SET)], in_order))
}

/// What is told of lead units.
const UNIT_COLUMNS: [&str; 4] = ["unit_id", "unit", "unit_kind", "unit_group"];

fn units_of(set: u32, names: &Names<'_>) -> Vec<[String; UNIT_COLUMNS.len()]> {
    let unit = |code: u32| {
        let (id, name) = names.leads.units.get(code)?;
        let [kind, group] = names.kind_and_group(code).map(Option::unwrap_or_default);
        Some([id.0.clone(), name.to_owned(), kind.to_owned(), group.to_owned()])
    };
    names.leads.of_set(set).into_iter().filter_map(unit).collect()
}

/// The columns that the statement asks for, in their order.
fn ordered(table: LazyFrame, statement: &Statement) -> LazyFrame {
    let asked: Vec<&str> = COLUMNS.iter().map(|column| column.id).filter(|id| statement.asks_for(id)).collect();
    // A statement that only counts rows names none.
    table.select([by_name(if asked.is_empty() { vec!["disposition"] } else { asked }, true, false).as_expr()])
}

/// The columns of a statement without a row.
fn empty(statement: &Statement) -> DataFrame {
    let column = |column: &SqlColumn| {
        let kind = match (column.origin, column.id) {
            (Origin::Row, _) => DataType::UInt32,
            (Origin::Year(_), _) | (_, "days_late") => DataType::Int32,
            (_, "has_deadline") => DataType::Boolean,
            (Origin::Own, "deadline") => DataType::Date,
            (Origin::Own, id) if schema::is_day(id) => DataType::Date,
            _ => DataType::String,
        };
        Series::new_empty(column.id.into(), &kind).into_column()
    };
    let asked = COLUMNS.iter().filter(|column| column.origin != Origin::Unit);
    let asked = asked.filter(|column| statement.asks_for(column.id) || column.id == "disposition").map(column);
    let set = Series::new_empty(SET.into(), &DataType::UInt32).into_column();
    DataFrame::new(0, std::iter::once(set).chain(asked).collect()).unwrap_or_default()
}

/// The columns of a table with what they mean.
fn described(table: &str, lang: Lang) -> Result<Results, Failure> {
    if !TABLES.contains(&table) {
        return Err(unknown_name(table).into());
    }
    let heading = |id: &str, heading: &str| ResultColumn {
        id: id.to_owned(),
        heading: heading.to_owned(),
        kind: ColumnKind::Text,
    };
    let columns = vec![heading("column", "Cột"), heading("meaning", "Ý nghĩa")];
    let rows = COLUMNS
        .iter()
        .map(|column| vec![Value::Text(column.id.to_owned()), Value::Text(column.meaning(lang).to_owned())]);
    Ok(Results { columns, rows: rows.collect() })
}

/// What Polars refuses, as the user hears of it.
fn refused(error: &PolarsError, statement: &Statement) -> Failure {
    let reason = error.to_string();
    let known = |name: &str| COLUMNS.iter().any(|column| column.id == name) || TABLES.contains(&name);
    let is_of_names = matches!(error, PolarsError::ColumnNotFound(_))
        || reason.contains("was not found")
        || reason.contains("unable to find");
    let mut quoted = reason.split(['\'', '"', '`']).skip(1).step_by(2);
    let quoted = quoted.find(|word| !known(word) && statement.names().any(|name| name == word.to_lowercase()));
    match quoted.filter(|_| is_of_names) {
        Some(name) => unknown_name(name).into(),
        None => Diagnostic::error(Code::InvalidSql).with("reason", reason.lines().next().unwrap_or_default()).into(),
    }
}

/// A column or table that there is not.
fn unknown_name(name: &str) -> Diagnostic {
    let columns: Vec<&str> = COLUMNS.iter().map(|column| column.id).collect();
    let all = columns.iter().copied().chain(TABLES);
    let nearest = spelling::nearest(&name.to_lowercase(), all).unwrap_or_default();
    let found = Diagnostic::error(Code::UnknownSqlName).with("name", name).with("nearest", nearest);
    found.with("tables", TABLES.join(", ")).with("known", columns.join(", "))
}

/// A frame as results.
fn results(frame: &DataFrame) -> Result<Results, PolarsError> {
    let mut columns = Vec::new();
    let mut cells: Vec<std::vec::IntoIter<Value>> = Vec::new();
    for column in frame.columns() {
        let values: Vec<AnyValue<'_>> =
            (0..column.len()).map(|row| column.get(row)).collect::<Result<_, PolarsError>>()?;
        let kind = match column.dtype() {
            DataType::Date => ColumnKind::Day,
            kind if kind.is_integer() => ColumnKind::Count,
            kind if kind.is_float() => ColumnKind::Decimal,
            _ => ColumnKind::Text,
        };
        let digits = values.iter().filter_map(AnyValue::extract::<f64>).map(decimals).max().unwrap_or_default();
        let name = column.name().to_string();
        columns.push(ResultColumn { heading: name.clone(), id: name, kind });
        cells.push(values.iter().map(|value| cell(value, kind, digits)).collect::<Vec<_>>().into_iter());
    }
    let rows = (0..frame.height()).map(|_| cells.iter_mut().filter_map(Iterator::next).collect());
    Ok(Results { rows: rows.collect(), columns })
}

/// Most decimals that are printed of a number.
const MOST_DECIMALS: u32 = 6;

/// How many decimals a number needs, up to the most.
fn decimals(number: f64) -> u32 {
    let is_whole = |digits: &u32| {
        let scaled = number * 10f64.powi(i32::try_from(*digits).unwrap_or_default());
        (scaled - scaled.round()).abs() < 1e-6 * scaled.abs().max(1.0) * f64::EPSILON.sqrt()
    };
    (0..MOST_DECIMALS).find(is_whole).unwrap_or(MOST_DECIMALS)
}

fn cell(value: &AnyValue<'_>, kind: ColumnKind, digits: u32) -> Value {
    match (value, kind) {
        (AnyValue::Null, _) => Value::Blank,
        (AnyValue::String(text), _) if text.is_empty() => Value::Blank,
        (AnyValue::String(text), _) => Value::Text((*text).to_owned()),
        (AnyValue::StringOwned(text), _) => Value::Text(text.to_string()),
        (AnyValue::Date(days), _) => date_of_epoch_days(*days).map_or(Value::Blank, Value::Date),
        (_, ColumnKind::Count) => match (value.extract::<u64>(), value.extract::<i64>()) {
            (Some(count), _) => Value::Count(count),
            (None, Some(number)) => Value::Decimal { scaled: number, digits: 0 },
            (None, None) => Value::Blank,
        },
        (_, ColumnKind::Decimal) => {
            let number = value.extract::<f64>().filter(|number| number.is_finite());
            let scale = |number: f64| (number * 10f64.powi(i32::try_from(digits).unwrap_or_default())).round() as i64;
            number.map_or(Value::Blank, |number| Value::Decimal { scaled: scale(number), digits })
        }
        _ => Value::Text(value.to_string()),
    }
}
