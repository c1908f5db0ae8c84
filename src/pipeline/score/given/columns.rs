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
            model::{Criterion, Expression, MeasureKind, Rule, Rulebook, Wanted},
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
    /// The words that conditions ask for.
    choices: BTreeSet<String>,
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
            choices: choices(book, &measure.id),
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
                choices: BTreeSet::new(),
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
        choices: fact_choices(book, &fact.id),
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

/// The choices that conditions ask of a measure.
fn choices(book: &Rulebook, measure: &str) -> BTreeSet<String> {
    let cases = leaves(book).filter_map(|criterion| match &criterion.rule {
        Some(Rule::Cases(cases)) => Some(cases),
        _ => None,
    });
    let tests = cases.flatten().flat_map(|case| &case.when).chain(book.gates.iter().flat_map(|gate| &gate.when));
    let asked = tests.filter(|test| test.measure == measure).filter_map(|test| match &test.wanted {
        Wanted::Choice(choice) => Some(choice.clone()),
        _ => None,
    });
    asked.collect()
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
            ValueKind::Choice => {
                let known = self.choices.iter().find(|choice| spelling::key(choice) == spelling::key(&text));
                Ok(Seen::Choice(known.cloned().unwrap_or(text)))
            }
        }
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
