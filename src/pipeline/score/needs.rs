//! What rulebooks need and a project may lack.
//!
//! In: rulebooks, the project, the registry. Out: one diagnostic for each fault, at the line of the rulebook that names what is not there.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::plan::Book;
use crate::{
    diagnostic::{Code, Diagnostic, Location},
    locale::vietnamese,
    normalize::{LevelGroup, Registry},
    project::Project,
    scoring::rulebook::model::MeasureKind,
    spelling,
};

/// Level groups that two rulebooks score.
pub fn shared_groups(books: &[Book], place: &Location) -> Vec<Diagnostic> {
    let mut seen: Vec<(LevelGroup, &str)> = Vec::new();
    let mut errors = Vec::new();
    for book in books {
        for group in &book.rulebook.level_groups {
            match seen.iter().find(|(known, _)| known == group) {
                Some((_, first)) => {
                    let found = Diagnostic::error(Code::SharedLevelGroup).at(place.clone()).with("group", group.id());
                    errors.push(found.with("first", first).with("second", &book.rulebook.id));
                }
                None => seen.push((*group, &book.rulebook.id)),
            }
        }
    }
    errors
}

/// A rulebook of other days than those of the project.
pub fn not_in_force(project: &Project, book: &Book) -> Option<Diagnostic> {
    let rules = &book.rulebook;
    let day = project.period.to();
    let is_in_force = rules.valid_from.is_none_or(|from| from <= day) && rules.valid_to.is_none_or(|to| day < to);
    let told = |day: Option<NaiveDate>| day.map_or_else(|| "…".to_owned(), vietnamese::short_date);
    let found = Diagnostic::warning(Code::RulebookNotInForce).at(project.file.at_key("scores.rules"));
    let found = found.with("id", &rules.id).with("day", vietnamese::short_date(day));
    (!is_in_force).then(|| found.with("from", told(rules.valid_from)).with("to", told(rules.valid_to)))
}

/// Registers and marks that measures need and the project does not have.
pub fn unknown_registers(project: &Project, book: &Book) -> Vec<Diagnostic> {
    let known = project
        .registers
        .iter()
        .flat_map(|section| section.marks.keys().map(move |mark| format!("{}.{mark}", section.id)));
    let known: Vec<String> = known.collect();
    let wanted = book.rulebook.measures.values().filter_map(|measure| match &measure.kind {
        MeasureKind::Mark { register, mark } => Some((&measure.id, format!("{register}.{mark}"))),
        _ => None,
    });
    let tell = |(measure, name): (&String, String)| {
        unknown(Code::UnknownSource, place_of(book, &name), measure, &name, known.iter().map(String::as_str))
    };
    wanted.filter(|(_, name)| !known.contains(name)).map(tell).collect()
}

/// Units to which a criterion does not apply, by ids that no unit has.
pub fn unknown_exceptions(registry: &Registry, book: &Book) -> Vec<Diagnostic> {
    let rules = &book.rulebook;
    let blocks = [&rules.bonus, &rules.penalty].into_iter().flatten().flat_map(|block| &block.criteria);
    let ids: BTreeSet<&str> =
        rules.criteria.iter().chain(blocks).flat_map(|criterion| &criterion.except).map(String::as_str).collect();
    let known = || registry.units().iter().map(|unit| unit.id.as_str());
    let tell = |id: &str| {
        let nearest = spelling::nearest(id, known()).unwrap_or_default();
        Diagnostic::error(Code::UnregisteredUnit).at(place_of(book, id)).with("value", id).with("nearest", nearest)
    };
    ids.into_iter().filter(|id| known().all(|other| other != *id)).map(tell).collect()
}

/// The line of a rulebook that names something.
fn place_of(book: &Book, name: &str) -> Location {
    let line = (1..).zip(book.file.text.lines()).find(|(_, line)| line.contains(&format!("\"{name}\"")));
    line.map_or_else(|| Location::file(book.file.name.as_str()), |(line, _)| book.file.at_line(line))
}

/// A name that nobody declares.
pub fn unknown<'a>(
    code: Code,
    place: Location,
    table: &str,
    name: &str,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let nearest = spelling::nearest(name, known.clone()).unwrap_or_default();
    let found = Diagnostic::error(code).at(place).with("table", table).with("name", name);
    found.with("nearest", nearest).with("known", known.collect::<Vec<_>>().join(", "))
}
