//! The sample workbooks say what the real report says: recounted from their rows alone, without the engine's pipeline.
//!
//! In: sample-data/kon-tum-2018/*.xlsx, the registry, tests/golden/. Out: equal counts, an equal list, the promised edges; and
//! that every folder below sample-data/ is a whole project.

use std::collections::{BTreeMap, BTreeSet};

use calamine::{Data, Reader, Xlsx, open_workbook};
use chrono::{Datelike, NaiveDate};
use dondoc::{
    pipeline::{self, Job},
    progress::Silent,
    project::Project,
    render::Options,
};

use crate::sample_texts::{fold, read, registry};

const PROVINCE: &str = "kon-tum-2018/nhiem-vu-ubnd.xlsx";
const GOVERNMENT: &str = "kon-tum-2018/nhiem-vu-chinh-phu.xlsx";

pub fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// All rows of the first sheet of a workbook below sample-data/, from A1 on.
pub fn rows(file: &str) -> Vec<Vec<Data>> {
    let path = format!("{}/sample-data/{file}", env!("CARGO_MANIFEST_DIR"));
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().map(<[Data]>::to_vec).collect()
}

pub fn text(cell: &Data) -> String {
    cell.to_string().trim().to_owned()
}

/// The date of a cell: none if empty, an error if unreadable.
pub fn day(cell: &Data) -> Result<Option<NaiveDate>, String> {
    match cell {
        Data::Empty => Ok(None),
        Data::DateTime(value) => Ok(Some(value.as_datetime().unwrap().date())),
        other => NaiveDate::parse_from_str(&text(other), "%d/%m/%Y").map(Some).map_err(|_| text(other)),
    }
}

/// on_time, late, in_deadline, overdue as 0..4.
fn status(deadline: Option<NaiveDate>, done: Option<NaiveDate>, as_of: NaiveDate) -> usize {
    match done.filter(|done| *done <= as_of) {
        Some(done) => usize::from(deadline.is_some_and(|deadline| done > deadline)),
        None => 2 + usize::from(deadline.is_some_and(|deadline| as_of > deadline)),
    }
}

pub struct Task {
    pub unit: String,
    pub raw_unit: String,
    pub given: NaiveDate,
    pub original: Option<NaiveDate>,
    pub extension: Option<(NaiveDate, NaiveDate)>,
    pub done: Option<NaiveDate>,
}

impl Task {
    fn deadline(&self, as_of: NaiveDate) -> Option<NaiveDate> {
        let approved = self.extension.filter(|(_, on)| *on <= as_of && self.original.is_some_and(|first| *on <= first));
        approved.map(|(to, _)| to).or(self.original)
    }

    pub fn status(&self, as_of: NaiveDate) -> usize {
        status(self.deadline(as_of), self.done, as_of)
    }
}

/// The good rows of the province's export, and the reasons why the others are not.
fn province() -> (Vec<Task>, Vec<String>) {
    let names = registry().by_spelling;
    let (mut tasks, mut bad) = (Vec::new(), Vec::new());
    let mut seen: BTreeMap<String, Vec<Data>> = BTreeMap::new();
    for row in rows(PROVINCE).into_iter().skip(7).filter(|row| text(&row[1]).starts_with("KT-2018-")) {
        let unit = names.get(&fold(&text(&row[6])));
        let dates: Result<Vec<_>, _> = [7, 8, 9, 10, 11].iter().map(|column| day(&row[*column])).collect();
        match (unit, dates, seen.get(&text(&row[1]))) {
            (_, _, Some(first)) => {
                assert_eq!(first[1..], row[1..]);
                bad.push("copy".to_owned());
            }
            (None, _, _) => bad.push(format!("unit {}", text(&row[6]))),
            (_, Err(date), _) => bad.push(format!("date {date}")),
            (Some(unit), Ok(dates), None) => {
                seen.insert(text(&row[1]), row.clone());
                let extension = dates[2].zip(dates[3]);
                assert_eq!(extension.is_some(), dates[2].or(dates[3]).is_some());
                tasks.push(Task {
                    unit: unit.clone(),
                    raw_unit: row[6].to_string(),
                    given: dates[0].unwrap(),
                    original: dates[1],
                    extension,
                    done: dates[4],
                });
            }
        }
    }
    (tasks, bad)
}

