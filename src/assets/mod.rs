//! All that an office may change without Rust: the files of `report-templates/`, embedded and overlaid.
//!
//! In: a path below `report-templates/`. Out: its bytes, from the project's own `report-templates/` folder where it has
//! such a file, else from the program; and typed TOML with every error placed.

mod text_file;

use std::{borrow::Cow, path::PathBuf};

use include_dir::{Dir, include_dir};

pub use text_file::{TextFile, missing_file, read_bytes, unreadable};

use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{FontFiles, Theme},
    spelling,
};

/// The first bytes of TrueType and OpenType fonts.
const FONT_OPENINGS: [&[u8]; 3] = [b"\x00\x01\x00\x00", b"OTTO", b"true"];

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// One file of `report-templates/`.
#[derive(Debug, Clone)]
pub struct Asset {
    /// The name under which messages speak of it.
    pub name: String,
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
    /// Whether it comes from the user's folder.
    pub is_own: bool,
}

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

    /// The file at a path below `report-templates/`; `None` when there is none.
    ///
    /// # Errors
    /// `file-unreadable` when the user's folder has the file but it cannot be read: the program's own must not stand in unseen.
    pub fn find(&self, path: &str) -> Result<Option<Asset>, Failure> {
        let Some(own) = self.overlay.as_ref().map(|folder| folder.join(path)).filter(|own| own.exists()) else {
            let asset = |bytes| Asset { name: format!("report-templates/{path}"), bytes, is_own: false };
            return Ok(EMBEDDED.get_file(path).map(|file| asset(Cow::Borrowed(file.contents()))));
        };
        let name = own.display().to_string();
        match std::fs::read(&own) {
            Ok(bytes) => Ok(Some(Asset { name, bytes: Cow::Owned(bytes), is_own: true })),
            Err(error) => Err(unreadable(&own, &name, &error)),
        }
    }

    /// The text of definition `id` of a kind (`path` is its file below `report-templates/`).
    ///
    /// # Errors
    /// `unknown-definition` with the nearest known id; `file-unreadable`; `not-unicode` when it is not UTF-8.
    pub fn definition(&self, kind: &'static str, id: &str, path: &str, asked: Location) -> Result<TextFile, Failure> {
        let Some(asset) = self.find(path)? else {
            let known = self.ids(kind);
            let nearest = spelling::nearest(id, known.iter().map(String::as_str)).unwrap_or_default().to_owned();
            let missing = Diagnostic::error(Code::UnknownDefinition).at(asked);
            let missing = missing.with("kind", kind).with("id", id).with("known", known.join(", "));
            return Err(missing.with("nearest", nearest).into());
        };
        TextFile::decode(asset.name, asset.bytes.into_owned())
    }

    /// Fonts and reference document of the office.
    ///
    /// # Errors
    /// `damaged-file` for a file of the office that is not what its name says; `file-not-found` when one is missing, which only a
    /// damaged build can bring about.
    pub fn theme(&self) -> Result<Theme, Failure> {
        let bytes = |path: &str, openings: &[&[u8]]| {
            let told = |code: Code, name: &str| Failure::from(Diagnostic::error(code).at(Location::file(name)));
            let asset = self.find(path)?.ok_or_else(|| told(Code::FileNotFound, path))?;
            let is_such = openings.iter().any(|opening| asset.bytes.starts_with(opening));
            if is_such { Ok(asset.bytes) } else { Err(told(Code::DamagedFile, &asset.name)) }
        };
        let font = |style: &str| bytes(&format!("shared/fonts/LiberationSerif-{style}.ttf"), &FONT_OPENINGS);
        Ok(Theme {
            fonts: FontFiles {
                regular: font("Regular")?,
                bold: font("Bold")?,
                italic: font("Italic")?,
                bold_italic: font("BoldItalic")?,
            },
            reference_docx: bytes("shared/reference.docx", &[b"PK"])?,
        })
    }
}
