//! When the tasks of the province were given, due, extended and done: one plan for each status and special case.
//!
//! In: the status that a task must have at the as-of day, and the case it stands for. Out: its dates, checked against the
//! rules of the status by a second reckoning.

use crate::random::Random;

/// The status of a task at the as-of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done, on or before the deadline.
    OnTime,
    /// Done after the deadline.
    Late,
    /// Open, not yet past the deadline.
    InDeadline,
    /// Open, past the deadline.
    Overdue,
}

/// What a task stands for beside its status.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Nothing special.
    Plain,
    /// It has no deadline.
    NoDeadline,
    /// Done on the very day of the deadline, or open on the day of the deadline.
    OnTheDay,
    /// An extension approved in time gives it its status.
    Extended,
    /// An extension approved after the deadline, which therefore does not count.
    ExtendedTooLate,
    /// An extension approved in time, and the new deadline missed as well.
    ExtendedInVain,
    /// An extension dated after the as-of day.
    ExtendedAfterAsOf,
    /// A completion dated after the as-of day: still open.
    DoneAfterAsOf,
}

/// How many tasks of a status stand for a special case; the others are plain.
pub type CaseCount = (Status, Case, usize);

/// The cases of 2018.
pub const CASES: [CaseCount; 13] = [
    (Status::OnTime, Case::NoDeadline, 12),
    (Status::OnTime, Case::OnTheDay, 180),
    (Status::OnTime, Case::Extended, 45),
    (Status::Late, Case::ExtendedTooLate, 12),
    (Status::Late, Case::ExtendedInVain, 9),
    (Status::InDeadline, Case::NoDeadline, 13),
    (Status::InDeadline, Case::OnTheDay, 7),
    (Status::InDeadline, Case::Extended, 24),
    (Status::InDeadline, Case::ExtendedAfterAsOf, 2),
    (Status::InDeadline, Case::DoneAfterAsOf, 4),
    (Status::Overdue, Case::ExtendedTooLate, 3),
    (Status::Overdue, Case::ExtendedInVain, 3),
    (Status::Overdue, Case::DoneAfterAsOf, 1),
];

/// The dates of one task, as indices of working days.
#[derive(Default)]
pub struct Dates {
    /// Ngày giao.
    pub given: usize,
    /// Hạn xử lý.
    pub deadline: Option<usize>,
    /// Gia hạn đến and Ngày gia hạn.
    pub extension: Option<(usize, usize)>,
    /// Ngày hoàn thành.
    pub done: Option<usize>,
}

impl Dates {
    /// Plans the dates of a task of this status and case; `last` is the as-of day, or the last working day before it.
    pub fn plan(status: Status, case: Case, last: usize, random: &mut Random) -> Self {
        let dates = match status {
            Status::OnTime => on_time(case, last, random),
            Status::Late => late(case, last, random),
            Status::InDeadline => in_deadline(case, last, random),
            Status::Overdue => overdue(case, last, random),
        };
        assert_eq!(dates.status(last), status, "the plan of a case misses its status");
        assert!(dates.given <= last, "a task is given after the as-of day");
        dates
    }

    /// The status by the default policies: an extension counts only if approved by the deadline and by the as-of day.
    fn status(&self, last: usize) -> Status {
        let deadline = match (self.deadline, self.extension) {
            (Some(first), Some((to, approved))) if approved <= first && approved <= last => Some(to),
            (first, _) => first,
        };
        match self.done.filter(|done| *done <= last) {
            Some(done) if deadline.is_some_and(|deadline| done > deadline) => Status::Late,
            Some(_) => Status::OnTime,
            None if deadline.is_some_and(|deadline| last > deadline) => Status::Overdue,
            None => Status::InDeadline,
        }
    }
}

