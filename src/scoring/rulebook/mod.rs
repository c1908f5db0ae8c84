//! Rulebooks (bộ tiêu chí): the declared scoring set of one or more level groups and one year.
//!
//! In: `report-templates/rulebooks/<id>.toml`. Out: a [`Rulebook`]: criteria in a tree that their codes make (`1` → `1.1` → `1.1.4`),
//! measures, classes, gates; nothing of it is computed here. The types of this file are the TOML as it is written; [`rule`] has the
//! rules of leaves, [`model`] is what is left once everything was checked.

mod bands;
mod check;
pub mod model;
pub mod rule;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, de};

pub use bands::{Domain, Finding, Stretch, judge};
pub use check::Checked;
pub use rule::{Case, Condition, RuleText, Weighted};

use super::exact::{Exact, RoundingMode};
use crate::{normalize::LevelGroup, table_spec::Membership};

/// A rulebook as it is written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulebookText {
    /// What it is called in reports.
    pub title: String,
    /// Where it comes from: decision, page, or who invented it.
    pub source: String,
    /// Whether an authority issued it.
    pub status: RulebookStatus,
    /// First day on which it holds, `yyyy-mm-dd`.
    #[serde(default, deserialize_with = "day")]
    pub valid_from: Option<NaiveDate>,
    /// First day on which it holds no more.
    #[serde(default, deserialize_with = "day")]
    pub valid_to: Option<NaiveDate>,
    /// The level groups that it scores, each ranked apart.
    pub level_groups: Vec<LevelGroup>,
    /// The scale on which the result is restated, such as 100; without it, the full maximum: points stay as they add up, but where some
    /// criteria do not apply.
    pub scale: Option<Exact>,
    /// What happens to the maximum of criteria that do not apply to a unit.
    #[serde(default)]
    pub not_applicable: NotApplicable,
    /// When and how points are rounded.
    #[serde(default)]
    pub rounding: Rounding,
    /// Which tasks its measures count.
    #[serde(default)]
    pub tasks: Vec<TasksText>,
    /// What rules look at.
    #[serde(default)]
    pub measure: Vec<MeasureText>,
    /// What is given of tasks besides what is always known, for rules that score them one by one.
    #[serde(default)]
    pub fact: Vec<FactText>,
    /// Fields, criteria and component criteria, told apart and tied together by their codes.
    pub criterion: Vec<CriterionText>,
    /// Points beyond the criteria.
    pub bonus: Option<BlockText>,
    /// Points taken off at the end.
    pub penalty: Option<BlockText>,
    /// Who gives points, one after the other; the last one who did counts. Without layers what the rules compute counts.
    #[serde(default)]
    pub layer: Vec<LayerText>,
    /// Classes from best to worst.
    #[serde(default)]
    pub class: Vec<ClassText>,
    /// Conditions that hold back whoever meets them.
    #[serde(default)]
    pub gate: Vec<GateText>,
    /// How many units may have a class.
    #[serde(default)]
    pub quota: Vec<QuotaText>,
    /// How units are ranked.
    #[serde(default)]
    pub ranking: Ranking,
}

/// Whether an authority issued a rulebook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RulebookStatus {
    /// Made up; reports say so.
    Sample,
    /// Issued; `source` names the decision.
    Official,
}

/// What happens to the maximum of criteria that do not apply to a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotApplicable {
    /// It leaves the maximum: points over what applies, restated on the scale.
    #[default]
    Renormalise,
    /// It stays: the unit can never reach it.
    Lose,
}

/// When and how points are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rounding {
    /// How.
    pub mode: RoundingMode,
    /// Digits behind the comma.
    pub digits: u32,
    /// When.
    pub stage: RoundingStage,
}

impl Default for Rounding {
    fn default() -> Self {
        Self { mode: RoundingMode::HalfUp, digits: 2, stage: RoundingStage::Criterion }
    }
}

/// When points are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundingStage {
    /// Each leaf before it is added up, so that printed points add up to the printed total; and the results.
    #[default]
    Criterion,
    /// Only the results: sums are exact, and printed points may not add up to them.
    Total,
}

/// A population of tasks: counted like a table of a report, by lead unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TasksText {
    /// Stable id, named by measures.
    pub id: String,
    /// What they are called.
    pub title: String,
    /// Name of an instant in `[as_of]` of dondoc.toml.
    pub as_of: String,
    /// Ids of the inputs; empty means all.
    #[serde(default)]
    pub sources: Vec<String>,
    /// Which tasks belong to the period.
    #[serde(default)]
    pub membership: Membership,
}

