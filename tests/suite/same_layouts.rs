//! The same tasks give the same figures however their heading and their rows are laid out: the layouts of real exports.
//!
//! In: the tasks of `same_tasks`. Out: the printed tables of each layout, against those of a plain table of the same columns.

use rust_xlsxwriter::Workbook;

use super::{
    heading_variants::{UNREAD, VARIANTS, of},
    same_tasks::{COLUMNS, assert_same, figures, laid_out, plain, project, run, wanted},
    task_grid::Grid,
};

/// In text, and in a workbook with its merged cells and real days.
#[track_caller]
fn assert_everywhere(name: &str, wanted: &[String], grid: &Grid, input: &[(&str, &str)]) {
    for (extension, bytes) in [("csv", grid.csv(";").into_bytes()), ("xlsx", grid.xlsx(true))] {
        let project = project(extension, input);
        project.write(&format!("tasks.{extension}"), bytes);
        assert_same(&format!("{name}, {extension}"), wanted, project.run());
    }
}

fn titled(rows: usize) -> Grid {
    let titles =
        ["ỦY BAN NHÂN DÂN TỈNH KON TUM", "", "DANH SÁCH NHIỆM VỤ GIAO NĂM 2018", "(Kèm theo Báo cáo số 28/BC-TKTra)"];
    (0..rows).fold(plain(), |grid, row| {
        let title = titles[row % titles.len()];
        grid.with_line(row, if row % 3 == 1 { 4 } else { 0 }, title, row % 2 == 0)
    })
}

#[test]
fn title_rows_shifted_columns_and_an_empty_heading_change_nothing() {
    let wanted = wanted();
    for rows in [0, 1, 3, 10] {
        assert_everywhere(&format!("{rows} title rows"), &wanted, &titled(rows), &[]);
    }
    assert_everywhere("shifted", &wanted, &plain().shifted(1), &[]);
    assert_everywhere("shifted below titles", &wanted, &titled(2).shifted(2), &[]);
    let mut unnamed = plain();
    unnamed.rows[0][0].clear();
    assert_everywhere("empty STT", &wanted, &unnamed, &[]);
}

/// Two rows of heading: groups over the document, the deadline and the result.
fn grouped() -> Grid {
    let mut grid = plain().with_line(0, 0, "", false);
    let groups = [(2, 3, "Văn bản giao nhiệm vụ"), (7, 9, "Thời hạn"), (10, 11, "Kết quả")];
    for column in 0..grid.width() {
        match groups.iter().find(|(first, last, _)| (*first..=*last).contains(&column)) {
            Some((first, last, text)) if column == *first => {
                grid.rows[0][column] = (*text).to_owned();
                grid.merges.push((0, *first, 0, *last));
            }
            Some(_) => {}
            None => {
                grid.rows[0][column] = std::mem::take(&mut grid.rows[1][column]);
                grid.merges.push((0, column, 1, column));
            }
        }
    }
    grid
}

#[test]
fn a_heading_of_two_rows_is_the_same_heading() {
    let wanted = wanted();
    assert_everywhere("two rows", &wanted, &grouped(), &[]);
    let below_titles = grouped().with_line(0, 0, "DANH SÁCH NHIỆM VỤ", true).with_line(1, 0, "", false);
    assert_everywhere("two rows below titles", &wanted, &below_titles, &[]);
    assert_everywhere("two rows, shifted", &wanted, &grouped().shifted(1), &[]);
}

