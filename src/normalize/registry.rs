//! The units of a province: stable ids, names as printed, every spelling met.
//!
//! In: `report-templates/units/<province>.toml`. Out: a [`Registry`] that resolves spellings to units and never guesses.

use std::collections::BTreeMap;

use serde::Deserialize;

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

/// The units met in a run: those of the registry first, then unregistered ones in the order of their spelling.
#[derive(Debug, Clone)]
pub struct UnitList {
    registered: usize,
    units: Vec<(UnitId, String)>,
    always_shown: Vec<bool>,
}

impl UnitList {
    /// A list of the registered units.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let units = registry.units.iter().map(|unit| (UnitId(unit.id.clone()), unit.name.clone())).collect();
        let always_shown = registry.units.iter().map(|unit| unit.scored).collect();
        Self { registered: registry.units.len(), units, always_shown }
    }

    /// The code of an unregistered unit, given at its first sight.
    pub fn add_unregistered(&mut self, spelt: &str) -> u32 {
        let key = spelling::key(spelt);
        let known = self.units.iter().skip(self.registered).position(|(_, name)| spelling::key(name) == key);
        let index = known.map_or(self.units.len(), |index| index + self.registered);
        if index == self.units.len() {
            self.units.push((UnitId(format!("?{key}")), spelling::tidy(spelt)));
            self.always_shown.push(true);
        }
        u32::try_from(index).unwrap_or(u32::MAX)
    }

    /// Id and printed name of the unit with this code.
    #[must_use]
    pub fn get(&self, code: u32) -> Option<(&UnitId, &str)> {
        self.units.get(code as usize).map(|(id, name)| (id, name.as_str()))
    }

    /// Codes of the units that keep a row even without tasks.
    pub fn always_shown(&self) -> impl Iterator<Item = u32> {
        (0..).zip(&self.always_shown).filter(|(_, shown)| **shown).map(|(code, _)| code)
    }

    /// Printed names of the units that the registry does not know.
    pub fn unregistered(&self) -> impl ExactSizeIterator<Item = &str> {
        self.units.iter().skip(self.registered).map(|(_, name)| name.as_str())
    }
}
