//! What Polars gives back, as results.
//!
//! In: a frame of any types. Out: [`Results`]: words, whole numbers, decimals, days.

use polars::prelude::{AnyValue, DataFrame, DataType, PolarsError};

use super::super::results::{ColumnKind, ResultColumn, Results};
use crate::{document::Value, value::date_of_epoch_days};

/// A frame as results.
pub fn results(frame: &DataFrame) -> Result<Results, PolarsError> {
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
        (AnyValue::Null | AnyValue::String(""), _) => Value::Blank,
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
