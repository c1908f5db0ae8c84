//! Values and points that no export has: surveys, self-scoring, appraisals, the classes of last year.
//!
//! In: workbooks with a unit column, as `[scores]` names them. Out: [`Given`]. Such a file is short and kept by hand, so what cannot be
//! read stops the run with its cell. Columns are called as `value` of a measure, or as layer and criterion (`Tự chấm 1.1`); they may
//! stand on several sheets.

mod columns;
mod stray;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use stray::strays;

use columns::{Column, Holds, columns, fact_columns};

use super::{plan::Book, subjects::Known};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::{self, Ingested, RawCell, RawTable, Rows, Wanted},
    normalize::Registry,
    project::Project,
    scoring::{exact::Exact, rulebook::model::Rulebook, subject::Seen},
    spelling,
};

/// Headings of the column of units.
const UNIT: [&str; 8] = [
    "Đơn vị",
    "Tên đơn vị",
    "Cơ quan, đơn vị",
    "Cơ quan được giao",
    "Cơ quan",
    "Tên cơ quan, đơn vị",
    "Đơn vị được chấm điểm",
    "Tên cơ quan",
];
/// Headings of the column of classes.
const CLASS: [&str; 4] = ["Xếp loại", "Xếp loại năm trước", "Loại", "Mức xếp loại"];
/// Keys of labels that open a total row.
const TOTALS: [&str; 3] = ["Tổng số", "Tổng cộng", "Cộng"];
/// Headings of the column of task ids.
const TASK: [&str; 4] = ["Mã nhiệm vụ", "Mã số nhiệm vụ", "Mã NV", "ID"];
const TASK_FIELD: &str = "task_id";
/// The field of the unit column.
const UNIT_FIELD: &str = "unit";
const CLASS_FIELD: &str = "class";

/// What was given, by unit code.
#[derive(Default)]
pub struct Given {
    values: BTreeMap<(u32, String), Seen>,
    layers: BTreeMap<u32, BTreeMap<(String, String), Exact>>,
    /// Facts of tasks by the key of their id.
    pub tasks: BTreeMap<String, BTreeMap<String, Seen>>,
    /// Facts of every other task, where such a file is given: only exceptions are written into it.
    pub other_tasks: BTreeMap<String, Seen>,
    /// Classes of last year.
    pub last_classes: BTreeMap<u32, String>,
    /// What the user should hear of.
    pub notices: Vec<Diagnostic>,
}

impl Given {
    /// The value in this column for a unit.
    pub fn value(&self, code: u32, column: &str) -> Option<Seen> {
        self.values.get(&(code, column.to_owned())).cloned()
    }

    /// The points of every layer for a unit.
    pub fn layers_of(&self, code: u32) -> BTreeMap<(String, String), Exact> {
        self.layers.get(&code).cloned().unwrap_or_default()
    }

    /// Reads what a rulebook needs of the files of a project.
    ///
    /// # Errors
    /// What the files have wrong; `missing-column` for a value that no sheet has a column for; `missing-unit`, `unregistered-unit`,
    /// `repeated-unit`, `unreadable-value`, `value-out-of-bounds`, `unknown-choice` and `repeated-task`, each with its cell.
    pub fn read(known: &Known<'_>, book: &Book) -> Result<Self, Failure> {
        let Known { project, registry, day, .. } = *known;
        let (mut given, columns) = (Self::default(), columns(&book.rulebook));
        let mut errors = Vec::new();
        if let Some(name) = project.scores.values.as_ref().filter(|_| !columns.is_empty()) {
            let found = open(project, name, &columns)?;
            given.notices.extend(found.notices);
            let tables = found.tables;
            errors.extend(unfilled(&tables, &columns, name));
            for table in &tables {
                let present = columns.iter().filter(|column| table.heading().column(&column.heading).is_some());
                let mut present: Vec<&Column> = present.collect();
                // Faults of a row are told from left to right.
                present.sort_by_key(|column| table.heading().column(&column.heading));
                errors.extend(walk(table, registry, day, |code, row| given.take(table, code, row, &present)));
            }
        }
        let facts = fact_columns(&book.rulebook);
        if let Some(name) = project.scores.task_values.as_ref().filter(|_| !facts.is_empty()) {
            errors.extend(given.read_tasks(project, name, &facts, &known.task_ids(book))?);
        }
        if let Some(name) = &project.scores.last_classes {
            let labels = CLASS.map(str::to_owned).to_vec();
            let wanted = [unit_column(), Wanted::exactly(CLASS_FIELD, labels)];
            let found = ingest::ingest(&project.folder.join(name), name, None, &wanted)?;
            given.notices.extend(found.notices);
            for table in &found.tables {
                errors
                    .extend(walk(table, registry, day, |code, row| given.take_class(table, code, row, &book.rulebook)));
            }
        }
        Failure::unless_empty(errors, given)
    }

