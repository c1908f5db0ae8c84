//! Results as JSON.
//!
//! In: [`Results`] and what they speak of. Out: one object: `as_of`, `period`, `where`, `rows` (read, accepted, quarantined, skipped), `tasks`,
//! and `data`, an object for each row.

use serde_json::{Map, Value as Json, json};

use super::{ColumnKind, Results, plain};
use crate::{
    document::Value,
    normalize::{Reconciliation, SourceCounts},
    value::{AsOf, Period},
};

/// What results speak of.
#[derive(Debug, Clone)]
pub struct Meta {
    /// The instants, each with the ids of its inputs; no ids where it is the instant of all.
    pub instants: Vec<(AsOf, Vec<String>)>,
    /// The period in which tasks were given, where there is one.
    pub period: Option<Period>,
    /// The conditions, as typed.
    pub conditions: Vec<String>,
    /// What became of the rows.
    pub reconciliation: Reconciliation,
    /// Tasks in the answer, each counted once; of SQL nobody knows.
    pub tasks: Option<u64>,
}

/// The text, ended by a line break.
pub fn text(results: &Results, meta: &Meta) -> Vec<u8> {
    let as_of = match meta.instants.as_slice() {
        [(only, _)] => json!(only.iso()),
        several => several.iter().map(|(as_of, inputs)| json!({ "as_of": as_of.iso(), "inputs": inputs })).collect(),
    };
    let period = meta.period.map(|period| json!({ "from": period.from().to_string(), "to": period.to().to_string() }));
    let sources = meta.reconciliation.sources();
    let object = |row: &Vec<Value>| {
        let fields =
            results.columns.iter().zip(row).map(|(column, value)| (column.id.clone(), member(column.kind, value)));
        Json::Object(fields.collect::<Map<_, _>>())
    };
    let whole = json!({
        "as_of": as_of,
        "period": period,
        "where": meta.conditions,
        "rows": {
            "read": sources.iter().map(|counts| counts.read).sum::<u64>(),
            "accepted": meta.reconciliation.accepted(),
            "quarantined": meta.reconciliation.quarantined(),
            "skipped": sources.iter().map(SourceCounts::skipped_total).sum::<u64>(),
        },
        "tasks": meta.tasks,
        "data": results.rows.iter().map(object).collect::<Vec<_>>(),
    });
    format!("{whole:#}\n").into_bytes()
}

fn member(kind: ColumnKind, value: &Value) -> Json {
    let text = plain(value);
    match kind {
        _ if text.is_empty() => Json::Null,
        // Short decimals come back as they are written.
        _ if kind.is_number() => serde_json::from_str(&text).unwrap_or(Json::Null),
        _ => Json::String(text),
    }
}
