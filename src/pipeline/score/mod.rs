//! Scoring within a run: what rulebooks need is counted in the same pass as the tables of the report.
//!
//! In: the project, what was counted. Out: [`ScoreResults`], and what the user should hear of them.

pub mod files;
mod given;
mod needs;
mod plan;
mod subjects;

use std::collections::BTreeMap;

pub use plan::{Book, Plan};

use given::{Given, strays};
use subjects::Known;

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    metrics::TaskList,
    normalize::{Registry, UnitList},
    project::Project,
    report::TableData,
    scoring::{
        self,
        compare::compare,
        costs::{self, TasksOfUnit},
        results::{CostlyTask, ScoreResults, ScoredSet},
        scorecard::{Scorecard, State},
    },
};

/// What the command line asks for; nothing: what the project says.
#[derive(Debug, Clone, Default)]
pub struct ScoreRequest {
    /// Ids or files of the rulebooks.
    pub rules: Vec<String>,
    /// Ids or files of those that they are held against.
    pub against: Vec<String>,
}

/// Scores every unit by every rulebook of the plan.
///
/// # Errors
/// Those of the files of given values.
pub fn results(
    project: &Project,
    registry: &Registry,
    plan: &Plan,
    data: &TableData,
    units: &UnitList,
) -> Result<(ScoreResults, Vec<Diagnostic>), Failure> {
    let day = subjects::day(project, &plan.specs);
    let known = Known { project, registry, units, data, day };
    let books: Vec<&Book> = plan.rules.iter().chain(&plan.against).collect();
    let strays = strays(project, &books);
    let mut notices = plan.notices.clone();
    let mut score = |books: &[Book]| {
        let scored = super::open::gather(books.iter().map(|book| {
            let mut given = Given::read(project, registry, book, day)?;
            let told = std::mem::take(&mut given.notices);
            Ok((scored(&known, plan, book, &given), told))
        }))?;
        let (sets, told): (Vec<ScoredSet>, Vec<Vec<Diagnostic>>) = scored.into_iter().unzip();
        notices.extend(told.into_iter().flatten());
        notices.extend(sets.iter().flat_map(|set| unscored(project, set)));
        Ok::<_, Failure>(sets)
    };
    let scored = super::open::gather([score(&plan.rules), score(&plan.against)].into_iter());
    // Faults of headings and of cells are told at once.
    let (told, mut sides) = match (strays, scored) {
        (Ok(told), Ok(sides)) => (told, sides.into_iter()),
        (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => return Err(failure.without_repeats()),
        (Err(first), Err(second)) => return Err(first.and(second).without_repeats()),
    };
    notices.extend(told);
    let (sets, against) = (sides.next().unwrap_or_default(), sides.next().unwrap_or_default());
    let comparison = (!against.is_empty()).then(|| compare(&sets, &against));
    notices.dedup();
    Ok((ScoreResults { sets, left_out: known.left_out(&plan.rules), comparison }, notices))
}

fn scored(known: &Known<'_>, plan: &Plan, book: &Book, given: &Given) -> ScoredSet {
    let scores = scoring::score(&book.rulebook, &known.subjects(book, given));
    let lists: BTreeMap<&str, _> = book
        .tables
        .iter()
        .filter_map(|(tasks, table)| {
            let spec = plan.specs.iter().find(|spec| spec.id() == table)?;
            Some((tasks.as_str(), (spec.as_of.date, known.data.lists.get(table)?.by_unit())))
        })
        .collect();
    let none = TaskList::default();
    let codes: BTreeMap<&str, u32> =
        (0..).zip(known.registry.units()).map(|(code, unit)| (unit.id.as_str(), code)).collect();
    let costs = |card: &Scorecard| -> Vec<CostlyTask> {
        let code = codes.get(card.unit_id.as_str());
        let of_unit = lists.iter().map(|(id, (as_of, units))| {
            let list = code.and_then(|code| units.get(code)).unwrap_or(&none);
            (*id, (*as_of, list))
        });
        let tasks: TasksOfUnit<'_> = of_unit.collect();
        costs::of_card(&book.rulebook, card, &tasks)
    };
    let costs = scores.cards.iter().flat_map(costs).collect();
    ScoredSet { rulebook: book.rulebook.clone(), scores, costs, instants: book.instants.clone() }
}

/// Criteria for which something was not given, with the units.
fn unscored(project: &Project, set: &ScoredSet) -> Vec<Diagnostic> {
    let criteria = set.rulebook.criteria.iter().enumerate().filter(|(_, criterion)| criterion.rule.is_some());
    let tell = |(index, criterion): (usize, &scoring::rulebook::model::Criterion)| {
        let is_missing = |card: &&Scorecard| card.criteria.get(index).is_some_and(|line| line.state == State::Missing);
        let units: Vec<&str> = set.scores.cards.iter().filter(is_missing).map(|card| card.unit.as_str()).collect();
        let found = Diagnostic::warning(Code::UnscoredCriterion).at(project.file.at_key("scores"));
        let found = found.with("code", &criterion.code).with("title", &criterion.title);
        (!units.is_empty()).then(|| found.with("count", units.len()).with("units", units.join("; ")))
    };
    criteria.filter_map(tell).collect()
}
