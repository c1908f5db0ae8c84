//! Points of each unit in each field; with layers, what each gave, what was taken off, and what counts.
//!
//! In: [`ScoreResults`]. Out: one table for each rulebook; on pages several beside each other's units, each with as many fields as can be read
//! on a landscape page.

use super::{
    super::tables::of_columns,
    Part, ScoreTable,
    tables::{per_set, titled},
    words::{below, centered, column, points, points_text, row, text},
};
use crate::{
    diagnostic::Failure,
    document::{Row, Table, Value},
    scoring::{
        exact::Exact,
        results::{ScoreResults, ScoredSet},
        rulebook::model::{Criterion, Rulebook},
        scorecard::Scorecard,
    },
    table_spec::ColumnDefinition,
};

/// Width of a landscape page in the unit of the widths of columns, which then are millimetres.
const PAGE: f32 = 250.0;
/// Widths of the number of a unit and of its name.
const HEAD: [f32; 2] = [11.0, 47.0];
/// Least width of the points of a field without layers: room for the longest syllables of its name.
const WIDTH: f32 = 24.0;
/// Least width of what one layer gave in a field: room for the longest syllables of the names of layers, and for four digits.
const LAYER_WIDTH: f32 = 16.0;

/// What a column, or several below one heading, tell of: a field by its index among the criteria, or all of them.
type Told = Option<usize>;

/// Points of each unit in each field, and in all.
pub fn fields(asked: &ScoreTable, results: &ScoreResults) -> Result<Vec<Part>, Failure> {
    let mut parts = per_set(asked, results, |set| table_of(set, &told_of(&set.rulebook)))?;
    for (part, set) in parts.iter_mut().zip(&results.sets) {
        part.pages = pages(asked, part.table.id(), set)?;
    }
    Ok(parts)
}

/// Each field, and last what they add up to.
fn told_of(book: &Rulebook) -> Vec<Told> {
    let fields = book.criteria.iter().enumerate().filter(|(_, criterion)| criterion.parent.is_none());
    fields.map(|(index, _)| Some(index)).chain([None]).collect()
}

/// The tables that stand on pages instead of one that is too wide for a page, each with the words above it; none where one is enough.
fn pages(asked: &ScoreTable, id: &str, set: &ScoredSet) -> Result<Vec<(String, Table)>, Failure> {
    let (book, told) = (&set.rulebook, told_of(&set.rulebook));
    let room = PAGE - HEAD.iter().sum::<f32>();
    let most = (1..=told.len()).take_while(|many| width_of(book, *many) <= room).last().unwrap_or(1);
    if told.len() <= most {
        return Ok(Vec::new());
    }
    let tables = told.len().div_ceil(most);
    let chunks = told.chunks(told.len().div_ceil(tables));
    let count = chunks.len();
    let page = |(number, told): (usize, &[Told])| {
        let codes = told.iter().flatten().filter_map(|index| Some(book.criteria.get(*index)?.code.as_str()));
        let codes = codes.collect::<Vec<_>>().join(", ");
        let fields = if codes.is_empty() { String::new() } else { format!("Lĩnh vực {codes}") };
        let total = if told.contains(&None) { "Tổng điểm" } else { "" };
        let words = [fields.as_str(), total].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
        let words = format!("{} (bảng {number}/{count})", words.join("; "));
        let (columns, rows) = table_of(set, told);
        let title = titled(&format!("{}: {words}", asked.title), book);
        Ok((words, of_columns(&format!("{id}-{number}"), &title, &columns, rows)?))
    };
    (1..).zip(chunks).map(page).collect()
}

/// The width that this many fields need.
fn width_of(book: &Rulebook, fields: usize) -> f32 {
    let one = if book.layers.is_empty() {
        WIDTH
    } else {
        (0..book.layers.len() + 2).fold(0.0, |width, _| width + LAYER_WIDTH)
    };
    (0..fields).fold(0.0, |width, _| width + one)
}

