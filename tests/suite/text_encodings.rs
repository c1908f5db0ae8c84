//! Text tables in every encoding and dialect that offices still have: the same rows, whatever the bytes.
//!
//! In: one table, encoded in the test by tables of its own. Out: the cells that are read, the notice, and the counts.

use dondoc::{
    diagnostic::{Code, Failure, Severity},
    ingest::{Ingested, RawTable, Wanted, ingest},
};
use encoding_rs::WINDOWS_1258;
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use unicode_normalization::UnicodeNormalization;

use crate::{
    counts::{Counts, codes, noted, quarantined, statuses},
    workbench::Workbench,
    xlsx_parts::open,
};

const ROWS: [[&str; 6]; 4] = [
    ["Mã nhiệm vụ", "Nội dung nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"],
    ["KT-1", "Rà soát, sửa đổi \"một cửa\" ở huyện Đắk Tô", "Sở Y tế", "01/02/2018", "01/03/2018", "05/03/2018"],
    ["KT-2", "Ứng dụng kỹ thuật; tổng kết", "Sở Nội vụ", "01/02/2018", "01/03/2018", "01/03/2018"],
    ["KT-3", "Ẩn ý ĩ ỉ ị ỵ ỷ ẵ ặ Ỵ", "Ủy ban nhân dân huyện Ngọc Hồi", "02/02/2018", "", ""],
];

/// Every letter of Vietnamese beyond ASCII.
const LETTERS: &str = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ";
/// What TCVN3 has for them.
const TCVN3: [u8; 67] = [
    0xa8, 0xa9, 0xae, 0xaa, 0xab, 0xac, 0xad, 0xb5, 0xb6, 0xb7, 0xb8, 0xb9, 0xbb, 0xbc, 0xbd, 0xbe, 0xc6, 0xc7, 0xc8,
    0xc9, 0xca, 0xcb, 0xcc, 0xce, 0xcf, 0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd5, 0xd6, 0xd7, 0xd8, 0xdc, 0xdd, 0xde, 0xdf,
    0xe1, 0xe2, 0xe3, 0xe4, 0xe5, 0xe6, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xec, 0xed, 0xee, 0xef, 0xf1, 0xf2, 0xf3, 0xf4,
    0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe,
];
/// What VNI has for them, as Latin letters.
const VNI: &str = "aê aâ ñ eâ oâ ô ö aø aû aõ aù aï aè aú aü aé aë aà aå aã aá aä eø eû eõ eù eï eà eå eã eá eä ì æ ó í ò \
                   oø oû oõ où oï oà oå oã oá oä ôø ôû ôõ ôù ôï uø uû uõ uù uï öø öû öõ öù öï yø yû yõ yù î";

/// The table with a delimiter; cells that hold it or a quotation mark are enclosed.
fn table(delimiter: &str) -> String {
    let cell = |cell: &&str| {
        let needs = cell.contains(delimiter) || cell.contains('"');
        if needs { format!("\"{}\"", cell.replace('"', "\"\"")) } else { (*cell).to_owned() }
    };
    let line = |row: &[&str; 6]| row.iter().map(cell).collect::<Vec<_>>().join(delimiter) + "\r\n";
    ROWS.iter().map(line).collect()
}

pub fn tcvn3(text: &str) -> Vec<u8> {
    let byte = |letter: char| {
        let capital = "ĂÂÊÔƠƯĐ".chars().position(|known| known == letter).map(|index| 0xa1 + index as u8);
        let small = || letter.to_lowercase().next().and_then(|small| LETTERS.chars().position(|known| known == small));
        if letter.is_ascii() { letter as u8 } else { capital.unwrap_or_else(|| TCVN3[small().unwrap()]) }
    };
    text.chars().map(byte).collect()
}

/// VNI as Latin letters.
pub fn vni(text: &str) -> String {
    let pairs: Vec<(char, &str)> = LETTERS.chars().zip(VNI.split(' ')).collect();
    assert_eq!(pairs.len(), 67);
    let written = |letter: char| {
        let found = |wanted: char| pairs.iter().find(|(known, _)| *known == wanted).map(|(_, written)| *written);
        let small = letter.to_lowercase().next().unwrap();
        match (found(letter), found(small)) {
            (Some(written), _) => written.to_owned(),
            (None, Some(written)) => written.to_uppercase(),
            (None, None) => letter.to_string(),
        }
    };
    text.chars().map(written).collect()
}

/// One byte for each Latin letter.
pub fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap()).collect()
}

/// As Windows writes it: tone marks behind their letter.
pub fn windows_1258(text: &str) -> Vec<u8> {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let apart = |letter: char| {
        let all: Vec<char> = letter.to_string().nfd().collect();
        let (tones, rest): (Vec<char>, Vec<char>) = all.iter().partition(|part| TONES.contains(part));
        rest.into_iter().nfc().chain(tones).collect::<Vec<char>>()
    };
    let text: String = text.chars().flat_map(apart).collect();
    let (bytes, _, failed) = WINDOWS_1258.encode(&text);
    assert!(!failed);
    bytes.into_owned()
}

