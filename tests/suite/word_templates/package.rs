//! How a Word file is put together: its parts are found by what they are, and no tag stays where nothing is filled.

use roxmltree::Document;

use super::{Bench, W, dump, p, parts, word, word_with, zipped};

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

/// A file whose text is another part than Word's, with a header of an unusual name.
fn elsewhere(text: &str, header: &str) -> Vec<u8> {
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/office/main.xml\" ContentType=\"{MAIN}\"/></Types>"
    );
    let relations = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let document = format!("<w:document xmlns:w=\"{W}\"><w:body>{}<w:sectPr/></w:body></w:document>", p(text));
    let header = format!("<w:hdr xmlns:w=\"{W}\">{}</w:hdr>", p(header));
    zipped(&[
        ("[Content_Types].xml", &types),
        ("_rels/.rels", &relations("officeDocument", "/office/main.xml")),
        ("office/main.xml", &document),
        ("office/_rels/main.xml.rels", &relations("header", "../margins/top.xml")),
        ("margins/top.xml", &header),
    ])
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes)[name].clone()).unwrap()
}

#[test]
fn parts_are_found_by_what_they_are_not_by_their_names() {
    let filled = Bench::new().fill(&elsewhere("{{ count }}", "{{ total }}")).unwrap();
    assert!(part(&filled, "office/main.xml").contains(">8<"));
    assert!(part(&filled, "margins/top.xml").contains(">1222<"));
    let told = Bench::new().refused(&elsewhere("{{ count }}", "{{ totl }}"));
    assert!(told.contains("mau.docx, đầu trang, đoạn 1"), "{told}");
}

#[test]
fn a_copy_with_comments_keeps_a_text_of_another_name() {
    let bench = crate::workbench::Workbench::small().write("mau.docx", elsewhere("{{ yaer }}", "x"));
    assert_eq!(bench.run(&["template", "check", "ho-so/mau.docx", "--annotate"]).status, 1);
    let copy = std::fs::read(bench.project().join("mau-nhan-xet.docx")).unwrap();
    assert!(part(&copy, "office/main.xml").contains("<w:commentRangeStart"));
    assert!(Document::parse(&part(&copy, "office/comments.xml")).unwrap().root_element().has_children());
    assert!(!parts(&copy).contains_key("word/document.xml"));
}

#[test]
fn what_another_program_wrote_otherwise_than_word_is_refused() {
    let other_prefix = format!(
        "<ns0:document xmlns:ns0=\"{W}\"><ns0:body><ns0:p><ns0:r><ns0:t>{{{{ count }}}}</ns0:t></ns0:r></ns0:p></ns0:body></ns0:document>"
    );
    let second_prefix = format!("<w:document xmlns:w=\"{W}\" xmlns:v=\"{W}\"><w:body><v:p/></w:body></w:document>");
    let strict = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body/></w:document>";
    for document in [other_prefix.as_str(), second_prefix.as_str(), strict] {
        let told = Bench::new().refused(&word_with("", &[("word/document.xml", document)]));
        assert!(told.contains("error[refused-template]") && told.contains("otherwise than Word"), "{told}");
    }
    let marked = "<w:p><w:r><w:t><![CDATA[{{ count }}]]></w:t></w:r></w:p>";
    assert!(Bench::new().refused(&word(marked)).contains("refused-template"));
}

#[test]
fn letters_that_nobody_sees_do_not_hide_a_tag() {
    let filled =
        Bench::new().fill(&word(&p("{\u{200B}{ count }\u{FEFF}} và {%\u{2060} if draft %}x{% endif %}"))).unwrap();
    let seen: String = dump(&filled).chars().filter(|letter| !('\u{200B}'..='\u{2060}').contains(letter)).collect();
    assert!(seen.replace('\u{FEFF}', "").contains("8 và \n"), "{seen}");
}

#[test]
fn a_tag_where_nothing_is_filled_is_an_error_at_its_place() {
    let field = "<w:p><w:r><w:t>x</w:t></w:r><w:r><w:instrText> IF {{ ye</w:instrText></w:r><w:r><w:instrText>ar }} = 1 </w:instrText></w:r></w:p>";
    let simple = "<w:p><w:fldSimple w:instr='DOCPROPERTY {{ a }}'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>";
    let deleted = "<w:p><w:del><w:r><w:delText>{{ cũ }}</w:delText></w:r></w:del></w:p>";
    let formula = "<w:p><m:oMath xmlns:m=\"urn:m\"><m:r><m:t>{{ x }}</m:t></m:r></m:oMath></w:p>";
    let quoted = "<w:p><w:fldSimple w:instr=\"DOCPROPERTY 'a' {{ x }}\"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>";
    let picture = "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"a\" descr=\"Năm {{ year }}\"/></wp:inline></w:drawing></w:r></w:p>";
    for body in [field, simple, deleted, formula, quoted, picture] {
        let (told, place) = (Bench::new().refused(&word(body)), "đoạn 1");
        assert!(told.contains("lỗi[misplaced-tag]") && told.contains(place), "{told}");
        assert!(!told.contains("{%tr"), "a hint that does not fit: {told}");
    }
    let comments =
        format!("<w:comments xmlns:w=\"{W}\"><w:comment w:id=\"1\">{}</w:comment></w:comments>", p("{{ yaer }}"));
    let properties =
        "<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\"><dc:title>{% if x %}</dc:title></cp:coreProperties>";
    for (name, text, place) in
        [("word/comments.xml", comments.as_str(), "nhận xét"), ("docProps/core.xml", properties, "thuộc tính của tệp")]
    {
        let told = Bench::new().refused(&word_with(&p("{{ count }}"), &[(name, text)]));
        assert!(told.contains("lỗi[misplaced-tag]") && told.contains(&format!("mau.docx, {place}")), "{told}");
    }
    let json = "<a>{\"b\":{\"c\":{}}}</a>";
    assert!(Bench::new().fill(&word_with(&p("x"), &[("customXml/item1.xml", json)])).is_ok());
}

#[test]
fn a_template_of_words_own_kind_becomes_a_document() {
    let types = format!(
        "<Types xmlns=\"{PACKAGE}/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"{}\"/></Types>",
        MAIN.replace("document.main", "template.main")
    );
    let filled = Bench::new().fill(&word_with(&p("{{ count }}"), &[("[Content_Types].xml", &types)])).unwrap();
    assert!(part(&filled, "[Content_Types].xml").contains(MAIN));
}

#[test]
fn two_parts_of_one_name_and_names_that_lead_out_are_refused() {
    let good = word_with(&p("{{ count }}"), &[("word/documenu.xml", "<a/>")]);
    let name = |bytes: &[u8], other: &[u8; 17]| {
        let mut bytes = bytes.to_vec();
        for start in 0..bytes.len() - 17 {
            if &bytes[start..start + 17] == b"word/documenu.xml" {
                bytes[start..start + 17].copy_from_slice(other);
            }
        }
        bytes
    };
    assert!(Bench::new().fill(&good).is_ok());
    for other in [b"word/document.xml", b"WORD/document.xml", b"../../../evil.xml", b"/ord/documenu.xml"] {
        let told = Bench::new().refused(&name(&good, other));
        assert!(told.contains("damaged-file"), "{told}");
    }
}
