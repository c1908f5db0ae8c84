//! A file that is about to be signed becomes the form of its audit, in every format asked for.
//!
//! In: an [`AuditJob`]. Out: an [`AuditMade`]: what was found, and files that are not written yet.

use std::path::PathBuf;

use super::deliver::chosen;
use crate::{
    assets::{Assets, unreadable},
    audit::{self, Audit, Checked},
    diagnostic::Failure,
    manifest::digest,
    output::OutputFile,
    progress::{Progress, Step},
    render::Options,
};

/// Name of the form without its extension.
pub const AUDIT_FORM: &str = "phieu-kiem-tra";

/// What to look at.
pub struct AuditJob {
    /// The file.
    pub file: PathBuf,
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
    let found = Audit { file: name, ..audit::audit(&content) };
    let checked = Checked { sha256: digest(&bytes), against: None };
    let mut files = Vec::new();
    if let Some(formats) = &job.formats {
        let (document, theme) = (audit::document(&found, &checked)?, Assets::default().theme()?);
        for renderer in chosen(formats) {
            progress.step(Step::Rendering(renderer.id));
            let bytes = (renderer.render)(&document, &theme, job.options)?;
            files.push(OutputFile { name: format!("{AUDIT_FORM}.{}", renderer.id), bytes });
        }
    }
    Ok(AuditMade { audit: found, files })
}
