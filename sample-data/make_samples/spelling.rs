//! How people write the name of a unit: the registry's name and spellings, and slips that a reader must forgive.

use toml::{Table, Value};
use unicode_normalization::UnicodeNormalization;

use crate::random::Random;

/// The spellings of the registered units.
pub struct Spellings(Vec<Vec<String>>);

impl Spellings {
    /// Reads the registry of Kon Tum; the first spelling of each unit is its name.
    pub fn read() -> Self {
        let registry: Table = include_str!("../../report-templates/units/kon-tum.toml").parse().expect("a TOML file");
        let units = registry["unit"].as_array().expect("a list of units");
        Self(units.iter().map(names).collect())
    }

    /// The unit's name as somebody would type it today: mostly the name itself.
    pub fn write(&self, unit: &str, random: &mut Random) -> String {
        let names = self.0.iter().find(|names| names[0] == unit).expect("a registered unit");
        let name = if random.chance(78) { unit } else { random.pick(names) };
        slip(name, random)
    }
}

fn names(unit: &Value) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let mut names = vec![text(&unit["name"])];
    names.extend(unit["spellings"].as_array().expect("a list of spellings").iter().map(text));
    names
}

/// Case, spaces, the place of the tone mark and the Unicode form: none of them makes another unit.
fn slip(name: &str, random: &mut Random) -> String {
    match random.between(1, 200) {
        1..=3 => name.to_uppercase(),
        4..=5 => name.to_lowercase(),
        6..=8 => name.replacen(' ', "  ", 1),
        9..=10 => format!("{name} "),
        11 => name.nfd().collect(),
        12..=30 => name.replace("Ủy", "Uỷ").replace("hóa", "hoá"),
        _ => name.to_owned(),
    }
}
