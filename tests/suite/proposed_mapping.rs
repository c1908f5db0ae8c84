//! `dondoc map`: what is proposed for an unknown file loads as a mapping, says why, and gives the figures.
//!
//! In: small text tables. Out: TOML on standard output, and a check with it.

use super::workbench::{GOOD, HEADING, Workbench};

const UNKNOWN: &str = "\
DANH SÁCH NHIỆM VỤ;;;;;\n\
Mã KH;Nội dung được giao;CƠ QUAN CHỦ CÔNG;Ngày bắt đầu;Hạn xử lý (ngày/tháng/năm);Tình trạng xử lý;Người ký\n\
A1;Việc một;Sở Y tế;05/01/2018;31/01/2018;Hoàn thành quá hạn;A\n\
A2;Việc hai;Sở Nội vụ;05/01/2018;31/12/2019;Đang xử lý;B\n\
A3;Việc ba;Sở Nội vụ;05/01/2018;31/12/2019;Quá hạn;B\n";

const PROPOSED: &str = r##"# Lưu thành report-templates/mappings/xuat-la.toml trong thư mục hồ sơ; khi đó không cần ghi mapping, hoặc ghi mapping = "xuat-la".
# Đọc từ ho-so/xuat-la.csv, tiêu đề ở dòng 2.
# Rà từng dòng, nhất là chỗ có ???; sửa xong đổi status thành "verified".

title = "xuat-la.csv"
status = "assumed"
source = "dondoc map: xuat-la.csv"
id_scope = "xuat-la"
null_dates = ["01/01/1970"]
total_labels = ["Tổng cộng", "Tổng số", "Cộng"]
vague_units = ["Các đơn vị", "Các sở", "Các địa phương"]
unit_separators = ["\n", "•", ";"]
optional = ["completed_on"]

# Tệp được nhận ra khi có đủ các tiêu đề này.
[recognise]
headings = ["Nội dung được giao", "CƠ QUAN CHỦ CÔNG", "Ngày bắt đầu", "Hạn xử lý (ngày/tháng/năm)", "Tình trạng xử lý"]

# Trường = tiêu đề cột trong tệp.
[columns]
content = ["Nội dung được giao"]  # Nội dung nhiệm vụ: trùng tên thường gặp
lead_units = ["CƠ QUAN CHỦ CÔNG"]  # Cơ quan được giao: giống "Cơ quan chủ công", chỉ khác hoa thường, dấu cách, dấu câu
assigned_on = ["Ngày bắt đầu"]  # Ngày giao: trùng tên thường gặp
deadline_original = ["Hạn xử lý (ngày/tháng/năm)"]  # Hạn xử lý: có chứa "Hạn xử lý": cần kiểm tra
status_label = ["Tình trạng xử lý"]  # Trạng thái: trùng tên thường gặp
# task_id = ["Mã KH"] # ??? đoán theo nội dung, như "A1"; đúng thì bỏ dấu # ở đầu dòng
# Các cột không trường nào đọc: Mã KH | Người ký

# Nhãn trạng thái gặp trong tệp; viết "nhóm / nhãn" nếu nhãn đứng một mình có thể hiểu hai cách. Thay ??? bằng một trong: on_time, late, in_deadline, overdue, done, open, awaiting, cancelled, returned, transferred
[statuses]
late = [
  "Hoàn thành quá hạn",  # 1 dòng
]
open = [
  "Đang xử lý",  # 1 dòng
]
# ??? = ["Quá hạn"] # 1 dòng
"##;

#[test]
fn what_is_proposed_says_why_and_loads() {
    let bench = Workbench::small().write("xuat-la.csv", UNKNOWN);
    let proposed = bench.run(&["map", "ho-so/xuat-la.csv"]);
    assert_eq!((proposed.stderr.as_str(), proposed.status), ("", 0));
    assert_eq!(proposed.stdout, PROPOSED);
    // The user settles the one label that could mean two things, and saves the file where the first line says.
    let settled = proposed.stdout.replace("# ??? = [\"Quá hạn\"]", "overdue = [\"Quá hạn\"]");
    let bench = bench.write("report-templates/mappings/xuat-la.toml", settled).edit(
        "dondoc.toml",
        "file = \"nhiem-vu-ubnd.xlsx\"\nmapping = \"kon-tum-tracker\"\n",
        "file = \"xuat-la.csv\"\n",
    );
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("xuat-la.csv: đọc 3 dòng: nhận 3, cần rà soát 0, bỏ qua 0\n"), "{}", run.stdout);
    assert!(run.stdout.contains("3 nhiệm vụ = 0 đúng hạn + 1 quá hạn + 1 trong hạn + 1 trễ hạn"), "{}", run.stdout);
    assert!(
        run.stderr.contains("[mapping-chosen]: đọc theo mẫu nhận dạng `xuat-la` (xuat-la.csv): nhận ra 5 trường\n")
    );
}

#[test]
fn marks_and_missing_columns_are_proposed_too() {
    let bench = Workbench::small().write(
        "x.csv",
        "STT,Nội dung nhiệm vụ,Đơn vị chủ trì,Đã hoàn thành,\n,,,Đúng hạn,Trễ hạn\n1,Việc,Sở Y tế,X,\n",
    );
    let proposed = bench.run(&["map", "ho-so/x.csv"]).stdout;
    let statuses =
        "[statuses]\non_time = [\n  \"Đã hoàn thành / Đúng hạn\",\n]\nlate = [\n  \"Đã hoàn thành / Trễ hạn\",\n]\n";
    assert!(proposed.ends_with(statuses), "{proposed}");
    let bench = Workbench::small().write("y.csv", "STT,Nội dung nhiệm vụ,Đơn vị chủ trì,Hạn xử lý\n1,Việc,Sở Y tế,\n");
    let proposed = bench.run(&["map", "ho-so/y.csv"]).stdout;
    assert!(proposed.contains("# completed_on = [\"???\"] # ??? chưa thấy cột Ngày hoàn thành\n"), "{proposed}");
}

