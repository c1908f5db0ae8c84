//! Answers one question about the tasks of a project or of some files.
//!
//! In: an [`Asking`]. Out: [`Analyzed`], or [`Queried`] of SQL: the answer, and all that the user should hear of the rows behind it. Batches
//! are counted as they come: nothing is kept of a task but in which group it is; SQL keeps the columns that its statement names.

use std::collections::{BTreeMap, BTreeSet};

use super::{beside, count, open};
use crate::{
    analyze::{Answer, Collected, Names, Question, Results, Statement, Tally},
    assets::Assets,
    classify::{self, Classifying},
    diagnostic::{Diagnostic, Failure},
    locale::Lang,
    metrics::Leads,
    normalize::{self, Closing, Handovers, Normalized, Registry, Source, TaskBatch, UnitList},
    period::ReportingPeriod,
    progress::{Progress, Step},
    project::Project,
    report::Template,
    table_spec::{TableDefinition, TableSpec},
    value::{AsOf, Period},
};

/// Id of the table that a question is.
const TABLE: &str = "analyze";

/// Whom a question is asked of.
pub struct Asking {
    /// The project, or one of files only.
    pub project: Project,
    /// The instant that the figures speak of, in the place of those of the project.
    pub as_of: Option<AsOf>,
    /// The period in which tasks were given; without one all given up to the as-of count.
    pub period: Option<ReportingPeriod>,
}

/// An answer and what is behind it.
pub struct Analyzed {
    /// The answer.
    pub answer: Answer,
    /// The instants that it speaks of, each with the ids of its inputs; no ids where it is the instant of all.
    pub instants: Vec<(AsOf, Vec<String>)>,
    /// Each threshold of dondoc.toml that is exceeded: then the answer is not told.
    pub exceeded: Vec<Diagnostic>,
    /// What became of the rows.
    pub closing: Closing,
    /// Warnings and notices.
    pub notices: Vec<Diagnostic>,
}

/// Rows behind a statement and what came of it.
pub struct Queried {
    /// What the statement gave.
    pub results: Results,
    /// The instants that statuses speak of.
    pub instants: Vec<(AsOf, Vec<String>)>,
    /// Tasks that are in the tables but in no figure.
    pub uncounted: u64,
    /// Each threshold of dondoc.toml that is exceeded.
    pub exceeded: Vec<Diagnostic>,
    /// What became of the rows.
    pub closing: Closing,
    /// Warnings and notices.
    pub notices: Vec<Diagnostic>,
}

