//! Exports that cannot be trusted as they are: what cannot be told apart is refused, what is odd is named.

use crate::workbench::{GOOD, HEADING, Workbench};

const TASKS: &str = "nhiem-vu-ubnd.xlsx";
const SHEET: &str = "nhiem-vu-ubnd.xlsx, trang tính \"Danh sách\"";

/// What `check` says of an export with these rows below the usual heading.
#[track_caller]
fn said_of(rows: &[&[&str]], wanted: &str) {
    let rows: Vec<&[&str]> = std::iter::once(&HEADING[..]).chain(rows.iter().copied()).collect();
    let run = Workbench::small().rows(TASKS, &rows).run(&["check", "ho-so"]);
    assert_eq!(run.stderr, format!("{wanted}\n"));
    assert_eq!(run.status, 0);
}

#[test]
fn sheets_that_are_not_read_are_named() {
    let bench = Workbench::small().sheets(TASKS, &[("Tháng 1", &[&HEADING, &GOOD]), ("Ghi chú", &[&["Người lập: A"]])]);
    assert_eq!(
        bench.run(&["check", "ho-so"]).stderr,
        "cảnh báo[sheet-left-out]: trang tính này không được đọc: không có đủ các cột bắt buộc\n  \
         --> nhiem-vu-ubnd.xlsx, trang tính \"Ghi chú\"\n  \
         gợi ý: nếu trang tính có nhiệm vụ, sửa tiêu đề cột cho giống các trang khác\n"
    );
    let bench = Workbench::small().hidden_sheet(TASKS, &[&HEADING, &GOOD]);
    assert_eq!(
        bench.run(&["check", "ho-so"]).stderr,
        "cảnh báo[hidden-sheet]: trang tính ẩn này không được đọc\n  \
         --> nhiem-vu-ubnd.xlsx, trang tính \"Bản nháp\"\n  \
         gợi ý: nếu cần đọc, bỏ ẩn trong Excel hoặc ghi rõ sheet = \"…\" trong dondoc.toml\n"
    );
}

#[test]
fn a_sheet_that_was_not_asked_for_is_named_where_it_has_tasks() {
    let other: &[&[&str]] = &[&HEADING, &["A2", "x", "Sở Y tế", "05/01/2018", "", ""]];
    let sheets = [("Một", &[&HEADING[..], &GOOD] as &[&[&str]]), ("Hai", other), ("Ghi chú", &[&["x"]])];
    let bench = Workbench::small().sheets(TASKS, &sheets);
    let file = format!("file = \"{TASKS}\"\n");
    assert_eq!(
        bench.edit("dondoc.toml", &file, &format!("{file}sheet = \"Một\"\n")).run(&["check", "ho-so"]).stderr,
        "lưu ý[sheet-not-asked]: trang tính này cùng tiêu đề nhưng không được đọc, vì sheet trong [[input]] chỉ chọn một trang\n  \
         --> nhiem-vu-ubnd.xlsx, trang tính \"Hai\"\n  \
         gợi ý: nếu các nhiệm vụ ở đây cũng cần tính, bỏ dòng sheet trong [[input]] để đọc mọi trang cùng tiêu đề\n"
    );
}

#[test]
fn columns_of_two_names_that_may_be_one_field_are_told_with_their_headings() {
    let bench = Workbench::small().edit("dondoc.toml", TASKS, "xuat.csv");
    let rows = "Mã nhiệm vụ,Nội dung nhiệm vụ,Đơn vị chủ trì,Hạn hoàn thành,,Đơn vị phối hợp,\n,,,Ban đầu,Gia hạn,Tên,Ngày hoàn thành\nA1,a,Sở Y tế,31/01/2018,,Sở Nội vụ,20/01/2018\n";
    let run = bench
        .write("xuat.csv", rows)
        .edit("dondoc.toml", "mapping = \"kon-tum-tracker\"\n", "")
        .run(&["check", "ho-so"]);
    let wanted = "lỗi[ambiguous-column]: nhiều cột có thể là `Hạn xử lý`: D (Hạn hoàn thành / Ban đầu), E (Hạn hoàn thành / Gia hạn)\n";
    assert!(run.stderr.starts_with(wanted), "{}", run.stderr);
}

