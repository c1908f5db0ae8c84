//! One task after another, shaped like the export of a tracking system: 16 columns, about 560 bytes as CSV.
//!
//! In: a seed. Out: [`Tasks`], a stream that never ends; each task depends on the seed and on its place alone.

use std::fmt::Write;

use chrono::{Days, NaiveDate};

use super::{random::Random, units, wording};

/// The headings, all of them known to the mapping `generic`.
pub const HEADINGS: [&str; 16] = [
    "STT",
    "Mã nhiệm vụ",
    "Cơ quan giao",
    "Số, ký hiệu",
    "Ngày văn bản",
    "Nội dung nhiệm vụ",
    "Lĩnh vực",
    "Đơn vị chủ trì",
    "Đơn vị phối hợp",
    "Ngày giao",
    "Hạn xử lý",
    "Gia hạn đến",
    "Ngày hoàn thành",
    "Trạng thái",
    "Kết quả thực hiện",
    "Ghi chú",
];

/// Tasks are given on the days on which the old units of Kon Tum were there.
const GIVEN: ((i32, u32, u32), (i32, u32, u32)) = ((2021, 1, 1), (2025, 2, 28));
/// The day of the export: nothing is done later.
const EXPORTED: (i32, u32, u32) = (2026, 3, 31);
/// The days that may be written: documents are older than tasks, deadlines younger than the export.
const WRITTEN: ((i32, u32, u32), (i32, u32, u32)) = ((2020, 1, 1), (2028, 12, 31));

/// A day, counted from 1970.
pub type Day = i32;

/// One cell.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    /// Words; empty where there is nothing.
    Text(&'a str),
    /// The running number.
    Number(u64),
    /// A day, if any.
    Day(Option<Day>),
}

/// The stream of tasks.
pub struct Tasks {
    random: Random,
    units: Vec<Vec<String>>,
    days: Vec<String>,
    first_day: Day,
    given: (Day, Day),
    exported: Day,
    made: u64,
    row: Row,
}

/// What stands in the cells of one task, beside the words that are the same for many.
#[derive(Default)]
struct Row {
    id: String,
    assigner: &'static str,
    document: String,
    document_date: Day,
    content: String,
    field: &'static str,
    unit: (usize, usize),
    with: String,
    given: Day,
    deadline: Option<Day>,
    extended: Option<Day>,
    done: Option<Day>,
    label: &'static str,
    result: String,
    note: &'static str,
}

/// One task of the stream, to be looked at before the next one is made.
pub struct Task<'a>(&'a Tasks);

fn date((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a date of the calendar")
}

fn day(of: (i32, u32, u32)) -> Day {
    date(of).to_epoch_days()
}

fn one_of(random: &mut Random, words: &'static [&'static str]) -> &'static str {
    let word: &&str = random.pick(words);
    word
}

impl Tasks {
    /// Starts the stream of a seed.
    pub fn new(seed: u64) -> Self {
        let (from, to) = (date(WRITTEN.0), date(WRITTEN.1));
        let written = from.iter_days().take_while(|day| *day < to + Days::new(1));
        Self {
            random: Random::new(seed),
            units: units::spellings(),
            days: written.map(|day| day.format("%d/%m/%Y").to_string()).collect(),
            first_day: from.to_epoch_days(),
            given: (day(GIVEN.0), day(GIVEN.1)),
            exported: day(EXPORTED),
            made: 0,
            row: Row::default(),
        }
    }

