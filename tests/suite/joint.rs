//! Tasks that several units lead: each has them in its row, totals of tasks have them once.
//!
//! In: small exports whose unit cells name several units. Out: counts by unit, printed tables, the ledger, letters.

use dondoc::{
    diagnostic::Code,
    metrics::{GroupKey, MetricValue},
    pipeline::Outcome,
};

use super::{
    counts::{Counts, count, quarantined},
    workbench::{HEADING as COLUMNS, Workbench},
};

const HEADING: &str = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành";

fn run(cells: &[&str]) -> Outcome {
    run_with("", cells)
}

/// One open task for each cell of units.
fn run_with(sections: &str, cells: &[&str]) -> Outcome {
    let rows = cells.iter().enumerate().map(|(row, cell)| format!("N{row},\"{cell}\",01/02/2018,,\n"));
    Counts::csv_with(sections, &format!("{HEADING}\n{}", rows.collect::<String>())).unwrap()
}

/// (unit, tasks) of every unit that has some, by name.
fn by_unit(outcome: &Outcome) -> Vec<(String, u64)> {
    let (_, metrics) = outcome.tables.iter().find(|(spec, _)| spec.id() == "given").unwrap();
    let mut rows: Vec<(String, u64)> = metrics
        .groups()
        .filter_map(|group| match (group, metrics.value(group, "assigned")?) {
            (GroupKey::Unit(code), MetricValue::Count(count)) => {
                Some((outcome.closing.units.get(*code)?.1.to_owned(), count))
            }
            _ => None,
        })
        .collect();
    rows.sort();
    rows
}

fn named(rows: &[(&str, u64)]) -> Vec<(String, u64)> {
    rows.iter().map(|(name, count)| ((*name).to_owned(), *count)).collect()
}

