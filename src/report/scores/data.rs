//! Scores for other systems: `scores.csv`, `scores-tasks.csv`, `scores.json`.
//!
//! In: [`ScoreResults`]. Out: tables in long form for CSV, and a tree for JSON. Numbers come twice: as printed, and exact, as a decimal or, where
//! that has no last digit, as a fraction (`31/43`).

use serde_json::{Value as Json, json};

use super::{
    super::tables::of_columns,
    lists::facts,
    words::{column, level_group, points, row, text},
};
use crate::{
    diagnostic::Failure,
    document::{Row, Table, Value},
    scoring::{
        compare::Side,
        exact::Exact,
        results::{ScoreResults, ScoredSet},
        rulebook::{
            Rounding, RulebookStatus,
            model::{Criterion, Rulebook},
        },
        scorecard::{Line, Scorecard, State},
    },
};

/// Columns of `scores.csv`.
const SCORES: [&str; 16] = [
    "rulebook",
    "status",
    "level_group",
    "unit_id",
    "unit",
    "part",
    "code",
    "criterion",
    "state",
    "max",
    "points",
    "points_exact",
    "seen",
    "class",
    "rank",
    "reason",
];
/// Columns of `scores-tasks.csv`.
const COSTS: [&str; 13] = [
    "rulebook",
    "status",
    "unit_id",
    "unit",
    "code",
    "task_id",
    "document",
    "content",
    "deadline",
    "completed_on",
    "days_late",
    "task_status",
    "points",
];

/// One row for each unit and criterion, and one with the result of each unit.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn scores_csv(results: &ScoreResults) -> Result<Table, Failure> {
    let columns: Vec<_> = SCORES.iter().map(|id| column(id, id, 1.0)).collect();
    let rows = results.sets.iter().flat_map(|set| set.scores.cards.iter().flat_map(|card| card_rows(set, card)));
    of_columns("scores", "Điểm theo đơn vị và tiêu chí", &columns, rows.collect())
}

fn card_rows(set: &ScoredSet, card: &Scorecard) -> Vec<Row> {
    let book = &set.rulebook;
    let mut rows: Vec<Row> = Vec::new();
    for (part, criterion, line) in lines(book, card) {
        let mut values = head(book, card);
        values.extend([text(part), text(&line.code), text(&criterion.title), text(state(line.state))]);
        values.extend([points(&line.max, book.rounding), points(&line.points, book.rounding)]);
        values.extend([
            text(line.points.to_string()),
            text(&line.seen),
            Value::Blank,
            Value::Blank,
            text(&line.reason),
        ]);
        rows.push(row(values));
    }
    let mut values = head(book, card);
    values.extend([text("result"), Value::Blank, Value::Blank, text(state(State::Scored))]);
    values.extend([points(&book.most_points(), book.rounding), points(&card.result, book.rounding)]);
    let class = card.class.clone().unwrap_or_default();
    values.extend([text(card.exact_result.to_string()), Value::Blank, text(class)]);
    values.extend([Value::Count(card.rank.into()), text(card.flags.join(" "))]);
    rows.push(row(values));
    rows
}

fn head(book: &Rulebook, card: &Scorecard) -> Vec<Value> {
    let group = level_group(card.level_group).0;
    [book.id.as_str(), status(book), group, &card.unit_id, &card.unit].into_iter().map(text).collect()
}

/// Every line of a card with the part that it stands in and its criterion.
fn lines<'a>(book: &'a Rulebook, card: &'a Scorecard) -> Vec<(&'static str, &'a Criterion, &'a Line)> {
    let bonus = book.bonus.iter().flat_map(|block| &block.criteria).zip(&card.bonus);
    let penalty = book.penalty.iter().flat_map(|block| &block.criteria).zip(&card.penalty);
    let criteria = book.criteria.iter().zip(&card.criteria).map(|(criterion, line)| ("criterion", criterion, line));
    let bonus = bonus.map(|(criterion, line)| ("bonus", criterion, line));
    let penalty = penalty.map(|(criterion, line)| ("penalty", criterion, line));
    criteria.chain(bonus).chain(penalty).collect()
}

