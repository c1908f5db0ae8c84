//! The office's own Word file: which one a run uses, its filling, its check.
//!
//! In: a [`Job`], a [`Report`]. Out: the bytes of the DOCX, or what is wrong with the file; the names that its tags may use.

use std::path::Path;

use super::{Job, Purpose, ScoreRequest, compose};
use crate::{
    assets,
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{Status, Theme},
    progress::Progress,
    project::Project,
    render::{Options, docx},
    report::{self, Filling, Report, TagEntry, Template},
    word_template::{self, Found, Insertions, WordTemplate},
};

/// What a check of a Word file brought to light.
pub struct WordChecked {
    /// What is wrong.
    pub found: Vec<Found>,
    /// What a person should look at though nothing is wrong.
    pub warning: Option<Diagnostic>,
    /// How many tags it has.
    pub tags: usize,
    /// The file, for a copy with comments.
    pub template: WordTemplate,
}

/// A Word file to start an office's own from: the report template with its tags, in the layout of the law.
///
/// # Errors
/// `unknown-definition` where there is no such template, those of the template and of the renderer.
pub fn new_word(id: &str, project: Option<&Project>) -> Result<Vec<u8>, Failure> {
    let assets = project.map(Project::assets).unwrap_or_default();
    let document = report::starter(&assets, id, project)?;
    let bytes = docx::render(&document, &assets.theme()?, Options::default())?;
    word_template::start(&bytes)
}

/// Checks a Word file against all that the job's report knows.
///
/// # Errors
/// Those of [`super::run`] but for rendering, and those of [`read`].
pub fn check_word(job: &Job, file: &Path, progress: &dyn Progress) -> Result<WordChecked, Failure> {
    let template = read(&job.project.folder.join(file), &file.display().to_string())?;
    let composed = compose(Purpose::Report, &ScoreRequest::default(), job, progress)?;
    let theme = job.project.assets().theme()?;
    let names = Names::of(&composed.report);
    let found = template.check(&names.filling(&composed.report), &insertions(&composed.report, &theme));
    let warning = without_tags(&template);
    Ok(WordChecked { found, warning, tags: template.count_tags(), template })
}

/// Every tag that a Word file of the job's report may hold.
///
/// # Errors
/// Those of [`super::run`] but for rendering.
pub fn word_tags(job: &Job, progress: &dyn Progress) -> Result<Vec<TagEntry>, Failure> {
    let composed = compose(Purpose::Report, &ScoreRequest::default(), job, progress)?;
    let mut names = Names::of(&composed.report);
    if let Some(file) = &job.project.report.remarks {
        let text = job.project.text_file(file)?.text;
        let titles = text.lines().filter_map(|line| line.strip_prefix("## "));
        names.remarks = titles.map(|title| title.trim().to_owned()).collect();
    }
    Ok(report::tags(&names.filling(&composed.report)))
}

/// The Word file that a run uses: that of the project, else that of the report template.
///
/// # Errors
/// `file-not-found`, `file-unreadable`, and those of [`WordTemplate::open`].
pub fn template_of(job: &Job, template: &Template) -> Result<Option<WordTemplate>, Failure> {
    let project = &job.project;
    if let Some(path) = &project.report.docx_template {
        return read(&project.folder.join(path), &path.display().to_string()).map(Some);
    }
    let Some(name) = &template.docx_template else { return Ok(None) };
    let path = format!("reports/{}/{name}", project.report.template);
    match project.assets().find(&path)? {
        Some(asset) => WordTemplate::open(&asset.bytes, &asset.name).map(Some),
        None => Err(assets::missing_file(Path::new(&path), &path)),
    }
}

/// A Word file in which nothing is filled says nothing of this period.
pub fn without_tags(word: &WordTemplate) -> Option<Diagnostic> {
    (word.count_tags() == 0).then(|| {
        let found = Diagnostic::warning(Code::NoTags).at(Location::file(word.file()));
        found.with("example", "{{ report.number }}")
    })
}

/// A Word file as the user names it.
///
/// # Errors
/// `file-not-found`, `file-unreadable`, and those of [`WordTemplate::open`].
pub fn read(path: &Path, name: &str) -> Result<WordTemplate, Failure> {
    WordTemplate::open(&assets::read_bytes(path, name)?, name)
}

/// The DOCX of a report by an office's own file.
///
/// # Errors
/// All that is wrong with the file, and those of drawing pictures.
pub fn fill(word: &WordTemplate, report: &Report, theme: &Theme) -> Result<Vec<u8>, Failure> {
    word.fill(&Names::of(report).filling(report), &insertions(report, theme))
}

/// What tags may put in.
fn insertions<'a>(report: &'a Report, theme: &'a Theme) -> Insertions<'a> {
    Insertions {
        tables: report.printed.clone(),
        remarks: report.remarks.clone(),
        charts: &report.charts,
        fonts: &theme.fonts,
    }
}

/// What tags may ask for by name.
pub struct Names {
    tables: Vec<String>,
    charts: Vec<String>,
    remarks: Vec<String>,
}

impl Names {
    /// Those of a report.
    pub fn of(report: &Report) -> Self {
        Self {
            tables: report.printed.keys().cloned().collect(),
            charts: report.charts.iter().map(|chart| chart.id.clone()).collect(),
            remarks: report.remarks.keys().cloned().collect(),
        }
    }

    /// All that tags may name.
    pub fn filling<'a>(&'a self, report: &'a Report) -> Filling<'a> {
        Filling {
            figures: &report.figures,
            tables: &self.tables,
            charts: &self.charts,
            remarks: &self.remarks,
            appendices: &report.appendices,
            possible_appendices: &report.possible_appendices,
            is_final: report.document.status == Status::Final,
        }
    }
}
