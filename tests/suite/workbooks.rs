//! What the cells of an xlsx hold, however they are written; hidden rows and columns.
//!
//! In: hand-made parts, and files of rust_xlsxwriter. Out: cells as a person sees them; the same as calamine finds.

use std::path::Path;

use calamine::Reader;
use dondoc::diagnostic::Code;
use rust_xlsxwriter::{Workbook, Worksheet};

use super::{
    counts::{Counts, count, noted, quarantined},
    xlsx_parts::{cells, open, packed, parts, sheet, with},
};

fn rows_of(rows: &str) -> Vec<(u64, Vec<String>)> {
    cells(&open("xlsx", &packed(&parts(&sheet(rows, "")))).unwrap())
}

fn row(cells: &str) -> [String; 3] {
    let found = rows_of(&format!("<row r=\"2\">{cells}</row>"));
    let [(2, cells)] = found.as_slice() else { panic!("{found:?}") };
    cells.clone().try_into().unwrap()
}

#[test]
fn text_is_read_whole_however_it_is_written() {
    let inline = |text: &str| format!("<c t=\"inlineStr\"><is>{text}</is></c>");
    let rich = inline("<r><t>Sở </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> Y tế</t></r><rPh><t>so</t></rPh>");
    let escaped = inline("<t>a_x000D_\nb &amp; &lt;c&#x3e;</t>");
    let verbatim = "<c t=\"str\"><f>A1&amp;B1</f><v><![CDATA[<d>]]></v></c>";
    assert_eq!(
        row(&format!("{rich}{escaped}{verbatim}")),
        ["Text(\"Sở  Y tế\")", "Text(\"a\\n\\nb & <c>\")", "Text(\"<d>\")"]
    );
    assert_eq!(row(&format!("{}{}<c><v>1</v></c>", inline("<t> </t>"), inline(""))), ["Empty", "Empty", "Number(1.0)"]);
}

#[test]
fn shared_strings_are_found_by_their_number() {
    let strings =
        "<x:sst xmlns:x=\"n\"><x:si><x:t>không</x:t></x:si><x:si/><x:si><x:t>dòng 1\r\ndòng 2</x:t></x:si></x:sst>";
    let cell = |number: u32| format!("<c t=\"s\"><v>{number}</v></c>");
    let file = |numbers: [u32; 3]| {
        let sheet = sheet(&format!("<row>{}</row>", numbers.map(cell).concat()), "");
        open("xlsx", &packed(&with(parts(&sheet), "xl/sharedStrings.xml", strings)))
    };
    let found = cells(&file([2, 1, 0]).unwrap());
    assert_eq!(found[0].1, ["Text(\"dòng 1\\ndòng 2\")", "Empty", "Text(\"không\")"]);
    assert_eq!(super::xlsx_parts::refusal(file([0, 0, 3])).0, Code::DamagedFile);
}

#[test]
fn numbers_truths_and_errors_are_what_they_are() {
    assert_eq!(
        row("<c><v>12</v></c><c t=\"n\"><v>0.5</v></c><c><v>1.5E3</v></c>"),
        ["Number(12.0)", "Number(0.5)", "Number(1500.0)"]
    );
    assert_eq!(
        row("<c t=\"b\"><v>1</v></c><c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c><c><v>không phải số</v></c>"),
        ["Other(\"true\")", "Other(\"#DIV/0!\")", "Text(\"không phải số\")"]
    );
}

#[test]
fn a_formula_is_its_result_and_never_an_empty_cell_unless_its_result_is_empty() {
    assert_eq!(
        row("<c><f>1+1</f><v>2</v></c><c><f>A1&amp;B1</f></c><c t=\"str\"><f>\"\"</f><v></v></c>"),
        ["Number(2.0)", "Other(\"=A1&B1\")", "Empty"]
    );
    assert_eq!(
        row(
            "<c><f t=\"shared\" si=\"0\" ref=\"A2:C2\">A1+1</f></c><c><f t=\"shared\" si=\"0\"/></c><c><f>x</f><v/></c>"
        ),
        ["Other(\"=A1+1\")", "Other(\"=A1+1\")", "Other(\"=x\")"]
    );
}

#[test]
fn days_are_days_of_their_system_and_times_are_no_days() {
    assert_eq!(
        row("<c s=\"1\"><v>43313</v></c><c s=\"1\"><v>43313.75</v></c><c t=\"d\"><v>2018-08-01T10:00:00</v></c>"),
        ["Date(2018-08-01)", "Date(2018-08-01)", "Date(2018-08-01)"]
    );
    assert_eq!(
        row("<c s=\"2\"><v>0.5</v></c><c s=\"3\"><v>1.5</v></c><c s=\"1\"><v>0</v></c>"),
        ["Other(\"12:00:00\")", "Other(\"36:00:00\")", "Empty"]
    );
    let sheet = sheet("<row r=\"2\"><c s=\"1\"><v>41851</v></c></row>", "");
    let book = "<workbook xmlns:r=\"r\"><workbookPr date1904=\"1\"/><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>";
    let found = open("xlsx", &packed(&with(parts(&sheet), "xl/workbook.xml", book))).unwrap();
    assert_eq!(cells(&found)[0].1[0], "Date(2018-08-01)");
}

