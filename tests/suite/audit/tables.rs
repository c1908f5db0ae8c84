//! Sums and rates of tables.

use dondoc::audit::Verdict;
use rust_xlsxwriter::{Format, Formula, Workbook};

use super::{of_csv, of_file, told, verdict};

/// Phụ lục 02 of the printed report of 2018, typed from the source.
const PRINTED: &str = include_str!("../fixture/appendix-02.csv");

fn printed_with(from: &str, to: &str) -> String {
    assert!(PRINTED.contains(from), "{from}");
    PRINTED.replacen(from, to, 1)
}

#[test]
fn the_printed_table_of_2018_adds_up() {
    let audit = of_csv(PRINTED);
    assert_eq!(told(&audit), Vec::<String>::new());
    assert_eq!([verdict(&audit, "audit-sums"), verdict(&audit, "audit-parts")], [Verdict::Pass; 2]);
    assert_eq!(audit.outcomes[0].compared, 5, "columns of the total row");
    assert_eq!(audit.outcomes[1].compared, 31, "rows that add up");
}

#[test]
fn one_wrong_cell_is_found_by_its_row_and_by_its_column() {
    let line = "4,Sở Giáo dục và Đào tạo,55,25,3,27,";
    let audit = of_csv(&printed_with(line, "4,Sở Giáo dục và Đào tạo,55,25,8,27,"));
    let told = told(&audit);
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told[0].starts_with("audit-sums Chưa đạt: cộng các dòng được 496, dòng \"Tổng số\" ghi 491 --> dòng 32, cột 5"),
        "{told:#?}"
    );
    assert!(
        told[1].starts_with("audit-parts Chưa đạt: ghi 55, còn ")
            && told[1].contains("25 + 8 + 27 + 0 = 60 (Đúng hạn + Quá hạn + Trong hạn + Trễ hạn) --> dòng 5, cột 3 (\"Sở Giáo dục và Đào tạo\""),
        "{told:#?}"
    );
}

#[test]
fn a_row_that_was_left_out_is_found_in_every_column() {
    let rest: Vec<&str> = PRINTED.lines().filter(|line| !line.starts_with("19,")).collect();
    let audit = of_csv(&rest.join("\n"));
    let sums = audit.findings().filter(|found| found.check == "audit-sums").count();
    assert_eq!(sums, 4, "{:#?}", told(&audit));
}

#[test]
fn rates_are_rounded_half_up_whatever_their_whole() {
    let heading = "STT,Đơn vị,Tổng số,Đã hoàn thành,Tỷ lệ hoàn thành\n";
    let right = of_csv(&format!("{heading}1,A,2139,1164,\"54,4%\"\n2,B,8,1,\"12,5%\"\n3,C,3,2,\"66,7%\"\n"));
    assert_eq!((told(&right), verdict(&right, "audit-rates")), (Vec::new(), Verdict::Pass));
    let wrong = of_csv(&format!("{heading}1,A,2139,1164,\"54,4%\"\n2,B,8,1,\"12,5%\"\n3,C,3,2,\"66,6%\"\n"));
    assert_eq!(
        told(&wrong),
        ["audit-rates Chưa đạt: ghi 66,6%, còn 2/3 = 66,7% --> dòng 4, cột 5 (\"C\", \"Tỷ lệ hoàn thành\")"]
    );
}

#[test]
fn the_rate_of_2023_is_told_with_what_it_should_be() {
    let heading = "STT,Đơn vị,Nhiệm vụ có thời hạn,Nhiệm vụ quá hạn,Tỷ lệ quá hạn\n";
    let audit = of_csv(&format!("{heading}1,Các đơn vị,1206,222,\"18,5%\"\n"));
    assert_eq!(audit.verdict(), Verdict::Fail, "{:#?}", told(&audit));
    assert!(told(&audit)[0].contains("ghi 18,5%, còn 222/1.206 = 18,4% --> dòng 2, cột 5"), "{:#?}", told(&audit));
}

#[test]
fn parents_are_the_sums_of_their_children_and_the_total_of_the_parents() {
    let table = "STT,Cơ quan,Tổng số,Đúng hạn\nI,CẤP SỞ,30,12\n1,Sở A,10,4\n2,Sở B,20,8\nII,CẤP XÃ,7,3\n1,Xã C,3,1\n2,Xã D,4,2\n,Tổng cộng,37,15\n";
    let right = of_csv(table);
    assert_eq!((told(&right), right.verdict()), (Vec::new(), Verdict::Pass));
    let wrong = of_csv(&table.replace("2,Xã D,4,2", "2,Xã D,5,2"));
    assert_eq!(
        told(&wrong),
        [
            "audit-sums Chưa đạt: cộng các mục con được 8, mục \"CẤP XÃ\" ghi 7 --> dòng 5, cột 3 (\"CẤP XÃ\", \"Tổng số\")"
        ]
    );
    // Groups without figures of their own: their rows are what the total adds up.
    let bare = of_csv(&table.replace("I,CẤP SỞ,30,12", "I,CẤP SỞ,,").replace("II,CẤP XÃ,7,3", "II,CẤP XÃ,,"));
    assert_eq!((told(&bare), bare.verdict()), (Vec::new(), Verdict::Pass));
}

