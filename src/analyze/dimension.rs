//! What tasks may be grouped and filtered by: the one list that `--by`, `--where`, help and `dondoc list` read.
//!
//! In: nothing. Out: [`DIMENSIONS`], and for each the expression that tells it of a task.

use polars::prelude::{DataType, Expr, col, lit, when};

use super::{
    codes::{DAYS_BEFORE_1970, FIRST_YEAR},
    results::{ColumnKind, ResultColumn},
};
use crate::{
    classify::{on_paper, status_code},
    period::MonthCalendar,
    schema::FIELDS,
    spelling,
    table_spec::Status,
};

/// One thing that tasks may be grouped by.
#[derive(Debug, PartialEq, Eq)]
pub struct Dimension {
    /// Stable id: column of the result.
    pub id: &'static str,
    /// How it is told of a task.
    pub kind: DimensionKind,
    /// What it is called in a table.
    pub heading: &'static str,
    /// What it means, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
}

/// How a dimension is told of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DimensionKind {
    /// The lead unit; a joint task is in the group of each.
    Unit,
    /// What kind of unit that is.
    UnitKind,
    /// The level group of that unit.
    UnitGroup,
    /// Id of the input.
    Input,
    /// File of the row.
    File,
    /// On paper, or not.
    Channel,
    /// What the task is at the as-of.
    Status,
    /// How many days late, in spans.
    Age,
    /// Words of a column.
    Text(&'static str),
    /// A day of a column.
    Day(&'static str),
    /// The month of such a day.
    Month(&'static str),
    /// Its quarter.
    Quarter(&'static str),
    /// Its year.
    Year(&'static str),
    /// A number of a column.
    Number(&'static str),
}

/// What tells a dimension of a task, as a column of keys.
pub(super) enum Key {
    /// A number from 1; 0 where there is none.
    Code(Expr),
    /// Words; null where there are none.
    Text(Expr),
}

macro_rules! dimensions {
    ($($id:literal $kind:expr, $heading:literal, $vi:literal, $en:literal;)+) => {
        &[$(Dimension { id: $id, kind: $kind, heading: $heading, meaning: ($vi, $en) },)+]
    };
}

use DimensionKind as K;

/// Every dimension, in the order in which it is listed.
pub const DIMENSIONS: &[Dimension] = dimensions! {
    "unit" K::Unit, "Đơn vị", "Đơn vị chủ trì: hai cột unit_id, unit.", "The lead unit: two columns, unit_id and unit.";
    "unit_kind" K::UnitKind, "Loại đơn vị", "Loại đơn vị theo danh mục: so, huyen, xa, …", "The kind of the lead unit, as the registry says.";
    "unit_group" K::UnitGroup, "Nhóm đơn vị", "Nhóm đơn vị theo danh mục (level_group).", "The level group of the lead unit.";
    "field" K::Text("field"), "Lĩnh vực", "Lĩnh vực.", "The field of the task.";
    "assigner" K::Text("assigner"), "Cơ quan giao", "Cơ quan giao.", "Who gave the task.";
    "channel" K::Channel, "Hình thức giao", "Giao qua phần mềm (software) hay bằng văn bản giấy (paper).", "By software or on paper.";
    "document" K::Text("document"), "Văn bản", "Văn bản giao nhiệm vụ.", "The document that gave the task.";
    "month" K::Month("assigned_on"), "Tháng giao", "Tháng giao: 2025-01.", "The month given.";
    "quarter" K::Quarter("assigned_on"), "Quý giao", "Quý giao: 2025-Q1.", "The quarter given.";
    "year" K::Year("assigned_on"), "Năm giao", "Năm giao.", "The year given.";
    "due_month" K::Month("deadline"), "Tháng đến hạn", "Tháng đến hạn (theo hạn được tính).", "The month due.";
    "due_quarter" K::Quarter("deadline"), "Quý đến hạn", "Quý đến hạn.", "The quarter due.";
    "due_year" K::Year("deadline"), "Năm đến hạn", "Năm đến hạn.", "The year due.";
    "done_month" K::Month("completed_on"), "Tháng hoàn thành", "Tháng hoàn thành.", "The month done.";
    "done_quarter" K::Quarter("completed_on"), "Quý hoàn thành", "Quý hoàn thành.", "The quarter done.";
    "done_year" K::Year("completed_on"), "Năm hoàn thành", "Năm hoàn thành.", "The year done.";
    "status" K::Status, "Trạng thái", "Trạng thái: on_time, late, in_deadline, overdue; đã thu hồi là cancelled.", "The status at the as-of; cancelled for tasks called off.";
    "age" K::Age, "Số ngày quá hạn (khoảng)", "Số ngày quá hạn, trễ hạn: 1-30, 31-60, 61-90, 91+; trống là không quá hạn.", "Days late in spans; empty for what is not late.";
    "days_late" K::Number("days_late"), "Số ngày quá hạn", "Số ngày quá hạn, trễ hạn.", "Days late.";
    "deadline_kind" K::Text("deadline_kind"), "Loại hạn", "Hạn ghi theo ngày, tháng, quý, năm, … hay không có hạn.", "How the deadline is written.";
    "input" K::Input, "Nguồn dữ liệu", "Nguồn dữ liệu: id của [[input]].", "Id of the input.";
    "file" K::File, "Tệp", "Tệp dữ liệu.", "The file of the row.";
    "assigned_on" K::Day("assigned_on"), "Ngày giao", "Ngày giao.", "The day given.";
    "deadline" K::Day("deadline"), "Hạn xử lý", "Hạn xử lý được tính.", "The deadline that counts.";
    "completed_on" K::Day("completed_on"), "Ngày hoàn thành", "Ngày hoàn thành.", "The day done.";
    "document_date" K::Day("document_date"), "Ngày ban hành", "Ngày ban hành văn bản giao.", "The date of the document.";
    "extended_on" K::Day("extended_on"), "Ngày gia hạn", "Ngày duyệt gia hạn.", "The day of the extension.";
    "closed_on" K::Day("closed_on"), "Ngày thu hồi", "Ngày thu hồi.", "The day called off.";
    "updated_on" K::Day("updated_on"), "Ngày cập nhật", "Ngày cập nhật.", "The day of the last update.";
    "task_id" K::Text("task_id"), "Mã nhiệm vụ", "Mã nhiệm vụ.", "The id of the task.";
    "content" K::Text("content"), "Nội dung", "Nội dung nhiệm vụ.", "What is to be done.";
    "deadline_text" K::Text("deadline_text"), "Hạn (nguyên văn)", "Ô hạn xử lý như trong dữ liệu.", "The cell of the deadline as found.";
    "status_label" K::Text("status_label"), "Nhãn trạng thái", "Nhãn trạng thái như trong dữ liệu.", "The status label as found.";
    "status_group" K::Text("status_group"), "Nhóm trạng thái", "Nhóm trạng thái như trong dữ liệu.", "The group of the status label.";
    "result_document" K::Text("result_document"), "Văn bản kết quả", "Văn bản kết quả.", "The document that proves completion.";
    "status_note" K::Text("status_note"), "Diễn giải", "Diễn giải trạng thái, ghi chú.", "Remarks on the status.";
};

/// The last days of the spans of days late; a span without an end follows.
pub(super) const AGE_ENDS: [u32; 3] = [30, 60, 90];
/// The spans by their codes, for programs and for people; a label may say that a task is late and no date by how much.
pub(super) const AGES: [(&str, &str); 5] = [
    ("1-30", "1–30 ngày"),
    ("31-60", "31–60 ngày"),
    ("61-90", "61–90 ngày"),
    ("91+", "trên 90 ngày"),
    ("?", "không rõ số ngày"),
];
impl Dimension {
    /// The names of its columns in a result.
    #[must_use]
    pub fn columns(&self) -> Vec<&'static str> {
        match self.kind {
            DimensionKind::Unit => vec!["unit_id", self.id],
            _ => vec![self.id],
        }
    }

    /// Its columns in results.
    pub fn result_columns(&self) -> impl Iterator<Item = ResultColumn> {
        let kind = match self.kind {
            DimensionKind::Day(_) => ColumnKind::Day,
            DimensionKind::Number(_) => ColumnKind::Count,
            _ => ColumnKind::Text,
        };
        let (own, heading) = (self.id, self.heading);
        let heading =
            move |id: &str| if id == own { heading.to_owned() } else { format!("Mã {}", heading.to_lowercase()) };
        self.columns().into_iter().map(move |id| ResultColumn { id: id.to_owned(), heading: heading(id), kind })
    }

    /// The field that must be decoded for it.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        match self.kind {
            DimensionKind::Text(name)
            | DimensionKind::Day(name)
            | DimensionKind::Month(name)
            | DimensionKind::Quarter(name)
            | DimensionKind::Year(name) => FIELDS.iter().find(|field| field.id == name).map(|field| field.id),
            _ => None,
        }
    }

    /// Whether it is told of the lead units.
    #[must_use]
    pub fn is_of_units(&self) -> bool {
        matches!(self.kind, DimensionKind::Unit | DimensionKind::UnitKind | DimensionKind::UnitGroup)
    }

    /// Whether its words are those of a list, typed in one way or another.
    #[must_use]
    pub fn is_vocabulary(&self) -> bool {
        matches!(self.kind, DimensionKind::Text("field" | "assigner" | "status_label" | "status_group"))
    }

    /// Whether its values are words, not codes that are known beforehand.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.is_named_late() || matches!(self.kind, DimensionKind::Text(_))
    }

    /// Whether its codes are named at the end only.
    #[must_use]
    pub fn is_named_late(&self) -> bool {
        self.is_of_units() || matches!(self.kind, DimensionKind::Input | DimensionKind::File)
    }

    /// Whether one value may be before another.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        matches!(
            self.kind,
            DimensionKind::Day(_)
                | DimensionKind::Month(_)
                | DimensionKind::Quarter(_)
                | DimensionKind::Year(_)
                | DimensionKind::Number(_)
        )
    }

    /// What tells it of a task.
    pub(super) fn key(&self, months: MonthCalendar) -> Key {
        match self.kind {
            DimensionKind::Unit | DimensionKind::UnitKind | DimensionKind::UnitGroup => code(col("lead_units")),
            DimensionKind::Input | DimensionKind::File => code(col("source")),
            DimensionKind::Channel => code(on_paper().cast(DataType::UInt32)),
            DimensionKind::Status => code(col("status").cast(DataType::UInt32)),
            DimensionKind::Age => Key::Code(age()),
            DimensionKind::Text(name) => Key::Text(col(name)),
            DimensionKind::Number(name) => code(col(name)),
            DimensionKind::Day(name) => code(col(name).cast(DataType::Int32) + lit(DAYS_BEFORE_1970)),
            DimensionKind::Month(name) => code(month(name, months)),
            DimensionKind::Quarter(name) => code(month(name, months).floor_div(lit(3))),
            DimensionKind::Year(name) => code(month(name, months).floor_div(lit(12))),
        }
    }

    /// The dimension that is most like a word that is none.
    #[must_use]
    pub fn nearest(typed: &str) -> Option<&'static str> {
        spelling::nearest(typed, DIMENSIONS.iter().map(|known| known.id))
    }
}

