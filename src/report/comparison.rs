//! Metrics of several tables side by side, with what changed: a table of kind `comparison`.
//!
//! In: the specification, which names tables that count other periods, and their metrics. Out: rows, and the same changes in words for
//! sentences. A change of a rate is the difference of the two printed rates, in percentage points: whoever subtracts gets what is printed.

use serde_json::{Map, Value as Json, json};

use super::figures::TableData;
use crate::{
    document::{Cell, Row, RowKind, Value},
    locale::vietnamese,
    metrics::{MetricTable, MetricValue},
    table_spec::{ComparedMetric, TableSpec},
};

/// Decimals of a printed rate, and of a change in percentage points.
const DIGITS: u32 = 1;
/// What opens the id of a column of changes.
pub const CHANGE: &str = "change_";

/// From one period to the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// So many tasks more.
    Count(i64),
    /// So many tenths of a percentage point more.
    Points(i64),
}

impl Change {
    /// What happened between two values of one metric; none where a rate has no whole to speak of.
    fn between(before: MetricValue, now: MetricValue) -> Option<Self> {
        let difference = |before: u64, now: u64| Some(i64::try_from(now).ok()? - i64::try_from(before).ok()?);
        match (before, now) {
            (MetricValue::Count(before), MetricValue::Count(now)) => difference(before, now).map(Self::Count),
            (MetricValue::Rate(before), MetricValue::Rate(now)) => {
                difference(before.scaled_percent(DIGITS)?, now.scaled_percent(DIGITS)?).map(Self::Points)
            }
            _ => None,
        }
    }

    /// As a cell holds it.
    fn value(self) -> Value {
        match self {
            Self::Count(amount) => Value::CountChange(amount),
            Self::Points(tenths) => Value::RateChange(tenths),
        }
    }

    fn amount(self) -> i64 {
        match self {
            Self::Count(amount) | Self::Points(amount) => amount,
        }
    }

    /// Without its sign: `12`, `1,4 điểm %`.
    fn size(self) -> String {
        match self {
            Self::Count(amount) => vietnamese::count(amount.unsigned_abs()),
            Self::Points(tenths) => vietnamese::points(tenths.unsigned_abs()),
        }
    }

    /// As a sentence says it: `tăng 12 nhiệm vụ`, `giảm 1,4 điểm %`, `không thay đổi`.
    fn in_words(self) -> String {
        let unit = if matches!(self, Self::Count(_)) { " nhiệm vụ" } else { "" };
        let size = match self {
            Self::Count(amount) => vietnamese::count_in_prose(amount.unsigned_abs()),
            Self::Points(_) => self.size(),
        };
        match self.amount() {
            0 => "không thay đổi".to_owned(),
            amount if amount > 0 => format!("tăng {size}{unit}"),
            _ => format!("giảm {size}{unit}"),
        }
    }
}

/// A table that counted no task has nothing to compare with.
fn counted<'a>(data: &'a TableData, id: &str) -> Option<&'a MetricTable> {
    data.metrics.get(id).filter(|metrics| metrics.tasks("assigned") != Some(MetricValue::Count(0)))
}

/// What changed in a metric from a table to the first of those compared.
fn change(spec: &TableSpec, data: &TableData, from: &str, metric: &str) -> Option<Change> {
    let now = data.metrics.get(spec.definition.compare.first()?)?.tasks(metric)?;
    Change::between(counted(data, from)?.tasks(metric)?, now)
}

/// One row for each metric.
pub fn rows(spec: &TableSpec, data: &TableData) -> Vec<Row> {
    let definition = &spec.definition;
    let missing = || Value::Text(vietnamese::NO_VALUE.to_owned());
    let print = |value: MetricValue| match value {
        MetricValue::Count(count) => Value::Count(count),
        MetricValue::Rate(ratio) => Value::Rate { ratio, digits: DIGITS },
    };
    let row = |(index, metric): (u64, &ComparedMetric)| {
        let cell = |id: &str| match (id, id.strip_prefix(CHANGE)) {
            ("sequence", _) => Value::Count(index),
            ("metric", _) => Value::Text(metric.label.clone()),
            (_, Some(from)) => change(spec, data, from, &metric.id).map_or_else(missing, Change::value),
            (id, None) if definition.compare.first().is_some_and(|first| first == id) => {
                data.metrics.get(id).and_then(|table| table.tasks(&metric.id)).map_or_else(missing, print)
            }
            (id, None) => counted(data, id).and_then(|table| table.tasks(&metric.id)).map_or_else(missing, print),
        };
        Row {
            kind: RowKind::Body,
            cells: definition.columns.iter().map(|column| Cell::new(cell(&column.id))).collect(),
        }
    };
    (1..).zip(&definition.metrics).map(row).collect()
}

/// For templates: of each compared table whether it counted anything, and each metric's change in words.
pub fn in_words(spec: &TableSpec, data: &TableData) -> Json {
    let of_table = |id: &String| {
        let words = |metric: &ComparedMetric| {
            let change = change(spec, data, id, &metric.id);
            (metric.id.clone(), json!(change.map(Change::in_words).unwrap_or_default()))
        };
        let mut values: Map<String, Json> = spec.definition.metrics.iter().map(words).collect();
        values.insert("known".to_owned(), json!(counted(data, id).is_some()));
        (id.clone(), Json::Object(values))
    };
    Json::Object(spec.definition.compare.iter().skip(1).map(of_table).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Ratio;

    #[test]
    fn a_change_of_a_rate_is_the_difference_of_what_is_printed() {
        // 54,4% and 53,0%: the exact difference is 1,37.
        let (now, before) = (Ratio { part: 1164, whole: 2139 }, Ratio { part: 5304, whole: 10000 });
        let change = Change::between(MetricValue::Rate(before), MetricValue::Rate(now)).unwrap();
        assert_eq!((change.value().printed().as_str(), change.in_words().as_str()), ("+1,4 điểm %", "tăng 1,4 điểm %"));
        let back = Change::between(MetricValue::Rate(now), MetricValue::Rate(before)).unwrap();
        assert_eq!((back.value().printed().as_str(), back.in_words().as_str()), ("−1,4 điểm %", "giảm 1,4 điểm %"));
        assert_eq!(Change::between(MetricValue::Rate(Ratio { part: 0, whole: 0 }), MetricValue::Rate(now)), None);
        let count = |before, now| Change::between(MetricValue::Count(before), MetricValue::Count(now)).unwrap();
        assert_eq!(count(1000, 3393).value().printed(), "+2.393");
        assert_eq!([count(9, 1).in_words(), count(5, 5).in_words()], ["giảm 08 nhiệm vụ", "không thay đổi"]);
        assert_eq!(count(5, 5).value().printed(), "0");
    }
}
