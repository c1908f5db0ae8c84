//! How the headings of one known export become FIELDS.
//!
//! In: `report-templates/mappings/<id>.toml`. Out: a [`Mapping`], whose headings `ingest` searches for.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::Wanted,
    schema::{FIELDS, Field, FieldKind, field},
    spelling,
};

/// One known export.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Task ids are unique within this scope; mappings of one system share it.
    pub id_scope: String,
    /// Dates that stand for "no date" in this system.
    pub null_dates: Vec<NaiveDate>,
    /// Keys of labels that open a total row.
    pub total_labels: Vec<String>,
    /// Keys of words with which a cell that names no unit begins (`các đơn vị`, `các sở, ngành`).
    pub vague_units: Vec<String>,
    /// Headings of each field, in the order of FIELDS.
    columns: Vec<(&'static str, Vec<String>)>,
}

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
    id_scope: String,
    #[serde(default)]
    null_dates: Vec<NaiveDateText>,
    #[serde(default)]
    total_labels: Vec<String>,
    #[serde(default)]
    vague_units: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
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

#[derive(Debug, Deserialize)]
#[serde(try_from = "String")]
struct NaiveDateText(NaiveDate);

impl TryFrom<String> for NaiveDateText {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let day = NaiveDate::parse_from_str(&text, "%d/%m/%Y").map(Self);
        // The form of serde's own errors, so that it is told as one of them.
        day.map_err(|_| format!("invalid value: string `{text}`, expected dd/mm/yyyy"))
    }
}

impl Mapping {
    /// Loads a mapping; `asked` is where its id was written.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`TextFile::parse`], and `unknown-key` for a column that is no field.
    pub fn load(assets: &Assets, id: &str, asked: Location) -> Result<Self, Failure> {
        let file = assets.definition("mappings", id, &format!("mappings/{id}.toml"), asked)?;
        Self::build(file.parse()?, &file)
    }

    fn build(written: MappingFile, file: &TextFile) -> Result<Self, Failure> {
        let columns = written.columns.keys().map(|name| (name, format!("columns.{name}")));
        let unknown = columns.filter(|(name, _)| !field(name).is_some_and(Field::is_mapped)).map(|(name, key)| {
            let known = FIELDS.iter().filter(|field| field.is_mapped()).map(|field| field.id);
            let nearest = spelling::nearest(name, known.clone()).unwrap_or_default();
            let found = Diagnostic::error(Code::UnknownKey).at(file.at_key(&key));
            found.with("key", name).with("nearest", nearest).with("known", known.collect::<Vec<_>>().join(", "))
        });
        Failure::unless_empty(unknown.collect(), ())?;
        let keys = |labels: &[String]| labels.iter().map(|label| spelling::key(label)).collect();
        let labels = |name: &str| written.columns.get(name).cloned();
        Ok(Self {
            columns: FIELDS.iter().filter_map(|field| Some((field.id, labels(field.id)?))).collect(),
            total_labels: keys(&written.total_labels),
            vague_units: keys(&written.vague_units),
            null_dates: written.null_dates.into_iter().map(|date| date.0).collect(),
            id_scope: written.id_scope,
        })
    }

    /// The headings to search for; `constants` are the fields that the input gives a constant for.
    #[must_use]
    pub fn wanted(&self, constants: &[&str]) -> Vec<Wanted> {
        let labels = |id: &str| self.columns.iter().find(|(name, _)| *name == id).map(|(_, labels)| labels.clone());
        let wanted = FIELDS.iter().filter_map(|field| {
            let required = field.required && !constants.contains(&field.id);
            let labels = labels(field.id).or_else(|| required.then(|| vec![field.name.to_owned()]))?;
            let decisive = field.kind != FieldKind::Text || ["task_id", "secrecy"].contains(&field.id);
            Some(Wanted { field: field.id.into(), labels, required, decisive })
        });
        wanted.collect()
    }
}
