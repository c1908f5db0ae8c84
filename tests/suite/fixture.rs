//! A realistic document for the renderers: the 2018 report of Kon Tum's inspection team, with its seven footnotes and three
//! appendices.
//!
//! In: the text and tables under `fixture/`. Out: [`report`], and [`empty`] for documents of one's own. In the text a line
//! is a block; `#`, `##`, `###` open headings, `^n^` calls a footnote, `_words_` are italic, `[n]` opens a footnote.

use chrono::NaiveDate;
use dondoc::document::{
    Align, Appendix, Block, Cell, Closing, Column, Document, FontFiles, HeadCell, Inline, Layout, Letterhead, Marks,
    Medium, Metadata, Orientation, Preset, Profile, Recipient, Row, RowKind, Status, Table, TextStyle, Theme, Title,
    Value,
};

const REPORT: &str = include_str!("fixture/report.txt");
const REFERENCE: &str = "(Kèm theo Báo cáo số 28/BC-TKTra ngày 01 tháng 01 năm 2019 của Tổ Kiểm tra)";

macro_rules! font {
    ($style:literal) => {
        include_bytes!(concat!("../../report-templates/shared/fonts/LiberationSerif-", $style, ".ttf"))
            .as_slice()
            .into()
    };
}

/// Fonts and reference document of the repository.
pub fn theme() -> Theme {
    let fonts = FontFiles {
        regular: font!("Regular"),
        bold: font!("Bold"),
        italic: font!("Italic"),
        bold_italic: font!("BoldItalic"),
    };
    let reference_docx = include_bytes!("../../report-templates/shared/reference.docx").as_slice().into();
    Theme { fonts, reference_docx }
}

/// The whole report.
pub fn report() -> Document {
    let body = REPORT.lines().filter(|line| !line.starts_with('[')).map(block).collect();
    let notes = REPORT.lines().filter(|line| line.starts_with('['));
    let footnotes = notes.filter_map(|line| line.split_once("] ")).map(|(_, text)| inlines(text)).collect();
    let appendices = vec![government_tasks(), units(), compliance()];
    Document { body, footnotes, appendices, closing: closing(), ..empty() }
}

/// The same letterhead over no text, no closing and no appendix.
pub fn empty() -> Document {
    let subject = "Kết quả về công tác theo dõi, đôn đốc, kiểm tra việc thực hiện các nhiệm vụ do Ủy ban nhân dân tỉnh, \
                   Chủ tịch Ủy ban nhân dân tỉnh giao năm 2018";
    Document {
        metadata: Metadata {
            title: format!("Báo cáo {subject}"),
            organization: "Tổ Kiểm tra của Chủ tịch Ủy ban nhân dân tỉnh Kon Tum".to_owned(),
            date: NaiveDate::from_ymd_opt(2019, 1, 1).unwrap(),
            type_name: "Báo cáo".to_owned(),
            code_number: Some("28".to_owned()),
            code_notation: "BC-TKTra".to_owned(),
            subject: subject.to_owned(),
            position: "PHÓ CHÁNH VĂN PHÒNG UBND TỈNH".to_owned(),
            full_name: "Nguyễn Đình Cầu".to_owned(),
            ..Metadata::default()
        },
        layout: Layout { profile: Profile::Tt01, preset: Preset::Large, medium: Medium::Paper },
        status: Status::Final,
        letterhead: Letterhead {
            superior: vec!["ỦY BAN NHÂN DÂN".to_owned(), "TỈNH KON TUM".to_owned()],
            issuer: vec!["TỔ KIỂM TRA".to_owned()],
            number: "Số: 28/BC-TKTra".to_owned(),
            place_and_date: "Kon Tum, ngày 01 tháng 01 năm 2019".to_owned(),
            title: Title::Named { kind: "BÁO CÁO".to_owned(), subject: subject.to_owned() },
            addressees: Vec::new(),
            marks: Marks::default(),
        },
        body: Vec::new(),
        closing: Closing { recipients: Vec::new(), authority: Vec::new(), office: None, signer: String::new() },
        appendices: Vec::new(),
        footnotes: Vec::new(),
    }
}