#[test]
fn rows_keep_their_numbers_whatever_their_order() {
    let cell = |place: &str| format!("<c r=\"{place}\"><v>1</v></c>");
    let found = rows_of(&format!(
        "<row r=\"9\">{}{}</row><row r=\"4\"><c r=\"A4\"/></row><row r=\"3\">{}</row><row>{}</row>",
        cell("C9"),
        cell("A9"),
        cell("B3"),
        "<c><v>2</v></c>"
    ));
    let (one, two, none) = ("Number(1.0)", "Number(2.0)", "Empty");
    let wanted = [(3, [none, one, none]), (4, [two, none, none]), (9, [one, none, one])];
    assert_eq!(found, wanted.map(|(row, cells)| (row, cells.map(str::to_owned).to_vec())));
}

#[test]
fn what_is_merged_down_holds_below_and_what_is_merged_across_does_not() {
    let rows = "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><v>5</v></c></row><row r=\"3\"><c r=\"B3\"><v>6</v></c></row>\
                <row r=\"4\"><c r=\"B4\"><v>7</v></c></row>";
    let merged = "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B4:C4\"/></mergeCells>";
    let table = open("xlsx", &packed(&parts(&sheet(rows, merged)))).unwrap();
    let first: Vec<String> = cells(&table).into_iter().map(|(_, cells)| cells.join(" ")).collect();
    assert_eq!(first, ["Number(1.0) Number(5.0) Empty", "Number(1.0) Number(6.0) Empty", "Empty Number(7.0) Empty"]);
}

#[test]
fn every_sample_reads_as_calamine_reads_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data/kon-tum-2018");
    for file in ["nhiem-vu-ubnd.xlsx", "nhiem-vu-chinh-phu.xlsx"] {
        let mut other = calamine::open_workbook_auto(folder.join(file)).unwrap();
        let range = other.worksheet_range_at(0).unwrap().unwrap();
        let wanted = [dondoc::ingest::Wanted {
            field: "a".into(),
            labels: vec!["Mã nhiệm vụ".to_owned(), "Số, ký hiệu".to_owned()],
            required: true,
            decisive: false,
            instead: Vec::new(),
            loose: false,
        }; 1];
        let second = dondoc::ingest::Wanted {
            field: "b".into(),
            labels: vec!["Ngày giao".to_owned()],
            required: true,
            decisive: false,
            instead: Vec::new(),
            loose: false,
        };
        let wanted = [wanted[0].clone(), second];
        let found = dondoc::ingest::ingest(&folder.join(file), file, None, &wanted).unwrap();
        let (mut rows, mut compared) = (found.tables[0].rows(), 0);
        while rows.advance() {
            for column in 0..rows.width() {
                let place = (u32::try_from(rows.place()).unwrap() - 1, u32::try_from(column).unwrap());
                let theirs = match range.get_value(place) {
                    Some(calamine::Data::DateTime(day)) => day.as_datetime().unwrap().format("%d/%m/%Y").to_string(),
                    Some(data) => data.to_string(),
                    None => String::new(),
                };
                // What a merged cell covers is filled here alone.
                if !theirs.trim().is_empty() {
                    assert_eq!(rows.cell(column).text(), theirs, "{file} {place:?}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 500, "{compared}");
    }
}

const TASKS: [&str; 5] = ["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"];

/// Three tasks, the second in a hidden row and once more below; the column of deadlines is hidden.
fn half_hidden() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet: &mut Worksheet = workbook.add_worksheet();
    let task = |id: &'static str| [id, "Sở Y tế", "01/02/2018", "01/03/2018", ""];
    for (row, cells) in (0..).zip([TASKS, task("A"), task("B"), task("B"), task("C")]) {
        for (column, text) in (0..).zip(cells) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    sheet.set_row_hidden(2).unwrap();
    sheet.set_column_hidden(3).unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn hidden_rows_and_columns_are_read_and_said_so() {
    let outcome = Counts::file("xlsx", &half_hidden(), "").unwrap();
    assert_eq!(count(&outcome, "given", "overdue"), 3);
    assert_eq!(quarantined(&outcome), [[Code::DuplicateId]]);
    assert_eq!(noted(&outcome), [Code::HiddenColumns, Code::HiddenRows]);
}

#[test]
fn hidden_rows_are_skipped_and_listed_where_the_policy_says_so() {
    let outcome = Counts::file("xlsx", &half_hidden(), "hidden_rows = \"skip\"").unwrap();
    assert_eq!(count(&outcome, "given", "overdue"), 3);
    assert!(quarantined(&outcome).is_empty(), "the hidden row is no duplicate of the one that is seen");
    let skipped: Vec<_> = outcome.closing.skipped.iter().map(|row| (row.place, row.skip.id())).collect();
    assert_eq!(skipped, [(3, "hidden")]);
    let counts = &outcome.closing.reconciliation.sources()[0];
    assert_eq!((counts.read, counts.accepted, counts.skipped_total()), (4, 3, 1));
}
