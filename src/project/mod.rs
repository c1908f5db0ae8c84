//! `dondoc.toml`: what a report run consists of.
//!
//! In: a project folder. Out: a [`Project`] whose every value is checked; paths are joined to the folder, instants parsed.

mod files;
mod letters;
mod period;
mod scores;
mod section;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use chrono::{NaiveDate, NaiveDateTime};
use serde::Deserialize;

pub use letters::LettersSection;
pub use scores::ScoresSection;
pub use section::{
    AppendixNumbering, CheckSection, InputSection, LayoutSection, MetadataSection, PointStyle, ProfileChoice,
    PublishedSection, RegisterSection, ReportSection, TitleCase, UnitsSection,
};

use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    period::ReportingPeriod,
    policy::{Policy, ScoredUnits},
    value::AsOf,
};

/// Name of the file that makes a folder a project.
pub const FILE_NAME: &str = "dondoc.toml";

/// Name of the file of approved corrections; a project need not have one.
pub const CORRECTIONS: &str = "dieu-chinh.xlsx";

/// One report project, as dondoc.toml describes it.
#[derive(Debug, Clone)]
pub struct Project {
    /// The folder.
    pub folder: PathBuf,
    /// dondoc.toml, for the places in messages.
    pub file: TextFile,
    /// Registry of units, by id.
    pub units: String,
    /// The units that are scored, where the policy says so, by id or name.
    pub scored: Vec<String>,
    /// The reporting period.
    pub period: ReportingPeriod,
    /// Whether it is compared with the period before and the same of last year.
    pub compares: bool,
    /// Named instants that tables speak of.
    pub as_of: BTreeMap<String, AsOf>,
    /// The document to be made.
    pub report: ReportSection,
    /// The letters that remind units.
    pub letters: LettersSection,
    /// What units are scored with.
    pub scores: ScoresSection,
    /// Date of the document.
    pub date: NaiveDate,
    /// Task exports, in the order of the file.
    pub inputs: Vec<InputSection>,
    /// Registers of yes/no facts.
    pub registers: Vec<RegisterSection>,
    /// Choices of layout.
    pub layout: LayoutSection,
    /// Facts for record systems.
    pub metadata: MetadataSection,
    /// How strict the checks are.
    pub check: CheckSection,
    /// Figures that stand as other documents have published them.
    pub published: Vec<PublishedSection>,
    /// Open choices.
    pub policy: Policy,
    /// The instants of dondoc.toml whose place the last day of another period took.
    pub moved: BTreeMap<String, AsOf>,
    /// Those that lie in another period that was asked for, before its end.
    pub kept: BTreeMap<String, AsOf>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    project: ProjectSection,
    #[serde(default)]
    period: period::PeriodSection,
    report: ReportSection,
    as_of: BTreeMap<String, String>,
    #[serde(rename = "input")]
    inputs: Vec<InputSection>,
    #[serde(default, rename = "register")]
    registers: Vec<RegisterSection>,
    #[serde(default)]
    layout: LayoutSection,
    #[serde(default)]
    metadata: MetadataSection,
    #[serde(default)]
    policy: Policy,
    #[serde(default)]
    units: UnitsSection,
    #[serde(default)]
    letters: LettersSection,
    #[serde(default)]
    scores: ScoresSection,
    #[serde(default)]
    check: CheckSection,
    #[serde(default)]
    published: Vec<PublishedSection>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectSection {
    units: String,
    year: Option<i32>,
}

impl Project {
    /// Loads the project in `folder`.
    ///
    /// # Errors
    /// `folder-not-found`, `project-not-found`, the errors of [`TextFile::parse`], and `invalid-value` or `repeated-id` for each
    /// date, instant, name or id that cannot be used, all at once.
    pub fn load(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(FILE_NAME);
        if !path.is_file() {
            return Err(no_project(folder).into());
        }
        Self::of(folder, TextFile::read(&path, FILE_NAME)?)
    }

