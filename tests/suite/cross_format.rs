//! One figure, four formats: the tables of the electronic sample are the same in CSV, PDF, DOCX, XLSX and HTML.
//!
//! In: the run over sample-data/kon-tum-2023. Out: equal cells, row by row. For the signed sample of 2018 `annual` holds every format
//! against the printed source.

use crate::{
    annual::{assert_rows, csv, plain},
    electronic::file,
    pdf_text::{pages_text, words},
    read_back::{sheets_of_xlsx, tables_of_docx, tables_of_html},
};

/// Printed tables in the order of the appendices, with their heading rows.
const TABLES: [(&str, usize); 3] = [("government_open", 1), ("province_by_unit", 2), ("compliance", 1)];

/// The body of a CSV twin.
fn twin(id: &str) -> Vec<Vec<String>> {
    let mut rows = csv(file(&format!("tables/{id}.csv")));
    rows.remove(0);
    assert!(rows.len() > 5, "{id} has rows to compare");
    rows
}

#[test]
fn docx_and_html_print_what_the_twins_hold() {
    let docx = tables_of_docx(file("bao-cao-nam-2023.docx"));
    let html = tables_of_html(file("bao-cao-nam-2023.html"));
    for (format, tables) in [("docx", docx), ("html", html)] {
        assert_eq!(tables.len(), TABLES.len(), "{format}");
        for ((id, head), table) in TABLES.iter().zip(tables) {
            assert_rows(&table[*head..], &twin(id), &format!("{id} in {format}"));
        }
    }
}

#[test]
fn the_workbook_counts_what_the_twins_hold() {
    let sheets = sheets_of_xlsx(file("bao-cao-nam-2023.xlsx"));
    let sheets: Vec<_> = sheets.into_iter().skip(1).filter(|(name, _)| !name.starts_with("Biểu đồ")).collect();
    assert_eq!(sheets.len(), TABLES.len());
    for ((id, _), (name, rows)) in TABLES.iter().zip(sheets) {
        let wanted = twin(id);
        let first = rows.iter().position(|row| row[0] == "1").unwrap();
        let rows: Vec<_> = rows.into_iter().skip(first).take(wanted.len()).collect();
        assert_rows(&rows, &wanted, &format!("{id} on {name}"));
    }
}

#[test]
fn the_pdf_prints_the_rows_of_the_twins_in_their_order() {
    let text = words(&pages_text(file("bao-cao-nam-2023.pdf")).join("\n"));
    let mut rest = text.as_str();
    for (id, _) in TABLES {
        for row in twin(id) {
            let cells: Vec<String> = row.iter().map(|cell| dotted(&plain(cell))).collect();
            let line = words(&cells.join(" "));
            let at = rest.find(&line).unwrap_or_else(|| panic!("{id}: `{line}` is not in `{rest}`"));
            rest = &rest[at + line.len()..];
            assert!(!rest.starts_with(|letter: char| letter.is_alphanumeric()), "{id}: more follows `{line}`");
        }
    }
}

/// A count as official tables print it.
fn dotted(cell: &str) -> String {
    match cell.parse::<u64>() {
        Ok(count) if count >= 1000 => format!("{}.{:03}", count / 1000, count % 1000),
        _ => cell.to_owned(),
    }
}
