//! Files that are about to be signed: what an audit finds in them, and that it keeps quiet where nothing is wrong.
//!
//! In: tables and documents of others with one thing wrong, and our own reports. Out: the verdict, with the place.

mod against;
mod cells;
mod layouts;
mod lists;
mod missed;
mod own;
mod properties;
mod sentences;
mod tables;
mod word;

use std::{
    io::{Cursor, Write},
    path::{Path, PathBuf},
};

use dondoc::audit::{Audit, Verdict, audit, read};
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

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
    audit(&read(path, "tệp").unwrap(), None)
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

/// A paragraph of Word.
fn paragraph(words: &str) -> String {
    let words = words.replace('&', "&amp;").replace('<', "&lt;");
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A Word file with these blocks.
fn document(blocks: &str) -> Vec<u8> {
    let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    package.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    write!(package, "<w:document xmlns:w=\"{name}\"><w:body>{blocks}</w:body></w:document>").unwrap();
    package.finish().unwrap().into_inner()
}

/// The same in a folder that lives as long as the first of the two.
fn word_file(bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("van-ban.docx");
    #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
    std::fs::write(&path, bytes).unwrap();
    (folder, path)
}

/// What an audit of a Word file of these paragraphs finds.
fn of_words(lines: &[&str]) -> Audit {
    let (_folder, path) = word_file(&document(&lines.iter().map(|line| paragraph(line)).collect::<String>()));
    of_file(&path)
}

/// The verdict of one check, and that something it tells says so.
#[track_caller]
fn says(audit: &Audit, check: &str, expected: Verdict, words: &str) {
    assert_eq!(verdict(audit, check), expected, "{:#?}", told(audit));
    assert!(words.is_empty() || told(audit).iter().any(|found| found.contains(words)), "{:#?}", told(audit));
}

/// That nothing is told of it, and something was compared.
#[track_caller]
fn passes(audit: &Audit) {
    assert_eq!((told(audit), audit.verdict()), (Vec::new(), Verdict::Pass));
}
