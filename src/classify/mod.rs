//! Stage 3: each accepted task gets one disposition and, when counted, exactly one status, for each table.
//!
//! In: a task batch, a [`TableSpec`] and the policies. Out: [`ClassifiedTasks`]: the batch with `deadline` (date, after
//! policy), `has_deadline` (bool), `due_today` (bool, due on the as-of), `extended` and `extended_late` (bool, by the as-of), `disposition` (u8, see [`Disposition`]), `status` (u8, see [`status_code`]; null unless
//! counted) and `days_late` (i32, null unless late or overdue). All of it is Polars expressions; no row is looped over.

mod disposition;
mod held;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use polars::prelude::{
    DataFrame, DataType, Expr, IntoColumn, IntoLazy, JoinArgs, JoinType, LazyFrame, MaintainOrderJoin, NULL, NamedFrom,
    PolarsError, Scalar, Series, by_name, col, lit, when,
};

pub use disposition::{Disposition, on_paper};

use disposition::disposition;
use held::Held;

use crate::{
    calendar::Calendar,
    diagnostic::{Code, Diagnostic, Failure},
    normalize::{Reported, TaskBatch},
    policy::{DeadlinePolicy, Policy},
    table_spec::{Status, TableSpec},
    value::{date_of_epoch_days, epoch_days},
};

/// The number that stands for a status in the frame.
#[must_use]
pub fn status_code(status: Status) -> u8 {
    status as u8
}

/// A task batch seen by one table.
pub struct ClassifiedTasks {
    /// The columns of the batch and those that this stage adds.
    pub frame: DataFrame,
    /// Warnings: `no-calendar` for each year whose deadlines could not be moved and do not matter to the table yet.
    pub notices: Vec<Diagnostic>,
}

/// Classifies one batch for one table. `sources` are the ids of the inputs, in the order of the `source` column; with a `calendar`, a
/// deadline on a day of rest moves to the next working day. In a year that the calendar lacks, one beyond the horizon of the table stays.
///
/// # Errors
/// `no-calendar` for each year that the calendar lacks, where a deadline up to the horizon lies in it; `internal-error` when Polars refuses an expression: a defect of the program.
pub fn classify(
    batch: &TaskBatch,
    spec: &TableSpec,
    policy: &Policy,
    calendar: Option<&Calendar>,
    sources: &[String],
) -> Result<ClassifiedTasks, Failure> {
    let Classifying { tasks, notices, .. } = classifying(batch, spec, policy, calendar, sources)?;
    let frame = tasks.collect().map_err(|error| refused(&error))?;
    Ok(ClassifiedTasks { frame, notices })
}

/// A task batch about to be seen by one table: only the columns that somebody goes on to ask for are worked out.
pub struct Classifying {
    /// As the frame of [`ClassifiedTasks`] will be.
    pub tasks: LazyFrame,
    /// Whether the table reads every input.
    pub reads_all: bool,
    /// As there.
    pub notices: Vec<Diagnostic>,
    as_of: NaiveDate,
}

impl Classifying {
    /// The tasks as they were known at the as-of: what is dated later had not happened.
    pub fn as_known(&self) -> LazyFrame {
        let by_then = |date: &str| col(date).gt(day(self.as_of)).fill_null(lit(false)).not();
        let known = |name: &str, date: &str| when(by_then(date)).then(col(name)).otherwise(lit(NULL)).alias(name);
        // The latest deadline goes with the day on which it was approved.
        let dates = ["completed_on", "closed_on", "extended_on"].map(|name| known(name, name));
        self.tasks.clone().with_columns([known("deadline_latest", "extended_on")]).with_columns(dates)
    }
}

/// Classifies one batch without working anything out yet.
///
/// # Errors
/// As [`classify()`].
pub fn classifying(
    batch: &TaskBatch,
    spec: &TableSpec,
    policy: &Policy,
    calendar: Option<&Calendar>,
    sources: &[String],
) -> Result<Classifying, Failure> {
    let held = &Held::of(&batch.frame);
    let dated = batch.frame.clone().lazy().with_columns([deadline(spec, policy, held).alias("deadline")]);
    let (dated, notices) = match calendar {
        Some(calendar) => on_working_days(dated, calendar, spec)?,
        None => (dated, Vec::new()),
    };
    let reads_all = sources.iter().all(|source| spec.reads(source));
    let tasks = with_columns(dated, spec, policy, sources, held);
    Ok(Classifying { tasks, reads_all, notices, as_of: spec.as_of.date })
}

fn refused(error: &PolarsError) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", error).into()
}

