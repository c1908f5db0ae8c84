//! The choices that a regulation leaves open, each with its documented default (`[policy]` in dondoc.toml).
//!
//! In: the table of dondoc.toml. Out: one [`Policy`] that `normalize` and `classify` obey and the manifest records.

use serde::{Deserialize, Serialize};

/// Every policy of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// Which deadline counts.
    pub deadline: DeadlinePolicy,
    /// Whether tasks without a deadline count.
    pub no_deadline: NoDeadlinePolicy,
    /// Whose a task is that several units lead.
    pub joint: JointPolicy,
    /// What happens to a unit that the registry does not know.
    pub unregistered_unit: UnregisteredPolicy,
    /// Who has the tasks of a unit that has changed since.
    pub unit_change: UnitChange,
    /// Which units are scored.
    pub scored_units: ScoredUnits,
    /// What happens to dates such as 11/8/14.
    pub two_digit_year: TwoDigitYearPolicy,
    /// What happens to rows that nobody sees who opens the export.
    pub hidden_rows: HiddenRowsPolicy,
    /// What "before 28/7" means.
    pub before_date: BeforeDatePolicy,
    /// What becomes of a deadline on a day of rest.
    pub rest_day: RestDayPolicy,
    /// Whether dates or labels tell the status of a task.
    pub status_from: StatusFrom,
    /// What a task is that its label calls done, without a date of completion.
    pub done_without_date: DoneWithoutDate,
    /// What a task is whose completion nobody has confirmed yet.
    pub awaiting_confirmation: AwaitingPolicy,
    /// Whether cancelled tasks leave the totals.
    pub cancelled: CancelledPolicy,
    /// Whether tasks that were sent back leave the totals.
    pub returned: ReturnedPolicy,
    /// What happens to a task without a day on which it was given.
    pub missing_assigned_on: MissingAssignedOn,
    /// More quarantined rows than this stop the run with exit status 3.
    pub max_quarantined: Option<u64>,
}

/// Which deadline counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeadlinePolicy {
    /// The latest approved extension; one approved after the as-of or after the original deadline does not count.
    #[default]
    Latest,
    /// The first deadline, whatever was approved later.
    Original,
}

/// Whether tasks without a deadline count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoDeadlinePolicy {
    /// As on time when done, in deadline while open.
    #[default]
    Counted,
    /// They leave the totals, with a disposition of their own.
    Excluded,
}

/// Whose a task is that several units lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JointPolicy {
    /// It counts once in the row of each; totals of tasks count it once.
    #[default]
    EachLead,
    /// It counts in the row of the first that its cell names.
    FirstLead,
}

impl JointPolicy {
    /// The units that a task counts for, of those that lead it.
    #[must_use]
    pub fn counted(self, leads: &[u32]) -> &[u32] {
        match self {
            Self::EachLead => leads,
            Self::FirstLead => leads.get(..1).unwrap_or_default(),
        }
    }
}

/// What happens to a unit that the registry does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnregisteredPolicy {
    /// It keeps a row of its own under the spelling of the export, and is listed.
    #[default]
    OwnRow,
    /// Its rows wait in quarantine.
    Quarantine,
}

/// Who has the tasks of a unit that was renamed, merged or abolished since.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitChange {
    /// The unit that was there when the task was given.
    #[default]
    AsWas,
    /// Its successor at the as-of of the table.
    AsIs,
}

/// Which units are scored, and so keep a row even without tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ScoredUnits {
    /// Those that the registry says are.
    #[default]
    Registry,
    /// Those of `[units] scored` in dondoc.toml.
    List,
}

/// What happens to dates with a two-digit year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum TwoDigitYearPolicy {
    /// The row waits in quarantine: a year is never guessed silently.
    #[default]
    Quarantine,
    /// 14 is read as 2014.
    #[serde(rename = "20xx")]
    TwoThousands,
}

/// What happens to hidden rows of a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum HiddenRowsPolicy {
    /// They are read like any other: a filter that somebody left on must not change a figure. A notice says how many there are.
    #[default]
    Read,
    /// They are skipped, counted and listed.
    Skip,
}

/// What "before a day" means; "before a month" is always the last day of the month before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BeforeDatePolicy {
    /// The task is in time on that day still.
    #[default]
    ThatDay,
    /// The day before it is the last in time.
    DayBefore,
}

