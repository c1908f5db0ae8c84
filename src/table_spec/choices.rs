//! The words that front matter chooses from.
//!
//! In: TOML. Out: kinds of tables, membership rules, groupings, statuses, channels, forms of a zero.

use serde::Deserialize;

/// What stands in the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// One row for each group, with metrics.
    #[default]
    Groups,
    /// One row for each task.
    List,
    /// One row for each unit of a register of yes/no facts.
    Register,
    /// What scoring brought about.
    Scores,
    /// One row for each metric, tables of other periods side by side, and what changed.
    Comparison,
}

impl TableKind {
    /// Whether it counts tasks itself.
    #[must_use]
    pub fn counts_tasks(self) -> bool {
        matches!(self, Self::Groups | Self::List)
    }
}

/// What a table of kind `scores` shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoreShow {
    /// Units by rank, one table for each level group.
    Ranking,
    /// Points of each unit in each field.
    Fields,
    /// Each criterion over all units.
    Criteria,
    /// Each criterion of one unit with its reason, one table for each unit.
    Cards,
    /// Criteria that do not apply to some units.
    Special,
    /// The tasks that cost points.
    Tasks,
    /// The units that are not scored.
    LeftOut,
    /// Who would gain and who would lose under another rulebook.
    Comparison,
}

/// Which tasks belong to the period [from, to]; always only those given by the as-of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Membership {
    /// Given in the period.
    #[default]
    Given,
    /// Due in the period.
    Due,
    /// Not done at the as-of, whenever given.
    Open,
    /// Given by the end of the period and not done before it starts.
    OpenDuring,
    /// Given before the period and open at its start, or given in it.
    CarriedNew,
}

impl Membership {
    /// Stable id, as in front matter.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Due => "due",
            Self::Open => "open",
            Self::OpenDuring => "open_during",
            Self::CarriedNew => "carried_new",
        }
    }
}

/// What the rows of a table of groups stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    /// One row for everything.
    #[default]
    All,
    /// A row for each lead unit.
    Unit,
    /// A row for each year in which tasks were given.
    Year,
    /// A row for each assigner.
    Assigner,
    /// A row for tasks given through software, one for those on paper.
    Channel,
    /// A row for each span of `age_bands`, by the days late.
    Age,
}

/// What a task is at the as-of of a table; a counted task has exactly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Done by the deadline, or done without one.
    OnTime,
    /// Done after the deadline.
    Late,
    /// Open, the deadline not passed, or without one.
    InDeadline,
    /// Open, the deadline passed.
    Overdue,
}

impl Status {
    /// Every status, in the order of the official tables.
    pub const ALL: [Self; 4] = [Self::OnTime, Self::Late, Self::InDeadline, Self::Overdue];

    /// Stable id, as in front matter, `tasks.csv` and metrics.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::OnTime => "on_time",
            Self::Late => "late",
            Self::InDeadline => "in_deadline",
            Self::Overdue => "overdue",
        }
    }
}

/// How a task was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Through some software: whatever is not known to be on paper.
    Software,
    /// On paper.
    Paper,
    /// In any way, also where the policies count tasks on paper apart.
    Any,
}

impl Channel {
    /// Stable id, as in the field `channel`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Software => "software",
            Self::Paper => "paper",
            Self::Any => "any",
        }
    }
}

/// How a zero count is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Zero {
    /// As an empty cell, as official tables do.
    #[default]
    Blank,
    /// As 0.
    Zero,
}
