//! What a person and a program find in a rendered workbook.

use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, Xlsx};
use dondoc::{
    document::{Block, Cell, Inline, Profile, Row, RowKind, Status, Table, Title, Value},
    render::{Options, RENDERERS, xlsx},
};

use crate::{
    fixture::theme,
    read_back::{part, sheets_of_xlsx},
    small_report::{date, document, open_tasks, units},
};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fn rendered() -> Vec<u8> {
    xlsx::render(&document(), &theme(), Options::default()).unwrap()
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap()
}

#[test]
fn how_far_a_report_may_go_stands_on_its_first_sheet() {
    let mut document = document();
    document.letterhead.marks.circulation = Some("LƯU HÀNH NỘI BỘ".to_owned());
    let sheets = sheets_of_xlsx(&xlsx::render(&document, &theme(), Options::default()).unwrap());
    assert_eq!(sheets[0].1[0][0], "LƯU HÀNH NỘI BỘ");
    assert_eq!(sheets[0].1[1][0], "TỔ KIỂM TRA");
}

#[test]
fn each_table_has_a_sheet_behind_the_summary() {
    let sheets = sheets_of_xlsx(&rendered());
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Tổng hợp", "PHỤ LỤC 01", "PHỤ LỤC 02"]);
    let summary: Vec<String> = sheets[0].1.iter().map(|row| row.join("|")).collect();
    assert_eq!(
        summary,
        [
            "TỔ KIỂM TRA||",
            "BÁO CÁO||",
            "Kết quả kiểm tra năm 2018||",
            "(Số: 28/BC-TKTra; Kon Tum, ngày 01 tháng 01 năm 2019)||",
            "||",
            "STT|Trang tính|Nội dung",
            "1|PHỤ LỤC 01|Tiêu đề PHỤ LỤC 01",
            "2|PHỤ LỤC 02|Tiêu đề PHỤ LỤC 02",
        ]
    );
}

#[test]
fn a_sheet_says_what_its_page_says() {
    let sheets = sheets_of_xlsx(&rendered());
    let rows: Vec<String> = sheets[2].1.iter().map(|row| row.join("|")).collect();
    assert_eq!(
        rows,
        [
            "PHỤ LỤC 02|||||",
            "Tiêu đề PHỤ LỤC 02|||||",
            "(Kèm theo Báo cáo số 28/BC-TKTra)|||||",
            "Số liệu đến 15h30 ngày 27/12/2018|||||",
            "|||||",
            "TT|Cơ quan|Đã hoàn thành||Tỷ lệ|Báo cáo",
            "||Đúng hạn|Quá hạn||",
            "1|Sở Nội vụ|2330|491|0.826|X",
            "2|Sở Y tế|7|0|1|X",
            "3|Ban Dân tộc|0|0|–|",
            "|Tổng số|2337|491|0.826|2",
            "|||||",
            "Ghi chú dưới bảng.|||||",
        ]
    );
}

#[test]
fn numbers_and_dates_have_their_types_and_formula_like_text_stays_text() {
    let bytes = rendered();
    let mut workbook = open(&bytes);
    let range = workbook.worksheet_range("PHỤ LỤC 01").unwrap();
    let at = |row, column| range.get_value((row, column)).unwrap().clone();
    assert_eq!(at(5, 2), Data::String("=1+1".to_owned()));
    assert_eq!(at(7, 1), Data::String("@SUM(A1)".to_owned()));
    assert!(matches!(at(5, 3), Data::DateTime(_)), "{:?}", at(5, 3));
    assert!(workbook.worksheet_formula("PHỤ LỤC 01").unwrap().is_empty());
    assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""), "editing such a cell would make a formula");
    let range = workbook.worksheet_range("PHỤ LỤC 02").unwrap();
    assert_eq!(range.get_value((7, 2)), Some(&Data::Float(2330.0)));
}

