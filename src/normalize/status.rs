//! What the status label of a row says, and whether it decides.
//!
//! In: the rows of a source whose mapping knows status labels. Out: two codes for each row, [`Reported`] and whether the label decides
//! rather than the dates. Each label text is resolved once; `classify` does the rest over the codes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::{Column, DataType, Expr, IntoColumn, NamedFrom, Series, col, lit, when};

use super::{
    Source,
    decode::Problem,
    labels::Labels,
    mapping::{Reported, Statuses},
};
use crate::{
    diagnostic::Code,
    ingest::Rows,
    policy::{AwaitingPolicy, DoneWithoutDate, Policy},
    schema::{Field, field},
    spelling,
    value::epoch_days,
};

/// Reads the statuses of one source.
pub struct StatusReader<'a> {
    statuses: &'a Statuses,
    field: &'static Field,
    policy: Policy,
    /// Whether labels decide for every row.
    by_labels: bool,
    has_deadlines: bool,
    label: Option<usize>,
    group: Option<usize>,
    marks: Vec<(usize, Reported)>,
    /// The group that the last line across the table named.
    current_group: Option<String>,
    resolved: BTreeMap<(Option<String>, String), Option<Reported>>,
    reported: Vec<Option<u8>>,
    decides: Vec<bool>,
    /// The first label that nobody knows where dates decide anyway, its place, and how many rows have such a label.
    pub unknown: Option<(String, u64, usize)>,
}

/// What the dates of a row say, as far as labels need to know.
#[derive(Debug, Clone, Copy, Default)]
pub struct Dates {
    /// Whether there is a date of completion.
    pub completed: bool,
    /// Whether there is a deadline.
    pub deadline: bool,
}

impl Dates {
    /// How many there are.
    pub const COUNT: usize = 4;

    /// A number below [`Self::COUNT`].
    pub fn number(self) -> u32 {
        u32::from(self.completed) * 2 + u32::from(self.deadline)
    }

    /// Those of a number.
    pub fn of_number(number: u32) -> Self {
        Self { completed: number & 2 != 0, deadline: number & 1 != 0 }
    }
}

/// What a label comes to.
#[derive(Debug, Clone, Copy)]
pub struct Meaning {
    /// The code of [`Reported`].
    pub code: Option<u8>,
    /// Whether it decides rather than the dates.
    pub decides: bool,
    /// Whether its row must wait.
    pub waits: bool,
    /// Whether nobody knows it, where dates decide.
    pub is_unknown: bool,
}

impl<'a> StatusReader<'a> {
    /// A reader for the columns of this source; `None` where it has no statuses.
    pub fn new(source: &'a Source, policy: Policy) -> Option<Self> {
        let heading = source.table.heading();
        let mark = |(name, column): (&str, usize)| Some((column, source.mapping.status_of_mark(name)?));
        let label = heading.column("status_label");
        let marks: Vec<(usize, Reported)> = heading.bound().filter_map(mark).collect();
        (label.is_some() || !marks.is_empty()).then_some(())?;
        Some(Self {
            statuses: &source.mapping.statuses,
            field: field("status_label")?,
            policy,
            by_labels: source.is_read_by_labels(&policy),
            has_deadlines: heading.column("deadline_original").is_some(),
            label,
            group: heading.column("status_group"),
            marks,
            current_group: None,
            resolved: BTreeMap::new(),
            reported: Vec::new(),
            decides: Vec::new(),
            unknown: None,
        })
    }

    /// A line across the table may name the group that the labels below it stand under.
    pub fn pass_group(&mut self, row: &dyn Rows) {
        let line = (0..row.width()).map(|column| row.cell(column).text().into_owned()).collect::<Vec<_>>().join(" ");
        if let Some(group) = self.statuses.group_in(&line) {
            self.current_group = Some(group.to_owned());
        }
    }

    /// The columns of the label and of its group; `None` where marks tell the status.
    pub fn columns(&self) -> Option<[Option<usize>; 2]> {
        (self.label.is_some() || self.marks.is_empty()).then_some([self.group, self.label])
    }

