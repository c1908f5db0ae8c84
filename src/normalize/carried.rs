//! Documents that are written once, above all tasks of theirs: where a mapping says so, a blank cell means the document above.
//!
//! In: what a field of the document is in one row after the other. Out: the same with blanks filled.

use super::mapping::Mapping;
use crate::{
    ingest::{Heading, Rows},
    schema::Field,
    spelling,
};

/// Fields that stand once for several tasks.
const OF_DOCUMENT: [&str; 2] = ["document", "document_date"];

/// What a field of the document was in the last row that named one.
pub struct Carried {
    /// The columns that name the document.
    naming: Vec<usize>,
    text: Option<String>,
    day: Option<i32>,
}

impl Carried {
    /// `None` for fields of which every row speaks for itself.
    pub fn new(field: &Field, heading: &Heading, mapping: &Mapping) -> Option<Self> {
        let naming = ["document", "document_notation"].into_iter().filter_map(|name| heading.column(name)).collect();
        let is_carried = mapping.document_carried_down && OF_DOCUMENT.contains(&field.id);
        is_carried.then_some(Self { naming, text: None, day: None })
    }

    /// The text of this row, or that of the document above.
    pub fn text(&mut self, row: &dyn Rows, own: Option<String>) -> Option<String> {
        over(&self.naming, &mut self.text, row, own)
    }

    /// The day of this row, or that of the document above.
    pub fn day(&mut self, row: &dyn Rows, own: Option<i32>) -> Option<i32> {
        over(&self.naming, &mut self.day, row, own)
    }

    /// Tasks of another group are of no document above it.
    pub fn forget(&mut self) {
        (self.text, self.day) = (None, None);
    }
}

fn over<T: Clone>(naming: &[usize], above: &mut Option<T>, row: &dyn Rows, own: Option<T>) -> Option<T> {
    let names_one = naming.iter().any(|column| !spelling::key(&row.cell(*column).text()).is_empty());
    if names_one || own.is_some() {
        *above = own;
    }
    above.clone()
}
