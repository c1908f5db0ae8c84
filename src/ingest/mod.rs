//! Stage 1: a file becomes a [`RawTable`]: heading found, every row addressable, columns decodable. Nothing is guessed and
//! nothing is dropped.
//!
//! In: a path and the headings that are wanted. Out: a handle, not a copy: one pass over the rows as often as needed, and
//! the raw text of any row by its place. Each file kind is one entry of `READERS`.

mod cell;
mod files;
mod heading;
mod legacy;
mod parquet;
mod replaced;
mod text;
mod workbook;

use std::{collections::BTreeSet, path::Path};

pub use cell::{RawCell, column_letters};
pub use files::{Files, files};
use heading::HEADING_SEARCH;
pub use heading::{Heading, Wanted};
use replaced::{ReplacedRows, Replacements};

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
    open: fn(&Path, &str) -> Result<Sheets, Failure>,
}

/// The sheets of one file.
type Sheets = Vec<Box<dyn Sheet>>;

/// Every kind of file that can be read.
const READERS: &[Reader] = &[
    Reader { extensions: &["xlsx", "xlsm", "xls", "xlsb", "ods"], open: workbook::open },
    Reader { extensions: &["csv", "tsv", "txt"], open: text::open },
    Reader { extensions: &["parquet"], open: parquet::open },
];

/// One sheet of a file, rows in order.
pub(crate) trait Sheet {
    /// Name, where the file kind has sheets.
    fn name(&self) -> Option<&str>;
    /// Whether a person who opens the file does not see it.
    fn is_hidden(&self) -> bool;
    /// The encoding of its text, where that was found and is worth telling.
    fn encoding(&self) -> Option<&'static str> {
        None
    }
    /// Whether characters of its text were lost on the way (U+FFFD).
    fn is_damaged(&self) -> bool {
        false
    }
    /// The first rows as text, with the place at which each starts.
    fn top(&self, rows: usize) -> Vec<(u64, Vec<String>)>;
    /// All rows from this place on.
    fn rows_from(&self, place: u64) -> Box<dyn Rows + '_>;
    /// The row at a place as text.
    fn texts(&self, place: u64) -> Vec<String>;
    /// The number of that row as a person sees it; cheap, since every row of the ledger asks for it.
    fn row_number(&self, place: u64) -> u32;
    /// Columns, from 0, that a person who opens the file does not see.
    fn hidden_columns(&self) -> Vec<usize>;
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

/// A sheet whose heading is found.
pub struct RawTable {
    file: String,
    sheet: Box<dyn Sheet>,
    heading: Heading,
    replaced: Replacements,
    left_out: BTreeSet<u64>,
}

impl RawTable {
    /// The heading with the column of each wanted field.
    #[must_use]
    pub fn heading(&self) -> &Heading {
        &self.heading
    }

    /// The file as messages name it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Name of the sheet, where there is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.name()
    }

    /// One pass over the rows below the heading. It starts at the heading itself, so that blank rows right below it are counted in every
    /// kind of file.
    #[must_use]
    pub fn rows(&self) -> Box<dyn Rows + '_> {
        let mut rows = self.rows_from(self.heading.stands_at());
        rows.advance();
        rows
    }

    /// A pass that starts at a place.
    #[must_use]
    pub fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        let rows = self.sheet.rows_from(place);
        if self.replaced.is_empty() { rows } else { Box::new(ReplacedRows { rows, replaced: &self.replaced }) }
    }

    /// A field of one row, tidied; empty where the sheet has no column for it.
    #[must_use]
    pub fn text(&self, place: u64, field: &str) -> String {
        let Some(column) = self.heading.column(field) else { return String::new() };
        let mut row = self.rows_from(place);
        if row.advance() { spelling::tidy(&row.cell(column).text()) } else { String::new() }
    }

    /// Lets every pass show this text in the place of a cell; [`Self::raw_text`] still tells what the file says.
    pub fn replace(&mut self, place: u64, column: usize, text: String) {
        self.replaced.insert((place, column), text);
    }

    /// Marks rows that say nothing of their own, at these places.
    pub fn leave_out(&mut self, places: impl Iterator<Item = u64>) {
        self.left_out.extend(places);
    }

    /// Whether the row at a place was marked so.
    #[must_use]
    pub fn is_left_out(&self, place: u64) -> bool {
        self.left_out.contains(&place)
    }

    /// Letters of the columns that a person who opens the file does not see.
    #[must_use]
    pub fn hidden_columns(&self) -> Vec<String> {
        self.sheet.hidden_columns().into_iter().map(column_letters).collect()
    }

    /// The text of every cell of a row, as found.
    #[must_use]
    pub fn raw_text(&self, place: u64) -> Vec<String> {
        self.sheet.texts(place)
    }

    /// Whether characters of its text were lost before it was read (U+FFFD).
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.sheet.is_damaged()
    }

    /// The row number that a person sees.
    #[must_use]
    pub fn row_number(&self, place: u64) -> u32 {
        self.sheet.row_number(place)
    }

    /// Where a row or a cell of it is.
    #[must_use]
    pub fn locate(&self, place: u64, column: Option<usize>) -> Location {
        Location {
            file: Some(self.file.clone()),
            sheet: self.sheet.name().map(str::to_owned),
            row: Some(self.row_number(place)),
            column: column.map(column_letters),
            heading: column.and_then(|column| self.heading.label(column)),
            ..Location::default()
        }
    }
}

