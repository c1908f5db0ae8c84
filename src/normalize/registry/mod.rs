//! The units of a province over the years: stable ids, names as printed, every spelling met, what became of them.
//!
//! In: `report-templates/units/<province>.toml` and the files that it includes. Out: a [`Registry`] that resolves a spelling on a day to
//! a unit and never guesses.

mod file;
mod nearest;
mod succession;
mod units;
mod validity;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use file::{LevelGroup, OfficialCode, RegistryFile, Succession, SuccessionKind, Unit, UnitKind, UnitStatus};
pub use units::UnitList;
pub use validity::Validity;

use succession::End;

use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    policy::{ScoredUnits, UnitChange},
    project::Project,
    spelling,
};

/// The units of one province in the order in which tables print them.
#[derive(Debug, Clone)]
pub struct Registry {
    units: Vec<Unit>,
    /// The units that are spelt so, by the key of the spelling; several when they were never there on the same day.
    owners: BTreeMap<String, Vec<usize>>,
    /// The first unit of each spelling by what is left of it when it is typed without accents, or as initials.
    plain: BTreeMap<String, Vec<usize>>,
    /// How each unit ended, where that is known.
    ends: BTreeMap<u32, End>,
    /// Where each unit is written.
    places: Vec<Location>,
    files: Vec<String>,
    unit_change: UnitChange,
    /// The last day of the period: a task without a day was not given to a unit that came later.
    last_day: Option<NaiveDate>,
}

/// The unit that has the tasks of another one on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Successor {
    /// The last unit that is known to have them, by code: its place in print order.
    pub unit: u32,
    /// Whether that unit is itself no more, and nothing says who has its tasks now.
    pub is_lost: bool,
    /// Whether every succession on the way was seen in a document.
    pub is_verified: bool,
}

/// What became of the tasks of units that are no more, by code.
pub type Handovers = BTreeMap<u32, Successor>;

impl Registry {
    /// Loads the registry of a project, with the units that the project scores.
    ///
    /// # Errors
    /// Those of [`Registry::load`]; `unregistered-unit` for each scored unit that it does not know.
    pub fn of_project(project: &Project, assets: &Assets) -> Result<Self, Failure> {
        let mut registry = Self::load(assets, &project.units, project.file.at_key("project.units"))?;
        registry.unit_change = project.policy.unit_change;
        registry.last_day = Some(project.period.to());
        if project.policy.scored_units == ScoredUnits::List {
            registry.score_only(&project.scored, |index| project.file.at_key(&format!("units.scored[{index}]")))?;
        }
        Ok(registry)
    }

    /// Loads the registry of a province; `asked` is where its id was written.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`crate::assets::TextFile::parse`]; `repeated-id`, `ambiguous-spelling` for each spelling
    /// that two units claim for the same day; `invalid-succession`, and `unregistered-unit` for each id in one that no unit has.
    pub fn load(assets: &Assets, id: &str, asked: Location) -> Result<Self, Failure> {
        let files = read_all(assets, id, asked)?;
        let (mut units, mut places) = (Vec::new(), Vec::new());
        for (_, text, file) in &files {
            places.extend(text.at_tables("unit", file.units.len()));
            units.extend(file.units.iter().cloned());
        }
        let mut errors = unsound(&units, &places);
        let owners = owners(&units, &places, &mut errors);
        let plain = nearest::plain(&owners);
        let successions = files.iter().flat_map(|(_, text, file)| {
            file.successions.iter().zip(text.at_tables("succession", file.successions.len()))
        });
        let ends = succession::ends(&units, successions, &mut errors);
        let files = files.into_iter().map(|(id, ..)| id).collect();
        Failure::unless_empty(
            errors,
            Self { units, owners, plain, ends, places, files, unit_change: UnitChange::default(), last_day: None },
        )
    }

    /// Scores these units, named by id or spelling, and no other.
    fn score_only(&mut self, wanted: &[String], place: impl Fn(usize) -> Location) -> Result<(), Failure> {
        let (mut scored, mut errors) = (Vec::new(), Vec::new());
        for (index, spelt) in wanted.iter().enumerate() {
            scored.extend_from_slice(self.owners(spelt));
            if self.owners(spelt).is_empty() {
                let found = Diagnostic::error(Code::UnregisteredUnit).at(place(index)).with("value", spelt);
                errors.push(found.with("nearest", self.nearest_name(spelt).unwrap_or_default()));
            }
        }
        for (index, unit) in self.units.iter_mut().enumerate() {
            (unit.scored, unit.scored_from, unit.scored_to) = (scored.contains(&index), None, None);
        }
        Failure::unless_empty(errors, ())
    }

    /// Every unit, in print order.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Ids of the files that it was read from.
    #[must_use]
    pub fn files(&self) -> &[String] {
        &self.files
    }

    /// Where a unit is written.
    #[must_use]
    pub fn place(&self, unit: usize) -> Location {
        self.places.get(unit).cloned().unwrap_or_default()
    }

