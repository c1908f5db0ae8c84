//! What a stranger got past the audit: tables and sentences with one thing wrong, of which it must never say that they are right; and
//! their right versions, of which it must not complain.

use dondoc::audit::{Audit, Verdict};

use super::{document, of_csv, of_file, of_words, paragraph, passes, says, told, word_file};

const HEADING: &str = "TT,Đơn vị,Tổng số nhiệm vụ giao,Đã hoàn thành,Chưa hoàn thành\n";

fn of_rows(rows: &str) -> Audit {
    of_csv(&format!("{HEADING}{rows}"))
}

#[test]
fn a_parent_that_is_wrong_in_most_columns_is_not_passed_over() {
    let rows = "I,Sở ngành,99,40,59\n1,Sở A,10,4,6\n2,Sở B,10,3,7\nII,Huyện,80,30,50\n1,Huyện C,10,4,6\n2,Huyện D,10,3,7\n,Tổng số,179,70,109\n";
    let found = of_rows(rows);
    says(&found, "audit-sums", Verdict::Look, "mục \"Sở ngành\" ghi 99, cộng các dòng đứng dưới được 20");
    // One parent that holds is no reason to pass over the other.
    let one = rows.replace("II,Huyện,80,30,50", "II,Huyện,20,7,13").replace("179,70,109", "119,47,72");
    says(&of_rows(&one), "audit-sums", Verdict::Fail, "mục \"Sở ngành\" ghi 99");
    passes(&of_rows(&one.replace("99,40,59", "20,7,13").replace("119,47,72", "40,14,26")));
}

#[test]
fn a_row_without_a_sequence_number_is_a_part_of_another_only_where_it_adds_up() {
    let right = "1,Sở A,10,4,6\n2,Sở B,10,3,7\n,Sở C,20,5,15\n,Tổng số,40,12,28\n";
    passes(&of_rows(right));
    let left_out = of_rows(&right.replace("40,12,28", "20,7,13"));
    says(
        &left_out,
        "audit-sums",
        Verdict::Look,
        "dòng \"Sở C\" không có số thứ tự, không được cộng vào dòng \"Tổng số\"",
    );
    says(&of_rows(&right.replace("40,12,28", "41,13,28")), "audit-sums", Verdict::Fail, "cộng các dòng được 40");
    // Parts of the row above, and what words call a part.
    passes(&of_rows("I,Sở ngành,30,10,20\n,Sở A,10,4,6\n,Sở B,20,6,14\nII,Huyện C,10,3,7\n,Tổng số,40,13,27\n"));
    passes(&of_rows("1,Sở A,30,10,20\n,Phòng X,10,4,6\n,Phòng Y,20,6,14\n2,Sở B,10,3,7\n,Tổng số,40,13,27\n"));
    passes(&of_rows("1,Sở A,30,10,20\n,Trong đó: nhiệm vụ trọng tâm,5,4,1\n2,Sở B,10,3,7\n,Tổng số,40,13,27\n"));
    let wrong = of_rows("I,Sở ngành,35,12,23\n,Sở A,10,4,6\n,Sở B,20,6,14\nII,Huyện C,10,3,7\n,Tổng số,45,15,30\n");
    says(&wrong, "audit-sums", Verdict::Look, "mục \"Sở ngành\" ghi 35");
}

#[test]
fn no_word_of_a_heading_takes_its_column_out_in_silence() {
    for heading in ["Số nhiệm vụ quá hạn tại thời điểm báo cáo", "Số nhiệm vụ giảm nghèo", "Số hạng mục đã giao"]
    {
        let table = |sum: u8| format!("TT,Đơn vị,Số nhiệm vụ,{heading}\n1,Sở A,10,4\n2,Sở B,10,3\n,Tổng số,20,{sum}\n");
        passes(&of_csv(&table(7)));
        says(&of_csv(&table(99)), "audit-sums", Verdict::Fail, "cộng các dòng được 7, dòng \"Tổng số\" ghi 99");
    }
    // Points may be averaged, and may add up; what is neither is worth a look.
    let points =
        |sum: u8| of_csv(&format!("TT,Đơn vị,Số nhiệm vụ,Tổng điểm\n1,Sở A,10,80\n2,Sở B,10,90\n,Tổng số,20,{sum}\n"));
    passes(&points(85));
    passes(&points(170));
    says(&points(99), "audit-sums", Verdict::Look, "không rõ cột này có cộng dọc không");
}