fn table(outcome: &Outcome, name: &str) -> String {
    let file = outcome.files.iter().find(|file| file.name == format!("tables/{name}.csv")).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

#[test]
fn every_way_of_naming_several_units_is_read() {
    for cell in [
        "Sở Y tế; Sở Nội vụ",
        "Sở Y tế\nSở Nội vụ",
        "• Sở Y tế\n• Sở Nội vụ",
        "- Sở Y tế;\n- SỞ  NỘI VỤ;",
        "1. Sở Y tế\n2. Sở Nội vụ",
        "Sở Y tế, Sở Nội vụ",
        "Sở Y tế và Sở Nội vụ",
        "Sở Y tế/Sở Nội vụ",
        "Sở Nội vụ; Sở Y tế; Sở Nội vụ",
    ] {
        let outcome = run(&[cell]);
        assert_eq!(by_unit(&outcome), named(&[("Sở Nội vụ", 1), ("Sở Y tế", 1)]), "{cell}");
        assert_eq!(count(&outcome, "given", "assigned"), 1, "{cell}");
    }
}

#[test]
fn commas_and_conjunctions_of_names_part_nothing() {
    let outcome =
        run(&["Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch, Sở Giáo dục và Đào tạo và Sở Y tế"]);
    let expected = [("Sở Giáo dục và Đào tạo", 1), ("Sở Văn hóa, Thể thao và Du lịch", 2), ("Sở Y tế", 1)];
    assert_eq!(by_unit(&outcome), named(&expected));
}

#[test]
fn unregistered_units_behind_plain_separators_keep_their_own_rows() {
    let outcome = run(&["Sở Y tế; Công ty X, Y; Quỹ Z"]);
    assert_eq!(by_unit(&outcome), named(&[("Công ty X, Y", 1), ("Quỹ Z", 1), ("Sở Y tế", 1)]));
    let told: Vec<&str> = outcome
        .notices
        .iter()
        .filter(|found| found.code == Code::UnregisteredUnit)
        .filter_map(|found| found.details.first().map(|(_, value)| value.as_str()))
        .collect();
    assert_eq!(told, ["Công ty X, Y", "Quỹ Z"]);
}

#[test]
fn cells_that_name_somebody_vague_wait() {
    let outcome = run(&["Sở Y tế; Các đơn vị liên quan", "Sở Y tế, Phòng Y tế", ";;"]);
    assert_eq!(quarantined(&outcome), [[Code::VagueUnit], [Code::SeveralUnits], [Code::MissingValue]]);
}

#[test]
fn totals_are_printed_as_shares_and_as_tasks_where_they_differ() {
    let outcome = run(&["Sở Y tế; Sở Nội vụ", "Sở Y tế"]);
    assert_eq!(count(&outcome, "given", "assigned"), 2);
    let alone = run(&["Sở Y tế", "Sở Nội vụ"]);
    for (outcome, shared) in [(&outcome, true), (&alone, false)] {
        let (_, metrics) = outcome.tables.iter().find(|(spec, _)| spec.id() == "given").unwrap();
        assert_eq!(metrics.is_shared(), shared);
    }
    let rows = table(&outcome, "given");
    assert!(rows.contains("Sở Y tế,2") && rows.contains("Sở Nội vụ,1"), "{rows}");
    assert!(table(&outcome, "listed").contains("Sở Y tế; Sở Nội vụ"));
    assert!(table(&outcome, "tasks").contains(",kt-so-y-te;kt-so-noi-vu,Sở Y tế; Sở Nội vụ,"));
}

#[test]
fn only_the_first_unit_counts_where_the_policy_says_so() {
    let outcome = run_with("[policy]\njoint = \"first_lead\"\n", &["Sở Y tế; Sở Nội vụ", "Sở Nội vụ; Sở Y tế"]);
    assert_eq!(by_unit(&outcome), named(&[("Sở Nội vụ", 1), ("Sở Y tế", 1)]));
    assert_eq!(count(&outcome, "given", "assigned"), 2);
}

#[test]
fn a_cell_of_sixty_four_units_is_read() {
    let cell: Vec<String> = (1..=64).map(|number| format!("• Xã số {number}")).collect();
    let outcome = run(&[&cell.join("\n")]);
    assert_eq!(by_unit(&outcome).len(), 64);
    assert_eq!(count(&outcome, "given", "assigned"), 1);
}

#[test]
fn equal_rows_with_the_units_in_another_order_are_one_task() {
    let outcome =
        Counts::csv(&format!("{HEADING}\nA,Sở Y tế; Sở Nội vụ,01/02/2018,,\nA,Sở Nội vụ; Sở Y tế,1/2/2018,,\n"))
            .unwrap();
    assert_eq!(quarantined(&outcome), [[Code::DuplicateId]]);
}

#[test]
fn the_report_prints_both_totals_and_the_console_tells_why() {
    let shared = ["A1", "Việc", "Sở Y tế; Sở Nội vụ", "05/01/2018", "31/01/2018", "30/01/2018"];
    let alone = ["A2", "Việc", "Sở Y tế", "05/01/2018", "31/01/2018", "30/01/2018"];
    let bench = Workbench::small().rows("nhiem-vu-ubnd.xlsx", &[&COLUMNS, &shared, &alone]);
    let run = bench.report();
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    let told = "province_by_unit: có nhiệm vụ giao nhiều đơn vị; cộng theo từng đơn vị là 3 lượt\n";
    assert!(run.stdout.contains("2 nhiệm vụ = 2 đúng hạn") && run.stdout.contains(told), "{}", run.stdout);
    let files = bench.results();
    let rows = String::from_utf8(files["tables/province_by_unit.csv"].clone()).unwrap();
    assert!(rows.contains(",Tổng số,3,3,") && rows.contains(",Tổng số nhiệm vụ (không tính trùng),2,2,"), "{rows}");
    let manifest = String::from_utf8(files["manifest.json"].clone()).unwrap();
    assert!(manifest.contains("\"shares\": 3"), "{manifest}");
}

/// An export with one row for each task and unit.
fn by_rows(rows: &str) -> Outcome {
    let project = Counts::of("csv");
    project.edit("dondoc.toml", "mapping = \"kon-tum-tracker\"", "mapping = \"tung-don-vi\"");
    let own = std::fs::read_to_string("report-templates/mappings/kon-tum-tracker.toml").unwrap();
    project.write(
        "report-templates/mappings/tung-don-vi.toml",
        own.replacen("status = ", "rows = \"task_and_unit\"\nstatus = ", 1),
    );
    project.write("tasks.csv", format!("{HEADING}\n{rows}"));
    project.run().unwrap()
}

#[test]
fn rows_that_differ_only_in_the_unit_are_one_task_where_the_mapping_says_so() {
    let outcome = by_rows(
        "A,Sở Y tế,01/02/2018,,\nA,Sở Nội vụ,01/02/2018,,\nB,Sở Y tế,01/02/2018,,\nA,Sở Tài chính,01/02/2018,,\n",
    );
    assert_eq!(by_unit(&outcome), named(&[("Sở Nội vụ", 1), ("Sở Tài chính", 1), ("Sở Y tế", 2)]));
    assert_eq!(count(&outcome, "given", "assigned"), 2);
    let counts = &outcome.closing.reconciliation.sources()[0];
    assert_eq!((counts.read, counts.accepted, counts.quarantined, counts.skipped_total()), (4, 2, 0, 2));
    assert!(table(&outcome, "tasks").contains(",kt-so-y-te;kt-so-noi-vu;kt-so-tai-chinh,"));
}

#[test]
fn rows_of_a_task_that_differ_elsewhere_or_name_nobody_wait() {
    let outcome = by_rows(
        "A,Sở Y tế,01/02/2018,,\nA,Sở Nội vụ,01/02/2018,,05/02/2018\nB,Sở Y tế,01/02/2018,,\nB,,01/02/2018,,\n",
    );
    let codes = quarantined(&outcome);
    assert_eq!(codes.len(), 4, "{codes:?}");
    assert!(codes.iter().all(|found| found.contains(&Code::ConflictingId)));
}
