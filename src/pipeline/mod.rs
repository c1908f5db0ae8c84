//! The pipeline on one screen: a project goes in, rendered files come out. Every stage is one call.
//!
//! In: a [`Job`]. Out: an [`Outcome`]: the files, not yet written, and all that the user should hear.

mod analyze;
mod audit;
mod beside;
mod count;
mod deliver;
mod letters;
mod open;
mod results;
mod score;
mod units;
mod word;

pub use crate::word_template::is_annotated;
pub use analyze::{Analyzed, Asking, Queried, analyze, query};
pub use audit::{AUDIT_FORM, AuditJob, AuditMade, audit};
pub use letters::{LETTER_FORMATS, LettersMade, letters};
pub use results::{ResultFile, ResultFormat, TITLE_OPENING, is_earlier_result, result_bytes};
pub use score::ScoreRequest;
pub use word::{WordChecked, check_word, new_word, word_tags};

use count::Counted;
use deliver::Made;
use score::Plan;

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::Status,
    metrics::MetricTable,
    normalize::{Closing, Correction, Reconciliation, Registry, Source},
    output::OutputFile,
    progress::{Progress, Step},
    project::Project,
    render::{Options, RENDERERS},
    report::{self, Reading, Report, Template},
    scoring::results::ScoreResults,
    table_spec::TableSpec,
    word_template::WordTemplate,
};

/// Names of the check report, as a workbook and as a page.
pub const CHECK_REPORT: [&str; 2] = ["kiem-tra-so-lieu.xlsx", "kiem-tra-so-lieu.html"];
/// Name of the workbook of rows that wait.
pub const QUARANTINE: &str = "dong-can-ra-soat.xlsx";

/// What to make of a project.
pub struct Job {
    /// The project.
    pub project: Project,
    /// Ids of the formats to render; all of them when empty.
    pub formats: Vec<String>,
    /// Choices of the formats.
    pub options: Options,
    /// Whether gaps are errors, whatever the project says.
    pub force_final: bool,
}

/// What a run is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// The report.
    Report,
    /// To know whether the report may be made.
    Check,
    /// The scores of units.
    Scores,
}

/// Everything that a run brought about.
pub struct Outcome {
    /// The files, in the order in which they are listed.
    pub files: Vec<OutputFile>,
    /// The check report where `files` do not have it: it takes the place of one that lies in the folder.
    pub check_report: Vec<OutputFile>,
    /// Names that a report may have, whatever was rendered this time.
    pub report_names: Vec<String>,
    /// Warnings and notices; none of them stopped the run.
    pub notices: Vec<Diagnostic>,
    /// What became of the rows.
    pub closing: Closing,
    /// Tables with their metrics, in the order of the template.
    pub tables: Vec<(TableSpec, MetricTable)>,
    /// What scoring brought about, where anything was scored.
    pub scores: Option<ScoreResults>,
    /// Each threshold of dondoc.toml that is exceeded: then only the check report, the quarantine and the manifest are in `files`.
    pub exceeded: Vec<Diagnostic>,
}

/// Runs every stage but the writing.
///
/// # Errors
/// Each stage collects its errors; the first stage that has any ends the run.
pub fn run(job: &Job, progress: &dyn Progress) -> Result<Outcome, Failure> {
    run_for(Purpose::Report, &ScoreRequest::default(), job, progress)
}

/// Does all that [`run`] does, but only the check report and the quarantine come out.
///
/// # Errors
/// As [`run`].
pub fn check(job: &Job, progress: &dyn Progress) -> Result<Outcome, Failure> {
    run_for(Purpose::Check, &ScoreRequest::default(), job, progress)
}

/// Scores the units of a project: its document, its workbook, and what other systems read.
///
/// # Errors
/// As [`run`]; those of the rulebooks and of given values.
pub fn score(job: &Job, request: &ScoreRequest, progress: &dyn Progress) -> Result<Outcome, Failure> {
    let Job { formats, options, force_final, .. } = job;
    let project = job.project.as_scores();
    let job = Job { project, formats: formats.clone(), options: *options, force_final: *force_final };
    run_for(Purpose::Scores, request, &job, progress)
}