#[test]
fn thousands_parted_by_a_space_are_numbers() {
    let table = |sum: &str| {
        format!(
            "TT,Đơn vị,Số nhiệm vụ,Đã hoàn thành\n1,Sở A,10,1 004\n2,Sở B,10,2 003\n3,Sở C,20,1\u{a0}005\n,Tổng số,40,{sum}\n"
        )
    };
    passes(&of_csv(&table("4 012")));
    says(&of_csv(&table("9 999")), "audit-sums", Verdict::Fail, "cộng các dòng được 4.012, dòng \"Tổng số\" ghi 9.999");
    says(&of_words(&["Tỉnh có 1 004 nhiệm vụ."]), "audit-forms", Verdict::Look, "1 004 viết là 1.004");
    // A form that nobody knows is told, not taken for words.
    let odd = of_csv("TT,Đơn vị,Số nhiệm vụ,Đã hoàn thành\n1,Sở A,10,1'004\n2,Sở B,10,2'003\n,Tổng số,20,9'999\n");
    says(
        &odd,
        "audit-forms",
        Verdict::Look,
        "cột \"Đã hoàn thành\" có ô viết số theo cách chương trình không đọc được",
    );
}

#[test]
fn a_rate_of_nothing_is_nothing() {
    let table = |rate: &str| {
        of_csv(&format!(
            "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Chưa hoàn thành,Tỷ lệ hoàn thành\n1,Sở A,10,5,5,\"50,0%\"\n2,Sở B,0,0,0,\"{rate}\"\n3,Sở C,20,10,10,\"50,0%\"\n,Tổng số,30,15,15,\"50,0%\"\n"
        ))
    };
    passes(&table("0,0%"));
    passes(&table(""));
    says(&table("85,0%"), "audit-rates", Verdict::Fail, "ghi 85,0%, mẫu số bằng 0");
    says(&table("100%"), "audit-rates", Verdict::Look, "ghi 100%, mẫu số bằng 0");
}

#[test]
fn a_rate_is_the_one_that_its_heading_speaks_of() {
    let table = |name: &str| {
        format!(
            "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Chưa hoàn thành,{name}\n1,Sở A,10,4,6,\"40,0%\"\n2,Sở B,10,3,7,\"30,0%\"\n3,Sở C,20,5,15,\"25,0%\"\n,Tổng số,40,12,28,\"30,0%\"\n"
        )
    };
    passes(&of_csv(&table("Tỷ lệ hoàn thành")));
    let other = of_csv(&table("Tỷ lệ chưa hoàn thành"));
    says(&other, "audit-rates", Verdict::Look, "không phải là tỷ lệ của cột \"Chưa hoàn thành\"");
}

#[test]
fn a_rate_of_a_sentence_is_of_what_it_says() {
    let text = |rate: &str| {
        format!(
            "Trong tổng số 100 nhiệm vụ được giao, đã hoàn thành 40 nhiệm vụ (tỷ lệ hoàn thành {rate}), chưa hoàn thành 60 nhiệm vụ."
        )
    };
    passes(&of_words(&[&text("40,0%")]));
    says(&of_words(&[&text("80,0%")]), "audit-text", Verdict::Fail, "ghi 80,0%, còn 40/100 = 40,0%");
    let other = of_words(&[&text("60,0%")]);
    says(&other, "audit-text", Verdict::Look, "ghi 60,0%, còn 40/100 = 40,0%");
    let lines = [
        (
            "Trong tổng số 3.393 nhiệm vụ được giao, có 571 nhiệm vụ quá hạn, chiếm tỷ lệ 17,9%.",
            "còn 571/3.393 = 16,8%",
        ),
        (
            "Tổng số nhiệm vụ được giao là 120 nhiệm vụ, đã hoàn thành 100 nhiệm vụ (tỷ lệ 93,3%).",
            "còn 100/120 = 83,3%",
        ),
        ("Tổng số nhiệm vụ được giao là 100, đã hoàn thành 60, chưa hoàn thành 50.", "ghi 100, còn 60 + 50 = 110"),
        ("Đã giải quyết 950/1.000 hồ sơ, đạt tỷ lệ 96%.", "ghi 96%, còn 950/1.000 = 95%"),
    ];
    for (line, words) in lines {
        says(&of_words(&[line]), "audit-text", Verdict::Fail, words);
    }
    let unknown =
        "Giao 100 nhiệm vụ cho các đơn vị, đã hoàn thành 60 nhiệm vụ, chưa hoàn thành 40 nhiệm vụ (đạt tỷ lệ 75,0%).";
    says(&of_words(&[unknown]), "audit-text", Verdict::Look, "không thấy tỷ lệ 75,0% được tính từ những số nào");
}

