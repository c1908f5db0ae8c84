//! What `dondoc explain` says of a registry of units, and of a unit: its names, its days, what became of it.
//!
//! In: the id of a registry; the id or any spelling of a unit. Out: its text, from the registries that come with the program.

use super::{console::Console, explain::titled};
use crate::{
    assets::Assets,
    diagnostic::Location,
    locale::{self, Phrase, vietnamese},
    normalize::{Registry, RegistryFile, Succession, Unit, UnitStatus},
};

/// The text on a registry: whose units they are, where they were read, which there are.
pub fn registry(id: &str, console: &Console) -> Option<String> {
    let file = file(id)?;
    let (units, successions) = (file.units.len().to_string(), file.successions.len().to_string());
    let included = said(Phrase::Included, "ids", &file.include.join(", "), console);
    let size = [("units", units), ("successions", successions)];
    let size = locale::fill(Phrase::RegistrySize.text(console.lang()), &size);
    let width = file.units.iter().map(|unit| unit.id.len()).max().unwrap_or_default();
    let of_units = file.units.iter().map(|unit| format!("  {:width$}  {}", unit.id, unit.name));
    let head = [file.name, file.source, seen(file.status, console), included, size];
    Some(titled(Phrase::Registries, id, &head.into_iter().chain(of_units).collect::<Vec<_>>(), console))
}

/// The text on each unit of this id or spelling: several may have borne one name, in other provinces or on other days.
pub fn units(spelt: &str, console: &Console) -> Vec<String> {
    let assets = Assets::default();
    let ids = assets.ids("units");
    let mut found: Vec<Unit> = Vec::new();
    for registry in ids.iter().filter_map(|id| Registry::load(&assets, id, Location::default()).ok()) {
        for unit in registry.owners(spelt).iter().filter_map(|index| registry.units().get(*index)) {
            if found.iter().all(|known| known.id != unit.id) {
                found.push(unit.clone());
            }
        }
    }
    if found.is_empty() {
        return Vec::new();
    }
    let files: Vec<RegistryFile> = ids.iter().filter_map(|id| file(id)).collect();
    found.iter().map(|unit| of_unit(unit, &files, console)).collect()
}

fn of_unit(unit: &Unit, files: &[RegistryFile], console: &Console) -> String {
    let group = if unit.scored { Phrase::ScoredUnit } else { Phrase::UnscoredUnit };
    let validity = unit.validity();
    let days = if validity.from.or(validity.to).is_some() { validity.as_days() } else { String::new() };
    let met: Vec<&str> = unit.short_name.iter().chain(&unit.spellings).map(String::as_str).collect();
    let mut lines = vec![
        unit.name.clone(),
        said(group, "group", console.lang().choose(unit.level_group.meaning()), console),
        said(Phrase::UnitDays, "days", &days, console),
        said(Phrase::Spellings, "names", &met.join(" | "), console),
        said(Phrase::AssumedSpellings, "names", &unit.assumed_spellings.join(" | "), console),
    ];
    for file in files {
        let own =
            file.successions.iter().filter(|change| change.from.iter().chain(&change.to).any(|id| *id == unit.id));
        lines.extend(own.map(|change| of_succession(change, file, files, console)));
    }
    titled(Phrase::Unit, &unit.id, &lines, console)
}

/// `01/3/2025, hợp nhất: Sở A (id), Sở B (id) → Sở C (id); Nghị định …; giả định, …`
fn of_succession(change: &Succession, file: &RegistryFile, files: &[RegistryFile], console: &Console) -> String {
    let name = |id: &String| {
        let unit = files.iter().flat_map(|file| &file.units).find(|unit| unit.id == *id);
        unit.map_or_else(|| id.clone(), |unit| format!("{} ({id})", unit.name))
    };
    let names = |ids: &[String]| {
        if ids.is_empty() { "…".to_owned() } else { ids.iter().map(name).collect::<Vec<_>>().join(", ") }
    };
    let kind = console.lang().choose(change.kind.meaning());
    let what =
        format!("{}, {kind}: {} → {}", vietnamese::short_date(change.date), names(&change.from), names(&change.to));
    let parts = [what, change.legal_basis.clone().unwrap_or_default(), seen(change.status.or(file.status), console)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

fn file(id: &str) -> Option<RegistryFile> {
    let file = Assets::default().definition("units", id, &format!("units/{id}.toml"), Location::default()).ok()?;
    file.parse().ok()
}

fn seen(status: Option<UnitStatus>, console: &Console) -> String {
    let phrase = match status {
        Some(UnitStatus::Verified) => Phrase::Seen,
        Some(UnitStatus::Assumed) => Phrase::Unseen,
        None => return String::new(),
    };
    phrase.text(console.lang()).to_owned()
}

/// A sentence with one value; nothing where there is no value.
fn said(phrase: Phrase, name: &'static str, value: &str, console: &Console) -> String {
    if value.is_empty() {
        return String::new();
    }
    locale::fill(phrase.text(console.lang()), &[(name, value.to_owned())])
}
