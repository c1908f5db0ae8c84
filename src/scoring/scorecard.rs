//! Scorecards (phiếu chấm điểm): the points of each unit, each with its reason.
//!
//! In: nothing; [`super::score`] makes these. Out: what tables, workbooks and reports print.

use super::exact::Exact;
use crate::normalize::LevelGroup;

/// The result of one rulebook.
#[derive(Debug, Clone)]
pub struct Scores {
    /// One for each unit, by level group in the order of the rulebook, in the order of the registry within it.
    pub cards: Vec<Scorecard>,
}

/// The points of one unit.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// Id of the unit.
    pub unit_id: String,
    /// Name of the unit.
    pub unit: String,
    /// Whom it is compared with.
    pub level_group: LevelGroup,
    /// Each criterion of the rulebook, in its order; sums too.
    pub criteria: Vec<Line>,
    /// Items of the bonus block.
    pub bonus: Vec<Line>,
    /// Items of the penalty block.
    pub penalty: Vec<Line>,
    /// Sum of the criteria.
    pub points: Exact,
    /// Maximum of what applies.
    pub max: Exact,
    /// Bonus after its cap.
    pub bonus_points: Exact,
    /// Penalty after its cap, positive.
    pub penalty_points: Exact,
    /// The result as printed: restated on the scale where there is one, with bonus and penalty, rounded.
    pub result: Exact,
    /// The same before it was rounded.
    pub exact_result: Exact,
    /// Points over the maximum of what applies, exact, from 0 to 1; `None` where nothing applies.
    pub index: Option<Exact>,
    /// Its class, after gates and quota.
    pub class: Option<String>,
    /// Gates and quotas that hold it back, one sentence each.
    pub flags: Vec<String>,
    /// Place within its level group.
    pub rank: u32,
}

/// The points of one criterion.
#[derive(Debug, Clone)]
pub struct Line {
    /// Code of the criterion.
    pub code: String,
    /// What became of it.
    pub state: State,
    /// Leaves for which something was not given: itself, or those below it.
    pub gaps: usize,
    /// Points; zero where it does not apply or its measure is missing.
    pub points: Exact,
    /// Maximum that applies to the unit.
    pub max: Exact,
    /// Points of each layer, in the order of the rulebook; empty without layers.
    pub layers: Vec<Option<Exact>>,
    /// That what the layers gave and what the data say do not go together.
    pub discord: Option<Discord>,
    /// What was seen ("93/129 = 72,09%"), in Vietnamese.
    pub seen: String,
    /// Why it has these points, one Vietnamese sentence.
    pub reason: String,
    /// Ids of the measures that decided, for the tasks that cost points; none where nothing was lost, or where a layer decided.
    pub measures: Vec<String>,
    /// The tasks that cost points, where each task is scored by itself.
    pub items: Vec<Item>,
}

/// A task that cost points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its id, where it has one.
    pub task_id: Option<String>,
    /// Its content or document.
    pub words: String,
    /// What it scored.
    pub points: Exact,
    /// What a task scores that is all right.
    pub out_of: Exact,
}

/// What became of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It has points.
    Scored,
    /// It does not apply to the unit.
    NotApplicable,
    /// Something that it needs was not given.
    Missing,
}

/// How points of a layer and what is known otherwise do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discord {
    /// The criterion does not apply to the unit: its points do not count.
    Excepted,
    /// By the data the criterion does not apply: its points count.
    NothingToScore,
    /// More than the data give, and no later layer has looked at it.
    Unappraised,
}
