//! How the stream of batches is driven: rows are judged, decoded, and either accepted or sent to quarantine.
//!
//! In: the sources that [`normalize`](super::normalize) was given. Out: [`TaskBatch`]es and the [`Closing`].

use std::collections::BTreeSet;

use polars::prelude::{BooleanChunked, Column, DataFrame, IntoColumn, NamedFrom, NewChunkedArray, PolarsError, Series};

use super::{
    Closing, Normalized, QuarantinedRow, Reconciliation, SkippedRow, Source, TaskBatch, UnitList, damage,
    dates::DateSettings,
    decode::{ColumnBuilder, Problem},
    secrecy,
    skip::{RowFilter, Skip, Verdict},
    status::{self, Dates, StatusReader},
    told::unknown_status,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    ingest::Rows,
    policy::{HiddenRowsPolicy, Policy, SecretPolicy},
    schema::{FIELDS, Field, field},
    spelling,
};

/// Rows of a batch, at most: some 100 MB of columns.
const BATCH_ROWS: usize = 250_000;

/// The pass over one source, which may give several batches.
pub(super) struct Walk<'a> {
    rows: Box<dyn Rows + 'a>,
    filter: RowFilter<'a>,
    builders: Vec<ColumnBuilder>,
    status: Option<StatusReader<'a>>,
    /// The columns of secrecy marks.
    secrecy: Vec<usize>,
    /// Whether nothing tells that the row just read is a task.
    is_doubtful: bool,
    finished: bool,
}

impl<'a> Walk<'a> {
    fn new(source: &'a Source, wanted: &BTreeSet<&'static str>, policy: Policy, dates: DateSettings) -> Self {
        let heading = source.table.heading();
        let fields = FIELDS.iter().filter(|field| wanted.contains(field.id));
        let build = |field: &'static Field| ColumnBuilder::new(field, source, policy.missing_assigned_on);
        Self {
            rows: source.table.rows(),
            filter: RowFilter::new(heading, &source.mapping, dates),
            builders: fields.map(build).collect(),
            status: StatusReader::new(source, policy),
            secrecy: secrecy::columns(heading),
            is_doubtful: false,
            finished: false,
        }
    }

    /// Why the row just read must wait though nothing is wrong with it: nothing tells that it is a task.
    fn doubt(&self) -> Option<Problem> {
        // Asked of every row, true of few: nothing is read for the others.
        let field = field("content").filter(|_| self.is_doubtful)?;
        let rows = self.rows.as_ref();
        let texts = (0..rows.width()).map(|column| spelling::tidy(&rows.cell(column).text()));
        let value = texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" | ");
        Some(Problem { code: Code::DoubtfulRow, field, column: None, value })
    }

    /// Whether the row just read has a value for one of these fields.
    fn holds(&self, fields: &[&str]) -> bool {
        self.builders.iter().any(|builder| fields.contains(&builder.field_id()) && builder.holds())
    }
}

impl<'a> Normalized<'a> {
    /// The next accepted tasks; `None` after the last.
    ///
    /// # Errors
    /// `secret-row` for each row with a secrecy mark, `heading-changed` for a heading in another order; `internal-error` when
    /// Polars cannot build the frame.
    pub fn next_batch(&mut self) -> Result<Option<TaskBatch>, Failure> {
        let sources = self.sources;
        while let Some(source) = sources.get(self.current) {
            let mut walk = self.walk.take().unwrap_or_else(|| {
                self.units.start_source();
                Walk::new(source, &self.fields, self.policy, self.dates)
            });
            let batch = self.decode_batch(source, &mut walk).map_err(|error| frame_failure(&error))?;
            if walk.finished {
                let unknown = walk.status.as_mut().and_then(|status| status.unknown.take());
                self.notices.extend(unknown.map(|found| unknown_status(source, found)));
                self.current += 1;
            } else {
                self.walk = Some(walk);
            }
            Failure::unless_empty(std::mem::take(&mut self.fatal), ())?;
            if batch.frame.height() > 0 {
                return Ok(Some(batch));
            }
        }
        Ok(None)
    }

    /// Every unit met so far: all codes of the batches given out.
    #[must_use]
    pub fn units(&self) -> &UnitList {
        &self.units.units
    }

    /// Ends the stream.
    ///
    /// # Errors
    /// `unbalanced-rows` when read rows are not all accepted, quarantined or skipped: a defect of the program, never of the data.
    pub fn close(mut self) -> Result<Closing, Failure> {
        let unregistered = self.unregistered();
        let told: Vec<Diagnostic> = unregistered.iter().filter_map(|unit| self.told_unregistered(unit)).collect();
        self.notices.extend(self.told_oddities());
        self.notices.extend(self.told_hidden_rows());
        self.notices.extend(self.told_rules());
        self.notices.extend(told);
        self.notices.extend(self.told_outside());
        let reconciliation = Reconciliation::new(self.counts)?;
        Ok(Closing {
            quarantine: self.quarantine,
            skipped: self.skipped,
            units: self.units.units,
            unregistered,
            damaged: self.damaged,
            reconciliation,
            hidden_rows: self.hidden.values().map(|(_, rows)| rows).sum(),
            notices: self.notices,
        })
    }

