//! What an audit found.
//!
//! In: findings of the checks. Out: [`Audit`]: for each check how much was compared, what was found, and the verdict.

use super::checks::{AUDIT_CHECKS, AuditCheck};

/// How something stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing of its kind is in the file.
    Absent,
    /// As it should be.
    Pass,
    /// A person should look.
    Look,
    /// Wrong: it must not be signed like that.
    Fail,
}

impl Verdict {
    /// Its word on the form.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Absent => "Không có",
            Self::Pass => "Đạt",
            Self::Look => "Cần xem",
            Self::Fail => "Chưa đạt",
        }
    }
}

/// One thing that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditFinding {
    /// Id of the check.
    pub check: &'static str,
    /// How grave it is.
    pub verdict: Verdict,
    /// Where it stands.
    pub place: String,
    /// What it is, with the numbers.
    pub words: String,
}

/// What a check looks into.
#[derive(Debug, Default)]
pub struct Notes {
    findings: Vec<AuditFinding>,
    compared: Vec<(&'static str, usize)>,
    left_out: Vec<String>,
}

impl Notes {
    /// Notes that so many things were compared.
    pub fn compared(&mut self, check: &'static str, things: usize) {
        match self.compared.iter_mut().find(|(known, _)| *known == check) {
            Some((_, sum)) => *sum += things,
            None => self.compared.push((check, things)),
        }
    }

    /// Something that must not be signed like that.
    pub fn fail(&mut self, check: &'static str, place: String, words: String) {
        self.find(check, Verdict::Fail, place, words);
    }

    /// Something that a person should look at.
    pub fn look(&mut self, check: &'static str, place: String, words: String) {
        self.find(check, Verdict::Look, place, words);
    }

    /// A column that nothing can be said of: it holds nothing that adds up, or rates of what stands elsewhere.
    pub fn left_out(&mut self, column: String) {
        if !self.left_out.contains(&column) {
            self.left_out.push(column);
        }
    }

    fn find(&mut self, check: &'static str, verdict: Verdict, place: String, words: String) {
        let found = AuditFinding { check, verdict, place, words };
        if !self.findings.contains(&found) {
            self.findings.push(found);
        }
    }

    /// The results in the order of the form, findings in the order in which they were made.
    #[must_use]
    pub fn finish(self, file: String, hidden: Vec<String>) -> Audit {
        let of = |check: &'static AuditCheck| {
            let findings: Vec<AuditFinding> =
                self.findings.iter().filter(|found| found.check == check.id).cloned().collect();
            let compared = self.compared.iter().find(|(id, _)| *id == check.id).map_or(0, |(_, things)| *things);
            let quiet = if compared == 0 { Verdict::Absent } else { Verdict::Pass };
            let verdict = findings.iter().map(|found| found.verdict).max().unwrap_or(quiet);
            CheckOutcome { check, verdict, compared, findings }
        };
        let outcomes = AUDIT_CHECKS.iter().map(of).collect();
        Audit { file, outcomes, hidden, left_out: self.left_out }
    }
}

/// What one check came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckOutcome {
    /// The check.
    pub check: &'static AuditCheck,
    /// How the file stands.
    pub verdict: Verdict,
    /// How many things were compared.
    pub compared: usize,
    /// What was found.
    pub findings: Vec<AuditFinding>,
}

/// What all checks came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// The file as people call it.
    pub file: String,
    /// One for each check, in the order of the form.
    pub outcomes: Vec<CheckOutcome>,
    /// Sheets that nobody sees: they were not looked at.
    pub hidden: Vec<String>,
    /// Columns of numbers that were compared with nothing.
    pub left_out: Vec<String>,
}

impl Audit {
    /// How the file stands as a whole.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.outcomes.iter().map(|outcome| outcome.verdict).max().unwrap_or(Verdict::Absent)
    }

    /// Every finding in the order of the form.
    pub fn findings(&self) -> impl Iterator<Item = &AuditFinding> {
        self.outcomes.iter().flat_map(|outcome| &outcome.findings)
    }
}
