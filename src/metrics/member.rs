//! Whether one listed task is counted by a metric: the same words as the expressions of the catalogue, for one task.
//!
//! In: a [`ListedTask`] and the as-of of its list. Out: yes or no.

use chrono::NaiveDate;

use super::ListedTask;
use crate::table_spec::Status;

/// Whether the metric with this id counts the task; rates count none.
#[must_use]
pub fn counts(id: &str, task: &ListedTask, as_of: NaiveDate) -> bool {
    let is = |statuses: &[Status]| task.status.is_some_and(|status| statuses.contains(&status));
    let deadline = task.dates.get("deadline");
    let due_today = deadline == Some(&as_of);
    match id {
        "assigned" => true,
        "done" => is(&[Status::OnTime, Status::Late]),
        "on_time" => is(&[Status::OnTime]),
        "late" => is(&[Status::Late]),
        "open" => is(&[Status::InDeadline, Status::Overdue]),
        "in_deadline" => is(&[Status::InDeadline]),
        "overdue" => is(&[Status::Overdue]),
        "past_deadline" => is(&[Status::Late, Status::Overdue]),
        "with_deadline" => deadline.is_some(),
        "no_deadline" => deadline.is_none(),
        "open_due_later" => is(&[Status::InDeadline]) && deadline.is_some() && !due_today,
        "open_due_today" => is(&[Status::InDeadline]) && due_today,
        "open_no_deadline" => is(&[Status::InDeadline]) && deadline.is_none(),
        _ => false,
    }
}
