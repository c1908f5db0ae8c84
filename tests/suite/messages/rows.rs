//! Rows that cannot be accepted: a line each, never a stop; secret ones: a stop, never a word of them.

use crate::{
    read_back::{sheets_of_xlsx, text_of_docx},
    workbench::{GOOD, HEADING, Workbench},
};

const TASKS: &str = "nhiem-vu-ubnd.xlsx";
const WAITS: &str = "dòng này chờ trong dong-can-ra-soat.xlsx";

/// The warnings of the sample, each with its cell.
fn warnings_of_the_sample() -> String {
    let place = "--> nhiem-vu-ubnd.xlsx, trang tính \"Danh sách nhiệm vụ\", ô";
    format!(
        "cảnh báo[unparseable-date]: không đọc được ngày `31/02/2018`\n  {place} I660 (Thời hạn / Hạn xử lý)\n  \
         gợi ý: đối chiếu với văn bản giao nhiệm vụ; {WAITS}\n\
         cảnh báo[missing-value]: ô Cơ quan được giao để trống\n  {place} G1215 (Cơ quan được giao)\n  \
         gợi ý: bổ sung trong tệp dữ liệu; {WAITS}\n\
         cảnh báo[vague-unit]: `Các đơn vị` không phải là tên một đơn vị\n  {place} G1473 (Cơ quan được giao)\n  \
         gợi ý: ghi rõ từng đơn vị được giao\n\
         cảnh báo[duplicate-id]: mã nhiệm vụ `KT-2018-01035` đã có ở dòng giống hệt: nhiem-vu-ubnd.xlsx, dòng 107\n  \
         {place} B2355 (Mã nhiệm vụ)\n  gợi ý: dòng đầu được tính, {WAITS}\n"
    )
}

const TABLES_OF_THE_SAMPLE: &str = "\
nhiem-vu-ubnd.xlsx: đọc 3.403 dòng: nhận 3.393, cần rà soát 4, bỏ qua 6
nhiem-vu-chinh-phu.xlsx: đọc 175 dòng: nhận 175, cần rà soát 0, bỏ qua 0
government (đến 22/12/2018): 173 nhiệm vụ = 161 đúng hạn + 2 quá hạn + 9 trong hạn + 1 trễ hạn; ngoài bảng: 3.393 ngoài nguồn, 2 ngoài kỳ
government_late (đến 22/12/2018): 2 nhiệm vụ = 0 đúng hạn + 2 quá hạn + 0 trong hạn + 0 trễ hạn; ngoài bảng: 3.393 ngoài nguồn, 2 ngoài kỳ, 171 trạng thái khác
government_overdue (đến 22/12/2018): 1 nhiệm vụ = 0 đúng hạn + 0 quá hạn + 0 trong hạn + 1 trễ hạn; ngoài bảng: 3.393 ngoài nguồn, 2 ngoài kỳ, 172 trạng thái khác
government_open_by_year (đến 01/01/2019): 11 nhiệm vụ = 0 đúng hạn + 0 quá hạn + 9 trong hạn + 2 trễ hạn; ngoài bảng: 3.393 ngoài nguồn, 164 đã hoàn thành
government_open (đến 01/01/2019): 11 nhiệm vụ = 0 đúng hạn + 0 quá hạn + 9 trong hạn + 2 trễ hạn; ngoài bảng: 3.393 ngoài nguồn, 164 đã hoàn thành
province_by_unit (đến 27/12/2018): 3.393 nhiệm vụ = 2.330 đúng hạn + 491 quá hạn + 544 trong hạn + 28 trễ hạn; ngoài bảng: 175 ngoài nguồn
scores-province (đến 27/12/2018): 3.393 nhiệm vụ = 2.330 đúng hạn + 491 quá hạn + 544 trong hạn + 28 trễ hạn; ngoài bảng: 175 ngoài nguồn
";

