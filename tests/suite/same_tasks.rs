//! The same tasks give the same figures, cell for cell, whatever file they come in and however its heading is laid out.
//!
//! In: [`TASKS`], laid out and written in many ways; what LibreOffice made of one of them (`fixture/workbooks/same-tasks.*`). Out: the
//! printed tables of each, against those of the plainest.

use dondoc::{diagnostic::Failure, pipeline::Outcome};

use super::{
    counts::{Counts, count, quarantined, statuses},
    task_grid::Grid,
    text_encodings::{latin, tcvn3, vni, windows_1258},
    xlsx_parts::{cells, open},
};

/// What `soffice --headless --convert-to xls` and `ods` made of `book(true)`.
const XLS: &[u8] = include_bytes!("fixture/workbooks/same-tasks.xls");
const ODS: &[u8] = include_bytes!("fixture/workbooks/same-tasks.ods");

/// What is known of each task, with the heading under which it stands.
pub const COLUMNS: [(&str, &str); 14] = [
    ("stt", "STT"),
    ("task_id", "Mã nhiệm vụ"),
    ("document", "Số, ký hiệu"),
    ("document_date", "Ngày ban hành"),
    ("content", "Nội dung nhiệm vụ"),
    ("lead_units", "Cơ quan được giao"),
    ("assigned_on", "Ngày giao"),
    ("deadline_original", "Hạn xử lý"),
    ("deadline_latest", "Gia hạn đến"),
    ("extended_on", "Ngày gia hạn"),
    ("completed_on", "Ngày hoàn thành"),
    ("status_label", "Trạng thái"),
    ("closed_on", "Ngày thu hồi"),
    ("status_note", "Ghi chú"),
];

/// One task a line, `|` between cells, `\` for a line break in a cell. The as-of is 31/12/2018.
const TASKS: &str = "\
1|N01|1665/VPCP-KSTT|13/02/2018|Rà soát, sửa đổi quy chế|Sở Y tế|01/03/2018|30/04/2018|||20/04/2018|Đã hoàn thành||
2|N02|1665/VPCP-KSTT|13/02/2018|Báo cáo \"một cửa\" điện tử|SỞ  Y TẾ|01/03/2018|30/04/2018|||02/05/2018|Đã hoàn thành||Xong muộn
3|N03|1665/VPCP-KSTT|13/02/2018|Việc còn hạn|Sở Nội vụ|01/03/2018|31/01/2019||||Đang thực hiện||
4|N04|183/TB-UBND|09/07/2018|Việc trễ hạn|Sở Nội vụ|10/07/2018|31/08/2018||||Đang thực hiện||
5|N05|184/TB-UBND|10/07/2018|Không có hạn, đã xong|Sở Công Thương|10/07/2018||||11/07/2018|Đã hoàn thành||
6|N06|184/TB-UBND|10/07/2018|Không có hạn, còn mở|Sở Công Thương|10/07/2018|01/01/1970||||Đang thực hiện||
7|N07|184/TB-UBND|10/07/2018|Việc thường xuyên|Sở Công Thương|10/07/2018|Thường xuyên||||Đang thực hiện||
8|N08|185/TB-UBND|11/07/2018|Hạn theo tháng|Sở GD&ĐT|12/07/2018|Tháng 8/2018|||31/08/2018|Đã hoàn thành||
9|N09|185/TB-UBND|11/07/2018|Hạn theo tháng, quá|Sở Giáo dục và Đào tạo|12/07/2018|Tháng 8/2018|||01/09/2018|Đã hoàn thành||
10|N10|185/TB-UBND|11/07/2018|Hạn theo quý|UBND huyện Đăk Hà|12/07/2018|Quý III/2018|||30/09/2018|Đã hoàn thành||
11|N11|185/TB-UBND|11/07/2018|Hạn theo quý, trễ|Uỷ ban nhân dân huyện Đăk Hà|12/07/2018|Quý III/2018||||Đang thực hiện||
12|N12|186/TB-UBND|12/07/2018|Hạn theo năm|UBND huyện Ngọc Hồi|13/07/2018|Năm 2018||||Đang thực hiện||
13|N13|186/TB-UBND|12/07/2018|Trước ngày|UBND huyện Ngọc Hồi|13/07/2018|Trước ngày 30/9/2018|||30/09/2018|Đã hoàn thành||
14|N14|186/TB-UBND|12/07/2018|Khoảng thời gian|UBND huyện Ngọc Hồi|13/07/2018|Từ tháng 8/2018 đến tháng 2/2019||||Đang thực hiện||
15|N15|187/TB-UBND|13/07/2018|Gia hạn, xong trong hạn mới|Sở Tài chính|16/07/2018|31/08/2018|30/09/2018|30/08/2018|15/09/2018|Đã hoàn thành||
16|N16|187/TB-UBND|13/07/2018|Gia hạn sau khi đã trễ|Sở Tài chính|16/07/2018|31/08/2018|30/09/2018|05/09/2018|15/09/2018|Đã hoàn thành||
17|N17|188/TB-UBND|14/07/2018|Nhiệm vụ chung|Sở Y tế; Sở Nội vụ|16/07/2018|31/08/2018|||30/08/2018|Đã hoàn thành||
18|N18|188/TB-UBND|14/07/2018|Nhiệm vụ chung ba đơn vị|• Sở Y tế\\• Sở Tài chính\\• Sở Văn hóa, Thể thao và Du lịch|16/07/2018|31/08/2018||||Đang thực hiện||
19|N19|188/TB-UBND|14/07/2018|Nhiệm vụ chung hai dòng|Sở Nội vụ\\Sở Văn hoá, Thể thao và Du lịch|16/07/2018|1/3/2019||||Đang thực hiện||
20|N20|189/TB-UBND|15/07/2018|Đơn vị lạ|Công ty Nước sạch Kon Tum|16/07/2018|31/12/2018||||Đang thực hiện||
21|N21|189/TB-UBND|15/07/2018|Đã thu hồi|Sở Tài chính|16/07/2018|31/08/2018||||Thu hồi|20/08/2018|
22|N22|190/TB-UBND|16/07/2018|Bị trả lại|Sở Tài chính|17/07/2018|31/08/2018||||Trả lại||
23|N23|15/TB-UBND|05/01/2017|Giao năm trước, còn mở|Sở Y tế|06/01/2017|31/12/2017||||Đang thực hiện||
24|N24|191/TB-UBND|20/12/2018|Giao sau kỳ|Sở Y tế|02/01/2019|31/01/2019||||Đang thực hiện||
25|N25|192/TB-UBND|21/12/2018|Xong sau ngày chốt|Sở Nội vụ|24/12/2018|28/12/2018|||03/01/2019|Đã hoàn thành||Ghi chú; có dấu, khác
26|N26|192/TB-UBND|21/12/2018|Ngày sai|Sở Nội vụ|24/12/2018|31/11/2018||||Đang thực hiện||
27|N27|192/TB-UBND|21/12/2018|Đơn vị chung chung|Các đơn vị|24/12/2018|||||Đang thực hiện||
";

