//! What an answer does not depend on: the kind of file, the order of rows, the split into files, the number of threads.
//!
//! In: the same tasks in many forms, and random ones. Out: the same bytes.

use std::{collections::BTreeMap, path::Path, process::Command};

use chrono::{Days, NaiveDate};
use dondoc::{
    analyze::{Question, Reader},
    pipeline::{self, Asking},
    progress::Silent,
    project::Project,
    value::AsOf,
};
use polars::prelude::{DataFrame, ParquetReader, SerReader};
use proptest::prelude::*;

use super::{analyze::folder, hostile_parquet::OF_DUCKDB, same_tasks::plain};

const XLS: &[u8] = include_bytes!("fixture/workbooks/same-tasks.xls");
const ODS: &[u8] = include_bytes!("fixture/workbooks/same-tasks.ods");

/// The answer of the library about these files, as CSV.
fn answer(files: &[(&str, &[u8])], by: &str, as_of: &str) -> String {
    let folder = folder(files);
    let paths: Vec<String> = files.iter().map(|(name, _)| folder.path().join(name).display().to_string()).collect();
    let as_of = AsOf { date: as_of.parse().unwrap(), time: None };
    let project = Project::of_files(&paths, "kon-tum", as_of).unwrap();
    let by: Vec<String> = by.split(',').map(str::to_owned).collect();
    let question = Question::read(&by, &[], &[]).unwrap();
    let analyzed = pipeline::analyze(&Asking { project, as_of: None, period: None }, &question, &Silent).unwrap();
    String::from_utf8(analyzed.answer.results(Reader::Program).csv().unwrap()).unwrap()
}

#[test]
fn the_same_tasks_give_the_same_answer_in_every_kind_of_file() {
    let grid = plain();
    for by in ["unit", "month,status", "due_month,unit,age", "document,deadline_kind,document_date"] {
        let of = |name: &str, bytes: &[u8]| answer(&[(name, bytes)], by, "2018-12-31");
        let wanted = of("a.csv", grid.csv(",").as_bytes());
        assert!(wanted.lines().count() > 5, "{wanted}");
        assert_eq!(of("a.csv", grid.csv(";").as_bytes()), wanted, "{by}");
        assert_eq!(of("a.xlsx", &grid.xlsx(false)), wanted, "{by}");
        assert_eq!(of("a.xlsx", &grid.xlsx(true)), wanted, "{by}");
        assert_eq!(of("a.parquet", &grid.parquet()), wanted, "{by}");
        assert_eq!(of("a.xls", XLS), wanted, "{by}");
        assert_eq!(of("a.ods", ODS), wanted, "{by}");
    }
}

#[test]
fn files_of_duckdb_count_as_their_text_does() {
    let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
    let row = |i: u64| {
        let day = |days: u64, is_there: bool| {
            if is_there { (first + Days::new(i % 90 + days)).to_string() } else { String::new() }
        };
        let unit = ["Sở Y tế", "Sở Nội vụ", "Sở Tư pháp"][(i * i % 7 % 3) as usize];
        let status = if i.is_multiple_of(3) { "Đang thực hiện" } else { "Đã hoàn thành" };
        let days = [day(0, true), day(30, !i.is_multiple_of(5)), day(i % 50, !i.is_multiple_of(3))].join(",");
        format!("{i},Việc số {i},{unit},{days},{status}\n")
    };
    let heading = "Mã nhiệm vụ,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành,Trạng thái\n";
    let text = heading.to_owned() + &(1..=400).map(row).collect::<String>();
    for by in ["unit", "due_month,status", "task_id,completed_on"] {
        let wanted = answer(&[("a.csv", text.as_bytes())], by, "2024-03-31");
        for bytes in OF_DUCKDB {
            assert_eq!(answer(&[("a.parquet", bytes)], by, "2024-03-31"), wanted, "{by}");
        }
    }
}

const UNITS: [&str; 8] = [
    "Sở Y tế",
    "SỞ  NỘI VỤ",
    "Sở Nội vụ; Sở Y tế",
    "UBND huyện Đăk Hà",
    "Công ty Hoà Bình",
    "CÔNG TY HÒA BÌNH",
    "Công ty Hòa Bình",
    "",
];
const HEADING: &str = "Mã nhiệm vụ,Lĩnh vực,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành,Trạng thái";

/// A row of a random export; ids repeat now and then.
fn row() -> impl Strategy<Value = String> {
    let day = || proptest::option::weighted(0.8, (1u8..=31, 1u8..=12));
    let printed =
        |day: Option<(u8, u8)>| day.map(|(day, month)| format!("{day:02}/{month:02}/2025")).unwrap_or_default();
    let field = proptest::sample::select(&["Đất đai", "Y tế", ""][..]);
    let label = proptest::sample::select(&["Đang thực hiện", "Thu hồi"][..]);
    let unit = proptest::sample::select(&UNITS[..]);
    (0u16..200, field, unit, day(), day(), day(), label).prop_map(move |(id, field, unit, given, due, done, label)| {
        let [given, due, done] = [given, due, done].map(printed);
        format!("N{id},{field},{unit},{given},{due},{done},{label}")
    })
}

