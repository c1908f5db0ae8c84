//! Workbooks put together part by part, as no well-behaved program writes them.
//!
//! In: the XML of a sheet and of whatever else. Out: bytes, or the cells that ingest finds in them.

use std::{
    io::{Cursor, Write},
    path::Path,
};

use dondoc::{
    diagnostic::{Code, Failure},
    ingest::{self, RawTable, Wanted},
};
use zip::{ZipWriter, write::SimpleFileOptions};

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts of a workbook of one sheet.
pub fn parts(sheet: &str) -> Vec<(String, String)> {
    let relations = |targets: &[(&str, &str)]| {
        let entry = |(number, (kind, target)): (usize, &(&str, &str))| {
            format!("<Relationship Id=\"rId{number}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"{target}\"/>")
        };
        let entries: String = (1..).zip(targets).map(entry).collect();
        format!("<?xml version=\"1.0\"?><Relationships>{entries}</Relationships>")
    };
    let part = |name: &str, content: String| (name.to_owned(), content);
    let targets =
        [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")];
    vec![
        part("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
        part("xl/_rels/workbook.xml.rels", relations(&targets)),
        part(
            "xl/workbook.xml",
            format!("<workbook xmlns:r=\"{RELATIONSHIPS}\"><sheets><sheet name=\"S\" r:id=\"rId1\"/></sheets></workbook>"),
        ),
        part(
            "xl/styles.xml",
            "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\"/></numFmts><cellStyleXfs><xf \
             numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"20\"/><xf \
             numFmtId=\"46\"/></cellXfs></styleSheet>"
                .to_owned(),
        ),
        part("xl/sharedStrings.xml", "<sst/>".to_owned()),
        part("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ]
}

/// The same with one part replaced.
pub fn with(mut parts: Vec<(String, String)>, name: &str, content: &str) -> Vec<(String, String)> {
    parts.iter_mut().filter(|part| part.0 == name).for_each(|part| content.clone_into(&mut part.1));
    parts
}

/// The parts as a zip file.
pub fn packed(parts: &[(String, String)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The heading that [`open`] looks for, as cells of the first row.
pub const HEADING: &str = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Một</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>Hai</t></is></c>\
                           <c r=\"C1\" t=\"inlineStr\"><is><t>Ba</t></is></c></row>";

/// A sheet with these rows below the heading, and this behind the rows.
pub fn sheet(rows: &str, behind: &str) -> String {
    format!("<worksheet><sheetData>{HEADING}{rows}</sheetData>{behind}</worksheet>")
}

/// Opens a file of some bytes whose first row is `Một | Hai | Ba`.
pub fn open(extension: &str, bytes: &[u8]) -> Result<RawTable, Failure> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(format!("tasks.{extension}"));
    #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
    std::fs::write(&path, bytes).unwrap();
    open_path(&path)
}

/// Opens such a file.
pub fn open_path(path: &Path) -> Result<RawTable, Failure> {
    let want = |label: &str| Wanted {
        field: label.to_lowercase().into(),
        labels: vec![label.to_owned()],
        required: true,
        decisive: true,
        instead: Vec::new(),
        loose: false,
    };
    let mut found = ingest::ingest(path, "tasks", None, &["Một", "Hai", "Ba"].map(want))?;
    Ok(found.tables.remove(0))
}

/// Each row below the heading: its number and its cells in their debug form.
pub fn cells(table: &RawTable) -> Vec<(u64, Vec<String>)> {
    let mut rows = table.rows();
    let mut found = Vec::new();
    while rows.advance() {
        found.push((rows.place(), (0..rows.width()).map(|column| format!("{:?}", rows.cell(column))).collect()));
    }
    found
}

/// Codes of a failure, each with its details.
pub fn refusal(opened: Result<RawTable, Failure>) -> (Code, Vec<String>) {
    let failure = opened.err().unwrap();
    let first = failure.diagnostics().next().unwrap();
    (first.code, first.details.iter().map(|(_, value)| value.clone()).collect())
}
