//! Files that are about to be signed: what an audit finds in them, and that it keeps quiet where nothing is wrong.
//!
//! In: tables and documents of others with one thing wrong, and our own reports. Out: the verdict, with the place.

mod properties;
mod tables;

use std::path::Path;

use dondoc::audit::{Audit, Verdict, audit, read};
use tempfile::TempDir;

/// What an audit of a text table of these lines finds.
fn of_csv(lines: &str) -> Audit {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bang.csv");
    #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
    std::fs::write(&path, lines).unwrap();
    of_file(&path)
}

/// What an audit of a file finds.
fn of_file(path: &Path) -> Audit {
    audit(&read(path, "tệp").unwrap())
}

/// The verdict of one check.
fn verdict(audit: &Audit, check: &str) -> Verdict {
    audit.outcomes.iter().find(|outcome| outcome.check.id == check).unwrap().verdict
}

/// Every finding as `check verdict: words --> place`.
fn told(audit: &Audit) -> Vec<String> {
    let tell = |found: &dondoc::audit::AuditFinding| {
        format!("{} {}: {} --> {}", found.check, found.verdict.words(), found.words, found.place)
    };
    audit.findings().map(tell).collect()
}
