//! Everything computed becomes the bytes of files, none of them written yet.
//!
//! In: the composed report and what was counted. Out: [`OutputFile`]s in the order in which they are listed.

use super::{Job, QUARANTINE, count::Counted};
use crate::{
    diagnostic::{Diagnostic, Failure, Location},
    document::Metadata,
    manifest::{self, Facts},
    normalize::{Closing, Correction, Source},
    output::OutputFile,
    progress::{Progress, Step},
    project::Project,
    render::{self, RENDERERS, Renderer},
    report::{self, Report, Template},
};

/// What the files are made of besides the counts.
pub struct Made<'a> {
    /// The exports.
    pub sources: &'a [Source],
    /// What was read differently.
    pub corrections: &'a [Correction],
    /// The document and its tables.
    pub report: &'a Report,
}

/// Renders the report in every format asked for, its tables, the ledger, the quarantine and the manifest. With `only_quarantine`
/// nothing but the last two come out. The ledger is taken out of `counted`: it may be large.
///
/// # Errors
/// Those of the renderers; a character without glyph is told where a person typed it.
pub fn deliver(
    job: &Job,
    template: &Template,
    made: &Made<'_>,
    counted: &mut Counted,
    only_quarantine: bool,
    progress: &dyn Progress,
) -> Result<Vec<OutputFile>, Failure> {
    let (project, mut files) = (&job.project, Vec::new());
    let Made { sources, corrections, report } = *made;
    if !only_quarantine {
        let theme = project.assets().theme()?;
        for renderer in chosen(&job.formats) {
            progress.step(Step::Rendering(renderer.id));
            let bytes = (renderer.render)(&report.document, &theme, job.options);
            let bytes =
                bytes.map_err(|failure| failure.placed(|found| place_of_character(project, template, found)))?;
            files.push(OutputFile { name: report_name(project, renderer), bytes });
        }
        for table in &report.tables {
            files.push(OutputFile { name: format!("tables/{}.csv", table.id()), bytes: render::csv::render(table) });
        }
        files.push(OutputFile { name: "tables/tasks.csv".to_owned(), bytes: std::mem::take(&mut counted.ledger) });
    }
    files.push(quarantine(&report.document.metadata, sources, &counted.closing)?);
    let facts = Facts {
        project,
        sources,
        document: &report.document.metadata,
        closing: &counted.closing,
        tables: &counted.tables,
        corrections,
        letters: &[],
    };
    files.push(manifest::write(&facts, &files)?);
    Ok(files)
}

/// The workbook of the rows that wait.
///
/// # Errors
/// Those of the workbook.
pub fn quarantine(document: &Metadata, sources: &[Source], closing: &Closing) -> Result<OutputFile, Failure> {
    let waiting = report::quarantine_tables(sources, closing)?;
    let sheets: Vec<_> = waiting.iter().map(|table| (table.id(), table)).collect();
    Ok(OutputFile { name: QUARANTINE.to_owned(), bytes: render::xlsx::workbook(document, &sheets)? })
}

/// Name of the report in a format.
pub fn report_name(project: &Project, renderer: &Renderer) -> String {
    format!("{}.{}", project.report.file_name, renderer.id)
}

/// Renderers whose ids are asked for; all when none is.
pub fn chosen(formats: &[String]) -> impl Iterator<Item = &'static Renderer> {
    RENDERERS.iter().filter(|renderer| formats.is_empty() || formats.iter().any(|format| format == renderer.id))
}

/// Where a person typed a character that cannot be printed; nothing when it came with the data.
pub fn place_of_character(project: &Project, template: &Template, found: &Diagnostic) -> Option<Location> {
    let character = found.details.iter().find(|(name, _)| *name == "character").map(|(_, character)| character)?;
    let typed = [&project.report.remarks, &project.report.figures].into_iter().flatten();
    let typed = typed.filter_map(|name| project.text_file(name).ok());
    let mut files = typed.chain([project.file.clone(), template.file.clone()]);
    files.find_map(|file| {
        let line = file.text.lines().position(|line| line.contains(character.as_str()))?;
        Some(file.at_line(line + 1))
    })
}
