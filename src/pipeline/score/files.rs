//! The files of `dondoc score` beside the document: the workbook, and what other systems read.
//!
//! In: [`ScoreResults`]. Out: bytes, and [`OutputFile`]s.

use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    output::OutputFile,
    render,
    report::{self, Report},
    scoring::results::ScoreResults,
};

/// The workbook of all tables; each unit has a sheet of its own.
///
/// # Errors
/// Those of the workbook.
pub fn workbook(report: &Report, results: &ScoreResults) -> Result<Vec<u8>, Failure> {
    let sheets = report::score_sheets(results)?;
    let sheets: Vec<_> = sheets.iter().map(|(name, table)| (name.as_str(), table)).collect();
    render::xlsx::workbook(&report.document.metadata, &sheets)
}

/// `scores.csv`, `scores-tasks.csv` and `scores.json`.
///
/// # Errors
/// `internal-error` when the parts do not fit one grid: a defect of the program.
pub fn data(results: &ScoreResults) -> Result<Vec<OutputFile>, Failure> {
    let mut json = serde_json::to_vec_pretty(&report::scores_json(results))
        .map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error))?;
    json.push(b'\n');
    let (scores, costs) = (report::scores_csv(results)?, report::costs_csv(results)?);
    Ok(vec![
        OutputFile { name: "scores.csv".to_owned(), bytes: render::csv::render(&scores) },
        OutputFile { name: "scores-tasks.csv".to_owned(), bytes: render::csv::render(&costs) },
        OutputFile { name: "scores.json".to_owned(), bytes: json },
    ])
}
