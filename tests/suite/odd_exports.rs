//! Exports as the field delivers them: what would silently give a wrong figure is read right, quarantined, or refused.
//!
//! In: small workbooks and text tables, one oddity each. Out: figures, reasons, failures.

use dondoc::diagnostic::Code;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};

use super::counts::{Counts, codes, count, noted, quarantined, statuses};

const HEADING: [&str; 5] = ["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành"];

fn rows(sheet: &mut Worksheet, rows: &[&[&str]]) {
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*cells) {
            if !text.is_empty() {
                sheet.write_string(row, column, *text).unwrap();
            }
        }
    }
}

/// A workbook of one sheet.
fn sheet(fill: impl FnOnce(&mut Worksheet)) -> impl FnOnce(&mut Workbook) {
    move |workbook| fill(workbook.add_worksheet())
}

#[test]
fn cells_merged_down_hold_for_every_row_they_cover() {
    let outcome = Counts::workbook(sheet(|sheet| {
        rows(
            sheet,
            &[
                &HEADING,
                &["A", "Sở Y tế", "01/02/2018"],
                &["B", "Sở Y tế", "01/02/2018"],
                &["C", "Sở Y tế", "01/02/2018"],
            ],
        );
        sheet.merge_range(1, 3, 3, 3, "01/03/2018", &Format::new()).unwrap();
    }));
    assert_eq!(statuses(&outcome.unwrap()), [0, 0, 0, 3]);
}

#[test]
fn a_line_merged_across_is_no_value_of_its_columns() {
    let outcome = Counts::workbook(sheet(|sheet| {
        rows(sheet, &[&HEADING, &["A", "Sở Y tế", "01/02/2018", "01/03/2018"], &[], &["B", "Sở Y tế", "01/02/2018"]]);
        sheet.merge_range(2, 0, 2, 4, "Tổng cộng", &Format::new()).unwrap();
    }))
    .unwrap();
    assert_eq!(count(&outcome, "given", "assigned"), 2);
}

#[test]
fn a_hidden_sheet_is_not_read_and_said_so() {
    let outcome = Counts::workbook(|workbook| {
        rows(workbook.add_worksheet(), &[&HEADING, &["A", "Sở Y tế", "01/02/2018"]]);
        let backup = workbook.add_worksheet();
        backup.set_hidden(true);
        rows(backup, &[&HEADING, &["B", "Sở Y tế", "01/02/2018"]]);
    })
    .unwrap();
    assert_eq!(count(&outcome, "given", "assigned"), 1);
    assert!(noted(&outcome).contains(&Code::HiddenSheet));
}

#[test]
fn every_sheet_with_the_columns_is_read_and_others_are_named() {
    let outcome = Counts::workbook(|workbook| {
        rows(workbook.add_worksheet(), &[&HEADING, &["A", "Sở Y tế", "01/02/2018"]]);
        rows(workbook.add_worksheet(), &[&HEADING, &["B", "Sở Y tế", "01/02/2018"], &["A", "Sở Y tế", "01/02/2018"]]);
        rows(workbook.add_worksheet(), &[&["Ghi chú của người lập"]]);
    })
    .unwrap();
    assert_eq!(count(&outcome, "given", "assigned"), 2);
    assert_eq!(quarantined(&outcome), [[Code::DuplicateId]]);
    assert!(noted(&outcome).contains(&Code::SheetLeftOut));
}

#[test]
fn sheets_without_ids_that_may_repeat_each_other_are_refused() {
    let refused = Counts::workbook(|workbook| {
        for _ in 0..2 {
            rows(workbook.add_worksheet(), &[&HEADING[1..], &["Sở Y tế", "01/02/2018"]]);
        }
    });
    assert_eq!(codes(refused), [Code::AmbiguousSheets]);
}

#[test]
fn two_columns_of_one_name_are_refused() {
    let refused = Counts::workbook(sheet(|sheet| {
        rows(
            sheet,
            &[&["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Ngày hoàn thành"]],
        );
    }));
    assert_eq!(codes(refused), [Code::AmbiguousColumn]);
}

#[test]
fn a_heading_that_comes_again_in_another_order_ends_the_run() {
    let swapped = ["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Ngày hoàn thành", "Hạn xử lý"];
    let table = |second: [&str; 5]| {
        Counts::workbook(sheet(move |sheet| {
            let first = ["A", "Sở Y tế", "01/02/2018", "01/03/2018", "01/02/2018"];
            rows(sheet, &[&HEADING, &first, &second, &["B", "Sở Y tế", "01/02/2018", "01/03/2018", "01/02/2018"]]);
        }))
    };
    assert_eq!(codes(table(swapped)), [Code::HeadingChanged]);
    assert_eq!(statuses(&table(HEADING).unwrap()), [2, 0, 0, 0]);
}