#[test]
fn every_bad_row_of_the_sample_is_told_and_waits() {
    let bench = Workbench::new();
    let checked = bench.run(&["check", "ho-so"]);
    assert_eq!(checked.stderr, warnings_of_the_sample());
    let end = "kiểm tra xong, đã ghi kiem-tra-so-lieu.xlsx, kiem-tra-so-lieu.html, dong-can-ra-soat.xlsx vào ho-so/out; \
               dùng `dondoc report` để tạo báo cáo\n";
    assert_eq!(checked.stdout, format!("{TABLES_OF_THE_SAMPLE}{end}"));
    assert_eq!((checked.status, bench.results().len()), (0, 3));
    let run = bench.report();
    assert_eq!(run.stderr, warnings_of_the_sample());
    assert!(run.stdout.starts_with(&format!("{TABLES_OF_THE_SAMPLE}đã ghi 15 tệp vào ho-so/out:\n")), "{}", run.stdout);
    let sheets = sheets_of_xlsx(&bench.results()["dong-can-ra-soat.xlsx"]);
    let rows: Vec<&[String]> = sheets[0].1.iter().map(|row| &row[..4]).collect();
    let waiting: Vec<&[String]> = rows.into_iter().filter(|row| row[0] == TASKS).collect();
    let facts: Vec<(&str, &str)> = waiting.iter().map(|row| (row[2].as_str(), row[3].as_str())).collect();
    assert_eq!(
        facts,
        [
            ("660", "I660: không đọc được ngày `31/02/2018`"),
            ("1215", "G1215: ô Cơ quan được giao để trống"),
            ("1473", "G1473: `Các đơn vị` không phải là tên một đơn vị"),
            ("2355", "B2355: mã nhiệm vụ `KT-2018-01035` đã có ở dòng giống hệt: nhiem-vu-ubnd.xlsx, dòng 107"),
        ]
    );
}

#[test]
fn too_many_bad_rows_leave_only_the_quarantine() {
    let bench = Workbench::new().edit("dondoc.toml", "[as_of]", "[policy]\nmax_quarantined = 3\n\n[as_of]");
    let run = bench.report();
    let exceeded = "lỗi[too-many-quarantined]: có 4 dòng cần rà soát, vượt mức cho phép 3\n  \
                    --> dondoc.toml, dòng 35, mục policy.max_quarantined\n  \
                    gợi ý: xử lý các dòng trong dong-can-ra-soat.xlsx, hoặc nâng max_quarantined trong [policy]\n";
    assert_eq!(run.stderr, format!("{}{exceeded}", warnings_of_the_sample()));
    assert_eq!(run.status, 3);
    let files = ["dong-can-ra-soat.xlsx", "kiem-tra-so-lieu.html", "kiem-tra-so-lieu.xlsx", "manifest.json"];
    assert_eq!(bench.results().into_keys().collect::<Vec<_>>(), files);
    let end = "đã ghi 4 tệp vào ho-so/out:\n  kiem-tra-so-lieu.xlsx\n  kiem-tra-so-lieu.html\n  dong-can-ra-soat.xlsx\n  manifest.json\n";
    assert_eq!(run.stdout, format!("{TABLES_OF_THE_SAMPLE}{end}"));
}

#[test]
fn the_limit_may_be_a_share_of_the_tasks() {
    // Four rows wait, of the 2.4 thousand of the sample.
    let with = |share: &str| {
        let bench = Workbench::new();
        let run = bench.edit("dondoc.toml", "[as_of]", &format!("[policy]\nmax_quarantined = \"{share}\"\n\n[as_of]"));
        run.run(&["check", "ho-so"])
    };
    assert_eq!(with("0.5%").status, 0);
    let run = with("0,1%");
    assert!(run.stderr.contains("có 4 dòng cần rà soát, vượt mức cho phép 0.10%\n"), "{}", run.stderr);
    assert_eq!(run.status, 3);
    let run = with("5");
    assert!(run.stderr.contains("lỗi[invalid-value]: giá trị không hợp lệ: \"5\"\n"), "{}", run.stderr);
    assert!(run.stderr.contains("viết như: \"5%\"\n"), "{}", run.stderr);
}

