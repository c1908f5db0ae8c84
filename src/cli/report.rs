//! `dondoc report` and `dondoc check`.
//!
//! In: a project folder. Out: the files of the report, or those of the check; the reconciliation of rows and tables either way.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf, absolute},
};

use super::{
    Ending,
    args::{CheckOptions, DayOptions, ReportOptions},
    console::Console,
};
use crate::{
    classify::Disposition,
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::{self, Lang, Phrase, vietnamese},
    metrics::{MetricTable, MetricValue},
    normalize::{Closing, Reconciliation, SourceCounts},
    output::{self, OutputFile},
    pipeline::{self, Job, Outcome},
    progress::Progress,
    project::{FILE_NAME, Project},
    render::Options,
    table_spec::{Membership, TableSpec},
};

/// Quarantined rows that are shown one by one; the rest is counted.
const SHOWN_ROWS: usize = 10;

/// Makes the report of a project and writes it.
pub fn report(options: &ReportOptions, console: &Console) -> Ending {
    let folder = options.out.clone().unwrap_or_else(|| project_folder(&options.project).join("out"));
    let choices = Options { pdf_profile: options.pdf_profile };
    let job = |mut project: Project| {
        // A path of the command line is one of the folder where the user is.
        let own = options.docx_template.as_ref().map(|path| absolute(path).unwrap_or_else(|_| path.clone()));
        project.report.docx_template = own.or(project.report.docx_template.take());
        Job { project, formats: options.formats.clone(), options: choices, force_final: options.force_final }
    };
    match made(&options.project, options.days, &folder, job, pipeline::run, console) {
        Ok(outcome) => {
            console.finish();
            tell(&outcome, console);
            console.written(&folder, &outcome.files);
            tell_earlier(&folder, &outcome, console);
            end(&outcome, console)
        }
        Err(failure) => {
            console.fail(&failure);
            Ending::Failed
        }
    }
}

/// Does all of it, and writes what a person should look at.
pub fn check(options: &CheckOptions, console: &Console) -> Ending {
    let folder = options.out.clone().unwrap_or_else(|| project_folder(&options.project).join("out"));
    let job =
        |project| Job { project, formats: Vec::new(), options: Options::default(), force_final: options.force_final };
    match made(&options.project, options.days, &folder, job, pipeline::check, console) {
        Ok(outcome) => {
            console.finish();
            tell(&outcome, console);
            let files: Vec<&str> = outcome.files.iter().map(|file| file.name.as_str()).collect();
            let details = [("files", files.join(", ")), ("folder", folder.display().to_string())];
            let phrase = if outcome.exceeded.is_empty() { Phrase::Checked } else { Phrase::CheckedInVain };
            console.phrase(phrase, &details);
            end(&outcome, console)
        }
        Err(failure) => {
            console.fail(&failure);
            Ending::Failed
        }
    }
}

/// Names the files of an earlier run that this one did not replace.
pub fn tell_earlier(folder: &Path, outcome: &Outcome, console: &Console) {
    let earlier = output::left_by_earlier_runs(folder, &outcome.report_names, &outcome.files);
    if !earlier.is_empty() {
        let place = Location::file(folder.display().to_string());
        console.tell(&Diagnostic::warning(Code::EarlierFiles).at(place).with("files", earlier.join(", ")));
    }
}