    /// Makes the next task.
    pub fn next_row(&mut self) -> Task<'_> {
        self.made += 1;
        self.give();
        self.finish();
        self.describe();
        Task(self)
    }

    fn number(&mut self, low: i32, high: i32) -> i32 {
        let width = usize::try_from(high - low).expect("high is not below low");
        low + i32::try_from(self.random.between(0, width)).expect("smaller than the width")
    }

    /// Who gives the task to whom, when, until when. Most tasks are short, some take a year, one in twelve has no deadline; spellings
    /// other than the name are for every third task.
    fn give(&mut self) {
        self.row.assigner = one_of(&mut self.random, wording::ASSIGNERS);
        let unit = self.random.between(0, self.units.len() - 1);
        let spelling = if self.random.chance(33) { self.random.between(0, self.units[unit].len() - 1) } else { 0 };
        self.row.unit = (unit, spelling);
        let given = self.number(self.given.0, self.given.1);
        self.row.given = given;
        self.row.document_date = given - self.number(0, 6);
        let days = match self.random.between(1, 12) {
            1 => None,
            2..=9 => Some(self.number(3, 60)),
            _ => Some(self.number(61, 420)),
        };
        self.row.deadline = days.map(|days| given + days);
        let is_extended = self.random.chance(10);
        let more = self.number(7, 120);
        self.row.extended = self.row.deadline.filter(|_| is_extended).map(|deadline| deadline + more);
    }

    /// Six tasks in seven are done by the day of the export, most of them in time.
    fn finish(&mut self) {
        let due = self.row.extended.or(self.row.deadline).unwrap_or(self.row.given + 30);
        let done = match self.random.between(1, 14) {
            1 | 2 => None,
            3 | 4 => Some(due + self.number(1, 200)),
            _ => Some(self.number(self.row.given, due)),
        };
        self.row.done = done.filter(|day| *day <= self.exported);
        self.row.label = match self.row.done {
            Some(_) => "Đã hoàn thành",
            None if self.random.chance(30) => "Chưa thực hiện",
            None => "Đang thực hiện",
        };
    }

    /// The words. One content in a thousand goes over two lines.
    fn describe(&mut self) {
        let Self { random, units, days, first_day, row, made, .. } = self;
        for text in [&mut row.id, &mut row.document, &mut row.content, &mut row.with, &mut row.result] {
            text.clear();
        }
        let taken = "memory takes it";
        write!(row.id, "KT-{made:010}").expect(taken);
        write!(row.document, "{}/", random.between(1, 9999)).expect(taken);
        row.document.push_str(one_of(random, wording::NOTATIONS));
        row.field = one_of(random, wording::FIELDS);
        row.note = one_of(random, wording::NOTES);
        row.content.push_str(one_of(random, wording::ACTIONS));
        row.content.push_str(one_of(random, wording::MATTERS));
        row.content.push_str(one_of(random, wording::REASONS));
        row.content.push_str(if *made % 1000 == 0 { ".\n" } else { ", " });
        write!(row.content, "vụ việc số {}", random.between(1, 9_999_999)).expect(taken);
        for index in 0..random.between(0, 2) {
            row.with.push_str(if index > 0 { "; " } else { "" });
            row.with.push_str(&random.pick(units)[0]);
        }
        if let Some(done) = row.done {
            let day = &days[usize::try_from(done - *first_day).expect("a day that may be written")];
            write!(row.result, "Báo cáo số {}/BC ngày {day}", random.between(1, 999)).expect(taken);
        }
    }
}

impl<'a> Task<'a> {
    /// Its cells, in the order of the headings.
    pub fn values(&self) -> [Value<'a>; 16] {
        let Tasks { row, units, made, .. } = self.0;
        [
            Value::Number(*made),
            Value::Text(&row.id),
            Value::Text(row.assigner),
            Value::Text(&row.document),
            Value::Day(Some(row.document_date)),
            Value::Text(&row.content),
            Value::Text(row.field),
            Value::Text(&units[row.unit.0][row.unit.1]),
            Value::Text(&row.with),
            Value::Day(Some(row.given)),
            Value::Day(row.deadline),
            Value::Day(row.extended),
            Value::Day(row.done),
            Value::Text(row.label),
            Value::Text(&row.result),
            Value::Text(row.note),
        ]
    }

    /// A day as it is written.
    pub fn written(&self, day: Day) -> &'a [u8] {
        self.0.days[usize::try_from(day - self.0.first_day).expect("a day that may be written")].as_bytes()
    }
}
