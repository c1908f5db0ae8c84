//! What may be counted of a group: the metrics of the catalogue, and the tasks that were called off.
//!
//! In: ids. Out: [`Measure`]s, and how many tasks of each kind a count takes in.

use std::{collections::BTreeMap, sync::LazyLock};

use polars::prelude::{DataFrame, Expr, IntoColumn, IntoLazy, NamedFrom, PolarsError, Series, col, lit};

use super::tally::Kind;
use crate::{
    classify::Disposition,
    diagnostic::{Code, Diagnostic, Failure},
    metrics::{METRICS, MetricKind},
    table_spec::Channel,
    value::Ratio,
};

/// What is counted where nobody says what.
pub const DEFAULT: [&str; 9] =
    ["assigned", "done", "on_time", "late", "open", "in_deadline", "overdue", "no_deadline", CANCELLED];

/// Id of the count of tasks that left the totals because they were called off.
pub const CANCELLED: &str = "cancelled";

/// Something that is counted.
#[derive(Debug)]
pub struct Measure {
    /// Stable id: column of the result.
    pub id: &'static str,
    /// How it comes about.
    pub kind: MeasureKind,
    /// What it means, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
}

/// How a measure comes about.
#[derive(Debug, Clone, Copy)]
pub enum MeasureKind {
    /// A number of tasks.
    Count,
    /// One count over another.
    Rate {
        /// Id of the count above.
        part: &'static str,
        /// Id of the count below.
        whole: &'static str,
    },
}

static MEASURES: LazyLock<Vec<Measure>> = LazyLock::new(|| {
    let of_catalogue = METRICS.iter().map(|metric| {
        let kind = match metric.kind {
            MetricKind::Count(_) => MeasureKind::Count,
            MetricKind::Rate { part, whole } => MeasureKind::Rate { part, whole },
        };
        Measure { id: metric.id, kind, meaning: metric.meaning }
    });
    let cancelled = Measure {
        id: CANCELLED,
        kind: MeasureKind::Count,
        meaning: (
            "Đã thu hồi, hủy giao đến thời điểm chốt: không tính vào tổng số.",
            "Called off by the as-of: not among those given.",
        ),
    };
    of_catalogue.chain([cancelled]).collect()
});

/// Every measure.
pub fn measures() -> impl Iterator<Item = &'static Measure> {
    MEASURES.iter()
}

/// The measure with this id.
#[must_use]
pub fn measure(id: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|known| known.id == id)
}

/// Counts by the id of their metric.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts(BTreeMap<&'static str, u64>);

impl Counts {
    /// One of them.
    #[must_use]
    pub fn get(&self, id: &str) -> u64 {
        self.0.get(id).copied().unwrap_or_default()
    }

    /// A measure.
    #[must_use]
    pub fn value(&self, measure: &Measure) -> Measured {
        match measure.kind {
            MeasureKind::Count => Measured::Count(self.get(measure.id)),
            MeasureKind::Rate { part, whole } => Measured::Rate(Ratio { part: self.get(part), whole: self.get(whole) }),
        }
    }

    /// Adds other counts.
    pub fn add(&mut self, other: &Self) {
        for (id, tasks) in &other.0 {
            *self.0.entry(id).or_default() += tasks;
        }
    }
}

/// The value of a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measured {
    /// A number of tasks.
    Count(u64),
    /// A part of a whole.
    Rate(Ratio),
}

/// Which counts take in a task of each kind: the expressions of the catalogue, asked once for each kind.
pub(super) struct Takers(BTreeMap<Kind, Vec<&'static str>>);

impl Takers {
    /// The counts that take in each of these kinds.
    ///
    /// # Errors
    /// `internal-error` when Polars refuses an expression: a defect of the program.
    pub fn of(kinds: &[Kind]) -> Result<Self, Failure> {
        takers(kinds).map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
    }

    /// So many tasks of a kind as counts.
    pub fn counts(&self, kind: Kind, tasks: u64) -> Counts {
        let takers = self.0.get(&kind).map(Vec::as_slice).unwrap_or_default();
        Counts(takers.iter().map(|id| (*id, tasks)).collect())
    }
}

fn takers(kinds: &[Kind]) -> Result<Takers, PolarsError> {
    let frame = frame_of(kinds)?;
    let disposition = |wanted: Disposition| col("disposition").eq(lit(wanted.code()));
    let of_catalogue = METRICS.iter().filter_map(|metric| match metric.kind {
        MetricKind::Count(holds) => Some((metric.id, holds().and(disposition(Disposition::Counted)))),
        MetricKind::Rate { .. } => None,
    });
    let counts: Vec<(&str, Expr)> = of_catalogue.chain([(CANCELLED, disposition(Disposition::Cancelled))]).collect();
    let columns: Vec<Expr> = counts.iter().map(|(id, holds)| holds.clone().alias(*id)).collect();
    let holds = frame.lazy().select(columns).collect()?;
    let mut takers: BTreeMap<Kind, Vec<&'static str>> = BTreeMap::new();
    for (id, _) in &counts {
        for (kind, holds) in kinds.iter().zip(holds.column(id)?.bool()?.iter()) {
            if holds == Some(true) {
                takers.entry(*kind).or_default().push(id);
            }
        }
    }
    Ok(Takers(takers))
}

/// A frame of one task of each kind, with the columns that classified tasks have.
fn frame_of(kinds: &[Kind]) -> Result<DataFrame, PolarsError> {
    let dispositions: Vec<u8> = kinds.iter().map(|kind| kind.disposition()).collect();
    let statuses: Vec<Option<u8>> = kinds.iter().map(|kind| kind.status()).collect();
    let mut flags: BTreeMap<&'static str, Vec<bool>> = BTreeMap::new();
    for (name, holds) in kinds.iter().flat_map(|kind| kind.flags()) {
        flags.entry(name).or_default().push(holds);
    }
    let on_paper = flags.remove("on_paper").unwrap_or_default().into_iter();
    let channels: Vec<Option<&str>> = on_paper.map(|is_so| is_so.then_some(Channel::Paper.id())).collect();
    let mut columns = vec![
        Series::new("disposition".into(), dispositions).into_column(),
        Series::new("status".into(), statuses).into_column(),
        Series::new("channel".into(), channels).into_column(),
    ];
    columns.extend(flags.into_iter().map(|(name, values)| Series::new(name.into(), values).into_column()));
    DataFrame::new(kinds.len(), columns)
}
