//! A rulebook once it was checked: each choice made, each name known, criteria in the order of their codes.
//!
//! In: nothing; the check of a rulebook makes these. Out: what the rules are computed from.

use std::{cmp::Ordering, collections::BTreeMap};

use chrono::NaiveDate;

use super::{
    FactText, LayerText, NotApplicable, Ranking, Rounding, RulebookStatus, TasksText, ValueKind, WhenZero, rule::Taken,
};
use crate::{normalize::LevelGroup, scoring::exact::Exact};

/// A rulebook that can be scored with.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// Stable id: the name of its file without extension.
    pub id: String,
    /// What it is called in reports.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// Whether an authority issued it.
    pub status: RulebookStatus,
    /// First day on which it holds.
    pub valid_from: Option<NaiveDate>,
    /// First day on which it holds no more.
    pub valid_to: Option<NaiveDate>,
    /// The level groups that it scores.
    pub level_groups: Vec<LevelGroup>,
    /// The scale on which results are restated.
    pub scale: Option<Exact>,
    /// What happens to the maximum of what does not apply.
    pub not_applicable: NotApplicable,
    /// When and how points are rounded.
    pub rounding: Rounding,
    /// Which tasks are counted.
    pub tasks: Vec<TasksText>,
    /// Measures by id.
    pub measures: BTreeMap<String, Measure>,
    /// What is given of tasks.
    pub facts: Vec<FactText>,
    /// Nodes of the tree, each parent before its children, in the order of codes (`1`, `1.1`, `1.2`, `1.10`, `2`).
    pub criteria: Vec<Criterion>,
    /// Bonus points.
    pub bonus: Option<Block>,
    /// Penalty points.
    pub penalty: Option<Block>,
    /// Who gives points, in order.
    pub layers: Vec<LayerText>,
    /// Classes from best to worst.
    pub classes: Vec<Class>,
    /// What holds units back.
    pub gates: Vec<Gate>,
    /// How many may have a class.
    pub quotas: Vec<Quota>,
    /// How units are ranked.
    pub ranking: Ranking,
}

impl Rulebook {
    /// The most that a result can be without bonus: the scale, or all maxima together.
    #[must_use]
    pub fn most_points(&self) -> Exact {
        let fields = self.criteria.iter().filter(|criterion| criterion.parent.is_none());
        self.scale.clone().unwrap_or_else(|| fields.map(|field| &field.max).sum())
    }
}

/// What rules look at.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Stable id.
    pub id: String,
    /// What it is called in explanations.
    pub title: String,
    /// Where it comes from.
    pub kind: MeasureKind,
}

/// Where a measure comes from.
#[derive(Debug, Clone)]
pub enum MeasureKind {
    /// Tasks over tasks.
    Ratio {
        /// Id of the tasks.
        tasks: String,
        /// Metrics of the numerator.
        part: Vec<String>,
        /// Metrics of the denominator.
        whole: Vec<String>,
        /// What a zero denominator is worth.
        when_zero: WhenZero,
    },
    /// A number of tasks.
    Count {
        /// Id of the tasks.
        tasks: String,
        /// Metrics that are added up.
        metrics: Vec<String>,
    },
    /// A yes/no fact of a register.
    Mark {
        /// Id of the register.
        register: String,
        /// Id of the fact.
        mark: String,
    },
    /// A value given from outside.
    Value {
        /// Name of its column.
        column: String,
        /// What it is.
        kind: ValueKind,
    },
}

/// A node of the tree.
#[derive(Debug, Clone)]
pub struct Criterion {
    /// Its code.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Most points.
    pub max: Exact,
    /// Index of its parent among the criteria; `None` for a field.
    pub parent: Option<usize>,
    /// How points come about; only leaves have one.
    pub rule: Option<Rule>,
    /// What proves it.
    pub evidence: Option<String>,
    /// Ids of units to which it does not apply.
    pub except: Vec<String>,
}

/// Bonus or penalty points.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is called.
    pub title: String,
    /// Most points of the whole block.
    pub cap: Exact,
    /// Its items; none has a parent.
    pub criteria: Vec<Criterion>,
}

/// How the points of a leaf come about.
#[derive(Debug, Clone)]
pub enum Rule {
    /// The first case that holds; the last one has no conditions.
    Cases(Vec<Case>),
    /// One expression for all.
    Always(Expression),
}

/// A case of a selector.
#[derive(Debug, Clone)]
pub struct Case {
    /// All must hold; none for `else`.
    pub when: Vec<Test>,
    /// Words of the law for it.
    pub label: Option<String>,
    /// What it is worth.
    pub value: Expression,
}

