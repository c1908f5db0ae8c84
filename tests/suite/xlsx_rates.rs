//! What Excel reckons in a rendered workbook: totals, marks and rates, and the chart that follows its cells.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use dondoc::{
    document::{
        Align, Bar, Block, Cell, Chart, Column, Document, HeadCell, Orientation, RateOf, Row, RowKind, Series, Table,
        Tone, Value,
    },
    render::{Options, xlsx},
    value::Ratio,
};

use crate::{
    fixture::{self, theme},
    read_back::{part, sheets_of_xlsx},
    small_report::{appendix, document},
    workbench::{REPORT, Workbench},
};

const SHEET: &str = "PHỤ LỤC 01";

/// A report with one table of so many units: the four statuses and two rates. The last unit has no tasks.
pub fn units_report(count: u64) -> Document {
    with_table(units(count))
}

fn with_table(table: Table) -> Document {
    let blocks = vec![Block::Table(table)];
    Document { appendices: vec![appendix("pl", SHEET, Orientation::Portrait, blocks)], ..document() }
}

fn units(count: u64) -> Table {
    let counts = |unit: u64| if unit == count { [0; 4] } else { [unit * 37 % 211, unit * 11 % 29, unit % 7, unit % 3] };
    let mut rows: Vec<Row> = (1..=count)
        .map(|unit| row(RowKind::Body, &format!("Sở, ban, ngành số {unit} của tỉnh"), counts(unit)))
        .collect();
    let total = (1..=count).map(counts).fold([0; 4], |sum, counts| [0, 1, 2, 3].map(|part| sum[part] + counts[part]));
    rows.push(row(RowKind::Total, "Tổng số", total));
    table(rows)
}

fn row(kind: RowKind, unit: &str, counts: [u64; 4]) -> Row {
    let [on_time, late, in_deadline, overdue] = counts;
    let (done, assigned) = (on_time + late, counts.iter().sum());
    let rate = |part, whole| Value::Rate { ratio: Ratio { part, whole }, digits: 1 };
    let values = [
        Value::Text(unit.to_owned()),
        Value::Count(assigned),
        Value::CountOrBlank(on_time),
        Value::CountOrBlank(late),
        Value::CountOrBlank(in_deadline),
        Value::CountOrBlank(overdue),
        rate(done, assigned),
        rate(late, done),
    ];
    Row { kind, cells: values.map(Cell::new).to_vec() }
}

fn table(rows: Vec<Row>) -> Table {
    let of = |part: &[&str], whole: &[&str]| {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect();
        Some(RateOf { part: ids(part), whole: ids(whole) })
    };
    let done = ["on_time", "late"];
    let column = |id: &str, width, rate| Column { id: id.to_owned(), width, align: Align::Center, rate };
    let columns = vec![
        Column { align: Align::Left, ..column("unit", 5.0, None) },
        column("assigned", 1.0, None),
        column("on_time", 1.0, None),
        column("late", 1.0, None),
        column("in_deadline", 1.0, None),
        column("overdue", 1.0, None),
        column("completion_rate", 1.0, of(&done, &["assigned"])),
        column("late_rate", 1.0, of(&["late"], &done)),
    ];
    let head = |text: &str, columns, rows| HeadCell { text: text.to_owned(), columns, rows };
    let upper = vec![
        head("Cơ quan", 1, 2),
        head("Tổng số", 1, 2),
        head("Đã hoàn thành", 2, 1),
        head("Chưa hoàn thành", 2, 1),
        head("Tỷ lệ", 2, 1),
    ];
    let lower = ["Đúng hạn", "Quá hạn", "Trong hạn", "Trễ hạn", "Hoàn thành", "Quá hạn"].map(|text| head(text, 1, 1));
    Table::new("units", "Kết quả thực hiện nhiệm vụ theo đơn vị", columns, vec![upper, lower.to_vec()], rows).unwrap()
}

