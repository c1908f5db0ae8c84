//! What an archive and a screen reader find in a PDF: structure, standards, facts.
//!
//! In: documents rendered in each profile. Out: what lopdf reads back from the bytes, without the code that wrote them.

use std::collections::BTreeSet;

use dondoc::{
    document::{
        Align, Bar, Block, Cell, Chart, Document, Marks, Row, RowKind, Series, Table, Title, Tone, Urgency, Value,
    },
    render::{Options, pdf, pdf::PdfProfile},
};
use lopdf::Object;

use crate::{
    dumps::compare,
    fixture,
    pdf_text::{Sequence, words},
    structure_tree::{Element, Tagged},
};

fn render(document: &Document, pdf_profile: PdfProfile) -> Vec<u8> {
    pdf::render(document, &fixture::theme(), Options { pdf_profile }).unwrap()
}

fn tagged(document: &Document) -> Tagged {
    Tagged::read(&render(document, PdfProfile::A2a))
}

fn xmp(bytes: &[u8]) -> String {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let packet = file.catalog().unwrap().get_deref(b"Metadata", &file).and_then(Object::as_stream).unwrap();
    assert!(!packet.dict.has(b"Filter"), "facts are readable without unpacking");
    String::from_utf8(packet.content.clone()).unwrap()
}

/// Three columns, the first merged over all rows.
fn grouped_table(count: usize) -> Document {
    let row = |index: usize| {
        let merged = if index == 0 { count } else { 0 };
        let group = Value::Text(if index == 0 { "Nhóm A".to_owned() } else { String::new() });
        let cells = [Value::Text(format!("Nhiệm vụ {index}.")), Value::Count(7)].map(Cell::new);
        Row { kind: RowKind::Body, cells: [vec![Cell { value: group, rows: merged }], cells.to_vec()].concat() }
    };
    let columns = fixture::columns(&[(1.0, Align::Left), (4.0, Align::Left), (1.0, Align::Center)]);
    let heads = vec![
        vec![fixture::head("Nhóm", 1, 2), fixture::head("Kết quả", 2, 1)],
        vec![fixture::head("Tên", 1, 1), fixture::head("Số", 1, 1)],
    ];
    let table = Table::new("t", "Bảng thử", columns, heads, (0..count).map(row).collect()).unwrap();
    Document { body: vec![Block::Table(table)], ..fixture::empty() }
}

/// The same table without rows.
fn empty_table() -> Document {
    let mut document = grouped_table(1);
    let [Block::Table(table)] = document.body.as_slice() else { panic!("one table") };
    let table = Table::new("t", "", table.columns().to_vec(), table.head().to_vec(), Vec::new()).unwrap();
    document.body = vec![Block::Table(table)];
    document
}

#[test]
fn the_structure_of_the_report_reads_as_before() {
    let mut text = String::new();
    tagged(&fixture::report()).root.dump(0, &mut text);
    compare("cau-truc-bao-cao.pdf.txt", &text);
}

#[test]
fn all_content_is_tagged_or_decoration_and_found_from_both_sides() {
    for document in [fixture::report(), grouped_table(90), letter()] {
        let tagged = tagged(&document);
        let tree = tagged.file.get_dict_in_dict(tagged.tree(), b"ParentTree").unwrap();
        let parents = tree.get(b"Nums").and_then(Object::as_array).unwrap();
        for (index, (page, (sequences, stray))) in tagged.pages.iter().zip(&tagged.content).enumerate() {
            assert_eq!(*stray, 0, "page {}: painted outside of marked content", index + 1);
            let page = tagged.file.get_dictionary(*page).unwrap();
            let key = page.get(b"StructParents").and_then(Object::as_i64).unwrap();
            let at = parents.chunks_exact(2).find(|pair| pair[0].as_i64().unwrap() == key).unwrap();
            let (_, back) = tagged.file.dereference(&at[1]).unwrap();
            let back = back.as_array().unwrap();
            let numbers: Vec<i64> = sequences.iter().filter_map(|sequence| sequence.number).collect();
            assert_eq!(numbers, (0..numbers.len() as i64).collect::<Vec<_>>(), "each number once, in order");
            assert_eq!(back.len(), numbers.len());
            for sequence in sequences {
                let Some(number) = sequence.number else {
                    assert_eq!(sequence.tag, "Artifact");
                    continue;
                };
                let element = back[usize::try_from(number).unwrap()].as_reference().unwrap();
                assert_eq!(tagged.named[&(index, number)], [element]);
                let role = tagged.file.get_dictionary(element).unwrap().get(b"S").and_then(Object::as_name).unwrap();
                assert_eq!(role, sequence.tag.as_bytes());
            }
        }
        let named: usize = tagged.named.values().map(Vec::len).sum();
        let numbered = tagged.content.iter().flat_map(|(sequences, _)| sequences).filter(|one| one.number.is_some());
        assert_eq!(named, numbered.count());
    }
}