fn read(name: &str, bytes: &[u8]) -> Result<Ingested, Failure> {
    let bench = Workbench::small().write(name, bytes);
    let want = |label: &&str| Wanted {
        field: (*label).to_owned().into(),
        labels: vec![(*label).to_owned()],
        required: true,
        decisive: true,
        instead: Vec::new(),
        loose: false,
    };
    let wanted: Vec<Wanted> = ROWS[0].iter().map(want).collect();
    ingest(&bench.project().join(name), name, None, &wanted)
}

/// Every cell below the heading.
fn cells(table: &RawTable) -> Vec<Vec<String>> {
    let mut rows = table.rows();
    let mut cells = Vec::new();
    while rows.advance() {
        cells.push((0..rows.width()).map(|column| rows.cell(column).text().into_owned()).collect());
    }
    cells
}

/// The rows come out as they are, and the notice names the encoding.
#[track_caller]
fn assert_read(name: &str, bytes: &[u8], encoding: Option<&str>, fold: fn(&str) -> String) {
    let found = read(name, bytes).unwrap_or_else(|failure| panic!("{failure:?}"));
    let wanted: Vec<Vec<String>> = ROWS[1..].iter().map(|row| row.iter().map(|cell| fold(cell)).collect()).collect();
    let folded: Vec<Vec<String>> =
        cells(&found.tables[0]).iter().map(|row| row.iter().map(|cell| fold(cell)).collect()).collect();
    assert_eq!(folded, wanted);
    let notices: Vec<_> =
        found.notices.iter().map(|found| (found.code, found.severity, found.details.clone())).collect();
    let notice = |name: &str| (Code::ConvertedText, Severity::Notice, vec![("encoding", name.to_owned())]);
    assert_eq!(notices, encoding.map(notice).into_iter().collect::<Vec<_>>());
}

fn same(text: &str) -> String {
    text.to_owned()
}

#[test]
fn unicode_in_every_form_and_delimiter_is_read() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = table(delimiter);
        assert_read("xuat.csv", text.as_bytes(), None, same);
        assert_read("xuat.csv", format!("\u{feff}{text}").as_bytes(), None, same);
        assert_read("xuat.csv", format!("sep={delimiter}\r\n{text}").as_bytes(), None, same);
        let units: Vec<u16> = text.encode_utf16().collect();
        for with_mark in [true, false] {
            let units: Vec<u16> = with_mark.then_some(0xfeff).into_iter().chain(units.clone()).collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            assert_read("xuat.txt", &little, Some("UTF-16"), same);
            assert_read("xuat.txt", &big, Some("UTF-16"), same);
        }
    }
}

#[test]
pub fn windows_1258_is_read_in_composed_letters() {
    for delimiter in [",", ";", "\t"] {
        assert_read("xuat.csv", &windows_1258(&table(delimiter)), Some("Windows-1258"), same);
    }
    assert_eq!(WINDOWS_1258.decode(&windows_1258(LETTERS)).0.nfc().collect::<String>(), LETTERS);
}

#[test]
fn font_encodings_are_read_as_bytes_and_as_latin_letters() {
    let abc = tcvn3(&table(";"));
    let abc_as_latin: String = abc.iter().map(|byte| char::from(*byte)).collect();
    // Capital vowels with tones are a matter of the font in TCVN3.
    assert_read("xuat.csv", &abc, Some("TCVN3 (ABC)"), str::to_lowercase);
    assert_read("xuat.csv", abc_as_latin.as_bytes(), Some("TCVN3 (ABC)"), str::to_lowercase);
    assert_read("xuat.csv", &latin(&vni(&table(","))), Some("VNI"), same);
    assert_read("xuat.csv", vni(&table(",")).as_bytes(), Some("VNI"), same);
    let units: Vec<u8> = vni(&table(",")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_read("xuat.csv", &units, Some("VNI"), same);
}

#[test]
fn workbooks_of_font_encodings_are_read() {
    let workbook = |encode: fn(&str) -> String| {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, cells) in (0..).zip(ROWS) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, encode(cell)).unwrap();
            }
        }
        workbook.save_to_buffer().unwrap()
    };
    let abc = |text: &str| tcvn3(text).into_iter().map(char::from).collect();
    assert_read("xuat.xlsx", &workbook(abc), Some("TCVN3 (ABC)"), str::to_lowercase);
    assert_read("xuat.xlsx", &workbook(vni), Some("VNI"), same);
    assert_read("xuat.xlsx", &workbook(same), None, same);
}