#[test]
fn each_reason_of_a_row_is_told_with_its_cell() {
    let rows: &[&[&str]] = &[
        &HEADING,
        &GOOD,
        &["A2", "x", "", "5/1/18", "theo kế hoạch", "45"],
        &["A3", "x", "Sở Y tế", "", "", ""],
        &["A4", "x", "Sở Y tế", "05/01/2018", "", "04/01/2018"],
        &["A5", "x", "Sở Y tế", "05/01/2018", "", ""],
        &["A5", "y", "Sở Y tế", "05/01/2018", "", ""],
        &["A6", "x", "Sở Y Tê", "05/01/2018", "", ""],
    ];
    let run = Workbench::new().rows(TASKS, rows).report();
    let place = "--> nhiem-vu-ubnd.xlsx, trang tính \"Danh sách\", ô";
    let date = format!("gợi ý: đối chiếu với văn bản giao nhiệm vụ; {WAITS}");
    let empty = format!("gợi ý: bổ sung trong tệp dữ liệu; {WAITS}");
    let conflict = "mã nhiệm vụ `A5` có ở các dòng khác nhau; dòng kia: nhiem-vu-ubnd.xlsx, dòng";
    let keep = "gợi ý: giữ lại dòng đúng trong tệp dữ liệu; không dòng nào được tính khi chưa rõ";
    let expected = [
        format!("cảnh báo[missing-value]: ô Cơ quan được giao để trống\n  {place} C3 (Cơ quan được giao)\n  {empty}"),
        format!(
            "cảnh báo[two-digit-year]: năm chỉ có hai chữ số: `5/1/18`\n  {place} D3 (Ngày giao)\n  \
             gợi ý: sửa thành bốn chữ số, hoặc đặt two_digit_year = \"20xx\" trong [policy]"
        ),
        format!("cảnh báo[unparseable-date]: không đọc được ngày `theo kế hoạch`\n  {place} E3 (Hạn xử lý)\n  {date}"),
        format!("cảnh báo[unparseable-date]: không đọc được ngày `45`\n  {place} F3 (Ngày hoàn thành)\n  {date}"),
        format!("cảnh báo[missing-value]: ô Ngày giao để trống\n  {place} D4 (Ngày giao)\n  {empty}"),
        format!("cảnh báo[conflicting-id]: {conflict} 7\n  {place} A6 (Mã nhiệm vụ)\n  {keep}"),
        format!("cảnh báo[conflicting-id]: {conflict} 6\n  {place} A7 (Mã nhiệm vụ)\n  {keep}"),
        format!(
            "cảnh báo[dates-out-of-order]: 1 dòng có ngày hoàn thành trước ngày giao; dòng đầu ở đây\n  \
             {place} F5 (Ngày hoàn thành)\n  gợi ý: vẫn được tính theo ngày đã ghi; kiểm tra nếu không phải do nhập sau"
        ),
        format!(
            "cảnh báo[unregistered-unit]: đơn vị `Sở Y Tê` chưa có trong danh mục\n  {place} C8 (Cơ quan được giao)\n  \
             gợi ý: có phải là `Sở Y tế`?\n  gợi ý: thêm cách viết này vào report-templates/units nếu đúng là đơn vị đó"
        ),
    ];
    assert_eq!(run.stderr.trim_end(), expected.join("\n"));
    assert!(
        run.stdout.starts_with("nhiem-vu-ubnd.xlsx: đọc 7 dòng: nhận 3, cần rà soát 4, bỏ qua 0\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.status, 0);
}

#[test]
fn other_sheets_are_read_or_named() {
    let again = ["A1", "Việc khác", "Sở Y tế", "05/01/2018", "", ""];
    let sheets: [(&str, &[&[&str]]); 3] = [
        ("Quý I", &[&HEADING, &GOOD, &["A2", "Việc", "Sở Y tế", "05/01/2018"]]),
        ("Quý II", &[&HEADING, &again, &["A3", "Việc", "Sở Y tế", "05/01/2018"]]),
        ("Ghi chú", &[&["Số liệu", "Ngày giao", "Cơ quan được giao"], &["1", "2", "3"]]),
    ];
    let run = Workbench::new().sheets(TASKS, &sheets).run(&["check", "ho-so"]);
    let keep = "gợi ý: giữ lại dòng đúng trong tệp dữ liệu; không dòng nào được tính khi chưa rõ";
    assert_eq!(
        run.stderr,
        format!(
            "cảnh báo[conflicting-id]: mã nhiệm vụ `A1` có ở các dòng khác nhau; dòng kia: nhiem-vu-ubnd.xlsx, \"Quý II\", dòng 2\n  \
             --> nhiem-vu-ubnd.xlsx, trang tính \"Quý I\", ô A2 (Mã nhiệm vụ)\n  {keep}\n\
             cảnh báo[conflicting-id]: mã nhiệm vụ `A1` có ở các dòng khác nhau; dòng kia: nhiem-vu-ubnd.xlsx, \"Quý I\", dòng 2\n  \
             --> nhiem-vu-ubnd.xlsx, trang tính \"Quý II\", ô A2 (Mã nhiệm vụ)\n  {keep}\n\
             cảnh báo[sheet-left-out]: trang tính này không được đọc: không có đủ các cột bắt buộc\n  \
             --> nhiem-vu-ubnd.xlsx, trang tính \"Ghi chú\"\n  \
             gợi ý: nếu trang tính có nhiệm vụ, sửa tiêu đề cột cho giống các trang khác\n"
        )
    );
    assert_eq!(run.status, 0);
}

#[test]
fn an_export_without_ids_is_noticed() {
    let run = Workbench::new().rows(TASKS, &[&HEADING[1..], &GOOD[1..]]).report();
    assert_eq!(
        run.stderr,
        "lưu ý[no-ids]: tệp không có cột mã nhiệm vụ nên không kiểm tra được dòng trùng\n  --> nhiem-vu-ubnd.xlsx\n  \
         gợi ý: xuất kèm cột mã nhiệm vụ nếu phần mềm cho phép\n"
    );
}

#[test]
fn secret_rows_stop_the_run_and_appear_nowhere() {
    let mut heading = HEADING.to_vec();
    heading.push("Độ mật");
    let row = |id: &'static str, mark: &'static str| {
        vec![id, "Nội dung kín đáo", "Sở Y tế", "05/01/2018", "31/02/2018", "", mark]
    };
    let rows = [heading, row("K1", "Mật"), row("K2", "Thường"), row("K3", "TỐI MẬT"), row("K3", "Tuyệt mật")];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let bench = Workbench::new().rows(TASKS, &rows);
    let told = |cell: &str| {
        format!(
            "lỗi[secret-row]: dòng có dấu chỉ độ mật; dừng lại, không in nội dung\n  \
             --> nhiem-vu-ubnd.xlsx, trang tính \"Danh sách\", ô {cell} (Độ mật)\n  \
             gợi ý: xóa dòng này khỏi tệp: tài liệu mật không đưa vào báo cáo điện tử"
        )
    };
    bench.refused(&[told("G2"), told("G4"), told("G5")].join("\n"));
    for command in ["report", "check"] {
        let run = bench.run(&[command, "ho-so"]);
        assert!(!format!("{}{}", run.stdout, run.stderr).contains("kín đáo"));
        assert_eq!(run.status, 1);
    }
}

#[test]
fn secret_rows_are_left_out_by_policy_and_their_text_reaches_no_file() {
    let mut heading = HEADING.to_vec();
    heading.push("Độ mật");
    let row = |id: &'static str, unit: &'static str, mark: &'static str| {
        vec![id, "Nội dung kín đáo", unit, "05/01/2018", "31/02/2018", "", mark]
    };
    let mut plain = GOOD.to_vec();
    plain.push("Thường");
    let rows = [heading, plain, row("A1", "Sở kín đáo", "Mật"), row("K2", "Sở Y tế", "TỐI MẬT")];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let bench = Workbench::small().rows(TASKS, &rows);
    let bench = bench.edit("dondoc.toml", "[layout]", "[policy]\nsecret = \"exclude\"\n\n[layout]");
    for command in ["check", "report"] {
        let run = bench.run(&[command, "ho-so"]);
        assert_eq!(run.status, 0, "{}", run.stderr);
        assert!(!format!("{}{}", run.stdout, run.stderr).contains("kín đáo"), "{}", run.stderr);
        let counts = "nhiem-vu-ubnd.xlsx: đọc 3 dòng: nhận 1, cần rà soát 0, bỏ qua 2";
        assert!(run.stdout.contains(counts), "{}", run.stdout);
    }
    let files = bench.results();
    for (name, bytes) in &files {
        let text = match name.rsplit_once('.').map_or("", |(_, kind)| kind) {
            "xlsx" => format!("{:?}", sheets_of_xlsx(bytes)),
            "docx" => text_of_docx(bytes),
            _ => String::from_utf8_lossy(bytes).into_owned(),
        };
        assert!(!text.contains("kín đáo"), "{name}");
    }
    let skipped = sheets_of_xlsx(&files["dong-can-ra-soat.xlsx"]);
    let skipped: Vec<_> = skipped.iter().flat_map(|(_, rows)| rows).filter(|row| row[0] == TASKS).collect();
    assert_eq!(skipped.len(), 2);
    for (row, place) in skipped.iter().zip(["3", "4"]) {
        assert_eq!((row[2].as_str(), row[3].as_str()), (place, "Dòng có độ mật, không ghi nội dung"));
    }
    assert!(text_of_docx(&files["bao-cao-nam-2018.docx"]).contains("Không tính 02 nhiệm vụ có độ mật."));
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["rows"][0]["skipped"]["secret"], 2);
}

