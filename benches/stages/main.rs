//! How long each stage takes over 10,000, 100,000 and a million tasks. `cargo bench --bench stages` measures all, `cargo bench --bench stages --
//! classify` those whose name has the word, `-- 10000$` those of one size.
//!
//! In: tasks of the generator (`tasks/`) and scores made up by `score.rs`. Out: criterion's lines on the terminal, and its records below the
//! target folder, with which the next run compares itself.
#![allow(
    missing_docs,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measuring program stops at the first surprise"
)]

use std::{
    collections::BTreeSet,
    fs::{self, File},
    hint::black_box,
    path::{Path, PathBuf},
    time::Duration,
};

use criterion::{BenchmarkGroup, BenchmarkId, Criterion, SamplingMode, Throughput, measurement::WallTime};
use dondoc::{
    assets::Assets,
    check,
    classify::{self, ClassifiedTasks},
    ingest::{self, RawTable},
    metrics::{self, Leads, MetricTable},
    normalize::{self, Constants, Mapping, Registry, Source, TaskBatch, UnitList},
    project::Project,
    report::Template,
};

#[path = "../tasks/csv.rs"]
mod csv;
#[path = "../../tests/suite/fixture.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "shared with the tests, which use all of it")]
mod fixture;
#[path = "../../sample-data/make_samples/random.rs"]
#[allow(dead_code, reason = "the samples shuffle, tasks do not")]
mod random;
mod render;
#[path = "../tasks/row.rs"]
mod row;
mod score;
#[path = "../tasks/units.rs"]
mod units;
#[path = "../tasks/wording.rs"]
mod wording;

const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
/// Tasks of one file: text files have a limit of size.
const OF_FILE: u64 = 250_000;
/// The fewest that criterion takes.
const SAMPLES: usize = 10;

fn main() {
    let mut criterion = Criterion::default().configure_from_args().without_plots();
    let folder = tempfile::tempdir().expect("a folder");
    let bench = Bench::lay_out(folder.path());
    for tasks in SIZES {
        let mut group = criterion.benchmark_group("tasks");
        group.sample_size(SAMPLES).sampling_mode(SamplingMode::Flat).throughput(Throughput::Elements(tasks));
        group.warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_secs(1));
        bench.stages(&mut group, folder.path(), tasks);
        render::measure(&mut group, tasks);
        score::measure(&mut group, tasks);
        group.finish();
    }
    criterion.final_summary();
}

/// The definitions that stages work with.
struct Bench {
    project: Project,
    registry: Registry,
    mapping: Mapping,
    template: Template,
}

impl Bench {
    fn lay_out(folder: &Path) -> Self {
        let report = folder.join("report-templates/reports/counts");
        fs::create_dir_all(&report).expect("the folder takes it");
        fs::write(report.join("report.md"), TEMPLATE).expect("the folder takes it");
        fs::write(folder.join("dondoc.toml"), PROJECT).expect("the folder takes it");
        let project = Project::load(folder).expect("the project loads");
        let assets = project.assets();
        let place = || project.file.at_key("report.template");
        let registry = Registry::of_project(&project, &assets).expect("the registry loads");
        let mapping = Mapping::load(&Assets::default(), "generic", place()).expect("the mapping loads");
        let template = Template::load(&assets, &project, place()).expect("the template loads");
        Self { project, registry, mapping, template }
    }

    /// From the files to the counts.
    fn stages(&self, group: &mut BenchmarkGroup<'_, WallTime>, folder: &Path, tasks: u64) {
        let files = files(folder, tasks);
        let id = |stage: &str| BenchmarkId::new(stage, tasks);
        let read_all = || files.iter().map(|file| read(&self.open(file))).sum::<usize>();
        group.bench_function(id("ingest"), |timer| timer.iter(read_all));
        let sources: Vec<Source> = files.iter().map(|file| self.source(file)).collect();
        group.bench_function(id("normalize"), |timer| timer.iter(|| self.normalize(&sources).0.len()));
        let (batches, units) = self.normalize(&sources);
        let rows: usize = batches.iter().map(|batch| batch.frame.height()).sum();
        assert_eq!(rows as u64, tasks, "every task is accepted");
        group.bench_function(id("classify"), |timer| timer.iter(|| self.classify(&batches).len()));
        let classified = self.classify(&batches);
        group.bench_function(id("metrics"), |timer| timer.iter(|| black_box(self.measure(&classified, &units))));
    }

