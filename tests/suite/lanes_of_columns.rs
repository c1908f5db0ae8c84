//! Skimming a Parquet file by its columns finds what reading it row by row finds, wherever its row groups and pages are cut.
//!
//! In: random tables of tasks, lines, blanks and rubbish, each column as text, days, instants, numbers or categories. Out: both ways of
//! reading them, compared in everything that they tell.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use dondoc::policy::Policy;
use polars::prelude::{
    BooleanChunked, Categories, Column, DataFrame, DataType, Int64Chunked, IntoColumn, IntoSeries, NamedFrom,
    NewChunkedArray, ParquetCompression, ParquetWriter, Series, TimeUnit, TimeZone,
};
use proptest::prelude::*;

use super::{
    dirty_files::{grid, line},
    lanes::{compare_files, plain_line, policy},
    task_grid::Grid,
};

/// What a column is written as.
#[derive(Debug, Clone, Copy)]
enum As {
    Text,
    Days,
    Instants,
    InstantsOfTheWorld,
    Numbers,
    Categories,
    Truths,
    Bytes,
}

/// How a file is written.
#[derive(Debug, Clone)]
struct Writing {
    /// Of each column.
    types: Vec<As>,
    /// Whether a cell without text is one of no signs instead of none.
    has_empty_texts: bool,
    compression: ParquetCompression,
    page: usize,
}

fn days(text: &str) -> Option<i32> {
    let date = NaiveDate::parse_from_str(text, "%d/%m/%Y").ok()?;
    i32::try_from((date - NaiveDate::default()).num_days()).ok()
}

/// The digits of a text; some become larger than a number can be.
fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).take(6).collect();
    digits.parse::<i64>().ok().map(|number| if number % 5 == 0 { number + (1 << 53) } else { number })
}

fn instants(texts: &[&str], zone: Option<TimeZone>) -> Series {
    let instant = |text: &&str| days(text).map(|day| (i64::from(day) * 24 + 18) * 3_600_000);
    let numbers = Int64Chunked::from_iter_options("".into(), texts.iter().map(instant));
    numbers.into_datetime(TimeUnit::Milliseconds, zone).into_series()
}

fn column(name: &str, texts: &[&str], of: As, has_empty_texts: bool) -> Column {
    let words: Vec<Option<&str>> =
        texts.iter().map(|text| Some(*text).filter(|text| has_empty_texts || !text.is_empty())).collect();
    let values = match of {
        As::Text => Series::new("".into(), &words),
        As::Days => {
            let days: Vec<Option<i32>> = texts.iter().map(|text| days(text)).collect();
            Series::new("".into(), days).cast(&DataType::Date).unwrap()
        }
        As::Instants => instants(texts, None),
        As::InstantsOfTheWorld => instants(texts, TimeZone::opt_try_new(Some("UTC")).unwrap()),
        As::Numbers => Series::new("".into(), texts.iter().map(|text| number(text)).collect::<Vec<_>>()),
        As::Categories => {
            Series::new("".into(), &words).cast(&DataType::from_categories(Categories::global())).unwrap()
        }
        As::Truths => {
            let truths = texts.iter().map(|text| (!text.is_empty()).then_some(text.len() % 2 == 0));
            BooleanChunked::from_iter_options("".into(), truths).into_series()
        }
        As::Bytes => Series::new("".into(), &words).cast(&DataType::Binary).unwrap(),
    };
    values.with_name(name.into()).into_column()
}

/// Writes a table as Parquet in row groups of so many rows; with title rows the columns have no names of their own.
#[allow(clippy::disallowed_methods, reason = "a test writes what it reads")]
fn write(file: &Path, grid: &Grid, titles: usize, writing: &Writing, group: usize) {
    let start = if titles == 0 { 1 } else { 0 };
    let columns = (0..grid.width()).map(|at| {
        let texts: Vec<&str> = grid.rows[start..].iter().map(|row| row[at].as_str()).collect();
        match titles {
            0 => column(&grid.rows[0][at], &texts, writing.types[at], writing.has_empty_texts),
            _ => column(&format!("c{at}"), &texts, As::Text, writing.has_empty_texts),
        }
    });
    let mut frame = DataFrame::new(grid.rows.len() - start, columns.collect()).unwrap();
    ParquetWriter::new(std::fs::File::create(file).unwrap())
        .with_compression(writing.compression)
        .with_row_group_size(Some(group))
        .with_data_page_size(Some(writing.page))
        .finish(&mut frame)
        .unwrap();
}

/// Most columns are what such a column is in most files.
fn types() -> impl Strategy<Value = Vec<As>> {
    let words = || prop_oneof![4 => Just(As::Text), 1 => Just(As::Categories), 1 => Just(As::Bytes)];
    let odd = || prop_oneof![8 => Just(As::Text), 1 => Just(As::Days), 1 => Just(As::Numbers), 1 => Just(As::Truths)];
    let days = || prop_oneof![4 => Just(As::Days), 3 => Just(As::Text), 1 => Just(As::Instants), 1 => Just(As::InstantsOfTheWorld), 1 => Just(As::Numbers)];
    let id = prop_oneof![3 => Just(As::Text), 1 => Just(As::Numbers)];
    let units = prop_oneof![6 => words(), 1 => odd()];
    (id, odd(), units, days(), days(), days(), prop_oneof![6 => words(), 1 => odd()]).prop_map(
        |(id, content, units, given, due, done, label)| {
            vec![As::Numbers, id, content, units, given, due, done, label, As::Text]
        },
    )
}