#[test]
fn a_column_that_may_change_a_figure_never_stays_unread_unnoticed() {
    let outcome = Counts::workbook(sheet(|sheet| {
        rows(
            sheet,
            &[&["Mã nhiệm vụ", "Cơ quan được giao", "Ngày giao", "Hạn xử lý", "Ngày hoàn thành", "Hạn sau gia hạn"]],
        );
    }))
    .unwrap();
    let found = outcome.notices.iter().find(|found| found.code == Code::UnreadColumns).unwrap();
    assert_eq!(found.severity, dondoc::diagnostic::Severity::Warning);
    assert_eq!(found.details, [("columns", "Hạn sau gia hạn".to_owned())]);
}

#[test]
fn any_mark_of_secrecy_ends_the_run() {
    let run = |mark: &str| {
        let heading = format!("{},Độ mật\n", HEADING.join(","));
        Counts::csv(&format!("{heading}A,Sở Y tế,01/02/2018,,,{mark}\n"))
    };
    for mark in ["Mật", "Mật (B)", "MAT", "TM", "Tuyệt mật"] {
        assert_eq!(codes(run(mark)), [Code::SecretRow], "{mark}");
    }
    for mark in ["", "Thường", "không"] {
        assert_eq!(count(&run(mark).unwrap(), "given", "assigned"), 1, "{mark}");
    }
}

#[test]
fn any_heading_that_speaks_of_secrecy_is_a_column_of_marks() {
    let run = |label: &str, mark: &str| {
        let text = format!("{},{label}\nA,Sở Y tế,01/02/2018,,,{mark}\n", HEADING.join(","));
        [Counts::csv(&text), Counts::unmapped(&text, &[])]
    };
    for label in ["Mật", "Phân loại mật", "Độ bảo mật", "Văn bản mật", "Nội dung mật"] {
        for result in run(label, "x") {
            assert_eq!(codes(result), [Code::SecretRow], "{label}");
        }
        for result in run(label, "Thường") {
            assert!(!noted(&result.unwrap()).contains(&Code::UnreadColumns), "{label}");
        }
    }
    for result in run("Bảo mật thông tin", "đã rà soát") {
        assert!(noted(&result.unwrap()).contains(&Code::UnreadColumns));
    }
    // A mapping that knows what the column is has the last word.
    let project = Counts::of("csv");
    let mapping = include_str!("../../report-templates/mappings/kon-tum-tracker.toml");
    let mapping = mapping.replace("total_labels", "ignored = [\"Phòng Cơ yếu - mật\"]\ntotal_labels");
    project.write("report-templates/mappings/kon-tum-tracker.toml", mapping);
    project.write("tasks.csv", format!("{},Phòng Cơ yếu - mật\nA,Sở Y tế,01/02/2018,,,x\n", HEADING.join(",")));
    assert_eq!(count(&project.run().unwrap(), "given", "assigned"), 1);
}

#[test]
fn a_zero_shown_as_a_date_is_no_date_and_absurd_years_wait() {
    let outcome = Counts::workbook(sheet(|sheet| {
        rows(sheet, &[&HEADING, &["A", "Sở Y tế", "01/02/2018"], &["B", "Sở Y tế", "01/02/2018", "01/02/3018"]]);
        let date = Format::new().set_num_format("dd/mm/yyyy");
        sheet.write_number_with_format(1, 3, 0, &date).unwrap();
        let done = ExcelDateTime::from_ymd(2018, 3, 1).unwrap();
        sheet.write_datetime_with_format(1, 4, &done, &date).unwrap();
    }))
    .unwrap();
    assert_eq!(statuses(&outcome), [1, 0, 0, 0]);
    assert_eq!(quarantined(&outcome), [[Code::ImplausibleYear]]);
}

#[test]
fn error_cells_and_numbers_in_date_columns_wait() {
    let outcome = Counts::workbook(sheet(|sheet| {
        rows(sheet, &[&HEADING, &["A", "Sở Y tế", "01/02/2018"], &["B", "", "01/02/2018"]]);
        sheet.write_number(1, 3, 43_160).unwrap();
        sheet.write_formula(2, 1, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).unwrap();
    }))
    .unwrap();
    assert_eq!(quarantined(&outcome)[0], [Code::UnparseableDate]);
    assert_eq!(quarantined(&outcome).len(), 2);
}

#[test]
fn ids_are_compared_without_case_and_their_absence_is_told() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!(
        "{heading}\nKT-5,Sở Y tế,01/02/2018,,\nkt-5,Sở Nội vụ,01/02/2018,,\n–,Sở Y tế,01/02/2018,,\n,Sở Y tế,01/02/2018,,\n"
    ))
    .unwrap();
    assert_eq!(quarantined(&outcome), [[Code::ConflictingId], [Code::ConflictingId]]);
    let found = outcome.notices.iter().find(|found| found.code == Code::MissingIds).unwrap();
    assert_eq!(found.details, [("rows", "2".to_owned())]);
}

