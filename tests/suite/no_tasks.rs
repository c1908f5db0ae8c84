//! Rows of an export that are no tasks: sums, signatures, the numbers of columns. None is ever counted, whatever constants fill.
//!
//! In: small text tables and workbooks. Out: figures, reasons, what was skipped.

use dondoc::{diagnostic::Code, normalize::Skip, pipeline::Outcome};
use rust_xlsxwriter::{ExcelDateTime, Format};

use super::counts::{Counts, count, quarantined};

const HEADING: &str = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành";

/// Kinds of the skipped rows, in their order.
fn skipped(outcome: &Outcome) -> Vec<Skip> {
    outcome.closing.skipped.iter().map(|row| row.skip).collect()
}

/// An export of one unit, without ids and days given: constants fill both.
fn of_one_unit(text: &str) -> Outcome {
    Counts::unmapped(text, &[("file = \"tasks.csv\"\n", "file = \"tasks.csv\"\ndefault_unit = \"kt-so-y-te\"\n")])
        .unwrap()
}

#[test]
fn sums_and_signatures_are_no_tasks_of_the_default_unit() {
    let outcome = of_one_unit(
        "TT,Nội dung nhiệm vụ,Hạn xử lý,Ngày hoàn thành,Ghi chú\n(1),(2),(3),(4),(5)\n1,Báo cáo A,01/02/2018,05/01/2018,\n\
         2,Báo cáo B,01/02/2018,,\n3,Báo cáo C,,,\n,Tổng cộng: 3 nhiệm vụ,,,\nTổng,,,,3 việc\n,Người lập biểu,,,Thủ trưởng\n\
         ,Nguyễn A,,,Trần B\n,Ghi chú: phần mềm lỗi,,,x\n",
    );
    assert_eq!(count(&outcome, "given", "assigned"), 3);
    assert_eq!(quarantined(&outcome), Vec::<Vec<Code>>::new());
    let below = [Skip::Total, Skip::Total, Skip::Footer, Skip::Footer, Skip::Footer];
    assert_eq!(skipped(&outcome), [&[Skip::ColumnNumbers][..], &below].concat());
}

#[test]
fn a_row_with_nothing_but_words_waits() {
    let outcome = of_one_unit(
        "TT,Nội dung nhiệm vụ,Hạn xử lý,Ngày hoàn thành,Ghi chú\n1,Báo cáo A,01/02/2018,,\n,Việc không rõ,,,\n2,Tổng hợp báo cáo,,,\n\
         ,Người lập,,,\n,Chuyên viên phòng Tổng hợp,,,\n",
    );
    assert_eq!(count(&outcome, "given", "assigned"), 2);
    assert_eq!(quarantined(&outcome), [[Code::DoubtfulRow], [Code::DoubtfulRow]]);
}

#[test]
fn signatures_in_the_column_of_units_wait_where_days_are_filled() {
    let policy = "missing_assigned_on = \"input_period\"";
    let text = format!("{HEADING}\nA,Sở Y tế,01/02/2018,,\nTổng cộng,,,,\nNgười lập,Nguyễn Văn B,,,\n,Trần Thị C,,,\n");
    let outcome = Counts::file("csv", text.as_bytes(), policy).unwrap();
    assert_eq!(count(&outcome, "given", "assigned"), 1);
    assert_eq!(quarantined(&outcome), [[Code::DoubtfulRow], [Code::DoubtfulRow]]);
}

#[test]
fn every_form_of_a_sum_is_skipped() {
    let text = format!(
        "{HEADING}\nA,Sở Y tế,01/02/2018,,\nTổng cộng: 2,,,,\nTổng cộng,,2,,3\nCộng tháng 1,8,,,\nTổng,,,,\nTổng số nhiệm vụ,,,1 việc,\n\
         Cộng,Sở Nội vụ,,,\nB,Tổng cộng,01/02/2018,,\n"
    );
    let outcome = Counts::csv(&text).unwrap();
    assert_eq!(skipped(&outcome), [Skip::Total; 5]);
    // A unit or a day beside the word may be those of a task.
    assert_eq!(quarantined(&outcome), [[Code::MissingValue]]);
    assert_eq!(count(&outcome, "given", "assigned"), 2);
}

#[test]
fn a_count_that_is_shown_as_a_day_is_a_sum() {
    let outcome = Counts::workbook(|workbook| {
        let sheet = workbook.add_worksheet();
        let day = Format::new().set_num_format("dd/mm/yyyy");
        for (column, label) in (0..).zip(HEADING.split(',')) {
            sheet.write_string(0, column, label).unwrap();
        }
        sheet.write_string(1, 0, "A").unwrap();
        sheet.write_string(1, 1, "Sở Y tế").unwrap();
        sheet.write_datetime_with_format(1, 2, ExcelDateTime::from_ymd(2018, 2, 1).unwrap(), &day).unwrap();
        sheet.write_string(2, 0, "Tổng cộng").unwrap();
        sheet.write_number_with_format(2, 2, 3, &day).unwrap();
        sheet.write_number(2, 3, 3).unwrap();
    })
    .unwrap();
    assert_eq!(skipped(&outcome), [Skip::Total]);
    assert_eq!(count(&outcome, "given", "assigned"), 1);
}

#[test]
fn the_numbers_of_columns_are_no_task_and_no_id() {
    for numbers in ["1,2,3,4,5", "(1),(2),(3),(4),(5)", "A,B,1,2,3=1+2"] {
        let outcome = Counts::csv(&format!("{HEADING}\n{numbers}\n1,Sở Y tế,01/02/2018,,\n")).unwrap();
        assert_eq!(skipped(&outcome), [Skip::ColumnNumbers], "{numbers}");
        assert_eq!((count(&outcome, "given", "assigned"), quarantined(&outcome).len()), (1, 0), "{numbers}");
        assert!(outcome.closing.unregistered.is_empty(), "{numbers}");
    }
    // Further down such a row is judged as any other.
    let outcome = Counts::csv(&format!("{HEADING}\nA,Sở Y tế,01/02/2018,,\n1,2,3,4,5\n")).unwrap();
    assert_eq!(quarantined(&outcome).len(), 1);
}

#[test]
fn lines_of_signing_over_columns_of_days_are_footers() {
    let outcome = Counts::csv(&format!(
        "{HEADING}\nA,Sở Y tế,01/02/2018,,\n,,,,\"Kon Tum, ngày 02 tháng 01 năm 2019\"\nNGƯỜI LẬP BIỂU,,,,CHÁNH VĂN PHÒNG\n\
         Trần Thị A,,,,Nguyễn Văn B\n"
    ))
    .unwrap();
    assert_eq!((skipped(&outcome), quarantined(&outcome).len()), (vec![Skip::Footer; 3], 0));
}
