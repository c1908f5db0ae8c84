//! Everything that was computed or typed, under the names that templates use.
//!
//! In: metric tables, lists, registers, typed figures, the project. Out: one ordered tree of values ([`Figures`]), the only thing that
//! a template can see. Counts stay numbers, dates ISO text: filters decide how they are printed.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    captions, comparison,
    notes::{self, Known, Reading},
    scores, tables,
};
use crate::{
    assets::TextFile,
    diagnostic::{Code, Diagnostic, Failure},
    document::Value as Cell,
    metrics::{GroupKey, METRICS, MetricTable, MetricValue, TaskList},
    normalize::{Register, UnitList},
    period::{ReportingPeriod, WhichPeriod},
    project::Project,
    schema::{FIELDS, FieldKind},
    scoring::results::ScoreResults,
    table_spec::{Status, TableKind, TableSpec},
};

/// What the tables of a report were filled with.
#[derive(Debug, Default)]
pub struct TableData {
    /// Metrics by table id; lists have them too.
    pub metrics: BTreeMap<String, MetricTable>,
    /// Listed tasks by table id.
    pub lists: BTreeMap<String, TaskList>,
    /// Registers by register id.
    pub registers: BTreeMap<String, Register>,
    /// Units whose tasks are counted with another one, (from, to) by code, and whether a document says so.
    pub handovers: BTreeMap<(u32, u32), bool>,
    /// What scoring brought about, where the report has scores.
    pub scores: Option<ScoreResults>,
    /// How the rows behind them were read.
    pub reading: Reading,
}

/// The values that a template can see, by top-level name.
#[derive(Debug, Clone)]
pub struct Figures {
    tree: Map<String, Value>,
    shapes: Map<String, Value>,
    typed_file: Option<String>,
}

impl Figures {
    /// Gathers all values.
    ///
    /// # Errors
    /// Those of [`TextFile::parse`] for the typed figures, and `decimal-figure` for each of them that is no whole number.
    pub fn gather(
        project: &Project,
        tables: &[TableSpec],
        data: &TableData,
        units: &UnitList,
        typed: Option<&TextFile>,
    ) -> Result<Self, Failure> {
        let typed_file = typed.map(|file| file.name.clone());
        let figures = typed.map_or(Ok(()), refuse_decimals);
        let typed: Value = typed.map(TextFile::parse::<Value>).transpose()?.unwrap_or_else(|| json!({}));
        figures?;
        let as_of = project.as_of.iter().map(|(name, instant)| (name.clone(), json!(instant.iso())));
        let registers = project.registers.iter().filter_map(|section| {
            let register = data.registers.get(&section.id)?;
            let marks = section.marks.keys().map(|mark| (mark.clone(), json!(register.count(mark))));
            let units = json!(register.rows().count());
            Some((section.id.clone(), Value::Object(marks.chain([("units".to_owned(), units)]).collect())))
        });
        let compared = tables.iter().filter(|spec| spec.definition.kind == TableKind::Comparison);
        let comparisons = compared.map(|spec| (spec.id().to_owned(), comparison::in_words(spec, data)));
        let tree = [
            ("year", json!(project.period.year().to_string())),
            ("period", period_of(&project.period)),
            ("as_of", Value::Object(as_of.collect())),
            (
                "report",
                json!({
                    "number": project.report.number,
                    "date": project.date,
                    "place": project.report.place,
                    "issuer": project.report.issuer_name,
                    "charts": project.report.charts,
                    "scores": data.scores.is_some(),
                    "compares": project.compares,
                }),
            ),
            ("tables", tables_of(tables, data, units)),
            ("lists", lists_of(tables, data, units)),
            ("comparisons", Value::Object(comparisons.collect())),
            ("registers", Value::Object(registers.collect())),
            ("scores", scores::value(data.scores.as_ref())),
            ("figures", typed),
            ("notes", json!(notes::notes(Known { tables, data, units, policy: &project.policy }))),
        ];
        let tree: Map<String, Value> = tree.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        Ok(Self { shapes: shapes(&tree), tree, typed_file })
    }

