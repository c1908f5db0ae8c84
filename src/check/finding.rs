//! What a check found in a row, in words.
//!
//! In: rows of a task batch, rows that wait, rows that lost characters. Out: [`Finding`]s, in Vietnamese.

use polars::prelude::{AnyValue, DataFrame, Expr, LazyFrame, PolarsError, col, lit, when};

use super::{
    catalogue::{Settings, Shows},
    expressions::day,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    locale::{self, Lang, vietnamese},
    normalize::{Closing, QuarantinedRow, Reported, Source, UnitList},
    schema::field,
    value::date_of_epoch_days,
};

/// What the dates of a row say at the day of its label.
const BY_DATES: &str = "status_by_dates";

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Finding {
    /// (index of the source, place); none for what stands in no row.
    pub place: Option<(usize, u64)>,
    /// The id of the task.
    pub task_id: String,
    /// Its lead units, or the unit that is spoken of.
    pub units: String,
    /// What was found.
    pub words: String,
}

/// Adds what the dates say, where there is a day of labels: the words that a finding on labels shows.
pub fn with_dates_status(rows: LazyFrame, settings: &Settings) -> LazyFrame {
    let Some(label_day) = settings.label_day else { return rows };
    let deadline =
        when(col("deadline_latest").is_not_null()).then(col("deadline_latest")).otherwise(col("deadline_original"));
    let done = col("completed_on").is_not_null().and(col("completed_on").lt_eq(day(label_day)));
    let passed = |end: Expr| end.gt(deadline.clone()).fill_null(lit(false));
    let says = |code: Reported| lit(status_words(code));
    let by_dates = when(done)
        .then(when(passed(col("completed_on"))).then(says(Reported::Late)).otherwise(says(Reported::OnTime)))
        .otherwise(when(passed(day(label_day))).then(says(Reported::Overdue)).otherwise(says(Reported::InDeadline)));
    rows.with_columns([by_dates.alias(BY_DATES)])
}

/// What a row shows of itself.
pub fn of_row(
    rows: &DataFrame,
    row: usize,
    shows: Shows,
    source: &Source,
    units: &UnitList,
) -> Result<Finding, PolarsError> {
    let index = rows.column("source")?.u32()?.get(row).unwrap_or_default();
    let place = rows.column("place")?.u64()?.get(row).unwrap_or_default();
    let leads = rows.column("lead_units")?.u32()?.get(row).map(|set| units.of_set(set)).unwrap_or_default();
    let words = match shows {
        Shows::Fields(fields) => values(rows, row, fields)?,
        Shows::Status => status(rows, row, &source.table.text(place, "status_label"))?,
        Shows::Rules => rules(rows, row, |field| source.table.text(place, field))?,
    };
    Ok(Finding {
        place: Some((index as usize, place)),
        task_id: printed(&rows.column("task_id")?.get(row)?),
        units: units.names(leads),
        words,
    })
}

fn values(rows: &DataFrame, row: usize, fields: &[&str]) -> Result<String, PolarsError> {
    let mut words = Vec::new();
    for id in fields {
        let value = printed(&rows.column(id)?.get(row)?);
        if let (Some(field), false) = (field(id), value.is_empty()) {
            words.push(format!("{}: {value}", field.name));
        }
    }
    Ok(words.join("; "))
}

/// The label, how it is read, and what the dates say.
fn status(rows: &DataFrame, row: usize, label: &str) -> Result<String, PolarsError> {
    let code = rows.column("status_reported")?.u8()?.get(row);
    let read = Reported::ALL.into_iter().find(|reported| Some(reported.code()) == code);
    let mut words = Vec::new();
    if !label.is_empty() {
        words.push(format!("nhãn \"{label}\""));
    }
    words.extend(read.map(|read| format!("theo nhãn: {}", status_words(read))));
    if rows.get_column_index(BY_DATES).is_some() {
        words.push(format!("theo ngày: {}", printed(&rows.column(BY_DATES)?.get(row)?)));
    }
    Ok(words.join("; "))
}