/// A condition on a measure.
#[derive(Debug, Clone)]
pub struct Test {
    /// Id of the measure, or of a fact of a task.
    pub measure: String,
    /// What it must be.
    pub wanted: Wanted,
}

/// What a measure must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Within bounds.
    Within(Interval),
    /// Yes or no.
    Flag(bool),
    /// A choice.
    Choice(String),
}

/// Bounds: the value, and whether it belongs to the interval.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Interval {
    /// Lower bound.
    pub low: Option<(Exact, bool)>,
    /// Upper bound.
    pub high: Option<(Exact, bool)>,
}

impl Interval {
    /// The values that are within both.
    #[must_use]
    pub fn and(self, other: &Self) -> Self {
        let tighter = |one: Option<(Exact, bool)>, other: &Option<(Exact, bool)>, is_low: bool| match (one, other) {
            (Some(one), Some(other)) => {
                let is_one = match one.0.cmp(&other.0) {
                    Ordering::Equal => !one.1,
                    order => (order == Ordering::Greater) == is_low,
                };
                Some(if is_one { one } else { other.clone() })
            }
            (one, other) => one.or_else(|| other.clone()),
        };
        Self { low: tighter(self.low, &other.low, true), high: tighter(self.high, &other.high, false) }
    }
}

/// What a leaf or a case is worth.
#[derive(Debug, Clone)]
pub enum Expression {
    /// Fixed points.
    Points(Exact),
    /// A fixed part of the maximum.
    Share(Exact),
    /// A measure times the maximum.
    Linear {
        /// A ratio.
        measure: String,
        /// Below it there are no points.
        floor: Option<Exact>,
        /// From it on there are all points.
        full: Exact,
    },
    /// Points for each of something.
    Count(Count),
    /// A measure that is points.
    GivenPoints(String),
    /// A measure that is a part of the maximum.
    GivenRatio(String),
    /// Points that only the layers give.
    GivenByLayers,
    /// Each task scored by itself.
    Items(Items),
    /// A measure over that of others.
    Relative {
        /// A ratio or a number.
        measure: String,
        /// Whether the yardstick is the mean instead of the best.
        to_mean: bool,
    },
    /// The criterion does not apply.
    NotApplicable,
}

/// base + Σ points × number, within bounds.
#[derive(Debug, Clone)]
pub struct Count {
    /// Points to begin with.
    pub base: Exact,
    /// Measures and what each of it is worth.
    pub each: Vec<(String, Exact)>,
    /// Least points.
    pub min: Exact,
    /// Most points.
    pub max: Exact,
}

/// Each task scored by itself.
#[derive(Debug, Clone)]
pub struct Items {
    /// Id of the tasks.
    pub tasks: String,
    /// Points of a task that is all right.
    pub out_of: Exact,
    /// What a task scores: the first case that holds; `None` of the count are fixed points.
    pub cases: Vec<TaskCase>,
    /// Weights: the first that holds, by default 1.
    pub weights: Vec<(Vec<Test>, Exact)>,
    /// How tasks become one number.
    pub take: Taken,
    /// What no tasks are worth.
    pub when_zero: WhenZero,
}

/// A case of one task.
#[derive(Debug, Clone)]
pub struct TaskCase {
    /// All must hold; none for `else`.
    pub when: Vec<Test>,
    /// What the task scores.
    pub score: TaskScore,
}

/// What a task scores.
#[derive(Debug, Clone)]
pub enum TaskScore {
    /// Fixed points.
    Points(Exact),
    /// Points for each of something.
    Count(Count),
}

/// A class.
#[derive(Debug, Clone)]
pub struct Class {
    /// What it is called.
    pub name: String,
    /// Results that have it.
    pub within: Interval,
    /// Level groups whose class it is; empty means all.
    pub level_groups: Vec<LevelGroup>,
}

/// What holds a unit back.
#[derive(Debug, Clone)]
pub struct Gate {
    /// What it is called.
    pub title: String,
    /// All must hold.
    pub when: Vec<Test>,
    /// Words that stand with the unit.
    pub flag: Option<String>,
    /// The best class that the unit may have.
    pub class_at_most: Option<String>,
}

/// How many units of a level group may have a class.
#[derive(Debug, Clone)]
pub struct Quota {
    /// The class.
    pub class: String,
    /// Of the number of units in the classes `of`, rounded down.
    pub share: Exact,
    /// Classes that are counted.
    pub of: Vec<String>,
    /// The class of whoever is beyond it.
    pub then: Option<String>,
}
