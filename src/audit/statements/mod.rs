//! Figures in sentences: what they count, whether they add up, whether they agree with the table that the sentence refers to.
//!
//! In: a [`Reading`]. Out: notes. Only numbers of tasks and rates are looked at; what a clause does not say in
//! words that leave no doubt is left in peace.

mod rates;

use super::{
    appendices::references,
    beside::lies_within,
    checks::TEXT,
    past,
    reading::{ItemKind, Reading},
    result::Notes,
    row::RowKind,
    table::Table,
};
use crate::{
    locale::vietnamese::count,
    wording::{Figure, IDENTITIES, Role, all_figures_of, is_narrower},
};

/// Compares every paragraph.
pub fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let mut before: Vec<Figure> = Vec::new();
    for paragraph in reading.words() {
        let figures = all_figures_of(&paragraph.text);
        let groups = groups(&figures);
        for group in &groups {
            sums(group, &figures, &paragraph.place, notes);
        }
        rates::check(&figures, &before, &paragraph.place, notes);
        if let [group] = groups.as_slice() {
            with_table(reading, &paragraph.text, group, &paragraph.place, notes);
        }
        before.extend(figures.into_iter().filter(|figure| figure.count().is_some()));
        before.drain(..before.len().saturating_sub(rates::NEAR));
    }
}

/// A figure with what it counts, and whether that was read from what stands beside it.
struct Said<'f> {
    figure: &'f Figure,
    role: Role,
    is_read: bool,
}

/// Figures that belong together: those after one another in which each role comes once, of one time within a sentence.
fn groups(figures: &[Figure]) -> Vec<Vec<Said<'_>>> {
    let counts: Vec<&Figure> =
        figures.iter().filter(|figure| figure.count().is_some() && !is_narrower(figure)).collect();
    let roles: Vec<Option<Role>> = counts.iter().map(|figure| figure.role).collect();
    let mut groups: Vec<Vec<Said<'_>>> = Vec::new();
    for ((figure, own), meaning) in counts.into_iter().zip(&roles).zip(past::settled(&roles)) {
        let Some(role) = meaning.or(*own) else { continue };
        let said = Said { figure, role, is_read: meaning.is_some() };
        let belongs = |group: &&mut Vec<Said<'_>>| {
            group.iter().all(|other| other.role != role && !are_of_two_times(other.figure, figure))
        };
        match groups.last_mut().filter(belongs) {
            Some(group) => group.push(said),
            None => groups.push(vec![said]),
        }
    }
    groups
}

/// Whether a sentence says of two figures that they are of different times: `trong tháng`, `lũy kế`.
fn are_of_two_times(one: &Figure, other: &Figure) -> bool {
    one.sentence == other.sentence && one.time.zip(other.time).is_some_and(|(one, other)| one != other)
}

/// Whether nothing says that two figures are of different tasks: one sentence, one time.
fn are_of_one_kind(one: &Figure, other: &Figure) -> bool {
    one.sentence == other.sentence && one.time == other.time
}

fn sums(group: &[Said<'_>], figures: &[Figure], place: &str, notes: &mut Notes) {
    for (whole, parts) in IDENTITIES {
        let of = |role: Role| group.iter().find(|said| said.role == role);
        let parts: Option<Vec<&Said<'_>>> = parts.iter().map(|role| of(*role)).collect();
        let (Some(whole), Some(parts)) = (of(whole), parts) else { continue };
        let Some(stated) = whole.figure.count() else { continue };
        let sum: u64 = parts.iter().filter_map(|part| part.figure.count()).sum();
        notes.compared(TEXT, 1);
        let others = others(whole.figure, &parts, figures);
        let is_unknown = |other: &&&Figure| other.role.is_none() && !lies_within(&other.clause);
        let unknown: u64 = others.iter().filter(is_unknown).filter_map(|other| other.count()).sum();
        // `đang thực hiện 30 nhiệm vụ, tạm dừng 10 nhiệm vụ`
        if sum == stated || unknown > 0 && sum + unknown == stated {
            continue;
        }
        let told: Vec<&str> = parts.iter().map(|part| part.figure.written.as_str()).collect();
        let figure = whole.figure;
        let words =
            format!("\"{}\": ghi {}, còn {} = {}", figure.clause.trim(), figure.written, told.join(" + "), count(sum));
        let missing = others.iter().find(|other| other.count().is_some_and(|count| sum + count == stated));
        if let Some(missing) = missing {
            let words = format!("{words}; bằng nhau nếu cộng cả {} (\"{}\")", missing.written, missing.clause.trim());
            notes.look(TEXT, place.to_owned(), words);
        } else if parts.iter().all(|part| are_of_one_kind(part.figure, figure) && !part.is_read) && !whole.is_read {
            notes.fail(TEXT, place.to_owned(), words);
        } else {
            // Two sentences may speak of different tasks, and words that only say past the deadline of something else.
            notes.look(TEXT, place.to_owned(), words);
        }
    }
}

/// The other counts of the sentence of a whole.
fn others<'f>(whole: &Figure, parts: &[&Said<'_>], figures: &'f [Figure]) -> Vec<&'f Figure> {
    let is_other = |figure: &&Figure| {
        figure.sentence == whole.sentence
            && figure.count().is_some()
            && *figure != whole
            && parts.iter().all(|part| part.figure != *figure)
    };
    figures.iter().filter(is_other).collect()
}

/// The one table of the appendix that a paragraph refers to says the same in its total row.
fn with_table(reading: &Reading<'_>, text: &str, group: &[Said<'_>], place: &str, notes: &mut Notes) {
    let refers = references(text);
    let [label] = refers.as_slice() else { return };
    let tables: Vec<&Table<'_>> = reading
        .items
        .iter()
        .filter(|item| item.appendix.as_ref().is_some_and(|appendix| appendix.number == label.number))
        .filter_map(|item| match &item.kind {
            ItemKind::Table(table) => Some(table),
            ItemKind::Words(_) => None,
        })
        .collect();
    let [table] = tables.as_slice() else { return };
    let mut totals = table.rows.iter().filter(|row| row.kind == RowKind::Total);
    let (Some(total), None) = (totals.next(), totals.next()) else { return };
    for Said { figure, .. } in group {
        let column = figure.role.and_then(|role| table.column_of(role));
        let (Some(column), Some(said)) = (column, figure.count()) else { continue };
        let Some(stated) = table.count(total, column) else { continue };
        notes.compared(TEXT, 1);
        if said != stated {
            let words = format!(
                "\"{}\": ghi {}, còn {} ghi {}",
                figure.clause.trim(),
                figure.written,
                table.place(total, column),
                count(stated)
            );
            notes.fail(TEXT, place.to_owned(), words);
        }
    }
}
