//! What Word writes and LibreOffice does not: tags cut up by marks of the spelling checker, ids of paragraphs, boxes written twice.

use std::collections::BTreeSet;

use dondoc::document::{Align, Block, Cell, Row, RowKind, Table, Value};
use roxmltree::Document;
use serde_json::json;

use super::{Bench, dump, filling::expanded, p, parts, word, word_with};
use crate::fixture;

/// The inside of the body after filling.
fn body(inside: &str) -> String {
    let bytes = Bench::new().fill(&word(inside)).unwrap();
    let xml = String::from_utf8(parts(&bytes)["word/document.xml"].clone()).unwrap();
    Document::parse(&xml).unwrap();
    let (_, rest) = xml.split_once("<w:body>").unwrap();
    rest.split_once("<w:sectPr>").unwrap().0.to_owned()
}

#[test]
fn a_tag_cut_up_by_the_spelling_checker_keeps_the_look_of_its_first_run() {
    let cut = "<w:p w:rsidR=\"00A1\"><w:r w:rsidRPr=\"00B2\"><w:rPr><w:b/></w:rPr><w:t>Số {</w:t></w:r><w:proofErr w:type=\"spellStart\"/>\
               <w:r><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr><w:t>{ off</w:t></w:r><w:proofErr w:type=\"spellEnd\"/><w:r><w:t>ice.short }</w:t></w:r>\
               <w:r w:rsidR=\"00C3\"><w:t>} và</w:t></w:r></w:p>";
    assert_eq!(
        body(cut),
        "<w:p w:rsidR=\"00A1\"><w:r w:rsidRPr=\"00B2\"><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">Số Văn phòng</w:t></w:r>\
         <w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr><w:t xml:space=\"preserve\"></w:t></w:r>\
         <w:proofErr w:type=\"spellEnd\"/><w:r><w:t xml:space=\"preserve\"></w:t></w:r><w:r w:rsidR=\"00C3\">\
         <w:t xml:space=\"preserve\"> và</w:t></w:r></w:p>"
    );
}

#[test]
fn only_the_signs_of_tags_change() {
    let inside = format!(
        "{}<w:p w14:paraId=\"1A2B3C4D\" w14:textId=\"77777777\"><w:pPr><w:pStyle w:val=\"X\"/></w:pPr><w:r><w:t xml:space=\"preserve\">a &amp; {{{{ count }}}} &#8211; b</w:t>\
         </w:r><w:bookmarkStart w:id=\"0\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"0\"/></w:p><!-- c --><w:p/>",
        p("&lt;không thẻ&gt;   {{ một ngoặc }").replace("{{ một", "{ một")
    );
    assert_eq!(body(&inside), inside.replace("{{ count }}", "8"));
}

#[test]
fn a_loop_keeps_the_runs_within_it_and_gives_every_id_once() {
    let turn = "<w:tr w14:paraId=\"11111111\"><w:tc><w:p w14:paraId=\"22222222\"><w:bookmarkStart w:id=\"3\" w:name=\"dong\"/><w:r><w:rPr><w:i/></w:rPr>\
                <w:t>{{ unit.name }}</w:t></w:r><w:bookmarkEnd w:id=\"3\"/><w:r><w:drawing><wp:inline><wp:docPr id=\"7\" name=\"dau\"/></wp:inline>\
                </w:drawing></w:r></w:p></w:tc></w:tr>";
    let row = |tag: &str| format!("<w:tr><w:tc>{}</w:tc></w:tr>", p(tag));
    let table = format!(
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"100\"/></w:tblGrid>{}{turn}{}</w:tbl>\
         <w:p w14:paraId=\"22222222\"><w:bookmarkStart w:id=\"4\" w:name=\"dong_2\"/><w:bookmarkEnd w:id=\"4\"/></w:p>",
        row("{%tr for unit in units %}"),
        row("{%tr endfor %}")
    );
    let body = body(&table);
    for (attribute, count) in
        [(" w14:paraId=\"", 7), ("wp:docPr id=\"", 3), ("w:bookmarkStart w:id=\"", 4), ("w:name=\"", 4)]
    {
        let ids: Vec<&str> = body.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert_eq!(ids.len(), count, "{attribute}");
        // The template itself has one id of a paragraph twice, and that stays so.
        let doubled = usize::from(attribute.contains("paraId"));
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), count - doubled, "{attribute} {ids:?}");
    }
    let pairs = |name: &str| -> Vec<String> {
        body.split(&format!("<w:{name} w:id=\""))
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    assert_eq!(pairs("bookmarkStart"), pairs("bookmarkEnd"));
    assert_eq!(body.matches("<w:rPr><w:i/></w:rPr>").count(), 3);
}

