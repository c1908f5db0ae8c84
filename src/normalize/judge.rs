//! What becomes of one row: it is no task, it is accepted, or it waits with every reason.
//!
//! In: a row, what its cells were decoded to, the ids that clash. Out: counts, rows passed over, and rows in quarantine.

use super::{
    Normalized, QuarantinedRow, SkippedRow, Source, damage,
    decode::Problem,
    secrecy,
    skip::{Skip, Verdict},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    ingest::Rows,
    policy::{HiddenRowsPolicy, SecretPolicy},
};

impl Normalized<'_> {
    /// Counts the row; what it is when it is no task.
    pub(super) fn skipped(
        &mut self,
        source: &Source,
        rows: &dyn Rows,
        secrecy: &[usize],
        verdict: Verdict,
    ) -> Option<Skip> {
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

    /// Why a row must wait for another one.
    pub(super) fn clash_reason(&self, index: usize, place: u64) -> Option<Diagnostic> {
        let (source, clash) = self.sources.get(index).zip(self.clashes.waiting.get(&(index, place)))?;
        let column = source.table.heading().column("task_id");
        let first = self.sources.get(clash.first.0).map(|first| first.table.locate(clash.first.1, None));
        let first = first.unwrap_or_default();
        let other_sheet = first.sheet.filter(|sheet| Some(sheet.as_str()) != source.table.sheet());
        let first_sheet = other_sheet.map(|sheet| format!(", \"{sheet}\"")).unwrap_or_default();
        let found = Diagnostic::warning(clash.code).at(source.table.locate(place, column)).with("value", &clash.id);
        let found = found.with("first_file", first.file.unwrap_or_default() + &first_sheet);
        Some(found.with("first_row", first.row.unwrap_or_default()))
    }

    /// Whether the row is accepted; if not, it goes to quarantine with every reason.
    pub(super) fn judge(&mut self, source: &Source, rows: &dyn Rows, problems: Vec<Problem>) -> bool {
        let place = rows.place();
        let lost = damage::damage(source, rows);
        let mut reasons: Vec<Diagnostic> = problems
            .into_iter()
            .chain(lost.problem)
            .map(|problem| {
                let found = Diagnostic::warning(problem.code).at(source.table.locate(place, problem.column));
                let nearest = self.nearest(source, &problem);
                let found = found.with("serial", serial(&problem.value));
                found.with("value", problem.value).with("field", problem.field.name).with("nearest", nearest)
            })
            .collect();
        reasons.extend(ragged(source, rows));
        reasons.extend(self.clash_reason(self.current, place));
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

    /// What somebody may have meant who wrote a value that nothing is called by, looked for once.
    fn nearest(&mut self, source: &Source, problem: &Problem) -> String {
        let asked = (self.current, problem.code, problem.value.clone());
        if let Some(known) = self.nearest.get(&asked) {
            return known.clone();
        }
        let found = match problem.code {
            Code::UnknownStatus => source.mapping.statuses.nearest(&problem.value),
            Code::UnregisteredUnit => self.registry.nearest_name(&problem.value),
            // No other message speaks of it.
            _ => return String::new(),
        };
        self.nearest.entry(asked).or_insert(found.unwrap_or_default().to_owned()).clone()
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
