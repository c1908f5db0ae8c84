//! Parquet files that lie about themselves: each ends in data or in a clear error, and none in the end of the process.
//!
//! In: `fixture/parquet/`, written by pyarrow 26 (pages of the first kind with dictionaries and Snappy; pages of the second kind with
//! Zstandard and every other encoding) and by DuckDB 2.0.0, and files of Polars, with bytes changed. Out: rows or codes.

use std::time::{Duration, Instant};

use dondoc::{diagnostic::Code, ingest::RawTable};
use polars::prelude::{Column, DataFrame, IntoColumn, NamedFrom, ParquetCompression, ParquetWriter, Series};

use super::xlsx_parts::{cells, open, refusal};

/// Unoptimised and beside other work.
const AT_ONCE: Duration = Duration::from_secs(20);

const FIRST_PAGES: &[u8] = include_bytes!("fixture/parquet/first_pages.parquet");
const SECOND_PAGES: &[u8] = include_bytes!("fixture/parquet/second_pages.parquet");

/// Their last small numbers are padded to 256 of them, and the ids are decimals.
pub const OF_DUCKDB: [&[u8]; 2] = [
    include_bytes!("fixture/parquet/duckdb_first_pages.parquet"),
    include_bytes!("fixture/parquet/duckdb_second_pages.parquet"),
];

/// A million rows without values; of the first column a page says that it has two thousand million.
const ROWS_THAT_ARE_NOT_THERE: &[u8] = include_bytes!("fixture/parquet/rows_that_are_not_there.parquet");

fn written(columns: Vec<Column>) -> Vec<u8> {
    let mut frame = DataFrame::new(columns[0].len(), columns).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).with_compression(ParquetCompression::Uncompressed).finish(&mut frame).unwrap();
    bytes
}

/// Twenty rows of texts, some empty, under the three headings.
fn plain() -> Vec<u8> {
    let text = |row: usize| (!row.is_multiple_of(4)).then(|| format!("việc {}", row % 6));
    let column = |name: &str| Series::new(name.into(), (0..20).map(text).collect::<Vec<_>>()).into_column();
    written(["Một", "Hai", "Ba"].map(column).to_vec())
}

fn rows(table: &RawTable) -> usize {
    cells(table).len()
}

#[test]
fn pages_of_other_programs_are_read_whole() {
    for bytes in [FIRST_PAGES, SECOND_PAGES] {
        let found = cells(&open("parquet", bytes).unwrap());
        // Every seventh row is blank.
        assert_eq!(found.len(), 26);
        let last =
            (31, ["Text(\"Sở số 4 của tỉnh, việc thứ 29\")", "Date(2018-01-30)", "Number(-127.0)", "Other(\"false\")"]);
        let (place, row) = found.last().unwrap();
        assert_eq!((*place, row[..4].iter().map(String::as_str).collect::<Vec<_>>()), (last.0, last.1.to_vec()));
        assert_eq!(row[4..], ["Number(3.625)", "Text(\"Chậm\")"]);
    }
}

/// Opens the file with a byte changed here and there; it has so many rows at most.
fn flip(good: &[u8], most: usize, places: impl Iterator<Item = usize>) {
    let mut told = 0;
    for place in places {
        for change in [0x01, 0x80, 0xff] {
            let mut bad = good.to_vec();
            bad[place] ^= change;
            let start = Instant::now();
            let opened = open("parquet", &bad);
            assert!(start.elapsed() < AT_ONCE, "{place}: {:?}", start.elapsed());
            match opened {
                Ok(table) => assert!(rows(&table) <= most, "{place}"),
                Err(failure) => {
                    told += 1;
                    let code = failure.diagnostics().next().unwrap().code;
                    let wanted = [Code::DamagedFile, Code::FileTooLarge, Code::NoHeading, Code::MissingColumn];
                    assert!(wanted.contains(&code), "{place}: {code}");
                }
            }
        }
    }
    assert!(told > 50, "{told}");
}

#[test]
fn a_broken_byte_anywhere_ends_in_an_answer() {
    for good in [FIRST_PAGES, SECOND_PAGES, &plain()] {
        flip(good, 30, (0..good.len()).step_by(good.len() / 150 + 1));
        // The footer says how much there is of everything.
        flip(good, 30, (good.len().saturating_sub(700)..good.len()).step_by(3));
    }
    flip(OF_DUCKDB[1], 400, (0..OF_DUCKDB[1].len()).step_by(20));
}

/// The file with the bytes at its only place that has these changed to others of the same length.
fn with(good: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut places = (0..good.len() - old.len()).filter(|at| &good[*at..*at + old.len()] == old);
    let place = places.next().unwrap();
    let mut bytes = good.to_vec();
    bytes[place..place + new.len()].copy_from_slice(new);
    bytes
}

#[test]
fn a_run_longer_than_the_page_is_told() {
    // Without a gap, the levels of ten rows are one run: its length, twice ten, and its value.
    let column = |name: &str| Series::new(name.into(), (0..10).map(|row| Some(format!("{row}"))).collect::<Vec<_>>());
    let good = written(["Một", "Hai", "Ba"].map(|name| column(name).into_column()).to_vec());
    assert_eq!(rows(&open("parquet", &good).unwrap()), 10);
    let bad = with(&good, &[2, 0, 0, 0, 20, 1], &[2, 0, 0, 0, 22, 1]);
    assert_eq!(refusal(open("parquet", &bad)).0, Code::DamagedFile);
}

#[test]
fn cells_without_bytes_are_counted_too() {
    let nothing = |name: &str| Series::full_null(name.into(), 7_000_000, &polars::prelude::DataType::Int64);
    let many = written(["Một", "Hai", "Ba"].map(|name| nothing(name).into_column()).to_vec());
    assert!(many.len() < 100_000, "{}", many.len());
    let start = Instant::now();
    let (code, details) = refusal(open("parquet", &many));
    assert!(start.elapsed() < AT_ONCE);
    assert_eq!(
        (code, details[..2].to_vec()),
        (Code::FileTooLarge, vec!["cells of a sheet".to_owned(), "20000000".to_owned()])
    );
}

#[test]
fn no_room_is_made_for_rows_that_are_not_there() {
    let start = Instant::now();
    assert_eq!(refusal(open("parquet", ROWS_THAT_ARE_NOT_THERE)).0, Code::DamagedFile);
    // Filling the room for them takes longer.
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}
