//! Which unit somebody may have meant who wrote a name that no unit has.
//!
//! In: the spelling. Out: the name of a unit, to be proposed, never taken.

use std::collections::BTreeMap;

use super::Registry;
use crate::spelling;

impl Registry {
    /// The name of the nearest unit, to be proposed, never taken.
    #[must_use]
    pub fn nearest_name(&self, spelt: &str) -> Option<&str> {
        let key = spelling::key(spelt);
        let slip = || self.name_of(spelling::nearest_words(&key, self.owners.keys().map(String::as_str))?);
        self.without_province(&key).or_else(|| self.folded(&key)).or_else(slip)
    }

    /// The name of the first unit that is spelt by this key.
    fn name_of(&self, key: &str) -> Option<&str> {
        self.name(*self.owners.get(key)?.first()?)
    }

    fn name(&self, unit: usize) -> Option<&str> {
        self.units.get(unit).map(|unit| unit.name.as_str())
    }

    /// `sở y tế tỉnh kon tum` is spelt without the province.
    fn without_province(&self, key: &str) -> Option<&str> {
        let (name, _) = key.rsplit_once(&format!(" {} ", spelling::key("tỉnh")))?;
        self.name_of(name)
    }

    /// The only name that is typed without accents, or as initials.
    fn folded(&self, key: &str) -> Option<&str> {
        let units = self.plain.get(&spelling::unaccented(key))?;
        let mut found = units.iter().filter_map(|unit| self.name(*unit));
        let first = found.next()?;
        found.all(|name| name == first).then_some(first)
    }
}

/// The first unit of each spelling by what is left of it when it is typed without accents, or as initials.
pub fn plain(owners: &BTreeMap<String, Vec<usize>>) -> BTreeMap<String, Vec<usize>> {
    let mut plain: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (key, units) in owners {
        let Some(first) = units.first() else { continue };
        for typed in [spelling::unaccented(key), spelling::initials(key)] {
            plain.entry(typed).or_default().push(*first);
        }
    }
    plain
}
