//! The inputs of sample-data/kon-tum-2019h1: the first half of 2019, of which the four statuses are public.
//!
//! In: 2.139 tasks given, 883 done on time, 281 late, 912 open in deadline, 63 overdue (source: the directive of 2019, note 1). Out: an export of
//! 2019, one of 2018 whose open tasks went on into 2019, and a register of tasks given on paper. All else in them is invented.

use crate::calendar::{WorkingDays, date};
use crate::cells::{Cell, Look, Page};
use crate::golden;
use crate::kon_tum_2023::spread;
use crate::province::{Task, Year, tasks};
use crate::province_dates::{CASES, Case, CaseCount, Status};
use crate::random::Random;
use crate::wording;

/// On time, late, in deadline, overdue.
const COUNTS: [usize; 4] = [883, 281, 912, 63];

/// No open task is due on the last working day: the as-of day is the Sunday after it.
const SPECIAL: [CaseCount; 9] = [
    (Status::OnTime, Case::NoDeadline, 15),
    (Status::OnTime, Case::OnTheDay, 70),
    (Status::OnTime, Case::Extended, 24),
    (Status::Late, Case::ExtendedTooLate, 9),
    (Status::Late, Case::ExtendedInVain, 7),
    (Status::InDeadline, Case::NoDeadline, 31),
    (Status::InDeadline, Case::Extended, 28),
    (Status::InDeadline, Case::DoneAfterAsOf, 6),
    (Status::Overdue, Case::ExtendedInVain, 4),
];

const ASSIGNERS: [&str; 4] = [
    "Ủy ban nhân dân tỉnh",
    "Chủ tịch Ủy ban nhân dân tỉnh",
    "Chủ tịch Ủy ban nhân dân tỉnh",
    "Phó Chủ tịch Ủy ban nhân dân tỉnh",
];
const REASONS: [&str; 5] = [
    "Chậm do chờ ý kiến của các đơn vị phối hợp",
    "Phải lấy ý kiến bổ sung của bộ, ngành Trung ương",
    "Hồ sơ phải hoàn thiện nhiều lần",
    "Khối lượng công việc lớn, thiếu nhân sự",
    "Cập nhật kết quả chậm trên phần mềm",
];
const HEADING: [&str; 14] = [
    "STT",
    "Mã nhiệm vụ",
    "Cơ quan giao",
    "Số ký hiệu",
    "Ngày văn bản",
    "Nội dung nhiệm vụ",
    "Lĩnh vực",
    "Cơ quan được giao",
    "Ngày giao",
    "Hạn xử lý",
    "Gia hạn đến",
    "Ngày gia hạn",
    "Ngày hoàn thành",
    "Ghi chú",
];
const WIDTHS: [u16; 14] = [7, 16, 28, 26, 12, 50, 20, 30, 12, 12, 12, 12, 12, 30];
const PAPER_HEADING: [&str; 9] = [
    "STT",
    "Số vào sổ",
    "Cơ quan giao",
    "Số, ký hiệu",
    "Nội dung nhiệm vụ",
    "Cơ quan chủ trì",
    "Ngày nhận",
    "Thời hạn hoàn thành",
    "Ngày hoàn thành",
];
const PAPER_WIDTHS: [u16; 9] = [7, 12, 28, 26, 50, 30, 12, 14, 12];
const PAPER_TASKS: usize = 24;

/// The export of 2019.
pub fn of_2019() -> Vec<u8> {
    let mut random = Random::new(20_190_630);
    let days = WorkingDays::from(2019);
    let year = Year { year: 2019, last: date(2019, 6, 28), units: spread(COUNTS), cases: &SPECIAL, defects: &[] };
    let mut tasks = tasks(&year, &days, &mut random);
    explain(&mut tasks, &mut random);
    export("DANH SÁCH NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO NĂM 2019", &tasks, &mut random)
}

