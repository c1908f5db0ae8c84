//! Streams the tasks through classification and counting, batch by batch.
//!
//! In: the sources, the tables of the template. Out: [`Counted`]: what the tables are filled with, every sum checked.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::units;
use crate::{
    calendar::{self, Calendar},
    check::{self, CheckReport, Checker},
    classify::{self, ClassifiedTasks, Disposition},
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::RawTable,
    ledger::Ledger,
    locale::vietnamese,
    metrics::{self, Leads, MetricTable},
    normalize::{self, Closing, Registry, Skip, Source, SourceCounts},
    period::WhichPeriod,
    policy::RestDayPolicy,
    project::Project,
    report::{TableData, Template},
    schema::{FIELDS, Field, field},
    table_spec::{ColumnDefinition, GroupBy, Membership, TableKind, TableSpec},
    value::AsOf,
};

/// Everything that is known of the tasks once all are read.
pub struct Counted {
    /// What fills the tables.
    pub data: TableData,
    /// Tables of tasks with their metrics, in the order of the template.
    pub tables: Vec<(TableSpec, MetricTable)>,
    /// Each task with what became of it: the bytes of `tables/tasks.csv`.
    pub ledger: Vec<u8>,
    /// What became of the rows.
    pub closing: Closing,
    /// What a person should look at.
    pub check: CheckReport,
    /// What tables and registers make one wonder about.
    pub warnings: Vec<Diagnostic>,
}

/// Counts all tasks and reads the registers.
///
/// # Errors
/// Those of the stages, and `unbalanced-table` for each sum that does not hold.
pub fn count(
    project: &Project,
    registry: &Registry,
    template: &Template,
    sources: &[Source],
    registers: &[RawTable],
) -> Result<Counted, Failure> {
    let (mut data, ledger, mut closing, check) = stream(project, registry, template, sources)?;
    let mut warnings = units::note_handovers(project, &mut data, &template.tables, registry, &mut closing.units);
    let day = project.period.to().min(project.date);
    for (section, table) in project.registers.iter().zip(registers) {
        let (register, found) = normalize::read_register(section, table, registry, &closing.units, day)?;
        data.registers.insert(section.id.clone(), register);
        warnings.extend(found);
    }
    let of_tasks = |spec: &TableSpec| Some((spec.clone(), data.metrics.get(spec.id())?.clone()));
    let tables: Vec<_> = template.tables.iter().filter_map(of_tasks).collect();
    for (spec, metrics) in &tables {
        metrics.check(spec.id(), closing.reconciliation.accepted())?;
    }
    warnings.extend(closing.reconciliation.sources().iter().filter_map(none_accepted));
    warnings.extend(tables.iter().filter_map(|(spec, metrics)| empty_table(project, spec, metrics)));
    warnings.extend(tables.iter().flat_map(|(spec, _)| unfilled_columns(spec, sources)));
    warnings.extend(moved_instants(project));
    warnings.extend(late_instants(project));
    let years = project.period.from().year()..=project.period.to().year();
    warnings.extend(calendar(project)?.iter().flat_map(|calendar| calendar.unconfirmed(years.clone())));
    warnings.extend(units::without_tasks(project, &template.tables, &closing.units));
    Ok(Counted { data, tables, ledger, closing, check, warnings })
}

