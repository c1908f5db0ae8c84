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
    related(kind, target, " TargetMode=\"External\"")
}

fn relations(kind: &str, target: &str, mode: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"{mode}/></Relationships>"
    )
}

fn related(kind: &str, target: &str, mode: &str) -> Vec<u8> {
    word_with(&p("x"), &[("word/_rels/document.xml.rels", &relations(kind, target, mode))])
}

fn in_capitals() -> Vec<u8> {
    let relations = relations("attachedTemplate", "file:///C:/mau/Mau.dotm", " TargetMode=\"External\"");
    word_with(&p("x"), &[("word/_rels/document.xml.RELS", &relations)])
}

/// The text as a part of which only its content type says that it is XML, with a field.
fn binary(field: &str) -> Vec<u8> {
    let body = format!("<w:p><w:r><w:instrText>{}</w:instrText></w:r></w:p>", field.replace('"', "&quot;"));
    let parts = super::parts(&word(&body)).into_iter().map(|(name, bytes)| {
        let text = String::from_utf8(bytes).unwrap().replace("word/document.xml", "word/document.bin");
        (name.replace("word/document.xml", "word/document.bin"), text)
    });
    let parts: Vec<(String, String)> = parts.collect();
    zipped(&parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>())
}

const SERIAL: &str = "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:mailMerge>\
                      <w:connectString w:val=\"Provider=SQLOLEDB;Data Source=example.org\"/></w:mailMerge></w:settings>";

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
        (
            "with a field that fetches, in single quotes",
            word("<w:p><w:fldSimple w:instr='ddeauto c:\\x y'><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>"),
        ),
        (
            "with a link to another file",
            word(
                "<w:p><w:r><w:instrText>LI</w:instrText></w:r><w:r><w:instrText>NK Excel.Sheet.12 \\\\x\\y.xlsx</w:instrText></w:r></w:p>",
            ),
        ),
        ("with a field that fetches", word("<w:p><w:r><w:instrText> DDEAUTO c:\\\\x \"y\" </w:instrText></w:r></w:p>")),
        ("whose text says by no name what it is", binary("INCLUDEPICTURE \"http://example.org/a.png\"")),
        ("whose relations are written in capitals", in_capitals()),
        ("that takes in another file", related("aFChunk", "afchunk.html", "")),
        ("that asks a database", word_with(&p("x"), &[("word/settings.xml", SERIAL)])),
        ("of a kind for macros, in capitals", word_with(&p("x"), &[("[Content_Types].xml", &types.to_uppercase())])),
        ("not well formed", word("<w:p>")),
        ("with a document type", word_with("", &[("word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")])),
        ("nested too deep", word(&nested)),
        ("that unpacks to too much", bomb()),
        ("of more parts than any real one", many_parts()),
        ("whose loops turn without end", word(&p(turns))),
        ("that fills to too much", word(&p(&long))),
    ]
}

/// Files that ask for more memory or time than there is.
fn hogs() -> Vec<(&'static str, Vec<u8>)> {
    let busy = format!(
        "{{% for a in range(end=1000) %}}{}{{% endfor %}}",
        "{% if mark is containing(pat='a') %}{% endif %}".repeat(4500)
    );
    vec![
        ("that doubles a text again and again", word(&p(&doubled("s ~ s")))),
        ("that doubles a text by replacing", word(&p(&doubled("s | replace(from='a', to=s)")))),
        ("that doubles a text in a list", word(&p(&doubled("[s, s] | join(sep=s)")))),
        ("that doubles a list", word(&p(&doubled("[s, s]")))),
        ("that doubles a record", word(&p(&doubled("{\"a\": s, \"b\": s}")))),
        (
            "with a long text between many numbers",
            word(&p(&format!("{{{{ range(end=1000) | join(sep=\"{}\") }}}}", "x".repeat(1900)))),
        ),
        ("that counts to a billion", word(&p("{% for a in range(end=1000000000) %}{% endfor %}"))),
        ("with lists made item by item", word(&p("{{ [a for a in [b for b in range(end=1000)]] | length }}"))),
        ("with a tag of a thousand names", word(&p(&format!("{{{{ \"a\"{} }}}}", " ~ 1".repeat(600))))),
        ("that works without end and prints nothing", word(&p(&busy))),
        (
            "with a hundred thousand brackets",
            word(&p(&format!("{{{{ {}1{} }}}}", "(".repeat(100_000), ")".repeat(100_000)))),
        ),
        (
            "with as many brackets as a tag holds",
            word(&p(&format!("{{{{ {}1{} }}}}", "([".repeat(400), "])".repeat(400)))),
        ),
        (
            "with many conditions within each other",
            word(&p(&format!("{}x{}", "{% if draft %}".repeat(41), "{% endif %}".repeat(41)))),
        ),
        ("of nothing but braces", word(&p(&"{".repeat(100_000)))),
        ("of nothing but tags", word(&p("{{ count }}").repeat(30_000))),
        ("with more letters than a thousand pages", word(&p(&"x".repeat(4_000_000)))),
    ]
}

