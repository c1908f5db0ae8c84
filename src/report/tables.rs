//! Table specifications and what fills them become typed tables.
//!
//! In: a [`TableSpec`] and the metrics, list or register behind it. Out: a [`Table`] whose every cell is a typed value.

use std::cmp::Reverse;

use super::comparison;
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Cell, Column, HeadCell, RateOf, Row, RowKind, Table, Value},
    metrics::{GroupKey, ListedTask, MetricKind, MetricTable, MetricValue, TaskList, addends, metric},
    normalize::UnitList,
    report::TableData,
    schema::{FieldKind, field},
    table_spec::{ColumnDefinition, GroupBy, TableDefinition, TableKind, TableSpec, Zero},
};

/// Decimals of a printed rate.
const RATE_DIGITS: u32 = 1;
/// Label of the row below the total of a table whose units share tasks.
const EACH_TASK_ONCE: &str = "Tổng số nhiệm vụ (không tính trùng)";

/// Builds the table of a specification that has columns.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn build(spec: &TableSpec, data: &TableData, units: &UnitList) -> Result<Table, Failure> {
    let rows = match spec.definition.kind {
        TableKind::Groups => group_rows(spec, data.metrics.get(spec.id()), units),
        TableKind::List => list_rows(spec, data, units),
        TableKind::Register => register_rows(spec, data, units),
        TableKind::Comparison => comparison::rows(spec, data),
        // Their columns are those of the rulebooks: see `scores`.
        TableKind::Scores => Vec::new(),
    };
    let columns = spec.definition.columns.iter().map(|column| Column {
        id: column.id.clone(),
        width: column.width,
        align: column.align.map_or_else(|| default_align(&column.id), Align::from),
        rate: rate(&spec.definition, &column.id),
    });
    let table = Table::new(spec.id(), &spec.definition.title, columns.collect(), head(&spec.definition.columns), rows);
    table.map_err(|error| {
        Diagnostic::error(Code::InternalError).with("reason", format!("{}: {}", spec.id(), error.part)).into()
    })
}

/// A table of these columns and rows, whatever fills them.
///
/// # Errors
/// As [`build`].
pub fn of_columns(id: &str, title: &str, columns: &[ColumnDefinition], rows: Vec<Row>) -> Result<Table, Failure> {
    let shapes = columns.iter().map(|column| Column {
        id: column.id.clone(),
        width: column.width,
        align: column.align.map_or(Align::Left, Align::from),
        rate: None,
    });
    let table = Table::new(id, title, shapes.collect(), head(columns), rows);
    table.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", format!("{id}: {}", error.part)).into())
}

/// One heading row, or two when any column stands in a group: neighbours of one group share its cell.
fn head(columns: &[ColumnDefinition]) -> Vec<Vec<HeadCell>> {
    let cell = |text: &str, columns: usize, rows: usize| HeadCell { text: text.to_owned(), columns, rows };
    if columns.iter().all(|column| column.group.is_none()) {
        return vec![columns.iter().map(|column| cell(&column.heading, 1, 1)).collect()];
    }
    let mut upper: Vec<HeadCell> = Vec::new();
    for neighbours in columns.chunk_by(|left, right| left.group.is_some() && left.group == right.group) {
        match neighbours.first().map(|column| (&column.group, column)) {
            Some((Some(group), _)) => upper.push(cell(group, neighbours.len(), 1)),
            Some((None, column)) => upper.push(cell(&column.heading, 1, 2)),
            None => {}
        }
    }
    let lower = columns.iter().filter(|column| column.group.is_some()).map(|column| cell(&column.heading, 1, 1));
    vec![upper, lower.collect()]
}

fn default_align(id: &str) -> Align {
    match id {
        "unit" | "group" | "metric" => Align::Left,
        _ if field(id).is_some_and(|field| matches!(field.kind, FieldKind::Text | FieldKind::OfDeadline)) => {
            Align::Left
        }
        _ => Align::Center,
    }
}

/// The columns behind a rate, where the table shows them all.
fn rate(definition: &TableDefinition, id: &str) -> Option<RateOf> {
    let MetricKind::Rate { part, whole } = metric(id).filter(|_| definition.kind == TableKind::Groups)?.kind else {
        return None;
    };
    Some(RateOf { part: shown(definition, part)?, whole: shown(definition, whole)? })
}