    fn open(&self, path: &Path) -> RawTable {
        let file = ingest::open(path, "tasks.csv", None).expect("the file opens");
        let found = file.tables(&self.mapping.wanted(&[], &self.project.policy)).expect("the heading is known");
        found.tables.into_iter().next().expect("there is a table")
    }

    fn source(&self, path: &Path) -> Source {
        Source {
            id: "all".to_owned(),
            table: self.open(path),
            mapping: self.mapping.clone(),
            constants: Constants::default(),
            extracted_on: None,
            is_day_assumed: false,
        }
    }

    /// All batches with what counts and checks read.
    fn normalize(&self, sources: &[Source]) -> (Vec<TaskBatch>, UnitList) {
        let fields: BTreeSet<&'static str> = check::FIELDS_READ.iter().copied().collect();
        let Project { policy, period, .. } = &self.project;
        let mut stream = normalize::normalize(sources, &self.registry, *policy, period.days(), &fields);
        let mut batches = Vec::new();
        while let Some(batch) = stream.next_batch().expect("batches are decoded") {
            batches.push(batch);
        }
        (batches, stream.close().expect("the sums hold").units)
    }

    fn classify(&self, batches: &[TaskBatch]) -> Vec<ClassifiedTasks> {
        let (spec, policy) = (&self.template.tables[0], &self.project.policy);
        // Every file makes one batch.
        let ids: Vec<String> = batches.iter().map(|_| "all".to_owned()).collect();
        let classify = |batch| classify::classify(batch, spec, policy, None, &ids).expect("tasks are classified");
        batches.iter().map(classify).collect()
    }

    fn measure(&self, classified: &[ClassifiedTasks], units: &UnitList) -> MetricTable {
        let spec = &self.template.tables[0];
        let handovers = self.registry.handovers(spec.as_of.date);
        let leads = Leads { joint: self.project.policy.joint, units, handovers: &handovers };
        let mut table = MetricTable::default();
        for tasks in classified {
            table.merge(metrics::measure(tasks, spec, leads).expect("tasks are counted"));
        }
        table
    }
}

/// Writes the tasks, a file after the other.
fn files(folder: &Path, tasks: u64) -> Vec<PathBuf> {
    let mut stream = row::Tasks::new(1);
    let write = |first: u64| {
        let path = folder.join(format!("tasks-{first}.csv"));
        let file = File::create(&path).expect("the folder takes it");
        csv::write(&mut stream, OF_FILE.min(tasks - first), file).expect("the folder takes it");
        path
    };
    (0..tasks).step_by(OF_FILE.try_into().expect("a small number")).map(write).collect()
}

/// The bytes of every cell.
fn read(table: &RawTable) -> usize {
    let mut rows = table.rows();
    let mut bytes = 0;
    while rows.advance() {
        bytes += (0..rows.width()).map(|column| rows.cell(column).text().len()).sum::<usize>();
    }
    bytes
}

const PROJECT: &str = r#"
[project]
units = "kon-tum"
[period]
from = "2021-01-01"
to = "2025-12-31"
[report]
template = "counts"
file_name = "r"
status = "draft"
number = "1/BC"
place = "Kon Tum"
date = "2026-01-01"
issuer = ["TỔ KIỂM TRA"]
issuer_name = "Tổ Kiểm tra"
authority = ["TỔ TRƯỞNG"]
signer = "A"
recipients = ["- Lưu: VT."]
[as_of]
end = "2025-12-31"
[[input]]
id = "all"
file = "tasks.csv"
"#;

const TEMPLATE: &str = r#"+++
title = "Counts"
kind = "BÁO CÁO"
kind_name = "Báo cáo"
subject = "Số liệu"
appendix_numbering = "roman"
[[table]]
id = "given"
title = "given"
as_of = "end"
group_by = "unit"
columns = [{ id = "unit", heading = "unit" }, { id = "assigned", heading = "assigned" }]
+++
"#;
