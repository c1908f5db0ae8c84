//! What must hold for any data: partition, reconciliation, independence of the order of rows and of batches.
//!
//! In: random small CSV exports. Out: equal sums, whatever is in them.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use dondoc::pipeline::Outcome;
use proptest::prelude::*;

use super::counts::{Counts, count};

/// One row of a random export; days count from 01/12/2017.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Task {
    id: u8,
    unit: &'static str,
    given: Option<u16>,
    deadline: Option<u16>,
    extension: Option<(u16, u16)>,
    done: Option<u16>,
}

const UNITS: [&str; 5] = ["Sở Y tế", "SỞ  NỘI VỤ", "UBND huyện Đăk Hà", "Đơn vị lạ", ""];

fn task() -> impl Strategy<Value = Task> {
    let day = || proptest::option::weighted(0.8, 0u16..500);
    let extension = proptest::option::weighted(0.2, (0u16..500, 0u16..500));
    (any::<u8>(), proptest::sample::select(&UNITS[..]), day(), day(), extension, day())
        .prop_map(|(id, unit, given, deadline, extension, done)| Task { id, unit, given, deadline, extension, done })
}

fn date(day: u16) -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 12, 1).unwrap() + Days::new(day.into())
}

fn run(tasks: &[Task]) -> Outcome {
    let print = |day: Option<u16>| day.map(|day| date(day).format("%d/%m/%Y").to_string()).unwrap_or_default();
    let mut csv =
        "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Gia hạn đến,Ngày gia hạn,Ngày hoàn thành\n".to_owned();
    for task in tasks {
        let (to, on) = task.extension.map_or((None, None), |(to, on)| (Some(to), Some(on)));
        let dates = [print(task.given), print(task.deadline), print(to), print(on), print(task.done)].join(",");
        csv.push_str(&format!("N{},{},{dates}\n", task.id, task.unit));
    }
    Counts::csv(&csv).unwrap()
}

/// What the glossary says of one table, in plain Rust, over the rows that are accepted: (on_time, late, in_deadline, overdue).
fn expected_given(tasks: &[Task]) -> [u64; 4] {
    let mut by_id: BTreeMap<u8, Vec<&Task>> = BTreeMap::new();
    tasks.iter().for_each(|task| by_id.entry(task.id).or_default().push(task));
    // Of rows with one id that are equal one counts; of rows that differ none.
    let sole = by_id.into_values().filter(|rows| rows.iter().all(|row| *row == rows[0])).map(|rows| rows[0]);
    let as_of = NaiveDate::from_ymd_opt(2018, 12, 31).unwrap();
    let mut counts = [0; 4];
    for task in sole.filter(|task| !task.unit.is_empty()) {
        let Some(given) = task.given.map(date) else { continue };
        if given < NaiveDate::from_ymd_opt(2018, 1, 1).unwrap() || given > as_of {
            continue;
        }
        let original = task.deadline.map(date);
        let extension = task.extension.map(|(to, on)| (date(to), date(on)));
        let counts_then = |on: NaiveDate| on <= as_of && original.is_none_or(|original| on <= original);
        let deadline = extension.filter(|(_, on)| counts_then(*on)).map(|(to, _)| to).or(original);
        let done = task.done.map(date).filter(|done| *done <= as_of);
        let late = deadline.is_some_and(|deadline| done.unwrap_or(as_of) > deadline);
        counts[usize::from(done.is_none()) * 2 + usize::from(late)] += 1;
    }
    counts
}

/// Every table as it is printed; the ledger tells places, which do change.
fn printed(outcome: &Outcome) -> Vec<(String, String)> {
    let tables =
        outcome.files.iter().filter(|file| file.name.starts_with("tables/") && file.name != "tables/tasks.csv");
    tables.map(|file| (file.name.clone(), String::from_utf8(file.bytes.clone()).unwrap())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_what_the_glossary_says(tasks in proptest::collection::vec(task(), 0..60)) {
        let outcome = run(&tasks);
        let [on_time, late, in_deadline, overdue] = expected_given(&tasks);
        prop_assert_eq!(count(&outcome, "given", "on_time"), on_time);
        prop_assert_eq!(count(&outcome, "given", "late"), late);
        prop_assert_eq!(count(&outcome, "given", "in_deadline"), in_deadline);
        prop_assert_eq!(count(&outcome, "given", "overdue"), overdue);
        prop_assert_eq!(count(&outcome, "given", "assigned"), on_time + late + in_deadline + overdue);
        prop_assert_eq!(count(&outcome, "overdue", "assigned"), overdue);
        prop_assert_eq!(count(&outcome, "open", "done"), 0);
        // A task given in the period but done before it starts is new in it, yet never open during it.
        prop_assert!(count(&outcome, "during", "assigned") <= count(&outcome, "carried", "assigned"));
        prop_assert!(count(&outcome, "given", "assigned") <= count(&outcome, "carried", "assigned"));
        prop_assert_eq!(count(&outcome, "due", "no_deadline"), 0);
    }

    #[test]
    fn every_row_is_read_once_and_the_order_of_rows_is_nothing(tasks in proptest::collection::vec(task(), 0..40)) {
        let outcome = run(&tasks);
        let counts = &outcome.closing.reconciliation.sources()[0];
        prop_assert_eq!(counts.read, tasks.len() as u64);
        prop_assert_eq!(counts.read, counts.accepted + counts.quarantined + counts.skipped_total());
        let reversed = run(&tasks.iter().rev().cloned().collect::<Vec<_>>());
        prop_assert_eq!(printed(&outcome), printed(&reversed));
    }

    #[test]
    fn whatever_stands_below_the_heading_is_accounted_for(lines in proptest::collection::vec("[^\\PC]{0,40}|[A-Z0-9,;/ \"]{0,40}", 0..30)) {
        let heading = "Mã nhiệm vụ,Cơ quan được giao,Ngày giao,Hạn xử lý,Ngày hoàn thành";
        if let Ok(outcome) = Counts::csv(&format!("{heading}\n{}", lines.join("\n"))) {
            let counts = &outcome.closing.reconciliation.sources()[0];
            let waiting = outcome.closing.quarantine.len() as u64;
            prop_assert_eq!(counts.quarantined, waiting);
            prop_assert_eq!(counts.read, counts.accepted + waiting + counts.skipped_total());
            // A quoted cell may hold line breaks: there are never more rows than lines.
            let breaks = lines.join("\n").matches(['\n', '\r']).count();
            prop_assert!(counts.read <= breaks as u64 + 1);
        }
    }
}
