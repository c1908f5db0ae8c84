//! Word files of others: sentences, tables, dates, documents, appendices; and files made to break the program.

use dondoc::{
    audit::{Audit, Verdict},
    diagnostic::Code,
};

use super::{document, of_csv, of_file, paragraph, told, verdict, word_file};

/// The sentence of the half-year of 2019, as it was printed (002, footnote 1).
const HALF_YEAR: &str = "Trong 6 tháng đầu năm 2019, trong tổng số 2.139 nhiệm vụ được giao, các đơn vị, địa phương đã hoàn thành đúng hạn 883 nhiệm vụ, đã hoàn thành nhưng quá hạn 281 nhiệm vụ, còn trong hạn giải quyết 912 nhiệm vụ; đã trễ hạn nhưng chưa hoàn thành 63 nhiệm vụ. Tổng số lũy kế đã thực hiện 1.164 nhiệm vụ (tỷ lệ hoàn thành 54,4%), còn 975 nhiệm vụ đang thực hiện.";
/// The sentence of 2023, as it was printed (004, footnote 1).
const YEAR_2023: &str = "Trong năm 2023, tổng số nhiệm vụ quá hạn của các đơn vị, địa phương là 222/1.206 nhiệm vụ, chiếm tỷ lệ 18,5% tổng số nhiệm vụ có thời hạn được giao.";

fn of_words(lines: &[&str]) -> Audit {
    of_blocks(&lines.iter().map(|line| paragraph(line)).collect::<String>())
}

fn of_blocks(blocks: &str) -> Audit {
    let (_folder, path) = word_file(&document(blocks));
    of_file(&path)
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell))).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn table(rows: &[&[&str]]) -> String {
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(|cells| row(cells)).collect::<String>())
}

#[test]
fn the_printed_sentence_of_2019_adds_up() {
    let audit = of_words(&[HALF_YEAR]);
    assert_eq!((told(&audit), verdict(&audit, "audit-text")), (Vec::new(), Verdict::Pass));
}

#[test]
fn each_wrong_number_of_a_sentence_is_found() {
    for (from, to, words) in [
        ("883", "888", "đã hoàn thành đúng hạn"),
        ("912", "921", "còn trong hạn giải quyết"),
        ("2.139", "2.193", "ghi 2.193, còn 883 + 281 + 912 + 63 = 2.139"),
        ("1.164", "1.146", "ghi 1.146, còn 883 + 281 = 1.164"),
        ("54,4%", "54,5%", "ghi 54,5%"),
    ] {
        let audit = of_words(&[&HALF_YEAR.replace(from, to)]);
        assert_ne!(verdict(&audit, "audit-text"), Verdict::Pass, "{from} → {to}");
        let found = told(&audit).join("\n");
        assert!(found.contains(words) || found.contains(to), "{from} → {to}: {found}");
    }
}

#[test]
fn the_printed_rate_of_2023_is_told_with_what_it_should_be() {
    assert_eq!(
        told(&of_words(&["Kính gửi: các đơn vị", YEAR_2023])),
        ["audit-text Chưa đạt: ghi 18,5%, còn 222/1.206 = 18,4% --> đoạn 2"]
    );
    assert_eq!(told(&of_words(&[&YEAR_2023.replace("18,5", "18,4")])), Vec::<String>::new());
}

#[test]
fn thousands_without_a_dot_are_told() {
    let audit = of_words(&["Các phòng đã cập nhật 3393 nhiệm vụ để các đơn vị theo dõi."]);
    assert_eq!(audit.verdict(), Verdict::Look);
    assert!(told(&audit)[0].starts_with("audit-forms Cần xem: 3393 viết là 3.393 --> đoạn 1"), "{:#?}", told(&audit));
}

