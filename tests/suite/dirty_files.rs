//! No row is ever lost, whatever stands in a file: read = accepted + quarantined + skipped, and read is what was written.
//!
//! In: random tables of tasks, lines, blanks and rubbish, written as text and as workbooks. Out: equal sums.

use dondoc::{
    diagnostic::{Code, Failure},
    normalize::SourceCounts,
    pipeline::Outcome,
};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Formula};

use super::{
    counts::{Counts, noted},
    task_grid::Grid,
};

const HEADING: [&str; 8] = [
    "STT",
    "Mã nhiệm vụ",
    "Nội dung nhiệm vụ",
    "Cơ quan được giao",
    "Ngày giao",
    "Hạn xử lý",
    "Ngày hoàn thành",
    "Trạng thái",
];
pub const WIDTH: usize = HEADING.len();

const UNITS: [&str; 9] = [
    "Sở Y tế",
    "SỞ  NỘI VỤ",
    "Sở Y tế; Sở Nội vụ",
    "• Sở Y tế\n• Công ty X",
    "Các đơn vị",
    "Sở Ỷ tế",
    "Đơn vị lạ",
    "",
    "12",
];
const DATES: [&str; 12] = [
    "01/02/2018",
    "1/3/2018",
    "31/12/2018",
    "2018-05-06",
    "31/02/2018",
    "11/8/14",
    "20/01/201",
    "01/01/1970",
    "–",
    "hôm qua",
    "",
    "01/02/3018",
];
const DEADLINES: [&str; 12] = [
    "01/03/2018",
    "Tháng 8/2018",
    "Quý III/2018",
    "Năm 2018",
    "Thường xuyên",
    "Từ tháng 2/2018 đến tháng 9/2019",
    "trước ngày 30/6/2018",
    "Tháng 13/2018",
    "khi có yêu cầu",
    "",
    "31/11/2018",
    "15/12/2018-15/02/2019",
];
const LABELS: [&str; 7] =
    ["Đã hoàn thành", "Đang thực hiện", "Thu hồi", "Trả lại", "Nhãn lạ", "", "Chưa hoàn thành / Trễ hạn"];
const LINES: [&str; 10] = [
    "I. Nhiệm vụ của tỉnh",
    "Nhóm (3)",
    "Tổng cộng",
    "Tổng số",
    "Cộng",
    "Người lập biểu",
    "Kon Tum, ngày 31 tháng 12 năm 2018",
    "A",
    "#REF!",
    "=1+1",
];

/// One row below the heading.
#[derive(Debug, Clone)]
pub enum Line {
    Task(Vec<String>),
    Words { column: usize, text: String, merged: bool },
    Blank,
    Heading,
}

fn pick(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(texts).prop_map(str::to_owned)
}

/// A word of anything but line breaks and control characters.
fn rubbish() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[A-Za-z0-9ăâđêôơư,;/\" .:=+@-]{0,12}", "\\PC{0,8}", "[0-9]{1,7}"]
}

pub fn line() -> impl Strategy<Value = Line> {
    let id = prop_oneof![3 => "N[0-9]{1,3}", 1 => Just(String::new()), 1 => "[a-z0-9 ]{0,5}"];
    let task = (id, rubbish(), pick(&UNITS), pick(&DATES), pick(&DEADLINES), pick(&DATES), pick(&LABELS));
    let task = task.prop_map(|(id, content, unit, given, deadline, done, label)| {
        Line::Task(vec!["1".to_owned(), id, content, unit, given, deadline, done, label])
    });
    let wild = proptest::collection::vec(rubbish(), WIDTH).prop_map(Line::Task);
    let words = (0..WIDTH, pick(&LINES), any::<bool>());
    let words = words.prop_map(|(column, text, merged)| Line::Words { column, text, merged });
    prop_oneof![8 => task, 2 => wild, 3 => words, 1 => Just(Line::Blank), 1 => Just(Line::Heading)]
}

/// The table with its title rows.
pub fn grid(titles: usize, lines: &[Line]) -> Grid {
    let heading = || HEADING.map(str::to_owned).to_vec();
    let mut grid = Grid::of(vec![heading()]);
    for row in 0..titles {
        grid = grid.with_line(row, 0, "DANH SÁCH NHIỆM VỤ", true);
    }
    for line in lines {
        let at = grid.rows.len();
        match line {
            Line::Task(cells) => grid.rows.push(cells.clone()),
            Line::Heading => grid.rows.push(heading()),
            Line::Blank => grid.rows.push(vec![String::new(); WIDTH]),
            Line::Words { column, text, merged } => {
                grid = grid.with_line(at, if *merged { 0 } else { *column }, text, *merged);
            }
        }
    }
    grid
}

