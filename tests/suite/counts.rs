//! A project that only counts: one export, a template of bare tables, nothing rendered.
//!
//! In: a CSV text or a workbook. Out: the outcome of the whole pipeline, or why it failed.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use dondoc::{
    diagnostic::{Code, Failure},
    metrics::MetricValue,
    pipeline::{self, Job, Outcome},
    progress::Silent,
    project::Project,
    render::Options,
};
use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

/// A folder with dondoc.toml and a template; the as-of is 31/12/2018, the year 2018.
pub struct Counts {
    folder: TempDir,
}

impl Counts {
    /// A project whose export is `tasks.<extension>`.
    pub fn of(extension: &str) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        project.write("dondoc.toml", PROJECT.replace("tasks.csv", &format!("tasks.{extension}")));
        project.write("report-templates/reports/counts/report.md", TEMPLATE);
        project
    }

    /// Runs over a CSV export without a mapping; each edit replaces a text of dondoc.toml.
    pub fn unmapped(text: &str, edits: &[(&str, &str)]) -> Result<Outcome, Failure> {
        let mapping = [("mapping = \"kon-tum-tracker\"\n", "")];
        let edits: Vec<_> = mapping.iter().chain(edits).copied().collect();
        let project = Self::edited(&edits);
        project.write("tasks.csv", text);
        project.run()
    }

    /// A project of a CSV export; each edit replaces a text of dondoc.toml.
    pub fn edited(edits: &[(&str, &str)]) -> Self {
        let project = Self::of("csv");
        let edit = |text: String, (from, to): &(&str, &str)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        };
        project.write("dondoc.toml", edits.iter().fold(PROJECT.to_owned(), edit));
        project
    }

    /// Runs over a CSV export.
    pub fn csv(text: &str) -> Result<Outcome, Failure> {
        let project = Self::of("csv");
        project.write("tasks.csv", text);
        project.run()
    }

    /// Runs over an export of these bytes.
    pub fn bytes(extension: &str, bytes: &[u8]) -> Result<Outcome, Failure> {
        let project = Self::of(extension);
        project.write(&format!("tasks.{extension}"), bytes);
        project.run()
    }

    /// Runs over a CSV export; the list shows this field in the place of the deadline.
    pub fn csv_listing(field: &str, text: &str) -> Result<Outcome, Failure> {
        let project = Self::of("csv");
        let template = TEMPLATE.replace("id = \"deadline\"", &format!("id = \"{field}\""));
        project.write("report-templates/reports/counts/report.md", template);
        project.write("tasks.csv", text);
        project.run()
    }

    /// Runs over a CSV export, with more sections in dondoc.toml.
    pub fn csv_with(sections: &str, text: &str) -> Result<Outcome, Failure> {
        let project = Self::of("csv");
        project.write("dondoc.toml", format!("{PROJECT}{sections}"));
        project.write("tasks.csv", text);
        project.run()
    }

    /// Runs over a workbook.
    pub fn workbook(fill: impl FnOnce(&mut Workbook)) -> Result<Outcome, Failure> {
        let project = Self::of("xlsx");
        let mut workbook = Workbook::new();
        fill(&mut workbook);
        workbook.save(project.path("tasks.xlsx")).unwrap();
        project.run()
    }

    /// Runs over an export of any kind under a policy.
    pub fn file(extension: &str, bytes: &[u8], policy: &str) -> Result<Outcome, Failure> {
        let project = Self::of(extension);
        project.write("dondoc.toml", format!("{}\n[policy]\n{policy}\n", project.text("dondoc.toml")));
        project.write(&format!("tasks.{extension}"), bytes);
        project.run()
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    pub fn run(&self) -> Result<Outcome, Failure> {
        let project = Project::load(self.folder.path())?;
        pipeline::run(
            &Job { project, formats: vec!["none".to_owned()], options: Options::default(), force_final: false },
            &Silent,
        )
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Replaces the first occurrence of a text in a file.
    pub fn edit(&self, name: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path(name)).unwrap();
        assert!(text.contains(from), "{name} has no {from:?}");
        self.write(name, text.replacen(from, to, 1));
    }

    /// Lays out a file that the program reads.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
        let file = fs::OpenOptions::new().write(true).create(true).truncate(true).open(path);
        file.and_then(|mut file| file.write_all(content.as_ref())).unwrap();
    }
}

/// A count over the tasks of a whole table, each once.
pub fn count(outcome: &Outcome, table: &str, metric: &str) -> u64 {
    let (_, metrics) = outcome.tables.iter().find(|(spec, _)| spec.id() == table).unwrap();
    match metrics.tasks(metric).unwrap() {
        MetricValue::Count(count) => count,
        MetricValue::Rate(_) => panic!("{metric} is no count"),
    }
}

/// (on_time, late, in_deadline, overdue) of the tasks given in the year.
pub fn statuses(outcome: &Outcome) -> [u64; 4] {
    ["on_time", "late", "in_deadline", "overdue"].map(|metric| count(outcome, "given", metric))
}

/// Codes of a failure.
pub fn codes(result: Result<Outcome, Failure>) -> Vec<Code> {
    match result {
        Ok(_) => Vec::new(),
        Err(failure) => failure.diagnostics().map(|found| found.code).collect(),
    }
}

/// Codes of the reasons of each quarantined row.
pub fn quarantined(outcome: &Outcome) -> Vec<Vec<Code>> {
    let rows = outcome.closing.quarantine.iter();
    rows.map(|row| row.reasons.iter().map(|found| found.code).collect()).collect()
}

/// Codes of warnings and notices.
pub fn noted(outcome: &Outcome) -> Vec<Code> {
    outcome.notices.iter().map(|found| found.code).collect()
}

/// dondoc.toml of such a project.
pub const PROJECT: &str = r#"
[project]
units = "kon-tum"
year = 2018
[report]
template = "counts"
file_name = "r"
status = "draft"
number = "1/BC"
place = "Kon Tum"
date = "2019-01-01"
issuer = ["TỔ KIỂM TRA"]
issuer_name = "Tổ Kiểm tra"
authority = ["TỔ TRƯỞNG"]
signer = "A"
recipients = ["- Lưu: VT."]
[as_of]
end = "2018-12-31"
[[input]]
id = "all"
file = "tasks.csv"
mapping = "kon-tum-tracker"
"#;

/// Its template, `counts`.
pub const TEMPLATE: &str = r#"+++
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
[[table]]
id = "open"
title = "open"
as_of = "end"
membership = "open"
[[table]]
id = "listed"
title = "listed"
kind = "list"
as_of = "end"
columns = [{ id = "task_id", heading = "id" }, { id = "unit", heading = "unit" }, { id = "deadline", heading = "deadline" }]
[[table]]
id = "during"
title = "during"
as_of = "end"
membership = "open_during"
[[table]]
id = "carried"
title = "carried"
as_of = "end"
membership = "carried_new"
[[table]]
id = "due"
title = "due"
as_of = "end"
membership = "due"
[[table]]
id = "overdue"
title = "overdue"
as_of = "end"
statuses = ["overdue"]
+++
"#;
