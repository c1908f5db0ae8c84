//! Scorecards (phiếu chấm điểm): each criterion of one unit with what was seen and why it has its points.
//!
//! In: [`ScoreResults`]. Out: one table for each unit under the headings of the form in use.

use super::{
    super::tables::of_columns,
    Part, ScoreTable,
    lists::task_table,
    tables::{groups, is_restated, lost, most_points, own_flags, titled},
    words::{below, centered, column, percent, percent_text, points, points_text, row, text, total},
};
use crate::{
    diagnostic::Failure,
    document::{Row, Table, Value},
    scoring::{
        results::{CostlyTask, ScoreResults, ScoredSet},
        rulebook::model::{Criterion, Rulebook},
        scorecard::{Line, Scorecard, State},
    },
    table_spec::ColumnDefinition,
};

/// The card of each unit, in the order of the registry within its level group.
pub fn cards(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    let all = results.sets.iter().flat_map(|set| set.scores.cards.iter().map(move |card| (set, card)));
    let part = |(set, card): (&ScoredSet, &Scorecard)| {
        let title = titled(&format!("{}: {}", asked.title, caption(set, card)), &set.rulebook);
        Ok(Part {
            key: card.unit_id.clone(),
            name: card.unit.clone(),
            caption: caption(set, card),
            table: of_columns(
                &format!("{}-{}", asked.id, card.unit_id),
                &title,
                &columns(&set.rulebook),
                rows(set, card),
            )?,
            below: tasks_below(asked, set, card)?,
        })
    };
    all.map(part).collect()
}

/// `Sở Nội vụ: 2,44/4 điểm (chỉ số 61%), xếp hạng 5/20, xếp loại Khá`
pub fn caption(set: &ScoredSet, card: &Scorecard) -> String {
    let rounding = set.rulebook.rounding;
    let mut words = format!("{}: ", card.unit);
    words.push_str(&format!("{}/{} điểm", points_text(&card.points, rounding), points_text(&card.max, rounding)));
    words.extend(percent_text(card.index.as_ref()).map(|index| format!(" (chỉ số {index})")));
    if is_restated(set) {
        words.push_str(&format!(", kết quả {}", points_text(&card.result, rounding)));
    }
    let group = groups(set).into_iter().find(|(group, _)| *group == card.level_group);
    let units = group.map_or(0, |(_, cards)| cards.len());
    words.push_str(&format!(", xếp hạng {}/{units}", card.rank));
    words.extend(card.class.iter().map(|class| format!(", xếp loại {class}")));
    words.extend(own_flags(set, card).map(|flag| format!("; {flag}")));
    words
}

/// The tasks that cost the unit points.
fn tasks_below(asked: &ScoreTable, set: &ScoredSet, card: &Scorecard) -> Result<Option<(String, Table)>, Failure> {
    let tasks: Vec<&CostlyTask> = set.costs.iter().filter(|task| task.unit_id == card.unit_id).collect();
    if tasks.is_empty() {
        return Ok(None);
    }
    let words = format!("Nhiệm vụ làm giảm điểm của {}:", card.unit);
    let (columns, rows) = task_table(set, &tasks, false);
    let id = format!("{}-{}-tasks", asked.id, card.unit_id);
    Ok(Some((words.clone(), of_columns(&id, words.trim_end_matches(':'), &columns, rows)?)))
}

fn columns(book: &Rulebook) -> Vec<ColumnDefinition> {
    let mut columns = vec![
        centered("code", "STT", 12.0),
        column("title", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 58.0),
        centered("max", "Điểm tối đa", 14.0),
        column("seen", "Số liệu", 32.0),
    ];
    columns.extend(book.layers.iter().map(|layer| below("Điểm đánh giá", &layer.id, &layer.title, 14.0)));
    columns.extend((!book.layers.is_empty()).then(|| centered("lost", "Điểm bị trừ", 14.0)));
    columns.extend([
        centered("points", "Điểm đạt được", 15.0),
        centered("index", "Chỉ số (%)", 15.0),
        column("reason", "Ghi chú", 70.0),
    ]);
    columns
}

fn rows(set: &ScoredSet, card: &Scorecard) -> Vec<Row> {
    let (book, rounding) = (&set.rulebook, set.rulebook.rounding);
    let mut rows: Vec<Row> = book
        .criteria
        .iter()
        .zip(&card.criteria)
        .map(|(criterion, line)| row(line_values(book, criterion, line)))
        .collect();
    let spare = book.layers.len() + usize::from(!book.layers.is_empty());
    let sum = |label: &str, max: Value, points: Value, index: Value, reason: String| {
        let mut values = vec![Value::Blank, text(label), max, Value::Blank];
        values.extend(std::iter::repeat_n(Value::Blank, spare));
        values.extend([points, index, text(reason)]);
        values
    };
    let blocks = [(&book.bonus, &card.bonus, &card.bonus_points), (&book.penalty, &card.penalty, &card.penalty_points)];
    for (block, lines, earned) in blocks {
        let Some(block) = block else { continue };
        let reason = format!("Tối đa {} điểm cho cả phần này.", points_text(&block.cap, rounding));
        let cap = points(&block.cap, rounding);
        rows.push(row(sum(&block.title, cap, points(earned, rounding), Value::Blank, reason)));
        rows.extend(block.criteria.iter().zip(lines).map(|(criterion, line)| row(line_values(book, criterion, line))));
    }
    let (max, earned) = (points(&card.max, rounding), points(&card.points, rounding));
    rows.push(total(sum("Tổng điểm", max, earned, percent(card.index.as_ref()), String::new())));
    if is_restated(set) {
        let scale = points(&most_points(book), rounding);
        let result = points(&card.result, rounding);
        rows.push(total(sum(
            "Tổng điểm đạt được",
            scale,
            result,
            Value::Blank,
            own_flags(set, card).collect::<Vec<_>>().join("; "),
        )));
    }
    rows
}

fn line_values(book: &Rulebook, criterion: &Criterion, line: &Line) -> Vec<Value> {
    let rounding = book.rounding;
    let evidence = criterion.evidence.iter().map(|evidence| format!("Tài liệu kiểm chứng: {evidence}."));
    let reason = std::iter::once(line.reason.clone()).chain(evidence).filter(|words| !words.is_empty());
    let reason = reason.collect::<Vec<_>>().join(" ");
    let mut values =
        vec![text(&criterion.code), text(&criterion.title), points(&criterion.max, rounding), text(&line.seen)];
    let given = |layer: usize| line.layers.get(layer).and_then(Option::as_ref);
    values
        .extend((0..book.layers.len()).map(|layer| given(layer).map_or(Value::Blank, |given| points(given, rounding))));
    values.extend((!book.layers.is_empty()).then(|| lost(&line.layers, book)));
    let is_scored = line.state == State::Scored;
    values.push(if is_scored { points(&line.points, rounding) } else { Value::Blank });
    values.push(if is_scored { percent(line.points.over(&line.max).as_ref()) } else { Value::Blank });
    values.push(text(reason));
    values
}
