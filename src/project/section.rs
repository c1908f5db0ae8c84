//! The sections of `dondoc.toml` as they are written.
//!
//! In: TOML. Out: values checked only for form; [`super::Project::load`] checks the rest.

use std::{collections::BTreeMap, num::NonZeroUsize};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::diagnostic::Severity;
use crate::document::{Layout, Medium, Preset, Profile, Status, Urgency};

/// `[units]`: what this project says of units beside their registry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UnitsSection {
    /// The units that are scored, by id or name.
    pub scored: Vec<String>,
}

/// `[report]`: which template, and what the letterhead and the signature say.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSection {
    /// Id of the template below `report-templates/reports/`.
    pub template: String,
    /// Name of the output files, without extension.
    pub file_name: String,
    /// Draft or final; by default what the template says, else a draft.
    pub status: Option<Status>,
    /// Number and notation (`28/BC-TKTra`); a draft prints only the notation.
    #[serde(deserialize_with = "number")]
    pub number: String,
    /// Place before the date.
    pub place: String,
    /// Date of the document, `yyyy-mm-dd`.
    pub date: String,
    /// Lines of the superior body.
    #[serde(default)]
    pub superior: Vec<String>,
    /// Lines of the issuing body.
    pub issuer: Vec<String>,
    /// The issuing body as a sentence names it.
    pub issuer_name: String,
    /// Authority and title above the signature.
    pub authority: Vec<String>,
    /// The other office of the signer.
    pub office: Option<String>,
    /// The name of the signer.
    pub signer: String,
    /// Recipients, `- …` or `+ …` each.
    pub recipients: Vec<String>,
    /// Whom the document addresses ("Kính gửi: …"); none for a report sent to many.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// How urgent it is.
    pub urgency: Option<Urgency>,
    /// How far it may go (`LƯU HÀNH NỘI BỘ`).
    pub circulation: Option<String>,
    /// Who drafted it and how many copies there are (`PL.(300)`).
    pub drafter: Option<String>,
    /// Address, e-mail, telephone of the office, for the foot of page 1.
    pub address: Option<String>,
    /// Words of a signed electronic copy, for the top right corner of page 1.
    pub copy: Option<String>,
    /// Whether the charts of the template are printed.
    #[serde(default)]
    pub charts: bool,
    /// Whether scores are in the report.
    #[serde(default)]
    pub scores: bool,
    /// Days within which open tasks are due soon; by default what the template says.
    pub due_within_days: Option<u32>,
    /// Months after which open tasks without a deadline are old; by default what the template says.
    pub no_deadline_months: Option<u32>,
    /// How many units rankings name; by default what the template says.
    pub top: Option<NonZeroUsize>,
    /// File of what people judge.
    pub remarks: Option<String>,
    /// File of figures typed by hand.
    pub figures: Option<String>,
}

/// `[[input]]`: one task export.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InputSection {
    /// Stable id, named by tables.
    pub id: String,
    /// Path below the project folder.
    pub file: String,
    /// Further files of it, where it was made of what a command line names.
    #[serde(skip)]
    pub more_files: Vec<String>,
    /// Sheet; by default every visible one that has the required columns.
    pub sheet: Option<String>,
    /// Id of the mapping; by default the one that fits best.
    pub mapping: Option<String>,
    /// Day on which the export was made, `yyyy-mm-dd`: its status labels hold for that day.
    pub extracted_on: Option<String>,
    /// Unit of every row, where the export has no unit column.
    pub default_unit: Option<String>,
    /// Assigner of every row that names none.
    pub assigner: Option<String>,
}

/// `[[register]]`: one register of yes/no facts for each unit.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegisterSection {
    /// Stable id, named by tables.
    pub id: String,
    /// Path below the project folder.
    pub file: String,
    /// Sheet; by default the one visible sheet that has the headings.
    pub sheet: Option<String>,
    /// Heading of the unit column.
    pub unit: String,
    /// Yes/no columns: id → heading.
    pub marks: BTreeMap<String, String>,
    /// Text columns: id → heading.
    #[serde(default)]
    pub notes: BTreeMap<String, String>,
}

/// `[layout]`, in dondoc.toml and in the front matter of a template: a project overrules its template.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayoutSection {
    /// The layout law.
    pub profile: Option<ProfileChoice>,
    /// Sizes of type.
    pub preset: Option<Preset>,
    /// Paper or electronic.
    pub medium: Option<Medium>,
    /// How appendices are numbered.
    pub appendix_numbering: Option<AppendixNumbering>,
    /// Titles of sections ("I. …") and of appendices in capitals or as typed.
    pub title_case: Option<TitleCase>,
    /// Titles of points ("a) …") upright or italic.
    pub point_style: Option<PointStyle>,
}