/// The recipients and the signature of the report.
pub fn closing() -> Closing {
    let recipient = |(level, text): (u8, &str)| Recipient { level, text: text.to_owned() };
    let recipients = [
        (0, "Chủ tịch, PCT UBND tỉnh;"),
        (0, "Các sở, ngành đơn vị thuộc tỉnh và các đơn vị tại phụ lục 2,3;"),
        (0, "UBND các huyện, thành phố;"),
        (0, "Văn phòng UBND tỉnh:"),
        (1, "CVP, các PVP;"),
        (1, "Các phòng trực thuộc;"),
        (0, "Lưu: VT, KTTH9."),
    ];
    Closing {
        recipients: recipients.map(recipient).to_vec(),
        authority: vec!["KT. TỔ TRƯỞNG".to_owned(), "TỔ PHÓ".to_owned()],
        office: Some("PHÓ CHÁNH VĂN PHÒNG UBND TỈNH".to_owned()),
        signer: "Nguyễn Đình Cầu".to_owned(),
    }
}

/// A block from its line of text.
pub fn block(line: &str) -> Block {
    let level = line.chars().take_while(|sign| *sign == '#').count();
    match u8::try_from(level) {
        Ok(level @ 1..=3) => Block::Heading { level, content: inlines(line.trim_start_matches('#').trim()) },
        _ => Block::Paragraph(inlines(line)),
    }
}

/// Inlines from text with `_italics_` and `^1^` footnote calls.
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut content = Vec::new();
    for (index, part) in text.split('^').enumerate() {
        if index % 2 == 1 {
            content.push(Inline::Footnote(part.parse::<usize>().unwrap() - 1));
            continue;
        }
        for (index, words) in part.split('_').enumerate().filter(|(_, words)| !words.is_empty()) {
            let style = TextStyle { italic: index % 2 == 1, bold: false };
            content.push(Inline::Text { text: words.to_owned(), style });
        }
    }
    content
}

/// A heading cell.
pub fn head(text: &str, columns: usize, rows: usize) -> HeadCell {
    HeadCell { text: text.to_owned(), columns, rows }
}

/// Columns from their shares and alignments.
pub fn columns(parts: &[(f32, Align)]) -> Vec<Column> {
    let column = |(index, (width, align)): (usize, &(f32, Align))| Column {
        id: format!("c{index}"),
        width: *width,
        align: *align,
        rate: None,
    };
    parts.iter().enumerate().map(column).collect()
}

fn line(text: &str, style: TextStyle) -> Block {
    Block::Line { align: Align::Center, content: vec![Inline::Text { text: text.to_owned(), style }] }
}

fn appendix(id: &str, label: &str, title: &str, blocks: Vec<Block>) -> Appendix {
    Appendix {
        id: id.to_owned(),
        label: label.to_owned(),
        title: title.to_owned(),
        reference: REFERENCE.to_owned(),
        orientation: Orientation::Portrait,
        blocks,
    }
}

fn government_tasks() -> Appendix {
    let mut rows: Vec<Row> = Vec::new();
    let mut owner = 0;
    for (index, cells) in records(include_str!("fixture/appendix-01.csv")).into_iter().skip(1).enumerate() {
        let mut row = body_row(&cells);
        row.cells[0].value = Value::Count(cells[0].parse().unwrap());
        if cells[1].is_empty() {
            row.cells[1].rows = 0;
            rows[owner].cells[1].rows += 1;
        } else {
            owner = index;
        }
        rows.push(row);
    }
    let columns = columns(&[
        (6.0, Align::Center),
        (20.0, Align::Left),
        (42.0, Align::Left),
        (20.0, Align::Left),
        (12.0, Align::Center),
    ]);
    let heads = ["STT", "Số, ký hiệu", "Trích yếu hoặc nhiệm vụ theo dõi", "Diễn giải trạng thái", "Hạn xử lý"];
    let table =
        Table::new("government-open", "", columns, vec![heads.map(|text| head(text, 1, 1)).to_vec()], rows).unwrap();
    let title = "NHIỆM VỤ DO CHÍNH PHỦ, THỦ TƯỚNG CHÍNH PHỦ GIAO TRÊN HỆ THỐNG CSDL THEO DÕI CÒN TỒN ĐỌNG PHẢI XỬ LÝ HOẶC \
                 ĐANG TRONG THỜI GIAN THỰC HIỆN";
    appendix("appendix-01", "PHỤ LỤC 01", title, vec![Block::Table(table)])
}