/// The export of 2018, drawn half a year later: what was open at the year's end is done by then, but for a few.
pub fn of_2018() -> Vec<u8> {
    let mut random = Random::new(20_190_702);
    let days = WorkingDays::from(2018);
    let last = days.index(date(2018, 12, 27));
    let end = days.index(date(2019, 6, 28));
    let year = Year { year: 2018, last: date(2018, 12, 27), units: golden::units(), cases: &CASES, defects: &[] };
    let mut tasks = tasks(&year, &days, &mut random);
    for task in tasks.iter_mut().filter(|task| task.done.is_none()) {
        let deadline = task.extended_to.or(task.deadline).map(|day| days.last_by(day).min(end));
        let from = last + 3;
        let done = match deadline {
            None if random.chance(60) => None,
            None => Some(random.between(from, end)),
            Some(deadline) if deadline > from => match random.between(1, 100) {
                1..=86 => Some(random.between(from, deadline)),
                87..=97 => Some((deadline + random.between(1, 20)).min(end)),
                _ => None,
            },
            Some(_) if random.chance(85) => Some(random.between(from, from + 60)),
            Some(_) => None,
        };
        task.done = done.map(|done| days.at(done));
    }
    explain(&mut tasks, &mut random);
    export("DANH SÁCH NHIỆM VỤ UBND TỈNH, CHỦ TỊCH UBND TỈNH GIAO NĂM 2018", &tasks, &mut random)
}

/// Most tasks that miss their deadline say why.
fn explain(tasks: &mut [Task], random: &mut Random) {
    for task in tasks {
        let end = task.done.unwrap_or(date(2019, 6, 30));
        let missed = task.deadline.is_some_and(|deadline| end > deadline);
        if missed && task.note.is_empty() && random.chance(70) {
            task.note = random.pick::<&str>(&REASONS);
        }
    }
}

fn export(title: &str, tasks: &[Task], random: &mut Random) -> Vec<u8> {
    let titles = [title, "(Dữ liệu trích xuất ngày 02/07/2019)"];
    let mut page = page("Danh sách nhiệm vụ", &WIDTHS, &titles, &HEADING);
    for ((row, number), task) in (4u32..).zip(1usize..).zip(tasks) {
        let cells = [
            Cell::Number(number),
            Cell::text(&task.id),
            Cell::text(*random.pick(&ASSIGNERS)),
            Cell::text(&task.document),
            Cell::date(Some(task.document_date), random),
            Cell::text(&task.content),
            Cell::text(task.field),
            Cell::text(&task.unit),
            Cell::date(Some(task.given), random),
            Cell::date(task.deadline, random),
            Cell::date(task.extended_to, random),
            Cell::date(task.extended_on, random),
            Cell::date(task.done, random),
            Cell::text(task.note),
        ];
        page.row(row, &cells);
    }
    page.bytes(date(2019, 7, 2))
}

/// The register of tasks given on paper.
pub fn on_paper() -> Vec<u8> {
    let mut random = Random::new(20_190_101);
    let days = WorkingDays::from(2019);
    let last = days.index(date(2019, 6, 28));
    let units = golden::units();
    let titles = ["SỔ THEO DÕI NHIỆM VỤ GIAO BẰNG VĂN BẢN GIẤY", "6 tháng đầu năm 2019"];
    let mut page = page("Văn bản giấy", &PAPER_WIDTHS, &titles, &PAPER_HEADING);
    for ((row, number), place) in (4u32..).zip(1usize..).zip(0..PAPER_TASKS) {
        let unit = &units[place * 7 % units.len()].name;
        let field = wording::field_of(unit, &mut random);
        let given = place * 4 + random.between(0, 3);
        let deadline = given + random.between(8, 40);
        let done = (place % 3 != 2).then(|| (deadline + random.between(0, 6)).saturating_sub(4));
        let done = done.filter(|done| *done <= last).map(|done| days.at(done));
        let cells = [
            Cell::Number(number),
            Cell::text(format!("G{number:03}")),
            Cell::text(ASSIGNERS[place % ASSIGNERS.len()]),
            Cell::text(wording::giving_document(given, field).0),
            Cell::text(wording::content(unit, field, 2019, &mut random)),
            Cell::text(unit),
            Cell::date(Some(days.at(given)), &mut random),
            Cell::date(Some(days.at(deadline)), &mut random),
            Cell::date(done, &mut random),
        ];
        page.row(row, &cells);
    }
    page.bytes(date(2019, 7, 1))
}

/// A sheet with two titles and a heading of one row.
fn page(name: &str, widths: &'static [u16], titles: &[&str], heading: &[&str]) -> Page {
    let mut page = Page::new(name, widths);
    let last = u16::try_from(heading.len() - 1).expect("a few columns");
    for (row, title) in (0u32..).zip(titles) {
        page.merged((row, 0), (row, last), title, Look::Title);
    }
    for (column, text) in (0u16..).zip(heading) {
        page.text(3, column, text, Look::Heading);
    }
    page.height(3, 2);
    page.hold_heading(3, 3);
    page
}
