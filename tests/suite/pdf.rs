//! The PDF renderer: what it writes can be read back, is the same twice, and refuses what it cannot print.

use dondoc::{
    diagnostic::Code,
    document::{Block, Inline, Status},
    render::{Options, pdf},
};
use unicode_normalization::UnicodeNormalization;

use crate::{
    fixture,
    pdf_text::{pages_text, words},
};

fn read_back(document: &dondoc::document::Document) -> Vec<String> {
    pages_text(&pdf::render(document, &fixture::theme(), Options::default()).unwrap())
        .iter()
        .map(|page| words(page))
        .collect()
}

#[test]
fn the_report_reads_back_as_typed() {
    let text = read_back(&fixture::report()).join(" ");
    for phrase in [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 28/BC-TKTra",
        "Kon Tum, ngày 01 tháng 01 năm 2019",
        "163 nhiệm vụ (đã hoàn thành đúng hạn 161 nhiệm vụ, đã hoàn thành nhưng quá hạn 02 nhiệm vụ(6))",
        "đã cập nhật 3.393 nhiệm vụ",
        "Nơi nhận: - Chủ tịch, PCT UBND tỉnh;",
        "+ CVP, các PVP;",
        "KT. TỔ TRƯỞNG TỔ PHÓ PHÓ CHÁNH VĂN PHÒNG UBND TỈNH Nguyễn Đình Cầu",
        "Dữ liệu trích xuất trên phần mềm theo dõi lúc 15h30 ngày 27/12/2018",
        "Tổng số 3.393 2.330 491 544 28",
        "Tổng số 30 17",
    ] {
        assert!(text.contains(phrase), "{phrase:?} is missing");
    }
}

#[test]
fn every_cell_of_the_appendices_reads_back() {
    let report = fixture::report();
    let text = read_back(&report).join(" ");
    let mut cells = 0;
    for (_, table) in report.tables() {
        for row in table.rows() {
            let printed: Vec<String> = row.cells.iter().map(|cell| words(&cell.value.printed())).collect();
            let printed = words(&printed.join(" "));
            assert!(text.contains(&printed), "{printed:?} is missing");
            cells += row.cells.len();
        }
    }
    assert_eq!(cells, 11 * 5 + 31 * 7 + 31 * 5);
}

#[test]
fn two_runs_give_the_same_bytes_and_another_text_gives_another_identity() {
    let render = |document| pdf::render(&document, &fixture::theme(), Options::default()).unwrap();
    let identity = |bytes: &[u8]| {
        let file = lopdf::Document::load_mem(bytes).unwrap();
        file.trailer.get(b"ID").and_then(lopdf::Object::as_array).unwrap().clone()
    };
    let (first, second) = (render(fixture::report()), render(fixture::report()));
    assert!(first == second, "two runs differ");
    let mut other = fixture::report();
    other.closing.signer = "Nguyễn Văn A".to_owned();
    assert_ne!(identity(&first), identity(&render(other)));
}

#[test]
fn the_file_carries_what_archives_ask_for() {
    let bytes = pdf::render(&fixture::report(), &fixture::theme(), Options::default()).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").and_then(lopdf::Object::as_str).unwrap(), b"vi-VN");
    let outline = file.get_dict_in_dict(catalog, b"Outlines").unwrap();
    assert_eq!(outline.get(b"Count").and_then(lopdf::Object::as_i64).unwrap(), 6, "three sections, three appendices");
    let information = file.get_dict_in_dict(&file.trailer, b"Info").unwrap();
    assert_eq!(information.get(b"CreationDate").and_then(lopdf::Object::as_str).unwrap(), b"D:20190101000000+07'00'");
    let keys: Vec<String> = information.iter().map(|(key, _)| String::from_utf8_lossy(key).into_owned()).collect();
    assert_eq!(keys, ["Title", "Author", "Creator", "Producer", "CreationDate", "ModDate"]);
}

#[test]
fn decomposed_letters_print_as_composed_ones() {
    let composed = fixture::report();
    let mut decomposed = fixture::report();
    for block in &mut decomposed.body {
        if let Block::Paragraph(content) | Block::Heading { content, .. } = block {
            for inline in content {
                if let Inline::Text { text, .. } = inline {
                    *text = text.nfd().collect();
                }
            }
        }
    }
    assert_ne!(composed, decomposed);
    assert_eq!(read_back(&composed), read_back(&decomposed));
}

#[test]
fn letters_of_other_languages_of_the_province_keep_their_marks() {
    let mut document = fixture::empty();
    document.body = vec![fixture::block("Làng Rơ\u{306}h, xã Ê\u{306}a Tu\u{a0}2;\nđường\tHùng\u{ad} Vương")];
    assert!(read_back(&document)[0].contains("Làng Rơ\u{306}h, xã Ê\u{306}a Tu 2; đường Hùng Vương"));
}

#[test]
fn a_character_without_a_glyph_is_an_error_that_names_it() {
    let mut document = fixture::empty();
    document.body = vec![fixture::block("Có 02 ký tự lạ ⁽ và 漢, và một hình 😀.")];
    let failure = pdf::render(&document, &fixture::theme(), Options::default()).unwrap_err();
    let found: Vec<(Code, String)> = failure
        .diagnostics()
        .map(|finding| (finding.code, finding.details.iter().map(|(_, value)| value.clone()).next().unwrap()))
        .collect();
    let expected = ["⁽", "漢", "😀"].map(|sign| (Code::MissingGlyph, sign.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn a_file_that_is_no_font_is_an_error() {
    let mut theme = fixture::theme();
    theme.fonts.italic = b"not a font".to_vec().into();
    let failure = pdf::render(&fixture::empty(), &theme, Options::default()).unwrap_err();
    let codes: Vec<Code> = failure.diagnostics().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::InternalError]);
}

#[test]
fn a_gap_is_marked() {
    let mut document = fixture::empty();
    document.status = Status::Draft;
    document.body = vec![Block::Gap("nhận xét của người viết".to_owned())];
    assert!(read_back(&document)[0].contains("[nhận xét của người viết]"));
}

/// The vowels of Vietnamese without tone, and the five tone marks as combining characters.
const VOWELS: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

#[test]
fn every_vietnamese_letter_prints_and_extracts_in_both_unicode_forms() {
    let toned = VOWELS.chars().flat_map(|vowel| TONES.map(|tone| format!("{vowel}{tone}")));
    let letters: String = toned.chain([format!("{VOWELS}đĐ")]).collect();
    let composed: String = letters.nfc().collect();
    assert_eq!(composed.chars().count(), 24 * 5 + 24 + 2);
    for form in [composed.clone(), letters.nfd().collect()] {
        let mut document = fixture::empty();
        document.body = vec![Block::Paragraph(vec![Inline::plain(form)])];
        let text = read_back(&document).concat().replace(' ', "");
        assert!(text.contains(&composed), "{text}");
    }
}