#[test]
fn a_bookmark_or_comment_that_loses_its_partner_goes() {
    let tag = |tag: &str, more: &str| format!("<w:p>{more}<w:r><w:t>{tag}</w:t></w:r></w:p>");
    let inside = [
        tag("{%p if draft %}", ""),
        tag("bỏ", "<w:bookmarkStart w:id=\"1\" w:name=\"a\"/>"),
        tag("{%p endif %}", ""),
        "<w:p><w:bookmarkEnd w:id=\"1\"/><w:bookmarkStart w:id=\"2\" w:name=\"b\"/></w:p>".to_owned(),
        tag("{%p if draft %}", ""),
        tag("bỏ", "<w:bookmarkEnd w:id=\"2\"/>"),
        tag("{%p endif %}", ""),
        tag("{% for unit in units %}<w:commentRangeStart w:id=\"5\"/>x<w:commentRangeEnd w:id=\"5\"/>{% endfor %}", "")
            .replace("<w:commentRange", "</w:t></w:r><w:commentRange")
            .replace("\"5\"/>", "\"5\"/><w:r><w:t>"),
    ];
    let body = body(&inside.concat());
    assert!(!body.contains("bookmark"), "{body}");
    assert_eq!((body.matches("commentRangeStart").count(), body.matches("commentRangeEnd").count()), (1, 1));
}

#[test]
fn marks_that_are_written_with_an_end_tag_go_whole() {
    let marked = "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"a\"/><w:commentRangeStart w:id=\"5\"/><w:r><w:t>{{ unit.name |</w:t><w:tab/>\
                  <w:t>upper }}</w:t></w:r><w:commentRangeEnd w:id=\"5\"/><w:bookmarkEnd w:id=\"1\"/></w:p>";
    let cell = |merge: &str, inside: &str| {
        format!("<w:tc><w:tcPr><w:tcW w:w=\"9\" w:type=\"dxa\"/>{merge}</w:tcPr>{inside}</w:tc>")
    };
    let columns = cell("<w:gridSpan w:val=\"2\"/>", &p("{%tc for month in months %}"))
        + &cell("<w:vMerge/>", &p("{{ month.count }}"))
        + &cell("", &p("{%tc endfor %}"));
    let inside = [
        p("{%p for unit in units %}"),
        marked.to_owned(),
        p("{%p endfor %}"),
        "<w:p><w:bookmarkStart w:id=\"2\" w:name=\"b\"/><w:r><w:t>{%p if draft %}</w:t></w:r><w:bookmarkEnd w:id=\"2\"/></w:p>".to_owned(),
        marked.replace("\"1\"", "\"3\"").replace("unit.name", "office.name"),
        p("{%p endif %}"),
        format!(
            "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"9\"/><w:gridCol w:w=\"9\"/></w:tblGrid><w:tr>{}</w:tr><w:tr>{columns}</w:tr></w:tbl>",
            cell("<w:gridSpan w:val=\"2\"/>", &p("đầu"))
        ),
        "<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/><w:i/></w:rPr><w:t>{{ table('by_unit') }}</w:t></w:r></w:p>".to_owned(),
    ];
    let inside = inside.concat();
    let (short, long) = (body(&inside), body(&expanded(&inside)));
    assert_eq!(expanded(&short), expanded(&long));
}

#[test]
fn a_box_that_word_writes_twice_is_filled_twice() {
    let text = p("{{ office.short }}").replace("<w:p>", "<w:p w14:paraId=\"0A0A0A0A\">");
    let inside = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:docPr id=\"1\" name=\"Khung\"/>\
         <w:txbxContent>{text}</w:txbxContent></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>\
         <w:txbxContent>{text}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>\
         <w:r><w:t>{{{{ count }}}}</w:t></w:r></w:p>"
    );
    let expected =
        inside.replace("{{ office.short }}", "Văn phòng").replace("<w:t>{{ count }}", "<w:t xml:space=\"preserve\">8");
    assert_eq!(body(&inside), expected);
}