#[test]
fn totals_are_sums_only_where_the_sum_agrees() {
    let bytes = rendered();
    let formulas = open(&bytes).worksheet_formula("PHỤ LỤC 02").unwrap();
    assert_eq!(formulas.get_value((10, 2)).unwrap(), "SUM(C8:C10)");
    assert_eq!(formulas.get_value((10, 3)).unwrap(), "SUM(D8:D10)");
    // Nothing says where the rate comes from.
    assert!(formulas.get_value((10, 4)).is_none_or(String::is_empty));
    assert_eq!(formulas.get_value((10, 5)).unwrap(), "COUNTIF(F8:F10,\"X\")");

    let table = units();
    let mut rows = table.rows().to_vec();
    rows[3].cells[2] = Cell::new(Value::Count(2300));
    let joint = Table::new("t", "", table.columns().to_vec(), table.head().to_vec(), rows).unwrap();
    let bytes = xlsx::workbook(&document().metadata, &[("t", &joint)]).unwrap();
    let formulas = open(&bytes).worksheet_formula("t").unwrap();
    let texts: Vec<&String> = formulas.cells().map(|(.., text)| text).filter(|text| !text.is_empty()).collect();
    assert_eq!(texts, ["SUM(D3:D5)", "COUNTIF(F3:F5,\"X\")"], "no title, no empty row above the heading");
    let sheet = &sheets_of_xlsx(&bytes)[0].1;
    assert_eq!(sheet.last().unwrap()[2], "2300");
}

#[test]
fn headings_and_grouped_cells_are_merged() {
    let bytes = rendered();
    let mut workbook = open(&bytes);
    let merged = workbook.merge_cells_by_sheet_name("PHỤ LỤC 02").unwrap();
    for expected in [((5, 0), (6, 0)), ((5, 2), (5, 3)), ((1, 0), (1, 5))] {
        assert!(merged.contains(&Dimensions::new(expected.0, expected.1)), "{expected:?} of {merged:?}");
    }
    let merged = workbook.merge_cells_by_sheet_name("PHỤ LỤC 01").unwrap();
    assert!(merged.contains(&Dimensions::new((5, 1), (6, 1))), "{merged:?}");
}

#[test]
fn a_sheet_is_set_up_for_screen_and_paper() {
    let bytes = rendered();
    let wide = part(&bytes, "xl/worksheets/sheet2.xml");
    let tall = part(&bytes, "xl/worksheets/sheet3.xml");
    assert!(wide.contains("orientation=\"landscape\"") && !tall.contains("orientation=\"landscape\""));
    assert!(tall.contains("paperSize=\"9\"") && tall.contains("fitToHeight=\"0\""));
    assert!(tall.contains("<pane ySplit=\"7\" topLeftCell=\"A8\""), "{tall}");
    assert!(tall.contains("<autoFilter ref=\"A7:F10\""), "{tall}");
    // A filter would tear merged cells apart.
    assert!(!wide.contains("<autoFilter"));
    assert!(part(&bytes, "xl/workbook.xml").contains("'PHỤ LỤC 02'!$6:$7"));
    assert!(tall.contains("useFirstPageNumber=\"1\""), "{tall}");
}

#[test]
fn the_page_number_stands_where_the_law_of_the_day_wants_it() {
    let sheet = |profile| {
        let mut document = document();
        document.layout.profile = profile;
        part(&xlsx::render(&document, &theme(), Options::default()).unwrap(), "xl/worksheets/sheet2.xml")
    };
    let look = "&amp;\"Times New Roman,Regular\"&amp;14&amp;P";
    assert!(sheet(Profile::Tt01).contains(&format!("<oddFooter>&amp;R{look}</oddFooter>")));
    assert!(sheet(Profile::Nd30).contains(&format!("<oddHeader>&amp;C{look}</oddHeader>")));
}

#[test]
fn a_heading_that_would_fill_the_screen_is_not_frozen() {
    let frozen = |note: &str| {
        let mut document = document();
        document.appendices[1].blocks.insert(0, Block::Paragraph(vec![Inline::plain(note)]));
        let bytes = xlsx::render(&document, &theme(), Options::default()).unwrap();
        part(&bytes, "xl/worksheets/sheet3.xml").contains("<pane ")
    };
    assert!(frozen("Ghi chú."));
    assert!(!frozen(&"Ghi chú rất dài trên bảng. ".repeat(60)));
}