#[test]
fn the_text_is_read_as_typed_and_in_order() {
    let tagged = tagged(&fixture::report());
    let text = words(&tagged.root.whole_text());
    let mut rest = text.as_str();
    for phrase in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "BÁO CÁO Kết quả về công tác theo dõi, đôn đốc, kiểm tra việc thực hiện",
        "I. ",
        "Nơi nhận:",
        "TỔ PHÓ",
        "PHỤ LỤC 01",
        "PHỤ LỤC 03",
    ] {
        let at = rest.find(phrase).unwrap_or_else(|| panic!("{phrase:?} is missing or out of order"));
        rest = &rest[at + phrase.len()..];
    }
    let decoration = tagged.content.iter().flat_map(|(sequences, _)| sequences).filter(|one| one.number.is_none());
    assert!(
        decoration
            .clone()
            .all(|one| one.text.trim().parse::<u8>().is_ok() || one.text.is_empty() || one.text.contains("TT"))
    );
    assert!(decoration.filter(|one| one.text == "2").count() >= 1, "page numbers are decoration");
}

/// A chart of so many bars.
fn chart(bars: usize) -> Chart {
    let series = [("Đúng hạn", Tone::OnTime), ("Quá hạn", Tone::Late)];
    let bar = |index: usize| Bar { label: format!("Đơn vị {index}."), values: vec![100, 3] };
    Chart {
        id: "units".to_owned(),
        title: "Biểu đồ kết quả".to_owned(),
        alternative: "Biểu đồ thanh: mỗi đơn vị 100 nhiệm vụ đúng hạn, 3 nhiệm vụ quá hạn.".to_owned(),
        series: series.map(|(label, tone)| Series { label: label.to_owned(), tone }).to_vec(),
        bars: (0..bars).map(bar).collect(),
    }
}

#[test]
fn a_chart_is_a_figure_with_words_and_a_box() {
    let mut document = fixture::empty();
    document.body = vec![fixture::block("Trước."), Block::Chart(chart(120)), fixture::block("Sau.")];
    let tagged = tagged(&document);
    let figures = tagged.root.of_role("Figure");
    assert!(figures.len() > 2, "it goes on over pages");
    assert_eq!(figures[0].alternative.as_deref(), Some(chart(1).alternative.as_str()));
    for figure in &figures {
        assert!(figure.alternative.as_ref().is_some_and(|words| !words.is_empty()));
        let bounds = &figure.attributes.iter().find(|(key, _)| key == "BBox").unwrap().1;
        let sides: Vec<f32> = bounds.split(' ').map(|side| side.parse().unwrap()).collect();
        let [left, bottom, right, top] = sides.as_slice() else { panic!("four sides: {bounds}") };
        assert!(*left >= 84.0 && *right <= 553.0 && left + 100.0 < *right, "{bounds}");
        assert!(*bottom >= 56.0 && *top <= 786.0 && bottom + 20.0 < *top, "{bounds}");
        assert!(figure.text.contains("Đơn vị"), "its words are its own");
    }
    let text = tagged.root.whole_text();
    assert!((0..120).all(|index| text.contains(&format!("Đơn vị {index}."))));
    // Nothing of a drawing is left to decoration: no ground, no rule.
    let sequences = tagged.content.iter().flat_map(|(sequences, _)| sequences);
    assert_eq!(sequences.filter(|one| one.tag == "Figure").count(), figures.len());
}

