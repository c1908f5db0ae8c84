//! Opens what a project reads: task exports with their mappings, and registers.
//!
//! In: the project, the definitions, the registry. Out: [`Source`]s and raw tables, with the sheets that were left out. Everything that
//! cannot be opened is told at once.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::{
    assets::Assets,
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::{self, Files, OpenFile, RawTable},
    locale::vietnamese,
    normalize::{self, Constants, Correction, Mapping, Recognised, Registry, Source},
    policy::Policy,
    progress::{Progress, Step},
    project::{CORRECTIONS, InputSection, Project, RegisterSection, parse_date},
    table_spec::TableSpec,
};

/// Opens every export, with the sheets that were left out.
///
/// # Errors
/// What mappings, units and files have wrong, all inputs at once; `ambiguous-sheets` where rows might count twice; `other-day` for each
/// table that speaks of another day than the labels of its input.
pub fn sources(
    project: &Project,
    assets: &Assets,
    registry: &Registry,
    tables: &[TableSpec],
    progress: &dyn Progress,
) -> Result<(Vec<Source>, Vec<Diagnostic>), Failure> {
    let open =
        |(index, input): (usize, &InputSection)| source(project, assets, registry, tables, index, input, progress);
    let opened = gather(project.inputs.iter().enumerate().map(open))?;
    let (sources, left_out): (Vec<_>, Vec<_>) = opened.into_iter().unzip();
    Ok((sources.into_iter().flatten().collect(), left_out.into_iter().flatten().collect()))
}

/// Opens one input: a source for each sheet of each of its files.
fn source(
    project: &Project,
    assets: &Assets,
    registry: &Registry,
    tables: &[TableSpec],
    index: usize,
    input: &InputSection,
    progress: &dyn Progress,
) -> Result<(Vec<Source>, Vec<Diagnostic>), Failure> {
    let place = |key: &str| project.file.at_key(&format!("input[{index}].{key}"));
    let unit = input.default_unit.as_ref().map(|spelt| {
        let unknown = || {
            let nearest = registry.nearest_name(spelt).unwrap_or_default();
            let found = Diagnostic::error(Code::UnregisteredUnit).at(place("default_unit"));
            found.with("value", spelt).with("nearest", nearest)
        };
        registry.find(spelt, Some(project.period.to())).and_then(|index| u32::try_from(index).ok()).ok_or_else(unknown)
    });
    let unit = unit.transpose()?;
    let constants: Vec<&str> = unit.iter().map(|_| "lead_units").collect();
    let loaded = input.mapping.as_ref().map(|id| Mapping::load(assets, id, place("mapping"))).transpose()?;
    let Files { files, left_out } = files(project, input)?;
    let (extracted_on, is_day_assumed) = extraction_day(input, tables);
    let constants_of_input = Constants { unit, assigner: input.assigner.clone() };
    let open = |(path, name): &(PathBuf, String)| {
        progress.step(Step::Reading(name));
        let file = ingest::open(path, name, input.sheet.as_deref())?;
        let (mapping, tables, notices) = read_as(file, loaded.as_ref(), assets, &constants, &project.policy)?;
        let source = |table| Source {
            id: input.id.clone(),
            table,
            mapping: mapping.clone(),
            constants: constants_of_input.clone(),
            extracted_on,
            is_day_assumed,
        };
        Ok((tables.into_iter().map(source).collect::<Vec<_>>(), notices))
    };
    let (mut sources, mut notices) = (Vec::new(), left_out);
    for (found, told) in gather(files.iter().map(open))? {
        sources.extend(found);
        notices.extend(told);
    }
    notices.extend(normalize::repeated_rows(&sources));
    Failure::unless_empty(other_days(project, &sources, tables, &place("extracted_on")), ())?;
    Ok((sources, notices))
}

/// The tables of a file and the mapping that they are read with: the one that was asked for, or the one that fits.
fn read_as(
    file: OpenFile,
    asked: Option<&Mapping>,
    assets: &Assets,
    constants: &[&str],
    policy: &Policy,
) -> Result<(Mapping, Vec<RawTable>, Vec<Diagnostic>), Failure> {
    let (mapping, notice) = match asked {
        Some(mapping) => (mapping.clone(), None),
        None => {
            let Recognised { mapping, notice } = normalize::recognise(&file, assets, constants, policy)?;
            (mapping, Some(notice))
        }
    };
    let found = file.tables(&mapping.wanted(constants, policy))?;
    Failure::unless_empty(ambiguous_sheets(&found.tables).into_iter().collect(), ())?;
    Ok((mapping, found.tables, notice.into_iter().chain(found.notices).collect()))
}

/// The files of an input, and what lies beside them.
fn files(project: &Project, input: &InputSection) -> Result<Files, Failure> {
    let asked = std::iter::once(&input.file).chain(&input.more_files);
    let found = gather(asked.map(|asked| ingest::files(&project.folder, asked)))?;
    let empty = Files { files: Vec::new(), left_out: Vec::new() };
    Ok(found.into_iter().fold(empty, |mut all, part| {
        all.files.extend(part.files);
        all.left_out.extend(part.left_out);
        all
    }))
}