    /// The project that this text describes.
    fn of(folder: &Path, text: TextFile) -> Result<Self, Failure> {
        let file: File = text.parse()?;
        let invalid = |key: &str, value: &str, example: &str| invalid(&text, key, value, example);
        let mut errors = unusable_names(&text, &file);
        let (as_of, unread) = instants(&text, &file.as_of);
        errors.extend(unread);
        let date = parse_date(&file.report.date);
        if date.is_none() {
            errors.push(invalid("report.date", &quoted(&file.report.date), "\"2019-01-01\""));
        }
        errors.extend(swallowed_backslashes(&text, &file));
        errors.extend(contrary_scores(&text, &file));
        errors.extend(unusable_days(&text, &file));
        let period = period::period(&text, &file.period, file.project.year);
        if let Err(failure) = &period {
            errors.extend(failure.diagnostics().cloned());
        }
        let failed = || Failure::from(Diagnostic::error(Code::InvalidValue).at(Location::file(FILE_NAME)));
        match (period, date) {
            (Ok(period), Some(date)) => Failure::unless_empty(errors, ()).map(|()| Self {
                folder: folder.to_owned(),
                file: text,
                units: file.project.units,
                scored: file.units.scored,
                period,
                compares: file.period.compares(),
                as_of,
                report: file.report,
                letters: file.letters,
                scores: file.scores,
                date,
                inputs: file.inputs,
                registers: file.registers,
                layout: file.layout,
                metadata: file.metadata,
                policy: file.policy,
                check: file.check,
                published: file.published,
                moved: BTreeMap::new(),
                kept: BTreeMap::new(),
            }),
            _ => Err(Failure::of(errors).unwrap_or_else(failed)),
        }
    }

    /// The definitions that this project sees: the embedded ones, overlaid by its own `report-templates/`.
    #[must_use]
    pub fn assets(&self) -> Assets {
        Assets::overlaid_by(self.folder.join("report-templates"))
    }

    /// A text file of the project.
    ///
    /// # Errors
    /// As [`TextFile::read`].
    pub fn text_file(&self, name: &str) -> Result<TextFile, Failure> {
        TextFile::read(&self.folder.join(name), name)
    }
}

/// The instants by name, and `invalid-value` for each that is none.
fn instants(file: &TextFile, written: &BTreeMap<String, String>) -> (BTreeMap<String, AsOf>, Vec<Diagnostic>) {
    let (mut instants, mut errors) = (BTreeMap::new(), Vec::new());
    for (name, text) in written {
        match parse_instant(text) {
            Some(instant) => drop(instants.insert(name.clone(), instant)),
            None => {
                let example = "\"2018-12-27\", \"2018-12-27T15:30\"";
                errors.push(invalid(file, &format!("as_of.{name}"), &quoted(text), example));
            }
        }
    }
    (instants, errors)
}

/// An instant as dondoc.toml writes it: `2018-12-27` or `2018-12-27T15:30`.
#[must_use]
pub fn parse_instant(text: &str) -> Option<AsOf> {
    if let Some(date) = parse_date(text) {
        return Some(AsOf { date, time: None });
    }
    let instant = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").ok()?;
    Some(AsOf { date: instant.date(), time: Some(instant.time()) })
}

/// A day as dondoc.toml writes it.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()
}

/// A list of scored units and the policy to use it: neither makes sense without the other.
fn contrary_scores(text: &TextFile, file: &File) -> Option<Diagnostic> {
    match (file.policy.scored_units, file.units.scored.is_empty()) {
        (ScoredUnits::List, true) => {
            let place = text.at_key("policy.scored_units");
            Some(Diagnostic::error(Code::MissingKey).at(place).with("key", "[units] scored"))
        }
        (ScoredUnits::Registry, false) => Some(
            Diagnostic::error(Code::MissingKey)
                .at(text.at_key("units.scored"))
                .with("key", "[policy] scored_units = \"list\""),
        ),
        _ => None,
    }
}

