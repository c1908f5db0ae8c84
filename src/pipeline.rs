//! The pipeline on one screen: a project goes in, rendered files come out. Every stage is one call.
//!
//! In: a [`Job`]. Out: an [`Outcome`]: the files, not yet written, and all that the user should hear.

use std::collections::BTreeSet;

use crate::{
    assets::Assets,
    classify::{self, ClassifiedTasks, Disposition},
    diagnostic::{Code, Diagnostic, Failure, Location},
    document::Status,
    ingest::{self, RawTable},
    ledger::Ledger,
    locale::vietnamese,
    manifest::{self, Facts},
    metrics::{self, MetricTable},
    normalize::{self, Closing, Constants, Mapping, Registry, Source, UnitList},
    output::OutputFile,
    progress::{Progress, Step},
    project::{InputSection, Project},
    render::{self, RENDERERS, Renderer},
    report::{self, TableData, Template},
    schema::FIELDS,
    table_spec::{GroupBy, Membership, TableKind, TableSpec},
};

/// Name of the workbook of rows that wait.
pub const QUARANTINE: &str = "dong-can-ra-soat.xlsx";

/// What to make of a project.
pub struct Job {
    /// The project.
    pub project: Project,
    /// Ids of the formats to render; all of them when empty.
    pub formats: Vec<String>,
    /// Whether gaps are errors, whatever the project says.
    pub force_final: bool,
}

/// Everything that a run brought about.
pub struct Outcome {
    /// The files, in the order in which they are listed.
    pub files: Vec<OutputFile>,
    /// Names that a report may have, whatever was rendered this time.
    pub report_names: Vec<String>,
    /// Warnings and notices; none of them stopped the run.
    pub notices: Vec<Diagnostic>,
    /// What became of the rows.
    pub closing: Closing,
    /// Tables with their metrics, in the order of the template.
    pub tables: Vec<(TableSpec, MetricTable)>,
    /// Set when a threshold of dondoc.toml is exceeded: only the quarantine is in `files`.
    pub exceeded: Option<Diagnostic>,
}

/// Runs every stage but the writing.
///
/// # Errors
/// Each stage collects its errors; the first stage that has any ends the run.
pub fn run(job: &Job, progress: &dyn Progress) -> Result<Outcome, Failure> {
    let project = &job.project;
    let status = if job.force_final { Status::Final } else { project.report.status };
    report::check_number(project, status)?;
    let assets = project.assets();
    let registry = Registry::load(&assets, &project.units, project.file.at_key("project.units"))?;
    let template = Template::load(&assets, project, project.file.at_key("report.template"))?;
    let (sources, left_out) = open_sources(project, &assets, &registry, progress)?;
    let registers = open_registers(project)?;

    progress.step(Step::Counting);
    let (mut data, ledger, closing) = count(project, &registry, &template, &sources)?;
    let of_registers = read_registers(project, &registers, &registry, &closing.units, &mut data)?;
    let tables: Vec<(TableSpec, MetricTable)> =
        template.tables.iter().filter_map(|spec| Some((spec.clone(), data.metrics.get(spec.id())?.clone()))).collect();
    for (spec, metrics) in &tables {
        metrics.check(spec.id(), closing.reconciliation.accepted())?;
    }

    let report = report::compose(project, &template, &data, &closing.units, status)?;
    let theme = assets.theme()?;
    let mut files = Vec::new();
    let report_name = |renderer: &Renderer| format!("{}.{}", project.report.file_name, renderer.id);
    for renderer in chosen(&job.formats) {
        progress.step(Step::Rendering(renderer.id));
        let bytes = (renderer.render)(&report.document, &theme);
        let bytes = bytes.map_err(|failure| failure.placed(|found| place_of_character(project, &template, found)))?;
        files.push(OutputFile { name: report_name(renderer), bytes });
    }
    for table in &report.tables {
        files.push(OutputFile { name: format!("tables/{}.csv", table.id()), bytes: render::csv::render(table) });
    }
    files.push(OutputFile { name: "tables/tasks.csv".to_owned(), bytes: ledger.finish()? });
    let waiting = report::quarantine_tables(&sources, &closing)?;
    let sheets: Vec<_> = waiting.iter().map(|table| (table.id(), table)).collect();
    let quarantine = render::xlsx::workbook(&report.document.metadata, &sheets)?;
    files.push(OutputFile { name: QUARANTINE.to_owned(), bytes: quarantine });
    let exceeded = exceeded(project, &closing);
    if exceeded.is_some() {
        files.retain(|file| file.name == QUARANTINE);
    }
    let facts = Facts { project, closing: &closing, tables: &tables };
    files.push(manifest::write(&facts, &files)?);
    let empty = tables.iter().filter_map(|(spec, metrics)| empty_table(project, spec, metrics)).collect();
    let notices = [left_out, closing.notices.clone(), of_registers, empty, report.notices].concat();
    let report_names = RENDERERS.iter().map(report_name).collect();
    Ok(Outcome { files, report_names, notices, closing, tables, exceeded })
}