/// Reads, classifies and counts.
///
/// # Errors
/// Those of the stages; `unbalanced-table` for each sum that does not hold.
pub fn analyze(asking: &Asking, question: &Question, progress: &dyn Progress) -> Result<Analyzed, Failure> {
    let months = asking.project.period.calendar();
    let ground = Ground::prepare(asking, progress)?;
    let mut tallies: Vec<Tally> = ground.specs.iter().map(|_| Tally::default()).collect();
    let count = |tasks: &Classifying| Tally::of(tasks, question, months);
    let (closing, mut notices) = ground.skim(asking, question.fields(), count, |found, taken_back| {
        for (tally, found) in tallies.iter_mut().zip(found) {
            match taken_back {
                false => tally.merge(found),
                true => tally.take_back(found),
            }
        }
    })?;
    let handovers = ground.handovers();
    let names = handovers.iter().map(|handovers| ground.names(asking, &closing, handovers));
    let parts: Vec<(Tally, Names<'_>)> = tallies.into_iter().zip(names).collect();
    let answer = Answer::of(question, &parts, closing.reconciliation.accepted())?;
    notices.extend(answer.unmet.clone());
    let exceeded = super::too_many_quarantined(&asking.project, &closing.reconciliation).into_iter().collect();
    Ok(Analyzed { answer, instants: ground.instants, exceeded, closing, notices })
}

/// Reads, classifies, and runs a statement over all of it.
///
/// # Errors
/// Those of the stages and of the statement.
pub fn query(asking: &Asking, statement: Statement, lang: Lang, progress: &dyn Progress) -> Result<Queried, Failure> {
    let mut collected = Collected::new(statement, asking.project.period.calendar());
    collected.rehearse()?;
    let ground = Ground::prepare(asking, progress)?;
    let fields: BTreeSet<&'static str> = collected.fields().collect();
    let (closing, notices) =
        ground.stream(asking, fields.into_iter(), |tasks| collected.add(tasks, &ground.sources))?;
    let handovers = ground.handovers();
    let none = Handovers::new();
    let names = ground.names(asking, &closing, handovers.last().unwrap_or(&none));
    let uncounted = collected.uncounted();
    let results = collected.answer(&names, lang)?;
    let exceeded = super::too_many_quarantined(&asking.project, &closing.reconciliation).into_iter().collect();
    Ok(Queried { results, instants: ground.instants, uncounted, exceeded, closing, notices })
}

/// Everything that is known before the first row is read.
struct Ground {
    registry: Registry,
    instants: Vec<(AsOf, Vec<String>)>,
    /// A table for each instant.
    specs: Vec<TableSpec>,
    sources: Vec<Source>,
    notices: Vec<Diagnostic>,
}

impl Ground {
    fn prepare(asking: &Asking, progress: &dyn Progress) -> Result<Self, Failure> {
        let project = &asking.project;
        let assets = project.assets();
        let registry = Registry::of_project(project, &assets)?;
        let instants = instants(asking, &assets)?;
        let ever = ReportingPeriod::between(Period::EVER.from(), Period::EVER.to(), project.period.calendar());
        let period = asking.period.or(ever).unwrap_or(project.period);
        let spec = |(as_of, sources): &(AsOf, Vec<String>)| {
            let definition = TableDefinition { sources: sources.clone(), ..TableDefinition::counted(TABLE) };
            TableSpec { definition, as_of: *as_of, period, is_counted: true }
        };
        let specs: Vec<TableSpec> = instants.iter().map(spec).collect();
        let (mut sources, mut notices) = open::sources(project, &assets, &registry, &specs, progress)?;
        notices.extend(open::settle(project, &mut sources)?.1);
        progress.step(Step::Counting);
        Ok(Self { registry, instants, specs, sources, notices })
    }

    /// Every batch, classified for each instant whose inputs it holds, row after row.
    fn stream(
        &self,
        asking: &Asking,
        fields: impl Iterator<Item = &'static str>,
        mut each: impl FnMut(&Classifying) -> Result<(), Failure>,
    ) -> Result<(Closing, Vec<Diagnostic>), Failure> {
        let (project, sources) = (&asking.project, &self.sources);
        let calendar = count::calendar(project)?;
        let (ids, fields) = (self.ids(), fields.collect());
        let mut tasks = normalize::normalize(sources, &self.registry, project.policy, project.period.days(), &fields);
        let mut years_missing: Vec<Diagnostic> = Vec::new();
        while let Some(batch) = tasks.next_batch()? {
            for spec in &self.specs {
                let tasks = classify::classifying(&batch, spec, &project.policy, calendar.as_ref(), &ids)?;
                count::note_years(&mut years_missing, &tasks.notices);
                each(&tasks)?;
            }
        }
        self.close(tasks, years_missing)
    }

    /// The same where the order of rows tells nothing: batches are counted beside each other while others are read. `take` gets what was
    /// counted of a batch for each instant, and whether its tasks are taken back.
    fn skim<T: Send>(
        &self,
        asking: &Asking,
        fields: impl Iterator<Item = &'static str>,
        count: impl Fn(&Classifying) -> Result<T, Failure> + Sync,
        mut take: impl FnMut(Vec<T>, bool),
    ) -> Result<(Closing, Vec<Diagnostic>), Failure> {
        let (project, specs) = (&asking.project, &self.specs);
        let calendar = count::calendar(project)?;
        let (ids, fields) = (self.ids(), fields.collect());
        // A task that will be taken back must not ask for a year that the calendar lacks.
        let read = if calendar.is_some() { normalize::normalize } else { normalize::skim };
        let mut tasks = read(&self.sources, &self.registry, project.policy, project.period.days(), &fields);
        let mut years_missing: Vec<Diagnostic> = Vec::new();
        let policy = &project.policy;
        let of_spec = |batch: &TaskBatch, spec: &TableSpec| {
            let tasks = classify::classifying(batch, spec, policy, calendar.as_ref(), &ids)?;
            Ok((count(&tasks)?, tasks.notices))
        };
        let work =
            |batch: &TaskBatch| specs.iter().map(|spec| of_spec(batch, spec)).collect::<Result<Vec<_>, Failure>>();
        beside::each(&mut tasks, work, |found, taken_back| {
            let (found, notices): (Vec<T>, Vec<_>) = found.into_iter().unzip();
            notices.iter().for_each(|notices| count::note_years(&mut years_missing, notices));
            take(found, taken_back);
        })?;
        self.close(tasks, years_missing)
    }

    fn ids(&self) -> Vec<String> {
        self.sources.iter().map(|source| source.id.clone()).collect()
    }

    /// What is told of all rows.
    fn close(
        &self,
        tasks: Normalized<'_>,
        years_missing: Vec<Diagnostic>,
    ) -> Result<(Closing, Vec<Diagnostic>), Failure> {
        let mut closing = tasks.close()?;
        self.tell_units_apart(&mut closing.units);
        let mut notices = self.notices.clone();
        notices.extend(closing.notices.clone());
        notices.extend(years_missing);
        notices.extend(closing.reconciliation.sources().iter().filter_map(count::none_accepted));
        Ok((closing, notices))
    }

    /// Units of one name get their days where several of them have tasks; who took tasks over has them.
    fn tell_units_apart(&self, units: &mut UnitList) {
        let handovers = self.handovers();
        let taken = handovers.iter().flatten().filter(|(code, _)| units.is_met(**code)).map(|(_, found)| found.unit);
        taken.collect::<Vec<_>>().into_iter().for_each(|unit| units.meet(unit));
        if let Some(last) = self.specs.iter().map(|spec| spec.as_of.date).max() {
            units.tell_met_apart(last);
        }
    }

    fn handovers(&self) -> Vec<Handovers> {
        self.specs.iter().map(|spec| self.registry.handovers(spec.as_of.date)).collect()
    }

    fn names<'a>(&'a self, asking: &Asking, closing: &'a Closing, handovers: &'a Handovers) -> Names<'a> {
        let leads = Leads { joint: asking.project.policy.joint, units: &closing.units, handovers };
        Names { leads, registry: &self.registry, sources: &self.sources }
    }
}

