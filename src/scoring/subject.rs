//! What is known of each unit before it is scored.
//!
//! In: nothing; `subjects` of the pipeline's inputs makes these. Out: [`Subject`]s, the same whatever the files were.

use std::collections::BTreeMap;

use super::exact::Exact;
use crate::{normalize::LevelGroup, value::Ratio};

/// One unit that is scored.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Stable id of the unit.
    pub id: String,
    /// Name in print.
    pub name: String,
    /// Whom it is compared with.
    pub level_group: LevelGroup,
    /// Measures by id; one that is not there is missing.
    pub seen: BTreeMap<String, Seen>,
    /// Points that each layer gave: layer id, code of the criterion → points.
    pub layers: BTreeMap<(String, String), Exact>,
    /// Class of last year.
    pub last_class: Option<String>,
    /// Facts of each task, by id of `[[tasks]]`, for rules that score tasks one by one.
    pub tasks: BTreeMap<String, Vec<TaskFacts>>,
}

/// The value of a measure for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// Tasks over tasks.
    Ratio(Ratio),
    /// A number of things.
    Count(u64),
    /// A number from outside; ratios from outside too, from 0 to 1.
    Number(Exact),
    /// Yes or no.
    Flag(bool),
    /// One of several words.
    Choice(String),
}

/// What a rule may ask of one task; ids are those of [`TASK_FACTS`] and of the columns of given facts of tasks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TaskFacts {
    /// Its id, where it has one.
    pub task_id: Option<String>,
    /// Its content or document, for explanations.
    pub words: String,
    /// Facts by id.
    pub facts: BTreeMap<String, Seen>,
}

/// Facts of a task that are always known: id, meaning in Vietnamese and English.
pub const TASK_FACTS: &[(&str, (&str, &str))] = &[
    ("days_late", ("Số ngày quá hạn, 0 nếu không quá hạn.", "Days past the deadline, 0 if none.")),
    ("done", ("Đã hoàn thành.", "Done.")),
    ("late", ("Hoàn thành quá hạn.", "Done after the deadline.")),
    ("overdue", ("Trễ hạn, chưa hoàn thành.", "Past the deadline and not done.")),
    ("extended", ("Được gia hạn.", "The deadline was extended.")),
];
