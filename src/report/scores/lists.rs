//! What stands beside the scores: criteria that do not apply, tasks that cost points, units without a score, two rulebooks compared.
//!
//! In: [`ScoreResults`]. Out: tables; none where there is nothing to show, except that a list of tasks or units says so.

use super::{
    super::tables::of_columns,
    Part, SAMPLE, ScoreTable,
    tables::per_set,
    words::{below, centered, column, level_group, percent, points, points_text, row, text},
};
use crate::{
    diagnostic::Failure,
    document::{Row, Value},
    locale::vietnamese::NO_VALUE,
    scoring::{
        compare::{Change, Side},
        exact::{Exact, RoundingMode},
        results::{CostlyTask, ScoreResults, ScoredSet},
        rulebook::{Rounding, RoundingStage},
        scorecard::{Scorecard, State},
    },
    table_spec::ColumnDefinition,
};

/// How a gain is printed, whatever the digits of the rulebooks.
pub const GAIN: Rounding = Rounding { mode: RoundingMode::HalfUp, digits: 3, stage: RoundingStage::Total };
/// The two sides of a comparison.
const BEFORE: &str = "Đang dùng";
const AFTER: &str = "So sánh";

/// The units to which some criterion does not apply; no table where there is none.
pub fn special(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    let parts = per_set(asked, results, |set| {
        let columns = vec![
            centered("sequence", "STT", 10.0),
            column("unit", "Đơn vị", 50.0),
            centered("points", "Điểm thực tế (điểm/tối đa áp dụng)", 24.0),
            centered("index", "Chỉ số (%)", 16.0),
            centered("result", "Tổng điểm", 16.0),
            column("criteria", "Các tiêu chí đặc thù không đánh giá", 70.0),
        ];
        let rounding = set.rulebook.rounding;
        let with_gaps = set.scores.cards.iter().map(|card| (card, not_applicable(set, card)));
        let rows =
            (1..).zip(with_gaps.filter(|(_, criteria)| !criteria.is_empty())).map(|(number, (card, criteria))| {
                row(vec![
                    Value::Count(number),
                    text(&card.unit),
                    text(format!("{}/{}", points_text(&card.points, rounding), points_text(&card.max, rounding))),
                    percent(card.index.as_ref()),
                    points(&card.result, rounding),
                    text(criteria.join("; ")),
                ])
            });
        (columns, rows.collect())
    })?;
    Ok(parts.into_iter().filter(|part| !part.table.rows().is_empty()).collect())
}

fn not_applicable(set: &ScoredSet, card: &Scorecard) -> Vec<String> {
    let leaves = set
        .rulebook
        .criteria
        .iter()
        .zip(&card.criteria)
        .filter(|(criterion, line)| criterion.rule.is_some() && line.state == State::NotApplicable);
    leaves.map(|(criterion, _)| format!("{} {}", criterion.code, criterion.title)).collect()
}

/// The tasks that cost points, unit by unit.
pub fn tasks(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    per_set(asked, results, |set| {
        // Units are not merged down: a filter stands over them in the workbook.
        task_table(set, &set.costs.iter().collect::<Vec<_>>(), true)
    })
}

/// What every list says of a task that cost points: document, content, deadline, day done, days late, status.
pub fn facts(task: &CostlyTask) -> [Value; 6] {
    [
        text(&task.document),
        text(&task.content),
        task.deadline.map_or(Value::Blank, Value::Date),
        task.completed_on.map_or(Value::Blank, Value::Date),
        task.days_late.map_or(Value::Blank, Value::Count),
        text(task.status),
    ]
}

/// A list of tasks that cost points, one row for each task with its criteria, with the unit of each or without.
pub fn task_table(set: &ScoredSet, tasks: &[&CostlyTask], has_unit: bool) -> (Vec<ColumnDefinition>, Vec<Row>) {
    let has_points = set.costs.iter().flat_map(|task| &task.costs).any(|cost| cost.points.is_some());
    let mut columns = vec![centered("sequence", "STT", 10.0)];
    columns.extend(has_unit.then(|| column("unit", "Tên đơn vị", 34.0)));
    columns.extend([
        centered("code", "Tiêu chí", 15.0),
        column("document", "Số, ký hiệu", 28.0),
        column("content", "Nội dung nhiệm vụ", 60.0),
        centered("deadline", "Hạn xử lý", 20.0),
        centered("completed_on", "Ngày hoàn thành", 20.0),
        centered("days_late", "Số ngày quá hạn", 14.0),
        column("status", "Trạng thái", 26.0),
    ]);
    columns.extend(has_points.then(|| centered("points", "Điểm của nhiệm vụ", 16.0)));
    let rounding = set.rulebook.rounding;
    let row_of = |(number, task): (u64, &&CostlyTask)| {
        let scored = task.costs.iter().filter_map(|cost| {
            let (own, all) = cost.points.as_ref()?;
            let words = format!("{}/{}", points_text(own, rounding), points_text(all, rounding));
            Some(if task.costs.len() > 1 { format!("{}: {words}", cost.code) } else { words })
        });
        let codes = task.costs.iter().map(|cost| cost.code.as_str());
        let mut values = vec![Value::Count(number)];
        values.extend(has_unit.then(|| text(&task.unit)));
        values.push(text(codes.collect::<Vec<_>>().join(", ")));
        values.extend(facts(task));
        values.extend(has_points.then(|| text(scored.collect::<Vec<_>>().join("; "))));
        row(values)
    };
    (columns, (1..).zip(tasks).map(row_of).collect())
}

