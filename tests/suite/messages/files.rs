//! Input files that are missing, unreadable or not what they seem.

use std::io::{Cursor, Read, Write};

use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::workbench::{GOOD, HEADING, Workbench};

const TASKS: &str = "nhiem-vu-ubnd.xlsx";
const PROJECT: &str = "dondoc.toml";

#[test]
fn missing_files_are_told_all_at_once_with_the_nearest_name() {
    let bench = Workbench::new().remove(TASKS).remove("nhiem-vu-chinh-phu.xlsx").write("nhiem-vu-ubnd.xls", "");
    bench.refused(
        "lỗi[file-not-found]: không tìm thấy tệp\n  --> nhiem-vu-ubnd.xlsx\n  gợi ý: có phải là `nhiem-vu-ubnd.xls`?\n  \
         gợi ý: kiểm tra đường dẫn đã gõ, hoặc tên tệp trong dondoc.toml và trong thư mục của hồ sơ\n\
         lỗi[file-not-found]: không tìm thấy tệp\n  --> nhiem-vu-chinh-phu.xlsx\n  \
         gợi ý: kiểm tra đường dẫn đã gõ, hoặc tên tệp trong dondoc.toml và trong thư mục của hồ sơ",
    );
    for (file, cause) in [("theo-doi-quy-che.xlsx", "theo-doi-quy-che.xlsx"), ("nhan-xet.md", "nhan-xet.md")] {
        Workbench::small().remove(file).refused(&format!(
            "lỗi[file-not-found]: không tìm thấy tệp\n  --> {cause}\n  \
             gợi ý: kiểm tra đường dẫn đã gõ, hoặc tên tệp trong dondoc.toml và trong thư mục của hồ sơ"
        ));
    }
}

#[test]
fn a_file_that_is_no_workbook_is_told() {
    let word = concat!(env!("CARGO_MANIFEST_DIR"), "/report-templates/shared/reference.docx");
    let damaged = "lỗi[damaged-file]: tệp bị hỏng hoặc không đúng loại\n  --> nhiem-vu-ubnd.xlsx\n  \
                   gợi ý: mở thử bằng Excel hoặc Word; mở được thì lưu lại đúng đuôi tệp, không mở được thì xuất lại từ phần mềm";
    Workbench::new().write(TASKS, "rác rưởi").refused(damaged);
    Workbench::new().write(TASKS, "").refused(damaged);
    Workbench::new().copy(word, TASKS).refused(damaged);
    let half = std::fs::read(Workbench::new().project().join(TASKS)).unwrap();
    Workbench::new().write(TASKS, &half[..half.len() / 2]).refused(damaged);
}

#[test]
fn a_file_of_another_kind_is_told() {
    for file in ["bao-cao.docx", "du-lieu.pdf", "du-lieu"] {
        Workbench::new().edit(PROJECT, TASKS, file).write(file, "x").refused(&format!(
            "lỗi[unknown-file-kind]: không đọc được loại tệp này\n  --> {file}\n  \
             gợi ý: các đuôi tệp đọc được: xlsx, xlsm, xls, xlsb, ods, csv, tsv, txt, parquet\n  \
             gợi ý: mở tệp rồi lưu lại dạng .xlsx"
        ));
    }
}

#[test]
fn a_folder_in_place_of_a_file_is_told() {
    for file in ["thang-12.xlsx", "thang-12.csv"] {
        let bench = Workbench::new().edit(PROJECT, TASKS, file).write(&format!("{file}/x"), "");
        bench.refused(&format!(
            "lỗi[file-unreadable]: không đọc được tệp: đây là một thư mục, không phải tệp\n  --> {file}\n  \
             gợi ý: kiểm tra quyền truy cập tệp và đường dẫn ghi trong dondoc.toml"
        ));
    }
}

#[test]
fn an_own_definition_that_cannot_be_read_is_told_and_not_replaced_unseen() {
    let own = "report-templates/units/kon-tum.toml";
    Workbench::small().write(&format!("{own}/x"), "").refused(&format!(
        "lỗi[file-unreadable]: không đọc được tệp: đây là một thư mục, không phải tệp\n  --> ho-so/{own}\n  \
         gợi ý: kiểm tra quyền truy cập tệp và đường dẫn ghi trong dondoc.toml"
    ));
}

#[test]
fn a_workbook_with_a_password_is_told() {
    Workbench::new().write(TASKS, encrypted()).refused(
        "lỗi[password-protected]: tệp có mật khẩu\n  --> nhiem-vu-ubnd.xlsx\n  gợi ý: mở bằng Excel hoặc Word, bỏ mật khẩu rồi lưu lại",
    );
}