/// The value of a field of each task.
fn tasks() -> Vec<Vec<String>> {
    TASKS.lines().map(|line| line.split('|').map(|cell| cell.replace('\\', "\n")).collect()).collect()
}

/// A table of these columns, each with its own heading; a field that is not known (`-`) gives cells that hold a word.
pub fn laid_out(columns: &[(&str, &str)]) -> Grid {
    let place = |field: &str| COLUMNS.iter().position(|(known, _)| *known == field);
    let heading = columns.iter().map(|(_, label)| (*label).to_owned()).collect();
    let row = |task: Vec<String>| {
        columns.iter().map(|(field, _)| place(field).map_or("–".to_owned(), |place| task[place].clone())).collect()
    };
    Grid::of([heading].into_iter().chain(tasks().into_iter().map(row)).collect())
}

pub fn plain() -> Grid {
    laid_out(&COLUMNS)
}

/// The tasks in a workbook, beside three columns under the headings that [`open`] looks for.
fn book(typed: bool) -> Vec<u8> {
    let words = [("stt", "Một"), ("stt", "Hai"), ("stt", "Ba")];
    let columns: Vec<(&str, &str)> = COLUMNS.into_iter().chain(words).collect();
    laid_out(&columns).xlsx(typed)
}

const METRICS: [&str; 9] =
    ["assigned", "done", "on_time", "late", "open", "in_deadline", "overdue", "with_deadline", "no_deadline"];

/// dondoc.toml without a mapping, and a template that prints all there is of each task.
pub fn project(extension: &str, edits: &[(&str, &str)]) -> Counts {
    let project = Counts::of(extension);
    project.edit("dondoc.toml", "mapping = \"kon-tum-tracker\"\n", "");
    for (from, to) in edits {
        project.edit("dondoc.toml", from, to);
    }
    let metrics: Vec<String> = METRICS.iter().map(|id| format!("{{ id = \"{id}\", heading = \"{id}\" }}")).collect();
    let template = "report-templates/reports/counts/report.md";
    project.edit(template, "{ id = \"assigned\", heading = \"assigned\" }", &metrics.join(", "));
    let fields = [
        "document",
        "document_date",
        "content",
        "assigned_on",
        "deadline_original",
        "deadline_kind",
        "deadline_latest",
        "extended_on",
        "completed_on",
        "status_label",
        "status_note",
        "days_late",
    ];
    let fields: Vec<String> = fields.iter().map(|id| format!("{{ id = \"{id}\", heading = \"{id}\" }}")).collect();
    let deadline = "{ id = \"deadline\", heading = \"deadline\" }";
    project.edit(template, deadline, &format!("{deadline}, {}", fields.join(", ")));
    project
}

