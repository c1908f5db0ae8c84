//! What a person finds in a rendered Word file, and what Word wants of it.

use dondoc::{
    diagnostic::Code,
    document::{Block, Inline, Profile, Status},
    ooxml::Package,
    render::{Options, docx},
};
use roxmltree::{Document, Node};

use crate::{
    fixture::theme,
    read_back::{is, part, tables_of_docx, text_of_docx, value},
    small_report::{document, open_tasks},
};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn rendered() -> Vec<u8> {
    docx::render(&document(), &theme(), Options::default()).unwrap()
}

/// Every node of this name in the main part, shown as XML-independent facts by `fact`.
fn facts<T>(bytes: &[u8], name: &str, fact: impl Fn(Node) -> T) -> Vec<T> {
    let xml = part(bytes, "word/document.xml");
    let parsed = Document::parse(&xml).unwrap();
    parsed.descendants().filter(|node| is(*node, name)).map(fact).collect()
}

fn attribute(node: Node, name: &str) -> String {
    node.attribute((WORD, name)).unwrap_or_default().to_owned()
}

#[test]
fn the_text_reads_from_letterhead_to_footnotes() {
    let text = text_of_docx(&rendered());
    let lines: Vec<&str> = text.lines().take_while(|line| *line != "PHỤ LỤC 01").collect();
    assert_eq!(
        lines,
        [
            "ỦY BAN NHÂN DÂN",
            "TỈNH KON TUM",
            "TỔ KIỂM TRA",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "Số: 28/BC-TKTra",
            "Kon Tum, ngày 01 tháng 01 năm 2019",
            "BÁO CÁO",
            "Kết quả kiểm tra năm 2018",
            "I. Kết quả",
            "1. Ưu điểm",
            "Đã giao 3.393 nhiệm vụ(1) cho <30> đơn vị & địa phương(2) - Phụ lục 02",
            "[Nguyên nhân của hạn chế]",
            "Trên đây là báo cáo./.",
            "Nơi nhận:",
            "- Văn phòng:",
            "+ CVP;",
            "- Lưu: VT.",
            "KT. TỔ TRƯỞNG",
            "TỔ PHÓ",
            "PHÓ CHÁNH VĂN PHÒNG",
            "Nguyễn Đình Cầu",
        ]
    );
}

#[test]
fn appendices_and_footnotes_follow_the_signature() {
    let text = text_of_docx(&rendered());
    let lines: Vec<&str> = text.lines().skip_while(|line| *line != "Nguyễn Đình Cầu").collect();
    assert_eq!(lines[1..5], ["PHỤ LỤC 01", "Tiêu đề PHỤ LỤC 01", "(Kèm theo Báo cáo số 28/BC-TKTra)", "STT"]);
    assert!(lines.contains(&"Số liệu đến 15h30 ngày 27/12/2018"));
    assert_eq!(
        lines[lines.len() - 3..],
        [
            "Ghi chú dưới bảng.",
            "1 Quyết định số 69/QĐ-UBND ngày 07/02/2017.",
            "2 Văn bản số 656/UBND-TH ngày 22/3/2018.",
        ]
    );
}

#[test]
fn tables_keep_their_grid_with_merged_cells_and_blank_zeros() {
    let tables = tables_of_docx(&rendered());
    let rows = |table: usize| tables[table].iter().map(|row| row.join("|")).collect::<Vec<_>>();
    assert_eq!(
        rows(0),
        [
            "STT|Số, ký hiệu|Nhiệm vụ|Hạn xử lý",
            "1|Quyết định số 985/QĐ-TTg|=1+1|31/8/2018",
            "2||Tổ chức \"một cửa\", <hai> & ba|",
            "3|@SUM(A1)|+ dòng\nhai|07/02/2019",
        ]
    );
    assert_eq!(
        rows(1),
        [
            "TT|Cơ quan|Đã hoàn thành||Tỷ lệ|Báo cáo",
            "||Đúng hạn|Quá hạn||",
            "1|Sở Nội vụ|2.330|491|82,6%|X",
            "2|Sở Y tế|7||100,0%|X",
            "3|Ban Dân tộc|0||–|",
            "|Tổng số|2.337|491|82,6%|2",
        ]
    );
}

