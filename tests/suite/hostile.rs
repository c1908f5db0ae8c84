//! Files made to break the program: each ends in a clear error, at once, without filling the memory.
//!
//! In: zip files and XML that no office program writes. Out: codes.

use std::{
    io::{Cursor, Write},
    time::{Duration, Instant},
};

use dondoc::diagnostic::Code;
use zip::{ZipWriter, write::SimpleFileOptions};

use super::xlsx_parts::{cells, open, open_path, packed, parts, refusal, sheet, with};

/// Unoptimised and beside other work; optimised it is a twentieth of that.
const AT_ONCE: Duration = Duration::from_secs(20);

/// The code and what the message tells besides, in time.
#[track_caller]
fn refused(extension: &str, bytes: &[u8]) -> (Code, Vec<String>) {
    let start = Instant::now();
    let told = refusal(open(extension, bytes));
    assert!(start.elapsed() < AT_ONCE, "{:?}", start.elapsed());
    told
}

/// A limit that no cell passed.
fn told(what: &str, most: &str) -> Vec<String> {
    [what, most, ""].map(str::to_owned).to_vec()
}

#[track_caller]
fn damaged(parts: &[(String, String)]) {
    assert_eq!(refused("xlsx", &packed(parts)).0, Code::DamagedFile);
}

#[test]
fn a_far_cell_costs_nothing_and_one_too_far_right_is_told() {
    let dimension = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData>";
    let with_cell = |cell: &str| {
        let rows = sheet(&format!("<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>{cell}"), "");
        packed(&parts(&rows.replace("<worksheet><sheetData>", dimension)))
    };
    let last_row = open("xlsx", &with_cell("<row r=\"1048576\"><c r=\"C1048576\"><v>2</v></c></row>")).unwrap();
    let places: Vec<u64> = cells(&last_row).iter().map(|(place, _)| *place).collect();
    assert_eq!(places, [2, 1_048_576]);
    let told = refused("xlsx", &with_cell("<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>"));
    assert_eq!(told, (Code::FileTooLarge, ["columns of a sheet", "2000", "XFD1048576"].map(str::to_owned).to_vec()));
    assert_eq!(refused("xlsx", &with_cell("<row r=\"1048577\"><c><v>2</v></c></row>")).0, Code::DamagedFile);
    assert_eq!(refused("xlsx", &with_cell("<row><c r=\"AAAAAAAAAAAA1\"><v>2</v></c></row>")).0, Code::DamagedFile);
}

#[test]
fn a_million_columns_are_told() {
    let row = format!("<row r=\"2\">{}</row>", "<c><v>1</v></c>".repeat(1_000_000));
    assert_eq!(refused("xlsx", &packed(&parts(&sheet(&row, "")))).0, Code::FileTooLarge);
}

#[test]
fn a_part_that_grows_without_end_is_told() {
    // Elements that mean nothing are XML, so nothing but the counter stops them.
    let nothing = format!("<a b=\"{}\"/>", " ".repeat(1015)).repeat(80 << 10);
    let bytes = packed(&parts(&sheet(&nothing, "")));
    assert!(bytes.len() < 1 << 20);
    let (code, details) = refused("xlsx", &bytes);
    assert_eq!(
        (code, details[0].as_str(), details[2].as_str()),
        (Code::FileTooLarge, "unpacked size in MB", "xl/worksheets/sheet1.xml")
    );
    let strings = format!("<sst><si><t>{}</t></si></sst>", "a".repeat(80 << 20));
    let code = refused("xlsx", &packed(&with(parts(&sheet("", "")), "xl/sharedStrings.xml", &strings))).0;
    assert!([Code::FileTooLarge, Code::DamagedFile].contains(&code), "{code}");
    let styles = format!("<styleSheet>{}</styleSheet>", " ".repeat(70 << 20));
    assert_eq!(refused("xlsx", &packed(&with(parts(&sheet("", "")), "xl/styles.xml", &styles))).0, Code::FileTooLarge);
}

#[test]
fn a_bomb_of_another_kind_never_reaches_its_reader() {
    let zip = |entries: &[(&str, &[u8])]| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let zeros = vec![0; 80 << 20];
    let nothing = format!("<a>{}</a>", format!("<a b=\"{}\"/>", " ".repeat(1015)).repeat(80 << 10));
    let kind = b"application/vnd.oasis.opendocument.spreadsheet";
    let ods = zip(&[("mimetype", kind), ("META-INF/manifest.xml", b"<m/>"), ("content.xml", nothing.as_bytes())]);
    assert_eq!(refused("ods", &ods).0, Code::FileTooLarge);
    assert_eq!(refused("xlsb", &zip(&[("_rels/.rels", b"<r/>"), ("xl/workbook.bin", &zeros)])).0, Code::FileTooLarge);
}

