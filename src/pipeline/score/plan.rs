//! What is scored with, and which tasks must be counted for it.
//!
//! In: the rulebooks that a project or the command line names. Out: a [`Plan`]: checked rulebooks and, for their `[[tasks]]`, tables by unit that
//! are counted together with those of the report.

use std::{collections::BTreeMap, path::Path};

use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::vietnamese,
    manifest::RulebookFacts,
    normalize::Registry,
    project::Project,
    scoring::rulebook::{Checked, RulebookStatus, TasksText, model::Rulebook},
    table_spec::{GroupBy, TableDefinition, TableKind, TableSpec},
    value::AsOf,
};

use super::{
    super::open::gather,
    ScoreRequest,
    needs::{not_in_force, shared_groups, unknown, unknown_exceptions, unknown_registers},
};

/// The opening of the ids of tables that are only counted for scores.
const OPENING: &str = "scores-";
/// Definitions of rulebooks stand here, below `report-templates/`.
const FOLDER: &str = "rulebooks";

/// What a run scores.
pub struct Plan {
    /// The rulebooks in force.
    pub rules: Vec<Book>,
    /// Those that they are held against; none unless asked for.
    pub against: Vec<Book>,
    /// The tables that must be counted.
    pub specs: Vec<TableSpec>,
    /// What is worth knowing of the rulebooks.
    pub notices: Vec<Diagnostic>,
}

/// A rulebook and where its measures are found.
pub struct Book {
    /// The rulebook.
    pub rulebook: Rulebook,
    /// Its text, for messages.
    pub file: TextFile,
    /// What the manifest says of it.
    pub facts: RulebookFacts,
    /// Ids of the tables by id of `[[tasks]]`.
    pub tables: BTreeMap<String, String>,
    /// The instants of its tasks, as sentences name them, each once.
    pub instants: Vec<String>,
}

impl Plan {
    /// The plan of a project, with what the command line asks for instead.
    ///
    /// # Errors
    /// Those of the rulebooks; `missing-key` where none is named; `shared-level-group` for a group that two of them score; `unknown-as-of`
    /// and `unknown-source` for what their measures need and the project does not declare; `unregistered-unit` for an exception of no unit.
    pub fn make(
        project: &Project,
        assets: &Assets,
        registry: &Registry,
        request: &ScoreRequest,
    ) -> Result<Self, Failure> {
        let place = project.file.at_key("scores.rules");
        let named = if request.rules.is_empty() { &project.scores.rules } else { &request.rules };
        if named.is_empty() {
            return Err(Diagnostic::error(Code::MissingKey).at(place).with("key", "[scores] rules").into());
        }
        let (mut specs, mut notices) = (Vec::new(), Vec::new());
        let mut books = |named: &[String]| {
            let load = |name: &String| book(project, assets, name, place.clone());
            let mut loaded = gather(named.iter().map(load))?;
            notices.extend(loaded.iter_mut().flat_map(|(_, findings)| std::mem::take(findings)));
            let mut books: Vec<Book> = loaded.into_iter().map(|(book, _)| book).collect();
            Failure::unless_empty(shared_groups(&books, &place), ())?;
            let mut errors = Vec::new();
            for book in &mut books {
                notices.extend(not_in_force(project, book));
                errors.extend(unknown_registers(project, book));
                errors.extend(unknown_exceptions(registry, book));
                errors.extend(count_tasks(project, book, &mut specs));
            }
            Failure::unless_empty(errors, books)
        };
        let (rules, against) = (books(named)?, books(&request.against)?);
        Ok(Self { rules, against, specs, notices })
    }

    /// What the manifest says of every rulebook.
    #[must_use]
    pub fn facts(&self) -> Vec<RulebookFacts> {
        self.rules.iter().chain(&self.against).map(|book| book.facts.clone()).collect()
    }
}

