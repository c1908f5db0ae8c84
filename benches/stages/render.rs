//! Rendering: a row of a table for each task.
//!
//! In: tasks of the generator. Out: the time of each format.

use criterion::{BenchmarkGroup, BenchmarkId, measurement::WallTime};
use dondoc::{
    document::{Align, Appendix, Block, Cell, Column, Document, HeadCell, Orientation, Row, RowKind, Table, Value},
    render::{Options, RENDERERS, csv},
};

use crate::{SIZES, fixture, row};

/// A table with a row for each task: the fewest in every format, more of them as a workbook, a million as CSV.
pub fn measure(group: &mut BenchmarkGroup<'_, WallTime>, tasks: u64) {
    let theme = fixture::theme();
    let table = table(tasks);
    group.bench_function(BenchmarkId::new("render csv", tasks), |timer| timer.iter(|| csv::render(&table).len()));
    let appendix = Appendix {
        id: "tasks".to_owned(),
        label: "Phụ lục 01".to_owned(),
        title: "NHIỆM VỤ QUÁ HẠN".to_owned(),
        reference: String::new(),
        orientation: Orientation::Landscape,
        blocks: vec![Block::Table(table)],
    };
    let document = Document { appendices: vec![appendix], ..fixture::empty() };
    let is_asked_for = |id: &str| tasks <= SIZES[0] || (id == "xlsx" && tasks <= SIZES[1]);
    for renderer in RENDERERS.iter().filter(|renderer| is_asked_for(renderer.id)) {
        let id = BenchmarkId::new(format!("render {}", renderer.id), tasks);
        let render = || (renderer.render)(&document, &theme, Options::default()).expect("it renders").len();
        group.bench_function(id, |timer| timer.iter(render));
    }
}

fn table(tasks: u64) -> Table {
    let columns = ["Số, ký hiệu", "Nội dung nhiệm vụ", "Đơn vị chủ trì", "Ngày giao", "Hạn xử lý"];
    let chosen = columns.map(|name| row::HEADINGS.iter().position(|heading| *heading == name).expect("a heading"));
    let mut stream = row::Tasks::new(1);
    let rows = (0..tasks).map(|_| {
        let values = stream.next_row().values().map(|value| match value {
            row::Value::Text(text) => Value::Text(text.to_owned()),
            row::Value::Number(number) => Value::Count(number),
            row::Value::Day(day) => {
                let date = day.and_then(chrono::NaiveDate::from_epoch_days);
                date.map_or(Value::Blank, Value::Date)
            }
        });
        Row { kind: RowKind::Body, cells: chosen.map(|column| Cell::new(values[column].clone())).to_vec() }
    });
    let head = columns.map(|text| HeadCell { text: text.to_owned(), columns: 1, rows: 1 }).to_vec();
    let column = |id: &str| Column { id: id.to_owned(), width: 1.0, align: Align::Left, rate: None };
    Table::new("tasks", "Nhiệm vụ", columns.map(column).to_vec(), vec![head], rows.collect()).expect("the table fits")
}