#[test]
fn a_hidden_secret_row_stops_the_run_whatever_becomes_of_hidden_rows() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let mark = |row: [&'static str; 6], mark: &'static str| row.into_iter().chain([mark]);
    for (row, cells) in (0..).zip([mark(HEADING, "Độ mật"), mark(GOOD, "Mật")]) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_string(row, column, cell).unwrap();
        }
    }
    sheet.set_row_hidden(1).unwrap();
    let bench = Workbench::small().write(TASKS, workbook.save_to_buffer().unwrap());
    let run = bench.edit("dondoc.toml", "[layout]", "[policy]\nhidden_rows = \"skip\"\n\n[layout]").report();
    assert!(run.stderr.starts_with("lỗi[secret-row]") && run.status == 1, "{}", run.stderr);
}

#[test]
fn the_latest_update_of_an_id_counts_where_the_policy_says_so() {
    let heading: Vec<&str> = HEADING.iter().copied().chain(["Ngày cập nhật"]).collect();
    let row = |id: &'static str, completed: &'static str, updated: &'static str| {
        vec![id, "x", "Sở Y tế", "05/01/2018", "31/01/2018", completed, updated]
    };
    let rows = [
        heading,
        row("A1", "", "10/01/2018"),
        row("A1", "30/01/2018", "31/01/2018"),
        row("A1", "", "20/01/2018"),
        // Two of the last day, which differ; one before them.
        row("A2", "", "10/01/2018"),
        row("A2", "", "31/01/2018"),
        row("A2", "30/01/2018", "31/01/2018"),
        // One that does not tell its day.
        row("A3", "", ""),
        row("A3", "30/01/2018", "31/01/2018"),
        // The last twice, equal.
        row("A4", "", "10/01/2018"),
        row("A4", "30/01/2018", "31/01/2018"),
        row("A4", "30/01/2018", "31/01/2018"),
    ];
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let bench = || Workbench::small().rows(TASKS, &rows);
    let run = bench().report();
    assert!(run.stdout.contains("đọc 11 dòng: nhận 0, cần rà soát 11, bỏ qua 0"), "{}", run.stdout);
    let latest = bench().edit("dondoc.toml", "[layout]", "[policy]\nduplicate_id = \"latest_update\"\n\n[layout]");
    let run = latest.report();
    assert_eq!(run.status, 0, "{}", run.stderr);
    assert!(run.stdout.contains("đọc 11 dòng: nhận 2, cần rà soát 5, bỏ qua 4"), "{}", run.stdout);
    assert!(run.stdout.contains("2 nhiệm vụ = 2 đúng hạn"), "{}", run.stdout);
    let files = latest.results();
    let sheets = sheets_of_xlsx(&files["dong-can-ra-soat.xlsx"]);
    let reasons = |wanted: &str| -> Vec<String> {
        let rows = sheets.iter().flat_map(|(_, rows)| rows).filter(|row| row[0] == TASKS);
        rows.filter(|row| row[3].contains(wanted)).map(|row| row[2].clone()).collect()
    };
    assert_eq!(reasons("Dòng cũ của nhiệm vụ đã cập nhật"), ["2", "4", "5", "10"]);
    assert_eq!(reasons("A2"), ["6", "7"]);
    assert_eq!(reasons("A3"), ["8", "9"]);
    assert_eq!(reasons("A4"), ["12"]);
    let note = "Nhiệm vụ có nhiều dòng cùng mã được tính theo lần cập nhật gần nhất.";
    assert!(text_of_docx(&files["bao-cao-nam-2018.docx"]).contains(note));
}