    /// What a label below a group comes to in a row with such dates, as [`Self::push`] finds it.
    pub fn meaning(&mut self, group: &str, label: &str, dates: Dates) -> Meaning {
        let (code, label) = self.resolve(spelling::tidy(group), spelling::tidy(label));
        let is_unknown = code.is_none() && !self.by_labels && !label.is_empty();
        let (code, decides, problem) = self.decide(code, label, dates);
        Meaning { code: code.map(Reported::code), decides, waits: problem.is_some(), is_unknown }
    }

    /// Counts rows whose label nobody knows, of which this is the first.
    pub fn note_unknown(&mut self, [group, label]: [&str; 2], place: u64, rows: usize) {
        let named = || Some(spelling::tidy(label)).filter(|label| !label.is_empty());
        self.unknown.get_or_insert_with(|| (named().unwrap_or_else(|| spelling::tidy(group)), place, 0)).2 += rows;
    }

    /// The group that the last line across the table named.
    pub fn group(&self) -> Option<&str> {
        self.current_group.as_deref()
    }

    /// Reads on as if a line had named this group last.
    pub fn stand_under(&mut self, group: Option<&str>) {
        self.current_group = group.map(str::to_owned);
    }

    /// Whether the export has a column of deadlines.
    pub fn has_deadlines(&self) -> bool {
        self.has_deadlines
    }

    /// Reads one row; a label that cannot be accepted says why.
    pub fn push(&mut self, row: &dyn Rows, dates: Dates) -> Option<Problem> {
        let found = self.read(row);
        let (code, decides, problem) = match found {
            Ok((code, label)) => {
                if code.is_none() && !self.by_labels && !label.is_empty() {
                    self.note_unknown(["", label.as_str()], row.place(), 1);
                }
                self.decide(code, label, dates)
            }
            Err(problem) => (None, false, Some(problem)),
        };
        self.reported.push(code.map(Reported::code));
        self.decides.push(decides);
        problem
    }

    /// The columns built since the last call: `status_reported`, `label_decides`, `has_deadline_column`.
    pub fn take(&mut self) -> [Column; 3] {
        let reported = Series::new(REPORTED.into(), std::mem::take(&mut self.reported));
        columns(reported, std::mem::take(&mut self.decides), self.has_deadlines)
    }

    /// The code and the label of a row; no code for a label that the mapping does not list.
    fn read(&mut self, row: &dyn Rows) -> Result<(Option<Reported>, String), Problem> {
        if self.label.is_none() && !self.marks.is_empty() {
            return self.marked(row);
        }
        let text = |column: Option<usize>| column.map(|column| spelling::tidy(&row.cell(column).text()));
        Ok(self.resolve(text(self.group).unwrap_or_default(), text(self.label).unwrap_or_default()))
    }

    /// The code of a label below the group beside it, and the label.
    fn resolve(&mut self, group: String, label: String) -> (Option<Reported>, String) {
        if label.is_empty() {
            // Without a label the group alone may say it, such as a column with "Đã hoàn thành" and an empty one beside it.
            return (self.statuses.resolve(None, &group), group);
        }
        let group = Some(group).filter(|group| !group.is_empty()).or_else(|| self.current_group.clone());
        let key = (group, label);
        if let Some(known) = self.resolved.get(&key) {
            return (*known, key.1);
        }
        let code = self.statuses.resolve(key.0.as_deref(), &key.1);
        let label = key.1.clone();
        self.resolved.insert(key, code);
        (code, label)
    }

    /// The status whose column bears the mark.
    fn marked(&self, row: &dyn Rows) -> Result<(Option<Reported>, String), Problem> {
        let mut found: Vec<(usize, Reported)> = Vec::new();
        for (column, code) in &self.marks {
            let mark = spelling::tidy(&row.cell(*column).text());
            if mark.is_empty() {
                continue;
            }
            if !MARKS.contains(&mark.to_lowercase().as_str()) {
                return Err(self.problem(Code::InvalidMark, Some(*column), mark));
            }
            found.push((*column, *code));
        }
        match found.as_slice() {
            [] => Ok((None, String::new())),
            [(_, code)] => Ok((Some(*code), code.id().to_owned())),
            several => {
                let names = several.iter().map(|(_, code)| code.id()).collect::<Vec<_>>().join(", ");
                Err(self.problem(Code::SeveralMarks, several.last().map(|(column, _)| *column), names))
            }
        }
    }