/// A measure: exactly one of `part` with `whole`, `count`, `mark`, `value`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureText {
    /// Stable id, named by rules.
    pub id: String,
    /// What it is called in explanations.
    pub title: String,
    /// Id of `[[tasks]]`, for counts and ratios; may be left out where there is one.
    pub tasks: Option<String>,
    /// Ids of metrics, added up: the numerator of a ratio.
    #[serde(default)]
    pub part: Vec<String>,
    /// Ids of metrics, added up: the denominator of a ratio.
    #[serde(default)]
    pub whole: Vec<String>,
    /// What a zero denominator is worth; every ratio says so.
    pub when_zero: Option<WhenZero>,
    /// Ids of metrics, added up: a number of tasks.
    #[serde(default)]
    pub count: Vec<String>,
    /// A yes/no fact: `<register>.<mark>` of dondoc.toml.
    pub mark: Option<String>,
    /// A value given from outside, by the name of its column in the file of given values.
    pub value: Option<String>,
    /// What such a value is.
    #[serde(default)]
    pub kind: ValueKind,
}

/// A fact of tasks that is given from outside.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactText {
    /// Stable id, named by conditions.
    pub id: String,
    /// What it is called in explanations.
    pub title: String,
    /// Name of its column in the file of given facts of tasks.
    pub value: String,
    /// What it is.
    #[serde(default)]
    pub kind: ValueKind,
}

/// What a ratio without a denominator is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenZero {
    /// The criterion does not apply to the unit.
    NotApplicable,
    /// All points of the criterion.
    Full,
    /// No points.
    None,
}

/// What a value given from outside is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// A number of things or of points.
    #[default]
    Number,
    /// A part of a whole, from 0 to 1 (`85%`).
    Ratio,
    /// Yes or no (`X`, `Có`, `Không`).
    Flag,
    /// One of several words.
    Choice,
}

/// A node of the tree: a leaf has a rule, all others are sums.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionText {
    /// Code such as `1.1.4`; what stands before its last dot is the code of its parent.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// Most points.
    pub max: Exact,
    /// How points come about; only leaves have one.
    pub rule: Option<RuleText>,
    /// What proves it, for the detailed sheet.
    pub evidence: Option<String>,
    /// Ids of units to which it does not apply.
    #[serde(default)]
    pub except: Vec<String>,
}

/// Bonus or penalty points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockText {
    /// What it is called.
    pub title: String,
    /// Most points of the whole block, a positive number also for penalties.
    pub cap: Exact,
    /// Its items, each a leaf; penalties are positive numbers.
    pub criterion: Vec<CriterionText>,
}

/// Who gives points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerText {
    /// Stable id: `self`, `appraisal_1`, …
    pub id: String,
    /// What it is called: "Tự chấm", "Thẩm định lần 1".
    pub title: String,
}

/// A class and where it begins and ends.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassText {
    /// What it is called.
    pub name: String,
    // Bounds are on the result, restated on the scale where there is one.
    /// This or more ("từ").
    pub from: Option<Exact>,
    /// More than this ("trên").
    pub over: Option<Exact>,
    /// This or less ("đến").
    pub to: Option<Exact>,
    /// Less than this ("dưới").
    pub below: Option<Exact>,
    /// Level groups whose class it is; empty means all.
    #[serde(default)]
    pub level_groups: Vec<LevelGroup>,
}

/// A condition that holds back whoever meets it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GateText {
    /// What it is called.
    pub title: String,
    /// When it holds: all of these. Besides measures: `class`, `last_class` (by `is`), and `class_drop`, the number of classes that a unit
    /// fell since last year.
    pub when: Vec<Condition>,
    /// Words that stand with the unit, such as "không xét thi đua".
    pub flag: Option<String>,
    /// The best class that the unit may have.
    pub class_at_most: Option<String>,
}

/// How many units may have a class.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuotaText {
    /// The class.
    pub class: String,
    /// Of the number of units of one level group in the classes `of`, rounded down.
    pub share: Exact,
    /// Names of classes that are counted.
    pub of: Vec<String>,
    /// The class of whoever is ranked beyond it; without it they are only told.
    pub then: Option<String>,
}

/// How units are ranked within their level group.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ranking {
    /// What ranks equal results get.
    pub ties: Ties,
    /// What is compared: the results as printed, or exact.
    pub compare: Compared,
    /// Codes of criteria whose points decide among equals, one after the other.
    pub tie_break: Vec<String>,
}

/// What ranks equal results get.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ties {
    /// 1, 2, 2, 4.
    #[default]
    Competition,
    /// 1, 2, 2, 3.
    Dense,
    /// 1, 2, 3, 4: equals keep the order of the registry.
    Sequential,
}

/// What is compared for ranks and classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Compared {
    /// Results as they are printed.
    #[default]
    Printed,
    /// Exact results.
    Exact,
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    let text = String::deserialize(from)?;
    let day = NaiveDate::parse_from_str(&text, "%Y-%m-%d");
    day.map(Some).map_err(|_| de::Error::invalid_value(de::Unexpected::Str(&text), &"yyyy-mm-dd"))
}
