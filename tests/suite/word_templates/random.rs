//! Tags thrown anywhere into a document: whatever comes out is well formed, or there is a message; nothing panics.

use proptest::prelude::*;
use roxmltree::Document;

use super::{Bench, parts, word};

const TAGS: [&str; 32] = [
    "{{ table(\"by_unit\") ~ \"\" }}",
    "{{ remark('Ưu điểm') | upper }}",
    "{{ remark('Chưa & viết') }}",
    "{{ count }}",
    "{{ odd }}",
    "{{ unit.name }}",
    "{{ table(\"by_unit\") }}",
    "{{ remark('Ưu điểm') }}",
    "{% for unit in units %}",
    "{% endfor %}",
    "{%p for unit in units %}",
    "{%p endfor %}",
    "{%tr for unit in units %}",
    "{%tr endfor %}",
    "{%tc for month in months %}",
    "{%tc endfor %}",
    "{% if draft %}",
    "{% else %}",
    "{% endif %}",
    "{%p if draft %}",
    "{%p endif %}",
    "{%tr if draft %}",
    "{%tr endif %}",
    "{# x #}",
    "{%p set a = 1 %}",
    "{% set a = 2 %}",
    "{{ a }}",
    "{% if a == 2 %}",
    "{{",
    "%}",
    "chữ",
    "",
];

/// A paragraph of runs, some of them in a link or a box.
fn paragraph() -> impl Strategy<Value = String> {
    let run = (0..TAGS.len(), 0..6_u8).prop_map(|(tag, place)| {
        let text = TAGS[tag].replace('&', "&amp;");
        let run = format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
        match place {
            0 => format!("<w:hyperlink>{run}</w:hyperlink>"),
            1 => {
                let (a, b) = text.split_at(text.char_indices().nth(3).map_or(0, |(at, _)| at));
                format!("<w:r><w:t>{a}</w:t></w:r><w:proofErr/><w:r><w:t>{b}</w:t><w:br/></w:r>")
            }
            2 => format!("<w:r><w:pict><w:txbxContent><w:p>{run}</w:p></w:txbxContent></w:pict></w:r>"),
            _ => run,
        }
    });
    prop::collection::vec(run, 0..3).prop_map(|runs| format!("<w:p>{}</w:p>", runs.concat()))
}

fn table() -> impl Strategy<Value = String> {
    let cell = (prop::collection::vec(paragraph(), 1..2), 0..5_u8).prop_map(|(inside, merge)| {
        let properties = match merge {
            0 => "<w:tcPr><w:tcW w:w=\"9\"/><w:vMerge/></w:tcPr>",
            1 => "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>",
            2 => "<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>",
            _ => "<w:tcPr><w:tcW w:w=\"9\"/></w:tcPr>",
        };
        format!("<w:tc>{properties}{}</w:tc>", inside.concat())
    });
    let row = prop::collection::vec(cell, 1..4).prop_map(|cells| format!("<w:tr>{}</w:tr>", cells.concat()));
    prop::collection::vec(row, 1..5).prop_map(|rows| {
        format!("<w:tbl><w:tblGrid><w:gridCol w:w=\"9\"/><w:gridCol w:w=\"9\"/></w:tblGrid>{}</w:tbl>", rows.concat())
    })
}

fn bodies() -> impl Strategy<Value = String> {
    let blocks = prop::collection::vec(prop_oneof![paragraph(), table()], 1..6);
    (blocks, any::<bool>()).prop_map(
        |(blocks, is_long)| {
            if is_long { super::filling::expanded(&blocks.concat()) } else { blocks.concat() }
        },
    )
}

/// What Word wants besides XML: no row without a cell, no cell that does not end with a paragraph, no tag left.
fn is_sound(xml: &str) {
    let document = Document::parse(xml).unwrap_or_else(|error| panic!("{error}\n{xml}"));
    for node in document.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        let children: Vec<&str> =
            node.children().filter(roxmltree::Node::is_element).map(|child| child.tag_name().name()).collect();
        match name {
            "tc" => assert_eq!(children.last(), Some(&"p"), "{xml}"),
            "tr" => assert!(children.contains(&"tc"), "{xml}"),
            "tbl" => assert!(children.contains(&"tr"), "{xml}"),
            "body" | "txbxContent" | "p" => {
                let text = node
                    .children()
                    .filter(roxmltree::Node::is_text)
                    .any(|text| !text.text().unwrap().trim().is_empty());
                assert!(!text, "text outside of a run: {xml}");
            }
            _ => {}
        }
    }
    assert!(!xml.chars().any(|letter| letter.is_control() && !letter.is_whitespace()), "a mark is left: {xml}");
    let letters: String = document.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
    assert!(["table:", "remark:", "gap:"].iter().all(|kind| !letters.contains(kind)), "a mark is printed: {xml}");
    assert!(["{{", "{%", "}}", "%}"].iter().all(|sign| !letters.contains(sign)), "a tag is left: {xml}");
}

#[test]
fn tags_anywhere_give_a_sound_file_or_a_message() {
    let bench = Bench::new();
    let mut filled = 0;
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 3000, ..ProptestConfig::default() });
    let filled_in = std::cell::RefCell::new(&mut filled);
    runner
        .run(&bodies(), |body| {
            if let Ok(bytes) = bench.fill(&word(&body)) {
                is_sound(std::str::from_utf8(&parts(&bytes)["word/document.xml"]).unwrap());
                **filled_in.borrow_mut() += 1;
            }
            Ok(())
        })
        .unwrap();
    assert!(filled > 100, "only {filled} were filled");
}

/// Tags whose meaning does not depend on where they stand.
const PLAIN: [&str; 15] = [
    "{% set a = 1 %}",
    "{% set a = 2 %}",
    "{%p set a = 3 %}",
    "{{ a }}",
    "{% if a == 1 %}",
    "{% if a == 2 %}",
    "{% else %}",
    "{% endif %}",
    "{% for x in [1, 2] %}",
    "{% endfor %}",
    "{{ loop.index }}",
    "{{ -1 }}",
    "{{ - a + 1 }}",
    "{% for y in [1, 2] %}{% if y == 2 %}hai{% endif %}{% endfor %}",
    "chữ",
];

#[test]
fn what_comes_out_is_what_the_engine_makes_of_the_same_text() {
    let bench = Bench::new();
    let filled = std::cell::Cell::new(0);
    let paragraphs = prop::collection::vec(prop::collection::vec(0..PLAIN.len(), 0..4), 1..7);
    let mut runner =
        proptest::test_runner::TestRunner::new(ProptestConfig { cases: 6000, ..ProptestConfig::default() });
    runner
        .run(&paragraphs, |paragraphs| {
            let texts: Vec<String> = std::iter::once(PLAIN[0].to_owned())
                .chain(paragraphs.iter().map(|tags| tags.iter().map(|tag| PLAIN[*tag]).collect()))
                .collect();
            let body: String = texts.iter().map(|text| super::p(text)).collect();
            if let Ok(bytes) = bench.fill(&word(&body)) {
                let expected = texts.concat().replace("{%p", "{%");
                let expected = tera::Tera::one_off(&expected, &tera::Context::new(), false).unwrap();
                let xml = String::from_utf8(parts(&bytes)["word/document.xml"].clone()).unwrap();
                let document = Document::parse(&xml).unwrap();
                let found: String =
                    document.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
                prop_assert_eq!(found, expected, "{}", xml);
                filled.set(filled.get() + 1);
            }
            Ok(())
        })
        .unwrap();
    assert!(filled.get() > 100, "only {} were filled", filled.get());
}