/// What becomes of a deadline on a Saturday, a Sunday or a holiday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum RestDayPolicy {
    /// It stays.
    #[default]
    AsWritten,
    /// It moves to the next working day of the calendar.
    NextWorkingDay,
}

/// Whether dates or labels tell the status of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StatusFrom {
    /// Dates where the export has a column for the day of completion, else its labels.
    #[default]
    Auto,
    /// Dates only; an export without the columns is refused.
    Dates,
    /// Labels only; an export without the column is refused.
    Labels,
}

/// What a task is that its label calls done, without a date of completion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DoneWithoutDate {
    /// What the label says, on time or late; one that says neither waits in quarantine where there is a deadline.
    #[default]
    Label,
    /// Its row waits in quarantine.
    Quarantine,
    /// It is open.
    Open,
}

/// What a task is whose completion nobody has confirmed yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AwaitingPolicy {
    /// Open.
    #[default]
    Open,
    /// Done.
    Done,
}

/// Whether cancelled tasks leave the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CancelledPolicy {
    /// They leave the totals and are counted apart.
    #[default]
    LeaveTotal,
    /// They count like any other task.
    Keep,
}

/// Whether tasks that were sent back leave the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedPolicy {
    /// They are open.
    #[default]
    Open,
    /// They leave the totals.
    LeaveTotal,
}

/// What happens to a task without a day on which it was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MissingAssignedOn {
    /// Its row waits in quarantine; where an export has no such column at all, its tasks count as given in the period.
    #[default]
    Quarantine,
    /// It counts as given in the period.
    InputPeriod,
}

/// One policy, as `dondoc explain` tells it.
pub struct PolicyText {
    /// Key in dondoc.toml.
    pub id: &'static str,
    /// Values, the default first.
    pub values: &'static str,
    /// What it decides, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
}

