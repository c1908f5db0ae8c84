//! The same tasks in every kind of workbook give the same cells, the same figures, the same notices.
//!
//! In: [`book`], and what LibreOffice made of it (`soffice --headless --convert-to xls` and `ods`): files under `fixture/workbooks/`.
//! Out: cells and counts.

use dondoc::diagnostic::Code;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{
    counts::{Counts, noted, statuses},
    xlsx_parts::{cells, open, packed, refusal},
};

const XLS: &[u8] = include_bytes!("fixture/workbooks/kinds.xls");
const ODS: &[u8] = include_bytes!("fixture/workbooks/kinds.ods");
/// The same of [`months`].
const MONTHS_XLS: &[u8] = include_bytes!("fixture/workbooks/months.xls");
const MONTHS_ODS: &[u8] = include_bytes!("fixture/workbooks/months.ods");
/// The same book with its days counted from 1904.
const BOOKS_1904: [(&str, &[u8]); 3] = [
    ("xlsx", include_bytes!("fixture/workbooks/days-1904.xlsx")),
    ("xls", include_bytes!("fixture/workbooks/days-1904.xls")),
    ("ods", include_bytes!("fixture/workbooks/days-1904.ods")),
];

/// A table with a cell of every kind: words in lines, days, a time, numbers, an error, formulas; merged down; a blank row, a
/// hidden row, a hidden column, a hidden sheet.
fn book() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let clock = Format::new().set_num_format("h:mm:ss");
    let sheet = workbook.add_worksheet();
    for (column, text) in (0..).zip(["Một", "Hai", "Ba", "Bốn"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    sheet.write_string_with_format(1, 0, "Sở Y tế\nSở Nội vụ", &Format::new().set_text_wrap()).unwrap();
    sheet.write_datetime_with_format(1, 1, ExcelDateTime::from_ymd(2018, 8, 1).unwrap(), &day).unwrap();
    sheet.write_number(1, 2, 12.0).unwrap();
    sheet.write_string(1, 3, "hai  dấu cách & <b>").unwrap();
    sheet.write_number(3, 0, 0.5).unwrap();
    let moment = ExcelDateTime::from_ymd(2018, 8, 2).unwrap().and_hms(18, 30, 0).unwrap();
    sheet.write_datetime_with_format(3, 1, moment, &day).unwrap();
    sheet.write_datetime_with_format(3, 3, ExcelDateTime::from_hms(7, 5, 0).unwrap(), &clock).unwrap();
    sheet.write_formula(4, 0, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_formula(4, 1, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write_string(4, 2, "012").unwrap();
    sheet.write_string(5, 0, "ẩn").unwrap();
    sheet.merge_range(6, 0, 8, 0, "gộp", &Format::new()).unwrap();
    sheet.write_number(7, 1, 1.0).unwrap();
    sheet.write_number(8, 1, 2.0).unwrap();
    sheet.set_row_hidden(5).unwrap().set_column_hidden(2).unwrap();
    let hidden = workbook.add_worksheet();
    hidden.write_string(0, 0, "Một").unwrap();
    hidden.set_hidden(true);
    workbook.save_to_buffer().unwrap()
}

#[test]
fn every_kind_has_the_same_cells() {
    let ours = cells(&open("xlsx", &book()).unwrap());
    let shown: Vec<String> = ours.iter().map(|(place, cells)| format!("{place}: {}", cells.join(" "))).collect();
    assert_eq!(
        shown,
        [
            "2: Text(\"Sở Y tế\\nSở Nội vụ\") Date(2018-08-01) Number(12.0) Text(\"hai  dấu cách & <b>\")",
            "4: Number(0.5) Date(2018-08-02) Empty Other(\"07:05:00\")",
            "5: Number(2.0) Other(\"#N/A\") Text(\"012\") Empty",
            "6: Text(\"ẩn\") Empty Empty Empty",
            "7: Text(\"gộp\") Empty Empty Empty",
            "8: Text(\"gộp\") Number(1.0) Empty Empty",
            "9: Text(\"gộp\") Number(2.0) Empty Empty",
        ]
    );
    for (extension, bytes) in [("ods", ODS), ("xls", XLS)] {
        assert_eq!(cells(&open(extension, bytes).unwrap()), ours, "{extension}");
    }
}

/// Dates shown as months, beside dates that are not: by a format of Excel's own, and by three that people make.
fn months() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, text) in (0..).zip(["Một", "Hai", "Ba"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    let rows = [
        [("mmm-yy", 8, 1), ("mm/yyyy", 9, 1), ("dd/mm/yyyy", 8, 1)],
        [("mmm-yy", 8, 2), ("[$-42A]\"Thg\" m/yyyy;@", 12, 1), ("d-mmm-yy", 8, 1)],
        [("mmm-yy", 8, 1), ("mmm-yy", 8, 1), ("mmm-yy", 8, 1)],
        [("\"tháng\" m/yyyy", 1, 1), ("d-mmm", 1, 1), ("mm/yyyy", 1, 31)],
    ];
    for (row, cells) in (1..).zip(rows) {
        for (column, (format, month, day)) in (0..).zip(cells) {
            let date = ExcelDateTime::from_ymd(2018, month, day).unwrap();
            sheet.write_datetime_with_format(row, column, date, &Format::new().set_num_format(format)).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn dates_that_are_shown_as_months_are_months_in_every_kind() {
    let ours = cells(&open("xlsx", &months()).unwrap());
    let shown: Vec<String> = ours.iter().map(|(_, cells)| cells.join(" ")).collect();
    assert_eq!(
        shown,
        [
            "Text(\"8/2018\") Text(\"9/2018\") Date(2018-08-01)",
            "Date(2018-08-02) Text(\"12/2018\") Date(2018-08-01)",
            "Text(\"8/2018\") Text(\"8/2018\") Text(\"8/2018\")",
            "Text(\"1/2018\") Date(2018-01-01) Date(2018-01-31)",
        ]
    );
    for (extension, bytes) in [("ods", MONTHS_ODS), ("xls", MONTHS_XLS)] {
        assert_eq!(cells(&open(extension, bytes).unwrap()), ours, "{extension}");
    }
}

#[test]
fn hidden_rows_and_columns_are_known_in_every_kind() {
    for (extension, bytes) in [("xlsx", book().as_slice()), ("ods", ODS), ("xls", XLS)] {
        let table = open(extension, bytes).unwrap();
        let mut rows = table.rows();
        let mut hidden = Vec::new();
        while rows.advance() {
            hidden.extend(rows.is_hidden().then_some(rows.place()));
        }
        assert_eq!((hidden, table.hidden_columns()), (vec![6], vec!["C".to_owned()]), "{extension}");
    }
}

#[test]
fn what_a_file_is_its_content_says() {
    let ours = cells(&open("xlsx", &book()).unwrap());
    for (extension, bytes) in [("xls", book().as_slice()), ("ods", XLS), ("xlsx", ODS), ("xlsx", XLS)] {
        assert_eq!(cells(&open(extension, bytes).unwrap()), ours, "named {extension}");
    }
}

#[test]
fn days_from_1904_are_the_same_days() {
    for (extension, bytes) in BOOKS_1904 {
        let found = cells(&open(extension, bytes).unwrap());
        let days = (found[0].1[1].as_str(), found[1].1[1].as_str(), found[1].1[3].as_str());
        assert_eq!(days, ("Date(2022-08-02)", "Date(2022-08-03)", "Other(\"07:05:00\")"), "{extension}");
    }
}

/// A spreadsheet of LibreOffice with these rows below the heading.
fn ods(rows: &str) -> Vec<u8> {
    styled_ods("", rows)
}

fn styled_ods(styles: &str, rows: &str) -> Vec<u8> {
    let word = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let heading = ["Một", "Hai", "Ba"].map(word).concat();
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet><table:table table:name=\"S\"><table:table-row>{heading}\
         </table:table-row>{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let styles = format!("<office:document-styles>{styles}</office:document-styles>");
    packed(&[("content.xml".to_owned(), content), ("styles.xml".to_owned(), styles)])
}

#[test]
fn months_of_ods_are_found_however_a_cell_comes_by_its_style() {
    let style = |name: &str, more: &str| format!("<style:style style:name=\"{name}\" {more}/>");
    let styles = [
        "<number:date-style style:name=\"N1\"><number:month/><number:year/></number:date-style>",
        // What a sum has for negative numbers is none of the format above.
        "<number:currency-style style:name=\"N2\"><style:map style:apply-style-name=\"N2P0\"/></number:currency-style>",
        "<number:date-style style:name=\"N3\"><number:day/><number:month/><number:year/></number:date-style>",
        &style("month", "style:data-style-name=\"N1\""),
        &style("heir", "style:parent-style-name=\"month\""),
        &style("day", "style:data-style-name=\"N3\" style:parent-style-name=\"month\""),
        &style("own", "style:parent-style-name=\"own\""),
    ];
    let cell = |style: &str| {
        format!("<table:table-cell {style} office:value-type=\"date\" office:date-value=\"2018-08-01\"/>")
    };
    let own = |name: &str| cell(&format!("table:style-name=\"{name}\""));
    let row =
        |style: &str, cells: [String; 3]| format!("<table:table-row {style}>{}</table:table-row>", cells.concat());
    let usual = |name: &str| format!("table:default-cell-style-name=\"{name}\"");
    let rows = [
        format!("<table:table-column/><table:table-column {}/><table:table-column/>", usual("heir")),
        row("", [own("month"), own("heir"), own("day")]),
        row("", [cell(""), cell(""), own("own")]),
        row(&usual("month"), [cell(""), own("day"), cell("")]),
        row(&usual("day"), [cell(""), cell(""), own("none")]),
    ];
    let found = cells(&open("ods", &styled_ods(&styles.concat(), &rows.concat())).unwrap());
    let months: Vec<String> = found
        .iter()
        .map(|(_, cells)| cells.iter().map(|cell| if cell.contains("Text") { 'm' } else { 'd' }).collect())
        .collect();
    assert_eq!(months, ["mmd", "dmd", "mdm", "ddd"]);
}

#[test]
fn words_of_ods_are_those_that_are_seen() {
    let cell = "<table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>ghi chú</text:p>\
                </office:annotation><text:p>a<text:s text:c=\"2\"/><text:span>b</text:span></text:p><text:p>c<text:line-break/>d\
                </text:p></table:table-cell><table:table-cell table:formula=\"of:=1+1\"/></table:table-row>";
    let found = cells(&open("ods", &ods(cell)).unwrap());
    assert_eq!(found[0].1, ["Text(\"a  b\\nc\\nd\")", "Other(\"=1+1\")", "Empty"]);
}

#[test]
fn what_is_repeated_is_counted_before_it_is_laid_out() {
    let cell = |times: &str, row: &str| {
        let row = format!(
            "<table:table-row {row}><table:table-cell {times} office:value-type=\"float\" office:value=\"1\"/></table:table-row>"
        );
        open("ods", &ods(&row))
    };
    let wide = refusal(cell("table:number-columns-repeated=\"1000000\"", ""));
    assert_eq!((wide.0, wide.1[2].as_str()), (Code::FileTooLarge, "BXY2"));
    let tall = cells(&cell("", "table:number-rows-repeated=\"1000000\"").unwrap());
    assert_eq!((tall.len(), tall[999_999].0), (1_000_000, 1_000_001));
    let both = cell("table:number-columns-repeated=\"2000\"", "table:number-rows-repeated=\"1000000\"");
    assert_eq!(refusal(both).0, Code::FileTooLarge);
    let blank = "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"16384\"/>\
                 </table:table-row>";
    assert!(cells(&open("ods", &ods(blank)).unwrap()).is_empty());
}

#[test]
fn a_locked_ods_and_a_text_document_are_told() {
    let manifest =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let part = |name: &str, content: &str| (name.to_owned(), content.to_owned());
    let locked = [part("META-INF/manifest.xml", manifest), part("content.xml", "\u{1}\u{2}")];
    assert_eq!(refusal(open("ods", &packed(&locked))).0, Code::PasswordProtected);
    let text = part(
        "content.xml",
        "<office:document-content><office:text><table:table/></office:text></office:document-content>",
    );
    assert_eq!(refusal(open("ods", &packed(&[text]))).0, Code::DamagedFile);
}

/// Four tasks, one of each status, a fifth in a hidden row, and a total.
fn tasks() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    sheet.merge_range(0, 0, 0, 4, "DANH SÁCH NHIỆM VỤ", &Format::new()).unwrap();
    for (column, text) in (0..).zip(["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"])
    {
        sheet.write_string(2, column, text).unwrap();
    }
    let done = [Some((2, 20)), Some((3, 20)), None, None, None];
    for (row, done) in (3..).zip(done) {
        sheet.write_number(row, 0, f64::from(row)).unwrap();
        sheet.write_string(row, 1, "Sở Y tế").unwrap();
        sheet.write_datetime_with_format(row, 2, ExcelDateTime::from_ymd(2018, 2, 1).unwrap(), &day).unwrap();
        let deadline = if row == 5 { ExcelDateTime::from_ymd(2019, 3, 1) } else { ExcelDateTime::from_ymd(2018, 3, 1) };
        sheet.write_datetime_with_format(row, 3, deadline.unwrap(), &day).unwrap();
        if let Some((month, number)) = done {
            sheet
                .write_datetime_with_format(row, 4, ExcelDateTime::from_ymd(2018, month, number).unwrap(), &day)
                .unwrap();
        }
    }
    sheet.set_row_hidden(7).unwrap();
    sheet.write_string(9, 0, "Tổng cộng").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_task_counts_the_same_in_every_kind() {
    let mut wanted = None;
    for (extension, bytes) in [
        ("xlsx", tasks().as_slice()),
        ("xls", include_bytes!("fixture/workbooks/tasks.xls")),
        ("ods", include_bytes!("fixture/workbooks/tasks.ods")),
    ] {
        let outcome = Counts::file(extension, bytes, "hidden_rows = \"skip\"").unwrap();
        let counts = &outcome.closing.reconciliation.sources()[0];
        let found = (statuses(&outcome), counts.read, counts.skipped.clone(), noted(&outcome));
        assert_eq!(wanted.get_or_insert(found.clone()), &found, "{extension}");
    }
    assert_eq!(wanted.unwrap().0, [1, 1, 1, 1]);
}
