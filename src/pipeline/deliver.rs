//! Everything computed becomes the bytes of files, none of them written yet.
//!
//! In: the composed report and what was counted. Out: [`OutputFile`]s in the order in which they are listed.

use super::{CHECK_REPORT, Job, Purpose, QUARANTINE, count::Counted, score::files as scores, word};
use crate::{
    check,
    diagnostic::{Diagnostic, Failure, Location},
    document::Metadata,
    manifest::{self, Facts, RulebookFacts},
    normalize::{Closing, Correction, Source},
    output::OutputFile,
    progress::{Progress, Step},
    project::Project,
    render::{self, RENDERERS, Renderer},
    report::{self, Report, Template},
    word_template::WordTemplate,
};

/// What the files are made of besides the counts.
pub struct Made<'a> {
    /// What the run is for.
    pub purpose: Purpose,
    /// The exports.
    pub sources: &'a [Source],
    /// What was read differently.
    pub corrections: &'a [Correction],
    /// The document and its tables.
    pub report: &'a Report,
    /// The rulebooks of the scores.
    pub rulebooks: &'a [RulebookFacts],
    /// The office's own Word file, where the DOCX is made from one.
    pub word: Option<&'a WordTemplate>,
}

/// Renders the report in every format asked for, its tables, the ledger, the quarantine and the manifest. Where a threshold is
/// `exceeded` the check report stands in the place of the report; a run for a check gives that and the quarantine alone. The ledger is
/// taken out of `counted`: it may be large.
///
/// # Errors
/// Those of the renderers; a character without glyph is told where a person typed it.
pub fn deliver(
    job: &Job,
    template: &Template,
    made: &Made<'_>,
    counted: &mut Counted,
    exceeded: bool,
    progress: &dyn Progress,
) -> Result<Vec<OutputFile>, Failure> {
    let project = &job.project;
    let Made { purpose, sources, corrections, report, rulebooks, word } = *made;
    let document = &report.document.metadata;
    let mut files = if exceeded || purpose == Purpose::Check {
        check_report(document, made, counted)?
    } else {
        results(job, template, made, counted, progress)?
    };
    files.push(quarantine(document, sources, &counted.closing)?);
    if purpose == Purpose::Check {
        return Ok(files);
    }
    let facts = Facts {
        project,
        sources,
        document,
        closing: &counted.closing,
        tables: &counted.tables,
        corrections,
        letters: &[],
        rulebooks,
        word: word.map(|word| (word.file_name(), word.bytes())),
    };
    files.push(manifest::write(&facts, &files)?);
    Ok(files)
}

/// The document in every format asked for, its data, its tables and the ledger.
fn results(
    job: &Job,
    template: &Template,
    made: &Made<'_>,
    counted: &mut Counted,
    progress: &dyn Progress,
) -> Result<Vec<OutputFile>, Failure> {
    let (project, mut files) = (&job.project, Vec::new());
    let Made { purpose, report, word, .. } = *made;
    let theme = project.assets().theme()?;
    for renderer in chosen(&job.formats) {
        progress.step(Step::Rendering(renderer.id));
        let bytes = match (&counted.data.scores, word) {
            // The workbook of scores has a sheet for each unit, called by its name.
            (Some(results), _) if purpose == Purpose::Scores && renderer.id == "xlsx" => {
                scores::workbook(report, results)
            }
            (_, Some(word)) if renderer.id == "docx" => word::fill(word, report, &theme),
            _ => (renderer.render)(&report.document, &theme, job.options),
        };
        let bytes = bytes.map_err(|failure| failure.placed(|found| place_of_character(project, template, found)))?;
        files.push(OutputFile { name: report_name(project, renderer), bytes });
    }
    if let (Purpose::Scores, Some(results)) = (purpose, &counted.data.scores) {
        files.extend(scores::data(results)?);
    }
    for table in report.tables.iter().filter(|_| purpose == Purpose::Report) {
        files.push(OutputFile { name: format!("tables/{}.csv", table.id()), bytes: render::csv::render(table) });
    }
    files.push(OutputFile { name: "tables/tasks.csv".to_owned(), bytes: std::mem::take(&mut counted.ledger) });
    Ok(files)
}

/// The check report that belongs to a report, where its files do not have it: one that an earlier check left is renewed by it.
///
/// # Errors
/// Those of the workbook.
pub fn check_report_beside(
    files: &[OutputFile],
    made: &Made<'_>,
    counted: &Counted,
) -> Result<Vec<OutputFile>, Failure> {
    let is_there = files.iter().any(|file| CHECK_REPORT.contains(&file.name.as_str()));
    if is_there || made.purpose != Purpose::Report {
        return Ok(Vec::new());
    }
    check_report(&made.report.document.metadata, made, counted)
}

/// The check report as a workbook and as a page.
///
/// # Errors
/// Those of the workbook.
fn check_report(document: &Metadata, made: &Made<'_>, counted: &Counted) -> Result<Vec<OutputFile>, Failure> {
    let tables = check::tables(&counted.check, &counted.closing, made.corrections, made.sources)?;
    let tables: Vec<_> = tables.iter().map(|(name, table)| (name.as_str(), table)).collect();
    let title = format!("Kiểm tra số liệu: {}", document.title);
    let lines =
        ["Bấm vào tên mục để xem từng phát hiện; mở tệp gốc ở đúng trang tính và dòng ghi bên cạnh.".to_owned()];
    let document = Metadata { title: title.clone(), ..document.clone() };
    let [workbook, page] = CHECK_REPORT.map(str::to_owned);
    Ok(vec![
        OutputFile { name: workbook, bytes: render::xlsx::workbook(&document, &tables)? },
        OutputFile { name: page, bytes: render::html::page(&title, &lines, &tables) },
    ])
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
