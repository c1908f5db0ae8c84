//! Which units the cells of a source name, and who of them was not there on the day.
//!
//! In: the spelling of a cell and the day on which its task was given. Out: the code of a set of units. Each spelling is read once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    leads::{self, Lead},
    mapping::Mapping,
    registry::{Registry, UnitList},
};
use crate::{diagnostic::Code, policy::UnregisteredPolicy, value::epoch_days};

/// Resolves unit spellings, each once.
pub struct UnitDecoder<'a> {
    registry: &'a Registry,
    policy: UnregisteredPolicy,
    cache: BTreeMap<String, Result<Vec<Owner<'a>>, Code>>,
    /// Units that were given tasks when they were not there, in the order of their first such task, and how many.
    pub outside: Vec<(u32, usize)>,
    /// Every unit met.
    pub units: UnitList,
}

/// Whom a name stands for.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// One unit, whatever the day.
    One(u32),
    /// Registered units of different days.
    Several(&'a [usize]),
}

impl<'a> UnitDecoder<'a> {
    /// A decoder that has met no spelling yet.
    pub fn new(registry: &'a Registry, policy: UnregisteredPolicy) -> Self {
        Self { registry, policy, cache: BTreeMap::new(), outside: Vec::new(), units: UnitList::of(registry) }
    }

    /// The units of a cell become their codes, and the set of them one code; `given` is the day on which the task was given. Units that were
    /// not there then are counted.
    pub fn decode(&mut self, spelt: &str, mapping: &Mapping, given: Option<NaiveDate>) -> Result<u32, Code> {
        let set = self.resolve(spelt, mapping, given)?;
        let outside = self.outside_of(set, given);
        self.count_outside(&outside, 1);
        Ok(set)
    }

    /// The same for who counts them himself.
    pub fn resolve(&mut self, spelt: &str, mapping: &Mapping, given: Option<NaiveDate>) -> Result<u32, Code> {
        if !self.cache.contains_key(spelt) {
            let read = self.read(spelt, mapping);
            self.cache.insert(spelt.to_owned(), read);
        }
        let owners = match self.cache.get(spelt) {
            Some(Ok(owners)) => owners,
            Some(Err(code)) => return Err(*code),
            None => return Err(Code::MissingValue),
        };
        let codes = owners.iter().map(|owner| match owner {
            Owner::One(code) => Ok(*code),
            Owner::Several(owners) => {
                let Some(unit) = self.registry.on_day(owners, given) else {
                    owners.iter().filter_map(|unit| u32::try_from(*unit).ok()).for_each(|unit| self.units.name(unit));
                    return Err(Code::UnitNeedsDay);
                };
                u32::try_from(unit).map_err(|_| Code::UnregisteredUnit)
            }
        });
        let codes: Vec<u32> = codes.collect::<Result<_, _>>()?;
        codes.iter().for_each(|code| self.units.name(*code));
        Ok(self.units.add_set(codes))
    }

    /// The days, rising, at which it may change what a name stands for or who was there.
    pub fn turning_days(&self) -> Vec<i32> {
        let bounds = self.registry.units().iter().flat_map(|unit| [unit.validity().from, unit.validity().to]);
        let days: BTreeSet<i32> = bounds.flatten().map(epoch_days).collect();
        days.into_iter().collect()
    }

    /// The units of a set that were not there on a day.
    pub fn outside_of(&self, set: u32, given: Option<NaiveDate>) -> Vec<u32> {
        let is_outside = |code: &u32| given.is_some_and(|day| !self.units.validity(*code).contains(day));
        self.units.of_set(set).iter().copied().filter(is_outside).collect()
    }

    /// Counts so many tasks of units outside of their days.
    pub fn count_outside(&mut self, codes: &[u32], tasks: usize) {
        for code in codes {
            match self.outside.iter_mut().find(|(unit, _)| unit == code) {
                Some((_, known)) => *known += tasks,
                None => self.outside.push((*code, tasks)),
            }
        }
    }

    fn read(&mut self, spelt: &str, mapping: &Mapping) -> Result<Vec<Owner<'a>>, Code> {
        let owner = |lead| match lead {
            Lead::Known([only]) => u32::try_from(*only).map(Owner::One).map_err(|_| Code::UnregisteredUnit),
            Lead::Known(owners) => Ok(Owner::Several(owners)),
            Lead::Unknown(spelt) if spelt.contains(char::REPLACEMENT_CHARACTER) => Err(Code::DamagedText),
            Lead::Unknown(_) if self.policy == UnregisteredPolicy::Quarantine => Err(Code::UnregisteredUnit),
            Lead::Unknown(spelt) => Ok(Owner::One(self.units.add_unregistered(&spelt))),
        };
        leads::read(spelt, self.registry, mapping)?.into_iter().map(owner).collect()
    }

    /// Forgets how cells were read: another export may mean other things by the same words.
    pub fn start_source(&mut self) {
        self.cache.clear();
    }
}