#[test]
fn a_total_above_its_rows_and_sums_of_parts_are_totals_too() {
    let above = of_csv("STT,Cơ quan,Số nhiệm vụ\n,Tổng số,30\n1,Sở A,10\n2,Sở B,20\n");
    assert_eq!((told(&above), above.verdict()), (Vec::new(), Verdict::Pass));
    let parts = "STT,Cơ quan,Số nhiệm vụ,Quá hạn\n1,Sở A,10,1\n2,Sở B,20,2\n,Cộng,30,3\n1,Xã C,5,1\n2,Xã D,6,0\n,Cộng,11,1\n,Tổng cộng,41,4\n";
    let audit = of_csv(parts);
    assert_eq!((told(&audit), audit.verdict()), (Vec::new(), Verdict::Pass));
    let wrong = of_csv(&parts.replace(",Tổng cộng,41,4", ",Tổng cộng,42,4"));
    assert!(told(&wrong)[0].starts_with("audit-sums Chưa đạt: cộng các dòng được 41"), "{:#?}", told(&wrong));
}

#[test]
fn bodies_called_general_are_no_totals_and_points_do_not_add_up() {
    let audit = of_csv(
        "STT,Đơn vị,Số nhiệm vụ,Điểm\n1,Tổng cục Thuế,10,\"90,5\"\n2,Tổng công ty Điện lực,20,80\n,Tổng số,30,85\n",
    );
    assert_eq!((told(&audit), audit.outcomes[0].compared), (Vec::new(), 1));
}

#[test]
fn a_row_of_column_numbers_says_what_adds_up() {
    let table = "STT,Đơn vị,Tổng,Loại A,Loại B\n(1),(2),(3)=(4)+(5),(4),(5)\n1,Sở A,10,4,6\n2,Sở B,20,8,11\n";
    let audit = of_csv(table);
    assert_eq!(
        told(&audit),
        ["audit-parts Chưa đạt: ghi 20, còn 8 + 11 = 19 (Loại A + Loại B) --> dòng 4, cột 3 (\"Sở B\", \"Tổng\")"]
    );
}

#[test]
fn sums_that_no_row_bears_out_are_left_in_peace() {
    // Narrower counts stand beside the whole; nobody says that they add up.
    let audit = of_csv("STT,Đơn vị,Tổng số,Sắp đến hạn,Có gia hạn\n1,Sở A,10,4,1\n2,Sở B,20,8,2\n");
    assert_eq!((told(&audit), verdict(&audit, "audit-parts")), (Vec::new(), Verdict::Absent));
}

#[test]
fn a_workbook_is_read_by_its_merged_heading_and_its_saved_values() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Phụ lục 02").unwrap();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 6, "KẾT QUẢ THỰC HIỆN", &plain).unwrap();
    for (column, heading) in [(0, "TT"), (1, "Cơ quan"), (2, "Tổng số")] {
        sheet.merge_range(2, column, 3, column, heading, &plain).unwrap();
    }
    sheet.merge_range(2, 3, 2, 4, "Đã hoàn thành", &plain).unwrap();
    sheet.merge_range(2, 5, 2, 6, "Chưa hoàn thành", &plain).unwrap();
    for (column, leaf) in (3..).zip(["Đúng hạn", "Quá hạn", "Trong hạn", "Trễ hạn"]) {
        sheet.write(3, column, leaf).unwrap();
    }
    for (row, unit, figures) in [(4, "Sở A", [10, 4, 3, 2, 1]), (5, "Sở B", [20, 10, 5, 4, 2])] {
        sheet.write(row, 0, row - 3).unwrap();
        sheet.write(row, 1, unit).unwrap();
        for (column, figure) in (2..).zip(figures) {
            sheet.write(row, column, figure).unwrap();
        }
    }
    sheet.write(6, 1, "Tổng số").unwrap();
    for (column, sum) in (2..).zip(["30", "14", "8", "6", "3"]) {
        sheet.write_formula(6, column, Formula::new("=SUM(A1:A2)").set_result(sum)).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bang.xlsx");
    book.save(&path).unwrap();
    assert_eq!(
        told(&of_file(&path)),
        [
            "audit-parts Chưa đạt: ghi 20, còn 10 + 5 + 4 + 2 = 21 (Đúng hạn + Quá hạn + Trong hạn + Trễ hạn) --> trang \"Phụ lục 02\", ô C6 (\"Sở B\", \"Tổng số\")",
            "audit-parts Chưa đạt: ghi 30, còn 14 + 8 + 6 + 3 = 31 (Đúng hạn + Quá hạn + Trong hạn + Trễ hạn) --> trang \"Phụ lục 02\", ô C7 (\"Tổng số\", \"Tổng số\")"
        ]
    );
}

#[test]
fn hidden_sheets_are_named_and_not_looked_at() {
    let mut book = Workbook::new();
    for (name, hidden) in [("Bảng", false), ("Nháp", true)] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.set_hidden(hidden);
        for (row, cells) in (0..).zip([
            ["STT", "Đơn vị", "Số nhiệm vụ"],
            ["1", "Sở A", if hidden { "9" } else { "10" }],
            ["", "Tổng số", "10"],
        ]) {
            sheet.write_row(row, 0, cells).unwrap();
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bang.xlsx");
    book.save(&path).unwrap();
    let audit = of_file(&path);
    assert_eq!((told(&audit), audit.verdict()), (Vec::new(), Verdict::Pass));
    assert!(dondoc::audit::lines(&audit).contains(&"Chưa xem trang tính ẩn: Nháp.".to_owned()));
}
