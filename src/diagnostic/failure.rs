//! Why a stage stopped: findings are collected, not thrown one by one.
//!
//! In: the errors of a stage. Out: [`Failure`], which is never empty.

use super::{Diagnostic, Location};

/// Why a stage stopped: every error that it found, never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    first: Diagnostic,
    rest: Vec<Diagnostic>,
}

impl Failure {
    /// A failure of all these findings; `None` when there is none.
    #[must_use]
    pub fn of(findings: Vec<Diagnostic>) -> Option<Self> {
        let mut findings = findings.into_iter();
        findings.next().map(|first| Self { first, rest: findings.collect() })
    }

    /// `Ok(value)` when nothing was found, else the failure of all that was.
    ///
    /// # Errors
    /// The findings, when there are any.
    pub fn unless_empty<T>(findings: Vec<Diagnostic>, value: T) -> Result<T, Self> {
        Self::of(findings).map_or(Ok(value), Err)
    }

    /// The findings in the order in which they were made.
    pub fn diagnostics(&self) -> impl Iterator<Item = &Diagnostic> {
        std::iter::once(&self.first).chain(&self.rest)
    }

    /// The same failure; `place` finds where each finding without a place is.
    #[must_use]
    pub fn placed(mut self, place: impl Fn(&Diagnostic) -> Option<Location>) -> Self {
        for found in std::iter::once(&mut self.first).chain(&mut self.rest) {
            if *found.location == Location::default() {
                *found.location = place(found).unwrap_or_default();
            }
        }
        self
    }

    /// The same findings, each told once.
    #[must_use]
    pub fn without_repeats(self) -> Self {
        let Self { first, rest } = self;
        let mut told = vec![first.clone()];
        for found in rest {
            if !told.contains(&found) {
                told.push(found);
            }
        }
        Self { first, rest: told.split_off(1) }
    }

    /// Both failures as one.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.rest.push(other.first);
        self.rest.extend(other.rest);
        self
    }
}

impl From<Diagnostic> for Failure {
    fn from(first: Diagnostic) -> Self {
        Self { first, rest: Vec::new() }
    }
}