fn status_words(code: Reported) -> &'static str {
    match code {
        Reported::OnTime => "đã hoàn thành đúng hạn",
        Reported::Late => "đã hoàn thành nhưng quá hạn",
        Reported::InDeadline => "chưa hoàn thành, còn trong hạn",
        Reported::Overdue => "chưa hoàn thành, đã trễ hạn",
        Reported::Done => "đã hoàn thành",
        Reported::Open => "chưa hoàn thành",
        Reported::Awaiting => "chờ xác nhận",
        Reported::Cancelled => "thu hồi, hủy giao",
        Reported::Returned => "trả lại",
        Reported::Transferred => "chuyển đơn vị khác",
    }
}

/// Each deadline that is not written as a day: the cell, the day made of it, and the rule.
fn rules(rows: &DataFrame, row: usize, cell: impl Fn(&str) -> String) -> Result<String, PolarsError> {
    let mut words = Vec::new();
    for id in ["deadline_original", "deadline_latest"] {
        let rule = printed(&rows.column(&format!("{id}_rule"))?.get(row)?);
        let day = printed(&rows.column(id)?.get(row)?);
        let day = if day.is_empty() { "không có hạn".to_owned() } else { day };
        if let (Some(field), false) = (field(id), rule.is_empty()) {
            let why = locale::reason(&rule, Lang::Vi);
            words.push(format!("{}: \"{}\" → {day} ({why})", field.name, cell(id)));
        }
    }
    Ok(words.join("; "))
}

/// Rows that wait for one of these reasons; for any where there is none.
pub fn waiting(closing: &Closing, sources: &[Source], codes: &[Code]) -> Vec<Finding> {
    let of_codes = |row: &&QuarantinedRow| codes.is_empty() || row.reasons.iter().any(|why| codes.contains(&why.code));
    let words = |row: &QuarantinedRow| {
        let reasons = row.reasons.iter().filter(|why| codes.is_empty() || codes.contains(&why.code));
        reasons.map(in_words).collect::<Vec<_>>().join("\n")
    };
    let rows = closing.quarantine.iter().filter(of_codes);
    let cell = |row: &QuarantinedRow, field| {
        sources.get(row.source).map(|source| source.table.text(row.place, field)).unwrap_or_default()
    };
    let finding = |row: &QuarantinedRow| Finding {
        place: Some((row.source, row.place)),
        task_id: cell(row, "task_id"),
        units: cell(row, "lead_units"),
        words: words(row),
    };
    rows.map(finding).collect()
}

/// A reason to wait, with the name that may be meant: proposed, never taken.
fn in_words(why: &Diagnostic) -> String {
    let nearest = why.details.iter().find(|(name, nearest)| *name == "nearest" && !nearest.is_empty());
    let proposed = nearest.map(|(_, nearest)| format!("; có phải là \"{nearest}\"?")).unwrap_or_default();
    locale::summary(why, Lang::Vi) + &proposed
}

/// Rows that lost characters: those that count all the same, and those that wait since their id or unit lost some.
pub fn damaged(closing: &Closing, sources: &[Source]) -> Vec<Finding> {
    let finding = |(index, place, id): &(usize, u64, &str)| {
        let cell = |field: &str| sources.get(*index).map(|source| source.table.text(*place, field)).unwrap_or_default();
        let name = field(id).map_or("", |field| field.name);
        Finding {
            place: Some((*index, *place)),
            task_id: cell("task_id"),
            units: cell("lead_units"),
            words: format!("{name}: {}", cell(id).replace(char::REPLACEMENT_CHARACTER, "…")),
        }
    };
    let mut findings: Vec<Finding> = closing.damaged.iter().map(finding).collect();
    findings.extend(waiting(closing, sources, &[Code::DamagedText]));
    findings.sort_by_key(|finding| finding.place);
    findings
}

fn printed(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Date(days) => date_of_epoch_days(*days).map(vietnamese::short_date).unwrap_or_default(),
        AnyValue::String(text) => (*text).to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        _ => String::new(),
    }
}
