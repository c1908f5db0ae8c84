//! Ordinary layouts of tables: dashes for nought, groups without numbers, columns of words that nobody knows, `quá hạn` alone.

use dondoc::audit::Verdict;

use super::{of_csv, passes, says, told};

#[test]
fn a_dash_is_nought_and_takes_no_column_out() {
    let table = |sum: &str| {
        let units: String =
            (1..=10).map(|unit| format!("{unit},Sở {unit},20,{}\n", if unit % 3 == 1 { "2" } else { "-" })).collect();
        of_csv(&format!("TT,Đơn vị,Tổng số nhiệm vụ,Chưa hoàn thành quá hạn\n{units},Tổng số,200,{sum}\n"))
    };
    passes(&table("8"));
    says(&table("99"), "audit-sums", Verdict::Fail, "cộng các dòng được 8, dòng \"Tổng số\" ghi 99");
    let nothing =
        "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Chưa hoàn thành\n1,Sở A,10,-,10\n2,Sở B,5,-,5\n,Tổng số,15,-,15\n";
    passes(&of_csv(nothing));
    says(&of_csv(&nothing.replace("Sở B,5,-,5", "Sở B,5,-,4")), "audit-parts", Verdict::Fail, "ghi 5, còn 0 + 4 = 4");
    let marks = |sum: &str| {
        of_csv(&format!("TT,Đơn vị,Có báo cáo\n1,Sở A,X\n2,Sở B,-\n3,Sở C,không\n4,Sở D,-\n,Tổng số,{sum}\n"))
    };
    passes(&marks("1"));
    says(&marks("9"), "audit-sums", Verdict::Fail, "cộng các dòng được 1, dòng \"Tổng số\" ghi 9");
    let rates = "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Tỷ lệ hoàn thành (%)\n1,Sở A,10,5,\"50,0\"\n2,Sở B,0,-,-\n3,Sở C,0,-,-\n4,Sở D,10,-,-\n,Tổng số,20,5,\"25,0\"\n";
    passes(&of_csv(rates));
    let wrong = of_csv(&rates.replace("50,0", "99,0").replace("25,0", "88,0"));
    says(&wrong, "audit-rates", Verdict::Fail, "ghi 99,0%, còn 5/10 = 50,0%");
}

#[test]
fn past_the_deadline_beside_what_was_in_time_is_compared() {
    let table = |late: [u8; 3]| {
        of_csv(&format!(
            "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Đúng hạn,Quá hạn,Chưa hoàn thành\n1,Sở A,10,5,3,{},5\n2,Sở B,20,12,2,{},8\n,Tổng số,30,17,5,{},13\n",
            late[0], late[1], late[2]
        ))
    };
    passes(&table([2, 10, 12]));
    says(&table([2, 9, 11]), "audit-parts", Verdict::Look, "cột \"Đã hoàn thành\" không bằng Đúng hạn + Quá hạn");
    says(&table([9, 7, 16]), "audit-parts", Verdict::Look, "cột \"Đã hoàn thành\" không bằng Đúng hạn + Quá hạn");
    let groups = "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Đúng hạn,Quá hạn,Đang thực hiện,Trong hạn,Quá hạn\n1,Sở A,10,5,3,2,5,3,2\n2,Sở B,20,5,5,0,15,10,5\n,Tổng số,30,10,8,2,20,13,7\n";
    passes(&of_csv(groups));
    let wrong = of_csv(&groups.replace("15,10,5\n", "15,10,9\n").replace("20,13,7", "20,13,11"));
    says(&wrong, "audit-parts", Verdict::Look, "Trong hạn + Quá hạn");
}

const GROUPS: &str = "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Chưa hoàn thành\n,Cấp tỉnh,30,15,15\n1,Sở A,10,5,5\n2,Sở B,20,10,10\n,Cấp huyện,70,40,30\n1,Huyện C,30,10,20\n2,Huyện D,40,30,10\n,Tổng cộng,100,55,45\n";

