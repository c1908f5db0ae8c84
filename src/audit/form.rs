//! The form of an audit: one page to go with the file that is to be signed.
//!
//! In: an [`Audit`]. Out: a [`Document`], and lines for a terminal. Always Vietnamese, as every output is.

use chrono::NaiveDate;

use super::result::{Audit, AuditFinding, CheckOutcome, Verdict};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{
        Align, Block, Cell, Closing, Column, Document, HeadCell, Inline, Layout, Letterhead, Marks, Medium, Metadata,
        Preset, Profile, Row, RowKind, Status, Table, TextStyle, Title, Value,
    },
    locale::vietnamese,
};

/// What the form is called.
pub const FORM: &str = "PHIẾU KIỂM TRA TRƯỚC KHI TRÌNH KÝ";

/// What is known of the file besides its findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// SHA-256 of the file.
    pub sha256: String,
    /// What it was compared with, as people call it.
    pub against: Option<String>,
}

/// A column: id, heading, share of the width, where its cells stand.
type ColumnOf = (&'static str, &'static str, f32, Align);

const OUTCOMES: [ColumnOf; 5] = [
    ("sequence", "TT", 8.0, Align::Center),
    ("check", "Nội dung kiểm tra", 40.0, Align::Left),
    ("verdict", "Kết quả", 20.0, Align::Center),
    ("compared", "Số phép so", 18.0, Align::Center),
    ("found", "Số chỗ", 14.0, Align::Center),
];
const FINDINGS: [ColumnOf; 5] = [
    ("sequence", "TT", 8.0, Align::Center),
    ("check", "Nội dung", 24.0, Align::Left),
    ("verdict", "Kết quả", 16.0, Align::Center),
    ("place", "Vị trí", 42.0, Align::Left),
    ("words", "Phát hiện", 60.0, Align::Left),
];

/// The form as a document.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn document(audit: &Audit, checked: &Checked) -> Result<Document, Failure> {
    let subject = format!("Tệp: {}", audit.file);
    let outcomes = (1..).zip(&audit.outcomes).map(|(number, outcome)| outcome_row(number, outcome)).collect();
    let mut body = vec![line(&conclusion(audit), TextStyle { bold: true, italic: false })];
    body.push(Block::Table(table("checks", "Kết quả từng mục", &OUTCOMES, outcomes)?));
    let findings: Vec<Vec<Value>> =
        (1..).zip(audit.findings()).map(|(number, finding)| finding_row(number, finding, audit)).collect();
    if !findings.is_empty() {
        body.push(line("Các chỗ cần sửa hoặc cần xem", TextStyle { bold: true, italic: false }));
        body.push(Block::Table(table("findings", "Các chỗ cần sửa hoặc cần xem", &FINDINGS, findings)?));
    }
    let against = checked.against.as_ref().map(|against| format!(" Đối chiếu với số liệu tính từ: {against}."));
    let hidden = hidden(audit).map(|words| format!(" {words}")).unwrap_or_default();
    let about = format!(
        "Mã của tệp đã kiểm tra (SHA-256): {}.{}{hidden} Chương trình chỉ so các con số với nhau; nội dung do người lập và người ký chịu trách nhiệm.",
        checked.sha256,
        against.unwrap_or_default()
    );
    body.push(Block::Paragraph(vec![Inline::Text { text: about, style: TextStyle { bold: false, italic: true } }]));
    Ok(Document {
        metadata: Metadata {
            title: format!("Phiếu kiểm tra trước khi trình ký: {}", audit.file),
            date: NaiveDate::default(),
            type_name: "Phiếu kiểm tra".to_owned(),
            subject: subject.clone(),
            ..Metadata::default()
        },
        layout: Layout { profile: Profile::Nd30, preset: Preset::Small, medium: Medium::Paper },
        status: Status::Final,
        letterhead: Letterhead {
            superior: Vec::new(),
            issuer: Vec::new(),
            number: String::new(),
            place_and_date: "ngày      tháng      năm        ".to_owned(),
            title: Title::Named { kind: FORM.to_owned(), subject },
            addressees: Vec::new(),
            marks: Marks::default(),
        },
        body,
        closing: Closing {
            recipients: Vec::new(),
            authority: vec!["NGƯỜI KIỂM TRA".to_owned()],
            office: None,
            signer: String::new(),
        },
        appendices: Vec::new(),
        footnotes: Vec::new(),
    })
}