/// Sheets whose rows may repeat each other: without ids nobody can tell.
fn ambiguous_sheets(tables: &[RawTable]) -> Option<Diagnostic> {
    let first = tables.first().filter(|_| tables.len() > 1)?;
    let sheets: Vec<&str> = tables.iter().filter_map(RawTable::sheet).collect();
    let without_ids = tables.iter().any(|table| table.heading().column("task_id").is_none());
    let found = Diagnostic::error(Code::AmbiguousSheets).at(Location::file(first.file()));
    let found = found.with("sheets", sheets.join(", ")).with("first", first.sheet().unwrap_or_default());
    without_ids.then_some(found)
}

/// Opens every register; of a workbook only its first whole sheet is one.
fn open_registers(project: &Project) -> Result<Vec<RawTable>, Failure> {
    gather(project.registers.iter().map(|section| {
        let wanted = normalize::register_headings(section);
        let path = project.folder.join(&section.file);
        let found = ingest::ingest(&path, &section.file, section.sheet.as_deref(), &wanted)?;
        let unread = || Diagnostic::error(Code::NoHeading).at(Location::file(section.file.as_str())).into();
        found.tables.into_iter().next().ok_or_else(unread)
    }))
}

/// Fills `data` with every register; what their readers warn of comes back.
fn read_registers(
    project: &Project,
    tables: &[RawTable],
    registry: &Registry,
    units: &UnitList,
    data: &mut TableData,
) -> Result<Vec<Diagnostic>, Failure> {
    let mut warnings = Vec::new();
    for (section, table) in project.registers.iter().zip(tables) {
        let (register, found) = normalize::read_register(section, table, registry, units)?;
        data.registers.insert(section.id.clone(), register);
        warnings.extend(found);
    }
    Ok(warnings)
}

/// Renderers whose ids are asked for; all when none is.
fn chosen(formats: &[String]) -> impl Iterator<Item = &'static Renderer> {
    RENDERERS.iter().filter(|renderer| formats.is_empty() || formats.iter().any(|format| format == renderer.id))
}

/// Where a person typed a character that cannot be printed; nothing when it came with the data.
fn place_of_character(project: &Project, template: &Template, found: &Diagnostic) -> Option<Location> {
    let character = found.details.iter().find(|(name, _)| *name == "character").map(|(_, character)| character)?;
    let typed = [&project.report.remarks, &project.report.figures].into_iter().flatten();
    let typed = typed.filter_map(|name| project.text_file(name).ok());
    let mut files = typed.chain([project.file.clone(), template.file.clone()]);
    files.find_map(|file| {
        let line = file.text.lines().position(|line| line.contains(character.as_str()))?;
        Some(file.at_line(line + 1))
    })
}

/// Opens every export, with the sheets that were left out; all that cannot be opened are told at once.
fn open_sources(
    project: &Project,
    assets: &Assets,
    registry: &Registry,
    progress: &dyn Progress,
) -> Result<(Vec<Source>, Vec<Diagnostic>), Failure> {
    let open = |(index, input): (usize, &InputSection)| {
        progress.step(Step::Reading(&input.file));
        open_source(project, assets, registry, index, input)
    };
    let opened = gather(project.inputs.iter().enumerate().map(open))?;
    let (sources, left_out): (Vec<_>, Vec<_>) = opened.into_iter().unzip();
    Ok((sources.into_iter().flatten().collect(), left_out.into_iter().flatten().collect()))
}

/// Opens one export: a source for each of its sheets.
fn open_source(
    project: &Project,
    assets: &Assets,
    registry: &Registry,
    index: usize,
    input: &InputSection,
) -> Result<(Vec<Source>, Vec<Diagnostic>), Failure> {
    let place = |key: &str| project.file.at_key(&format!("input[{index}].{key}"));
    let mapping = Mapping::load(assets, &input.mapping, place("mapping"))?;
    let unit = input.default_unit.as_ref().map(|spelt| {
        let unknown = || {
            let nearest = registry.nearest_name(spelt).unwrap_or_default();
            let found = Diagnostic::error(Code::UnregisteredUnit).at(place("default_unit"));
            found.with("value", spelt).with("nearest", nearest)
        };
        registry.find(spelt).and_then(|index| u32::try_from(index).ok()).ok_or_else(unknown)
    });
    let unit = unit.transpose()?;
    let constants: Vec<&str> = unit.iter().map(|_| "lead_unit").collect();
    let path = project.folder.join(&input.file);
    let found = ingest::ingest(&path, &input.file, input.sheet.as_deref(), &mapping.wanted(&constants))?;
    let constants = Constants { unit, assigner: input.assigner.clone() };
    Failure::unless_empty(ambiguous_sheets(&found.tables).into_iter().collect(), ())?;
    let source = |table| Source { id: input.id.clone(), table, mapping: mapping.clone(), constants: constants.clone() };
    Ok((found.tables.into_iter().map(source).collect(), found.left_out))
}