#[test]
fn numbers_that_are_not_of_tasks_are_left_in_peace() {
    let lines = [
        "Phấn đấu trên 90% nhiệm vụ hoàn thành đúng hạn; không quá 05 nhiệm vụ quá hạn.",
        "Sở Y tế còn 03 nhiệm vụ chưa hoàn thành; Sở Nội vụ đã hoàn thành 10 nhiệm vụ trong tổng số 12 nhiệm vụ được giao.",
        "Giao 30 đơn vị thực hiện Điều 4, khoản 2 của Quy chế ban hành theo Quyết định số 270/QĐ-UBND ngày 19/3/2018.",
        "So với năm 2017, số nhiệm vụ hoàn thành tăng 120 nhiệm vụ, tỷ lệ hoàn thành tăng 1,5%.",
    ];
    assert_eq!(told(&of_words(&lines)), Vec::<String>::new());
}

#[test]
fn a_sentence_agrees_with_the_table_of_the_appendix_that_it_names() {
    let text = |done: &str| {
        [
            paragraph(&format!("Đã hoàn thành đúng hạn {done} nhiệm vụ - Phụ lục 01.")),
            paragraph("PHỤ LỤC 01"),
            table(&[
                &["TT", "Đơn vị", "Đúng hạn", "Ghi chú"],
                &["1", "Sở A", "4", ""],
                &["2", "Sở B", "5", ""],
                &["", "Tổng số", "9", ""],
            ]),
        ]
        .concat()
    };
    let right = of_blocks(&text("09"));
    assert_eq!((told(&right), verdict(&right, "audit-text")), (Vec::new(), Verdict::Pass));
    let wrong = told(&of_blocks(&text("08")));
    assert_eq!(
        wrong,
        [
            "audit-text Chưa đạt: \"Đã hoàn thành đúng hạn 08 nhiệm vụ - Phụ lục 01\": ghi 08, còn bảng 1, dòng 4, cột 3 \
          (\"Tổng số\", \"Đúng hạn\") ghi 9 --> đoạn 1"
        ]
    );
}

#[test]
fn merged_cells_of_word_are_one_heading() {
    let cell =
        |words: &str, properties: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph(words));
    let (down, covered, wide) = ("<w:vMerge w:val=\"restart\"/>", "<w:vMerge/>", "<w:gridSpan w:val=\"2\"/>");
    let head = [
        cell("TT", down),
        cell("Cơ quan", down),
        cell("Tổng số", down),
        cell("Đã hoàn thành", wide),
        cell("Chưa hoàn thành", wide),
    ];
    let leaves = [
        cell("", covered),
        cell("", covered),
        cell("", covered),
        cell("Đúng hạn", ""),
        cell("Quá hạn", ""),
        cell("Trong hạn", ""),
        cell("Trễ hạn", ""),
    ];
    let rows = |sum: &str| {
        let rows =
            [row(&["1", "Sở A", "10", "4", "3", "2", "1"]), row(&["2", "Sở B", sum, "10", "5", "4", "1"])].concat();
        format!("<w:tbl><w:tr>{}</w:tr><w:tr>{}</w:tr>{rows}</w:tbl>", head.concat(), leaves.concat())
    };
    assert_eq!(told(&of_blocks(&rows("20"))), Vec::<String>::new());
    let wrong = told(&of_blocks(&rows("21")));
    assert_eq!(wrong.len(), 1, "{wrong:#?}");
    assert!(
        wrong[0].ends_with(
            "= 20 (Đúng hạn + Quá hạn + Trong hạn + Trễ hạn) --> bảng 1, dòng 4, cột 3 (\"Sở B\", \"Tổng số\")"
        ),
        "{wrong:#?}"
    );
}