/// The tasks with deadlines on days of rest moved to the next working day; each distinct day is looked up once.
fn on_working_days(
    dated: LazyFrame,
    calendar: &Calendar,
    spec: &TableSpec,
) -> Result<(LazyFrame, Vec<Diagnostic>), Failure> {
    let frame = dated.collect().map_err(|error| refused(&error))?;
    let days = distinct_deadlines(&frame).map_err(|error| refused(&error))?;
    let (moved, notices) = calendar.moved(&days, spec.horizon())?;
    if moved.is_empty() {
        return Ok((frame.lazy(), notices));
    }
    replaced(frame, &moved).map(|frame| (frame, notices)).map_err(|error| refused(&error))
}

/// The frame with each deadline that stands in `moved` replaced.
fn replaced(frame: DataFrame, moved: &BTreeMap<NaiveDate, NaiveDate>) -> Result<LazyFrame, PolarsError> {
    let days =
        |name: &str, days: Vec<i32>| Series::new(name.into(), days).cast(&DataType::Date).map(Series::into_column);
    let written = days("deadline", moved.keys().copied().map(epoch_days).collect())?;
    let next = days("next_working_day", moved.values().copied().map(epoch_days).collect())?;
    let table = DataFrame::new(moved.len(), vec![written, next])?.lazy();
    let in_order = JoinArgs { maintain_order: MaintainOrderJoin::Left, ..JoinArgs::new(JoinType::Left) };
    let joined = frame.lazy().join(table, [col("deadline")], [col("deadline")], in_order);
    let next = || col("next_working_day");
    let deadline = when(next().is_not_null()).then(next()).otherwise(col("deadline")).alias("deadline");
    Ok(joined.with_columns([deadline]).drop(by_name(["next_working_day"], true, false)))
}

fn distinct_deadlines(frame: &DataFrame) -> Result<BTreeSet<NaiveDate>, PolarsError> {
    let days = frame.column("deadline")?.unique()?.cast(&DataType::Int32)?;
    Ok(days.i32()?.iter().flatten().filter_map(date_of_epoch_days).collect())
}

fn with_columns(dated: LazyFrame, spec: &TableSpec, policy: &Policy, sources: &[String], held: &Held) -> LazyFrame {
    let as_of = day(spec.as_of.date);
    let done = done(as_of.clone(), held);
    let status = status(done.clone(), as_of.clone(), held);
    let counted = col("disposition").eq(lit(Disposition::Counted.code()));
    let end = when(done).then(col("completed_on")).otherwise(as_of.clone());
    let late = col("status").eq(code(Status::Late)).or(col("status").eq(code(Status::Overdue)));
    let days = (day_number(end) - day_number(col("deadline"))).cast(DataType::Int32);
    // A label may call a task late though its dates do not say by how much.
    let days_late = when(late.and(days.clone().gt(lit(0)))).then(days);
    let frame = dated;
    let due_today = col("deadline").is_not_null().and(col("deadline").eq(as_of.clone()));
    let (extended, extended_late) = extensions(as_of, held);
    let frame = frame.with_columns([has_deadline(held).alias("has_deadline"), due_today.alias("due_today")]);
    let frame = frame.with_columns([extended.alias("extended"), extended_late.alias("extended_late")]);
    let frame = frame.with_columns([disposition(spec, policy, sources, held).alias("disposition")]);
    // The status of every task first: it decides which of those in the figures the table keeps.
    let mut frame = frame.with_columns([status.alias("status")]);
    let kept = [(kept(spec), Disposition::OtherStatus), (deadline_kept(spec), Disposition::OtherDeadline)];
    for (kept, why) in kept.into_iter().filter_map(|(kept, why)| Some((kept?, why))) {
        let left_out = when(counted.clone().and(kept.not())).then(number(why.code()));
        let other = left_out.otherwise(col("disposition")).alias("disposition");
        frame = frame.with_columns([other]);
    }
    let of_counted = when(counted).then(col("status")).otherwise(lit(NULL));
    let frame = frame.with_columns([of_counted.alias("status")]);
    frame.with_columns([days_late.otherwise(lit(NULL)).alias("days_late")])
}

/// Whether a task is done at the as-of: by its label where that decides, else by its date.
fn done(as_of: Expr, held: &Held) -> Expr {
    let by_date = col("completed_on").is_not_null().and(col("completed_on").lt_eq(as_of));
    if !held.decides {
        return by_date;
    }
    when(col("label_decides")).then(held.label_is(Reported::is_done)).otherwise(by_date)
}