#[test]
fn one_unit_spelt_two_ways_is_one_row_twice() {
    let heading = HEADING.join(",");
    let outcome =
        Counts::csv(&format!("{heading}\nA,Sở GD&ĐT,01/02/2018,,\nA,Sở Giáo dục và Đào tạo,1/2/2018,,\n")).unwrap();
    assert_eq!(quarantined(&outcome), [[Code::DuplicateId]]);
}

#[test]
fn registered_units_beside_other_names_and_words_for_everybody_wait() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!(
        "{heading}\nA,Sở Y tế / Phòng Công Thương,01/02/2018,,\nB,Các đơn vị liên quan trong tỉnh,01/02/2018,,\n"
    ))
    .unwrap();
    assert_eq!(quarantined(&outcome), [[Code::SeveralUnits], [Code::VagueUnit]]);
}

#[test]
fn only_units_that_lead_count_where_a_cell_names_roles() {
    let rows = [
        "Chủ trì: Sở Y tế; phối hợp: Sở Nội vụ",
        "Sở Y tế (chủ trì), Sở Nội vụ (phối hợp)",
        "Sở Y tế (phối hợp: Sở Nội vụ; Sở Tài chính)",
        "Sở Y tế, Sở Nội vụ (chủ trì)",
        "Phối hợp: Sở Nội vụ",
    ];
    let rows = (1..).zip(rows).map(|(id, unit)| format!("K{id},\"{unit}\",01/02/2018,,\n")).collect::<String>();
    let outcome = Counts::csv(&format!("{}\n{rows}", HEADING.join(","))).unwrap();
    assert_eq!(quarantined(&outcome), [[Code::SeveralUnits], [Code::SeveralUnits]]);
    let table = outcome.files.iter().find(|file| file.name == "tables/given.csv").unwrap();
    let text = String::from_utf8(table.bytes.clone()).unwrap();
    assert!(text.contains("Sở Y tế,3") && outcome.closing.unregistered.is_empty(), "{text}");
}

#[test]
fn unknown_units_are_proposed_what_they_may_be_and_nothing_else() {
    let nearest = |unit: &str| {
        let outcome = Counts::csv(&format!("{}\nA,{unit},01/02/2018,,\n", HEADING.join(","))).unwrap();
        let [found] = outcome.closing.unregistered.as_slice() else { panic!("{unit}") };
        found.nearest.clone()
    };
    for unit in ["Sở Y tế tỉnh Kon Tum", "So Y te", "SYT", "Sở Y Tê"] {
        assert_eq!(nearest(unit).as_deref(), Some("Sở Y tế"), "{unit}");
    }
    for unit in ["Phòng Y tế", "Hội Chữ thập đỏ", "Sở Thuế"] {
        assert_eq!(nearest(unit), None, "{unit}");
    }
    // What stands for it in the ledger is text as people write it.
    let outcome = Counts::csv(&format!("{}\nA,Sở Tài chánh,01/02/2018,,\n", HEADING.join(","))).unwrap();
    let ledger = outcome.files.iter().find(|file| file.name == "tables/tasks.csv").unwrap();
    assert!(String::from_utf8(ledger.bytes.clone()).unwrap().contains("?sở tài chánh"));
}

#[test]
fn words_that_name_nobody_in_particular_wait() {
    let words = ["UBND các huyện, thành phố", "Toàn tỉnh", "Các sở, ngành", "Không", "X", "Tất cả các đơn vị"];
    let rows = (1..).zip(words).map(|(id, unit)| format!("K{id},\"{unit}\",01/02/2018,,\n")).collect::<String>();
    let outcome = Counts::csv(&format!("{}\n{rows}", HEADING.join(","))).unwrap();
    assert_eq!(quarantined(&outcome), vec![vec![Code::VagueUnit]; words.len()]);
    assert!(outcome.closing.unregistered.is_empty());
}

#[test]
fn a_total_in_the_midst_opens_no_footer() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!(
        "{heading}\nCộng,,,,\n,Sở Y tế,,Thường xuyên,\nA,Sở Y tế,01/02/2018,,\nTổng cộng,,,,\n,,,,Người lập biểu\n"
    ))
    .unwrap();
    assert_eq!(quarantined(&outcome).len(), 1);
    let skipped = &outcome.closing.reconciliation.sources()[0].skipped;
    assert_eq!(skipped.values().sum::<u64>(), 3);
    assert_eq!(outcome.closing.skipped.len(), 3);
}

