//! The check report as tables: what workbook and page show.
//!
//! In: a [`CheckReport`] and what became of the rows. Out: tables: the checks, the rows of each file, the corrections, and one for each
//! check with findings. Always Vietnamese, as every output is.

use super::{CheckReport, CheckResult, Extensions, Finding};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Severity},
    document::{Align, Cell, Column, HeadCell, Row, RowKind, Table, Value},
    locale::vietnamese,
    normalize::{Closing, Correction, Source, SourceCounts},
    policy::Choice,
};

/// A column: id, heading, share of the width, where its cells stand.
type ColumnOf = (&'static str, &'static str, f32, Align);

const CHECKS: [ColumnOf; 5] = [
    ("check", "Nội dung kiểm tra", 24.0, Align::Left),
    ("level", "Mức", 10.0, Align::Center),
    ("count", "Số phát hiện", 10.0, Align::Center),
    ("max", "Cho phép", 10.0, Align::Center),
    ("meaning", "Giải thích", 60.0, Align::Left),
];
const ROWS: [ColumnOf; 6] = [
    ("file", "Tệp", 30.0, Align::Left),
    ("sheet", "Trang tính", 20.0, Align::Left),
    ("read", "Đã đọc", 10.0, Align::Center),
    ("accepted", "Được tính", 10.0, Align::Center),
    ("quarantined", "Cần rà soát", 10.0, Align::Center),
    ("skipped", "Bỏ qua", 10.0, Align::Center),
];
const CORRECTIONS: [ColumnOf; 7] = [
    ("task_id", "Mã nhiệm vụ", 16.0, Align::Left),
    ("field", "Trường", 16.0, Align::Left),
    ("old", "Giá trị cũ", 20.0, Align::Left),
    ("new", "Giá trị mới", 20.0, Align::Left),
    ("reason", "Lý do", 30.0, Align::Left),
    ("document", "Văn bản", 16.0, Align::Left),
    ("approver", "Người duyệt", 16.0, Align::Left),
];
const POLICIES: [ColumnOf; 4] = [
    ("policy", "Mục", 18.0, Align::Left),
    ("value", "Giá trị", 14.0, Align::Left),
    ("chosen", "Do ai chọn", 12.0, Align::Left),
    ("meaning", "Ý nghĩa", 70.0, Align::Left),
];
const EXTENSIONS: [ColumnOf; 4] = [
    ("unit", "Đơn vị", 40.0, Align::Left),
    ("tasks", "Nhiệm vụ", 12.0, Align::Center),
    ("extended", "Được gia hạn", 12.0, Align::Center),
    ("too_late", "Gia hạn khi đã quá hạn", 14.0, Align::Center),
];
const FINDINGS: [ColumnOf; 6] = [
    ("file", "Tệp", 22.0, Align::Left),
    ("sheet", "Trang tính", 16.0, Align::Left),
    ("row", "Dòng", 8.0, Align::Center),
    ("task_id", "Mã nhiệm vụ", 16.0, Align::Left),
    ("unit", "Đơn vị", 26.0, Align::Left),
    ("words", "Phát hiện", 50.0, Align::Left),
];

/// The tables with the names of their sheets.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn tables(
    report: &CheckReport,
    closing: &Closing,
    corrections: &[Correction],
    sources: &[Source],
) -> Result<Vec<(String, Table)>, Failure> {
    let title = format!("Kết quả kiểm tra số liệu, tính đến ngày {}", vietnamese::short_date(report.as_of));
    let checks = report.results.iter().map(check_row).collect();
    let mut tables = vec![
        ("Tổng hợp".to_owned(), table("checks", &title, &CHECKS, checks)?),
        ("Đối soát dòng".to_owned(), rows_of_files(closing)?),
        ("Chính sách".to_owned(), policies(report)?),
    ];
    if !corrections.is_empty() {
        let rows = corrections.iter().map(correction_row).collect();
        tables.push(("Điều chỉnh".to_owned(), table("corrections", "Các điều chỉnh được duyệt", &CORRECTIONS, rows)?));
    }
    if !report.extensions.is_empty() {
        tables.push(("Gia hạn theo đơn vị".to_owned(), extensions(report)?));
    }
    for result in report.results.iter().filter(|result| result.count > 0) {
        let shown = result.findings.len() as u64;
        let rest = result.count - shown;
        let more =
            if rest > 0 { format!(" (kê {} phát hiện đầu)", vietnamese::count(shown)) } else { String::new() };
        let title = format!("{}: {}{more}", result.check.name, vietnamese::count(result.count));
        let rows = result.findings.iter().map(|finding| finding_row(finding, sources)).collect();
        tables.push((result.check.name.to_owned(), table(result.check.id, &title, &FINDINGS, rows)?));
    }
    Ok(tables)
}

