//! Units by rank, criteria over all units.
//!
//! In: [`ScoreResults`]. Out: tables under the headings of the forms in use: `Xếp hạng`, `Tên đơn vị`, `Điểm chấm thực tế`, … An index is a
//! percentage.

use super::{
    super::tables::of_columns,
    Part, SAMPLE, ScoreTable,
    words::{centered, column, level_group, percent, points, points_text, row, text},
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

/// What a rulebook is called among those of a run, which says so where it is made up.
pub fn name_of(results: &ScoreResults, set: &ScoredSet) -> String {
    titled(&set.name(results.sets.iter()), &set.rulebook)
}

/// The scale on which results stand, where it is not what all maxima add up to.
pub fn restating_scale(book: &Rulebook) -> Option<&Exact> {
    let fields = book.criteria.iter().filter(|criterion| criterion.parent.is_none());
    let sum = fields.fold(Exact::default(), |sum, field| &sum + &field.max);
    book.scale.as_ref().filter(|scale| **scale != sum)
}

/// What a result is called; on which scale, where points do not add up to it.
pub fn result_words(book: &Rulebook) -> String {
    let scale = restating_scale(book).map(|scale| format!(" (thang {})", points_text(scale, book.rounding)));
    format!("Tổng điểm đạt được{}", scale.unwrap_or_default())
}

/// Whether results may be other numbers than the points that add up.
pub fn is_restated(set: &ScoredSet) -> bool {
    let book = &set.rulebook;
    let most = book.most_points();
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
        let words = if results.sets.len() > 1 {
            format!("Nhóm {name}, theo “{}”", name_of(results, set))
        } else {
            format!("Nhóm {name}")
        };
        let (columns, rows) = ranking_of(set, cards);
        Ok(Part {
            key: if is_only { String::new() } else { key.to_owned() },
            name: name.to_owned(),
            caption: if is_only { String::new() } else { words },
            table: of_columns(&id, &title, &columns, rows)?,
            pages: Vec::new(),
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
    columns.extend(has_result.then(|| centered("result", &result_words(book), 18.0)));
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
    let part = |(number, set): (usize, &ScoredSet)| {
        let key = if is_only { String::new() } else { set.rulebook.id.clone() };
        let id = if is_only { asked.id.clone() } else { format!("{}-{key}", asked.id) };
        let (columns, rows) = fill(set);
        let name = name_of(results, set);
        let title = if is_only { titled(&asked.title, &set.rulebook) } else { format!("{}: {name}", asked.title) };
        Ok(Part {
            // The names of sheets are short, and the title of a sheet says which rulebook it is.
            name: format!("(bộ {number})"),
            caption: if is_only { String::new() } else { name },
            table: of_columns(&id, &title, &columns, rows)?,
            pages: Vec::new(),
            below: None,
            key,
        })
    };
    (1..).zip(&results.sets).map(part).collect()
}
