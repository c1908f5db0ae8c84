//! Exports with one row for each task and unit: rows that differ only in the unit are one task that the units share.
//!
//! In: sources whose mapping says so (`rows = "task_and_unit"`). Out: the same sources, in which the first row of each such task names all
//! its units and the others are left out as no tasks of their own. Rows that differ elsewhere stay as they are, and clash.

use std::collections::BTreeMap;

use super::{Source, mapping::RowsAre};
use crate::{ingest::RawTable, schema::FIELDS, spelling};

/// The field in which the rows of a task may differ.
const UNITS: &str = "lead_units";

/// Makes one row of the rows of each task, in every source that has one for each unit.
pub fn join_rows(sources: &mut [Source]) {
    for source in sources.iter_mut().filter(|source| source.mapping.rows == RowsAre::TaskAndUnit) {
        join(&mut source.table);
    }
}

fn join(table: &mut RawTable) {
    let (Some(ids), Some(units)) = (table.heading().column("task_id"), table.heading().column(UNITS)) else { return };
    let mut tasks: BTreeMap<String, Vec<(u64, String)>> = BTreeMap::new();
    let mut rows = table.rows();
    while rows.advance() {
        let id = spelling::key(&rows.cell(ids).text());
        if !id.is_empty() {
            tasks.entry(id).or_default().push((rows.place(), spelling::tidy(&rows.cell(units).text())));
        }
    }
    drop(rows);
    for rows in tasks.into_values().filter(|rows| rows.len() > 1) {
        let same = rows.windows(2).all(|pair| match pair {
            [(left, _), (right, _)] => others(table, *left) == others(table, *right),
            _ => true,
        });
        // A row without a unit is no share of anybody; it waits, as it would alone.
        let named = rows.iter().all(|(_, unit)| !unit.is_empty());
        if let (true, true, Some((first, rest))) = (same, named, rows.split_first()) {
            let names: Vec<&str> = rows.iter().map(|(_, unit)| unit.as_str()).collect();
            table.replace(first.0, units, names.join("\n"), None);
            table.leave_out(rest.iter().map(|(place, _)| *place));
        }
    }
}

/// Every mapped field of a row but its units.
fn others(table: &RawTable, place: u64) -> Vec<String> {
    FIELDS.iter().filter(|field| field.id != UNITS).map(|field| table.text(place, field.id)).collect()
}
