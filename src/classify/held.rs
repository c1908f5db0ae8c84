//! What the tasks of a batch have at all: what none of them has is not asked of each.
//!
//! In: the frame of a batch. Out: [`Held`], and the expressions that depend on it.

use polars::prelude::{DataFrame, Expr, lit};

use crate::normalize::{Labels, Reported};

/// What there is in a batch.
pub struct Held {
    /// Whether the label of a task decides.
    pub decides: bool,
    /// Whether a task has the day on which its extension was approved.
    pub approvals: bool,
    labels: Labels,
}

impl Held {
    /// Looks over a batch.
    pub fn of(frame: &DataFrame) -> Self {
        Self {
            decides: frame.column("label_decides").and_then(|decides| Ok(decides.bool()?.any())).unwrap_or(true),
            approvals: frame.column("extended_on").map_or(true, |days| days.null_count() < frame.height()),
            labels: Labels::of(frame),
        }
    }

    /// Whether the label of a task is one of these; nothing where no label is.
    pub fn any(&self, is_wanted: impl Fn(Reported) -> bool) -> Option<Expr> {
        self.labels.say(is_wanted).map(|any| any.fill_null(lit(false)))
    }

    /// The same as an expression whatever there is.
    pub fn label_is(&self, is_wanted: impl Fn(Reported) -> bool) -> Expr {
        self.any(is_wanted).unwrap_or_else(|| lit(false))
    }
}