#[test]
fn a_file_without_anything_like_a_heading_is_told_so() {
    let told = |rows: &str| {
        let bench = Workbench::small().edit("dondoc.toml", TASKS, "xuat.csv").write("xuat.csv", rows);
        bench.edit("dondoc.toml", "mapping = \"kon-tum-tracker\"\n", "").run(&["check", "ho-so"]).stderr
    };
    assert!(
        told("Ghi chú\n").starts_with("lỗi[no-heading]: không tìm thấy dòng tiêu đề cột trong 15 dòng đầu của tệp\n")
    );
    let lost = told("M? nhi?m v?,??n v? ch? tr?,Ng?y giao\n1,S? Y t?,05/01/2018\n");
    assert!(
        lost.contains("gợi ý: nhiều chữ đã mất, chỉ còn dấu ?: xuất lại tệp với bảng mã UTF-8 hoặc dạng .xlsx"),
        "{lost}"
    );
}

#[test]
fn sheets_that_may_repeat_each_other_are_refused() {
    let rows: &[&[&str]] = &[&HEADING[1..], &GOOD[1..]];
    Workbench::small().sheets(TASKS, &[("Một", rows), ("Hai", rows)]).refused(
        "lỗi[ambiguous-sheets]: có nhiều trang tính cùng tiêu đề mà không có cột nào được đọc là mã nhiệm vụ: Một, Hai\n  \
         --> nhiem-vu-ubnd.xlsx\n  gợi ý: ghi rõ trang tính cần đọc vào phần [[input]] của dondoc.toml, ví dụ: sheet = \"Một\", vì không thể biết các dòng có \
         trùng nhau không",
    );
}

#[test]
fn columns_that_cannot_be_told_apart_are_refused() {
    let heading = [HEADING[0], HEADING[1], HEADING[2], HEADING[3], HEADING[4], HEADING[5], HEADING[5]];
    Workbench::small().rows(TASKS, &[&heading]).refused(&format!(
        "lỗi[ambiguous-column]: nhiều cột có thể là `Ngày hoàn thành`: F, G\n  --> {SHEET}\n  \
         gợi ý: đặt tên khác nhau cho các cột, hoặc ghi \"nhóm / cột\" trong mẫu nhận dạng để chọn đúng cột"
    ));
    let swapped = [HEADING[0], HEADING[1], HEADING[2], HEADING[3], HEADING[5], HEADING[4]];
    Workbench::small().rows(TASKS, &[&HEADING, &GOOD, &swapped]).refused(&format!(
        "lỗi[heading-changed]: dòng tiêu đề lặp lại có thứ tự cột khác với dòng tiêu đề đầu\n  --> {SHEET}, dòng 3\n  \
         gợi ý: tách phần này sang trang tính khác, hoặc xếp lại các cột cho giống phần trên"
    ));
}

#[test]
fn columns_that_are_not_read_are_named() {
    let heading = [HEADING[0], HEADING[1], HEADING[2], HEADING[3], HEADING[4], HEADING[5], "Hạn sau gia hạn", "Màu"];
    let run = Workbench::small().rows(TASKS, &[&heading, &GOOD]).run(&["check", "ho-so"]);
    assert_eq!(
        run.stderr,
        format!(
            "cảnh báo[unread-columns]: các cột không được đọc: Hạn sau gia hạn | Màu\n  --> {SHEET}\n  \
             gợi ý: nếu cột nào cần dùng, thêm tên cột vào mẫu nhận dạng (mapping)\n"
        )
    );
}