fn render(document: &Document) -> Vec<u8> {
    xlsx::render(document, &theme(), Options::default()).unwrap()
}

fn formulas(bytes: &[u8], sheet: &str) -> Vec<String> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let formulas = workbook.worksheet_formula(sheet).unwrap();
    formulas.cells().filter(|(.., text)| !text.is_empty()).map(|(.., text)| text.clone()).collect()
}

#[test]
fn a_rate_is_reckoned_from_the_columns_beside_it() {
    let bytes = render(&units_report(2));
    let found = formulas(&bytes, SHEET);
    for formula in [
        "IF(B7=0,\"–\",ROUND((C7+D7)/B7,3))",
        "IF((C7+D7)=0,\"–\",ROUND(D7/(C7+D7),3))",
        "IF(B8=0,\"–\",ROUND((C8+D8)/B8,3))",
        "IF(B9=0,\"–\",ROUND((C9+D9)/B9,3))",
        "IF((C9+D9)=0,\"–\",ROUND(D9/(C9+D9),3))",
    ] {
        assert!(found.iter().any(|found| found == formula), "{formula} is not in {found:#?}");
    }
}

#[test]
fn the_results_are_those_that_the_report_prints() {
    let bytes = render(&units_report(3));
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&bytes[..])).unwrap();
    let range = workbook.worksheet_range(SHEET).unwrap();
    let at = |row, column| range.get_value((row, column)).unwrap().clone();
    // 37 + 11 of 50, 11 of 48.
    assert_eq!((at(6, 6), at(6, 7)), (Data::Float(0.96), Data::Float(0.229)));
    // A unit without tasks.
    assert_eq!((at(8, 6), at(8, 7)), (Data::String("–".to_owned()), Data::String("–".to_owned())));
    // 37 + 74 + 11 + 22 of 150, 33 of 144: no mean of the rates above.
    assert_eq!((at(9, 6), at(9, 7)), (Data::Float(0.96), Data::Float(0.229)));
    assert!(part(&bytes, "xl/styles.xml").contains("0.0%"));
}

#[test]
fn a_rate_that_its_columns_do_not_give_stays_a_number() {
    let shown = units(3);
    let mut rows = shown.rows().to_vec();
    rows[0].cells[2] = Cell::new(Value::CountOrBlank(1));
    rows[1].cells[1] = Cell::new(Value::Blank);
    let bytes = render(&with_table(table(rows)));
    let found = formulas(&bytes, SHEET).concat();
    for (cell, reckoned) in [("/B7", false), ("/(C7+D7)", false), ("/B8", false), ("/(C8+D8)", true), ("/B9", true)] {
        assert_eq!(found.contains(cell), reckoned, "{cell} in {found}");
    }
    assert!(!found.contains("SUM(B7:B9)") && !found.contains("SUM(C7:C9)") && found.contains("SUM(D7:D9)"), "{found}");
    assert_eq!(sheets_of_xlsx(&bytes)[1].1[6][6], "0.96");
}

/// The charts of a workbook, the first chart first.
fn charts(bytes: &[u8]) -> Vec<String> {
    let archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.file_names().filter(|name| name.as_ref().unwrap().starts_with("xl/charts/chart")).count();
    (1..=count).map(|number| part(bytes, &format!("xl/charts/chart{number}.xml"))).collect()
}

