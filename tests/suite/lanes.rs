//! Skimming finds what reading row by row finds: the same tasks, the same rows that wait and why, the same notices.
//!
//! In: random tables of tasks, lines, blanks and rubbish as text. Out: both ways of reading them, compared in everything that they tell,
//! whatever the size of the parts and the number of threads.

use std::{collections::BTreeSet, path::PathBuf, sync::LazyLock, time::Instant};

use chrono::NaiveDate;
use dondoc::{
    assets::Assets,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::{self, TextSizes},
    normalize::{self, Closing, Constants, Mapping, Normalized, Registry, Source, TaskBatch},
    policy::{DuplicateIdPolicy, Policy, SecretPolicy, StatusFrom, UnregisteredPolicy},
    value::Period,
};
use polars::prelude::{Column, DataFrame, IntoLazy, SortMultipleOptions, col};
use proptest::prelude::*;

use super::{
    dirty_files::{Line, WIDTH, beside, grid, line, with_beside},
    large_texts::{HELD, PROVED, UNPROVED},
};

/// What is asked for beside what every count needs; the ids only now and then.
const FIELDS: [&str; 11] = [
    "task_id",
    "assigner",
    "content",
    "deadline_kind",
    "status_label",
    "field",
    "status_group",
    "channel",
    "extended_on",
    "closed_on",
    "updated_on",
];

static REGISTRY: LazyLock<Registry> =
    LazyLock::new(|| Registry::load(&Assets::default(), "kon-tum", Location::default()).unwrap());
static MAPPING: LazyLock<Mapping> = LazyLock::new(|| {
    let mut mapping = Mapping::load(&Assets::default(), "generic", Location::default()).unwrap();
    mapping.id_scope = Some("all".to_owned());
    mapping
});

/// Where units stand in tables of tasks.
const UNITS_COLUMN: usize = 3;

/// Everything that is found.
#[derive(PartialEq)]
struct Found {
    frame: Option<DataFrame>,
    told: String,
    taken_back: usize,
}

fn period() -> Period {
    Period::new(Period::year(2018).unwrap().from(), Period::year(2019).unwrap().to()).unwrap()
}

/// The sources in these files, read with the mapping `generic`; of the second one units and assigners may be left out.
fn sources(files: &[PathBuf], policy: &Policy, sizes: TextSizes) -> Result<Vec<Source>, Failure> {
    let mapping = &*MAPPING;
    let mut sources = Vec::new();
    for (index, path) in files.iter().enumerate() {
        let is_second = index == 1;
        let constants =
            Constants { unit: is_second.then_some(3), assigner: is_second.then(|| "UBND tỉnh".to_owned()) };
        let made_up: &[&str] = if is_second { &["lead_units"] } else { &[] };
        let file = ingest::open_sized(path, "tasks.csv", None, sizes)?;
        for table in file.tables(&mapping.wanted(made_up, policy))?.tables {
            sources.push(Source {
                id: format!("in{index}"),
                table,
                mapping: mapping.clone(),
                constants: constants.clone(),
                extracted_on: NaiveDate::from_ymd_opt(2018, 12, 31),
                is_day_assumed: true,
            });
        }
    }
    Ok(sources)
}

/// Reads to the end; of a frame only the columns that a skimming reader gives out, its rows in order.
fn read(mut tasks: Normalized<'_>, columns: Option<&[String]>) -> Result<(Found, Vec<String>), Vec<Diagnostic>> {
    let told = |failure: Failure| failure.diagnostics().cloned().collect::<Vec<_>>();
    let (mut given, mut taken) = (Vec::<DataFrame>::new(), BTreeSet::new());
    while let Some(TaskBatch { frame, taken_back }) = tasks.next_batch().map_err(told)? {
        if taken_back {
            taken.extend(places(&frame));
            let all = stacked(&given).unwrap();
            let before: BTreeSet<_> = places(&all).into_iter().collect();
            assert!(places(&frame).iter().all(|place| before.contains(place)));
            let same = rows_at(&all, &places(&frame));
            let back = rows_at(&frame, &places(&frame));
            assert!(same.equals_missing(&back), "{:?}", differing(&same, &back));
        } else {
            given.push(frame);
        }
    }
    let frame = stacked(&given).map(|frame| {
        let kept: Vec<_> = places(&frame).into_iter().filter(|place| !taken.contains(place)).collect();
        let frame = rows_at(&frame, &kept);
        columns.map_or(frame.clone(), |columns| frame.select(columns).unwrap())
    });
    let names = frame.iter().flat_map(DataFrame::get_column_names_owned).map(|name| name.to_string()).collect();
    let frame = frame.filter(|frame| frame.height() > 0);
    Ok((Found { frame, told: words(&tasks.close().map_err(told)?), taken_back: taken.len() }, names))
}