fn export(rows: &[&String]) -> String {
    let rows = rows.iter().map(|row| format!("{row}\n"));
    format!("{HEADING}\n{}", rows.collect::<String>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn neither_the_order_of_rows_nor_the_split_into_files_counts(
        (rows, shuffled) in proptest::collection::vec(row(), 1..60).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        cut in any::<prop::sample::Index>(),
    ) {
        for by in ["unit", "field,month,status", "unit_kind,age,quarter"] {
            let whole = answer(&[("a.csv", export(&rows.iter().collect::<Vec<_>>()).as_bytes())], by, "2025-10-15");
            let shuffled: Vec<&String> = shuffled.iter().collect();
            prop_assert_eq!(&answer(&[("a.csv", export(&shuffled).as_bytes())], by, "2025-10-15"), &whole);
            let (one, other) = shuffled.split_at(cut.index(shuffled.len()));
            let (one, other) = (export(one), export(other));
            let parts = [("a.csv", one.as_bytes()), ("b.csv", other.as_bytes())];
            prop_assert_eq!(&answer(&parts, by, "2025-10-15"), &whole);
        }
    }

    #[test]
    fn groups_add_up_to_the_whole(rows in proptest::collection::vec(row(), 1..60)) {
        let text = export(&rows.iter().collect::<Vec<_>>());
        let sums = |by: &str| {
            let text = answer(&[("a.csv", text.as_bytes())], by, "2025-10-15");
            let mut lines = text.lines();
            let heading: Vec<String> = lines.next().unwrap().split(',').map(str::to_owned).collect();
            let mut sums: BTreeMap<String, u64> = BTreeMap::new();
            for line in lines {
                for (name, cell) in heading.iter().zip(line.split(',')).skip_while(|(name, _)| *name != "assigned") {
                    *sums.entry(name.clone()).or_default() += cell.parse::<u64>().unwrap();
                }
            }
            sums
        };
        let wanted = sums("input");
        for by in ["month", "field,done_month", "status", "due_quarter,age", "deadline_kind", "task_id"] {
            prop_assert_eq!(&sums(by), &wanted, "{}", by);
        }
    }
}

#[test]
fn the_number_of_threads_does_not_count() {
    // Long enough for several parts; some ids are used twice, some far from each other.
    let content = "Rà soát, báo cáo \"\"kết quả\"\",\nđề xuất. ".repeat(40);
    let row = |row: u32| {
        let (unit, id) = (UNITS[row as usize % 7], if row.is_multiple_of(911) { row / 2 } else { row });
        let given = format!("{:02}/{:02}/2025", row % 28 + 1, row % 9 + 1);
        format!("T{id},L{},{unit},{given},{:02}/11/2025,,Đang thực hiện,\"{content}\"\n", row % 13, row % 30 + 1)
    };
    let text = format!("{HEADING},Nội dung nhiệm vụ\n{}", (0..6000).map(row).collect::<String>());
    assert!(text.len() > 9 << 20);
    let folder = folder(&[("a.csv", text.as_bytes())]);
    let answer = |threads: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dondoc"));
        command.current_dir(folder.path()).env("POLARS_MAX_THREADS", threads).env("RAYON_NUM_THREADS", threads);
        let arguments = ["analyze", "a.csv", "--by", "unit,field,month", "--as-of", "2025-11-15", "--format", "csv"];
        let output = command.args(arguments).output().unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    };
    let one = answer("1");
    assert!(one.lines().count() > 300);
    for threads in ["2", "3", "8"] {
        assert_eq!(answer(threads), one, "{threads} threads");
    }
}

#[test]
fn tasks_of_ids_that_other_files_use_too_are_in_no_figure() {
    let row = |id: &str, unit: &str| format!("{id},Y tế,{unit},01/02/2025,01/03/2025,,Đang thực hiện");
    let of = |rows: &[(&str, &str)]| {
        export(&rows.iter().map(|(id, unit)| row(id, unit)).collect::<Vec<_>>().iter().collect::<Vec<_>>())
    };
    // N1 differs between the files: both wait. N2 is the same in both: the first counts. N4 is the only task of its unit, twice.
    let one = of(&[("N1", "Sở Y tế"), ("N2", "Sở Y tế"), ("N3", "Sở Nội vụ"), ("N4", "Sở Tư pháp")]);
    let other = of(&[("N1", "Sở Nội vụ"), ("N2", "Sở Y tế"), ("N4", "Sở Xây dựng")]);
    let found = answer(&[("a.csv", one.as_bytes()), ("b.csv", other.as_bytes())], "unit", "2025-10-15");
    let counts: Vec<_> =
        found.lines().skip(1).map(|line| line.split(',').skip(1).take(2).collect::<Vec<_>>()).collect();
    assert_eq!(counts, [["Sở Nội vụ", "1"], ["Sở Y tế", "1"]], "{found}");
}

/// A Parquet file as text: names with types, then the rows.
pub fn frame_as_text(path: &Path) -> String {
    let frame: DataFrame = ParquetReader::new(std::fs::File::open(path).unwrap()).finish().unwrap();
    let heading = frame.columns().iter().map(|column| format!("{}:{}", column.name(), column.dtype()));
    let mut text = heading.collect::<Vec<_>>().join(",") + "\n";
    for row in 0..frame.height() {
        let cells = frame.columns().iter().map(|column| column.get(row).unwrap().to_string().replace('"', ""));
        text.push_str(&(cells.collect::<Vec<_>>().join(",") + "\n"));
    }
    text
}