/// The instant that each input is counted at: the one asked for, else that of the first table of the report that counts its tasks.
fn instants(asking: &Asking, assets: &Assets) -> Result<Vec<(AsOf, Vec<String>)>, Failure> {
    let project = &asking.project;
    if let Some(as_of) = asking.as_of {
        return Ok(vec![(as_of, Vec::new())]);
    }
    let first = project.as_of.values().next().copied();
    if let Some(only) = first.filter(|first| project.as_of.values().all(|other| other == first)) {
        return Ok(vec![(only, Vec::new())]);
    }
    let template = Template::load(assets, project, project.file.at_key("report.template"))?;
    let latest = project.as_of.values().max_by_key(|as_of| (as_of.date, as_of.time)).copied();
    let mut inputs: BTreeMap<(chrono::NaiveDate, Option<chrono::NaiveTime>), Vec<String>> = BTreeMap::new();
    for input in &project.inputs {
        let reading = template.tables.iter().find(|spec| spec.definition.kind.counts_tasks() && spec.reads(&input.id));
        if let Some(as_of) = reading.map(|spec| spec.as_of).or(latest) {
            inputs.entry((as_of.date, as_of.time)).or_default().push(input.id.clone());
        }
    }
    let is_one = inputs.len() == 1;
    let of_inputs =
        inputs.into_iter().map(|((date, time), ids)| (AsOf { date, time }, if is_one { Vec::new() } else { ids }));
    Ok(of_inputs.collect())
}
