//! How each system lays its tasks out: titles, headings, which cell holds what.
//!
//! The headings are those that the mappings know; the layouts are described in the README of sample-data, as far as anything about the
//! real systems is known.

use super::plan::{Due, Plan, Status, text_of};
use super::sheet::Cell;

/// The columns that dirty rows are made in.
pub struct Columns {
    pub id: Option<usize>,
    pub document: usize,
    pub content: usize,
    pub unit: Option<usize>,
    pub given: usize,
    pub due: usize,
    pub done: Option<usize>,
    pub label: Option<usize>,
}

/// One system's export.
pub struct Layout {
    pub mapping: &'static str,
    pub sheet: &'static str,
    pub titles: &'static [&'static str],
    /// Group heading, empty for none, and heading.
    pub heading: &'static [(&'static str, &'static str)],
    pub columns: Columns,
    pub row: fn(usize, &Plan) -> Vec<Cell>,
}

const fn alone(heading: &'static str) -> (&'static str, &'static str) {
    ("", heading)
}

fn date_of(due: Due) -> Cell {
    match due {
        Due::Day(day) => Cell::Date(day),
        form => Cell::text(form.text()),
    }
}

fn result(plan: &Plan) -> Cell {
    let number = |done| Cell::text(format!("Báo cáo số {}/BC ngày {}", plan.content.chars().count(), text_of(done)));
    plan.done.map_or(Cell::Empty, number)
}

fn texts(day: Option<chrono::NaiveDate>) -> Cell {
    day.map_or(Cell::Empty, |day| Cell::text(text_of(day)))
}

fn dates(day: Option<chrono::NaiveDate>) -> Cell {
    day.map_or(Cell::Empty, Cell::Date)
}

pub const TRACKER: Layout = Layout {
    mapping: "kon-tum-tracker",
    sheet: "Nhiệm vụ",
    titles: &[
        "DANH MỤC NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO NĂM 2024",
        "(Phần mềm theo dõi chỉ đạo điều hành, dữ liệu trích xuất ngày 31/12/2024)",
        "",
    ],
    heading: &[
        alone("STT"),
        alone("Mã nhiệm vụ"),
        ("Văn bản giao nhiệm vụ", "Số, ký hiệu"),
        ("Văn bản giao nhiệm vụ", "Ngày ban hành"),
        alone("Nội dung nhiệm vụ"),
        alone("Cơ quan được giao"),
        alone("Ngày giao"),
        ("Thời hạn", "Hạn xử lý"),
        ("Thời hạn", "Gia hạn đến"),
        ("Thời hạn", "Ngày gia hạn"),
        ("Kết quả", "Ngày hoàn thành"),
        ("Kết quả", "Văn bản"),
        alone("Ghi chú"),
    ],
    columns: Columns {
        id: Some(1),
        document: 2,
        content: 4,
        unit: Some(5),
        given: 6,
        due: 7,
        done: Some(10),
        label: None,
    },
    row: |number, plan| {
        vec![
            Cell::Number(number),
            Cell::text(&plan.id),
            Cell::text(&plan.document),
            Cell::Date(plan.document_date),
            Cell::text(&plan.content),
            Cell::text(bulleted(&plan.units)),
            Cell::Date(plan.given),
            date_of(plan.due),
            dates(plan.extended.map(|(to, _)| to)),
            dates(plan.extended.map(|(_, on)| on)),
            dates(plan.done),
            result(plan),
            Cell::Empty,
        ]
    },
};

/// `• ` and a new line between the units, as one system writes them.
pub fn bulleted(units: &[String]) -> String {
    if let [unit] = units {
        unit.clone()
    } else {
        units.iter().map(|unit| format!("• {unit}")).collect::<Vec<_>>().join("\n")
    }
}

pub const GOVERNMENT: Layout = Layout {
    mapping: "kon-tum-government",
    sheet: "Chính phủ giao",
    titles: &["NHIỆM VỤ DO CHÍNH PHỦ, THỦ TƯỚNG CHÍNH PHỦ GIAO TỈNH KON TUM NĂM 2024", ""],
    heading: &[
        alone("STT"),
        alone("Mã nhiệm vụ"),
        alone("Cơ quan giao"),
        alone("Số, ký hiệu"),
        alone("Trích yếu hoặc nhiệm vụ theo dõi"),
        alone("Ngày giao"),
        alone("Hạn xử lý"),
        alone("Ngày hoàn thành"),
        alone("Văn bản kết quả"),
        alone("Diễn giải trạng thái"),
    ],
    columns: Columns { id: Some(1), document: 3, content: 4, unit: None, given: 5, due: 6, done: Some(7), label: None },
    row: |number, plan| {
        vec![
            Cell::Number(number),
            Cell::text(&plan.id),
            Cell::text(if number % 3 == 0 { "Chính phủ" } else { "Thủ tướng Chính phủ" }),
            Cell::text(format!("Công văn số {} ngày {}", plan.document, text_of(plan.document_date))),
            Cell::text(&plan.content),
            Cell::text(text_of(plan.given)),
            Cell::text(plan.due.text()),
            texts(plan.done),
            result(plan),
            Cell::text(if plan.done.is_some() { "" } else { "Đang giao các sở, ngành tham mưu" }),
        ]
    },
};

