//! Registers of yes/no facts for each unit, such as who sent its annual report (Phụ lục 03).
//!
//! In: a raw table with a unit column and mark columns. Out: a [`Register`]. A register is short and kept by hand, so a mark that
//! cannot be read stops the run with its cell instead of waiting in quarantine.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::registry::{Registry, UnitList};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::{RawTable, Rows, Wanted},
    project::RegisterSection,
    spelling,
};

/// Facts of each unit, by unit code.
#[derive(Debug, Clone, Default)]
pub struct Register {
    rows: BTreeMap<u32, RegisterRow>,
}

/// The facts of one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterRow {
    /// Yes/no facts by id.
    pub marks: BTreeMap<String, bool>,
    /// Texts by id, empty ones left out.
    pub notes: BTreeMap<String, String>,
}

impl Register {
    /// Units with their facts, in the order of the registry.
    pub fn rows(&self) -> impl Iterator<Item = (u32, &RegisterRow)> {
        self.rows.iter().map(|(code, row)| (*code, row))
    }

    /// How many units have this mark.
    #[must_use]
    pub fn count(&self, mark: &str) -> u64 {
        self.rows.values().filter(|row| row.marks.get(mark) == Some(&true)).count() as u64
    }
}

/// Field under which the unit column is sought; marks and notes are sought under their own ids.
const UNIT: &str = "unit";

/// Keys of labels that open a total row, whatever system made the register.
const TOTAL_LABELS: [&str; 3] = ["Tổng số", "Tổng cộng", "Cộng"];

/// The headings of a register: its unit column and each of its facts.
#[must_use]
pub fn register_headings(section: &RegisterSection) -> Vec<Wanted> {
    let unit = Wanted::exactly(UNIT, vec![section.unit.clone()]);
    let facts = section.marks.iter().chain(&section.notes);
    let facts = facts.map(|(id, heading)| Wanted::exactly(id.clone(), vec![heading.clone()]));
    std::iter::once(unit).chain(facts).collect()
}

/// Reads a register that speaks of `day`. Below a total row stand signatures and notes, but a row of a registered unit counts there too: groups of units
/// may have totals of their own. Besides the register come warnings: `total-differs` for each number of the last total row that is not
/// the count of the marks above it, and `units-not-in-register` for scored units without a row.
///
/// # Errors
/// `invalid-mark` for each mark that is neither X nor empty, `missing-unit` for each row without a unit, `unregistered-unit` for
/// each that the registry does not know, and `repeated-unit` for each that stands twice.
pub fn read_register(
    section: &RegisterSection,
    table: &RawTable,
    registry: &Registry,
    units: &UnitList,
    day: NaiveDate,
) -> Result<(Register, Vec<Diagnostic>), Failure> {
    let unit_column = table.heading().column(UNIT);
    let (register, places, errors) = Default::default();
    let mut reader = Reader { section, table, registry, units, day, unit_column, register, places, errors };
    let mut rows = table.rows();
    let (mut notices, mut below_total) = (Vec::new(), false);
    while rows.advance() {
        if reader.is_total(rows.as_ref()) {
            notices = reader.differing_totals(rows.as_ref());
            below_total = true;
        } else if !below_total || reader.names_a_unit(rows.as_ref()) {
            reader.take(rows.as_ref());
        }
    }
    notices.extend(reader.missing_units());
    Failure::unless_empty(reader.errors, (reader.register, notices))
}