fn units() -> Appendix {
    let mut rows: Vec<Row> = Vec::new();
    for cells in records(include_str!("fixture/appendix-02.csv")).into_iter().skip(1) {
        let mut row = body_row(&cells);
        for (cell, text) in row.cells.iter_mut().zip(&cells).skip(2) {
            cell.value = Value::CountOrBlank(text.parse().unwrap());
        }
        rows.push(row);
    }
    total_row(&mut rows);
    let mut shares = vec![(6.0, Align::Center), (40.0, Align::Left), (14.0, Align::Center)];
    shares.extend([(10.0, Align::Center); 4]);
    let first = vec![
        head("TT", 1, 2),
        head("Cơ quan được giao", 1, 2),
        head("Tổng số nhiệm vụ giao", 1, 2),
        head("Đã hoàn thành", 2, 1),
        head("Chưa hoàn thành", 2, 1),
    ];
    let second = ["Đúng hạn", "Quá hạn", "Trong hạn", "Trễ hạn"].map(|text| head(text, 1, 1)).to_vec();
    let table = Table::new("units", "", columns(&shares), vec![first, second], rows).unwrap();
    let title = "Kết quả thực hiện nhiệm vụ do Chủ tịch UBND tỉnh, UBND tỉnh giao các ngành, cơ quan, địa phương thực hiện \
                 trong năm 2018";
    let italic = TextStyle { italic: true, bold: false };
    let extracted = line("Dữ liệu trích xuất trên phần mềm theo dõi lúc 15h30 ngày 27/12/2018", italic);
    appendix("appendix-02", "PHỤ LỤC 02", title, vec![extracted, Block::Table(table)])
}

fn compliance() -> Appendix {
    let mut rows: Vec<Row> = records(include_str!("fixture/appendix-03.csv"))
        .into_iter()
        .skip(1)
        .map(|cells| {
            let mut row = body_row(&cells);
            for cell in row.cells.iter_mut().filter(|cell| cell.value == Value::Text("X".to_owned())) {
                cell.value = Value::Mark;
            }
            row
        })
        .collect();
    let totals = ["", "Tổng số", "30", "17", ""].map(str::to_owned);
    rows.push(body_row(&totals));
    total_row(&mut rows);
    let heads = ["TT", "Cơ quan được giao", "Đã gửi Báo cáo năm", "Đã ban hành Quy chế theo dõi tại đơn vị", "Ghi chú"];
    let shares = columns(&[
        (6.0, Align::Center),
        (36.0, Align::Left),
        (14.0, Align::Center),
        (18.0, Align::Center),
        (26.0, Align::Left),
    ]);
    let table = Table::new("compliance", "", shares, vec![heads.map(|text| head(text, 1, 1)).to_vec()], rows).unwrap();
    let title =
        "Kết quả thực hiện Quy chế ban hành theo Quyết định số 270/QĐ-UBND ngày 19/3/2018 của Ủy ban nhân dân tỉnh";
    let notes = [
        "Ngoài 30 đơn vị đã gửi văn bản báo cáo kết quả thực hiện nhiệm vụ năm 2018 theo yêu cầu của Tổ Kiểm tra tại Công văn \
         số 2722/CV-TKTra ngày 06/11/2018, cũng đã có các đơn vị gửi báo cáo gồm: Quỹ Bảo vệ và Phát triển rừng, Bộ chỉ huy \
         Bộ đội biên phòng tỉnh, Kho bạc nhà nước tỉnh, Cục Thuế tỉnh, Đài Phát thanh – Truyền hình tỉnh, Cục Thống kê tỉnh, \
         Ban quản lý dự án 98.",
        "Có 17 đơn vị đã ban hành quy chế theo dõi tại đơn vị.",
    ];
    let mut blocks = vec![Block::Table(table)];
    blocks.extend(notes.map(|text| Block::Paragraph(inlines(text))));
    appendix("appendix-03", "PHỤ LỤC 03", title, blocks)
}

/// The last row is the sum of the others.
fn total_row(rows: &mut [Row]) {
    rows.last_mut().unwrap().kind = RowKind::Total;
}

/// A row of texts; an empty one is a blank.
pub fn body_row(cells: &[String]) -> Row {
    let value = |text: &String| if text.is_empty() { Value::Blank } else { Value::Text(text.clone()) };
    Row { kind: RowKind::Body, cells: cells.iter().map(|text| Cell::new(value(text))).collect() }
}

/// The records of a CSV text without line breaks in its cells.
pub fn records(text: &str) -> Vec<Vec<String>> {
    text.lines().map(record).collect()
}

fn record(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for sign in line.chars() {
        match sign {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(sign),
        }
    }
    cells
}
