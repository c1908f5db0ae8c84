//! The head of a report template: which tables it has and what its letterhead says.
//!
//! In: the TOML between the two `+++` lines of `report.md`. Out: a [`Template`] with resolved [`TableSpec`]s and the Markdown below.

use std::num::NonZeroUsize;

use serde::Deserialize;

use super::{
    engine::Script,
    partials::{self, Expanded, Partial, Piece},
    table_checks,
};
use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::{Medium, Preset, Status},
    period::{ReportingPeriod, WhichPeriod},
    project::{AppendixNumbering, LayoutSection, PointStyle, ProfileChoice, Project, TitleCase, unusable_ids},
    table_spec::{ScoreShow, TableDefinition, TableSpec},
    value::AsOf,
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
    /// The office's own Word file for the DOCX, beside the template.
    pub docx_template: Option<String>,
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
    /// How many tables stand in its own front matter; those of the partials follow.
    own_tables: usize,
    /// Where the lines of the body come from.
    pub(super) pieces: Vec<Piece>,
    /// The partials in it.
    pub(super) partials: Vec<Partial>,
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
    docx_template: Option<String>,
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

/// Why a Word file is of no use.
const NO_REPORT: &str = "letters and scores have documents of their own";

const FENCE: &str = "+++";

impl Template {
    /// A key of a table, in the front matter of the template or of the partial that brings it along.
    pub(super) fn at_table(&self, index: usize, key: &str) -> Location {
        place_of_table(&self.file, self.own_tables, &self.partials, index, key)
    }

    /// The subject, for the engine.
    pub(super) fn subject_script(&self) -> Script<'_> {
        Script { file: &self.file.name, lines_before: self.subject_line - 1, text: &self.subject, pieces: &[] }
    }

    /// The body, for the engine.
    pub(super) fn body_script(&self) -> Script<'_> {
        Script { file: &self.file.name, lines_before: self.body_starts_after, text: &self.body, pieces: &self.pieces }
    }

    /// Refuses the Word file of a document that is no report: letters and scores have documents of their own.
    ///
    /// # Errors
    /// `refused-template` where the template names one.
    pub fn refuse_word(&self) -> Result<(), Failure> {
        let place = || Location::file(self.file.name.as_str());
        let found = || {
            Diagnostic::error(Code::RefusedTemplate)
                .at(place())
                .with("reason", NO_REPORT)
                .with("target", "docx_template")
        };
        self.docx_template.is_none().then_some(()).ok_or_else(|| found().into())
    }

    /// Loads the template that a project names and resolves its tables.
    ///
    /// # Errors
    /// `unknown-definition`, the errors of [`TextFile::parse`], `template-syntax` without front matter; for each table `unknown-as-of`
    /// when the project does not declare its instant, `unknown-column` for a column that the table cannot fill,
    /// `unknown-source` for an input or register that the project does not have, `repeated-id` or `invalid-value` for its id.
    pub fn load(assets: &Assets, project: &Project, asked: Location) -> Result<Self, Failure> {
        let (file, front, body) = read(assets, &project.report.template, asked)?;
        let layout = project.layout.or(front.layout());
        let body_starts_after = lines_before(&file, &body);
        let Expanded { body, pieces, partials } = partials::expand(assets, &file, &body, body_starts_after)?;
        let own = front.tables.len();
        let definitions: Vec<TableDefinition> =
            front.tables.into_iter().chain(partials.iter().flat_map(|partial| partial.tables.clone())).collect();
        let at = |index: usize, key: &str| place_of_table(&file, own, &partials, index, key);
        let Resolved { tables, score_tables, errors } = resolve(definitions, project, at);
        let head = split(&file.text).map_or("", |(head, _)| head);
        let subject_line = file.at_key_of_part(head, 1, "subject").line.unwrap_or(1);
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
                docx_template: front.docx_template,
                layout,
                tables,
                score_tables,
                body,
                body_starts_after,
                own_tables: own,
                pieces,
                partials,
            },
        )
    }
}

/// A report template that no project fills: what it is called and says.
#[derive(Debug)]
pub struct Outline {
    /// The file, as messages name it.
    pub file: String,
    /// What it is for, as its author calls it.
    pub title: String,
    /// Kind of document, upper case.
    pub kind: String,
    /// The kind as a sentence names it.
    pub kind_name: String,
    /// Subject, with template tags.
    pub subject: String,
    /// Choices of layout.
    pub layout: LayoutSection,
    /// The Markdown with template tags, its partials in it.
    pub body: String,
}

