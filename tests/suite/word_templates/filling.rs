//! Files that LibreOffice wrote, filled: their text, and that all else is as it was.

use super::{Bench, dump, office, parts};
use crate::dumps::compare;

#[test]
fn text_headers_footers_notes_and_boxes_are_filled() {
    compare("word-van-ban.txt", &dump(&Bench::new().fill(&office("van-ban.docx")).unwrap()));
}

#[test]
fn tables_are_filled() {
    compare("word-bang.txt", &dump(&Bench::new().fill(&office("bang.docx")).unwrap()));
}

#[test]
fn parts_without_tags_stay_byte_for_byte() {
    for name in ["van-ban.docx", "bang.docx"] {
        let (before, after) = (office(name), Bench::new().fill(&office(name)).unwrap());
        let (before, after) = (parts(&before), parts(&after));
        assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
        let changed: Vec<&str> =
            before.iter().filter(|(name, bytes)| after[*name] != **bytes).map(|(name, _)| name.as_str()).collect();
        let expected: &[&str] = if name == "van-ban.docx" {
            &["word/document.xml", "word/footer1.xml", "word/footnotes.xml", "word/header1.xml"]
        } else {
            &["word/document.xml"]
        };
        assert_eq!(changed, expected, "{name}");
    }
}

#[test]
fn two_fills_give_the_same_bytes() {
    let bench = Bench::new();
    assert_eq!(bench.fill(&office("bang.docx")).unwrap(), bench.fill(&office("bang.docx")).unwrap());
}