    fn decode_batch(&mut self, source: &'a Source, walk: &mut Walk<'a>) -> Result<TaskBatch, PolarsError> {
        let mut places: Vec<u64> = Vec::new();
        let mut accepted: Vec<bool> = Vec::new();
        while places.len() < BATCH_ROWS {
            if !walk.rows.advance() {
                walk.finished = true;
                break;
            }
            let rows = walk.rows.as_ref();
            let verdict = walk.filter.judge(rows);
            walk.is_doubtful = verdict == Verdict::Doubtful;
            if let Some(skip) = self.skipped(source, rows, &walk.secrecy, verdict) {
                if skip == Skip::Group {
                    walk.builders.iter_mut().for_each(ColumnBuilder::pass_group);
                    walk.status.iter_mut().for_each(|status| status.pass_group(rows));
                }
                continue;
            }
            let (units, dates) = (&mut self.units, self.dates);
            let push = |builder: &mut ColumnBuilder| builder.push(rows, source, dates, units);
            let mut problems: Vec<Problem> = walk.builders.iter_mut().filter_map(push).collect();
            let completed = walk.holds(&["completed_on"]);
            let deadline = walk.holds(&["deadline_original", "deadline_latest"]);
            let rows = walk.rows.as_ref();
            problems.extend(walk.status.as_mut().and_then(|status| status.push(rows, Dates { completed, deadline })));
            if problems.is_empty() {
                problems.extend(walk.doubt());
            }
            self.note_units(source, rows.place());
            places.push(rows.place());
            let is_accepted = self.judge(source, rows, problems);
            if is_accepted {
                self.note_rules(walk, rows.place());
            }
            accepted.push(is_accepted);
        }
        self.frame(walk, &places, &accepted)
    }

    /// The accepted rows of what was decoded.
    fn frame(&mut self, walk: &mut Walk<'a>, places: &[u64], accepted: &[bool]) -> Result<TaskBatch, PolarsError> {
        let origin = u32::try_from(self.current).unwrap_or(u32::MAX);
        let mut columns: Vec<Column> = vec![
            Series::new("source".into(), vec![origin; places.len()]).into_column(),
            Series::new("place".into(), places).into_column(),
        ];
        columns.extend(walk.builders.iter_mut().map(ColumnBuilder::take));
        columns.extend(walk.builders.iter_mut().filter_map(ColumnBuilder::take_rules));
        columns.extend(walk.status.as_mut().map_or_else(|| status::absent(places.len()), StatusReader::take));
        let frame = DataFrame::new(places.len(), columns)?;
        let frame = frame.filter(&BooleanChunked::from_slice("accepted".into(), accepted))?;
        if let Some(counts) = self.counts.get_mut(self.current) {
            counts.accepted += frame.height() as u64;
        }
        let sets: BTreeSet<u32> = frame.column("lead_units")?.u32()?.iter().flatten().collect();
        sets.into_iter().for_each(|set| self.units.units.meet_set(set));
        self.note_oddities(&frame)?;
        Ok(TaskBatch { frame })
    }

    /// Counts the rules that made the deadlines of an accepted row.
    fn note_rules(&mut self, walk: &Walk<'_>, place: u64) {
        for (field, rule) in walk.builders.iter().filter_map(ColumnBuilder::derived) {
            self.derived.entry((self.current, rule)).or_insert((field, place, 0)).2 += 1;
        }
    }

    /// Remembers where units stood first that somebody will be told of; a cell may name several.
    fn note_units(&mut self, source: &Source, place: u64) {
        let (unregistered, outside) = (self.units.units.unregistered_codes().len(), self.units.outside.len());
        if unregistered > self.unregistered_at.len() || outside > self.outside_at.len() {
            self.unregistered_at.resize(unregistered, (self.current, place));
            let place = source.table.locate(place, source.table.heading().column("lead_units"));
            self.outside_at.resize(outside, place);
        }
    }

