//! `dondoc sql`: a SELECT statement over classified tasks.
//!
//! In: inputs and the statement. Out: the answer.

use super::{
    Ending,
    answers::{Behind, Target, instants_in_words, refused},
    args::SqlOptions,
    console::Console,
    inputs::{self, Inputs},
    table,
};
use crate::{
    analyze::{Meta, Statement},
    diagnostic::Failure,
    locale::{self, Phrase, vietnamese},
    pipeline::{self, Asking, Queried, ResultFile},
};

/// Answers a statement.
pub fn sql(options: &SqlOptions, console: &Console) -> Ending {
    match answered(options, console) {
        Ok(ending) => ending,
        Err(failure) => refused(&failure, console),
    }
}

fn answered(options: &SqlOptions, console: &Console) -> Result<Ending, Failure> {
    let statement = Statement::read(&options.statement)?;
    let target = Target::of(&options.asked_of, &options.inputs)?;
    let Inputs { project, as_of, period, is_default_registry } = inputs::open(&options.inputs, &options.asked_of)?;
    let units = project.units.clone();
    let asking = Asking { project, as_of, period };
    let queried = pipeline::query(&asking, statement, console.lang(), console)?;
    let Queried { results, instants, uncounted, exceeded, closing, notices } = queried;
    let registry = is_default_registry.then_some(units.as_str());
    let behind = Behind { closing: &closing, notices: &notices, exceeded: &exceeded, registry };
    if !behind.tell(console) {
        return Ok(Ending::ThresholdExceeded);
    }
    if uncounted > 0 {
        let tasks = vietnamese::count(uncounted);
        console.complain(&locale::fill(Phrase::UncountedTasks.text(console.lang()), &[("tasks", tasks)]));
    }
    let title = format!("Nhiệm vụ tính đến {}", instants_in_words(&instants));
    let date = instants.iter().map(|(as_of, _)| as_of.date).max().unwrap_or_default();
    let meta = Meta {
        instants,
        period: period.map(|period| period.days()),
        conditions: Vec::new(),
        reconciliation: closing.reconciliation,
        tasks: None,
    };
    let file = ResultFile { plain: &results, worded: &results, total: None, meta: &meta, title: &title, date };
    let table = |width: Option<usize>| {
        let mut lines = vec![title.clone(), String::new()];
        lines.extend(table::lines(&results, &[], None, width));
        lines
    };
    target.deliver(&file, table, console)?;
    Ok(Ending::Done)
}
