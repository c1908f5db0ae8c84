//! Lists of tasks in Word files: what their titles say of them, and the sentences that refer to several.

use dondoc::audit::{Audit, Verdict};

use super::{document, of_file, paragraph, told, verdict, word_file};

fn of_blocks(blocks: &str) -> Audit {
    let (_folder, path) = word_file(&document(blocks));
    of_file(&path)
}

fn table(rows: &[Vec<String>]) -> String {
    let row = |cells: &Vec<String>| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

/// A list of tasks below some lines: each with its day due and the day done.
fn list(lines: &[&str], tasks: &[[&str; 2]]) -> Audit {
    let mut rows = vec![["TT", "Nội dung", "Hạn", "Ngày hoàn thành"].map(str::to_owned).to_vec()];
    rows.extend((1..).zip(tasks).map(|(number, [due, done])| {
        vec![format!("{number}"), format!("Việc {number}"), (*due).to_owned(), (*done).to_owned()]
    }));
    of_blocks(&format!("{}{}", lines.iter().map(|line| paragraph(line)).collect::<String>(), table(&rows)))
}

#[test]
fn a_title_says_what_a_list_holds_and_a_sentence_does_not() {
    let tasks = [["10/6/2019", "01/6/2019"], ["10/6/2019", "12/6/2019"]];
    for right in [
        "DANH SÁCH NHIỆM VỤ HOÀN THÀNH TRONG HẠN VÀ QUÁ HẠN",
        "DANH SÁCH NHIỆM VỤ HOÀN THÀNH TRƯỚC HẠN VÀ QUÁ HẠN",
        "Đến nay đã hoàn thành 2 nhiệm vụ, trong đó quá hạn 1 nhiệm vụ; chi tiết như sau:",
    ] {
        assert_ne!(verdict(&list(&[right], &tasks), "audit-dates"), Verdict::Fail, "{right}");
    }
    let late = list(&["DANH SÁCH NHIỆM VỤ HOÀN THÀNH QUÁ HẠN"], &tasks);
    assert_eq!(verdict(&late, "audit-dates"), Verdict::Fail, "{:#?}", told(&late));
    let open = [["10/6/2019", ""], ["30/6/2019", ""]];
    let of = |title: &str| verdict(&list(&[title, "Số liệu tính đến ngày 15/6/2019"], &open), "audit-dates");
    assert_eq!(of("DANH SÁCH NHIỆM VỤ CHƯA HOÀN THÀNH (QUÁ HẠN VÀ CHƯA ĐẾN HẠN)"), Verdict::Pass);
    assert_eq!(of("DANH SÁCH NHIỆM VỤ CHƯA HOÀN THÀNH, ĐÃ QUÁ HẠN"), Verdict::Fail);
}

#[test]
fn a_sentence_of_two_appendices_says_of_each_how_many_it_has() {
    let text = |first: u8| {
        let appendix = |number: u8| {
            let rows = [["TT", "Nội dung", "Hạn"], ["1", "Việc", "1/6/2019"]];
            paragraph(&format!("PHỤ LỤC 0{number}")) + &table(&rows.map(|row| row.map(str::to_owned).to_vec()))
        };
        let words =
            format!("Có {first} nhiệm vụ quá hạn nêu tại Phụ lục 01 và 01 nhiệm vụ trong hạn nêu tại Phụ lục 02.");
        of_blocks(&[paragraph(&words), appendix(1), appendix(2)].concat())
    };
    assert_eq!((told(&text(1)), verdict(&text(1), "audit-lists")), (Vec::new(), Verdict::Pass));
    let wrong = text(20);
    assert!(told(&wrong)[0].contains("câu ghi 20 nhiệm vụ, danh sách ở bảng 1 có 1"), "{:#?}", told(&wrong));
    assert_eq!(told(&wrong).len(), 1);
}
