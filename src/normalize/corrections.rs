//! Corrections: what somebody approved to be read differently from how an export has it.
//!
//! In: `dieu-chinh.xlsx` of the project, one row for each changed cell, and the sources. Out: sources that show the new values, and
//! the list of [`Correction`]s made. An export is never edited; an old value that it no longer holds is an error, so that a correction
//! cannot outlive what it was made for.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Source, secrecy};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::{RawTable, Wanted, column_letters},
    schema::{FIELDS, Field, FieldKind, field},
    spelling,
};

/// One cell that is read differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// The task.
    pub task_id: String,
    /// The field.
    pub field: &'static Field,
    /// What the export says.
    pub old: String,
    /// What is read.
    pub new: String,
    /// Why.
    pub reason: String,
    /// The document that says so.
    pub document: String,
    /// Who approved it.
    pub approver: String,
    /// The cells that it changes: (index of the source, place); more than one where equal rows repeat a task.
    pub rows: Vec<(usize, u64)>,
}

/// Columns of the file: id, headings, whether the column must be there, whether its cells must be filled.
const COLUMNS: [(&str, &[&str], bool, bool); 8] = [
    ("task_id", &["Mã nhiệm vụ", "Mã"], true, true),
    ("field", &["Trường", "Cột", "Nội dung điều chỉnh"], true, true),
    ("old", &["Giá trị cũ", "Trước điều chỉnh"], true, false),
    ("new", &["Giá trị mới", "Sau điều chỉnh"], true, false),
    ("reason", &["Lý do", "Lý do điều chỉnh"], true, true),
    ("document", &["Văn bản", "Văn bản điều chỉnh"], true, false),
    ("approver", &["Người duyệt", "Người phê duyệt"], true, true),
    ("source", &["Nguồn", "Tệp"], false, false),
];

/// Fields that no correction may touch: the key itself, and what decides whether a row may be read at all.
const UNTOUCHABLE: [&str; 2] = ["task_id", "secrecy"];

/// The headings of the file.
#[must_use]
pub fn correction_headings() -> Vec<Wanted> {
    let wanted = COLUMNS.iter().map(|(id, labels, required, _)| {
        let wanted = Wanted::exactly(*id, labels.iter().map(|label| (*label).to_owned()).collect());
        Wanted { required: *required, ..wanted }
    });
    wanted.collect()
}

/// A correction as it is written, with where.
struct Written {
    at: Location,
    texts: BTreeMap<&'static str, String>,
}

impl Written {
    fn text(&self, id: &str) -> &str {
        self.texts.get(id).map_or("", String::as_str)
    }
}

/// Makes the corrections of the file in the order of its rows: a later one sees what an earlier one made.
///
/// # Errors
/// All at once: `missing-value` for each empty cell that must be filled, `unknown-field`, `unknown-task` for an id that no export has,
/// `correction-mismatch` where no row of the task holds the old value.
pub fn correct(table: &RawTable, sources: &mut [Source]) -> Result<Vec<Correction>, Failure> {
    let (written, mut errors) = read(table);
    let places = places_of(&written, sources);
    let mut made = Vec::new();
    for correction in &written {
        match make(correction, table, sources, &places) {
            Ok(correction) => made.push(correction),
            Err(found) => errors.push(found),
        }
    }
    Failure::unless_empty(errors, made)
}

fn read(table: &RawTable) -> (Vec<Written>, Vec<Diagnostic>) {
    let (mut written, mut errors) = (Vec::new(), Vec::new());
    let mut rows = table.rows();
    while rows.advance() {
        let mut texts = BTreeMap::new();
        let mut whole = true;
        for (id, labels, _, filled) in COLUMNS {
            let column = table.heading().column(id);
            let text = column.map(|column| spelling::tidy(&rows.cell(column).text())).unwrap_or_default();
            if filled && text.is_empty() {
                let found = Diagnostic::error(Code::UnfilledCorrection).at(table.locate(rows.place(), column));
                errors.push(found.with("field", labels.first().copied().unwrap_or_default()));
                whole = false;
            }
            texts.insert(id, text);
        }
        if whole {
            written.push(Written { at: table.locate(rows.place(), table.heading().column("task_id")), texts });
        }
    }
    (written, errors)
}

/// Rows by the key of their task id, of the ids that are corrected.
type Places = BTreeMap<String, Vec<(usize, u64)>>;

fn places_of(written: &[Written], sources: &[Source]) -> Places {
    let mut places: Places = written.iter().map(|found| (spelling::key(found.text("task_id")), Vec::new())).collect();
    for (index, source) in sources.iter().enumerate() {
        let Some(column) = source.table.heading().column("task_id") else { continue };
        let mut rows = source.table.rows();
        while rows.advance() {
            if let Some(found) = places.get_mut(&spelling::key(&rows.cell(column).text())) {
                found.push((index, rows.place()));
            }
        }
    }
    places
}

