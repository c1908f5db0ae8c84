//! The counts behind a chart whose table the document does not print.
//!
//! In: the document. Out: a table for each such chart, so that the workbook has its figures, and a native chart over them.

use super::chart;
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Block, Cell, Chart, Column, Document, HeadCell, Row, RowKind, Table, Value},
};

/// Shares of the width of a name and of a count.
const NAME_SHARE: f32 = 4.0;
const COUNT_SHARE: f32 = 1.5;
/// The heading of the names.
const UNIT: &str = "Cơ quan, đơn vị";

/// A table for each chart that no printed table stands behind, in reading order.
///
/// # Errors
/// `internal-error` for a bar without one count for each series: a defect of the program.
pub fn behind_charts(document: &Document) -> Result<Vec<Table>, Failure> {
    let printed: Vec<&str> = document.tables().map(|(_, table)| table.id()).collect();
    let blocks = document.body.iter().chain(document.appendices.iter().flat_map(|appendix| &appendix.blocks));
    let charts = blocks.filter_map(|block| match block {
        Block::Chart(chart) if !printed.contains(&chart.id.as_str()) => Some(chart),
        _ => None,
    });
    let table = |chart: &Chart| {
        let table = table(chart);
        table.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", &error.part).into())
    };
    charts.map(table).collect()
}

fn table(chart: &Chart) -> Result<Table, crate::document::TableError> {
    let column = |id: &str, width, align| Column { id: id.to_owned(), width, align, rate: None };
    let counts = chart.series.iter().map(|series| column(chart::metric(series.tone), COUNT_SHARE, Align::Right));
    let columns = std::iter::once(column(chart::UNIT, NAME_SHARE, Align::Left)).chain(counts).collect();
    let heading = |text: &str| HeadCell { text: text.to_owned(), columns: 1, rows: 1 };
    let labels = chart.series.iter().map(|series| heading(&series.label));
    let head = vec![std::iter::once(heading(UNIT)).chain(labels).collect()];
    let rows = chart.bars.iter().map(|bar| {
        // As the drawing does: a bar may lack its last parts.
        let value = |(index, _): (usize, _)| bar.values.get(index).copied().unwrap_or_default();
        let values = chart.series.iter().enumerate().map(|part| Cell::new(Value::Count(value(part))));
        let name = Cell::new(Value::Text(bar.label.clone()));
        Row { kind: RowKind::Body, cells: std::iter::once(name).chain(values).collect() }
    });
    Table::new(&chart.id, &chart.title, columns, head, rows.collect())
}
