//! The units of a province: stable ids, names as printed, every spelling met.
//!
//! In: `report-templates/units/<province>.toml`. Out: a [`Registry`] that resolves spellings to units and never guesses.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::leads::UnitSets;
use crate::{
    assets::Assets,
    diagnostic::{Code, Diagnostic, Failure, Location},
    spelling,
    value::UnitId,
};

/// The units of one province in the order in which tables print them.
#[derive(Debug, Clone)]
pub struct Registry {
    units: Vec<Unit>,
    by_key: BTreeMap<String, usize>,
}

/// One unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Stable id, ours.
    pub id: String,
    /// The name as tables print it.
    pub name: String,
    /// Every other spelling met.
    #[serde(default)]
    pub spellings: Vec<String>,
    /// Which group it is compared within.
    pub level_group: LevelGroup,
    /// Whether it is scored, and so keeps a row even without tasks.
    pub scored: bool,
}

/// Which units are compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LevelGroup {
    /// Sở, ban, ngành of the province.
    Department,
    /// UBND of a district or provincial city.
    District,
    /// UBND of a commune or ward.
    Commune,
    /// The province itself.
    Province,
    /// Whoever else is met.
    Other,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "id, name and source are for the reader of the file; unknown keys stay errors")]
struct RegistryFile {
    id: String,
    name: String,
    source: String,
    #[serde(rename = "unit")]
    units: Vec<Unit>,
}

impl Registry {
    /// Loads the registry of a province; `asked` is where its id was written.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`crate::assets::TextFile::parse`], and `ambiguous-spelling` for each spelling
    /// that two units claim.
    pub fn load(assets: &Assets, id: &str, asked: Location) -> Result<Self, Failure> {
        let file = assets.definition("units", id, &format!("units/{id}.toml"), asked)?;
        let units = file.parse::<RegistryFile>()?.units;
        let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
        let mut errors = Vec::new();
        for (index, unit) in units.iter().enumerate() {
            for spelt in std::iter::once(&unit.name).chain(&unit.spellings).chain([&unit.id]) {
                let taken = by_key.insert(spelling::key(spelt), index).filter(|taken| *taken != index);
                if let Some(other) = taken.and_then(|taken| units.get(taken)) {
                    let found = Diagnostic::error(Code::AmbiguousSpelling).at(file.at_key(&format!("unit[{index}]")));
                    errors.push(found.with("spelling", spelt).with("first", &other.id).with("second", &unit.id));
                }
            }
        }
        Failure::unless_empty(errors, Self { units, by_key })
    }

    /// Every unit, in print order.
    #[must_use]
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// Place in print order of the unit that is spelt so.
    #[must_use]
    pub fn find(&self, spelt: &str) -> Option<usize> {
        self.by_key.get(&spelling::key(spelt)).copied()
    }

    /// The name of the nearest unit, to be proposed, never taken.
    #[must_use]
    pub fn nearest_name(&self, spelt: &str) -> Option<&str> {
        let nearest = spelling::nearest(&spelling::key(spelt), self.by_key.keys().map(String::as_str))?;
        self.units.get(*self.by_key.get(nearest)?).map(|unit| unit.name.as_str())
    }
}

/// The units met in a run: those of the registry first, then unregistered ones in the order of their first sight.
#[derive(Debug, Clone)]
pub struct UnitList {
    units: Vec<(UnitId, String)>,
    /// Whether each registered unit keeps a row even without tasks; an unregistered one never does.
    always_shown: Vec<bool>,
    /// Codes of the unregistered units by the key of their spelling.
    unregistered: BTreeMap<String, u32>,
    /// What a task is given to: one unit, or several.
    sets: UnitSets,
}

impl UnitList {
    /// A list of the registered units.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let units = registry.units.iter().map(|unit| (UnitId(unit.id.clone()), unit.name.clone())).collect();
        let always_shown = registry.units.iter().map(|unit| unit.scored).collect();
        Self { units, always_shown, unregistered: BTreeMap::new(), sets: UnitSets::default() }
    }

    /// The code of an unregistered unit, given at its first sight.
    pub fn add_unregistered(&mut self, spelt: &str) -> u32 {
        let key = spelling::key(spelt);
        if let Some(known) = self.unregistered.get(&key) {
            return *known;
        }
        let code = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.units.push((UnitId(format!("?{key}")), spelling::tidy(spelt)));
        self.unregistered.insert(key, code);
        code
    }

    /// The code of a set of units, given at its first sight.
    pub fn add_set(&mut self, units: Vec<u32>) -> u32 {
        self.sets.code(units)
    }

    /// The units of a set by their codes, the first lead unit first.
    #[must_use]
    pub fn of_set(&self, code: u32) -> &[u32] {
        self.sets.units(code)
    }

    /// The printed names of these units, in a row.
    #[must_use]
    pub fn names(&self, codes: &[u32]) -> String {
        let names: Vec<&str> = codes.iter().filter_map(|code| Some(self.get(*code)?.1)).collect();
        names.join("; ")
    }

    /// How many units there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Id and printed name of the unit with this code.
    #[must_use]
    pub fn get(&self, code: u32) -> Option<(&UnitId, &str)> {
        self.units.get(code as usize).map(|(id, name)| (id, name.as_str()))
    }

    /// Where a unit stands in a table: registered ones in the order of the registry, then the others by their spelling, so
    /// that the order of the rows of an export is nothing.
    #[must_use]
    pub fn print_order(&self, code: u32) -> (usize, &str) {
        let registered = self.always_shown.len();
        let id = self.get(code).map_or("", |(id, _)| id.0.as_str());
        if (code as usize) < registered { (code as usize, "") } else { (registered, id) }
    }

    /// Codes of the units that keep a row even without tasks.
    pub fn always_shown(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.always_shown).filter(|(_, shown)| **shown).map(|(code, _)| code)
    }

    /// Printed names of the units that the registry does not know, in the order of their first sight.
    pub fn unregistered(&self) -> impl ExactSizeIterator<Item = &str> {
        self.units.iter().skip(self.always_shown.len()).map(|(_, name)| name.as_str())
    }
}