/// The dimension with this id.
#[must_use]
pub fn dimension(id: &str) -> Option<&'static Dimension> {
    DIMENSIONS.iter().find(|known| known.id == id)
}

/// A number from 0 as a code: 0 is nothing.
fn code(number: Expr) -> Key {
    Key::Code((number.cast(DataType::UInt32) + lit(1u32)).fill_null(lit(0u32)))
}

/// Months from January of the first year, where months start as the calendar says.
fn month(name: &str, months: MonthCalendar) -> Expr {
    let date = || col(name).dt();
    let year = date().year().cast(DataType::Int32) - lit(FIRST_YEAR);
    let number = year * lit(12) + date().month().cast(DataType::Int32) - lit(1);
    match months {
        MonthCalendar::Calendar => number,
        // 15 December belongs to January.
        MonthCalendar::Nd09 => number + date().day().gt_eq(lit(15)).cast(DataType::Int32),
    }
}

/// The span of days late.
fn age() -> Expr {
    let is = |status: Status| col("status").eq(lit(status_code(status)));
    let days = || col("days_late").cast(DataType::Int64);
    let span = |end: u32| days().gt(lit(i64::from(end))).cast(DataType::UInt32);
    let spans = AGE_ENDS.into_iter().fold(lit(1u32), |spans, end| spans + span(end));
    let unknown = lit(AGES.len() as u32);
    let is_late = is(Status::Late).or(is(Status::Overdue)).fill_null(lit(false));
    when(is_late).then(spans.fill_null(unknown)).otherwise(lit(0u32)).cast(DataType::UInt32)
}
