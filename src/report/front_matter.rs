//! The head of a report template: which tables it has and what its letterhead says.
//!
//! In: the TOML between the two `+++` lines of `report.md`. Out: a [`Template`] with resolved [`TableSpec`]s and the Markdown below.

use serde::Deserialize;

use super::engine::Script;
use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{Medium, Preset, Status},
    metrics::METRICS,
    project::{
        AppendixNumbering, LayoutSection, PointStyle, ProfileChoice, Project, RegisterSection, TitleCase, unusable_ids,
    },
    schema::{FIELDS, FieldKind},
    spelling,
    table_spec::{GroupBy, Membership, ScoreShow, TableDefinition, TableKind, TableSpec},
};

/// A report template with its tables resolved against a project.
#[derive(Debug)]
pub struct Template {
    /// The file, for messages.
    pub file: TextFile,
    /// What it is for, as its author calls it.
    pub title: String,
    /// Kind of document, upper case.
    pub kind: String,
    /// The kind as a sentence names it (`Báo cáo`).
    pub kind_name: String,
    /// Subject, with template tags.
    pub subject: String,
    /// Line of the subject, to place messages.
    pub subject_line: usize,
    /// Draft or final, unless the project says so.
    pub status: Option<Status>,
    /// Choices of layout: the project's, else the template's.
    pub layout: LayoutSection,
    /// Every table of tasks or of a register, in the order of the front matter.
    pub tables: Vec<TableSpec>,
    /// Every table of kind `scores`, in the order of the front matter.
    pub score_tables: Vec<ScoreTable>,
    /// The Markdown with template tags.
    pub body: String,
    /// Lines before the body, to place messages.
    pub body_starts_after: usize,
}

/// A table of what scoring brought about; its columns are those of the rulebooks.
#[derive(Debug, Clone)]
pub struct ScoreTable {
    /// Stable id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it shows.
    pub show: ScoreShow,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrontMatter {
    title: String,
    kind: String,
    kind_name: String,
    subject: String,
    status: Option<Status>,
    profile: Option<ProfileChoice>,
    preset: Option<Preset>,
    medium: Option<Medium>,
    appendix_numbering: Option<AppendixNumbering>,
    title_case: Option<TitleCase>,
    point_style: Option<PointStyle>,
    #[serde(default, rename = "table")]
    tables: Vec<TableDefinition>,
}

impl FrontMatter {
    const fn layout(&self) -> LayoutSection {
        LayoutSection {
            profile: self.profile,
            preset: self.preset,
            medium: self.medium,
            appendix_numbering: self.appendix_numbering,
            title_case: self.title_case,
            point_style: self.point_style,
        }
    }
}

const FENCE: &str = "+++";

impl Template {
    /// A key of the front matter, such as `table[1].kind`.
    pub(super) fn at_key(&self, key: &str) -> Location {
        let head = split(&self.file.text).map_or("", |(head, _)| head);
        self.file.at_key_of_part(head, 1, key)
    }

    /// The subject, for the engine.
    pub(super) fn subject_script(&self) -> Script<'_> {
        Script { file: &self.file.name, lines_before: self.subject_line - 1, text: &self.subject }
    }

