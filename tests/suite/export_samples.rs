//! The sample projects of known exports come out as what was put into them: rows, reasons, notices, counts.
//!
//! In: every folder with an `expected.toml` below sample-data/, which the generator of the inputs counted without the program. Out: equal
//! figures; the right mapping without being told; rendered reports of the messy ones (`samples` renders the typical ones).

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use dondoc::{
    assets::Assets,
    classify::Disposition,
    diagnostic::{Code, Diagnostic},
    metrics::{MetricTable, MetricValue},
    normalize::SourceCounts,
    pipeline::{self, Job, Outcome},
    progress::Silent,
    project::Project,
    render::Options,
};
use serde::Deserialize;

use crate::read_back::sheets_of_xlsx;

type Counts = BTreeMap<String, u64>;

/// An `expected.toml`.
#[derive(Deserialize, PartialEq, Eq, Debug)]
#[serde(deny_unknown_fields)]
struct Expected {
    mapping: String,
    notices: BTreeSet<String>,
    unregistered: BTreeSet<String>,
    rows: Counts,
    /// By the number of the row in the file.
    waiting: BTreeMap<String, Vec<String>>,
    reasons: Counts,
    skipped: Counts,
    counts: Counts,
}

const MAPPINGS: [&str; 7] =
    ["generic", "idesk", "ioffice", "kon-tum-government", "kon-tum-tracker", "national", "paper-register"];

fn folder(mapping: &str, messy: bool) -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample-data").join(mapping);
    if messy { folder.join("messy") } else { folder }
}

fn expected(folder: &Path) -> Expected {
    toml::from_str(&fs::read_to_string(folder.join("expected.toml")).unwrap()).unwrap()
}

/// The project of a typical export.
pub fn typical(mapping: &str) -> Project {
    Project::load(&folder(mapping, false)).unwrap()
}

/// Runs a project.
pub fn run(project: Project, formats: &[&str]) -> Outcome {
    let name = project.report.issuer_name.clone();
    let formats = formats.iter().map(|&format| format.to_owned()).collect();
    let job = Job { project, formats, options: Options::default(), force_final: true };
    pipeline::run(&job, &Silent).unwrap_or_else(|failure| panic!("{name}: {failure:?}"))
}

fn count(value: Option<MetricValue>) -> u64 {
    let Some(MetricValue::Count(count)) = value else { panic!("no count") };
    count
}

/// What came out, in the words of an `expected.toml`.
fn found(outcome: &Outcome, mapping: &str) -> Expected {
    let sources = outcome.closing.reconciliation.sources();
    let sum = |of: fn(&SourceCounts) -> u64| sources.iter().map(of).sum();
    let rows: [(&str, u64); 4] = [
        ("read", sum(|source| source.read)),
        ("accepted", sum(|source| source.accepted)),
        ("quarantined", sum(|source| source.quarantined)),
        ("skipped", sum(SourceCounts::skipped_total)),
    ];
    let (mut waiting, mut reasons, mut skipped) = (BTreeMap::new(), Counts::new(), Counts::new());
    for reason in outcome.closing.quarantine.iter().flat_map(|row| &row.reasons) {
        *reasons.entry(reason.code.id().to_owned()).or_default() += 1;
        let row = reason.location.row.unwrap_or_default().to_string();
        let codes: &mut Vec<String> = waiting.entry(row).or_default();
        codes.push(reason.code.id().to_owned());
        codes.sort();
    }
    for (kind, count) in sources.iter().flat_map(|source| &source.skipped) {
        *skipped.entry(kind.id().to_owned()).or_default() += count;
    }
    Expected {
        mapping: chosen(outcome).unwrap_or_else(|| mapping.to_owned()),
        notices: outcome.notices.iter().map(|found| found.code.id().to_owned()).collect(),
        unregistered: outcome.closing.units.unregistered().map(str::to_owned).collect(),
        rows: rows.map(|(name, count)| (name.to_owned(), count)).into(),
        waiting,
        reasons,
        skipped,
        counts: counts(&outcome.tables.iter().find(|(spec, _)| spec.id() == "by_unit").unwrap().1),
    }
}