/// A column beside those of [`grid`]: its heading, and its cells from the top, over and over.
pub type Beside = (&'static str, Vec<String>);

/// Columns of everything else that decides what a task is.
pub fn beside() -> impl Strategy<Value = Vec<Beside>> {
    let column = |heading: &'static str, cells: &'static [&'static str]| {
        let cells = proptest::collection::vec(pick(cells), 1..20);
        proptest::option::weighted(0.4, cells).prop_map(move |cells| cells.map(|cells| (heading, cells)))
    };
    let columns = (
        column("Nhóm trạng thái", &["Đã hoàn thành", "Chưa hoàn thành", "", "Nhóm lạ"]),
        column("Gia hạn đến", &["", "", "01/06/2018", "Tháng 9/2018", "15/02/2018", "hôm qua"]),
        column("Ngày gia hạn", &["", "", "20/02/2018", "31/02/2018"]),
        column("Ngày thu hồi", &["", "", "01/04/2018", "–"]),
        column("Hình thức giao", &["", "Văn bản giấy", "Phần mềm"]),
        column("Cơ quan giao", &["", "UBND tỉnh", "Chủ tịch UBND tỉnh"]),
        column("Lĩnh vực", &["", "Y tế", "Đất đai"]),
        column("Ngày cập nhật", &["", "02/12/2018", "03/12/2018", "mới đây"]),
        column("Độ mật", &["", "Thường", "Không mật", "Thường", "Mật"]),
    );
    columns.prop_map(|(a, b, c, d, e, f, g, h, i)| [a, b, c, d, e, f, g, h, i].into_iter().flatten().collect())
}

/// The table with further columns; what stands in them makes no task of a line or of a blank row.
pub fn with_beside(mut grid: Grid, titles: usize, beside: &[Beside]) -> Grid {
    for (heading, cells) in beside {
        for (row, cell) in grid.rows.iter_mut().skip(titles + 1).zip(cells.iter().cycle()) {
            let is_task = row.iter().filter(|cell| !cell.is_empty()).count() > 2;
            row.push(if is_task { cell.clone() } else { String::new() });
        }
        grid.rows[..titles].iter_mut().for_each(|row| row.push(String::new()));
        grid.rows[titles].push((*heading).to_owned());
    }
    grid
}

/// Rows below the heading down to the last that holds more than spaces, as somebody counts who looks at the file.
fn rows_written(grid: &Grid, titles: usize) -> u64 {
    let holds = |row: &Vec<String>| row.iter().any(|cell| !cell.trim().is_empty());
    grid.rows[titles + 1..].iter().rposition(holds).map_or(0, |last| last as u64 + 1)
}

type Sums = Vec<(u64, u64, u64, Vec<(String, u64)>)>;

/// What became of the rows of each source; every one must add up, in every table too.
fn sums(outcome: &Outcome) -> Result<Sums, TestCaseError> {
    let mut sums = Vec::new();
    let sources = outcome.closing.reconciliation.sources();
    for counts in sources {
        prop_assert_eq!(counts.read, counts.accepted + counts.quarantined + counts.skipped_total());
        let skipped = counts.skipped.iter().map(|(skip, rows)| (skip.id().to_owned(), *rows)).collect();
        sums.push((counts.read, counts.accepted, counts.quarantined, skipped));
    }
    let accepted = outcome.closing.reconciliation.accepted();
    for (spec, metrics) in &outcome.tables {
        prop_assert_eq!(metrics.dispositions().values().sum::<u64>(), accepted, "{}", spec.id());
    }
    prop_assert_eq!(outcome.closing.quarantine.len() as u64, outcome.closing.reconciliation.quarantined());
    prop_assert!(outcome.closing.quarantine.iter().all(|row| !row.reasons.is_empty()));
    let listed = outcome.closing.skipped.len() as u64;
    let blank = sources.iter().flat_map(|counts| &counts.skipped).filter(|(skip, _)| skip.id() == "blank");
    let skipped: u64 = sources.iter().map(SourceCounts::skipped_total).sum();
    prop_assert_eq!(listed, skipped - blank.map(|(_, rows)| rows).sum::<u64>());
    Ok(sums)
}

/// Every table as it is printed but the ledger, which tells places.
fn printed(outcome: &Outcome) -> Vec<(String, String)> {
    let tables = outcome.files.iter().filter(|file| file.name.starts_with("tables/"));
    let tables = tables.filter(|file| file.name != "tables/tasks.csv");
    tables.map(|file| (file.name.clone(), String::from_utf8(file.bytes.clone()).unwrap())).collect()
}

/// The outcome, or the one failure that such a file may well end in.
fn ended(result: Result<Outcome, Failure>) -> Result<Option<Outcome>, TestCaseError> {
    match result {
        Ok(outcome) => Ok(Some(outcome)),
        Err(failure) => {
            let codes: Vec<Code> = failure.diagnostics().map(|found| found.code).collect();
            prop_assert!(codes.iter().all(|code| *code == Code::HeadingChanged), "{:?}", codes);
            Ok(None)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_dirty_table_is_the_same_in_text_and_in_a_workbook(titles in 0usize..5, lines in proptest::collection::vec(line(), 0..40)) {
        let grid = grid(titles, &lines);
        let text = ended(Counts::csv(&grid.csv(",")))?;
        let book = ended(Counts::bytes("xlsx", &grid.xlsx(false)))?;
        prop_assert_eq!(text.is_some(), book.is_some());
        let (Some(text), Some(book)) = (text, book) else { return Ok(()) };
        let (in_text, in_book) = (sums(&text)?, sums(&book)?);
        prop_assert_eq!(in_text[0].0, rows_written(&grid, titles));
        prop_assert_eq!(in_text, in_book);
        prop_assert_eq!(printed(&text), printed(&book));
    }

    #[test]
    fn ragged_rows_and_stray_marks_are_accounted_for(lines in proptest::collection::vec(line(), 1..30), cuts in proptest::collection::vec((0usize..30, 0usize..12), 0..6), delimiter in proptest::sample::select(vec![",", ";", "\t"])) {
        let mut grid = grid(0, &lines);
        for (row, width) in cuts {
            if let Some(cells) = grid.rows.get_mut(row + 1) {
                cells.resize(width.max(1), "x".to_owned());
            }
        }
        // A line of one empty cell is a blank line.
        let written = rows_written(&grid, 0);
        if let Some(outcome) = ended(Counts::csv(&grid.csv(delimiter)))? {
            let counts = sums(&outcome)?;
            prop_assert_eq!(counts[0].0, written);
        }
    }

    #[test]
    fn workbooks_of_errors_formulas_merges_and_hidden_rows_are_accounted_for(
        lines in proptest::collection::vec(line(), 1..25),
        odd in proptest::collection::vec((0u32..25, 0u16..8, 0usize..5), 0..12),
        down in proptest::option::of((0u32..20, 0u16..8, 1u32..6)),
        hidden in proptest::collection::vec(0u32..25, 0..4),
        second in proptest::collection::vec(line(), 0..10),
    ) {
        let first = grid(0, &lines);
        let rows = first.rows.len() as u32;
        let outcome = Counts::workbook(|workbook| {
            let sheet = workbook.add_worksheet();
            if let Some((row, column, height)) = down.filter(|(row, _, height)| row + height + 1 < rows) {
                // Ranges that meet another are refused by the writer.
                let _ = sheet.merge_range(row + 1, column, row + 1 + height, column, "", &Format::new());
            }
            let plain = Grid::of(first.rows.clone());
            plain.fill(sheet, true);
            for (row, column, kind) in odd.iter().filter(|(row, ..)| row + 1 < rows) {
                let (row, column) = (row + 1, *column);
                match kind {
                    0 => drop(sheet.write_formula(row, column, Formula::new("=NA()").set_result("#N/A")).unwrap()),
                    1 => drop(sheet.write_formula(row, column, Formula::new("=1+1").set_result("2")).unwrap()),
                    2 => drop(sheet.write_number(row, column, -1.5e300).unwrap()),
                    3 => drop(sheet.write_boolean(row, column, true).unwrap()),
                    _ => drop(sheet.write_number_with_format(row, column, 43_313.75, &Format::new().set_num_format("dd/mm/yyyy")).unwrap()),
                }
            }
            for row in hidden.iter().filter(|row| **row + 1 < rows) {
                sheet.set_row_hidden(row + 1).unwrap();
            }
            let other = workbook.add_worksheet();
            grid(1, &second).fill(other, false);
        });
        let Some(outcome) = ended(outcome)? else { return Ok(()) };
        let counts = sums(&outcome)?;
        prop_assert_eq!(counts.len(), 2);
        // What is merged down or put into a cell may make the last rows longer, never shorter.
        prop_assert!(counts[0].0 >= rows_written(&first, 0) && counts[0].0 < u64::from(rows));
        prop_assert_eq!(counts[1].0, rows_written(&grid(1, &second), 1));
        prop_assert!(!noted(&outcome).contains(&Code::SheetLeftOut));
    }

    #[test]
    fn the_order_of_rows_is_nothing_to_printed_tables(lines in proptest::collection::vec(line(), 0..25)) {
        let tasks: Vec<Vec<String>> = lines.into_iter().zip(0..).filter_map(|(line, number)| match line {
            Line::Task(mut cells) => {
                cells[1] = format!("M{number}");
                Some(cells)
            }
            _ => None,
        }).collect();
        let run = |tasks: Vec<Vec<String>>| {
            let lines: Vec<Line> = tasks.into_iter().map(Line::Task).collect();
            ended(Counts::csv(&grid(1, &lines).csv(";")))
        };
        let reversed = run(tasks.iter().rev().cloned().collect())?;
        let (Some(forward), Some(reversed)) = (run(tasks)?, reversed) else { return Ok(()) };
        prop_assert_eq!(sums(&forward)?, sums(&reversed)?);
        prop_assert_eq!(printed(&forward), printed(&reversed));
    }
}