/// The folder of a project, where its dondoc.toml may be named as well.
pub fn project_folder(path: &Path) -> &Path {
    let is_its_file = path.is_file() && path.file_name().is_some_and(|name| name == FILE_NAME);
    let parent = path.parent().filter(|_| is_its_file);
    parent.map_or(path, |folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
}

/// A project, speaking of the days that were asked for.
///
/// # Errors
/// As [`Project::load`] and [`Project::with_period`].
pub fn load(project: &Path, days: DayOptions) -> Result<Project, Failure> {
    let mut project = Project::load(project_folder(project))?;
    if let Some(asked) = days.period {
        project = project.with_period(asked)?;
    }
    Ok(match days.as_of {
        Some(as_of) => project.with_as_of(as_of),
        None => project,
    })
}

/// Runs a project and writes its files.
fn made(
    project: &Path,
    days: DayOptions,
    folder: &Path,
    job: impl FnOnce(Project) -> Job,
    run: fn(&Job, &dyn Progress) -> Result<Outcome, Failure>,
    console: &Console,
) -> Result<Outcome, Failure> {
    let job = job(load(project, days)?);
    let template = job.project.report.docx_template.as_ref().map(|path| job.project.folder.join(path));
    let mut outcome = run(&job, console)?;
    if let Some(place) = template.and_then(|template| overwritten(folder, &outcome, &template)) {
        let place = Location::file(place.display().to_string());
        return Err(Diagnostic::error(Code::OutputFailed).at(place).with("reason", "a file of the project").into());
    }
    // What an earlier check left must not speak of other data than the report beside it.
    let is_there = |file: &OutputFile| folder.join(&file.name).is_file();
    outcome.files.extend(std::mem::take(&mut outcome.check_report).into_iter().filter(is_there));
    output::write_all(folder, &outcome.files)?;
    Ok(outcome)
}

/// The place of a result that is the Word template itself: whoever edits the last report and takes that as the template would lose it.
fn overwritten(folder: &Path, outcome: &Outcome, template: &Path) -> Option<PathBuf> {
    let template = template.canonicalize().ok()?;
    let mut places = outcome.files.iter().map(|file| folder.join(&file.name));
    places.find(|place| place.canonicalize().is_ok_and(|place| place == template))
}

/// How a run ends whose files are written.
pub fn end(outcome: &Outcome, console: &Console) -> Ending {
    outcome.exceeded.iter().for_each(|found| console.tell(found));
    if outcome.exceeded.is_empty() { Ending::Done } else { Ending::ThresholdExceeded }
}

/// Findings first, then what became of the rows, then what the tables count.
pub fn tell(outcome: &Outcome, console: &Console) {
    tell_waiting(&outcome.closing, SHOWN_ROWS, Phrase::MoreQuarantined, console);
    outcome.notices.iter().for_each(|found| console.tell(found));
    rows_read(&outcome.closing.reconciliation, console.lang()).iter().for_each(|line| console.say(line));
    outcome.tables.iter().for_each(|(spec, metrics)| balance(spec, metrics, console));
}

/// The first rows that wait, with every reason, and how many more there are.
pub fn tell_waiting(closing: &Closing, shown: usize, more: Phrase, console: &Console) {
    for row in closing.quarantine.iter().take(shown) {
        row.reasons.iter().for_each(|found| console.tell(found));
    }
    let hidden = closing.quarantine.len().saturating_sub(shown);
    if hidden > 0 {
        let rows = vietnamese::count(hidden as u64);
        console.complain(&locale::fill(more.text(console.lang()), &[("rows", rows)]));
    }
}

/// What became of the rows of each file, a line each.
pub fn rows_read(reconciliation: &Reconciliation, lang: Lang) -> Vec<String> {
    let sources = reconciliation.sources();
    let line = |counts: &SourceCounts| {
        // A sheet is named only where a file has several.
        let several = sources.iter().filter(|other| other.file == counts.file).count() > 1;
        let sheet = counts.sheet.as_ref().filter(|_| several).map(|sheet| format!(" [{sheet}]")).unwrap_or_default();
        let details = [
            ("file", format!("{}{sheet}", counts.file)),
            ("read", vietnamese::count(counts.read)),
            ("accepted", vietnamese::count(counts.accepted)),
            ("quarantined", vietnamese::count(counts.quarantined)),
            ("skipped", vietnamese::count(counts.skipped_total())),
        ];
        locale::fill(Phrase::RowsRead.text(lang), &details)
    };
    sources.iter().map(line).collect()
}

/// The partition of one table: tasks and their four statuses.
fn balance(spec: &TableSpec, metrics: &MetricTable, console: &Console) {
    let count = |id: &str| match metrics.tasks(id) {
        Some(MetricValue::Count(count)) => vietnamese::count(count),
        _ => String::new(),
    };
    console.phrase(
        Phrase::TableBalance,
        &[
            ("table", spec.id().to_owned()),
            ("as_of", vietnamese::short_date(spec.as_of.date)),
            ("assigned", count("assigned")),
            ("on_time", count("on_time")),
            ("late", count("late")),
            ("in_deadline", count("in_deadline")),
            ("overdue", count("overdue")),
            ("left_out", left_out(spec, metrics, console.lang())),
        ],
    );
    if let (true, Some(MetricValue::Count(shares))) = (metrics.is_shared(), metrics.total("assigned")) {
        let details = [("table", spec.id().to_owned()), ("shares", vietnamese::count(shares))];
        console.phrase(Phrase::SharedTasks, &details);
    }
}

/// How many tasks stand outside a table, by why they do; nothing where none does.
fn left_out(spec: &TableSpec, metrics: &MetricTable, lang: Lang) -> String {
    let parts = reasons(metrics.dispositions(), spec.definition.membership, lang).join(", ");
    if parts.is_empty() { parts } else { locale::fill(Phrase::LeftOut.text(lang), &[("parts", parts)]) }
}

/// Why tasks are in no figure, each reason with its number.
pub fn reasons(dispositions: &BTreeMap<Disposition, u64>, membership: Membership, lang: Lang) -> Vec<String> {
    let words = |disposition: Disposition| match disposition {
        Disposition::Counted => None,
        Disposition::NotYetGiven => Some(Phrase::GivenLater),
        Disposition::Filtered => Some(Phrase::FromOtherInputs),
        // What is open at the as-of knows no period: the others are done.
        Disposition::OutsidePeriod if membership == Membership::Open => Some(Phrase::AlreadyDone),
        Disposition::OutsidePeriod => Some(Phrase::OutsidePeriod),
        Disposition::Excluded => Some(Phrase::ExcludedByPolicy),
        Disposition::OtherStatus => Some(Phrase::OtherStatus),
        Disposition::OtherDeadline => Some(Phrase::OtherDeadline),
        Disposition::Cancelled => Some(Phrase::CancelledTasks),
        Disposition::OtherChannel => Some(Phrase::OtherChannel),
    };
    let parts = dispositions.iter().filter(|(_, tasks)| **tasks > 0).filter_map(|(disposition, tasks)| {
        Some(locale::fill(words(*disposition)?.text(lang), &[("tasks", vietnamese::count(*tasks))]))
    });
    parts.collect()
}
