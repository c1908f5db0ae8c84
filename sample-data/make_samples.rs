//! Writes the input workbooks of the sample projects (`cargo run --example make-samples`).
//!
//! In: the figures of the real report (tests/golden/, built in) and the unit registry. Out: the workbooks under
//! sample-data/kon-tum-2018/, kon-tum-2019h1/ and kon-tum-2023/, and one typical and one messy export for each mapping with what must come out of
//! them; the same bytes at every run, so that a run of this tool leaves the repository unchanged.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a tool for those who work on the project: it may write files, and a wrong table should stop it at once"
)]

#[path = "make_samples/calendar.rs"]
mod calendar;
#[path = "make_samples/cells.rs"]
mod cells;
#[path = "make_samples/compliance.rs"]
mod compliance;
#[path = "make_samples/exports/mod.rs"]
mod exports;
#[path = "make_samples/fields.rs"]
mod fields;
#[path = "make_samples/golden.rs"]
mod golden;
#[path = "make_samples/government.rs"]
mod government;
#[path = "make_samples/kon_tum_2019h1.rs"]
mod kon_tum_2019h1;
#[path = "make_samples/kon_tum_2023.rs"]
mod kon_tum_2023;
#[path = "make_samples/province.rs"]
mod province;
#[path = "make_samples/province_dates.rs"]
mod province_dates;
#[path = "make_samples/province_sheet.rs"]
mod province_sheet;
#[path = "make_samples/random.rs"]
mod random;
#[path = "make_samples/spelling.rs"]
mod spelling;
#[path = "make_samples/wording.rs"]
mod wording;

use std::path::Path;

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data");
    let workbooks = [
        ("kon-tum-2018/nhiem-vu-ubnd.xlsx", province_sheet::workbook()),
        ("kon-tum-2018/nhiem-vu-chinh-phu.xlsx", government::workbook()),
        ("kon-tum-2018/theo-doi-quy-che.xlsx", compliance::workbook()),
        ("kon-tum-2019h1/nhiem-vu-2018.xlsx", kon_tum_2019h1::of_2018()),
        ("kon-tum-2019h1/nhiem-vu-2019.xlsx", kon_tum_2019h1::of_2019()),
        ("kon-tum-2019h1/van-ban-giay.xlsx", kon_tum_2019h1::on_paper()),
        ("kon-tum-2023/nhiem-vu-ubnd.xlsx", kon_tum_2023::province()),
        ("kon-tum-2023/nhiem-vu-chinh-phu.xlsx", kon_tum_2023::government()),
        ("kon-tum-2023/theo-doi-quy-che.xlsx", kon_tum_2023::register()),
    ];
    for (name, bytes) in workbooks {
        std::fs::write(folder.join(name), &bytes).expect("the project's folder is writable");
        println!("{name}: {} bytes", bytes.len());
    }
    for export in exports::all() {
        let to = folder.join(&export.folder);
        std::fs::create_dir_all(&to).expect("the project's folder is writable");
        std::fs::write(to.join(export.file), &export.bytes).expect("the project's folder is writable");
        std::fs::write(to.join("expected.toml"), &export.expected).expect("the project's folder is writable");
        println!("{}/{}: {} bytes", export.folder, export.file, export.bytes.len());
    }
}
