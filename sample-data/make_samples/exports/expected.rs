//! What must come out of an export, counted from what was put into it, without the program.
//!
//! In: the fates of all rows and what the file must be told about. Out: the text of `expected.toml`.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::{Plan, Status};
use super::sheet::{Fate, Sheet};

/// What cannot be counted row by row.
pub struct Told {
    pub file: &'static str,
    pub mapping: &'static str,
    /// Codes of all warnings and notices.
    pub notices: &'static [&'static str],
    pub unregistered: Vec<String>,
    /// Whether the file has no column of units, so that all tasks are those of one unit.
    pub one_unit: bool,
}

/// The text of `expected.toml`.
pub fn toml(sheets: &[Sheet], told: &Told) -> String {
    let fates: Vec<&Fate> = sheets.iter().flat_map(|sheet| &sheet.fates).collect();
    let (mut tasks, mut reasons, mut skipped, mut waiting) = (Vec::new(), BTreeMap::new(), BTreeMap::new(), 0);
    for fate in fates {
        match fate {
            Fate::Heading | Fate::Unread => {}
            Fate::Task(plan) => tasks.push(plan.as_ref()),
            Fate::Wait(codes) => {
                waiting += 1;
                codes.iter().for_each(|code| *reasons.entry(*code).or_default() += 1);
            }
            Fate::Skip(kind) => *skipped.entry(*kind).or_default() += 1,
        }
    }
    let passed: usize = skipped.values().sum();
    let mut notices = told.notices.to_vec();
    notices.sort_unstable();
    let mut unregistered = told.unregistered.clone();
    unregistered.sort();
    let lines = [
        format!("# What {} holds, counted by sample-data/make_samples from what it put there.", told.file),
        format!("mapping = {:?}", told.mapping),
        format!("notices = {notices:?}"),
        format!("unregistered = {unregistered:?}\n\n[rows]"),
        format!("read = {}", tasks.len() + waiting + passed),
        format!("accepted = {}\nquarantined = {waiting}\nskipped = {passed}", tasks.len()),
    ];
    let table = |name: &str, counts: &BTreeMap<&str, usize>| {
        let counts: String = counts.iter().map(|(key, count)| format!("{key} = {count}\n")).collect();
        format!("\n[{name}]\n{counts}")
    };
    let waiting_rows: String = sheets.iter().take(1).flat_map(waiting_rows).collect();
    let counts = counts(&tasks, told.one_unit);
    lines.join("\n")
        + "\n"
        + "\n# Rows of the file that wait, and why."
        + &format!("\n[waiting]\n{waiting_rows}")
        + &table("reasons", &reasons)
        + &table("skipped", &skipped)
        + &table("counts", &counts)
}

/// A line for each row that waits, by its number in the file.
fn waiting_rows(sheet: &Sheet) -> Vec<String> {
    let line = |(number, fate): (usize, &Fate)| match fate {
        Fate::Wait(codes) => Some(format!("{number} = {codes:?}\n")),
        Fate::Heading | Fate::Task(_) | Fate::Skip(_) | Fate::Unread => None,
    };
    (1..).zip(&sheet.fates).filter_map(line).collect()
}

/// The counts of the table by unit: each task once, but `shares` once for each of its units.
fn counts(tasks: &[&Plan], one_unit: bool) -> BTreeMap<&'static str, usize> {
    let counted: Vec<&&Plan> = tasks.iter().filter(|task| !task.cancelled).collect();
    let of = |status: Status| counted.iter().filter(|task| task.status() == status).count();
    let units = |task: &&&Plan| if one_unit { 1 } else { task.units.iter().collect::<BTreeSet<_>>().len() };
    BTreeMap::from([
        ("assigned", counted.len()),
        ("on_time", of(Status::OnTime)),
        ("late", of(Status::Late)),
        ("in_deadline", of(Status::InDeadline)),
        ("overdue", of(Status::Overdue)),
        ("no_deadline", counted.iter().filter(|task| task.deadline().is_none()).count()),
        ("cancelled", tasks.len() - counted.len()),
        ("shares", counted.iter().map(units).sum()),
    ])
}
