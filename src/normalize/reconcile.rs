//! The proof that no row was lost.
//!
//! In: counts made while rows were read. Out: a [`Reconciliation`] in which **read = accepted + quarantined + skipped** holds for
//! each source; its constructor is the only way to get one.

use std::collections::BTreeMap;

use super::{Source, skip::Skip};
use crate::diagnostic::{Code, Diagnostic, Failure, Location};

/// What became of the rows of one source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceCounts {
    /// Id of the input.
    pub source: String,
    /// Its file.
    pub file: String,
    /// Its sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// Rows below the heading down to the last one that is not empty.
    pub read: u64,
    /// Rows that became tasks.
    pub accepted: u64,
    /// Rows that wait.
    pub quarantined: u64,
    /// Rows that are no tasks, by kind.
    pub skipped: BTreeMap<Skip, u64>,
}

impl SourceCounts {
    pub(super) fn of(source: &Source) -> Self {
        Self {
            source: source.id.clone(),
            file: source.table.file().to_owned(),
            sheet: source.table.sheet().map(str::to_owned),
            read: 0,
            accepted: 0,
            quarantined: 0,
            skipped: BTreeMap::new(),
        }
    }

    /// All rows that are no tasks.
    #[must_use]
    pub fn skipped_total(&self) -> u64 {
        self.skipped.values().sum()
    }
}

/// Counts that agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    sources: Vec<SourceCounts>,
}

impl Reconciliation {
    /// Checks the counts of every source.
    ///
    /// # Errors
    /// `unbalanced-rows` for each source whose rows do not add up.
    pub fn new(sources: Vec<SourceCounts>) -> Result<Self, Failure> {
        let unbalanced =
            |counts: &&SourceCounts| counts.read != counts.accepted + counts.quarantined + counts.skipped_total();
        let errors = sources.iter().filter(unbalanced).map(|counts| {
            let found = Diagnostic::error(Code::UnbalancedRows).at(Location::file(counts.file.as_str()));
            let found = found.with("read", counts.read).with("accepted", counts.accepted);
            found.with("quarantined", counts.quarantined).with("skipped", counts.skipped_total())
        });
        let errors: Vec<Diagnostic> = errors.collect();
        Failure::unless_empty(errors, Self { sources })
    }

    /// The counts of each source, in the order of the inputs.
    #[must_use]
    pub fn sources(&self) -> &[SourceCounts] {
        &self.sources
    }

    /// All accepted rows.
    #[must_use]
    pub fn accepted(&self) -> u64 {
        self.sources.iter().map(|counts| counts.accepted).sum()
    }

    /// All rows that are no tasks for this reason.
    #[must_use]
    pub fn skipped(&self, skip: Skip) -> u64 {
        self.sources.iter().filter_map(|counts| counts.skipped.get(&skip)).sum()
    }

    /// All rows that wait.
    #[must_use]
    pub fn quarantined(&self) -> u64 {
        self.sources.iter().map(|counts| counts.quarantined).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lost_row_is_found() {
        let counts = |read| SourceCounts {
            source: "a".to_owned(),
            file: "a.xlsx".to_owned(),
            sheet: None,
            read,
            accepted: 7,
            quarantined: 2,
            skipped: BTreeMap::from([(Skip::Blank, 1)]),
        };
        assert!(Reconciliation::new(vec![counts(10)]).is_ok());
        let failure = Reconciliation::new(vec![counts(10), counts(11)]).unwrap_err();
        let codes: Vec<_> = failure.diagnostics().map(|found| found.code).collect();
        assert_eq!(codes, [Code::UnbalancedRows]);
    }
}
