//! Official letters (Công văn) that remind units: one document for each unit of which any list names a task.
//!
//! In: the project as its letters see it, its template, the lists of all units. Out: [`Letter`]s, composed one by one so that the
//! pipeline may do so in parallel, and one table of all that they list. Tasks were counted once; here they are only dealt out.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::{
    assemble::{self, Heading},
    engine::{self, Names},
    figures::{Figures, TableData},
    front_matter::Template,
    missing_remarks,
    parts::Printables,
    reminders::{self, Listed},
    tables,
    text::Text,
};
use crate::{
    assets::Assets,
    diagnostic::{Code, Diagnostic, Failure},
    document::{Document, Metadata, Status, Table, Title},
    metrics::{GroupKey, TaskList},
    normalize::{Source, UnitList},
    project::{Project, parse_date},
    spelling,
    table_spec::{GroupBy, TableKind, TableSpec},
};

/// The opening of every file name, and what names a unit that has no letter or digit.
pub const FILE_PREFIX: &str = "cong-van-";
const NAMELESS: &str = "don-vi";
/// Name of the table of all listed tasks.
const REMINDERS: &str = "danh-sach-nhac-viec";

/// Loads the template of letters: what `[letters]` says goes before what its lists say.
///
/// # Errors
/// As [`Template::load`] and [`Template::refuse_word`]; `unfit-key` for a table that is no list, since a letter lists the tasks of one unit.
pub fn letter_template(assets: &Assets, project: &Project) -> Result<Template, Failure> {
    let mut template = Template::load(assets, project, project.file.at_key("letters.template"))?;
    template.refuse_word()?;
    let unfit = template.tables.iter().enumerate().filter(|(_, spec)| spec.definition.kind != TableKind::List);
    let tell = |(index, spec): (usize, &TableSpec)| {
        let place = template.at_table(index, "kind");
        Diagnostic::error(Code::UnfitKey).at(place).with("table", spec.id()).with("key", "kind")
    };
    Failure::unless_empty(unfit.map(tell).collect(), ())?;
    let section = &project.letters;
    for definition in template.tables.iter_mut().map(|spec| &mut spec.definition) {
        // Each letter shows the counts of its unit.
        definition.group_by = GroupBy::Unit;
        if !section.sources.is_empty() {
            definition.sources.clone_from(&section.sources);
        }
        definition.due_within_days = definition.due_within_days.map(|own| section.due_within_days.unwrap_or(own));
        definition.no_deadline_since_months =
            definition.no_deadline_since_months.map(|own| section.no_deadline_months.unwrap_or(own));
    }
    Ok(template)
}

/// One letter before any format renders it.
#[derive(Debug)]
pub struct Letter {
    /// Id of the unit that it reminds.
    pub unit_id: String,
    /// Name of its files without extension.
    pub file_name: String,
    /// The letter.
    pub document: Document,
    /// How many tasks each list names, in the order of the template.
    pub counts: Vec<(String, usize)>,
    /// Parts that a person has yet to write.
    pub gaps: Vec<Diagnostic>,
}

/// All letters of a run, ready to be composed.
pub struct Letters<'a> {
    project: &'a Project,
    template: &'a Template,
    units: &'a UnitList,
    status: Status,
    /// What every letter can name; lists and tables are filled for each.
    figures: Figures,
    /// Units in print order, each with the name of its files and what its lists hold.
    addressees: Vec<(u32, String, TableData)>,
}

impl<'a> Letters<'a> {
    /// Deals the lists out to the units. Every name of the template is checked here, whether or not any letter comes out.
    ///
    /// # Errors
    /// Those of the template and of the typed figures; `unbalanced-table` when a listed task would be in no letter.
    pub fn deal(
        project: &'a Project,
        template: &'a Template,
        data: &TableData,
        units: &'a UnitList,
        status: Status,
    ) -> Result<Self, Failure> {
        let typed = project.report.figures.as_ref().map(|name| project.text_file(name)).transpose()?;
        let none = TableData {
            metrics: template.tables.iter().map(|spec| (spec.id().to_owned(), Default::default())).collect(),
            lists: template.tables.iter().map(|spec| (spec.id().to_owned(), Default::default())).collect(),
            ..TableData::default()
        };
        let figures = Figures::gather(project, &template.tables, &none, units, typed.as_ref())?;
        let figures = figures.with("letters", settings(project, &template.tables)).with("unit", unit("", "", 0));
        let appendices = Text { template, figures: &figures, remarks: None, printables: &Printables::default() };
        let appendices = appendices.expected_labels();
        let ids = template.tables.iter().map(|spec| spec.id().to_owned());
        let names = Names::of_tables(ids.collect(), appendices);
        engine::check(&template.subject_script(), &figures, &Names::default())?;
        engine::check(&template.body_script(), &figures, &names)?;
        let addressees = deal(template, data, units)?;
        Ok(Self { project, template, units, status, figures, addressees })
    }

