//! Rows that wait, as tables that a person can work through in Excel.
//!
//! In: quarantined rows and their sources. Out: one table for each source: place, every reason, and the row as found.

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Cell, Column, HeadCell, Row, RowKind, Table, Value},
    ingest::column_letters,
    locale::{self, Lang},
    normalize::{QuarantinedRow, Source},
};

/// Columns before those of the export: (id, heading, width).
const COLUMNS: [(&str, &str, f32); 4] =
    [("file", "Tệp", 2.0), ("sheet", "Trang tính", 2.0), ("row", "Dòng", 0.7), ("reasons", "Lý do", 5.0)];

/// The tables of the quarantine workbook, one for each source that has such rows; when none has, one that says so. Always
/// Vietnamese, as every output is.
///
/// # Errors
/// `render-failed` when the parts do not fit one grid: a defect of the program.
pub fn quarantine_tables(sources: &[Source], rows: &[QuarantinedRow]) -> Result<Vec<Table>, Failure> {
    let mut tables = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        let waiting: Vec<&QuarantinedRow> = rows.iter().filter(|row| row.source == index).collect();
        if !waiting.is_empty() {
            let title = format!("Các dòng cần rà soát của {}", source.table.file());
            let labels = source.table.heading().labels();
            tables.push(table(source, &title, &labels, &waiting)?);
        }
    }
    if let (true, Some(source)) = (tables.is_empty(), sources.first()) {
        tables.push(table(source, "Không có dòng nào cần rà soát", &[], &[])?);
    }
    Ok(tables)
}

fn table(source: &Source, title: &str, labels: &[String], waiting: &[&QuarantinedRow]) -> Result<Table, Failure> {
    let raw: Vec<Vec<String>> = waiting.iter().map(|row| source.table.raw_text(row.place)).collect();
    let width = raw.iter().map(Vec::len).chain([labels.len()]).max().unwrap_or_default();
    let heading = |column: usize| {
        let label = labels.get(column).filter(|label| !label.is_empty());
        label.cloned().unwrap_or_else(|| column_letters(column))
    };
    let fixed = COLUMNS.iter().map(|(id, heading, width)| ((*id).to_owned(), (*heading).to_owned(), *width));
    let found = (0..width).map(|column| (column_letters(column), heading(column), 2.0));
    let (mut columns, mut head) = (Vec::new(), Vec::new());
    for (id, text, width) in fixed.chain(found) {
        columns.push(Column { id, width, align: Align::Left });
        head.push(HeadCell { text, columns: 1, rows: 1 });
    }
    let rows = waiting.iter().zip(raw).map(|(row, texts)| {
        let padding = width.saturating_sub(texts.len());
        let text = |text: String| Cell::new(if text.is_empty() { Value::Blank } else { Value::Text(text) });
        let place = [
            text(source.table.file().to_owned()),
            text(source.table.sheet().unwrap_or_default().to_owned()),
            Cell::new(Value::Count(u64::from(source.table.row_number(row.place)))),
            text(reasons(row)),
        ];
        let cells = place.into_iter().chain(texts.into_iter().map(text));
        Row { kind: RowKind::Body, cells: cells.chain(std::iter::repeat_n(Cell::new(Value::Blank), padding)).collect() }
    });
    let table = Table::new(&source.id, title, columns, vec![head], rows.collect());
    table.map_err(|error| Diagnostic::error(Code::RenderFailed).with("reason", error.part).into())
}

/// Every reason on a line of its own, with the cell it speaks of.
fn reasons(row: &QuarantinedRow) -> String {
    let reason = |found: &Diagnostic| {
        let place = &found.location;
        let cell = match (&place.column, place.row) {
            (Some(column), Some(row)) => format!("{column}{row}: "),
            _ => String::new(),
        };
        format!("{cell}{}", locale::summary(found, Lang::Vi))
    };
    row.reasons.iter().map(reason).collect::<Vec<_>>().join("\n")
}