fn stacked(frames: &[DataFrame]) -> Option<DataFrame> {
    let mut all = frames.first()?.clone();
    frames.iter().skip(1).for_each(|frame| all = all.vstack(frame).unwrap());
    all.align_chunks_par();
    Some(all)
}

fn places(frame: &DataFrame) -> Vec<(u32, u64)> {
    let column = |name: &str| frame.column(name).unwrap().as_materialized_series().clone();
    let (sources, places) = (column("source"), column("place"));
    sources.u32().unwrap().iter().flatten().zip(places.u64().unwrap().iter().flatten()).collect()
}

/// Some rows of a frame in the order of their places.
fn rows_at(frame: &DataFrame, wanted: &[(u32, u64)]) -> DataFrame {
    let is_wanted: Vec<bool> = places(frame).iter().map(|place| wanted.contains(place)).collect();
    let is_wanted = is_wanted.into_iter().collect::<polars::prelude::BooleanChunked>();
    let sorted = frame
        .filter(&is_wanted)
        .unwrap()
        .lazy()
        .sort_by_exprs([col("source"), col("place")], SortMultipleOptions::default());
    sorted.collect().unwrap()
}

/// The columns in which two frames differ.
fn differing<'a>(left: &'a DataFrame, right: &'a DataFrame) -> Vec<[&'a Column; 2]> {
    let columns = left.columns().iter().zip(right.columns());
    columns.filter(|(left, right)| !left.equals_missing(right)).map(|(left, right)| [left, right]).collect()
}

/// All that is told at the end.
fn words(closing: &Closing) -> String {
    let Closing { quarantine, skipped, units, unregistered, damaged, reconciliation, hidden_rows, notices } = closing;
    let met: Vec<u32> = (0..units.len() as u32).filter(|code| units.is_met(*code)).collect();
    let named: Vec<u32> = units.named().collect();
    let names: Vec<_> = units.unregistered_codes().map(|code| units.get(code)).collect();
    format!(
        "{quarantine:#?}\n{skipped:#?}\n{met:?}\n{named:?}\n{names:?}\n{unregistered:#?}\n{damaged:?}\n{reconciliation:#?}\n{hidden_rows}\n{notices:#?}"
    )
}

/// Reads texts in both ways, as if they were small, large and very large, and compares: how many tasks were taken back, and all that was
/// told.
fn compare(texts: &[impl AsRef<[u8]>], policy: Policy, part: u64) -> Result<(usize, String), TestCaseError> {
    let (_folder, files) = written(texts);
    let found = compare_sized(&files, policy, part, (HELD, &FIELDS))?;
    for way in [(PROVED, &FIELDS[..]), (UNPROVED, &FIELDS), (UNPROVED, &FIELDS[1..])] {
        prop_assert_eq!(&compare_sized(&files, policy, part, way)?.1, &found.1);
    }
    Ok(found)
}

#[allow(clippy::disallowed_methods, reason = "a test writes what it reads")]
fn written(texts: &[impl AsRef<[u8]>]) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let files: Vec<PathBuf> = (0..texts.len()).map(|index| folder.path().join(format!("{index}.csv"))).collect();
    files.iter().zip(texts).for_each(|(file, text)| std::fs::write(file, text).unwrap());
    (folder, files)
}

