//! The tasks of the province: good ones, counted per unit and status as a [`Year`] says, and a few bad ones.
//!
//! In: the counts and the spellings of the registry. Out: [`Task`]s in the order of an unsorted export.

use chrono::NaiveDate;

use crate::calendar::WorkingDays;
use crate::fields::FIELDS;
use crate::golden::UnitCounts;
use crate::province_dates::{Case, CaseCount, Dates, Status};
use crate::random::Random;
use crate::spelling::Spellings;
use crate::wording;

/// Why a row cannot be accepted; the fourth bad row, an exact copy, is made from the finished rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Defect {
    /// Its deadline is 31/02/2018.
    ImpossibleDate,
    /// It names no unit.
    NoUnit,
    /// It names "các đơn vị", which is no unit.
    AllUnits,
}

/// What the tasks of one year are made after.
pub struct Year {
    /// The year.
    pub year: i32,
    /// The as-of day, or the last working day before it.
    pub last: NaiveDate,
    /// The counts of each unit.
    pub units: Vec<UnitCounts>,
    /// How many tasks stand for something special.
    pub cases: &'static [CaseCount],
    /// The bad rows.
    pub defects: &'static [Defect],
}

/// One row of the export.
#[derive(Clone)]
pub struct Task {
    /// Mã nhiệm vụ.
    pub id: String,
    /// Số, ký hiệu of the giving document.
    pub document: String,
    /// Its Ngày ban hành.
    pub document_date: NaiveDate,
    /// Nội dung nhiệm vụ.
    pub content: String,
    /// Lĩnh vực.
    pub field: &'static str,
    /// Cơ quan được giao, as typed.
    pub unit: String,
    /// Ngày giao.
    pub given: NaiveDate,
    /// Hạn xử lý.
    pub deadline: Option<NaiveDate>,
    /// Gia hạn đến.
    pub extended_to: Option<NaiveDate>,
    /// Ngày gia hạn.
    pub extended_on: Option<NaiveDate>,
    /// Ngày hoàn thành.
    pub done: Option<NaiveDate>,
    /// Văn bản of the result.
    pub result: String,
    /// Diễn giải trạng thái.
    pub note: &'static str,
    /// Set for the rows that must end in quarantine.
    pub defect: Option<Defect>,
}

/// A task to be made: the unit, the status, the case.
struct Slot {
    unit: String,
    status: Status,
    case: Case,
    defect: Option<Defect>,
}

const OPEN_NOTES: [&str; 5] = [
    "Đang lấy ý kiến các đơn vị liên quan",
    "Đang chờ hướng dẫn của bộ, ngành Trung ương",
    "Đã trình UBND tỉnh, chờ phê duyệt",
    "Đang tổng hợp báo cáo của các địa phương",
    "Đang hoàn thiện dự thảo",
];
const LATE_NOTES: [&str; 2] =
    ["Chậm do chờ ý kiến của các đơn vị phối hợp", "Đã hoàn thành nhưng cập nhật chậm trên phần mềm"];

/// Makes all the tasks of a year, the bad ones among them.
pub fn tasks(year: &Year, days: &WorkingDays, random: &mut Random) -> Vec<Task> {
    let spellings = Spellings::read();
    let last = days.index(year.last);
    let mut planned: Vec<(Slot, Dates)> = slots(year, random)
        .into_iter()
        .map(|slot| {
            let dates = Dates::plan(slot.status, slot.case, last, random);
            (slot, dates)
        })
        .collect();
    planned.sort_by_key(|(_, dates)| dates.given);
    let mut tasks: Vec<Task> = (1usize..)
        .zip(&planned)
        .map(|(number, (slot, dates))| Task {
            id: format!("KT-{}-{number:05}", year.year),
            ..task(year.year, slot, dates, days, &spellings, random)
        })
        .collect();
    random.shuffle(&mut tasks);
    tasks
}

/// The slots of all units, mixed, the special cases dealt out.
fn slots(year: &Year, random: &mut Random) -> Vec<Slot> {
    let mut slots = Vec::new();
    for unit in &year.units {
        let counts = [
            (Status::OnTime, unit.on_time),
            (Status::Late, unit.late),
            (Status::InDeadline, unit.in_deadline),
            (Status::Overdue, unit.overdue),
        ];
        for (status, count) in counts {
            for _ in 0..count {
                slots.push(Slot { unit: unit.name.clone(), status, case: Case::Plain, defect: None });
            }
        }
    }
    random.shuffle(&mut slots);
    for &(status, case, count) in year.cases {
        let free = slots.iter_mut().filter(|slot| slot.status == status && slot.case == Case::Plain);
        free.take(count).for_each(|slot| slot.case = case);
    }
    for &defect in year.defects {
        let unit = "Sở Kế hoạch và Đầu tư".to_owned();
        slots.push(Slot { unit, status: Status::OnTime, case: Case::Plain, defect: Some(defect) });
    }
    slots
}

/// A task of the year, without its id.
fn task(year: i32, slot: &Slot, dates: &Dates, days: &WorkingDays, spellings: &Spellings, random: &mut Random) -> Task {
    let field = wording::field_of(&slot.unit, random);
    let (document, issued) = wording::giving_document(dates.given, field);
    let unit = match slot.defect {
        Some(Defect::NoUnit) => String::new(),
        Some(Defect::AllUnits) => "Các đơn vị".to_owned(),
        _ => spellings.write(&slot.unit, random),
    };
    let result = match dates.done {
        Some(done) if random.chance(85) => wording::result_document(&slot.unit, done, days, random),
        _ => String::new(),
    };
    Task {
        id: String::new(),
        document,
        document_date: days.at(issued),
        content: wording::content(&slot.unit, field, year, random),
        field: FIELDS[field].name,
        unit,
        given: days.at(dates.given),
        deadline: dates.deadline.map(|deadline| deadline_day(deadline, slot.case, days, random)),
        extended_to: dates.extension.map(|(to, _)| days.at(to)),
        extended_on: dates.extension.map(|(_, approved)| days.at(approved)),
        done: dates.done.map(|done| days.at(done)),
        result,
        note: note(slot, random),
        defect: slot.defect,
    }
}

/// Some deadlines were set on a rest day: as nothing is done on one, moving a deadline there changes no status.
fn deadline_day(deadline: usize, case: Case, days: &WorkingDays, random: &mut Random) -> NaiveDate {
    if case == Case::Plain && random.chance(20) { days.eve_of_next(deadline) } else { days.at(deadline) }
}

fn note(slot: &Slot, random: &mut Random) -> &'static str {
    match (slot.case, slot.status) {
        (Case::DoneAfterAsOf, _) => "Đã ký duyệt, phát hành theo ngày ghi trên văn bản",
        (Case::ExtendedTooLate, _) => "Xin gia hạn sau khi đã hết hạn xử lý",
        (Case::Extended | Case::ExtendedInVain, _) => "UBND tỉnh đã đồng ý gia hạn",
        (_, Status::Late) if random.chance(10) => random.pick::<&str>(&LATE_NOTES),
        (_, Status::InDeadline) if random.chance(15) => random.pick::<&str>(&OPEN_NOTES),
        (_, Status::Overdue) if random.chance(50) => random.pick::<&str>(&OPEN_NOTES),
        _ => "",
    }
}
