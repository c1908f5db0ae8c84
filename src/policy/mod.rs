//! The choices that a regulation leaves open, each with its documented default (`[policy]` in dondoc.toml).
//!
//! In: the table of dondoc.toml. Out: one [`Policy`] that `normalize` and `classify` obey, the manifest records and reports note.

mod catalogue;
mod limit;

use serde::{Deserialize, Serialize};

pub use catalogue::{Choice, POLICIES, PolicyText};
pub use limit::QuarantineLimit;

/// Every policy of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// Which deadline counts.
    pub deadline: DeadlinePolicy,
    /// Whether tasks without a deadline count.
    pub no_deadline: NoDeadlinePolicy,
    /// Whose a task is that several units lead.
    pub joint: JointPolicy,
    /// What happens to a unit that the registry does not know.
    pub unregistered_unit: UnregisteredPolicy,
    /// Who has the tasks of a unit that has changed since.
    pub unit_change: UnitChange,
    /// Which units are scored.
    pub scored_units: ScoredUnits,
    /// What happens to dates such as 11/8/14.
    pub two_digit_year: TwoDigitYearPolicy,
    /// What happens to rows that nobody sees who opens the export.
    pub hidden_rows: HiddenRowsPolicy,
    /// What "before 28/7" means.
    pub before_date: BeforeDatePolicy,
    /// What becomes of a deadline on a day of rest.
    pub rest_day: RestDayPolicy,
    /// Whether dates or labels tell the status of a task.
    pub status_from: StatusFrom,
    /// What a task is that its label calls done, without a date of completion.
    pub done_without_date: DoneWithoutDate,
    /// What a task is whose completion nobody has confirmed yet.
    pub awaiting_confirmation: AwaitingPolicy,
    /// Whether cancelled tasks leave the totals.
    pub cancelled: CancelledPolicy,
    /// Whether tasks that were sent back leave the totals.
    pub returned: ReturnedPolicy,
    /// What happens to a task without a day on which it was given.
    pub missing_assigned_on: MissingAssignedOn,
    /// Which of the rows of one id counts.
    pub duplicate_id: DuplicateIdPolicy,
    /// What happens to rows with a mark of secrecy.
    pub secret: SecretPolicy,
    /// Whether tasks given on paper count.
    pub paper: PaperPolicy,
    /// More quarantined rows than this, or than this share of all tasks, stop the run with exit status 3.
    pub max_quarantined: Option<QuarantineLimit>,
}

/// Which deadline counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlinePolicy {
    /// The latest approved extension; one approved after the as-of or after the original deadline does not count.
    #[default]
    Latest,
    /// The first deadline, whatever was approved later.
    Original,
}

/// Whether tasks without a deadline count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoDeadlinePolicy {
    /// As on time when done, in deadline while open.
    #[default]
    Counted,
    /// They leave the totals, with a disposition of their own.
    Excluded,
}

/// Whose a task is that several units lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JointPolicy {
    /// It counts once in the row of each; totals of tasks count it once.
    #[default]
    EachLead,
    /// It counts in the row of the first that its cell names.
    FirstLead,
}

impl JointPolicy {
    /// The units that a task counts for, of those that lead it.
    #[must_use]
    pub fn counted(self, leads: &[u32]) -> &[u32] {
        match self {
            Self::EachLead => leads,
            Self::FirstLead => leads.get(..1).unwrap_or_default(),
        }
    }
}

/// What happens to a unit that the registry does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnregisteredPolicy {
    /// It keeps a row of its own under the spelling of the export, and is listed.
    #[default]
    OwnRow,
    /// Its rows wait in quarantine.
    Quarantine,
}

/// Who has the tasks of a unit that was renamed, merged or abolished since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitChange {
    /// The unit that was there when the task was given.
    #[default]
    AsWas,
    /// Its successor at the as-of of the table.
    AsIs,
}

/// Which units are scored, and so keep a row even without tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoredUnits {
    /// Those that the registry says are.
    #[default]
    Registry,
    /// Those of `[units] scored` in dondoc.toml.
    List,
}

/// What happens to dates with a two-digit year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TwoDigitYearPolicy {
    /// The row waits in quarantine: a year is never guessed silently.
    #[default]
    Quarantine,
    /// 14 is read as 2014.
    #[serde(rename = "20xx")]
    TwoThousands,
}

/// What happens to hidden rows of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenRowsPolicy {
    /// They are read like any other: a filter that somebody left on must not change a figure. A notice says how many there are.
    #[default]
    Read,
    /// They are skipped, counted and listed.
    Skip,
}

/// What "before a day" means; "before a month" is always the last day of the month before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BeforeDatePolicy {
    /// The task is in time on that day still.
    #[default]
    ThatDay,
    /// The day before it is the last in time.
    DayBefore,
}

/// What becomes of a deadline on a Saturday, a Sunday or a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RestDayPolicy {
    /// It stays.
    #[default]
    AsWritten,
    /// It moves to the next working day of the calendar.
    NextWorkingDay,
}

/// Whether dates or labels tell the status of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusFrom {
    /// Dates where the export has a column for the day of completion, else its labels.
    #[default]
    Auto,
    /// Dates only; an export without the columns is refused.
    Dates,
    /// Labels only; an export without the column is refused.
    Labels,
}

/// What a task is that its label calls done, without a date of completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DoneWithoutDate {
    /// What the label says, on time or late; one that says neither waits in quarantine where there is a deadline.
    #[default]
    Label,
    /// Its row waits in quarantine.
    Quarantine,
    /// It is open.
    Open,
}

/// What a task is whose completion nobody has confirmed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AwaitingPolicy {
    /// Open.
    #[default]
    Open,
    /// Done.
    Done,
}

/// Whether cancelled tasks leave the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelledPolicy {
    /// They leave the totals and are counted apart.
    #[default]
    LeaveTotal,
    /// They count like any other task.
    Keep,
}

/// Whether tasks that were sent back leave the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedPolicy {
    /// They are open.
    #[default]
    Open,
    /// They leave the totals.
    LeaveTotal,
}

/// What happens to a task without a day on which it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingAssignedOn {
    /// Its row waits in quarantine; where an export has no such column at all, its tasks count as given in the period.
    #[default]
    Quarantine,
    /// It counts as given in the period.
    InputPeriod,
}

/// Which of the rows of one id counts, where they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateIdPolicy {
    /// None: all of them wait in quarantine.
    #[default]
    Strict,
    /// The one of the latest update; the others are skipped. Several of that day wait, and all do where a row does not tell its day.
    LatestUpdate,
}

/// What happens to rows with a mark of secrecy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SecretPolicy {
    /// They stop the run.
    #[default]
    Stop,
    /// They are skipped and counted; of their text nothing is kept but where they stand.
    Exclude,
}

/// Whether tasks given on paper count beside those of the software.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaperPolicy {
    /// They count like any other; reports say how many they are.
    #[default]
    Include,
    /// They count in tables that ask for them alone (`channel = "paper"`); others say how many they leave out.
    Separate,
    /// They leave the totals of every table.
    Exclude,
}
