//! All that an office may change without Rust: the files of `report-templates/`, embedded and overlaid.
//!
//! In: a path below `report-templates/`. Out: its bytes, from the project's own `report-templates/` folder where it has
//! such a file, else from the program; and typed TOML with every error placed.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use include_dir::{Dir, include_dir};
use serde::de::DeserializeOwned;

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{FontFiles, Theme},
    spelling,
};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// The embedded files with a user's folder laid over them.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    overlay: Option<PathBuf>,
}

impl Assets {
    /// The embedded files, overlaid by `folder` file by file.
    #[must_use]
    pub fn overlaid_by(folder: PathBuf) -> Self {
        Self { overlay: Some(folder) }
    }

    /// The ids of one kind of definition (`mappings`, `units`, `reports`), sorted.
    #[must_use]
    pub fn ids(&self, kind: &str) -> Vec<String> {
        let embedded = EMBEDDED.get_dir(kind).into_iter().flat_map(Dir::entries).map(|entry| entry.path().to_owned());
        let overlaid = self.overlay.iter().filter_map(|folder| std::fs::read_dir(folder.join(kind)).ok());
        let overlaid = overlaid.flatten().flatten().map(|entry| entry.path());
        let stem = |path: PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let mut ids: Vec<_> = embedded.chain(overlaid).filter_map(stem).collect();
        ids.sort();
        ids.dedup();
        ids
    }

    /// The bytes of one file, and the name under which messages speak of it.
    fn read(&self, path: &str) -> Option<(String, Cow<'static, [u8]>)> {
        let overlaid = self.overlay.as_ref().map(|folder| folder.join(path));
        if let Some(file) = overlaid
            && let Ok(bytes) = std::fs::read(&file)
        {
            return Some((file.display().to_string(), Cow::Owned(bytes)));
        }
        let file = EMBEDDED.get_file(path)?;
        Some((format!("report-templates/{path}"), Cow::Borrowed(file.contents())))
    }

    /// The text of definition `id` of a kind (`path` is its file below `report-templates/`).
    ///
    /// # Errors
    /// `unknown-definition` with the nearest known id; `file-unreadable` when it is not UTF-8.
    pub fn definition(&self, kind: &'static str, id: &str, path: &str, asked: Location) -> Result<TextFile, Failure> {
        let Some((name, bytes)) = self.read(path) else {
            let known = self.ids(kind);
            let nearest = spelling::nearest(id, known.iter().map(String::as_str)).unwrap_or_default().to_owned();
            let missing = Diagnostic::error(Code::UnknownDefinition).at(asked);
            let missing = missing.with("kind", kind).with("id", id).with("known", known.join(", "));
            return Err(missing.with("nearest", nearest).into());
        };
        TextFile::decode(name, bytes.into_owned())
    }

    /// Fonts and reference document of the office.
    ///
    /// # Errors
    /// `file-not-found` when one of them is missing, which only a damaged build can bring about.
    pub fn theme(&self) -> Result<Theme, Failure> {
        let bytes = |path: &str| {
            let found = self.read(path).map(|(_, bytes)| bytes);
            found.ok_or_else(|| Failure::from(Diagnostic::error(Code::FileNotFound).at(Location::file(path))))
        };
        let font = |style: &str| bytes(&format!("shared/fonts/LiberationSerif-{style}.ttf"));
        Ok(Theme {
            fonts: FontFiles {
                regular: font("Regular")?,
                bold: font("Bold")?,
                italic: font("Italic")?,
                bold_italic: font("BoldItalic")?,
            },
            reference_docx: bytes("shared/reference.docx")?,
        })
    }
}

/// A text file with the name under which messages speak of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// Path for messages.
    pub name: String,
    /// Content, UTF-8 without byte order mark.
    pub text: String,
}

impl TextFile {
    /// Reads a file of the project; `name` is how messages call it.
    ///
    /// # Errors
    /// `file-not-found`, or `file-unreadable` when it is not UTF-8.
    pub fn read(path: &Path, name: &str) -> Result<Self, Failure> {
        let bytes = std::fs::read(path).map_err(|error| unreadable(name, &error))?;
        Self::decode(name.to_owned(), bytes)
    }

    fn decode(name: String, bytes: Vec<u8>) -> Result<Self, Failure> {
        let text = String::from_utf8(bytes).map_err(|_| {
            Diagnostic::error(Code::FileUnreadable).at(Location::file(name.as_str())).with("reason", "UTF-8")
        })?;
        let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
        Ok(Self { name, text })
    }

    /// The file as typed TOML.
    ///
    /// # Errors
    /// `invalid-toml`, `unknown-key` (with the nearest known key) or `invalid-value`, each with its line.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Failure> {
        self.parse_part(&self.text, 0)
    }

    /// A part of the file as typed TOML, such as the front matter of a template; `lines_before` shifts the lines of
    /// messages.
    ///
    /// # Errors
    /// As [`TextFile::parse`].
    pub fn parse_part<T: DeserializeOwned>(&self, part: &str, lines_before: usize) -> Result<T, Failure> {
        toml::from_str(part).map_err(|error| {
            let before = error.span().and_then(|span| part.get(..span.start)).unwrap_or_default();
            let line = before.matches('\n').count() + 1 + lines_before;
            explain(error.message()).at(Location::file(self.name.as_str()).line(line)).into()
        })
    }
}

/// What a file system error means to a user.
#[must_use]
pub fn unreadable(name: &str, error: &std::io::Error) -> Failure {
    let code = match error.kind() {
        std::io::ErrorKind::NotFound => Code::FileNotFound,
        _ => Code::FileUnreadable,
    };
    Diagnostic::error(code).at(Location::file(name)).with("reason", error).into()
}

/// The TOML crate says what is wrong in English sentences of fixed form; the forms that users meet become codes.
fn explain(message: &str) -> Diagnostic {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    if message.starts_with("unknown field") {
        let key = quoted.first().copied().unwrap_or_default();
        let known: Vec<&str> = quoted.iter().skip(1).copied().collect();
        let nearest = spelling::nearest(key, known.iter().copied()).unwrap_or_default();
        let found = Diagnostic::error(Code::UnknownKey).with("key", key);
        return found.with("nearest", nearest).with("known", known.join(", "));
    }
    let is_value = ["missing field", "unknown variant", "invalid type", "invalid value", "duplicate field"];
    let code =
        if is_value.iter().any(|start| message.starts_with(start)) { Code::InvalidValue } else { Code::InvalidToml };
    Diagnostic::error(code).with("reason", message.lines().next().unwrap_or_default())
}
