//! `dondoc list`: all that the program knows, read from the very lists that it works with.
//!
//! In: nothing. Out: ids by kind.

use super::{Ending, console::Console};
use crate::{
    assets::Assets, diagnostic::Code, locale::Phrase, metrics::METRICS, policy::POLICIES, render::RENDERERS,
    schema::FIELDS,
};

/// Prints every id by kind.
pub fn list(console: &Console) -> Ending {
    let assets = Assets::default();
    let kinds: [(Phrase, Vec<String>); 8] = [
        (Phrase::Reports, assets.ids("reports")),
        (Phrase::Mappings, assets.ids("mappings")),
        (Phrase::Registries, assets.ids("units")),
        (Phrase::Formats, RENDERERS.iter().map(|renderer| renderer.id.to_owned()).collect()),
        (Phrase::Metrics, METRICS.iter().map(|metric| metric.id.to_owned()).collect()),
        (Phrase::Fields, FIELDS.iter().map(|field| field.id.to_owned()).collect()),
        (Phrase::Policies, POLICIES.iter().map(|policy| policy.id.to_owned()).collect()),
        (Phrase::Codes, Code::ALL.iter().map(|code| code.id().to_owned()).collect()),
    ];
    for (title, ids) in kinds {
        console.phrase(title, &[]);
        ids.iter().for_each(|id| console.say(&format!("  {id}")));
    }
    Ending::Done
}