#[test]
fn a_sheet_can_be_named_and_the_sample_is_read_whole() {
    let bench = Workbench::small().sheets("z.xlsx", &[("Một", &[&HEADING, &GOOD]), ("Hai", &[&HEADING, &GOOD])]);
    let proposed = bench.run(&["map", "ho-so/z.xlsx", "--sheet", "Hai"]).stdout;
    assert!(proposed.contains("# Đọc từ ho-so/z.xlsx, trang tính \"Hai\", tiêu đề ở dòng 1."), "{proposed}");
    let whole = Workbench::new().run(&["map", "ho-so/nhiem-vu-ubnd.xlsx"]).stdout;
    assert!(
        whole.contains("\ncompleted_on = [\"Kết quả / Ngày hoàn thành\"]  # Ngày hoàn thành: trùng tên thường gặp\n"),
        "{whole}"
    );
    assert!(whole.contains("\ndeadline_latest = [\"Thời hạn / Gia hạn đến\"]"), "{whole}");
}

#[test]
fn a_file_of_unknown_headings_gets_a_proposal_by_its_cells() {
    let text = "BẢNG TỔNG HỢP;;;;\nTT;Mã số NV;Nơi làm;Nhận ngày;Xong ngày;Phải làm\n\
                1;NV-01;Sở Y tế;05/01/2018;20/01/2018;Rà soát và báo cáo các dự án chậm tiến độ\n\
                2;NV-02;Sở Nội vụ;06/01/2018;;Tham mưu kế hoạch chuyển đổi số của tỉnh\n";
    let bench = Workbench::small().write("la.csv", text);
    let run = bench.run(&["map", "ho-so/la.csv", "--out", "ho-so/report-templates/mappings/la.toml"]);
    let written = "đã ghi mẫu nhận dạng vào ho-so/report-templates/mappings/la.toml\n";
    assert_eq!((run.status, run.stdout.as_str(), run.stderr.as_str()), (0, written, ""));
    let proposed = std::fs::read_to_string(bench.project().join("report-templates/mappings/la.toml")).unwrap();
    let guessed = |field: &str, heading: &str, example: &str| {
        format!(
            "# {field} = [\"{heading}\"] # ??? đoán theo nội dung, như \"{example}\"; đúng thì bỏ dấu # ở đầu dòng\n"
        )
    };
    let day = |heading: &str, example: &str| {
        format!(
            "# ??? = [\"{heading}\"] # ??? cột ngày, như \"{example}\"; bỏ dấu # và thay ??? bằng assigned_on, deadline_original, \
             deadline_latest, extended_on hoặc completed_on\n"
        )
    };
    for line in [
        guessed("task_id", "Mã số NV", "NV-01"),
        guessed("lead_units", "Nơi làm", "Sở Y tế"),
        day("Nhận ngày", "05/01/2018"),
        day("Xong ngày", "20/01/2018"),
        guessed("content", "Phải làm", "Rà soát và báo cáo các dự án chậm tiến độ"),
    ] {
        assert!(proposed.contains(&line), "{line} is not in {proposed}");
    }
    // What a column of days may fill is not said to be missing from the file.
    assert!(!proposed.contains("optional = "), "{proposed}");
    // The user settles each line that the program left open.
    let settled = proposed
        .replace("# task_id", "task_id")
        .replace("# lead_units = [\"Nơi", "lead_units = [\"Nơi")
        .replacen("# ??? = [\"Nhận", "assigned_on = [\"Nhận", 1)
        .replacen("# ??? = [\"Xong", "completed_on = [\"Xong", 1)
        .replace("[recognise]", "[recognise]\n# cách nhận ra")
        .replace("id_scope", "optional = [\"deadline_original\"]\nid_scope");
    let bench = bench.write("report-templates/mappings/la.toml", settled).edit(
        "dondoc.toml",
        "file = \"nhiem-vu-ubnd.xlsx\"\nmapping = \"kon-tum-tracker\"\n",
        "file = \"la.csv\"\nmapping = \"la\"\ndefault_unit = \"Sở Y tế\"\n",
    );
    let again = bench.run(&["map", "ho-so/la.csv", "--out", "ho-so/report-templates/mappings/la.toml"]);
    assert!(again.stderr.contains("đã có tệp này; chọn tên khác hoặc xóa tệp cũ"), "{}", again.stderr);
    assert_eq!(again.status, 1);
    let unfinished = bench.run(&["check", "ho-so"]);
    assert!(unfinished.stderr.contains("[missing-column]: thiếu cột bắt buộc `Hạn xử lý`"), "{}", unfinished.stderr);
}

#[test]
fn a_file_without_two_headings_is_refused_and_so_is_a_folder() {
    let run = Workbench::small().write("la.csv", "a\n1\n").run(&["map", "ho-so/la.csv"]);
    assert!(run.stderr.starts_with("lỗi[no-heading]: "), "{}", run.stderr);
    assert_eq!(run.status, 1);
    let run = Workbench::small().run(&["map", "ho-so"]);
    let told = "lỗi[file-unreadable]: không đọc được tệp: đây là một thư mục, không phải tệp\n  --> ho-so\n";
    assert!(run.stderr.starts_with(told), "{}", run.stderr);
}