/// Changes the bytes of a zip file wherever a record of this kind says something of the part.
fn patched(mut bytes: Vec<u8>, signature: &[u8; 4], at: usize, change: impl Fn(&mut [u8])) -> Vec<u8> {
    let starts: Vec<usize> = (0..bytes.len() - 4).filter(|start| &bytes[*start..start + 4] == signature).collect();
    assert!(!starts.is_empty());
    for start in starts {
        change(&mut bytes[start + at..start + at + 4]);
    }
    bytes
}

#[test]
fn sizes_and_places_that_lie_are_told() {
    const ENTRY: &[u8; 4] = b"PK\x01\x02";
    let good = packed(&parts(&sheet("<row><c><v>1</v></c></row>", "")));
    assert!(open("xlsx", &good).is_ok());
    // The size that a part is said to unpack to.
    for size in [1_u32, 1 << 30] {
        let lying = patched(good.clone(), ENTRY, 24, |field| field.copy_from_slice(&size.to_le_bytes()));
        assert_eq!(refused("xlsx", &lying).0, Code::DamagedFile, "{size}");
    }
    // All parts in one place.
    let overlapping = patched(good.clone(), ENTRY, 42, |field| field.copy_from_slice(&[0; 4]));
    assert_eq!(refused("xlsx", &overlapping).0, Code::DamagedFile);
    // A wrong checksum.
    let broken = patched(good.clone(), ENTRY, 16, |field| field.copy_from_slice(&[1, 2, 3, 4]));
    assert_eq!(refused("xlsx", &broken).0, Code::DamagedFile);
    for length in [10, good.len() / 2, good.len() - 5] {
        assert_eq!(refused("xlsx", &good[..length]).0, Code::DamagedFile, "{length}");
    }
}

#[test]
fn a_locked_part_is_told() {
    // The flag of a part that only a password opens, in both of its records.
    let good = packed(&parts(&sheet("", "")));
    let lock = |field: &mut [u8]| field[0] |= 1;
    let locked = patched(patched(good, b"PK\x01\x02", 8, lock), b"PK\x03\x04", 6, lock);
    assert_eq!(refused("xlsx", &locked).0, Code::PasswordProtected);
}

#[test]
fn xml_of_no_office_program_is_told() {
    damaged(&parts(&sheet(&format!("{}{}", "<a>".repeat(100_000), "</a>".repeat(100_000)), "")));
    damaged(&parts(&format!("<!DOCTYPE a [<!ENTITY a \"1\"><!ENTITY b \"&a;&a;\">]>{}", sheet("", ""))));
    damaged(&parts(&sheet("<row><c t=\"str\"><v>&b;</v></c></row>", "")));
    damaged(&parts(&sheet("<row><c><v>1</v></c>", "")));
    damaged(&parts(&format!("<worksheet><sheetData>{}", "<row a=\"".repeat(1_000_000))));
    damaged(&with(parts(""), "xl/workbook.xml", "<workbook/>"));
    damaged(&parts(&sheet("", ""))[..4]);
}

#[test]
fn what_a_workbook_points_to_outside_is_never_opened() {
    let outside = "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"http://127.0.0.1/s.xml\" \
                   TargetMode=\"External\"/></Relationships>";
    damaged(&with(parts(&sheet("", "")), "xl/_rels/workbook.xml.rels", outside));
    let linked = sheet(
        "<row r=\"2\"><c><f>'[1]Sheet1'!A1</f><v>7</v></c><c><f>WEBSERVICE(\"http://127.0.0.1\")</f></c></row>",
        "",
    );
    let found = cells(&open("xlsx", &packed(&parts(&linked))).unwrap());
    assert_eq!(found[0].1[..2], ["Number(7.0)", "Other(\"=WEBSERVICE(\\\"http://127.0.0.1\\\")\")"]);
}

#[test]
fn control_characters_come_to_nothing() {
    let row = "<row r=\"2\"><c t=\"inlineStr\"><is><t>S\u{1}ở_x0000_ &#8;Y\u{7f} tế</t></is></c></row>";
    let found = cells(&open("xlsx", &packed(&parts(&sheet(row, "")))).unwrap());
    assert_eq!(found[0].1[0], "Text(\"Sở Y tế\")");
}

