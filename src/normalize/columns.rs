//! What the columns of an export make one wonder about, before any row is counted.
//!
//! In: a source. Out: warnings and notices: columns that nothing reads or nobody sees, labels that decide since no day of completion is
//! read, deadlines that are not there, columns full of dates that nothing reads.

use super::{
    SEQUENCE, Source,
    dates::{self, DateSettings},
    secrecy,
};
use crate::{
    diagnostic::{Code, Diagnostic, Location},
    locale::vietnamese,
    policy::{Policy, StatusFrom},
    spelling,
};

/// Rows that are looked at.
const SAMPLED_ROWS: usize = 200;

/// The days that figures are made of.
const DECISIVE: [&str; 3] = ["assigned_on", "deadline_original", "completed_on"];

/// Everything that the columns make one wonder about.
pub fn doubts(source: &Source, policy: &Policy, dates: DateSettings) -> Vec<Diagnostic> {
    [status_by_labels(source, policy), no_deadlines(source), unread_dates(source, dates)]
        .into_iter()
        .flatten()
        .collect()
}

fn place(source: &Source) -> Location {
    Location { sheet: source.table.sheet().map(str::to_owned), ..Location::file(source.table.file()) }
}

/// Words of headings that change what a task counts as; a column that has one should not stay unread unnoticed.
const TELLING_WORDS: [&str; 9] =
    ["mật", "gia hạn", "hạn", "trạng thái", "tình trạng", "thu hồi", "đơn vị", "cơ quan", "chủ trì"];

/// Headings that nothing reads, but for running numbers and marks of secrecy.
pub fn unread_labels(source: &Source) -> Vec<String> {
    let is_sequence = |label: &String| SEQUENCE.iter().any(|name| spelling::key(name) == spelling::key(label));
    let is_read = |label: &String| is_sequence(label) || secrecy::speaks_of_secrecy(label);
    source.table.heading().unread_labels().into_iter().filter(|label| !is_read(label)).collect()
}

/// Columns that no field was found for: a notice, or a warning when one of them may change a figure.
pub fn unread(source: &Source) -> Option<Diagnostic> {
    let unread = unread_labels(source);
    let padded = |text: &str| format!(" {} ", spelling::key(text));
    let tells = |label: &String| TELLING_WORDS.iter().any(|word| padded(label).contains(&padded(word)));
    let make = if unread.iter().any(tells) { Diagnostic::warning } else { Diagnostic::notice };
    (!unread.is_empty()).then(|| make(Code::UnreadColumns).at(place(source)).with("columns", unread.join(" | ")))
}

/// Columns that nobody sees who opens the file: a notice, since what they hold counts.
pub fn hidden(source: &Source) -> Option<Diagnostic> {
    let columns = source.table.hidden_columns();
    let found = Diagnostic::notice(Code::HiddenColumns).at(place(source));
    (!columns.is_empty()).then(|| found.with("columns", columns.join(", ")))
}

/// Labels decide though nobody chose so, for a day that nobody said.
fn status_by_labels(source: &Source, policy: &Policy) -> Option<Diagnostic> {
    let day = source.extracted_on?;
    let is_chosen = policy.status_from != StatusFrom::Auto || !source.is_day_assumed;
    let found = Diagnostic::warning(Code::StatusByLabels).at(place(source));
    let found = found.with("day", vietnamese::short_date(day)).with("written", day);
    (!is_chosen && source.is_read_by_labels(policy)).then_some(found)
}

/// Without deadlines only labels tell what is late.
fn no_deadlines(source: &Source) -> Option<Diagnostic> {
    source.is_without_deadlines().then(|| Diagnostic::warning(Code::NoDeadlines).at(place(source)))
}

/// Columns full of dates that no field reads: a warning where a day that decides has no column.
fn unread_dates(source: &Source, dates: DateSettings) -> Option<Diagnostic> {
    let heading = source.table.heading();
    let is_read = |column: usize| heading.bound().any(|(_, taken)| taken == column);
    let unread: Vec<(usize, String)> = (0..heading.labels().len())
        .filter(|column| !is_read(*column))
        .filter_map(|column| Some((column, heading.label(column)?)))
        .collect();
    let mut counts = vec![(0_usize, 0_usize); unread.len()];
    let mut rows = source.table.rows();
    for _ in 0..SAMPLED_ROWS {
        if unread.is_empty() || !rows.advance() {
            break;
        }
        for ((column, _), (filled, days)) in unread.iter().zip(&mut counts) {
            let cell = rows.cell(*column);
            *filled += usize::from(!cell.is_empty());
            *days += usize::from(matches!(dates::decode(&cell, dates.of(&source.mapping)), Ok(Some(_))));
        }
    }
    let full = unread.into_iter().zip(counts).filter(|(_, (filled, days))| *days > 0 && days * 2 > *filled);
    let columns: Vec<String> = full.map(|((_, label), _)| label).collect();
    let make = if DECISIVE.iter().all(|field| heading.column(field).is_some()) {
        Diagnostic::notice
    } else {
        Diagnostic::warning
    };
    let found = make(Code::UnreadDates).at(place(source)).with("file", source.table.file());
    (!columns.is_empty()).then(|| found.with("columns", columns.join(" | ")))
}