impl Outline {
    /// Loads a template by its id.
    ///
    /// # Errors
    /// Those of [`Template::load`] but for the tables.
    pub fn load(assets: &Assets, id: &str, asked: Location) -> Result<Self, Failure> {
        let (file, front, body) = read(assets, id, asked)?;
        let expanded = partials::expand(assets, &file, &body, lines_before(&file, &body))?;
        let layout = front.layout();
        let FrontMatter { title, kind, kind_name, subject, .. } = front;
        Ok(Self { file: file.name, title, kind, kind_name, subject, layout, body: expanded.body })
    }
}

/// The file of a template, its front matter and its body.
fn read(assets: &Assets, id: &str, asked: Location) -> Result<(TextFile, FrontMatter, String), Failure> {
    let file = assets.definition("reports", id, &format!("reports/{id}/report.md"), asked)?;
    let Some((head, body)) = split(&file.text) else {
        let found = Diagnostic::error(Code::TemplateSyntax).at(file.at_line(1));
        return Err(found.with("reason", "front matter").into());
    };
    let front = file.parse_part(head, 1)?;
    let body = body.to_owned();
    Ok((file, front, body))
}

/// Lines of the file before its body.
fn lines_before(file: &TextFile, body: &str) -> usize {
    let before = file.text.len() - body.len();
    file.text.get(..before).map_or(0, |before| before.matches('\n').count())
}

/// A key of a table by its place among all: those of the template come first, then those of each partial.
fn place_of_table(file: &TextFile, own: usize, partials: &[Partial], index: usize, key: &str) -> Location {
    if index < own {
        let head = split(&file.text).map_or("", |(head, _)| head);
        return file.at_key_of_part(head, 1, &format!("table[{index}].{key}"));
    }
    let mut index = index - own;
    for partial in partials {
        if index < partial.tables.len() {
            return partial.at_key(&format!("table[{index}].{key}"));
        }
        index -= partial.tables.len();
    }
    Location::file(file.name.as_str())
}

/// The tables of a template with their instants and periods, and everything that is wrong with them.
#[derive(Default)]
struct Resolved {
    tables: Vec<TableSpec>,
    score_tables: Vec<ScoreTable>,
    errors: Vec<Diagnostic>,
}

fn resolve(definitions: Vec<TableDefinition>, project: &Project, at: impl Fn(usize, &str) -> Location) -> Resolved {
    let ids: Vec<_> =
        definitions.iter().enumerate().map(|(index, table)| (at(index, "id"), table.id.as_str())).collect();
    let mut resolved = Resolved { errors: unusable_ids(&ids), ..Resolved::default() };
    let counting = definitions.iter().filter(|table| table.kind.counts_tasks());
    let counting: Vec<String> = counting.map(|table| table.id.clone()).collect();
    for (index, mut definition) in definitions.into_iter().enumerate() {
        // The only instant that there is needs no naming.
        if let (true, Some(only), 1) = (definition.as_of.is_empty(), project.as_of.keys().next(), project.as_of.len()) {
            definition.as_of.clone_from(only);
        }
        let Project { report: wanted, .. } = project;
        definition.due_within_days = definition.due_within_days.map(|own| wanted.due_within_days.unwrap_or(own));
        definition.no_deadline_since_months =
            definition.no_deadline_since_months.map(|own| wanted.no_deadline_months.unwrap_or(own));
        definition.top = definition.top.map(|own| wanted.top.map_or(own, NonZeroUsize::get));
        resolved.errors.extend(table_checks::unknown_names(&definition, project, &counting, |key| at(index, key)));
        if let Some(show) = definition.show {
            resolved.score_tables.push(ScoreTable { id: definition.id, title: definition.title, show });
        } else if let Some(as_of) = project.as_of.get(&definition.as_of) {
            let period = project.period.which(definition.period).unwrap_or(project.period);
            let as_of = as_of_in(*as_of, &project.period, &period, definition.period);
            let is_earlier = matches!(definition.period, WhichPeriod::Previous | WhichPeriod::LastYear);
            let is_counted = project.compares || !is_earlier;
            resolved.tables.push(TableSpec { as_of, period, definition, is_counted });
        }
    }
    resolved
}

/// The instant of a table: that of an earlier period stands as far from its end as the report's own does, so that like is compared with like.
fn as_of_in(as_of: AsOf, own: &ReportingPeriod, period: &ReportingPeriod, which: WhichPeriod) -> AsOf {
    if !matches!(which, WhichPeriod::Previous | WhichPeriod::LastYear) {
        return as_of;
    }
    let date = period.to().checked_add_signed(as_of.date - own.to()).unwrap_or(as_of.date);
    AsOf { date, ..as_of }
}

/// Front matter and body of a text that opens with a fence.
pub(super) fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(FENCE)?.split_once('\n')?.1;
    let end = rest.find(&format!("\n{FENCE}"))?;
    let head = rest.get(..end)?;
    let body = rest.get(end + 1..)?.split_once('\n').map_or("", |(_, body)| body);
    Some((head, body))
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
