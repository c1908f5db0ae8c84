//! One object for each table: what it filters, counts, sorts and prints, and the instant that it speaks of.
//!
//! In: a `[[table]]` of a report's front matter and the instants and period of the project. Out: a [`TableSpec`] from which
//! classification, captions and columns all come, so that what is printed is what was applied.

mod choices;

use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;

pub use choices::{Channel, GroupBy, Membership, ScoreShow, Status, TableKind, Zero};

use crate::{
    document::Align,
    period::{ReportingPeriod, WhichPeriod},
    value::AsOf,
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
    /// Which period that is.
    #[serde(default)]
    pub period: WhichPeriod,
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
    /// Last days of the spans of `group_by = "age"`, rising; a span without an end follows. By default 30, 60 and 90.
    #[serde(default)]
    pub age_bands: Vec<u32>,
    /// In which order: the groups of a table by this count, the highest first and none with zero; the tasks of a list by `unit`, then by
    /// days late, the latest first. By default the order of the registry, or of documents.
    pub order: Option<String>,
    /// With `order`, how many groups it shows; those equal to the last of them are shown too.
    pub top: Option<usize>,
    /// Ids of the tables that a comparison sets side by side; changes lead to the first.
    #[serde(default)]
    pub compare: Vec<String>,
    /// The rows of a comparison.
    #[serde(default)]
    pub metrics: Vec<ComparedMetric>,
    /// Columns from left to right; a table without columns serves the text only.
    #[serde(default)]
    pub columns: Vec<ColumnDefinition>,
    /// How a zero is printed.
    #[serde(default)]
    pub zero: Zero,
    /// Label of the total row; absent means none.
    pub total: Option<String>,
}

impl TableDefinition {
    /// A table that is counted and not shown: all tasks given by its as-of.
    #[must_use]
    pub fn counted(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            title: String::new(),
            kind: TableKind::default(),
            as_of: String::new(),
            sources: Vec::new(),
            register: None,
            show: None,
            membership: Membership::default(),
            period: WhichPeriod::default(),
            group_by: GroupBy::default(),
            statuses: Vec::new(),
            channel: None,
            due_within_days: None,
            no_deadline_since_months: None,
            age_bands: Vec::new(),
            order: None,
            top: None,
            compare: Vec::new(),
            metrics: Vec::new(),
            columns: Vec::new(),
            zero: Zero::default(),
            total: None,
        }
    }
}

/// One row of a comparison.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ComparedMetric {
    /// Id of the metric.
    pub id: String,
    /// What the row is called.
    pub label: String,
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

/// A month, two and three.
const AGE_BANDS: &[u32] = &[30, 60, 90];

/// What `order` of a list may say.
pub const BY_UNIT: &str = "unit";

/// A table definition with its instant and period resolved.
#[derive(Debug, Clone)]
pub struct TableSpec {
    /// As written.
    pub definition: TableDefinition,
    /// The instant that its figures speak of.
    pub as_of: AsOf,
    /// The period that its membership speaks of.
    pub period: ReportingPeriod,
    /// Whether it counts anything: a table of an earlier period does not where the project wants no comparison.
    pub is_counted: bool,
}

impl TableSpec {
    /// Stable id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.definition.id
    }

    /// The last days of the spans of days late that have an end.
    #[must_use]
    pub fn age_bands(&self) -> &[u32] {
        let own = self.definition.age_bands.as_slice();
        if own.is_empty() { AGE_BANDS } else { own }
    }

    /// The spans of days late, each from its first day to its last.
    pub fn age_spans(&self) -> impl Iterator<Item = (u32, Option<u32>)> {
        let bands = self.age_bands();
        let ends = bands.iter().copied().map(Some).chain([None]);
        let starts = [1].into_iter().chain(bands.iter().map(|end| end.saturating_add(1)));
        starts.zip(ends)
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
        let sources = &self.definition.sources;
        self.is_counted && (sources.is_empty() || sources.iter().any(|wanted| wanted == source))
    }
}