#[test]
fn deadlines_that_name_no_day_are_told_with_the_rule() {
    let due = |id: &'static str, deadline: &'static str| [id, "x", "Sở Y tế", "05/01/2018", deadline, ""];
    let rows: &[&[&str]] = &[
        &HEADING,
        &due("A1", "Tháng 3/2018"),
        &due("A2", "Quý III"),
        &due("A3", "tháng 4, 5/2018"),
        &due("A4", "Thường xuyên"),
        &due("A5", "Tháng 8/2018"),
    ];
    let run = Workbench::new().rows(TASKS, rows).run(&["check", "ho-so"]);
    let place = "--> nhiem-vu-ubnd.xlsx, trang tính \"Danh sách\", ô";
    let hint = "gợi ý: ô đầu tiên ở đây; ngày đã tính nằm ở tables/tasks.csv, cột deadline_kind cho biết loại hạn";
    let derived = |rows, what, cell| {
        format!(
            "lưu ý[derived-deadlines]: {rows} hạn không ghi ngày cụ thể; {what}\n  {place} {cell} (Hạn xử lý)\n  {hint}\n"
        )
    };
    let expected = [
        format!(
            "cảnh báo[missing-year]: hạn `Quý III` không ghi rõ năm\n  {place} E3 (Hạn xử lý)\n  \
             gợi ý: ghi thêm năm vào ô này, ví dụ: tháng 8/2018; chương trình không tự đoán năm\n"
        ),
        derived(2, "hạn ghi theo tháng: lấy ngày cuối tháng", "E2"),
        derived(1, "hạn ghi nhiều mốc: lấy mốc muộn nhất", "E4"),
        derived(1, "việc thường xuyên: không có hạn", "E5"),
    ];
    assert_eq!(run.stderr, expected.concat());
}