#[test]
fn groups_need_no_sequence_number() {
    passes(&of_csv(GROUPS));
    // Numbers that go on, and none at all.
    passes(&of_csv(&GROUPS.replace("1,Huyện C", "3,Huyện C").replace("2,Huyện D", "4,Huyện D")));
    let bare = GROUPS
        .replace("1,Sở A", ",Sở A")
        .replace("2,Sở B", ",Sở B")
        .replace("1,Huyện C", ",Huyện C")
        .replace("2,Huyện D", ",Huyện D");
    passes(&of_csv(&bare));
    for table in [GROUPS, &bare] {
        let total = of_csv(&table.replace("100,55,45", "100,56,45"));
        says(&total, "audit-sums", Verdict::Fail, "cộng các dòng được 55, dòng \"Tổng cộng\" ghi 56");
        let group = of_csv(&table.replace("30,15,15", "31,16,15").replace("100,55,45", "101,56,45"));
        assert!(group.verdict() >= Verdict::Look, "{:#?}", told(&group));
        let unit = of_csv(&table.replace("20,10,10", "20,9,10"));
        says(&unit, "audit-sums", Verdict::Fail, "cộng các dòng dưới được 14, dòng \"Cấp tỉnh\" ghi 15");
        let all = of_csv(&table.replace("100,55,45", "99,54,46"));
        says(&all, "audit-sums", Verdict::Look, "không bằng tổng của nhóm dòng nào");
    }
    // Two alike are no group and its part.
    let alike = ",Đơn vị,Số nhiệm vụ,Đã xong\n,Sở A,10,5\n,Sở B,10,5\n,Sở C,4,1\n,Tổng số,24,11\n";
    passes(&of_csv(alike));
    says(&of_csv(&alike.replace("24,11", "14,6")), "audit-sums", Verdict::Fail, "cộng các dòng được 24");
}

#[test]
fn numbers_begin_again_only_below_a_group() {
    let broken = GROUPS.replace("1,Huyện C", "3,Huyện C").replace("2,Huyện D", "3,Huyện D");
    says(&of_csv(&broken), "audit-lists", Verdict::Fail, "số thứ tự 3 đứng sau 3");
    let units = "TT,Đơn vị,Số nhiệm vụ\n1,Sở A,10\n2,Sở B,20\n,Sở C,5\n1,Sở D,7\n,Tổng số,42\n";
    says(&of_csv(units), "audit-lists", Verdict::Fail, "số thứ tự 1 đứng sau 2");
}

#[test]
fn a_column_that_no_words_name_may_be_a_part() {
    let table = "TT,Đơn vị,Tổng số nhiệm vụ,Hoàn thành đúng hạn,Hoàn thành quá hạn,Chưa hoàn thành trong hạn,Chưa hoàn thành quá hạn,Không quy định thời hạn\n1,Sở A,10,5,2,2,1,0\n2,Sở B,12,5,2,2,3,0\n3,Sở C,8,5,2,0,1,0\n4,Sở D,13,5,2,2,1,3\n,Tổng số,43,20,8,6,6,3\n";
    passes(&of_csv(table));
    let paused = "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Đang thực hiện,Tạm dừng\n1,Sở A,10,5,5,0\n2,Sở B,20,10,10,0\n3,Sở C,20,10,8,2\n,Tổng số,50,25,23,2\n";
    passes(&of_csv(paused));
    let wrong = of_csv(&paused.replace("10,5,5,0", "10,5,4,0").replace("50,25,23", "50,25,22"));
    says(&wrong, "audit-parts", Verdict::Fail, "ghi 10, còn 5 + 4 = 9");
    // What lies within others makes up nothing.
    let soon = of_csv(&paused.replace("Tạm dừng", "Sắp đến hạn"));
    says(&soon, "audit-parts", Verdict::Look, "bằng nhau nếu cộng cả Sắp đến hạn");
}

#[test]
fn a_wrong_rate_is_told_with_the_whole_that_it_is_of() {
    let row =
        "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Chưa hoàn thành,Tỷ lệ hoàn thành (%)\n1,Sở A,100,60,40,\"66,0\"\n";
    says(&of_csv(row), "audit-rates", Verdict::Fail, "ghi 66,0%, còn 60/100 = 60,0%");
    let turned = |open: u8| {
        format!(
            "TT,Nội dung,Số lượng\n1,Tổng số nhiệm vụ được giao,100\n2,Đã hoàn thành,60\n3,Chưa hoàn thành,{open}\n4,Tỷ lệ hoàn thành (%),77\n"
        )
    };
    for open in [40, 50] {
        says(&of_csv(&turned(open)), "audit-rates", Verdict::Fail, "ghi 77%, còn 60/100 = 60%");
    }
}

