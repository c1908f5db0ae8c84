//! The tasks given by the Government and the Prime Minister (nhiem-vu-chinh-phu.xlsx): the sheet, and the tasks of 2018.
//!
//! In: Phụ lục 01 as printed, and what footnote 6 of the report says of the two late tasks. Out: the workbook: 173 tasks
//! given in 2018 (on 22/12/2018: 161 on time, 2 late, 9 in deadline, 1 overdue) and 2 given in 2017; of all, the 11 of
//! Phụ lục 01 are open on 01/01/2019, because one of the 10 open on 22/12/2018 was done on 28/12/2018.

use chrono::NaiveDate;

use crate::calendar::{WorkingDays, date};
use crate::cells::{Cell, Look, Page, cited};
use crate::golden;
use crate::random::Random;
use crate::wording;

const TITLES: [&str; 2] = [
    "NHIỆM VỤ DO CHÍNH PHỦ, THỦ TƯỚNG CHÍNH PHỦ GIAO TỈNH KON TUM",
    "(Hệ thống quản lý cơ sở dữ liệu theo dõi; dữ liệu trích xuất ngày 01/01/2019)",
];
const HEADING: [&str; 10] = [
    "STT",
    "Mã nhiệm vụ",
    "Cơ quan giao",
    "Số, ký hiệu",
    "Trích yếu hoặc nhiệm vụ theo dõi",
    "Ngày giao",
    "Hạn xử lý",
    "Ngày hoàn thành",
    "Văn bản kết quả",
    "Diễn giải trạng thái",
];
const WIDTHS: [u16; 10] = [6, 14, 16, 24, 54, 12, 12, 12, 28, 34];
const DOCUMENT: u16 = 3;

/// Tasks of 2018 that were done in time by 22/12/2018.
const ON_TIME: usize = 161;

/// When the documents of Phụ lục 01 reached the province: 310/TB-VPCP, though older, came after 985/QĐ-TTg.
const GIVEN: [(&str, (i32, u32, u32)); 8] = [
    ("1665/VPCP-KSTT", (2018, 2, 22)),
    ("268/TB-VPCP", (2018, 8, 3)),
    ("985/QĐ-TTg", (2018, 8, 13)),
    ("310/TB-VPCP", (2018, 8, 15)),
    ("1288/QĐ-TTg", (2018, 10, 4)),
    ("125/NQ-CP", (2018, 10, 11)),
    ("1385/QĐ-TTg", (2018, 10, 24)),
    ("559/QĐ-TTg", (2017, 4, 27)),
];

/// The tasks of one document: they share a merged cell and the day they were given.
pub struct Document {
    /// Số, ký hiệu with the day of the document.
    pub title: String,
    /// Ngày giao.
    pub given: NaiveDate,
    /// Its tasks.
    pub tasks: Vec<Task>,
}

/// One task of a document.
#[derive(Default)]
pub struct Task {
    /// Mã nhiệm vụ.
    pub id: String,
    /// Trích yếu hoặc nhiệm vụ theo dõi.
    pub content: String,
    /// Hạn xử lý.
    pub deadline: Option<NaiveDate>,
    /// Ngày hoàn thành.
    pub done: Option<NaiveDate>,
    /// Văn bản kết quả.
    pub result: String,
    /// Diễn giải trạng thái.
    pub note: String,
}

/// The workbook of 2018.
pub fn workbook() -> Vec<u8> {
    let mut random = Random::new(20_190_101);
    let documents = documents(&mut random);
    sheet(TITLES, &documents, date(2019, 1, 1), &mut random)
}

/// The workbook's bytes.
pub fn sheet(titles: [&str; 2], documents: &[Document], created: NaiveDate, random: &mut Random) -> Vec<u8> {
    let mut page = Page::new("Nhiệm vụ", &WIDTHS);
    for (row, title) in (0u32..).zip(titles) {
        page.merged((row, 0), (row, 9), title, Look::Title);
    }
    for (column, text) in (0u16..).zip(HEADING) {
        page.text(2, column, text, Look::Heading);
    }
    page.height(2, 2);
    page.hold_heading(2, 2);
    let mut next = 3;
    for document in documents {
        next = put_document(&mut page, next, document, random);
    }
    page.bytes(created)
}

/// Writes the tasks of one document, its cell merged down over them, and returns the row below.
fn put_document(page: &mut Page, first: u32, document: &Document, random: &mut Random) -> u32 {
    // Resolutions are the Government's own; the rest comes from the Prime Minister, also through his office.
    let assigner =
        if document.title.starts_with("Nghị quyết") { "Chính phủ" } else { "Thủ tướng Chính phủ" };
    let mut next = first;
    for task in &document.tasks {
        let cells = [
            Cell::Number(usize::try_from(next).expect("a row of the sheet") - 2),
            Cell::text(&task.id),
            Cell::text(assigner),
            Cell::text(&document.title),
            Cell::text(&task.content),
            Cell::date(Some(document.given), random),
            Cell::date(task.deadline, random),
            Cell::date(task.done, random),
            Cell::text(&task.result),
            Cell::text(&task.note),
        ];
        page.row(next, &cells);
        next += 1;
    }
    if next - first > 1 {
        page.merged((first, DOCUMENT), (next - 1, DOCUMENT), &document.title, Look::Body);
    }
    next
}