#[test]
fn lines_between_the_tasks_are_no_tasks() {
    let wanted = wanted();
    let heading = plain().rows[0].clone();
    let mut repeated = plain();
    repeated.rows.insert(9, heading.clone());
    repeated.rows.insert(20, heading);
    assert_everywhere("heading repeated", &wanted, &repeated, &[]);
    let mut grid = plain().with_line(1, 0, "I. Nhiệm vụ Chính phủ giao", true).with_line(8, 0, "Nhóm 2 (13)", true);
    let mut numbered = vec![String::new(); grid.width()];
    numbered[0] = "II".to_owned();
    numbered[4] = "Phòng Nội chính".to_owned();
    grid.rows.insert(15, numbered);
    let end = grid.rows.len();
    let grid = grid
        .with_line(end, 0, "Tổng cộng", false)
        .with_line(end + 1, 4, "", false)
        .with_line(end + 2, 3, "Kon Tum, ngày 31 tháng 12 năm 2018", false)
        .with_line(end + 3, 1, "NGƯỜI LẬP BIỂU", false)
        .with_line(end + 4, 0, "Nguyễn Văn A", true);
    assert_everywhere("groups, total, signatures", &wanted, &grid, &[]);
}

#[test]
fn the_order_of_columns_is_nothing() {
    let wanted = wanted();
    // Steps that have no part in common with the number of columns reach every column once.
    for (start, step) in [(0, 13), (5, 3), (11, 9)] {
        let columns: Vec<_> = (0..COLUMNS.len()).map(|place| COLUMNS[(start + place * step) % COLUMNS.len()]).collect();
        assert_everywhere(&format!("{start} by {step}"), &wanted, &laid_out(&columns), &[]);
    }
}

#[test]
fn every_heading_that_was_met_means_its_field() {
    let wanted = wanted();
    let most = VARIANTS.iter().map(|(_, labels)| labels.len()).max().unwrap();
    for turn in 0..most {
        let label = |(field, label): (&'static str, &'static str)| match of(field) {
            [] => (field, label),
            labels => (field, labels[turn % labels.len()]),
        };
        let columns = COLUMNS.map(label);
        let mut grid = laid_out(&columns);
        if turn % 2 == 1 {
            grid.rows[0].iter_mut().for_each(|label| *label = label.to_uppercase());
        }
        assert_same(&format!("{:?}", grid.rows[0]), &wanted, run("csv", grid.csv(",").as_bytes()));
    }
}

#[test]
fn columns_that_nothing_reads_change_nothing() {
    let wanted = wanted();
    for (turn, labels) in UNREAD.chunks(14).enumerate() {
        let unread = labels.iter().map(|label| ("–", *label));
        // Between the others, and before them all.
        let between = COLUMNS.into_iter().zip(unread.clone()).flat_map(|(known, unread)| [known, unread]);
        let columns: Vec<_> = if turn % 2 == 0 { between.collect() } else { unread.chain(COLUMNS).collect() };
        assert_same(&format!("{labels:?}"), &wanted, run("csv", laid_out(&columns).csv(";").as_bytes()));
    }
}

/// The same with equal cells of a column that stand one below the other merged into one.
fn merged_down(mut grid: Grid, columns: &[usize]) -> Grid {
    for column in columns {
        let mut first = 1;
        for row in 2..=grid.rows.len() {
            if row < grid.rows.len() && grid.rows[row][*column] == grid.rows[first][*column] {
                continue;
            }
            if row - first > 1 && !grid.rows[first][*column].is_empty() {
                grid.merges.push((first, *column, row - 1, *column));
                grid.rows[first + 1..row].iter_mut().for_each(|cells| cells[*column].clear());
            }
            first = row;
        }
    }
    grid
}

#[test]
fn cells_merged_down_hold_for_every_task_they_cover() {
    let grid = merged_down(plain(), &[2, 3, 5, 6, 7, 11]);
    assert!(grid.merges.len() > 20);
    assert_same("merged down", &wanted(), run("xlsx", &grid.xlsx(false)));
    assert_same("merged down, days", &wanted(), run("xlsx", &grid.xlsx(true)));
}