    /// The body, for the engine.
    pub(super) fn body_script(&self) -> Script<'_> {
        Script { file: &self.file.name, lines_before: self.body_starts_after, text: &self.body }
    }

    /// Loads the template that a project names and resolves its tables.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`TextFile::parse`], `template-syntax` without front matter; for each table `unknown-as-of`
    /// when the project does not declare its instant, `unknown-column` for a column that the table cannot fill,
    /// `unknown-source` for an input or register that the project does not have, `repeated-id` or `invalid-value` for its id.
    pub fn load(assets: &Assets, project: &Project, asked: Location) -> Result<Self, Failure> {
        let id = &project.report.template;
        let file = assets.definition("reports", id, &format!("reports/{id}/report.md"), asked)?;
        let Some((head, body)) = split(&file.text) else {
            return Err(Diagnostic::error(Code::TemplateSyntax)
                .at(file.at_line(1))
                .with("reason", "front matter")
                .into());
        };
        let front: FrontMatter = file.parse_part(head, 1)?;
        let layout = project.layout.or(front.layout());
        let body = body.to_owned();
        let body_starts_after = file.text.len() - body.len();
        let body_starts_after = file.text.get(..body_starts_after).map_or(0, |before| before.matches('\n').count());
        let at = |key: &str| file.at_key_of_part(head, 1, key);
        let ids = front.tables.iter().enumerate();
        let ids: Vec<_> = ids.map(|(index, table)| (at(&format!("table[{index}].id")), table.id.as_str())).collect();
        let mut errors = unusable_ids(&ids);
        let (mut tables, mut score_tables) = (Vec::new(), Vec::new());
        for (index, mut definition) in front.tables.into_iter().enumerate() {
            // The only instant that there is needs no naming.
            if let (true, Some(only), 1) =
                (definition.as_of.is_empty(), project.as_of.keys().next(), project.as_of.len())
            {
                definition.as_of.clone_from(only);
            }
            errors.extend(unknown_names(&definition, project, |key| at(&format!("table[{index}].{key}"))));
            if let Some(show) = definition.show {
                score_tables.push(ScoreTable { id: definition.id, title: definition.title, show });
            } else if let Some(as_of) = project.as_of.get(&definition.as_of) {
                tables.push(TableSpec { as_of: *as_of, period: project.period, definition });
            }
        }
        let subject_line = at("subject").line.unwrap_or(1);
        Failure::unless_empty(
            errors,
            Self {
                file,
                title: front.title,
                kind: front.kind,
                kind_name: front.kind_name,
                subject: front.subject,
                subject_line,
                status: front.status,
                layout,
                tables,
                score_tables,
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

/// What a list adds to the fields: its lead unit by name, the deadline that counts, the days late.
const LIST_COLUMNS: [&str; 3] = ["unit", "deadline", "days_late"];

/// Columns, inputs, the register and the instant that a table names and nobody declares; `at` places a key of the table.
fn unknown_names(table: &TableDefinition, project: &Project, at: impl Fn(&str) -> Location) -> Vec<Diagnostic> {
    let tell = |code: Code, key: &str, name: &str, known: &[&str]| {
        let nearest = spelling::nearest(name, known.iter().copied()).unwrap_or_default();
        let found = Diagnostic::error(code).at(at(key)).with("table", &table.id).with("name", name);
        found.with("nearest", nearest).with("known", known.join(", "))
    };
    let mut errors = Vec::new();
    if table.kind == TableKind::Scores {
        errors.extend(unfit_keys(table).into_iter().map(|key| {
            let found = Diagnostic::error(Code::UnfitKey).at(at(key));
            found.with("table", &table.id).with("key", key)
        }));
        errors.extend(
            table.show.is_none().then(|| Diagnostic::error(Code::MissingKey).at(at("show")).with("key", "show")),
        );
        return errors;
    }
    let instants: Vec<&str> = project.as_of.keys().map(String::as_str).collect();
    if table.as_of.is_empty() {
        errors.push(Diagnostic::error(Code::MissingKey).at(at("as_of")).with("key", "as_of"));
    } else if !instants.contains(&table.as_of.as_str()) {
        errors.push(tell(Code::UnknownAsOf, "as_of", &table.as_of, &instants));
    }
    let inputs: Vec<&str> = project.inputs.iter().map(|input| input.id.as_str()).collect();
    errors.extend(unfit_keys(table).into_iter().map(|key| {
        let found = Diagnostic::error(Code::UnfitKey).at(at(key));
        found.with("table", &table.id).with("key", key)
    }));
    let missing = table.sources.iter().filter(|id| !inputs.contains(&id.as_str()));
    errors.extend(missing.map(|id| tell(Code::UnknownSource, "sources", id, &inputs)));
    let register = project.registers.iter().find(|section| Some(&section.id) == table.register.as_ref());
    if table.kind == TableKind::Register && register.is_none() {
        let ids: Vec<&str> = project.registers.iter().map(|section| section.id.as_str()).collect();
        errors.push(match &table.register {
            Some(id) => tell(Code::UnknownSource, "register", id, &ids),
            None => Diagnostic::error(Code::MissingKey).at(at("register")).with("key", "register"),
        });
        // Nothing can be said of its columns then.
        return errors;
    }
    let known = known_columns(table, register);
    let unknown = table.columns.iter().enumerate().filter(|(_, column)| !known.contains(&column.id.as_str()));
    errors.extend(
        unknown.map(|(index, column)| tell(Code::UnknownColumn, &format!("columns[{index}].id"), &column.id, &known)),
    );
    errors
}

/// Keys that a table of this kind would not heed: whoever wrote them expects something of them.
fn unfit_keys(table: &TableDefinition) -> Vec<&'static str> {
    let (list, register) = (table.kind == TableKind::List, table.kind == TableKind::Register);
    let scores = table.kind == TableKind::Scores;
    // Registers and scores count no tasks of their own.
    let taskless = register || scores;
    let keys = [
        ("total", (list || scores) && table.total.is_some()),
        ("group_by", (list || taskless) && table.group_by != GroupBy::All),
        ("sources", taskless && !table.sources.is_empty()),
        ("statuses", taskless && !table.statuses.is_empty()),
        ("channel", taskless && table.channel.is_some()),
        ("due_within_days", taskless && table.due_within_days.is_some()),
        ("no_deadline_since_months", taskless && table.no_deadline_since_months.is_some()),
        ("membership", taskless && table.membership != Membership::Given),
        ("register", !register && table.register.is_some()),
        ("show", !scores && table.show.is_some()),
        ("columns", scores && !table.columns.is_empty()),
    ];
    keys.into_iter().filter(|(_, unfit)| *unfit).map(|(key, _)| key).collect()
}

/// What may stand in a column of this table: only what it can fill.
fn known_columns<'a>(table: &TableDefinition, register: Option<&'a RegisterSection>) -> Vec<&'a str> {
    let mut known = vec!["sequence"];
    match table.kind {
        TableKind::Groups => {
            known.extend((table.group_by == GroupBy::Unit).then_some("unit"));
            known.extend((table.group_by != GroupBy::All).then_some("group"));
            known.extend(METRICS.iter().map(|metric| metric.id));
        }
        TableKind::List => {
            let printable = FIELDS.iter().filter(|field| field.kind != FieldKind::Units);
            known.extend(LIST_COLUMNS.into_iter().chain(printable.map(|field| field.id)));
        }
        // Its columns are those of the rulebook.
        TableKind::Scores => known.clear(),
        TableKind::Register => {
            let facts = register.into_iter().flat_map(|part| part.marks.keys().chain(part.notes.keys()));
            known.extend(std::iter::once("unit").chain(facts.map(String::as_str)));
        }
    }
    known
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
