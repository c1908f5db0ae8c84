//! The metrics that a table may show: the one list that columns, templates, help and `dondoc explain` read.
//!
//! In: nothing. Out: [`METRICS`].

use polars::prelude::{Expr, col, lit};

use crate::{
    classify::{on_paper, status_code},
    table_spec::Status,
};

/// One metric.
pub struct Metric {
    /// Stable id: column of a table, `tables.<table>.<id>` in a template.
    pub id: &'static str,
    /// How it is computed.
    pub kind: MetricKind,
    /// What it means, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
}

/// How a metric is computed.
pub enum MetricKind {
    /// The number of counted tasks for which the expression holds.
    Count(fn() -> Expr),
    /// One count over another; a zero whole is "–".
    Rate {
        /// Id of the count above.
        part: &'static str,
        /// Id of the count below.
        whole: &'static str,
    },
}

/// Every metric; counts first, since rates refer to them.
pub const METRICS: &[Metric] = &[
    Metric {
        id: "assigned",
        kind: MetricKind::Count(|| lit(true)),
        meaning: ("Tổng số nhiệm vụ được giao.", "All tasks given."),
    },
    Metric {
        id: "done",
        kind: MetricKind::Count(|| is(Status::OnTime).or(is(Status::Late))),
        meaning: ("Đã hoàn thành (đúng hạn và quá hạn).", "Done, on time or late."),
    },
    Metric {
        id: "on_time",
        kind: MetricKind::Count(|| is(Status::OnTime)),
        meaning: (
            "Đã hoàn thành đúng hạn: hoàn thành không sau hạn, hoặc không có hạn.",
            "Done not after the deadline, or without one.",
        ),
    },
    Metric {
        id: "late",
        kind: MetricKind::Count(|| is(Status::Late)),
        meaning: ("Đã hoàn thành nhưng quá hạn.", "Done after the deadline."),
    },
    Metric {
        id: "open",
        kind: MetricKind::Count(|| is(Status::InDeadline).or(is(Status::Overdue))),
        meaning: ("Chưa hoàn thành (trong hạn và trễ hạn).", "Not done."),
    },
    Metric {
        id: "in_deadline",
        kind: MetricKind::Count(|| is(Status::InDeadline)),
        meaning: (
            "Chưa hoàn thành, còn trong hạn (kể cả không có hạn).",
            "Open with the deadline not passed, or without one.",
        ),
    },
    Metric {
        id: "overdue",
        kind: MetricKind::Count(|| is(Status::Overdue)),
        meaning: ("Đã trễ hạn nhưng chưa hoàn thành.", "Open with the deadline passed."),
    },
    Metric {
        id: "past_deadline",
        kind: MetricKind::Count(|| is(Status::Late).or(is(Status::Overdue))),
        meaning: ("Đã quá hạn, hoàn thành hay chưa (quá hạn và trễ hạn).", "Past the deadline, done or not."),
    },
    Metric {
        id: "with_deadline",
        kind: MetricKind::Count(|| col("has_deadline")),
        meaning: ("Nhiệm vụ có hạn xử lý.", "Tasks that have a deadline."),
    },
    Metric {
        id: "no_deadline",
        kind: MetricKind::Count(|| col("has_deadline").not().and(col("has_deadline_column"))),
        meaning: (
            "Nhiệm vụ không quy định hạn, trong dữ liệu có cột hạn.",
            "Tasks without a deadline, of exports that tell deadlines.",
        ),
    },
    Metric {
        id: "on_paper",
        kind: MetricKind::Count(on_paper),
        meaning: ("Nhiệm vụ giao bằng văn bản giấy.", "Tasks given on paper."),
    },
    Metric {
        id: "open_due_later",
        kind: MetricKind::Count(|| is(Status::InDeadline).and(col("has_deadline")).and(col("due_today").not())),
        meaning: ("Chưa hoàn thành, còn trong hạn, hạn sau thời điểm chốt.", "Open, with a deadline after the as-of."),
    },
    Metric {
        id: "open_due_today",
        kind: MetricKind::Count(|| is(Status::InDeadline).and(col("due_today"))),
        meaning: (
            "Chưa hoàn thành, đến hạn đúng ngày chốt số liệu (vẫn là trong hạn).",
            "Open, due on the very day of the as-of: still in deadline.",
        ),
    },
    Metric {
        id: "open_no_deadline",
        kind: MetricKind::Count(|| {
            is(Status::InDeadline).and(col("has_deadline").not()).and(col("has_deadline_column"))
        }),
        meaning: ("Chưa hoàn thành, không quy định hạn.", "Open, without a deadline."),
    },
    Metric {
        id: "completion_rate",
        kind: MetricKind::Rate { part: "done", whole: "assigned" },
        meaning: ("Tỷ lệ hoàn thành: đã hoàn thành trên tổng số được giao.", "Done over all given."),
    },
    Metric {
        id: "on_time_rate",
        kind: MetricKind::Rate { part: "on_time", whole: "done" },
        meaning: ("Tỷ lệ đúng hạn: đúng hạn trên đã hoàn thành.", "On time over done."),
    },
    Metric {
        id: "late_rate",
        kind: MetricKind::Rate { part: "late", whole: "done" },
        meaning: ("Tỷ lệ quá hạn: hoàn thành quá hạn trên đã hoàn thành.", "Late over done."),
    },
    Metric {
        id: "past_deadline_rate",
        kind: MetricKind::Rate { part: "past_deadline", whole: "with_deadline" },
        meaning: (
            "Tỷ lệ nhiệm vụ quá hạn: đã quá hạn, hoàn thành hay chưa, trên số nhiệm vụ có hạn xử lý.",
            "Past the deadline, done or not, over those with a deadline.",
        ),
    },
];

/// The metric with this id.
#[must_use]
pub fn metric(id: &str) -> Option<&'static Metric> {
    METRICS.iter().find(|metric| metric.id == id)
}

/// The counts that always add up to this one: each counted task has exactly one status.
#[must_use]
pub fn addends(id: &str) -> &'static [&'static str] {
    match id {
        "assigned" => &["on_time", "late", "in_deadline", "overdue"],
        "done" => &["on_time", "late"],
        "open" => &["in_deadline", "overdue"],
        _ => &[],
    }
}

/// The metrics that are counted, with their expressions.
pub(super) fn counts() -> impl Iterator<Item = (&'static str, Expr)> {
    METRICS.iter().filter_map(|metric| match metric.kind {
        MetricKind::Count(holds) => Some((metric.id, holds())),
        MetricKind::Rate { .. } => None,
    })
}

fn is(status: Status) -> Expr {
    col("status").eq(lit(status_code(status)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_rates_refer_to_counts() {
        let counts: Vec<_> = counts().map(|(id, _)| id).collect();
        for (index, metric) in METRICS.iter().enumerate() {
            assert!(METRICS.iter().skip(index + 1).all(|other| other.id != metric.id), "{} twice", metric.id);
            if let MetricKind::Rate { part, whole } = metric.kind {
                assert!(counts.contains(&part) && counts.contains(&whole), "{}", metric.id);
            }
        }
    }
}
