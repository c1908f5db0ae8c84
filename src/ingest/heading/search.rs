//! The search for the heading: every position is tried, one row and two.
//!
//! In: the first rows of a sheet and the wanted headings. Out: the [`Heading`] that names most fields.

use super::{Bound, Doubtful, HEADING_SEARCH, Heading, Label, Wanted, loose};
use crate::spelling;

/// Where the body starts below a heading that is the last row.
const END: u64 = u64::MAX;

/// The heading among the first rows of a sheet: the first that has all required columns, else the one that names most;
/// `None` when no row names at least two wanted fields. Headings that merely contain a label are looked at when equal ones do not
/// suffice, and for fields that are still without a column. `top` holds two rows more than are searched, or all there are: the row
/// behind the heading tells where the body starts.
#[must_use]
pub fn find(top: &[(u64, Vec<String>)], wanted: &[Wanted]) -> Option<Heading> {
    let keys: Vec<Vec<String>> =
        wanted.iter().map(|want| want.labels.iter().map(|label| spelling::key(label)).collect()).collect();
    let is_whole = |found: &Heading| wanted.iter().all(|want| !want.is_missing_in(found));
    let found = search(top, wanted, &keys, false);
    if wanted.iter().all(|want| !want.loose) {
        return found;
    }
    match found {
        Some(whole) if is_whole(&whole) => {
            let Heading { labels, stands_at, body_starts_at, .. } = whole;
            Some(read(labels, (stands_at, body_starts_at), wanted, &keys, true))
        }
        strict => search(top, wanted, &keys, true).or(strict),
    }
}

fn search(top: &[(u64, Vec<String>)], wanted: &[Wanted], keys: &[Vec<String>], loosely: bool) -> Option<Heading> {
    let place_of = |index: usize| top.get(index).map_or(END, |(place, _)| *place);
    let heading = |labels, index: usize| read(labels, (place_of(index), place_of(index + 1)), wanted, keys, loosely);
    let one_row = |index: usize| {
        let labels = top.get(index)?.1.iter().map(|leaf| Label { group: String::new(), leaf: leaf.clone() });
        Some(heading(labels.collect(), index))
    };
    let two_rows = |index: usize| {
        let labels = two_row_labels(&top.get(index)?.1, &top.get(index + 1)?.1);
        Some(heading(labels, index + 1))
    };
    let is_whole = |found: &Heading| wanted.iter().all(|want| !want.is_missing_in(found));
    let mut best: Option<Heading> = None;
    for index in 0..top.len().min(HEADING_SEARCH) {
        let Some(mut found) = one_row(index) else { continue };
        if let Some(pair) = two_rows(index).filter(|pair| pair.bound.len() > found.bound.len()) {
            // A title above a heading names nothing that the heading alone does not; the heading comes next, with the row below it.
            let is_title = one_row(index + 1).is_some_and(|below| below.bound.len() >= pair.bound.len());
            if is_title && index + 1 < HEADING_SEARCH {
                continue;
            }
            found = pair;
        }
        if found.bound.len() >= 2 && is_whole(&found) {
            return Some(found);
        }
        if found.bound.len() >= 2 && best.as_ref().is_none_or(|best| found.bound.len() > best.bound.len()) {
            best = Some(found);
        }
    }
    best
}

fn read(
    labels: Vec<Label>,
    (stands_at, body_starts_at): (u64, u64),
    wanted: &[Wanted],
    keys: &[Vec<String>],
    loosely: bool,
) -> Heading {
    let (mut bound, mut doubtful) = bind(&labels, wanted, keys);
    let loosely = if loosely { loose::bind(&labels, wanted, keys, &mut bound, &mut doubtful) } else { Vec::new() };
    Heading { labels, bound, doubtful, loosely, stands_at, body_starts_at }
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

/// Each field takes the column that carries the earliest of its labels; a column serves one field. Where several free columns
/// carry that label the choice is doubtful, and they are told.
fn bind(labels: &[Label], wanted: &[Wanted], keys: &[Vec<String>]) -> (Bound, Vec<Doubtful>) {
    let leaves: Vec<String> = labels.iter().map(|label| spelling::key(&label.leaf)).collect();
    let wholes: Vec<String> = labels.iter().map(|label| spelling::key(&label.whole())).collect();
    let mut bound: Bound = Vec::new();
    let mut doubtful = Vec::new();
    for (want, keys) in wanted.iter().zip(keys) {
        let carrying = |labels: &[String], key: &String| -> Vec<usize> {
            let free = |column: &usize| bound.iter().all(|(_, taken)| taken != column);
            labels
                .iter()
                .enumerate()
                .filter(|(_, label)| *label == key)
                .map(|(column, _)| column)
                .filter(free)
                .collect()
        };
        let found = keys.iter().filter(|key| !key.is_empty()).find_map(|key| {
            let columns = [carrying(&wholes, key), carrying(&leaves, key)];
            columns.into_iter().find(|columns| !columns.is_empty())
        });
        let Some(columns) = found else { continue };
        if columns.len() > 1 && want.decisive {
            doubtful.push(Doubtful { field: want.field.clone(), columns: columns.clone() });
        }
        bound.extend(columns.first().map(|column| (want.field.clone(), *column)));
    }
    (bound, doubtful)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<(u64, Vec<String>)> {
        (1..).zip(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())).collect()
    }

    fn want(field: &'static str, labels: &[&str]) -> Wanted {
        Wanted::exactly(field, labels.iter().map(|label| (*label).to_owned()).collect())
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
    fn a_title_above_a_one_row_heading_is_no_group() {
        let top = rows(&[&["DANH SÁCH", "", ""], &["TT", "Cơ quan", "Hạn"], &["1", "Sở Y tế", "31/8/2018"]]);
        let heading = find(&top, &[want("unit", &["Cơ quan"]), want("deadline", &["Hạn"])]).unwrap();
        assert_eq!(heading.labels(), ["TT", "Cơ quan", "Hạn"]);
        assert_eq!(heading.body_starts_at(), 3);
    }

    #[test]
    fn the_first_whole_heading_wins_over_a_richer_one_below() {
        let top = rows(&[&["Cơ quan", "Hạn"], &["Sở Y tế", "31/8/2018"], &["Cơ quan", "Hạn", "Ngày giao"]]);
        let mut given = want("given", &["Ngày giao"]);
        given.required = false;
        let heading = find(&top, &[want("unit", &["Cơ quan"]), want("deadline", &["Hạn"]), given]).unwrap();
        assert_eq!(heading.body_starts_at(), 2);
    }

    #[test]
    fn two_columns_of_one_name_are_doubtful() {
        let top = rows(&[&["Cơ quan", "Hạn", "Hạn"]]);
        let heading = find(&top, &[want("unit", &["Cơ quan"]), want("deadline", &["Hạn"])]).unwrap();
        assert_eq!(heading.doubtful(), [Doubtful { field: "deadline".into(), columns: vec![1, 2] }]);
    }

    #[test]
    fn a_sheet_without_the_headings_has_none() {
        assert!(find(&rows(&[&["a", "b"], &["c", "d"]]), &[want("unit", &["Cơ quan"])]).is_none());
    }
}