#[test]
fn every_sample_is_a_whole_project_and_ends_in_a_final_report() {
    let list = read("sample-data/README.md");
    let mut projects = Vec::new();
    for entry in std::fs::read_dir(format!("{}/sample-data", env!("CARGO_MANIFEST_DIR"))).unwrap() {
        let folder = entry.unwrap().path();
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if folder.is_dir() && name != "make_samples" {
            assert!(folder.join("README.md").is_file(), "{name} has no README line");
            assert!(list.contains(&format!("| `{name}/` |")), "sample-data/README.md does not name {name}");
            let project = Project::load(&folder).unwrap();
            let file_name = project.report.file_name.clone();
            let job = Job { project, formats: Vec::new(), options: Options::default(), force_final: true };
            let outcome = pipeline::run(&job, &Silent).unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
            for kind in ["pdf", "docx", "xlsx", "html"] {
                assert!(
                    outcome.files.iter().any(|file| file.name == format!("{file_name}.{kind}")),
                    "{name}: no {kind}"
                );
            }
            projects.push(name);
        }
    }
    projects.sort();
    let known_exports =
        ["generic", "idesk", "ioffice", "kon-tum-government", "kon-tum-tracker", "national", "paper-register"];
    let mut expected =
        [["kon-tum-2018", "kon-tum-2019h1", "kon-tum-2023", "mau-word"].as_slice(), &known_exports].concat();
    expected.sort_unstable();
    assert_eq!(projects, expected);
}

#[test]
fn province_counts_are_those_of_appendix_02() {
    let as_of = date(2018, 12, 27);
    let (tasks, mut bad) = province();
    bad.sort();
    assert_eq!(bad, ["copy", "date 31/02/2018", "unit ", "unit Các đơn vị"]);
    assert!(tasks.iter().all(|task| task.given >= date(2018, 1, 1) && task.given <= as_of));
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for task in &tasks {
        counts.entry(&task.unit).or_default()[task.status(as_of)] += 1;
    }
    let mut sum = [0; 4];
    for line in read("tests/golden/2018-appendix-02-units.csv").lines().skip(1) {
        // "Sở Văn hóa, Thể thao và Du lịch" is the one quoted name: its columns are counted from the right.
        let cells: Vec<&str> = line.rsplitn(6, ',').collect();
        let golden: Vec<usize> = cells[..5].iter().rev().map(|cell| cell.parse().unwrap()).collect();
        let name = cells[5].split_once(',').unwrap().1.trim_matches('"');
        let expected: [usize; 4] = golden[1..].try_into().unwrap();
        if name == "Tổng số" {
            assert_eq!((sum, tasks.len()), (expected, golden[0]));
        } else {
            assert_eq!(counts[name], expected, "{name}");
            assert_eq!(expected.iter().sum::<usize>(), golden[0]);
            sum.iter_mut().zip(expected).for_each(|(sum, count)| *sum += count);
        }
    }
    assert_eq!(sum, [2330, 491, 544, 28]);
}

#[test]
fn province_rows_exercise_every_rule_of_the_status() {
    let as_of = date(2018, 12, 27);
    let (tasks, _) = province();
    let count = |test: &dyn Fn(&Task) -> bool| tasks.iter().filter(|task| test(task)).count();
    let without_extension = |task: &Task| status(task.original, task.done, as_of);
    let with_any_extension = |task: &Task| status(task.extension.map(|(to, _)| to).or(task.original), task.done, as_of);
    assert_eq!(count(&|task| task.original.is_none() && task.status(as_of) == 0), 12);
    assert_eq!(count(&|task| task.original.is_none() && task.status(as_of) == 2), 13);
    assert!(count(&|task| task.done.is_some() && task.done == task.deadline(as_of)) > 150);
    assert_eq!(count(&|task| task.done.is_none() && task.deadline(as_of) == Some(as_of)), 7);
    assert_eq!(count(&|task| task.done.is_some_and(|done| done > as_of)), 5);
    assert_eq!(count(&|task| task.status(as_of) == 0 && without_extension(task) == 1), 45);
    assert_eq!(count(&|task| task.status(as_of) == 2 && without_extension(task) == 3), 24);
    assert_eq!(count(&|task| task.status(as_of) == 1 && with_any_extension(task) == 0), 12);
    assert_eq!(count(&|task| task.status(as_of) == 3 && with_any_extension(task) == 2), 3);
    assert_eq!(count(&|task| task.extension.is_some_and(|(_, on)| on > as_of)), 2);
    assert!(tasks.iter().any(|task| task.raw_unit != task.raw_unit.replace('\u{301}', "")), "no decomposed name");
    let spelt: BTreeSet<&str> = tasks.iter().map(|task| task.raw_unit.as_str()).collect();
    assert!(spelt.len() > 100, "{} spellings", spelt.len());
}

#[test]
fn most_dates_are_real_and_the_total_row_counts_every_row() {
    let rows = rows(PROVINCE);
    let body: Vec<&Vec<Data>> = rows.iter().skip(7).filter(|row| text(&row[1]).starts_with("KT-2018-")).collect();
    let cells = || body.iter().map(|row| &row[7]);
    let real = cells().filter(|cell| matches!(cell, Data::DateTime(_))).count() * 100 / body.len();
    assert!((67..=73).contains(&real), "{real} % are real dates");
    assert!(cells().any(|cell| cell.to_string() != text(cell)), "no stray spaces");
    let numbers: Vec<String> = body.iter().map(|row| text(&row[0])).collect();
    assert_eq!(numbers, (1..=3397).map(|number| number.to_string()).collect::<Vec<_>>());
    let total = rows.iter().find(|row| text(&row[0]) == "Tổng cộng").unwrap();
    assert_eq!(text(&total[4]), "3397 nhiệm vụ");
    assert_eq!(rows.len(), 7 + 3397 + 3 + 3);
}