    /// The units that are spelt so, one or several of different days; none for an unknown spelling. Resolving a spelling costs more
    /// than choosing a day, so the result is what a cache holds.
    #[must_use]
    pub fn owners(&self, spelt: &str) -> &[usize] {
        self.owners.get(&spelling::key(spelt)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The one of several owners of a spelling that was there on a day; a single owner whatever the day. Without a day it is the only one
    /// that was there by the end of the period, if there is but one.
    #[must_use]
    pub fn on_day(&self, owners: &[usize], day: Option<NaiveDate>) -> Option<usize> {
        if let [only] = owners {
            return Some(*only);
        }
        if let Some(day) = day {
            return owners.iter().copied().find(|unit| self.is_there(*unit, day));
        }
        let has_come = |unit: &usize| {
            let from = self.units.get(*unit).and_then(|unit| unit.valid_from);
            from.zip(self.last_day).is_none_or(|(from, last)| from <= last)
        };
        let mut come = owners.iter().copied().filter(has_come);
        come.next().filter(|_| come.next().is_none())
    }

    /// Place in print order of the unit that is spelt so on a day.
    #[must_use]
    pub fn find(&self, spelt: &str, day: Option<NaiveDate>) -> Option<usize> {
        self.on_day(self.owners(spelt), day)
    }

    /// Whether a unit was there on a day.
    #[must_use]
    pub fn is_there(&self, unit: usize, day: NaiveDate) -> bool {
        self.units.get(unit).is_some_and(|unit| unit.validity().contains(day))
    }

    /// The unit that has the tasks of the unit with this code on a day: itself while it is there, else its successor, through chains.
    #[must_use]
    pub fn successor(&self, code: u32, day: NaiveDate) -> Successor {
        let mut found = Successor { unit: code, is_lost: false, is_verified: true };
        while self.units.get(found.unit as usize).is_some_and(|unit| unit.validity().is_over(day)) {
            // A succession leads to a unit that ends later, so the way never comes back.
            let end = self.ends.get(&found.unit);
            let Some(End { to: Some(to), is_verified }) = end else {
                found.is_lost = true;
                break;
            };
            found.unit = *to;
            found.is_verified &= *is_verified;
        }
        found
    }

    /// Who has the tasks of each unit in a table that speaks of `day`, where it is not the unit itself: nobody else, unless the policy
    /// is to show units as they are.
    #[must_use]
    pub fn handovers(&self, day: NaiveDate) -> Handovers {
        let codes = (0..).zip(&self.units).map(|(code, _)| code).filter(|_| self.unit_change == UnitChange::AsIs);
        let found = codes.map(|code| (code, self.successor(code, day)));
        found.filter(|(code, found)| found.is_lost || found.unit != *code).collect()
    }
}

/// The file of a registry and those that it includes, each once, an including one before the included.
fn read_all(assets: &Assets, id: &str, asked: Location) -> Result<Vec<(String, TextFile, RegistryFile)>, Failure> {
    let mut files: Vec<(String, TextFile, RegistryFile)> = Vec::new();
    let mut waiting = vec![(id.to_owned(), asked)];
    while let Some((id, asked)) = waiting.pop() {
        if files.iter().any(|(known, ..)| *known == id) {
            continue;
        }
        let text = assets.definition("units", &id, &format!("units/{id}.toml"), asked)?;
        let file = text.parse::<RegistryFile>()?;
        waiting.extend(file.include.iter().rev().map(|included| (included.clone(), text.at_key("include"))));
        files.push((id, text, file));
    }
    Ok(files)
}

/// Ids that are there twice, and units that end before they start.
fn unsound(units: &[Unit], places: &[Location]) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    for (index, (unit, place)) in units.iter().zip(places).enumerate() {
        if units.iter().take(index).any(|other| other.id == unit.id) {
            errors.push(Diagnostic::error(Code::RepeatedId).at(place.clone()).with("id", &unit.id));
        }
        if !unit.validity().is_sound() || (unit.scored && unit.scored_in().is_none()) {
            let found = Diagnostic::error(Code::InvalidValue).at(place.clone());
            let written = unit.valid_to.or(unit.scored_to).map(|date| date.to_string()).unwrap_or_default();
            errors.push(found.with("value", format!("\"{written}\"")).with("example", "valid_from < valid_to"));
        }
    }
    errors
}

/// The owners of each spelling; two of them for the same day are an error.
fn owners(units: &[Unit], places: &[Location], errors: &mut Vec<Diagnostic>) -> BTreeMap<String, Vec<usize>> {
    let mut owners: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, (unit, place)) in units.iter().zip(places).enumerate() {
        for spelt in unit.names() {
            let known = owners.entry(spelling::key(spelt)).or_default();
            if known.contains(&index) {
                continue;
            }
            let rivals = known.iter().rev().filter_map(|other| units.get(*other));
            let mut rivals = rivals.filter(|other| other.validity().shared(unit.validity()).is_some());
            if let Some(other) = rivals.next() {
                let found = Diagnostic::error(Code::AmbiguousSpelling).at(place.clone()).with("spelling", spelt);
                errors.push(found.with("first", &other.id).with("second", &unit.id));
            }
            known.push(index);
        }
    }
    owners
}