    /// How many letters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.addressees.len()
    }

    /// Whether nobody is to be reminded of anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.addressees.is_empty()
    }

    /// Composes the letter with this place in the order of units, counted from 0.
    ///
    /// # Errors
    /// What the engine and the Markdown refuse; `missing-remark` for each gap of a final letter; `internal-error` behind the last.
    pub fn compose(&self, index: usize) -> Result<Letter, Failure> {
        let behind = || Diagnostic::error(Code::InternalError).with("reason", format!("letter {index}"));
        let (code, file_name, data) = self.addressees.get(index).ok_or_else(behind)?;
        let (project, template) = (self.project, self.template);
        let (id, name) = named(*code, self.units);
        let counts: Vec<(String, usize)> =
            template.tables.iter().map(|spec| (spec.id().to_owned(), listed(spec, data))).collect();
        let tasks = counts.iter().map(|(_, tasks)| tasks).sum();
        let figures =
            self.figures.clone().filled(&template.tables, data, self.units).with("unit", unit(id, name, tasks));
        let printed = template.tables.iter().filter(|spec| !spec.definition.columns.is_empty());
        let printed = printed.map(|spec| tables::build(spec, data, self.units)).collect::<Result<_, _>>()?;
        let printables = Printables::new(printed, Vec::new());
        let subject = engine::render(&template.subject_script(), &figures, &Names::default())?;
        let subject = engine::without_escapes(&subject);
        let (parts, _) = Text { template, figures: &figures, remarks: None, printables: &printables }.read()?;
        let gaps = missing_remarks(&parts, project, self.status)?;
        let heading = Heading { title: title(&subject), addressees: vec![name.to_owned()] };
        let document = assemble::document(project, template, parts, heading, self.status);
        Ok(Letter { unit_id: id.to_owned(), file_name: file_name.clone(), document, counts, gaps })
    }

    /// Every task that any letter lists, with its place.
    ///
    /// # Errors
    /// `internal-error` when the parts do not fit one grid: a defect of the program.
    pub fn reminders(&self, sources: &[Source]) -> Result<Table, Failure> {
        let listed = self.addressees.iter().map(|(code, letter, data)| {
            let (unit_id, unit) = named(*code, self.units);
            Listed { letter, unit_id, unit, data }
        });
        reminders::table(REMINDERS, &self.template.tables, sources, listed)
    }

    /// What all letters share, for files that speak of all of them.
    #[must_use]
    pub fn metadata(&self) -> Metadata {
        let name = &self.template.title;
        let heading = Heading { title: title(name), addressees: Vec::new() };
        let shared = assemble::metadata(self.project, self.template, &heading, self.status);
        Metadata { title: name.clone(), subject: name.clone(), ..shared }
    }
}

/// Id and name of a unit.
fn named(code: u32, units: &UnitList) -> (&str, &str) {
    units.get(code).map_or(("", ""), |(id, name)| (id.0.as_str(), name))
}

/// Ô 5b.
fn title(subject: &str) -> Title {
    Title::Letter { subject: format!("V/v {subject}") }
}

fn unit(id: &str, name: &str, tasks: usize) -> serde_json::Value {
    json!({ "id": id, "name": name, "tasks": tasks })
}

/// The numbers that the lists obey, for sentences.
fn settings(project: &Project, tables: &[TableSpec]) -> serde_json::Value {
    let first = |number: fn(&TableSpec) -> Option<u32>| tables.iter().find_map(number);
    json!({
        "due_within_days": first(|spec| spec.definition.due_within_days),
        "no_deadline_months": first(|spec| spec.definition.no_deadline_since_months),
        "reply_by": project.letters.reply_by.as_deref().and_then(parse_date),
    })
}

fn listed(spec: &TableSpec, data: &TableData) -> usize {
    data.lists.get(spec.id()).map_or(0, |list| list.tasks().len())
}

/// The lists of each unit, the units in print order.
fn deal(template: &Template, data: &TableData, units: &UnitList) -> Result<Vec<(u32, String, TableData)>, Failure> {
    let mut dealt: BTreeMap<u32, TableData> = BTreeMap::new();
    let mut errors = Vec::new();
    for spec in &template.tables {
        let id = spec.id().to_owned();
        let mut parts = 0;
        for (unit, list) in data.lists.get(&id).into_iter().flat_map(TaskList::by_unit) {
            parts += list.tasks().len();
            dealt.entry(unit).or_default().lists.insert(id.clone(), list);
        }
        let tasks = data.lists.get(&id).map(TaskList::tasks).unwrap_or_default();
        // A task that several units lead is in the letter of each.
        let whole: usize = tasks.iter().map(|task| task.units.len().max(1)).sum();
        if whole != parts {
            let found = Diagnostic::error(Code::UnbalancedTable).with("table", &id).with("what", "letters");
            errors.push(found.with("whole", whole).with("parts", parts));
        }
    }
    Failure::unless_empty(errors, ())?;
    let mut codes: Vec<u32> = dealt.keys().copied().collect();
    codes.sort_by(|left, right| units.print_order(*left).cmp(&units.print_order(*right)));
    let names = file_names(&codes, units);
    let mut addressees = Vec::new();
    for (code, name) in codes.into_iter().zip(names) {
        let mut own = dealt.remove(&code).unwrap_or_default();
        for spec in &template.tables {
            let metrics = data.metrics.get(spec.id()).map(|all| all.of_group(&GroupKey::Unit(code)));
            own.metrics.insert(spec.id().to_owned(), metrics.unwrap_or_default());
            own.lists.entry(spec.id().to_owned()).or_default();
        }
        addressees.push((code, name, own));
    }
    Ok(addressees)
}

/// A file name for each unit: its id, or for a unit outside the registry its name in plain letters; no two are the same.
fn file_names(codes: &[u32], units: &UnitList) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let name = |code: &u32| {
        let (id, name) = named(*code, units);
        let slug = spelling::slug(if id.starts_with('?') { name } else { id });
        let base = format!("{FILE_PREFIX}{}", if slug.is_empty() { NAMELESS } else { &slug });
        let numbered = (2..).map(|number: u32| format!("{base}-{number}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|name| !taken.contains(name)).unwrap_or(base);
        taken.insert(free.clone());
        free
    };
    codes.iter().map(name).collect()
}