/// Every batch through every table.
fn stream(
    project: &Project,
    registry: &Registry,
    template: &Template,
    sources: &[Source],
) -> Result<(TableData, Vec<u8>, Closing, CheckReport), Failure> {
    let ids: Vec<String> = sources.iter().map(|source| source.id.clone()).collect();
    let specs: Vec<TableSpec> =
        template.tables.iter().filter(|spec| spec.definition.kind.counts_tasks()).cloned().collect();
    let mut data = TableData::default();
    let handovers: Vec<_> = specs.iter().map(|spec| registry.handovers(spec.as_of.date)).collect();
    let mut ledger = Ledger::new(sources, &specs, &handovers, project.policy.joint)?;
    for spec in &specs {
        data.metrics.insert(spec.id().to_owned(), MetricTable::default());
    }
    let (calendar, mut years_missing) = (calendar(project)?, Vec::new());
    let mut tasks =
        normalize::normalize(sources, registry, project.policy, project.period.days(), &fields_read(&specs));
    let mut checker = Checker::new(project, sources)?;
    while let Some(batch) = tasks.next_batch()? {
        checker.inspect(&batch, tasks.units())?;
        let classify = |spec| classify::classify(&batch, spec, &project.policy, calendar.as_ref(), &ids);
        let classified: Vec<ClassifiedTasks> = specs.iter().map(classify).collect::<Result<_, _>>()?;
        let (joint, units) = (project.policy.joint, tasks.units());
        for ((spec, tasks), handovers) in specs.iter().zip(&classified).zip(&handovers) {
            let leads = Leads { joint, units, handovers };
            data.metrics.entry(spec.id().to_owned()).or_default().merge(metrics::measure(tasks, spec, leads)?);
            if spec.definition.kind == TableKind::List {
                data.lists.entry(spec.id().to_owned()).or_default().merge(metrics::select(tasks, leads)?);
            }
        }
        classified.iter().for_each(|tasks| note_years(&mut years_missing, &tasks.notices));
        ledger.append(&batch, &classified, tasks.units())?;
    }
    let mut closing = tasks.close()?;
    closing.notices.extend(years_missing);
    let check = checker.finish(&closing, registry);
    Ok((data, ledger.finish()?, closing, check))
}

/// Notes each year that the calendar lacks once, whatever its first day in the batch.
pub(super) fn note_years(known: &mut Vec<Diagnostic>, notices: &[Diagnostic]) {
    for found in notices {
        if known.iter().all(|known| known.details.first() != found.details.first()) {
            known.push(found.clone());
        }
    }
}

/// The calendar, where deadlines move to working days.
pub(super) fn calendar(project: &Project) -> Result<Option<Calendar>, Failure> {
    let place = || project.file.at_key("policy.rest_day");
    let load = || Calendar::load(&project.assets(), calendar::VIETNAM, place());
    (project.policy.rest_day == RestDayPolicy::NextWorkingDay).then(load).transpose()
}

/// Lists show texts that nothing else reads: with a list all fields are decoded, without one only what is counted and checked.
fn fields_read(specs: &[TableSpec]) -> BTreeSet<&'static str> {
    let has_list = specs.iter().any(|spec| spec.definition.kind == TableKind::List);
    let read = |id: &str| has_list || check::FIELDS_READ.contains(&id);
    FIELDS.iter().map(|field| field.id).filter(|id| read(id)).collect()
}

/// A table without tasks though its inputs have some: most often the year or the as-of of another project. What asks for certain
/// tasks only may rightly find none, such as a list of overdue ones, or of what is still open.
fn empty_table(project: &Project, spec: &TableSpec, metrics: &MetricTable) -> Option<Diagnostic> {
    let tasks = |disposition| metrics.dispositions().get(&disposition).copied().unwrap_or_default();
    let rows: u64 = metrics.dispositions().values().sum::<u64>() - tasks(Disposition::Filtered);
    let definition = &spec.definition;
    let by_as_of = tasks(Disposition::NotYetGiven) == rows;
    let may_be_empty = !definition.statuses.is_empty()
        || definition.channel.is_some()
        || definition.period != WhichPeriod::This
        || definition.due_within_days.is_some()
        || definition.no_deadline_since_months.is_some()
        || matches!(definition.group_by, GroupBy::Year | GroupBy::Age)
        || definition.membership == Membership::Open;
    if tasks(Disposition::Counted) > 0 || rows == 0 || (may_be_empty && !by_as_of) {
        return None;
    }
    let key = if by_as_of { format!("as_of.{}", definition.as_of) } else { project.period_key().to_owned() };
    let found = Diagnostic::warning(Code::EmptyTable).at(project.file.at_key(&key)).with("table", spec.id());
    let found = found.with("rows", vietnamese::count(rows)).with("from", vietnamese::short_date(spec.period.from()));
    let found = found.with("to", vietnamese::short_date(spec.period.to()));
    Some(found.with("as_of", vietnamese::short_date(spec.as_of.date)))
}