/// The units that have no score.
pub fn left_out(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    let columns = [centered("sequence", "STT", 10.0), column("unit", "Đơn vị", 70.0), column("reason", "Lý do", 80.0)];
    let rows = (1..).zip(&results.left_out);
    let rows = rows.map(|(number, unit)| row(vec![Value::Count(number), text(&unit.unit), text(unit.reason)]));
    let table = of_columns(&asked.id, &asked.title, &columns, rows.collect())?;
    Ok(vec![Part::only(table)])
}

/// Who would gain and who would lose; no table where nothing was compared.
pub fn comparison(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    let Some(compared) = &results.comparison else { return Ok(Vec::new()) };
    let sample = if compared.is_sample { format!(" ({SAMPLE})") } else { String::new() };
    let title = format!("{}: {} và {}{sample}", asked.title, compared.rules.join("; "), compared.against.join("; "));
    let rows = (1..).zip(&compared.changes).map(|(number, change)| change_row(number, change, compared.is_one_scale));
    let table = of_columns(&asked.id, &title, &comparison_columns(compared.is_one_scale), rows.collect())?;
    Ok(vec![Part::only(table)])
}

fn comparison_columns(is_one_scale: bool) -> Vec<ColumnDefinition> {
    let gain = if is_one_scale { "Tăng, giảm" } else { "Tăng, giảm (% thang điểm)" };
    vec![
        centered("sequence", "STT", 10.0),
        column("unit", "Đơn vị", 44.0),
        column("level_group", "Nhóm", 26.0),
        below("Kết quả", "result_before", BEFORE, 15.0),
        below("Kết quả", "result_after", AFTER, 15.0),
        below("Kết quả", "gain", gain, 15.0),
        below("Xếp hạng", "rank_before", BEFORE, 14.0),
        below("Xếp hạng", "rank_after", AFTER, 14.0),
        below("Xếp loại", "class_before", BEFORE, 18.0),
        below("Xếp loại", "class_after", AFTER, 18.0),
        column("criterion", "Tiêu chí làm thay đổi nhiều nhất", 60.0),
    ]
}

fn change_row(number: u64, change: &Change, is_one_scale: bool) -> Row {
    let result = |side: &Option<Side>| side.as_ref().map_or(Value::Blank, |side| points(&side.result, side.rounding));
    let rank = |side: &Option<Side>| side.as_ref().map_or(Value::Blank, |side| Value::Count(side.rank.into()));
    let class = |side: &Option<Side>| text(side.as_ref().and_then(|side| side.class.clone()).unwrap_or_default());
    row(vec![
        Value::Count(number),
        text(&change.unit),
        text(level_group(change.level_group).1),
        result(&change.before),
        result(&change.after),
        change.gain.as_ref().map_or_else(|| text(one_sided(change)), |gain| points(gain, GAIN)),
        rank(&change.before),
        rank(&change.after),
        class(&change.before),
        class(&change.after),
        text(criterion(change, is_one_scale)),
    ])
}

/// Why there is no gain to tell.
fn one_sided(change: &Change) -> &'static str {
    if change.before.is_none() { "bộ đang dùng không chấm" } else { "bộ so sánh không chấm" }
}

/// `+0,5`, or `+5%` of scales that differ.
fn signed(gain: &Exact, is_one_scale: bool) -> String {
    let sign = if *gain > Exact::default() { "+" } else { "" };
    let unit = if is_one_scale { "" } else { "%" };
    format!("{sign}{}{unit}", points_text(gain, GAIN))
}

/// `2.1 Giải quyết đúng hạn (−0,5)`
pub fn criterion(change: &Change, is_one_scale: bool) -> String {
    let Some(found) = &change.decisive else { return String::new() };
    format!("{} {} ({})", found.code, found.title, signed(&found.points, is_one_scale))
}

/// A change for the terminal: unit, results, gain, ranks and classes, the criterion.
#[must_use]
pub fn change_words(change: &Change, is_one_scale: bool) -> [String; 5] {
    let both = |told: &dyn Fn(&Side) -> String| {
        let side = |side: &Option<Side>| side.as_ref().map_or_else(|| NO_VALUE.to_owned(), told);
        format!("{} → {}", side(&change.before), side(&change.after))
    };
    let gain = change.gain.as_ref();
    let class = |side: &Side| side.class.as_ref().map(|class| format!(" ({class})")).unwrap_or_default();
    [
        change.unit.clone(),
        both(&|side| points_text(&side.result, side.rounding)),
        gain.map_or_else(|| one_sided(change).to_owned(), |gain| signed(gain, is_one_scale)),
        both(&|side| format!("{}{}", side.rank, class(side))),
        criterion(change, is_one_scale),
    ]
}
