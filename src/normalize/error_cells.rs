//! Error cells of columns that nobody asks for.
//!
//! In: the sources. Out: the fields that must be decoded whatever is asked, so that the same rows wait. Most files have none: cells of text
//! are always text.

use std::collections::BTreeSet;

use super::Source;
use crate::{
    ingest::RawCell,
    schema::{FIELDS, FieldKind},
};

/// The text fields of which some column may hold what is no text.
pub fn fields(sources: &[Source]) -> BTreeSet<&'static str> {
    sources.iter().flat_map(of_source).collect()
}

fn of_source(source: &Source) -> Vec<&'static str> {
    let table = &source.table;
    let texts = FIELDS.iter().filter(|field| field.kind == FieldKind::Text);
    let columns = texts.filter_map(|field| Some((field.id, table.heading().column(field.id)?)));
    let mut doubtful: Vec<_> = columns.filter(|(_, column)| table.may_hold_errors(*column)).collect();
    let mut found = Vec::new();
    if doubtful.is_empty() {
        return found;
    }
    if table.groups().is_some() {
        return doubtful.into_iter().map(|(field, _)| field).collect();
    }
    let mut rows = table.rows();
    while !doubtful.is_empty() && rows.advance() {
        doubtful.retain(|(field, column)| {
            let is_error = matches!(rows.cell(*column), RawCell::Other(_));
            found.extend(is_error.then_some(*field));
            !is_error
        });
    }
    found
}
