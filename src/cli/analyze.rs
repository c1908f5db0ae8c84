//! `dondoc analyze`: one question about the tasks of a project or of some files.
//!
//! In: inputs and the words of the question. Out: the answer.

use super::{
    Ending,
    answers::{Behind, Target, refused, title},
    args::AnalyzeOptions,
    console::Console,
    inputs::{self, Inputs},
    report::reasons,
    table::{self, Bars},
};
use crate::{
    analyze::{Answer, Counts, DimensionKind, Measure, MeasureKind, Meta, Question, Reader},
    diagnostic::Failure,
    document::Value,
    locale::{self, Phrase, vietnamese},
    pipeline::{self, Analyzed, Asking, ResultFile},
    table_spec::Membership,
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
    let target = Target::of(&options.asked_of)?;
    let Inputs { project, as_of, period, is_default_registry } = inputs::open(&options.inputs, &options.asked_of)?;
    target.check(&project)?;
    let units = project.units.clone();
    let asking = Asking { project, as_of, period };
    let Analyzed { answer, instants, exceeded, closing, notices } = pipeline::analyze(&asking, &question, console)?;
    let registry = is_default_registry.then_some(units.as_str());
    let behind = Behind { closing: &closing, notices: &notices, exceeded: &exceeded, registry };
    if !behind.tell(console) {
        return Ok(Ending::ThresholdExceeded);
    }
    tell_left_out(&answer, console);
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

/// How many accepted tasks are in no figure of the answer, and why.
fn tell_left_out(answer: &Answer, console: &Console) {
    let lang = console.lang();
    let mut parts = reasons(&answer.dispositions, Membership::Given, lang);
    if answer.left_out > 0 {
        let tasks = vietnamese::count(answer.left_out);
        parts.push(locale::fill(Phrase::UnaskedTasks.text(lang), &[("tasks", tasks)]));
    }
    if !parts.is_empty() {
        let left_out = locale::fill(Phrase::LeftOut.text(lang), &[("parts", parts.join(", "))]);
        let assigned = vietnamese::count(answer.tasks.get("assigned"));
        let details = [("assigned", assigned), ("left_out", left_out)];
        console.complain(&locale::fill(Phrase::TasksCounted.text(lang), &details));
    }
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
    let (title, totals) = (title(meta), totals(answer, choice.top));
    // Months go on as months do; other groups are read for where there is most.
    let is_ordered = answer.by.first().is_some_and(|first| first.is_ordered());
    let by_most = bar_of(answer).filter(|_| !is_ordered).map(|bar| bar.count);
    // The first groups are the same ones in every format.
    let in_order = choice.of(answer, by_most.filter(|_| choice.top.is_some()));
    let (plain, worded) = (in_order.results(Reader::Program), in_order.results(Reader::Person));
    let file = ResultFile {
        plain: &plain,
        worded: &worded,
        totals: totals.iter().map(|(label, values)| labelled(label, values)).collect(),
        meta,
        title: &title,
        date: meta.instants.iter().map(|(as_of, _)| as_of.date).max().unwrap_or_default(),
    };
    let table = |width: Option<usize>| {
        let ranked = choice.of(answer, by_most);
        let bars = bars(&ranked, answer);
        let mut lines = vec![title.clone(), String::new()];
        lines.extend(table::lines(&ranked.results(Reader::Person), &totals, bars.as_ref(), width));
        lines
    };
    target.deliver(&file, table, console)
}

/// The rows below a table: what the groups add up to, and the tasks where some are in several groups.
fn totals(answer: &Answer, top: Option<usize>) -> Vec<(String, Vec<Value>)> {
    let blanks: usize = answer.by.iter().map(|dimension| dimension.columns().len()).sum();
    let row = |label: &str, counts: &Counts| {
        let values = std::iter::repeat_n(Value::Blank, blanks).chain(answer.cells(counts, Reader::Person));
        (label.to_owned(), values.collect())
    };
    let mut totals = Vec::new();
    if !answer.by.is_empty() {
        let groups = answer.groups.len();
        let of_units = answer.by.len() == 1 && answer.by.iter().all(|dimension| dimension.kind == DimensionKind::Unit);
        let what = if of_units { "đơn vị" } else { "nhóm" };
        // Only some groups stand above: the row is not their sum.
        let label = match top.filter(|top| *top < groups) {
            Some(_) => format!("Tổng số (tất cả {} {what})", vietnamese::count(groups as u64)),
            None => "Tổng số".to_owned(),
        };
        totals.push(row(&label, &answer.total));
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
    /// What it is a share of; none where that is all of the same metric.
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
    let all = all.total.get(count.id);
    let share = |counts: &Counts| match (count.kind, whole) {
        (MeasureKind::Rate { part, whole }, _) => Ratio { part: counts.get(part), whole: counts.get(whole) },
        (MeasureKind::Count, Some(whole)) => Ratio { part: counts.get(count.id), whole: counts.get(whole) },
        (MeasureKind::Count, None) => Ratio { part: counts.get(count.id), whole: all },
    };
    let name = count.result_column().heading;
    let heading = match (whole, count.kind) {
        (Some(_), _) => format!("{name} / tổng số"),
        (None, MeasureKind::Count) => "% của cả bảng".to_owned(),
        (None, MeasureKind::Rate { .. }) => name,
    };
    Some(Bars { heading, shares: shown.groups.iter().map(|group| Some(share(&group.counts))).collect() })
}