    /// Counts the row; what it is when it is no task.
    fn skipped(&mut self, source: &Source, rows: &dyn Rows, secrecy: &[usize], verdict: Verdict) -> Option<Skip> {
        let counts = self.counts.get_mut(self.current)?;
        counts.read += 1 + rows.blank_before();
        if rows.blank_before() > 0 {
            *counts.skipped.entry(Skip::Blank).or_default() += rows.blank_before();
        }
        // Until it is known to be no task, a doubtful row is treated as one.
        let mut verdict = if verdict == Verdict::Doubtful { Verdict::Task } else { verdict };
        let secret = secrecy::marked(rows, secrecy).filter(|_| verdict == Verdict::Task);
        if let Some(column) = secret {
            match self.policy.secret {
                SecretPolicy::Stop => self.fatal.push(secret_row(source, rows.place(), column)),
                SecretPolicy::Exclude => verdict = Verdict::Skip(Skip::Secret),
            }
        }
        if verdict == Verdict::Task && self.clashes.superseded.contains(&(self.current, rows.place())) {
            verdict = Verdict::Skip(Skip::EarlierUpdate);
        }
        if verdict == Verdict::Task && source.table.is_left_out(rows.place()) {
            verdict = Verdict::Skip(Skip::Shared);
        }
        if rows.is_hidden() && !matches!(verdict, Verdict::Skip(_)) {
            self.hidden.entry(self.current).or_insert((rows.place(), 0)).1 += 1;
            if self.policy.hidden_rows == HiddenRowsPolicy::Skip {
                verdict = Verdict::Skip(Skip::Hidden);
            }
        }
        match verdict {
            Verdict::Task | Verdict::Doubtful => None,
            Verdict::Skip(skip) => {
                *counts.skipped.entry(skip).or_default() += 1;
                self.skipped.push(SkippedRow { source: self.current, place: rows.place(), skip });
                Some(skip)
            }
            Verdict::HeadingChanged => {
                let place = source.table.locate(rows.place(), None);
                self.fatal.push(Diagnostic::error(Code::HeadingChanged).at(place));
                None
            }
        }
    }

    /// Whether the row is accepted; if not, it goes to quarantine with every reason.
    fn judge(&mut self, source: &Source, rows: &dyn Rows, problems: Vec<Problem>) -> bool {
        let place = rows.place();
        let lost = damage::damage(source, rows);
        let mut reasons: Vec<Diagnostic> = problems
            .into_iter()
            .chain(lost.problem)
            .map(|problem| {
                let found = Diagnostic::warning(problem.code).at(source.table.locate(place, problem.column));
                let nearest = match problem.code {
                    Code::UnknownStatus => source.mapping.statuses.nearest(&problem.value),
                    _ => self.units.nearest_name(&problem.value),
                };
                let nearest = nearest.unwrap_or_default().to_owned();
                let found = found.with("serial", serial(&problem.value));
                found.with("value", problem.value).with("field", problem.field.name).with("nearest", nearest)
            })
            .collect();
        reasons.extend(ragged(source, rows));
        reasons.extend(self.clashes.waiting.get(&(self.current, place)).map(|clash| {
            let column = source.table.heading().column("task_id");
            let first = self.sources.get(clash.first.0).map(|first| first.table.locate(clash.first.1, None));
            let first = first.unwrap_or_default();
            let other_sheet = first.sheet.filter(|sheet| Some(sheet.as_str()) != source.table.sheet());
            let first_sheet = other_sheet.map(|sheet| format!(", \"{sheet}\"")).unwrap_or_default();
            Diagnostic::warning(clash.code)
                .at(source.table.locate(place, column))
                .with("value", &clash.id)
                .with("first_file", first.file.unwrap_or_default() + &first_sheet)
                .with("first_row", first.row.unwrap_or_default())
        }));
        let accepted = reasons.is_empty();
        if let Some(field) = lost.printed.filter(|_| accepted) {
            self.odd.entry((self.current, Code::LostCharacters)).or_insert((field.id, place, 0)).2 += 1;
            self.damaged.push((self.current, place, field.id));
        }
        if !accepted {
            self.quarantine.push(QuarantinedRow { source: self.current, place, reasons });
            if let Some(counts) = self.counts.get_mut(self.current) {
                counts.quarantined += 1;
            }
        }
        accepted
    }
}

/// A number of five digits in a cell of days: Excel counts days so, from 1954 to 2064.
fn serial(value: &str) -> &str {
    const DAYS: std::ops::Range<u32> = 20_000..60_000;
    if value.parse().is_ok_and(|number| DAYS.contains(&number)) { value } else { "" }
}

/// A row with a mark; a column that no mapping names may hold something else, so it is said how to tell.
fn secret_row(source: &Source, place: u64, column: usize) -> Diagnostic {
    let heading = source.table.heading();
    let is_named = heading.column("secrecy") == Some(column);
    let label = heading.label(column).filter(|_| !is_named).unwrap_or_default();
    Diagnostic::error(Code::SecretRow).at(source.table.locate(place, Some(column))).with("heading", label)
}

/// A row of a text table with more or fewer cells than its heading: its values may have slid into other columns.
fn ragged(source: &Source, rows: &dyn Rows) -> Option<Diagnostic> {
    let (wanted, labels) = (source.table.heading().width(), source.table.heading().labels().len());
    let beyond = (labels..rows.width()).any(|column| !rows.cell(column).is_empty());
    let found = Diagnostic::warning(Code::RaggedRow).at(source.table.locate(rows.place(), None));
    (beyond || rows.width() < wanted).then(|| found.with("found", rows.width()).with("wanted", wanted))
}

fn frame_failure(error: &PolarsError) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", error).into()
}
