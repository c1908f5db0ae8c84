//! The units met in a run.
//!
//! In: a registry, and what is met while rows are read. Out: a [`UnitList`]: codes, ids and printed names.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{super::leads::UnitSets, Handovers, Registry, Validity};
use crate::{
    policy::UnitChange,
    spelling,
    value::{Period, UnitId},
};

/// The units met in a run: those of the registry first, then unregistered ones in the order of their first sight.
#[derive(Debug, Clone)]
pub struct UnitList {
    units: Vec<(UnitId, String)>,
    /// What the registry says of each registered unit.
    registered: Vec<Registered>,
    /// Codes of the units that some accepted row names.
    met: BTreeSet<u32>,
    /// Codes of the units that some row names, be it one that waits.
    named: BTreeSet<u32>,
    /// Codes of the unregistered units by the key of their spelling.
    unregistered: BTreeMap<String, u32>,
    /// What a task is given to: one unit, or several.
    sets: UnitSets,
    /// Ids of the files of the registry.
    files: Vec<String>,
    unit_change: UnitChange,
}

#[derive(Debug, Clone, Copy)]
struct Registered {
    validity: Validity,
    scored: Option<Validity>,
}

impl UnitList {
    /// A list of the registered units, none of them met yet.
    #[must_use]
    pub fn of(registry: &Registry) -> Self {
        let units = registry.units.iter().map(|unit| (UnitId(unit.id.clone()), unit.name.clone())).collect();
        let registered = registry.units.iter();
        let registered = registered.map(|unit| Registered { validity: unit.validity(), scored: unit.scored_in() });
        Self {
            units,
            registered: registered.collect(),
            met: BTreeSet::new(),
            named: BTreeSet::new(),
            unregistered: BTreeMap::new(),
            sets: UnitSets::default(),
            files: registry.files.clone(),
            unit_change: registry.unit_change,
        }
    }

    /// The days on which a unit is there; an unregistered one always is.
    #[must_use]
    pub fn validity(&self, code: u32) -> Validity {
        self.registered.get(code as usize).map(|unit| unit.validity).unwrap_or_default()
    }

    /// Remembers that a row names this unit, accepted or not.
    pub fn name(&mut self, code: u32) {
        self.named.insert(code);
    }

    /// Remembers that an accepted row names this unit.
    pub fn meet(&mut self, code: u32) {
        self.met.insert(code);
    }

    /// Remembers that an accepted row names the units of this set.
    pub fn meet_set(&mut self, code: u32) {
        self.met.extend(self.sets.units(code));
    }

    /// Forgets which units accepted rows name.
    pub fn meet_none(&mut self) {
        self.met.clear();
    }

    /// Remembers that accepted rows name the units of these sets.
    pub fn meet_sets(&mut self, codes: &[u32]) {
        let mut is_seen: Vec<bool> = Vec::new();
        for code in codes {
            let at = *code as usize;
            if at >= is_seen.len() {
                is_seen.resize(at + 1, false);
            }
            if let Some(seen) = is_seen.get_mut(at).filter(|seen| !**seen) {
                *seen = true;
                self.meet_set(*code);
            }
        }
    }

    /// The units that some row names, be it one that waits.
    pub fn named(&self) -> impl Iterator<Item = u32> {
        self.named.iter().copied()
    }

    /// Whether an accepted row names this unit.
    #[must_use]
    pub fn is_met(&self, code: u32) -> bool {
        self.met.contains(&code)
    }

