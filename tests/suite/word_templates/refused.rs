//! Files that nobody should fill: each is refused at once, with a clear error.

use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use super::{Bench, p, word, word_with, zipped};
use crate::dumps::compare;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Unoptimised and beside other work.
const AT_ONCE: Duration = Duration::from_secs(20);

fn outside(kind: &str, target: &str) -> Vec<u8> {
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\" TargetMode=\"External\"/></Relationships>"
    );
    word_with(&p("x"), &[("word/_rels/document.xml.rels", &relations)])
}

/// A container of old Office files with a stream of this name.
fn container(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(1024, 0);
    bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(4096, 0);
    bytes
}

fn files() -> Vec<(&'static str, Vec<u8>)> {
    let good = word(&p("x"));
    let macros = word_with(&p("x"), &[("word/vbaProject.bin", "x")]);
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" \
                 ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>";
    let nested = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(200), "</w:tc></w:tr></w:tbl>".repeat(200));
    let turns = "{% for a in range(end=1000) %}{% for b in range(end=1000) %}{% for c in range(end=1000) %}{% endfor %}{% endfor %}{% endfor %}";
    let long = format!("{{% for a in range(end=100) %}}{}{{% endfor %}}", "x".repeat(1 << 20));
    vec![
        ("no zip", b"Day la mau bao cao".to_vec()),
        ("cut off", good[..good.len() / 2].to_vec()),
        ("with a password", container("EncryptedPackage")),
        ("of old Word", container("WordDocument")),
        ("a workbook", zipped(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", "<workbook/>")])),
        ("with macros", macros),
        ("of a kind for macros", word_with(&p("x"), &[("[Content_Types].xml", types)])),
        ("with a template from outside", outside("attachedTemplate", "file:///C:/mau/Mau.dotm")),
        ("with a picture from outside", outside("image", "http://example.org/dau.png")),
        ("with a field that fetches", word("<w:p><w:r><w:instrText> DDEAUTO c:\\\\x \"y\" </w:instrText></w:r></w:p>")),
        ("not well formed", word("<w:p>")),
        ("with a document type", word_with("", &[("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")])),
        ("nested too deep", word(&nested)),
        ("that unpacks to too much", bomb()),
        ("whose loops turn without end", word(&p(turns))),
        ("that fills to too much", word(&p(&long))),
    ]
}

/// Two hundred million blanks, packed.
fn bomb() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("[Content_Types].xml", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(b"<Types/>").unwrap();
    archive.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..200 {
        archive.write_all(&blanks).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

#[test]
fn files_that_nobody_should_fill_are_refused() {
    let bench = Bench::new();
    let mut told = String::new();
    for (name, bytes) in files() {
        let start = Instant::now();
        told.push_str(&format!("== a file {name}\n{}\n", bench.refused(&bytes)));
        assert!(start.elapsed() < AT_ONCE, "{name}: {:?}", start.elapsed());
    }
    compare("word-refused.txt", &told);
}

#[test]
fn a_link_that_waits_for_a_click_is_no_danger() {
    assert!(Bench::new().fill(&outside("hyperlink", "https://example.org/")).is_ok());
}

#[test]
fn a_control_character_of_an_old_converter_is_no_damage() {
    assert!(Bench::new().fill(&word(&p("n\u{92}est \u{85}"))).is_ok());
}