    /// The facts of every task of a file; a task that is not scored is told, one that stands there twice is an error.
    fn read_tasks(
        &mut self,
        project: &Project,
        name: &str,
        columns: &[Column],
        scored: &[String],
    ) -> Result<Vec<Diagnostic>, Failure> {
        let id = Wanted::exactly(TASK_FIELD, TASK.map(str::to_owned).to_vec());
        let facts = columns.iter().map(|column| Wanted::exactly(column.heading.clone(), column.labels.clone()));
        let wanted: Vec<Wanted> = std::iter::once(id).chain(facts).collect();
        let found = ingest::ingest(&project.folder.join(name), name, None, &wanted)?;
        self.notices.extend(found.notices);
        self.other_tasks = columns.iter().filter_map(Column::otherwise).collect();
        let known: BTreeSet<String> = scored.iter().map(|id| spelling::key(id)).collect();
        let (mut errors, mut places) = (Vec::new(), BTreeMap::new());
        for table in &found.tables {
            let id_column = table.heading().column(TASK_FIELD);
            let mut rows = table.rows();
            while rows.advance() {
                let id = id_column.map(|column| spelling::tidy(&rows.cell(column).text())).unwrap_or_default();
                let at = table.locate(rows.place(), id_column);
                if let Some(first) = places.insert(spelling::key(&id), place_words(&at)) {
                    let found = Diagnostic::error(Code::RepeatedTask).at(at);
                    errors.push(found.with("value", &id).with("first", first));
                    continue;
                }
                if !known.contains(&spelling::key(&id)) {
                    let nearest = spelling::nearest(&id, scored.iter().map(String::as_str)).unwrap_or_default();
                    let found = Diagnostic::warning(Code::UnscoredTask).at(at);
                    self.notices.push(found.with("value", &id).with("nearest", nearest));
                }
                errors.extend(self.take_facts(table, &id, rows.as_ref(), columns));
            }
        }
        Ok(errors)
    }

    /// The facts of one task.
    fn take_facts(&mut self, table: &RawTable, id: &str, row: &dyn Rows, columns: &[Column]) -> Vec<Diagnostic> {
        let facts = self.tasks.entry(spelling::key(id)).or_default();
        let mut errors = Vec::new();
        for column in columns {
            let place = table.heading().column(&column.heading);
            let cell = place.map_or(RawCell::Empty, |place| row.cell(place));
            let Holds::Fact(fact) = &column.holds else { continue };
            let at = || table.locate(row.place(), place);
            match column.decode(&cell) {
                _ if cell.is_empty() => {}
                Ok(seen) => {
                    self.notices.extend(column.doubt(&seen).map(|found| found.at(at())));
                    facts.insert(fact.clone(), seen);
                }
                Err(found) => errors.push(found.at(at())),
            }
        }
        errors
    }

    /// The values of one row.
    fn take(&mut self, table: &RawTable, code: u32, row: &dyn Rows, columns: &[&Column]) -> Vec<Diagnostic> {
        let mut errors = Vec::new();
        for column in columns {
            let place = table.heading().column(&column.heading);
            let cell = place.map_or(RawCell::Empty, |place| row.cell(place));
            if cell.is_empty() {
                continue;
            }
            let at = || table.locate(row.place(), place);
            match (column.decode(&cell), &column.holds) {
                (Ok(seen), Holds::Value) => {
                    self.notices.extend(column.doubt(&seen).map(|found| found.at(at())));
                    let known = self.values.insert((code, column.heading.clone()), seen);
                    errors.extend(known.map(|_| repeated(&cell.text()).at(at())));
                }
                (Ok(Seen::Number(points)), Holds::Points { layer, code: criterion }) => {
                    let key = (layer.clone(), criterion.clone());
                    let known = self.layers.entry(code).or_default().insert(key, points);
                    errors.extend(known.map(|_| repeated(&cell.text()).at(at())));
                }
                (Ok(_), Holds::Points { .. } | Holds::Fact(_)) => {}
                (Err(found), _) => errors.push(found.at(at())),
            }
        }
        errors
    }

