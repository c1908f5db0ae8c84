//! Scoring within a run: what rulebooks need is counted in the same pass as the tables of the report.
//!
//! In: the project, what was counted. Out: [`ScoreResults`], and what the user should hear of them.

pub mod files;
mod given;
mod needs;
mod plan;
mod subjects;
mod told;

use std::collections::BTreeMap;

pub use plan::{Book, Plan};

use given::{Given, strays};
use subjects::Known;

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Status,
    metrics::TaskList,
    normalize::{Registry, UnitList},
    project::Project,
    report::TableData,
    scoring::{
        self,
        compare::compare,
        costs::{self, TasksOfUnit},
        results::{CostlyTask, ScoreResults, ScoredSet},
        scorecard::Scorecard,
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
/// Those of the files of given values; `nobody-scored` where no rulebook has a unit to score; `unscored-criterion` for each criterion of a
/// final document that lacks what it needs.
pub fn results(
    project: &Project,
    registry: &Registry,
    plan: &Plan,
    data: &TableData,
    units: &UnitList,
    status: Status,
) -> Result<(ScoreResults, Vec<Diagnostic>), Failure> {
    let day = subjects::day(project, &plan.specs);
    let known = Known { project, registry, units, data, day };
    let books: Vec<&Book> = plan.rules.iter().chain(&plan.against).collect();
    let strays = strays(project, &books);
    let mut notices = plan.notices.clone();
    let mut score = |books: &[Book]| {
        let scored = super::open::gather(books.iter().map(|book| {
            let mut given = Given::read(&known, book)?;
            let told = std::mem::take(&mut given.notices);
            Ok((scored(&known, plan, book, &given), told))
        }))?;
        let (sets, told): (Vec<ScoredSet>, Vec<Vec<Diagnostic>>) = scored.into_iter().unzip();
        notices.extend(told.into_iter().flatten());
        Ok::<_, Failure>(sets)
    };
    let (told, sets, against) = at_once(strays, score(&plan.rules), score(&plan.against))?;
    notices.extend(told);
    let (sets, idle) = told::busy(project, sets)?;
    let (against, idle_against) = told::busy(project, against)?;
    notices.extend(idle.into_iter().chain(idle_against));
    notices.extend(told::gaps(project, &sets, &against, status)?);
    notices.extend(sets.iter().chain(&against).flat_map(|set| told::beside_the_point(project, set)));
    let comparison = (!against.is_empty()).then(|| compare(&sets, &against));
    // Rulebooks share files: what is wrong there is told once.
    let mut once: Vec<Diagnostic> = Vec::new();
    for found in notices {
        if !once.contains(&found) {
            once.push(found);
        }
    }
    Ok((ScoreResults { sets, left_out: known.left_out(&plan.rules), comparison }, once))
}

/// All three; faults of headings and of cells are told at once.
fn at_once<A, B>(
    first: Result<A, Failure>,
    second: Result<B, Failure>,
    third: Result<B, Failure>,
) -> Result<(A, B, B), Failure> {
    match (first, second, third) {
        (Ok(first), Ok(second), Ok(third)) => Ok((first, second, third)),
        (first, second, third) => {
            let failures = [first.err(), second.err(), third.err()].into_iter().flatten();
            let all = failures.reduce(Failure::and).map(Failure::without_repeats);
            Err(all.unwrap_or_else(|| Diagnostic::error(Code::InternalError).into()))
        }
    }
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
    ScoredSet {
        rulebook: book.rulebook.clone(),
        file: book.file.name.clone(),
        scores,
        costs,
        instants: book.instants.clone(),
    }
}