#[test]
fn lists_begin_with_one() {
    let list = |rows: &str| of_csv(&format!("TT,Đơn vị,Nội dung,Hạn xử lý\n{rows}"));
    let second = list("2,Sở A,Việc một,01/02/2019\n3,Sở B,Việc hai,01/03/2019\n4,Sở C,Việc ba,01/04/2019\n");
    says(&second, "audit-lists", Verdict::Look, "số thứ tự bắt đầu từ 2");
    let twice = list("1,Sở A,Việc một,01/02/2019\n1,Sở B,Việc hai,01/03/2019\n");
    says(&twice, "audit-lists", Verdict::Fail, "số thứ tự 1 đứng sau 1");
    let group = "I,Sở A,,\n1,,Việc một,01/02/2019\n2,,Việc hai,01/03/2019\nII,Sở B,,\n1,,Việc ba,01/04/2019\n2,,Việc bốn,01/04/2019\n";
    passes(&list(group));
    passes(&list(&group.replace("1,,Việc ba", "3,,Việc ba").replace("2,,Việc bốn", "4,,Việc bốn")));
    let lost = list(&group.replace("1,,Việc một", "2,,Việc một").replace("2,,Việc hai", "3,,Việc hai"));
    says(&lost, "audit-lists", Verdict::Look, "số thứ tự bắt đầu từ 2");
    let other: String =
        [7, 3, 9, 1, 4, 8].iter().map(|number| format!("{number},Sở A,Việc {number},01/02/2019\n")).collect();
    says(&list(&other), "audit-lists", Verdict::Look, "không rõ cột này đánh số theo gì");
}

#[test]
fn a_word_without_a_number_hides_no_appendix_behind_it() {
    let lines = ["Kết quả nêu tại các phụ lục kèm theo, chi tiết tại Phụ lục 09.", "PHỤ LỤC 01", "Danh sách"];
    says(&of_words(&lines), "audit-appendices", Verdict::Fail, "dẫn Phụ lục 09, trong tệp không có phụ lục này");
}

#[test]
fn totals_have_many_names() {
    for name in ["Tổng các sở", "Toàn huyện", "Cộng khối sở", "Tổng 2 đơn vị"] {
        let rows = |sums: &str| format!("1,Sở A,10,4,6\n2,Sở B,10,3,7\n,{name},{sums}\n");
        passes(&of_rows(&rows("20,7,13")));
        says(&of_rows(&rows("99,40,59")), "audit-sums", Verdict::Fail, "cộng các dòng được 20");
    }
    // A name that nobody knows: known by what it adds up to, or by standing out.
    let rows = |sums: &str| format!("1,Sở A,10,4,6\n2,Sở B,10,3,7\n,Khối sở,{sums}\n");
    passes(&of_rows(&rows("20,7,13")));
    says(&of_rows(&rows("20,8,12")), "audit-sums", Verdict::Look, "giống dòng tổng");
    says(&of_rows(&rows("99,40,59")), "audit-sums", Verdict::Look, "giống dòng tổng");
    let body = of_rows("1,Sở A,10,4,6\n,Tổng công ty B,10,3,7\n,Tổng số,20,7,13\n");
    passes(&body);
}

#[test]
fn quotients_of_a_workbook_add_up_but_for_their_noise() {
    let table = |sum: &str| {
        format!(
            "TT,Đơn vị,Kinh phí bình thường\n1,A,\"33,333333333\"\n2,B,\"33,333333333\"\n3,C,\"33,333333333\"\n,Tổng số,\"{sum}\"\n"
        )
    };
    passes(&of_csv(&table("100")));
    passes(&of_csv(&table("99,999999999")));
    says(&of_csv(&table("101")), "audit-sums", Verdict::Fail, "ghi 101");
}

#[test]
fn a_form_ends_in_one_of_three_words() {
    let end = |rows: &str| dondoc::audit::conclusion(&of_rows(rows));
    assert_eq!(end("1,Sở A,10,4,6\n2,Sở B,10,3,7\n,Tổng số,20,7,13\n"), "Kết luận: Đạt");
    assert_eq!(end("1,Sở A,10,4,6\n2,Sở B,10,3,7\n,Sở C,20,5,15\n,Tổng số,20,7,13\n"), "Kết luận: Cần xem: 1 chỗ");
    assert_eq!(end("1,Sở A,10,4,6\n2,Sở B,10,3,7\n,Tổng số,20,7,14\n"), "Kết luận: Chưa đạt: 2 chỗ phải sửa");
}

