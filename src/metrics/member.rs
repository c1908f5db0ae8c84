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
    let on_paper = task.texts.get("channel").is_some_and(|channel| channel == Channel::Paper.id());
    let extended_on = task.dates.get("extended_on");
    let extended = task.dates.contains_key("deadline_latest") && extended_on.is_none_or(|day| *day <= as_of);
    let too_late = task.dates.get("deadline_original").zip(extended_on).is_some_and(|(due, day)| day > due);
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
        "on_paper" => on_paper,
        "not_on_paper" => !on_paper,
        "extended" => extended,
        "extended_late" => extended && too_late,
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
        let (early, late) = (as_of.pred_opt().unwrap(), as_of.succ_opt().unwrap());
        // Extended on which day, and whether that counts as extended, and as extended too late for a deadline on the day before.
        let extensions =
            [(None, false, false), (Some(early), true, false), (Some(as_of), true, true), (Some(late), false, false)];
        let deadlines = [None, Some(as_of), as_of.succ_opt(), as_of.pred_opt()];
        let kinds = [(Channel::Software, true), (Channel::Software, false), (Channel::Paper, true)];
        for status in Status::ALL {
            for deadline in deadlines {
                let cases = kinds.into_iter().flat_map(|kind| extensions.map(|extension| (kind, extension)));
                for ((channel, has_deadline_column), (extended_on, extended, extended_late)) in cases {
                    let mut dates: BTreeMap<_, _> =
                        deadline.map(|day| ("deadline".to_owned(), day)).into_iter().collect();
                    let extension = extended_on
                        .map(|day| [("extended_on", day), ("deadline_original", early), ("deadline_latest", late)]);
                    dates.extend(extension.into_iter().flatten().map(|(field, day)| (field.to_owned(), day)));
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
                        Series::new("extended".into(), &[extended]).into(),
                        Series::new("extended_late".into(), &[extended_late]).into(),
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
