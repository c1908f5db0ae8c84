//! The content of a small OpenDocument spreadsheet, so that what is tried gets past the zip.
#![no_main]

use dondoc_fuzz::{packed, read};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest: &[u8] = b"<manifest:manifest/>";
    read("ods", &packed(&[("mimetype", kind), ("META-INF/manifest.xml", manifest), ("content.xml", bytes)]));
});