/// How grave a finding is, in words.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Notice => "Lưu ý",
        Severity::Warning => "Cảnh báo",
        Severity::Error => "Lỗi",
    }
}

fn check_row(result: &CheckResult) -> Vec<Value> {
    let max = result.max.map_or(Value::Blank, Value::Count);
    let unchecked = if result.unchecked.is_empty() {
        String::new()
    } else {
        format!("\nKhông kiểm tra được (thiếu cột): {}", result.unchecked.join(", "))
    };
    let exceeded = if result.is_exceeded() { "\nVượt mức cho phép." } else { "" };
    vec![
        text(result.check.name),
        text(level(result.level)),
        Value::Count(result.count),
        max,
        Value::Text(format!("{}{unchecked}{exceeded}", result.check.meaning.0)),
    ]
}

fn rows_of_files(closing: &Closing) -> Result<Table, Failure> {
    let sources = closing.reconciliation.sources();
    let row = |counts: &SourceCounts| {
        let numbers = [counts.read, counts.accepted, counts.quarantined, counts.skipped_total()];
        let sheet = counts.sheet.as_deref().unwrap_or_default();
        [text(&counts.file), text(sheet)].into_iter().chain(numbers.map(Value::Count)).collect()
    };
    let title = "Đối soát: số dòng đã đọc = được tính + cần rà soát + bỏ qua";
    table("rows", title, &ROWS, sources.iter().map(row).collect())
}

fn policies(report: &CheckReport) -> Result<Table, Failure> {
    let row = |choice: &Choice| {
        let chosen = if choice.is_default { "mặc định" } else { "dondoc.toml" };
        [choice.text.id, &choice.value, chosen, choice.text.meaning.0].map(text).to_vec()
    };
    let title = "Các lựa chọn về cách tính (mục [policy] của dondoc.toml)";
    table("policies", title, &POLICIES, report.choices.iter().map(row).collect())
}

fn extensions(report: &CheckReport) -> Result<Table, Failure> {
    let row = |unit: &Extensions| {
        let numbers = [unit.tasks, unit.extended, unit.too_late].map(Value::Count);
        std::iter::once(text(&unit.unit)).chain(numbers).collect()
    };
    let title = "Số nhiệm vụ được gia hạn của từng đơn vị, mọi tệp dữ liệu";
    table("extensions", title, &EXTENSIONS, report.extensions.iter().map(row).collect())
}

fn correction_row(made: &Correction) -> Vec<Value> {
    let texts = [&made.task_id, made.field.name, &made.old, &made.new, &made.reason, &made.document, &made.approver];
    texts.into_iter().map(text).collect()
}

fn finding_row(finding: &Finding, sources: &[Source]) -> Vec<Value> {
    let source = finding.place.and_then(|(index, place)| Some((sources.get(index)?, place)));
    let file = source.map(|(source, _)| source.table.file()).unwrap_or_default();
    let sheet = source.and_then(|(source, _)| source.table.sheet()).unwrap_or_default();
    let row = source.map_or(Value::Blank, |(source, place)| Value::Text(source.table.row_number(place).to_string()));
    vec![text(file), text(sheet), row, text(&finding.task_id), text(&finding.units), text(&finding.words)]
}

fn text(words: &str) -> Value {
    if words.is_empty() { Value::Blank } else { Value::Text(words.to_owned()) }
}

fn table(id: &str, title: &str, columns: &[ColumnOf], rows: Vec<Vec<Value>>) -> Result<Table, Failure> {
    let head = columns.iter().map(|(_, heading, ..)| HeadCell { text: (*heading).to_owned(), columns: 1, rows: 1 });
    let of =
        |(id, _, width, align): &ColumnOf| Column { id: (*id).to_owned(), width: *width, align: *align, rate: None };
    let rows =
        rows.into_iter().map(|cells| Row { kind: RowKind::Body, cells: cells.into_iter().map(Cell::new).collect() });
    let table = Table::new(id, title, columns.iter().map(of).collect(), vec![head.collect()], rows.collect());
    table.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error.part).into())
}
