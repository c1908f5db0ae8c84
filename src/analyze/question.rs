//! What somebody wants to know: groups, metrics, conditions.
//!
//! In: the words of a command line. Out: a [`Question`] in which every name is known; what is not is told with the nearest.

use polars::prelude::Expr;

use super::{
    dimension::{DIMENSIONS, Dimension, dimension},
    measure::{DEFAULT, Measure, measure, measures},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    period::MonthCalendar,
    spelling,
};

/// A question about tasks.
#[derive(Debug, Clone)]
pub struct Question {
    /// What the groups are.
    pub by: Vec<&'static Dimension>,
    /// What is counted of each.
    pub metrics: Vec<&'static Measure>,
}

impl Question {
    /// Reads the words.
    ///
    /// # Errors
    /// `unknown-dimension` and `unknown-metric` for each name that is none, with the nearest.
    pub fn read(by: &[String], metrics: &[String]) -> Result<Self, Failure> {
        let mut errors = Vec::new();
        let mut dimensions: Vec<&Dimension> = Vec::new();
        for word in by {
            match dimension(word) {
                Some(known) if dimensions.contains(&known) => {}
                Some(known) => dimensions.push(known),
                None => errors.push(unknown(Code::UnknownDimension, "--by", word, DIMENSIONS.iter().map(|one| one.id))),
            }
        }
        let mut asked: Vec<&Measure> = Vec::new();
        let default = DEFAULT.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        for word in if metrics.is_empty() { &default } else { metrics } {
            match measure(word) {
                Some(known) if asked.iter().any(|other| other.id == known.id) => {}
                Some(known) => asked.push(known),
                None => errors.push(unknown(Code::UnknownMetric, "--metrics", word, measures().map(|one| one.id))),
            }
        }
        Failure::unless_empty(errors, Self { by: dimensions, metrics: asked })
    }

    /// What must be told of each task: the groups.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static Dimension> {
        self.by.iter().copied()
    }

    /// The fields that must be decoded.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        self.keys().filter_map(Dimension::field)
    }

    /// Whether a task is asked for.
    pub(super) fn filter(&self, _: MonthCalendar) -> Option<Expr> {
        None
    }
}

fn unknown<'a>(code: Code, option: &str, word: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let nearest = spelling::nearest(word, known.iter().copied()).unwrap_or_default();
    let found = Diagnostic::error(code).at(Location::default().key(option)).with("name", word);
    found.with("nearest", nearest).with("known", known.join(", "))
}