pub const IOFFICE: Layout = Layout {
    mapping: "ioffice",
    sheet: "Nhiệm vụ giao",
    titles: &["VNPT iOffice - DANH SÁCH NHIỆM VỤ GIAO"],
    heading: &[
        alone("STT"),
        alone("Mã nhiệm vụ"),
        alone("Số ký hiệu"),
        alone("Ngày văn bản"),
        alone("Nội dung nhiệm vụ"),
        alone("Xử lý chính"),
        alone("Phối hợp"),
        alone("Ngày giao"),
        alone("Hạn xử lý"),
        alone("Trạng thái"),
        alone("Ghi chú"),
    ],
    columns: Columns {
        id: Some(1),
        document: 2,
        content: 4,
        unit: Some(5),
        given: 7,
        due: 8,
        done: None,
        label: Some(9),
    },
    row: |number, plan| {
        let label = match (plan.status(), plan.deadline()) {
            _ if plan.cancelled => "Thu hồi",
            (Status::OnTime, None) => "Hoàn thành đúng hạn",
            (Status::OnTime, Some(_)) => ["Hoàn thành đúng hạn", "Hoàn thành trước hạn"][number % 2],
            (Status::Late, _) => ["Hoàn thành quá hạn", "Hoàn thành trễ hạn"][number % 2],
            (Status::InDeadline, None) => "Đang xử lý",
            (Status::InDeadline, Some(_)) => ["Sắp đến hạn", "Đang xử lý", "Chờ duyệt"][number % 3],
            (Status::Overdue, _) => ["Đang xử lý", "Chưa xử lý", "Bị trả lại"][number % 3],
        };
        vec![
            Cell::Number(number),
            Cell::text(&plan.id),
            Cell::text(&plan.document),
            Cell::text(text_of(plan.document_date)),
            Cell::text(&plan.content),
            Cell::text(plan.units.join("; ")),
            Cell::text(if number % 5 == 0 { "Văn phòng UBND tỉnh" } else { "" }),
            Cell::text(text_of(plan.given)),
            Cell::text(plan.due.text()),
            Cell::text(label),
            Cell::Empty,
        ]
    },
};

pub const IDESK: Layout = Layout {
    mapping: "idesk",
    sheet: "iDesk",
    titles: &["ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH", "iDesk - THEO DÕI NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO", ""],
    heading: &[
        alone(""),
        alone("Mã"),
        alone("Số, ký hiệu"),
        alone("Nội dung chỉ đạo"),
        alone("Cơ quan chủ trì"),
        alone("Cơ quan phối hợp"),
        alone("Ngày giao"),
        alone("Thời hạn"),
        alone("Ngày hoàn thành"),
        alone("Tình trạng thực hiện"),
        alone("Ghi chú"),
    ],
    columns: Columns {
        id: Some(1),
        document: 2,
        content: 3,
        unit: Some(4),
        given: 6,
        due: 7,
        done: Some(8),
        label: Some(9),
    },
    row: |number, plan| {
        let label = match plan.status() {
            _ if plan.cancelled => "Đã thu hồi",
            Status::OnTime => "Hoàn thành đúng hạn",
            Status::Late => "Hoàn thành trễ hạn",
            Status::InDeadline => "Đang thực hiện trong hạn",
            Status::Overdue => ["Đã quá thời hạn", "Quá thời hạn còn tồn đọng"][number % 2],
        };
        vec![
            Cell::Number(number),
            Cell::text(&plan.id),
            Cell::text(&plan.document),
            Cell::text(&plan.content),
            Cell::text(plan.units.join("\n")),
            Cell::Empty,
            if number % 4 == 0 { Cell::text(text_of(plan.given)) } else { Cell::Date(plan.given) },
            date_of(plan.due),
            dates(plan.done),
            Cell::text(label),
            Cell::Empty,
        ]
    },
};

