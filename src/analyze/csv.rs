//! An answer as CSV: the group columns, then metric ids; no total row.
//!
//! In: an [`Answer`]. Out: its text, UTF-8 without byte order mark.

use simd_csv::WriterBuilder;

use super::{answer::Answer, measure::Measured};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    value::Ratio,
};

/// Digits of a rate behind the point.
const RATE_DIGITS: u32 = 6;

/// The text of an answer. A rate is its part of the whole, rounded half up to six digits, and empty where the whole is zero.
///
/// # Errors
/// `internal-error` when the writer refuses a record: a defect of the program.
pub fn text(answer: &Answer) -> Result<Vec<u8>, Failure> {
    let failed = |reason: &dyn std::fmt::Display| -> Failure {
        Diagnostic::error(Code::InternalError).with("reason", reason).into()
    };
    let mut writer = WriterBuilder::new().from_writer(Vec::new());
    let heading = answer.by.iter().flat_map(|dimension| dimension.columns());
    let heading: Vec<&str> = heading.chain(answer.metrics.iter().map(|metric| metric.id)).collect();
    writer.write_record(heading).map_err(|error| failed(&error))?;
    for group in &answer.groups {
        let mut line: Vec<String> = Vec::new();
        for (dimension, value) in answer.by.iter().zip(&group.values) {
            let mut texts = value.texts();
            texts.resize(dimension.columns().len(), String::new());
            line.extend(texts);
        }
        line.extend(answer.metrics.iter().map(|metric| number(group.counts.value(metric))));
        writer.write_record(line).map_err(|error| failed(&error))?;
    }
    writer.into_inner().map_err(|error| failed(&error.to_string()))
}

fn number(value: Measured) -> String {
    match value {
        Measured::Count(count) => count.to_string(),
        Measured::Rate(ratio) => rate(ratio).unwrap_or_default(),
    }
}

/// A rate with its digits, rounded on integers.
fn rate(ratio: Ratio) -> Option<String> {
    let scaled = ratio.scaled_percent(RATE_DIGITS - 2)?;
    let one = 10u64.pow(RATE_DIGITS);
    Some(format!("{}.{:0digits$}", scaled / one, scaled % one, digits = RATE_DIGITS as usize))
}
