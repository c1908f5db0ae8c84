//! Which rows of an export are no tasks: totals, groups, repeated headings, footers.
//!
//! In: a row. Out: a [`Verdict`]. But for a heading that stands once more or is numbered, only rows without id and without dates are ever
//! skipped (a sentence in their columns is neither); each kind is counted, and the rows are listed beside the quarantine. What has
//! nothing of a task but a text is [`Verdict::Doubtful`]: constants may fill what it lacks, so it must wait.

pub mod lines;
mod signs;

use chrono::Datelike;

use self::signs::is_number;
use super::{
    dates::{DateRule, DateSettings},
    mapping::Mapping,
    secrecy,
};
use crate::{
    ingest::{Heading, RawCell, Rows},
    schema::{FIELDS, Field, FieldKind},
    spelling,
};

/// Headings of the running number, which nothing reads.
pub const SEQUENCE: [&str; 5] = ["STT", "TT", "Số TT", "Số thứ tự", "Stt"];

/// A day is written with so many signs at least.
const SHORTEST_DAY: usize = 6;
/// Behind so many signs at most stands what parts the numbers of a day.
const YEAR_AND_SIGN: usize = 5;
/// Excel shows a count as a day of the years before, where its cell is formatted as a date.
const FIRST_YEAR: i32 = 1910;
/// Fields that a line below a table has nothing for.
const PROVING: [&str; 5] = ["document", "document_notation", "field", "status_label", "assigner"];

/// Why a row is no task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Nothing in it.
    Blank,
    /// A line across the table that names a group.
    Group,
    /// The heading once more, as after a page break.
    RepeatedHeading,
    /// The numbers of the columns, below the heading.
    ColumnNumbers,
    /// A sum.
    Total,
    /// Whatever stands below the total: who made the table, when.
    Footer,
    /// Not seen by a person who opens the file, where the policy leaves such rows out.
    Hidden,
    /// With a mark of secrecy, where the policy leaves such rows out: nothing of its text is shown anywhere.
    Secret,
    /// What a later row of the same id updates, where the policy lets that one count.
    EarlierUpdate,
    /// Of a task whose first row names its unit beside the others.
    Shared,
}

impl Skip {
    /// Stable id, as in the manifest.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Group => "group",
            Self::RepeatedHeading => "repeated_heading",
            Self::ColumnNumbers => "column_numbers",
            Self::Total => "total",
            Self::Footer => "footer",
            Self::Hidden => "hidden",
            Self::Secret => "secret",
            Self::EarlierUpdate => "earlier_update",
            Self::Shared => "shared",
        }
    }
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// To be judged as a task.
    Task,
    /// To be judged as a task, but never to be accepted: nothing tells that it is one.
    Doubtful,
    /// No task.
    Skip(Skip),
    /// A heading whose columns stand in another order: the rows below it cannot be read as those above.
    HeadingChanged,
}

/// How far down a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Right below the heading.
    Top,
    /// Among tasks.
    Body,
    /// Below a sum.
    AfterTotal,
    /// Below who signs.
    AfterSigning,
}

/// Recognises the rows of one sheet that are no tasks.
pub struct RowFilter<'a> {
    id_column: Option<usize>,
    number_columns: Vec<usize>,
    date_columns: Vec<usize>,
    deadline_columns: Vec<usize>,
    dates: DateRule<'a>,
    other_fields: Vec<usize>,
    /// What tells of a task beside its text: document, field, status.
    proving_columns: Vec<usize>,
    /// Who does it, or where there is no such column, what is to be done: a footer fills neither.
    telling_column: Option<usize>,
    lead_column: Option<usize>,
    labels: Vec<Vec<String>>,
    total_labels: Vec<String>,
    part: Part,
}

/// The cells of a row that hold something: column, text, key.
type Filled = [(usize, String, String)];

impl<'a> RowFilter<'a> {
    /// A filter for a sheet with this heading.
    pub fn new(heading: &Heading, mapping: &'a Mapping, dates: DateSettings) -> Self {
        let columns = |wanted: fn(&Field) -> bool| {
            let fields = FIELDS.iter().filter(move |field| field.id != "task_id" && wanted(field));
            fields.filter_map(|field| heading.column(field.id)).collect()
        };
        let keys = |label: &String| label.split(" / ").map(spelling::key).filter(|key| !key.is_empty()).collect();
        let marks =
            heading.bound().filter(|(name, _)| mapping.status_of_mark(name).is_some()).map(|(_, column)| column);
        let proving: Vec<usize> = columns(|field| PROVING.contains(&field.id));
        Self {
            id_column: heading.column("task_id"),
            number_columns: number_columns(heading),
            date_columns: columns(|field| is_date(field.kind)),
            deadline_columns: columns(|field| field.kind == FieldKind::Deadline),
            dates: dates.of(mapping),
            other_fields: columns(|field| !is_date(field.kind)),
            proving_columns: proving.into_iter().chain(marks).chain(secrecy::columns(heading)).collect(),
            telling_column: heading.column("lead_units").or_else(|| heading.column("content")),
            lead_column: heading.column("lead_units"),
            labels: heading.labels().iter().map(keys).collect(),
            total_labels: mapping.total_labels.clone(),
            part: Part::Top,
        }
    }

