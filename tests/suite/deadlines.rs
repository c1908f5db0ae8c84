//! Deadlines of every kind through the whole pipeline, and the policies that move them.
//!
//! In: small exports. Out: statuses, quarantine, the ledger of tasks.

use std::collections::BTreeMap;

use dondoc::{
    diagnostic::{Code, Failure},
    pipeline::Outcome,
};

use super::counts::{Counts, codes, count, noted, quarantined, statuses};

const HEADING: &str = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Gia hạn đến,Ngày hoàn thành\n";

/// Columns of `tasks.csv` for each task: the wanted ones, joined.
fn ledger(outcome: &Outcome, wanted: &[&str]) -> BTreeMap<String, String> {
    let file = outcome.files.iter().find(|file| file.name == "tables/tasks.csv").unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    let mut lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.split(',').collect::<Vec<_>>());
    let heading = lines.next().unwrap();
    let column = |name: &str| heading.iter().position(|known| *known == name).unwrap();
    let told = |line: Vec<&str>| {
        let values: Vec<&str> = wanted.iter().map(|name| line[column(name)]).collect();
        (line[column("task_id")].to_owned(), values.join(" "))
    };
    lines.map(told).collect()
}

fn export(rows: &[&str]) -> String {
    format!("{HEADING}{}\n", rows.join("\n"))
}

/// Runs under a line of `[policy]`.
fn under(policy: &str, rows: &str) -> Result<Outcome, Failure> {
    Counts::csv_with(&format!("\n[policy]\n{policy}\n"), rows)
}

#[test]
fn every_kind_of_deadline_counts_by_its_last_day() {
    let outcome = Counts::csv(&export(&[
        "A,Sở Y tế,01/02/2018,31/03/2018,,31/03/2018",
        "B,Sở Y tế,01/02/2018,Tháng 3/2018,,31/03/2018",
        "C,Sở Y tế,01/02/2018,Thang 3/ 2018,,01/04/2018",
        "D,Sở Y tế,01/02/2018,Quý I/2018,,31/03/2018",
        "E,Sở Y tế,01/02/2018,Cả năm 2018,,",
        "F,Sở Y tế,01/02/2018,Từ tháng 2 đến tháng 9/2018,,",
        "G,Sở Y tế,01/02/2018,Thường xuyên,,",
        "H,Sở Y tế,01/02/2018,,,",
        "I,Sở Y tế,01/02/2018,Tháng 3/2018,Quý III/2018,30/09/2018",
        "K,Sở Y tế,01/02/2018,Trong tháng 8,,",
        "L,Sở Y tế,01/02/2018,tháng 8/18,,",
        "M,Sở Y tế,01/02/2018,20/01/201,,",
        "N,Sở Y tế,tháng 2/2018,31/03/2018,,",
    ]))
    .unwrap();
    assert_eq!(statuses(&outcome), [4, 1, 3, 1]);
    assert_eq!(count(&outcome, "given", "no_deadline"), 2);
    let reasons = [Code::MissingYear, Code::TwoDigitYear, Code::UnparseableDate, Code::UnparseableDate];
    assert_eq!(quarantined(&outcome), reasons.map(|code| vec![code]));
    let tasks = ledger(&outcome, &["deadline_kind", "deadline_original", "deadline_latest", "given.deadline"]);
    for (task, told) in [
        ("A", "day 2018-03-31  2018-03-31"),
        ("C", "month 2018-03-31  2018-03-31"),
        ("D", "quarter 2018-03-31  2018-03-31"),
        ("E", "year 2018-12-31  2018-12-31"),
        ("F", "range 2018-09-30  2018-09-30"),
        ("G", "recurring   "),
        ("H", "none   "),
        ("I", "month 2018-03-31 2018-09-30 2018-09-30"),
    ] {
        assert_eq!(tasks[task], told, "{task}");
    }
    let derived = outcome.notices.iter().filter(|found| found.code == Code::DerivedDeadlines);
    let counts: Vec<String> = derived.map(|found| format!("{} {}", found.details[0].1, found.details[1].1)).collect();
    let wanted = [
        "3 last day of the month",
        "2 last day of the quarter",
        "1 last day of the year",
        "1 last day of the range",
        "1 recurring",
    ];
    assert_eq!(counts, wanted);
}

#[test]
fn plain_days_are_told_as_they_are() {
    let outcome =
        Counts::csv(&export(&["A,Sở Y tế,01/02/2018,31/03/2018,,", "B,Sở Y tế,01/02/2018,01/01/1970,,"])).unwrap();
    assert!(!noted(&outcome).contains(&Code::DerivedDeadlines));
    assert_eq!(ledger(&outcome, &["deadline_kind"]).into_values().collect::<Vec<_>>(), ["day", "none"]);
}

#[test]
fn a_list_shows_the_deadline_as_found() {
    let outcome = Counts::csv_listing("deadline_text", &export(&["A,Sở Y tế,01/02/2018, Quý  III/2018,,"])).unwrap();
    let file = outcome.files.iter().find(|file| file.name == "tables/listed.csv").unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    assert!(text.contains("A,Sở Y tế,Quý III/2018"), "{text}");
}

