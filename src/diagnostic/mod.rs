//! The only error vocabulary: what is wrong, where, and how grave it is.
//!
//! In: facts from any stage. Out: [`Diagnostic`]s without a word of any language (the texts stand in `locale`), and
//! [`Failure`], the collection of errors that stops a stage.

mod code;
mod failure;

use std::{fmt, io};

pub use code::Code;
pub use failure::Failure;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Notice,
    /// A figure may be affected; the run goes on.
    Warning,
    /// The run stops and nothing is written.
    Error,
}

/// Where a finding is, as precisely as it is known. Empty parts are not printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Location {
    /// Path as the user wrote it, or relative to the project.
    pub file: Option<String>,
    /// Sheet of a workbook.
    pub sheet: Option<String>,
    /// Row as a person sees it in Excel, from 1.
    pub row: Option<u32>,
    /// Column letters (`F`); with a row it prints as `F18`.
    pub column: Option<String>,
    /// Heading of the column.
    pub heading: Option<String>,
    /// Line of a text file, from 1.
    pub line: Option<usize>,
    /// Key path in a TOML file (`input[1].file`).
    pub key: Option<String>,
    /// Place in a Word file.
    pub word: Option<WordPlace>,
}

/// A place in a Word file; it has no pages before it is laid out. All numbers count from 1.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct WordPlace {
    /// The part of the file (`word/header1.xml`).
    pub part: String,
    /// Whether it is in a text box, whose paragraphs are counted apart.
    pub in_box: bool,
    /// Which table of the part.
    pub table: Option<usize>,
    /// Which row of the table.
    pub row: Option<usize>,
    /// Which cell of the row.
    pub cell: Option<usize>,
    /// Which paragraph of the cell, or of the part.
    pub paragraph: Option<usize>,
    /// The words around.
    pub words: String,
}

impl Location {
    /// A whole file.
    pub fn file(path: impl Into<String>) -> Self {
        Self { file: Some(path.into()), ..Self::default() }
    }

    /// The same place, at this line of it.
    #[must_use]
    pub fn line(mut self, line: usize) -> Self {
        self.line = Some(line);
        self
    }

    /// The same place, at this place in a Word file.
    #[must_use]
    pub fn word(mut self, place: WordPlace) -> Self {
        self.word = Some(place);
        self
    }

    /// The same place, at this key of it.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// One finding. Its words come from the message catalogue, filled with `details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind.
    pub code: Code,
    /// How grave.
    pub severity: Severity,
    /// Where; boxed because findings are collected by the thousand.
    pub location: Box<Location>,
    /// Values for the placeholders of the message, by name.
    pub details: Vec<(&'static str, String)>,
}

impl Diagnostic {
    /// An error of this kind.
    #[must_use]
    pub fn error(code: Code) -> Self {
        Self::new(code, Severity::Error)
    }

    /// A warning of this kind.
    #[must_use]
    pub fn warning(code: Code) -> Self {
        Self::new(code, Severity::Warning)
    }

    /// A notice of this kind.
    #[must_use]
    pub fn notice(code: Code) -> Self {
        Self::new(code, Severity::Notice)
    }

    fn new(code: Code, severity: Severity) -> Self {
        Self { code, severity, location: Box::default(), details: Vec::new() }
    }

    /// The same finding, at this place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        *self.location = location;
        self
    }

    /// The same finding, with a value for the placeholder `{name}` of its message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.details.push((name, value.to_string()));
        self
    }

    /// With what the file system said as `reason`: one of a few fixed phrases where the catalogue knows them.
    #[must_use]
    pub fn because(self, error: &io::Error) -> Self {
        use io::ErrorKind::{IsADirectory, NotADirectory, PermissionDenied, ReadOnlyFilesystem, StorageFull};
        match error.kind() {
            kind @ (IsADirectory | NotADirectory | PermissionDenied | ReadOnlyFilesystem | StorageFull) => {
                self.with("reason", kind)
            }
            _ => self.with("reason", error),
        }
    }
}
