//! What the user should hear of scores once they are made.
//!
//! In: scored sets. Out: diagnostics: rulebooks that score nobody, criteria that lack what they need, points of layers beside the point.

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Status,
    project::Project,
    scoring::{
        results::ScoredSet,
        rulebook::model::Criterion,
        scorecard::{Discord, Line, Scorecard, State},
    },
};

/// The rulebooks that score somebody, and a warning for each that does not.
///
/// # Errors
/// `nobody-scored` for each of them where none does.
pub fn busy(project: &Project, sets: Vec<ScoredSet>) -> Result<(Vec<ScoredSet>, Vec<Diagnostic>), Failure> {
    let (busy, idle): (Vec<_>, Vec<_>) = sets.into_iter().partition(|set| !set.scores.cards.is_empty());
    let tell = |make: fn(Code) -> Diagnostic| {
        let told = idle.iter().map(|set| {
            let groups: Vec<&str> = set.rulebook.level_groups.iter().map(|group| group.id()).collect();
            let found = make(Code::NobodyScored).at(project.file.at_key("scores.rules"));
            found.with("id", &set.rulebook.id).with("groups", groups.join(", "))
        });
        told.collect::<Vec<_>>()
    };
    if busy.is_empty() {
        return Failure::unless_empty(tell(Diagnostic::error), (Vec::new(), Vec::new()));
    }
    let told = tell(Diagnostic::warning);
    Ok((busy, told))
}

/// What a draft lacks.
///
/// # Errors
/// `unscored-criterion` for each criterion of a final document: what is signed does not rest on zeros that only stand for what is not
/// known yet. What it is held against may.
pub fn gaps(
    project: &Project,
    sets: &[ScoredSet],
    against: &[ScoredSet],
    status: Status,
) -> Result<Vec<Diagnostic>, Failure> {
    let of = |sets: &[ScoredSet], make: fn(Code) -> Diagnostic| -> Vec<Diagnostic> {
        sets.iter().flat_map(|set| unscored(project, set, make)).collect()
    };
    let others = of(against, Diagnostic::warning);
    match status {
        Status::Draft => Ok([of(sets, Diagnostic::warning), others].concat()),
        Status::Final => Failure::unless_empty(of(sets, Diagnostic::error), others),
    }
}

/// Criteria for which something was not given, with the units; items of bonus and penalty too.
fn unscored(project: &Project, set: &ScoredSet, make: fn(Code) -> Diagnostic) -> Vec<Diagnostic> {
    with_units(project, set, || make(Code::UnscoredCriterion), |line| line.state == State::Missing)
}

/// Criteria for which a layer gave points though they do not apply, with the units.
pub fn beside_the_point(project: &Project, set: &ScoredSet) -> Vec<Diagnostic> {
    let is_such = |line: &Line| matches!(line.discord, Some(Discord::Excepted | Discord::NothingToScore));
    with_units(project, set, || Diagnostic::warning(Code::PointsNotApplicable), is_such)
}

/// A finding for each leaf that holds for some unit.
fn with_units(
    project: &Project,
    set: &ScoredSet,
    make: impl Fn() -> Diagnostic,
    holds: impl Fn(&Line) -> bool,
) -> Vec<Diagnostic> {
    let book = &set.rulebook;
    let of = |criteria: &[Criterion], lines: fn(&Scorecard) -> &[Line]| -> Vec<Diagnostic> {
        let leaves = criteria.iter().enumerate().filter(|(_, criterion)| criterion.rule.is_some());
        let tell = |(index, criterion): (usize, &Criterion)| {
            let cards = set.scores.cards.iter().filter(|card| lines(card).get(index).is_some_and(&holds));
            let units: Vec<&str> = cards.map(|card| card.unit.as_str()).collect();
            let found = make().at(project.file.at_key("scores"));
            let found = found.with("code", &criterion.code).with("title", &criterion.title);
            (!units.is_empty()).then(|| found.with("count", units.len()).with("units", units.join("; ")))
        };
        leaves.filter_map(tell).collect()
    };
    let mut told = of(&book.criteria, |card| &card.criteria);
    told.extend(book.bonus.iter().flat_map(|block| of(&block.criteria, |card| &card.bonus)));
    told.extend(book.penalty.iter().flat_map(|block| of(&block.criteria, |card| &card.penalty)));
    told
}