fn run_for(purpose: Purpose, request: &ScoreRequest, job: &Job, progress: &dyn Progress) -> Result<Outcome, Failure> {
    let project = &job.project;
    let composed = compose(purpose, request, job, progress)?;
    let Composed { template, word, plan, sources, corrections, mut counted, report, told } = composed;

    let exceeded = exceeded(project, &counted);
    let rulebooks = plan.as_ref().map(Plan::facts).unwrap_or_default();
    let (word, corrections) = (word.as_ref(), &corrections[..]);
    let made = Made { purpose, sources: &sources, corrections, report: &report, rulebooks: &rulebooks, word };
    let files = deliver::deliver(job, &template, &made, &mut counted, !exceeded.is_empty(), progress)?;
    let check_report = deliver::check_report_beside(&files, &made, &counted)?;
    let report_names = RENDERERS.iter().map(|renderer| deliver::report_name(project, renderer)).collect();
    let Counted { data, closing, tables, warnings, .. } = counted;
    let [left_out, scored] = told;
    let mut notices = [left_out, closing.notices.clone(), warnings, scored, report.notices].concat();
    notices.extend(word.filter(|_| purpose == Purpose::Report).and_then(word::without_tags));
    Ok(Outcome { files, check_report, report_names, notices, closing, tables, scores: data.scores, exceeded })
}

/// Everything up to the document, and what it was made of.
struct Composed {
    template: Template,
    /// The office's own Word file, where the DOCX is made from one.
    word: Option<WordTemplate>,
    plan: Option<Plan>,
    sources: Vec<Source>,
    corrections: Vec<Correction>,
    counted: Counted,
    report: Report,
    /// What opening the inputs and scoring made one wonder about.
    told: [Vec<Diagnostic>; 2],
}

fn compose(purpose: Purpose, request: &ScoreRequest, job: &Job, progress: &dyn Progress) -> Result<Composed, Failure> {
    let project = &job.project;
    let assets = project.assets();
    let registry = Registry::of_project(project, &assets)?;
    let mut template = Template::load(&assets, project, project.file.at_key("report.template"))?;
    if purpose == Purpose::Scores {
        template.refuse_word()?;
    }
    let word = word::template_of(job, &template)?;
    let plan = project.report.scores.then(|| Plan::make(project, &assets, &registry, request)).transpose()?;
    let own_tables = template.tables.len();
    template.tables.extend(plan.iter().flat_map(|plan| plan.specs.iter().cloned()));
    let status = status(project, job.force_final, &template);
    // The document of scores has a number of its own.
    let number = if purpose == Purpose::Scores { "scores.number" } else { "report.number" };
    report::check_number(project, &template, status, number)?;
    let (mut sources, sheets_of_sources) = open::sources(project, &assets, &registry, &template.tables, progress)?;
    let (corrections, corrected) = open::settle(project, &mut sources)?;
    let (registers, sheets_of_registers) = open::registers(project)?;

    progress.step(Step::Counting);
    let mut counted = count::count(project, &registry, &template, &sources, &registers)?;
    counted.data.reading = Reading::of(project, &sources, &corrections, &counted.closing);
    template.tables.truncate(own_tables);
    let mut scored = Vec::new();
    if let Some(plan) = &plan {
        let (results, notices) =
            score::results(project, &registry, plan, &counted.data, &counted.closing.units, status)?;
        counted.data.scores = Some(results);
        scored = notices;
        // They only served the scores: templates need not carry them.
        plan.specs.iter().for_each(|spec| drop(counted.data.lists.remove(spec.id())));
    }
    let report = report::compose(project, &template, &counted.data, &counted.closing.units, status)?;
    let left_out = [sheets_of_sources, sheets_of_registers, corrected].concat();
    Ok(Composed { template, word, plan, sources, corrections, counted, report, told: [left_out, scored] })
}

/// What the run was asked for, else the project, else the template; where nobody says so, a draft.
fn status(project: &Project, force_final: bool, template: &Template) -> Status {
    let said = project.report.status.or(template.status).unwrap_or(Status::Draft);
    if force_final { Status::Final } else { said }
}

/// The thresholds that are exceeded.
fn exceeded(project: &Project, counted: &Counted) -> Vec<Diagnostic> {
    let quarantined = too_many_quarantined(project, &counted.closing.reconciliation);
    let checks = counted.check.results.iter().filter(|result| result.is_exceeded()).map(|result| {
        let key = if project.check.max.contains_key(result.check.id) { "max" } else { "level" };
        let place = project.file.at_key(&format!("check.{key}.{}", result.check.id));
        let found = Diagnostic::error(Code::CheckExceeded).at(place).with("check", result.check.name);
        found.with("count", result.count).with("limit", result.max.unwrap_or_default())
    });
    quarantined.into_iter().chain(checks).collect()
}

/// The threshold of rows that wait, where it is exceeded.
fn too_many_quarantined(project: &Project, rows: &Reconciliation) -> Option<Diagnostic> {
    let (waiting, accepted) = (rows.quarantined(), rows.accepted());
    let limit = project.policy.max_quarantined.filter(|limit| limit.is_exceeded(waiting, accepted))?;
    let found = Diagnostic::error(Code::TooManyQuarantined).at(project.file.at_key("policy.max_quarantined"));
    Some(found.with("rows", waiting).with("limit", limit))
}
