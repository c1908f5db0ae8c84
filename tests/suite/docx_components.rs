//! Every component of the layout law in a Word file: its words, its style, its place, its size.

use std::io::Cursor;

use dondoc::{
    document::{
        Align, Bar, Block, Cell, Chart, Closing, Column, Document, HeadCell, Inline, Marks, Preset, Profile, Recipient,
        Row, RowKind, Series, Status, Table, Title, Tone, Urgency, Value,
    },
    render::{Options, docx},
};
use roxmltree::Node;

use crate::{
    fixture::theme,
    read_back::{is, part, tables_of_docx, value},
    small_report::document,
};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn render(document: &Document) -> Vec<u8> {
    docx::render(document, &theme(), Options::default()).unwrap()
}

fn text(node: Node) -> String {
    let words = node.descendants().filter(|node| is(*node, "t") || is(*node, "br"));
    words.map(|node| node.text().unwrap_or("\n").to_owned()).collect()
}

/// (style, words) of every paragraph of a part, except empty ones.
fn paragraphs(bytes: &[u8], name: &str) -> Vec<(String, String)> {
    let xml = part(bytes, name);
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let paragraphs = parsed.descendants().filter(|node| is(*node, "p"));
    let named = paragraphs.map(|node| (value(node, &["pPr", "pStyle"]).unwrap_or_default().to_owned(), text(node)));
    named.filter(|(_, words)| !words.is_empty()).collect()
}

fn in_style(bytes: &[u8], style: &str) -> Vec<String> {
    let all = paragraphs(bytes, "word/document.xml");
    all.into_iter().filter(|(found, _)| found == style).map(|(_, words)| words).collect()
}