#[test]
fn a_quotation_mark_that_never_closes_is_told_with_its_line() {
    let heading = HEADING.join(",");
    let refused = Counts::csv(&format!("{heading}\nA,\"Sở Y tế,01/02/2018,,\nB,Sở Y tế,01/02/2018,,\n"));
    let failure = refused.err().unwrap();
    let found: Vec<_> = failure.diagnostics().map(|found| (found.code, found.location.line)).collect();
    assert_eq!(found, [(Code::UnclosedQuote, Some(2))]);
}

#[test]
fn rows_with_more_or_fewer_cells_than_the_heading_wait() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!(
        "{heading}\nA,Sở Y tế,01/02/2018,,,01/03/2018\nB,Sở Y tế,01/02/2018\nC,Sở Y tế,01/02/2018,,,\n"
    ))
    .unwrap();
    assert_eq!(quarantined(&outcome), [[Code::RaggedRow], [Code::RaggedRow]]);
    assert_eq!(count(&outcome, "given", "assigned"), 1);
}

#[test]
fn rows_of_a_text_table_are_numbered_as_a_spreadsheet_does() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!("{heading}\nA,\"Sở\nY tế\",01/02/2018,,\n\nB,Sở Y tế,31/02/2018,,\n")).unwrap();
    assert_eq!(outcome.closing.quarantine[0].reasons[0].location.row, Some(4));
}

#[test]
fn an_unregistered_unit_met_only_in_quarantine_has_no_row() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!("{heading}\nA,Sở Lạ,31/02/2018,,\nB,Sở Mới,01/02/2018,,\n")).unwrap();
    let table = outcome.files.iter().find(|file| file.name == "tables/given.csv").unwrap();
    let text = String::from_utf8(table.bytes.clone()).unwrap();
    assert!(text.contains("Sở Mới") && !text.contains("Sở Lạ"), "{text}");
}

#[test]
fn a_broken_row_is_no_copy_of_a_whole_one() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!("{heading}\nA,Sở Y tế,01/02/2018\nA,Sở Y tế,01/02/2018,,\n")).unwrap();
    assert_eq!(quarantined(&outcome), [vec![Code::RaggedRow, Code::ConflictingId], vec![Code::ConflictingId]]);
}

#[test]
fn a_dash_in_the_place_of_a_date_is_no_date() {
    let heading = HEADING.join(",");
    let outcome =
        Counts::csv(&format!("{heading}\nA,Sở Y tế,01/02/2018,–,-\nB,Sở Y tế,—,,\nC,Sở Y tế,01/02/2018,?,?\n"))
            .unwrap();
    assert_eq!(statuses(&outcome), [0, 0, 1, 0]);
    let unread = vec![Code::UnparseableDate, Code::UnparseableDate];
    assert_eq!(quarantined(&outcome), [vec![Code::MissingValue], unread]);
}

#[test]
fn lines_in_the_column_of_ids_are_groups_and_signatures_and_ids_alone_wait() {
    let heading = HEADING.join(",");
    let outcome = Counts::csv(&format!(
        "{heading}\nA. Nhiệm vụ của tỉnh,,,,\nA,Sở Y tế,01/02/2018,,\nKT 12 A/B,,,,\nTổng cộng,,,,\n,,,\"Kon Tum, ngày 31 tháng 12 năm 2018\",\n\
         Người lập,,,,\n"
    ))
    .unwrap();
    assert_eq!(quarantined(&outcome), [[Code::MissingValue, Code::MissingValue]]);
    let counts = &outcome.closing.reconciliation.sources()[0];
    assert_eq!((counts.read, counts.accepted, counts.skipped_total()), (6, 1, 4));
    // Below a total a row that names a unit, an id or a day still is a task.
    let outcome = Counts::csv(&format!(
        "{heading}\nTổng cộng,,,,\nA,,,,\nTổng cộng,,,,\n,,,01/03/2018,\nTổng cộng,,,,\n,Sở Y tế,,Thường xuyên,\n"
    ))
    .unwrap();
    assert_eq!(quarantined(&outcome).len(), 3);
}

#[test]
fn a_month_typed_into_a_workbook_is_due_at_its_end() {
    let outcome = Counts::workbook(sheet(|sheet| {
        let day = "01/02/2018";
        rows(sheet, &[&HEADING, &["A", "Sở Y tế", day, "", "15/08/2018"], &["B", "Sở Y tế", day, "", "03/08/2018"]]);
        // What Excel makes of "8/2018", and a day of that month that only is shown so.
        let month = Format::new().set_num_format("mmm-yy");
        for (row, day) in [(1, 1), (2, 2)] {
            let date = ExcelDateTime::from_ymd(2018, 8, day).unwrap();
            sheet.write_datetime_with_format(row, 3, date, &month).unwrap();
        }
    }))
    .unwrap();
    assert_eq!(statuses(&outcome), [1, 1, 0, 0]);
    assert!(noted(&outcome).contains(&Code::DerivedDeadlines));
}
