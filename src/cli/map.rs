//! `dondoc map`: a mapping for an unknown file, ready to be edited.
//!
//! In: a file. Out: TOML on standard output that loads as it is, with the reason of each line as a comment.

use std::collections::BTreeMap;

use super::{Ending, args::MapOptions, console::Console};
use crate::{
    assets::Assets,
    diagnostic::{Failure, Location},
    ingest,
    locale::{self, Lang, Phrase},
    normalize::{self, Likeness, Mapping, Proposal, ProposedField, Reported},
};

/// The mapping that knows every heading met.
const KNOWN: &str = "generic";
/// A column with more different values than this is no column of labels.
const MOST_LABELS: usize = 30;
/// The same where not one of them is known.
const MOST_UNKNOWN_LABELS: usize = 8;

/// Prints a mapping for a file.
pub fn map(options: &MapOptions, console: &Console) -> Ending {
    match proposal(options) {
        Ok(found) => {
            console.say(toml(&found, console.lang()).trim_end());
            Ending::Done
        }
        Err(failure) => {
            console.fail(&failure);
            Ending::Failed
        }
    }
}

fn proposal(options: &MapOptions) -> Result<Proposal, Failure> {
    let known = Mapping::load(&Assets::default(), KNOWN, Location::default())?;
    let name = options.file.display().to_string();
    normalize::propose(ingest::open(&options.file, &name, options.sheet.as_deref())?, &known)
}

/// The proposal as a mapping.
fn toml(found: &Proposal, lang: Lang) -> String {
    let say = |phrase: Phrase, details: &[(&'static str, String)]| locale::fill(phrase.text(lang), details);
    let sheet = found.sheet.as_ref().map(|sheet| format!(", {}", say(Phrase::Sheet, &[("sheet", sheet.clone())])));
    let place =
        [("file", found.file.clone()), ("sheet", sheet.unwrap_or_default()), ("row", found.heading_row.to_string())];
    let mut lines = vec![
        comment(&say(Phrase::MapSave, &[("id", found.id.clone())])),
        comment(&say(Phrase::MapPlace, &place)),
        comment(&say(Phrase::MapReview, &[])),
        String::new(),
        format!("title = {}", quoted(&found.name)),
        "status = \"assumed\"".to_owned(),
        format!("source = {}", quoted(&format!("dondoc map: {}", found.name))),
        format!("id_scope = {}", quoted(&found.id)),
        "null_dates = [\"01/01/1970\"]".to_owned(),
        "total_labels = [\"Tổng cộng\", \"Tổng số\", \"Cộng\"]".to_owned(),
        "vague_units = [\"Các đơn vị\", \"Các sở\", \"Các địa phương\"]".to_owned(),
        "unit_separators = [\"\\n\", \"•\", \";\"]".to_owned(),
    ];
    if !found.optional.is_empty() {
        lines.push(format!("optional = {}", list(found.optional.iter().copied())));
    }
    lines.extend([String::new(), comment(&say(Phrase::MapRecognise, &[])), "[recognise]".to_owned()]);
    lines.push(format!("headings = {}", list(found.fields.iter().map(|taken| taken.heading.as_str()))));
    lines.extend([String::new(), comment(&say(Phrase::MapColumns, &[])), "[columns]".to_owned()]);
    lines.extend(found.fields.iter().map(|taken| column(taken, lang)));
    lines.extend(found.missing.iter().map(|field| {
        let why = say(Phrase::MapMissing, &[("name", field.name.to_owned())]);
        comment(&format!("{} = [\"???\"]  # {why}", field.id))
    }));
    if !found.unread.is_empty() {
        lines.push(comment(&say(Phrase::MapUnread, &[("columns", found.unread.join(" | "))])));
    }
    lines.extend(statuses(found, lang));
    lines.join("\n")
}

/// One field with its heading and why it was taken.
fn column(taken: &ProposedField, lang: Lang) -> String {
    let phrase = match taken.likeness {
        Likeness::Same => Phrase::MapSame,
        Likeness::Similar => Phrase::MapSimilar,
        Likeness::Contained => Phrase::MapContained,
    };
    let why = locale::fill(phrase.text(lang), &[("label", one_line(&taken.known))]);
    format!("{} = [{}]  # {}: {why}", taken.field.id, quoted(&taken.heading), taken.field.name)
}

/// `[statuses]`: marks and labels by their code, and those that nobody knows as comments.
fn statuses(found: &Proposal, lang: Lang) -> Vec<String> {
    let say = |phrase: Phrase, details: &[(&'static str, String)]| locale::fill(phrase.text(lang), details);
    let mut by_code: BTreeMap<Reported, Vec<(String, String)>> = BTreeMap::new();
    for (heading, code) in &found.marks {
        by_code.entry(*code).or_default().push((heading.clone(), String::new()));
    }
    let mut unknown = Vec::new();
    let nobody_knows = found.labels.iter().all(|met| met.guess.is_none());
    let is_prose = found.labels.len() > if nobody_knows { MOST_UNKNOWN_LABELS } else { MOST_LABELS };
    for met in found.labels.iter().filter(|_| !is_prose) {
        let rows = [("rows", met.rows.to_string())];
        if let Some(code) = met.guess {
            by_code.entry(code).or_default().push((met.label.clone(), say(Phrase::MapLabelRows, &rows)));
        } else {
            let [rows] = rows;
            unknown.push(comment(&say(Phrase::MapUnknownLabel, &[("label", quoted(&met.label)), rows])));
        }
    }
    if by_code.is_empty() && found.labels.is_empty() {
        return Vec::new();
    }
    let codes = Reported::ALL.map(Reported::id).join(", ");
    let mut lines = vec![String::new(), comment(&say(Phrase::MapStatuses, &[("codes", codes)]))];
    if !found.marks.is_empty() {
        lines.push(comment(&say(Phrase::MapMarks, &[])));
    }
    lines.push("[statuses]".to_owned());
    for (code, labels) in by_code {
        lines.push(format!("{} = [", code.id()));
        lines.extend(
            labels
                .into_iter()
                .map(|(label, rows)| format!("  {},  # {rows}", quoted(&label)).trim_end_matches("  # ").to_owned()),
        );
        lines.push("]".to_owned());
    }
    if is_prose {
        lines.push(comment(&say(Phrase::MapProse, &[("labels", found.labels.len().to_string())])));
    }
    lines.extend(unknown);
    lines
}

fn comment(text: &str) -> String {
    format!("# {}", one_line(text))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", texts.map(quoted).collect::<Vec<_>>().join(", "))
}

/// Text as TOML writes it.
fn quoted(text: &str) -> String {
    let escaped: String = text
        .chars()
        .flat_map(|letter| match letter {
            '"' | '\\' => vec!['\\', letter],
            _ if letter.is_control() => vec![' '],
            _ => vec![letter],
        })
        .collect();
    format!("\"{escaped}\"")
}
