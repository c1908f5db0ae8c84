//! `dondoc score`: the scores of the units of a project.
//!
//! In: a project folder, rulebooks. Out: the document, the workbook and what other systems read; on the terminal who was scored and, where two
//! rulebooks are compared, who gains and who loses.

use super::{
    Ending,
    args::ScoreOptions,
    console::Console,
    report::{end, load, project_folder, tell, tell_earlier},
};
use crate::{
    diagnostic::Failure,
    locale::{Phrase, vietnamese},
    output,
    pipeline::{self, Job, Outcome, ScoreRequest},
    render::Options,
    report::{change_words, set_words},
    scoring::results::ScoreResults,
};

/// Scores the units of a project and writes the files.
pub fn score(options: &ScoreOptions, console: &Console) -> Ending {
    let folder = options.out.clone().unwrap_or_else(|| project_folder(&options.project).join("out").join("cham-diem"));
    let made = run(options, console).and_then(|outcome| {
        output::write_all(&folder, &outcome.files)?;
        Ok(outcome)
    });
    match made {
        Ok(outcome) => {
            console.finish();
            tell(&outcome, console);
            outcome.scores.iter().for_each(|results| summarize(results, console));
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

fn run(options: &ScoreOptions, console: &Console) -> Result<Outcome, Failure> {
    let project = load(&options.project, options.days)?;
    let choices = Options { pdf_profile: options.pdf_profile };
    let job = Job { project, formats: options.formats.clone(), options: choices, force_final: options.force_final };
    let request = ScoreRequest { rules: options.rules.clone(), against: options.against.clone() };
    pipeline::score(&job, &request, console)
}

/// Who was scored by what, who was not, and what another rulebook would change.
fn summarize(results: &ScoreResults, console: &Console) {
    for set in &results.sets {
        let details = [
            ("id", set.rulebook.id.clone()),
            ("title", set_words(results, set)),
            ("units", vietnamese::count(set.scores.cards.len() as u64)),
        ];
        console.phrase(Phrase::ScoredBy, &details);
    }
    console.phrase(Phrase::NotScored, &[("units", vietnamese::count(results.left_out.len() as u64))]);
    let Some(compared) = &results.comparison else { return };
    let details = [("rules", compared.rules.join("; ")), ("against", compared.against.join("; "))];
    console.phrase(Phrase::ComparedWith, &details);
    let rows: Vec<[String; 5]> =
        compared.changes.iter().map(|change| change_words(change, compared.is_one_scale)).collect();
    let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
    for row in &rows {
        let cells = row.iter().enumerate().map(|(column, cell)| {
            let padding = width(column).unwrap_or_default().saturating_sub(cell.chars().count());
            format!("{cell}{}", " ".repeat(padding))
        });
        console.say(&format!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end()));
    }
}
