//! Lists that name tasks: only what a list table selects is collected.
//!
//! In: the [`ClassifiedTasks`] of a list. Out: a [`TaskList`] in the order of the law of lists: year given
//! descending, day given, document, id; never by file order.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use polars::prelude::{AnyValue, DataFrame, IntoLazy, PolarsError, col, lit};

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
    /// Code of the lead unit.
    pub unit: Option<u32>,
    /// Status at the as-of of the list.
    pub status: Option<Status>,
    /// Days late, for late and overdue tasks.
    pub days_late: Option<i32>,
    /// Where it was read: the index of its input among the sources, and its place there.
    pub place: (usize, u64),
}

impl TaskList {
    /// Tasks in order.
    #[must_use]
    pub fn tasks(&self) -> &[ListedTask] {
        &self.tasks
    }

    /// The tasks of each lead unit, by its code; a task without one stands under `None`.
    #[must_use]
    pub fn by_unit(&self) -> BTreeMap<Option<u32>, Self> {
        let mut units: BTreeMap<Option<u32>, Self> = BTreeMap::new();
        for task in &self.tasks {
            units.entry(task.unit).or_default().tasks.push(task.clone());
        }
        units
    }

    /// The same tasks, those of some units given to others, as `unit_of` says by code.
    #[must_use]
    pub fn handed_over(mut self, unit_of: impl Fn(u32) -> u32) -> Self {
        for task in &mut self.tasks {
            task.unit = task.unit.map(&unit_of);
        }
        self
    }

    /// Adds the tasks of another batch and keeps the order.
    pub fn merge(&mut self, other: Self) {
        self.tasks.extend(other.tasks);
        self.tasks.sort_by(|left, right| {
            // Where that leaves a choice, everything else decides, so that the order of the file does not.
            let others = (&left.texts, &left.dates, left.unit).cmp(&(&right.texts, &right.dates, right.unit));
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
pub fn select(tasks: &ClassifiedTasks) -> Result<TaskList, Failure> {
    collect(tasks).map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
}

fn collect(tasks: &ClassifiedTasks) -> Result<TaskList, PolarsError> {
    let in_figures = col("disposition").eq(lit(Disposition::Counted.code()));
    let selected = tasks.frame.clone().lazy().filter(in_figures).collect()?;
    let mut list = TaskList::default();
    let tasks = (0..selected.height()).map(|row| listed_task(&selected, row)).collect::<Result<Vec<_>, _>>()?;
    list.merge(TaskList { tasks });
    Ok(list)
}

fn listed_task(frame: &DataFrame, row: usize) -> Result<ListedTask, PolarsError> {
    let (texts, dates) = (BTreeMap::new(), BTreeMap::new());
    let mut task = ListedTask { texts, dates, unit: None, status: None, days_late: None, place: (0, 0) };
    for column in frame.columns() {
        let name = column.name().as_str();
        match column.get(row)? {
            AnyValue::String(text) => drop(task.texts.insert(name.to_owned(), text.to_owned())),
            AnyValue::StringOwned(text) => drop(task.texts.insert(name.to_owned(), text.to_string())),
            AnyValue::Date(days) => task.dates.extend(date_of_epoch_days(days).map(|date| (name.to_owned(), date))),
            AnyValue::UInt32(code) if name == "lead_units" => task.unit = Some(code),
            AnyValue::UInt32(index) if name == "source" => task.place.0 = index as usize,
            AnyValue::UInt64(place) if name == "place" => task.place.1 = place,
            AnyValue::Int32(days) if name == "days_late" => task.days_late = Some(days),
            AnyValue::UInt8(code) if name == "status" => {
                task.status = Status::ALL.into_iter().find(|status| status_code(*status) == code);
            }
            _ => {}
        }
    }
    Ok(task)
}
