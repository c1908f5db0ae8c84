//! The policies as people read them: the one list that help, `dondoc explain`, the check report and the notes of reports read.
//!
//! In: nothing. Out: [`POLICIES`]; and of a [`Policy`] each value with its words.

use serde_json::{Map, Value};

use super::Policy;

/// One policy, as `dondoc explain` tells it.
pub struct PolicyText {
    /// Key in dondoc.toml.
    pub id: &'static str,
    /// Values, the default first.
    pub values: &'static str,
    /// What it decides, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
    /// What an official report says below its tables where a value is chosen that is not the default; a value that changes no figure, or of which a
    /// note speaks with its numbers, has none.
    pub notes: &'static [(&'static str, &'static str)],
}

/// A policy with the value that a run has.
pub struct Choice {
    /// The policy.
    pub text: &'static PolicyText,
    /// The value, as in dondoc.toml; empty where there is none.
    pub value: String,
    /// Whether dondoc.toml could have left it out.
    pub is_default: bool,
}

impl Choice {
    /// What an official report says of it.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        self.text.notes.iter().find(|(value, _)| *value == self.value).map(|(_, note)| *note)
    }
}

impl Policy {
    /// Every policy with its value, in the order of [`POLICIES`].
    #[must_use]
    pub fn choices(&self) -> Vec<Choice> {
        let (chosen, default) = (self.written(), Self::default().written());
        let value = |values: &Map<String, Value>, id: &str| match values.get(id) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        let choice = |text: &'static PolicyText| {
            let (value, default) = (value(&chosen, text.id), value(&default, text.id));
            Choice { text, is_default: value == default, value }
        };
        POLICIES.iter().map(choice).collect()
    }

    /// The values by the keys of dondoc.toml.
    fn written(&self) -> Map<String, Value> {
        match serde_json::to_value(self) {
            Ok(Value::Object(values)) => values,
            _ => Map::new(),
        }
    }
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
        notes: &[("original", "Kết quả tính theo hạn xử lý ban đầu, không tính theo hạn sau gia hạn.")],
    },
    PolicyText {
        id: "no_deadline",
        values: "counted, excluded",
        meaning: (
            "Nhiệm vụ không có hạn: tính là đúng hạn/trong hạn (counted) hay đưa ra ngoài tổng số (excluded).",
            "Tasks without a deadline count as on time or in deadline, or leave the totals.",
        ),
        notes: &[],
    },
    PolicyText {
        id: "joint",
        values: "each_lead, first_lead",
        meaning: (
            "Nhiệm vụ giao nhiều đơn vị chủ trì: tính một lần cho từng đơn vị (each_lead), tổng số nhiệm vụ chỉ tính một lần; hoặc chỉ tính cho đơn vị ghi đầu tiên (first_lead).",
            "A task that several units lead counts once for each of them, and once in the total of tasks; or only for the first.",
        ),
        notes: &[("first_lead", "Nhiệm vụ giao nhiều đơn vị chủ trì chỉ tính cho đơn vị ghi đầu tiên.")],
    },
    PolicyText {
        id: "unregistered_unit",
        values: "own_row, quarantine",
        meaning: (
            "Đơn vị chưa có trong danh mục: giữ một dòng riêng (own_row) hay chuyển sang dòng cần rà soát (quarantine).",
            "A unit that the registry does not know keeps a row of its own, or its rows go to quarantine.",
        ),
        notes: &[("quarantine", "Nhiệm vụ của đơn vị chưa có trong danh mục chưa được tính.")],
    },
    PolicyText {
        id: "unit_change",
        values: "as_was, as_is",
        meaning: (
            "Đơn vị đổi tên, hợp nhất, chia tách, giải thể: tính cho đơn vị lúc được giao (as_was) hay cho đơn vị kế thừa tại thời điểm chốt số liệu (as_is).",
            "Tasks of a unit that has changed since stay with it, or go to its successor at the as-of of the table.",
        ),
        notes: &[],
    },
    PolicyText {
        id: "scored_units",
        values: "registry, list",
        meaning: (
            "Đơn vị có chấm điểm, có dòng trong bảng cả khi không có nhiệm vụ: theo danh mục đơn vị (registry) hay theo mục [units] scored của dondoc.toml (list).",
            "Units that are scored, and keep a row without tasks: as the registry says, or those of [units] scored in dondoc.toml.",
        ),
        notes: &[("list", "Các đơn vị được chấm điểm lấy theo danh sách riêng của cơ quan lập báo cáo.")],
    },
    PolicyText {
        id: "two_digit_year",
        values: "quarantine, 20xx",
        meaning: (
            "Ngày có năm hai chữ số: chuyển sang dòng cần rà soát (quarantine) hay hiểu là năm 20xx.",
            "Dates with a two-digit year go to quarantine, or are read as 20xx.",
        ),
        notes: &[("20xx", "Ngày ghi năm bằng hai chữ số được hiểu là năm 20xx.")],
    },
    PolicyText {
        id: "hidden_rows",
        values: "read, skip",
        meaning: (
            "Dòng đang ẩn trong tệp Excel, ví dụ do lọc: vẫn đọc (read) hay bỏ qua và liệt kê (skip).",
            "Rows that are hidden in a workbook, as by a filter, are read like any other, or skipped and listed.",
        ),
        notes: &[],
    },
    PolicyText {
        id: "before_date",
        values: "that_day, day_before",
        meaning: (
            "Hạn ghi \"trước ngày 28/7\": ngày 28/7 còn là trong hạn (that_day) hay hạn là ngày 27/7 (day_before). \"Trước tháng 9\" \
             luôn là 31/8.",
            "A deadline \"before 28/7\": that day is still in time, or the day before is the last. \"Before September\" is always 31/8.",
        ),
        notes: &[("day_before", "Hạn ghi trước một ngày được tính đến hết ngày liền trước ngày đó.")],
    },
    PolicyText {
        id: "rest_day",
        values: "as_written, next_working_day",
        meaning: (
            "Hạn rơi vào thứ bảy, chủ nhật, ngày lễ: giữ nguyên (as_written) hay dời sang ngày làm việc kế tiếp (next_working_day) theo \
             lịch report-templates/calendars/vietnam.toml.",
            "A deadline on a day of rest stays, or moves to the next working day of report-templates/calendars/vietnam.toml.",
        ),
        notes: &[("next_working_day", "Hạn rơi vào ngày nghỉ được tính đến hết ngày làm việc kế tiếp.")],
    },
    PolicyText {
        id: "status_from",
        values: "auto, dates, labels",
        meaning: (
            "Trạng thái tính theo ngày nếu tệp có cột ngày hoàn thành, không thì theo nhãn (auto); chỉ theo ngày (dates); chỉ theo nhãn (labels).",
            "The status comes from dates where the export has them, else from its labels; or from one of them only.",
        ),
        notes: &[(
            "dates",
            "Kết quả chỉ tính theo ngày hoàn thành và hạn xử lý, không theo trạng thái ghi trong dữ liệu.",
        )],
    },
    PolicyText {
        id: "done_without_date",
        values: "label, quarantine, open",
        meaning: (
            "Nhãn ghi đã hoàn thành mà không có ngày: theo nhãn đúng hạn/quá hạn (label; nhãn không nói rõ mà có hạn thì cần rà soát), cần rà soát (quarantine), hay coi là chưa xong (open).",
            "Done by its label but without a date: as the label says (one that does not say whether in time waits), in quarantine, or open.",
        ),
        notes: &[
            ("quarantine", "Nhiệm vụ ghi đã hoàn thành mà không có ngày hoàn thành chưa được tính."),
            ("open", "Nhiệm vụ ghi đã hoàn thành mà không có ngày hoàn thành được tính là chưa hoàn thành."),
        ],
    },
    PolicyText {
        id: "awaiting_confirmation",
        values: "open, done",
        meaning: (
            "Nhiệm vụ chờ xác nhận hoàn thành: coi là chưa xong (open) hay đã xong (done).",
            "A task whose completion is not yet confirmed is open, or done.",
        ),
        notes: &[("done", "Nhiệm vụ chờ xác nhận được tính là đã hoàn thành.")],
    },
    PolicyText {
        id: "cancelled",
        values: "leave_total, keep",
        meaning: (
            "Nhiệm vụ thu hồi, hủy giao: ra khỏi tổng số, đếm riêng (leave_total) hay vẫn tính (keep).",
            "Cancelled tasks leave the totals and are counted apart, or count like any other.",
        ),
        notes: &[("keep", "Nhiệm vụ đã thu hồi, hủy giao vẫn tính vào tổng số.")],
    },
    PolicyText {
        id: "returned",
        values: "open, leave_total",
        meaning: (
            "Nhiệm vụ bị trả lại để làm lại: coi là chưa xong (open) hay ra khỏi tổng số (leave_total).",
            "Tasks sent back for rework are open, or leave the totals.",
        ),
        notes: &[],
    },
    PolicyText {
        id: "missing_assigned_on",
        values: "quarantine, input_period",
        meaning: (
            "Dòng không có ngày giao: cần rà soát (quarantine) hay coi là giao trong kỳ (input_period). Tệp không có cột ngày giao thì luôn coi là giao trong kỳ.",
            "A row without a day given waits, or counts as given in the period; an export without that column always does the latter.",
        ),
        notes: &[("input_period", "Nhiệm vụ không ghi ngày giao được tính là giao trong kỳ báo cáo.")],
    },
    PolicyText {
        id: "duplicate_id",
        values: "strict, latest_update",
        meaning: (
            "Các dòng trùng mã mà khác nhau: đều cần rà soát (strict) hay tính dòng cập nhật gần nhất, bỏ qua các dòng cũ (latest_update; cần cột ngày cập nhật).",
            "Rows of one id that differ all wait, or the one updated last counts and the others are skipped (needs a column for the day of update).",
        ),
        notes: &[("latest_update", "Nhiệm vụ có nhiều dòng cùng mã được tính theo lần cập nhật gần nhất.")],
    },
    PolicyText {
        id: "secret",
        values: "stop, exclude",
        meaning: (
            "Dòng có dấu chỉ độ mật: dừng (stop) hay bỏ qua, chỉ đếm và ghi vị trí, không đưa nội dung vào đâu (exclude).",
            "A row with a mark of secrecy stops the run, or is skipped: counted by its place, its text reaches nothing.",
        ),
        notes: &[],
    },
    PolicyText {
        id: "paper",
        values: "include, separate, exclude",
        meaning: (
            "Nhiệm vụ giao bằng văn bản giấy: tính chung (include), chỉ tính ở bảng riêng có channel = \"paper\" (separate), hay không tính (exclude). Báo cáo luôn ghi số nhiệm vụ này.",
            "Tasks given on paper count like any other, only in tables of their own with channel = \"paper\", or nowhere. Reports always say how many they are.",
        ),
        notes: &[],
    },
    PolicyText {
        id: "max_quarantined",
        values: "(none), 0, 1, 2, …, \"0.5%\", \"5%\", …",
        meaning: (
            "Số dòng cần rà soát tối đa, hay tỷ lệ tối đa trong các dòng nhiệm vụ; vượt quá thì dừng với mã thoát 3, chỉ ghi tệp dòng cần rà soát và manifest.json.",
            "More quarantined rows than this, or than this share of the rows of tasks, stop the run with exit status 3; only the quarantine and the manifest are written.",
        ),
        notes: &[],
    },
];
