//! Status labels: read with their group heading, where dates do not tell; every policy about them has its effect.
//!
//! In: small text tables with labels. Out: figures, reasons, warnings.

use dondoc::{classify::Disposition, diagnostic::Code, pipeline::Outcome};

use super::counts::{Counts, codes, noted, quarantined, statuses};

const HEADING: &str = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành,Trạng thái";
const LABELS: &str = "Mã nhiệm vụ,Đơn vị chủ trì,Ngày giao,Hạn xử lý,Trạng thái";

/// Runs with these lines in `[policy]`.
fn with(policy: &str, text: &str) -> Result<Outcome, dondoc::diagnostic::Failure> {
    let policy = format!("[policy]\n{policy}\n[[input]]");
    Counts::unmapped(text, &[("[[input]]", &policy)])
}

fn read(policy: &str, text: &str) -> Outcome {
    with(policy, text).unwrap()
}

fn disposition(outcome: &Outcome, wanted: Disposition) -> u64 {
    outcome.tables[0].1.dispositions().get(&wanted).copied().unwrap_or_default()
}

/// Rows of one task each, with these labels, due on 30/11/2018.
fn labelled(labels: &[&str]) -> String {
    let rows = (1..).zip(labels).map(|(id, label)| format!("A{id},Sở Y tế,05/01/2018,30/11/2018,{label}\n"));
    format!("{LABELS}\n{}", rows.collect::<String>())
}

#[test]
fn a_label_that_means_two_things_waits() {
    let outcome =
        read("", &labelled(&["Quá hạn", "Đã hoàn thành / Quá hạn", "Chưa hoàn thành / Quá hạn", "Quá hạnn", ""]));
    assert_eq!(quarantined(&outcome), [[Code::UnknownStatus], [Code::UnknownStatus], [Code::MissingValue]]);
    assert_eq!(statuses(&outcome), [0, 1, 0, 1]);
}

#[test]
fn due_soon_is_in_deadline_and_open_alone_leaves_it_to_the_deadline() {
    let outcome = read("", &labelled(&["Sắp đến hạn", "Sắp hết hạn (7 ngày)", "Đang thực hiện"]));
    assert_eq!(statuses(&outcome), [0, 0, 2, 1]);
}

#[test]
fn a_line_across_the_table_is_the_group_of_the_labels_below_it() {
    let outcome = read(
        "",
        "Mã nhiệm vụ,Đơn vị chủ trì,Ngày giao,Hạn xử lý,Tình trạng\n\
         ,,,,\n,,,,\nA0,Sở Y tế,05/01/2018,30/11/2018,Quá hạn\n",
    );
    assert_eq!(quarantined(&outcome), [[Code::UnknownStatus]]);
    let outcome = read(
        "",
        "STT,Mã nhiệm vụ,Đơn vị chủ trì,Ngày giao,Hạn xử lý,Tình trạng\n\
         I. ĐÃ HOÀN THÀNH (1),,,,,\n1,A1,Sở Y tế,05/01/2018,30/11/2018,Quá hạn\n\
         II. CHƯA HOÀN THÀNH (2),,,,,\n1,A2,Sở Y tế,05/01/2018,30/11/2018,Quá hạn\n2,A3,Sở Y tế,05/01/2018,31/12/2018,Trong hạn\n",
    );
    assert_eq!(statuses(&outcome), [0, 1, 1, 1]);
}

#[test]
fn a_second_column_may_hold_the_group() {
    let outcome = read(
        "",
        "Mã nhiệm vụ,Đơn vị chủ trì,Ngày giao,Hạn xử lý,Nhóm trạng thái,Trạng thái\n\
         A1,Sở Y tế,05/01/2018,30/11/2018,Đã hoàn thành,Quá hạn\nA2,Sở Y tế,05/01/2018,30/11/2018,Chưa hoàn thành,Quá hạn\n",
    );
    assert_eq!(statuses(&outcome), [0, 1, 0, 1]);
}