#[test]
fn tasks_in_several_sheets_and_files_and_hidden_rows_are_all_counted() {
    let parts = || {
        let Grid { rows, .. } = plain();
        [&rows[1..10], &rows[10..11], &rows[11..]].map(|part| Grid::of([&rows[..1], part].concat()))
    };
    let mut workbook = Workbook::new();
    for part in parts() {
        part.shifted(1).fill(workbook.add_worksheet(), true);
    }
    workbook.add_worksheet().write_string(0, 0, "Ghi chú của người lập").unwrap();
    assert_same("three sheets", &wanted(), run("xlsx", &workbook.save_to_buffer().unwrap()));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    plain().fill(sheet, false);
    for row in [3, 4, 20] {
        sheet.set_row_hidden(row).unwrap();
    }
    sheet.set_column_hidden(6).unwrap();
    assert_same("hidden rows", &wanted(), run("xlsx", &workbook.save_to_buffer().unwrap()));
    let project = project("csv", &[("tasks.csv", "tasks-*.*")]);
    for (number, (part, extension)) in parts().into_iter().zip(["csv", "xlsx", "tsv"]).enumerate() {
        let bytes = match extension {
            "csv" => part.csv(";").into_bytes(),
            "tsv" => part.csv("\t").into_bytes(),
            _ => part.xlsx(true),
        };
        project.write(&format!("tasks-{number}.{extension}"), bytes);
    }
    assert_same("three files", &wanted(), project.run());
}

#[test]
fn two_ends_below_their_groups_are_the_deadline_and_the_day_done() {
    let columns: Vec<_> =
        COLUMNS.into_iter().filter(|(field, _)| !["deadline_latest", "extended_on"].contains(field)).collect();
    let wanted = figures(&run("csv", laid_out(&columns).csv(",").as_bytes()).unwrap());
    let pair = |(field, label)| match field {
        "assigned_on" => (field, "Bắt đầu"),
        "deadline_original" | "completed_on" => (field, "Kết thúc"),
        _ => (field, label),
    };
    let columns: Vec<_> = columns.into_iter().map(pair).collect();
    let mut grid = laid_out(&columns).with_line(0, 6, "Kế hoạch", false);
    grid.rows[0][8] = "Thực tế".to_owned();
    grid.merges.push((0, 6, 0, 7));
    for column in (0..6).chain(9..grid.width()) {
        grid.rows[0][column] = std::mem::take(&mut grid.rows[1][column]);
        grid.merges.push((0, column, 1, column));
    }
    assert_everywhere("plan and fact", &wanted, &grid, &[]);
}

const UNIT: (&str, &str) = ("file = \"tasks.", "default_unit = \"Sở Y tế\"\nfile = \"tasks.");