/// The form for a terminal, line by line.
#[must_use]
pub fn lines(audit: &Audit) -> Vec<String> {
    let mut lines = vec![FORM.to_owned(), format!("Tệp: {}", audit.file)];
    for outcome in &audit.outcomes {
        let compared = match outcome.compared {
            0 => String::new(),
            compared => format!("đã so {}", vietnamese::count(compared as u64)),
        };
        let line = format!("  {:<10}{:<28}{compared}", outcome.verdict.words(), outcome.check.name);
        lines.push(line.trim_end().to_owned());
    }
    lines.extend(hidden(audit));
    for finding in audit.findings() {
        lines.push(format!("{}: {}", finding.verdict.words(), finding.words));
        lines.push(format!("  --> {}", finding.place));
    }
    lines
}

/// What was not looked at.
fn hidden(audit: &Audit) -> Option<String> {
    let names = audit.hidden.join(", ");
    (!names.is_empty()).then(|| format!("Chưa xem trang tính ẩn: {names}."))
}

/// How the file stands, in one sentence.
#[must_use]
pub fn conclusion(audit: &Audit) -> String {
    let found = |verdict: Verdict| audit.findings().filter(|finding| finding.verdict == verdict).count() as u64;
    let (wrong, doubtful) = (found(Verdict::Fail), found(Verdict::Look));
    let doubtful = match doubtful {
        0 => String::new(),
        count => format!("; {} chỗ cần xem", vietnamese::count(count)),
    };
    match audit.verdict() {
        Verdict::Absent => "Không có con số nào để kiểm tra".to_owned(),
        Verdict::Pass => "Kết luận: Đạt".to_owned(),
        Verdict::Look => format!("Kết luận: Đạt{doubtful}"),
        Verdict::Fail => format!("Kết luận: Chưa đạt: {} chỗ phải sửa{doubtful}", vietnamese::count(wrong)),
    }
}

fn outcome_row(number: u64, outcome: &CheckOutcome) -> Vec<Value> {
    vec![
        Value::Count(number),
        text(outcome.check.name),
        text(outcome.verdict.words()),
        Value::CountOrBlank(outcome.compared as u64),
        Value::CountOrBlank(outcome.findings.len() as u64),
    ]
}

fn finding_row(number: u64, finding: &AuditFinding, audit: &Audit) -> Vec<Value> {
    let outcome = audit.outcomes.iter().find(|outcome| outcome.check.id == finding.check);
    let name = outcome.map_or("", |outcome| outcome.check.name);
    vec![Value::Count(number), text(name), text(finding.verdict.words()), text(&finding.place), text(&finding.words)]
}

fn text(words: &str) -> Value {
    if words.is_empty() { Value::Blank } else { Value::Text(words.to_owned()) }
}

fn line(words: &str, style: TextStyle) -> Block {
    Block::Line { align: Align::Center, content: vec![Inline::Text { text: words.to_owned(), style }] }
}

fn table(id: &str, title: &str, columns: &[ColumnOf], rows: Vec<Vec<Value>>) -> Result<Table, Failure> {
    let head = columns.iter().map(|(_, heading, ..)| HeadCell { text: (*heading).to_owned(), columns: 1, rows: 1 });
    let column =
        |(id, _, width, align): &ColumnOf| Column { id: (*id).to_owned(), width: *width, align: *align, rate: None };
    let rows =
        rows.into_iter().map(|cells| Row { kind: RowKind::Body, cells: cells.into_iter().map(Cell::new).collect() });
    let table = Table::new(id, title, columns.iter().map(column).collect(), vec![head.collect()], rows.collect());
    table.map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error.part).into())
}
