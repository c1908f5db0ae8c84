//! How the headings and labels of one known export become FIELDS and statuses.
//!
//! In: `report-templates/mappings/<id>.toml`. Out: a [`Mapping`], whose headings `ingest` searches for.

mod file;
mod statuses;

use std::{borrow::Cow, collections::BTreeMap};

use chrono::NaiveDate;

pub use file::{Headings, MappingFile, MappingStatus, Recognise, RowsAre};
pub use statuses::{Reported, Statuses};

use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::Wanted,
    policy::{Policy, StatusFrom},
    schema::{FIELDS, Field, FieldKind, field},
    spelling,
};

/// What parts the units of one cell where a mapping does not say.
const UNIT_SEPARATORS: [&str; 3] = ["\n", "•", ";"];

/// A column of marks: the status is that of the heading over the X. The number is the place of the label in the mapping.
const MARK: &str = "status:";

/// One known export.
#[derive(Debug, Clone)]
pub struct Mapping {
    /// Id: the name of its file.
    pub id: String,
    /// The system and the export.
    pub title: String,
    /// Task ids are unique within this scope; mappings of one system share it. Without one each input is a scope of its own.
    pub id_scope: Option<String>,
    /// What a row is.
    pub rows: RowsAre,
    /// Dates that stand for "no date" in this system.
    pub null_dates: Vec<NaiveDate>,
    /// Keys of labels that open a total row.
    pub total_labels: Vec<String>,
    /// Keys of words with which a cell that names no unit begins (`các đơn vị`, `các sở, ngành`).
    pub vague_units: Vec<String>,
    /// What parts the units of one cell.
    pub unit_separators: Vec<String>,
    /// Whether a blank document means the one above: it stands once for several tasks.
    pub document_carried_down: bool,
    /// Texts that hold for every row, by field.
    pub constants: BTreeMap<String, String>,
    /// What its status labels mean.
    pub statuses: Statuses,
    /// What it is recognised by; without it the mapping is the last resort.
    pub recognise: Option<Recognise>,
    optional: Vec<String>,
    ignored: Vec<String>,
    headings: Headings,
    /// Headings of each field, in the order of FIELDS.
    columns: Vec<(&'static str, Vec<String>)>,
}

impl Mapping {
    /// Loads a mapping; `asked` is where its id was written.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`TextFile::parse`], `unknown-key` for a column that is no field, and `repeated-id` for a
    /// label that two statuses claim.
    pub fn load(assets: &Assets, id: &str, asked: Location) -> Result<Self, Failure> {
        let file = assets.definition("mappings", id, &format!("mappings/{id}.toml"), asked)?;
        Self::parse(id, &file)
    }

    /// The mapping in a text.
    ///
    /// # Errors
    /// As [`Mapping::load`].
    pub fn parse(id: &str, file: &TextFile) -> Result<Self, Failure> {
        let written: MappingFile = file.parse()?;
        let mut errors = unknown_fields(&written, file);
        let statuses = Statuses::new(&written.statuses).unwrap_or_else(|twice| {
            errors.extend(twice.into_iter().map(|(code, label)| {
                let place = file.at_key(&format!("statuses.{}", code.id()));
                Diagnostic::error(Code::RepeatedId).at(place).with("id", label)
            }));
            Statuses::default()
        });
        Failure::unless_empty(errors, ())?;
        let keys = |labels: &[String]| labels.iter().map(|label| spelling::key(label)).collect();
        let labels = |name: &str| written.columns.get(name).cloned();
        Ok(Self {
            id: id.to_owned(),
            columns: FIELDS.iter().filter_map(|field| Some((field.id, labels(field.id)?))).collect(),
            total_labels: keys(&written.total_labels),
            vague_units: keys(&written.vague_units),
            null_dates: written.null_dates.into_iter().map(|date| date.0).collect(),
            unit_separators: written.unit_separators.unwrap_or_else(|| UNIT_SEPARATORS.map(str::to_owned).to_vec()),
            document_carried_down: written.document_carried_down,
            title: written.title,
            id_scope: written.id_scope,
            rows: written.rows,
            constants: written.constants,
            recognise: written.recognise,
            optional: written.optional,
            ignored: written.ignored,
            headings: written.headings,
            statuses,
        })
    }

