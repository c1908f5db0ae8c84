//! A text table in any encoding.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dondoc_fuzz::read("csv", bytes));
