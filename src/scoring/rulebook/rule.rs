//! Rules of leaves as they are written: the selector `cases` and the expressions.
//!
//! In: TOML such as `rule = { cases = [{ when = [{ measure = "rate", over = "90%" }], points = 2 }, { else = true, points = 0 }] }` or
//! `rule = { linear = { measure = "rate", floor = "80%" } }`. Out: types in which each choice is a key that may be missing, so that what is
//! written twice or not at all can be told with its line.

use serde::Deserialize;

use crate::scoring::exact::Exact;

/// A rule: exactly one of its keys.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// The first case whose conditions all hold.
    pub cases: Option<Vec<Case>>,
    /// Fixed points.
    pub points: Option<Exact>,
    /// A fixed part of the maximum.
    pub share: Option<Exact>,
    /// A measure times the maximum.
    pub linear: Option<Linear>,
    /// Points for each of something.
    pub count: Option<Count>,
    /// Points or a part of the maximum that somebody gives.
    pub given: Option<Given>,
    /// Each task scored by itself.
    pub items: Option<Items>,
    /// A measure over that of others in the level group.
    pub relative: Option<Relative>,
}

/// A case: conditions, or `else = true` for the last; and exactly one value.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// All must hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Whether it is what is left.
    #[serde(default, rename = "else")]
    pub is_else: bool,
    /// Words of the law for it ("từ 70% đến 90%"), for explanations; by default made from the conditions.
    pub label: Option<String>,
    /// Whether the criterion does not apply then.
    #[serde(default)]
    pub not_applicable: bool,
    /// Fixed points.
    pub points: Option<Exact>,
    /// A fixed part of the maximum.
    pub share: Option<Exact>,
    /// A measure times the maximum.
    pub linear: Option<Linear>,
    /// Points for each of something.
    pub count: Option<Count>,
    /// Points or a part of the maximum that somebody gives.
    pub given: Option<Given>,
    /// A measure over that of others in the level group.
    pub relative: Option<Relative>,
}

/// A condition on a measure: bounds, or `is`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Id of a measure; in `items`, of a fact of a task.
    pub measure: String,
    /// This or more ("từ").
    pub from: Option<Exact>,
    /// More than this ("trên").
    pub over: Option<Exact>,
    /// This or less ("đến").
    pub to: Option<Exact>,
    /// Less than this ("dưới").
    pub below: Option<Exact>,
    /// What a yes/no fact or a choice must be.
    pub is: Option<IsText>,
}

/// What a yes/no fact or a choice must be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum IsText {
    /// A fact.
    Flag(bool),
    /// A choice, or the name of a class.
    Choice(String),
}

/// A measure times the maximum.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Linear {
    /// A ratio.
    pub measure: String,
    /// Below this ratio there are no points.
    pub floor: Option<Exact>,
    /// From this ratio on there are all points; by default 100%. Points run from zero at ratio 0 to the maximum at ratio 1, never beyond.
    pub full: Option<Exact>,
}

/// Points for each of something: base + Σ points × number, from `min` to `max`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Count {
    /// Points to begin with; by default none.
    #[serde(default)]
    pub base: Exact,
    /// What is counted, and what each is worth (negative: deducted).
    pub each: Vec<Weighted>,
    /// Least points; by default none.
    #[serde(default)]
    pub min: Exact,
    /// Most points; by default the maximum of the criterion.
    pub max: Option<Exact>,
}

/// A measure and what each of it is worth.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weighted {
    /// A number of things; in `items`, a fact of a task.
    pub measure: String,
    /// What each is worth.
    pub points: Exact,
}

/// What somebody gives: exactly one of `points` and `ratio`, the id of a measure of kind `value`; with layers, neither: each layer gives
/// points in its own column.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// A measure that is points.
    pub points: Option<String>,
    /// A measure that is a part of the maximum.
    pub ratio: Option<String>,
}

/// Each task scored by itself, out of `out_of` points; the result is that part of the maximum.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Items {
    /// Id of `[[tasks]]`; may be left out where there is one.
    pub tasks: Option<String>,
    /// Points of a task that is all right; by default 100.
    pub out_of: Option<Exact>,
    /// What a task scores: the first case whose conditions on the facts of the task hold.
    pub cases: Vec<TaskCase>,
    /// Weights of tasks: the first whose conditions hold; by default 1.
    #[serde(default)]
    pub weights: Vec<TaskWeight>,
    /// How tasks become one number.
    #[serde(default)]
    pub take: Taken,
    /// What no tasks are worth; every such rule says so.
    pub when_zero: Option<super::WhenZero>,
}

/// A case of `items`: conditions on the facts of one task, and exactly one of `points` and `count`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskCase {
    /// All must hold.
    #[serde(default)]
    pub when: Vec<Condition>,
    /// Whether it is what is left.
    #[serde(default, rename = "else")]
    pub is_else: bool,
    /// Fixed points of the task.
    pub points: Option<Exact>,
    /// Points for each of something.
    pub count: Option<Count>,
}

/// A weight of some tasks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskWeight {
    /// All must hold.
    pub when: Vec<Condition>,
    /// The weight.
    pub weight: Exact,
}

/// How the points of tasks become one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Taken {
    /// Their weighted mean.
    #[default]
    Mean,
    /// Their weighted sum; then `out_of` is what the sum is compared with.
    Sum,
    /// The least.
    Min,
}

/// A measure over that of others in the level group, times the maximum.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relative {
    /// A ratio or a number.
    pub measure: String,
    /// Whose.
    #[serde(default)]
    pub to: RelativeTo,
}

/// Whose measure is the yardstick.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelativeTo {
    /// The best of the level group.
    #[default]
    Best,
    /// Their mean.
    Mean,
}
