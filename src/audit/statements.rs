//! Figures in sentences: what they count, whether they add up, whether they agree with the table that the sentence refers to.
//!
//! In: a [`Reading`]. Out: notes. Only numbers of tasks and rates are looked at; what a clause does not say in
//! words that leave no doubt is left in peace.

use super::{
    appendices::references,
    checks::TEXT,
    reading::{ItemKind, Reading},
    result::Notes,
    row::RowKind,
    table::Table,
};
use crate::{
    locale::vietnamese::count,
    spelling,
    wording::{Figure, FigureValue, IDENTITIES, Number, Role, all_figures_of, is_narrower, says_any},
};

/// Compares every paragraph.
pub fn check(reading: &Reading<'_>, notes: &mut Notes) {
    let mut before: Vec<u64> = Vec::new();
    for paragraph in reading.words() {
        let figures = all_figures_of(&paragraph.text);
        let groups = groups(&figures);
        for group in &groups {
            sums(group, &paragraph.place, notes);
        }
        rates(&figures, &before, &paragraph.place, notes);
        if let [group] = groups.as_slice() {
            with_table(reading, &paragraph.text, group, &paragraph.place, notes);
        }
        before.extend(figures.iter().filter_map(Figure::count));
        before.drain(..before.len().saturating_sub(NEAR));
    }
}

/// Figures that belong together: those after one another in which each role comes once.
fn groups(figures: &[Figure]) -> Vec<Vec<&Figure>> {
    let mut groups: Vec<Vec<&Figure>> = Vec::new();
    for figure in
        figures.iter().filter(|figure| figure.count().is_some() && figure.role.is_some() && !is_narrower(figure))
    {
        match groups.last_mut().filter(|group| group.iter().all(|other| other.role != figure.role)) {
            Some(group) => group.push(figure),
            None => groups.push(vec![figure]),
        }
    }
    groups
}

fn of_role<'f>(group: &[&'f Figure], role: Role) -> Option<(&'f Figure, u64)> {
    let found = group.iter().find(|figure| figure.role == Some(role))?;
    Some((found, found.count()?))
}

fn sums(group: &[&Figure], place: &str, notes: &mut Notes) {
    for (whole, parts) in IDENTITIES {
        let parts: Option<Vec<(&Figure, u64)>> = parts.iter().map(|role| of_role(group, *role)).collect();
        let (Some((figure, whole)), Some(parts)) = (of_role(group, whole), parts) else { continue };
        let sum: u64 = parts.iter().map(|(_, count)| count).sum();
        notes.compared(TEXT, 1);
        if sum == whole {
            continue;
        }
        let told: Vec<&str> = parts.iter().map(|(part, _)| part.written.as_str()).collect();
        let words =
            format!("\"{}\": ghi {}, còn {} = {}", figure.clause.trim(), figure.written, told.join(" + "), count(sum));
        // Two sentences may speak of different tasks.
        if parts.iter().all(|(part, _)| part.sentence == figure.sentence) {
            notes.fail(TEXT, place.to_owned(), words);
        } else {
            notes.look(TEXT, place.to_owned(), words);
        }
    }
}

/// Rates against the numbers of the same paragraph.
fn rates(figures: &[Figure], before: &[u64], place: &str, notes: &mut Notes) {
    for (index, figure) in figures.iter().enumerate() {
        let FigureValue::Rate(rate) = figure.value else { continue };
        // A share right before it is what it is the rate of.
        let last = index.checked_sub(1).and_then(|last| figures.get(last));
        if let Some(Figure { value: FigureValue::Share(part, whole), written, sentence, .. }) = last
            && *sentence == figure.sentence
        {
            notes.compared(TEXT, 1);
            if !rate.is_rate(*part, *whole) {
                let words = format!("ghi {}, còn {written} = {}", figure.written, rate.rate_like(*part, *whole));
                notes.fail(TEXT, place.to_owned(), words);
            }
            continue;
        }
        alone((figures, index), rate, before, place, notes);
    }
}

/// What a rate may be of that is no number of the sentence: `đạt 90% kế hoạch năm`.
const PLANS: [&str; 4] = ["kế hoạch", "dự toán", "chỉ tiêu", "mục tiêu"];
/// Counts before a rate that it may be taken of, and as many behind it.
const NEAR: usize = 20;