#[test]
fn a_table_of_statuses_by_unit_has_a_native_chart_behind_it() {
    let bytes = render(&units_report(30));
    let sheets: Vec<String> = sheets_of_xlsx(&bytes).into_iter().map(|(name, _)| name).collect();
    assert_eq!(sheets, ["Tổng hợp", SHEET, "Biểu đồ PHỤ LỤC 01"]);
    let summary = sheets_of_xlsx(&bytes)[0].1.iter().map(|row| row.join("|")).collect::<Vec<_>>();
    assert_eq!(summary.last().unwrap(), "2|Biểu đồ PHỤ LỤC 01|Biểu đồ: Kết quả thực hiện nhiệm vụ theo đơn vị");
    let charts = charts(&bytes);
    assert_eq!(charts.len(), 1);
    let chart = &charts[0];
    for wanted in [
        "<c:barDir val=\"bar\"/><c:grouping val=\"stacked\"/>",
        "<a:t>Kết quả thực hiện nhiệm vụ theo đơn vị</a:t>",
        "<c:v>Đã hoàn thành: đúng hạn</c:v>",
        "<c:v>Chưa hoàn thành: trễ hạn</c:v>",
        // The total row, 37, is left out.
        "'PHỤ LỤC 01'!$A$7:$A$36",
        "'PHỤ LỤC 01'!$C$7:$C$36",
        "'PHỤ LỤC 01'!$F$7:$F$36",
        "<c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:axPos val=\"l\"/>",
        "<a:srgbClr val=\"0072B2\"/>",
        "<a:srgbClr val=\"9E2A00\"/>",
    ] {
        assert!(chart.contains(wanted), "{wanted} is not in {chart}");
    }
    let drawing = part(&bytes, "xl/drawings/drawing1.xml");
    assert!(drawing.contains("descr=\"Biểu đồ thanh xếp chồng, 30 cơ quan, đơn vị. Tổng cộng: "));
    assert!(drawing.contains("đã hoàn thành: đúng hạn 3.013;"), "{drawing}");
    assert!(part(&bytes, "xl/worksheets/sheet3.xml").contains("paperSize=\"9\""));
    assert!(render(&units_report(30)) == bytes);
}

#[test]
fn many_units_go_on_in_charts_of_one_scale_on_further_pages() {
    let bytes = render(&units_report(130));
    let charts = charts(&bytes);
    assert_eq!(charts.len(), 4);
    let bars: usize = charts
        .iter()
        .map(|chart| {
            let count = chart.split("<c:ptCount val=\"").nth(1).unwrap().split('"').next().unwrap();
            count.parse::<usize>().unwrap()
        })
        .sum();
    assert_eq!(bars, 130);
    assert!(charts.iter().all(|chart| chart.contains("<c:max val=\"250\"/>")), "{}", charts[0]);
    assert!(charts[3].contains("(4/4)") && charts[3].contains("$A$136") && !charts[3].contains("$A$137"));
    assert!(part(&bytes, "xl/worksheets/sheet3.xml").contains("<rowBreaks count=\"3\""));
}

#[test]
fn a_chart_whose_table_is_not_printed_brings_its_counts() {
    let bar = |label: &str, values: [u64; 4]| Bar { label: label.to_owned(), values: values.to_vec() };
    let series = [Tone::OnTime, Tone::Late, Tone::InDeadline, Tone::Overdue];
    let series = series.map(|tone| Series { label: format!("Phần {tone:?}"), tone });
    let chart = Chart {
        id: "units".to_owned(),
        title: "Theo đơn vị".to_owned(),
        alternative: "Biểu đồ".to_owned(),
        series: series.to_vec(),
        bars: vec![bar("Sở Y tế", [3, 0, 1, 2]), bar("Sở Nội vụ", [1_200, 5, 0, 0])],
    };
    let document = Document { body: vec![Block::Chart(chart)], ..fixture::empty() };
    let bytes = render(&document);
    let sheets = sheets_of_xlsx(&bytes);
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Tổng hợp", "units", "Biểu đồ units"]);
    let rows: Vec<String> = sheets[1].1.iter().map(|row| row.join("|")).collect();
    assert!(rows[0].starts_with("Theo đơn vị"), "{rows:?}");
    assert_eq!(rows[2], "Cơ quan, đơn vị|Phần OnTime|Phần Late|Phần InDeadline|Phần Overdue");
    assert_eq!(rows[3..], ["Sở Y tế|3|0|1|2", "Sở Nội vụ|1200|5|0|0"]);
    let charts = charts(&bytes);
    assert!(charts.len() == 1 && charts[0].contains("<c:v>Phần Overdue</c:v>"), "{charts:?}");
}