#[test]
fn no_line_around_a_table_is_taken_for_a_formula_or_too_long() {
    let mut document = document();
    let evil = "=HYPERLINK(\"http://x\")";
    document.letterhead.title = Title::Named { kind: "+1".to_owned(), subject: "@SUM(A1)".to_owned() };
    document.appendices[1].title = evil.to_owned();
    document.appendices[1].blocks.insert(0, Block::Paragraph(vec![Inline::plain("- dài ".repeat(9_000))]));
    let bytes = xlsx::render(&document, &theme(), Options::default()).unwrap();
    let sheets = sheets_of_xlsx(&bytes);
    assert_eq!((sheets[0].1[1][0].as_str(), sheets[0].1[2][0].as_str()), ("+1", "@SUM(A1)"));
    assert_eq!((sheets[0].1[7][2].as_str(), sheets[2].1[1][0].as_str()), (evil, evil));
    assert!(sheets[2].1[3][0].ends_with("… (còn nữa)"));
    for row in 1..=3 {
        let quoted = cells_that_are_quoted(&bytes, "xl/worksheets/sheet3.xml");
        assert_eq!(quoted.contains(&format!("A{}", row + 1)), row != 2, "row {row} of {quoted:?}");
    }
    let summary = cells_that_are_quoted(&bytes, "xl/worksheets/sheet1.xml");
    assert!(["A2", "A3", "C8"].iter().all(|cell| summary.contains(&(*cell).to_owned())), "{summary:?}");
}

/// The cells that stay text when someone edits them.
fn cells_that_are_quoted(bytes: &[u8], sheet: &str) -> Vec<String> {
    let styles = part(bytes, "xl/styles.xml");
    let styles = roxmltree::Document::parse(&styles).unwrap();
    let formats = styles.descendants().find(|node| node.has_tag_name((MAIN, "cellXfs"))).unwrap();
    let formats: Vec<_> = formats.children().filter(roxmltree::Node::is_element).collect();
    let sheet = part(bytes, sheet);
    let sheet = roxmltree::Document::parse(&sheet).unwrap();
    let cells = sheet.descendants().filter(|node| node.has_tag_name((MAIN, "c")));
    let quoted = cells.filter(|cell| {
        let style: usize = cell.attribute("s").unwrap_or("0").parse().unwrap();
        formats[style].attribute("quotePrefix") == Some("1")
    });
    quoted.map(|cell| cell.attribute("r").unwrap().to_owned()).collect()
}

#[test]
fn the_workbook_carries_the_fields_of_the_decree() {
    let custom = part(&rendered(), "docProps/custom.xml");
    for (name, value) in document().metadata.fields(None) {
        assert!(
            custom.contains(&format!("name=\"{name}\"><vt:lpwstr>{value}</vt:lpwstr>")),
            "{name} is not in {custom}"
        );
    }
    assert!(part(&rendered(), "docProps/core.xml").contains("<dc:subject>Kết quả kiểm tra năm 2018</dc:subject>"));
}

#[test]
fn thousands_and_blank_zeros_do_not_depend_on_windows() {
    let styles = part(&rendered(), "xl/styles.xml");
    for format in [r"[&gt;=1000000]#\.###\.##0;[&gt;=1000]#\.##0;0", r"[&gt;=1000]#\.##0;[&gt;0]0;", "0.0%"] {
        assert!(styles.contains(format), "{format} is not in {styles}");
    }
}

