//! Whether one listed task is counted by a metric: the same words as the expressions of the catalogue, for one task.
//!
//! In: a [`ListedTask`] and the as-of of its list. Out: yes or no.

use chrono::NaiveDate;

use super::ListedTask;
use crate::table_spec::{Channel, Status};

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
        "no_deadline" => deadline.is_none() && task.has_deadline_column,
        "on_paper" => task.texts.get("channel").is_some_and(|channel| channel == Channel::Paper.id()),
        "open_due_later" => is(&[Status::InDeadline]) && deadline.is_some() && !due_today,
        "open_due_today" => is(&[Status::InDeadline]) && due_today,
        "open_no_deadline" => is(&[Status::InDeadline]) && deadline.is_none() && task.has_deadline_column,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use polars::prelude::{DataFrame, IntoLazy, NamedFrom, Series};

    use super::*;
    use crate::{classify::status_code, metrics::catalogue};

    #[test]
    fn one_task_is_counted_as_the_expressions_of_the_catalogue_count_it() {
        let as_of = NaiveDate::from_ymd_opt(2018, 12, 27).unwrap();
        let deadlines = [None, Some(as_of), as_of.succ_opt(), as_of.pred_opt()];
        let kinds = [(Channel::Software, true), (Channel::Software, false), (Channel::Paper, true)];
        for status in Status::ALL {
            for deadline in deadlines {
                for (channel, has_deadline_column) in kinds {
                    let dates = deadline.map(|day| ("deadline".to_owned(), day)).into_iter().collect();
                    let texts = BTreeMap::from([("channel".to_owned(), channel.id().to_owned())]);
                    let units = Vec::new();
                    let (status_of, days_late, place) = (Some(status), None, (0, 0));
                    let task =
                        ListedTask { texts, dates, units, status: status_of, days_late, has_deadline_column, place };
                    let columns = vec![
                        Series::new("status".into(), &[status_code(status)]).into(),
                        Series::new("has_deadline".into(), &[deadline.is_some()]).into(),
                        Series::new("has_deadline_column".into(), &[has_deadline_column]).into(),
                        Series::new("channel".into(), &[channel.id()]).into(),
                        Series::new("due_today".into(), &[deadline == Some(as_of)]).into(),
                    ];
                    let frame = DataFrame::new(1, columns).unwrap();
                    for (id, holds) in catalogue::counts() {
                        let counted = frame.clone().lazy().filter(holds).collect().unwrap().height() == 1;
                        assert_eq!(counts(id, &task, as_of), counted, "{id} of {status:?}, due {deadline:?}");
                    }
                }
            }
        }
    }
}