#[test]
fn other_tables_have_no_chart() {
    let shown = units(3);
    let only_total = shown.rows().last().cloned().unwrap();
    let mut without_count = shown.rows().to_vec();
    without_count[1].cells[3] = Cell::new(Value::Blank);
    for rows in [Vec::new(), vec![only_total], without_count] {
        let bytes = render(&with_table(table(rows)));
        assert_eq!(sheets_of_xlsx(&bytes).len(), 2);
        assert!(charts(&bytes).is_empty());
    }
}

#[test]
fn a_long_table_of_long_names_is_whole() {
    let name = |unit: u64| {
        format!("{unit} {}", "Ban Quản lý dự án đầu tư xây dựng ".repeat(4)).chars().take(120).collect::<String>()
    };
    let mut rows = units(1_000).rows().to_vec();
    for (unit, row) in (1..).zip(rows.iter_mut().take(1_000)) {
        row.cells[0] = Cell::new(Value::Text(name(unit)));
    }
    let bytes = render(&with_table(table(rows)));
    let sheet = &sheets_of_xlsx(&bytes)[1].1;
    assert_eq!((sheet.len(), &sheet[1_005][0]), (1_007, &name(1_000)));
    assert!(formulas(&bytes, SHEET).concat().contains("SUM(C7:C1006)"));
    // Names of two lines and more leave the bars their room; short ones need no rule.
    let placed = "<c:layoutTarget val=\"inner\"/>";
    assert!(charts(&bytes).iter().all(|chart| chart.contains(placed)));
    assert!(!charts(&render(&units_report(3)))[0].contains(placed));
    assert!(part(&bytes, "xl/worksheets/sheet2.xml").contains("<autoFilter ref=\"A6:H1006\""));
}

#[test]
fn a_description_too_long_for_excel_is_cut_and_not_lost() {
    let shown = units(3);
    let mut head = shown.head().to_vec();
    head[0][2].text = "Đã hoàn thành ".repeat(20);
    let long = Table::new("units", "", shown.columns().to_vec(), head, shown.rows().to_vec()).unwrap();
    let bytes = render(&with_table(long));
    let drawing = part(&bytes, "xl/drawings/drawing1.xml");
    let description = drawing.split("descr=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(description.ends_with('…') && description.chars().count() == 255, "{description}");
}

#[test]
fn a_column_of_rates_in_a_template_becomes_formulas() {
    let late = "  { id = \"overdue\", group = \"Chưa hoàn thành\", heading = \"Trễ hạn\", width = 15.5 },\n";
    let rate = "  { id = \"completion_rate\", heading = \"Tỷ lệ\", width = 10 },\n";
    // Nothing shows the tasks that were done in time, or those that were done.
    let lone = "  { id = \"on_time_rate\", heading = \"Tỷ lệ đúng hạn\", width = 10 },\n";
    let bench = Workbench::with_template().edit(REPORT, late, &format!("{late}{rate}"));
    let book = |bench: &Workbench| {
        let run = bench.report();
        assert_eq!(run.status, 0, "{}", run.stderr);
        bench.results().remove("bao-cao-nam-2018.xlsx").unwrap()
    };
    let found = formulas(&book(&bench), "PHỤ LỤC 02");
    let rates: Vec<&String> = found.iter().filter(|text| text.starts_with("IF(")).collect();
    assert_eq!(rates.len(), 31, "{found:?}");
    assert_eq!(rates[0], "IF(C8=0,\"–\",ROUND((D8+E8)/C8,3))");
    let on_time = "  { id = \"on_time\", group = \"Đã hoàn thành\", heading = \"Đúng hạn\", width = 15.5 },\n";
    let bench = bench.edit(REPORT, on_time, "").edit(REPORT, rate, lone);
    assert!(!formulas(&book(&bench), "PHỤ LỤC 02").concat().contains("ROUND"));
}
