//! Reports edited by hand against those that were computed: figures that went, came, or changed their names; rows that moved.

use dondoc::audit::{Audit, Verdict, audit, read, read_rendered};

use super::{document, paragraph, told, verdict};

const COMPUTED: [&str; 3] = [
    "Kon Tum, ngày 05 tháng 7 năm 2019",
    "Trong tổng số 2.139 nhiệm vụ được giao, đã hoàn thành 1.164 nhiệm vụ (đúng hạn 883, quá hạn 281); chưa hoàn thành 975 nhiệm vụ, trong đó trễ hạn 63 nhiệm vụ.",
    "Số liệu tính đến ngày 30 tháng 6 năm 2019.",
];

fn of_words(edited: &[&str]) -> Audit {
    let content = |lines: &[&str]| {
        let blocks: String = lines.iter().map(|line| paragraph(line)).collect();
        read_rendered(document(&blocks), "docx", "tệp").unwrap()
    };
    audit(&content(edited), Some(&content(&COMPUTED)))
}

fn found(audit: &Audit) -> Vec<String> {
    told(audit).into_iter().filter(|line| line.starts_with("audit-computed")).collect()
}

/// The report with one paragraph of words changed.
fn with(from: &str, to: &str) -> Audit {
    let changed = COMPUTED[1].replace(from, to);
    assert_ne!(changed, COMPUTED[1]);
    of_words(&[COMPUTED[0], &changed, COMPUTED[2]])
}

#[track_caller]
fn says(audit: &Audit, expected: Verdict, words: &str) {
    assert_eq!(verdict(audit, "audit-computed"), expected, "{:#?}", found(audit));
    assert!(found(audit).iter().any(|found| found.contains(words)), "{:#?}", found(audit));
}

#[test]
fn words_are_free_and_the_day_of_signing_is_filled_in() {
    let edited = [
        "Kon Tum, ngày 06 tháng 7 năm 2019",
        &COMPUTED[1].replace("đã hoàn thành", "các đơn vị đã thực hiện xong, hoàn thành"),
        COMPUTED[2],
    ];
    let audit = of_words(&edited);
    assert_eq!((found(&audit), verdict(&audit, "audit-computed")), (Vec::new(), Verdict::Pass));
}

#[test]
fn a_clause_that_went_takes_no_figure_with_it_in_silence() {
    let audit = with("; chưa hoàn thành 975 nhiệm vụ, trong đó trễ hạn 63 nhiệm vụ.", ".");
    says(&audit, Verdict::Look, "không còn số 975 của bản tính được");
    says(&audit, Verdict::Look, "không còn số 63 của bản tính được");
}

#[test]
fn a_number_under_another_name_is_wrong() {
    let swapped = with("(đúng hạn 883, quá hạn 281)", "(quá hạn 883, đúng hạn 281)");
    says(&swapped, Verdict::Fail, "ghi \"quá hạn 883\", bản tính được ghi \"đúng hạn 883\"");
    let renamed = with("chưa hoàn thành 975", "đã hoàn thành 975");
    says(&renamed, Verdict::Fail, "bản tính được ghi \"chưa hoàn thành 975 nhiệm vụ\"");
    let exchanged =
        with("chưa hoàn thành 975 nhiệm vụ, trong đó trễ hạn 63", "chưa hoàn thành 63 nhiệm vụ, trong đó trễ hạn 975");
    says(&exchanged, Verdict::Fail, "ghi 63, số tính được là 975");
}

#[test]
fn figures_that_somebody_added_are_told() {
    let added = |line: &str| of_words(&[COMPUTED[0], COMPUTED[1], line, COMPUTED[2]]);
    let late = added("Tính đến ngày 30 tháng 6 năm 2019, còn 999 nhiệm vụ đã trễ hạn.");
    says(&late, Verdict::Look, "999 không có trong số liệu tính được");
    says(
        &added("Giao 17 đơn vị rà soát xong trước ngày 15/8/2019."),
        Verdict::Look,
        "17 không có trong số liệu tính được",
    );
    says(&added("Giao 17 đơn vị rà soát xong trước ngày 15/8/2019."), Verdict::Look, "15/8/2019 không có");
    let known = added("Các đơn vị còn 883 nhiệm vụ quá hạn.");
    says(&known, Verdict::Look, "chưa so được là số của cái gì");
    assert_eq!(found(&added("Đề nghị các đơn vị khẩn trương thực hiện.")), Vec::<String>::new());
}

const TABLE: &str = "STT,Đơn vị,Tổng số,Đúng hạn,Quá hạn\n1,Sở A,30,20,10\n2,Sở B,15,10,5\n3,Sở C,20,18,2\n4,Sở D,50,45,5\n,Tổng số,115,93,22\n";

fn of_tables(edited: &str) -> Audit {
    of_both(edited, TABLE)
}

fn of_both(edited: &str, computed: &str) -> Audit {
    let content = |table: &str| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bang.csv");
        #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
        std::fs::write(&path, table).unwrap();
        read(&path, "tệp").unwrap()
    };
    audit(&content(edited), Some(&content(computed)))
}

