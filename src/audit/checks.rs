//! The checks of an audit: the one list that the form, `dondoc list`, `dondoc explain` and the guide read.
//!
//! In: nothing. Out: [`AUDIT_CHECKS`].

/// One check.
#[derive(Debug, PartialEq, Eq)]
pub struct AuditCheck {
    /// Stable id.
    pub id: &'static str,
    /// What the form calls it.
    pub name: &'static str,
    /// What it compares, in Vietnamese and English.
    pub meaning: (&'static str, &'static str),
}

/// Every check, in the order of the form.
pub const AUDIT_CHECKS: &[AuditCheck] = &[
    AuditCheck {
        id: SUMS,
        name: "Cộng theo dòng",
        meaning: (
            "Dòng tổng bằng tổng các dòng; dòng mục lớn bằng tổng các mục con; bảng xoay ngang thì theo cột.",
            "The total row is the sum of its rows, a parent the sum of its children; of a table on its side, columns.",
        ),
    },
    AuditCheck {
        id: PARTS,
        name: "Cộng theo cột",
        meaning: (
            "Tổng số bằng đã hoàn thành cộng chưa hoàn thành; đúng hạn cộng quá hạn; trong hạn cộng trễ hạn.",
            "Columns add up: all = done + open, done = on time + late, open = in deadline + overdue.",
        ),
    },
    AuditCheck {
        id: RATES,
        name: "Tỷ lệ phần trăm",
        meaning: (
            "Tỷ lệ bằng phần chia tổng, làm tròn nửa lên đến số chữ số thập phân đã ghi.",
            "A rate is its part over its whole, rounded half up to the digits shown.",
        ),
    },
    AuditCheck {
        id: LISTS,
        name: "Danh sách, số thứ tự",
        meaning: (
            "Số thứ tự từ 1, liên tục, không trùng, theo từng nhóm; số nhiệm vụ trong danh sách bằng số ghi ở lời văn.",
            "Sequence numbers run from 1 without gap, group by group; a list has as many tasks as the text says.",
        ),
    },
    AuditCheck {
        id: TEXT,
        name: "Số liệu trong lời văn",
        meaning: (
            "Số trong câu cộng đúng, tỷ lệ đúng, khớp với bảng của phụ lục mà câu dẫn.",
            "Figures of a sentence add up and agree with the table that it refers to.",
        ),
    },
    AuditCheck {
        id: DATES,
        name: "Ngày, thời hạn",
        meaning: (
            "Ngày có thật; hoàn thành không trước ngày giao; hạn sau ngày chốt không tính trễ; chốt số liệu không sau ngày báo cáo.",
            "Dates exist; done not before given; nothing is overdue that is due after the as-of; no as-of after the report.",
        ),
    },
    AuditCheck {
        id: DOCUMENTS,
        name: "Số, ký hiệu văn bản",
        meaning: (
            "Số, ký hiệu đúng dạng; một văn bản chỉ dẫn một ngày.",
            "Numbers of documents are well formed; one document is cited with one date.",
        ),
    },
    AuditCheck {
        id: APPENDICES,
        name: "Phụ lục",
        meaning: (
            "Phụ lục được dẫn thì phải có; các phụ lục đánh số liên tục.",
            "An appendix that is referred to exists; appendices are numbered without gap.",
        ),
    },
    AuditCheck {
        id: FORMS,
        name: "Cách viết số",
        meaning: (
            "Hàng nghìn có dấu chấm, phần thập phân có dấu phẩy; ô trong cột số đọc được thành số, không báo lỗi.",
            "Thousands are parted by a dot, decimals by a comma; cells among numbers are numbers, not errors.",
        ),
    },
    AuditCheck {
        id: COMPUTED,
        name: "So với số liệu tính được",
        meaning: (
            "Số, ngày trong câu và bảng bằng số, ngày tính từ hồ sơ, không thừa, không thiếu, không đổi tên (chỉ khi dùng --against).",
            "Figures of sentences and tables are those that were computed, none lost, added or renamed (with --against only).",
        ),
    },
];

/// Id of the check of total and parent rows.
pub const SUMS: &str = "audit-sums";
/// Id of the check of columns that add up.
pub const PARTS: &str = "audit-parts";
/// Id of the check of rates.
pub const RATES: &str = "audit-rates";
/// Id of the check of lists.
pub const LISTS: &str = "audit-lists";
/// Id of the check of sentences.
pub const TEXT: &str = "audit-text";
/// Id of the check of dates.
pub const DATES: &str = "audit-dates";
/// Id of the check of cited documents.
pub const DOCUMENTS: &str = "audit-documents";
/// Id of the check of appendices.
pub const APPENDICES: &str = "audit-appendices";
/// Id of the check of how numbers are written.
pub const FORMS: &str = "audit-forms";
/// Id of the comparison with computed figures.
pub const COMPUTED: &str = "audit-computed";