struct StateTask {
    id: String,
    document: String,
    content: String,
    note: String,
    given: NaiveDate,
    deadline: Option<NaiveDate>,
    done: Option<NaiveDate>,
    result: String,
}

fn government() -> Vec<StateTask> {
    let mut document = String::new();
    let mut tasks = Vec::new();
    for row in rows(GOVERNMENT).iter().skip(3) {
        assert!(["Chính phủ", "Thủ tướng Chính phủ"].contains(&text(&row[2]).as_str()));
        if row[3] != Data::Empty {
            document = text(&row[3]);
        }
        tasks.push(StateTask {
            id: text(&row[1]),
            document: document.clone(),
            content: text(&row[4]),
            given: day(&row[5]).unwrap().unwrap(),
            deadline: day(&row[6]).unwrap(),
            done: day(&row[7]).unwrap(),
            result: text(&row[8]),
            note: text(&row[9]),
        });
    }
    tasks
}

#[test]
fn government_counts_are_those_of_the_text() {
    let as_of = date(2018, 12, 22);
    let tasks = government();
    let of_2018: Vec<_> = tasks.iter().filter(|task| task.given.year() == 2018).collect();
    assert_eq!((tasks.len(), of_2018.len()), (175, 173));
    assert!(of_2018.iter().all(|task| task.given <= as_of));
    let ids: BTreeSet<&str> = tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids.len(), tasks.len());
    let mut counts = [0; 4];
    for task in &of_2018 {
        counts[status(task.deadline, task.done, as_of)] += 1;
    }
    assert_eq!(counts, [161, 2, 9, 1]);
    let late: Vec<_> = of_2018.iter().filter(|task| status(task.deadline, task.done, as_of) == 1).collect();
    let facts: Vec<_> = late.iter().map(|task| (task.content.as_str(), task.deadline, task.result.as_str())).collect();
    assert_eq!(
        facts,
        [
            (
                "Xây dựng kế hoạch hành động thực hiện nghị quyết",
                Some(date(2018, 5, 31)),
                "Kế hoạch số 1706/KH-UBND ngày 29/6/2018"
            ),
            ("Báo cáo quý II", Some(date(2018, 6, 15)), "Báo cáo số 141/BC-UBND ngày 19/6/2018"),
        ]
    );
    assert!(late.iter().all(|task| task.document == "Nghị quyết số 19-2018/NQ-CP ngày 15/5/2018"));
    assert_eq!(late.iter().map(|task| task.done.unwrap()).collect::<Vec<_>>(), [date(2018, 6, 29), date(2018, 6, 19)]);
}

#[test]
fn open_government_tasks_are_the_list_of_appendix_01_in_its_order() {
    let as_of = date(2019, 1, 1);
    let mut open = government();
    open.retain(|task| task.done.is_none_or(|done| done > as_of));
    open.sort_by(|a, b| {
        let key = |task: &StateTask| (-task.given.year(), task.given, task.document.clone(), task.id.clone());
        key(a).cmp(&key(b))
    });
    let golden = read("tests/golden/2018-appendix-01-government-open-tasks.csv");
    let mut reader = simd_csv::Reader::from_reader(golden.as_bytes());
    let mut document = String::new();
    let mut expected = Vec::new();
    for record in reader.byte_records() {
        let record = record.unwrap();
        let cells: Vec<&str> = record.iter().map(|cell| str::from_utf8(cell).unwrap()).collect();
        if !cells[1].is_empty() {
            document = cells[1].to_owned();
        }
        let deadline = NaiveDate::parse_from_str(cells[4], "%d/%m/%Y").ok();
        expected.push((document.clone(), cells[2].to_owned(), cells[3].to_owned(), deadline));
    }
    let listed: Vec<_> = open.into_iter().map(|task| (task.document, task.content, task.note, task.deadline)).collect();
    assert_eq!(listed.len(), 11);
    assert_eq!(listed, expected);
}

#[test]
fn the_register_is_appendix_03() {
    let rows = rows("kon-tum-2018/theo-doi-quy-che.xlsx");
    let golden = read("tests/golden/2018-appendix-03-compliance.csv");
    let mut reader = simd_csv::Reader::from_reader(golden.as_bytes());
    let printed: Vec<Vec<String>> = reader
        .byte_records()
        .map(|record| record.unwrap().iter().map(|cell| String::from_utf8(cell.to_vec()).unwrap()).collect())
        .collect();
    let read: Vec<Vec<String>> = rows[2..32].iter().map(|row| row.iter().map(text).collect()).collect();
    assert_eq!(read, printed);
    assert_eq!(rows[32].iter().map(text).collect::<Vec<_>>(), ["", "Tổng số", "30", "17", ""]);
    assert_eq!(rows.len(), 33);
}
