//! `dondoc analyze`: one question about the tasks of a project or of some files.
//!
//! In: inputs and the words of the question. Out: the answer.

use super::{
    Ending,
    answers::{Behind, Target, instants_in_words, refused},
    args::AnalyzeOptions,
    console::Console,
    inputs::{self, Inputs},
    table::{self, Bars},
};
use crate::{
    analyze::{Answer, Counts, Measure, MeasureKind, Meta, Question, Reader},
    diagnostic::Failure,
    document::Value,
    locale::vietnamese,
    pipeline::{self, Analyzed, Asking, ResultFile},
    value::Ratio,
};

/// Answers a question.
pub fn analyze(options: &AnalyzeOptions, console: &Console) -> Ending {
    match answered(options, console) {
        Ok(ending) => ending,
        Err(failure) => refused(&failure, console),
    }
}

fn answered(options: &AnalyzeOptions, console: &Console) -> Result<Ending, Failure> {
    let question = Question::read(&options.by, &options.metrics, &options.conditions);
    let question = question?.sorted_by(options.sort.as_deref())?;
    let target = Target::of(&options.asked_of, &options.inputs)?;
    let Inputs { project, as_of, period, is_default_registry } = inputs::open(&options.inputs, &options.asked_of)?;
    let units = project.units.clone();
    let asking = Asking { project, as_of, period };
    let Analyzed { answer, instants, exceeded, closing, notices } = pipeline::analyze(&asking, &question, console)?;
    let registry = is_default_registry.then_some(units.as_str());
    let behind = Behind { closing: &closing, notices: &notices, exceeded: &exceeded, registry };
    if !behind.tell(console) {
        return Ok(Ending::ThresholdExceeded);
    }
    let meta = Meta {
        instants,
        period: period.map(|period| period.days()),
        conditions: options.conditions.clone(),
        reconciliation: closing.reconciliation,
        tasks: Some(answer.tasks.get("assigned")),
    };
    deliver(&answer, Choice { sort: question.sort, top: options.top }, &meta, &target, console)?;
    Ok(Ending::Done)
}

/// Which groups are shown, and in which order.
#[derive(Clone, Copy)]
struct Choice {
    sort: Option<&'static Measure>,
    top: Option<usize>,
}

impl Choice {
    /// The groups by the measure asked for, else by `otherwise`, else in their own order.
    fn of(self, answer: &Answer, otherwise: Option<&Measure>) -> Answer {
        let mut chosen = answer.clone();
        if let Some(measure) = self.sort.or(otherwise) {
            chosen.sort_by(measure);
        }
        chosen.groups.truncate(self.top.unwrap_or(usize::MAX));
        chosen
    }
}

fn deliver(answer: &Answer, choice: Choice, meta: &Meta, target: &Target, console: &Console) -> Result<(), Failure> {
    let (title, totals) = (title(meta), totals(answer));
    let in_order = choice.of(answer, None);
    let (plain, worded) = (in_order.results(Reader::Program), in_order.results(Reader::Person));
    let file = ResultFile {
        plain: &plain,
        worded: &worded,
        total: totals.first().map(|(label, values)| labelled(label, values)),
        meta,
        title: &title,
        date: meta.instants.iter().map(|(as_of, _)| as_of.date).max().unwrap_or_default(),
    };
    let table = |width: Option<usize>| {
        // Months go on as months do; other groups are read for where there is most.
        let is_ordered = answer.by.first().is_some_and(|first| first.is_ordered());
        let ranked = choice.of(answer, bar_of(answer).filter(|_| !is_ordered).map(|bar| bar.count));
        let bars = bars(&ranked, answer);
        let mut lines = vec![title.clone(), String::new()];
        lines.extend(table::lines(&ranked.results(Reader::Person), &totals, bars.as_ref(), width));
        lines
    };
    target.deliver(&file, table, console)
}

/// What the figures speak of.
fn title(meta: &Meta) -> String {
    let period = meta.period.map(|period| {
        format!(
            ", giao từ ngày {} đến ngày {}",
            vietnamese::short_date(period.from()),
            vietnamese::short_date(period.to())
        )
    });
    let conditions =
        if meta.conditions.is_empty() { String::new() } else { format!(", {}", meta.conditions.join(", ")) };
    format!("Nhiệm vụ tính đến {}{}{conditions}", instants_in_words(&meta.instants), period.unwrap_or_default())
}

/// The rows below a table: what the groups add up to, and the tasks where some are in several groups.
fn totals(answer: &Answer) -> Vec<(String, Vec<Value>)> {
    let blanks: usize = answer.by.iter().map(|dimension| dimension.columns().len()).sum();
    let row = |label: &str, counts: &Counts| {
        let values = std::iter::repeat_n(Value::Blank, blanks).chain(answer.cells(counts, Reader::Person));
        (label.to_owned(), values.collect())
    };
    let mut totals = Vec::new();
    if !answer.by.is_empty() {
        totals.push(row("Tổng số", &answer.total));
    }
    if answer.is_shared() {
        totals.push(row("Tổng số nhiệm vụ (không tính trùng)", &answer.tasks));
    }
    totals
}

/// A total row with its label in the first column of words.
fn labelled(label: &str, values: &[Value]) -> Vec<Value> {
    let mut values = values.to_vec();
    if let Some(first) = values.first_mut() {
        *first = Value::Text(label.to_owned());
    }
    values
}

/// What bars show.
struct Bar {
    /// The measure that they follow.
    count: &'static Measure,
    /// What it is a share of; none where it is compared with the greatest.
    whole: Option<&'static str>,
}

/// Tasks overdue of all, where both are asked for; else the first metric.
fn bar_of(answer: &Answer) -> Option<Bar> {
    let asked = |id: &str| answer.metrics.iter().copied().find(|metric| metric.id == id);
    match (asked("overdue"), asked("assigned")) {
        (Some(count), Some(_)) => Some(Bar { count, whole: Some("assigned") }),
        _ => answer.metrics.first().map(|count| Bar { count, whole: None }),
    }
}

fn bars(shown: &Answer, all: &Answer) -> Option<Bars> {
    let Bar { count, whole } = bar_of(shown)?;
    let greatest = all.groups.iter().map(|group| group.counts.get(count.id)).max().unwrap_or_default();
    let share = |counts: &Counts| match (count.kind, whole) {
        (MeasureKind::Rate { part, whole }, _) => Ratio { part: counts.get(part), whole: counts.get(whole) },
        (MeasureKind::Count, Some(whole)) => Ratio { part: counts.get(count.id), whole: counts.get(whole) },
        (MeasureKind::Count, None) => Ratio { part: counts.get(count.id), whole: greatest },
    };
    let name = count.result_column().heading;
    let heading = match whole {
        Some(_) => format!("{name} / tổng số"),
        None => name,
    };
    Some(Bars { heading, shares: shown.groups.iter().map(|group| Some(share(&group.counts))).collect() })
}