/// A layout of a real export: its number, its columns (`–` for what nothing reads), its title rows, and what dondoc.toml must say.
type Layout = (&'static str, &'static [(&'static str, &'static str)], usize, &'static [(&'static str, &'static str)]);

const LAYOUTS: [Layout; 9] = [
    (
        "15",
        &[
            ("stt", "STT"),
            ("content", "Nội dung giao nhiệm vụ"),
            ("assigned_on", "Ngày yêu cầu"),
            ("lead_units", "Đơn vị thực hiện"),
            ("status_label", "Tình trạng"),
            ("status_note", "Tình hình thực hiện"),
        ],
        1,
        &[],
    ),
    (
        "16",
        &[
            ("stt", "STT"),
            ("document", "Số ký hiệu văn bản, người ký"),
            ("content", "Nội dung được giao"),
            ("lead_units", "Cơ quan chủ công thực hiện"),
            ("deadline_original", "TG hoàn thành"),
            ("–", "Kết quả thực hiện"),
            ("status_label", "Tình trạng xử lý"),
        ],
        1,
        &[],
    ),
    (
        "17",
        &[
            ("stt", "STT"),
            ("document", "Số, ký hiệu"),
            ("content", "Trích yếu hoặc nhiệm vụ theo dõi"),
            ("status_label", "Diễn giải trạng thái"),
            ("deadline_original", "Hạn xử lý"),
        ],
        2,
        &[UNIT],
    ),
    (
        "19",
        &[
            ("stt", "STT"),
            ("task_id", "mã"),
            ("assigned_on", "ngày chỉ đạo"),
            ("content", "tên"),
            ("–", "phòng ban phối hợp"),
            ("deadline_original", "hạn"),
            ("–", "số ngày quá hạn"),
            ("status_label", "trạng thái"),
        ],
        0,
        &[UNIT],
    ),
    (
        "20",
        &[
            ("task_id", "Mã nhiệm vụ"),
            ("–", "Mã KH nguồn"),
            ("–", "Kỳ kế hoạch"),
            ("content", "Tên nhiệm vụ"),
            ("lead_units", "Đơn vị chủ trì"),
            ("–", "Đơn vị phối hợp"),
            ("–", "Sản phẩm/kết quả"),
            ("deadline_original", "Hạn baseline"),
            ("deadline_latest", "Hạn hiện hành"),
            ("status_label", "Trạng thái"),
            ("–", "% hoàn thành"),
            ("–", "Mức rủi ro"),
            ("–", "Người cập nhật"),
            ("–", "Liên kết minh chứng"),
            ("status_note", "Ghi chú"),
        ],
        0,
        &[],
    ),
    (
        "22",
        &[
            ("stt", "STT"),
            ("lead_units", "ĐƠN VỊ/TỔ"),
            ("–", "HỌ VÀ TÊN"),
            ("content", "NỘI DUNG CÔNG VIỆC"),
            ("–", "LÃNH ĐẠO CHỈ ĐẠO"),
            ("deadline_original", "TIẾN ĐỘ/THỜI GIAN"),
            ("status_label", "TRẠNG THÁI"),
            ("–", "SẢN PHẨM"),
        ],
        2,
        &[],
    ),
    (
        "23",
        &[
            ("stt", "STT"),
            ("document", "Văn bản"),
            ("lead_units", "Cơ quan"),
            ("–", "Lĩnh vực"),
            ("–", "Hình thức xử lý"),
            ("deadline_original", "Thời hạn UBND"),
            ("status_label", "Tình trạng"),
            ("status_note", "Ghi chú"),
        ],
        0,
        &[],
    ),
    (
        "24",
        &[
            ("stt", "TT"),
            ("content", "Nội dung"),
            ("lead_units", "Cơ quan chủ trì, tham mưu"),
            ("–", "Lãnh đạo VP theo dõi"),
            ("–", "Phòng chuyên môn"),
            ("status_label", "Tiến độ"),
            ("status_note", "Ghi chú"),
        ],
        0,
        &[],
    ),
    (
        "25",
        &[
            ("stt", "STT"),
            ("content", "Tên công việc"),
            ("lead_units", "Đơn vị thực hiện"),
            ("–", "Thẩm định"),
            ("assigned_on", "Thời gian bắt đầu"),
            ("deadline_original", "Thời gian dự kiến"),
            ("status_label", "Trạng thái"),
        ],
        3,
        &[],
    ),
];

#[test]
fn every_layout_of_real_exports_reads_as_the_plain_table_of_its_columns() {
    for (number, columns, titles, input) in LAYOUTS {
        let fields = columns.iter().map(|(field, _)| *field);
        let known: Vec<_> =
            fields.filter_map(|field| COLUMNS.iter().find(|(known, _)| *known == field)).copied().collect();
        let project = project("csv", input);
        project.write("tasks.csv", laid_out(&known).csv(","));
        let wanted = figures(&project.run().unwrap_or_else(|failure| panic!("{number}: {failure:?}")));
        let lines = (0..titles).fold(laid_out(columns), |grid, row| grid.with_line(row, 0, "DANH SÁCH", true));
        // Roman groups A and B, and the heading once more behind a page break.
        let heading = lines.rows[titles].clone();
        let mut grid = lines.with_line(titles + 1, 0, "A. Nhiệm vụ của tỉnh", true);
        grid.rows.insert(titles + 12, heading);
        assert_everywhere(&format!("layout {number}"), &wanted, &grid, input);
        let project = super::same_tasks::project("csv", input);
        project.write("tasks.csv", grid.shifted(1).csv("\t"));
        assert_same(&format!("layout {number}, shifted"), &wanted, project.run());
    }
}