/// What `fact` finds at the first paragraph of a style, as (element, attribute, value).
fn property(bytes: &[u8], style: &str, element: &str, attribute: &str) -> Option<String> {
    let xml = part(bytes, "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let paragraph = parsed
        .descendants()
        .filter(|node| is(*node, "p"))
        .find(|node| value(*node, &["pPr", "pStyle"]) == Some(style))?;
    let found = paragraph.descendants().find(|node| is(*node, element))?;
    found.attribute((WORD, attribute)).map(str::to_owned)
}

/// Half points of a style as the file says.
fn size(bytes: &[u8], style: &str) -> u32 {
    let xml = part(bytes, "word/styles.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let style =
        parsed.descendants().find(|node| node.attribute((WORD, "styleId")) == Some(style)).expect("the style is there");
    value(style, &["rPr", "sz"]).unwrap().parse().unwrap()
}

/// The parts at the head or foot of pages: (pages, words) for each section.
fn edges(bytes: &[u8], kind: &str) -> Vec<Vec<(String, String)>> {
    let relations = part(bytes, "word/_rels/document.xml.rels");
    let relations = roxmltree::Document::parse(&relations).unwrap();
    let target = |id: &str| {
        let found = relations.descendants().find(|node| node.attribute("Id") == Some(id)).unwrap();
        format!("word/{}", found.attribute("Target").unwrap())
    };
    let xml = part(bytes, "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sections = parsed.descendants().filter(|node| is(*node, "sectPr"));
    let of = |section: Node| {
        let references = section.children().filter(|node| is(*node, &format!("{kind}Reference")));
        let edge = |node: Node| {
            let words = paragraphs(bytes, &target(node.attribute((office, "id")).unwrap()));
            let words: Vec<String> = words.into_iter().map(|(style, words)| format!("{style}: {words}")).collect();
            (node.attribute((WORD, "type")).unwrap().to_owned(), words.join(" | "))
        };
        references.map(edge).collect()
    };
    sections.map(of).collect()
}

fn letter() -> Document {
    let mut letter = document();
    letter.layout.profile = Profile::Nd30;
    letter.letterhead.title = Title::Letter { subject: "V/v đôn đốc thực hiện nhiệm vụ".to_owned() };
    letter.letterhead.addressees = ["Sở Nội vụ", "Sở Y tế", "Sở Tư pháp"].map(str::to_owned).to_vec();
    letter.letterhead.marks = Marks {
        urgency: Some(Urgency::VeryUrgent),
        circulation: Some("LƯU HÀNH NỘI BỘ".to_owned()),
        drafter: Some("PL.(300)".to_owned()),
        address: Some("Số 125 Phan Đình Phùng".to_owned()),
        copy: Some("Bản sao điện tử".to_owned()),
    };
    letter
}

fn chart(bars: u64) -> Chart {
    let series = [("Đúng hạn", Tone::OnTime), ("Trễ hạn", Tone::Overdue)];
    Chart {
        id: "units".to_owned(),
        title: "Kết quả theo đơn vị".to_owned(),
        alternative: "Sở Nội vụ: 3 đúng hạn & 1 trễ hạn".to_owned(),
        series: series.map(|(label, tone)| Series { label: label.to_owned(), tone }).to_vec(),
        bars: (0..bars).map(|bar| Bar { label: format!("Sở {bar}"), values: vec![3, bar] }).collect(),
    }
}

#[test]
fn a_letter_has_its_subject_below_its_number_and_no_title() {
    let bytes = render(&letter());
    let words: Vec<String> = paragraphs(&bytes, "word/document.xml").into_iter().map(|(_, words)| words).collect();
    let place = |wanted: &str| words.iter().position(|words| words == wanted).unwrap_or_else(|| panic!("{wanted}"));
    assert!(place("Số: 28/BC-TKTra") < place("V/v đôn đốc thực hiện nhiệm vụ"));
    assert!(place("V/v đôn đốc thực hiện nhiệm vụ") < place("THƯỢNG KHẨN"));
    assert!(place("THƯỢNG KHẨN") < place("Kính gửi:"));
    assert_eq!(in_style(&bytes, "TrichYeuCongVan"), ["V/v đôn đốc thực hiện nhiệm vụ"]);
    assert!(in_style(&bytes, "TenLoai").is_empty() && in_style(&bytes, "TrichYeu").is_empty());
}

#[test]
fn a_long_subject_of_a_letter_has_lines_of_about_the_same_length() {
    let mut letter = letter();
    assert_eq!(property(&render(&letter), "TrichYeuCongVan", "ind", "left"), None);
    letter.letterhead.title =
        Title::Letter { subject: "V/v đôn đốc thực hiện nhiệm vụ được giao".to_owned() };
    let indent = property(&render(&letter), "TrichYeuCongVan", "ind", "left").unwrap().parse::<u32>().unwrap();
    assert!((500..1200).contains(&indent), "{indent}");
}

#[test]
fn several_addressees_stand_below_each_other_with_dashes_under_the_colon() {
    let bytes = render(&letter());
    assert_eq!(in_style(&bytes, "KinhGui"), ["Kính gửi:"]);
    assert_eq!(in_style(&bytes, "KinhGuiMuc"), ["- Sở Nội vụ;", "- Sở Y tế;", "- Sở Tư pháp."]);
    let number = |style, attribute| property(&bytes, style, "ind", attribute).unwrap().parse::<i32>().unwrap();
    // 35 mm from the edge of the text; the words before the colon take 17.6 mm at 14 pt.
    assert_eq!(number("KinhGui", "left"), 1984);
    let dash = number("KinhGuiMuc", "left") - number("KinhGuiMuc", "hanging");
    assert!((dash - 1984 - 998).abs() <= 6, "{dash}");
}

#[test]
fn one_addressee_stands_on_the_line_of_the_words() {
    let mut letter = letter();
    letter.letterhead.addressees.truncate(1);
    let bytes = render(&letter);
    assert_eq!(in_style(&bytes, "KinhGui"), ["Kính gửi: Sở Nội vụ"]);
    assert!(in_style(&bytes, "KinhGuiMuc").is_empty());
}

#[test]
fn the_urgency_box_has_the_size_of_the_law() {
    for (urgency, words, width) in [
        (Urgency::Urgent, "KHẨN", "1134"),
        (Urgency::VeryUrgent, "THƯỢNG KHẨN", "2268"),
        (Urgency::Express, "HOẢ TỐC", "1701"),
    ] {
        let mut letter = letter();
        letter.letterhead.marks.urgency = Some(urgency);
        let bytes = render(&letter);
        assert_eq!(in_style(&bytes, "MucDoKhan"), [words]);
        let xml = part(&bytes, "word/document.xml");
        let parsed = roxmltree::Document::parse(&xml).unwrap();
        let framed = parsed
            .descendants()
            .find(|node| is(*node, "tbl") && value(*node, &["tblPr", "tblStyle"]) == Some("KhungMucDoKhan"))
            .unwrap();
        let attribute = |element: &str, name: &str| {
            framed.descendants().find(|node| is(*node, element)).and_then(|node| node.attribute((WORD, name)))
        };
        assert_eq!(attribute("tblW", "w"), Some(width), "{words}");
        assert_eq!((attribute("trHeight", "val"), attribute("trHeight", "hRule")), (Some("454"), Some("exact")));
    }
}

#[test]
fn marks_of_page_one_stand_at_its_edges_and_nowhere_else() {
    let head = "BanSaoDienTu: Bản sao điện tử | PhamViLuuHanh: LƯU HÀNH NỘI BỘ".to_owned();
    let foot = "DiaChi: Số 125 Phan Đình Phùng".to_owned();
    let entry = |pages: &str, words: &str| (pages.to_owned(), words.to_owned());
    let bytes = render(&letter());
    assert_eq!(edges(&bytes, "header")[0], [entry("default", "Header: 2"), entry("first", &head)]);
    assert_eq!(edges(&bytes, "footer")[0], [entry("first", &foot)]);
    for section in 1..3 {
        assert_eq!(edges(&bytes, "header")[section], [entry("default", "Header: 2"), entry("first", "")]);
        assert_eq!(edges(&bytes, "footer")[section], [entry("first", "")]);
    }

    let mut old = letter();
    old.layout.profile = Profile::Tt01;
    let bytes = render(&old);
    assert_eq!(edges(&bytes, "footer")[0], [entry("default", "Footer: 2"), entry("first", &foot)]);
    assert_eq!(edges(&bytes, "footer")[2], [entry("default", "Footer: 2"), entry("first", "")]);
    assert_eq!(edges(&bytes, "header")[0], [entry("first", &head)]);
    assert_eq!(edges(&bytes, "header")[2], [entry("first", "")]);
}

#[test]
fn the_drafter_stands_below_the_recipients() {
    let bytes = render(&letter());
    let words: Vec<String> = paragraphs(&bytes, "word/document.xml").into_iter().map(|(_, words)| words).collect();
    let last = words.iter().position(|words| words == "- Lưu: VT.").unwrap();
    assert_eq!(words[last + 1], "PL.(300)");
    assert_eq!(in_style(&bytes, "KyHieuSoanThao"), ["PL.(300)"]);
}

#[test]
fn a_part_is_one_heading_of_two_lines_above_the_other_levels() {
    let mut report = document();
    report.body.insert(0, Block::Part { number: "Phần I".to_owned(), title: "KẾT QUẢ".to_owned() });
    report.body.insert(3, Block::Heading { level: 3, content: vec![Inline::plain("a) Nguyên nhân")] });
    let bytes = render(&report);
    assert_eq!(in_style(&bytes, "Phan"), ["Phần I\nKẾT QUẢ"]);
    let xml = part(&bytes, "word/styles.xml");
    let styles = roxmltree::Document::parse(&xml).unwrap();
    let look = |id: &str| {
        let style = styles.descendants().find(|node| node.attribute((WORD, "styleId")) == Some(id)).unwrap();
        let has = |name| style.descendants().any(|node| is(node, name));
        (value(style, &["pPr", "outlineLvl"]).unwrap_or("-").to_owned(), has("b"), has("i"))
    };
    assert_eq!(look("Phan"), ("0".to_owned(), true, false));
    assert_eq!(look("Heading1"), ("0".to_owned(), true, false));
    assert_eq!(look("Heading2"), ("1".to_owned(), true, false));
    assert_eq!(look("Heading3"), ("2".to_owned(), false, false));
}

#[test]
fn the_small_preset_lowers_head_and_text_and_leaves_what_has_one_size() {
    let large = render(&document());
    let mut small = document();
    small.layout.preset = Preset::Small;
    let small = render(&small);
    for (style, large_points, small_points) in [
        ("QuocHieu", 13, 12),
        ("CoQuanChuQuan", 13, 12),
        ("CoQuanBanHanh", 13, 12),
        ("TieuNgu", 14, 13),
        ("DiaDanh", 14, 13),
        ("TenLoai", 14, 13),
        ("TrichYeu", 14, 13),
        ("BodyText", 14, 13),
        ("Heading1", 14, 13),
        ("ChucVu", 14, 13),
        ("NguoiKy", 14, 13),
        ("KinhGuiMuc", 14, 13),
        ("SoKyHieu", 13, 13),
        ("TrichYeuCongVan", 12, 12),
        ("MucDoKhan", 13, 13),
        ("NoiNhan", 12, 12),
        ("NoiNhanMuc", 11, 11),
        ("KyHieuSoanThao", 11, 11),
        ("DiaChi", 11, 11),
        ("BanSaoDienTu", 10, 10),
        ("PhuLuc", 14, 14),
        ("BangO", 12, 12),
    ] {
        assert_eq!((size(&large, style), size(&small, style)), (large_points * 2, small_points * 2), "{style}");
    }
}

#[test]
fn an_office_that_restyles_keeps_its_own_sizes() {
    let mut theme = theme();
    let mut package = dondoc::ooxml::Package::open(&theme.reference_docx).unwrap();
    let styles = String::from_utf8(package.part("word/styles.xml").unwrap().to_vec()).unwrap();
    package.replace("word/styles.xml", styles.replace("<w:sz w:val=\"28\"/>", "<w:sz w:val=\"27\"/>").into_bytes());
    theme.reference_docx = package.write().unwrap().into();
    let mut report = document();
    assert_eq!(size(&docx::render(&report, &theme, Options::default()).unwrap(), "BodyText"), 27);
    report.layout.preset = Preset::Small;
    assert_eq!(size(&docx::render(&report, &theme, Options::default()).unwrap(), "BodyText"), 25);
}

#[test]
fn a_chart_is_a_picture_with_words_for_those_who_cannot_see_it() {
    let mut report = document();
    report.body.insert(1, Block::Chart(chart(3)));
    let bytes = render(&report);
    assert_eq!(in_style(&bytes, "BieuDoTieuDe"), ["Kết quả theo đơn vị"]);
    let xml = part(&bytes, "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let named = parsed.descendants().find(|node| node.tag_name().name() == "docPr").unwrap();
    assert_eq!(named.attribute("descr"), Some("Sở Nội vụ: 3 đúng hạn & 1 trễ hạn"));
    assert_eq!(named.attribute("title"), Some("Kết quả theo đơn vị"));
    let extent = parsed.descendants().find(|node| node.tag_name().name() == "extent").unwrap();
    // As wide as the text: 467.7 pt of 12 700 units.
    assert_eq!(extent.attribute("cx"), Some("5939790"));
    assert!(render(&report) == bytes, "the same picture twice");
}

#[test]
fn the_picture_of_a_chart_shows_its_bars_edges_axis_and_words() {
    let mut report = document();
    report.body.insert(1, Block::Chart(chart(3)));
    let file = bytes_of(&render(&report), "word/media/chart1.png");
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
    let mut dots = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut dots).unwrap();
    assert_eq!((frame.width, frame.color_type), (1559, png::ColorType::Rgb), "467.7 pt at 240 dots per inch");
    let size = reader.info().pixel_dims.unwrap();
    assert_eq!((size.xppu, size.yppu, size.unit), (9449, 9449, png::Unit::Meter), "240 dots per inch");

    // Places in points; a dot is 0.3 of them.
    let at = |x: f32, y: f32| {
        let place = ((y / 0.3) as usize * 1559 + (x / 0.3) as usize) * 3;
        [dots[place], dots[place + 1], dots[place + 2]]
    };
    let (axis, edge, white) = (0.32 * 467.7 + 6.0, [0x33; 3], [255; 3]);
    assert_eq!(at(4.5, 5.5), Tone::OnTime.rgb(), "the box of the legend");
    assert_eq!((at(4.5, 0.95), at(4.5, 0.5)), (edge, white), "its edge, and the paper outside");
    // Rows follow at 19.5 pt, 15.5 pt each: three tasks, then as many more as the row counts.
    let middle = |row: u8| 19.5 + 15.5 * f32::from(row) + 1.5;
    assert_eq!(at(axis + 3.0, middle(0)), Tone::OnTime.rgb());
    assert_eq!([at(466.0, middle(0)), at(axis - 3.0, 40.0)], [white; 2], "right and left of the bars");
    assert_eq!(at(axis, 16.5), [0; 3], "the axis begins above the bars");
    let of = |row: u8, tone: Tone| {
        let y = middle(row);
        (0..1559).filter(|dot| at(*dot as f32 * 0.3 + 0.1, y) == tone.rgb()).count()
    };
    let (three, one, two) = (of(0, Tone::OnTime), of(1, Tone::Overdue), of(2, Tone::Overdue));
    assert!(of(0, Tone::Overdue) == 0 && three.abs_diff(of(2, Tone::OnTime)) < 2);
    assert!((three + 1).abs_diff(3 * (one + 1)) < 6 && (two + 1).abs_diff(2 * (one + 1)) < 4, "{three} {one} {two}");
    let black = |from: f32, to: f32| {
        let line = (from / 0.3) as usize..(to / 0.3) as usize;
        line.flat_map(|x| (0..42).map(move |y| at(x as f32 * 0.3 + 0.1, y as f32 * 0.3 + 0.1)))
            .filter(|dot| *dot == [0; 3])
            .count()
    };
    assert!(black(12.0, 50.0) > 200 && black(300.0, 460.0) == 0, "words beside the box, paper at the end of the line");
}

#[test]
fn a_chart_of_many_bars_is_several_pictures_below_one_title() {
    let mut report = document();
    report.appendices[0].blocks.push(Block::Chart(chart(45)));
    let bytes = render(&report);
    let xml = part(&bytes, "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let named: Vec<Node> = parsed.descendants().filter(|node| node.tag_name().name() == "docPr").collect();
    assert!(named.len() > 1);
    let ids: Vec<_> = named.iter().map(|node| node.attribute("id").unwrap()).collect();
    assert_eq!(ids, (1..=named.len()).map(|id| id.to_string()).collect::<Vec<_>>());
    assert!(named[1].attribute("descr").unwrap().ends_with(&format!("(phần 2/{})", named.len())));
    assert_eq!(in_style(&bytes, "BieuDoTieuDe").len(), 1);
}

#[test]
fn the_lines_of_a_long_chart_title_are_about_equally_long() {
    let mut report = document();
    let title = "Kết quả thực hiện nhiệm vụ do Chủ tịch UBND tỉnh, UBND tỉnh giao, theo cơ quan được giao";
    report.body.insert(1, Block::Chart(Chart { title: title.to_owned(), ..chart(3) }));
    let xml = part(&render(&report), "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let named = |node: &Node| is(*node, "pStyle") && node.attribute((WORD, "val")) == Some("BieuDoTieuDe");
    let style = parsed.descendants().find(named).unwrap();
    let indents = style.parent().unwrap().children().find(|node| is(*node, "ind")).unwrap();
    let left: u32 = indents.attribute((WORD, "left")).unwrap().parse().unwrap();
    assert!(left > 567, "{left}");
}

#[test]
fn the_file_carries_the_fields_that_record_systems_ask_for() {
    let report = document();
    let bytes = render(&report);
    let xml = part(&bytes, "docProps/custom.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let properties: Vec<(&str, String)> = parsed
        .root_element()
        .children()
        .map(|node| (node.attribute("name").unwrap(), node.first_child().unwrap().text().unwrap().to_owned()))
        .collect();
    assert_eq!(properties, report.metadata.fields(None));
    assert!(properties.contains(&("TypeName", "Báo cáo".to_owned())));
    let numbers: Vec<_> = parsed.root_element().children().map(|node| node.attribute("pid").unwrap()).collect();
    assert_eq!(numbers[..3], ["2", "3", "4"]);
    assert!(part(&bytes, "docProps/core.xml").contains("<dc:subject>Kết quả kiểm tra năm 2018</dc:subject>"));
}

#[test]
fn tables_say_what_they_hold() {
    let bytes = render(&document());
    let xml = part(&bytes, "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let said = |name: &str| -> Vec<String> {
        let found = parsed.descendants().filter(|node| is(*node, name));
        found.map(|node| node.attribute((WORD, "val")).unwrap().to_owned()).collect()
    };
    assert_eq!(
        said("tblCaption"),
        ["Phần đầu văn bản", "Nơi nhận và chữ ký", "Nhiệm vụ còn tồn đọng", "Kết quả theo đơn vị"]
    );
    assert_eq!(said("tblDescription")[2], "Bảng 3 dòng, các cột: STT; Số, ký hiệu; Nhiệm vụ; Hạn xử lý");
}

#[test]
fn no_column_is_too_narrow_for_its_words() {
    let grid = |text: &str, columns: &[(&str, f32)]| -> Vec<u32> {
        let mut report = document();
        report.appendices.clear();
        report.body = vec![Block::Table(table(columns, 2, text))];
        report.footnotes.clear();
        let xml = part(&render(&report), "word/document.xml");
        let parsed = roxmltree::Document::parse(&xml).unwrap();
        let columns = parsed.descendants().filter(|node| is(*node, "gridCol"));
        let all = columns.map(|node| node.attribute((WORD, "w")).unwrap().parse().unwrap());
        // Those of the letterhead come first, those of the closing last.
        all.skip(2).take(2).collect()
    };
    let columns = [("Hạn xử lý", 0.1), ("Nội dung", 9.0)];
    // "31/12/2018" is 18.4 mm wide at 12 pt, "3032/UBND-KGVX" 35.0 mm.
    let dates = grid("31/12/2018", &columns);
    assert!(dates[0] > 1043 && dates[0] + dates[1] == 9354, "{dates:?}");
    let numbers = grid("3032/UBND-KGVX", &columns);
    assert!(numbers[0] > 1984 && numbers[0] + numbers[1] == 9354, "{numbers:?}");
    // A table too narrow for whole numbers breaks them at the hyphens.
    let long = "0123456789/QĐ-0123456789-0123456789-0123456789-0123456789";
    let narrow = grid(long, &[("Số, ký hiệu", 1.0), ("Nội dung", 3.0)]);
    assert!(narrow[0] < narrow[1], "{narrow:?}");
}

#[test]
fn an_empty_table_says_so_below_its_head() {
    let mut document = document();
    document.body.insert(0, Block::Table(table(&[("TT", 1.0), ("Nội dung", 6.0)], 0, "")));
    let bytes = render(&document);
    assert_eq!(tables_of_docx(&bytes)[0], [["TT", "Nội dung"], ["Không có", ""]]);
}

#[test]
fn a_document_that_nobody_receives_has_no_empty_closing() {
    let mut document = document();
    document.closing.recipients = Vec::new();
    let bytes = render(&document);
    assert!(in_style(&bytes, "NoiNhan").is_empty());
    assert!(!in_style(&bytes, "NguoiKy").is_empty(), "it is signed all the same");
    let closing = Closing { recipients: Vec::new(), authority: Vec::new(), office: None, signer: String::new() };
    document.closing = closing;
    assert!(!part(&render(&document), "word/document.xml").contains("Nơi nhận"));
}

/// A table of as many rows, each cell with this text.
fn table(columns: &[(&str, f32)], rows: usize, text: &str) -> Table {
    let head = columns.iter().map(|(text, _)| HeadCell { text: (*text).to_owned(), columns: 1, rows: 1 }).collect();
    let row = Row { kind: RowKind::Body, cells: vec![Cell::new(Value::Text(text.to_owned())); columns.len()] };
    let columns = columns
        .iter()
        .map(|(id, width)| Column { id: (*id).to_owned(), width: *width, align: Align::Left, rate: None })
        .collect();
    Table::new("t", "", columns, vec![head], vec![row; rows]).unwrap()
}

#[test]
fn odd_lengths_are_rendered_whole() {
    let mut report = document();
    report.status = Status::Draft;
    report.letterhead.issuer = vec!["TỔ KIỂM TRA ".repeat(10)];
    let subject = "Kết quả về công tác theo dõi, đôn đốc, kiểm tra việc thực hiện các nhiệm vụ ".repeat(4);
    report.letterhead.title = Title::Named { kind: "BÁO CÁO".to_owned(), subject: subject.clone() };
    report.footnotes[0] = vec![Inline::plain("Quyết định số 69/QĐ-UBND ".repeat(400))];
    report.closing.recipients = (0..60).map(|number| Recipient { level: 0, text: format!("Sở {number};") }).collect();
    report.body.push(Block::Table(table(&[("STT", 1.0), ("Nhiệm vụ", 4.0)], 1000, "Nội dung")));
    report.body.push(Block::Table(table(&[("STT", 1.0)], 0, "")));
    let bytes = render(&report);
    assert_eq!(in_style(&bytes, "TrichYeu"), [subject]);
    assert_eq!(in_style(&bytes, "NoiNhanMuc").len(), 60);
    assert_eq!(in_style(&bytes, "BangO").iter().filter(|words| *words == "Nội dung").count(), 2000);
    // So long a list may break over two pages; a row that may not would be cut off.
    let xml = part(&bytes, "word/document.xml");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let closing = parsed.descendants().find(|node| is(*node, "tr") && text(*node).starts_with("Nơi nhận:")).unwrap();
    assert!(!closing.descendants().any(|node| is(node, "cantSplit")));
    // The rule below a name that wraps is no longer than its column.
    let rule = property(&bytes, "DuongKe", "ind", "left").unwrap().parse::<u32>().unwrap();
    assert!((3685 / 4..3685 / 3).contains(&rule), "{rule}");
    assert!(render(&report) == bytes);
}

fn bytes_of(bytes: &[u8], name: &str) -> Vec<u8> {
    dondoc::ooxml::Package::open(bytes).unwrap().part(name).unwrap().to_vec()
}
