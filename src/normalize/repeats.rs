//! Rows that several files of one input have in common, where no ids tell them apart.
//!
//! In: the sources of one input. Out: a warning with how many and where the first is. Monthly exports are laid into one folder as
//! they come, so several files without ids are no error; but when each holds all that the earlier ones held, tasks count twice.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use super::Source;
use crate::{
    diagnostic::{Code, Diagnostic},
    ingest::Rows,
    schema::FIELDS,
    spelling,
};

/// A row that says less than this many things is no task.
const LEAST: usize = 3;

/// A warning when rows of one file are in another one too; asked only where there are no ids.
#[must_use]
pub fn repeated_rows(sources: &[Source]) -> Option<Diagnostic> {
    let has_ids = |source: &Source| source.table.heading().column("task_id").is_some();
    let files: BTreeSet<&str> = sources.iter().map(|source| source.table.file()).collect();
    if files.len() < 2 || sources.iter().all(has_ids) {
        return None;
    }
    let mut earlier: BTreeSet<u64> = BTreeSet::new();
    let (mut repeated, mut first) = (0, None);
    for in_one_file in sources.chunk_by(|left, right| left.table.file() == right.table.file()) {
        let mut here = BTreeSet::new();
        for source in in_one_file.iter().filter(|source| !has_ids(source)) {
            let mut rows = source.table.rows();
            while rows.advance() {
                let Some(row) = fingerprint(source, rows.as_ref()) else { continue };
                here.insert(row);
                if earlier.contains(&row) {
                    repeated += 1;
                    first.get_or_insert_with(|| source.table.locate(rows.place(), None));
                }
            }
        }
        earlier.append(&mut here);
    }
    first.map(|place| Diagnostic::warning(Code::RepeatedRows).at(place).with("rows", repeated))
}

/// What a row says in the columns that are read; `None` where that is too little, as in group and total rows.
fn fingerprint(source: &Source, rows: &dyn Rows) -> Option<u64> {
    let columns = FIELDS.iter().filter_map(|field| Some((field.id, source.table.heading().column(field.id)?)));
    let texts = columns.map(|(field, column)| (field, spelling::key(&rows.cell(column).text())));
    let texts: Vec<_> = texts.filter(|(_, text)| !text.is_empty()).collect();
    let mut hasher = DefaultHasher::new();
    texts.hash(&mut hasher);
    (texts.len() >= LEAST).then(|| hasher.finish())
}