#[test]
fn every_bar_of_a_chart_is_filled_and_has_a_hairline_around_it() {
    let mut document = fixture::empty();
    document.body = vec![Block::Chart(chart(4))];
    let file = lopdf::Document::load_mem(&render(&document, PdfProfile::A2a)).unwrap();
    let content = file.get_and_decode_page_content(file.page_iter().next().unwrap()).unwrap();
    let is = |place: usize, operator: &str, wanted: &[f32]| {
        let operation = &content.operations[place];
        let operands: Vec<f32> = operation.operands.iter().filter_map(|operand| operand.as_float().ok()).collect();
        operation.operator == operator && operands == wanted
    };
    let bars: Vec<usize> = (0..content.operations.len()).filter(|place| is(*place, "B", &[])).collect();
    let boxes = chart(4).series.len();
    let parts = chart(4).bars.iter().flat_map(|bar| &bar.values).filter(|value| **value > 0).count();
    assert_eq!(bars.len(), boxes + parts);
    for place in bars {
        assert!(
            is(place - 2, "w", &[0.4]) && is(place - 3, "RG", &[0.2; 3]),
            "{:?}",
            &content.operations[place - 3..place]
        );
    }
}

/// A letter with every mark.
fn letter() -> Document {
    let mut document = fixture::report();
    document.letterhead.title = Title::Letter { subject: "V/v đôn đốc thực hiện nhiệm vụ".to_owned() };
    document.letterhead.addressees = vec!["Sở Nội vụ".to_owned(), "Sở Y tế".to_owned()];
    document.letterhead.marks = Marks {
        urgency: Some(Urgency::Express),
        circulation: Some("LƯU HÀNH NỘI BỘ".to_owned()),
        drafter: Some("PL.(300)".to_owned()),
        address: Some("Số 492 Trần Phú, thành phố Kon Tum".to_owned()),
        copy: Some("SAO Y; Văn phòng UBND tỉnh; 01/01/2019; 10:00:00 +07:00".to_owned()),
    };
    document.body.push(Block::Chart(chart(5)));
    document
}

#[test]
fn a_letter_is_read_from_its_head_to_its_foot() {
    let tagged = tagged(&letter());
    let text = words(&tagged.root.whole_text());
    let phrases = [
        "SAO Y;",
        "LƯU HÀNH NỘI BỘ",
        "ỦY BAN NHÂN DÂN TỈNH KON TUM",
        "TỔ KIỂM TRA",
        "Số: 28/BC-TKTra",
        "V/v đôn đốc thực hiện nhiệm vụ",
        "HOẢ TỐC",
        "Kính gửi:",
        "- Sở Nội vụ;",
        "I. ",
        "Biểu đồ kết quả",
        "Nơi nhận:",
        "PL.(300)",
        "TỔ PHÓ",
        "Số 492 Trần Phú",
        "PHỤ LỤC 01",
    ];
    let mut rest = text.as_str();
    for phrase in phrases {
        let at = rest.find(phrase).unwrap_or_else(|| panic!("{phrase:?} is missing or out of order: {rest}"));
        rest = &rest[at + phrase.len()..];
    }
    let titles = tagged.root.of_role("H1");
    assert_eq!(titles.iter().map(|title| title.text.as_str()).collect::<Vec<_>>(), ["V/v đôn đốc thực hiện nhiệm vụ"]);
}

#[test]
fn every_row_of_every_table_covers_every_column() {
    for document in [fixture::report(), grouped_table(90), grouped_table(3), empty_table()] {
        let tables = document.tables().map(|(_, table)| table.columns().len()).collect::<Vec<_>>();
        let tagged = tagged(&document);
        let found = tagged.root.of_role("Table");
        assert_eq!(found.len(), tables.len());
        for (table, width) in found.into_iter().zip(tables) {
            let mut covered = vec![0; width];
            for row in table.of_role("TR") {
                let mut cells = row.children.iter();
                for column in 0..width {
                    if covered[column] == 0 {
                        let cell = cells.next().unwrap_or_else(|| panic!("{} lacks a cell", row.whole_text()));
                        let (columns, rows) = (cell.count("ColSpan"), cell.count("RowSpan"));
                        covered[column..column + columns].iter_mut().for_each(|rest| *rest = rows);
                    }
                }
                assert!(cells.next().is_none(), "{} has a cell too many", row.whole_text());
                covered.iter_mut().for_each(|rest| *rest -= 1);
            }
            assert!(covered.iter().all(|rest| *rest == 0));
            assert!(
                table
                    .of_role("TH")
                    .iter()
                    .all(|cell| cell.attributes.contains(&("Scope".to_owned(), "Column".to_owned())))
            );
        }
    }
}