/// A rulebook by its id, or by the path of its file.
fn book(project: &Project, assets: &Assets, name: &str, asked: Location) -> Result<(Book, Vec<Diagnostic>), Failure> {
    let is_path =
        name.contains(['/', '\\']) || Path::new(name).extension().is_some_and(|extension| extension == "toml");
    let (id, file, from) = if is_path {
        let path = Path::new(name);
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        (stem, TextFile::read(path, name)?, "file")
    } else {
        let path = format!("{FOLDER}/{name}.toml");
        let file = assets.definition(FOLDER, name, &path, asked)?;
        let is_own = project.folder.join("report-templates").join(&path).is_file();
        (name.to_owned(), file, if is_own { "project" } else { "program" })
    };
    let Checked { rulebook, findings } = Checked::parse(&id, &file)?;
    let facts = RulebookFacts {
        id,
        title: rulebook.title.clone(),
        status: match rulebook.status {
            RulebookStatus::Sample => "sample",
            RulebookStatus::Official => "official",
        },
        source: rulebook.source.clone(),
        file: if is_path { base_name(name) } else { format!("report-templates/{FOLDER}/{name}.toml") },
        from,
        content: file.text.clone().into_bytes(),
    };
    Ok((Book { rulebook, file, facts, tables: BTreeMap::new(), instants: Vec::new() }, findings))
}

/// The last part of a path: a manifest must not depend on whose machine it was made on.
fn base_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned()
}

/// Adds a table for each `[[tasks]]`, unless there is one that counts the same.
fn count_tasks(project: &Project, book: &mut Book, specs: &mut Vec<TableSpec>) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    for (index, tasks) in book.rulebook.tasks.iter().enumerate() {
        let (definition, found) = definition(project, &book.file, index, tasks);
        errors.extend(found);
        let Some(as_of) = project.as_of.get(&definition.as_of) else { continue };
        let instant = vietnamese::instant(*as_of);
        if !book.instants.contains(&instant) {
            book.instants.push(instant);
        }
        let same = specs.iter().find(|spec| {
            let other = &spec.definition;
            (&other.as_of, &other.sources, other.membership)
                == (&definition.as_of, &definition.sources, definition.membership)
        });
        let id = match same {
            Some(spec) => spec.id().to_owned(),
            None => {
                let id = free_id(&tasks.id, specs);
                specs.push(spec(project, *as_of, TableDefinition { id: id.clone(), ..definition }));
                id
            }
        };
        book.tables.insert(tasks.id.clone(), id);
    }
    errors
}

/// Ids become names of files: no two tables have the same.
fn free_id(tasks: &str, specs: &[TableSpec]) -> String {
    let plain = format!("{OPENING}{tasks}");
    let others = (2..).map(|number: u32| format!("{plain}-{number}"));
    let mut ids = std::iter::once(plain.clone()).chain(others);
    ids.find(|id| specs.iter().all(|spec| spec.id() != id)).unwrap_or(plain)
}

fn spec(project: &Project, as_of: AsOf, definition: TableDefinition) -> TableSpec {
    TableSpec { definition, as_of, period: project.period, is_counted: true }
}

/// The tasks as a list by unit: its counts are the measures, its tasks the evidence.
fn definition(
    project: &Project,
    file: &TextFile,
    index: usize,
    tasks: &TasksText,
) -> (TableDefinition, Vec<Diagnostic>) {
    let own = |key: &str| file.at_key(&format!("tasks[{index}].{key}"));
    let section = &project.scores;
    let (as_of, as_of_place) = match &section.as_of {
        Some(name) => (name.clone(), project.file.at_key("scores.as_of")),
        None => (tasks.as_of.clone(), own("as_of")),
    };
    let (sources, sources_place) = if section.sources.is_empty() {
        (tasks.sources.clone(), own("sources"))
    } else {
        (section.sources.clone(), project.file.at_key("scores.sources"))
    };
    let mut errors = Vec::new();
    if !project.as_of.contains_key(&as_of) {
        let known = project.as_of.keys().map(String::as_str);
        errors.push(unknown(Code::UnknownAsOf, as_of_place, &tasks.id, &as_of, known));
    }
    let inputs: Vec<&str> = project.inputs.iter().map(|input| input.id.as_str()).collect();
    for id in sources.iter().filter(|id| !inputs.contains(&id.as_str())) {
        errors.push(unknown(Code::UnknownSource, sources_place.clone(), &tasks.id, id, inputs.iter().copied()));
    }
    let definition = TableDefinition {
        title: tasks.title.clone(),
        kind: TableKind::List,
        as_of,
        sources,
        membership: tasks.membership,
        group_by: GroupBy::Unit,
        ..TableDefinition::counted("")
    };
    (definition, errors)
}