/// The tables of one file, and what is in it besides.
pub struct Ingested {
    /// Every sheet that has all required columns, in the order of the file; at least one.
    pub tables: Vec<RawTable>,
    /// What the user should hear of: sheets that are not read, text that was converted.
    pub notices: Vec<Diagnostic>,
}

/// A file whose sheets nobody has searched for a heading yet: several mappings may be tried on it, the file is read once.
pub struct OpenFile {
    name: String,
    asked: Option<String>,
    sheets: Sheets,
}

/// The top of one sheet.
pub struct SheetTop {
    /// Name, where the file kind has sheets.
    pub sheet: Option<String>,
    rows: Vec<(u64, Vec<String>)>,
}

impl SheetTop {
    /// The heading of these columns, as [`OpenFile::tables`] will find it.
    #[must_use]
    pub fn heading(&self, wanted: &[Wanted]) -> Option<Heading> {
        heading::find(&self.rows, wanted)
    }

    /// The texts of its rows, from the top.
    pub fn texts(&self) -> impl Iterator<Item = &Vec<String>> {
        self.rows.iter().map(|(_, cells)| cells)
    }

    /// The rows above the one at which the body starts.
    pub fn above(&self, heading: &Heading) -> impl Iterator<Item = &Vec<String>> {
        let above = self.rows.iter().take_while(|(place, _)| *place < heading.body_starts_at());
        above.map(|(_, cells)| cells)
    }
}

/// Opens a file and finds every sheet whose heading holds the wanted columns.
///
/// # Errors
/// Those of [`open`] and of [`OpenFile::tables`].
pub fn ingest(path: &Path, name: &str, sheet: Option<&str>, wanted: &[Wanted]) -> Result<Ingested, Failure> {
    open(path, name, sheet)?.tables(wanted)
}

/// Opens a file; `name` is how messages call it, `sheet` restricts it to one sheet.
///
/// # Errors
/// `file-not-found`, what the reader of the file kind says, `sheet-not-found`.
pub fn open(path: &Path, name: &str, sheet: Option<&str>) -> Result<OpenFile, Failure> {
    let mut sheets = legacy::converted(open_sheets(path, name)?);
    if let Some(asked) = sheet {
        let known: Vec<String> = sheets.iter().filter_map(|sheet| sheet.name().map(str::to_owned)).collect();
        sheets.retain(|sheet| sheet.name().is_some_and(|name| spelling::key(name) == spelling::key(asked)));
        if sheets.is_empty() {
            let missing = Diagnostic::error(Code::SheetNotFound).at(Location::file(name));
            return Err(missing.with("sheet", asked).with("known", known.join(", ")).into());
        }
    }
    Ok(OpenFile { name: name.to_owned(), asked: sheet.map(str::to_owned), sheets })
}

impl OpenFile {
    /// The file as messages name it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The tops of the sheets that are read: hidden ones only when asked for.
    #[must_use]
    pub fn tops(&self) -> Vec<SheetTop> {
        let read = self.sheets.iter().filter(|sheet| !sheet.is_hidden() || self.asked.is_some());
        let top = |sheet: &dyn Sheet| SheetTop {
            sheet: sheet.name().map(str::to_owned),
            rows: sheet.top(HEADING_SEARCH + 2),
        };
        read.map(|sheet| top(sheet.as_ref())).collect()
    }

    /// Every sheet whose heading holds the wanted columns.
    ///
    /// # Errors
    /// `no-heading` with the headings sought, or one `missing-column` for each required field that no column of the best sheet fills.
    pub fn tables(self, wanted: &[Wanted]) -> Result<Ingested, Failure> {
        let Self { name, asked, sheets } = self;
        search(&name, asked.as_deref(), sheets, wanted)
    }
}

