//! Exports as text: counts, and the rows that messages name, as Excel shows them.

use crate::workbench::Workbench;

/// A title, blank lines, `;`, quotes with line breaks and delimiters inside, a total in the column of the ids.
const TEXT: &str = "\u{feff}DANH SÁCH, NĂM 2018, SỐ LIỆU\r\n\r\n\
    Mã nhiệm vụ;Nội dung nhiệm vụ;Cơ quan được giao;Ngày giao;Hạn xử lý;Ngày hoàn thành\r\n\
    A1;\"Việc tốt;\r\nhai dòng, \"\"trong nháy\"\"\";Sở Y tế;05/01/2018;31/01/2018;20/01/2018\r\n\
    \r\n\
    A2;Sai hạn;Sở Y tế;05/01/2018;31/02/2018;\r\n\
    ;;;;;\r\n\
    A3;\"Ba\r\n\r\ndòng\";Sở Nội vụ;05/01/2018;;\r\n\
    A4;Không đơn vị;;05/01/2018;;\r\n\
    \r\n\
    Tổng số;4;;;;\r\n";

fn bench(text: &str) -> Workbench {
    Workbench::new().edit("dondoc.toml", "nhiem-vu-ubnd.xlsx", "xuat.csv").write("xuat.csv", text)
}

#[test]
fn rows_are_counted_and_placed_as_a_spreadsheet_shows_them() {
    let bench = bench(TEXT);
    let run = bench.report();
    assert_eq!(
        run.stderr,
        "cảnh báo[unparseable-date]: không đọc được ngày `31/02/2018`\n  --> xuat.csv, ô E6 (Hạn xử lý)\n  \
         gợi ý: đối chiếu với văn bản giao nhiệm vụ; dòng này chờ trong dong-can-ra-soat.xlsx\n\
         cảnh báo[missing-value]: ô Cơ quan được giao để trống\n  --> xuat.csv, ô C9 (Cơ quan được giao)\n  \
         gợi ý: bổ sung trong tệp dữ liệu; dòng này chờ trong dong-can-ra-soat.xlsx\n"
    );
    // Rows 5, 7 and 10 are blank, 11 is the total.
    assert!(run.stdout.starts_with("xuat.csv: đọc 8 dòng: nhận 2, cần rà soát 2, bỏ qua 4\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains(
            "province_by_unit (đến 27/12/2018): 2 nhiệm vụ = 1 đúng hạn + 0 quá hạn + 1 trong hạn + 0 trễ hạn; ngoài bảng: 175 ngoài nguồn\n"
        ),
        "{}",
        run.stdout
    );
    let ledger = String::from_utf8(bench.results()["tables/tasks.csv"].clone()).unwrap();
    let rows: Vec<&str> = ledger.lines().filter(|line| line.starts_with("province,")).collect();
    assert_eq!(rows.len(), 2);
    assert!(rows[0].starts_with("province,xuat.csv,,4,A1,kt-so-y-te,Sở Y tế,"), "{}", rows[0]);
    assert!(rows[1].starts_with("province,xuat.csv,,8,A3,kt-so-noi-vu,Sở Nội vụ,"), "{}", rows[1]);
}

#[test]
fn delimiters_and_line_ends_do_not_matter() {
    let tabs = TEXT.replace(';', "\t").replace("\r\n", "\n");
    let commas = TEXT.replace("DANH SÁCH, NĂM 2018, SỐ LIỆU", "DANH SÁCH").replace(';', ",");
    for text in [tabs, commas] {
        let run = bench(&text).run(&["check", "ho-so"]);
        assert!(run.stdout.starts_with("xuat.csv: đọc 8 dòng: nhận 2, cần rà soát 2, bỏ qua 4\n"), "{}", run.stdout);
        assert!(run.stderr.contains("--> xuat.csv, ô E6 (Hạn xử lý)\n"), "{}", run.stderr);
    }
}

