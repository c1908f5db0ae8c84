//! Approved corrections: what is read differently, what is refused, what is told.
//!
//! In: a small project with dieu-chinh.xlsx. Out: counts, messages, the manifest.

use crate::workbench::{GOOD, HEADING, Workbench};

const TASKS: &str = "nhiem-vu-ubnd.xlsx";
const FILE: &str = "dieu-chinh.xlsx";
const COLUMNS: [&str; 7] = ["Mã nhiệm vụ", "Trường", "Giá trị cũ", "Giá trị mới", "Lý do", "Văn bản", "Người duyệt"];

/// A project of these tasks with these corrections.
fn bench(tasks: &[&[&str]], corrections: &[&[&str]]) -> Workbench {
    let tasks: Vec<&[&str]> = std::iter::once(&HEADING[..]).chain(tasks.iter().copied()).collect();
    let corrections: Vec<&[&str]> = std::iter::once(&COLUMNS[..]).chain(corrections.iter().copied()).collect();
    Workbench::small().rows(TASKS, &tasks).rows(FILE, &corrections)
}

fn refused(corrections: &[&[&str]], findings: &str) {
    bench(&[&GOOD], corrections).refused(&findings.replace("{names}", &super::correctable_names()));
}

#[test]
fn corrected_cells_are_read_and_the_export_stays_as_it_is() {
    let late = ["A2", "Việc", "Sở Nội vụ", "05/01/2018", "31/01/2018"];
    let broken = ["A3", "Việc", "Sở Nội vụ", "05/01/2018", "31/02/2018", "20/01/2018"];
    let bench = bench(
        &[&GOOD, &late, &broken],
        &[
            &["A2", "Ngày hoàn thành", "", "30/01/2018", "Chưa cập nhật", "1/BC", "Ông A"],
            &["a3", "deadline_original", "31/02/2018", "28/02/2018", "Ghi nhầm", "", "Ông A"],
            &["A3", "Cơ quan được giao", "SỞ NỘI VỤ", "Sở Y tế", "Chuyển đơn vị", "2/BC", "Ông B"],
            &["A3", "Cơ quan được giao", "Sở Y tế", "Sở Tài chính", "Chuyển tiếp", "3/BC", "Ông B"],
        ],
    );
    let before = std::fs::read(bench.project().join(TASKS)).unwrap();
    let run = bench.report();
    let notice = "lưu ý[corrections-made]: đã đọc dữ liệu theo 4 điều chỉnh được duyệt\n  --> dieu-chinh.xlsx\n  \
                  gợi ý: xem từng điều chỉnh trong tệp này và trong manifest.json\n";
    assert_eq!((run.status, run.stderr.as_str()), (0, notice));
    assert!(run.stdout.contains("3 nhiệm vụ = 3 đúng hạn + 0 quá hạn"), "{}", run.stdout);
    let files = bench.results();
    let table = String::from_utf8(files["tables/province_by_unit.csv"].clone()).unwrap();
    for unit in ["Sở Nội vụ,1,1", "Sở Y tế,1,1", "Sở Tài chính,1,1"] {
        assert!(table.contains(unit), "{unit} is not in {table}");
    }
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let made = manifest["corrections"].as_array().unwrap();
    assert_eq!(made.len(), 4);
    assert_eq!(
        (made[1]["field"].as_str(), made[1]["old"].as_str(), made[1]["approver"].as_str()),
        (Some("deadline_original"), Some("31/02/2018"), Some("Ông A"))
    );
    let inputs = manifest["inputs"].as_array().unwrap();
    assert!(inputs.iter().any(|input| input["file"] == FILE));
    assert_eq!(std::fs::read(bench.project().join(TASKS)).unwrap(), before);
}

#[test]
fn a_day_fits_however_it_is_written() {
    let bench = bench(&[&GOOD], &[&["A1", "Ngày hoàn thành", "20-1-2018", "05/02/2018", "Nhầm", "1/BC", "Ông A"]]);
    assert!(bench.report().stdout.contains("1 nhiệm vụ = 0 đúng hạn + 1 quá hạn"));
}

#[test]
fn an_old_value_that_no_longer_fits_stops_the_run() {
    refused(
        &[&["A1", "Ngày hoàn thành", "", "05/02/2018", "Nhầm", "1/BC", "Ông A"]],
        "lỗi[correction-mismatch]: giá trị cũ `` không khớp với dữ liệu\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô C2 (Giá trị cũ)\n  \
         gợi ý: nhiem-vu-ubnd.xlsx, ô F2 đang ghi: `20/01/2018`\n  \
         gợi ý: dữ liệu trong nhiem-vu-ubnd.xlsx đã đổi từ khi duyệt điều chỉnh này: sửa lại giá trị cũ nếu vẫn cần, hoặc xóa dòng",
    );
}