/// All documents in the order of the export, which is none.
fn documents(random: &mut Random) -> Vec<Document> {
    let mut documents = still_open();
    documents.push(done_after_the_text());
    documents.push(late_ones());
    documents.extend(on_time(random));
    documents.sort_by_key(|document| document.given);
    number(&mut documents, 2017);
    number(&mut documents, 2018);
    random.shuffle(&mut documents);
    documents
}

/// Gives the tasks of one year their ids, in the order in which they were given.
pub fn number(documents: &mut [Document], year: i32) {
    let (from, to) = (date(year, 1, 1), date(year, 12, 31));
    let of_year = documents.iter_mut().filter(|document| (from..=to).contains(&document.given));
    for (number, task) in (1usize..).zip(of_year.flat_map(|document| &mut document.tasks)) {
        task.id = format!("CP-{year}-{number:04}");
    }
}

/// Phụ lục 01: what is open on 01/01/2019.
fn still_open() -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::new();
    for row in golden::open_government_tasks() {
        let deadline = NaiveDate::parse_from_str(&row.deadline, "%d/%m/%Y").ok();
        let task = Task { content: row.content, note: row.note, deadline, ..Task::default() };
        match documents.last_mut() {
            Some(document) if document.title == row.document => document.tasks.push(task),
            _ => documents.push(Document { given: given(&row.document), title: row.document, tasks: vec![task] }),
        }
    }
    documents
}

fn given(document: &str) -> NaiveDate {
    let (_, (year, month, day)) =
        GIVEN.iter().find(|(number, _)| document.contains(number)).expect("a document of Phụ lục 01");
    date(*year, *month, *day)
}

/// Open on 22/12/2018 (the text), done before 01/01/2019 (the list).
fn done_after_the_text() -> Document {
    Document {
        title: "Văn bản số 11507/VPCP-TH ngày 26/11/2018".to_owned(),
        given: date(2018, 11, 29),
        tasks: vec![Task {
            content: "Báo cáo kết quả thực hiện nhiệm vụ do Chính phủ, Thủ tướng Chính phủ giao năm 2018".to_owned(),
            deadline: Some(date(2018, 12, 31)),
            done: Some(date(2018, 12, 28)),
            result: "Báo cáo số 358/BC-UBND ngày 28/12/2018".to_owned(),
            ..Task::default()
        }],
    }
}

/// Footnote 6: the two tasks that were done after their deadline.
fn late_ones() -> Document {
    let task = |content: &str, deadline, done, result: &str| Task {
        content: content.to_owned(),
        deadline: Some(deadline),
        done: Some(done),
        result: result.to_owned(),
        ..Task::default()
    };
    Document {
        title: "Nghị quyết số 19-2018/NQ-CP ngày 15/5/2018".to_owned(),
        given: date(2018, 5, 18),
        tasks: vec![
            task(
                "Xây dựng kế hoạch hành động thực hiện nghị quyết",
                date(2018, 5, 31),
                date(2018, 6, 29),
                "Kế hoạch số 1706/KH-UBND ngày 29/6/2018",
            ),
            task("Báo cáo quý II", date(2018, 6, 15), date(2018, 6, 19), "Báo cáo số 141/BC-UBND ngày 19/6/2018"),
        ],
    }
}

/// The tasks done in time: one to four to a document, a few without a deadline, many done on the last day.
fn on_time(random: &mut Random) -> Vec<Document> {
    let days = WorkingDays::from(2018);
    let last = days.index(date(2018, 12, 21));
    let mut documents: Vec<Document> = Vec::new();
    let mut wanted = ON_TIME;
    while wanted > 0 {
        let given = random.between(3, last - 8);
        let title = title(given, &days, random);
        if documents.iter().any(|document| document.title == title) {
            continue;
        }
        let count = random.between(1, 4).min(random.between(1, 4)).min(wanted);
        let tasks = (0..count).map(|_| on_time_task(given, last, &days, random)).collect();
        documents.push(Document { title, given: days.at(given), tasks });
        wanted -= count;
    }
    documents
}

fn on_time_task(given: usize, last: usize, days: &WorkingDays, random: &mut Random) -> Task {
    let deadline = given + random.between(5, 60);
    let latest = deadline.min(last);
    let on_the_day = deadline <= last && random.chance(25);
    let done = if on_the_day { deadline } else { random.between(given + 2, latest) };
    let result = format!("Báo cáo số {}/BC-UBND ngày {}", done + random.between(5, 90), cited(days.at(done)));
    Task {
        content: wording::state_content(2018, random),
        deadline: (!random.chance(6)).then(|| days.at(deadline)),
        done: Some(days.at(done)),
        result: if random.chance(80) { result } else { String::new() },
        ..Task::default()
    }
}

/// A document issued up to three working days before it reached the province, numbered as far into the year as it is.
pub fn title(given: usize, days: &WorkingDays, random: &mut Random) -> String {
    let issued = given - random.between(0, 3);
    let (kind, mark, a_year) = random.pick(&[
        ("Nghị quyết", "NQ-CP", 160),
        ("Quyết định", "QĐ-TTg", 1_880),
        ("Chỉ thị", "CT-TTg", 36),
        ("Công điện", "CĐ-TTg", 1_800),
        ("Thông báo", "TB-VPCP", 490),
        ("Văn bản", "VPCP-KTTH", 12_500),
        ("Văn bản", "VPCP-NN", 12_500),
        ("Văn bản", "VPCP-KGVX", 12_500),
    ]);
    let number = issued * a_year / 250 + random.between(1, 3);
    format!("{kind} số {number:02}/{mark} ngày {}", cited(days.at(issued)))
}