#[test]
fn heading_rows_repeat_rows_stay_whole_and_cells_merge() {
    let bytes = rendered();
    let rows = facts(&bytes, "tr", |row| {
        let has = |name| row.descendants().any(|node| is(node, name));
        (has("tblHeader"), has("cantSplit"))
    });
    // Two rows of letterhead and one of closing stand around the tables only in reading order: 2 + 1, then 4, then 6.
    assert_eq!(rows.iter().filter(|(head, _)| *head).count(), 1 + 2);
    assert!(rows.iter().all(|(_, whole)| *whole));
    let merges = facts(&bytes, "vMerge", |merge| attribute(merge, "val"));
    assert_eq!(merges.iter().filter(|kind| *kind == "restart").count(), 1 + 4);
    assert_eq!(merges.len(), 2 * (1 + 4));
    assert_eq!(facts(&bytes, "gridSpan", |span| attribute(span, "val")), ["2"]);
    let widths = facts(&bytes, "tbl", |table| {
        let columns = table.descendants().filter(|node| is(*node, "gridCol"));
        columns.map(|column| attribute(column, "w").parse::<u32>().unwrap()).sum::<u32>()
    });
    // 165 mm of text on a portrait page, 252 mm on a landscape one.
    assert_eq!(widths, [9354, 9354, 14_286, 9354]);
}

#[test]
fn each_appendix_is_a_section_with_its_own_page_numbers() {
    let bytes = rendered();
    let sections = facts(&bytes, "sectPr", |section| {
        let child = |name: &str| section.children().find(|node| is(*node, name)).unwrap();
        let paper = child("pgSz");
        (
            attribute(paper, "w"),
            attribute(paper, "orient"),
            attribute(child("pgNumType"), "start"),
            child("titlePg").is_element(),
        )
    });
    let of = |width: &str, orient: &str| (width.to_owned(), orient.to_owned(), "1".to_owned(), true);
    assert_eq!(sections, [of("11906", ""), of("16838", "landscape"), of("11906", "")]);
    let margins =
        facts(&bytes, "pgMar", |margin| ["top", "right", "bottom", "left"].map(|side| attribute(margin, side)));
    assert!(margins.iter().all(|found| found == &["1134", "851", "1134", "1701"]), "{margins:?}");
}

#[test]
fn the_page_number_stands_where_the_law_of_the_date_wants_it() {
    for (profile, kind, align) in [(Profile::Tt01, "footer", "right"), (Profile::Nd30, "header", "center")] {
        let mut document = document();
        document.layout.profile = profile;
        let bytes = docx::render(&document, &theme(), Options::default()).unwrap();
        let numbered = part(&bytes, &format!("word/{kind}1.xml"));
        assert!(numbered.contains("w:instr=\" PAGE \"") && numbered.contains(&format!("<w:jc w:val=\"{align}\"/>")));
        assert!(!part(&bytes, &format!("word/{kind}2.xml")).contains("PAGE"));
        let references = facts(&bytes, &format!("{kind}Reference"), |node| attribute(node, "type"));
        assert_eq!(references, ["default", "first"].repeat(3));
    }
}

#[test]
fn every_style_named_in_the_parts_is_in_the_styles() {
    let bytes = rendered();
    let styles = part(&bytes, "word/styles.xml");
    for name in ["word/document.xml", "word/footnotes.xml", "word/footer1.xml"] {
        let xml = part(&bytes, name);
        let parsed = Document::parse(&xml).unwrap();
        for node in
            parsed.descendants().filter(|node| ["pStyle", "rStyle", "tblStyle"].iter().any(|kind| is(*node, kind)))
        {
            let id = attribute(node, "val");
            assert!(styles.contains(&format!("w:styleId=\"{id}\"")), "{name}: {id}");
        }
    }
}

