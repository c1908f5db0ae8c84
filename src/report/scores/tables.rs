//! Units by rank, units by field, criteria over all units.
//!
//! In: [`ScoreResults`]. Out: tables under the headings of the forms in use: `Xếp hạng`, `Tên đơn vị`, `Điểm chấm thực tế`, … An index is a
//! percentage.

use super::{
    super::tables::of_columns,
    Part, SAMPLE, ScoreTable,
    words::{below, centered, column, level_group, percent, points, points_text, row, text},
};
use crate::{
    diagnostic::Failure,
    document::{Row, Value},
    normalize::LevelGroup,
    scoring::{
        exact::Exact,
        results::{ScoreResults, ScoredSet},
        rulebook::{
            RulebookStatus,
            model::{Criterion, Rulebook},
        },
        scorecard::{Line, Scorecard, State},
    },
    table_spec::ColumnDefinition,
};

/// The level groups of a set that have a unit, each with its cards by rank.
pub fn groups(set: &ScoredSet) -> Vec<(LevelGroup, Vec<&Scorecard>)> {
    let groups = set.rulebook.level_groups.iter().map(|group| {
        let mut cards: Vec<&Scorecard> = set.scores.cards.iter().filter(|card| card.level_group == *group).collect();
        cards.sort_by_key(|card| card.rank);
        (*group, cards)
    });
    groups.filter(|(_, cards)| !cards.is_empty()).collect()
}

/// A title that says so where the rulebook is made up.
pub fn titled(title: &str, book: &Rulebook) -> String {
    match book.status {
        RulebookStatus::Sample => format!("{title} ({SAMPLE})"),
        RulebookStatus::Official => title.to_owned(),
    }
}

/// The most that a result can be without bonus: the scale, or all maxima together.
pub fn most_points(book: &Rulebook) -> Exact {
    book.most_points()
}

/// Whether results may be other numbers than the points that add up.
pub fn is_restated(set: &ScoredSet) -> bool {
    let book = &set.rulebook;
    let most = most_points(book);
    let is_scaled = |card: &Scorecard| card.max != most;
    book.bonus.is_some() || book.penalty.is_some() || set.scores.cards.iter().any(is_scaled)
}

/// What is said of every unit of a set, and so need be said only once.
pub fn shared_flags(set: &ScoredSet) -> Vec<&str> {
    let cards = &set.scores.cards;
    let first = cards.first().filter(|_| cards.len() > 1).map(|card| card.flags.as_slice()).unwrap_or_default();
    let of_all = |flag: &&String| cards.iter().all(|card| card.flags.contains(flag));
    first.iter().filter(of_all).map(String::as_str).collect()
}

/// What is said of a unit and not of all.
pub fn own_flags<'a>(set: &ScoredSet, card: &'a Scorecard) -> impl Iterator<Item = &'a str> {
    let shared: Vec<String> = shared_flags(set).into_iter().map(str::to_owned).collect();
    card.flags.iter().filter(move |flag| !shared.contains(*flag)).map(String::as_str)
}

/// The units of each level group by rank.
pub fn ranking(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    let all: Vec<_> =
        results.sets.iter().flat_map(|set| groups(set).into_iter().map(move |group| (set, group))).collect();
    let is_only = all.len() == 1;
    let part = |(set, (group, cards)): &(&ScoredSet, (LevelGroup, Vec<&Scorecard>))| {
        let (key, name) = level_group(*group);
        let id = if is_only { asked.id.clone() } else { format!("{}-{key}", asked.id) };
        let title = titled(&format!("{}: {name}", asked.title), &set.rulebook);
        let (columns, rows) = ranking_of(set, cards);
        Ok(Part {
            key: if is_only { String::new() } else { key.to_owned() },
            name: name.to_owned(),
            caption: if is_only { String::new() } else { format!("Nhóm {name}") },
            table: of_columns(&id, &title, &columns, rows)?,
            below: None,
        })
    };
    all.iter().map(part).collect()
}