    fn problem(&self, code: Code, column: Option<usize>, value: String) -> Problem {
        Problem { code, field: self.field, column, value }
    }

    /// What the label comes to: the code, whether it decides, and why the row must wait.
    fn decide(&self, code: Option<Reported>, label: String, dates: Dates) -> (Option<Reported>, bool, Option<Problem>) {
        let code = code.map(|code| match (code, self.policy.awaiting_confirmation) {
            (Reported::Awaiting, AwaitingPolicy::Open) => Reported::Open,
            (Reported::Awaiting, AwaitingPolicy::Done) => Reported::Done,
            _ => code,
        });
        let wait = |reason: Code, label: String| (code, false, Some(self.problem(reason, self.label, label)));
        match code {
            None if self.by_labels && label.is_empty() => wait(Code::MissingValue, label),
            None if self.by_labels => wait(Code::UnknownStatus, label),
            Some(done) if done.is_done() && !dates.completed => match self.policy.done_without_date {
                DoneWithoutDate::Open => (Some(Reported::Open), self.by_labels, None),
                DoneWithoutDate::Label if done != Reported::Done || !dates.deadline => (code, true, None),
                // Whether it was in time only a date could tell.
                DoneWithoutDate::Label | DoneWithoutDate::Quarantine => wait(Code::DoneWithoutDate, label),
            },
            _ => (code, self.by_labels, None),
        }
    }
}

/// Whether the label of a row that its dates decide speaks against them, as far as no policy could explain it: done against open at the
/// day of extraction, or in time against the latest deadline, late against the first. Nothing where no label can.
pub fn differs_from_dates(day: NaiveDate, labels: &Labels) -> Option<Expr> {
    Some(col("label_decides").not().and(against_dates(day, labels)?))
}

/// Whether the label of any row does so, whatever decides; a label that calls a task done tells more than a missing date.
pub fn speaks_against_dates(day: NaiveDate) -> Expr {
    let labels = Labels::any();
    let undated = col("label_decides").and(col("completed_on").is_null());
    let undated = labels.say(Reported::is_done).map_or(lit(false), |done| undated.and(done));
    undated.not().and(against_dates(day, &labels).unwrap_or_else(|| lit(false)))
}

fn against_dates(day: NaiveDate, labels: &Labels) -> Option<Expr> {
    use Reported::{InDeadline, Late, OnTime, Overdue};
    let day = lit(epoch_days(day)).cast(DataType::Date);
    let done = col("completed_on").is_not_null().and(col("completed_on").lt_eq(day.clone()));
    let end = when(done.clone()).then(col("completed_on")).otherwise(day);
    let latest =
        when(col("deadline_latest").is_not_null()).then(col("deadline_latest")).otherwise(col("deadline_original"));
    let against = [
        (labels.say(Reported::is_done), done.clone().not()),
        (labels.say(|code| matches!(code, InDeadline | Overdue)), done),
        (labels.say(|code| matches!(code, Late | Overdue)), end.clone().lt_eq(col("deadline_original"))),
        (labels.say(|code| matches!(code, OnTime | InDeadline)), end.gt(latest)),
    ];
    against.into_iter().filter_map(|(label, dates)| Some(label?.and(dates))).reduce(Expr::or)
}

/// What may stand in a column of marks.
const MARKS: [&str; 5] = ["x", "✓", "✔", "v", "có"];

/// The column of the codes of statuses.
pub const REPORTED: &str = "status_reported";

/// The columns of a source without statuses.
pub fn absent(rows: usize) -> [Column; 3] {
    columns(Series::full_null(REPORTED.into(), rows, &DataType::UInt8), vec![false; rows], true)
}

fn columns(reported: Series, decides: Vec<bool>, has_deadlines: bool) -> [Column; 3] {
    let known = vec![has_deadlines; decides.len()];
    let decides = Series::new("label_decides".into(), decides);
    let known = Series::new("has_deadline_column".into(), known);
    [reported.into_column(), decides.into_column(), known.into_column()]
}
