//! Stage 1: a file becomes a [`RawTable`]: heading found, every row addressable, columns decodable. Nothing is guessed and
//! nothing is dropped.
//!
//! In: a path and the headings that are wanted. Out: a handle, not a copy: one pass over the rows as often as needed, and
//! the raw text of any row by its place. Each file kind is one entry of `READERS`.

mod cell;
mod cells;
mod files;
mod heading;
mod legacy;
mod open;
mod parquet;
mod raw_table;
mod replaced;
mod text;
mod workbook;

use std::path::Path;

pub use cell::{RawCell, column_letters};
pub use cells::{CellRow, Merged, SheetCells, sheets_of, sheets_of_bytes};
pub use files::{Files, files};
pub use heading::HEADING_SEARCH;
pub use heading::{Heading, Wanted};
pub use open::{Ingested, OpenFile, SheetTop, ingest, open, open_sized};
pub(crate) use parquet::{Cells, GroupRoom, Groups, NO_VALUE, WordKind};
pub use raw_table::RawTable;
pub use text::TextSizes;
pub(crate) use text::{End, Fault, Line, Parts, Record};

use crate::{
    assets::missing_file,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ooxml::Refusal,
    spelling,
};

/// One kind of input file.
struct Reader {
    /// Extensions, lower case.
    extensions: &'static [&'static str],
    /// Opens a file as its sheets.
    open: fn(&Path, &str, TextSizes) -> Result<Sheets, Failure>,
}

/// The sheets of one file.
type Sheets = Vec<Box<dyn Sheet>>;

/// Every kind of file that can be read.
const READERS: &[Reader] = &[
    Reader { extensions: &["xlsx", "xlsm", "xls", "xlsb", "ods"], open: |path, name, _| workbook::open(path, name) },
    Reader { extensions: &["csv", "tsv", "txt"], open: text::open },
    Reader { extensions: &["parquet"], open: |path, name, _| parquet::open(path, name) },
];

/// One sheet of a file, rows in order.
pub(crate) trait Sheet {
    /// Name, where the file kind has sheets.
    fn name(&self) -> Option<&str> {
        None
    }
    /// Whether a person who opens the file does not see it.
    fn is_hidden(&self) -> bool {
        false
    }
    /// The encoding of its text, where that was found and is worth telling.
    fn encoding(&self) -> Option<&'static str> {
        None
    }
    /// Whether characters of its text were lost on the way (U+FFFD).
    fn is_damaged(&self) -> bool {
        false
    }
    /// Whether its formulas take values from other files: what is read is what they were when it was saved.
    fn is_linked(&self) -> bool {
        false
    }
    /// The first rows as text, with the place at which each starts.
    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)> {
        let mut walk = self.rows_from(0);
        let mut top = Vec::new();
        while top.len() < rows && walk.advance() {
            let texts = (0..walk.width()).map(|column| spelling::tidy(&walk.cell(column).text()));
            top.push((walk.place(), texts.collect()));
        }
        top
    }
    /// All rows from this place on.
    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_>;
    /// The row at a place as text.
    fn texts(&self, place: u64) -> Vec<String> {
        let mut walk = self.rows_from(place);
        let width = if walk.advance() { walk.width() } else { 0 };
        (0..width).map(|column| walk.cell(column).text().into_owned()).collect()
    }
    /// The number of that row as a person sees it; cheap, since every row of the ledger asks for it.
    fn row_number(&self, place: u64) -> u32;
    /// Columns, from 0, that a person who opens the file does not see.
    fn hidden_columns(&self) -> Vec<usize> {
        Vec::new()
    }
    /// Remembers how many rows stand above a place, blank ones included.
    fn note_row_number(&self, _place: u64, _before: u32) {}
    /// Whether some walk over the rows ended before the file did.
    fn has_fault(&self) -> bool {
        false
    }
    /// The same as the user hears of it, who knows the file by this name; also that it is no longer the file that was opened.
    fn fault(&self, name: &str) -> Option<Failure> {
        self.has_fault().then(|| refused(name, Refusal::Damaged))
    }
    /// The same rows as parts of a text, where they are one: places are the same.
    fn parts(&self) -> Option<Parts<'_>> {
        None
    }
    /// The same rows as row groups, where they come in columns: places are the same.
    fn groups(&self) -> Option<Groups<'_>> {
        None
    }
    /// Regions of merged cells, where the file kind has them.
    fn merged(&self) -> &[Merged] {
        &[]
    }
}

/// A walk over the rows of a sheet. Cells are decoded only when asked for.
pub trait Rows {
    /// Goes to the next row; false after the last one that is not empty.
    fn advance(&mut self) -> bool;
    /// Rows without any content that were passed over since the last call of `advance`, this row not included.
    fn blank_before(&self) -> u64;
    /// Where the row is.
    fn place(&self) -> u64;
    /// One cell; empty beyond the last.
    fn cell(&self, column: usize) -> RawCell<'_>;
    /// Number of cells.
    fn width(&self) -> usize;
    /// Whether a person who opens the file does not see the row.
    fn is_hidden(&self) -> bool;
}

fn open_sheets(path: &Path, name: &str, sizes: TextSizes) -> Result<Sheets, Failure> {
    let extension = path.extension().map(|text| text.to_string_lossy().to_lowercase()).unwrap_or_default();
    let Some(reader) = READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str())) else {
        if !path.exists() {
            return Err(missing_file(path, name));
        }
        let found = Diagnostic::error(Code::UnknownFileKind).at(Location::file(name));
        return Err(found.with("known", known_extensions()).with("kind", ".xlsx").into());
    };
    (reader.open)(path, name, sizes)
}

/// Extensions of all that can be read, for messages.
fn known_extensions() -> String {
    READERS.iter().flat_map(|reader| reader.extensions).copied().collect::<Vec<_>>().join(", ")
}

/// A file of an unknown hand that is not read, as the user hears of it.
fn refused(name: &str, refusal: Refusal) -> Failure {
    let found = match refusal {
        Refusal::Damaged => Diagnostic::error(Code::DamagedFile),
        Refusal::PasswordProtected => Diagnostic::error(Code::PasswordProtected),
        Refusal::TooLarge { what, most, place } => {
            Diagnostic::error(Code::FileTooLarge).with("reason", what).with("most", most).with("place", place)
        }
    };
    found.at(Location::file(name)).into()
}