fn ranking_of(set: &ScoredSet, cards: &[&Scorecard]) -> (Vec<ColumnDefinition>, Vec<Row>) {
    let (book, rounding) = (&set.rulebook, set.rulebook.rounding);
    let has_result = is_restated(set);
    let has_flags = cards.iter().any(|card| own_flags(set, card).next().is_some());
    let has_class = !book.classes.is_empty();
    let mut columns = vec![
        centered("rank", "Xếp hạng", 13.0),
        column("unit", "Tên đơn vị", 60.0),
        centered("points", "Điểm chấm thực tế", 18.0),
        centered("max", "Điểm tối đa áp dụng", 18.0),
        centered("index", "Chỉ số (%)", 16.0),
    ];
    columns.extend(book.bonus.iter().map(|_| centered("bonus", "Điểm thưởng", 16.0)));
    columns.extend(book.penalty.iter().map(|_| centered("penalty", "Điểm phạt", 16.0)));
    columns.extend(has_result.then(|| centered("result", "Tổng điểm đạt được", 18.0)));
    columns.extend(has_class.then(|| centered("class", "Xếp loại", 22.0)));
    columns.extend(has_flags.then(|| column("flags", "Ghi chú", 40.0)));
    let rows = cards.iter().map(|card| {
        let mut values = vec![
            Value::Count(card.rank.into()),
            text(&card.unit),
            points(&card.points, rounding),
            points(&card.max, rounding),
            percent(card.index.as_ref()),
        ];
        values.extend(book.bonus.iter().map(|_| points(&card.bonus_points, rounding)));
        values.extend(book.penalty.iter().map(|_| points(&card.penalty_points, rounding)));
        values.extend(has_result.then(|| points(&card.result, rounding)));
        values.extend(has_class.then(|| text(card.class.clone().unwrap_or_default())));
        values.extend(has_flags.then(|| text(own_flags(set, card).collect::<Vec<_>>().join("\n"))));
        row(values)
    });
    (columns, rows.collect())
}

/// Points of each unit in each field; with layers, what each gave, what was taken off, and what counts.
pub fn fields(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    per_set(asked, results, |set| {
        let (book, rounding) = (&set.rulebook, set.rulebook.rounding);
        let fields: Vec<(usize, &Criterion)> =
            book.criteria.iter().enumerate().filter(|(_, criterion)| criterion.parent.is_none()).collect();
        let mut columns = vec![centered("sequence", "STT", 10.0), column("unit", "Tên đơn vị", 60.0)];
        for (_, field) in &fields {
            let heading = format!("{} ({} điểm)", field.title, points_text(&field.max, rounding));
            columns.extend(field_columns(book, &field.code, &heading));
        }
        columns.extend(field_columns(book, "total", "Tổng điểm"));
        let rows = (1..).zip(&set.scores.cards).map(|(number, card)| {
            let mut values = vec![Value::Count(number), text(&card.unit)];
            for (index, _) in &fields {
                let line = card.criteria.get(*index);
                let earned = line.map(|line| line.points.clone()).unwrap_or_default();
                values.extend(field_values(book, card, Some(*index), &earned));
            }
            values.extend(field_values(book, card, None, &card.points));
            row(values)
        });
        (columns, rows.collect())
    })
}

fn field_columns(book: &Rulebook, id: &str, heading: &str) -> Vec<ColumnDefinition> {
    if book.layers.is_empty() {
        return vec![centered(id, heading, 20.0)];
    }
    let layers = book.layers.iter().map(|layer| below(heading, &format!("{id}_{}", layer.id), &layer.title, 14.0));
    let ends = [("lost", "Bị trừ"), ("points", "Tổng")];
    layers.chain(ends.map(|(end, words)| below(heading, &format!("{id}_{end}"), words, 14.0))).collect()
}

/// What the layers gave in a field, or in all, what the last one took off the first, and the points that count.
fn field_values(book: &Rulebook, card: &Scorecard, field: Option<usize>, earned: &Exact) -> Vec<Value> {
    let rounding = book.rounding;
    let given: Vec<Option<Exact>> = (0..book.layers.len())
        .map(|layer| {
            let leaves = book.criteria.iter().zip(&card.criteria).enumerate();
            let leaves = leaves.filter(|(index, (criterion, _))| {
                criterion.rule.is_some() && field.is_none_or(|field| field_of(book, *index) == field)
            });
            let given = leaves.filter_map(|(_, (_, line))| line.layers.get(layer)?.as_ref());
            given.fold(None, |sum: Option<Exact>, points| Some(&sum.unwrap_or_default() + points))
        })
        .collect();
    let mut values: Vec<Value> =
        given.iter().map(|sum| sum.as_ref().map_or(Value::Blank, |sum| points(sum, rounding))).collect();
    if !book.layers.is_empty() {
        values.push(lost(&given, book));
    }
    values.push(points(earned, rounding));
    values
}

/// What the last layer that gave points took off the first.
pub fn lost(given: &[Option<Exact>], book: &Rulebook) -> Value {
    let mut given = given.iter().flatten();
    let difference = given.next().zip(given.next_back()).map(|(first, last)| first - last);
    difference
        .filter(|difference| *difference > Exact::default())
        .map_or(Value::Blank, |lost| points(&lost, book.rounding))
}

/// The index of the field in which a criterion stands.
fn field_of(book: &Rulebook, mut index: usize) -> usize {
    while let Some(parent) = book.criteria.get(index).and_then(|criterion| criterion.parent) {
        index = parent;
    }
    index
}

