//! How long a large workbook takes: 50,000 tasks in 16 columns, read, checked and counted. `cargo bench --bench workbook` prints the median
//! of 11 in one process; `cargo bench --bench workbook -- FOLDER` only lays the project out there, for `xlsx_vs_python.py`.
//!
//! In: nothing. Out: a project, the same bytes every time, or lines on the terminal.
#![allow(missing_docs, clippy::expect_used, reason = "a measuring program stops at the first surprise")]

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use dondoc::{
    pipeline::{self, Job},
    progress::Silent,
    project::Project,
    render::Options,
};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

const TASKS: u32 = 50_000;
const RUNS: usize = 11;

fn main() {
    let asked = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    if let Some(folder) = asked {
        return make(Path::new(&folder));
    }
    let folder = tempfile::tempdir().expect("a folder");
    make(folder.path());
    let mut times: Vec<Duration> = (0..RUNS).map(|_| run(folder.path())).collect();
    times.sort_unstable();
    let median = times.get(RUNS / 2).copied().unwrap_or_default();
    println!("{TASKS} tasks of an xlsx read, checked and counted: {:.0} ms", median.as_secs_f64() * 1000.0);
}

fn run(folder: &Path) -> Duration {
    let start = Instant::now();
    let project = Project::load(folder).expect("the project loads");
    let job = Job { project, formats: vec!["none".to_owned()], options: Options::default(), force_final: false };
    let outcome = pipeline::run(&job, &Silent).expect("it runs");
    assert_eq!(outcome.closing.reconciliation.accepted(), u64::from(TASKS));
    start.elapsed()
}

/// Lays out a project of one export.
fn make(folder: &Path) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(folder)).expect("the folder takes it");
        #[expect(clippy::disallowed_methods, reason = "what is measured is laid out beforehand")]
        fs::write(path, text).expect("the folder takes it");
    };
    write("dondoc.toml", PROJECT);
    write("report-templates/reports/counts/report.md", TEMPLATE);
    workbook().and_then(|mut workbook| workbook.save(folder.join("tasks.xlsx"))).expect("the folder takes it");
}

const HEADINGS: [&str; 16] = [
    "STT",
    "Mã nhiệm vụ",
    "Cơ quan giao",
    "Số, ký hiệu",
    "Ngày ban hành",
    "Nội dung nhiệm vụ",
    "Lĩnh vực",
    "Cơ quan được giao",
    "Ngày giao",
    "Hạn xử lý",
    "Gia hạn đến",
    "Ngày gia hạn",
    "Ngày hoàn thành",
    "Kết quả thực hiện",
    "Ghi chú",
    "Độ mật",
];

const CONTENTS: [&str; 4] = [
    "Thẩm định hồ sơ trình Ủy ban nhân dân tỉnh xem xét quyết định nội dung về phát triển cây dược liệu và Sâm Ngọc Linh",
    "Chủ trì phối hợp với các đơn vị liên quan kiểm tra việc phòng chống thiên tai và tìm kiếm cứu nạn trên địa bàn tỉnh",
    "Xây dựng dự thảo nghị quyết trình Hội đồng nhân dân tỉnh về hỗ trợ đất ở và nước sinh hoạt",
    "Tổ chức sơ kết đánh giá kết quả thực hiện Chương trình mục tiêu quốc gia xây dựng nông thôn mới",
];

const UNITS: [&str; 6] = ["Sở Y tế", "Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "UBND huyện Đăk Hà", "Sở Tư pháp"];
const FIELDS: [&str; 4] = ["Y tế", "Nội chính", "Kinh tế ngành", "Khoa giáo - Văn xã"];

/// Dates are typed in some columns and real in others, as in exports; one task in three is open.
fn workbook() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2018, 12, 31)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let real = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    for (column, heading) in (0..).zip(HEADINGS) {
        sheet.write_string(0, column, heading)?;
    }
    let pick = |texts: &[&'static str], task: u32| texts.get(task as usize % texts.len()).copied().unwrap_or_default();
    for task in 0..TASKS {
        let row = task + 1;
        let (day, month) = (1 + task % 28, 1 + task % 11);
        sheet.write_number(row, 0, f64::from(row))?;
        sheet.write_string(row, 1, format!("KT-2018-{task:06}"))?;
        sheet.write_string(row, 2, pick(&["UBND tỉnh", "Chủ tịch UBND tỉnh"], task))?;
        sheet.write_string(row, 3, format!("{task}/UBND-TH"))?;
        sheet.write_string(row, 4, format!("{day:02}/{month:02}/2018"))?;
        sheet.write_string(row, 5, format!("{} (số {task})", pick(&CONTENTS, task)))?;
        sheet.write_string(row, 6, pick(&FIELDS, task))?;
        sheet.write_string(row, 7, pick(&UNITS, task))?;
        sheet.write_string(row, 8, format!("{day:02}/{month:02}/2018"))?;
        let deadline = |month: u32| ExcelDateTime::from_ymd(2018, u8::try_from(month).unwrap_or(1), 15);
        sheet.write_datetime_with_format(row, 9, deadline(month + 1)?, &real)?;
        if task % 7 == 0 {
            sheet.write_datetime_with_format(row, 10, deadline(12)?, &real)?;
            sheet.write_string(row, 11, format!("{day:02}/{month:02}/2018"))?;
        }
        if task % 3 > 0 {
            sheet.write_string(row, 12, format!("{:02}/{:02}/2018", 1 + task % 27, month + 1))?;
            sheet.write_string(row, 13, format!("Báo cáo số {task}/BC-SYT"))?;
        }
        sheet.write_string(row, 14, pick(&["Đề nghị cập nhật", "Đã báo cáo", ""], task))?;
        sheet.write_string(row, 15, "Thường")?;
    }
    Ok(workbook)
}

const PROJECT: &str = r#"
[project]
units = "kon-tum"
year = 2018
[report]
template = "counts"
file_name = "r"
status = "draft"
number = "1/BC"
place = "Kon Tum"
date = "2019-01-01"
issuer = ["TỔ KIỂM TRA"]
issuer_name = "Tổ Kiểm tra"
authority = ["TỔ TRƯỞNG"]
signer = "A"
recipients = ["- Lưu: VT."]
[as_of]
end = "2018-12-31"
[[input]]
id = "all"
file = "tasks.xlsx"
mapping = "kon-tum-tracker"
"#;

const TEMPLATE: &str = r#"+++
title = "Counts"
kind = "BÁO CÁO"
kind_name = "Báo cáo"
subject = "Số liệu"
appendix_numbering = "roman"
[[table]]
id = "given"
title = "given"
as_of = "end"
group_by = "unit"
columns = [{ id = "unit", heading = "unit" }, { id = "assigned", heading = "assigned" }]
+++
"#;
