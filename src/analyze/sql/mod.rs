//! SQL over classified tasks, through Polars.
//!
//! In: a [`Statement`], classified tasks batch by batch. Out: [`Results`]. `tasks` has one row for each accepted task, `assignments` one for
//! each task and lead unit; every row says where it stands (`file`, `sheet`, `row`). Only the columns that the statement names are held.

mod cells;
mod columns;
mod rewrite;
mod statement;
mod tables;

use polars::{
    error::set_warning_function,
    prelude::{DataFrame, IntoLazy, LazyFrame, PolarsError},
    sql::SQLContext,
};

pub use columns::{COLUMNS, SqlColumn};
pub use statement::Statement;

use cells::results;
use tables::{assignments, empty, ordered, tasks, with_units};

use super::{
    names::Names,
    results::{ColumnKind, ResultColumn, Results},
};
use crate::{
    classify::Classifying,
    diagnostic::{Code, Diagnostic, Failure},
    document::Value,
    locale::Lang,
    normalize::Source,
    period::MonthCalendar,
    spelling,
};

/// The tables, by name.
pub const TABLES: [&str; 2] = ["tasks", "assignments"];

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
    pub fn add(&mut self, tasks: &Classifying, sources: &[Source]) -> Result<(), Failure> {
        let batch = columns::of_batch(tasks, &self.statement, sources, self.months).map_err(|error| defect(&error))?;
        match &mut self.frame {
            Some(frame) => frame.vstack_mut(&batch).map(drop).map_err(|error| defect(&error))?,
            None => self.frame = Some(batch),
        }
        Ok(())
    }

    /// Runs the statement over no task at all: what is wrong with it is told before anything is read.
    ///
    /// # Errors
    /// As [`Collected::answer`].
    pub fn rehearse(&self) -> Result<(), Failure> {
        if let Some(table) = &self.statement.described {
            return described(table, Lang::Vi).map(drop);
        }
        let empty = || ordered(with_units(empty(&self.statement)).lazy(), &self.statement);
        run(&self.statement, [empty(), empty()]).map(drop)
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
        let tables = [tasks(&frame, names), assignments(&frame, names)];
        let [tasks, assignments] = tables.map(|table| table.map(|table| ordered(table, &self.statement)));
        let made = |table: Result<LazyFrame, PolarsError>| table.map_err(|error| defect(&error));
        let found = run(&self.statement, [made(tasks)?, made(assignments)?])?;
        results(&found).map_err(|error| defect(&error))
    }
}

/// What a statement gives over these tables.
fn run(statement: &Statement, tables: [LazyFrame; TABLES.len()]) -> Result<DataFrame, Failure> {
    // What the library has to say to programmers is nothing to whoever asks.
    set_warning_function(|_, _| ());
    let mut context = SQLContext::new();
    TABLES.into_iter().zip(tables).for_each(|(name, table)| context.register(name, table));
    let found = context.execute(&statement.text).and_then(LazyFrame::collect);
    found.map_err(|error| refused(&error, statement))
}

fn defect(error: &PolarsError) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", error).into()
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