#[test]
fn merged_regions_of_the_whole_sheet_cost_nothing() {
    let merged: String = (0..5_000).map(|row| format!("<mergeCell ref=\"A{}:XFD1048576\"/>", row + 2)).collect();
    let rows = "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>1</v></c></row><row r=\"3\"><c r=\"B3\"><v>1</v></c></row>";
    let start = Instant::now();
    assert_eq!(cells(&open("xlsx", &packed(&parts(&sheet(rows, &merged)))).unwrap()).len(), 2);
    assert!(start.elapsed() < AT_ONCE);
}

const XLS: &[u8] = include_bytes!("fixture/workbooks/kinds.xls");
const ODS: &[u8] = include_bytes!("fixture/workbooks/kinds.ods");

#[test]
fn a_far_cell_of_an_xls_is_told_before_its_rectangle_is_laid_out() {
    // The record of a number: kind, length, then row and column.
    let record = XLS.windows(6).position(|bytes| bytes == [0x03, 0x02, 0x0e, 0x00, 3, 0]).unwrap();
    let mut far = XLS.to_vec();
    far[record + 4..record + 8].copy_from_slice(&[0xff, 0xff, 0xff, 0x00]);
    let (code, details) = refused("xls", &far);
    assert_eq!((code, details[0].as_str()), (Code::FileTooLarge, "cells of a sheet"));
}

#[test]
fn a_locked_xls_is_told() {
    // The first record of the stream becomes one that says how the rest is encrypted.
    let first = XLS.windows(4).position(|bytes| bytes == [0x09, 0x08, 0x10, 0x00]).unwrap();
    let mut locked = XLS.to_vec();
    locked[first..first + 2].copy_from_slice(&[0x2f, 0x00]);
    assert_eq!(refused("xls", &locked).0, Code::PasswordProtected);
}

#[test]
fn a_broken_byte_anywhere_ends_in_an_answer() {
    let xlsx =
        packed(&parts(&sheet("<row r=\"2\"><c t=\"s\"><v>0</v></c><c s=\"1\"><f>A1</f><v>43313</v></c></row>", "")));
    for (extension, good) in [("xls", XLS), ("ods", ODS), ("xlsx", &xlsx)] {
        let step = good.len() / 150 + 1;
        for place in (0..good.len()).step_by(step) {
            let mut bad = good.to_vec();
            bad[place] = bad[place].wrapping_add(0x81);
            let start = Instant::now();
            if let Ok(table) = open(extension, &bad) {
                assert!(cells(&table).len() < 100, "{extension} {place}");
            }
            assert!(start.elapsed() < AT_ONCE, "{extension} {place}");
        }
    }
}

#[test]
fn a_text_table_has_limits() {
    let wide = format!("Một,Hai,Ba\n{}", "1,".repeat(20_001));
    assert_eq!(refused("csv", wide.as_bytes()), (Code::FileTooLarge, told("columns of a sheet", "20000")));
    // Each line is short: the quotation marks make one record of them.
    let wide = format!("Một,Hai,Ba\n{}1", "\"1\n\",".repeat(20_001));
    assert_eq!(refused("csv", wide.as_bytes()), (Code::FileTooLarge, told("columns of a sheet", "20000")));
    let long = format!("Một,Hai,Ba\n1,{}", "a".repeat(1 << 20));
    assert_eq!(refused("csv", long.as_bytes()), (Code::FileTooLarge, told("line of text in MB", "1")));
    let swallowing = format!("Một,Hai,Ba\n1,2,3\n\"{}\",2,3\n", "1\n".repeat(1 << 19));
    assert_eq!(refused("csv", swallowing.as_bytes()).0, Code::UnclosedQuote);
}

#[test]
fn a_file_that_is_too_large_is_never_read() {
    let folder = tempfile::tempdir().unwrap();
    let hole = |extension: &str, megabytes: u64| {
        let path = folder.path().join(format!("tasks.{extension}"));
        // A hole: the file takes no room.
        #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
        std::fs::File::create(&path).unwrap().set_len((megabytes << 20) + 1).unwrap();
        path
    };
    // A table of columns may be of any size: its end says where its parts are, and that of a hole says nothing.
    assert_eq!(refusal(open_path(&hole("parquet", 400))).0, Code::DamagedFile);
    for (extension, most) in [("csv", 400), ("tsv", 400), ("xlsx", 1024)] {
        let path = hole(extension, most);
        assert_eq!(refusal(open_path(&path)), (Code::FileTooLarge, told("file size in MB", &most.to_string())));
    }
}