#[test]
fn a_workbook_of_unicode_with_old_rows_pasted_in_is_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let abc = |text: &str| tcvn3(text).into_iter().map(char::from).collect::<String>();
    for (row, cells) in (0..).zip(ROWS) {
        for (column, cell) in (0..).zip(cells) {
            // The heading and the first task are Unicode; so are all units.
            let is_old = row >= 2 && column != 2;
            sheet.write_string(row, column, if is_old { abc(cell) } else { cell.to_owned() }).unwrap();
        }
    }
    assert_read("xuat.xlsx", &workbook.save_to_buffer().unwrap(), Some("TCVN3 (ABC)"), str::to_lowercase);
}

#[test]
fn every_letter_survives_both_font_encodings() {
    let row = |content: &str| table("\t").replace(ROWS[2][1], content);
    let content_of = |bytes: &[u8]| cells(&read("xuat.txt", bytes).unwrap().tables[0])[1][1].clone();
    let spaced: String = LETTERS.chars().flat_map(|letter| [letter, ' ']).collect::<String>().trim().to_owned();
    assert_eq!(content_of(&tcvn3(&row(&spaced))), spaced);
    let both = format!("{spaced} {}", spaced.to_uppercase());
    assert_eq!(content_of(&latin(&vni(&row(&both)))), both);
}

#[test]
fn bytes_of_no_encoding_are_refused() {
    let mut other = table(",").into_bytes();
    other.iter_mut().filter(|byte| **byte >= 0x80).for_each(|byte| *byte = 0xff);
    for bytes in [&other[..], b"\x80\x81\x82\n\xa0\xa1"] {
        let failure = read("xuat.csv", bytes).err().unwrap();
        assert_eq!(failure.diagnostics().map(|found| found.code).collect::<Vec<_>>(), [Code::NotUnicode]);
    }
    let failure = read("xuat.csv", &std::fs::read(Workbench::small().project().join("nhiem-vu-ubnd.xlsx")).unwrap());
    assert_eq!(failure.err().unwrap().diagnostics().next().unwrap().code, Code::DamagedFile);
}

#[test]
fn text_that_was_cut_in_a_letter_is_read_and_told() {
    let heading = "Mã nhiệm vụ,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành";
    let cut = |text: &str, lost: &str| {
        let (before, behind) = text.split_once('#').unwrap();
        [before.as_bytes(), &lost.as_bytes()[..lost.len() - 1], behind.as_bytes()].concat()
    };
    let rows = format!("{heading}\nA,Thực hi#,Sở Y tế,01/02/2018,,\nB,Việc,Sở Y tế,01/02/2018,,\n");
    let outcome = Counts::bytes("csv", &cut(&rows, "ệ")).unwrap();
    assert_eq!((statuses(&outcome), noted(&outcome)[0]), ([0, 0, 2, 0], Code::LostCharacters));
    let rows = format!("{heading}\nA,Việc,S# Y tế,01/02/2018,,\nB,Việc,Sở Y tế,01/02/2018,,\n");
    let outcome = Counts::bytes("csv", &cut(&rows, "ở")).unwrap();
    assert_eq!((statuses(&outcome), quarantined(&outcome)), ([0, 0, 1, 0], vec![vec![Code::DamagedText]]));
}

#[test]
fn quotation_marks_that_enclose_nothing_swallow_no_rows() {
    let heading = "Mã nhiệm vụ\tNội dung nhiệm vụ\tCơ quan được giao\tNgày giao\tHạn xử lý\tNgày hoàn thành";
    let rows = "A\tMàn hình 24\" mới\tSở Y tế\t01/02/2018\t\t\nB\t\"Một cửa\" điện tử\tSở Y tế\t01/02/2018\t\t\n\
                C\tViệc\tSở Nội vụ\t01/02/2018\t\t\n";
    let found = read("xuat.tsv", format!("{heading}\n{rows}").as_bytes()).unwrap();
    let content: Vec<String> = cells(&found.tables[0]).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(content, ["Màn hình 24\" mới", "\"Một cửa\" điện tử", "Việc"]);
    let comma = |rows: &str| format!("{}\n{rows}", heading.replace('\t', ","));
    let mixed =
        "A,\"Một, hai\",Sở Y tế,01/02/2018,,\nB,Màn hình 24\" mới,Sở Y tế,01/02/2018,,\nC,Việc,Sở Y tế,01/02/2018,,\n";
    let found = read("xuat.csv", comma(mixed).as_bytes()).unwrap();
    let content: Vec<String> = cells(&found.tables[0]).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(content, ["Một, hai", "Màn hình 24\" mới", "Việc"]);
    let swallowed =
        "A,\"Một, hai\",Sở Y tế,01/02/2018,,\nB,\"Việc,Sở Y tế,01/02/2018,,\nC,\"Việc\",Sở Y tế,01/02/2018,,\n";
    assert_eq!(codes(Counts::csv(&comma(swallowed))), [Code::UnclosedQuote]);
}