/// An export of which no row was accepted, or that has none: every figure made from it is zero.
pub(super) fn none_accepted(counts: &SourceCounts) -> Option<Diagnostic> {
    let place = Location { sheet: counts.sheet.clone(), ..Location::file(counts.file.as_str()) };
    // What a policy leaves out is no oversight of who made the export.
    let is_left_out = [Skip::Hidden, Skip::Secret].iter().any(|skip| counts.skipped.contains_key(skip));
    match (counts.accepted, counts.quarantined) {
        (0, 0) => (!is_left_out).then(|| Diagnostic::warning(Code::NoTaskRows).at(place)),
        (0, rows) => Some(Diagnostic::warning(Code::NoneAccepted).at(place).with("rows", vietnamese::count(rows))),
        _ => None,
    }
}

/// Columns of a list that none of its inputs fills.
fn unfilled_columns(spec: &TableSpec, sources: &[Source]) -> Vec<Diagnostic> {
    let read: Vec<&Source> = sources.iter().filter(|source| spec.reads(&source.id)).collect();
    let has = |source: &&Source, id: &str| {
        let by_constant = id == "assigner" && source.constants.assigner.is_some();
        let column = field(id).map_or("", Field::column_of);
        by_constant || source.table.heading().column(column).is_some()
    };
    let is_list = spec.definition.kind == TableKind::List && !read.is_empty();
    let columns = spec.definition.columns.iter().filter(|column| is_list && field(&column.id).is_some());
    let unfilled = columns.filter(|column| !read.iter().any(|source| has(source, &column.id)));
    let tell = |column: &ColumnDefinition| {
        let found = Diagnostic::warning(Code::UnfilledColumn);
        let place = read.first().map(|source| Location::file(source.table.file())).unwrap_or_default();
        found.at(place).with("table", spec.id()).with("column", &column.heading)
    };
    unfilled.map(tell).collect()
}

/// Instants of dondoc.toml that are not of the period asked for, or lie before its end.
pub(super) fn moved_instants(project: &Project) -> Vec<Diagnostic> {
    let tell = |(name, as_of): (&String, &AsOf)| {
        let found = Diagnostic::notice(Code::AsOfMoved).at(project.file.at_key(&format!("as_of.{name}")));
        let found = found.with("name", name).with("as_of", vietnamese::short_date(as_of.date));
        found.with("day", vietnamese::short_date(project.period.to()))
    };
    let kept = |(name, as_of): (&String, &AsOf)| {
        let found = Diagnostic::warning(Code::AsOfKept).at(project.file.at_key(&format!("as_of.{name}")));
        let found = found.with("name", name).with("as_of", vietnamese::short_date(as_of.date));
        found.with("day", vietnamese::short_date(project.period.to())).with("date", project.period.to())
    };
    project.moved.iter().map(tell).chain(project.kept.iter().map(kept)).collect()
}

/// Instants after the date of the document: nobody can know them when it is signed.
fn late_instants(project: &Project) -> Vec<Diagnostic> {
    let late = project.as_of.iter().filter(|(_, as_of)| as_of.date > project.date);
    let tell = |(name, as_of): (&String, &AsOf)| {
        let place = project.file.at_key(&format!("as_of.{name}"));
        let found = Diagnostic::warning(Code::AsOfAfterReport).at(place).with("name", name);
        let found = found.with("as_of", vietnamese::short_date(as_of.date));
        found.with("date", vietnamese::short_date(project.date))
    };
    late.map(tell).collect()
}