#[test]
fn headers_and_notes_at_the_end_are_filled_and_a_part_without_tags_is_not_touched() {
    let part = |root: &str, text: &str| format!("<w:{root} xmlns:w=\"{}\">{}</w:{root}>", super::W, p(text));
    let (header, untouched) = (part("hdr", "{{ office.short }}"), part("ftr", "&#x20;{ x }"));
    let notes = part("endnotes", "{% for unit in units %}{{ unit.late }}{% endfor %}");
    let more = [("word/header2.xml", &*header), ("word/footer9.xml", &untouched), ("word/endnotes.xml", &notes)];
    let bytes = Bench::new().fill(&word_with(&p("x"), &more)).unwrap();
    assert!(dump(&bytes).contains("== word/endnotes.xml\n013\n"), "{}", dump(&bytes));
    assert!(dump(&bytes).contains("== word/header2.xml\nVăn phòng\n"));
    assert_eq!(parts(&bytes)["word/footer9.xml"], untouched.as_bytes());
}

#[test]
fn a_table_takes_the_place_of_its_paragraph_in_the_type_of_its_tag() {
    let tag = "<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"20\"/></w:rPr><w:t>{{ table(“by_unit”) }}</w:t></w:r></w:p>";
    let body = body(&format!("{tag}{tag}{}", p("hết")));
    assert_eq!(body.matches("<w:tbl>").count(), 2);
    assert!(body.contains("</w:tbl><w:p/><w:tbl>"), "two tables would become one");
    assert!(
        body.contains("<w:rPr><w:sz w:val=\"20\"/></w:rPr><w:t xml:space=\"preserve\">Sở &lt;Y&gt; &amp; tế</w:t>")
    );
    assert!(body.contains("<w:rPr><w:b/><w:sz w:val=\"20\"/></w:rPr><w:t xml:space=\"preserve\">Đơn vị</w:t>"));
    assert!(!body.contains("<w:p><w:pPr><w:jc"), "the paragraph is still there");
}

#[test]
fn a_table_is_set_in_the_size_of_tables_where_its_tag_says_none() {
    let tag = "<w:p><w:r><w:rPr><w:b/><w:lang w:val=\"vi-VN\"/></w:rPr><w:t>{{ table(\"by_unit\") }}</w:t></w:r></w:p>";
    let properties = "<w:rPr><w:b/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:lang w:val=\"vi-VN\"/></w:rPr>";
    assert!(body(tag).contains(&format!("<w:r>{properties}<w:t xml:space=\"preserve\">Đơn vị</w:t></w:r>")));
}