#[test]
fn hidden_rows_and_columns_are_named() {
    let told = |policy: &str, reason: &str| {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet().set_name("Danh sách").unwrap();
        for (row, cells) in (0..).zip([HEADING, GOOD, ["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", ""]])
        {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell).unwrap();
            }
        }
        sheet.set_row_hidden(2).unwrap().set_column_hidden(1).unwrap();
        let bench = Workbench::small().write(TASKS, workbook.save_to_buffer().unwrap());
        let bench = bench.edit("dondoc.toml", "[report]\n", &format!("[policy]\n{policy}\n[report]\n"));
        assert_eq!(
            bench.run(&["check", "ho-so"]).stderr,
            format!(
                "lưu ý[hidden-columns]: các cột đang ẩn vẫn được đọc: B\n  --> {SHEET}\n  gợi ý: bỏ ẩn trong Excel để xem các cột này\n\
                 lưu ý[hidden-rows]: 1 dòng đang ẩn trong tệp, {reason}\n  --> {SHEET}, dòng 3\n  gợi ý: thường do lọc (Filter) trong Excel; \
                 muốn tính hay bỏ qua các dòng ẩn thì đặt hidden_rows = \"read\" hoặc \"skip\" trong [policy]\n"
            )
        );
    };
    told("", "vẫn được đọc như các dòng khác; dòng đầu ở đây");
    told("hidden_rows = \"skip\"", "được bỏ qua theo [policy]; dòng đầu ở đây");
}

#[test]
fn cells_that_cannot_be_trusted_wait() {
    said_of(
        &[
            &["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/3018"],
            &["A2", "Việc", "Sở Y tế, Phòng Nội vụ", "05/01/2018"],
            &["A3", "Việc", "Sở Y tế", "05/01/2018"],
        ],
        &format!(
            "cảnh báo[implausible-year]: năm không hợp lý: `31/01/3018`\n  --> {SHEET}, ô E2 (Hạn xử lý)\n  \
             gợi ý: kiểm tra lại năm; dòng này chờ trong dong-can-ra-soat.xlsx\n\
             cảnh báo[several-units]: không rõ những đơn vị nào chủ trì trong ô này: `Sở Y tế, Phòng Nội vụ`\n  \
             --> {SHEET}, ô C3 (Cơ quan được giao)\n  \
             gợi ý: ngăn các đơn vị bằng dấu chấm phẩy hoặc xuống dòng, ghi rõ chủ trì: …; phối hợp: …, hoặc thêm cách viết vào danh mục đơn vị"
        ),
    );
    let good = ["A2", "Việc", "Sở Y tế", "05/01/2018"];
    let run = Workbench::small().error_cell(TASKS, &[&HEADING, &GOOD, &good], (1, 4)).run(&["check", "ho-so"]);
    assert_eq!(
        run.stderr,
        format!(
            "cảnh báo[error-cell]: ô Hạn xử lý có lỗi hoặc công thức chưa tính: `#N/A`\n  --> {SHEET}, ô E2 (Hạn xử lý)\n  \
             gợi ý: mở tệp bằng Excel, sửa công thức rồi lưu lại\n"
        )
    );
}

#[test]
fn rows_that_are_odd_but_count_are_told_once() {
    said_of(
        &[&GOOD, &["", "Việc không mã", "Sở Y tế", "05/01/2018"]],
        &format!(
            "cảnh báo[missing-ids]: 1 dòng không có mã nhiệm vụ nên không kiểm tra được trùng lặp; dòng đầu ở đây\n  \
             --> {SHEET}, ô A3 (Mã nhiệm vụ)\n  gợi ý: bổ sung mã nhiệm vụ trong tệp dữ liệu"
        ),
    );
    let heading = [HEADING[0], HEADING[1], HEADING[2], HEADING[3], HEADING[4], HEADING[5], "Gia hạn đến"];
    let row = ["A1", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "", "20/01/2018"];
    let run = Workbench::small().rows(TASKS, &[&heading, &row]).run(&["check", "ho-so"]);
    assert_eq!(
        run.stderr,
        format!(
            "cảnh báo[shorter-extension]: 1 dòng có hạn gia hạn sớm hơn hạn ban đầu; dòng đầu ở đây\n  \
             --> {SHEET}, ô G2 (Gia hạn đến)\n  gợi ý: vẫn được tính theo hạn gia hạn; kiểm tra lại hai ngày\n"
        )
    );
}

