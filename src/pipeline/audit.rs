//! A file that is about to be signed becomes the form of its audit, in every format asked for.
//!
//! In: an [`AuditJob`]. Out: an [`AuditMade`]: what was found, and files that are not written yet.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::{Job, deliver::chosen, run};
use crate::{
    assets::{Assets, unreadable},
    audit::{self, Audit, Checked, Content},
    diagnostic::{Code, Diagnostic, Failure, Location},
    manifest::{self, digest},
    output::OutputFile,
    period::Asked,
    progress::{Progress, Step},
    project::{self, Project},
    render::{self, Options},
};

/// Name of the form without its extension.
pub const AUDIT_FORM: &str = "phieu-kiem-tra";

/// What to look at.
pub struct AuditJob {
    /// The file.
    pub file: PathBuf,
    /// The project that the figures come from, or the folder of its results.
    pub against: Option<PathBuf>,
    /// The period of that project, where it is not the one of its dondoc.toml.
    pub period: Option<Asked>,
    /// Ids of the formats of the form; none where it is only printed.
    pub formats: Option<Vec<String>>,
    /// Choices of the formats.
    pub options: Options,
}

/// What came of it.
pub struct AuditMade {
    /// What was found.
    pub audit: Audit,
    /// The form in each format.
    pub files: Vec<OutputFile>,
}

/// Looks at a file.
///
/// # Errors
/// When it cannot be read; those of the renderers.
pub fn audit(job: &AuditJob, progress: &dyn Progress) -> Result<AuditMade, Failure> {
    let told = job.file.display().to_string();
    let name = job.file.file_name().map_or_else(|| told.clone(), |name| name.to_string_lossy().into_owned());
    progress.step(Step::Reading(&name));
    let content = audit::read(&job.file, &told)?;
    let bytes = std::fs::read(&job.file).map_err(|error| unreadable(&job.file, &told, &error))?;
    progress.step(Step::Counting);
    let computed = job.against.as_ref().map(|folder| computed(folder, job, progress)).transpose()?;
    let found = Audit { file: name, ..audit::audit(&content, computed.as_ref()) };
    let checked = Checked { sha256: digest(&bytes), against: computed.map(|computed| computed.name) };
    let mut files = Vec::new();
    if let Some(formats) = &job.formats {
        let (document, theme) = (audit::document(&found, &checked)?, Assets::default().theme()?);
        for renderer in chosen(formats) {
            progress.step(Step::Rendering(renderer.id));
            let bytes = match renderer.id {
                "xlsx" => workbook(&found, &checked)?,
                _ => (renderer.render)(&document, &theme, job.options)?,
            };
            files.push(OutputFile { name: format!("{AUDIT_FORM}.{}", renderer.id), bytes });
        }
    }
    Ok(AuditMade { audit: found, files })
}

/// The form as a workbook: a sheet of outcomes, one of findings, one of what stands below them on paper.
fn workbook(found: &Audit, checked: &Checked) -> Result<Vec<u8>, Failure> {
    let mut tables = audit::tables(found)?;
    tables.push(audit::remarks_table(found, checked)?);
    let sheets: Vec<_> = tables.iter().map(|(name, table)| (*name, table)).collect();
    render::xlsx::workbook(&audit::metadata(found), &sheets)
}

/// The report as it was computed: from the project anew, else the file of its results that nobody has touched.
///
/// # Errors
/// `nothing-computed` where the folder has neither; those of the project.
fn computed(folder: &Path, job: &AuditJob, progress: &dyn Progress) -> Result<Content, Failure> {
    let is_project = |folder: &Path| folder.join(project::FILE_NAME).is_file();
    let own = folder.parent().filter(|_| folder.is_file()).unwrap_or(folder);
    if is_project(own) {
        return anew(own, job, progress);
    }
    let format = audit::comparable_format(&job.file);
    if let Some((name, bytes)) = untouched(own, format) {
        return audit::read_rendered(bytes, format, &name);
    }
    // Results lie in the folder of their project, unless somebody wanted them elsewhere.
    match own.parent().filter(|parent| is_project(parent) && own.join(manifest::FILE_NAME).is_file()) {
        Some(parent) => anew(parent, job, progress),
        None => Err(Diagnostic::error(Code::NothingComputed).at(Location::file(folder.display().to_string())).into()),
    }
}

fn anew(folder: &Path, job: &AuditJob, progress: &dyn Progress) -> Result<Content, Failure> {
    let mut project = Project::load(folder)?;
    if let Some(asked) = job.period {
        project = project.with_period(asked)?;
    }
    let format = audit::comparable_format(&job.file);
    let (formats, options, name) = (vec![format.to_owned()], job.options, project.report.file_name.clone());
    let outcome = run(&Job { project, formats, options, force_final: false }, progress)?;
    let document = outcome.files.into_iter().find(|file| file.name == format!("{name}.{format}"));
    // Where a threshold is exceeded there is no report.
    let document = document.ok_or_else(|| Failure::of(outcome.exceeded)).map_err(|failure| {
        failure
            .unwrap_or_else(|| Diagnostic::error(Code::NothingComputed).at(Location::file(project::FILE_NAME)).into())
    })?;
    audit::read_rendered(document.bytes, format, &folder.display().to_string())
}

/// The report of a folder of results, in a format, if it is as its manifest says; the quarantine is a workbook too, but no report.
fn untouched(folder: &Path, format: &str) -> Option<(String, Vec<u8>)> {
    let manifest: Value = serde_json::from_slice(&std::fs::read(folder.join(manifest::FILE_NAME)).ok()?).ok()?;
    manifest
        .get("outputs")?
        .as_array()?
        .iter()
        .filter(|output| output.get("file").is_none_or(|name| name != super::QUARANTINE))
        .find_map(|output| {
            let name = output
                .get("file")?
                .as_str()
                .filter(|name| has_extension(name, format) && !name.contains(['/', '\\']))?;
            let bytes = std::fs::read(folder.join(name)).ok()?;
            let is_untouched = output.get("sha256")?.as_str() == Some(digest(&bytes).as_str());
            is_untouched.then(|| (folder.join(name).display().to_string(), bytes))
        })
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}
