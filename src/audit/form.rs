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

/// What the table of findings is called.
const FOUND: &str = "Các chỗ cần sửa hoặc cần xem";
/// What a form cannot say.
const LIMITS: &str = "Chương trình chỉ so các con số với nhau; nội dung do người lập và người ký chịu trách nhiệm.";

/// Columns that a form names among those that nothing was compared with.
const MOST_NAMED: usize = 6;

/// What is known of the file besides its findings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// SHA-256 of the file.
    pub sha256: String,
    /// What it was compared with, as people call it.
    pub against: Option<String>,
}

/// The day that files carry: that of the law that they are laid out after.
const DAY: NaiveDate = match NaiveDate::from_ymd_opt(2020, 3, 5) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

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

/// What the sheet of remarks is called.
const REMARKS: &str = "Ghi chú";
const REMARK_COLUMNS: [ColumnOf; 2] = [("sequence", "TT", 8.0, Align::Center), ("words", "Ghi chú", 92.0, Align::Left)];

/// The tables of the form with the names of their sheets: the outcome of each check, and the findings where there are any.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn tables(audit: &Audit) -> Result<Vec<(&'static str, Table)>, Failure> {
    let title = format!("Phiếu kiểm tra trước khi trình ký. Tệp: {}. {}", audit.file, conclusion(audit));
    let outcomes = (1..).zip(&audit.outcomes).map(|(number, outcome)| outcome_row(number, outcome)).collect();
    let mut tables = vec![("Kết quả", table("checks", &title, &OUTCOMES, outcomes)?)];
    let findings: Vec<Vec<Value>> =
        (1..).zip(audit.findings()).map(|(number, finding)| finding_row(number, finding, audit)).collect();
    if !findings.is_empty() {
        tables.push((FOUND, table("findings", FOUND, &FINDINGS, findings)?));
    }
    Ok(tables)
}

/// What the form says below its tables, as a table of a workbook with the name of its sheet.
///
/// # Errors
/// As [`tables`].
pub fn remarks_table(audit: &Audit, checked: &Checked) -> Result<(&'static str, Table), Failure> {
    let rows = (1..).zip(remarks(audit, checked)).map(|(number, words)| vec![Value::Count(number), text(&words)]);
    Ok((REMARKS, table("remarks", REMARKS, &REMARK_COLUMNS, rows.collect())?))
}

/// What the form says below its tables: which file it is of, what was not looked at, and what it cannot say.
fn remarks(audit: &Audit, checked: &Checked) -> Vec<String> {
    let sha256 = format!("Mã của tệp (SHA-256): {}", checked.sha256);
    let against = checked.against.as_ref().map(|against| format!("Đối chiếu với số liệu tính từ: {against}"));
    let lines = [sha256].into_iter().chain(against).chain(hidden(audit)).chain(left_out(audit));
    lines.chain([LIMITS.to_owned()]).collect()
}

/// The form as a document.
///
/// # Errors
/// As [`tables`].
pub fn document(audit: &Audit, checked: &Checked) -> Result<Document, Failure> {
    let subject = format!("Tệp: {}", audit.file);
    let bold = TextStyle { bold: true, italic: false };
    let mut body = vec![line(Align::Center, &conclusion(audit), bold)];
    for (name, table) in tables(audit)? {
        body.extend((name == FOUND).then(|| line(Align::Center, FOUND, bold)));
        body.push(Block::Table(table));
    }
    let italic = TextStyle { bold: false, italic: true };
    body.extend(remarks(audit, checked).iter().map(|words| line(Align::Left, words, italic)));
    Ok(Document {
        metadata: Metadata { type_name: "Phiếu kiểm tra".to_owned(), subject: subject.clone(), ..metadata(audit) },
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

/// What the files of the form say about themselves. Nobody asks the clock: the day is filled in by hand.
#[must_use]
pub fn metadata(audit: &Audit) -> Metadata {
    let title = format!("Phiếu kiểm tra trước khi trình ký: {}", audit.file);
    Metadata { title, date: DAY, ..Metadata::default() }
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
    lines.extend(hidden(audit).into_iter().chain(left_out(audit)));
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

/// Columns that nothing was compared with, the first of them by name.
fn left_out(audit: &Audit) -> Option<String> {
    let named = audit.left_out.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = match audit.left_out.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        more => format!(" và {more} chỗ khác"),
    };
    (!named.is_empty()).then(|| format!("Không có gì để so với cột, dòng: {named}{more}."))
}

/// How the file stands, in one sentence.
#[must_use]
pub fn conclusion(audit: &Audit) -> String {
    let found = |verdict: Verdict| audit.findings().filter(|finding| finding.verdict == verdict).count() as u64;
    let (wrong, doubtful) = (found(Verdict::Fail), found(Verdict::Look));
    let places = vietnamese::count(doubtful);
    match audit.verdict() {
        Verdict::Absent => "Không có con số nào để kiểm tra".to_owned(),
        Verdict::Pass => "Kết luận: Đạt".to_owned(),
        Verdict::Look => format!("Kết luận: Cần xem: {places} chỗ"),
        Verdict::Fail => {
            let doubtful = if doubtful == 0 { String::new() } else { format!("; {places} chỗ cần xem") };
            format!("Kết luận: Chưa đạt: {} chỗ phải sửa{doubtful}", vietnamese::count(wrong))
        }
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

fn line(align: Align, words: &str, style: TextStyle) -> Block {
    Block::Line { align, content: vec![Inline::Text { text: words.to_owned(), style }] }
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
