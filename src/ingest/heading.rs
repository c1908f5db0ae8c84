//! Where the heading is and which column holds which field.
//!
//! In: the first rows of a sheet and the wanted headings. Out: a [`Heading`] of one or two rows. Exports drift (title
//! rows above, merged groups, an empty STT cell), so every position is tried and the one that names most fields wins.

use std::borrow::Cow;

use crate::spelling;

/// How many rows from the top are searched for a heading: real exports carry up to ten title rows.
pub const HEADING_SEARCH: usize = 15;

/// Where the body starts below a heading that is the last row.
const END: u64 = u64::MAX;

/// A column that somebody wants.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Stable id of the field.
    pub field: Cow<'static, str>,
    /// Headings under which it is met; `group / leaf` for a leaf below a merged group.
    pub labels: Vec<String>,
    /// Whether the table is useless without it.
    pub required: bool,
}

/// The heading of a sheet: labels of each column and the fields that they were recognised as.
#[derive(Debug, Clone)]
pub struct Heading {
    labels: Vec<Label>,
    bound: Vec<(Cow<'static, str>, usize)>,
    body_starts_at: u64,
}

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

/// The heading among the first rows of a sheet; `None` when no row names at least two wanted fields. `top` holds two rows
/// more than are searched, or all there are: the row behind the heading tells where the body starts.
#[must_use]
pub fn find(top: &[(u64, Vec<String>)], wanted: &[Wanted]) -> Option<Heading> {
    let keys: Vec<Vec<String>> =
        wanted.iter().map(|want| want.labels.iter().map(|l| spelling::key(l)).collect()).collect();
    let mut best: Option<Heading> = None;
    let place_of = |index: usize| top.get(index).map_or(END, |(place, _)| *place);
    for (index, (_, upper)) in top.iter().enumerate().take(HEADING_SEARCH) {
        let one_row = upper.iter().map(|leaf| Label { group: String::new(), leaf: leaf.clone() }).collect();
        // A lone cell is a title; groups stand side by side.
        let may_hold_groups = upper.iter().filter(|cell| !cell.is_empty()).count() > 1;
        let below = top.get(index + 1).filter(|_| may_hold_groups);
        let two_rows = below.map(|(_, lower)| (two_row_labels(upper, lower), place_of(index + 2)));
        for (labels, body_starts_at) in std::iter::once((one_row, place_of(index + 1))).chain(two_rows) {
            let bound = bind(&labels, wanted, &keys);
            // A two-row reading of a one-row heading binds no more fields than the one-row reading; the first one stays.
            if bound.len() >= 2 && best.as_ref().is_none_or(|best| bound.len() > best.bound.len()) {
                best = Some(Heading { labels, bound, body_starts_at });
            }
        }
    }
    best
}

/// Labels of two heading rows: a group reaches over the empty cells at its right, as merged cells are stored.
fn two_row_labels(upper: &[String], lower: &[String]) -> Vec<Label> {
    let width = upper.len().max(lower.len());
    let text = |row: &[String], column: usize| row.get(column).cloned().unwrap_or_default();
    let mut group = String::new();
    let mut labels = Vec::with_capacity(width);
    for column in 0..width {
        let (above, below) = (text(upper, column), text(lower, column));
        if !above.is_empty() {
            group = above;
        }
        if below.is_empty() {
            // Merged down over both rows.
            labels.push(Label { group: String::new(), leaf: std::mem::take(&mut group) });
        } else {
            labels.push(Label { group: group.clone(), leaf: below });
        }
    }
    labels
}

/// Each field takes the first column that carries the earliest of its labels; a column serves one field.
fn bind(labels: &[Label], wanted: &[Wanted], keys: &[Vec<String>]) -> Vec<(Cow<'static, str>, usize)> {
    let leaves: Vec<String> = labels.iter().map(|label| spelling::key(&label.leaf)).collect();
    let wholes: Vec<String> = labels.iter().map(|label| spelling::key(&label.whole())).collect();
    let mut bound: Vec<(Cow<'static, str>, usize)> = Vec::new();
    for (want, keys) in wanted.iter().zip(keys) {
        let free = |column: &usize| bound.iter().all(|(_, taken)| taken != column);
        let carries = |key: &String| {
            let whole = wholes.iter().enumerate().filter(|(_, label)| *label == key);
            let leaf = leaves.iter().enumerate().filter(|(_, label)| *label == key);
            whole.chain(leaf).map(|(column, _)| column).find(free)
        };
        if let Some(column) = keys.iter().filter(|key| !key.is_empty()).find_map(carries) {
            bound.push((want.field.clone(), column));
        }
    }
    bound
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<(u64, Vec<String>)> {
        (1..).zip(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())).collect()
    }

    fn want(field: &'static str, labels: &[&str]) -> Wanted {
        Wanted { field: field.into(), labels: labels.iter().map(|label| (*label).to_owned()).collect(), required: true }
    }

    #[test]
    fn a_two_row_heading_below_title_rows_is_found() {
        let top = rows(&[
            &["DANH SÁCH", "", "", ""],
            &["", "", "", ""],
            &["STT", "Thời hạn", "", "Cơ quan được giao"],
            &["", "Hạn xử lý", "Gia hạn đến", ""],
            &["1", "31/8/2018", "", "Sở Y tế"],
        ]);
        let wanted = [want("deadline", &["Thời hạn / Hạn xử lý"]), want("unit", &["CƠ QUAN ĐƯỢC  GIAO"])];
        let heading = find(&top, &wanted).unwrap();
        assert_eq!((heading.column("deadline"), heading.column("unit")), (Some(1), Some(3)));
        assert_eq!(heading.body_starts_at(), 5);
        assert_eq!(heading.labels(), ["STT", "Thời hạn / Hạn xử lý", "Thời hạn / Gia hạn đến", "Cơ quan được giao"]);
    }

    #[test]
    fn a_one_row_heading_does_not_swallow_its_first_data_row() {
        let top = rows(&[&["TT", "Cơ quan", "Hạn"], &["1", "Sở Y tế", "31/8/2018"]]);
        let heading = find(&top, &[want("unit", &["Cơ quan"]), want("deadline", &["Hạn"])]).unwrap();
        assert_eq!(heading.body_starts_at(), 2);
    }

    #[test]
    fn a_sheet_without_the_headings_has_none() {
        assert!(find(&rows(&[&["a", "b"], &["c", "d"]]), &[want("unit", &["Cơ quan"])]).is_none());
    }
}