/// Each criterion over all units: its mean, who has all points and who has none.
pub fn criteria(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    per_set(asked, results, |set| {
        let has = |state: State| set.scores.cards.iter().any(|card| all_lines(card).any(|line| line.state == state));
        let (has_gaps, has_missing) = (has(State::NotApplicable), has(State::Missing));
        let mut columns = vec![
            centered("code", "STT", 12.0),
            column("title", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", 66.0),
            centered("max", "Điểm tối đa", 15.0),
            centered("mean", "Điểm bình quân", 16.0),
            centered("index", "Tỷ lệ (%)", 15.0),
            centered("full", "Số đơn vị đạt tối đa", 17.0),
            centered("zero", "Số đơn vị 0 điểm", 17.0),
        ];
        columns.extend(has_gaps.then(|| centered("not_applicable", "Không áp dụng", 15.0)));
        columns.extend(has_missing.then(|| centered("missing", "Chưa có số liệu", 15.0)));
        let book = &set.rulebook;
        let cards = &set.scores.cards;
        let of = |criteria: &[Criterion], is_penalty: bool, lines: fn(&Scorecard) -> &[Line]| {
            let row = |(index, criterion): (usize, &Criterion)| {
                let lines = cards.iter().filter_map(|card| lines(card).get(index)).collect::<Vec<_>>();
                criterion_row(book, criterion, &lines, is_penalty, (has_gaps, has_missing))
            };
            criteria.iter().enumerate().map(row).collect::<Vec<_>>()
        };
        let mut rows = of(&book.criteria, false, |card| &card.criteria);
        rows.extend(book.bonus.iter().flat_map(|block| of(&block.criteria, false, |card| &card.bonus)));
        rows.extend(book.penalty.iter().flat_map(|block| of(&block.criteria, true, |card| &card.penalty)));
        (columns, rows)
    })
}

/// Every line of a card.
fn all_lines(card: &Scorecard) -> impl Iterator<Item = &Line> {
    card.criteria.iter().chain(&card.bonus).chain(&card.penalty)
}

fn criterion_row(
    book: &Rulebook,
    criterion: &Criterion,
    lines: &[&Line],
    is_penalty: bool,
    (gaps, missing): (bool, bool),
) -> Row {
    // A sum with a gap in it is no more the last word than the gap itself.
    let scored: Vec<&&Line> = lines.iter().filter(|line| line.state == State::Scored && line.gaps == 0).collect();
    let count = |holds: &dyn Fn(&Line) -> bool| scored.iter().filter(|line| holds(line)).count() as u64;
    let of_all = |holds: &dyn Fn(&Line) -> bool| lines.iter().filter(|line| holds(line)).count() as u64;
    let sum = scored.iter().fold(Exact::default(), |sum, line| &sum + &line.points);
    let most = scored.iter().fold(Exact::default(), |sum, line| &sum + &line.max);
    let mean = sum.over(&Exact::count(scored.len() as u64));
    let title = if is_penalty { format!("{} (điểm trừ)", criterion.title) } else { criterion.title.clone() };
    let mut values = vec![
        text(&criterion.code),
        text(title),
        points(&criterion.max, book.rounding),
        mean.as_ref().map_or(Value::Blank, |mean| points(mean, book.rounding)),
        percent(sum.over(&most).as_ref()),
        // To have all the points of a penalty is nothing to be counted among the best.
        if is_penalty { Value::Blank } else { Value::Count(count(&|line| line.points >= line.max)) },
        Value::Count(count(&|line| line.points == Exact::default())),
    ];
    values.extend(gaps.then(|| Value::CountOrBlank(of_all(&|line| line.state == State::NotApplicable))));
    values.extend(missing.then(|| Value::CountOrBlank(of_all(&|line| line.gaps > 0))));
    row(values)
}

/// One table for each rulebook that has a unit.
pub fn per_set(
    asked: &ScoreTable,
    results: &ScoreResults,
    fill: impl Fn(&ScoredSet) -> (Vec<ColumnDefinition>, Vec<Row>),
) -> Result<Vec<Part>, Failure> {
    let is_only = results.sets.len() == 1;
    let part = |set: &ScoredSet| {
        let key = if is_only { String::new() } else { set.rulebook.id.clone() };
        let id = if is_only { asked.id.clone() } else { format!("{}-{key}", asked.id) };
        let (columns, rows) = fill(set);
        let title = titled(&asked.title, &set.rulebook);
        Ok(Part {
            name: set.rulebook.title.clone(),
            caption: if is_only { String::new() } else { set.rulebook.title.clone() },
            table: of_columns(&id, &title, &columns, rows)?,
            below: None,
            key,
        })
    };
    results.sets.iter().map(part).collect()
}