/// Paths in which TOML took a backslash and the letter behind it for a tab, a line break or the like.
fn swallowed_backslashes(text: &TextFile, file: &File) -> Vec<Diagnostic> {
    let inputs = file.inputs.iter().enumerate().map(|(index, part)| (format!("input[{index}].file"), &part.file));
    let registers = file.registers.iter().enumerate();
    let registers = registers.map(|(index, part)| (format!("register[{index}].file"), &part.file));
    let scores = &file.scores;
    let typed = [
        ("report.remarks", &file.report.remarks),
        ("report.figures", &file.report.figures),
        ("scores.values", &scores.values),
        ("scores.task_values", &scores.task_values),
        ("scores.last_classes", &scores.last_classes),
    ];
    let typed = typed.into_iter().filter_map(|(key, path)| Some((key.to_owned(), path.as_ref()?)));
    let paths = inputs.chain(registers).chain(typed).filter(|(_, path)| path.contains(char::is_control));
    let tell = |(key, _): (String, &String)| {
        Diagnostic::error(Code::InvalidToml).at(text.at_key(&key)).with("reason", "swallowed backslash")
    };
    paths.map(tell).collect()
}

/// Text as TOML writes it.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn invalid(file: &TextFile, key: &str, value: &str, example: &str) -> Diagnostic {
    Diagnostic::error(Code::InvalidValue).at(file.at_key(key)).with("value", value).with("example", example)
}

/// A folder that is not there, or one without its dondoc.toml; Notepad likes to save that as dondoc.toml.txt.
fn no_project(folder: &Path) -> Diagnostic {
    let code = if folder.exists() { Code::ProjectNotFound } else { Code::FolderNotFound };
    let with_extension = format!("{FILE_NAME}.txt");
    let nearest = if folder.join(&with_extension).is_file() { with_extension } else { String::new() };
    Diagnostic::error(code).at(Location::file(folder.display().to_string())).with("nearest", nearest)
}

/// Days that are none, where they may be left out.
fn unusable_days(text: &TextFile, file: &File) -> Vec<Diagnostic> {
    let of_input = |(index, input): (usize, &InputSection)| {
        Some((format!("input[{index}].extracted_on"), input.extracted_on.clone()?, "\"2018-12-27\""))
    };
    let due_date = file.metadata.due_date.clone();
    let due_date = due_date.map(|day| ("metadata.due_date".to_owned(), day, "\"2019-01-31\""));
    let days = due_date.into_iter().chain(file.inputs.iter().enumerate().filter_map(of_input));
    let wrong = days.filter(|(_, day, _)| parse_date(day).is_none());
    wrong.map(|(key, day, example)| invalid(text, &key, &quoted(&day), example)).collect()
}

/// Ids that are repeated or cannot name a sheet, and a file name that Windows does not take.
fn unusable_names(text: &TextFile, file: &File) -> Vec<Diagnostic> {
    let at = |part: &str, index: usize| text.at_key(&format!("{part}[{index}].id"));
    let inputs = file.inputs.iter().enumerate().map(|(index, input)| (at("input", index), input.id.as_str()));
    let registers = file.registers.iter().enumerate().map(|(index, part)| (at("register", index), part.id.as_str()));
    let mut errors = unusable_ids(&inputs.chain(registers).collect::<Vec<_>>());
    let name = &file.report.file_name;
    let forbidden = |letter: char| letter.is_control() || r#"/\:*?"<>|"#.contains(letter);
    if name.is_empty() || name.starts_with('.') || name.ends_with(['.', ' ']) || name.contains(forbidden) {
        errors.push(invalid(text, "report.file_name", &quoted(name), "\"bao-cao-nam-2018\""));
    }
    errors
}

/// Ids become names of files and sheets: `invalid-value` for each that cannot, `repeated-id` for each that is there twice.
pub fn unusable_ids(ids: &[(Location, &str)]) -> Vec<Diagnostic> {
    let is_plain = |id: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        (1..=31).contains(&id.len()) && id.bytes().all(plain)
    };
    let mut seen = BTreeSet::new();
    let judge = |(place, id): &(Location, &str)| {
        if !is_plain(id) {
            let found = Diagnostic::error(Code::InvalidValue).at(place.clone()).with("value", quoted(id));
            return Some(found.with("example", "\"nhiem_vu_ubnd\""));
        }
        (!seen.insert((*id).to_owned())).then(|| Diagnostic::error(Code::RepeatedId).at(place.clone()).with("id", id))
    };
    ids.iter().filter_map(judge).collect()
}
