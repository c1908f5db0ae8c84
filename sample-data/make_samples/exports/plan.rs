//! Invented tasks, and what they come to at an as-of by the rules of docs/huong-dan.md §11, counted here without the program.
//!
//! In: a number of tasks, the units, the forms in which deadlines are written. Out: [`Plan`]s, the same at every run.

use chrono::{Datelike, Days, NaiveDate};

use crate::calendar::date;

/// What a task is at the as-of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    OnTime,
    Late,
    InDeadline,
    Overdue,
}

/// A deadline as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    Day(NaiveDate),
    /// The month of the day.
    Month(NaiveDate),
    /// The quarter of the day.
    Quarter(NaiveDate),
    /// "trước ngày …"
    Before(NaiveDate),
    Recurring,
    /// 01/01/1970
    Null,
    Blank,
}

/// Makes a form of deadline of a day.
pub type Form = fn(NaiveDate) -> Due;

impl Due {
    /// The day by which the task is due, if any.
    pub fn last_day(self) -> Option<NaiveDate> {
        let end_of_month = |year: i32, month: u32| {
            let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
            date(year, month, 1).pred_opt()
        };
        match self {
            Self::Day(day) | Self::Before(day) => Some(day),
            Self::Month(day) => end_of_month(day.year(), day.month()),
            Self::Quarter(day) => end_of_month(day.year(), day.month().div_ceil(3) * 3),
            Self::Recurring | Self::Null | Self::Blank => None,
        }
    }

    /// The text of a form that is no plain day.
    pub fn text(self) -> String {
        match self {
            Self::Day(day) => text_of(day),
            Self::Month(day) => format!("Tháng {}/{}", day.month(), day.year()),
            Self::Quarter(day) => {
                format!("Quý {}/{}", ["I", "II", "III", "IV"][day.month0() as usize / 3], day.year())
            }
            Self::Before(day) => format!("trước ngày {}", text_of(day)),
            Self::Recurring => "Thường xuyên".to_owned(),
            Self::Null => "01/01/1970".to_owned(),
            Self::Blank => String::new(),
        }
    }
}

/// `dd/mm/yyyy`
pub fn text_of(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// One invented task.
#[derive(Debug, Clone)]
pub struct Plan {
    pub id: String,
    pub document: String,
    pub document_date: NaiveDate,
    pub content: String,
    /// As written in the cell, one after the other.
    pub units: Vec<String>,
    pub given: NaiveDate,
    pub due: Due,
    /// Until when, approved on which day.
    pub extended: Option<(NaiveDate, NaiveDate)>,
    pub done: Option<NaiveDate>,
    /// Taken back: no longer counted.
    pub cancelled: bool,
    pub as_of: NaiveDate,
}

impl Plan {
    /// The deadline in force: an extension counts if approved by the first deadline and by the as-of.
    pub fn deadline(&self) -> Option<NaiveDate> {
        let first = self.due.last_day();
        let valid = self.extended.filter(|(_, on)| *on <= self.as_of && first.is_some_and(|first| *on <= first));
        valid.map(|(to, _)| to).or(first)
    }

    pub fn status(&self) -> Status {
        match (self.done.filter(|done| *done <= self.as_of), self.deadline()) {
            (Some(done), Some(deadline)) if done > deadline => Status::Late,
            (Some(_), _) => Status::OnTime,
            (None, Some(deadline)) if deadline < self.as_of => Status::Overdue,
            (None, _) => Status::InDeadline,
        }
    }
}

/// Who gives tasks to whom, until when, and how it is written.
pub struct Office {
    pub prefix: &'static str,
    pub mark: &'static str,
    pub units: &'static [&'static str],
    pub forms: &'static [Form],
    pub as_of: NaiveDate,
    /// Every so many tasks are given to two units, to three the time after; 0 for never.
    pub joint: usize,
    pub extensions: bool,
}

/// This many tasks of the year of the as-of.
pub fn tasks(office: &Office, count: usize) -> Vec<Plan> {
    let year = office.as_of.year();
    let first = date(year, 1, 8);
    let days = usize::try_from((office.as_of - first).num_days()).expect("an as-of after January") - 25;
    (0..count).map(|number| task(office, number, after(first, number * days / count))).collect()
}

