//! Registers of yes/no facts that cannot be read: all faults at once, each with its cell.

use crate::workbench::Workbench;

const FILE: &str = "theo-doi-quy-che.xlsx";
const HEADING: [&str; 4] =
    ["Cơ quan được giao", "Đã gửi Báo cáo năm", "Đã ban hành Quy chế theo dõi tại đơn vị", "Ghi chú"];

#[test]
fn every_fault_of_a_register_is_told_with_its_cell() {
    let rows: &[&[&str]] = &[
        &HEADING,
        &["Sở Y tế", "X", "x", "tốt"],
        &["Sở Nội vụ", "có", "", ""],
        &["Sở Y Tế.", "", "X", ""],
        &["Sở Nội dụ", "X", "", ""],
        &["", "X", "", ""],
        &["Tổng số", "3", "2", ""],
    ];
    let place = "--> theo-doi-quy-che.xlsx, trang tính \"Danh sách\", ô";
    Workbench::small().rows(FILE, rows).refused(&format!(
        "lỗi[invalid-mark]: `có` không phải là dấu X\n  {place} B3 (Đã gửi Báo cáo năm)\n  \
         gợi ý: ghi X nếu có, để trống nếu không\n\
         lỗi[repeated-unit]: đơn vị `Sở Y tế` đã có ở dòng 2\n  {place} A4 (Cơ quan được giao)\n  \
         gợi ý: gộp hai dòng thành một\n\
         lỗi[unregistered-unit]: đơn vị `Sở Nội dụ` chưa có trong danh mục\n  {place} A5 (Cơ quan được giao)\n  \
         gợi ý: có phải là `Sở Nội vụ`?\n  gợi ý: thêm cách viết này vào report-templates/units nếu đúng là đơn vị đó\n\
         lỗi[missing-unit]: dòng này không có tên đơn vị\n  {place} A6 (Cơ quan được giao)\n  \
         gợi ý: ghi tên đơn vị, hoặc xóa dòng này khỏi bảng"
    ));
}

#[test]
fn a_missing_column_of_a_register_is_told_once() {
    Workbench::small().rows(FILE, &[&HEADING[..2], &["Sở Y tế", "X"]]).refused(
        "lỗi[missing-column]: thiếu cột bắt buộc `Đã ban hành Quy chế theo dõi tại đơn vị`\n  \
         --> theo-doi-quy-che.xlsx, trang tính \"Danh sách\"\n  \
         gợi ý: các cột có trong tệp: Cơ quan được giao | Đã gửi Báo cáo năm\n\
         lỗi[missing-column]: thiếu cột bắt buộc `Ghi chú`\n  --> theo-doi-quy-che.xlsx, trang tính \"Danh sách\"\n  \
         gợi ý: các cột có trong tệp: Cơ quan được giao | Đã gửi Báo cáo năm",
    );
}