fn make(
    written: &Written,
    table: &RawTable,
    sources: &mut [Source],
    places: &Places,
) -> Result<Correction, Diagnostic> {
    let at = |id: &str| {
        let column = table.heading().column(id);
        let label = column.and_then(|column| table.heading().label(column));
        Location { column: column.map(column_letters), heading: label, ..written.at.clone() }
    };
    let id = written.text("task_id");
    let rows = rows_of(written, sources, places);
    let field = field_named(written.text("field"), &rows, sources).map_err(|found| found.at(at("field")))?;
    if rows.is_empty() {
        return Err(Diagnostic::error(Code::UnknownTask).at(at("task_id")).with("value", id));
    }
    let (old, new) = (written.text("old"), written.text("new"));
    let mut fitting = Vec::new();
    let mut found = None;
    for (index, place) in rows {
        let Some(source) = sources.get_mut(index) else { continue };
        let Some(column) = source.table.heading().column(field.id) else { continue };
        let (holds, seen) = holds(&source.table, place, column, old, field.kind);
        if holds {
            source.table.replace(place, column, new.to_owned(), Some(at("new")));
            fitting.push((index, place));
        } else {
            let earlier = source.table.origin(place, column).and_then(|origin| origin.row);
            found = Some(Seen { at: source.table.locate(place, Some(column)), text: seen, earlier });
        }
    }
    if fitting.is_empty() {
        return Err(mismatch(found.unwrap_or_default(), old).at(at("old")));
    }
    let text = |id: &str| written.text(id).to_owned();
    Ok(Correction {
        task_id: id.to_owned(),
        field,
        old: old.to_owned(),
        new: new.to_owned(),
        reason: text("reason"),
        document: text("document"),
        approver: text("approver"),
        rows: fitting,
    })
}

/// The rows of the task, of the input that the correction names if it names one.
fn rows_of(written: &Written, sources: &[Source], places: &Places) -> Vec<(usize, u64)> {
    let wanted = spelling::key(written.text("source"));
    let of_source = |(index, _): &(usize, u64)| {
        let named = |source: &Source| [source.id.as_str(), source.table.file()].map(spelling::key).contains(&wanted);
        wanted.is_empty() || sources.get(*index).is_some_and(named)
    };
    let rows = places.get(&spelling::key(written.text("task_id")));
    rows.into_iter().flatten().copied().filter(of_source).collect()
}

/// What a cell holds that was to hold the old value.
#[derive(Default)]
struct Seen {
    at: Location,
    text: String,
    /// The row of the correction that made it so.
    earlier: Option<u32>,
}

/// No row of the task holds the old value.
fn mismatch(seen: Seen, old: &str) -> Diagnostic {
    let Seen { at, text, earlier } = seen;
    let earlier = earlier.map(|row| row.to_string()).unwrap_or_default();
    // What an earlier row made is no change of the export.
    let file = at.file.filter(|_| earlier.is_empty()).unwrap_or_default();
    let cell = format!("{}{}", at.column.unwrap_or_default(), at.row.unwrap_or_default());
    let found = Diagnostic::error(Code::CorrectionMismatch).with("value", old).with("found", text);
    found.with("file", file).with("cell", cell).with("earlier", earlier)
}

/// The field that a person means: by its Vietnamese name, its id, or the heading of its column in a file that has the task.
fn field_named(text: &str, rows: &[(usize, u64)], sources: &[Source]) -> Result<&'static Field, Diagnostic> {
    let known = || FIELDS.iter().filter(|field| !UNTOUCHABLE.contains(&field.id) && field.is_mapped());
    let key = spelling::key(text);
    let of_heading = || rows.iter().find_map(|(index, _)| field_under(&key, sources.get(*index)?));
    let named = FIELDS.iter().find(|field| field.is_mapped() && (field.id == text || spelling::key(field.name) == key));
    let names = || known().map(|field| field.name).collect::<Vec<_>>().join(", ");
    match named.or_else(of_heading) {
        Some(field) if !UNTOUCHABLE.contains(&field.id) => Ok(field),
        Some(_) => Err(Diagnostic::error(Code::FixedField).with("value", text).with("known", names())),
        None => {
            let nearest = spelling::nearest(text, known().map(|field| field.name)).unwrap_or_default();
            let found = Diagnostic::error(Code::UnknownField).with("value", text);
            Err(found.with("nearest", nearest).with("known", names()))
        }
    }
}

/// The field whose column bears this heading, whole or without its group.
fn field_under(key: &str, source: &Source) -> Option<&'static Field> {
    let heading = source.table.heading();
    let is_under = |column: usize| {
        let label = heading.label(column).unwrap_or_default();
        let leaf = label.rsplit(" / ").next().unwrap_or_default();
        [spelling::key(&label), spelling::key(leaf)].iter().any(|label| label == key)
    };
    let (name, _) = heading.bound().find(|(_, column)| is_under(*column))?;
    field(name)
}

/// Whether a cell holds the old value, the same words or the same day however it is written; and what it says, unless that is secret.
fn holds(table: &RawTable, place: u64, column: usize, old: &str, kind: FieldKind) -> (bool, String) {
    let mut row = table.rows_from(place);
    row.advance();
    let seen = spelling::tidy(&row.cell(column).text());
    let same_day = || day(&seen).is_some_and(|seen| day(old) == Some(seen));
    let same = match kind {
        _ if seen == old => true,
        FieldKind::Units => spelling::key(&seen) == spelling::key(old),
        FieldKind::Text | FieldKind::OfDeadline => false,
        FieldKind::Date | FieldKind::Deadline => same_day(),
    };
    let hidden = secrecy::marked(row.as_ref(), &secrecy::columns(table.heading())).is_some();
    (same, if hidden { String::new() } else { seen })
}

fn day(text: &str) -> Option<NaiveDate> {
    ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"].iter().find_map(|form| NaiveDate::parse_from_str(text, form).ok())
}
