//! What the program says of exports that it recognises by itself and reads by their labels.

use crate::workbench::{HEADING, Workbench};

const NAMED: &str = "file = \"nhiem-vu-ubnd.xlsx\"\nmapping = \"kon-tum-tracker\"";
const LABELLED: &str = "Mã nhiệm vụ;Đơn vị chủ trì;Ngày giao;Hạn xử lý;Trạng thái\n";
/// What is said of every export without a mapping and with these headings.
const CHOSEN: &str = "lưu ý[mapping-chosen]: đọc theo mẫu nhận dạng `generic` (Danh sách nhiệm vụ chưa rõ phần mềm, đọc theo các tên cột \
                      thường gặp): nhận ra 5 trường\n  --> xuat.csv\n  \
                      gợi ý: ghi mapping = \"generic\" vào phần [[input]] của dondoc.toml để luôn đọc như vậy\n";
const BY_LABELS: &str = "cảnh báo[status-by-labels]: tệp không có cột ngày hoàn thành nên kết quả lấy theo nhãn trạng thái, coi như đúng \
                         vào ngày chốt số liệu 27/12/2018\n  --> xuat.csv\n  \
                         gợi ý: nếu tệp có cột ngày hoàn thành mang tên khác, thêm tên cột vào mẫu nhận dạng (mapping)\n  \
                         gợi ý: ghi ngày đã xuất tệp vào phần [[input]] của dondoc.toml, ví dụ: extracted_on = \"2018-12-27\"\n";
const ROW: &str = "xuat.csv, ô E2 (Trạng thái)";

/// The small sample whose export is this text table, without a mapping.
fn bench(text: &str) -> Workbench {
    Workbench::small().write("xuat.csv", text).edit("dondoc.toml", NAMED, "file = \"xuat.csv\"")
}

#[track_caller]
fn said_of(rows: &str, wanted: &str) {
    let run = bench(&format!("{LABELLED}{rows}")).run(&["check", "ho-so"]);
    assert_eq!(run.stderr, format!("{wanted}{BY_LABELS}"));
    assert_eq!(run.status, 0);
}

#[test]
fn the_mapping_chosen_is_announced() {
    said_of("A;Sở Y tế;05/01/2018;31/01/2018;Đang thực hiện\n", CHOSEN);
    let heading = LABELLED.replace("Hạn xử lý", "Hạn xử lý (ngày)");
    let run = bench(&format!("{heading}A;Sở Y tế;05/01/2018;31/01/2018;Đang thực hiện\n")).run(&["check", "ho-so"]);
    let nearly =
        "  gợi ý: các cột có tên gần đúng, cần kiểm tra: \"Hạn xử lý (ngày)\" = Hạn xử lý\n  gợi ý: ghi mapping";
    assert_eq!(run.stderr, format!("{}{BY_LABELS}", CHOSEN.replace("  gợi ý: ghi mapping", nearly)));
}

#[test]
fn a_file_that_no_mapping_fits_is_refused_with_what_was_seen() {
    bench("DANH SÁCH;;;\nSTT;Nội dung;Đơn vị chủ trì;Hạn xử lý\n1;Việc;Sở Y tế;31/01/2018\n").refused(
        "lỗi[no-mapping]: không có mẫu nhận dạng nào hợp với tệp này; các tiêu đề cột nhìn thấy: STT | Nội dung | Đơn vị chủ trì | Hạn xử lý\n  \
         --> xuat.csv\n  gợi ý: mẫu gần nhất là `generic`, nhưng thiếu cột: Ngày hoàn thành\n  \
         gợi ý: lập mẫu nhận dạng cho tệp: dondoc map \"xuat.csv\"\n  \
         gợi ý: các mẫu đã thử: generic, idesk, ioffice, kon-tum-government, kon-tum-tracker, national, paper-register",
    );
}

#[test]
fn mappings_that_fit_equally_are_refused() {
    let tracker = include_str!("../../../report-templates/mappings/kon-tum-tracker.toml");
    let text = HEADING.join(";");
    bench(&text).write("report-templates/mappings/ban-sao.toml", tracker).refused(
        "lỗi[several-mappings]: nhiều mẫu nhận dạng hợp với tệp này như nhau: ban-sao, kon-tum-tracker; các tiêu đề cột nhìn thấy: \
         Mã nhiệm vụ | Nội dung nhiệm vụ | Cơ quan được giao | Ngày giao | Hạn xử lý | Ngày hoàn thành\n  --> xuat.csv\n  \
         gợi ý: ghi rõ một mẫu vào phần [[input]] của dondoc.toml, ví dụ: mapping = \"generic\"\n  \
         gợi ý: hoặc lập mẫu riêng cho tệp: dondoc map \"xuat.csv\"",
    );
}

