//! What an official report says below its tables of how they were made: `notes` of a template.
//!
//! In: what the tables were filled with, the units met. Out: sentences in Vietnamese, one for each thing that is due; none for a plain
//! report. What else a report owes its reader becomes one more entry of [`WRITERS`].

use super::figures::TableData;
use crate::normalize::UnitList;

/// What notes are written from.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// What the tables were filled with.
    pub data: &'a TableData,
    /// The units met.
    pub units: &'a UnitList,
}

/// Writes the sentences of one matter.
type Writer = fn(Known<'_>) -> Vec<String>;

/// Every matter that a report may have to note, in the order of print.
const WRITERS: &[Writer] = &[unregistered_units, handed_over];

/// The notes of a report.
pub fn notes(known: Known<'_>) -> Vec<String> {
    WRITERS.iter().flat_map(|write| write(known)).collect()
}

/// Units that stand in the tables under the spelling of the export.
fn unregistered_units(known: Known<'_>) -> Vec<String> {
    let names: Vec<&str> = known.units.unregistered().collect();
    let note = format!("Đơn vị chưa có trong danh mục, thống kê theo tên ghi trong dữ liệu: {}.", names.join("; "));
    if names.is_empty() { Vec::new() } else { vec![note] }
}

/// Units whose tasks are counted with their successors.
fn handed_over(known: Known<'_>) -> Vec<String> {
    let name = |code: &u32| known.units.get(*code).map(|(_, name)| name).unwrap_or_default();
    let of = |verified: bool| {
        let found = known.data.handovers.iter().filter(|(_, is_verified)| **is_verified == verified);
        found.map(|((from, to), _)| format!("{} (nay là {})", name(from), name(to))).collect::<Vec<_>>().join("; ")
    };
    let sentences = [
        ("Nhiệm vụ của đơn vị đã sắp xếp lại được tính cho đơn vị kế thừa tại thời điểm chốt số liệu", of(true)),
        ("Nhiệm vụ được tính cho đơn vị kế thừa theo dự kiến, chưa đối chiếu văn bản sắp xếp", of(false)),
    ];
    sentences.iter().filter(|(_, units)| !units.is_empty()).map(|(what, units)| format!("{what}: {units}.")).collect()
}
