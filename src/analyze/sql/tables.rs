//! The tables of SQL: units are named, columns put in order.
//!
//! In: the frame of all batches, with codes of sets of lead units. Out: `tasks` and `assignments`.

use std::collections::BTreeSet;

use polars::prelude::{
    DataFrame, DataType, IntoColumn, IntoLazy, JoinArgs, JoinType, LazyFrame, MaintainOrderJoin, NamedFrom,
    PolarsError, Series, by_name, col,
};

use super::{
    super::names::Names,
    columns::{COLUMNS, Origin, SET, SqlColumn},
    statement::Statement,
};
use crate::schema;

/// What parts the ids of several units, and their names.
const BETWEEN_IDS: &str = ";";
const BETWEEN_NAMES: &str = "; ";

/// One row for each task; several lead units stand in one cell.
pub fn tasks(frame: &DataFrame, names: &Names<'_>) -> Result<LazyFrame, PolarsError> {
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
pub fn assignments(frame: &DataFrame, names: &Names<'_>) -> Result<LazyFrame, PolarsError> {
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
pub fn ordered(table: LazyFrame, statement: &Statement) -> LazyFrame {
    let asked: Vec<&str> = COLUMNS.iter().map(|column| column.id).filter(|id| statement.asks_for(id)).collect();
    // A statement that only counts rows names none.
    table.select([by_name(if asked.is_empty() { vec!["disposition"] } else { asked }, true, false).as_expr()])
}

/// The columns of a statement without a row.
pub fn empty(statement: &Statement) -> DataFrame {
    let column = |column: &SqlColumn| {
        let kind = match (column.origin, column.id) {
            (Origin::Row, _) => DataType::Int64,
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

/// A frame without a row, with the columns of units.
pub fn with_units(frame: DataFrame) -> DataFrame {
    let columns = UNIT_COLUMNS.map(|name| Series::new_empty(name.into(), &DataType::String).into_column());
    DataFrame::new(0, frame.columns().iter().cloned().chain(columns).collect()).unwrap_or(frame)
}
