//! The inputs of sample-data/kon-tum-2023: a year of which only two figures are public.
//!
//! In: 222 of the 1.206 tasks that had a deadline were done late or overdue (Công văn số 56/UBND-KTTH of 08/01/2024, note 1).
//! Out: an export of another form than that of 2018 (one heading row, other headings, no total row), a small one of the
//! Government, a register. All else in them is invented.

use crate::calendar::{WorkingDays, date};
use crate::cells::{Cell, Look, Page, cited};
use crate::compliance;
use crate::golden::{self, UnitCounts};
use crate::government::{self, Document};
use crate::province::{Defect, Task, Year, tasks};
use crate::province_dates::{Case, CaseCount, Status};
use crate::random::Random;
use crate::wording;

/// All tasks by status; 62 have no deadline, so that 1.206 have one, and 181 + 41 = 222.
const ON_TIME: usize = 950;
const LATE: usize = 181;
const IN_DEADLINE: usize = 96;
const OVERDUE: usize = 41;

/// No open task is due on the last working day: the as-of day is the Sunday after it.
const CASES: [CaseCount; 9] = [
    (Status::OnTime, Case::NoDeadline, 40),
    (Status::OnTime, Case::OnTheDay, 60),
    (Status::OnTime, Case::Extended, 20),
    (Status::Late, Case::ExtendedTooLate, 6),
    (Status::Late, Case::ExtendedInVain, 4),
    (Status::InDeadline, Case::NoDeadline, 22),
    (Status::InDeadline, Case::Extended, 9),
    (Status::InDeadline, Case::DoneAfterAsOf, 3),
    (Status::Overdue, Case::ExtendedInVain, 2),
];

const TITLES: [&str; 2] =
    ["DANH MỤC NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO NĂM 2023", "Thời điểm kết xuất: 31/12/2023"];
const HEADING: [&str; 13] = [
    "STT",
    "Mã",
    "Tên nhiệm vụ",
    "Đơn vị chủ trì",
    "Số ký hiệu",
    "Ngày văn bản",
    "Ngày chỉ đạo",
    "Hạn hoàn thành",
    "Gia hạn đến",
    "Ngày gia hạn",
    "Ngày hoàn thành",
    "Kết quả thực hiện",
    "Ghi chú",
];
const WIDTHS: [u16; 13] = [7, 16, 50, 30, 26, 12, 12, 12, 12, 12, 12, 28, 28];
const LAST: u16 = 12;

const GOVERNMENT_TITLES: [&str; 2] = [
    "NHIỆM VỤ DO CHÍNH PHỦ, THỦ TƯỚNG CHÍNH PHỦ GIAO TỈNH KON TUM",
    "(Hệ thống quản lý cơ sở dữ liệu theo dõi; dữ liệu trích xuất ngày 05/01/2024)",
];
/// Documents of the Government, and how many of them still have an open task.
const DOCUMENTS: usize = 24;
const OPEN: usize = 6;

/// The workbook of the province.
pub fn province() -> Vec<u8> {
    let mut random = Random::new(20_231_231);
    let days = WorkingDays::from(2023);
    let year = Year {
        year: 2023,
        last: date(2023, 12, 29),
        units: spread([ON_TIME, LATE, IN_DEADLINE, OVERDUE]),
        cases: &CASES,
        defects: &[Defect::NoUnit],
    };
    let tasks = tasks(&year, &days, &mut random);
    let mut page = Page::new("Nhiệm vụ năm 2023", &WIDTHS);
    for (row, title) in (0u32..).zip(TITLES) {
        page.merged((row, 0), (row, LAST), title, Look::Title);
    }
    for (column, text) in (0u16..).zip(HEADING) {
        page.text(3, column, text, Look::Heading);
    }
    page.height(3, 2);
    page.hold_heading(3, 3);
    for ((row, number), task) in (4u32..).zip(1usize..).zip(&tasks) {
        page.row(row, &cells(number, task, &mut random));
    }
    page.bytes(date(2024, 1, 2))
}