fn table_of(set: &ScoredSet, told: &[Told]) -> (Vec<ColumnDefinition>, Vec<Row>) {
    let book = &set.rulebook;
    let [number, name] = HEAD;
    let mut columns = vec![centered("sequence", "STT", number), column("unit", "Tên đơn vị", name)];
    for told in told {
        let field = told.and_then(|index| book.criteria.get(index));
        columns.extend(match field {
            Some(field) => columns_of(book, &field.code, &heading(book, field)),
            None => columns_of(book, "total", "Tổng điểm"),
        });
    }
    let rows = (1..).zip(&set.scores.cards).map(|(number, card)| {
        let mut values = vec![Value::Count(number), text(&card.unit)];
        values.extend(told.iter().flat_map(|told| values_of(book, card, *told)));
        row(values)
    });
    (columns, rows.collect())
}

fn heading(book: &Rulebook, field: &Criterion) -> String {
    format!("{} ({} điểm)", field.title, points_text(&field.max, book.rounding))
}

fn columns_of(book: &Rulebook, id: &str, heading: &str) -> Vec<ColumnDefinition> {
    if book.layers.is_empty() {
        return vec![centered(id, heading, WIDTH)];
    }
    let layers =
        book.layers.iter().map(|layer| below(heading, &format!("{id}_{}", layer.id), &layer.title, LAYER_WIDTH));
    let ends = [("lost", "Bị trừ"), ("points", "Tổng")];
    let ends = ends.map(|(end, words)| below(heading, &format!("{id}_{end}"), words, LAYER_WIDTH));
    layers.chain(ends).collect()
}

/// What the layers gave in a field, or in all, what was taken off, and the points that count.
fn values_of(book: &Rulebook, card: &Scorecard, told: Told) -> Vec<Value> {
    let rounding = book.rounding;
    let given = |layer: usize| {
        let leaves = leaves(book, card, told);
        let given = leaves.filter_map(|line| line.get(layer)?.as_ref());
        given.fold(None, |sum: Option<Exact>, points| Some(&sum.unwrap_or_default() + points))
    };
    let layers = (0..book.layers.len()).map(given);
    let mut values: Vec<Value> = layers.map(|sum| sum.map_or(Value::Blank, |sum| points(&sum, rounding))).collect();
    values.extend((!book.layers.is_empty()).then(|| lost(book, card, told)));
    let earned = match told {
        Some(field) => card.criteria.get(field).map(|line| line.points.clone()).unwrap_or_default(),
        None => card.points.clone(),
    };
    values.push(points(&earned, rounding));
    values
}

/// What the layers gave for each leaf at or below a criterion, or for every leaf.
fn leaves<'a>(
    book: &'a Rulebook,
    card: &'a Scorecard,
    above: Option<usize>,
) -> impl Iterator<Item = &'a [Option<Exact>]> {
    let lines = book.criteria.iter().zip(&card.criteria).enumerate();
    let leaves = lines.filter(move |(index, (criterion, _))| {
        criterion.rule.is_some() && above.is_none_or(|above| stands_below(book, *index, above))
    });
    leaves.map(|(_, (_, line))| line.layers.as_slice())
}

/// Whether a criterion is another, or stands somewhere below it.
fn stands_below(book: &Rulebook, index: usize, above: usize) -> bool {
    let mut node = Some(index);
    while let Some(index) = node.filter(|index| *index != above) {
        node = book.criteria.get(index).and_then(|criterion| criterion.parent);
    }
    node.is_some()
}

/// What was taken off at or below a criterion, or in all: the sum of what was taken off leaf by leaf. The sums of two layers do not tell it:
/// the later one may not have judged every leaf yet.
pub fn lost(book: &Rulebook, card: &Scorecard, above: Option<usize>) -> Value {
    let sum = leaves(book, card, above).filter_map(loss).fold(Exact::default(), |sum, loss| &sum + &loss);
    if sum > Exact::default() { points(&sum, book.rounding) } else { Value::Blank }
}

/// What the last layer that gave points for a leaf took off what the first one gave; nothing where only one did.
pub fn loss(given: &[Option<Exact>]) -> Option<Exact> {
    let mut given = given.iter().flatten();
    let (first, last) = given.next().zip(given.next_back())?;
    Some(first - last).filter(|loss| *loss > Exact::default())
}
