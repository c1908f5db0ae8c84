//! `dondoc analyze`: one question about the tasks of a project or of some files.
//!
//! In: inputs and the words of the question. Out: the answer.

use super::{
    Ending,
    answers::{Target, instants_in_words, refused, tell_rows},
    args::AnalyzeOptions,
    console::Console,
    inputs::{self, Inputs},
    table::{self, Bars},
};
use crate::{
    analyze::{Answer, Counts, Measure, MeasureKind, Meta, Question, Reader},
    diagnostic::Failure,
    document::Value,
    locale::{self, Phrase, vietnamese},
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
    let question = Question::read(&options.by, &options.metrics, &options.conditions)?;
    let sort = options.sort.as_deref().map(Question::metric).transpose()?;
    let target = Target::of(&options.asked_of, &options.inputs)?;
    let Inputs { project, as_of, period, is_default_registry } = inputs::open(&options.inputs, &options.asked_of)?;
    let units = project.units.clone();
    let asking = Asking { project, as_of, period };
    let Analyzed { answer, instants, exceeded, closing, notices } = pipeline::analyze(&asking, &question, console)?;
    console.finish();
    tell_rows(&closing, &notices, console);
    if is_default_registry {
        console.complain(&locale::fill(Phrase::DefaultRegistry.text(console.lang()), &[("units", units)]));
    }
    exceeded.iter().for_each(|found| console.tell(found));
    if !exceeded.is_empty() {
        return Ok(Ending::ThresholdExceeded);
    }
    let tasks = Some(answer.tasks.get("assigned"));
    let meta = Meta {
        instants,
        period: period.map(|period| period.days()),
        conditions: options.conditions.clone(),
        reconciliation: closing.reconciliation,
        tasks,
    };
    let title = title(&meta);
    let date = meta.instants.iter().map(|(as_of, _)| as_of.date).max().unwrap_or_default();
    let shown = |for_people: bool| {
        let mut answer = answer.clone();
        match sort {
            Some(measure) => answer.sort_by(measure),
            // Days go on as days do; other groups are read for where there is most.
            None if for_people && !answer.by.first().is_some_and(|first| first.is_ordered()) => {
                bar_of(&answer).into_iter().for_each(|bar| answer.sort_by(bar.count));
            }
            None => {}
        }
        answer.groups.truncate(options.top.unwrap_or(usize::MAX));
        answer
    };
    let (plain, worded) = (shown(false), shown(true));
    let (plain, of_people) = (plain.results(Reader::Program), worded.results(Reader::Person));
    let totals = totals(&answer);
    let file = ResultFile {
        plain: &plain,
        worded: &of_people,
        total: totals.first().map(|(label, values)| labelled(label, values)),
        meta: &meta,
        title: &title,
        date,
    };
    let table = |width: Option<usize>| {
        let bars = bars(&worded, &answer);
        let mut lines = vec![title.clone(), String::new()];
        lines.extend(table::lines(&of_people, &totals, bars.as_ref(), width));
        lines
    };
    target.deliver(&file, table, console)?;
    Ok(Ending::Done)
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
