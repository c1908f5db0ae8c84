//! What an official report says below its tables of how they were made: `notes` of a template.
//!
//! In: what the tables were filled with and how, the units met, the policies. Out: sentences in Vietnamese, one for each thing that is due; none
//! for a plain report. What else a report owes its reader becomes one more entry of [`WRITERS`]. A policy is noted where somebody chose another
//! value than the default, and what changed a figure is noted with its number; the whole list stands in the manifest and the check report.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::figures::TableData;
use crate::{
    classify::Disposition,
    locale::vietnamese,
    metrics::{MetricTable, MetricValue},
    normalize::{Closing, Correction, Skip, Source, UnitList},
    policy::{HiddenRowsPolicy, NoDeadlinePolicy, PaperPolicy, Policy, ReturnedPolicy},
    project::Project,
    table_spec::{Channel, TableKind, TableSpec},
};

/// Documents that approve corrections are named up to here; more are a list for the manifest.
const NAMED_DOCUMENTS: usize = 5;

/// What notes are written from.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    /// The tables.
    pub tables: &'a [TableSpec],
    /// What the tables were filled with.
    pub data: &'a TableData,
    /// The units met.
    pub units: &'a UnitList,
    /// The choices of the run.
    pub policy: &'a Policy,
}

/// How the rows behind the tables were read.
#[derive(Debug, Default)]
pub struct Reading {
    /// Tasks in rows that nobody sees who opens the file, read or skipped by policy.
    hidden_rows: u64,
    /// Rows that could not be accepted.
    waiting_rows: u64,
    /// Rows with a mark of secrecy, skipped by policy.
    secret_rows: u64,
    /// How many corrections were made.
    corrections: u64,
    /// The documents that approve them, in their order.
    documents: Vec<String>,
    /// Files whose labels tell the status, by the day for which those hold and whether nobody said that day.
    labelled: BTreeMap<(NaiveDate, bool), BTreeSet<String>>,
    /// Files without a column of deadlines.
    without_deadlines: BTreeSet<String>,
}

impl Reading {
    /// What the sources, the corrections and the rows tell.
    #[must_use]
    pub fn of(project: &Project, sources: &[Source], corrections: &[Correction], closing: &Closing) -> Self {
        let mut reading = Self {
            hidden_rows: closing.hidden_rows,
            waiting_rows: closing.reconciliation.quarantined(),
            secret_rows: closing.reconciliation.skipped(Skip::Secret),
            corrections: corrections.len() as u64,
            ..Self::default()
        };
        for made in corrections.iter().filter(|made| !made.document.is_empty()) {
            if !reading.documents.contains(&made.document) {
                reading.documents.push(made.document.clone());
            }
        }
        for source in sources.iter().filter(|source| source.is_read_by_labels(&project.policy)) {
            if let Some(day) = source.extracted_on {
                reading
                    .labelled
                    .entry((day, source.is_day_assumed))
                    .or_default()
                    .insert(source.table.file().to_owned());
            }
        }
        let without_deadlines = sources.iter().filter(|source| source.is_without_deadlines());
        reading.without_deadlines = without_deadlines.map(|source| source.table.file().to_owned()).collect();
        reading
    }
}

