//! Answers one question about the tasks of a project or of some files.
//!
//! In: an [`Asking`]. Out: [`Analyzed`]: the answer, and all that the user should hear of the rows behind it. Batches are counted as they
//! come: nothing is kept of a task but in which group it is.

use std::collections::{BTreeMap, BTreeSet};

use super::{count, open};
use crate::{
    analyze::{Answer, Names, Question, Tally},
    assets::Assets,
    classify,
    diagnostic::{Diagnostic, Failure},
    metrics::Leads,
    normalize::{self, Closing, Registry},
    period::ReportingPeriod,
    progress::{Progress, Step},
    project::Project,
    report::Template,
    table_spec::{TableDefinition, TableSpec},
    value::{AsOf, Period},
};

/// Id of the table that a question is.
const TABLE: &str = "analyze";

/// A question and what it is asked of.
pub struct Asking {
    /// The project, or one of files only.
    pub project: Project,
    /// The question.
    pub question: Question,
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
    /// What became of the rows.
    pub closing: Closing,
    /// Warnings and notices.
    pub notices: Vec<Diagnostic>,
}

/// Reads, classifies and counts.
///
/// # Errors
/// Those of the stages; `unbalanced-table` for each sum that does not hold.
pub fn analyze(asking: &Asking, progress: &dyn Progress) -> Result<Analyzed, Failure> {
    let project = &asking.project;
    let assets = project.assets();
    let registry = Registry::of_project(project, &assets)?;
    let instants = instants(asking, &assets)?;
    let ever = ReportingPeriod::between(Period::EVER.from(), Period::EVER.to(), project.period.calendar());
    let period = asking.period.or(ever).unwrap_or(project.period);
    let specs: Vec<TableSpec> = instants
        .iter()
        .map(|(as_of, sources)| {
            let definition = TableDefinition { sources: sources.clone(), ..TableDefinition::counted(TABLE) };
            TableSpec { definition, as_of: *as_of, period }
        })
        .collect();
    let (mut sources, mut notices) = open::sources(project, &assets, &registry, &specs, progress)?;
    notices.extend(open::settle(project, &mut sources)?.1);
    progress.step(Step::Counting);
    let ids: Vec<String> = sources.iter().map(|source| source.id.clone()).collect();
    let calendar = count::calendar(project)?;
    let fields: BTreeSet<&'static str> = asking.question.fields().collect();
    let months = project.period.calendar();
    let mut tallies: Vec<Tally> = specs.iter().map(|_| Tally::default()).collect();
    let mut tasks = normalize::normalize(&sources, &registry, project.policy, project.period.days(), &fields);
    while let Some(batch) = tasks.next_batch()? {
        for (spec, tally) in specs.iter().zip(&mut tallies) {
            let classified = classify::classify(&batch, spec, &project.policy, calendar.as_ref(), &ids)?;
            tally.merge(Tally::of(&classified, &asking.question, months)?);
        }
    }
    let closing = tasks.close()?;
    notices.extend(closing.notices.clone());
    notices.extend(closing.reconciliation.sources().iter().filter_map(count::none_accepted));
    let handovers: Vec<_> = specs.iter().map(|spec| registry.handovers(spec.as_of.date)).collect();
    let joint = project.policy.joint;
    let names = |handovers| Names {
        leads: Leads { joint, units: &closing.units, handovers },
        registry: &registry,
        sources: &sources,
    };
    let parts: Vec<(Tally, Names<'_>)> = tallies.into_iter().zip(handovers.iter().map(names)).collect();
    let answer = Answer::of(&asking.question, &parts, closing.reconciliation.accepted())?;
    Ok(Analyzed { answer, instants, closing, notices })
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
