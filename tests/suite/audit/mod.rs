//! Files that are about to be signed: what an audit finds in them, and that it keeps quiet where nothing is wrong.
//!
//! In: tables and documents of others with one thing wrong, and our own reports. Out: the verdict, with the place.

mod against;
mod cells;
mod missed;
mod own;
mod properties;
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