#[test]
fn a_table_too_wide_for_its_type_is_set_smaller_before_its_words_are_torn() {
    let columns = fixture::columns(&[(1.0, Align::Left); 4]);
    let head = ["a", "b", "c", "d"].map(|text| fixture::head(text, 1, 1)).to_vec();
    let cell = |_| Cell { value: Value::Text("31/12/2018-UBND".to_owned()), rows: 1 };
    let row = Row { kind: RowKind::Body, cells: (0..4).map(cell).collect() };
    let wide = Table::new("by_unit", "Rộng", columns, vec![head], vec![row]).unwrap();
    let mut bench = Bench::new();
    bench.tables.insert("by_unit".to_owned(), vec![Block::Table(wide)]);
    let tag = |size: u32| {
        format!("<w:p><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr><w:t>{{{{ table(\"by_unit\") }}}}</w:t></w:r></w:p>")
    };
    let sizes = |size| {
        let filled = parts(&bench.fill(&word(&tag(size))).unwrap());
        let text = String::from_utf8(filled["word/document.xml"].clone()).unwrap();
        let sizes: BTreeSet<u32> =
            text.split("<w:sz w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
        sizes.into_iter().collect::<Vec<_>>()
    };
    assert_eq!(sizes(18), [18], "what the office chose stands as it is");
    let shrunk = sizes(40);
    assert!(shrunk.len() == 1 && (21..40).contains(&shrunk[0]), "{shrunk:?}");
}

#[test]
fn a_cell_that_ends_with_a_table_gets_the_paragraph_that_word_wants() {
    let cell =
        format!("<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", p("{{ table(id='by_unit') }}"));
    assert!(body(&cell).contains("</w:tbl><w:p/></w:tc>"));
}

#[test]
fn a_remark_is_paragraphs_where_it_stands_alone_and_words_where_it_does_not() {
    let alone = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t>{{ remark(\"Ưu điểm\") }}</w:t></w:r></w:p>";
    let body = body(&format!(
        "{alone}{}{}",
        p("Về: {{ remark(\"Ưu điểm\") }} ({{ appendix('pl') }})"),
        p("{{ remark('Hạn chế') }}")
    ));
    let head = "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">";
    assert!(body.starts_with(&format!(
        "{head}Đã làm </w:t></w:r><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t xml:space=\"preserve\">tốt</w:t>"
    )));
    assert!(body.contains(&format!("{head}- Còn &lt;chậm&gt;.</w:t></w:r></w:p>")));
    let text = dump(&Bench::new().fill(&word(&p("Về: {{ remark(\"Ưu điểm\") }} ({{ appendix('pl') }})"))).unwrap());
    assert_eq!(text, "== word/document.xml\nVề: Đã làm tốt.⏎- Còn <chậm>. (Phụ lục I)\n");
    assert!(body.contains("[Hạn chế]"));
}

#[test]
fn a_line_break_of_a_value_is_one_in_word_and_what_xml_forbids_is_left_out() {
    let bench =
        Bench::new().with("odd", json!("một\u{1}\u{7}table:by_unit\u{8}\nhai\u{FFFE}\t\"ba\" {{ count }}\u{85}"));
    let text = dump(&bench.fill(&word(&p("{{ odd }}"))).unwrap());
    assert_eq!(text, "== word/document.xml\nmộttable:by_unit⏎hai→\"ba\" {{ count }}\u{85}\n");
}

#[test]
fn names_given_in_the_file_and_conditions_on_lists_hold() {
    let inside = [
        p("{% set all = units | length %}{{ all }}"),
        p("{% if nothing %}có{% else %}không{% endif %}"),
        p("{%p set first = units | first %}"),
        p("{{ first.name }}"),
    ];
    let text = dump(&Bench::new().fill(&word(&inside.concat())).unwrap());
    assert_eq!(text, "== word/document.xml\n3\nkhông\nSở Nội vụ\n");
}

#[test]
fn marks_that_others_refer_to_stay_where_their_paragraph_gives_way() {
    let marked = |text: &str, id: u32| {
        format!("<w:p><w:bookmarkStart w:id=\"{id}\" w:name=\"_Ref{id}\"/><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let end = |id: u32| format!("<w:p><w:r><w:t>x</w:t></w:r><w:bookmarkEnd w:id=\"{id}\"/></w:p>");
    let body = marked("{{ table(\"by_unit\") }}", 1)
        + &end(1)
        + &marked("{%p for unit in units %}", 2)
        + &p("{{ unit.name }}")
        + &p("{%p endfor %}").replace("</w:p>", "<w:bookmarkEnd w:id=\"2\"/></w:p>")
        + &marked("{{ remark('Ưu điểm') }}", 3)
        + &end(3);
    let filled =
        String::from_utf8(parts(&Bench::new().fill(&word(&body)).unwrap())["word/document.xml"].clone()).unwrap();
    for id in 1..=3 {
        for mark in
            [format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"_Ref{id}\"/>"), format!("<w:bookmarkEnd w:id=\"{id}\"/>")]
        {
            assert_eq!(filled.matches(&mark).count(), 1, "{mark}: {filled}");
        }
    }
}

#[test]
fn a_break_beside_what_a_person_wrote_is_kept() {
    let body = p("{{ remark('Ưu điểm') }}")
        .replace("</w:p>", "<w:r><w:br w:type=\"page\"/></w:r><m:oMath xmlns:m=\"urn:m\"/></w:p>");
    let filled =
        String::from_utf8(parts(&Bench::new().fill(&word(&body)).unwrap())["word/document.xml"].clone()).unwrap();
    assert!(
        filled.contains("<w:br w:type=\"page\"/>") && filled.contains("<m:oMath") && filled.contains("Đã làm "),
        "{filled}"
    );
}

#[test]
fn content_controls_that_a_loop_repeats_have_ids_of_their_own() {
    let control = "<w:sdt><w:sdtPr><w:id w:val=\"6\"/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>{{ unit.name }}</w:t></w:r></w:p></w:sdtContent></w:sdt>";
    let body = p("{%p for unit in units %}") + control + &p("{%p endfor %}");
    let filled =
        String::from_utf8(parts(&Bench::new().fill(&word(&body)).unwrap())["word/document.xml"].clone()).unwrap();
    for id in 6..=8 {
        assert_eq!(filled.matches(&format!("<w:id w:val=\"{id}\"/>")).count(), 1, "{filled}");
    }
}