#[test]
fn a_workbook_beyond_its_limits_is_told_with_the_cell_that_passed_them() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    workbook.add_worksheet().write_string(0, 16_383, "x").unwrap();
    Workbench::new().write(TASKS, workbook.save_to_buffer().unwrap()).refused(
        "lỗi[file-too-large]: tệp vượt giới hạn đọc: số cột của một trang tính quá 2000\n  --> nhiem-vu-ubnd.xlsx\n  \
         gợi ý: vượt giới hạn tại: XFD1\n  \
         gợi ý: mở tệp, xóa phần thừa rồi lưu lại, hoặc chia thành nhiều tệp; không mở được thì xuất lại từ phần mềm",
    );
}

/// The outside of what Excel saves with a password: a compound file with the stream `EncryptedPackage`.
fn encrypted() -> Vec<u8> {
    const END: u32 = 0xffff_fffe;
    const FREE: u32 = 0xffff_ffff;
    let mut file = vec![0; 512 * 3];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    put(0, &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    for (at, value) in [(24, 0x3e_u16), (26, 3), (28, 0xfffe), (30, 9), (32, 6)] {
        put(at, &value.to_le_bytes());
    }
    // One sector of the allocation table, then the directory at sector 1; no small or far tables.
    for (at, value) in [(44, 1), (48, 1), (56, 4096), (60, END), (64, 0), (68, END), (72, 0), (76, 0)] {
        put(at, &u32::to_le_bytes(value));
    }
    (1..109).for_each(|index| put(76 + index * 4, &FREE.to_le_bytes()));
    (0..128).for_each(|index| put(512 + index * 4, &FREE.to_le_bytes()));
    put(512, &0xffff_fffd_u32.to_le_bytes());
    put(516, &END.to_le_bytes());
    for (entry, name, kind) in [(0, "Root Entry", 5), (1, "EncryptedPackage", 2)] {
        let start = 1024 + entry * 128;
        let text: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        put(start, &text);
        put(start + 64, &u16::try_from(text.len() + 2).unwrap().to_le_bytes());
        put(start + 66, &[kind, 1]);
        [68, 72, 76].iter().for_each(|at| put(start + at, &FREE.to_le_bytes()));
        put(start + 116, &END.to_le_bytes());
    }
    put(1024 + 76, &1_u32.to_le_bytes());
    file
}

#[test]
fn text_that_is_not_unicode_is_told() {
    let told = |file: &str| {
        format!(
            "lỗi[not-unicode]: tệp không phải là văn bản Unicode (UTF-8)\n  --> {file}\n  gợi ý: lưu lại với bảng mã UTF-8: \
             trong Excel chọn loại \"CSV UTF-8\", trong Notepad chọn Mã hóa (Encoding) \"UTF-8\""
        )
    };
    let bytes = b"S\xe1\xba";
    Workbench::new().write(PROJECT, bytes).refused(&told(PROJECT));
    Workbench::new().edit(PROJECT, TASKS, "a.csv").write("a.csv", bytes).refused(&told("a.csv"));
    Workbench::small().write("nhan-xet.md", bytes).refused(&told("nhan-xet.md"));
    Workbench::small().write("so-lieu-khac.toml", bytes).refused(&told("so-lieu-khac.toml"));
}

#[test]
fn a_sheet_that_is_not_there_is_told() {
    Workbench::new()
        .edit(PROJECT, "file = \"nhiem-vu-ubnd.xlsx\"", "file = \"nhiem-vu-ubnd.xlsx\"\nsheet = \"Sheet2\"")
        .refused(
            "lỗi[sheet-not-found]: không có trang tính `Sheet2`\n  --> nhiem-vu-ubnd.xlsx\n  \
         gợi ý: các trang tính hiện có: Danh sách nhiệm vụ",
        );
}

#[test]
fn a_sheet_without_heading_is_told() {
    Workbench::new().rows(TASKS, &[&["Danh sách"], &["1", "2"], &["3", "4"]]).refused(
        "lỗi[no-heading]: không tìm thấy dòng tiêu đề cột trong 15 dòng đầu của tệp\n  --> nhiem-vu-ubnd.xlsx\n  \
         gợi ý: cần các cột: Cơ quan được giao, Ngày giao, Thời hạn / Hạn xử lý, Kết quả / Ngày hoàn thành; kiểm tra tệp, hoặc \
         chọn mẫu nhận dạng (mapping) khác trong dondoc.toml",
    );
}

#[test]
fn all_missing_columns_are_told_at_once() {
    let seen = "các cột có trong tệp: Mã nhiệm vụ | Nội dung nhiệm vụ | Đơn vị | Ngày giao | Hạn";
    let mut heading = HEADING;
    (heading[2], heading[4], heading[5]) = ("Đơn vị", "Hạn", "");
    Workbench::new().rows(TASKS, &[&heading, &GOOD]).refused(&format!(
        "lỗi[missing-column]: thiếu cột bắt buộc `Cơ quan được giao`\n  --> nhiem-vu-ubnd.xlsx, trang tính \"Danh sách\"\n  \
         gợi ý: cột này có thể mang tên: Cơ quan được giao, Đơn vị chủ trì, Cơ quan chủ trì, Đơn vị thực hiện\n  gợi ý: {seen}\n\
         lỗi[missing-column]: thiếu cột bắt buộc `Thời hạn / Hạn xử lý`\n  --> nhiem-vu-ubnd.xlsx, trang tính \"Danh sách\"\n  \
         gợi ý: cột này có thể mang tên: Thời hạn / Hạn xử lý, Hạn xử lý, Thời hạn, Hạn hoàn thành\n  gợi ý: {seen}\n\
         lỗi[missing-column]: thiếu cột bắt buộc `Kết quả / Ngày hoàn thành`\n  --> nhiem-vu-ubnd.xlsx, trang tính \"Danh sách\"\n  \
         gợi ý: cột này có thể mang tên: Kết quả / Ngày hoàn thành, Ngày hoàn thành\n  gợi ý: {seen}"
    ));
}

#[test]
fn english_says_the_same() {
    let run = Workbench::new().write(TASKS, "x").run(&["report", "ho-so", "--lang", "en"]);
    assert_eq!(
        run.stderr,
        "error[damaged-file]: the file is damaged or of another kind\n  --> nhiem-vu-ubnd.xlsx\n  \
         hint: try to open it in Excel or Word; if it opens, save it with the right extension, if not, export it again\n\
         nothing was written\n"
    );
    assert_eq!((run.status, run.stdout.as_str()), (1, ""));
}

const FOLDER: &str = "file = \"nhiem-vu-ubnd.xlsx\"";

/// A task of its own id.
fn task(id: &str) -> [&str; 6] {
    [id, "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "20/01/2018"]
}

/// Monthly files of the province in a folder, and what else lies there.
fn folder(asked: &str) -> Workbench {
    let month = |bench: Workbench, name: &str, id: &str| bench.rows(name, &[&HEADING, &task(id)]);
    let bench = Workbench::small().edit(PROJECT, FOLDER, &format!("file = \"{asked}\""));
    let bench =
        month(month(month(bench, "xuat/thang-10.XLSX", "A3"), "xuat/thang-2.xlsx", "A2"), "xuat/thang-1.xlsx", "A1");
    let csv = format!("{}\n{}\n", HEADING.join(";"), task("A4").join(";"));
    let bench = bench.write("xuat/thang-11.csv", csv).write("xuat/~$thang-2.xlsx", "x").write("xuat/.an.xlsx", "x");
    bench.write("xuat/ghi chu.docx", "x").write("xuat/cu/thang-1.xlsx", "x")
}

#[test]
fn a_folder_is_all_its_files_in_the_order_of_their_names() {
    for (asked, left_out, files) in [
        ("xuat/", "xuat/.an.xlsx, xuat/cu/, xuat/ghi chu.docx, xuat/~$thang-2.xlsx", 4),
        ("xuat", "xuat/.an.xlsx, xuat/cu/, xuat/ghi chu.docx, xuat/~$thang-2.xlsx", 4),
        ("xuat/*.xlsx", "xuat/.an.xlsx, xuat/~$thang-2.xlsx", 3),
        ("xuat/thang-*.[cx]*", "", 4),
    ] {
        let bench = folder(asked);
        let run = bench.report();
        let notice = format!(
            "lưu ý[files-left-out]: các tệp, thư mục này không được đọc: {left_out}\n  --> {asked}\n  gợi ý: tệp tạm của Excel \
             (~$…), tệp ẩn, thư mục con và các loại tệp khác không phải là dữ liệu; nếu cần đọc, chép ra ngoài hoặc lưu lại dạng .xlsx\n"
        );
        assert_eq!(run.stderr, if left_out.is_empty() { String::new() } else { notice }, "{asked}");
        let names = ["xuat/thang-1.xlsx", "xuat/thang-2.xlsx", "xuat/thang-10.XLSX", "xuat/thang-11.csv"];
        let read: Vec<&str> = run
            .stdout
            .lines()
            .filter_map(|line| line.split_once(": đọc 1 dòng: nhận 1"))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(read, names[..files], "{asked}");
        let manifest = String::from_utf8(bench.results()["manifest.json"].clone()).unwrap();
        let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
        let listed = manifest["inputs"].as_array().unwrap().iter().map(|input| input["file"].as_str().unwrap());
        let listed: Vec<&str> = listed.filter(|name| name.starts_with("xuat")).collect();
        assert_eq!(listed, names[..files], "{asked}");
        assert!(
            manifest["inputs"].as_array().unwrap().iter().all(|input| input["sha256"].as_str().unwrap().len() == 64)
        );
        let ledger = String::from_utf8(bench.results()["tables/tasks.csv"].clone()).unwrap();
        assert!(ledger.contains("\nprovince,xuat/thang-10.XLSX,Danh sách,2,A3,"), "{ledger}");
    }
}

#[test]
fn a_folder_without_data_is_told() {
    let told = |asked: &str, files: &str| {
        format!(
            "lỗi[no-files]: không có tệp nào đọc được ứng với `{asked}`\n  --> {asked}\n{files}  gợi ý: kiểm tra tên thư mục và đuôi tệp; \
             đọc được: xlsx, xlsm, xls, xlsb, ods, csv, tsv, txt, parquet"
        )
    };
    let there = "  gợi ý: các tệp có ở đó nhưng không đọc: xuat/ghi chu.docx\n";
    let bench = |asked: &str| Workbench::small().edit(PROJECT, FOLDER, &format!("file = \"{asked}\""));
    bench("xuat").write("xuat/ghi chu.docx", "x").refused(&told("xuat", there));
    bench("xuat/*.xlsx").write("xuat/ghi chu.docx", "x").refused(&told("xuat/*.xlsx", ""));
}

#[test]
fn rows_that_stand_in_several_files_without_ids_are_told() {
    let rows: [&[&str]; 3] = [&HEADING[1..], &GOOD[1..], &["Việc khác", "Sở Y tế", "05/01/2018", "", ""]];
    let bench = Workbench::small().edit(PROJECT, FOLDER, "file = \"xuat/*\"");
    let bench = bench.rows("xuat/1.xlsx", &rows[..2]).rows("xuat/2.xlsx", &rows);
    let run = bench.run(&["check", "ho-so"]);
    assert!(
        run.stderr.contains(
            "cảnh báo[repeated-rows]: 1 dòng giống hệt một dòng của tệp khác cùng thư mục; không có mã nhiệm vụ nên mọi dòng đều được \
             tính; dòng đầu ở đây\n  --> xuat/2.xlsx, trang tính \"Danh sách\", dòng 2\n  gợi ý: nếu các tệp chồng lên nhau (ví dụ xuất \
             lũy kế từng tháng), chỉ để lại tệp mới nhất\n"
        ),
        "{}",
        run.stderr
    );
}

#[test]
fn values_from_other_files_are_told() {
    let bench = Workbench::small();
    let saved = std::fs::read(bench.project().join(TASKS)).unwrap();
    let mut parts = ZipArchive::new(Cursor::new(saved)).unwrap();
    let mut linked = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut part = parts.by_index(index).unwrap();
        let (name, mut content) = (part.name().unwrap().into_owned(), String::new());
        part.read_to_string(&mut content).unwrap();
        let link = "<Relationship Id=\"rId99\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink\" \
                    Target=\"externalLinks/externalLink1.xml\"/></Relationships>";
        if name == "xl/_rels/workbook.xml.rels" {
            content = content.replace("</Relationships>", link);
        }
        linked.start_file(name, SimpleFileOptions::default()).unwrap();
        linked.write_all(content.as_bytes()).unwrap();
    }
    let run = bench.write(TASKS, linked.finish().unwrap().into_inner()).run(&["check", "ho-so"]);
    let told = "cảnh báo[linked-file]: tệp có công thức lấy số từ tệp khác; chương trình không mở tệp khác mà đọc giá trị lưu lần cuối\n  \
                --> nhiem-vu-ubnd.xlsx\n  \
                gợi ý: mở tệp trong Excel, cập nhật liên kết (Data, Edit Links), lưu lại; hoặc chép giá trị thay cho công thức";
    assert!(run.stderr.contains(told), "{}", run.stderr);
}