#[test]
fn sheet_names_are_made_legal_and_different() {
    let long = "Danh sách các dòng cần rà soát: nhiệm vụ/2018";
    let table = open_tasks();
    let wishes = [(long, &table), (long, &table), ("a", &table), ("A", &table), ("", &table)];
    let bytes = xlsx::workbook(&document().metadata, &wishes).unwrap();
    let names: Vec<String> = sheets_of_xlsx(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Danh sách các dòng cần rà soát-", "Danh sách các dòng cần rà s (2)", "a", "A (2)", "Bảng"]);
}

#[test]
fn a_table_without_rows_or_title_is_still_a_sheet() {
    let table = open_tasks();
    let none: Vec<Row> = table.rows().iter().filter(|row| row.kind == RowKind::Total).cloned().collect();
    let empty = Table::new("t", "", table.columns().to_vec(), table.head().to_vec(), none).unwrap();
    let bytes = xlsx::workbook(&document().metadata, &[("t", &empty)]).unwrap();
    let rows = sheets_of_xlsx(&bytes)[0].1.clone();
    assert_eq!(rows, [["STT", "Số, ký hiệu", "Nhiệm vụ", "Hạn xử lý"], ["Không có", "", "", ""]]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<autoFilter") && !sheet.contains("<f>") && !sheet.contains("<drawing"), "{sheet}");
}

#[test]
fn what_excel_cannot_hold_is_cut_or_kept_as_text() {
    let table = open_tasks();
    let mut rows = table.rows().to_vec();
    rows[2].cells[2] = Cell::new(Value::Text("a\u{1}b ".repeat(20_000)));
    rows[2].cells[3] = Cell::new(Value::Date(date(1899, 12, 31)));
    let long = Table::new("t", "", table.columns().to_vec(), table.head().to_vec(), rows).unwrap();
    let bytes = xlsx::workbook(&document().metadata, &[("t", &long)]).unwrap();
    let row = sheets_of_xlsx(&bytes)[0].1[3].clone();
    assert_eq!(row[3], "31/12/1899");
    assert!(row[2].starts_with('a') && row[2].ends_with("… (còn nữa)"), "{:.20}", row[2]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    let heights = sheet.split(" ht=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse::<f64>().unwrap());
    let highest = heights.fold(0.0, f64::max);
    assert!((400.0..=409.0).contains(&highest), "{highest}");
}

#[test]
fn two_renders_are_the_same_bytes_and_carry_the_date_of_the_document() {
    assert!(rendered() == rendered());
    let core = part(&rendered(), "docProps/core.xml");
    assert_eq!(core.matches("2019-01-01T00:00:00Z").count(), 2, "{core}");
    assert!(core.contains("<dc:title>Báo cáo kết quả kiểm tra</dc:title>"));
}

#[test]
fn two_tables_of_one_appendix_share_its_head_and_not_their_notes() {
    let mut document = document();
    let title = "Tiêu đề dài ".repeat(30).trim().to_owned();
    let says = |text: &str| Block::Paragraph(vec![Inline::plain(text)]);
    document.appendices[1].title.clone_from(&title);
    document.appendices[1].blocks = vec![
        Block::Part { number: "Phần I".to_owned(), title: "KẾT QUẢ".to_owned() },
        Block::Table(units()),
        says("Trên bảng hai."),
        Block::Table(open_tasks()),
        says("Cuối phụ lục."),
    ];
    let bytes = xlsx::render(&document, &theme(), Options::default()).unwrap();
    let sheets = sheets_of_xlsx(&bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Tổng hợp", "PHỤ LỤC 01", "PHỤ LỤC 02", "PHỤ LỤC 02 (2)"]);
    let texts = |sheet: usize| sheets[sheet].1.iter().map(|row| row[0].as_str()).collect::<Vec<_>>();
    for (sheet, above) in [(2, "Phần I. KẾT QUẢ"), (3, "Trên bảng hai.")] {
        assert_eq!(texts(sheet)[..4], ["PHỤ LỤC 02", &title, "(Kèm theo Báo cáo số 28/BC-TKTra)", above]);
    }
    assert!(!texts(2).contains(&"Cuối phụ lục."));
    assert_eq!(texts(3).last(), Some(&"Cuối phụ lục."));
    // Four lines of 12 pt and some air.
    let xml = part(&bytes, "xl/worksheets/sheet3.xml");
    let height = xml.split("<row r=\"2\"").nth(1).unwrap().split(" ht=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!((60.0..90.0).contains(&height.parse::<f64>().unwrap()), "{height}");
}

#[test]
fn the_footnotes_of_a_sheet_stand_at_its_end() {
    let mut document = document();
    let first = document.footnotes.len();
    document.footnotes.push(vec![Inline::plain("Không tính nhiệm vụ mật.")]);
    document.footnotes.push(vec![Inline::plain("Của phụ lục khác.")]);
    let calls = |words: &str, notes: &[usize]| {
        let marks = notes.iter().map(|note| Inline::Footnote(*note));
        Block::Paragraph([Inline::plain(words)].into_iter().chain(marks).collect())
    };
    document.appendices[0].blocks.insert(0, calls("Nguồn", &[first, first]));
    document.appendices[1].blocks.push(calls("Cuối", &[first + 1]));
    let sheets = sheets_of_xlsx(&xlsx::render(&document, &theme(), Options::default()).unwrap());
    let last = |sheet: usize| sheets[sheet].1.last().unwrap()[0].clone();
    assert_eq!(last(1), format!("({}) Không tính nhiệm vụ mật.", first + 1));
    assert_eq!(last(2), format!("({}) Của phụ lục khác.", first + 2));
}

#[test]
fn a_gap_is_refused_in_a_final_document() {
    let mut document = document();
    document.body.push(Block::Gap("Kiến nghị".to_owned()));
    for (status, refused) in [(Status::Draft, false), (Status::Final, true)] {
        document.status = status;
        for renderer in RENDERERS {
            let rendered = (renderer.render)(&document, &theme(), Options::default());
            assert_eq!(rendered.is_err(), refused, "{}", renderer.id);
        }
    }
}
