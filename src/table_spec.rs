//! One object for each table: what it filters, counts, sorts and prints, and the instant that it speaks of.
//!
//! In: a `[[table]]` of a report's front matter and the instants and period of the project. Out: a [`TableSpec`] from which
//! classification, captions and columns all come, so that what is printed is what was applied.

use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;

use crate::{
    document::Align,
    value::{AsOf, Period},
};

/// A `[[table]]` as it is written in the front matter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableDefinition {
    /// Stable id: name of the CSV twin, `tables.<id>` in the template.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// What stands in its rows.
    #[serde(default)]
    pub kind: TableKind,
    /// Name of an instant in `[as_of]` of dondoc.toml. A report names one for each table; the tables of a letter speak of the instant
    /// of `[letters]`.
    #[serde(default)]
    pub as_of: String,
    /// Ids of the inputs that it reads; empty means all.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Id of the register that fills a table of kind `register`.
    pub register: Option<String>,
    /// What a table of kind `scores` shows.
    pub show: Option<ScoreShow>,
    /// Which tasks belong to the period.
    #[serde(default)]
    pub membership: Membership,
    /// What the rows of a table of groups stand for.
    #[serde(default)]
    pub group_by: GroupBy,
    /// Statuses that the table keeps; empty means all.
    #[serde(default)]
    pub statuses: Vec<Status>,
    /// Keeps only what was given this way; without it, what the policies let count.
    pub channel: Option<Channel>,
    /// Keeps only what is open and due from the as-of until this many days after it, both days included.
    pub due_within_days: Option<u32>,
    /// Keeps only what is open, has no deadline, and was given this many months before the as-of or earlier.
    pub no_deadline_since_months: Option<u32>,
    /// Columns from left to right; a table without columns serves the text only.
    #[serde(default)]
    pub columns: Vec<ColumnDefinition>,
    /// How a zero is printed.
    #[serde(default)]
    pub zero: Zero,
    /// Label of the total row; absent means none.
    pub total: Option<String>,
}

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
}

impl Channel {
    /// Stable id, as in the field `channel`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Software => "software",
            Self::Paper => "paper",
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

/// One column as it is written in the front matter.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnDefinition {
    /// `sequence`, `unit`, `group` (of a table of groups), the id of a metric, of a field, or of a fact of a register.
    pub id: String,
    /// Words of the heading.
    pub heading: String,
    /// Words above it, merged with neighbours of the same words.
    pub group: Option<String>,
    /// Share of the width.
    #[serde(default = "one")]
    pub width: f32,
    /// Where cells stand; by default what suits the type.
    pub align: Option<AlignDefinition>,
    /// Whether equal neighbours are merged downwards.
    #[serde(default)]
    pub merge: bool,
}

/// Where cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlignDefinition {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

impl From<AlignDefinition> for Align {
    fn from(align: AlignDefinition) -> Self {
        match align {
            AlignDefinition::Left => Self::Left,
            AlignDefinition::Center => Self::Center,
            AlignDefinition::Right => Self::Right,
        }
    }
}

fn one() -> f32 {
    1.0
}

/// A table definition with its instant and period resolved.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// As written.
    pub definition: TableDefinition,
    /// The instant that its figures speak of.
    pub as_of: AsOf,
    /// The period that its membership speaks of.
    pub period: Period,
}

impl TableSpec {
    /// Stable id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.definition.id
    }

    /// The last day on which a task is due soon, where the table asks for such tasks; both ends count.
    #[must_use]
    pub fn due_until(&self) -> Option<NaiveDate> {
        let days = self.definition.due_within_days?;
        Some(self.as_of.date.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX))
    }

    /// The last day that anything in the table may depend on: its as-of, the end of its period, and until when it asks for tasks due soon.
    #[must_use]
    pub fn horizon(&self) -> NaiveDate {
        let asked = [self.as_of.date, self.period.to()].into_iter().chain(self.due_until());
        asked.max().unwrap_or(self.as_of.date)
    }

    /// The last day on which a task without a deadline must have been given for the table to keep it, where it asks for such tasks.
    /// Months are those of the calendar: three months before 31 May is 28 or 29 February.
    #[must_use]
    pub fn given_until(&self) -> Option<NaiveDate> {
        let months = self.definition.no_deadline_since_months?;
        Some(self.as_of.date.checked_sub_months(Months::new(months)).unwrap_or(NaiveDate::MIN))
    }

    /// Whether the table reads the input with this id; without any named it reads all.
    #[must_use]
    pub fn reads(&self, source: &str) -> bool {
        self.definition.sources.is_empty() || self.definition.sources.iter().any(|wanted| wanted == source)
    }
}