#[test]
fn before_a_day_is_that_day_or_the_one_before() {
    let rows = export(&[
        "A,Sở Y tế,01/02/2018,trước ngày 28/7/2018,,28/07/2018",
        "B,Sở Y tế,01/02/2018,trước tháng 9/2018,,31/08/2018",
    ]);
    assert_eq!(statuses(&Counts::csv(&rows).unwrap()), [2, 0, 0, 0]);
    assert_eq!(statuses(&under("before_date = \"day_before\"", &rows).unwrap()), [1, 1, 0, 0]);
}

#[test]
fn two_digit_years_of_deadlines_follow_the_policy_of_dates() {
    let rows = export(&["A,Sở Y tế,01/02/2018,tháng 8/18,,31/08/2018"]);
    assert_eq!(quarantined(&Counts::csv(&rows).unwrap()), [[Code::TwoDigitYear]]);
    assert_eq!(statuses(&under("two_digit_year = \"20xx\"", &rows).unwrap()), [1, 0, 0, 0]);
}

#[test]
fn a_deadline_on_a_day_of_rest_moves_when_the_policy_says_so() {
    let rows = export(&[
        // a Saturday, the Monday behind it
        "A,Sở Y tế,01/02/2018,29/09/2018,,01/10/2018",
        "B,Sở Y tế,01/02/2018,28/09/2018,,01/10/2018",
        // Tết, and the day that was swapped for a Saturday of the next year
        "C,Sở Y tế,01/02/2018,14/02/2018,,21/02/2018",
        "D,Sở Y tế,01/02/2018,31/12/2018,,",
        "E,Sở Y tế,01/02/2018,tháng 9/2018,,02/10/2018",
        "F,Sở Y tế,01/02/2018,,,",
    ]);
    let deadlines = |outcome: &Outcome| ledger(outcome, &["given.deadline"]).into_values().collect::<Vec<_>>();
    let written = Counts::csv(&rows).unwrap();
    assert_eq!(statuses(&written), [0, 4, 2, 0]);
    assert_eq!(deadlines(&written), ["2018-09-29", "2018-09-28", "2018-02-14", "2018-12-31", "2018-09-30", ""]);
    let moved = under("rest_day = \"next_working_day\"", &rows).unwrap();
    assert_eq!(statuses(&moved), [2, 2, 2, 0]);
    assert_eq!(deadlines(&moved), ["2018-10-01", "2018-09-28", "2018-02-21", "2019-01-02", "2018-10-01", ""]);
    assert_eq!(ledger(&moved, &["deadline_original"])["A"], "2018-09-29");
    assert!(!noted(&moved).contains(&Code::UnconfirmedCalendar));
}

#[test]
fn a_year_without_calendar_stops_the_run_where_it_may_change_a_figure() {
    let near = export(&["A,Sở Y tế,01/02/2018,04/01/2017,,", "B,Sở Y tế,01/02/2018,05/01/2017,,"]);
    assert_eq!(codes(under("rest_day = \"next_working_day\"", &near)), [Code::NoCalendar]);
    assert_eq!(statuses(&Counts::csv(&near).unwrap()), [0, 0, 0, 2]);
    // A Saturday long after the as-of: the task is in deadline either way.
    let far = export(&["A,Sở Y tế,01/02/2018,05/01/2030,,", "B,Sở Y tế,01/02/2018,năm 2030,,"]);
    let outcome = under("rest_day = \"next_working_day\"", &far).unwrap();
    assert_eq!(statuses(&outcome), [0, 0, 2, 0]);
    assert_eq!(ledger(&outcome, &["given.deadline"])["A"], "2030-01-05");
    let warnings = outcome.notices.iter().filter(|found| found.code == Code::NoCalendar);
    assert_eq!(warnings.map(|found| found.details[1].1.as_str()).collect::<Vec<_>>(), ["05/01/2030"]);
}

#[test]
fn a_row_with_a_deadline_in_words_is_a_task_and_a_group_is_none() {
    let rows = "STT,Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành\n\
                Quý III/2018,,,,,\n\
                1,,Sở Y tế,01/02/2018,Quý III/2018,\n\
                Thường xuyên,,,,,\n\
                2,,Sở Y tế,01/02/2018,Thường xuyên,\n\
                3,,,,Quý IV,\n\
                ,Tổng số,2,,,\n\
                4,,,,Thường xuyên,\n\
                ,,,,Người lập biểu,\n";
    let outcome = Counts::csv(rows).unwrap();
    assert_eq!(statuses(&outcome), [0, 0, 1, 1]);
    let reasons =
        [vec![Code::MissingValue, Code::MissingValue, Code::MissingYear], vec![Code::MissingValue, Code::MissingValue]];
    assert_eq!(quarantined(&outcome), reasons);
    let skipped: Vec<&str> = outcome.closing.skipped.iter().map(|row| row.skip.id()).collect();
    assert_eq!(skipped, ["group", "group", "total", "footer"]);
}

#[test]
fn rows_of_one_id_are_compared_by_what_their_deadlines_mean() {
    let clash = |second: &str| {
        let second = format!("A,Sở Y tế,01/02/2018,{second},,");
        quarantined(&Counts::csv(&export(&["A,Sở Y tế,01/02/2018,31/08/2018,,", &second])).unwrap())
    };
    assert_eq!(clash("ngày 31 tháng 8 năm 2018"), [[Code::DuplicateId]]);
    assert_eq!(clash("tháng 8/2018"), [[Code::ConflictingId], [Code::ConflictingId]]);
    assert_eq!(clash("30/08/2018"), [[Code::ConflictingId], [Code::ConflictingId]]);
}
