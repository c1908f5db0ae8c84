//! Columns of the file of given values that no rulebook of the run asks for.
//!
//! In: every rulebook of the run, the file. Out: one diagnostic for each such column: an error where it is meant as the points of a layer,
//! since those would be lost, else a warning. Rulebooks of several level groups share one file: what one of them asks for is used.

use std::collections::BTreeSet;

use super::{
    super::plan::Book,
    columns::{Column, columns},
    open,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    ingest::RawTable,
    project::Project,
    spelling,
};

/// Headings of columns that only help the reader.
const HELPERS: [&str; 4] = ["STT", "TT", "Số TT", "Ghi chú"];
/// What may stand between the title of a layer and a code.
const BREAKS: [char; 6] = [' ', '/', '_', ':', '(', ')'];

/// The columns that nothing is read from.
///
/// # Errors
/// Those of the file; `unused-column` for each column that is meant as points of a layer.
pub fn strays(project: &Project, books: &[&Book]) -> Result<Vec<Diagnostic>, Failure> {
    let Some(name) = &project.scores.values else { return Ok(Vec::new()) };
    let mut wanted: Vec<Column> = Vec::new();
    for column in books.iter().flat_map(|book| columns(&book.rulebook)) {
        if wanted.iter().all(|known| known.heading != column.heading) {
            wanted.push(column);
        }
    }
    let asked = Asked::of(books, &wanted);
    let found = open(project, name, &wanted)?;
    let told = found.tables.iter().flat_map(|table| unused(table, &asked));
    let (errors, warnings): (Vec<_>, Vec<_>) = told.partition(|(is_meant, _)| *is_meant);
    let plain = |found: Vec<(bool, Diagnostic)>| found.into_iter().map(|(_, found)| found).collect();
    Failure::unless_empty(plain(errors), plain(warnings))
}

/// What the rulebooks of a run ask for.
struct Asked<'a> {
    /// Headings of columns.
    headings: Vec<&'a str>,
    /// Keys of the titles of layers.
    layers: BTreeSet<String>,
    /// Codes of criteria, sums too.
    codes: BTreeSet<&'a str>,
}

impl<'a> Asked<'a> {
    fn of(books: &[&'a Book], wanted: &'a [Column]) -> Self {
        let books = || books.iter().map(|book| &book.rulebook);
        let blocks = books().flat_map(|book| [&book.bonus, &book.penalty]).flatten().flat_map(|block| &block.criteria);
        let criteria = books().flat_map(|book| &book.criteria).chain(blocks);
        Self {
            headings: wanted.iter().map(|column| column.heading.as_str()).collect(),
            layers: books().flat_map(|book| &book.layers).map(|layer| spelling::key(&layer.title)).collect(),
            codes: criteria.map(|criterion| criterion.code.as_str()).collect(),
        }
    }

    /// Whether a heading is meant as a layer and a criterion: it opens like a layer, or ends in a code.
    fn is_points(&self, heading: &str) -> bool {
        let key = spelling::key(heading);
        if self.layers.iter().any(|layer| key.starts_with(layer.as_str())) {
            return true;
        }
        let last = heading.rsplit(BREAKS).find(|part| !part.is_empty()).unwrap_or_default().trim_end_matches('.');
        let is_code = last.contains('.') && last.split('.').all(|part| part.parse::<u32>().is_ok());
        // A year or a number ends many a heading: only with layers is "… 2" the points of a criterion.
        is_code || (!self.layers.is_empty() && self.codes.contains(last))
    }
}

/// The columns of a sheet that nothing is read from, each with whether points would be lost.
fn unused(table: &RawTable, asked: &Asked<'_>) -> Vec<(bool, Diagnostic)> {
    let heading = table.heading();
    let helpers = HELPERS.map(spelling::key);
    let is_free = |column: &usize| heading.bound().all(|(_, taken)| taken != *column);
    let labels = (0..heading.width()).filter(is_free).filter_map(|column| Some((column, heading.label(column)?)));
    let tell = |(column, label): (usize, String)| {
        let is_meant = asked.is_points(&label);
        let make = if is_meant { Diagnostic::error } else { Diagnostic::warning };
        let nearest = spelling::nearest(&label, asked.headings.iter().copied()).unwrap_or_default();
        let found = make(Code::UnusedColumn).at(table.locate(heading.stands_at(), Some(column)));
        (is_meant, found.with("label", &label).with("nearest", nearest).with("known", asked.headings.join(", ")))
    };
    labels.filter(|(_, label)| !helpers.contains(&spelling::key(label))).map(tell).collect()
}