#[test]
fn a_text_table_without_heading_is_told() {
    for text in ["", "một;hai\n1;2\n"] {
        bench(text).refused(
            "lỗi[no-heading]: không tìm thấy dòng tiêu đề cột trong 15 dòng đầu của tệp\n  --> xuat.csv\n  \
             gợi ý: cần các cột: Cơ quan được giao, Ngày giao, Thời hạn / Hạn xử lý, Kết quả / Ngày hoàn thành; kiểm tra tệp, hoặc \
             chọn mẫu nhận dạng (mapping) khác trong dondoc.toml",
        );
    }
}

#[test]
fn text_that_was_converted_is_told_with_its_encoding() {
    let heading = "M· nhiÖm vô;Néi dung nhiÖm vô;C¬ quan ®\u{ad}îc giao;Ngµy giao;H¹n xö lý;Ngµy hoµn thµnh";
    let bench = bench(&format!("{heading}\nA1;ViÖc tèt;Së Y tÕ;05/01/2018;;\n"));
    let run = bench.report();
    assert_eq!(
        run.stderr,
        "lưu ý[converted-text]: chữ trong tệp theo bảng mã TCVN3 (ABC), đã đổi sang Unicode khi đọc\n  --> xuat.csv\n  \
         gợi ý: xem vài dòng trong tables/tasks.csv có đúng chữ không; sai thì lưu lại tệp với bảng mã UTF-8 hoặc dạng .xlsx\n"
    );
    let ledger = String::from_utf8(bench.results()["tables/tasks.csv"].clone()).unwrap();
    assert!(ledger.contains("\nprovince,xuat.csv,,2,A1,kt-so-y-te,Sở Y tế,"), "{ledger}");
}

#[test]
fn cells_that_lost_characters_are_told() {
    let heading = "Mã nhiệm vụ;Nội dung nhiệm vụ;Cơ quan được giao;Ngày giao;Hạn xử lý;Ngày hoàn thành";
    let rows = ["A1;Thực hi\u{fffd};Sở Y tế", "A\u{fffd};Việc;Sở Y tế", "A3;Việc;S\u{fffd} Y tế"];
    let rows = rows.map(|row| format!("{row};05/01/2018;;\n"));
    let run = bench(&format!("{heading}\n{}", rows.concat())).report();
    let mend = "  gợi ý: xuất lại từ phần mềm với bảng mã UTF-8 hoặc dạng .xlsx, hoặc sửa ô này trong tệp dữ liệu; dòng này chờ \
                trong dong-can-ra-soat.xlsx\n";
    assert_eq!(
        run.stderr,
        format!(
            "cảnh báo[damaged-text]: ô Mã nhiệm vụ bị mất chữ: `A\u{fffd}`\n  --> xuat.csv, ô A3 (Mã nhiệm vụ)\n{mend}\
             cảnh báo[damaged-text]: ô Cơ quan được giao bị mất chữ: `S\u{fffd} Y tế`\n  --> xuat.csv, ô C4 (Cơ quan được giao)\n{mend}\
             cảnh báo[lost-characters]: 1 dòng có ô bị mất chữ; các dòng vẫn được tính, chỗ mất in thành dấu …; dòng đầu ở đây\n  \
             --> xuat.csv, ô B2 (Nội dung nhiệm vụ)\n  gợi ý: nếu cần in đủ, xuất lại tệp với bảng mã UTF-8 hoặc dạng .xlsx, hoặc \
             sửa trong tệp dữ liệu\n"
        )
    );
    assert_eq!(run.status, 0);
}

#[test]
fn a_lost_character_is_printed_as_an_ellipsis() {
    let heading = "Mã nhiệm vụ;Nội dung nhiệm vụ;Cơ quan được giao;Ngày giao;Hạn xử lý;Ngày hoàn thành";
    let bench = bench(&format!("{heading}\nA1;Thực hi\u{fffd};Sở Y tế;05/01/2018;31/01/2018;\n"));
    let run = bench.run(&["letters", "ho-so"]);
    assert_eq!(run.status, 0, "{}", run.stderr);
    let list = String::from_utf8(bench.results()["cong-van/danh-sach-nhac-viec.csv"].clone()).unwrap();
    assert!(list.contains(",Thực hi…,"), "{list}");
}
