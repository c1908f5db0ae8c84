//! Registers of yes/no facts for each unit, such as who sent its annual report (Phụ lục 03).
//!
//! In: a raw table with a unit column and mark columns. Out: a [`Register`]. A register is short and kept by hand, so a mark that
//! cannot be read stops the run with its cell instead of waiting in quarantine.

use std::collections::BTreeMap;

use super::registry::{Registry, UnitList};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    ingest::{RawTable, Wanted},
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
    let unit = Wanted { field: UNIT.into(), labels: vec![section.unit.clone()], required: true, decisive: true };
    let facts = section.marks.iter().chain(&section.notes);
    let facts = facts.map(|(id, heading)| Wanted {
        field: id.clone().into(),
        labels: vec![heading.clone()],
        required: true,
        decisive: true,
    });
    std::iter::once(unit).chain(facts).collect()
}

/// Reads a register.
///
/// # Errors
/// `invalid-mark` for each mark that is neither X nor empty, `missing-unit` for each row without a unit, `unregistered-unit` for
/// each that the registry does not know, and `repeated-unit` for each that stands twice.
pub fn read_register(
    section: &RegisterSection,
    table: &RawTable,
    registry: &Registry,
    units: &UnitList,
) -> Result<Register, Failure> {
    let mut register = Register::default();
    let mut errors = Vec::new();
    let mut places: BTreeMap<u32, u64> = BTreeMap::new();
    let mut rows = table.rows();
    let totals = TOTAL_LABELS.map(spelling::key);
    while rows.advance() {
        let text = |id: &str| {
            let column = table.heading().column(id);
            (column, spelling::tidy(&column.map(|column| rows.cell(column).text().into_owned()).unwrap_or_default()))
        };
        let (unit_column, spelt) = text(UNIT);
        let is_total = (0..rows.width()).any(|column| totals.contains(&spelling::key(&rows.cell(column).text())));
        if is_total {
            continue;
        }
        let place = rows.place();
        if spelt.is_empty() {
            errors.push(Diagnostic::error(Code::MissingUnit).at(table.locate(place, unit_column)));
            continue;
        }
        let Some(code) = registry.find(&spelt).and_then(|index| u32::try_from(index).ok()) else {
            let nearest = registry.nearest_name(&spelt).unwrap_or_default();
            let found = Diagnostic::error(Code::UnregisteredUnit).at(table.locate(place, unit_column));
            errors.push(found.with("value", &spelt).with("nearest", nearest));
            continue;
        };
        let mut row = RegisterRow::default();
        for id in section.marks.keys() {
            let (column, mark) = text(id);
            if !mark.is_empty() && spelling::key(&mark) != "x" {
                errors.push(Diagnostic::error(Code::InvalidMark).at(table.locate(place, column)).with("value", &mark));
            }
            row.marks.insert(id.clone(), !mark.is_empty());
        }
        let notes = section.notes.keys().map(|id| (id.clone(), text(id).1));
        row.notes = notes.filter(|(_, note)| !note.is_empty()).collect();
        register.rows.insert(code, row);
        if let Some(first) = places.insert(code, place) {
            let name = units.get(code).map(|(_, name)| name).unwrap_or_default();
            let found = Diagnostic::error(Code::RepeatedUnit).at(table.locate(place, unit_column));
            errors.push(found.with("value", name).with("first_row", table.row_number(first)));
        }
    }
    Failure::unless_empty(errors, register)
}
