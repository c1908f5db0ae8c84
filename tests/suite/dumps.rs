//! The annual report of 2018 as text, in each format, and the short report of an export: what any change of template, text or layout does
//! to them shows in the diff.
//!
//! In: the rendered samples. Out: equality with tests/golden/dumps/; `UPDATE_GOLDEN=1 cargo test --test suite dumps` rewrites
//! them, and the difference is to be read before it is committed.

use std::{fs, path::Path};

use super::{
    annual::file,
    export_samples,
    pdf_text::pages_text,
    read_back::{sheets_of_xlsx, text_of_docx, text_of_html},
};

pub fn compare(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/dumps").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        #[expect(clippy::disallowed_methods, reason = "the one way to rewrite a golden file")]
        fs::write(&path, text).unwrap();
    }
    let golden = fs::read_to_string(&path).unwrap_or_default();
    let lines = golden.lines().zip(text.lines()).zip(1..);
    if let Some(((golden, found), line)) = lines.into_iter().find(|((golden, found), _)| golden != found) {
        panic!("{name}, line {line}:\n  golden: {golden}\n  found:  {found}");
    }
    assert_eq!(golden.lines().count(), text.lines().count(), "{name}: number of lines");
}

fn numbered(pages: &[String]) -> String {
    pages.iter().zip(1..).map(|(text, page)| format!("== {page}\n{}\n", text.trim_end())).collect()
}

#[test]
fn the_pdf_reads_as_before() {
    compare("bao-cao-nam-2018.pdf.txt", &numbered(&pages_text(file("bao-cao-nam-2018.pdf"))));
}

#[test]
fn the_short_report_reads_as_before() {
    let outcome = export_samples::run(export_samples::typical("ioffice"), &["pdf"]);
    let file = outcome.files.iter().find(|file| file.name == "bao-cao-theo-don-vi.pdf").unwrap();
    compare("bao-cao-theo-don-vi.pdf.txt", &numbered(&pages_text(&file.bytes)));
}

#[test]
fn the_docx_reads_as_before() {
    compare("bao-cao-nam-2018.docx.txt", &format!("{}\n", text_of_docx(file("bao-cao-nam-2018.docx"))));
}

#[test]
fn the_html_reads_as_before() {
    compare("bao-cao-nam-2018.html.txt", &format!("{}\n", text_of_html(file("bao-cao-nam-2018.html"))));
}

#[test]
fn the_xlsx_reads_as_before() {
    let sheets = sheets_of_xlsx(file("bao-cao-nam-2018.xlsx"));
    let text = sheets.iter().map(|(name, rows)| {
        let rows: Vec<String> = rows.iter().map(|row| row.join(" | ").replace('\n', " ")).collect();
        format!("== {name}\n{}\n", rows.join("\n"))
    });
    compare("bao-cao-nam-2018.xlsx.txt", &text.collect::<String>());
}
