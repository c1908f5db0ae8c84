//! All that scoring brought about in one run: what tables, workbooks and reports print.
//!
//! In: nothing; the pipeline gathers these. Out: [`ScoreResults`].

use chrono::NaiveDate;

use super::{compare::Comparison, exact::Exact, rulebook::model::Rulebook, scorecard::Scores};

/// The results of every rulebook of a run.
#[derive(Debug, Clone, Default)]
pub struct ScoreResults {
    /// One for each rulebook, in the order in which they are named.
    pub sets: Vec<ScoredSet>,
    /// The units that have no score, in print order.
    pub left_out: Vec<LeftOut>,
    /// What another rulebook would bring about.
    pub comparison: Option<Comparison>,
}

/// A rulebook and what it brought about.
#[derive(Debug, Clone)]
pub struct ScoredSet {
    /// The rulebook.
    pub rulebook: Rulebook,
    /// Its file, as messages name it.
    pub file: String,
    /// The scorecards.
    pub scores: Scores,
    /// The tasks that cost points, by unit in the order of the scorecards; each task once.
    pub costs: Vec<CostlyTask>,
    /// The instants of the tasks that were counted, as sentences name them, each once.
    pub instants: Vec<String>,
}

impl ScoredSet {
    /// What its rulebook is called among others: its title; with its id, or failing that its file, where another one has the same title.
    #[must_use]
    pub fn name<'a>(&self, others: impl Iterator<Item = &'a Self>) -> String {
        let title = &self.rulebook.title;
        let alike = others.filter(|other| other.file != self.file && other.rulebook.title == *title);
        let alike: Vec<&str> = alike.map(|other| other.rulebook.id.as_str()).collect();
        match (alike.is_empty(), alike.contains(&self.rulebook.id.as_str())) {
            (true, _) => title.clone(),
            (false, false) => format!("{title} ({})", self.rulebook.id),
            (false, true) => format!("{title} ({})", self.file),
        }
    }
}

/// A unit without a score, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Id of the unit; empty for one that is not registered.
    pub unit_id: String,
    /// Name of the unit.
    pub unit: String,
    /// Why, in Vietnamese.
    pub reason: &'static str,
}

/// A task that cost a unit points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CostlyTask {
    /// Id of the unit.
    pub unit_id: String,
    /// Name of the unit.
    pub unit: String,
    /// Where it did, in the order of the criteria; each criterion once.
    pub costs: Vec<Cost>,
    /// Id of the task, where it has one.
    pub task_id: String,
    /// The document that gave it.
    pub document: String,
    /// What is to be done.
    pub content: String,
    /// Its deadline.
    pub deadline: Option<NaiveDate>,
    /// The day on which it was done.
    pub completed_on: Option<NaiveDate>,
    /// Days late.
    pub days_late: Option<u64>,
    /// What it is at the as-of, in Vietnamese.
    pub status: &'static str,
}

/// A criterion in which a task cost points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost {
    /// Code of the criterion.
    pub code: String,
    /// What the task scored and what a task scores that is all right, where each is scored by itself.
    pub points: Option<(Exact, Exact)>,
}