/// Whether a count is said to be that of all tasks: `trong tổng số 3.393 nhiệm vụ`.
fn is_whole(figure: &Figure) -> bool {
    let before = figure.clause.split(&figure.written).next().unwrap_or_default();
    figure.role == Some(Role::Assigned) || spelling::key(before).ends_with(&spelling::key("tổng số"))
}

/// A rate without its share: of what its clause says, or of any two numbers near it, the whole perhaps in a paragraph before.
fn alone((figures, index): (&[Figure], usize), rate: Number, before: &[u64], place: &str, notes: &mut Notes) {
    let Some(figure) = figures.get(index) else { return };
    let near = figures.get(index.saturating_sub(NEAR)..figures.len().min(index + NEAR)).unwrap_or_default();
    let counts: Vec<u64> = near.iter().filter_map(Figure::count).collect();
    let fits = |part: u64| counts.iter().any(|whole| part <= *whole && rate.is_rate(part, *whole));
    let pairs =
        || counts.iter().enumerate().flat_map(|(at, one)| counts.iter().skip(at + 1).map(move |other| one + other));
    let fits_any = || counts.len() >= 2 && (counts.iter().copied().any(fits) || pairs().any(fits));
    let meant = |role: Role| {
        let of_role = figures.iter().filter(|other| other.role == Some(role) && !is_narrower(other));
        let mut found = of_role.filter_map(Figure::count);
        found.next().filter(|_| found.next().is_none())
    };
    let (done, assigned) = (meant(Role::Done), meant(Role::Assigned));
    if let (Some(Role::Done), Some(part), Some(whole), false) = (figure.role, done, assigned, is_narrower(figure)) {
        notes.compared(TEXT, 1);
        match rate.is_rate(part, whole) {
            true => {}
            false if fits_any() => notes.look(TEXT, place.to_owned(), differs(figure, rate, part, whole)),
            false => notes.fail(TEXT, place.to_owned(), differs(figure, rate, part, whole)),
        }
        return;
    }
    let of_before = |part: &u64| before.iter().any(|whole| part <= whole && rate.is_rate(*part, *whole));
    if fits_any() || counts.iter().any(of_before) {
        return notes.compared(TEXT, 1);
    }
    unborne((near, figure), rate, place, notes);
}

/// What a rate says, and what it should.
fn differs(figure: &Figure, rate: Number, part: u64, whole: u64) -> String {
    let should = rate.rate_like(part, whole);
    format!("ghi {}, còn {}/{} = {should}", figure.written, count(part), count(whole))
}

/// A rate that no numbers near it make: wrong where its sentence leaves no doubt of which it is, else worth a look.
fn unborne((near, figure): (&[Figure], &Figure), rate: Number, place: &str, notes: &mut Notes) {
    let said: Vec<&Figure> =
        near.iter().filter(|other| other.sentence == figure.sentence && other.count().is_some()).collect();
    let is_of_plans = says_any(&spelling::key(&figure.clause), &PLANS);
    if is_of_plans || is_narrower(figure) || said.iter().any(|other| is_narrower(other)) {
        return;
    }
    match said.as_slice() {
        // `Trong tổng số 120 nhiệm vụ, đã hoàn thành 100 nhiệm vụ (93,3%)`
        [whole, part] | [part, whole] if is_whole(whole) && part.count() <= whole.count() => {
            let (Some(part), Some(whole)) = (part.count(), whole.count()) else { return };
            notes.compared(TEXT, 1);
            notes.fail(TEXT, place.to_owned(), differs(figure, rate, part, whole));
        }
        [_, _, ..] => {
            notes.compared(TEXT, 1);
            let words = format!("không thấy tỷ lệ {} được tính từ những số nào trong câu", figure.written);
            notes.look(TEXT, place.to_owned(), words);
        }
        _ => {}
    }
}

/// The one table of the appendix that a paragraph refers to says the same in its total row.
fn with_table(reading: &Reading<'_>, text: &str, group: &[&Figure], place: &str, notes: &mut Notes) {
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
    for figure in group {
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