/// Every policy, in the order of [`Policy`].
pub const POLICIES: &[PolicyText] = &[
    PolicyText {
        id: "deadline",
        values: "latest, original",
        meaning: (
            "Tính theo hạn sau gia hạn được duyệt (latest) hay hạn ban đầu (original).",
            "Count against the latest approved deadline or the first one.",
        ),
    },
    PolicyText {
        id: "no_deadline",
        values: "counted, excluded",
        meaning: (
            "Nhiệm vụ không có hạn: tính là đúng hạn/trong hạn (counted) hay đưa ra ngoài tổng số (excluded).",
            "Tasks without a deadline count as on time or in deadline, or leave the totals.",
        ),
    },
    PolicyText {
        id: "joint",
        values: "each_lead, first_lead",
        meaning: (
            "Nhiệm vụ giao nhiều đơn vị chủ trì: tính một lần cho từng đơn vị (each_lead), tổng số nhiệm vụ chỉ tính một lần; hoặc chỉ tính cho đơn vị ghi đầu tiên (first_lead).",
            "A task that several units lead counts once for each of them, and once in the total of tasks; or only for the first.",
        ),
    },
    PolicyText {
        id: "unregistered_unit",
        values: "own_row, quarantine",
        meaning: (
            "Đơn vị chưa có trong danh mục: giữ một dòng riêng (own_row) hay chuyển sang dòng cần rà soát (quarantine).",
            "A unit that the registry does not know keeps a row of its own, or its rows go to quarantine.",
        ),
    },
    PolicyText {
        id: "unit_change",
        values: "as_was, as_is",
        meaning: (
            "Đơn vị đổi tên, hợp nhất, chia tách, giải thể: tính cho đơn vị lúc được giao (as_was) hay cho đơn vị kế thừa tại thời điểm chốt số liệu (as_is).",
            "Tasks of a unit that has changed since stay with it, or go to its successor at the as-of of the table.",
        ),
    },
    PolicyText {
        id: "scored_units",
        values: "registry, list",
        meaning: (
            "Đơn vị có chấm điểm, có dòng trong bảng cả khi không có nhiệm vụ: theo danh mục đơn vị (registry) hay theo mục [units] scored của dondoc.toml (list).",
            "Units that are scored, and keep a row without tasks: as the registry says, or those of [units] scored in dondoc.toml.",
        ),
    },
    PolicyText {
        id: "two_digit_year",
        values: "quarantine, 20xx",
        meaning: (
            "Ngày có năm hai chữ số: chuyển sang dòng cần rà soát (quarantine) hay hiểu là năm 20xx.",
            "Dates with a two-digit year go to quarantine, or are read as 20xx.",
        ),
    },
    PolicyText {
        id: "hidden_rows",
        values: "read, skip",
        meaning: (
            "Dòng đang ẩn trong tệp Excel, ví dụ do lọc: vẫn đọc (read) hay bỏ qua và liệt kê (skip).",
            "Rows that are hidden in a workbook, as by a filter, are read like any other, or skipped and listed.",
        ),
    },
    PolicyText {
        id: "before_date",
        values: "that_day, day_before",
        meaning: (
            "Hạn ghi \"trước ngày 28/7\": ngày 28/7 còn là trong hạn (that_day) hay hạn là ngày 27/7 (day_before). \"Trước tháng 9\" \
             luôn là 31/8.",
            "A deadline \"before 28/7\": that day is still in time, or the day before is the last. \"Before September\" is always 31/8.",
        ),
    },
    PolicyText {
        id: "rest_day",
        values: "as_written, next_working_day",
        meaning: (
            "Hạn rơi vào thứ bảy, chủ nhật, ngày lễ: giữ nguyên (as_written) hay dời sang ngày làm việc kế tiếp (next_working_day) theo \
             lịch report-templates/calendars/vietnam.toml.",
            "A deadline on a day of rest stays, or moves to the next working day of report-templates/calendars/vietnam.toml.",
        ),
    },
    PolicyText {
        id: "status_from",
        values: "auto, dates, labels",
        meaning: (
            "Trạng thái tính theo ngày nếu tệp có cột ngày hoàn thành, không thì theo nhãn (auto); chỉ theo ngày (dates); chỉ theo nhãn (labels).",
            "The status comes from dates where the export has them, else from its labels; or from one of them only.",
        ),
    },
    PolicyText {
        id: "done_without_date",
        values: "label, quarantine, open",
        meaning: (
            "Nhãn ghi đã hoàn thành mà không có ngày: theo nhãn đúng hạn/quá hạn (label; nhãn không nói rõ mà có hạn thì cần rà soát), cần rà soát (quarantine), hay coi là chưa xong (open).",
            "Done by its label but without a date: as the label says (one that does not say whether in time waits), in quarantine, or open.",
        ),
    },
    PolicyText {
        id: "awaiting_confirmation",
        values: "open, done",
        meaning: (
            "Nhiệm vụ chờ xác nhận hoàn thành: coi là chưa xong (open) hay đã xong (done).",
            "A task whose completion is not yet confirmed is open, or done.",
        ),
    },
    PolicyText {
        id: "cancelled",
        values: "leave_total, keep",
        meaning: (
            "Nhiệm vụ thu hồi, hủy giao: ra khỏi tổng số, đếm riêng (leave_total) hay vẫn tính (keep).",
            "Cancelled tasks leave the totals and are counted apart, or count like any other.",
        ),
    },
    PolicyText {
        id: "returned",
        values: "open, leave_total",
        meaning: (
            "Nhiệm vụ bị trả lại để làm lại: coi là chưa xong (open) hay ra khỏi tổng số (leave_total).",
            "Tasks sent back for rework are open, or leave the totals.",
        ),
    },
    PolicyText {
        id: "missing_assigned_on",
        values: "quarantine, input_period",
        meaning: (
            "Dòng không có ngày giao: cần rà soát (quarantine) hay coi là giao trong kỳ (input_period). Tệp không có cột ngày giao thì luôn coi là giao trong kỳ.",
            "A row without a day given waits, or counts as given in the period; an export without that column always does the latter.",
        ),
    },
    PolicyText {
        id: "max_quarantined",
        values: "(none), 0, 1, 2, …",
        meaning: (
            "Số dòng cần rà soát tối đa; vượt quá thì dừng với mã thoát 3, chỉ ghi tệp dòng cần rà soát và manifest.json.",
            "More quarantined rows than this stop the run with exit status 3; only the quarantine and the manifest are written.",
        ),
    },
];
