//! What somebody wants to know: groups, metrics, conditions.
//!
//! In: the words of a command line. Out: a [`Question`] in which every name is known; what is not is told with the nearest.

use super::{
    condition::Condition,
    dimension::{DIMENSIONS, Dimension, dimension},
    measure::{DEFAULT, Measure, flags_of, measure, measures},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    spelling,
};

/// A question about tasks.
#[derive(Debug, Clone)]
pub struct Question {
    /// What the groups are.
    pub by: Vec<&'static Dimension>,
    /// What is counted of each.
    pub metrics: Vec<&'static Measure>,
    /// Which tasks are asked for: all must hold.
    pub conditions: Vec<Condition>,
    /// The metric whose highest groups come first, where that is not the order of tables.
    pub sort: Option<&'static Measure>,
}

impl Question {
    /// Reads the words.
    ///
    /// # Errors
    /// `unknown-dimension` and `unknown-metric` for each name that is none, with the nearest; those of [`Condition::read`].
    pub fn read(by: &[String], metrics: &[String], conditions: &[String]) -> Result<Self, Failure> {
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
                None => errors.push(unknown_metric("--metrics", word)),
            }
        }
        let mut read = Vec::new();
        for text in conditions {
            match Condition::read(text) {
                Ok(condition) => read.push(condition),
                Err(found) => errors.push(found),
            }
        }
        Failure::unless_empty(errors, Self { by: dimensions, metrics: asked, conditions: read, sort: None })
    }

    /// The same question, sorted by a metric.
    ///
    /// # Errors
    /// `unknown-metric` with the nearest.
    pub fn sorted_by(mut self, word: Option<&str>) -> Result<Self, Failure> {
        let known = |word: &str| measure(word).ok_or_else(|| unknown_metric("--sort", word));
        self.sort = word.map(known).transpose()?;
        Ok(self)
    }

    /// What must be told of each task to group it: the dimensions of the groups, then those of conditions that are asked of named groups.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static Dimension> {
        self.by.iter().copied().chain(self.conditions_of_groups().map(|condition| condition.dimension))
    }

    /// The conditions that are asked of named groups.
    pub(super) fn conditions_of_groups(&self) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(|condition| condition.is_of_groups())
    }

    /// The columns of yes and no that its metrics look at.
    pub(super) fn flags(&self) -> Vec<&'static str> {
        let counts = self.metrics.iter().chain(&self.sort).flat_map(|metric| metric.counts());
        counts.flat_map(flags_of).collect()
    }

    /// The fields that must be decoded.
    pub fn fields(&self) -> impl Iterator<Item = &'static str> {
        let of_conditions = self.conditions.iter().map(|condition| condition.dimension);
        self.by.iter().copied().chain(of_conditions).filter_map(Dimension::field)
    }
}

fn unknown_metric(option: &str, word: &str) -> Diagnostic {
    unknown(Code::UnknownMetric, option, word, measures().map(|known| known.id))
}

fn unknown<'a>(code: Code, option: &str, word: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let nearest = spelling::nearest(word, known.iter().copied()).unwrap_or_default();
    let found = Diagnostic::error(code).at(Location::default().key(option)).with("name", word);
    found.with("nearest", nearest).with("known", known.join(", "))
}
