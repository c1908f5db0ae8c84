//! The columns that a rulebook asks for in a file of given values.
//!
//! In: a rulebook. Out: [`Column`]s: under which headings each is met, and how a cell of it is decoded.

use std::collections::BTreeSet;

use crate::{
    diagnostic::{Code, Diagnostic},
    ingest::RawCell,
    locale::vietnamese,
    scoring::{
        exact::Exact,
        rulebook::{
            FactText, ValueKind,
            model::{Case, Criterion, Expression, MeasureKind, Rule, Rulebook, Wanted},
        },
        subject::Seen,
    },
    spelling,
};

/// A column that a rulebook asks for.
pub struct Column {
    /// Its heading, which is also the field under which it is sought.
    pub heading: String,
    /// Headings under which it is met.
    pub labels: Vec<String>,
    /// What it holds.
    pub holds: Holds,
    kind: ValueKind,
    /// The most that it may hold.
    max: Option<Exact>,
    /// The words that are known.
    words: Words,
}

/// The words of a choice.
#[derive(Default)]
struct Words {
    /// Those that conditions ask for.
    asked: BTreeSet<String>,
    /// Those by which cases are called: whoever writes one of them knows what it is worth.
    labels: BTreeSet<String>,
}

/// What a column holds.
pub enum Holds {
    /// Values of a measure.
    Value,
    /// Points of a layer for a criterion.
    Points {
        /// Id of the layer.
        layer: String,
        /// Code of the criterion.
        code: String,
    },
    /// A fact of tasks, by its id.
    Fact(String),
}

/// What is to be found in the file of values: values of measures first, then points of layers.
pub fn columns(book: &Rulebook) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for measure in book.measures.values() {
        let MeasureKind::Value { column, kind } = &measure.kind else { continue };
        if columns.iter().any(|known| known.heading == *column) {
            continue;
        }
        columns.push(Column {
            heading: column.clone(),
            labels: vec![column.clone()],
            holds: Holds::Value,
            kind: *kind,
            max: most_points(book, &measure.id),
            words: words(book, &measure.id),
        });
    }
    for layer in &book.layers {
        for criterion in leaves(book) {
            let (heading, code) = (format!("{} {}", layer.title, criterion.code), criterion.code.clone());
            columns.push(Column {
                labels: vec![heading.clone(), format!("{} / {}", layer.title, criterion.code)],
                heading,
                holds: Holds::Points { layer: layer.id.clone(), code },
                kind: ValueKind::Number,
                max: Some(criterion.max.clone()),
                words: Words::default(),
            });
        }
    }
    columns
}

/// What is to be found in the file of given facts of tasks.
pub fn fact_columns(book: &Rulebook) -> Vec<Column> {
    let column = |fact: &FactText| Column {
        heading: fact.value.clone(),
        labels: vec![fact.value.clone()],
        holds: Holds::Fact(fact.id.clone()),
        kind: fact.kind,
        max: None,
        words: Words { asked: fact_choices(book, &fact.id), labels: BTreeSet::new() },
    };
    book.facts.iter().map(column).collect()
}

/// The choices that conditions ask of a fact of tasks.
fn fact_choices(book: &Rulebook, fact: &str) -> BTreeSet<String> {
    let items = leaves(book).filter_map(|criterion| match &criterion.rule {
        Some(Rule::Always(Expression::Items(items))) => Some(items),
        _ => None,
    });
    let tests = items.flat_map(|items| {
        let cases = items.cases.iter().flat_map(|case| &case.when);
        cases.chain(items.weights.iter().flat_map(|(when, _)| when))
    });
    let asked = tests.filter(|test| test.measure == fact).filter_map(|test| match &test.wanted {
        Wanted::Choice(choice) => Some(choice.clone()),
        _ => None,
    });
    asked.collect()
}

/// Every leaf, those of bonus and penalty too.
fn leaves(book: &Rulebook) -> impl Iterator<Item = &Criterion> {
    let blocks = [&book.bonus, &book.penalty].into_iter().flatten().flat_map(|block| &block.criteria);
    book.criteria.iter().chain(blocks).filter(|criterion| criterion.rule.is_some())
}

/// The least maximum of the criteria whose points a measure is.
fn most_points(book: &Rulebook, measure: &str) -> Option<Exact> {
    let gives = |criterion: &&Criterion| {
        let is_it = |expression: &Expression| matches!(expression, Expression::GivenPoints(id) if id == measure);
        match &criterion.rule {
            Some(Rule::Always(expression)) => is_it(expression),
            Some(Rule::Cases(cases)) => cases.iter().any(|case| is_it(&case.value)),
            None => false,
        }
    };
    leaves(book).filter(gives).map(|criterion| criterion.max.clone()).min()
}

