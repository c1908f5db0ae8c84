//! The table of everything that letters remind of, for programs and for those who check: each task under its unit, list and place.
//!
//! In: the sources, the lists, what each unit is sent. Out: a [`Table`] whose rows stand as in the letters.

use super::figures::TableData;
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Cell, Column, HeadCell, Row, RowKind, Table, Value},
    metrics::{ListedTask, TaskList},
    normalize::Source,
    table_spec::TableSpec,
};

/// Columns by id; a program reads them, so the ids are the headings.
const COLUMNS: [&str; 14] = [
    "letter",
    "unit_id",
    "unit",
    "list",
    "input",
    "file",
    "sheet",
    "row",
    "task_id",
    "document",
    "content",
    "assigned_on",
    "deadline",
    "days_late",
];

/// What one letter lists.
pub struct Listed<'a> {
    /// The letter's files without extension.
    pub letter: &'a str,
    /// Id of the unit.
    pub unit_id: &'a str,
    /// Name of the unit.
    pub unit: &'a str,
    /// Its lists.
    pub data: &'a TableData,
}

/// One row for each task of each letter.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn table<'a>(
    id: &str,
    specs: &[TableSpec],
    sources: &[Source],
    letters: impl Iterator<Item = Listed<'a>>,
) -> Result<Table, Failure> {
    let mut rows = Vec::new();
    for letter in letters {
        for spec in specs {
            let tasks = letter.data.lists.get(spec.id()).map(TaskList::tasks).unwrap_or_default();
            rows.extend(tasks.iter().map(|task| row(&letter, spec, task, sources)));
        }
    }
    let columns = COLUMNS.map(|id| Column { id: id.to_owned(), width: 1.0, align: Align::Left, rate: None }).to_vec();
    let head = COLUMNS.map(|id| HeadCell { text: id.to_owned(), columns: 1, rows: 1 }).to_vec();
    let table = Table::new(id, id, columns, vec![head], rows);
    table.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error.part).into())
}

fn row(letter: &Listed<'_>, spec: &TableSpec, task: &ListedTask, sources: &[Source]) -> Row {
    let text = |text: &str| Value::Text(text.to_owned());
    let (index, place) = task.place;
    let source = sources.get(index);
    let of_place =
        |part: fn(&Source, u64) -> String| source.map_or(Value::Blank, |found| Value::Text(part(found, place)));
    let cell = |column: &str| match column {
        "letter" => text(letter.letter),
        "unit_id" => text(letter.unit_id),
        "unit" => text(letter.unit),
        "list" => text(spec.id()),
        "input" => of_place(|source, _| source.id.clone()),
        "file" => of_place(|source, _| source.table.file().to_owned()),
        "sheet" => of_place(|source, _| source.table.sheet().unwrap_or_default().to_owned()),
        "row" => of_place(|source, place| source.table.row_number(place).to_string()),
        "days_late" => task.days_late.and_then(|days| u64::try_from(days).ok()).map_or(Value::Blank, Value::Count),
        field => {
            let date = task.dates.get(field).map(|date| Value::Date(*date));
            date.or_else(|| Some(text(task.texts.get(field)?))).unwrap_or(Value::Blank)
        }
    };
    Row { kind: RowKind::Body, cells: COLUMNS.map(|column| Cell::new(cell(column))).to_vec() }
}
