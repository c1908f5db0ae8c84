//! A sheet whose heading is found: one pass over its rows as often as needed, and the raw text of any row by its place.
//!
//! In: a sheet and its heading. Out: [`RawTable`]: nothing guessed, nothing dropped; corrections show in passes, never in the raw text.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{
    Fault, Groups, Heading, Parts, Rows, Sheet, column_letters, refused,
    replaced::{ReplacedRows, Replacements},
};
use crate::{
    assets::unreadable,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ooxml::Refusal,
    spelling,
};

/// A sheet whose heading is found.
pub struct RawTable {
    file: String,
    sheet: Box<dyn Sheet>,
    heading: Heading,
    replaced: Replacements,
    /// Where the text of each replaced cell is written.
    origins: BTreeMap<(u64, usize), Location>,
    left_out: BTreeSet<u64>,
}

impl RawTable {
    /// A sheet of a file with the heading that was found in it.
    pub(super) fn new(file: &str, sheet: Box<dyn Sheet>, heading: Heading) -> Self {
        let (replaced, origins, left_out) = Default::default();
        Self { file: file.to_owned(), sheet, heading, replaced, origins, left_out }
    }

    /// The heading with the column of each wanted field.
    #[must_use]
    pub fn heading(&self) -> &Heading {
        &self.heading
    }

    /// The file as messages name it.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Name of the sheet, where there is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.name()
    }

    /// One pass over the rows below the heading. It starts at the heading itself, so that blank rows right below it are counted in every
    /// kind of file.
    #[must_use]
    pub fn rows(&self) -> Box<dyn Rows + '_> {
        let mut rows = self.rows_from(self.heading.stands_at());
        rows.advance();
        rows
    }

    /// A pass that starts at a place.
    #[must_use]
    pub fn rows_from(&self, place: u64) -> Box<dyn Rows + '_> {
        let rows = self.sheet.rows_from(place);
        if self.replaced.is_empty() { rows } else { Box::new(ReplacedRows { rows, replaced: &self.replaced }) }
    }

    /// The same rows as parts of a text, from the heading on, where they are one and no cell stands replaced.
    pub(crate) fn parts(&self) -> Option<Parts<'_>> {
        self.sheet.parts().filter(|_| self.replaced.is_empty() && self.left_out.is_empty())
    }

    /// The same rows as row groups, where they come in columns and no cell stands replaced.
    pub(crate) fn groups(&self) -> Option<Groups<'_>> {
        self.sheet.groups().filter(|_| self.replaced.is_empty() && self.left_out.is_empty())
    }

    /// Whether cells of a column may be errors or of a type that no field can hold: those of a text are text.
    pub(crate) fn may_hold_errors(&self, column: usize) -> bool {
        match (self.sheet.parts(), self.sheet.groups()) {
            (Some(_), _) => false,
            (None, Some(groups)) => groups.may_hold_errors(column),
            (None, None) => true,
        }
    }

    /// Why some walk over the rows ended before the file did, or may have gone over two files: it cannot be read on, is no table from
    /// there on, or was written anew.
    pub(crate) fn fault(&self) -> Option<Failure> {
        self.sheet.fault(&self.file)
    }

    /// What the user hears where a part of its rows cannot be read.
    pub(crate) fn told(&self, found: &Fault) -> Failure {
        match (self.fault(), found) {
            // Whatever was found in a file that is no longer the same, nobody can find it again.
            (Some(fault), _) => fault,
            (None, Fault::Unreadable(error)) => unreadable(Path::new(&self.file), &self.file, error),
            // Which of the rows of a group cannot be read, nobody knows.
            (None, Fault::NoTable(_)) if self.groups().is_some() => refused(&self.file, Refusal::Damaged),
            (None, Fault::NoTable(place)) => Diagnostic::error(Code::DamagedFile).at(self.locate(*place, None)).into(),
        }
    }

    /// Remembers how many rows stand above a place, so that nobody must count them again.
    pub(crate) fn note_row_number(&self, place: u64, before: u32) {
        self.sheet.note_row_number(place, before);
    }

    /// A field of one row, tidied; empty where the sheet has no column for it.
    #[must_use]
    pub fn text(&self, place: u64, field: &str) -> String {
        let Some(column) = self.heading.column(field) else { return String::new() };
        let mut row = self.rows_from(place);
        if row.advance() { spelling::tidy(&row.cell(column).text()) } else { String::new() }
    }

    /// Lets every pass show this text in the place of a cell; [`Self::raw_text`] still tells what the file says. `origin` is where the
    /// text is written, if that is another file.
    pub fn replace(&mut self, place: u64, column: usize, text: String, origin: Option<Location>) {
        self.replaced.insert((place, column), text);
        self.origins.extend(origin.map(|origin| ((place, column), origin)));
    }

    /// Where the text of a cell is written, where that is another file.
    #[must_use]
    pub fn origin(&self, place: u64, column: usize) -> Option<&Location> {
        self.origins.get(&(place, column))
    }

    /// Marks rows that say nothing of their own, at these places.
    pub fn leave_out(&mut self, places: impl Iterator<Item = u64>) {
        self.left_out.extend(places);
    }

    /// Whether the row at a place was marked so.
    #[must_use]
    pub fn is_left_out(&self, place: u64) -> bool {
        self.left_out.contains(&place)
    }

    /// Letters of the columns that a person who opens the file does not see.
    #[must_use]
    pub fn hidden_columns(&self) -> Vec<String> {
        self.sheet.hidden_columns().into_iter().map(column_letters).collect()
    }

    /// The text of every cell of a row, as found.
    #[must_use]
    pub fn raw_text(&self, place: u64) -> Vec<String> {
        self.sheet.texts(place)
    }

    /// Whether characters of its text were lost before it was read (U+FFFD).
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.sheet.is_damaged()
    }

    /// The row number that a person sees.
    #[must_use]
    pub fn row_number(&self, place: u64) -> u32 {
        self.sheet.row_number(place)
    }

    /// Where a row or a cell of it is written: a replaced cell stands where its text comes from.
    #[must_use]
    pub fn locate(&self, place: u64, column: Option<usize>) -> Location {
        if let Some(origin) = column.and_then(|column| self.origin(place, column)) {
            return origin.clone();
        }
        Location {
            file: Some(self.file.clone()),
            sheet: self.sheet.name().map(str::to_owned),
            row: Some(self.row_number(place)),
            column: column.map(column_letters),
            heading: column.and_then(|column| self.heading.label(column)),
            ..Location::default()
        }
    }
}