#[test]
fn a_reference_document_without_a_style_is_refused() {
    let mut theme = theme();
    let mut package = Package::open(&theme.reference_docx).unwrap();
    let styles = String::from_utf8(package.part("word/styles.xml").unwrap().to_vec()).unwrap();
    package.replace("word/styles.xml", styles.replace("\"QuocHieu\"", "\"Khac\"").into_bytes());
    theme.reference_docx = package.write().unwrap().into();
    let failure = docx::render(&document(), &theme, Options::default()).unwrap_err();
    assert!(failure.diagnostics().all(|found| found.code == Code::MissingStyle));
    let missing: Vec<_> =
        failure.diagnostics().flat_map(|found| &found.details).map(|(_, text)| text.as_str()).collect();
    assert_eq!(missing, ["QuocHieu"]);
}

#[test]
fn footnotes_that_word_would_number_otherwise_are_refused() {
    let mut swapped = document();
    swapped.body = vec![Block::Paragraph(vec![Inline::Footnote(1), Inline::Footnote(0)])];
    let mut unmarked = document();
    unmarked.body.clear();
    let mut beyond = document();
    beyond.footnotes.truncate(1);
    for broken in [swapped, unmarked, beyond] {
        let failure = docx::render(&broken, &theme(), Options::default()).unwrap_err();
        assert!(failure.diagnostics().all(|found| found.code == Code::BrokenFootnote), "{failure:?}");
    }
}

#[test]
fn a_second_mark_of_a_footnote_is_no_second_footnote() {
    let mut document = document();
    document.body.push(Block::Paragraph(vec![Inline::plain("Như trên"), Inline::Footnote(0)]));
    let bytes = docx::render(&document, &theme(), Options::default()).unwrap();
    assert!(text_of_docx(&bytes).contains("Như trên(1)"));
    assert_eq!(facts(&bytes, "footnoteReference", |node| attribute(node, "id")), ["1", "2"]);
}

#[test]
fn a_gap_is_marked_in_a_draft_and_refused_in_a_final_document() {
    assert_eq!(
        facts(&rendered(), "p", |node| value(node, &["pPr", "pStyle"]) == Some("Gap"))
            .iter()
            .filter(|gap| **gap)
            .count(),
        1
    );
    let mut document = document();
    document.status = Status::Final;
    let failure = docx::render(&document, &theme(), Options::default()).unwrap_err();
    assert!(failure.diagnostics().all(|found| found.code == Code::MissingRemark));
}

#[test]
fn tables_never_touch_and_the_signature_keeps_to_the_text() {
    let mut document = document();
    document.body = vec![Block::Table(open_tasks()), Block::Table(open_tasks())];
    document.footnotes.clear();
    let bytes = docx::render(&document, &theme(), Options::default()).unwrap();
    assert_eq!(tables_of_docx(&bytes).len(), 4);
    let neighbours = facts(&bytes, "tbl", |table| table.next_sibling_element().map(|next| is(next, "p")));
    assert!(neighbours.iter().all(|next| *next == Some(true)), "{neighbours:?}");
    let last = facts(&rendered(), "p", |paragraph| {
        let text: String = paragraph.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
        (text, paragraph.descendants().any(|node| is(node, "keepNext")))
    });
    assert!(last.contains(&("Trên đây là báo cáo./.".to_owned(), true)));
}

#[test]
fn two_renders_are_the_same_bytes_and_carry_the_date_of_the_document() {
    assert!(rendered() == rendered());
    let core = part(&rendered(), "docProps/core.xml");
    assert_eq!(core.matches("2019-01-01T00:00:00Z").count(), 2, "{core}");
    assert!(core.contains("<dc:title>Báo cáo kết quả kiểm tra</dc:title>"));
}
