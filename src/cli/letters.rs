//! `dondoc letters`: one official letter (Công văn) to each unit that has something to be reminded of.
//!
//! In: a project folder. Out: the letters, the table of all listed tasks and a manifest; the reconciliation of rows and lists either way.

use super::{
    Ending,
    args::LettersOptions,
    console::Console,
    report::{end, load, project_folder, tell},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::{Phrase, vietnamese},
    output,
    pipeline::{self, Job, LettersMade},
    render::Options,
    report::LETTER_PREFIX,
};

/// Makes the letters of a project and writes them.
pub fn letters(options: &LettersOptions, console: &Console) -> Ending {
    let project = project_folder(&options.project);
    let folder = options.out.clone().unwrap_or_else(|| project.join("out").join("cong-van"));
    let made = run(options, console).and_then(|made| {
        output::write_all(&folder, &made.outcome.files)?;
        Ok(made)
    });
    let made = match made {
        Ok(made) => made,
        Err(failure) => {
            console.fail(&failure);
            return Ending::Failed;
        }
    };
    console.finish();
    tell(&made.outcome, console);
    let files = &made.outcome.files;
    if !made.letters.is_empty() {
        summarize(&made, console);
    } else if made.outcome.exceeded.is_empty() {
        console.phrase(Phrase::NothingToRemind, &[]);
    }
    if !files.is_empty() {
        let details = [("count", files.len().to_string()), ("folder", folder.display().to_string())];
        console.phrase(Phrase::AllWritten, &details);
    }
    let earlier = output::left_with_opening(&folder, LETTER_PREFIX, files);
    if !earlier.is_empty() {
        let place = Location::file(folder.display().to_string());
        console.tell(&Diagnostic::warning(Code::EarlierFiles).at(place).with("files", earlier.join(", ")));
    }
    end(&made.outcome, console)
}

fn run(options: &LettersOptions, console: &Console) -> Result<LettersMade, Failure> {
    let project = load(&options.project, options.days)?;
    let choices = Options { pdf_profile: options.pdf_profile };
    let job = Job { project, formats: options.formats.clone(), options: choices, force_final: options.force_final };
    pipeline::letters(&job, console)
}

/// How many letters, and what they list.
fn summarize(made: &LettersMade, console: &Console) {
    let count = |count: usize| vietnamese::count(count as u64);
    let listed = made.letters.iter().flat_map(|letter| &letter.lists);
    let details = [
        ("letters", count(made.letters.len())),
        ("units", count(made.units)),
        ("tasks", count(listed.clone().map(|(_, tasks)| tasks).sum())),
    ];
    let any_shared = made.outcome.tables.iter().any(|(_, metrics)| metrics.is_shared());
    console.phrase(if any_shared { Phrase::SharedLettersMade } else { Phrase::LettersMade }, &details);
    for (spec, metrics) in &made.outcome.tables {
        let of_list = listed.clone().filter(|(id, tasks)| id == spec.id() && *tasks > 0).map(|(_, tasks)| *tasks);
        let details = [
            ("list", spec.id().to_owned()),
            ("title", spec.definition.title.clone()),
            ("tasks", count(of_list.clone().sum())),
            ("letters", count(of_list.count())),
        ];
        let phrase = if metrics.is_shared() { Phrase::SharedLettersOfList } else { Phrase::LettersOfList };
        console.phrase(phrase, &details);
    }
}
