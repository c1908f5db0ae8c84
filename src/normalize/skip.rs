//! Which rows of an export are no tasks: totals, groups, repeated headings, footers.
//!
//! In: a row without id and without dates. Out: what it is, or nothing when it must be judged as a task. Only such rows are
//! ever skipped, and each kind is counted.

use std::collections::BTreeSet;

use super::mapping::Mapping;
use crate::{
    ingest::{Heading, Rows},
    schema::{FIELDS, Field, FieldKind},
    spelling,
};

/// Why a row is no task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Skip {
    /// Nothing in it.
    Blank,
    /// A line across the table that names a group.
    Group,
    /// The heading once more, as after a page break.
    RepeatedHeading,
    /// A sum.
    Total,
    /// Whatever stands below the total: who made the table, when.
    Footer,
}

impl Skip {
    /// Stable id, as in the manifest.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Group => "group",
            Self::RepeatedHeading => "repeated_heading",
            Self::Total => "total",
            Self::Footer => "footer",
        }
    }
}

/// Recognises the rows of one sheet that are no tasks.
pub struct RowFilter {
    id_column: Option<usize>,
    date_columns: Vec<usize>,
    other_fields: Vec<usize>,
    labels: BTreeSet<String>,
    total_labels: Vec<String>,
    after_total: bool,
}

impl RowFilter {
    /// A filter for a sheet with this heading.
    pub fn new(heading: &Heading, mapping: &Mapping) -> Self {
        let columns = |wanted: fn(&Field) -> bool| {
            let fields = FIELDS.iter().filter(move |field| field.id != "task_id" && wanted(field));
            fields.filter_map(|field| heading.column(field.id)).collect()
        };
        let labels = heading.labels();
        let labels = labels.iter().flat_map(|label| label.split(" / ")).map(spelling::key);
        Self {
            id_column: heading.column("task_id"),
            date_columns: columns(|field| field.kind == FieldKind::Date),
            other_fields: columns(|field| field.kind != FieldKind::Date),
            labels: labels.filter(|label| !label.is_empty()).collect(),
            total_labels: mapping.total_labels.clone(),
            after_total: false,
        }
    }

    /// What the row is, when it is no task.
    pub fn judge(&mut self, row: &dyn Rows) -> Option<Skip> {
        let filled: Vec<(usize, String)> = (0..row.width())
            .filter_map(|column| {
                Some((column, spelling::key(&row.cell(column).text()))).filter(|(_, key)| !key.is_empty())
            })
            .collect();
        if filled.iter().filter(|(_, key)| self.labels.contains(key)).count() * 2 > filled.len() {
            return Some(Skip::RepeatedHeading);
        }
        // Words in a date column, such as a signature line below the table, are no date.
        let dated = |column: &usize, key: &str| {
            self.date_columns.contains(column) && key.contains(|c: char| c.is_ascii_digit())
        };
        let opens_total = |key: &String| self.total_labels.iter().any(|label| key == label);
        // The label of a total stands in the first column, which may be that of the ids.
        let is_id = |column: &usize, key: &String| Some(*column) == self.id_column && !opens_total(key);
        if filled.iter().any(|(column, key)| is_id(column, key) || dated(column, key)) {
            return None;
        }
        if filled.iter().take(2).any(|(_, key)| opens_total(key)) {
            self.after_total = true;
            return Some(Skip::Total);
        }
        if self.after_total {
            return Some(Skip::Footer);
        }
        let names_a_field = filled.iter().any(|(column, _)| self.other_fields.contains(column));
        (!names_a_field && filled.len() <= 2).then_some(Skip::Group)
    }
}
