//! Text tables (CSV, TSV): encoding, delimiter and quoting are found, not asked for.
//!
//! In: a path. Out: one [`Sheet`] without a name.

mod dialect;
mod encoding;
mod table;

use std::{borrow::Cow, path::Path};

use super::{Sheet, Sheets, legacy};
use crate::{
    assets::unreadable,
    diagnostic::{Code, Diagnostic, Failure, Location},
};
use encoding::Decoded;
use table::TextTable;

/// The first bytes of files that are no text, whatever their name says: workbooks and PDF.
const OTHER_KINDS: [&[u8]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"];

/// Opens a text table.
///
/// # Errors
/// Those of [`unreadable`]; `damaged-file` when it is no text, `not-unicode` when its encoding cannot be told, `unclosed-quote` when a
/// quotation mark would swallow rows.
pub fn open(path: &Path, name: &str) -> Result<Sheets, Failure> {
    let bytes = std::fs::read(path).map_err(|error| unreadable(path, name, &error))?;
    let told = |code: Code, place: Location| Failure::from(Diagnostic::error(code).at(place));
    if OTHER_KINDS.iter().any(|opening| bytes.starts_with(opening)) {
        return Err(told(Code::DamagedFile, Location::file(name)));
    }
    let Some(Decoded { text, encoding, legacy }) = encoding::decode(bytes) else {
        return Err(told(Code::NotUnicode, Location::file(name)));
    };
    let found = dialect::find(&text);
    let (anew, dialect) = found.map_err(|line| told(Code::UnclosedQuote, Location::file(name).line(line)))?;
    let text = match anew {
        Cow::Borrowed(part) if part.len() == text.len() => text,
        part => part.into_owned(),
    };
    let table: Box<dyn Sheet> = Box::new(TextTable::new(text, dialect, encoding));
    Ok(vec![match legacy {
        Some(legacy) => legacy::under(legacy, table),
        None => table,
    }])
}
