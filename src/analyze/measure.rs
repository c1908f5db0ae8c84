//! What may be counted of a group: the metrics of the catalogue, and the tasks that were called off.
//!
//! In: ids. Out: [`Measure`]s, and how many tasks of each kind a count takes in.

use std::{cmp::Ordering, collections::BTreeMap, sync::LazyLock};

use polars::prelude::{DataFrame, Expr, IntoColumn, IntoLazy, NamedFrom, PolarsError, Series, col, lit};

use super::{
    kind::{FLAGS, Kind},
    results::{ColumnKind, PERCENT_DIGITS, ResultColumn},
    value::Reader,
};
use crate::{
    classify::Disposition,
    diagnostic::{Code, Diagnostic, Failure},
    document::Value as Cell,
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

impl Measure {
    /// Ids of the counts that it comes from.
    pub(super) fn counts(&self) -> Vec<&'static str> {
        match self.kind {
            MeasureKind::Count => vec![self.id],
            MeasureKind::Rate { part, whole } => vec![part, whole],
        }
    }

    /// Its column in results.
    #[must_use]
    pub fn result_column(&self) -> ResultColumn {
        let kind = match self.kind {
            MeasureKind::Count => ColumnKind::Count,
            MeasureKind::Rate { .. } => ColumnKind::Rate,
        };
        ResultColumn { id: self.id.to_owned(), heading: heading(self.id).to_owned(), kind }
    }
}

/// What a measure is called in a table.
pub(super) fn heading(id: &'static str) -> &'static str {
    match id {
        "assigned" => "Tổng số",
        "done" => "Đã xong",
        "on_time" => "Đúng hạn",
        "late" => "Quá hạn",
        "open" => "Chưa xong",
        "in_deadline" => "Trong hạn",
        "overdue" => "Trễ hạn",
        "past_deadline" => "Quá hạn, trễ hạn",
        "with_deadline" => "Có hạn",
        "no_deadline" => "Không hạn",
        "on_paper" => "Văn bản giấy",
        "not_on_paper" => "Không phải giấy",
        "extended" => "Gia hạn",
        "extended_late" => "Gia hạn muộn",
        "open_due_later" => "Hạn sau ngày chốt",
        "open_due_today" => "Hạn đúng ngày chốt",
        "open_no_deadline" => "Chưa xong, không hạn",
        "completion_rate" => "Tỷ lệ xong",
        "on_time_rate" => "Tỷ lệ đúng hạn",
        "late_rate" => "Tỷ lệ quá hạn",
        "past_deadline_rate" => "Tỷ lệ quá hạn, trễ hạn",
        CANCELLED => "Thu hồi",
        other => other,
    }
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

    /// A measure as a cell.
    #[must_use]
    pub fn cell(&self, measure: &Measure, reader: Reader) -> Cell {
        let digits = match reader {
            Reader::Program => PERCENT_DIGITS,
            Reader::Person => 1,
        };
        match measure.kind {
            MeasureKind::Count => Cell::Count(self.get(measure.id)),
            MeasureKind::Rate { part, whole } => {
                Cell::Rate { ratio: Ratio { part: self.get(part), whole: self.get(whole) }, digits }
            }
        }
    }

    /// Which of two has the higher value of a measure, compared without rounding.
    #[must_use]
    pub fn compare(&self, other: &Self, measure: &Measure) -> Ordering {
        match measure.kind {
            MeasureKind::Count => self.get(measure.id).cmp(&other.get(measure.id)),
            MeasureKind::Rate { part, whole } => {
                let wide = |counts: &Self, id: &'static str| u128::from(counts.get(id));
                let is_there = (wide(self, whole) > 0).cmp(&(wide(other, whole) > 0));
                is_there.then((wide(self, part) * wide(other, whole)).cmp(&(wide(other, part) * wide(self, whole))))
            }
        }
    }

    /// Adds other counts.
    pub fn add(&mut self, other: &Self) {
        for (id, tasks) in &other.0 {
            *self.0.entry(id).or_default() += tasks;
        }
    }
}

/// The columns of yes and no that a count looks at, beside disposition and status.
pub(super) fn flags_of(count: &str) -> Vec<&'static str> {
    let holds = METRICS.iter().find(|metric| metric.id == count).and_then(|metric| match metric.kind {
        MetricKind::Count(holds) => Some(holds()),
        MetricKind::Rate { .. } => None,
    });
    let names = holds.iter().flat_map(IntoIterator::into_iter).filter_map(|part| match part {
        Expr::Column(name) => Some(name.to_string()),
        _ => None,
    });
    let names: Vec<String> = names.collect();
    let column = |flag: &'static str| if flag == "on_paper" { "channel" } else { flag };
    FLAGS.into_iter().filter(|flag| names.iter().any(|name| name == column(flag))).collect()
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
    let mut flags: BTreeMap<&'static str, Vec<bool>> = FLAGS.iter().map(|name| (*name, Vec::new())).collect();
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