#[test]
fn a_mark_stands_for_the_heading_above_it() {
    let heading = "STT,Nội dung nhiệm vụ,Đơn vị chủ trì,Chưa thực hiện,,Đang thực hiện,,Đã hoàn thành,,\n\
                   ,,,Trong hạn,Quá hạn,Trong hạn,Quá hạn,Chờ xác nhận,Đúng hạn,Trễ hạn\n";
    let outcome = read(
        "",
        &format!(
            "{heading}1,Việc,Sở Y tế,X,,,,,,\n2,Việc,Sở Y tế,,,,x,,,\n3,Việc,Sở Y tế,,,,,X,,\n4,Việc,Sở Y tế,,,,,,,X\n\
             5,Việc,Sở Y tế,,,,,,X,X\n6,Việc,Sở Y tế,,,,,,,\n7,Việc,Sở Y tế,12,,,,,,\n"
        ),
    );
    assert_eq!(statuses(&outcome), [1, 1, 1, 1]);
    assert_eq!(quarantined(&outcome), [[Code::SeveralMarks], [Code::MissingValue], [Code::InvalidMark]]);
}

#[test]
fn status_from_chooses_between_dates_and_labels() {
    let text = format!(
        "{HEADING}\nA,Sở Y tế,05/01/2018,30/11/2018,01/11/2018,Đã hoàn thành / Quá hạn\n\
         B,Sở Y tế,05/01/2018,30/11/2018,,Đã hoàn thành / Đúng hạn\n"
    );
    let outcome = read("status_from = \"labels\"", &text);
    assert_eq!(statuses(&outcome), [1, 1, 0, 0]);
    let outcome = read("status_from = \"dates\"\ndone_without_date = \"open\"", &text);
    assert_eq!(statuses(&outcome), [1, 0, 0, 1]);
    assert_eq!(codes(with("status_from = \"dates\"", &labelled(&["Hoàn thành"]))), [Code::NoMapping]);
    let without = HEADING.replace(",Trạng thái", "");
    assert_eq!(codes(with("status_from = \"labels\"", &format!("{without}\n"))), [Code::NoMapping]);
}

#[test]
fn labels_that_differ_from_the_dates_are_counted_and_told() {
    let outcome = read(
        "",
        &format!(
            "{HEADING}\nA,Sở Y tế,05/01/2018,30/11/2018,01/11/2018,Đã hoàn thành / Quá hạn\n\
             B,Sở Y tế,05/01/2018,30/11/2018,01/12/2018,Chưa hoàn thành / Trễ hạn\n\
             C,Sở Y tế,05/01/2018,30/11/2018,01/12/2018,Đã hoàn thành / Quá hạn\n"
        ),
    );
    assert_eq!(statuses(&outcome), [1, 2, 0, 0]);
    let told = outcome.notices.iter().find(|found| found.code == Code::StatusDiffers).unwrap();
    assert_eq!(told.details, [("rows", "2".to_owned())]);
    assert_eq!((told.location.row, told.location.column.as_deref()), (Some(2), Some("F")));
}

#[test]
fn an_unknown_label_is_only_told_where_dates_decide() {
    let outcome = read("", &format!("{HEADING}\nA,Sở Y tế,05/01/2018,30/11/2018,,Đang trình ký\n"));
    assert_eq!(statuses(&outcome), [0, 0, 0, 1]);
    assert!(noted(&outcome).contains(&Code::UnknownStatus));
}