/// Reads files in both ways and compares: how many tasks were taken back, and all that was told.
pub fn compare_files(files: &[PathBuf], policy: Policy, part: u64) -> Result<(usize, String), TestCaseError> {
    let found = compare_sized(files, policy, part, (TextSizes::default(), &FIELDS))?;
    // What becomes of a row does not depend on what somebody wants of it.
    prop_assert_eq!(&compare_sized(files, policy, part, (TextSizes::default(), &[]))?.1, &found.1);
    Ok(found)
}

fn compare_sized(
    files: &[PathBuf],
    policy: Policy,
    part: u64,
    (sizes, fields): (TextSizes, &[&'static str]),
) -> Result<(usize, String), TestCaseError> {
    // Another case must be found for what cannot be opened; where there are too many of them the test fails.
    let sources = sources(files, &policy, sizes).map_err(|_| TestCaseError::reject("no table"))?;
    let registry = &*REGISTRY;
    let fields: BTreeSet<&'static str> = fields.iter().copied().collect();
    let skimmed = read(normalize::skim(&sources, registry, policy, period(), &fields).in_parts_of(part), None);
    let columns = skimmed.as_ref().map(|(_, columns)| columns.clone()).unwrap_or_default();
    let slow = read(normalize::normalize(&sources, registry, policy, period(), &fields), Some(&columns));
    match (skimmed, slow) {
        (Ok((skimmed, _)), Ok((slow, _))) => {
            prop_assert_eq!(&skimmed.told, &slow.told);
            match (&skimmed.frame, &slow.frame) {
                (Some(skimmed), Some(slow)) => {
                    prop_assert!(skimmed.equals_missing(slow), "{:?}", differing(skimmed, slow));
                }
                (None, None) => {}
                (skimmed, slow) => prop_assert!(false, "{:?} {:?}", skimmed, slow),
            }
            Ok((skimmed.taken_back, skimmed.told))
        }
        (Err(skimmed), Err(slow)) => {
            prop_assert_eq!(&skimmed, &slow);
            Ok((0, format!("{skimmed:?}")))
        }
        (skimmed, slow) => Err(TestCaseError::fail(format!("{:?} {:?}", skimmed.is_ok(), slow.is_ok()))),
    }
}

pub fn policy() -> impl Strategy<Value = Policy> {
    let duplicate = prop_oneof![3 => Just(DuplicateIdPolicy::default()), 1 => Just(DuplicateIdPolicy::LatestUpdate)];
    let status = prop_oneof![3 => Just(StatusFrom::Auto), 1 => Just(StatusFrom::Labels)];
    let secret = prop_oneof![1 => Just(SecretPolicy::Stop), 1 => Just(SecretPolicy::Exclude)];
    (duplicate, status, secret).prop_map(|(duplicate_id, status_from, secret)| Policy {
        duplicate_id,
        status_from,
        secret,
        ..Policy::default()
    })
}

/// A table that is mostly sound, so that most rows are plain.
pub fn plain_line() -> impl Strategy<Value = Line> {
    let id = prop_oneof![9 => "N[0-9]{1,4}", 1 => Just(String::new())];
    let unit = proptest::sample::select(vec![
        "Sở Y tế",
        "Sở Nội vụ",
        "Sở Xây dựng",
        "Sở Y tế; Sở Nội vụ",
        "Đơn vị lạ",
        "Các sở",
    ]);
    let day = || prop_oneof![4 => "[0-2][1-9]/0[1-9]/201[89]", 1 => Just(String::new()), 1 => Just("5/8/2018 00:00:00".to_owned())];
    let label = proptest::sample::select(vec!["Đã hoàn thành", "Đang thực hiện", "", "Nhãn lạ", "Đúng hạn"]);
    let content = prop_oneof![3 => Just("việc"), 1 => Just("việc, \"gấp\"\nlắm"), 1 => Just("I. Nhóm")];
    (id, content, unit, day(), day(), day(), label).prop_map(|(id, content, unit, given, due, done, label)| {
        Line::Task(vec!["1".to_owned(), id, content.to_owned(), unit.to_owned(), given, due, done, label.to_owned()])
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn skimming_dirty_tables_finds_what_reading_finds(
        titles in 0usize..3,
        lines in proptest::collection::vec(prop_oneof![line(), plain_line()], 0..40),
        others in proptest::collection::vec(plain_line(), 0..10),
        cuts in proptest::collection::vec((0usize..40, 0usize..12), 0..3),
        delimiter in proptest::sample::select(vec![",", ";", "\t"]),
        (break_of_lines, part) in (proptest::sample::select(vec!["\n", "\r\n"]), 1u64..600),
        policy in policy(),
        (columns, has_units) in (beside(), any::<bool>()),
        lost in proptest::collection::vec((any::<prop::sample::Index>(), prop_oneof![Just(1), 1..WIDTH]), 0..3),
    ) {
        let mut first = with_beside(grid(titles, &lines), titles, &columns);
        for (row, column) in &lost {
            if let Some(cell) = row.index(lines.len() + 1).checked_sub(1).and_then(|row| first.rows.get_mut(titles + 1 + row)) {
                cell[*column].push('\u{fffd}');
            }
        }
        for (row, width) in cuts {
            if let Some(cells) = first.rows.get_mut(row + 1) {
                cells.resize(width.clamp(1, 2 * WIDTH), "x".to_owned());
            }
        }
        let mut second = grid(0, &others);
        if !has_units {
            second.rows.iter_mut().for_each(|row| drop(row.remove(UNITS_COLUMN)));
        }
        let texts = [first.csv(delimiter), second.csv(delimiter)].map(|text| text.replace('\n', break_of_lines));
        compare(&texts, policy, part)?;
    }
}

#[test]
fn tasks_whose_id_is_used_twice_are_taken_back() {
    let heading = "Mã nhiệm vụ,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n";
    let task = |id: &str, unit: &str, done: &str| format!("{id},việc,{unit},01/02/2018,01/03/2018,{done}\n");
    let rows = [
        task("A-1", "Sở Y tế", "01/03/2018"),
        task("A-2", "Sở Nội vụ", "01/04/2018"),
        task("A-1", "Sở Y tế", "02/03/2018"),
        task("A-3", "Sở Xây dựng", "31/02/2018"),
        task("a 3", "Sở Xây dựng", "01/03/2018"),
        task("A-4", "Sở Tư pháp", "01/01/2018"),
        task("A-4", "Sở Tư pháp", "01/01/2018"),
        task("A-5", "Sở Y tế", "01/01/2018"),
    ];
    for part in [1, 50, 100, 1 << 20] {
        let (taken, _) = compare(&[heading.to_owned() + &rows.concat()], Policy::default(), part).unwrap();
        // Both of A-1, the sound one of A-3, the second of A-4.
        assert_eq!(taken, 4);
    }
}

#[test]
fn a_task_whose_id_lost_characters_waits_in_a_text_of_any_size() {
    let heading = "Mã nhiệm vụ,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n";
    let task = |id: &[u8]| [id, b",vi\xe1\xbb\x87c,", "Sở Y tế".as_bytes(), b",01/02/2018,01/03/2018,\n"].concat();
    let sound: Vec<u8> = (0..40).flat_map(|number| task(format!("Mã {number}").as_bytes())).collect();
    let lost = [task("M\u{fffd}1".as_bytes()), task("M\u{fffd}2".as_bytes()), task("Mã \u{fffd}".as_bytes())].concat();
    let (_, told) = compare(&[[heading.as_bytes(), &sound, &lost].concat()], Policy::default(), 100).unwrap();
    assert_eq!(told.matches("code: DamagedText").count(), 3, "{told}");
    // Bytes that are no text, behind all that is looked at when the file is opened.
    let long: Vec<u8> = (0..3_000)
        .flat_map(|number| [task(format!("M{number}").as_bytes()).as_slice(), b"\n".repeat(400).as_slice()].concat())
        .collect();
    let (_folder, files) = written(&[[heading.as_bytes(), &long, &task(b"M\xff1"), &task(b"M\xe1\xbb")].concat()]);
    let (_, told) = compare_sized(&files, Policy::default(), 100_000, (UNPROVED, &FIELDS[1..])).unwrap();
    assert_eq!(told.matches("code: DamagedText").count(), 2, "{}", told.len());
}

/// Rows of one unknown unit wait, as if each had a mistake of its own.
#[test]
fn rows_that_wait_take_little_longer_than_others() {
    let heading = "Mã nhiệm vụ,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n";
    let timed = |unit: &str| {
        let rows = (0..4_000).map(|number| format!("N{number},việc,{unit},01/02/2018,01/03/2018,\n"));
        let (_folder, files) = written(&[heading.to_owned() + &rows.collect::<String>()]);
        let policy = Policy { unregistered_unit: UnregisteredPolicy::Quarantine, ..Policy::default() };
        let sources = sources(&files, &policy, HELD).unwrap();
        let start = Instant::now();
        let (found, _) =
            read(normalize::normalize(&sources, &REGISTRY, policy, period(), &FIELDS.into_iter().collect()), None)
                .unwrap();
        (start.elapsed(), found.told)
    };
    let (plain, _) = timed("Sở Y tế");
    for (unit, code) in [("Các đơn vị", "code: VagueUnit"), ("Sở Ỷ tế", "code: UnregisteredUnit")] {
        let (waiting, told) = timed(unit);
        assert_eq!(told.matches(code).count(), 4_000);
        assert!(waiting < plain * 8, "{unit}: {waiting:?}, others {plain:?}");
    }
}

/// An export that is written anew while it is read: half of it, another one of the same size, or none.
#[test]
fn a_text_that_changes_while_it_is_read_is_refused() {
    let heading = "Mã nhiệm vụ,Nội dung nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n";
    let rows = (0..2_000).map(|number| format!("N{number},việc,Sở Y tế,01/02/2018,01/03/2018,\n"));
    let text = heading.to_owned() + &rows.collect::<String>();
    let cut = |file: &PathBuf| {
        std::fs::OpenOptions::new().write(true).open(file).unwrap().set_len(text.len() as u64 / 2).unwrap();
    };
    #[allow(clippy::disallowed_methods, reason = "a test writes what it reads")]
    let write_anew = |file: &PathBuf| {
        let later = file.metadata().unwrap().modified().unwrap() + std::time::Duration::from_secs(60);
        std::fs::write(file, text.replace("01/03/2018", "01/04/2018")).unwrap();
        std::fs::File::open(file).unwrap().set_modified(later).unwrap();
    };
    let remove = |file: &PathBuf| std::fs::remove_file(file).unwrap();
    let changes = [
        (&cut as &dyn Fn(&PathBuf), Code::FileUnreadable, "changed while it was read"),
        (&write_anew, Code::FileUnreadable, "changed while it was read"),
        (&remove, Code::FileNotFound, ""),
    ];
    let policy = Policy::default();
    let fields = FIELDS.into_iter().collect();
    for (change, code, reason) in changes {
        for is_skimmed in [false, true] {
            let (_folder, files) = written(&[&text]);
            let sources = sources(&files, &policy, UNPROVED).unwrap();
            change(&files[0]);
            let tasks = match is_skimmed {
                true => normalize::skim(&sources, &REGISTRY, policy, period(), &fields).in_parts_of(10_000),
                false => normalize::normalize(&sources, &REGISTRY, policy, period(), &fields),
            };
            let told = read(tasks, None).err().unwrap();
            assert_eq!(told.iter().map(|found| found.code).collect::<Vec<_>>(), [code], "{told:?}");
            let found = told[0].details.iter().find(|(name, _)| *name == "reason").map(|(_, reason)| reason.as_str());
            assert_eq!(found.unwrap_or_default(), reason, "{told:?}");
        }
    }
}