#[test]
fn rows_that_changed_places_are_compared_with_themselves() {
    let swapped = TABLE.replace("2,Sở B,15,10,5\n3,Sở C,20,18,2\n", "2,Sở C,20,18,2\n3,Sở B,15,10,5\n");
    let audit = of_tables(&swapped);
    assert_eq!(found(&audit).len(), 1, "{:#?}", found(&audit));
    says(&audit, Verdict::Look, "dòng này trong bản tính được đứng ở dòng ");
    let wrong = of_tables(&swapped.replace("Sở B,15,10,5", "Sở B,15,9,6"));
    says(&wrong, Verdict::Fail, "ghi 9, số tính được là 10");
    says(&wrong, Verdict::Fail, "ghi 6, số tính được là 5");
}

#[test]
fn a_row_that_went_is_told_alone_though_the_others_were_numbered_anew() {
    let gone = TABLE.replace("2,Sở B,15,10,5\n3,Sở C,20,18,2\n4,Sở D", "2,Sở C,20,18,2\n3,Sở D");
    let audit = of_tables(&gone);
    assert_eq!(found(&audit).len(), 1, "{:#?}", found(&audit));
    says(&audit, Verdict::Fail, "không còn dòng \"2 | Sở B | 15 | 10 | 5\"");
}

#[test]
fn names_of_rows_and_of_columns_that_were_exchanged_are_found() {
    let rows = TABLE.replace("1,Sở A", "1,Sở X").replace("2,Sở B", "2,Sở A").replace("1,Sở X", "1,Sở B");
    assert_eq!(verdict(&of_tables(&rows), "audit-computed"), Verdict::Fail, "{:#?}", told(&of_tables(&rows)));
    let columns = of_tables(&TABLE.replace("Đúng hạn,Quá hạn", "Quá hạn,Đúng hạn"));
    says(&columns, Verdict::Look, "không thấy bảng có các cột");
    says(&columns, Verdict::Look, "bản tính được không có bảng này");
}

#[test]
fn names_marks_and_words_of_a_table_are_compared_too() {
    let renamed = of_tables(&TABLE.replace("Sở B", "Sở X"));
    says(&renamed, Verdict::Look, "ghi \"Sở X\", bản tính được ghi \"Sở B\"");
    assert_eq!(found(&renamed).len(), 1, "{:#?}", found(&renamed));
    let marks = "STT,Đơn vị,Có quy chế,Tình trạng\n1,Sở A,X,Còn tồn đọng\n2,Sở B,,Đã xong\n";
    let of = |edited: &str| of_both(edited, marks);
    assert_eq!(found(&of(marks)), Vec::<String>::new());
    says(
        &of(&marks.replace("Sở A,X", "Sở A,").replace("Sở B,", "Sở B,X")),
        Verdict::Fail,
        "ghi \"X\", bản tính được để trống",
    );
    says(
        &of(&marks.replace("Còn tồn đọng", "Đã xong")),
        Verdict::Look,
        "ghi \"Đã xong\", bản tính được ghi \"Còn tồn đọng\"",
    );
}

#[test]
fn names_and_words_that_turn_a_sentence_are_looked_at() {
    let renamed = with("Trong tổng số", "Riêng Sở Y tế, trong tổng số");
    says(&renamed, Verdict::Look, "thêm chữ \"Sở Y\"");
    let computed = "Xếp loại: Xuất sắc: 09 đơn vị; Tốt: 07 đơn vị; cao nhất là huyện Tu Mơ Rông (9,5 điểm).";
    let of = |edited: &str| {
        let content = |line: &str| read_rendered(document(&paragraph(line)), "docx", "tệp").unwrap();
        audit(&content(edited), Some(&content(computed)))
    };
    assert_eq!(found(&of(&computed.replace("Xếp loại:", "Kết quả xếp loại:"))), Vec::<String>::new());
    says(
        &of(&computed.replace("Tu Mơ Rông", "Đăk Hà")),
        Verdict::Look,
        "ghi \"Đăk Hà\", bản tính được ghi \"Tu Mơ Rông\"",
    );
    says(&of(&computed.replace("cao nhất", "thấp nhất")), Verdict::Look, "ghi \"thấp\", bản tính được ghi \"cao\"");
    let swapped = of("Xếp loại: Tốt: 09 đơn vị; Xuất sắc: 07 đơn vị; cao nhất là huyện Tu Mơ Rông (9,5 điểm).");
    assert!(verdict(&swapped, "audit-computed") >= Verdict::Look, "{:#?}", told(&swapped));
}

#[test]
fn lines_that_only_begin_like_a_letterhead_are_compared() {
    for line in ["Kèm theo báo cáo là danh sách 999 hồ sơ quá hạn của 77 đơn vị", "Số: 999 hồ sơ còn quá hạn"]
    {
        let audit = of_words(&[COMPUTED[0], line, COMPUTED[1], COMPUTED[2]]);
        says(&audit, Verdict::Look, "999 không có trong số liệu tính được");
    }
}

#[test]
fn a_table_that_somebody_put_in_is_named_with_what_it_was_not_compared_with() {
    let more = format!("{TABLE}\n\nTT,Phòng,Số việc,Xếp hạng\n1,Phòng X,5,1\n2,Phòng Y,7,2\n");
    let audit = of_tables(&more);
    says(&audit, Verdict::Look, "bản tính được không có bảng này");
    assert_eq!(audit.left_out, ["\"Xếp hạng\" (cả tệp)"]);
    assert!(of_both(&more, &more).left_out.is_empty());
}
