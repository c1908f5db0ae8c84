//! What people write where a unit, or several, should stand.
#![no_main]

use std::cell::OnceCell;

use dondoc::{
    assets::Assets,
    diagnostic::Location,
    normalize::{Lead, Mapping, Registry, read_leads},
};

thread_local! {
    static KNOWN: OnceCell<(Registry, Mapping)> = const { OnceCell::new() };
}

fn known() -> (Registry, Mapping) {
    let (assets, place) = (Assets::default(), Location::default);
    (Registry::load(&assets, "kon-tum", place()).unwrap(), Mapping::load(&assets, "generic", place()).unwrap())
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    KNOWN.with(|cell| {
        let (registry, mapping) = cell.get_or_init(known);
        if let Some(unit) = registry.find(text, None) {
            assert!(registry.owners(text).contains(&unit));
        }
        let _ = registry.nearest_name(text);
        for lead in read_leads(text, registry, mapping).into_iter().flatten() {
            match lead {
                Lead::Known(owners) => assert!(!owners.is_empty()),
                Lead::Unknown(spelt) => assert!(!spelt.trim().is_empty()),
            }
        }
    });
});
