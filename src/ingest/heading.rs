//! Where the heading is and which column holds which field.
//!
//! In: the first rows of a sheet and the wanted headings. Out: a [`Heading`] of one or two rows. Exports drift (title
//! rows above, merged groups, an empty STT cell), so every position is tried and the one that names most fields wins.

mod loose;
mod search;

use std::borrow::Cow;

pub use search::find;

/// How many rows from the top are searched for a heading: real exports carry up to ten title rows.
pub const HEADING_SEARCH: usize = 15;

/// A column that somebody wants.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Stable id of the field.
    pub field: Cow<'static, str>,
    /// Headings under which it is met; `group / leaf` for a leaf below a merged group.
    pub labels: Vec<String>,
    /// Whether the table is useless without it.
    pub required: bool,
    /// Whether a figure depends on it, so that two columns of its name must not be taken one for the other.
    pub decisive: bool,
    /// Fields that make up for it: with a column for any of them it is not missed.
    pub instead: Vec<Cow<'static, str>>,
    /// Whether a longer heading that contains one of its labels will do where none is equal.
    pub loose: bool,
}

impl Wanted {
    /// A column that must stand under exactly one of these headings.
    #[must_use]
    pub fn exactly(field: impl Into<Cow<'static, str>>, labels: Vec<String>) -> Self {
        Self { field: field.into(), labels, required: true, decisive: true, instead: Vec::new(), loose: false }
    }

    /// Whether a table with this heading is useless for want of it.
    #[must_use]
    pub fn is_missing_in(&self, heading: &Heading) -> bool {
        let has = |field: &Cow<'static, str>| heading.column(field).is_some();
        self.required && !has(&self.field) && !self.instead.iter().any(has)
    }
}

/// A field that several columns could fill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    /// The field.
    pub field: Cow<'static, str>,
    /// The columns, from 0.
    pub columns: Vec<usize>,
}

/// The heading of a sheet: labels of each column and the fields that they were recognised as.
#[derive(Debug, Clone)]
pub struct Heading {
    labels: Vec<Label>,
    bound: Bound,
    doubtful: Vec<Doubtful>,
    /// Fields whose column only contains one of their labels.
    loosely: Vec<Cow<'static, str>>,
    stands_at: u64,
    body_starts_at: u64,
}

/// Fields with their columns.
type Bound = Vec<(Cow<'static, str>, usize)>;

#[derive(Debug, Clone, Default)]
struct Label {
    group: String,
    leaf: String,
}

impl Label {
    fn whole(&self) -> String {
        match (self.group.is_empty(), self.leaf.is_empty()) {
            (true, _) => self.leaf.clone(),
            (false, true) => self.group.clone(),
            (false, false) => format!("{} / {}", self.group, self.leaf),
        }
    }
}

impl Heading {
    /// The column of a field, from 0.
    #[must_use]
    pub fn column(&self, field: &str) -> Option<usize> {
        self.bound.iter().find(|(name, _)| *name == field).map(|(_, column)| *column)
    }

    /// The label of a column, `group / leaf` where it stands below a group.
    #[must_use]
    pub fn label(&self, column: usize) -> Option<String> {
        self.labels.get(column).map(Label::whole).filter(|label| !label.is_empty())
    }

    /// Every label from left to right; empty ones stay empty.
    #[must_use]
    pub fn labels(&self) -> Vec<String> {
        self.labels.iter().map(Label::whole).collect()
    }

    /// Labels of the columns that no wanted field was found in.
    #[must_use]
    pub fn unread_labels(&self) -> Vec<String> {
        let unread = (0..self.labels.len()).filter(|column| self.bound.iter().all(|(_, taken)| taken != column));
        unread.filter_map(|column| self.label(column)).collect()
    }

    /// Fields that several columns could fill.
    #[must_use]
    pub fn doubtful(&self) -> &[Doubtful] {
        &self.doubtful
    }

    /// Whether the column of a field only contains one of its labels.
    #[must_use]
    pub fn is_loose(&self, field: &str) -> bool {
        self.loosely.iter().any(|found| found == field)
    }

    /// Every field that has a column, with that column, in the order in which they were wanted.
    pub fn bound(&self) -> impl Iterator<Item = (&str, usize)> {
        self.bound.iter().map(|(field, column)| (field.as_ref(), *column))
    }

    /// How many cells a whole row has: columns up to the last one with a label.
    #[must_use]
    pub fn width(&self) -> usize {
        let labelled = self.labels.iter().rposition(|label| !label.whole().is_empty());
        labelled.map_or(0, |last| last + 1)
    }

    /// Place of the heading, of its last row where it has two.
    #[must_use]
    pub fn stands_at(&self) -> u64 {
        self.stands_at
    }

    /// Place of the first row below the heading.
    #[must_use]
    pub fn body_starts_at(&self) -> u64 {
        self.body_starts_at
    }

    /// How many wanted fields have a column.
    #[must_use]
    pub fn bound_count(&self) -> usize {
        self.bound.len()
    }
}