    /// The same values with tables and lists filled anew.
    #[must_use]
    pub fn filled(mut self, tables: &[TableSpec], data: &TableData, units: &UnitList) -> Self {
        self.tree.insert("tables".to_owned(), tables_of(tables, data, units));
        self.tree.insert("lists".to_owned(), lists_of(tables, data, units));
        Self { shapes: shapes(&self.tree), ..self }
    }

    /// The same values with one more at the top.
    #[must_use]
    pub fn with(mut self, name: &str, value: Value) -> Self {
        self.tree.insert(name.to_owned(), value.clone());
        self.shapes.insert(name.to_owned(), value);
        self
    }

    /// The same values, but each list that the program fills has one item that stands for all: its names are known though it be empty.
    #[must_use]
    pub fn shapes(&self) -> &Map<String, Value> {
        &self.shapes
    }

    /// Every value by its top-level name.
    #[must_use]
    pub fn tree(&self) -> &Map<String, Value> {
        &self.tree
    }

    /// The file of typed figures, as messages name it.
    #[must_use]
    pub fn typed_file(&self) -> Option<&str> {
        self.typed_file.as_deref()
    }
}

/// A period and its neighbours: days and names. One that would lie before any calendar stands empty.
fn period_of(period: &ReportingPeriod) -> Value {
    let told = |period: Option<ReportingPeriod>| match period {
        Some(period) => {
            json!({ "from": period.from(), "to": period.to(), "name": period.name(), "days": period.in_days() })
        }
        None => json!({ "from": "", "to": "", "name": "", "days": "" }),
    };
    let mut values = told(Some(*period));
    if let Some(values) = values.as_object_mut() {
        let others = [WhichPeriod::Cumulative, WhichPeriod::Previous, WhichPeriod::LastYear];
        values.extend(others.map(|which| (which.id().to_owned(), told(period.which(which)))));
    }
    values
}

/// `27.976` is meant as 27976 by whoever types it, since Vietnamese parts thousands by a dot; TOML reads 27 and a bit.
fn refuse_decimals(file: &TextFile) -> Result<(), Failure> {
    let tell = |(key, written): (String, String)| {
        let digits: String = written.chars().filter(char::is_ascii_digit).collect();
        let found = Diagnostic::error(Code::DecimalFigure).at(file.at_key(&key)).with("value", written);
        found.with("digits", digits)
    };
    Failure::unless_empty(file.decimals().into_iter().map(tell).collect(), ())
}

/// The metrics of every table by its id.
fn tables_of(tables: &[TableSpec], data: &TableData, units: &UnitList) -> Value {
    let metrics =
        |spec: &TableSpec| Some((spec.id().to_owned(), metrics_of(spec, data.metrics.get(spec.id())?, units)));
    Value::Object(tables.iter().filter_map(metrics).collect())
}

/// The tasks of every list by its id.
fn lists_of(tables: &[TableSpec], data: &TableData, units: &UnitList) -> Value {
    let lists = tables.iter().filter(|spec| spec.definition.kind == TableKind::List);
    let tasks = |spec: &TableSpec| Some((spec.id().to_owned(), list(data.lists.get(spec.id())?, units)));
    Value::Object(lists.filter_map(tasks).collect())
}

/// Totals of tasks under the ids of the metrics, what the rows add up to under `shares`, each group under `groups`, and the
/// instant that the table speaks of.
fn metrics_of(spec: &TableSpec, table: &MetricTable, units: &UnitList) -> Value {
    let mut values: Map<String, Value> =
        METRICS.iter().filter_map(|metric| Some((metric.id.to_owned(), value(table.tasks(metric.id)?)))).collect();
    let shares = METRICS.iter().filter_map(|metric| Some((metric.id.to_owned(), value(table.total(metric.id)?))));
    values.insert("shares".to_owned(), Value::Object(shares.collect()));
    values.insert("is_shared".to_owned(), json!(table.is_shared()));
    let shown: Vec<GroupKey> = match spec.definition.order {
        Some(_) => tables::groups_in_order(spec, table, units),
        None => table.groups().cloned().collect(),
    };
    let groups = shown.iter().map(|group| {
        let name = match tables::group_name(group, units) {
            Cell::Text(name) => json!(name),
            _ => Value::Null,
        };
        group_of(name, table, group)
    });
    values.insert("groups".to_owned(), groups.collect());
    values.insert("as_of".to_owned(), json!(spec.as_of.iso()));
    values.insert("due_until".to_owned(), json!(spec.due_until().map(|day| day.to_string()).unwrap_or_default()));
    values.insert("given_until".to_owned(), json!(spec.given_until().map(|day| day.to_string()).unwrap_or_default()));
    values.insert("months".to_owned(), json!(spec.definition.no_deadline_since_months.unwrap_or_default()));
    values.insert("caption".to_owned(), json!(captions::caption(spec)));
    values.insert("period".to_owned(), period_of(&spec.period));
    // Tasks of the period are counted up to here: its end, or the as-of where that comes first.
    values.insert("until".to_owned(), json!(spec.as_of.date.min(spec.period.to())));
    Value::Object(values)
}

