//! One part of a small workbook replaced, so that what is tried gets past the zip.
#![no_main]

use dondoc_fuzz::{packed, read, with_one};

const SHEET: &[u8] = include_bytes!("../seeds/xlsx_parts/0-sheet.xml");
const STRINGS: &[u8] = include_bytes!("../seeds/xlsx_parts/1-strings.xml");
const STYLES: &[u8] = include_bytes!("../seeds/xlsx_parts/2-styles.xml");
const WORKBOOK: &[u8] = include_bytes!("../seeds/xlsx_parts/3-workbook.xml");
const RELATED: &[u8] = include_bytes!("../seeds/xlsx_parts/4-related.xml");
const ROOT: &[u8] = include_bytes!("../seeds/xlsx_parts/5-root.xml");

/// Each seed opens with the digit of its part.
fn content(seed: &'static [u8]) -> &'static [u8] {
    &seed[1..]
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let parts = [
        ("xl/worksheets/sheet1.xml", content(SHEET)),
        ("xl/sharedStrings.xml", content(STRINGS)),
        ("xl/styles.xml", content(STYLES)),
        ("xl/workbook.xml", content(WORKBOOK)),
        ("xl/_rels/workbook.xml.rels", content(RELATED)),
        ("_rels/.rels", content(ROOT)),
    ];
    if let Some(parts) = with_one(&parts, bytes) {
        read("xlsx", &packed(&parts));
    }
});