/// The column of a count or, where the table has none, those of the counts that add up to it.
fn shown(definition: &TableDefinition, count: &'static str) -> Option<Vec<String>> {
    let has = |id: &&str| definition.columns.iter().any(|column| column.id == *id);
    let ids = if has(&count) { &[count][..] } else { addends(count) };
    (!ids.is_empty() && ids.iter().all(has)).then(|| ids.iter().map(|id| (*id).to_owned()).collect())
}

fn group_rows(spec: &TableSpec, metrics: Option<&MetricTable>, units: &UnitList) -> Vec<Row> {
    let none = MetricTable::default();
    let metrics = metrics.unwrap_or(&none);
    let groups = groups_in_order(spec, metrics, units);
    let print = |value: Option<MetricValue>| match (value, spec.definition.zero) {
        (Some(MetricValue::Count(count)), Zero::Blank) => Value::CountOrBlank(count),
        (Some(MetricValue::Count(count)), Zero::Zero) => Value::Count(count),
        (Some(MetricValue::Rate(ratio)), _) => Value::Rate { ratio, digits: RATE_DIGITS },
        (None, _) => Value::Blank,
    };
    let row = |(index, group): (u64, &GroupKey)| {
        let cell = |column: &ColumnDefinition| match column.id.as_str() {
            "sequence" => Value::Count(index),
            "unit" | "group" => group_name(group, units),
            metric => print(metrics.value(group, metric)),
        };
        body_row(spec, cell)
    };
    let mut rows: Vec<Row> = (1..).zip(&groups).map(row).collect();
    rows.extend(total_row(spec, spec.definition.total.as_deref(), |metric| print(metrics.total(metric))));
    // The column adds up to the shares; whoever asks how many tasks there are finds them below.
    let each_once = spec.definition.total.as_ref().filter(|_| metrics.is_shared()).map(|_| EACH_TASK_ONCE);
    rows.extend(total_row(spec, each_once, |metric| print(metrics.tasks(metric))));
    rows
}

/// The groups of a table from top to bottom: units in the order of the registry, everything else in its own.
pub fn groups_in_order(spec: &TableSpec, metrics: &MetricTable, units: &UnitList) -> Vec<GroupKey> {
    let mut groups: Vec<GroupKey> = metrics.groups().cloned().collect();
    match spec.definition.group_by {
        GroupBy::Unit => {
            groups.extend(units.always_shown(spec.period.days(), spec.as_of.date).map(GroupKey::Unit));
        }
        GroupBy::Channel => groups.extend([false, true].map(GroupKey::Paper)),
        GroupBy::Age => groups.extend(spec.age_spans().map(|(from, to)| GroupKey::Age(from, to))),
        GroupBy::All | GroupBy::Year | GroupBy::Assigner => {}
    }
    groups.sort_by(|left, right| match (left, right) {
        (GroupKey::Unit(left), GroupKey::Unit(right)) => units.print_order(*left).cmp(&units.print_order(*right)),
        (left, right) => left.cmp(right),
    });
    groups.dedup();
    match &spec.definition.order {
        Some(count) => highest(groups, metrics, count, spec.definition.top),
        None => groups,
    }
}

/// The groups by a count, the highest first and none with zero; with `top` so many, and those equal to the last of them.
fn highest(mut groups: Vec<GroupKey>, metrics: &MetricTable, count: &str, top: Option<usize>) -> Vec<GroupKey> {
    let value = |group: &GroupKey| match metrics.value(group, count) {
        Some(MetricValue::Count(count)) => count,
        _ => 0,
    };
    groups.retain(|group| value(group) > 0);
    // The sort is stable: equals keep the order of the registry.
    groups.sort_by_key(|group| Reverse(value(group)));
    let least = top.and_then(|top| groups.get(top.checked_sub(1)?)).map(value);
    groups.retain(|group| least.is_none_or(|least| value(group) >= least));
    groups
}

/// The name of a group as tables print it.
pub fn group_name(group: &GroupKey, units: &UnitList) -> Value {
    match group {
        GroupKey::All => Value::Blank,
        GroupKey::Unit(code) => units.get(*code).map_or(Value::Blank, |(_, name)| Value::Text(name.to_owned())),
        GroupKey::Year(year) => Value::Text(year.to_string()),
        GroupKey::Text(text) => Value::Text(text.clone()),
        GroupKey::Paper(true) => Value::Text("Giao bằng văn bản giấy".to_owned()),
        GroupKey::Paper(false) => Value::Text("Giao qua phần mềm".to_owned()),
        GroupKey::Age(from, Some(to)) => Value::Text(format!("Từ {from:02} đến {to} ngày")),
        GroupKey::Age(from, None) => Value::Text(format!("Trên {} ngày", from - 1)),
        GroupKey::UnknownAge => Value::Text("Không rõ số ngày".to_owned()),
    }
}