#[test]
fn lists_run_and_have_as_many_rows_as_the_sentence_says() {
    let list = |said: &str, numbers: [&str; 3]| {
        let [first, second, third] = numbers;
        [
            paragraph(&format!("Còn {said} nhiệm vụ - Phụ lục 01:")),
            paragraph("PHỤ LỤC 01"),
            table(&[
                &["STT", "Nội dung", "Hạn xử lý"],
                &[first, "Việc A", "31/12/2018"],
                &[second, "Việc B", "30/6/2019"],
                &[third, "Việc C", ""],
            ]),
        ]
        .concat()
    };
    let right = of_blocks(&list("03", ["1", "2", "3"]));
    assert_eq!((told(&right), verdict(&right, "audit-lists")), (Vec::new(), Verdict::Pass));
    let short = told(&of_blocks(&list("04", ["1", "2", "3"])));
    assert_eq!(short, ["audit-lists Cần xem: câu ghi 4 nhiệm vụ, danh sách ở bảng 1 có 3 --> đoạn 1"]);
    let gap = told(&of_blocks(&list("03", ["1", "2", "4"])));
    assert_eq!(gap, ["audit-lists Chưa đạt: số thứ tự 4 đứng sau 2 --> bảng 1, dòng 4, cột 1"]);
}

#[test]
fn dates_exist_and_stand_in_order() {
    let audit = of_words(&[
        "Kon Tum, ngày 01 tháng 01 năm 2019",
        "Thực hiện Công văn ngày 31/02/2018 của Văn phòng.",
        "Dữ liệu trích xuất trên phần mềm theo dõi lúc 15h30 ngày 27/12/2019",
    ]);
    assert_eq!(
        told(&audit),
        [
            "audit-dates Chưa đạt: không có ngày 31/02/2018 --> đoạn 2: \"Thực hiện Công văn ngày 31/02/2018 của Văn phòng\"",
            "audit-dates Chưa đạt: chốt số liệu ngày 27/12/2019 sau ngày báo cáo 01/01/2019 --> đoạn 3",
        ]
    );
}