fn group_of(name: Value, table: &MetricTable, group: &GroupKey) -> Value {
    let metrics =
        METRICS.iter().filter_map(|metric| Some((metric.id.to_owned(), value(table.value(group, metric.id)?))));
    Value::Object([("name".to_owned(), name)].into_iter().chain(metrics).collect())
}

/// See [`Figures::shapes`].
fn shapes(tree: &Map<String, Value>) -> Map<String, Value> {
    let group = group_of(Value::Null, &MetricTable::default(), &GroupKey::All);
    let task = Value::Object(task_fields().map(|field| (field.to_owned(), Value::Null)).collect());
    let list = json!({ "count": 0, "tasks": [task], "documents": [{ "document": null, "tasks": [task] }] });
    let shape = |part: &str, value: &Value| -> Value {
        if part == "scores" {
            return scores::shape();
        }
        let Some(tables) = value.as_object().filter(|_| matches!(part, "tables" | "lists")) else {
            return value.clone();
        };
        let of_table = |(id, table): (&String, &Value)| {
            let mut shaped = if part == "lists" { list.clone() } else { table.clone() };
            if let Some(groups) = shaped.get_mut("groups") {
                *groups = json!([group]);
            }
            (id.clone(), shaped)
        };
        Value::Object(tables.iter().map(of_table).collect())
    };
    tree.iter().map(|(part, value)| (part.clone(), shape(part, value))).collect()
}

fn value(metric: MetricValue) -> Value {
    match metric {
        MetricValue::Count(count) => json!(count),
        MetricValue::Rate(ratio) => json!({ "part": ratio.part, "whole": ratio.whole }),
    }
}

/// The names of what a listed task holds; its lead unit stands as `unit`, by name.
pub fn task_fields() -> impl Iterator<Item = &'static str> {
    let fields = FIELDS.iter().filter(|field| field.kind != FieldKind::Units).map(|field| field.id);
    fields.chain(["deadline", "unit", "status", "days_late"])
}

/// The tasks of a list, and the same tasks gathered under their documents.
fn list(list: &TaskList, units: &UnitList) -> Value {
    let tasks: Vec<Value> = list
        .tasks()
        .iter()
        .map(|task| {
            let texts = task.texts.iter().map(|(field, text)| (field.clone(), json!(text)));
            let dates = task.dates.iter().map(|(field, date)| (field.clone(), json!(date)));
            // Every field is there, empty or not: a template may ask for it without knowing the data.
            let mut fields: Map<String, Value> = task_fields().map(|field| (field.to_owned(), json!(""))).collect();
            fields.extend(texts.chain(dates));
            fields.insert("unit".to_owned(), json!(units.names(&task.units)));
            fields.insert("status".to_owned(), json!(task.status.map(Status::id)));
            fields.insert("days_late".to_owned(), json!(task.days_late));
            Value::Object(fields)
        })
        .collect();
    let mut documents: Vec<(Value, Vec<Value>)> = Vec::new();
    for task in &tasks {
        let document = task.get("document").cloned().unwrap_or_default();
        match documents.last_mut().filter(|(last, _)| *last == document) {
            Some((_, group)) => group.push(task.clone()),
            None => documents.push((document, vec![task.clone()])),
        }
    }
    let documents: Vec<Value> =
        documents.into_iter().map(|(document, tasks)| json!({ "document": document, "tasks": tasks })).collect();
    json!({ "count": tasks.len(), "tasks": tasks, "documents": documents })
}
