//! The head of a report template: which tables it has and what its letterhead says.
//!
//! In: the TOML between the two `+++` lines of `report.md`. Out: a [`Template`] with resolved [`TableSpec`]s and the Markdown below.

use serde::Deserialize;

use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    metrics::metric,
    project::Project,
    schema::field,
    spelling,
    table_spec::{TableDefinition, TableKind, TableSpec},
};

/// A report template with its tables resolved against a project.
#[derive(Debug)]
pub struct Template {
    /// The file, for messages.
    pub file: TextFile,
    /// Kind of document, upper case.
    pub kind: String,
    /// The kind as a sentence names it (`Báo cáo`).
    pub kind_name: String,
    /// Subject, with template tags.
    pub subject: String,
    /// How appendices are numbered.
    pub appendix_numbering: AppendixNumbering,
    /// Every table, in the order of the front matter.
    pub tables: Vec<TableSpec>,
    /// The Markdown with template tags.
    pub body: String,
    /// Lines before the body, to place messages.
    pub body_starts_after: usize,
}

/// How appendices are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppendixNumbering {
    /// PHỤ LỤC 01, as Kon Tum does.
    Arabic,
    /// Phụ lục I, as Nghị định 30/2020/NĐ-CP wants.
    Roman,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "title is for `dondoc list`; unknown keys stay errors")]
struct FrontMatter {
    title: String,
    kind: String,
    kind_name: String,
    subject: String,
    appendix_numbering: AppendixNumbering,
    #[serde(default, rename = "table")]
    tables: Vec<TableDefinition>,
}

const FENCE: &str = "+++";

impl Template {
    /// Loads the template that a project names and resolves its tables.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`TextFile::parse`], `template-syntax` without front matter, `unknown-as-of` for each
    /// table whose instant the project does not declare, and `unknown-key` for each column that is no metric, field or fact.
    pub fn load(assets: &Assets, project: &Project, asked: Location) -> Result<Self, Failure> {
        let id = &project.report.template;
        let file = assets.definition("reports", id, &format!("reports/{id}/report.md"), asked)?;
        let Some((head, body)) = split(&file.text) else {
            let found = Diagnostic::error(Code::TemplateSyntax).at(Location::file(file.name.as_str()).line(1));
            return Err(found.with("reason", FENCE).into());
        };
        let front: FrontMatter = file.parse_part(head, 1)?;
        let body = body.to_owned();
        let body_starts_after = file.text.len() - body.len();
        let body_starts_after = file.text.get(..body_starts_after).map_or(0, |before| before.matches('\n').count());
        let mut errors = Vec::new();
        let mut tables = Vec::new();
        for definition in front.tables {
            errors.extend(unknown_columns(&definition, project, &file.name));
            match project.as_of.get(&definition.as_of) {
                Some(as_of) => tables.push(TableSpec { as_of: *as_of, period: project.period, definition }),
                None => {
                    let found = Diagnostic::error(Code::UnknownAsOf).at(Location::file(file.name.as_str()));
                    errors.push(found.with("table", &definition.id).with("name", &definition.as_of));
                }
            }
        }
        Failure::unless_empty(
            errors,
            Self {
                file,
                kind: front.kind,
                kind_name: front.kind_name,
                subject: front.subject,
                appendix_numbering: front.appendix_numbering,
                tables,
                body,
                body_starts_after,
            },
        )
    }
}

/// Front matter and body of a text that opens with a fence.
fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(FENCE)?.split_once('\n')?.1;
    let end = rest.find(&format!("\n{FENCE}"))?;
    let head = rest.get(..end)?;
    let body = rest.get(end + 1..)?.split_once('\n').map_or("", |(_, body)| body);
    Some((head, body))
}

/// Columns that every kind of table knows.
const LABEL_COLUMNS: [&str; 3] = ["sequence", "unit", "group"];

/// What a list adds to the fields.
const LIST_COLUMNS: [&str; 2] = ["deadline", "days_late"];

fn unknown_columns(table: &TableDefinition, project: &Project, file: &str) -> Vec<Diagnostic> {
    let register = project.registers.iter().find(|section| Some(&section.id) == table.register.as_ref());
    let is_fact = |id: &str| register.is_some_and(|part| part.marks.contains_key(id) || part.notes.contains_key(id));
    let is_known = |id: &str| match table.kind {
        TableKind::Groups => metric(id).is_some(),
        TableKind::List => field(id).is_some() || LIST_COLUMNS.contains(&id),
        TableKind::Register => is_fact(id),
    };
    let known: Vec<&str> = match table.kind {
        TableKind::Groups => crate::metrics::METRICS.iter().map(|metric| metric.id).collect(),
        TableKind::List => crate::schema::FIELDS.iter().map(|field| field.id).chain(LIST_COLUMNS).collect(),
        TableKind::Register => {
            register.iter().flat_map(|part| part.marks.keys().chain(part.notes.keys())).map(String::as_str).collect()
        }
    };
    let columns = table.columns.iter().map(|column| column.id.as_str());
    let unknown = columns.filter(|id| !LABEL_COLUMNS.contains(id) && !is_known(id));
    let mut errors: Vec<Diagnostic> = unknown.map(|id| unknown_name(table, file, "columns", id, &known)).collect();
    let sources: Vec<&str> = project.inputs.iter().map(|input| input.id.as_str()).collect();
    let missing = table.sources.iter().filter(|id| !sources.contains(&id.as_str()));
    errors.extend(missing.map(|id| unknown_name(table, file, "sources", id, &sources)));
    if table.kind == TableKind::Register && register.is_none() {
        let ids: Vec<&str> = project.registers.iter().map(|section| section.id.as_str()).collect();
        errors.push(unknown_name(table, file, "register", table.register.as_deref().unwrap_or_default(), &ids));
    }
    errors
}

fn unknown_name(table: &TableDefinition, file: &str, part: &str, name: &str, known: &[&str]) -> Diagnostic {
    let place = Location::file(file).key(format!("table.{}.{part}", table.id));
    let nearest = spelling::nearest(name, known.iter().copied()).unwrap_or_default();
    let found = Diagnostic::error(Code::UnknownKey).at(place).with("key", name);
    found.with("nearest", nearest).with("known", known.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_ends_at_the_second_fence() {
        assert_eq!(split("+++\na = 1\n+++\n\n# T\n"), Some(("a = 1", "\n# T\n")));
        assert_eq!(split("# T\n"), None);
        assert_eq!(split("+++\na = 1\n"), None);
    }
}
