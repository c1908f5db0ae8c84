//! A small report with one of everything that a renderer must be able to say.

use chrono::NaiveDate;
use dondoc::{
    document::{
        Align, Appendix, Block, Cell, Closing, Column, Document, HeadCell, Inline, Layout, Letterhead, Marks, Medium,
        Metadata, Orientation, Preset, Profile, Recipient, Row, RowKind, Status, Table, TextStyle, Title, Value,
    },
    value::Ratio,
};

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The report: two footnotes, two appendices, the first of them landscape.
pub fn document() -> Document {
    Document {
        metadata: Metadata {
            title: "Báo cáo kết quả kiểm tra".to_owned(),
            organization: "Tổ Kiểm tra".to_owned(),
            date: date(2019, 1, 1),
            type_name: "Báo cáo".to_owned(),
            code_notation: "BC-TKTra".to_owned(),
            subject: "Kết quả kiểm tra năm 2018".to_owned(),
            ..Metadata::default()
        },
        layout: Layout { profile: Profile::Tt01, preset: Preset::Large, medium: Medium::Paper },
        status: Status::Draft,
        letterhead: letterhead(),
        body: body(),
        closing: closing(),
        appendices: vec![
            appendix("phu-luc-01", "PHỤ LỤC 01", Orientation::Landscape, vec![Block::Table(open_tasks())]),
            appendix(
                "phu-luc-02",
                "PHỤ LỤC 02",
                Orientation::Portrait,
                vec![
                    Block::Line {
                        align: Align::Center,
                        content: vec![Inline::plain("Số liệu đến 15h30 ngày 27/12/2018")],
                    },
                    Block::Table(units()),
                    Block::Paragraph(vec![Inline::plain("Ghi chú dưới bảng.")]),
                ],
            ),
        ],
        footnotes: vec![
            vec![Inline::plain("Quyết định số 69/QĐ-UBND ngày 07/02/2017.")],
            vec![Inline::plain("Văn bản số 656/UBND-TH ngày 22/3/2018.")],
        ],
    }
}

fn letterhead() -> Letterhead {
    Letterhead {
        superior: vec!["ỦY BAN NHÂN DÂN".to_owned(), "TỈNH KON TUM".to_owned()],
        issuer: vec!["TỔ KIỂM TRA".to_owned()],
        number: "Số: 28/BC-TKTra".to_owned(),
        place_and_date: "Kon Tum, ngày 01 tháng 01 năm 2019".to_owned(),
        title: Title::Named { kind: "BÁO CÁO".to_owned(), subject: "Kết quả kiểm tra năm 2018".to_owned() },
        addressees: Vec::new(),
        marks: Marks::default(),
    }
}

fn body() -> Vec<Block> {
    let italic = TextStyle { bold: false, italic: true };
    vec![
        Block::Heading { level: 1, content: vec![Inline::plain("I. Kết quả")] },
        Block::Heading { level: 2, content: vec![Inline::plain("1. Ưu điểm")] },
        Block::Paragraph(vec![
            Inline::plain("Đã giao 3.393 nhiệm vụ"),
            Inline::Footnote(0),
            Inline::plain(" cho <30> đơn vị & địa phương\u{B}"),
            Inline::Footnote(1),
            Inline::Text { text: " - Phụ lục 02".to_owned(), style: italic },
        ]),
        Block::Gap("Nguyên nhân của hạn chế".to_owned()),
        Block::Paragraph(vec![Inline::plain("Trên đây là báo cáo./.")]),
    ]
}

fn closing() -> Closing {
    let recipient = |level, text: &str| Recipient { level, text: text.to_owned() };
    Closing {
        recipients: vec![recipient(0, "Văn phòng:"), recipient(1, "CVP;"), recipient(0, "Lưu: VT.")],
        authority: vec!["KT. TỔ TRƯỞNG".to_owned(), "TỔ PHÓ".to_owned()],
        office: Some("PHÓ CHÁNH VĂN PHÒNG".to_owned()),
        signer: "Nguyễn Đình Cầu".to_owned(),
    }
}