#[test]
fn text_tables_that_lost_their_shape_are_told() {
    let heading = HEADING.join(",");
    let bench = |rows: &str| {
        let bench = Workbench::small().edit("dondoc.toml", TASKS, "xuat.csv");
        bench.write("xuat.csv", format!("{heading}\n{rows}"))
    };
    bench("A1,\"Việc,Sở Y tế,05/01/2018,,\nA2,Việc,Sở Y tế,05/01/2018,,\n").refused(
        "lỗi[unclosed-quote]: dấu nháy kép mở ở đây mà không đóng, nên không phân biệt được các dòng sau\n  \
         --> xuat.csv, dòng 2\n  gợi ý: sửa dấu nháy trong tệp, hoặc mở bằng Excel rồi lưu lại",
    );
    let run = bench("A1,Việc,Sở Y tế,05/01/2018,31/01/2018\n").run(&["check", "ho-so"]);
    assert_eq!(
        run.stderr,
        "cảnh báo[ragged-row]: dòng có 5 ô trong khi tiêu đề có 6 cột\n  --> xuat.csv, dòng 2\n  \
         gợi ý: có thể thừa, thiếu dấu phân cách; sửa dòng này trong tệp dữ liệu\n\
         cảnh báo[none-accepted]: không dòng nào của tệp được nhận: cả 1 dòng đều cần rà soát, nên mọi con số lấy từ tệp này là 0\n  \
         --> xuat.csv\n  gợi ý: sửa các dòng trong tệp dữ liệu trước khi dùng báo cáo\n"
    );
}

#[test]
fn a_day_that_lost_its_format_is_told_what_to_do() {
    let run = Workbench::small().rows(TASKS, &[&HEADING, &["A1", "Việc", "Sở Y tế", "05/01/2018", "45444", ""]]);
    let said = run.run(&["check", "ho-so"]).stderr;
    assert!(said.contains("`45444` có thể là ngày của Excel: định dạng ô thành ngày rồi lưu lại tệp"), "{said}");
}

#[test]
fn an_export_without_any_task_is_told() {
    let bench = Workbench::small().edit("dondoc.toml", TASKS, "xuat.csv");
    let run = bench.write("xuat.csv", HEADING.join(",") + "\n").run(&["check", "ho-so"]);
    assert_eq!(
        run.stderr,
        "cảnh báo[no-task-rows]: tệp có tiêu đề cột nhưng không có dòng nhiệm vụ nào, nên mọi con số lấy từ tệp này là 0\n  --> xuat.csv\n  \
         gợi ý: kiểm tra bộ lọc và khoảng thời gian khi xuất tệp; các dòng bị bỏ qua có trong dong-can-ra-soat.xlsx\n"
    );
}

#[test]
fn a_row_that_may_be_no_task_is_told_with_its_words() {
    let bench = Workbench::small().edit("dondoc.toml", TASKS, "xuat.csv");
    let rows = format!("{}\nA1,Việc,Sở Y tế,05/01/2018,,\n,Người lập,Sở Y tế,,,\n", HEADING.join(","));
    let bench = bench.write("xuat.csv", rows).edit(
        "dondoc.toml",
        "[as_of]",
        "[policy]\nmissing_assigned_on = \"input_period\"\n[as_of]",
    );
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!(
        run.stderr,
        "cảnh báo[doubtful-row]: chưa rõ dòng này có phải là nhiệm vụ không: `Người lập | Sở Y tế`\n  --> xuat.csv, dòng 3\n  \
         gợi ý: nếu đúng là nhiệm vụ, ghi số thứ tự, mã hoặc ngày cho dòng trong tệp dữ liệu; nếu không thì xóa dòng\n"
    );
}

