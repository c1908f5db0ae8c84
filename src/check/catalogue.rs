//! The checks on the data: the one list that the check report, `[check]` in dondoc.toml, help and `dondoc explain` read.
//!
//! In: nothing. Out: [`CHECKS`].

use chrono::{Days, Months, NaiveDate};
use polars::prelude::{Expr, col, lit, when};

use super::expressions::{day, done_by_label, open, says};

use crate::{
    diagnostic::{Code, Severity},
    normalize::{Reported, speaks_against_dates},
};

/// One check.
pub struct Check {
    /// Stable id: key in `[check]`.
    pub id: &'static str,
    /// Its Vietnamese name: name of a sheet, heading of a section.
    pub name: &'static str,
    /// What it looks for and why, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
    /// How grave a finding is where dondoc.toml does not say otherwise.
    pub level: Severity,
    /// What it looks at.
    pub(super) kind: Kind,
}

/// What a check looks at.
pub(super) enum Kind {
    /// Rows that wait for one of these reasons; for any where there is none.
    Waiting(&'static [Code]),
    /// Accepted tasks for which an expression holds.
    Tasks {
        /// The expression over the columns of a task batch.
        holds: fn(&Settings) -> Expr,
        /// Fields without whose column an export cannot be checked.
        needs: &'static [&'static str],
        /// What shows what is wrong.
        shows: Shows,
        /// Rows that wait for one of these reasons are findings too.
        waits: &'static [Code],
    },
    /// Accepted tasks with the document, content and units of another, under two ids.
    SameTask,
    /// Rows that lost characters before they came here.
    LostCharacters,
    /// Units that the registry does not know.
    UnregisteredUnits,
    /// Scored units of the registry without a task.
    AbsentUnits,
}

/// What a finding shows of its row.
#[derive(Clone, Copy)]
pub(super) enum Shows {
    /// The values of these fields.
    Fields(&'static [&'static str]),
    /// The label beside what the dates say.
    Status,
    /// The deadlines that are not written as days.
    Rules,
}

/// What the expressions compare with.
pub(super) struct Settings {
    /// The day of which the check speaks.
    pub as_of: NaiveDate,
    /// A task without a deadline is long without one after so many months.
    pub no_deadline_months: u32,
    /// An open task is long without news after so many days.
    pub not_updated_days: u32,
    /// The day for which the labels of the export at hand hold, where it is known.
    pub label_day: Option<NaiveDate>,
}