/// One row for each task and each criterion in which it cost a unit points.
///
/// # Errors
/// As [`scores_csv`].
pub fn costs_csv(results: &ScoreResults) -> Result<Table, Failure> {
    let columns: Vec<_> = COSTS.iter().map(|id| column(id, id, 1.0)).collect();
    let all = results.sets.iter().flat_map(|set| set.costs.iter().map(move |task| (&set.rulebook, task)));
    let all = all.flat_map(|(book, task)| task.costs.iter().map(move |cost| (book, task, cost)));
    let rows = all.map(|(book, task, cost)| {
        let head = [&book.id, status(book), &task.unit_id, &task.unit, &cost.code, &task.task_id];
        let own = cost.points.as_ref().map_or(Value::Blank, |(own, _)| points(own, book.rounding));
        row(head.into_iter().map(text).chain(facts(task)).chain([own]).collect())
    });
    of_columns("scores-tasks", "Nhiệm vụ làm giảm điểm", &columns, rows.collect())
}

/// Everything as one tree.
#[must_use]
pub fn scores_json(results: &ScoreResults) -> Json {
    let set = |set: &ScoredSet| {
        let book = &set.rulebook;
        json!({
            "rulebook": { "id": book.id, "title": book.title, "source": book.source, "status": status(book) },
            "instants": set.instants,
            "units": set.scores.cards.iter().map(|card| card_json(book, card)).collect::<Vec<_>>(),
        })
    };
    let left_out = results.left_out.iter();
    let left_out = left_out.map(|unit| json!({ "unit_id": unit.unit_id, "unit": unit.unit, "reason": unit.reason }));
    let mut tree = json!({
        "sets": results.sets.iter().map(set).collect::<Vec<_>>(),
        "left_out": left_out.collect::<Vec<_>>(),
    });
    if let (Some(parts), Some(compared)) = (tree.as_object_mut(), &results.comparison) {
        let changes = compared.changes.iter().map(|change| {
            let found = change.decisive.as_ref();
            let found = found
                .map(|found| json!({ "code": found.code, "title": found.title, "points": found.points.to_string() }));
            json!({
                "unit_id": change.unit_id,
                "unit": change.unit,
                "before": change.before.as_ref().map(side_json),
                "after": change.after.as_ref().map(side_json),
                "gain": change.gain.as_ref().map(Exact::to_string),
                "criterion": found,
            })
        });
        let changes: Vec<Json> = changes.collect();
        let compared = json!({
            "rules": compared.rules,
            "against": compared.against,
            "gain_in": if compared.is_one_scale { "points" } else { "percent" },
            "changes": changes,
        });
        parts.insert("comparison".to_owned(), compared);
    }
    tree
}

fn side_json(side: &Side) -> Json {
    json!({ "result": plain(&side.result, side.rounding), "rank": side.rank, "class": side.class })
}

fn card_json(book: &Rulebook, card: &Scorecard) -> Json {
    let rounding = book.rounding;
    let line = |(part, criterion, line): (&str, &Criterion, &Line)| {
        let layers = book.layers.iter().zip(&line.layers);
        let layers = layers.map(|(layer, given)| (layer.id.clone(), json!(given.as_ref().map(Exact::to_string))));
        json!({
            "part": part,
            "code": line.code,
            "title": criterion.title,
            "state": state(line.state),
            "max": plain(&line.max, rounding),
            "points": plain(&line.points, rounding),
            "points_exact": line.points.to_string(),
            "layers": layers.collect::<serde_json::Map<_, _>>(),
            "seen": line.seen,
            "reason": line.reason,
        })
    };
    json!({
        "unit_id": card.unit_id,
        "unit": card.unit,
        "level_group": level_group(card.level_group).0,
        "points": plain(&card.points, rounding),
        "max": plain(&card.max, rounding),
        "bonus": plain(&card.bonus_points, rounding),
        "penalty": plain(&card.penalty_points, rounding),
        "result": plain(&card.result, rounding),
        "result_exact": card.exact_result.to_string(),
        "index": card.index.as_ref().map(Exact::to_string),
        "class": card.class,
        "rank": card.rank,
        "flags": card.flags,
        "criteria": lines(book, card).into_iter().map(line).collect::<Vec<_>>(),
    })
}

/// A number as printed, as programs read it. A text, so that no program makes a float of it unasked.
fn plain(number: &Exact, rounding: Rounding) -> String {
    number.plain(rounding.mode, rounding.digits)
}

fn state(state: State) -> &'static str {
    match state {
        State::Scored => "scored",
        State::NotApplicable => "not_applicable",
        State::Missing => "missing",
    }
}

/// Whether an authority issued a rulebook.
pub fn status(book: &Rulebook) -> &'static str {
    match book.status {
        RulebookStatus::Sample => "sample",
        RulebookStatus::Official => "official",
    }
}