fn list_rows(spec: &TableSpec, data: &TableData, units: &UnitList) -> Vec<Row> {
    let list = data.lists.get(spec.id());
    let tasks: Vec<(String, &ListedTask)> = match &spec.definition.order {
        // Whoever looks for a unit finds all its tasks in one place.
        Some(_) => list
            .map(|list| list.under_units(|unit| units.print_order(unit)))
            .into_iter()
            .flatten()
            .map(|(unit, task)| (units.names(&[unit]), task))
            .collect(),
        None => {
            list.map(TaskList::tasks).unwrap_or_default().iter().map(|task| (units.names(&task.units), task)).collect()
        }
    };
    let row = |(index, (unit, task)): (u64, &(String, &ListedTask))| {
        body_row(spec, |column| match column.id.as_str() {
            "sequence" => Value::Count(index),
            "unit" => Value::Text(unit.clone()),
            "days_late" => task.days_late.and_then(|days| u64::try_from(days).ok()).map_or(Value::Blank, Value::Count),
            id => {
                let date = task.dates.get(id).map(|date| Value::Date(*date));
                date.or_else(|| Some(Value::Text(task.texts.get(id)?.clone()))).unwrap_or(Value::Blank)
            }
        })
    };
    let mut rows: Vec<Row> = (1..).zip(&tasks).map(row).collect();
    let merged = spec.definition.columns.iter().enumerate().filter(|(_, column)| column.merge);
    for (column, _) in merged {
        merge_down(&mut rows, column);
    }
    rows
}

/// Equal neighbours of a column become one cell.
fn merge_down(rows: &mut [Row], column: usize) {
    let same = |left: &Row, right: &Row| match (left.cells.get(column), right.cells.get(column)) {
        (Some(left), Some(right)) => left.value == right.value && left.value != Value::Blank,
        _ => false,
    };
    for group in rows.chunk_by_mut(same) {
        let height = group.len();
        for (index, row) in group.iter_mut().enumerate() {
            if let Some(cell) = row.cells.get_mut(column) {
                cell.rows = if index == 0 { height } else { 0 };
            }
        }
    }
}

fn register_rows(spec: &TableSpec, data: &TableData, units: &UnitList) -> Vec<Row> {
    let Some(register) = spec.definition.register.as_ref().and_then(|id| data.registers.get(id)) else {
        return Vec::new();
    };
    let mut rows: Vec<Row> = Vec::new();
    for (index, (code, facts)) in (1..).zip(register.rows()) {
        rows.push(body_row(spec, |column| match column.id.as_str() {
            "sequence" => Value::Count(index),
            "unit" => group_name(&GroupKey::Unit(code), units),
            id => match (facts.marks.get(id), facts.notes.get(id)) {
                (Some(true), _) => Value::Mark,
                (_, Some(note)) => Value::Text(note.clone()),
                _ => Value::Blank,
            },
        }));
    }
    let is_mark = |id: &str| register.rows().any(|(_, row)| row.marks.contains_key(id));
    rows.extend(total_row(spec, spec.definition.total.as_deref(), |id| {
        if is_mark(id) { Value::CountOrBlank(register.count(id)) } else { Value::Blank }
    }));
    rows
}

fn body_row(spec: &TableSpec, cell: impl Fn(&ColumnDefinition) -> Value) -> Row {
    Row { kind: RowKind::Body, cells: spec.definition.columns.iter().map(|column| Cell::new(cell(column))).collect() }
}

fn total_row(spec: &TableSpec, label: Option<&str>, sum: impl Fn(&str) -> Value) -> Option<Row> {
    let label = label?;
    let cells = spec.definition.columns.iter().map(|column| {
        Cell::new(match column.id.as_str() {
            "sequence" => Value::Blank,
            "unit" | "group" => Value::Text(label.to_owned()),
            id => sum(id),
        })
    });
    Some(Row { kind: RowKind::Total, cells: cells.collect() })
}
