//! Lists that name tasks: only what a list table selects is collected.
//!
//! In: the [`ClassifiedTasks`] of a list. Out: a [`TaskList`] in the order of the law of lists: year given
//! descending, day given, document, id; never by file order.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use polars::prelude::{AnyValue, DataFrame, IntoLazy, PolarsError, col, lit};

use super::Leads;
use crate::{
    classify::{ClassifiedTasks, Disposition, status_code},
    diagnostic::{Code, Diagnostic, Failure},
    table_spec::Status,
    value::date_of_epoch_days,
};

/// The tasks of one list.
#[derive(Debug, Clone, Default)]
pub struct TaskList {
    tasks: Vec<ListedTask>,
}

/// One task of a list: its fields that are not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedTask {
    /// Texts by field.
    pub texts: BTreeMap<String, String>,
    /// Days by field, `deadline` being the one that counts.
    pub dates: BTreeMap<String, NaiveDate>,
    /// Codes of the lead units that it counts for, in the order of the cell.
    pub units: Vec<u32>,
    /// Status at the as-of of the list.
    pub status: Option<Status>,
    /// Days late, for late and overdue tasks.
    pub days_late: Option<i32>,
    /// Whether its export has a column of deadlines: without one nobody knows whether the task has one.
    pub has_deadline_column: bool,
    /// Where it was read: the index of its input among the sources, and its place there.
    pub place: (usize, u64),
}

impl TaskList {
    /// Tasks in order.
    #[must_use]
    pub fn tasks(&self) -> &[ListedTask] {
        &self.tasks
    }

    /// The tasks of each lead unit, by its code; a task that several lead stands under each.
    #[must_use]
    pub fn by_unit(&self) -> BTreeMap<u32, Self> {
        let mut units: BTreeMap<u32, Self> = BTreeMap::new();
        for task in &self.tasks {
            for unit in &task.units {
                units.entry(*unit).or_default().tasks.push(task.clone());
            }
        }
        units
    }

    /// Adds the tasks of another batch and keeps the order.
    pub fn merge(&mut self, other: Self) {
        self.tasks.extend(other.tasks);
        self.tasks.sort_by(|left, right| {
            // Where that leaves a choice, everything else decides, so that the order of the file does not.
            let others = (&left.texts, &left.dates, &left.units).cmp(&(&right.texts, &right.dates, &right.units));
            sort_key(left).cmp(&sort_key(right)).then(others)
        });
    }
}

/// (year given descending, day given, document, id)
fn sort_key(task: &ListedTask) -> (i32, Option<NaiveDate>, Option<&String>, Option<&String>) {
    let given = task.dates.get("assigned_on").copied();
    (-given.map_or(0, |date| date.year()), given, task.texts.get("document"), task.texts.get("task_id"))
}

/// The tasks of one batch that a list shows.
///
/// # Errors
/// `internal-error` when Polars refuses an expression: a defect of the program.
pub fn select(tasks: &ClassifiedTasks, leads: Leads<'_>) -> Result<TaskList, Failure> {
    collect(tasks, leads).map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
}

fn collect(tasks: &ClassifiedTasks, leads: Leads<'_>) -> Result<TaskList, PolarsError> {
    let in_figures = col("disposition").eq(lit(Disposition::Counted.code()));
    let selected = tasks.frame.clone().lazy().filter(in_figures).collect()?;
    let mut list = TaskList::default();
    let tasks = (0..selected.height()).map(|row| listed_task(&selected, row, leads)).collect::<Result<Vec<_>, _>>()?;
    list.merge(TaskList { tasks });
    Ok(list)
}

fn listed_task(frame: &DataFrame, row: usize, leads: Leads<'_>) -> Result<ListedTask, PolarsError> {
    let (texts, dates) = (BTreeMap::new(), BTreeMap::new());
    let (units, has_deadline_column) = (Vec::new(), true);
    let mut task =
        ListedTask { texts, dates, units, status: None, days_late: None, has_deadline_column, place: (0, 0) };
    for column in frame.columns() {
        let name = column.name().as_str();
        match column.get(row)? {
            AnyValue::String(text) => drop(task.texts.insert(name.to_owned(), text.to_owned())),
            AnyValue::StringOwned(text) => drop(task.texts.insert(name.to_owned(), text.to_string())),
            AnyValue::Date(days) => task.dates.extend(date_of_epoch_days(days).map(|date| (name.to_owned(), date))),
            AnyValue::UInt32(set) if name == "lead_units" => task.units = leads.of_set(set),
            AnyValue::UInt32(index) if name == "source" => task.place.0 = index as usize,
            AnyValue::UInt64(place) if name == "place" => task.place.1 = place,
            AnyValue::Int32(days) if name == "days_late" => task.days_late = Some(days),
            AnyValue::Boolean(known) if name == "has_deadline_column" => task.has_deadline_column = known,
            AnyValue::UInt8(code) if name == "status" => {
                task.status = Status::ALL.into_iter().find(|status| status_code(*status) == code);
            }
            _ => {}
        }
    }
    Ok(task)
}
