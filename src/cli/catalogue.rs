//! `dondoc list`: all that the program knows, read from the very lists that it works with.
//!
//! In: nothing. Out: ids by kind, each with its meaning.

use super::{Ending, console::Console};
use crate::{
    analyze::{DIMENSIONS, measures},
    assets::Assets,
    audit::AUDIT_CHECKS,
    check::CHECKS,
    diagnostic::Code,
    locale::{self, Lang, Phrase},
    policy::POLICIES,
    render::RENDERERS,
    schema::FIELDS,
};

/// An id and what it means, in one line.
type Entry = (String, String);

/// Prints every id by kind.
pub fn list(console: &Console) -> Ending {
    let lang = console.lang();
    let metrics = measures().map(|measure| entry(measure.id, lang.choose(measure.meaning)));
    let dimensions = DIMENSIONS.iter().map(|known| entry(known.id, lang.choose(known.meaning)));
    let fields = FIELDS.iter().map(|field| entry(field.id, lang.choose(field.meaning)));
    let policies = POLICIES.iter().map(|policy| entry(policy.id, lang.choose(policy.meaning)));
    let checks = CHECKS.iter().map(|check| entry(check.id, lang.choose(check.meaning)));
    let audits = AUDIT_CHECKS.iter().map(|check| entry(check.id, lang.choose(check.meaning)));
    let kinds: [(Phrase, Vec<Entry>); 13] = [
        (Phrase::Reports, definitions("reports")),
        (Phrase::Mappings, definitions("mappings")),
        (Phrase::Rulebooks, definitions("rulebooks")),
        (Phrase::Registries, definitions("units")),
        (Phrase::Calendars, definitions("calendars")),
        (Phrase::Formats, RENDERERS.iter().map(|renderer| entry(renderer.id, "")).collect()),
        (Phrase::Metrics, metrics.collect()),
        (Phrase::Dimensions, dimensions.collect()),
        (Phrase::Fields, fields.collect()),
        (Phrase::Policies, policies.collect()),
        (Phrase::Checks, checks.collect()),
        (Phrase::AuditChecks, audits.collect()),
        (Phrase::Codes, Code::ALL.iter().map(|code| entry(code.id(), &meaning(*code, lang))).collect()),
    ];
    for (title, entries) in kinds {
        console.phrase(title, &[]);
        let width = entries.iter().map(|(id, _)| id.len()).max().unwrap_or_default();
        entries.iter().for_each(|(id, meaning)| console.say(format!("  {id:width$}  {meaning}").trim_end()));
    }
    Ending::Done
}

/// What a code says, its placeholders as dots.
pub fn meaning(code: Code, lang: Lang) -> String {
    dotted(locale::text(code, lang).summary)
}

/// A pattern without values: each `{name}` as an ellipsis.
pub fn dotted(pattern: &str) -> String {
    let mut parts = pattern.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| format!("{text}…{}", part.split_once('}').map_or("", |(_, rest)| rest)))
}

fn definitions(kind: &str) -> Vec<Entry> {
    Assets::default().ids(kind).iter().map(|id| entry(id, "")).collect()
}

fn entry(id: &str, meaning: &str) -> Entry {
    (id.to_owned(), meaning.to_owned())
}