    /// The class of one row, by the names of the rulebook.
    fn take_class(&mut self, table: &RawTable, code: u32, row: &dyn Rows, rulebook: &Rulebook) -> Vec<Diagnostic> {
        let column = table.heading().column(CLASS_FIELD);
        let written = column.map(|column| spelling::tidy(&row.cell(column).text())).unwrap_or_default();
        if written.is_empty() {
            return Vec::new();
        }
        let class = rulebook.classes.iter().find(|class| spelling::key(&class.name) == spelling::key(&written));
        let Some(class) = class else {
            let known: Vec<&str> = rulebook.classes.iter().map(|class| class.name.as_str()).collect();
            let nearest = spelling::nearest(&written, known.iter().copied()).unwrap_or_default();
            let found = Diagnostic::error(Code::UnknownChoice).at(table.locate(row.place(), column));
            return vec![found.with("value", &written).with("nearest", nearest).with("known", known.join(", "))];
        };
        self.last_classes.insert(code, class.name.clone());
        Vec::new()
    }
}

/// The sheets of a file of given values.
fn open(project: &Project, name: &str, columns: &[Column]) -> Result<Ingested, Failure> {
    let wanted = columns
        .iter()
        .map(|column| Wanted { required: false, ..Wanted::exactly(column.heading.clone(), column.labels.clone()) });
    let wanted: Vec<Wanted> = std::iter::once(unit_column()).chain(wanted).collect();
    ingest::ingest(&project.folder.join(name), name, None, &wanted)
}

fn unit_column() -> Wanted {
    Wanted::exactly(UNIT_FIELD, UNIT.map(str::to_owned).to_vec())
}

/// A place within a file, as a message names it.
fn place_words(place: &Location) -> String {
    let cell = format!("{}{}", place.column.as_deref().unwrap_or_default(), place.row.unwrap_or_default());
    place.sheet.as_ref().map_or_else(|| cell.clone(), |sheet| format!("{sheet}!{cell}"))
}

fn repeated(value: &str) -> Diagnostic {
    Diagnostic::error(Code::RepeatedValue).with("value", value)
}

/// Values that no sheet has a column for.
fn unfilled(tables: &[RawTable], columns: &[Column], file: &str) -> Vec<Diagnostic> {
    let has = |column: &Column| tables.iter().any(|table| table.heading().column(&column.heading).is_some());
    let missing = columns.iter().filter(|column| matches!(column.holds, Holds::Value) && !has(column));
    let seen = tables.iter().flat_map(|table| table.heading().labels()).filter(|label| !label.is_empty());
    let seen = seen.collect::<Vec<_>>().join(" | ");
    let tell = |column: &Column| {
        let found = Diagnostic::error(Code::MissingColumn).at(Location::file(file));
        found.with("label", &column.heading).with("labels", "").with("seen", &seen)
    };
    missing.map(tell).collect()
}

/// Every row of a unit; below a total row stand signatures.
fn walk(
    table: &RawTable,
    registry: &Registry,
    day: NaiveDate,
    mut take: impl FnMut(u32, &dyn Rows) -> Vec<Diagnostic>,
) -> Vec<Diagnostic> {
    let unit = table.heading().column(UNIT_FIELD);
    let totals = TOTALS.map(spelling::key);
    let (mut errors, mut places) = (Vec::new(), BTreeMap::new());
    let mut rows = table.rows();
    while rows.advance() {
        let place = rows.place();
        let spelt = unit.map(|column| spelling::tidy(&rows.cell(column).text())).unwrap_or_default();
        let before = unit.and_then(|column| column.checked_sub(1)).map(|column| rows.cell(column).text().into_owned());
        if [Some(spelt.clone()), before].into_iter().flatten().any(|text| totals.contains(&spelling::key(&text))) {
            break;
        }
        if spelt.is_empty() {
            errors.push(Diagnostic::error(Code::MissingUnit).at(table.locate(place, unit)));
            continue;
        }
        let Some(code) = registry.find(&spelt, Some(day)).and_then(|index| u32::try_from(index).ok()) else {
            let nearest = registry.nearest_name(&spelt).unwrap_or_default();
            let found = Diagnostic::error(Code::UnregisteredUnit).at(table.locate(place, unit));
            errors.push(found.with("value", &spelt).with("nearest", nearest));
            continue;
        };
        if let Some(first) = places.insert(code, place) {
            let found = Diagnostic::error(Code::RepeatedUnit).at(table.locate(place, unit));
            errors.push(found.with("value", &spelt).with("first_row", table.row_number(first)));
            continue;
        }
        errors.extend(take(code, rows.as_ref()));
    }
    errors
}