    /// The code of an unregistered unit, given at its first sight. Of several spellings that fold into one it is called by the same one
    /// whatever the order of rows.
    pub fn add_unregistered(&mut self, spelt: &str) -> u32 {
        let (key, name) = (spelling::key(spelt), spelling::tidy(spelt));
        if let Some(known) = self.unregistered.get(&key).copied() {
            if let Some(unit) = self.units.get_mut(known as usize).filter(|(_, met)| spelling::is_better(&name, met)) {
                *unit = unregistered(name);
            }
            return known;
        }
        let code = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        self.units.push(unregistered(name));
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

    /// Those who have the tasks of these units, each once.
    #[must_use]
    pub fn handed_over(codes: &[u32], handovers: &Handovers) -> Vec<u32> {
        let mut units = Vec::new();
        for code in codes {
            let unit = handovers.get(code).map_or(*code, |found| found.unit);
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
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

    /// How many units there are in a period: registered ones that are there or met, and all others.
    #[must_use]
    pub fn in_period(&self, period: Period) -> usize {
        let is_there = |(code, unit): &(u32, &Registered)| {
            unit.validity.meets(period.from(), period.to()) || self.met.contains(code)
        };
        (0..).zip(&self.registered).filter(is_there).count() + self.unregistered().count()
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
        let registered = self.registered.len();
        let id = self.get(code).map_or("", |(id, _)| id.0.as_str());
        if (code as usize) < registered { (code as usize, "") } else { (registered, id) }
    }

    /// Codes of the units that keep a row in a table even without tasks: scored on some day of its period up to its as-of; where tables
    /// show units as they are, scored at the as-of.
    pub fn always_shown(&self, period: Period, as_of: NaiveDate) -> impl Iterator<Item = u32> {
        let last = as_of.min(period.to());
        let (first, last) = match self.unit_change {
            UnitChange::AsWas => (period.from().min(last), last),
            UnitChange::AsIs => (as_of, as_of),
        };
        let shown = move |unit: &Registered| unit.scored.is_some_and(|scored| scored.meets(first, last));
        (0..).zip(&self.registered).filter(move |(_, unit)| shown(unit)).map(|(code, _)| code)
    }

    /// Of the units that keep a row, those that no row of any export names.
    pub fn without_tasks(&self, period: Period, as_of: NaiveDate) -> impl Iterator<Item = u32> {
        self.always_shown(period, as_of).filter(|code| !self.named.contains(code) && !self.met.contains(code))
    }

    /// How many scored units some row names.
    #[must_use]
    pub fn named_and_scored(&self) -> usize {
        let is_scored = |code: &&u32| self.registered.get(**code as usize).is_some_and(|unit| unit.scored.is_some());
        self.named.iter().filter(is_scored).count()
    }

    /// Printed names of the units that the registry does not know and some accepted row names, in the order of their first sight.
    pub fn unregistered(&self) -> impl Iterator<Item = &str> {
        self.unregistered_codes().filter(|code| self.is_met(*code)).filter_map(|code| Some(self.get(code)?.1))
    }

    /// Codes of all units that the registry does not know, in the order of their first sight.
    pub fn unregistered_codes(&self) -> impl ExactSizeIterator<Item = u32> {
        let first = u32::try_from(self.registered.len()).unwrap_or(u32::MAX);
        let last = u32::try_from(self.units.len()).unwrap_or(u32::MAX);
        first..last
    }

    /// Ids of the registry files in use.
    #[must_use]
    pub fn registry_files(&self) -> &[String] {
        &self.files
    }

    /// Units of one name that may stand in one table get their days behind it: `Sở Xây dựng (đến 28/02/2025)`. That is so when two of
    /// them are met, or scored in the period until `as_of`, the last instant of any table.
    pub fn tell_apart(&mut self, period: Period, as_of: NaiveDate) {
        let shown = self.always_shown(period, as_of).chain(self.met.iter().copied()).collect();
        self.tell_these_apart(&shown, as_of);
    }

    /// The same where only units stand that have tasks.
    pub fn tell_met_apart(&mut self, as_of: NaiveDate) {
        let met = self.met.clone();
        self.tell_these_apart(&met, as_of);
    }

    fn tell_these_apart(&mut self, shown: &BTreeSet<u32>, as_of: NaiveDate) {
        let mut namesakes: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for code in shown {
            if let Some((_, name)) = self.get(*code) {
                namesakes.entry(name.to_owned()).or_default().push(*code);
            }
        }
        for code in namesakes.into_values().filter(|same| same.len() > 1).flatten() {
            let validity = self.validity(code);
            // Where tables show units as they are, those that are there keep their plain names.
            let is_plain = self.unit_change == UnitChange::AsIs && !validity.is_over(as_of);
            let days = validity.in_words();
            if let Some((_, name)) = self.units.get_mut(code as usize).filter(|_| !is_plain && !days.is_empty()) {
                name.push_str(&format!(" ({days})"));
            }
        }
    }
}

/// Id and name of a unit that the registry does not know.
fn unregistered(name: String) -> (UnitId, String) {
    (UnitId(format!("?{}", name.to_lowercase().replace('\n', " "))), name)
}