#[test]
fn a_list_of_overdue_tasks_has_none_that_is_not_due_yet() {
    let blocks = [
        paragraph("Danh sách nhiệm vụ quá hạn chưa hoàn thành"),
        paragraph("Số liệu đến ngày 27/12/2018"),
        table(&[
            &["STT", "Nhiệm vụ", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"],
            &["1", "Việc A", "01/02/2018", "31/5/2018", ""],
            &["2", "Việc B", "01/02/2018", "31/12/2018", ""],
            &["3", "Việc C", "01/02/2018", "30/6/2018", "15/01/2018"],
        ]),
    ];
    let found = told(&of_blocks(&blocks.concat()));
    assert_eq!(
        found,
        [
            "audit-dates Chưa đạt: hạn 31/12/2018 chưa qua vào ngày chốt số liệu 27/12/2018 --> bảng 1, dòng 3, cột 4 (\"Việc B\", \"Hạn xử lý\")",
            "audit-dates Chưa đạt: hoàn thành ngày 15/01/2018 trước ngày giao 01/02/2018 --> bảng 1, dòng 4, cột 5 (\"Việc C\", \"Ngày hoàn thành\")",
        ]
    );
}

#[test]
fn cited_documents_and_appendices_are_compared() {
    let audit = of_words(&[
        "Theo Quyết định số 270/QĐ-UBND ngày 19/3/2018 và Công văn số 12/Ubnd-th ngày 02/3/2018, xem Phụ lục 03.",
        "Theo Quyết định số 270/QĐ-UBND ngày 19/8/2018; Quyết định số 54/2023/QĐ-UBND ngày 04/10/2022.",
        "PHỤ LỤC 01",
        "PHỤ LỤC 04",
    ]);
    let told = told(&audit);
    let expected = [
        "audit-documents Cần xem: 12/Ubnd-th: ký hiệu viết bằng chữ in hoa --> đoạn 1",
        "audit-documents Cần xem: 270/QĐ-UBND dẫn ngày 19/8/2018, ở đoạn 1 dẫn ngày 19/3/2018 --> đoạn 2",
        "audit-documents Chưa đạt: 54/2023/QĐ-UBND là văn bản của năm 2023, dẫn ngày 04/10/2022 --> đoạn 2",
        "audit-appendices Chưa đạt: Phụ lục 04 đứng sau phụ lục 1 --> đoạn 4",
        "audit-appendices Chưa đạt: dẫn Phụ lục 03, trong tệp không có phụ lục này --> đoạn 1",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (found, start) in told.iter().zip(expected) {
        assert!(found.starts_with(start), "{told:#?}");
    }
}

#[test]
fn proofs_of_completion_may_bear_one_number_and_rows_of_a_file_do_not_add_up() {
    let blocks = table(&[
        &["STT", "Nội dung", "Kết quả", "Dòng"],
        &["1", "Việc A", "Báo cáo số 62/BC-STC ngày 08/4/2024", "4"],
        &["2", "Việc B", "Báo cáo số 62/BC-STC ngày 13/5/2024", "9"],
        &["", "Tổng số", "", "12"],
    ]);
    assert_eq!(told(&of_blocks(&blocks)), Vec::<String>::new());
}

#[test]
fn what_was_struck_out_is_not_there_and_what_was_put_in_is() {
    let struck = "<w:p><w:r><w:t>Đã hoàn thành </w:t></w:r><w:del><w:r><w:delText>9999</w:delText></w:r></w:del>\
                  <w:ins><w:r><w:t>1.234</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\"> nhiệm vụ.</w:t></w:r></w:p>";
    let audit = of_blocks(struck);
    assert_eq!((told(&audit), verdict(&audit, "audit-forms")), (Vec::new(), Verdict::Pass));
}

#[test]
fn files_that_are_no_documents_are_told() {
    let refused = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tep.docx");
        #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
        std::fs::write(&path, bytes).unwrap();
        dondoc::audit::read(&path, "tep.docx").unwrap_err().diagnostics().next().unwrap().code
    };
    assert_eq!(refused(b"no zip"), Code::DamagedFile);
    // One of Word before 2007 only has the wrong ending.
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    assert_eq!(refused(old), Code::DamagedFile);
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused(&[old.as_slice(), &name].concat()), Code::PasswordProtected);
    assert_eq!(
        refused(&document(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"999999999\"/></w:tcPr></w:tc></w:tr></w:tbl>"
        )),
        Code::FileTooLarge
    );
    assert_eq!(refused(&document("<w:p>")), Code::DamagedFile);
    let tables = "<w:tbl><w:tr><w:tc>".repeat(200) + &"</w:tc></w:tr></w:tbl>".repeat(200);
    assert_eq!(refused(&document(&tables)), Code::DamagedFile);
    let long = document(&paragraph(&"a".repeat(70 << 20)));
    assert_eq!(refused(&long), Code::FileTooLarge);
    let missing = dondoc::audit::read(std::path::Path::new("khong-co.docx"), "khong-co.docx").unwrap_err();
    assert_eq!(missing.diagnostics().next().unwrap().code, Code::FileNotFound);
}

#[test]
fn an_appendix_that_is_sent_alone_may_have_any_number() {
    let table = "STT,Đơn vị,Số nhiệm vụ\n1,Sở A,10\n2,Sở B,20\n,Tổng số,30\n";
    for title in ["Phụ lục 2", "PHỤ LỤC II", "PHỤ LỤC 3: KẾT QUẢ THỰC HIỆN NHIỆM VỤ"] {
        let alone = of_csv(&format!("{title},,\nKết quả thực hiện nhiệm vụ,,\n{table}"));
        assert_eq!((told(&alone), alone.verdict()), (Vec::new(), Verdict::Pass), "{title}");
    }
    // Behind the text of a report the first one is the first.
    let text = "Trong năm 2018 Văn phòng Ủy ban nhân dân tỉnh đã theo dõi việc thực hiện các nhiệm vụ được giao.";
    let (_folder, path) = word_file(&document(&[paragraph(text), paragraph("PHỤ LỤC 2")].concat()));
    assert_eq!(told(&of_file(&path)), ["audit-appendices Chưa đạt: Phụ lục 2 đứng sau phần lời văn --> đoạn 2"]);
}
