//! Letters to all units in one run: the tasks are read and counted once, then each unit's letter is composed and rendered.
//!
//! In: a [`Job`]. Out: [`LettersMade`]: the files of all letters in the order of the units, not yet written. Letters are rendered side by
//! side; each depends on nothing but its own tasks, so the bytes are the same whatever the number of threads.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use super::{
    Job, Outcome,
    count::{self, Counted},
    deliver, exceeded, open, status,
};
use crate::{
    diagnostic::{Diagnostic, Failure},
    document::Theme,
    manifest::{self, Facts, LetterFacts},
    normalize::Registry,
    output::OutputFile,
    progress::{Progress, Step},
    project::Project,
    render::{self, Options, Renderer, pdf::Fonts},
    report::{self, Letter, Letters, Template},
};

/// Ids of the formats that letters come in.
pub const LETTER_FORMATS: [&str; 2] = ["pdf", "docx"];
/// How the user hears of all of them.
const LETTERS: &str = "cong-van";

/// Everything that a run of letters brought about.
pub struct LettersMade {
    /// As for a report; no files when nobody is to be reminded of anything.
    pub outcome: Outcome,
    /// What became of each letter, in the order of the units.
    pub letters: Vec<LetterFacts>,
    /// How many units the registry and the inputs have.
    pub units: usize,
}

/// Makes a letter for each unit that has something to be reminded of.
///
/// # Errors
/// Those of [`super::run`], and of the section `[letters]`.
pub fn letters(job: &Job, progress: &dyn Progress) -> Result<LettersMade, Failure> {
    let project = job.project.as_letters()?;
    let assets = project.assets();
    let registry = Registry::of_project(&project, &assets)?;
    let template = report::letter_template(&assets, &project)?;
    let status = status(&project, job.force_final, &template);
    let (mut sources, left_out) = open::sources(&project, &assets, &registry, &template.tables, progress)?;
    let (corrections, corrected) = open::settle(&project, &mut sources)?;

    progress.step(Step::Counting);
    let counted = count::count(&project, &registry, &template, &sources, &[])?;
    let exceeded = exceeded(&project, &counted);
    let Counted { data, closing, tables, warnings, .. } = counted;
    let letters = Letters::deal(&project, &template, &data, &closing.units, status)?;

    let formats: Vec<&Renderer> =
        deliver::chosen(&job.formats).filter(|renderer| LETTER_FORMATS.contains(&renderer.id)).collect();
    progress.step(Step::Rendering(LETTERS));
    let press = Press { project: &project, template: &template, letters: &letters, formats, options: job.options };
    let made = if exceeded.is_empty() { press.print()? } else { Vec::new() };
    let gaps: Vec<Diagnostic> = made.iter().flat_map(|letter| letter.gaps.clone()).collect();
    let facts: Vec<LetterFacts> = made.iter().map(|letter| letter.facts.clone()).collect();
    let mut files: Vec<OutputFile> = made.into_iter().flat_map(|letter| letter.files).collect();
    if exceeded.is_empty() && !files.is_empty() {
        let table = letters.reminders(&sources)?;
        files.push(OutputFile { name: format!("{}.csv", table.id()), bytes: render::csv::render(&table) });
    }
    // Rows that wait are never without their list, even when nobody is to be reminded.
    if !exceeded.is_empty() || !files.is_empty() || closing.reconciliation.quarantined() > 0 {
        let document = letters.metadata();
        files.push(deliver::quarantine(&document, &sources, &closing)?);
        let known = Facts {
            sources: &sources,
            project: &project,
            document: &document,
            closing: &closing,
            tables: &tables,
            corrections: &corrections,
            letters: &facts,
            rulebooks: &[],
            word: None,
        };
        files.push(manifest::write(&known, &files)?);
    }
    let notices = [left_out, corrected, closing.notices.clone(), warnings, gaps].concat();
    let units = closing.units.in_period(project.period.days());
    let (check_report, report_names) = Default::default();
    let outcome = Outcome { files, check_report, report_names, notices, closing, tables, scores: None, exceeded };
    Ok(LettersMade { outcome, letters: facts, units })
}

/// What all letters are printed with.
struct Press<'a> {
    project: &'a Project,
    template: &'a Template,
    letters: &'a Letters<'a>,
    formats: Vec<&'static Renderer>,
    options: Options,
}

/// One letter in every format.
struct Printed {
    facts: LetterFacts,
    files: Vec<OutputFile>,
    gaps: Vec<Diagnostic>,
}

impl Press<'_> {
    /// Every letter, side by side; fonts and styles are read once.
    fn print(&self) -> Result<Vec<Printed>, Failure> {
        let theme = self.project.assets().theme()?;
        let fonts = Fonts::parse(&theme.fonts)?;
        let places = (0..self.letters.len()).into_par_iter();
        let printed: Vec<_> =
            places.map_init(|| fonts.clone(), |fonts, index| self.letter(index, &theme, fonts)).collect();
        open::gather(printed.into_iter()).map_err(Failure::without_repeats)
    }

    fn letter(&self, index: usize, theme: &Theme, fonts: &mut Fonts) -> Result<Printed, Failure> {
        let Letter { file_name, unit_id, document, counts, gaps } = self.letters.compose(index)?;
        let mut files = Vec::new();
        for renderer in &self.formats {
            let bytes = match renderer.id {
                "pdf" => render::pdf::render_with(&document, fonts, self.options),
                _ => (renderer.render)(&document, theme, self.options),
            };
            let place = |found: &Diagnostic| deliver::place_of_character(self.project, self.template, found);
            let bytes = bytes.map_err(|failure| failure.placed(place))?;
            files.push(OutputFile { name: format!("{file_name}.{}", renderer.id), bytes });
        }
        let names = files.iter().map(|file| file.name.clone()).collect();
        let unit = document.letterhead.addressees.concat();
        Ok(Printed { facts: LetterFacts { unit_id, unit, files: names, lists: counts }, files, gaps })
    }
}