/// Every check, in the order of the report.
pub const CHECKS: &[Check] = &[
    Check {
        id: "quarantined",
        name: "Dòng cần rà soát",
        meaning: (
            "Dòng chưa được tính vì có chỗ không đọc chắc chắn được; chi tiết ở dong-can-ra-soat.xlsx.",
            "Rows that do not count yet since something in them cannot be read with certainty.",
        ),
        level: Severity::Warning,
        kind: Kind::Waiting(&[]),
    },
    Check {
        id: "repeated_ids",
        name: "Trùng mã nhiệm vụ",
        meaning: (
            "Dòng có mã nhiệm vụ đã xuất hiện: giống hệt thì chỉ tính một, khác nhau thì không dòng nào được tính.",
            "Rows whose id occurs before: of equal rows one counts, of rows that differ none.",
        ),
        level: Severity::Warning,
        kind: Kind::Waiting(&[Code::DuplicateId, Code::ConflictingId]),
    },
    Check {
        id: "same_task",
        name: "Một việc hai mã",
        meaning: (
            "Nhiệm vụ cùng văn bản, cùng nội dung, cùng đơn vị nhưng khác mã: có thể bị tính hai lần.",
            "Tasks of one document, content and unit under two ids: they may count twice.",
        ),
        level: Severity::Warning,
        kind: Kind::SameTask,
    },
    Check {
        id: "unregistered_units",
        name: "Đơn vị ngoài danh mục",
        meaning: (
            "Đơn vị chưa có trong danh mục: vẫn được tính ở một dòng riêng; kèm nơi gặp đầu tiên, số nhiệm vụ, tên gần nhất.",
            "Units that the registry does not know: they keep rows of their own; the nearest registered name is proposed.",
        ),
        level: Severity::Warning,
        kind: Kind::UnregisteredUnits,
    },
    Check {
        id: "absent_units",
        name: "Đơn vị không có nhiệm vụ",
        meaning: (
            "Đơn vị có chấm điểm nhưng không có nhiệm vụ nào trong dữ liệu: có thể xuất thiếu.",
            "Scored units without any task in the data: the export may lack them.",
        ),
        level: Severity::Notice,
        kind: Kind::AbsentUnits,
    },
    Check {
        id: "completed_before_assigned",
        name: "Hoàn thành trước ngày giao",
        meaning: ("Ngày hoàn thành trước ngày giao.", "Completed before it was given."),
        level: Severity::Warning,
        kind: Kind::Tasks {
            holds: |_| col("completed_on").lt(col("assigned_on")),
            needs: &["completed_on", "assigned_on"],
            shows: Shows::Fields(&["assigned_on", "completed_on"]),
            waits: &[],
        },
    },
    Check {
        id: "deadline_before_assigned",
        name: "Hạn trước ngày giao",
        meaning: ("Hạn xử lý trước ngày giao.", "Due before it was given."),
        level: Severity::Warning,
        kind: Kind::Tasks {
            holds: |_| col("deadline_original").lt(col("assigned_on")),
            needs: &["deadline_original", "assigned_on"],
            shows: Shows::Fields(&["assigned_on", "deadline_original"]),
            waits: &[],
        },
    },
    Check {
        id: "completed_later",
        name: "Hoàn thành sau ngày chốt",
        meaning: (
            "Ngày hoàn thành sau thời điểm chốt muộn nhất: vẫn tính là chưa hoàn thành.",
            "Completed after the latest as-of: still open in every table.",
        ),
        level: Severity::Notice,
        kind: Kind::Tasks {
            holds: |settings| col("completed_on").gt(day(settings.as_of)),
            needs: &["completed_on"],
            shows: Shows::Fields(&["assigned_on", "completed_on"]),
            waits: &[],
        },
    },
    Check {
        id: "status_differs",
        name: "Nhãn khác ngày",
        meaning: (
            "Nhãn trạng thái khác với trạng thái tính theo ngày, vào ngày xuất dữ liệu; con số theo bên nào là do status_from.",
            "The label speaks against the dates at the day of extraction; status_from says which of them counts.",
        ),
        level: Severity::Warning,
        kind: Kind::Tasks {
            holds: |settings| settings.label_day.map_or_else(|| lit(false), speaks_against_dates),
            needs: &[],
            shows: Shows::Status,
            waits: &[],
        },
    },
    Check {
        id: "done_without_date",
        name: "Ghi xong, thiếu ngày",
        meaning: (
            "Nhãn ghi đã hoàn thành mà không có ngày hoàn thành, ở tệp có cột ngày; tính thế nào là theo done_without_date.",
            "Done by its label but without a date, where the export has such a column; done_without_date decides.",
        ),
        level: Severity::Warning,
        kind: Kind::Tasks {
            holds: |_| says(Reported::is_done).and(col("completed_on").is_null()),
            needs: &["completed_on"],
            shows: Shows::Status,
            waits: &[Code::DoneWithoutDate],
        },
    },
    Check {
        id: "derived_deadlines",
        name: "Hạn không ghi ngày",
        meaning: (
            "Hạn ghi tháng, quý, năm, khoảng thời gian hay bằng chữ: ngày được tính và cách tính.",
            "Deadlines written as months, quarters, years, ranges or words: the day made of each, and the rule.",
        ),
        level: Severity::Notice,
        kind: Kind::Tasks {
            holds: |_| col("deadline_original_rule").is_not_null().or(col("deadline_latest_rule").is_not_null()),
            needs: &["deadline_original"],
            shows: Shows::Rules,
            waits: &[],
        },
    },
    Check {
        id: "lost_characters",
        name: "Mất chữ",
        meaning: (
            "Ô bị mất chữ trước khi xuất ra tệp (dấu …): mất ở mã nhiệm vụ hay đơn vị thì dòng chờ rà soát.",
            "Cells that lost characters before they came here; a row whose id or unit lost some waits.",
        ),
        level: Severity::Warning,
        kind: Kind::LostCharacters,
    },
    Check {
        id: "done_without_result",
        name: "Xong, thiếu văn bản kết quả",
        meaning: (
            "Đã hoàn thành theo ngày, hoặc theo nhãn ở tệp tính theo nhãn, nhưng không có văn bản kết quả.",
            "Done by its date, or by a label that decides, without a document that proves it.",
        ),
        level: Severity::Notice,
        kind: Kind::Tasks {
            holds: |_| col("completed_on").is_not_null().or(done_by_label()).and(col("result_document").is_null()),
            needs: &["result_document"],
            shows: Shows::Fields(&["completed_on"]),
            waits: &[],
        },
    },
    Check {
        id: "long_without_deadline",
        name: "Lâu không có hạn",
        meaning: (
            "Chưa hoàn thành, không có hạn, giao đã quá số tháng cho phép (no_deadline_months, mặc định 3).",
            "Open, without a deadline, given more months ago than no_deadline_months (by default 3).",
        ),
        level: Severity::Warning,
        kind: Kind::Tasks {
            holds: |settings| {
                let without = col("deadline_original").is_null().and(col("deadline_latest").is_null());
                let given_by = settings.as_of.checked_sub_months(Months::new(settings.no_deadline_months));
                open(settings).and(without).and(col("assigned_on").lt_eq(day(given_by.unwrap_or(NaiveDate::MIN))))
            },
            needs: &["assigned_on", "deadline_original"],
            shows: Shows::Fields(&["assigned_on"]),
            waits: &[],
        },
    },
    Check {
        id: "not_updated",
        name: "Lâu không cập nhật",
        meaning: (
            "Chưa hoàn thành, lần cập nhật cuối (chưa cập nhật lần nào thì ngày giao) đã quá số ngày cho phép (not_updated_days, mặc định 30).",
            "Open, last updated, or if never then given, more days ago than not_updated_days (by default 30).",
        ),
        level: Severity::Notice,
        kind: Kind::Tasks {
            holds: |settings| {
                let by = settings.as_of.checked_sub_days(Days::new(settings.not_updated_days.into()));
                let last = when(col("updated_on").is_null()).then(col("assigned_on")).otherwise(col("updated_on"));
                open(settings).and(last.lt(day(by.unwrap_or(NaiveDate::MIN))))
            },
            needs: &["updated_on"],
            shows: Shows::Fields(&["assigned_on", "updated_on"]),
            waits: &[],
        },
    },
    Check {
        id: "extended",
        name: "Nhiệm vụ được gia hạn",
        meaning: ("Nhiệm vụ có hạn sau gia hạn.", "Tasks whose deadline was extended."),
        level: Severity::Notice,
        kind: Kind::Tasks {
            holds: |_| col("deadline_latest").is_not_null(),
            needs: &["deadline_latest"],
            shows: Shows::Fields(&["deadline_original", "deadline_latest", "extended_on"]),
            waits: &[],
        },
    },
    Check {
        id: "extended_too_late",
        name: "Gia hạn khi đã quá hạn",
        meaning: (
            "Gia hạn được duyệt sau khi hạn cũ đã qua: không được tính.",
            "Extensions approved after the deadline had passed: they do not count.",
        ),
        level: Severity::Warning,
        kind: Kind::Tasks {
            holds: |_| col("extended_on").gt(col("deadline_original")),
            needs: &["extended_on", "deadline_original"],
            shows: Shows::Fields(&["deadline_original", "deadline_latest", "extended_on"]),
            waits: &[],
        },
    },
];