/// The tables of tasks that read an input.
fn reading<'a>(tables: &'a [TableSpec], input: &'a str) -> impl Iterator<Item = &'a TableSpec> {
    tables.iter().filter(move |spec| spec.definition.kind.counts_tasks() && spec.reads(input))
}

/// The day of extraction: as dondoc.toml says, else the as-of of the first table that reads the input; and whether it is that.
fn extraction_day(input: &InputSection, tables: &[TableSpec]) -> (Option<NaiveDate>, bool) {
    let said = input.extracted_on.as_deref().and_then(parse_date);
    (said.or_else(|| reading(tables, &input.id).next().map(|spec| spec.as_of.date)), said.is_none())
}

/// Status labels hold for the day of extraction only: each table that wants to know of another day.
fn other_days(project: &Project, sources: &[Source], tables: &[TableSpec], place: &Location) -> Vec<Diagnostic> {
    let Some(source) = sources.iter().find(|source| source.is_read_by_labels(&project.policy)) else {
        return Vec::new();
    };
    let Some(day) = source.extracted_on else { return Vec::new() };
    let other = reading(tables, &source.id).filter(|spec| spec.as_of.date != day);
    let tell = |spec: &TableSpec| {
        let found = Diagnostic::error(Code::OtherDay).at(place.clone()).with("table", spec.id());
        let found = found.with("as_of", vietnamese::short_date(spec.as_of.date)).with("file", source.table.file());
        found.with("day", vietnamese::short_date(day))
    };
    other.map(tell).collect()
}

/// Sheets whose rows may repeat each other: without ids nobody can tell.
fn ambiguous_sheets(tables: &[RawTable]) -> Option<Diagnostic> {
    let first = tables.first().filter(|_| tables.len() > 1)?;
    let sheets: Vec<&str> = tables.iter().filter_map(RawTable::sheet).collect();
    let without_ids = tables.iter().any(|table| table.heading().column("task_id").is_none());
    let found = Diagnostic::error(Code::AmbiguousSheets).at(Location::file(first.file()));
    let found = found.with("sheets", sheets.join(", ")).with("first", first.sheet().unwrap_or_default());
    let found = found.with("unread", first.heading().unread_labels().join(" | "));
    without_ids.then_some(found)
}

/// Opens every register, with the sheets that were left out.
///
/// # Errors
/// What the files have wrong, all registers at once; `ambiguous-sheets` where a workbook has several sheets of that heading.
pub fn registers(project: &Project) -> Result<(Vec<RawTable>, Vec<Diagnostic>), Failure> {
    let opened = gather(project.registers.iter().map(|section| register(project, section)))?;
    let (tables, left_out): (Vec<_>, Vec<_>) = opened.into_iter().unzip();
    Ok((tables.into_iter().flatten().collect(), left_out.into_iter().flatten().collect()))
}

/// Lets the sources say what was approved to be read differently, and makes one row of the rows of a task that units share.
///
/// # Errors
/// Those of the file of corrections.
pub fn settle(project: &Project, sources: &mut [Source]) -> Result<(Vec<Correction>, Vec<Diagnostic>), Failure> {
    let corrected = corrections(project, sources)?;
    normalize::join_rows(sources);
    Ok(corrected)
}

/// Makes the approved corrections, where the project has such a file.
///
/// # Errors
/// What the file has wrong, and those of [`normalize::correct`].
fn corrections(project: &Project, sources: &mut [Source]) -> Result<(Vec<Correction>, Vec<Diagnostic>), Failure> {
    let path = project.folder.join(CORRECTIONS);
    if !path.exists() {
        return Ok((Vec::new(), Vec::new()));
    }
    let found = ingest::ingest(&path, CORRECTIONS, None, &normalize::correction_headings())?;
    let mut made = Vec::new();
    for table in &found.tables {
        made.extend(normalize::correct(table, sources)?);
    }
    let notice = Diagnostic::notice(Code::CorrectionsMade).at(Location::file(CORRECTIONS));
    let notice = notice.with("count", vietnamese::count(made.len() as u64));
    Ok((made, [found.notices, vec![notice]].concat()))
}

/// Opens one register; a register has no ids, so only one sheet can be it.
fn register(project: &Project, section: &RegisterSection) -> Result<(Vec<RawTable>, Vec<Diagnostic>), Failure> {
    let wanted = normalize::register_headings(section);
    let path = project.folder.join(&section.file);
    let found = ingest::ingest(&path, &section.file, section.sheet.as_deref(), &wanted)?;
    Failure::unless_empty(ambiguous_sheets(&found.tables).into_iter().collect(), ())?;
    Ok((found.tables, found.notices))
}

/// All values, or all failures as one.
pub fn gather<T>(results: impl Iterator<Item = Result<T, Failure>>) -> Result<Vec<T>, Failure> {
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
