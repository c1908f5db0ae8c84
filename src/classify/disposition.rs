//! What becomes of an accepted task in one table, and why.
//!
//! In: a [`TableSpec`] and the policies. Out: [`Disposition`], and the expression that tells it of each task; what only the status decides
//! is left to the whole.

use polars::prelude::{Expr, col, lit, when};

use super::{cancelled_by, day, done, held::Held, number};
use crate::{
    normalize::Reported,
    policy::{CancelledPolicy, NoDeadlinePolicy, PaperPolicy, Policy, ReturnedPolicy},
    table_spec::{Channel, Membership, TableSpec},
    value::Period,
};

/// What becomes of an accepted task in one table; **accepted = the sum of all**.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Disposition {
    /// In the figures.
    Counted,
    /// Given after the as-of.
    NotYetGiven,
    /// From an input that the table does not read.
    Filtered,
    /// Outside the period under the membership rule.
    OutsidePeriod,
    /// Left out by a policy.
    Excluded,
    /// Of a status that the table does not keep.
    OtherStatus,
    /// Of a deadline that the table does not keep: not due soon, or, where it asks for tasks without one, with a deadline or given lately.
    OtherDeadline,
    /// Called off by the as-of.
    Cancelled,
    /// Given in a way that the table does not count: on paper, or through software.
    OtherChannel,
}

impl Disposition {
    /// Every disposition, in the order of its code.
    pub const ALL: [Self; 9] = [
        Self::Counted,
        Self::NotYetGiven,
        Self::Filtered,
        Self::OutsidePeriod,
        Self::Excluded,
        Self::OtherStatus,
        Self::OtherDeadline,
        Self::Cancelled,
        Self::OtherChannel,
    ];

    /// Stable id, as in `tasks.csv`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::NotYetGiven => "not_yet_given",
            Self::Filtered => "filtered",
            Self::OutsidePeriod => "outside_period",
            Self::Excluded => "excluded",
            Self::OtherStatus => "other_status",
            Self::OtherDeadline => "other_deadline",
            Self::Cancelled => "cancelled",
            Self::OtherChannel => "other_channel",
        }
    }

    /// The number that stands for it in the frame.
    #[must_use]
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// What becomes of each task, as far as its status does not decide it.
pub fn disposition(spec: &TableSpec, policy: &Policy, sources: &[String], held: &Held) -> Expr {
    let unread = sources.iter().zip(0u32..).filter(|(id, _)| !spec.reads(id));
    let from_other_input = unread.map(|(_, index)| col("source").eq(lit(index))).reduce(Expr::or);
    let without_deadline = match policy.no_deadline {
        NoDeadlinePolicy::Counted => None,
        NoDeadlinePolicy::Excluded => Some(col("has_deadline").not()),
    };
    let returned = match policy.returned {
        ReturnedPolicy::Open => None,
        ReturnedPolicy::LeaveTotal => held.any(|code| code == Reported::Returned),
    };
    let paper = match policy.paper {
        PaperPolicy::Include | PaperPolicy::Separate => None,
        PaperPolicy::Exclude => Some(on_paper()),
    };
    let cancelled = match policy.cancelled {
        CancelledPolicy::LeaveTotal => cancelled_by(day(spec.as_of.date), held),
        CancelledPolicy::Keep => None,
    };
    let excluded = [without_deadline, returned, paper].into_iter().flatten().reduce(Expr::or);
    // The first that holds; what cannot hold is not asked.
    let not_counted = [
        (Disposition::Filtered, from_other_input),
        (Disposition::NotYetGiven, Some(col("assigned_on").gt(day(spec.as_of.date)))),
        (Disposition::OutsidePeriod, outside_period(spec, held)),
        (Disposition::OtherChannel, other_channel(spec, policy)),
        (Disposition::Cancelled, cancelled),
        (Disposition::Excluded, excluded),
    ];
    let counted = number(Disposition::Counted.code());
    not_counted.into_iter().rev().fold(counted, |others, (disposition, holds)| match holds {
        Some(holds) => when(holds).then(number(disposition.code())).otherwise(others),
        None => others,
    })
}

/// Whether a task was given on paper; one of which nobody says so was not.
pub fn on_paper() -> Expr {
    col("channel").eq(lit(Channel::Paper.id())).fill_null(lit(false))
}

/// Whether a task was given in a way that the table does not count.
fn other_channel(spec: &TableSpec, policy: &Policy) -> Option<Expr> {
    match (spec.definition.channel, policy.paper) {
        (Some(Channel::Paper), _) => Some(on_paper().not()),
        (Some(Channel::Software), _) | (None, PaperPolicy::Separate) => Some(on_paper()),
        (Some(Channel::Any), _) | (None, PaperPolicy::Include | PaperPolicy::Exclude) => None,
    }
}

/// Whether a task does not belong to the period of the table (design: membership).
fn outside_period(spec: &TableSpec, held: &Held) -> Option<Expr> {
    let (from, to) = (day(spec.period.from()), day(spec.period.to()));
    let within = |date: Expr| date.clone().gt_eq(from.clone()).and(date.lt_eq(to.clone()));
    // A task without a day given was given in the period: comparisons with null are null, which is no reason to leave it out.
    let not_done_before = |start: Expr| {
        let open = col("completed_on").is_null().or(col("completed_on").gt_eq(start.clone()));
        match held.any(|code| code == Reported::Cancelled) {
            Some(cancelled) => open.and(cancelled.and(col("closed_on").lt(start)).fill_null(lit(false)).not()),
            None => open,
        }
    };
    let given_by_end = col("assigned_on").lt_eq(to.clone());
    let member = match spec.definition.membership {
        Membership::Given if spec.period.days() == Period::EVER => return None,
        Membership::Given => within(col("assigned_on")),
        Membership::Due => col("deadline").is_not_null().and(within(col("deadline"))),
        Membership::Open => done(day(spec.as_of.date), held).not(),
        Membership::OpenDuring => given_by_end.and(not_done_before(from)),
        Membership::CarriedNew => {
            let carried = col("assigned_on").lt(from.clone()).and(not_done_before(from.clone()));
            carried.or(within(col("assigned_on")))
        }
    };
    Some(member.not())
}