fn writing() -> impl Strategy<Value = Writing> {
    let compression = prop_oneof![
        Just(ParquetCompression::Zstd(None)),
        Just(ParquetCompression::Uncompressed),
        Just(ParquetCompression::Snappy),
    ];
    (types(), any::<bool>(), compression, prop_oneof![Just(1 << 20), 1usize..200])
        .prop_map(|(types, has_empty_texts, compression, page)| Writing { types, has_empty_texts, compression, page })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn skimming_columns_finds_what_reading_rows_finds(
        titles in prop_oneof![4 => Just(0usize), 1 => 1usize..3],
        lines in proptest::collection::vec(prop_oneof![1 => line(), 3 => plain_line()], 0..40),
        others in proptest::collection::vec(plain_line(), 0..10),
        marks in proptest::option::of(proptest::collection::vec(proptest::sample::select(vec!["", "Thường", "Không mật", "Mật", " "]), 45)),
        (first, second) in (writing(), writing()),
        groups in (1usize..50, 1usize..8),
        policy in policy(),
    ) {
        let mut table = grid(titles, &lines);
        for (row, mark) in table.rows.iter_mut().skip(titles).zip(marks.iter().flat_map(|marks| ["Độ mật"].into_iter().chain(marks.iter().copied()))) {
            row.push(mark.to_owned());
        }
        let width = table.width();
        table.rows.iter_mut().for_each(|row| row.resize(width, String::new()));
        let folder = tempfile::tempdir().unwrap();
        let mut found = Vec::new();
        for group in [groups.0, groups.1] {
            let files: Vec<PathBuf> = (0..2).map(|index| folder.path().join(format!("{index}.parquet"))).collect();
            write(&files[0], &table, titles, &first, group);
            write(&files[1], &grid(0, &others), 0, &second, group + 1);
            found.push(compare_files(&files, policy, 1)?.1);
        }
        prop_assert_eq!(&found[0], &found[1]);
    }
}

/// A file that is not held in memory: 1,500 tasks in two row groups, with contents of 25 KB each; among them a blank row, a bad day, an id that
/// was used before, and a group line.
fn large(file: &Path) {
    let heading: Vec<String> = grid(0, &[]).rows.remove(0);
    let mut rows = vec![heading];
    for row in 0..1_500 {
        let text = |text: &str| text.to_owned();
        let id = if row == 1_400 { text("N7") } else { format!("N{row}") };
        let due = if row == 1_300 { "31/02/2018" } else { "01/03/2018" };
        let content = format!("{row} {}", "việc ".repeat(4_200));
        let task = [text("1"), id, content, text("Sở Y tế"), text("01/02/2018"), text(due), text(""), text("")];
        rows.push(match row {
            1_250 => vec![String::new(); task.len()],
            1_350 => ["I. Nhóm"].into_iter().chain([""; 7]).map(text).collect(),
            _ => task.to_vec(),
        });
    }
    let types = vec![As::Text, As::Text, As::Text, As::Text, As::Days, As::Text, As::Days, As::Text];
    let writing =
        Writing { types, has_empty_texts: false, compression: ParquetCompression::Uncompressed, page: 1 << 20 };
    write(file, &Grid::of(rows), 0, &writing, 1_100);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test writes what it reads")]
fn a_file_too_large_to_be_held_is_read_by_its_row_groups() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("large.parquet");
    large(&file);
    let mut bytes = std::fs::read(&file).unwrap();
    assert!(bytes.len() > 32 << 20, "{}", bytes.len());
    let (taken, told) = compare_files(std::slice::from_ref(&file), Policy::default(), 1).unwrap();
    assert_eq!(taken, 2);
    assert!(told.contains("read: 1500") && told.contains("UnparseableDate") && told.contains("Group"), "{told}");
    // A length in the second row group that promises more than there is.
    let place = bytes.len() * 9 / 10;
    bytes[place..place + 30_000].fill(0xff);
    std::fs::write(&file, bytes).unwrap();
    let (_, told) = compare_files(&[file], Policy::default(), 1).unwrap();
    assert!(told.contains("DamagedFile"), "{told}");
}

#[test]
fn many_blank_rows_are_walked_over_once() {
    let text = |text: &str| text.to_owned();
    let task = |row: u32| {
        [
            text("1"),
            format!("N{row}"),
            text("Việc"),
            text("Sở Y tế"),
            text("01/02/2018"),
            text("01/03/2018"),
            text(""),
            text(""),
        ]
    };
    let mut rows = vec![grid(0, &[]).rows.remove(0), task(1).to_vec()];
    rows.extend(std::iter::repeat_n(vec![String::new(); 8], 40_000));
    rows.push(task(2).to_vec());
    let writing = Writing {
        types: vec![As::Text; 8],
        has_empty_texts: false,
        compression: ParquetCompression::Snappy,
        page: 1 << 20,
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("blank.parquet");
    write(&file, &Grid::of(rows), 0, &writing, 1 << 20);
    let start = Instant::now();
    let (_, told) = compare_files(&[file], Policy::default(), 1).unwrap();
    assert!(told.contains("read: 40002") && told.contains("accepted: 2"), "{told}");
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test writes what it reads")]
fn a_table_without_rows_has_none_in_either_way() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("empty.parquet");
    for bytes in [
        include_bytes!("fixture/parquet/empty_group.parquet").as_slice(),
        include_bytes!("fixture/parquet/no_group.parquet"),
    ] {
        std::fs::write(&file, bytes).unwrap();
        let (_, told) = compare_files(std::slice::from_ref(&file), Policy::default(), 1).unwrap();
        assert!(told.contains("read: 0"), "{told}");
    }
}
