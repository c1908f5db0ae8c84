//! Text tables (CSV, TSV): encoding, delimiter and quoting are found, not asked for.
//!
//! In: a path. Out: one [`Sheet`] without a name.

mod dialect;
mod encoding;
mod large;
mod limits;
mod parts;
mod records;
mod rows;
mod table;

use std::{borrow::Cow, fs::File, io::Read, path::Path};

use super::{Sheet, Sheets, legacy, refused};
use crate::{
    assets::unreadable,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ooxml::Refusal,
};
pub use limits::TextSizes;
pub use parts::{End, Fault, Line, Parts};
pub use records::Record;

use dialect::Unfit;
use encoding::{Decoded, Undecoded};
use large::LargeText;
use table::TextTable;

/// The first bytes of files that are no text, whatever their name says: workbooks and PDF.
const OTHER_KINDS: [&[u8; 4]; 3] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"];

/// Opens a text table; what is read does not depend on `sizes`, unless it is refused.
///
/// # Errors
/// Those of [`unreadable`]; `file-too-large`; `damaged-file` when it is no text, `not-unicode` when its encoding cannot be told,
/// `unclosed-quote` when a quotation mark would swallow rows.
pub fn open(path: &Path, name: &str, sizes: TextSizes) -> Result<Sheets, Failure> {
    let told_unreadable = |error: std::io::Error| unreadable(path, name, &error);
    let too_large = |refusal: Refusal| refused(name, refusal);
    let mut file = File::open(path).map_err(told_unreadable)?;
    let bytes = file.metadata().map_err(told_unreadable)?.len();
    let mut opening = Vec::new();
    file.by_ref().take(4).read_to_end(&mut opening).map_err(told_unreadable)?;
    let told = |code: Code, place: Location| Failure::from(Diagnostic::error(code).at(place));
    if OTHER_KINDS.iter().any(|kind| opening == *kind) {
        return Err(told(Code::DamagedFile, Location::file(name)));
    }
    if bytes > sizes.held
        && let Some(table) = LargeText::open(path, bytes, sizes.proved).map_err(told_unreadable)?
    {
        return Ok(vec![Box::new(table)]);
    }
    if bytes > sizes.proved {
        return Err(too_large(Refusal::too_large("file size in MB", sizes.proved >> 20, "")));
    }
    let Decoded { text, encoding, legacy } = encoding::decode(&mut file).map_err(|undecoded| match undecoded {
        Undecoded::Unreadable(error) => told_unreadable(error),
        Undecoded::Unknown => told(Code::NotUnicode, Location::file(name)),
        Undecoded::TooLarge(refusal) => too_large(refusal),
    })?;
    limits::check_lines(&text).map_err(too_large)?;
    let (anew, dialect) = dialect::find(&text).map_err(|unfit| match unfit {
        Unfit::OpenMark(line) => told(Code::UnclosedQuote, Location::file(name).line(line)),
        Unfit::TooWide => too_large(limits::too_wide()),
    })?;
    limits::check_columns(&text, dialect.delimiter).map_err(too_large)?;
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