fn on_time(case: Case, last: usize, random: &mut Random) -> Dates {
    let given = random.between(0, last - 4);
    let deadline = given + span(random);
    match case {
        Case::NoDeadline => Dates { given, done: Some(random.between(given + 1, last)), ..Dates::default() },
        Case::OnTheDay => {
            let span = span(random);
            let given = random.between(0, last - span);
            let deadline = Some(given + span);
            Dates { given, deadline, done: deadline, ..Dates::default() }
        }
        Case::Extended => {
            let deadline = deadline.min(last - 1);
            let to = deadline + random.between(5, 25);
            let done = random.between(deadline + 1, to.min(last));
            Dates { given, deadline: Some(deadline), extension: in_time(given, deadline, to, random), done: Some(done) }
        }
        _ => {
            let done = random.between(given + 1, deadline.min(last));
            Dates { given, deadline: Some(deadline), done: Some(done), ..Dates::default() }
        }
    }
}

fn late(case: Case, last: usize, random: &mut Random) -> Dates {
    let span = span(random);
    let given = random.between(0, last - 12 - span);
    let deadline = given + span;
    match case {
        Case::ExtendedTooLate => {
            let approved = deadline + random.between(1, 4);
            let to = approved + random.between(6, 20);
            let done = random.between(approved, to.min(last));
            Dates { given, deadline: Some(deadline), extension: Some((to, approved)), done: Some(done) }
        }
        Case::ExtendedInVain => {
            let to = deadline + random.between(4, 8);
            let done = random.between(to + 1, (to + 15).min(last));
            Dates { given, deadline: Some(deadline), extension: in_time(given, deadline, to, random), done: Some(done) }
        }
        _ => {
            let days_late = if random.chance(70) { random.between(1, 10) } else { random.between(11, 45) };
            let done = (deadline + days_late).min(last);
            Dates { given, deadline: Some(deadline), done: Some(done), ..Dates::default() }
        }
    }
}

fn in_deadline(case: Case, last: usize, random: &mut Random) -> Dates {
    let given = last - random.between(0, 90).min(random.between(0, 90));
    let later = last + random.between(1, 110).min(random.between(1, 110));
    let dates = Dates { given, deadline: Some(later), ..Dates::default() };
    match case {
        Case::NoDeadline => Dates { deadline: None, ..dates },
        Case::OnTheDay => Dates { given: last - random.between(3, 40), deadline: Some(last), ..dates },
        Case::Extended => {
            let deadline = last - random.between(1, 20);
            let given = deadline - random.between(6, 60);
            Dates {
                given,
                deadline: Some(deadline),
                extension: in_time(given, deadline, later - 1, random),
                done: None,
            }
        }
        Case::ExtendedAfterAsOf => {
            let deadline = last + random.between(2, 5);
            Dates { deadline: Some(deadline), extension: Some((deadline + 20, last + 1)), ..dates }
        }
        Case::DoneAfterAsOf => {
            let done = last + random.between(1, 2);
            Dates { deadline: Some(done + random.between(0, 3)), done: Some(done), ..dates }
        }
        _ => dates,
    }
}

fn overdue(case: Case, last: usize, random: &mut Random) -> Dates {
    let deadline = last - random.between(10, 40);
    let given = deadline - random.between(6, 50);
    let dates = Dates { given, deadline: Some(deadline), ..Dates::default() };
    match case {
        Case::ExtendedTooLate => {
            let approved = deadline + random.between(1, 5);
            Dates { extension: Some((last + random.between(3, 30), approved)), ..dates }
        }
        Case::ExtendedInVain => {
            let to = deadline + random.between(4, 8);
            Dates { extension: in_time(given, deadline, to, random), ..dates }
        }
        Case::DoneAfterAsOf => Dates { done: Some(last + 1), ..dates },
        _ => dates,
    }
}

/// From giving to deadline: mostly two to five weeks, sometimes a few days, sometimes months.
fn span(random: &mut Random) -> usize {
    match random.between(1, 10) {
        1..=3 => random.between(3, 9),
        4..=8 => random.between(10, 25),
        _ => random.between(26, 80),
    }
}

/// An extension to `to`, approved in the last days before the deadline.
fn in_time(given: usize, deadline: usize, to: usize, random: &mut Random) -> Option<(usize, usize)> {
    Some((to, random.between((given + 1).max(deadline.saturating_sub(5)), deadline)))
}