/// A number and notation as typed: `5/BC-TKTra` is printed `05/BC-TKTra`.
pub(super) fn number<'a, D: serde::Deserializer<'a>>(typed: D) -> Result<String, D::Error> {
    String::deserialize(typed).map(with_leading_zero)
}

/// A document number below 10 opens with a zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.3).
fn with_leading_zero(number: String) -> String {
    let one_digit = number.split_once('/').is_some_and(|(digits, _)| matches!(digits.as_bytes(), [b'1'..=b'9']));
    if one_digit { format!("0{number}") } else { number }
}

/// Which layout law to follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProfileChoice {
    /// The one in force on the date of the document.
    #[default]
    Auto,
    /// Nghị định 30/2020/NĐ-CP.
    Nd30,
    /// Thông tư 01/2011/TT-BNV.
    Tt01,
}

/// How appendices are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppendixNumbering {
    /// PHỤ LỤC 01, as Kon Tum does.
    Arabic,
    /// Phụ lục I, as Nghị định 30/2020/NĐ-CP wants.
    #[default]
    Roman,
}

/// How titles of sections ("I. …") and of appendices are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitleCase {
    /// In capitals, as Nghị định 30/2020/NĐ-CP wants.
    #[default]
    Upper,
    /// As the template types them.
    AsTyped,
}

/// How titles of points ("a) …") are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PointStyle {
    /// Upright.
    #[default]
    Regular,
    /// Italic, as Kon Tum does.
    Italic,
}

impl LayoutSection {
    /// These choices, and those of `other` where these say nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            profile: self.profile.or(other.profile),
            preset: self.preset.or(other.preset),
            medium: self.medium.or(other.medium),
            appendix_numbering: self.appendix_numbering.or(other.appendix_numbering),
            title_case: self.title_case.or(other.title_case),
            point_style: self.point_style.or(other.point_style),
        }
    }

    /// The layout of a document of this date.
    #[must_use]
    pub fn of(self, date: NaiveDate) -> Layout {
        let profile = match self.profile.unwrap_or_default() {
            ProfileChoice::Auto => Profile::in_force_on(date),
            ProfileChoice::Nd30 => Profile::Nd30,
            ProfileChoice::Tt01 => Profile::Tt01,
        };
        Layout { profile, preset: self.preset.unwrap_or_default(), medium: self.medium.unwrap_or_default() }
    }
}

/// `[check]`: how strict the checks on the data are.
#[derive(Debug, Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CheckSection {
    /// After so many months an open task without a deadline is long without one.
    pub no_deadline_months: u32,
    /// After so many days an open task is long without news.
    pub not_updated_days: u32,
    /// How grave the findings of a check are, by its id; an error allows none.
    pub level: BTreeMap<String, Level>,
    /// How many findings of a check are allowed, by its id; more end the run with exit status 3.
    pub max: BTreeMap<String, u64>,
}

impl Default for CheckSection {
    fn default() -> Self {
        Self { no_deadline_months: 3, not_updated_days: 30, level: BTreeMap::new(), max: BTreeMap::new() }
    }
}

/// How grave findings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Worth knowing.
    Notice,
    /// A figure may be affected.
    Warning,
    /// Nothing may be signed with it.
    Error,
}

impl Level {
    /// The same in the vocabulary of messages.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Notice => Severity::Notice,
            Self::Warning => Severity::Warning,
            Self::Error => Severity::Error,
        }
    }
}

/// `[metadata]`: facts for record systems that no other section knows (Nghị định 30/2020/NĐ-CP, Phụ lục VI, Phần II).
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MetadataSection {
    /// Code of the issuing body.
    pub organ_id: Option<String>,
    /// Year in which the file was opened.
    pub file_catalog: Option<u16>,
    /// Number and notation of the file.
    pub file_notation: Option<String>,
    /// Place of the document in the file.
    pub doc_ordinal: Option<u16>,
    /// Copies issued.
    pub issued_amount: Option<u16>,
    /// Day by which an answer is due, `yyyy-mm-dd`.
    pub due_date: Option<String>,
    /// A note.
    pub description: Option<String>,
}
