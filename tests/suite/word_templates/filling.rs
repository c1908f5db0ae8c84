//! Files that LibreOffice wrote, filled: their text, and that all else is as it was.

use super::{Bench, dump, office, parts, zipped};
use crate::dumps::compare;

/// The same XML, every empty element with an end tag of its own (`<a></a>`), as some programs write it.
pub fn expanded(xml: &str) -> String {
    let mut pieces = xml.split("/>").peekable();
    let mut text = String::new();
    while let Some(piece) = pieces.next() {
        text.push_str(piece);
        if pieces.peek().is_some() {
            let name = piece.rsplit('<').next().unwrap().split(' ').next().unwrap();
            text.push_str(&format!("></{name}>"));
        }
    }
    text
}

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

#[test]
fn elements_that_are_written_with_an_end_tag_of_their_own_are_filled_alike() {
    for name in ["van-ban.docx", "bang.docx"] {
        let long =
            parts(&office(name)).into_iter().filter_map(|(name, bytes)| Some((name, String::from_utf8(bytes).ok()?)));
        let long: Vec<(String, String)> = long.map(|(name, text)| (name, expanded(&text))).collect();
        let long: Vec<(&str, &str)> = long.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let bench = Bench::new();
        let filled = bench.fill(&zipped(&long)).unwrap();
        assert_eq!(dump(&filled), dump(&bench.fill(&office(name)).unwrap()), "{name}");
    }
}
