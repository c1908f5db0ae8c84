//! Results as a table on a terminal, with bars.
//!
//! In: rows, totals, and the shares that bars show. Out: lines no wider than the terminal; words are cut where they must be.

use crate::{analyze::Results, document::Value, locale::vietnamese, value::Ratio};

/// Letters of a full bar.
const BAR: usize = 12;
/// A column of words is never narrower.
const NARROWEST: usize = 8;
/// Between columns.
const GAP: &str = "  ";
/// What stands for words that there are not.
const NOTHING: &str = "(không ghi)";

/// A column of bars.
pub struct Bars {
    /// What they show.
    pub heading: String,
    /// The share of each row.
    pub shares: Vec<Option<Ratio>>,
}

/// The lines of a table; `totals` stand below it, their label in the first column. `width` is that of the terminal, if it is one.
pub fn lines(
    results: &Results,
    totals: &[(String, Vec<Value>)],
    bars: Option<&Bars>,
    width: Option<usize>,
) -> Vec<String> {
    // Ids are for programs: people read the names beside them.
    let shown: Vec<usize> = (0..results.columns.len()).filter(|index| !is_id(results, *index)).collect();
    let text = |row: &[Value], index: usize| -> String {
        let is_number = results.columns.get(index).is_some_and(|column| column.kind.is_number());
        let printed = row.get(index).map(Value::printed).unwrap_or_default().replace('\n', " ");
        if printed.is_empty() && !is_number { NOTHING.to_owned() } else { printed }
    };
    let is_number: Vec<bool> =
        shown.iter().map(|index| results.columns.get(*index).is_some_and(|column| column.kind.is_number())).collect();
    let headings = shown.iter().filter_map(|index| Some(results.columns.get(*index)?.heading.clone()));
    let mut rows: Vec<Vec<String>> = vec![headings.collect()];
    rows.extend(results.rows.iter().map(|row| shown.iter().map(|index| text(row, *index)).collect()));
    let body = rows.len();
    for (label, values) in totals {
        let cells = shown.iter().enumerate().map(|(place, index)| match place {
            0 if !is_number.first().copied().unwrap_or_default() => label.clone(),
            _ => values.get(*index).map(Value::printed).unwrap_or_default(),
        });
        rows.push(cells.collect());
    }
    let bar_width = bars.map_or(0, |_| GAP.len() + BAR + GAP.len() + 7);
    let widths = widths(&rows, &is_number, width.map(|width| width.saturating_sub(bar_width)));
    let mut lines: Vec<String> = rows.iter().map(|row| line(row, &widths, &is_number)).collect();
    if let Some(bars) = bars {
        let drawn = std::iter::once(bars.heading.clone()).chain(bars.shares.iter().map(|share| drawn(*share)));
        lines.iter_mut().zip(drawn).for_each(|(line, bar)| *line = format!("{line}{GAP}{bar}"));
    }
    let rule = "─".repeat(widths.iter().sum::<usize>() + GAP.len() * widths.len().saturating_sub(1));
    if !totals.is_empty() {
        lines.insert(body, rule.clone());
    }
    lines.insert(1, rule);
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

/// Whether a column is the id of the one behind it.
fn is_id(results: &Results, index: usize) -> bool {
    let id = |index: usize| results.columns.get(index).map(|column| column.id.as_str());
    id(index).zip(id(index + 1)).is_some_and(|(id, next)| id.strip_suffix("_id") == Some(next))
}

/// How wide each column is; columns of words give way where there is not room for all.
fn widths(rows: &[Vec<String>], is_number: &[bool], room: Option<usize>) -> Vec<usize> {
    let natural = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|text| text.chars().count()).max();
    let mut widths: Vec<usize> = (0..is_number.len()).map(|column| natural(column).unwrap_or_default()).collect();
    let gaps = GAP.len() * widths.len().saturating_sub(1);
    let Some(room) = room else { return widths };
    while widths.iter().sum::<usize>() + gaps > room {
        let words = widths.iter_mut().zip(is_number).filter(|(_, is_number)| !**is_number).map(|(width, _)| width);
        match words.max() {
            Some(widest) if *widest > NARROWEST => *widest -= 1,
            _ => break,
        }
    }
    widths
}

fn line(cells: &[String], widths: &[usize], is_number: &[bool]) -> String {
    let cells = cells.iter().zip(widths).zip(is_number).map(|((text, width), is_number)| {
        let text = cut(text, *width);
        if *is_number { format!("{text:>width$}") } else { format!("{text:<width$}") }
    });
    cells.collect::<Vec<_>>().join(GAP)
}

/// The text, or as much of it as there is room for.
fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let kept: String = text.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// A bar with its percentage; nothing where there is nothing to speak of.
fn drawn(share: Option<Ratio>) -> String {
    let Some((ratio, percent)) = share.and_then(|ratio| Some((ratio, ratio.scaled_percent(0)?))) else {
        return String::new();
    };
    let full = usize::try_from(percent).unwrap_or_default() * BAR / 100;
    // Something is never drawn as nothing.
    let full = if ratio.part > 0 { full.clamp(1, BAR) } else { 0 };
    format!("{}{}{GAP}{:>6}", "█".repeat(full), "░".repeat(BAR - full), vietnamese::percent(ratio, 1))
}
