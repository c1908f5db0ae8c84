//! A file that nobody has seen loads with no configuration but the units of the province, if its headings are known ones.
//!
//! In: random choices from the headings of `generic` and from those met in real exports, columns in any order. Out: the right counts.

use std::collections::BTreeMap;

use dondoc::diagnostic::Code;
use proptest::prelude::*;

use super::{
    counts::{Counts, noted, quarantined, statuses},
    heading_variants::{UNREAD, VARIANTS},
    task_grid::Grid,
};

/// The fields that random tables have; the label is there too, but the dates decide.
const FIELDS: [&str; 7] =
    ["task_id", "content", "lead_units", "assigned_on", "deadline_original", "completed_on", "status_label"];

/// Four tasks, one of each status, in the order of [`FIELDS`].
const TASKS: [[&str; 7]; 4] = [
    ["A1", "Việc một", "Sở Y tế", "05/01/2018", "31/01/2018", "30/01/2018", "Đã hoàn thành"],
    ["A2", "Việc hai", "Sở Nội vụ", "06/01/2018", "31/01/2018", "01/02/2018", "Đã hoàn thành"],
    ["A3", "Việc ba", "Sở Y tế", "07/01/2018", "31/01/2019", "", "Đang thực hiện"],
    ["A4", "Việc bốn", "UBND huyện Đăk Hà", "08/01/2018", "31/01/2018", "", "Đang thực hiện"],
];

/// The headings that the mapping `generic` knows for each field.
fn known() -> BTreeMap<String, Vec<String>> {
    let text = include_str!("../../report-templates/mappings/generic.toml");
    let mapping: toml::Table = text.parse().unwrap();
    let columns = mapping["columns"].as_table().unwrap();
    let labels = |value: &toml::Value| {
        value.as_array().unwrap().iter().map(|label| label.as_str().unwrap().to_owned()).collect()
    };
    columns.iter().map(|(field, value)| (field.clone(), labels(value))).collect()
}

/// Every heading of a field; one that means it only below its group is no heading of one row.
fn headings(field: &str) -> Vec<String> {
    let met = VARIANTS.iter().find(|(known, _)| *known == field).map_or(&[][..], |(_, labels)| labels);
    let met = met.iter().map(|label| (*label).to_owned());
    known().remove(field).unwrap().into_iter().chain(met).filter(|label| !label.contains(" / ")).collect()
}

/// How somebody types a heading.
fn typed(label: &str, way: usize) -> String {
    match way {
        0 => label.to_uppercase(),
        1 => label.replace(' ', "\n"),
        2 => format!(" {} ", label.replace(' ', "  ")),
        3 => format!("{label}:"),
        _ => label.to_owned(),
    }
}

/// Columns in some order: the heading of each and the place of its field, or none.
fn columns() -> impl Strategy<Value = Vec<(String, Option<usize>)>> {
    let chosen: Vec<_> = FIELDS
        .iter()
        .enumerate()
        .map(|(place, field)| {
            let label = (proptest::sample::select(headings(field)), 0usize..8);
            label.prop_map(move |(label, way)| (typed(&label, way), Some(place)))
        })
        .collect();
    let unread = proptest::sample::subsequence(UNREAD.to_vec(), 0..4);
    (chosen, unread).prop_flat_map(|(known, unread)| {
        let unread = unread.into_iter().map(|label| (label.to_owned(), None));
        Just(known.into_iter().chain(unread).chain([("STT".to_owned(), None)]).collect::<Vec<_>>()).prop_shuffle()
    })
}

fn grid(columns: &[(String, Option<usize>)], titles: usize) -> Grid {
    let heading = columns.iter().map(|(label, _)| label.clone()).collect();
    let row =
        |task: &[&str; 7]| columns.iter().map(|(_, place)| place.map_or("–", |place| task[place]).to_owned()).collect();
    let grid = Grid::of([heading].into_iter().chain(TASKS.iter().map(row)).collect());
    (0..titles).fold(grid, |grid, row| grid.with_line(row, 0, "DANH SÁCH NHIỆM VỤ", true))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_known_headings_in_any_order_load(columns in columns(), titles in 0usize..4) {
        let table = grid(&columns, titles);
        let outcome = Counts::unmapped(&table.csv(";"), &[]);
        prop_assert!(outcome.is_ok(), "{:?}", outcome.err());
        let outcome = outcome.unwrap();
        prop_assert!(noted(&outcome).contains(&Code::MappingChosen));
        prop_assert_eq!(statuses(&outcome), [1, 1, 1, 1]);
        prop_assert!(quarantined(&outcome).is_empty());
        let counts = &outcome.closing.reconciliation.sources()[0];
        prop_assert_eq!((counts.read, counts.accepted), (4, 4));
    }
}

#[test]
fn every_heading_met_is_known_to_the_mapping_for_any_list() {
    let known = known();
    let keys = |field: &str| -> Vec<String> {
        known.get(field).unwrap().iter().map(|label| dondoc::spelling::key(label)).collect()
    };
    for (field, labels) in VARIANTS.iter().filter(|(field, _)| *field != "stt") {
        let known = keys(field);
        for label in *labels {
            assert!(known.contains(&dondoc::spelling::key(label)), "{field}: {label}");
        }
    }
}