#[test]
fn a_deadline_in_a_year_without_calendar_is_refused_where_days_move() {
    let policy = "[policy]\nrest_day = \"next_working_day\"\n\n[as_of]";
    let row = ["A1", "x", "Sở Y tế", "05/01/2017", "04/01/2017", ""];
    let far = Workbench::new().rows(TASKS, &[&HEADING, &row]).edit("dondoc.toml", "[as_of]", policy);
    far.refused(
        "lỗi[no-calendar]: lịch làm việc chưa có năm 2017, không biết ngày 04/01/2017 có phải ngày nghỉ\n  \
         --> report-templates/calendars/vietnam.toml\n  \
         gợi ý: thêm năm 2017 vào report-templates/calendars/vietnam.toml, hoặc bỏ rest_day trong [policy]",
    );
    let calendar = "title = \"Lịch\"\n[[year]]\nyear = 2018\nstatus = \"pending\"\nsource = \"\"\ndays_off = []\n\
                    [[year]]\nyear = 2019\nstatus = \"official\"\nsource = \"\"\ndays_off = [\"30/04\"]\n\
                    [[year]]\nyear = 2020\nstatus = \"official\"\nsource = \"\"\ndays_off = []\n";
    let own = "report-templates/calendars/vietnam.toml";
    let bench = Workbench::small().edit("dondoc.toml", "[as_of]", policy).write(own, calendar);
    let said = bench.run(&["check", "ho-so", "--out", "kiem-tra"]);
    assert_eq!(
        said.stderr,
        "lưu ý[unconfirmed-calendar]: lịch nghỉ năm 2018 chưa được đối chiếu với thông báo chính thức\n  \
         --> ho-so/report-templates/calendars/vietnam.toml\n  \
         gợi ý: đối chiếu report-templates/calendars/vietnam.toml với thông báo nghỉ lễ, Tết của năm 2018\n"
    );
    bench.edit(own, "days_off = []", "days_off = [\"01/01\", \"06/01\", \"30/02\"]").refused(
        "lỗi[invalid-value]: giá trị không hợp lệ: \"06/01\"\n  --> ho-so/report-templates/calendars/vietnam.toml, dòng 6, mục \
         year[0].days_off[1]\n  gợi ý: viết như: \"30/04\"\n\
         lỗi[invalid-value]: giá trị không hợp lệ: \"30/02\"\n  --> ho-so/report-templates/calendars/vietnam.toml, dòng 6, mục \
         year[0].days_off[2]\n  gợi ý: viết như: \"30/04\"",
    );
}
