//! Parquet files, as Python and R write them, count as the same table in a workbook does.
//!
//! In: files written by Polars. Out: cells, places and counts.

use chrono::NaiveDate;
use dondoc::{
    diagnostic::Code,
    ingest::{RawCell, Wanted, ingest},
};
use polars::prelude::{
    Column, DataFrame, DataType, Int64Chunked, IntoColumn, NamedFrom, NewChunkedArray, ParquetCompression,
    ParquetWriter, Series, TimeUnit, TimeZone,
};

use crate::{
    counts::{Counts, codes, quarantined, statuses},
    workbench::Workbench,
};

fn bytes(columns: Vec<Column>) -> Vec<u8> {
    let mut frame = DataFrame::new(columns[0].len(), columns).unwrap();
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Uncompressed)
        .with_row_group_size(Some(2))
        .finish(&mut frame)
        .unwrap();
    bytes
}

fn texts(name: &str, values: &[Option<&str>]) -> Column {
    Series::new(name.into(), values).into_column()
}

/// Days since 1970.
fn day(text: &str) -> i32 {
    let date: NaiveDate = text.parse().unwrap();
    i32::try_from((date - NaiveDate::default()).num_days()).unwrap()
}

fn dates(name: &str, values: &[Option<&str>]) -> Column {
    let days: Vec<Option<i32>> = values.iter().map(|value| value.map(day)).collect();
    Series::new(name.into(), days).cast(&DataType::Date).unwrap().into_column()
}

/// Hours of days, as instants.
fn instants(name: &str, values: &[Option<(&str, i64)>], zone: Option<TimeZone>) -> Column {
    let instant = |(date, hours): (&str, i64)| (i64::from(day(date)) * 24 + hours) * 3_600_000_000;
    let instants: Vec<Option<i64>> = values.iter().map(|value| value.map(instant)).collect();
    let numbers = Int64Chunked::from_iter_options(name.into(), instants.into_iter());
    numbers.into_datetime(TimeUnit::Microseconds, zone).into_column()
}

/// Four rows: on time, late, without deadline, and one that is blank.
fn tasks() -> Vec<Column> {
    let zone = TimeZone::opt_try_new(Some("UTC")).unwrap();
    vec![
        Series::new("Mã nhiệm vụ".into(), [Some(1_i64), Some(9_007_199_254_740_993), Some(3), None]).into_column(),
        texts("Cơ quan được giao", &[Some("Sở Y tế"), Some("Sở Nội vụ"), Some("Sở Y tế"), Some(" ")])
            .cast(&DataType::from_categories(polars::prelude::Categories::global()))
            .unwrap(),
        dates("Ngày giao", &[Some("2018-02-01"), Some("2018-02-01"), Some("2018-02-01"), None]),
        instants("Hạn xử lý", &[Some(("2018-03-01", 23)), Some(("2018-03-01", 0)), None, None], None),
        instants("Ngày hoàn thành", &[Some(("2018-03-01", 9)), Some(("2018-03-01", 17)), None, None], zone),
    ]
}

#[test]
fn every_type_of_column_is_read_as_what_it_shows() {
    let mut columns = tasks();
    columns.push(Series::new("Điểm".into(), [Some(1.5), Some(f64::NAN), None, None]).into_column());
    columns.push(Series::new("Xong".into(), [Some(true), Some(false), None, None]).into_column());
    columns.push(Series::new("Số".into(), [Some(7_i8), None, None, None]).into_column());
    let lists: Vec<Series> = (0..4).map(|_| Series::new("".into(), ["a", "b"])).collect();
    columns.push(Series::new("Danh sách".into(), lists).into_column());
    let bench = Workbench::small().write("xuat.parquet", bytes(columns));
    let want = |label: &str| Wanted {
        field: label.to_owned().into(),
        labels: vec![label.to_owned()],
        required: true,
        decisive: true,
        instead: Vec::new(),
        loose: false,
    };
    let wanted = ["Cơ quan được giao", "Ngày giao"].map(want);
    let found = ingest(&bench.project().join("xuat.parquet"), "xuat.parquet", None, &wanted).unwrap();
    let table = &found.tables[0];
    assert_eq!(table.heading().labels()[..3], ["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao"]);
    let mut rows = table.rows();
    let mut read = Vec::new();
    while rows.advance() {
        let cells = (0..8).map(|column| rows.cell(column).text().into_owned()).collect::<Vec<_>>().join("|");
        read.push((table.row_number(rows.place()), cells));
        assert!(matches!(rows.cell(8), RawCell::Other(_)));
        assert!(matches!(rows.cell(2), RawCell::Date(_) | RawCell::Empty));
    }
    assert_eq!(
        read.iter().map(|(row, cells)| (*row, cells.as_str())).collect::<Vec<_>>(),
        [
            (2, "1|Sở Y tế|01/02/2018|01/03/2018|01/03/2018|1.5|true|7"),
            (3, "9007199254740993|Sở Nội vụ|01/02/2018|01/03/2018|02/03/2018||false|"),
            (4, "3|Sở Y tế|01/02/2018|||||"),
            (5, "|||||||"),
        ]
    );
}

#[test]
fn it_counts_as_the_same_table_in_text_does() {
    let outcome = Counts::bytes("parquet", &bytes(tasks())).unwrap();
    let text = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n\
                1,Sở Y tế,01/02/2018,01/03/2018,01/03/2018\n\
                9007199254740993,Sở Nội vụ,01/02/2018,01/03/2018,02/03/2018\n3,Sở Y tế,01/02/2018,,\n";
    let same = Counts::csv(text).unwrap();
    assert_eq!(statuses(&outcome), [1, 1, 1, 0]);
    let ledger = |outcome: &dondoc::pipeline::Outcome| {
        let file = outcome.files.iter().find(|file| file.name == "tables/tasks.csv").unwrap();
        String::from_utf8(file.bytes.clone()).unwrap()
    };
    assert_eq!(ledger(&outcome).replace(".parquet", ".csv"), ledger(&same));
    let [text, whole] = [&same, &outcome].map(|outcome| outcome.closing.reconciliation.sources()[0].read);
    assert_eq!((text, whole), (3, 3));
}

#[test]
fn a_text_column_with_a_bad_day_waits() {
    let mut columns = tasks();
    columns[3] = texts("Hạn xử lý", &[Some("31/02/2018"), Some("01/03/2018"), None, None]);
    let outcome = Counts::bytes("parquet", &bytes(columns)).unwrap();
    assert_eq!(quarantined(&outcome), [[Code::UnparseableDate]]);
    let place = &outcome.closing.quarantine[0].reasons[0].location;
    assert_eq!((place.row, place.column.as_deref(), place.heading.as_deref()), (Some(2), Some("D"), Some("Hạn xử lý")));
}

#[test]
fn what_is_no_parquet_is_told() {
    let whole = bytes(tasks());
    for broken in [&b""[..], b"PAR1", b"a,b\n1,2\n", &whole[..whole.len() / 2], &whole[whole.len() / 2..]] {
        assert_eq!(codes(Counts::bytes("parquet", broken)), [Code::DamagedFile]);
    }
}
