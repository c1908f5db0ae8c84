//! Files are opened, and every sheet is searched for its heading.
//!
//! In: a path and the headings that are wanted. Out: [`Ingested`]: each sheet that has them all, and what is left out besides; a file that
//! was opened once ([`OpenFile`]) may be searched with the headings of several mappings.

use std::path::Path;

use super::{
    Heading, RawTable, Sheet, Sheets, TextSizes, Wanted, column_letters,
    heading::{self, HEADING_SEARCH},
    legacy, open_sheets,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    spelling,
};

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
    /// Those that were not asked for.
    others: Sheets,
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
    open_sized(path, name, sheet, TextSizes::default())
}

/// The same where texts of other sizes than ever are read in another way; nothing but time and memory depends on that.
///
/// # Errors
/// Those of [`open`]; which text is too large depends on the sizes.
pub fn open_sized(path: &Path, name: &str, sheet: Option<&str>, sizes: TextSizes) -> Result<OpenFile, Failure> {
    let (mut sheets, mut others) = (legacy::converted(open_sheets(path, name, sizes)?), Sheets::new());
    if let Some(asked) = sheet {
        let known: Vec<String> = sheets.iter().filter_map(|sheet| sheet.name().map(str::to_owned)).collect();
        (sheets, others) = sheets
            .into_iter()
            .partition(|sheet| sheet.name().is_some_and(|name| spelling::key(name) == spelling::key(asked)));
        if sheets.is_empty() {
            let missing = Diagnostic::error(Code::SheetNotFound).at(Location::file(name));
            return Err(missing.with("sheet", asked).with("known", known.join(", ")).into());
        }
    }
    Ok(OpenFile { name: name.to_owned(), asked: sheet.map(str::to_owned), sheets, others })
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
        let Self { name, asked, sheets, others } = self;
        let mut found = search(&name, asked.as_deref(), sheets, wanted)?;
        let is_whole = |heading: &Heading| wanted.iter().all(|field| !field.is_missing_in(heading));
        let has_tasks = |sheet: &dyn Sheet| {
            !sheet.is_hidden()
                && heading::find(&sheet.top(HEADING_SEARCH + 2), wanted).is_some_and(|found| is_whole(&found))
        };
        let left_out = others.iter().filter(|sheet| has_tasks(sheet.as_ref())).map(|sheet| {
            let place = Location { sheet: sheet.name().map(str::to_owned), ..Location::file(name.as_str()) };
            Diagnostic::notice(Code::SheetNotAsked).at(place)
        });
        found.notices.extend(left_out);
        Ok(found)
    }
}

fn search(name: &str, sheet: Option<&str>, sheets: Sheets, wanted: &[Wanted]) -> Result<Ingested, Failure> {
    let encoding = sheets.iter().find_map(|sheet| sheet.encoding());
    let (mut tables, mut incomplete, mut left_out) = (Vec::new(), Vec::new(), Vec::new());
    left_out.extend(encoding.map(|encoding| {
        let found = Diagnostic::notice(Code::ConvertedText).at(Location::file(name));
        found.with("encoding", encoding)
    }));
    if sheets.iter().any(|sheet| sheet.is_linked()) {
        left_out.push(Diagnostic::warning(Code::LinkedFile).at(Location::file(name)));
    }
    for found in sheets {
        if found.is_hidden() && sheet.is_none() {
            left_out.push(left_out_sheet(Code::HiddenSheet, name, found.name()));
            continue;
        }
        let top = found.top(HEADING_SEARCH + 2);
        match heading::find(&top, wanted) {
            Some(heading) => {
                let table = RawTable::new(name, found, heading);
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
    Failure::unless_empty(tables.iter().flat_map(|table| doubtful_columns(table, wanted)).collect(), ())?;
    left_out.extend(incomplete.iter().map(|table| left_out_sheet(Code::SheetLeftOut, name, table.sheet())));
    Ok(Ingested { tables, notices: left_out })
}

/// Fields that several columns could fill: whichever was taken, a figure might be wrong. Columns of one name are told by their letters,
/// others with their headings.
fn doubtful_columns(table: &RawTable, wanted: &[Wanted]) -> Vec<Diagnostic> {
    let label_of = |column: &usize| table.heading().label(*column).unwrap_or_default();
    let tell = |found: &heading::Doubtful| {
        let first = found.columns.first().map(label_of).unwrap_or_default();
        let are_same = found.columns.iter().all(|column| label_of(column) == first);
        let known = wanted.iter().find(|want| want.field == found.field).and_then(|want| want.labels.first());
        let label = if are_same { first } else { known.cloned().unwrap_or(first) };
        let told = |column: &usize| match are_same {
            true => column_letters(*column),
            false => format!("{} ({})", column_letters(*column), label_of(column)),
        };
        let letters: Vec<String> = found.columns.iter().map(told).collect();
        let place = Location { sheet: table.sheet().map(str::to_owned), ..Location::file(table.file()) };
        Diagnostic::error(Code::AmbiguousColumn).at(place).with("label", label).with("columns", letters.join(", "))
    };
    table.heading().doubtful().iter().map(tell).collect()
}

fn left_out_sheet(code: Code, file: &str, sheet: Option<&str>) -> Diagnostic {
    let place = Location { sheet: sheet.map(str::to_owned), ..Location::file(file) };
    Diagnostic::warning(code).at(place)
}

/// Why a file without a whole table is of no use: the columns that its best sheet lacks, or that it has no heading at all.
fn no_table(name: &str, sheet: Option<&str>, wanted: &[Wanted], incomplete: &[RawTable]) -> Failure {
    let best = incomplete.iter().rev().max_by_key(|table| table.heading().bound_count());
    let missing = best.and_then(|table| Failure::of(missing_columns(table, wanted)));
    missing.unwrap_or_else(|| {
        let labels = wanted.iter().filter(|field| field.required).filter_map(|field| field.labels.first());
        let labels = labels.cloned().collect::<Vec<_>>().join(", ");
        let missing = Diagnostic::error(Code::NoHeading);
        let missing = missing.at(Location { sheet: sheet.map(str::to_owned), ..Location::file(name) });
        missing.with("rows", HEADING_SEARCH).with("wanted", labels).into()
    })
}

fn missing_columns(table: &RawTable, wanted: &[Wanted]) -> Vec<Diagnostic> {
    let missing = wanted.iter().filter(|field| field.is_missing_in(table.heading()));
    let place = Location { sheet: table.sheet().map(str::to_owned), ..Location::file(table.file()) };
    let seen: Vec<String> = table.heading().labels().into_iter().filter(|label| !label.is_empty()).collect();
    let seen = seen.join(" | ");
    let tell = |field: &Wanted| {
        let label = field.labels.first().cloned().unwrap_or_default();
        let others = if field.labels.len() > 1 { field.labels.join(", ") } else { String::new() };
        let found = Diagnostic::error(Code::MissingColumn).at(place.clone()).with("label", label);
        found.with("labels", others).with("seen", &seen)
    };
    missing.map(tell).collect()
}
