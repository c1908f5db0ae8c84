//! The value `scores` of templates.
//!
//! In: [`ScoreResults`]. Out: what sentences say of scores; numbers as they are printed.

use serde_json::{Value as Json, json};

use super::{
    PARTLY_SAMPLE, SAMPLE,
    data::status,
    tables::{groups, restating_scale, shared_flags},
    words::{level_group, percent_text, points_text},
};
use crate::{
    normalize::LevelGroup,
    scoring::{
        exact::Exact,
        results::{ScoreResults, ScoredSet},
        rulebook::{RulebookStatus, model::Rulebook},
        scorecard::{Scorecard, State},
    },
};

/// What a template sees of scores; the same names, without items, where nothing was scored.
#[must_use]
pub fn value(results: Option<&ScoreResults>) -> Json {
    let none = ScoreResults::default();
    let results = results.unwrap_or(&none);
    let is_sample = results.sets.iter().any(|set| set.rulebook.status == RulebookStatus::Sample);
    let is_mixed = results.sets.iter().any(|set| set.rulebook.status != RulebookStatus::Sample);
    let words = if is_mixed { PARTLY_SAMPLE } else { SAMPLE };
    let left_out = results.left_out.iter();
    json!({
        "units": results.sets.iter().map(|set| set.scores.cards.len()).sum::<usize>(),
        "is_sample": is_sample,
        "sample": if is_sample { words } else { "" },
        "sets": results.sets.iter().map(|set| set_value(results, set)).collect::<Vec<_>>(),
        "left_out": left_out.map(|unit| json!({ "unit": unit.unit, "reason": unit.reason })).collect::<Vec<_>>(),
        "costs": results.sets.iter().map(|set| set.costs.len()).sum::<usize>(),
        "has_special": results.sets.iter().any(has_special),
        "comparison": comparison(results),
    })
}

/// The same with one item in each list, so that its names are known though nothing was scored.
#[must_use]
pub fn shape() -> Json {
    let criterion =
        json!({ "code": "", "title": "", "max": "", "is_leaf": true, "mean": "", "full": 0, "zero": 0, "missing": 0 });
    let class = json!({ "name": "", "units": 0 });
    let card = json!({ "unit": "", "result": "", "index": "", "rank": 0, "class": "" });
    let group = json!({ "name": "", "units": 0, "mean": "", "best": [card], "last": [card], "classes": [class] });
    let set = json!({
        "id": "", "title": "", "source": "", "status": "", "is_sample": false, "sample": "", "max": "", "scale": "", "instants": [""], "notes": [""],
        "units": 0, "groups": [group], "criteria": [criterion], "fields": [criterion],
    });
    let mut shape = value(None);
    if let Some(parts) = shape.as_object_mut() {
        parts.insert("sets".to_owned(), json!([set]));
        parts.insert("left_out".to_owned(), json!([{ "unit": "", "reason": "" }]));
    }
    shape
}

fn has_special(set: &ScoredSet) -> bool {
    let mut lines = set.scores.cards.iter().flat_map(|card| &card.criteria);
    lines.any(|line| line.state == State::NotApplicable)
}

fn comparison(results: &ScoreResults) -> Json {
    let changes = results.comparison.iter().flat_map(|compared| &compared.changes);
    let zero = Exact::default();
    let (mut gain, mut lose, mut same, mut one_sided) = (0usize, 0usize, 0usize, 0usize);
    for change in changes {
        match change.gain.as_ref().map(|gain| gain.cmp(&zero)) {
            Some(std::cmp::Ordering::Greater) => gain += 1,
            Some(std::cmp::Ordering::Less) => lose += 1,
            Some(std::cmp::Ordering::Equal) => same += 1,
            None => one_sided += 1,
        }
    }
    let titles = |titles: Option<&Vec<String>>| titles.map(|titles| titles.join("; ")).unwrap_or_default();
    json!({
        "is_made": results.comparison.is_some(),
        "rules": titles(results.comparison.as_ref().map(|compared| &compared.rules)),
        "against": titles(results.comparison.as_ref().map(|compared| &compared.against)),
        "gain": gain,
        "lose": lose,
        "same": same,
        "one_sided": one_sided,
        "is_one_scale": results.comparison.as_ref().is_none_or(|compared| compared.is_one_scale),
    })
}

