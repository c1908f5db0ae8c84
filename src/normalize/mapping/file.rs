//! A mapping as people write it.
//!
//! In: `report-templates/mappings/<id>.toml`. Out: a [`MappingFile`], checked for form only.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::Reported;

/// A mapping as it is written; `dondoc explain` and `dondoc list` read the head of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MappingFile {
    /// The system and the export.
    pub title: String,
    /// `verified` when a real export was seen, else `assumed`.
    pub status: MappingStatus,
    /// Where its headings come from.
    pub source: String,
    /// Task ids are unique within this scope; without one each input is a scope of its own.
    pub(super) id_scope: Option<String>,
    #[serde(default)]
    pub(super) rows: RowsAre,
    #[serde(default)]
    pub(super) headings: Headings,
    #[serde(default)]
    pub(super) null_dates: Vec<NaiveDateText>,
    #[serde(default)]
    pub(super) total_labels: Vec<String>,
    #[serde(default)]
    pub(super) vague_units: Vec<String>,
    pub(super) unit_separators: Option<Vec<String>>,
    /// Whether a blank document means the one above.
    #[serde(default)]
    pub(super) document_carried_down: bool,
    /// Fields that this export may lack, though others must have them.
    #[serde(default)]
    pub(super) optional: Vec<String>,
    /// Headings that are known but that no field reads.
    #[serde(default)]
    pub(super) ignored: Vec<String>,
    /// Texts that hold for every row.
    #[serde(default)]
    pub(super) constants: BTreeMap<String, String>,
    pub(super) recognise: Option<Recognise>,
    pub(super) columns: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub(super) statuses: BTreeMap<Reported, Vec<String>>,
}

/// How sure the headings of a mapping are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MappingStatus {
    /// A real export was seen.
    Verified,
    /// Made after descriptions.
    Assumed,
}

/// What a row of the export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowsAre {
    /// A task, whoever leads it.
    #[default]
    Task,
    /// A task and one of the units that lead it.
    TaskAndUnit,
}

/// How headings are compared with those of the mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Headings {
    /// They must be equal, but for case, spaces, punctuation and Unicode form.
    #[default]
    Exact,
    /// A longer heading that contains one of the mapping will do where none is equal.
    Contained,
}

/// What an export of this kind is recognised by.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recognise {
    /// Headings that must all be there; without any, one of the words must be.
    #[serde(default)]
    pub headings: Vec<String>,
    /// Headings none of which may be there.
    #[serde(default)]
    pub without: Vec<String>,
    /// Words of a sheet name or of a title row that speak for it.
    #[serde(default)]
    pub words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct NaiveDateText(pub NaiveDate);

impl TryFrom<String> for NaiveDateText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let day = NaiveDate::parse_from_str(&text, "%d/%m/%Y").map(Self);
        // The form of serde's own errors, so that it is told as one of them.
        day.map_err(|_| format!("invalid value: string `{text}`, expected dd/mm/yyyy"))
    }
}
