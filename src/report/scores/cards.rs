//! Scorecards (phiếu chấm điểm): each criterion of one unit with what was seen and why it has its points.
//!
//! In: [`ScoreResults`]. Out: one table for each unit under the headings of the form in use.

use super::{
    super::tables::of_columns,
    Below, Part, ScoreTable,
    fields::{loss, lost},
    lists::task_table,
    tables::{groups, is_restated, own_flags, restating_scale, result_words, titled},
    words::{below, centered, column, percent, percent_text, points, points_text, row, text, total},
};
use crate::{
    diagnostic::Failure,
    document::{Row, Value},
    locale::vietnamese,
    scoring::{
        results::{CostlyTask, ScoreResults, ScoredSet},
        rulebook::model::{Criterion, Rulebook},
        scorecard::{Line, Scorecard, State},
    },
    table_spec::ColumnDefinition,
};

/// Most tasks that are listed below a card on paper, two pages or so; a unit with more has a sheet to filter instead.
const MOST_TASKS: usize = 30;

/// The card of each unit, in the order of the registry within its level group.
pub fn cards(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    let is_only = results.sets.len() == 1;
    let all = results.sets.iter().flat_map(|set| set.scores.cards.iter().map(move |card| (set, card)));
    let part = |(set, card): (&ScoredSet, &Scorecard)| {
        let title = titled(&format!("{}: {}", asked.title, caption(set, card)), &set.rulebook);
        Ok(Part {
            key: card.unit_id.clone(),
            name: card.unit.clone(),
            caption: if is_only { caption(set, card) } else { titled(&caption(set, card), &set.rulebook) },
            table: of_columns(
                &format!("{}-{}", asked.id, card.unit_id),
                &title,
                &columns(&set.rulebook),
                rows(set, card),
            )?,
            pages: Vec::new(),
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
        let scale = restating_scale(&set.rulebook);
        words.extend(scale.map(|scale| format!(" (thang {})", points_text(scale, rounding))));
    }
    let group = groups(set).into_iter().find(|(group, _)| *group == card.level_group);
    let units = group.map_or(0, |(_, cards)| cards.len());
    words.push_str(&format!(", xếp hạng {}/{units}", card.rank));
    words.extend(card.class.iter().map(|class| format!(", xếp loại {class}")));
    words.extend(own_flags(set, card).map(|flag| format!("; {}", flag.trim_end_matches('.'))));
    words
}

/// The tasks that cost the unit points; of many the words alone, which say where they are listed.
fn tasks_below(asked: &ScoreTable, set: &ScoredSet, card: &Scorecard) -> Result<Option<Below>, Failure> {
    let tasks: Vec<&CostlyTask> = set.costs.iter().filter(|task| task.unit_id == card.unit_id).collect();
    if tasks.is_empty() {
        return Ok(None);
    }
    if tasks.len() > MOST_TASKS {
        let words = format!(
            "{} nhiệm vụ làm giảm điểm của {} (theo tiêu chí: {}) không in ở đây: xem trang tính “Nhiệm vụ bị trừ điểm” của tệp XLSX, hoặc tệp \
             scores-tasks.csv, do lệnh dondoc score ghi ra.",
            vietnamese::count(tasks.len() as u64),
            card.unit,
            by_criterion(card, &tasks),
        );
        return Ok(Some((words, None)));
    }
    let words = format!("Nhiệm vụ làm giảm điểm của {}:", card.unit);
    let (columns, rows) = task_table(set, &tasks, false);
    let id = format!("{}-{}-tasks", asked.id, card.unit_id);
    let title = titled(words.trim_end_matches(':'), &set.rulebook);
    Ok(Some((words, Some(of_columns(&id, &title, &columns, rows)?))))
}

/// `1.1.1: 40; 1.1.3: 33`; a task may cost points in several.
fn by_criterion(card: &Scorecard, tasks: &[&CostlyTask]) -> String {
    let lines = card.criteria.iter().chain(&card.penalty).map(|line| &line.code);
    let counted =
        lines.map(|code| (code, tasks.iter().filter(|task| task.costs.iter().any(|cost| cost.code == *code))));
    let counted = counted.map(|(code, tasks)| (code, tasks.count())).filter(|(_, tasks)| *tasks > 0);
    counted.map(|(code, tasks)| format!("{code}: {}", vietnamese::count(tasks as u64))).collect::<Vec<_>>().join("; ")
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
        .enumerate()
        .map(|(index, (criterion, line))| row(line_values(book, criterion, line, lost(book, card, Some(index)))))
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
        rows.extend(block.criteria.iter().zip(lines).map(|(criterion, line)| {
            let lost = loss(&line.layers).map_or(Value::Blank, |lost| points(&lost, rounding));
            row(line_values(book, criterion, line, lost))
        }));
    }
    let (max, earned) = (points(&card.max, rounding), points(&card.points, rounding));
    rows.push(total(sum("Tổng điểm", max, earned, percent(card.index.as_ref()), String::new())));
    if is_restated(set) {
        let scale = points(&book.most_points(), rounding);
        let result = points(&card.result, rounding);
        rows.push(total(sum(
            &result_words(book),
            scale,
            result,
            Value::Blank,
            own_flags(set, card).collect::<Vec<_>>().join(" "),
        )));
    }
    rows
}

fn line_values(book: &Rulebook, criterion: &Criterion, line: &Line, lost: Value) -> Vec<Value> {
    let rounding = book.rounding;
    let evidence = criterion.evidence.iter().map(|evidence| format!("Tài liệu kiểm chứng: {evidence}."));
    let reason = std::iter::once(line.reason.clone()).chain(evidence).filter(|words| !words.is_empty());
    let reason = reason.collect::<Vec<_>>().join(" ");
    let mut values =
        vec![text(&criterion.code), text(&criterion.title), points(&criterion.max, rounding), text(&line.seen)];
    let given = |layer: usize| line.layers.get(layer).and_then(Option::as_ref);
    values
        .extend((0..book.layers.len()).map(|layer| given(layer).map_or(Value::Blank, |given| points(given, rounding))));
    values.extend((!book.layers.is_empty()).then_some(lost));
    let is_scored = line.state == State::Scored;
    values.push(if is_scored { points(&line.points, rounding) } else { Value::Blank });
    values.push(if is_scored { percent(line.points.over(&line.max).as_ref()) } else { Value::Blank });
    values.push(text(reason));
    values
}