pub fn run(extension: &str, bytes: &[u8]) -> Result<Outcome, Failure> {
    let project = project(extension, &[]);
    project.write(&format!("tasks.{extension}"), bytes);
    project.run()
}

/// Everything that may be printed but places: the tables, the sums of their metrics, what waits and why.
pub fn figures(outcome: &Outcome) -> Vec<String> {
    let tables =
        outcome.files.iter().filter(|file| file.name.starts_with("tables/") && file.name != "tables/tasks.csv");
    let tables = tables.map(|file| format!("{}\n{}", file.name, String::from_utf8(file.bytes.clone()).unwrap()));
    let sums = outcome.tables.iter().flat_map(|(spec, metrics)| {
        METRICS.map(|id| format!("{} {id} {:?} {:?}", spec.id(), metrics.tasks(id), metrics.total(id)))
    });
    let mut waiting: Vec<String> = quarantined(outcome).into_iter().map(|codes| format!("{codes:?}")).collect();
    waiting.sort();
    let accepted = format!("accepted {}", outcome.closing.reconciliation.accepted());
    tables.chain(sums).chain(waiting).chain([accepted]).collect()
}

#[track_caller]
pub fn assert_same(name: &str, wanted: &[String], found: Result<Outcome, Failure>) {
    let outcome = found.unwrap_or_else(|failure| panic!("{name}: {failure:?}"));
    let found = figures(&outcome);
    assert_eq!(found.len(), wanted.len(), "{name}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert_eq!(found, wanted, "{name}");
    }
}

pub fn wanted() -> Vec<String> {
    figures(&run("csv", plain().csv(",").as_bytes()).unwrap())
}

#[test]
fn the_figures_are_what_a_person_counts() {
    let outcome = run("csv", plain().csv(",").as_bytes()).unwrap();
    assert_eq!(statuses(&outcome), [7, 3, 7, 5]);
    assert_eq!(count(&outcome, "given", "no_deadline"), 3);
    assert_eq!(count(&outcome, "open", "assigned"), 13);
    assert_eq!(quarantined(&outcome).len(), 2);
}

#[test]
fn every_kind_of_text_table_gives_the_same_figures() {
    let wanted = wanted();
    for delimiter in [",", ";", "\t", "|"] {
        let text = plain().csv(delimiter);
        assert_same(&format!("UTF-8 {delimiter:?}"), &wanted, run("csv", text.as_bytes()));
        assert_same("mark", &wanted, run("csv", format!("\u{feff}{text}").as_bytes()));
        let units: Vec<u16> = format!("\u{feff}{text}").encode_utf16().collect();
        let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_same("UTF-16 LE", &wanted, run("txt", &little));
        assert_same("UTF-16 BE", &wanted, run("tsv", &big));
    }
    assert_same("LF", &wanted, run("csv", plain().csv(";").replace("\r\n", "\n").as_bytes()));
}

#[test]
fn every_encoding_of_text_gives_the_same_figures() {
    assert_same("Windows-1258", &wanted(), run("csv", &windows_1258(&plain().csv(";"))));
    // Fonts of old have no bullet, and TCVN3 has no capital vowels with tones.
    let text = plain().csv("\t").replace('•', "-");
    let small = |text: &String| text.to_lowercase();
    let wanted: Vec<String> = figures(&run("csv", text.as_bytes()).unwrap()).iter().map(small).collect();
    for (name, bytes) in [("TCVN3", tcvn3(&text)), ("VNI", latin(&vni(&text)))] {
        let found: Vec<String> = figures(&run("txt", &bytes).unwrap()).iter().map(small).collect();
        assert_eq!(found, wanted, "{name}");
    }
}

#[test]
fn every_kind_of_workbook_gives_the_same_figures() {
    let wanted = wanted();
    assert_same("Parquet", &wanted, run("parquet", &plain().parquet()));
    let (texts, days) = (book(false), book(true));
    let kinds = [("xlsx", &texts[..]), ("xlsx", &days), ("xlsm", &days), ("xls", XLS), ("ods", ODS)];
    for (extension, bytes) in kinds {
        assert_same(extension, &wanted, run(extension, bytes));
    }
}

#[test]
fn the_converted_workbooks_hold_the_cells_of_this_one() {
    let ours = cells(&open("xlsx", &book(true)).unwrap());
    for (extension, bytes) in [("xls", XLS), ("ods", ODS)] {
        assert_eq!(cells(&open(extension, bytes).unwrap()), ours, "{extension}");
    }
}