fn cells(number: usize, task: &Task, random: &mut Random) -> [Cell; 13] {
    [
        Cell::Number(number),
        Cell::text(&task.id),
        Cell::text(&task.content),
        Cell::text(&task.unit),
        Cell::text(&task.document),
        Cell::date(Some(task.document_date), random),
        Cell::date(Some(task.given), random),
        Cell::date(task.deadline, random),
        Cell::date(task.extended_to, random),
        Cell::date(task.extended_on, random),
        Cell::date(task.done, random),
        Cell::text(&task.result),
        Cell::text(task.note),
    ]
}

/// The units of 2018 with so many tasks on time, late, in deadline and overdue, dealt out about as unevenly as then.
pub fn spread([all_on_time, all_late, all_in_deadline, all_overdue]: [usize; 4]) -> Vec<UnitCounts> {
    let before = golden::units();
    let size = |unit: &UnitCounts| unit.on_time + unit.late + unit.in_deadline + unit.overdue;
    let on_time = dealt(all_on_time, &before, size);
    let late = dealt(all_late, &before, |unit| unit.late + 2);
    let in_deadline = dealt(all_in_deadline, &before, |unit| unit.in_deadline + 1);
    let overdue = dealt(all_overdue, &before, |unit| unit.overdue + 1);
    let at = |(place, unit): (usize, UnitCounts)| UnitCounts {
        name: unit.name,
        on_time: on_time[place],
        late: late[place],
        in_deadline: in_deadline[place],
        overdue: overdue[place],
    };
    before.into_iter().enumerate().map(at).collect()
}

/// Shares of `total` by weight whose sum is `total`.
fn dealt(total: usize, units: &[UnitCounts], weight: impl Fn(&UnitCounts) -> usize) -> Vec<usize> {
    let whole: usize = units.iter().map(&weight).sum();
    let (mut before, mut dealt) = (0, Vec::new());
    for unit in units {
        let after = before + weight(unit);
        dealt.push(after * total / whole - before * total / whole);
        before = after;
    }
    dealt
}

/// The workbook of the Government: one task to most documents, three to every fourth.
pub fn government() -> Vec<u8> {
    let mut random = Random::new(20_240_105);
    let days = WorkingDays::from(2023);
    let last = days.index(date(2023, 12, 29));
    let mut documents: Vec<Document> = (0..DOCUMENTS)
        .map(|number| {
            let given = last - 225 + number * 9;
            let title = government::title(given, &days, &mut random);
            let count = if number % 4 == 1 { 3 } else { 1 };
            let open = number + OPEN >= DOCUMENTS;
            let tasks =
                (0..count).map(|place| state_task(given, open && place == 0, last, &days, &mut random)).collect();
            Document { title, given: days.at(given), tasks }
        })
        .collect();
    government::number(&mut documents, 2023);
    government::sheet(GOVERNMENT_TITLES, &documents, date(2024, 1, 5), &mut random)
}

/// Done in time before the year's end, or open with a deadline in the next year.
fn state_task(given: usize, open: bool, last: usize, days: &WorkingDays, random: &mut Random) -> government::Task {
    let content = wording::state_content(2023, random);
    let deadline = if open { last + random.between(30, 120) } else { given + random.between(12, 60) };
    let done = (!open).then(|| random.between(given + 2, (given + 11).min(last)));
    let result =
        |done: usize| format!("Báo cáo số {}/BC-UBND ngày {}", done + random.between(5, 90), cited(days.at(done)));
    government::Task {
        content,
        deadline: Some(days.at(deadline)),
        done: done.map(|done| days.at(done)),
        result: done.map_or_else(String::new, result),
        ..government::Task::default()
    }
}

/// The register of reports and regulations.
pub fn register() -> Vec<u8> {
    let title = "THEO DÕI VIỆC THỰC HIỆN QUY CHẾ BAN HÀNH KÈM THEO QUYẾT ĐỊNH SỐ 54/2023/QĐ-UBND NGÀY 04/10/2023";
    let marked = |holds: bool| if holds { "X".to_owned() } else { String::new() };
    let rows: Vec<Vec<String>> = (1usize..)
        .zip(golden::units())
        .map(|(number, unit)| {
            let late = number % 13 == 0;
            let remark = if late { "Đề nghị gửi bổ sung" } else { "" };
            vec![number.to_string(), unit.name, marked(!late), marked(number % 5 != 4), remark.to_owned()]
        })
        .collect();
    compliance::register(title, &rows, date(2024, 1, 5))
}