/// A text that a template makes forty times as much more.
fn doubled(more: &str) -> String {
    let step = format!("{{% set s = {more} %}}");
    format!("{{% set s = \"aaaaaaaaaaaaaaaa\" %}}{}{{{{ s | length }}}}", step.repeat(40))
}

fn many_parts() -> Vec<u8> {
    let names: Vec<String> = (0..30_000).map(|number| format!("word/media/image{number}.bin")).collect();
    let parts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "x")).collect();
    zipped(&[&[("[Content_Types].xml", "<Types/>")], parts.as_slice()].concat())
}

#[test]
fn a_cell_over_more_columns_than_word_has_takes_no_room() {
    let cell = |text: &str| {
        format!(
            "<w:tc><w:tcPr><w:tcW w:w=\"1\" w:type=\"dxa\"/><w:gridSpan w:val=\"4000000000\"/></w:tcPr>{}</w:tc>",
            p(text)
        )
    };
    let row = |text: &str| format!("<w:tr>{}</w:tr>", cell(text));
    let rows = [row("{%tr for unit in units %}"), row("{{ unit.name }}"), row("{%tr endfor %}")].concat();
    let table = format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"4294967295\"/><w:gridCol w:w=\"4294967295\"/></w:tblGrid>{rows}</w:tbl>"
    );
    let filled = Bench::new().fill(&word(&format!("{table}{}", p("")))).unwrap();
    assert!(super::dump(&filled).contains("Sở Nội vụ\n[4000000000]Sở Y tế"), "{}", super::dump(&filled));
}

#[test]
fn numbers_beyond_all_limits_overflow_nothing() {
    let section = "<w:sectPr><w:pgSz w:w=\"9223372036854775807\" w:h=\"1\"/><w:pgMar w:left=\"-9223372036854775808\"/></w:sectPr>";
    let marks = "<w:p><w:bookmarkStart w:id=\"4294967295\" w:name=\"a\"/><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id=\"4294967295\"/></w:p>";
    let body = p("{{ table(\"by_unit\") }}") + section + &p("{%p for unit in units %}") + marks + &p("{%p endfor %}");
    let filled = Bench::new().fill(&word(&body)).unwrap();
    assert!(super::dump(&filled).ends_with("--\nx\nx\nx\n"), "{}", super::dump(&filled));
    let xml = String::from_utf8(super::parts(&filled)["word/document.xml"].clone()).unwrap();
    let ids = |mark: &str| -> Vec<String> {
        let opening = format!("<w:{mark} w:id=\"");
        xml.split(&opening).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let starts = ids("bookmarkStart");
    assert_eq!((starts.len(), &starts), (3, &ids("bookmarkEnd")));
    assert!(starts[0] != starts[1] && starts[1] != starts[2] && starts[0] != starts[2], "{starts:?}");
}

#[test]
fn what_offices_do_with_texts_and_lists_stays_within_the_limits() {
    let body = p("{% for unit in units %}{% set s = unit.name ~ \"; \" ~ mark %}{{ s }}{% endfor %}")
        + &p(
            "{% set names = [] %}{{ [1, 2] | join(sep=\", \") }} {{ mark | replace(from=\"x\", to=\"y\") }} {{ units | length }}",
        );
    let filled = Bench::new().fill(&word(&body)).unwrap();
    assert!(super::dump(&filled).contains("Sở Nội vụ; xSở Y tế; x"), "{}", super::dump(&filled));
    assert!(super::dump(&filled).contains("1, 2 y 3"));
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
    for (name, bytes) in [files(), hogs()].concat() {
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
