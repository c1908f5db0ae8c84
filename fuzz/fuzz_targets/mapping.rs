//! A text table whose mapping is recognised, and one proposed.
#![no_main]

use std::cell::OnceCell;

use dondoc::{
    assets::Assets,
    diagnostic::Location,
    normalize::{Mapping, propose, recognise},
    policy::Policy,
};
use dondoc_fuzz::open;

thread_local! {
    static KNOWN: OnceCell<Mapping> = const { OnceCell::new() };
}

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(file) = open("csv", text.as_bytes()) else { return };
    let _ = recognise(&file, &Assets::default(), &[], &Policy::default());
    KNOWN.with(|known| {
        let known = known.get_or_init(|| Mapping::load(&Assets::default(), "generic", Location::default()).unwrap());
        let _ = propose(file, known);
    });
});