/// The choices that conditions ask of a measure, and the labels of the cases beside them.
fn words(book: &Rulebook, measure: &str) -> Words {
    let is_of = |case: &Case| case.when.iter().any(|test| test.measure == measure);
    let cases = leaves(book).filter_map(|criterion| match &criterion.rule {
        Some(Rule::Cases(cases)) if cases.iter().any(is_of) => Some(cases),
        _ => None,
    });
    let cases: Vec<&Case> = cases.flatten().collect();
    let gates = book.gates.iter().flat_map(|gate| &gate.when);
    let tests = cases.iter().flat_map(|case| &case.when).chain(gates).filter(|test| test.measure == measure);
    let asked = tests.filter_map(|test| match &test.wanted {
        Wanted::Choice(choice) => Some(choice.clone()),
        _ => None,
    });
    Words { asked: asked.collect(), labels: cases.iter().filter_map(|case| case.label.clone()).collect() }
}

impl Words {
    /// A word as a condition asks for it; a slip of the hand is refused, else it would be a silent `else`.
    fn settle(&self, text: String) -> Result<Seen, Diagnostic> {
        let same = |known: &&String| spelling::key(known) == spelling::key(&text);
        if let Some(known) = self.asked.iter().chain(&self.labels).find(same) {
            return Ok(Seen::Choice(known.clone()));
        }
        match self.nearest(&text) {
            Some(_) => Err(self.unknown(Diagnostic::error(Code::UnknownChoice), &text)),
            None => Ok(Seen::Choice(text)),
        }
    }

    /// The known word that only differs by accents or a slip of the hand.
    fn nearest(&self, text: &str) -> Option<&str> {
        let plain: Vec<(String, &String)> =
            self.asked.iter().chain(&self.labels).map(|known| (spelling::unaccented(known), known)).collect();
        let found = spelling::nearest(&spelling::unaccented(text), plain.iter().map(|(plain, _)| plain.as_str()))?;
        plain.iter().find(|(plain, _)| plain == found).map(|(_, known)| known.as_str())
    }

    fn unknown(&self, found: Diagnostic, text: &str) -> Diagnostic {
        let known: Vec<&str> = self.asked.iter().chain(&self.labels).map(String::as_str).collect();
        let nearest = self.nearest(text).unwrap_or_default();
        found.with("value", text).with("nearest", nearest).with("known", known.join(", "))
    }
}

impl Column {
    /// What a task without a value has: no, or none of it; of a ratio or a choice that cannot be said.
    pub fn otherwise(&self) -> Option<(String, Seen)> {
        let Holds::Fact(fact) = &self.holds else { return None };
        let seen = match self.kind {
            ValueKind::Flag => Seen::Flag(false),
            ValueKind::Number => Seen::Number(Exact::default()),
            ValueKind::Ratio | ValueKind::Choice => return None,
        };
        Some((fact.clone(), seen))
    }

    /// The value of a cell.
    pub fn decode(&self, cell: &RawCell<'_>) -> Result<Seen, Diagnostic> {
        let text = spelling::tidy(&cell.text());
        let unreadable =
            |example: &str| Diagnostic::error(Code::UnreadableValue).with("value", &text).with("example", example);
        match self.kind {
            ValueKind::Number | ValueKind::Ratio => {
                let example = if self.kind == ValueKind::Ratio { "85%" } else { "1,5" };
                let number = number(cell).ok_or_else(|| unreadable(example))?;
                let most = if self.kind == ValueKind::Ratio { Some(Exact::of(1)) } else { self.max.clone() };
                let is_beyond = most.as_ref().is_some_and(|most| number > *most) || number < Exact::default();
                if is_beyond {
                    let most = most.map(|most| format!("0 – {}", vietnamese::decimal(&most.to_string())));
                    let range = most.unwrap_or_else(|| "≥ 0".to_owned());
                    return Err(Diagnostic::error(Code::ValueOutOfBounds).with("value", &text).with("range", range));
                }
                Ok(Seen::Number(number))
            }
            ValueKind::Flag => match spelling::key(&text).as_str() {
                "x" | "1" | "true" => Ok(Seen::Flag(true)),
                "0" | "false" => Ok(Seen::Flag(false)),
                key if key == spelling::key("Có") => Ok(Seen::Flag(true)),
                key if key == spelling::key("Không") => Ok(Seen::Flag(false)),
                _ => Err(unreadable("Có, Không")),
            },
            ValueKind::Choice => self.words.settle(text),
        }
    }

    /// That a value was read, but no condition asks for it: a word like no other.
    pub fn doubt(&self, seen: &Seen) -> Option<Diagnostic> {
        let Seen::Choice(text) = seen else { return None };
        let is_known = self.words.asked.contains(text) || self.words.labels.contains(text);
        (!is_known).then(|| self.words.unknown(Diagnostic::warning(Code::UnknownChoice), text))
    }
}

/// The number in a cell; what a formula left of a decimal beyond fifteen digits is not meant.
fn number(cell: &RawCell<'_>) -> Option<Exact> {
    match cell {
        RawCell::Number(number) => Exact::parse(&number.to_string()).or_else(|| Exact::parse(&format!("{number:.10}"))),
        RawCell::Text(text) => Exact::parse(&spelling::tidy(text)),
        RawCell::Empty | RawCell::Date(_) | RawCell::Other(_) => None,
    }
}