/// All values, or all failures as one.
fn gather<T>(results: impl Iterator<Item = Result<T, Failure>>) -> Result<Vec<T>, Failure> {
    let mut values = Vec::new();
    let mut failure: Option<Failure> = None;
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(other) => {
                failure = Some(match failure {
                    Some(failure) => failure.and(other),
                    None => other,
                });
            }
        }
    }
    failure.map_or(Ok(values), Err)
}

/// Streams the tasks through classification and counting, batch by batch.
fn count<'a>(
    project: &Project,
    registry: &Registry,
    template: &Template,
    sources: &'a [Source],
) -> Result<(TableData, Ledger<'a>, Closing), Failure> {
    let ids: Vec<String> = sources.iter().map(|source| source.id.clone()).collect();
    let specs: Vec<TableSpec> =
        template.tables.iter().filter(|spec| spec.definition.kind != TableKind::Register).cloned().collect();
    let mut data = TableData::default();
    let mut ledger = Ledger::new(sources, &specs)?;
    for spec in &specs {
        data.metrics.insert(spec.id().to_owned(), MetricTable::default());
    }
    let mut tasks = normalize::normalize(sources, registry, project.policy, project.period, &fields_read(&specs));
    while let Some(batch) = tasks.next_batch()? {
        let classify = |spec| classify::classify(&batch, spec, &project.policy, &ids);
        let classified: Vec<ClassifiedTasks> = specs.iter().map(classify).collect::<Result<_, _>>()?;
        for (spec, tasks) in specs.iter().zip(&classified) {
            data.metrics.entry(spec.id().to_owned()).or_default().merge(metrics::measure(tasks, spec)?);
            if spec.definition.kind == TableKind::List {
                data.lists.entry(spec.id().to_owned()).or_default().merge(metrics::select(tasks)?);
            }
        }
        ledger.append(&batch, &classified, tasks.units())?;
    }
    Ok((data, ledger, tasks.close()?))
}

/// Lists show texts that nothing else reads: with a list all fields are decoded, without one only what is counted.
fn fields_read(specs: &[TableSpec]) -> BTreeSet<&'static str> {
    let has_list = specs.iter().any(|spec| spec.definition.kind == TableKind::List);
    FIELDS.iter().filter(|_| has_list).map(|field| field.id).collect()
}

/// A table without tasks though its inputs have some: most often the year or the as-of of another project. What asks for certain
/// tasks only may rightly find none, such as a list of overdue ones, or of what is still open.
fn empty_table(project: &Project, spec: &TableSpec, metrics: &MetricTable) -> Option<Diagnostic> {
    let tasks = |disposition| metrics.dispositions().get(&disposition).copied().unwrap_or_default();
    let rows: u64 = metrics.dispositions().values().sum::<u64>() - tasks(Disposition::Filtered);
    let definition = &spec.definition;
    let by_as_of = tasks(Disposition::NotYetGiven) == rows;
    let may_be_empty = !definition.statuses.is_empty()
        || definition.group_by == GroupBy::Year
        || definition.membership == Membership::Open;
    if tasks(Disposition::Counted) > 0 || rows == 0 || (may_be_empty && !by_as_of) {
        return None;
    }
    let key = if by_as_of { format!("as_of.{}", definition.as_of) } else { "project.year".to_owned() };
    let found = Diagnostic::warning(Code::EmptyTable).at(project.file.at_key(&key)).with("table", spec.id());
    let found = found.with("rows", vietnamese::count(rows)).with("from", vietnamese::short_date(spec.period.from()));
    let found = found.with("to", vietnamese::short_date(spec.period.to()));
    Some(found.with("as_of", vietnamese::short_date(spec.as_of.date)))
}

fn exceeded(project: &Project, closing: &Closing) -> Option<Diagnostic> {
    let (rows, limit) = (closing.reconciliation.quarantined(), project.policy.max_quarantined?);
    let found = Diagnostic::error(Code::TooManyQuarantined).at(project.file.at_key("policy.max_quarantined"));
    (rows > limit).then(|| found.with("rows", rows).with("limit", limit))
}