#[test]
fn rows_are_numbered_as_in_the_file_after_conversion() {
    let text = format!("DANH SÁCH NHIỆM VỤ\r\n\r\n{}", table(";"))
        .replace("KT-3;Ẩn ý", "KT-3;\"Ẩn\r\ný")
        .replace("ặ Ỵ", "ặ Ỵ\"");
    let found = read("xuat.csv", &windows_1258(&text)).unwrap();
    let table = &found.tables[0];
    let mut rows = table.rows();
    let mut numbers = Vec::new();
    while rows.advance() {
        numbers.push(table.row_number(rows.place()));
    }
    assert_eq!(numbers, [4, 5, 6]);
}

/// A cell as somebody writes it who encloses only what must be, and what it says.
fn written_cell() -> impl Strategy<Value = (String, String)> {
    let enclosed = |text: String| (format!("\"{}\"", text.replace('"', "\"\"")), text);
    prop_oneof![
        3 => "[a-zđượ0-9][a-zđượ\" ]{0,20}".prop_map(|text| (text.clone(), text)),
        1 => "[a-zđượ\",;\n ]{1,20}x".prop_map(enclosed),
        1 => Just((String::new(), String::new())),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_inside_cells_take_no_letter_away(
        rows in proptest::collection::vec((written_cell(), written_cell()), 1..60),
        end in proptest::sample::select(vec!["\n", "\r\n"]),
        is_ended: bool,
    ) {
        let mut lines = vec!["Một,Hai,Ba".to_owned()];
        for (number, ((first, _), (second, _))) in (1..).zip(&rows) {
            lines.push(format!("{number},{first},{second}"));
        }
        let text = lines.join(end) + if is_ended { end } else { "" };
        let table = open("csv", text.as_bytes()).map_err(|failure| TestCaseError::fail(format!("{failure:?}")))?;
        let mut walk = table.rows();
        for (number, ((_, first), (_, second))) in (1..).zip(rows) {
            prop_assert!(walk.advance());
            prop_assert_eq!(table.raw_text(walk.place()), [number.to_string(), first, second]);
        }
        prop_assert!(!walk.advance());
    }
}

#[test]
fn lines_may_end_with_carriage_returns_alone() {
    let table = table(",").replace("\r\n", "\r");
    assert_read("mac.csv", table.as_bytes(), None, str::to_owned);
    assert_read("mac.csv", ("\u{feff}DANH SÁCH NHIỆM VỤ,,,,,\r\r".to_owned() + &table).as_bytes(), None, str::to_owned);
    // A title that somebody put above the table, the last line without an end; a mark that encloses nothing.
    assert_read("mac.csv", ("DANH SÁCH 2018\n".to_owned() + table.trim_end()).as_bytes(), None, str::to_owned);
    assert_read("mac.csv", ("DANH SÁCH 24\" 2018\r".to_owned() + &table).as_bytes(), None, str::to_owned);
    let utf_16: Vec<u8> = table.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_read("mac.csv", &utf_16, Some("UTF-16"), str::to_owned);
    // Line feeds in enclosed cells, more of them than there are rows.
    let broken = table.replace("Rà soát, sửa", &("Rà soát,".to_owned() + &"\n".repeat(9) + "sửa"));
    assert_read("mac.csv", broken.as_bytes(), None, |text| text.split_whitespace().collect::<Vec<_>>().join(" "));
}

/// Programs keep the breaks of a cell as carriage returns, more of them than there are rows.
#[test]
fn carriage_returns_within_cells_break_no_lines() {
    let fields = "Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n";
    let row = "N#,dòng một\rdòng hai\rdòng ba,Sở Y tế,05/01/2018,31/01/2018,20/01/2018\n";
    // The pieces of these rows are of one width.
    let even_fields = "Mã nhiệm vụ,Cơ quan được giao,Nội dung nhiệm vụ,Ngày giao,Lĩnh vực,Hạn xử lý,Ngày hoàn thành\n";
    let even = "N#,Sở Y tế,dòng một\rdòng hai,05/01/2018,Đất đai\rMôi trường,31/01/2018,20/01/2018\n";
    for (heading, row) in [
        ("Mã nhiệm vụ,".to_owned() + fields, row),
        ("Mã\rnhiệm\rvụ,".to_owned() + fields, row),
        (even_fields.to_owned(), even),
    ] {
        let rows: String = (0..5).map(|number| row.replace('#', &number.to_string())).collect();
        let outcome = Counts::csv(&(heading + &rows)).unwrap();
        let counts = &outcome.closing.reconciliation.sources()[0];
        assert_eq!((counts.read, counts.accepted), (5, 5), "{row}");
    }
}
