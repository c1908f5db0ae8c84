//! The bytes of a workbook, zip included.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dondoc_fuzz::read("xlsx", bytes));