/// Writes the sentences of one matter.
type Writer = fn(Known<'_>) -> Vec<String>;

/// Every matter that a report may have to note, in the order of print.
const WRITERS: &[Writer] = &[
    of_tables,
    waiting_rows,
    chosen_policies,
    labels,
    without_deadlines,
    hidden_rows,
    secret_rows,
    corrections,
    unregistered_units,
    handed_over,
];

/// The notes of a report.
pub fn notes(known: Known<'_>) -> Vec<String> {
    WRITERS.iter().flat_map(|write| write(known)).collect()
}

/// What the figures of each table leave out, and why its rows add up to more than there are tasks. Lists show what tables count.
fn of_tables(known: Known<'_>) -> Vec<String> {
    let counted = known.tables.iter().filter(|spec| spec.definition.kind == TableKind::Groups);
    let note = |spec: &TableSpec| {
        let clauses = clauses(spec, known.data.metrics.get(spec.id())?, known.policy);
        (!clauses.is_empty()).then(|| format!("{}: {}.", spec.definition.title, clauses.join("; ")))
    };
    counted.filter_map(note).collect()
}

fn clauses(spec: &TableSpec, metrics: &MetricTable, policy: &Policy) -> Vec<String> {
    let of_other_channel = match spec.definition.channel {
        Some(Channel::Paper) => "giao qua phần mềm",
        Some(Channel::Software) | None => "giao bằng văn bản giấy",
    };
    let tasks = |disposition| metrics.dispositions().get(&disposition).copied().unwrap_or_default();
    let mut clauses = Vec::new();
    if let (true, Some(MetricValue::Count(shares)), Some(MetricValue::Count(tasks))) =
        (metrics.is_shared(), metrics.total("assigned"), metrics.tasks("assigned"))
    {
        let (shares, tasks) = (vietnamese::count_in_prose(shares), vietnamese::count_in_prose(tasks));
        clauses.push(format!(
            "{shares} lượt giao của {tasks} nhiệm vụ, do nhiệm vụ giao nhiều đơn vị chủ trì được tính cho từng đơn vị"
        ));
    }
    clauses.extend(paper(metrics));
    let left_out = [
        (Disposition::OtherChannel, "chưa kể", of_other_channel.to_owned()),
        (Disposition::Cancelled, "chưa kể", "đã thu hồi, hủy giao".to_owned()),
        (Disposition::Excluded, "không tính", left_out_by(policy)),
    ];
    for (disposition, verb, which) in left_out {
        if tasks(disposition) > 0 {
            clauses.push(format!("{verb} {} nhiệm vụ {which}", vietnamese::count_in_prose(tasks(disposition))));
        }
    }
    clauses
}

/// The total with tasks given on paper, and without.
fn paper(metrics: &MetricTable) -> Option<String> {
    let count = |id: &str| match metrics.tasks(id) {
        Some(MetricValue::Count(count)) => Some(count),
        _ => None,
    };
    let (paper, all) = (count("on_paper")?, count("assigned")?);
    let rest = vietnamese::count_in_prose(all.saturating_sub(paper));
    let paper_tasks = vietnamese::count_in_prose(paper);
    (0 < paper && paper < all)
        .then(|| format!("gồm cả {paper_tasks} nhiệm vụ giao bằng văn bản giấy, không kể số này là {rest} nhiệm vụ"))
}

/// Which tasks the policies leave out.
fn left_out_by(policy: &Policy) -> String {
    let without_deadline = policy.no_deadline == NoDeadlinePolicy::Excluded;
    let returned = policy.returned == ReturnedPolicy::LeaveTotal;
    let paper = policy.paper == PaperPolicy::Exclude;
    let kinds =
        [(without_deadline, "không quy định hạn xử lý"), (returned, "bị trả lại"), (paper, "giao bằng văn bản giấy")];
    let kinds: Vec<&str> = kinds.into_iter().filter(|(is_out, _)| *is_out).map(|(_, kind)| kind).collect();
    kinds.join(" hoặc ")
}

/// Rows of the exports that no figure counts, since a person has yet to look at them.
fn waiting_rows(known: Known<'_>) -> Vec<String> {
    let rows = known.data.reading.waiting_rows;
    let note = format!("{} dòng của dữ liệu chưa được tính vì cần rà soát.", vietnamese::count_in_prose(rows));
    if rows > 0 { vec![note] } else { Vec::new() }
}

/// Choices that are not the default.
fn chosen_policies(known: Known<'_>) -> Vec<String> {
    known.policy.choices().iter().filter_map(|choice| Some(choice.note()?.to_owned())).collect()
}

/// Exports whose labels tell the status, and of which day.
fn labels(known: Known<'_>) -> Vec<String> {
    let note = |((day, is_assumed), files): (&(NaiveDate, bool), &BTreeSet<String>)| {
        let (day, files) = (vietnamese::short_date(*day), listed(files));
        let which = if *is_assumed { "không rõ ngày xuất, coi như xuất" } else { "xuất" };
        format!("Kết quả lấy theo trạng thái ghi trong dữ liệu {which} ngày {day}: {files}.")
    };
    known.data.reading.labelled.iter().map(note).collect()
}

/// Exports that do not tell any deadline.
fn without_deadlines(known: Known<'_>) -> Vec<String> {
    let files = &known.data.reading.without_deadlines;
    let note = format!(
        "Dữ liệu không có cột hạn xử lý; nhiệm vụ không ghi trạng thái quá hạn, trễ hạn được tính là đúng hạn, trong hạn: {}.",
        listed(files)
    );
    if files.is_empty() { Vec::new() } else { vec![note] }
}

fn listed(files: &BTreeSet<String>) -> String {
    files.iter().map(String::as_str).collect::<Vec<_>>().join("; ")
}

/// Rows that nobody sees who opens the file.
fn hidden_rows(known: Known<'_>) -> Vec<String> {
    let rows = known.data.reading.hidden_rows;
    let verdict = match known.policy.hidden_rows {
        HiddenRowsPolicy::Read => "vẫn được đọc như các dòng khác",
        HiddenRowsPolicy::Skip => "không được tính",
    };
    let note = format!("Dữ liệu có {} dòng đang ẩn, {verdict}.", vietnamese::count_in_prose(rows));
    if rows > 0 { vec![note] } else { Vec::new() }
}

/// Rows with a mark of secrecy: how many, and nothing more.
fn secret_rows(known: Known<'_>) -> Vec<String> {
    let rows = known.data.reading.secret_rows;
    let note = format!("Không tính {} nhiệm vụ có độ mật.", vietnamese::count_in_prose(rows));
    if rows > 0 { vec![note] } else { Vec::new() }
}

/// What somebody approved to be read differently.
fn corrections(known: Known<'_>) -> Vec<String> {
    let Reading { corrections, documents, .. } = &known.data.reading;
    let by = match documents.len() {
        1..=NAMED_DOCUMENTS => format!(" theo văn bản: {}", documents.join("; ")),
        _ => String::new(),
    };
    let note = format!("Số liệu có {} điều chỉnh đã được duyệt{by}.", vietnamese::count_in_prose(*corrections));
    if *corrections > 0 { vec![note] } else { Vec::new() }
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
