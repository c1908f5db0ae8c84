//! What several checks ask of a task.
//!
//! In: the columns of a task batch. Out: Polars expressions.

use chrono::NaiveDate;
use polars::prelude::{DataType, Expr, col, lit};

use super::catalogue::Settings;
use crate::{normalize::Reported, value::epoch_days};

/// Whether a task is still to be done: no date, and no label that decides, says that it is done by the as-of or called off.
pub fn open(settings: &Settings) -> Expr {
    let as_of = day(settings.as_of);
    let undone = col("completed_on").is_null().or(col("completed_on").gt(as_of.clone()));
    let closed = col("closed_on").is_null().or(col("closed_on").lt_eq(as_of));
    let cancelled = says(|code| code == Reported::Cancelled).and(closed);
    undone.and(done_by_label().not()).and(cancelled.not())
}

/// Whether a task is done since its label says so and no date decides.
pub fn done_by_label() -> Expr {
    col("label_decides").and(says(Reported::is_done))
}

/// Whether the label of a task is one of these.
pub fn says(is_wanted: impl Fn(Reported) -> bool) -> Expr {
    let wanted = Reported::ALL.into_iter().filter(|code| is_wanted(*code)).map(Reported::code);
    let any = wanted.fold(lit(false), |any, code| any.or(col("status_reported").eq(lit(code))));
    any.fill_null(lit(false))
}

/// A day in an expression.
pub fn day(date: NaiveDate) -> Expr {
    lit(epoch_days(date)).cast(DataType::Date)
}