#[test]
fn what_is_repeated_on_each_page_is_read_once() {
    let tagged = tagged(&grouped_table(90));
    assert!(tagged.pages.len() > 2);
    let table = tagged.root.of_role("Table")[0].whole_text();
    for phrase in ["Nhóm A", "Kết quả", "Tên", "Nhiệm vụ 0.", "Nhiệm vụ 89."] {
        assert_eq!(table.matches(phrase).count(), 1, "{phrase}: {table}");
    }
    let decoration = |(sequences, _): &(Vec<Sequence>, usize)| {
        sequences.iter().filter(|one| one.number.is_none()).map(|one| one.text.clone()).collect::<String>()
    };
    assert!(
        tagged.content.iter().skip(1).all(|page| decoration(page).contains("Nhóm A")),
        "it is printed on each page"
    );
}

#[test]
fn a_row_torn_over_pages_is_one_row() {
    let mut document = grouped_table(1);
    let long: Vec<String> = (0..3000).map(|index| format!("từ{index}")).collect();
    let cells = ["B", &long.join(" "), "1"].map(|text| Cell::new(Value::Text(text.to_owned()))).to_vec();
    let [Block::Table(table)] = document.body.as_slice() else { panic!("one table") };
    let mut rows = table.rows().to_vec();
    rows.push(Row { kind: RowKind::Body, cells });
    let table = Table::new("t", "", table.columns().to_vec(), table.head().to_vec(), rows).unwrap();
    document.body = vec![Block::Table(table)];
    let tagged = tagged(&document);
    let rows = tagged.root.of_role("TBody")[0].children.clone();
    assert_eq!(rows.len(), 2);
    assert_eq!(words(&rows[1].children[1].text), long.join(" "));
}

#[test]
fn a_footnote_is_read_where_it_is_called() {
    let tagged = tagged(&fixture::report());
    let mut notes = Vec::new();
    for element in tagged.root.all() {
        for pair in element.children.windows(2).filter(|pair| pair[0].role == "Reference") {
            assert_eq!(pair[1].role, "Note");
            assert_eq!(pair[1].of_role("Lbl")[0].text.trim(), pair[0].text, "the note of this mark");
            notes.push(pair[1].id.clone().unwrap());
        }
    }
    assert_eq!(notes.len(), 7);
    assert_eq!(notes.iter().collect::<BTreeSet<_>>().len(), 7, "each has a name of its own");
    let names =
        tagged.file.get_dict_in_dict(tagged.tree(), b"IDTree").unwrap().get(b"Names").and_then(Object::as_array);
    let names: Vec<String> =
        names.unwrap().iter().step_by(2).map(|name| lopdf::decode_text_string(name).unwrap()).collect();
    assert_eq!(names, notes, "in order, as the list of names must be");
}

#[test]
fn heading_levels_are_never_skipped() {
    let mut document = fixture::report();
    document.body = ["### a) Trước", "# I. Một", "### a) Sâu", "## 1. Hai", "Nội dung"].map(fixture::block).to_vec();
    document.body.push(Block::Part { number: "Phần II".to_owned(), title: "KẾT QUẢ".to_owned() });
    document.body.extend(["# I. Ba", "## 1. Bốn"].map(fixture::block));
    let tagged = tagged(&document);
    let headings: Vec<&Element> = tagged.root.all().into_iter().filter(|one| one.role.starts_with('H')).collect();
    let levels: Vec<usize> = headings.iter().map(|heading| heading.role[1..].parse().unwrap()).collect();
    assert_eq!(levels, [1, 2, 2, 3, 3, 2, 3, 4, 2, 2, 2]);
    assert_eq!(headings[5].text, "Phần II KẾT QUẢ");
}

#[test]
fn empty_texts_leave_no_elements() {
    let mut document = fixture::empty();
    document.letterhead.number = String::new();
    document.letterhead.superior = Vec::new();
    let root = tagged(&document).root;
    assert!(root.all().iter().all(|element| !element.text.is_empty() || !element.children.is_empty()));
}