#[test]
fn a_row_of_rates_is_compared_with_the_row_above_whatever_it_is() {
    let rows =
        |late: u8| of_csv(&format!("Chỉ tiêu,Tổng số,Đúng hạn,Quá hạn\nSố lượng,100,80,20\nTỷ lệ (%),100,80,{late}\n"));
    passes(&rows(20));
    says(&rows(30), "audit-rates", Verdict::Fail, "ghi 30%, còn 20/100 = 20%");
    let units = |rate: u8| {
        of_csv(&format!(
            "TT,Đơn vị,Tổng số,Đúng hạn,Quá hạn\n1,Sở A,100,80,20\n,Tỷ lệ (%),100,80,20\n2,Sở B,50,40,10\n,Tỷ lệ (%),100,{rate},20\n"
        ))
    };
    passes(&units(80));
    says(&units(70), "audit-rates", Verdict::Fail, "ghi 70%, còn 40/50 = 80%");
}

#[test]
fn what_opens_like_a_code_may_count() {
    for heading in ["Hạng mục hoàn thành", "Dòng vốn", "Mã lực"] {
        let table = |sum: u8| of_csv(&format!("TT,Đơn vị,{heading}\n1,Sở A,10\n2,Sở B,12\n,Tổng số,{sum}\n"));
        passes(&table(22));
        says(&table(99), "audit-sums", Verdict::Fail, "cộng các dòng được 22");
    }
}

#[test]
fn every_column_that_nothing_is_compared_with_is_named() {
    let table = of_csv(
        "TT,Đơn vị,Tổng số nhiệm vụ,Mã số,Xếp hạng,Tỷ lệ tăng (%),Hệ số,Năm thành lập\n1,Sở A,10,7,1,5,\"1,5\",1990\n2,Sở B,20,8,2,9,\"1,2\",2005\n,Tổng số,30,,,7,,\n",
    );
    let named =
        ["Xếp hạng", "Tỷ lệ tăng (%)", "Hệ số", "Năm thành lập"].map(|heading| format!("\"{heading}\" (cả tệp)"));
    assert_eq!(table.left_out, named);
}

#[test]
fn a_written_percentage_is_no_share_of_one() {
    let table = |rates: [&str; 3]| {
        of_csv(&format!(
            "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Tỷ lệ (%)\n1,Sở A,10,10,\"{}\"\n2,Sở B,10,5,\"{}\"\n3,Sở C,10,5,\"{}\"\n",
            rates[0], rates[1], rates[2]
        ))
    };
    passes(&table(["100", "50", "50"]));
    says(&table(["100", "0,5", "50"]), "audit-rates", Verdict::Fail, "ghi 0,5%, còn 5/10 = 50,0%");
    assert!(table(["1", "0,5", "0,5"]).verdict() >= Verdict::Look);
    // Shares without a percent sign, as other programs write them.
    let shares = |third: &str| {
        of_csv(&format!(
            "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành,Tỷ lệ\n1,Sở A,10,5,0.5\n2,Sở B,20,5,0.25\n3,Sở C,10,5,{third}\n"
        ))
    };
    assert_ne!(shares("0.5").outcomes[2].verdict, Verdict::Look);
    says(&shares("50"), "audit-rates", Verdict::Look, "không thấy cột \"Tỷ lệ\" được tính từ những cột nào");
}

#[test]
fn a_part_is_never_more_than_its_whole() {
    let table = |part: &str| {
        of_csv(&format!(
            "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành\n1,Sở A,10,5\n,Trong đó: phòng X,{part}\n2,Sở B,20,15\n,Tổng số,30,20\n"
        ))
    };
    passes(&table("9,4"));
    says(
        &table("90,99"),
        "audit-sums",
        Verdict::Fail,
        "dòng \"Trong đó: phòng X\" ghi 90, nhiều hơn dòng \"Sở A\" (10)",
    );
    says(&table("12,5"), "audit-sums", Verdict::Look, "ghi 12, nhiều hơn dòng \"Sở A\" (10)");
    let below = of_csv(
        "TT,Đơn vị,Tổng số nhiệm vụ,Đã hoàn thành\n1,Sở A,10,5\n2,Sở B,20,15\n,Tổng số,30,20\n,Trong đó: khối sở,9,99\n",
    );
    says(&below, "audit-sums", Verdict::Fail, "ghi 99, nhiều hơn dòng \"Tổng số\" (20)");
}