#[test]
fn columns_and_instants_that_make_a_report_say_little_are_told() {
    let heading = ["Mã nhiệm vụ", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"];
    let bench =
        Workbench::small().rows("nhiem-vu-chinh-phu.xlsx", &[&heading, &["G1", "05/01/2018", "31/01/2018", ""]]);
    let unfilled = |column: &str| {
        format!(
            "cảnh báo[unfilled-column]: cột `{column}` của bảng `government_open` để trống: không tệp dữ liệu nào của bảng có cột này\n  \
             --> nhiem-vu-chinh-phu.xlsx\n  gợi ý: thêm cột vào tệp dữ liệu, thêm tên cột vào mẫu nhận dạng, hoặc bỏ cột khỏi mẫu báo cáo\n"
        )
    };
    let columns = ["Số, ký hiệu", "Trích yếu hoặc nhiệm vụ theo dõi", "Diễn giải trạng thái"].map(unfilled).concat();
    assert_eq!(bench.run(&["check", "ho-so"]).stderr, columns);
    let late = Workbench::small().edit("dondoc.toml", "report = \"2019-01-01\"", "report = \"2019-01-11\"");
    assert_eq!(
        late.run(&["check", "ho-so"]).stderr,
        "cảnh báo[as-of-after-report]: thời điểm chốt số liệu `report` (11/01/2019) sau ngày của văn bản (01/01/2019)\n  \
         --> dondoc.toml, dòng 36, mục as_of.report\n  gợi ý: kiểm tra [as_of] và date trong [report] của dondoc.toml\n"
    );
}

#[test]
fn an_as_of_outside_the_period_asked_for_moves_to_its_end() {
    let bench = Workbench::small();
    let moved = |name: &str, as_of: &str, line: u32| {
        format!(
            "lưu ý[as-of-moved]: thời điểm chốt `{name}` ({as_of}) không thuộc kỳ ghi ở --period, nên số liệu chốt vào ngày cuối kỳ: 30/9/2018\n  \
             --> dondoc.toml, dòng {line}, mục as_of.{name}\n  gợi ý: chốt vào ngày khác thì thêm --as-of, ví dụ: --as-of 2026-06-30\n"
        )
    };
    let said = bench.run(&["check", "ho-so", "--period", "2018-9M"]);
    let all = [("government", "22/12/2018", 34), ("province", "27/12/2018", 35), ("report", "01/01/2019", 36)];
    for (name, as_of, line) in all {
        assert!(said.stderr.contains(&moved(name, as_of, line)), "{}", said.stderr);
    }
    assert!(said.stdout.contains("province_by_unit (đến 30/9/2018)"), "{}", said.stdout);
    // An as-of within the period stays, as does everything where the period is that of the project; an option overrules both.
    let quarter = bench.run(&["check", "ho-so", "--period", "2018-Q4"]).stderr;
    assert!(quarter.contains("[as-of-moved]: thời điểm chốt `report`"), "{quarter}");
    assert!(!quarter.contains("[as-of-moved]: thời điểm chốt `province`"), "{quarter}");
    // The report bears the name of the whole quarter, its figures speak of a part of it.
    let kept = "cảnh báo[as-of-kept]: kỳ ghi ở --period đến hết ngày 31/12/2018, còn thời điểm chốt `province` là 27/12/2018: số liệu chỉ \
                tính đến ngày chốt\n  --> dondoc.toml, dòng 35, mục as_of.province\n  gợi ý: muốn đủ cả kỳ thì thêm --as-of 2018-12-31, với dữ \
                liệu xuất từ ngày đó\n";
    assert!(quarter.contains(kept), "{quarter}");
    let whole = bench.run(&["check", "ho-so", "--period", "2018-Q4", "--as-of", "2018-12-31"]).stderr;
    assert!(!whole.contains("as-of-kept") && !whole.contains("as-of-moved"), "{whole}");
    assert!(!bench.run(&["check", "ho-so", "--period", "2018"]).stderr.contains("as-of-kept"));
    assert!(!bench.run(&["check", "ho-so", "--period", "2018"]).stderr.contains("as-of-moved"));
    let said = bench.run(&["check", "ho-so", "--period", "2018-9M", "--as-of", "2018-10-05T16:30"]);
    assert!(!said.stderr.contains("as-of-moved") && said.stdout.contains("(đến 05/10/2018)"), "{}", said.stdout);
    assert_eq!(bench.run(&["check", "ho-so", "--as-of", "05/10/2018"]).status, 2);
}

/// What `check` says of a text table that the last resort reads, after this edit of dondoc.toml.
fn said_of_table(text: &str, more: &str) -> String {
    let bench = Workbench::small().write("x.csv", text).edit(
        "dondoc.toml",
        "file = \"nhiem-vu-ubnd.xlsx\"\nmapping = \"kon-tum-tracker\"\n",
        &format!("file = \"x.csv\"\nmapping = \"generic\"\n{more}"),
    );
    let run = bench.run(&["check", "ho-so"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    run.stderr
}

#[test]
fn labels_that_decide_for_want_of_a_column_and_the_day_they_hold_for_are_told() {
    let table = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày về đích,Trạng thái\n\
                 A1,Sở Y tế,05/01/2018,31/01/2018,15/03/2018,Đã hoàn thành\n";
    let said = said_of_table(table, "");
    let by_labels = "cảnh báo[status-by-labels]: tệp không có cột ngày hoàn thành nên kết quả lấy theo nhãn trạng thái, coi như đúng \
                     vào ngày chốt số liệu 27/12/2018\n  --> x.csv\n  \
                     gợi ý: nếu tệp có cột ngày hoàn thành mang tên khác, thêm tên cột vào mẫu nhận dạng (mapping)\n  \
                     gợi ý: ghi ngày đã xuất tệp vào phần [[input]] của dondoc.toml, ví dụ: extracted_on = \"2018-12-27\"\n";
    assert!(said.contains(by_labels), "{said}");
    let unread = "cảnh báo[unread-dates]: cột toàn ngày tháng mà không được đọc: Ngày về đích\n  --> x.csv\n";
    assert!(said.contains(unread), "{said}");
    // Who writes the day knows that labels count.
    let said = said_of_table(table, "extracted_on = \"2018-12-27\"\n");
    assert!(!said.contains("status-by-labels") && said.contains(unread), "{said}");
    // With every day that decides, another one is only worth a notice.
    let whole = table.replace("Ngày giao", "Ngày nhắc,Ngày giao").replace("Ngày về đích", "Ngày hoàn thành");
    let whole = whole.replace("Sở Y tế,", "Sở Y tế,05/01/2018,");
    let said = said_of_table(&whole, "");
    assert!(said.contains("lưu ý[unread-dates]: cột toàn ngày tháng mà không được đọc: Ngày nhắc\n"), "{said}");
}

#[test]
fn an_export_without_deadlines_is_told() {
    let table = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Trạng thái\nA1,Sở Y tế,05/01/2018,Chưa hoàn thành\n";
    let said = said_of_table(table, "");
    let told = "cảnh báo[no-deadlines]: tệp không có cột hạn xử lý: chỉ nhãn trạng thái cho biết nhiệm vụ nào quá hạn, trễ hạn; \
                các nhiệm vụ khác được tính là đúng hạn, trong hạn\n  --> x.csv\n";
    assert!(said.contains(told), "{said}");
}