/// The status of a task, whether it is in the figures or not.
fn status(done: Expr, as_of: Expr, held: &Held) -> Expr {
    let passed = |end: Expr| col("deadline").is_not_null().and(end.gt(col("deadline"))).fill_null(lit(false));
    let by_dates = when(done)
        .then(when(passed(col("completed_on"))).then(code(Status::Late)).otherwise(code(Status::OnTime)))
        .otherwise(when(passed(as_of)).then(code(Status::Overdue)).otherwise(code(Status::InDeadline)));
    if !held.decides {
        return by_dates;
    }
    let decides = |wanted: Reported| col("label_decides").and(held.label_is(move |code| code == wanted));
    when(decides(Reported::OnTime))
        .then(code(Status::OnTime))
        .when(decides(Reported::Late))
        .then(code(Status::Late))
        .when(decides(Reported::InDeadline))
        .then(code(Status::InDeadline))
        .when(decides(Reported::Overdue))
        .then(code(Status::Overdue))
        // "Done" and "open" alone leave it to the deadline.
        .otherwise(by_dates)
}

/// Whether there is a deadline. A label that speaks of one is believed where it says that it has passed, and where the export has no
/// column for deadlines.
fn has_deadline(held: &Held) -> Expr {
    let is_there = col("deadline").is_not_null();
    if !held.decides {
        return is_there;
    }
    let passed = held.label_is(|code| matches!(code, Reported::Late | Reported::Overdue));
    let any = held.label_is(|code| code.code() <= Reported::Overdue.code());
    let said = passed.or(any.and(col("has_deadline_column").not()));
    is_there.or(col("label_decides").and(said))
}

/// Whether a task was called off by a day; without a date of it by the day of extraction.
fn cancelled_by(date: Expr, held: &Held) -> Option<Expr> {
    let cancelled = held.any(|code| code == Reported::Cancelled)?;
    Some(cancelled.and(col("closed_on").is_null().or(col("closed_on").lt_eq(date))))
}

/// Whether a table keeps tasks of this status; nothing where it keeps all.
fn kept(spec: &TableSpec) -> Option<Expr> {
    spec.definition.statuses.iter().map(|status| col("status").eq(code(*status))).reduce(Expr::or)
}

/// Whether a table keeps tasks of this deadline: due soon, or without one for long; nothing where it keeps all. Both speak of open tasks
/// only.
fn deadline_kept(spec: &TableSpec) -> Option<Expr> {
    let open = || col("status").eq(code(Status::InDeadline));
    let soon = |until: NaiveDate| open().and(col("has_deadline")).and(col("deadline").lt_eq(day(until)));
    let none = || col("has_deadline").not().and(col("has_deadline_column"));
    let long = |until: NaiveDate| open().and(none()).and(col("assigned_on").lt_eq(day(until)));
    let wanted = [spec.due_until().map(soon), spec.given_until().map(long)];
    // A missing deadline makes its comparison null, which is no yes.
    wanted.into_iter().flatten().reduce(Expr::or).map(|kept| kept.fill_null(lit(false)))
}

/// The deadline that counts. An extension approved after the as-of or after the original deadline does not; an extension
/// without a date of approval does.
fn deadline(spec: &TableSpec, policy: &Policy, held: &Held) -> Expr {
    if policy.deadline == DeadlinePolicy::Original {
        return col("deadline_original");
    }
    let mut extended = col("deadline_latest").is_not_null();
    if held.approvals {
        let in_time = col("deadline_original").is_null().or(col("extended_on").lt_eq(col("deadline_original")));
        let by_then = col("extended_on").lt_eq(day(spec.as_of.date)).and(in_time);
        extended = extended.and(col("extended_on").is_null().or(by_then));
    }
    when(extended).then(col("deadline_latest")).otherwise(col("deadline_original"))
}

/// Whether a task was extended by the as-of, and whether only after its deadline: such an extension does not count.
fn extensions(as_of: Expr, held: &Held) -> (Expr, Expr) {
    if !held.approvals {
        return (col("deadline_latest").is_not_null(), lit(false));
    }
    let by_then = col("extended_on").is_null().or(col("extended_on").lt_eq(as_of));
    let extended = col("deadline_latest").is_not_null().and(by_then).fill_null(lit(false));
    let too_late = col("extended_on").gt(col("deadline_original")).fill_null(lit(false));
    (extended.clone(), extended.and(too_late))
}

fn code(status: Status) -> Expr {
    number(status_code(status))
}

/// A code among expressions; without its type it would be taken for a number of four bytes or more.
fn number(code: u8) -> Expr {
    lit(Scalar::from(code))
}

fn day(date: NaiveDate) -> Expr {
    lit(epoch_days(date)).cast(DataType::Date)
}

fn day_number(date: Expr) -> Expr {
    date.cast(DataType::Int32)
}