fn counts(table: &MetricTable) -> Counts {
    let metrics = ["assigned", "on_time", "late", "in_deadline", "overdue", "no_deadline"];
    let mut counts: Counts = metrics.iter().map(|&id| (id.to_owned(), count(table.tasks(id)))).collect();
    counts.insert("shares".to_owned(), count(table.total("assigned")));
    let cancelled = table.dispositions().get(&Disposition::Cancelled).copied().unwrap_or_default();
    counts.insert("cancelled".to_owned(), cancelled);
    counts
}

/// The mapping that was announced.
fn chosen(outcome: &Outcome) -> Option<String> {
    let found = outcome.notices.iter().find(|found| found.code == Code::MappingChosen)?;
    detail(found, "mapping").map(str::to_owned)
}

fn detail<'a>(found: &'a Diagnostic, name: &str) -> Option<&'a str> {
    found.details.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
}

#[test]
fn every_mapping_has_its_samples_and_they_come_out_as_put_in() {
    for mapping in MAPPINGS {
        for messy in [false, true] {
            let folder = folder(mapping, messy);
            let outcome = run(Project::load(&folder).unwrap(), &["none"]);
            assert_eq!(found(&outcome, mapping), expected(&folder), "{}", folder.display());
            assert_eq!(chosen(&outcome).is_none(), messy, "only the messy project names its mapping");
        }
        assert!(expected(&folder(mapping, false)).rows["accepted"] >= 30);
    }
    let built_in = Assets::overlaid_by(PathBuf::new()).ids("mappings");
    assert_eq!(built_in, MAPPINGS, "each mapping has its samples");
}

#[test]
fn messy_files_are_recognised_like_typical_ones() {
    for mapping in MAPPINGS {
        let folder = folder(mapping, true);
        let mut project = Project::load(&folder).unwrap();
        assert_eq!(project.inputs[0].mapping.take().as_deref(), Some(mapping));
        let mut expected = expected(&folder);
        expected.notices.insert(Code::MappingChosen.id().to_owned());
        assert_eq!(found(&run(project, &["none"]), mapping), expected, "{mapping}");
    }
}

#[test]
fn a_report_of_a_messy_file_is_rendered() {
    for mapping in MAPPINGS {
        let folder = folder(mapping, true);
        let outcome = run(Project::load(&folder).unwrap(), &["pdf", "xlsx"]);
        let file = |name: &str| &outcome.files.iter().find(|file| file.name == name).unwrap().bytes;
        assert!(file("bao-cao-theo-don-vi.pdf").starts_with(b"%PDF-"), "{mapping}");
        let shares = expected(&folder).counts["shares"].to_string();
        let sheets = sheets_of_xlsx(file("bao-cao-theo-don-vi.xlsx"));
        let mut rows = sheets.iter().flat_map(|(_, rows)| rows);
        let is_total = |row: &&Vec<String>| row.iter().any(|cell| cell == "Tổng số");
        let total = rows.find(is_total).unwrap_or_else(|| panic!("{mapping}: no total in {sheets:?}"));
        assert!(total.contains(&shares), "{mapping}: {total:?}");
    }
}

#[test]
fn a_near_miss_is_proposed_and_never_taken() {
    for mapping in MAPPINGS.into_iter().filter(|mapping| *mapping != "kon-tum-government") {
        let outcome = run(Project::load(&folder(mapping, true)).unwrap(), &["none"]);
        let found = outcome.notices.iter().filter(|found| found.code == Code::UnregisteredUnit);
        let proposals: BTreeMap<&str, &str> =
            found.filter_map(|found| detail(found, "value").zip(detail(found, "nearest"))).collect();
        assert_eq!(proposals.get("Sở Y tê"), Some(&"Sở Y tế"), "{mapping}");
        assert_eq!(proposals.get("Sở Nôi vụ"), Some(&"Sở Nội vụ"), "{mapping}");
    }
}