    /// Tells that rows were passed that a plain day shows to be tasks.
    pub fn pass_tasks(&mut self) {
        self.part = Part::Body;
    }

    /// The columns of days in which a cell that opens like one shows that its row is a task.
    pub fn telling_days(&self) -> Vec<usize> {
        self.date_columns.iter().copied().filter(|column| !self.label_opens_with_digit(*column)).collect()
    }

    /// What the row is.
    pub fn judge(&mut self, row: &dyn Rows) -> Verdict {
        // A cell that opens like a date, below a heading that does not, settles it for nearly every row of a large export.
        if self
            .date_columns
            .iter()
            .any(|column| opens_like_day(&row.cell(*column)) && !self.label_opens_with_digit(*column))
        {
            self.part = Part::Body;
            return Verdict::Task;
        }
        let cells = (0..row.width()).map(|column| (column, row.cell(column).text().into_owned()));
        let cells = cells.map(|(column, text)| (column, spelling::key(&text), text));
        let filled: Vec<(usize, String, String)> =
            cells.filter(|(_, key, _)| !key.is_empty()).map(|(column, key, text)| (column, text, key)).collect();
        let (verdict, part) = self.place(row, &filled);
        self.part = part;
        verdict
    }

    /// What a row without a plain day is, and what part of the table begins with it.
    fn place(&self, row: &dyn Rows, filled: &Filled) -> (Verdict, Part) {
        match self.heading_again(filled) {
            Some(Verdict::Skip(skip)) => return (Verdict::Skip(skip), Part::Top),
            Some(verdict) => return (verdict, self.part),
            None => {}
        }
        if self.part == Part::Top && lines::are_column_numbers(filled.iter().map(|(_, text, _)| text.as_str())) {
            return (Verdict::Skip(Skip::ColumnNumbers), Part::Top);
        }
        if self.is_total(row, filled) {
            return (Verdict::Skip(Skip::Total), Part::AfterTotal);
        }
        let signs = filled.iter().any(|(_, text, _)| lines::is_signing(text));
        if signs && self.is_bare(row, filled) {
            return (Verdict::Skip(Skip::Footer), Part::AfterSigning);
        }
        let is_below = matches!(self.part, Part::AfterTotal | Part::AfterSigning);
        if is_below && filled.iter().all(|(column, ..)| !self.is_of_task(row, *column)) {
            return (Verdict::Skip(Skip::Footer), self.part);
        }
        let is_line = self.is_line(filled);
        let is_id = |column: usize, text: &str| Some(column) == self.id_column && !is_line && !lines::is_signing(text);
        if self.is_dated(row, filled) || filled.iter().any(|(column, text, _)| is_id(*column, text)) {
            return (Verdict::Task, Part::Body);
        }
        if is_line || self.is_numbered_group(filled) {
            return (Verdict::Skip(Skip::Group), self.part);
        }
        let names_a_field = filled.iter().any(|(column, ..)| self.other_fields.contains(column));
        if !names_a_field && filled.len() <= 2 {
            return (Verdict::Skip(Skip::Group), self.part);
        }
        if filled.iter().any(|(column, text, _)| self.number_columns.contains(column) && is_number(text)) {
            return (Verdict::Task, Part::Body);
        }
        let part = if signs { Part::AfterSigning } else { self.part };
        let is_bare = self.is_bare(row, filled);
        match part {
            Part::AfterSigning | Part::AfterTotal
                if is_bare && filled.iter().all(|(_, text, _)| lines::is_name(text)) =>
            {
                (Verdict::Skip(Skip::Footer), part)
            }
            Part::AfterSigning => (Verdict::Doubtful, part),
            _ if is_bare => (Verdict::Doubtful, part),
            Part::Top | Part::Body => (Verdict::Task, Part::Body),
            Part::AfterTotal => (Verdict::Task, part),
        }
    }
}

/// The columns of running numbers: those that say so, or whose heading was left out at the left.
fn number_columns(heading: &Heading) -> Vec<usize> {
    let keys: Vec<String> = heading.labels().iter().map(|label| spelling::key(label)).collect();
    let is_sequence = |key: &String| SEQUENCE.iter().any(|name| spelling::key(name) == *key);
    let unnamed = keys.iter().take_while(|key| key.is_empty()).count();
    let named = keys.iter().enumerate().filter(|(_, key)| is_sequence(key)).map(|(column, _)| column);
    let is_free = |column: &usize| FIELDS.iter().all(|field| heading.column(field.id) != Some(*column));
    (0..unnamed).chain(named).filter(is_free).collect()
}

fn is_date(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Date | FieldKind::Deadline)
}

/// Whether a cell is a date or is written like one.
pub fn opens_like_day(cell: &RawCell<'_>) -> bool {
    match cell {
        RawCell::Date(day) => day.year() >= FIRST_YEAR,
        RawCell::Text(text) => {
            let mut opening = text.trim_start().bytes().take(YEAR_AND_SIGN);
            let parted = opening.find(|sign| !sign.is_ascii_digit());
            text.len() >= SHORTEST_DAY
                && text.trim_start().starts_with(|letter: char| letter.is_ascii_digit())
                && parted.is_some_and(|sign| b"/-.".contains(&sign))
        }
        RawCell::Empty | RawCell::Number(_) | RawCell::Other(_) => false,
    }
}