fn search(name: &str, sheet: Option<&str>, sheets: Sheets, wanted: &[Wanted]) -> Result<Ingested, Failure> {
    let encoding = sheets.iter().find_map(|sheet| sheet.encoding());
    let (mut tables, mut incomplete, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    left_out.extend(encoding.map(|encoding| {
        let found = Diagnostic::notice(Code::ConvertedText).at(Location::file(name));
        found.with("encoding", encoding)
    }));
    for found in sheets {
        if found.is_hidden() && sheet.is_none() {
            left_out.push(left_out_sheet(Code::HiddenSheet, name, found.name()));
            continue;
        }
        let top = found.top(HEADING_SEARCH + 2);
        match heading::find(&top, wanted) {
            Some(heading) => {
                let table = RawTable {
                    file: name.to_owned(),
                    sheet: found,
                    heading,
                    replaced: Replacements::default(),
                    left_out: BTreeSet::new(),
                };
                let list = if missing_columns(&table, wanted).is_empty() { &mut tables } else { &mut incomplete };
                list.push(table);
            }
            None if top.iter().any(|(_, cells)| cells.iter().any(|cell| !cell.is_empty())) => {
                left_out.push(left_out_sheet(Code::SheetLeftOut, name, found.name()));
            }
            None => {}
        }
    }
    if tables.is_empty() {
        return Err(no_table(name, sheet, wanted, &incomplete));
    }
    Failure::unless_empty(tables.iter().flat_map(doubtful_columns).collect(), ())?;
    left_out.extend(incomplete.iter().map(|table| left_out_sheet(Code::SheetLeftOut, name, table.sheet())));
    Ok(Ingested { tables, notices: left_out })
}

/// Fields that several columns of one name could fill: whichever was taken, a figure might be wrong.
fn doubtful_columns(table: &RawTable) -> Vec<Diagnostic> {
    let tell = |found: &heading::Doubtful| {
        let letters: Vec<String> = found.columns.iter().map(|column| column_letters(*column)).collect();
        let label = found.columns.first().and_then(|column| table.heading.label(*column)).unwrap_or_default();
        let place = Location { sheet: table.sheet().map(str::to_owned), ..Location::file(table.file.as_str()) };
        Diagnostic::error(Code::AmbiguousColumn).at(place).with("label", label).with("columns", letters.join(", "))
    };
    table.heading.doubtful().iter().map(tell).collect()
}

fn left_out_sheet(code: Code, file: &str, sheet: Option<&str>) -> Diagnostic {
    let place = Location { sheet: sheet.map(str::to_owned), ..Location::file(file) };
    Diagnostic::warning(code).at(place)
}

/// Why a file without a whole table is of no use: the columns that its best sheet lacks, or that it has no heading at all.
fn no_table(name: &str, sheet: Option<&str>, wanted: &[Wanted], incomplete: &[RawTable]) -> Failure {
    let best = incomplete.iter().rev().max_by_key(|table| table.heading.bound_count());
    let missing = best.and_then(|table| Failure::of(missing_columns(table, wanted)));
    missing.unwrap_or_else(|| {
        let labels = wanted.iter().filter(|field| field.required).filter_map(|field| field.labels.first());
        let labels = labels.cloned().collect::<Vec<_>>().join(", ");
        let missing = Diagnostic::error(Code::NoHeading);
        let missing = missing.at(Location { sheet: sheet.map(str::to_owned), ..Location::file(name) });
        missing.with("rows", HEADING_SEARCH).with("wanted", labels).into()
    })
}

fn open_sheets(path: &Path, name: &str) -> Result<Sheets, Failure> {
    let extension = path.extension().map(|text| text.to_string_lossy().to_lowercase()).unwrap_or_default();
    let Some(reader) = READERS.iter().find(|reader| reader.extensions.contains(&extension.as_str())) else {
        if !path.exists() {
            return Err(missing_file(path, name));
        }
        let found = Diagnostic::error(Code::UnknownFileKind).at(Location::file(name));
        return Err(found.with("known", known_extensions()).into());
    };
    (reader.open)(path, name)
}

/// Extensions of all that can be read, for messages.
fn known_extensions() -> String {
    READERS.iter().flat_map(|reader| reader.extensions).copied().collect::<Vec<_>>().join(", ")
}

fn missing_columns(table: &RawTable, wanted: &[Wanted]) -> Vec<Diagnostic> {
    let missing = wanted.iter().filter(|field| field.is_missing_in(&table.heading));
    let place = Location { sheet: table.sheet().map(str::to_owned), ..Location::file(table.file.as_str()) };
    let seen: Vec<String> = table.heading.labels().into_iter().filter(|label| !label.is_empty()).collect();
    let seen = seen.join(" | ");
    let tell = |field: &Wanted| {
        let label = field.labels.first().cloned().unwrap_or_default();
        let others = if field.labels.len() > 1 { field.labels.join(", ") } else { String::new() };
        let found = Diagnostic::error(Code::MissingColumn).at(place.clone()).with("label", label);
        found.with("labels", others).with("seen", &seen)
    };
    missing.map(tell).collect()
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
