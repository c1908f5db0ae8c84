//! `dondoc map`: a mapping for an unknown file, ready to be edited.
//!
//! In: a file. Out: TOML on standard output or in a file, as UTF-8, that loads as it is, with the reason of each line as a comment.

use std::{collections::BTreeMap, io, path::Path};

use super::{Ending, args::MapOptions, console::Console};
use crate::{
    assets::Assets,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest,
    locale::{self, Lang, Phrase},
    normalize::{self, Guess, Likeness, Mapping, Proposal, ProposedField, Registry, Reported},
    output::{self, OutputFile},
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
        Ok(found) => deliver(toml(&found, console.lang()).trim_end(), options.out.as_deref(), console),
        Err(failure) => {
            console.fail(&failure);
            Ending::Failed
        }
    }
}

fn proposal(options: &MapOptions) -> Result<Proposal, Failure> {
    let assets = Assets::default();
    let known = Mapping::load(&assets, KNOWN, Location::default())?;
    let name = options.file.display().to_string();
    if options.file.is_dir() {
        let found = Diagnostic::error(Code::FileUnreadable).at(Location::file(name));
        return Err(found.because(&io::ErrorKind::IsADirectory.into()).into());
    }
    let load = |id: &String| Registry::load(&assets, id, Location::default()).ok();
    let registries: Vec<Registry> = assets.ids("units").iter().filter_map(load).collect();
    normalize::propose(ingest::open(&options.file, &name, options.sheet.as_deref())?, &known, &registries)
}

/// Prints the mapping, or writes it where the user says; a file that is there may hold what somebody settled.
fn deliver(toml: &str, out: Option<&Path>, console: &Console) -> Ending {
    let Some(out) = out else {
        console.say(toml);
        return Ending::Done;
    };
    let place = out.display().to_string();
    let name = out.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let written = if out.exists() {
        Err(Diagnostic::error(Code::OutputFailed).at(Location::file(&place)).with("reason", "file exists").into())
    } else {
        let folder = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        output::write_all(folder, &[OutputFile { name, bytes: format!("{toml}\n").into_bytes() }])
    };
    match written {
        Ok(()) => {
            console.phrase(Phrase::MapWritten, &[("file", place)]);
            Ending::Done
        }
        Err(failure) => {
            console.fail(&failure);
            Ending::Failed
        }
    }
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
    // Where nobody knows a heading the file is known by those whose columns hold something.
    let guessed = found.guesses.iter().map(|guess| guess.heading.as_str()).filter(|_| found.fields.is_empty());
    let headings = found.fields.iter().map(|taken| taken.heading.as_str()).chain(guessed);
    lines.push(format!("headings = {}", list(headings)));
    lines.extend([String::new(), comment(&say(Phrase::MapColumns, &[])), "[columns]".to_owned()]);
    lines.extend(found.fields.iter().map(|taken| column(taken, lang)));
    lines.extend(found.missing.iter().map(|field| {
        let why = say(Phrase::MapMissing, &[("name", field.name.to_owned())]);
        comment(&format!("{} = [\"???\"]  # {why}", field.id))
    }));
    lines.extend(found.guesses.iter().map(|guess| guessed_column(guess, lang)));
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

/// A column by what its cells hold, as a comment: a person decides.
fn guessed_column(guess: &Guess, lang: Lang) -> String {
    let example = [("example", one_line(&guess.example))];
    let (id, phrase) = guess.field.map_or(("???", Phrase::MapGuessedDay), |field| (field.id, Phrase::MapGuessed));
    let why = locale::fill(phrase.text(lang), &example);
    comment(&format!("{id} = [{}]  # {why}", quoted(&guess.heading)))
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