#[test]
fn the_facts_in_xmp_are_those_of_the_decree_and_of_the_file() {
    let mut report = fixture::report();
    report.metadata.title = "Báo cáo \"R&D\" <1>".to_owned();
    let bytes = render(&report, PdfProfile::A2a);
    let pages = lopdf::Document::load_mem(&bytes).unwrap().page_iter().count();
    let packet = xmp(&bytes);
    let fields = report.metadata.fields(Some(pages));
    assert!(fields.len() > 8);
    for (name, value) in &fields {
        assert!(packet.contains(&format!("<nd30:{name}>{value}</nd30:{name}>")), "{name} is missing");
        assert!(packet.contains(&format!("<pdfaProperty:name>{name}</pdfaProperty:name>")), "{name} is not described");
    }
    assert!(packet.contains("<rdf:li xml:lang=\"x-default\">Báo cáo &quot;R&amp;D&quot; &lt;1&gt;</rdf:li>"));
    assert!(packet.contains("<xmp:CreateDate>2019-01-01T00:00:00+07:00</xmp:CreateDate>"));
    assert!(packet.starts_with("<?xpacket begin=\"\u{feff}\"") && packet.ends_with("<?xpacket end=\"w\"?>"));
}

#[test]
fn each_profile_keeps_its_standard() {
    let report = fixture::report();
    for profile in PdfProfile::ALL {
        let bytes = render(&report, profile);
        assert_eq!(bytes, render(&report, profile), "{profile:?}: two runs differ");
        let header = format!("%PDF-{}\n%", profile.version());
        assert!(bytes.starts_with(header.as_bytes()));
        let binary = &bytes[header.len()..header.len() + 4];
        assert!(binary.iter().all(|byte| *byte >= 128), "{binary:?}");
        let packet = xmp(&bytes);
        let claims = |part: &str, level: &str| {
            packet
                .contains(&format!("<pdfaid:part>{part}</pdfaid:part><pdfaid:conformance>{level}</pdfaid:conformance>"))
        };
        assert_eq!(claims("2", "A"), profile == PdfProfile::A2a);
        assert_eq!(claims("1", "B"), profile == PdfProfile::A1b);
        assert_eq!(packet.contains("<pdfaid:"), profile != PdfProfile::Plain);
        assert_eq!(packet.contains("<pdfuaid:part>1</pdfuaid:part>"), profile == PdfProfile::A2a);
        // PDF 1.4 knows no packed objects.
        let classic = bytes.windows(9).any(|part| part == b"\ntrailer\n");
        assert_eq!(classic, profile == PdfProfile::A1b);
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let descriptors = file.objects.values().filter_map(|object| object.as_dict().ok());
        let descriptors: Vec<_> = descriptors.filter(|object| object.has(b"FontFile2")).collect();
        assert_eq!(descriptors.len(), 4, "four styles");
        assert!(descriptors.iter().all(|one| one.has(b"CIDSet") == (profile == PdfProfile::A1b)));
        assert!(bytes.len() < 250_000, "{profile:?}: {} bytes", bytes.len());
    }
}

#[test]
fn the_list_of_characters_names_every_glyph_of_the_font() {
    let file = lopdf::Document::load_mem(&render(&fixture::report(), PdfProfile::A1b)).unwrap();
    for descriptor in file.objects.values().filter_map(|object| object.as_dict().ok()).filter(|one| one.has(b"CIDSet"))
    {
        let stream = |key: &[u8]| {
            descriptor.get_deref(key, &file).and_then(Object::as_stream).unwrap().get_plain_content().unwrap()
        };
        let (set, font) = (stream(b"CIDSet"), stream(b"FontFile2"));
        let maxp = font.chunks_exact(4).skip(3).step_by(4).position(|tag| tag == b"maxp").unwrap();
        let entry = &font[12 + maxp * 16..];
        let offset = u32::from_be_bytes(entry[8..12].try_into().unwrap()) as usize;
        let glyphs = u32::from(u16::from_be_bytes(font[offset + 4..offset + 6].try_into().unwrap()));
        assert_eq!(set.iter().map(|byte| byte.count_ones()).sum::<u32>(), glyphs);
        assert!(set.len() == glyphs.div_ceil(8) as usize && set[0] == 0xFF);
    }
}

