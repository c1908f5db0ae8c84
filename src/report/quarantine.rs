//! Rows that wait, as tables that a person can work through in Excel.
//!
//! In: what became of the rows, and their sources. Out: tables for each source: place, every reason, and the row as found.

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Align, Cell, Column, HeadCell, Row, RowKind, Table, Value},
    ingest::column_letters,
    locale::{self, Lang},
    normalize::{Closing, QuarantinedRow, Skip, SkippedRow, Source},
};

/// Columns before those of the export: (id, heading, width in letters).
const COLUMNS: [(&str, &str, f32); 4] =
    [("file", "Tệp", 18.0), ("sheet", "Trang tính", 14.0), ("row", "Dòng", 8.0), ("reasons", "Lý do", 44.0)];

/// Letters in the narrowest and the widest column of the export.
const NARROWEST: usize = 10;
const WIDEST: usize = 44;

/// The tables of the quarantine workbook: for each source its waiting rows, if any, and the rows that were skipped as no
/// tasks, so that nobody has to take that on trust. When nothing waits anywhere, a table says so. Always Vietnamese, as every
/// output is.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn quarantine_tables(sources: &[Source], closing: &Closing) -> Result<Vec<Table>, Failure> {
    let mut tables = Vec::new();
    if let (true, Some(source)) = (closing.quarantine.is_empty(), sources.first()) {
        tables.push(table(source, &source.id, "Không có dòng nào cần rà soát", &[])?);
    }
    for (index, source) in sources.iter().enumerate() {
        let file = source.table.file();
        let waiting = closing.quarantine.iter().filter(|row| row.source == index);
        let waiting: Vec<Listed> = waiting.map(|row| Listed::new(source, row.place, reasons(row))).collect();
        if !waiting.is_empty() {
            tables.push(table(source, &source.id, &format!("Các dòng cần rà soát của {file}"), &waiting)?);
        }
        let skipped = closing.skipped.iter().filter(|row| row.source == index);
        let listed = |row: &SkippedRow| match row.skip {
            Skip::Secret => Listed { texts: Vec::new(), ..Listed::new(source, row.place, kind(row.skip).to_owned()) },
            skip => Listed::new(source, row.place, kind(skip).to_owned()),
        };
        let skipped: Vec<Listed> = skipped.map(listed).collect();
        if !skipped.is_empty() {
            let title = format!("Các dòng đã bỏ qua, không tính là nhiệm vụ, của {file}");
            tables.push(table(source, &format!("{}-bo-qua", source.id), &title, &skipped)?);
        }
    }
    Ok(tables)
}

/// What a skipped row is.
fn kind(skip: Skip) -> &'static str {
    match skip {
        Skip::Blank => "Dòng trống",
        Skip::Group => "Dòng tên nhóm",
        Skip::RepeatedHeading => "Dòng tiêu đề lặp lại",
        Skip::ColumnNumbers => "Dòng đánh số cột",
        Skip::Total => "Dòng tổng cộng",
        Skip::Footer => "Dòng dưới bảng",
        Skip::Hidden => "Dòng ẩn",
        Skip::Secret => "Dòng có độ mật, không ghi nội dung",
        Skip::EarlierUpdate => "Dòng cũ của nhiệm vụ đã cập nhật ở dòng khác",
        Skip::Shared => "Dòng của nhiệm vụ giao nhiều đơn vị, đã gộp vào dòng đầu",
    }
}

/// A row of a table.
struct Listed {
    place: u64,
    reason: String,
    /// Its cells as found.
    texts: Vec<String>,
}

impl Listed {
    fn new(source: &Source, place: u64, reason: String) -> Self {
        Self { place, reason, texts: source.table.raw_text(place) }
    }
}

fn table(source: &Source, id: &str, title: &str, rows: &[Listed]) -> Result<Table, Failure> {
    let labels = if rows.is_empty() { Vec::new() } else { source.table.heading().labels() };
    let width = rows.iter().map(|row| row.texts.len()).chain([labels.len()]).max().unwrap_or_default();
    let heading = |column: usize| {
        let label = labels.get(column).filter(|label| !label.is_empty());
        label.cloned().unwrap_or_else(|| column_letters(column))
    };
    let fixed = COLUMNS.iter().map(|(id, heading, width)| ((*id).to_owned(), (*heading).to_owned(), *width));
    // A column is as wide as its longest text, within what a person can still read.
    let share = |column: usize| {
        let texts = rows.iter().filter_map(|row| row.texts.get(column)).map(|text| text.chars().count());
        texts.max().unwrap_or_default().clamp(NARROWEST, WIDEST) as f32
    };
    let found = (0..width).map(|column| (column_letters(column), heading(column), share(column)));
    let (mut columns, mut head) = (Vec::new(), Vec::new());
    for (id, text, width) in fixed.chain(found) {
        columns.push(Column { id, width, align: Align::Left, rate: None });
        head.push(HeadCell { text, columns: 1, rows: 1 });
    }
    let rows = rows.iter().map(|Listed { place, reason, texts }| {
        let padding = width.saturating_sub(texts.len());
        let text = |text: String| Cell::new(if text.is_empty() { Value::Blank } else { Value::Text(text) });
        let place = [
            text(source.table.file().to_owned()),
            text(source.table.sheet().unwrap_or_default().to_owned()),
            text(source.table.row_number(*place).to_string()),
            text(reason.clone()),
        ];
        let cells = place.into_iter().chain(texts.iter().cloned().map(text));
        Row { kind: RowKind::Body, cells: cells.chain(std::iter::repeat_n(Cell::new(Value::Blank), padding)).collect() }
    });
    let table = Table::new(id, title, columns, vec![head], rows.collect());
    table.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error.part).into())
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
