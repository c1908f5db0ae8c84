//! Units over time: who has the tasks of units that are no more, and which units have none.
//!
//! In: what the tables were filled with, the registry. Out: what reports should note and a person should hear of it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    diagnostic::{Code, Diagnostic},
    locale::vietnamese,
    metrics::{GroupKey, MetricTable, TaskList},
    normalize::{Registry, UnitList},
    project::Project,
    report::TableData,
    table_spec::{GroupBy, TableKind, TableSpec},
};

/// Notes whose tasks each table counts with a successor, where `unit_change` says so, and tells units of one name apart. `lost-tasks` tells
/// each unit whose successor is not known.
pub fn note_handovers(
    project: &Project,
    data: &mut TableData,
    specs: &[TableSpec],
    registry: &Registry,
    units: &mut UnitList,
) -> Vec<Diagnostic> {
    let mut lost: BTreeMap<u32, NaiveDate> = BTreeMap::new();
    for spec in specs {
        let handovers = registry.handovers(spec.as_of.date);
        let named = named_units(data, spec);
        for (code, found) in &handovers {
            if units.is_met(*code) {
                units.meet(found.unit);
            }
            if !named.contains(&found.unit) {
                continue;
            }
            if found.unit != *code && units.is_met(*code) {
                data.handovers.insert((*code, found.unit), found.is_verified);
            }
            if found.is_lost {
                lost.insert(found.unit, spec.as_of.date);
            }
        }
    }
    if let Some(last) = specs.iter().map(|spec| spec.as_of.date).max() {
        units.tell_apart(project.period, last);
    }
    let tell = |(code, as_of): (&u32, &NaiveDate)| {
        let name = units.get(*code).map(|(_, name)| name).unwrap_or_default();
        let found = Diagnostic::warning(Code::LostTasks).at(registry.place(*code as usize)).with("unit", name);
        let found = found.with("days", units.validity(*code).as_days());
        found.with("as_of", vietnamese::short_date(*as_of))
    };
    lost.iter().map(tell).collect()
}

/// The units that a table counts or lists.
fn named_units(data: &TableData, spec: &TableSpec) -> BTreeSet<u32> {
    let counted = data.metrics.get(spec.id()).into_iter().flat_map(MetricTable::groups);
    let counted = counted.filter_map(|group| match group {
        GroupKey::Unit(code) => Some(*code),
        _ => None,
    });
    let listed = data.lists.get(spec.id()).map(TaskList::tasks).unwrap_or_default();
    counted.chain(listed.iter().flat_map(|task| task.units.iter().copied())).collect()
}

/// The units that keep a row in a table of units though no row of the exports names them. Exports that name less than half of the units
/// are of some units only: a list of all others would hide what else there is to hear.
pub fn without_tasks(project: &Project, specs: &[TableSpec], units: &UnitList) -> Option<Diagnostic> {
    let of_units =
        |spec: &&TableSpec| spec.definition.kind == TableKind::Groups && spec.definition.group_by == GroupBy::Unit;
    let shown = specs.iter().filter(of_units).flat_map(|spec| units.without_tasks(spec.period, spec.as_of.date));
    let missing: BTreeSet<u32> = shown.collect();
    let is_partial = missing.len() > units.named_and_scored();
    let names: Vec<&str> = missing.iter().filter_map(|code| units.get(*code)).map(|(_, name)| name).collect();
    let found = Diagnostic::notice(Code::UnitsWithoutTasks).at(project.file.at_key("project.units"));
    (!names.is_empty() && !is_partial).then(|| found.with("count", names.len()).with("units", names.join("; ")))
}