#[test]
fn done_without_a_date_is_what_the_policy_says() {
    let text = format!(
        "{HEADING}\nA,Sở Y tế,05/01/2018,30/11/2018,,Đã hoàn thành / Quá hạn\nB,Sở Y tế,05/01/2018,30/11/2018,,Đã hoàn thành\n\
         C,Sở Y tế,05/01/2018,,,Đã hoàn thành\n"
    );
    let outcome = read("", &text);
    assert_eq!((statuses(&outcome), quarantined(&outcome)), ([1, 1, 0, 0], vec![vec![Code::DoneWithoutDate]]));
    let outcome = read("done_without_date = \"quarantine\"", &text);
    assert_eq!((statuses(&outcome), quarantined(&outcome).len()), ([0, 0, 0, 0], 3));
    let outcome = read("done_without_date = \"open\"", &text);
    assert_eq!((statuses(&outcome), quarantined(&outcome).len()), ([0, 0, 1, 2], 0));
}

#[test]
fn what_awaits_confirmation_is_what_the_policy_says() {
    let text =
        format!("{LABELS}\nA,Sở Y tế,05/01/2018,,Chờ xác nhận\nB,Sở Y tế,05/01/2018,,Đã hoàn thành / Chờ xác nhận\n");
    // The group heading of the mapping wins.
    assert_eq!(statuses(&read("", &text)), [1, 0, 1, 0]);
    assert_eq!(statuses(&read("awaiting_confirmation = \"done\"", &text)), [2, 0, 0, 0]);
}

#[test]
fn cancelled_tasks_leave_the_totals_and_are_counted_apart() {
    let text = format!(
        "{HEADING},Ngày thu hồi\nA,Sở Y tế,05/01/2018,30/11/2018,,Thu hồi,\nB,Sở Y tế,05/01/2018,30/11/2018,,Thu hồi,05/01/2019\n\
         C,Sở Y tế,05/01/2018,30/11/2018,,Đang thực hiện,\n"
    );
    let outcome = read("", &text);
    // B was called off after the as-of.
    assert_eq!((statuses(&outcome), disposition(&outcome, Disposition::Cancelled)), ([0, 0, 0, 2], 1));
    let outcome = read("cancelled = \"keep\"", &text);
    assert_eq!((statuses(&outcome), disposition(&outcome, Disposition::Cancelled)), ([0, 0, 0, 3], 0));
}

#[test]
fn what_was_sent_back_is_open_and_what_was_passed_on_counts_for_its_new_unit() {
    let text = labelled(&["Trả lại", "Chuyển đơn vị khác"]);
    assert_eq!(statuses(&read("", &text)), [0, 0, 0, 2]);
    let outcome = read("returned = \"leave_total\"", &text);
    assert_eq!((statuses(&outcome), disposition(&outcome, Disposition::Excluded)), ([0, 0, 0, 1], 1));
}

#[test]
fn a_task_without_a_day_given_is_what_the_policy_says() {
    let text = format!("{HEADING}\nA,Sở Y tế,,30/11/2018,,\nB,Sở Y tế,05/01/2018,30/11/2018,,\n");
    let outcome = read("", &text);
    assert_eq!((statuses(&outcome), quarantined(&outcome)), ([0, 0, 0, 1], vec![vec![Code::MissingValue]]));
    let outcome = read("missing_assigned_on = \"input_period\"", &text);
    assert_eq!((statuses(&outcome), quarantined(&outcome).len()), ([0, 0, 0, 2], 0));
    assert!(noted(&outcome).contains(&Code::NoAssignedDate));
}

#[test]
fn labels_hold_for_the_day_of_extraction_only() {
    let text = labelled(&["Đang thực hiện"]);
    let day = |day: &str| format!("file = \"tasks.csv\"\nextracted_on = \"{day}\"");
    let run = |day: &str| Counts::unmapped(&text, &[("file = \"tasks.csv\"", day)]);
    assert_eq!(statuses(&run(&day("2018-12-31")).unwrap()), [0, 0, 0, 1]);
    let refused = codes(run(&day("2018-12-27")));
    assert!(!refused.is_empty() && refused.iter().all(|code| *code == Code::OtherDay), "{refused:?}");
    assert_eq!(codes(run(&day("27/12/2018"))), [Code::InvalidValue]);
}