/// Below a good row, this one waits.
#[track_caller]
fn waits(label: &str, finding: &str) {
    let good = "B;Sở Y tế;05/01/2018;31/01/2018;Đang thực hiện\n";
    said_of(&format!("A;Sở Y tế;05/01/2018;31/01/2018;{label}\n{good}"), &format!("{finding}{CHOSEN}"));
}

#[test]
fn labels_that_cannot_be_read_with_certainty_wait() {
    let hint = "gợi ý: thêm nhãn này vào phần [statuses] của mẫu nhận dạng (mapping), cùng nhóm của nó: \"Đã hoàn thành / Quá hạn\"";
    waits(
        "Đang thực hiên",
        &format!(
            "cảnh báo[unknown-status]: chưa biết trạng thái `Đang thực hiên` nghĩa là gì\n  --> {ROW}\n  \
             gợi ý: có phải là `Đang thực hiện`?\n  {hint}\n"
        ),
    );
    waits(
        "Hoàn thành",
        &format!(
            "cảnh báo[done-without-date]: trạng thái là `Hoàn thành` nhưng không có ngày hoàn thành\n  --> {ROW}\n  \
             gợi ý: bổ sung ngày hoàn thành trong tệp dữ liệu, hoặc đổi done_without_date trong [policy]\n"
        ),
    );
}

#[test]
fn several_marks_in_one_row_wait() {
    let text = "STT;Nội dung nhiệm vụ;Đơn vị chủ trì;Ngày giao;Đã hoàn thành;\n;;;;Đúng hạn;Trễ hạn\n1;Việc;Sở Y tế;05/01/2018;X;x\n\
                2;Việc;Sở Y tế;05/01/2018;X;\n";
    let run = bench(text).run(&["check", "ho-so"]);
    let wanted = "cảnh báo[several-marks]: dòng đánh dấu nhiều trạng thái: on_time, late\n  \
                  --> xuat.csv, ô F3 (Đã hoàn thành / Trễ hạn)\n  gợi ý: chỉ để một dấu X trên mỗi dòng\n";
    assert!(run.stderr.starts_with(wanted), "{}", run.stderr);
}

#[test]
fn labels_against_dates_and_missing_days_are_told() {
    let text = "Mã nhiệm vụ;Đơn vị chủ trì;Hạn xử lý;Ngày hoàn thành;Trạng thái\nA;Sở Y tế;31/01/2018;01/01/2018;Hoàn thành quá hạn\n";
    let run = bench(text).run(&["check", "ho-so"]);
    let wanted = "cảnh báo[status-differs]: 1 dòng có nhãn trạng thái khác với trạng thái tính theo ngày; dòng đầu ở đây\n  \
                  --> xuat.csv, ô E2 (Trạng thái)\n  \
                  gợi ý: báo cáo tính theo ngày; đối chiếu nhãn với ngày hoàn thành và hạn của các dòng này\n\
                  cảnh báo[no-assigned-date]: 1 dòng không có ngày giao nên được coi là giao trong kỳ báo cáo\n  \
                  --> xuat.csv, dòng 2\n  gợi ý: xuất kèm cột ngày giao nếu phần mềm cho phép\n";
    assert_eq!(run.stderr, format!("{CHOSEN}{wanted}"));
}

#[test]
fn labels_do_not_speak_of_another_day() {
    let text = format!("{LABELLED}A;Sở Y tế;05/01/2018;31/01/2018;Đang thực hiện\n");
    let bench =
        bench(&text).edit("dondoc.toml", "file = \"xuat.csv\"", "file = \"xuat.csv\"\nextracted_on = \"2018-12-20\"");
    let run = bench.run(&["check", "ho-so"]);
    let wanted = "lỗi[other-day]: bảng `province_by_unit` chốt số liệu ngày 27/12/2018, nhưng trạng thái ghi trong xuat.csv chỉ đúng cho ngày 20/12/2018\n  \
                  --> dondoc.toml, dòng 41, mục input[0].extracted_on\n  \
                  gợi ý: xuất lại tệp vào ngày chốt số liệu, hoặc ghi đúng ngày đã xuất vào phần [[input]], ví dụ: extracted_on = \"2018-12-27\"\n  \
                  gợi ý: nếu bảng này là của kỳ trước, cùng kỳ năm trước: ghi compare = false vào [period]\n";
    assert!(run.stderr.starts_with(wanted), "{}", run.stderr);
    assert_eq!(run.status, 1);
}
