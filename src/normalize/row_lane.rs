//! How the rows of one source are read, one after the other.
//!
//! In: a source and the fields that somebody wants. Out: [`RowLane`]: the columns that grow row by row, and what is known of the rows above.

use std::collections::BTreeSet;

use super::{
    Source,
    dates::DateSettings,
    decode::{ColumnBuilder, Problem},
    identity::IdColumn,
    secrecy,
    skip::RowFilter,
    status::StatusReader,
};
use crate::{
    diagnostic::Code,
    ingest::Rows,
    policy::Policy,
    schema::{FIELDS, Field, field},
    spelling,
};

/// How the rows of one source are read, one after the other.
pub struct RowLane<'a> {
    /// Tells which rows are no tasks.
    pub filter: RowFilter<'a>,
    /// Fill the column of each field.
    pub builders: Vec<ColumnBuilder>,
    /// Reads the statuses, where there are any.
    pub status: Option<StatusReader<'a>>,
    /// The columns of secrecy marks.
    pub secrecy: Vec<usize>,
    /// Whether nothing tells that the row just read is a task.
    pub is_doubtful: bool,
    /// Where ids are looked for while rows are read, not before.
    pub ids: Option<IdColumn<'a>>,
    /// The places of the rows read since the last batch.
    pub places: Vec<u64>,
    /// Whether each of them was accepted.
    pub accepted: Vec<bool>,
}

impl<'a> RowLane<'a> {
    /// The lane of a source, before its first row.
    pub fn new(source: &'a Source, wanted: &BTreeSet<&'static str>, policy: Policy, dates: DateSettings) -> Self {
        let heading = source.table.heading();
        let fields = FIELDS.iter().filter(|field| wanted.contains(field.id));
        let build = |field: &'static Field| ColumnBuilder::new(field, source, policy.missing_assigned_on);
        Self {
            filter: RowFilter::new(heading, &source.mapping, dates),
            builders: fields.map(build).collect(),
            status: StatusReader::new(source, policy),
            secrecy: secrecy::columns(heading),
            is_doubtful: false,
            ids: None,
            places: Vec::new(),
            accepted: Vec::new(),
        }
    }

    /// Tells that rows were passed that a plain day shows to be tasks.
    pub fn pass_tasks(&mut self) {
        self.filter.pass_tasks();
        self.ids.iter_mut().for_each(IdColumn::pass_tasks);
    }

    /// Whether a rule made a deadline of the row read last.
    pub fn is_derived(&self) -> bool {
        self.builders.iter().any(|builder| builder.derived().is_some())
    }

    /// How many rows were read since the last batch.
    pub fn held(&self) -> usize {
        self.places.len()
    }

    /// Why the row just read must wait though nothing is wrong with it: nothing tells that it is a task.
    pub fn doubt(&self, rows: &dyn Rows) -> Option<Problem> {
        // Asked of every row, true of few: nothing is read for the others.
        let field = field("content").filter(|_| self.is_doubtful)?;
        let texts = (0..rows.width()).map(|column| spelling::tidy(&rows.cell(column).text()));
        let value = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ");
        Some(Problem { code: Code::DoubtfulRow, field, column: None, value })
    }

    /// Whether the row just read has a value for one of these fields.
    pub fn holds(&self, fields: &[&str]) -> bool {
        self.builders.iter().any(|builder| fields.contains(&builder.field_id()) && builder.holds())
    }
}