pub fn appendix(id: &str, label: &str, orientation: Orientation, blocks: Vec<Block>) -> Appendix {
    Appendix {
        id: id.to_owned(),
        label: label.to_owned(),
        title: format!("Tiêu đề {label}"),
        reference: "(Kèm theo Báo cáo số 28/BC-TKTra)".to_owned(),
        orientation,
        blocks,
    }
}

/// One heading row, a cell merged down, dates, text that looks like a formula, text with signs of its own meaning in XML.
pub fn open_tasks() -> Table {
    let columns = vec![
        column("number", 1.0, Align::Center),
        column("document", 3.0, Align::Left),
        column("content", 6.0, Align::Left),
        column("deadline", 2.0, Align::Center),
    ];
    let head = vec![["STT", "Số, ký hiệu", "Nhiệm vụ", "Hạn xử lý"].map(|text| head(text, 1, 1)).to_vec()];
    let row = |number: &str, document: Cell, content: &str, deadline| {
        let values = [text(number), document, text(content), Cell::new(deadline)];
        Row { kind: RowKind::Body, cells: values.to_vec() }
    };
    let merged = |rows, value: &str| Cell { rows, ..text(value) };
    Table::new(
        "open-tasks",
        "Nhiệm vụ còn tồn đọng",
        columns,
        head,
        vec![
            row("1", merged(2, "Quyết định số 985/QĐ-TTg"), "=1+1", Value::Date(date(2018, 8, 31))),
            row("2", Cell { value: Value::Blank, rows: 0 }, "Tổ chức \"một cửa\", <hai> & ba", Value::Blank),
            row("3", text("@SUM(A1)"), "+ dòng\nhai", Value::Date(date(2019, 2, 7))),
        ],
    )
    .unwrap()
}

/// Two heading rows, blank zeros, a rate, marks and a total row.
pub fn units() -> Table {
    let columns = vec![
        column("number", 1.0, Align::Center),
        column("unit", 4.0, Align::Left),
        column("on_time", 1.0, Align::Right),
        column("late", 1.0, Align::Right),
        column("rate", 1.0, Align::Right),
        column("report", 1.0, Align::Center),
    ];
    let heads = vec![
        vec![
            head("TT", 1, 2),
            head("Cơ quan", 1, 2),
            head("Đã hoàn thành", 2, 1),
            head("Tỷ lệ", 1, 2),
            head("Báo cáo", 1, 2),
        ],
        vec![head("Đúng hạn", 1, 1), head("Quá hạn", 1, 1)],
    ];
    let row = |kind, number: &str, unit: &str, on_time, late, report| {
        let ratio = Ratio { part: on_time, whole: on_time + late };
        let values = [
            Value::Text(number.to_owned()),
            Value::Text(unit.to_owned()),
            Value::Count(on_time),
            Value::CountOrBlank(late),
            Value::Rate { ratio, digits: 1 },
            report,
        ];
        Row { kind, cells: values.map(Cell::new).to_vec() }
    };
    Table::new(
        "units",
        "Kết quả theo đơn vị",
        columns,
        heads,
        vec![
            row(RowKind::Body, "1", "Sở Nội vụ", 2330, 491, Value::Mark),
            row(RowKind::Body, "2", "Sở Y tế", 7, 0, Value::Mark),
            row(RowKind::Body, "3", "Ban Dân tộc", 0, 0, Value::Blank),
            row(RowKind::Total, "", "Tổng số", 2337, 491, Value::Count(2)),
        ],
    )
    .unwrap()
}

fn column(id: &str, width: f32, align: Align) -> Column {
    Column { id: id.to_owned(), width, align, rate: None }
}

fn head(text: &str, columns: usize, rows: usize) -> HeadCell {
    HeadCell { text: text.to_owned(), columns, rows }
}

fn text(text: &str) -> Cell {
    Cell::new(Value::Text(text.to_owned()))
}