fn set_value(results: &ScoreResults, set: &ScoredSet) -> Json {
    let book = &set.rulebook;
    let cards = &set.scores.cards;
    let criteria = |is_wanted: fn(&Rulebook, usize) -> bool| {
        let wanted = book.criteria.iter().enumerate().filter(|(index, _)| is_wanted(book, *index));
        let told = wanted.map(|(index, criterion)| {
            let lines: Vec<_> = cards.iter().filter_map(|card| card.criteria.get(index)).collect();
            // A sum with a gap in it is no more the last word than the gap itself.
            let scored: Vec<_> = lines.iter().filter(|line| line.state == State::Scored && line.gaps == 0).collect();
            let sum = scored.iter().fold(Exact::default(), |sum, line| &sum + &line.points);
            let mean = sum.over(&Exact::count(scored.len() as u64)).unwrap_or_default();
            json!({
                "code": criterion.code,
                "title": criterion.title,
                "max": points_text(&criterion.max, book.rounding),
                "is_leaf": criterion.rule.is_some(),
                "mean": points_text(&mean, book.rounding),
                "full": scored.iter().filter(|line| line.points >= line.max).count(),
                "zero": scored.iter().filter(|line| line.points == Exact::default()).count(),
                "missing": lines.iter().filter(|line| line.gaps > 0).count(),
            })
        });
        told.collect::<Vec<_>>()
    };
    let fields = book.criteria.iter().filter(|criterion| criterion.parent.is_none());
    let max = fields.fold(Exact::default(), |sum, field| &sum + &field.max);
    json!({
        "id": book.id,
        "title": set.name(results.sets.iter()),
        "source": book.source,
        "status": status(book),
        "is_sample": book.status == RulebookStatus::Sample,
        "sample": if book.status == RulebookStatus::Sample { SAMPLE } else { "" },
        "scale": restating_scale(book).map(|scale| points_text(scale, book.rounding)).unwrap_or_default(),
        "max": points_text(&max, book.rounding),
        "instants": set.instants,
        "notes": shared_flags(set),
        "units": cards.len(),
        "groups": groups(set).iter().map(|(group, cards)| group_value(book, *group, cards)).collect::<Vec<_>>(),
        "fields": criteria(|book, index| book.criteria.get(index).is_some_and(|found| found.parent.is_none())),
        "criteria": criteria(|book, index| book.criteria.get(index).is_some_and(|found| found.rule.is_some())),
    })
}

fn group_value(book: &Rulebook, group: LevelGroup, cards: &[&Scorecard]) -> Json {
    let sum = cards.iter().fold(Exact::default(), |sum, card| &sum + &card.result);
    let mean = sum.over(&Exact::count(cards.len() as u64)).unwrap_or_default();
    let card = |card: &&&Scorecard| {
        json!({
            "unit": card.unit,
            "result": points_text(&card.result, book.rounding),
            "index": percent_text(card.index.as_ref()).unwrap_or_default(),
            "rank": card.rank,
            "class": card.class.clone().unwrap_or_default(),
        })
    };
    let last = cards.iter().map(|card| card.rank).max();
    let classes = book.classes.iter().map(|class| {
        let units = cards.iter().filter(|card| card.class.as_ref() == Some(&class.name)).count();
        json!({ "name": class.name, "units": units })
    });
    json!({
        "name": level_group(group).1,
        "units": cards.len(),
        "mean": points_text(&mean, book.rounding),
        "best": cards.iter().filter(|card| card.rank == 1).map(|found| card(&found)).collect::<Vec<_>>(),
        "last": cards.iter().filter(|card| Some(card.rank) == last).map(|found| card(&found)).collect::<Vec<_>>(),
        "classes": classes.collect::<Vec<_>>(),
    })
}
