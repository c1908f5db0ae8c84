//! Cells of tables of others: decimals, years, rows of rates, and what is no number at all.

use dondoc::audit::{Verdict, audit, read};

use super::{of_csv, told, verdict};

const TABLE: &str = "STT,Đơn vị,Tổng số,Đúng hạn,Quá hạn\n1,Sở A,30,20,10\n2,Sở B,15,10,5\n3,Sở C,20,18,2\n4,Sở D,50,45,5\n,Tổng số,115,93,22\n";
const MEASURED: &str = "STT,Dự án,Kế hoạch vốn,Đã giải ngân,Tỷ lệ giải ngân\n1,Dự án A,\"20.610,15\",\"10.305,1\",\"50,0%\"\n2,Dự án B,\"8.750,75\",\"5.000,5\",\"57,1%\"\n3,Dự án C,120,\"60\",\"50,0%\"\n,Tổng cộng,\"29.480,9\",\"15.365,6\",\"52,1%\"\n";

fn changed(table: &str, from: &str, to: &str) -> String {
    assert!(table.contains(from), "{from}");
    table.replacen(from, to, 1)
}

#[test]
fn a_cell_that_is_no_number_is_never_passed_over() {
    assert_eq!((told(&of_csv(TABLE)), of_csv(TABLE).verdict()), (Vec::new(), Verdict::Pass));
    for word in ["bốn lăm", "3O", "4 5"] {
        let audit = of_csv(&changed(TABLE, "50,45,5", &format!("50,{word},5")));
        let expected = format!(
            "audit-forms Cần xem: \"{word}\" không đọc được thành số, các số tính từ ô này không so được --> dòng 5, cột 4 (\"Sở D\", \"Đúng hạn\")"
        );
        assert_eq!((told(&audit), audit.verdict()), (vec![expected], Verdict::Look));
    }
}

#[test]
fn errors_and_formulas_without_a_value_are_told() {
    for error in ["#DIV/0!", "#REF!", "#N/A"] {
        let audit = of_csv(&changed(TABLE, ",Tổng số,115,93", &format!(",Tổng số,115,{error}")));
        let start = format!("audit-forms Chưa đạt: ô báo lỗi {error}");
        assert!(
            told(&audit).iter().any(|told| told.starts_with(&start) && told.contains("dòng 6, cột 4")),
            "{:#?}",
            told(&audit)
        );
        assert_eq!(audit.verdict(), Verdict::Fail);
    }
    let audit = of_csv(&changed(TABLE, ",Tổng số,115,93,22", ",Tổng số,=SUM(C2:C5),=SUM(D2:D5),=SUM(E2:E5)"));
    assert_eq!(
        told(&audit),
        [
            "audit-forms Cần xem: 3 ô có công thức chưa có giá trị, kể từ ô này: mở tệp bằng Excel, lưu lại, rồi kiểm tra lại --> dòng 6, cột 3 (\"Tổng số\", \"Tổng số\")"
        ]
    );
}

#[test]
fn decimals_add_up_exactly() {
    let right = of_csv(MEASURED);
    assert_eq!((told(&right), right.verdict(), right.outcomes[0].compared), (Vec::new(), Verdict::Pass, 2));
    let wrong = of_csv(&changed(MEASURED, "\"29.480,9\"", "\"29.840,9\""));
    assert_eq!(verdict(&wrong, "audit-sums"), Verdict::Fail);
    assert!(
        told(&wrong)[0]
            .starts_with("audit-sums Chưa đạt: cộng các dòng được 29.480,90, dòng \"Tổng cộng\" ghi 29.840,9 -->"),
        "{:#?}",
        told(&wrong)
    );
    let rate = of_csv(&changed(MEASURED, "\"57,1%\"", "\"75,1%\""));
    assert_eq!(
        told(&rate),
        [
            "audit-rates Chưa đạt: ghi 75,1%, còn 5.000,5/8.750,75 = 57,1% --> dòng 3, cột 5 (\"Dự án B\", \"Tỷ lệ giải ngân\")"
        ]
    );
    // One decimal among whole numbers is no reason to leave its column out.
    let one = of_csv(&changed(TABLE, "50,45,5", "50,\"4,5\",5"));
    let found = told(&one);
    assert!(found.iter().any(|told| told.contains("cộng các dòng được 52,5, dòng \"Tổng số\" ghi 93")), "{found:#?}");
    assert!(found.iter().any(|told| told.starts_with("audit-parts Chưa đạt: ghi 50, còn 4,5 + 5 = 9,5")), "{found:#?}");
}