/// A register while it is read.
struct Reader<'a> {
    section: &'a RegisterSection,
    table: &'a RawTable,
    registry: &'a Registry,
    units: &'a UnitList,
    /// The day of which it speaks: a name may have been another unit's on another day.
    day: NaiveDate,
    unit_column: Option<usize>,
    register: Register,
    /// Where each unit stood first.
    places: BTreeMap<u32, u64>,
    errors: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn text(&self, row: &dyn Rows, column: Option<usize>) -> String {
        spelling::tidy(&column.map(|column| row.cell(column).text().into_owned()).unwrap_or_default())
    }

    /// Only where the unit or its number stands: a note may well speak of a sum.
    fn is_total(&self, row: &dyn Rows) -> bool {
        let before = self.unit_column.and_then(|column| column.checked_sub(1));
        let totals = TOTAL_LABELS.map(spelling::key);
        [before, self.unit_column]
            .iter()
            .flatten()
            .any(|column| totals.contains(&spelling::key(&row.cell(*column).text())))
    }

    fn names_a_unit(&self, row: &dyn Rows) -> bool {
        !self.registry.owners(&self.text(row, self.unit_column)).is_empty()
    }

    /// One row for one unit.
    fn take(&mut self, row: &dyn Rows) {
        let place = row.place();
        let here = || self.table.locate(place, self.unit_column);
        let spelt = self.text(row, self.unit_column);
        if spelt.is_empty() {
            self.errors.push(Diagnostic::error(Code::MissingUnit).at(here()));
            return;
        }
        let Some(code) = self.registry.find(&spelt, Some(self.day)).and_then(|index| u32::try_from(index).ok()) else {
            let nearest = self.registry.nearest_name(&spelt).unwrap_or_default();
            let found = Diagnostic::error(Code::UnregisteredUnit).at(here());
            self.errors.push(found.with("value", &spelt).with("nearest", nearest));
            return;
        };
        let facts = self.facts(row);
        self.register.rows.insert(code, facts);
        if let Some(first) = self.places.insert(code, place) {
            let name = self.units.get(code).map(|(_, name)| name).unwrap_or_default();
            let found = Diagnostic::error(Code::RepeatedUnit).at(self.table.locate(place, self.unit_column));
            self.errors.push(found.with("value", name).with("first_row", self.table.row_number(first)));
        }
    }

    /// Marks and notes of a row.
    fn facts(&mut self, row: &dyn Rows) -> RegisterRow {
        let mut facts = RegisterRow::default();
        for id in self.section.marks.keys() {
            let column = self.table.heading().column(id);
            let mark = self.text(row, column);
            if !mark.is_empty() && spelling::key(&mark) != "x" {
                let found = Diagnostic::error(Code::InvalidMark).at(self.table.locate(row.place(), column));
                self.errors.push(found.with("value", &mark));
            }
            facts.marks.insert(id.clone(), !mark.is_empty());
        }
        let notes = self.section.notes.keys().map(|id| (id.clone(), self.text(row, self.table.heading().column(id))));
        facts.notes = notes.filter(|(_, note)| !note.is_empty()).collect();
        facts
    }

    fn differing_totals(&self, row: &dyn Rows) -> Vec<Diagnostic> {
        let differs = |id: &String| {
            let column = self.table.heading().column(id);
            let written = self.text(row, column).parse::<u64>().ok()?;
            let counted = self.register.count(id);
            let found = Diagnostic::warning(Code::TotalDiffers).at(self.table.locate(row.place(), column));
            (written != counted).then(|| found.with("written", written).with("counted", counted))
        };
        self.section.marks.keys().filter_map(differs).collect()
    }

    fn missing_units(&self) -> Option<Diagnostic> {
        let scored = (0..)
            .zip(self.registry.units())
            .filter(|(_, unit)| unit.scored_in().is_some_and(|days| days.contains(self.day)));
        let missing = scored.filter(|(code, _)| !self.register.rows.contains_key(code));
        let names: Vec<&str> = missing.map(|(_, unit)| unit.name.as_str()).collect();
        let place = Location { sheet: self.table.sheet().map(str::to_owned), ..Location::file(self.table.file()) };
        let found = Diagnostic::warning(Code::UnitsNotInRegister).at(place).with("count", names.len());
        (!names.is_empty()).then(|| found.with("units", names.join("; ")))
    }
}