#[test]
fn colours_are_those_of_a_whole_srgb_profile() {
    let file = lopdf::Document::load_mem(&render(&fixture::empty(), PdfProfile::A1b)).unwrap();
    let intents = file.catalog().unwrap().get(b"OutputIntents").and_then(Object::as_array).unwrap();
    let profile =
        intents[0].as_dict().unwrap().get_deref(b"DestOutputProfile", &file).and_then(Object::as_stream).unwrap();
    let profile = profile.get_plain_content().unwrap();
    let number = |at: usize| u32::from_be_bytes(profile[at..at + 4].try_into().unwrap()) as usize;
    assert_eq!(number(0), profile.len());
    assert_eq!((&profile[12..20], &profile[36..40]), (&b"mntrRGB "[..], &b"acsp"[..]));
    for part in 0..number(128) {
        let (offset, size) = (number(136 + part * 12), number(140 + part * 12));
        assert!(offset % 4 == 0 && offset + size <= profile.len());
        assert!([&b"desc"[..], b"text", b"XYZ ", b"curv"].contains(&&profile[offset..offset + 4]));
    }
    assert!(profile.len() < 1200, "{}", profile.len());
}

/// The entries of an outline with what stands below them, indented.
fn outline(file: &lopdf::Document, parent: &lopdf::Dictionary, depth: usize, lines: &mut Vec<String>) {
    let mut next = parent.get(b"First").and_then(Object::as_reference).ok();
    while let Some(id) = next {
        let entry = file.get_dictionary(id).unwrap();
        let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
        let place = entry.get(b"Dest").and_then(Object::as_array).unwrap()[0].as_reference().unwrap();
        let page = file.page_iter().position(|page| page == place).unwrap() + 1;
        let short: String = title.chars().take(24).collect();
        lines.push(format!("{}{short} {page}", "  ".repeat(depth)));
        outline(file, entry, depth + 1, lines);
        next = entry.get(b"Next").and_then(Object::as_reference).ok();
    }
}

#[test]
fn the_outline_leads_to_parts_sections_and_appendices() {
    let mut document = fixture::report();
    document.body = ["# I. Một", "## 1. Hai", "### a) Ba", "## 2. Bốn"].map(fixture::block).to_vec();
    document.body.push(Block::Part { number: "Phần II".to_owned(), title: "KẾT QUẢ".to_owned() });
    document.body.extend(["# I. Năm", "## 1. Sáu"].map(fixture::block));
    let file = lopdf::Document::load_mem(&render(&document, PdfProfile::A2a)).unwrap();
    let mut lines = Vec::new();
    outline(&file, file.get_dict_in_dict(file.catalog().unwrap(), b"Outlines").unwrap(), 0, &mut lines);
    let expected = [
        "I. Một 1",
        "  1. Hai 1",
        "  2. Bốn 1",
        "Phần II. KẾT QUẢ 1",
        "  I. Năm 1",
        "    1. Sáu 1",
        "PHỤ LỤC 01 - NHIỆM VỤ DO 2",
        "PHỤ LỤC 02 - Kết quả thự 4",
        "PHỤ LỤC 03 - Kết quả thự 5",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_row_that_merged_cells_cover_whole_is_still_a_row() {
    let rows = [2, 0, 1].map(|rows| Row { kind: RowKind::Body, cells: vec![Cell { value: Value::Mark, rows }] });
    let columns = fixture::columns(&[(1.0, Align::Left)]);
    let table = Table::new("t", "", columns, vec![vec![fixture::head("A", 1, 1)]], rows.to_vec()).unwrap();
    let document = Document { body: vec![Block::Table(table)], ..fixture::empty() };
    let counts: Vec<usize> = tagged(&document).root.of_role("TR").iter().map(|row| row.children.len()).collect();
    assert_eq!(counts, [1, 1, 0, 1]);
}

#[test]
fn a_heading_that_says_nothing_leaves_no_gap_between_levels() {
    let mut document = fixture::empty();
    document.body = ["# ", "## 1. Mục", "### a) Điểm"].map(fixture::block).to_vec();
    let found = tagged(&document);
    let roles = |role| found.root.of_role(role).iter().map(|heading| heading.whole_text()).collect::<Vec<_>>();
    assert_eq!(
        (roles("H2"), roles("H3"), roles("H4")),
        (vec!["1. Mục".to_owned()], vec!["a) Điểm".to_owned()], vec![])
    );
}