    /// The headings to search for; `constants` are the fields that the input gives a constant for.
    #[must_use]
    pub fn wanted(&self, constants: &[&str], policy: &Policy) -> Vec<Wanted> {
        let labels = |id: &str| self.columns.iter().find(|(name, _)| *name == id).map(|(_, labels)| labels.clone());
        let wanted = FIELDS.iter().filter_map(|field| {
            let required = self.requires(field, policy) && !constants.contains(&field.id);
            let labels = labels(field.id).or_else(|| required.then(|| vec![field.name.to_owned()]))?;
            let decisive = field.kind != FieldKind::Text || ["task_id", "secrecy", "status_label"].contains(&field.id);
            let instead = if policy.status_from == StatusFrom::Dates { Vec::new() } else { self.stand_ins(field) };
            let loose = self.headings == Headings::Contained;
            Some(Wanted { field: field.id.into(), labels, required, decisive, instead, loose })
        });
        wanted.chain(self.marks()).chain(self.ignored()).collect()
    }

    /// The headings of a field.
    #[must_use]
    pub fn labels(&self, field: &str) -> &[String] {
        self.columns.iter().find(|(name, _)| *name == field).map_or(&[], |(_, labels)| labels)
    }

    /// The status that a column of marks stands for.
    #[must_use]
    pub fn status_of_mark(&self, column: &str) -> Option<Reported> {
        let place: usize = column.strip_prefix(MARK)?.parse().ok()?;
        self.statuses.labels().nth(place).map(|(_, code)| code)
    }

    /// Whether the export is useless without the field, if nothing stands in for it.
    fn requires(&self, field: &Field, policy: &Policy) -> bool {
        let by_labels = policy.status_from == StatusFrom::Labels;
        match field.id {
            "status_label" => by_labels,
            "completed_on" if by_labels => false,
            "assigned_on" => !self.is_optional(field.id),
            _ => field.required,
        }
    }

    /// What makes up for a field that this export may lack: the status labels tell what dates would.
    fn stand_ins(&self, field: &Field) -> Vec<Cow<'static, str>> {
        let marks = (0..self.statuses.labels().count()).map(|place| Cow::from(format!("{MARK}{place}")));
        let by_label = ["completed_on", "deadline_original"].contains(&field.id) && self.is_optional(field.id);
        match field.id {
            "status_label" => marks.collect(),
            _ if by_label => marks.chain([Cow::from("status_label")]).collect(),
            _ => Vec::new(),
        }
    }

    fn is_optional(&self, field: &str) -> bool {
        self.optional.iter().any(|name| name == field)
    }

    /// The columns that nothing reads: they are nobody else's.
    fn ignored(&self) -> impl Iterator<Item = Wanted> {
        let loose = self.headings == Headings::Contained;
        self.ignored.iter().enumerate().map(move |(place, label)| {
            let wanted = Wanted::exactly(format!("ignored:{place}"), vec![label.clone()]);
            Wanted { required: false, decisive: false, loose, ..wanted }
        })
    }

    /// The columns whose heading is a status and whose cells are marks: those under a group heading.
    fn marks(&self) -> impl Iterator<Item = Wanted> {
        let grouped = self.statuses.labels().enumerate().filter(|(_, (label, _))| label.contains(" / "));
        grouped.map(|(place, (label, _))| {
            let wanted = Wanted::exactly(format!("{MARK}{place}"), vec![label.to_owned()]);
            Wanted { required: false, ..wanted }
        })
    }
}

/// Names of columns, constants and optional fields that are no field.
fn unknown_fields(written: &MappingFile, file: &TextFile) -> Vec<Diagnostic> {
    let columns = written.columns.keys().map(|name| (name, format!("columns.{name}")));
    let constants = written.constants.keys().map(|name| (name, format!("constants.{name}")));
    let optional = written.optional.iter().map(|name| (name, "optional".to_owned()));
    let named = columns.chain(constants).chain(optional);
    let unknown = named.filter(|(name, _)| !field(name).is_some_and(Field::is_mapped)).map(|(name, key)| {
        let known = FIELDS.iter().filter(|field| field.is_mapped()).map(|field| field.id);
        let nearest = spelling::nearest(name, known.clone()).unwrap_or_default();
        let found = Diagnostic::error(Code::UnknownKey).at(file.at_key(&key));
        found.with("key", name).with("nearest", nearest).with("known", known.collect::<Vec<_>>().join(", "))
    });
    unknown.collect()
}