#[test]
fn rounded_decimals_and_averages_are_left_to_a_person() {
    let thirds = of_csv("STT,Xã,Diện tích (ha)\n1,A,\"33,3\"\n2,B,\"33,3\"\n3,C,\"33,3\"\n,Tổng số,100\n");
    assert_eq!(
        told(&thirds),
        [
            "audit-sums Cần xem: cộng các dòng được 99,9, dòng \"Tổng số\" ghi 100 (có thể do làm tròn) --> dòng 5, cột 3 (\"Tổng số\", \"Diện tích (ha)\")"
        ]
    );
    let mean = of_csv("STT,Xã,Mức hài lòng\n1,A,\"85,5\"\n2,B,\"90,2\"\n,Toàn tỉnh,\"87,9\"\n");
    assert_eq!(mean.verdict(), Verdict::Look, "{:#?}", told(&mean));
}

#[test]
fn columns_of_years_add_up_and_years_do_not() {
    let table = "STT,Đơn vị,Số nhiệm vụ năm 2022,Năm 2023 (nhiệm vụ),Năm thành lập\n1,Sở A,100,90,1990\n2,Sở B,250,260,2005\n,Tổng số,350,350,\n";
    let right = of_csv(table);
    assert_eq!((told(&right), right.outcomes[0].compared), (Vec::new(), 2));
    let wrong = of_csv(&changed(table, "350,350", "351,350"));
    assert_eq!(told(&wrong).len(), 1, "{:#?}", told(&wrong));
    assert!(told(&wrong)[0].starts_with("audit-sums Chưa đạt: cộng các dòng được 350, dòng \"Tổng số\" ghi 351"));
}

#[test]
fn a_row_of_rates_below_the_total_is_compared_with_it() {
    let table = format!("{TABLE},Tỷ lệ (%),100%,\"80,9%\",\"19,1%\"\n");
    let right = of_csv(&table);
    assert_eq!((told(&right), right.verdict()), (Vec::new(), Verdict::Pass));
    let wrong = of_csv(&changed(&table, "\"80,9%\"", "\"89,0%\""));
    assert_eq!(
        told(&wrong),
        ["audit-rates Chưa đạt: ghi 89,0%, còn 93/115 = 80,9% --> dòng 7, cột 4 (\"Tỷ lệ (%)\", \"Đúng hạn\")"]
    );
    let total = of_csv(&changed(&table, ",Tổng số,115,93,22", ",Tổng số,115,93,23"));
    assert!(
        told(&total).iter().any(|told| told.starts_with("audit-sums Chưa đạt: cộng các dòng được 22")),
        "{:#?}",
        told(&total)
    );
}

#[test]
fn headings_are_told_as_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let content = |name: &str, table: &str| {
        let path = folder.path().join(name);
        #[expect(clippy::disallowed_methods, reason = "a test lays out what the program reads")]
        std::fs::write(&path, table).unwrap();
        read(&path, "tệp").unwrap()
    };
    let edited = content("a.csv", TABLE);
    let computed = content("b.csv", "STT,Lĩnh vực / Tiêu chí thành phần,Điểm tối đa\n1,Cải cách thể chế,10\n");
    let found = told(&audit(&edited, Some(&computed)));
    let words = "không thấy bảng có các cột STT | Lĩnh vực / Tiêu chí thành phần | Điểm tối đa của bản tính được";
    assert!(found.iter().any(|told| told.contains(words)), "{found:#?}");
}
