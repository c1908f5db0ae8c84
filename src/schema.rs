//! The canonical columns of a task: the one list that mappings, list tables, messages and `dondoc explain` read.
//!
//! In: nothing. Out: [`FIELDS`].

/// How a field is decoded from a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Words, NFC, spaces tidied; a Polars string.
    Text,
    /// A calendar day; a Polars date.
    Date,
    /// A day, a month, a quarter, words; a Polars date, the last day in time.
    Deadline,
    /// What stands in the column of the first deadline: the cell as found, or how exact it is; a Polars string.
    OfDeadline,
    /// One or several unit spellings, resolved through the registry; a Polars u32, the code of the set of units.
    Units,
}

/// One canonical column.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Stable id: column name in frames, key in mappings.
    pub id: &'static str,
    /// How a cell of it is decoded.
    pub kind: FieldKind,
    /// Its Vietnamese name, for messages.
    pub name: &'static str,
    /// Whether a mapping must find a column (or a constant) for it.
    pub required: bool,
    /// What it means, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
}

/// Every field that an export may fill, in the order in which mappings bind them and `dondoc list` shows them.
pub const FIELDS: &[Field] = &[
    Field {
        id: "task_id",
        kind: FieldKind::Text,
        name: "Mã nhiệm vụ",
        required: false,
        meaning: (
            "Mã duy nhất trong phạm vi mã (id_scope) của mẫu nhận dạng; dùng để phát hiện dòng trùng.",
            "Unique within the id scope of the mapping; duplicates are found by it.",
        ),
    },
    Field {
        id: "assigner",
        kind: FieldKind::Text,
        name: "Cơ quan giao",
        required: false,
        meaning: ("Cơ quan, người giao nhiệm vụ.", "Who gave the task."),
    },
    Field {
        id: "document",
        kind: FieldKind::Text,
        name: "Số, ký hiệu",
        required: false,
        meaning: ("Văn bản giao nhiệm vụ, như in trong dữ liệu.", "The document that gave the task, as printed."),
    },
    Field {
        id: "document_notation",
        kind: FieldKind::Text,
        name: "Ký hiệu",
        required: false,
        meaning: (
            "Ký hiệu văn bản khi đứng ở cột riêng; được ghép vào sau số: 1665/VPCP-KSTT.",
            "The notation of the document where it has a column of its own; it is joined to the number.",
        ),
    },
    Field {
        id: "document_date",
        kind: FieldKind::Date,
        name: "Ngày ban hành",
        required: false,
        meaning: ("Ngày ban hành văn bản giao.", "The date of that document."),
    },
    Field {
        id: "content",
        kind: FieldKind::Text,
        name: "Nội dung nhiệm vụ",
        required: false,
        meaning: ("Nội dung nhiệm vụ hoặc trích yếu.", "What is to be done."),
    },
    Field {
        id: "field",
        kind: FieldKind::Text,
        name: "Lĩnh vực",
        required: false,
        meaning: ("Lĩnh vực của nhiệm vụ.", "The field of the task."),
    },
    Field {
        id: "lead_units",
        kind: FieldKind::Units,
        name: "Cơ quan được giao",
        required: true,
        meaning: (
            "Đơn vị chủ trì, đối chiếu với danh mục đơn vị; thay bằng default_unit khi dữ liệu không có cột này.",
            "The lead unit, resolved through the registry; default_unit stands in where an export has no such column.",
        ),
    },
    Field {
        id: "assigned_on",
        kind: FieldKind::Date,
        name: "Ngày giao",
        required: true,
        meaning: ("Ngày giao nhiệm vụ.", "The day the task was given."),
    },
    Field {
        id: "deadline_original",
        kind: FieldKind::Deadline,
        name: "Hạn xử lý",
        required: true,
        meaning: (
            "Hạn xử lý ban đầu; trống là không có hạn. Hạn ghi tháng, quý, năm, khoảng thời gian lấy ngày cuối.",
            "The first deadline; empty means none. Of a month, quarter, year or range it is the last day.",
        ),
    },
    Field {
        id: "deadline_text",
        kind: FieldKind::OfDeadline,
        name: "Hạn xử lý (nguyên văn)",
        required: false,
        meaning: ("Ô hạn xử lý đúng như trong tệp dữ liệu.", "The cell of the first deadline as found."),
    },
    Field {
        id: "deadline_kind",
        kind: FieldKind::OfDeadline,
        name: "Loại hạn",
        required: false,
        meaning: (
            "Hạn ghi theo ngày (day), tháng (month), quý (quarter), năm (year), khoảng thời gian (range), thường xuyên (recurring) hay \
             không có hạn (none).",
            "How the first deadline is written: day, month, quarter, year, range, recurring, none.",
        ),
    },
    Field {
        id: "deadline_latest",
        kind: FieldKind::Deadline,
        name: "Gia hạn đến",
        required: false,
        meaning: ("Hạn sau lần gia hạn được duyệt gần nhất.", "The deadline after the last approved extension."),
    },
    Field {
        id: "extended_on",
        kind: FieldKind::Date,
        name: "Ngày gia hạn",
        required: false,
        meaning: (
            "Ngày duyệt gia hạn; duyệt sau hạn ban đầu hoặc sau thời điểm chốt thì không có tác dụng.",
            "The day of approval; later than the original deadline or than the as-of, the extension does not count.",
        ),
    },
    Field {
        id: "completed_on",
        kind: FieldKind::Date,
        name: "Ngày hoàn thành",
        required: true,
        meaning: ("Ngày hoàn thành; trống là chưa hoàn thành.", "The day done; empty means open."),
    },
    Field {
        id: "status_label",
        kind: FieldKind::Text,
        name: "Trạng thái",
        required: false,
        meaning: (
            "Nhãn trạng thái như trong dữ liệu; mẫu nhận dạng cho biết nhãn nào là trạng thái nào. Chỉ đúng cho ngày xuất dữ liệu.",
            "The status label as found; the mapping tells what it means. It holds for the day of extraction only.",
        ),
    },
    Field {
        id: "status_group",
        kind: FieldKind::Text,
        name: "Nhóm trạng thái",
        required: false,
        meaning: (
            "Nhóm mà nhãn trạng thái thuộc về (đã hoàn thành, chưa hoàn thành), khi đứng ở cột riêng.",
            "The group that the status label stands under, where it has a column of its own.",
        ),
    },
    Field {
        id: "closed_on",
        kind: FieldKind::Date,
        name: "Ngày thu hồi",
        required: false,
        meaning: (
            "Ngày thu hồi, hủy giao; trống là đã thu hồi khi xuất dữ liệu.",
            "The day a task was cancelled; empty means by the day of extraction.",
        ),
    },
    Field {
        id: "channel",
        kind: FieldKind::Text,
        name: "Hình thức giao",
        required: false,
        meaning: (
            "Nhiệm vụ giao qua phần mềm (software) hay bằng văn bản giấy (paper).",
            "Whether the task was given by software or on paper.",
        ),
    },
    Field {
        id: "result_document",
        kind: FieldKind::Text,
        name: "Văn bản kết quả",
        required: false,
        meaning: ("Văn bản chứng minh kết quả.", "The document that proves completion."),
    },
    Field {
        id: "status_note",
        kind: FieldKind::Text,
        name: "Diễn giải trạng thái",
        required: false,
        meaning: ("Diễn giải trạng thái, ghi chú.", "Remarks on the status."),
    },
    Field {
        id: "updated_on",
        kind: FieldKind::Date,
        name: "Ngày cập nhật",
        required: false,
        meaning: (
            "Ngày cập nhật gần nhất trong phần mềm; dùng để tìm nhiệm vụ lâu không cập nhật.",
            "The day of the last update in the system; tasks long without news are found by it.",
        ),
    },
    Field {
        id: "secrecy",
        kind: FieldKind::Text,
        name: "Độ mật",
        required: false,
        meaning: (
            "Độ mật; ghi bất cứ dấu gì (trừ Thường, Không, Không mật, Bình thường) thì dừng, không in nội dung.",
            "Secrecy; any mark (but Thường, Không, Không mật, Bình thường) stops the run and is never printed.",
        ),
    },
];

impl Field {
    /// The field whose column fills it.
    #[must_use]
    pub fn column_of(&self) -> &'static str {
        match self.kind {
            FieldKind::OfDeadline => "deadline_original",
            _ => self.id,
        }
    }

    /// Whether a mapping may name a column for it.
    #[must_use]
    pub fn is_mapped(&self) -> bool {
        self.kind != FieldKind::OfDeadline
    }
}

/// The field with this id.
#[must_use]
pub fn field(id: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.id == id)
}

/// Whether the field with this id is decoded as a day.
#[must_use]
pub fn is_day(id: &str) -> bool {
    field(id).is_some_and(|field| matches!(field.kind, FieldKind::Date | FieldKind::Deadline))
}
