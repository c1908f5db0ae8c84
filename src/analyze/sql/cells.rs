//! What Polars gives back, as results.
//!
//! In: a frame of any types. Out: [`Results`]: words, whole numbers, decimals, days.

use polars::prelude::{AnyValue, DataFrame, DataType, PolarsError, TimeUnit};

use super::super::results::{ColumnKind, ResultColumn, Results};
use crate::{document::Value, value::date_of_epoch_days};

/// A frame as results.
pub fn results(frame: &DataFrame) -> Result<Results, PolarsError> {
    let mut columns = Vec::new();
    let mut cells: Vec<std::vec::IntoIter<Value>> = Vec::new();
    for column in frame.columns() {
        let values: Vec<AnyValue<'_>> =
            (0..column.len()).map(|row| column.get(row)).collect::<Result<_, PolarsError>>()?;
        let numbers = || values.iter().filter_map(number);
        let largest = numbers().map(f64::abs).fold(0.0, f64::max);
        let wanted = numbers().map(decimals).max().unwrap_or_default();
        let kind = match column.dtype() {
            DataType::Date => ColumnKind::Day,
            DataType::Duration(_) if wanted == 0 => ColumnKind::Count,
            kind if kind.is_integer() => ColumnKind::Count,
            // A number of more signs than we hold is shown as it is.
            kind if (kind.is_float() || kind.is_duration()) && largest < LARGEST => ColumnKind::Decimal,
            _ => ColumnKind::Text,
        };
        let is_held = |digits: &u32| scaled(largest, *digits).abs() < LARGEST;
        let digits = (0..=wanted).rev().find(is_held).unwrap_or_default();
        let name = column.name().to_string();
        columns.push(ResultColumn { heading: name.clone(), id: name, kind });
        cells.push(values.iter().map(|value| cell(value, kind, digits)).collect::<Vec<_>>().into_iter());
    }
    let rows = (0..frame.height()).map(|_| cells.iter_mut().filter_map(Iterator::next).collect());
    Ok(Results { rows: rows.collect(), columns })
}

/// Most decimals that are printed of a number.
const MOST_DECIMALS: u32 = 6;

/// Scaled numbers are smaller.
const LARGEST: f64 = 1e18;

const SECONDS_OF_DAY: f64 = 86_400.0;

/// A value as a number, a span of time as days; none where it is no number, or what comes of a division by nothing.
fn number(value: &AnyValue<'_>) -> Option<f64> {
    let number = match value {
        AnyValue::Duration(span, unit) => {
            let per_second = match unit {
                TimeUnit::Milliseconds => 1e3,
                TimeUnit::Microseconds => 1e6,
                TimeUnit::Nanoseconds => 1e9,
            };
            *span as f64 / (per_second * SECONDS_OF_DAY)
        }
        _ => value.extract()?,
    };
    number.is_finite().then_some(number)
}

fn scaled(number: f64, digits: u32) -> f64 {
    number * 10f64.powi(i32::try_from(digits).unwrap_or_default())
}

/// How many decimals a number needs, up to the most.
fn decimals(number: f64) -> u32 {
    let is_whole = |digits: &u32| {
        let scaled = scaled(number, *digits);
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
        // Days taken from days are whole days, their averages need not be.
        (AnyValue::Duration(..), _) | (_, ColumnKind::Decimal) => {
            let decimal = |number| Value::Decimal { scaled: scaled(number, digits).round() as i64, digits };
            number(value).map_or(Value::Blank, decimal)
        }
        (_, ColumnKind::Count) => match (value.extract::<u64>(), value.extract::<i64>()) {
            (Some(count), _) => Value::Count(count),
            (None, Some(number)) => Value::Decimal { scaled: number, digits: 0 },
            (None, None) => Value::Blank,
        },
        (AnyValue::Float64(number), ColumnKind::Text) => Value::Text(number.to_string()),
        _ => Value::Text(value.to_string()),
    }
}