fn task(office: &Office, number: usize, given: NaiveDate) -> Plan {
    let (due, done) = match number % 10 {
        0 | 1 | 2 | 5 | 7 => (after(given, 22), Some(after(given, 12 + number % 11))),
        3 | 8 => (after(given, 15), Some(after(given, 18 + number % 6))),
        4 | 9 => (after(office.as_of, 5 + number), None),
        _ => (after(given, 20), None),
    };
    let form = if number % 4 == 1 { office.forms[number / 4 % office.forms.len()] } else { Due::Day };
    let place = |step: usize| office.units[(number * 7 + step * 5) % office.units.len()].to_owned();
    let several = office.joint > 0 && number % office.joint == office.joint - 1;
    let units = if several { 2 + number / office.joint % 2 } else { 1 };
    let extended = match number % 12 {
        3 => Some((after(due, 25), due)),
        6 => Some((after(due, 300), after(due, 2))),
        _ => None,
    };
    Plan {
        id: format!("{}-{:04}", office.prefix, number * 3 + 11),
        document: format!("{}/{}", 104 + number * 17, office.mark),
        document_date: given,
        content: CONTENTS[number % CONTENTS.len()].replace("{year}", &given.year().to_string()),
        units: (0..units).map(place).collect(),
        given,
        due: form(due),
        extended: extended.filter(|_| office.extensions),
        done: done.filter(|done| *done <= office.as_of),
        cancelled: false,
        as_of: office.as_of,
    }
}

/// So many days later.
pub fn after(day: NaiveDate, days: usize) -> NaiveDate {
    day.checked_add_days(Days::new(days as u64)).expect("a day of this century")
}

const CONTENTS: [&str; 26] = [
    "Rà soát, tổng hợp các dự án chậm tiến độ, báo cáo UBND tỉnh",
    "Tham mưu văn bản triển khai Chỉ thị về phòng cháy, chữa cháy rừng mùa khô",
    "Báo cáo tình hình giải ngân vốn đầu tư công năm {year}",
    "Kiểm tra việc khai thác cát, sỏi lòng sông theo phản ánh của báo chí",
    "Tham mưu kế hoạch chuyển đổi số năm {year}",
    "Xử lý đơn kiến nghị của công dân về bồi thường, giải phóng mặt bằng",
    "Đề xuất phương án sắp xếp, xử lý nhà, đất dôi dư",
    "Hoàn thiện hồ sơ trình Hội đồng nhân dân tỉnh kỳ họp chuyên đề",
    "Báo cáo kết quả thực hiện chương trình mục tiêu quốc gia xây dựng nông thôn mới",
    "Rà soát thủ tục hành chính cắt giảm thời gian giải quyết",
    "Tham mưu triển khai công tác phòng, chống dịch tả lợn Châu Phi",
    "Kiểm tra, xử lý điểm mất an toàn giao thông trên Quốc lộ",
    "Báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo",
    "Tổ chức làm việc với nhà đầu tư, đề xuất hướng giải quyết vướng mắc",
    "Tham mưu ban hành quyết định phân cấp quản lý công trình thủy lợi",
    "Báo cáo tình hình thiếu giáo viên, đề xuất giải pháp",
    "Thẩm định điều chỉnh quy hoạch chi tiết khu dân cư",
    "Đôn đốc thu hồi các khoản tạm ứng quá hạn",
    "Xây dựng phương án ứng phó thiên tai năm {year}",
    "Tham mưu góp ý dự thảo Nghị định của Chính phủ",
    "Báo cáo công tác cải cách hành chính",
    "Kiểm tra thực tế việc vận hành hồ chứa trước mùa mưa lũ",
    "Đề xuất hỗ trợ hộ dân bị ảnh hưởng bởi sạt lở đất",
    "Tổng hợp kiến nghị của cử tri trước kỳ họp thường lệ",
    "Rà soát, đề nghị công nhận di tích cấp tỉnh",
    "Tham mưu kế hoạch đào tạo nghề cho lao động nông thôn",
];