#[test]
fn plans_growth_and_what_is_done_early_raise_no_doubts() {
    passes(&of_words(&[
        "Đã hoàn thành 45 nhiệm vụ, đạt 90% kế hoạch năm; đang thực hiện 20 nhiệm vụ, Phụ lục gửi kèm: 1.234 hồ sơ.",
    ]));
    let growth = of_csv(
        "TT,Nội dung,Năm 2022,Năm 2023,Tỷ lệ tăng (%)\n1,Hồ sơ,100,120,20\n2,Văn bản,200,180,-10\n,Tổng số,300,300,0\n",
    );
    passes(&growth);
    let early = "TT,Đơn vị,Tổng,Đã giải quyết,,,\n,,,Tổng,Trước hạn,Đúng hạn,Quá hạn\n1,Sở A,20,10,4,5,1\n2,Sở B,30,20,8,9,3\n,Tổng số,50,30,12,14,4\n";
    passes(&of_csv(early));
    let wrong = of_csv(&early.replace("30,20,8,9,3", "30,20,7,9,3"));
    says(&wrong, "audit-parts", Verdict::Fail, "ghi 20, còn 9 + 3 + 7 = 19 (Đúng hạn + Quá hạn + Trước hạn)");
}

#[test]
fn a_table_on_its_side_is_read_like_any_other() {
    let table = "TT,Chỉ tiêu,Sở A,Sở B,Toàn tỉnh\n1,Tổng số nhiệm vụ,10,20,30\n2,Đã hoàn thành,4,10,14\n-,Đúng hạn,3,6,9\n-,Quá hạn,1,4,5\n3,Chưa hoàn thành,6,10,16\n4,Tỷ lệ hoàn thành (%),\"40,0\",\"50,0\",\"46,7\"\n";
    passes(&of_csv(table));
    let cases = [
        ("10,20,30", "10,20,99", "audit-sums", "cộng các dòng được 30, dòng \"Toàn tỉnh\" ghi 99", "dòng 2, cột 5"),
        ("\"50,0\"", "\"80,0\"", "audit-rates", "ghi 80,0%, còn 10/20 = 50,0%", "dòng 7, cột 4"),
        ("4,10,14", "5,10,15", "audit-parts", "ghi 10, còn 5 + 6 = 11", "dòng 2, cột 3"),
        ("1,4,5", "2,4,6", "audit-parts", "ghi 4, còn 3 + 2 = 5", "dòng 3, cột 3"),
    ];
    for (from, to, check, words, place) in cases {
        let found = of_csv(&table.replacen(from, to, 1));
        says(&found, check, Verdict::Fail, words);
        assert!(told(&found).iter().any(|found| found.contains(words) && found.contains(place)), "{:#?}", told(&found));
    }
}

#[test]
fn a_table_within_another_one_is_looked_at() {
    let row = |cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<w:tc>{}</w:tc>", paragraph(cell))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let rows = [["TT", "Đơn vị", "Số nhiệm vụ"], ["1", "Sở A", "10"], ["2", "Sở B", "20"], ["", "Tổng số", "77"]];
    let inner: String = rows.iter().map(|cells| row(cells)).collect();
    let blocks =
        format!("<w:tbl><w:tr><w:tc>{}<w:tbl>{inner}</w:tbl><w:p/></w:tc></w:tr></w:tbl>", paragraph("Biểu số liệu"));
    let (_folder, path) = word_file(&document(&blocks));
    let found = of_file(&path);
    says(&found, "audit-sums", Verdict::Fail, "cộng các dòng được 30, dòng \"Tổng số\" ghi 77");
    assert!(told(&found)[0].contains("bảng 1, dòng 4, cột 3"), "{:#?}", told(&found));
}

#[test]
fn a_column_that_is_called_a_total_is_the_sum_of_others() {
    let table =
        "TT,Đơn vị,Số hồ sơ tốt,Số hồ sơ khá,Cộng\n1,Sở A,8,3,11\n2,Sở B,5,5,10\n3,Sở C,2,1,3\n,Tổng số,15,9,24\n";
    passes(&of_csv(table));
    let wrong = of_csv(&table.replace("8,3,11", "8,3,12").replace("15,9,24", "15,9,25"));
    says(&wrong, "audit-parts", Verdict::Fail, "ghi 12, còn 8 + 3 = 11");
    let all = table
        .replace("8,3,11", "8,3,12")
        .replace("5,5,10", "5,5,11")
        .replace("2,1,3", "2,1,4")
        .replace("15,9,24", "15,9,27");
    says(&of_csv(&all), "audit-parts", Verdict::Look, "cột \"Cộng\" không bằng");
    // Of the last columns only, where others stand before them.
    passes(&of_csv(
        &table
            .replace("Đơn vị,", "Đơn vị,Số phòng,")
            .replace("Sở A,", "Sở A,4,")
            .replace("Sở B,", "Sở B,5,")
            .replace("Sở C,", "Sở C,6,")
            .replace("Tổng số,", "Tổng số,15,"),
    ));
    let group = "TT,Đơn vị,Đã xong,,\n,,Tổng,Loại A,Loại B\n1,Sở A,9,4,4\n2,Sở B,9,5,3\n";
    says(&of_csv(group), "audit-parts", Verdict::Look, "không bằng Loại A + Loại B ở hầu hết các dòng");
}