#[test]
fn what_a_correction_lacks_or_names_wrongly_is_told_all_at_once() {
    refused(
        &[
            &["A1", "Ngày hoàn thành", "20/01/2018", "05/02/2018", "", "1/BC", ""],
            &["A9", "Ngày hoàn thành", "", "05/02/2018", "Nhầm", "1/BC", "Ông A"],
            &["A1", "Độ mật", "", "Thường", "Nhầm", "1/BC", "Ông A"],
            &["A1", "Lời bàn", "", "Thường", "Nhầm", "1/BC", "Ông A"],
        ],
        "lỗi[unfilled-correction]: dòng điều chỉnh bỏ trống ô Lý do\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô E2 (Lý do)\n  \
         gợi ý: ghi đủ mã nhiệm vụ, trường, lý do và người duyệt của từng điều chỉnh\n\
         lỗi[unfilled-correction]: dòng điều chỉnh bỏ trống ô Người duyệt\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô G2 (Người duyệt)\n  \
         gợi ý: ghi đủ mã nhiệm vụ, trường, lý do và người duyệt của từng điều chỉnh\n\
         lỗi[unknown-task]: không tệp dữ liệu nào có nhiệm vụ mã `A9`\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô A3 (Mã nhiệm vụ)\n  \
         gợi ý: kiểm tra lại mã; nếu nhiệm vụ không còn trong dữ liệu thì xóa dòng điều chỉnh này\n\
         lỗi[fixed-field]: trường `Độ mật` không được điều chỉnh\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô B4 (Trường)\n  \
         gợi ý: sửa trong phần mềm rồi xuất lại tệp\n  \
         gợi ý: các trường điều chỉnh được: {names}\n\
         lỗi[unknown-field]: không có trường `Lời bàn`\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô B5 (Trường)\n  \
         gợi ý: các trường điều chỉnh được: {names}",
    );
}

#[test]
fn a_mismatch_tells_nothing_of_a_secret_row() {
    let heading: Vec<&str> = HEADING.iter().copied().chain(["Độ mật"]).collect();
    let row: Vec<&str> = GOOD.iter().copied().chain(["Mật"]).collect();
    let bench = Workbench::small()
        .rows(TASKS, &[&heading, &row])
        .rows(FILE, &[&COLUMNS, &["A1", "Nội dung nhiệm vụ", "Việc xấu", "Việc", "Nhầm", "1/BC", "Ông A"]]);
    let run = bench.report();
    assert!(run.stderr.contains("correction-mismatch") && !run.stderr.contains(GOOD[1]), "{}", run.stderr);
}

#[test]
fn letters_obey_corrections_too() {
    let open = ["A2", "Việc", "Sở Nội vụ", "05/01/2018", "31/01/2018"];
    let bench =
        bench(&[&GOOD, &open], &[&["A2", "Ngày hoàn thành", "", "30/01/2018", "Chưa cập nhật", "1/BC", "Ông A"]]);
    let run = bench.run(&["letters", "ho-so"]);
    assert!(run.stdout.contains("không lập công văn nào"), "{} {}", run.stdout, run.stderr);
}

#[test]
fn what_a_correction_says_wrongly_is_told_where_it_stands() {
    let run = bench(&[&GOOD], &[&["A1", "Hạn xử lý", "31/01/2018", "31/02/2018", "Nhầm", "1/BC", "Ông A"]]).report();
    let told = "cảnh báo[unparseable-date]: không đọc được ngày `31/02/2018`\n  \
                --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô D2 (Giá trị mới)\n";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}

#[test]
fn a_cell_corrected_twice_names_the_row_that_changed_it() {
    refused(
        &[
            &["A1", "Ngày hoàn thành", "20/01/2018", "05/02/2018", "Nhầm", "1/BC", "Ông A"],
            &["A1", "Ngày hoàn thành", "20/01/2018", "06/02/2018", "Nhầm", "1/BC", "Ông A"],
        ],
        "lỗi[correction-mismatch]: giá trị cũ `20/01/2018` không khớp với dữ liệu\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô C3 (Giá trị cũ)\n  \
         gợi ý: dòng 2 ở trên đã đổi ô này thành `05/02/2018`: gộp hai dòng thành một, hoặc ghi giá trị đó làm giá trị cũ",
    );
}

#[test]
fn a_field_is_named_by_the_heading_of_the_file_and_some_are_fixed() {
    let heading = [HEADING[0], HEADING[1], HEADING[2], HEADING[3], HEADING[4], "Kết quả / Ngày hoàn thành"];
    let named = Workbench::small()
        .rows(TASKS, &[&heading, &GOOD])
        .rows(FILE, &[&COLUMNS, &["A1", "kết quả / ngày hoàn thành", "20/01/2018", "05/02/2018", "Nhầm", "", "Ông A"]]);
    let run = named.report();
    assert!(run.stdout.contains("1 nhiệm vụ = 0 đúng hạn + 1 quá hạn"), "{}{}", run.stdout, run.stderr);
    refused(
        &[&["A1", "Mã nhiệm vụ", "A1", "A2", "Nhầm", "1/BC", "Ông A"]],
        "lỗi[fixed-field]: trường `Mã nhiệm vụ` không được điều chỉnh\n  \
         --> dieu-chinh.xlsx, trang tính \"Danh sách\", ô B2 (Trường)\n  \
         gợi ý: sửa trong phần mềm rồi xuất lại tệp\n  gợi ý: các trường điều chỉnh được: {names}",
    );
}