pub const NATIONAL: Layout = Layout {
    mapping: "national",
    sheet: "VPCP",
    titles: &["VĂN PHÒNG CHÍNH PHỦ - HỆ THỐNG THEO DÕI NHIỆM VỤ", ""],
    heading: &[
        alone("STT"),
        alone("Mã nhiệm vụ"),
        alone("Nguồn"),
        alone("Số, ký hiệu"),
        alone("Tên nhiệm vụ"),
        alone("LĐ chỉ đạo"),
        alone("Ngày chỉ đạo"),
        alone("Đv/cn đầu mối"),
        alone("Đv/cn phối hợp"),
        alone("Hạn HT"),
        alone("Trạng thái"),
        alone("Ý kiến đơn vị"),
    ],
    columns: Columns {
        id: Some(1),
        document: 3,
        content: 4,
        unit: Some(7),
        given: 6,
        due: 9,
        done: None,
        label: Some(10),
    },
    row: |number, plan| {
        let label = match plan.status() {
            _ if plan.cancelled => "Bị hủy",
            Status::OnTime => "Đã hoàn thành - Đúng hạn",
            Status::Late => "Đã hoàn thành - Quá hạn",
            Status::InDeadline => ["Đang thực hiện - Trong hạn", "Chưa hoàn thành - Trong hạn"][number % 2],
            Status::Overdue => ["Đang thực hiện - Quá hạn", "Chưa hoàn thành - Quá hạn"][number % 2],
        };
        vec![
            Cell::Number(number),
            Cell::text(&plan.id),
            Cell::text(if number % 4 == 0 { "Chính phủ" } else { "Thủ tướng Chính phủ" }),
            Cell::text(&plan.document),
            Cell::text(&plan.content),
            Cell::text("Phó Thủ tướng"),
            Cell::text(text_of(plan.given)),
            Cell::text(plan.units.join("; ")),
            Cell::Empty,
            Cell::text(plan.due.text()),
            Cell::text(label),
            Cell::Empty,
        ]
    },
};

pub const PAPER: Layout = Layout {
    mapping: "paper-register",
    sheet: "Sổ theo dõi",
    titles: &["SỔ THEO DÕI NHIỆM VỤ GIAO BẰNG VĂN BẢN GIẤY", "Năm 2024 (nhận bằng văn bản giấy, ngoài phần mềm)", ""],
    heading: &[
        alone("Số TT"),
        alone("Số vào sổ"),
        alone("Số, ký hiệu"),
        alone("Nội dung"),
        alone("Cơ quan chủ trì"),
        alone("Cơ quan phối hợp"),
        alone("Ngày nhận văn bản"),
        alone("Thời gian hoàn thành"),
        alone("Ngày hoàn thành"),
        alone("Sản phẩm"),
        alone("Ghi chú"),
    ],
    columns: Columns {
        id: Some(1),
        document: 2,
        content: 3,
        unit: Some(4),
        given: 6,
        due: 7,
        done: Some(8),
        label: None,
    },
    row: |number, plan| {
        vec![
            Cell::Number(number),
            Cell::text(&plan.id),
            Cell::text(format!("Số {} ngày {}", plan.document, text_of(plan.document_date))),
            Cell::text(&plan.content),
            Cell::text(plan.units.join(", ")),
            Cell::Empty,
            Cell::text(text_of(plan.given)),
            Cell::text(plan.due.text()),
            texts(plan.done),
            result(plan),
            Cell::text(if number % 6 == 0 { "Nhận bằng văn bản giấy" } else { "" }),
        ]
    },
};

pub const GENERIC: Layout = Layout {
    mapping: "generic",
    sheet: "Phụ lục",
    titles: &[
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI",
        "PHỤ LỤC",
        "Danh mục nhiệm vụ giao các sở, ngành 9 tháng năm 2026",
        "(Kèm theo Báo cáo của Văn phòng UBND tỉnh)",
        "",
    ],
    heading: &[
        alone("TT"),
        alone("Nội dung công việc"),
        alone("Văn bản giao nhiệm vụ"),
        alone("Đơn vị thực hiện"),
        alone("Ngày giao việc"),
        alone("Thời hạn HT"),
        ("Đã hoàn thành", "Đúng hạn"),
        ("Đã hoàn thành", "Quá hạn"),
        ("Chưa hoàn thành", "Trong hạn"),
        ("Chưa hoàn thành", "Trễ hạn"),
        alone("Ghi chú"),
    ],
    columns: Columns { id: None, document: 2, content: 1, unit: Some(3), given: 4, due: 5, done: None, label: None },
    row: |number, plan| {
        let mark = |status: Status| Cell::text(if plan.status() == status { "x" } else { "" });
        vec![
            Cell::Number(number),
            Cell::text(&plan.content),
            Cell::text(&plan.document),
            Cell::text(plan.units.join("\n")),
            Cell::Date(plan.given),
            date_of(plan.due),
            mark(Status::OnTime),
            mark(Status::Late),
            mark(Status::InDeadline),
            mark(Status::Overdue),
            Cell::Empty,
        ]
    },
};
