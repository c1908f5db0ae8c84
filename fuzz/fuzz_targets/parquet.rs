//! The bytes of a Parquet file.
#![no_main]

// The library behind this reader panics over broken records, and the reader catches it: only what it does not catch is a find.
libfuzzer_sys::fuzz_target!(
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| dondoc_fuzz::read("parquet", bytes)
);
