//! Stage 2: raw tables become task batches: columns decoded once, into Polars frames.
//!
//! In: [`Source`]s (a raw table and its mapping each), the registry of units, the policies. Out: [`Normalized`], a stream of
//! [`TaskBatch`]es, and after the last one a [`Closing`]: quarantine, units met, and the reconciliation
//! **read = accepted + quarantined + skipped**. All rows are never held at once; only id hashes and the quarantine grow with them.

mod carried;
mod columns;
mod corrections;
mod damage;
mod dates;
mod deadline;
mod decode;
mod error_cells;
mod guess;
mod identity;
mod judge;
mod labels;
mod lane;
mod leads;
mod mapping;
mod propose;
mod recognise;
mod reconcile;
mod register;
mod registry;
mod repeats;
mod row_lane;
mod secrecy;
mod shared_rows;
mod skim;
mod skip;
mod status;
mod stream;
mod told;
mod units;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{Months, NaiveDate};
use polars::prelude::DataFrame;

pub use corrections::{Correction, correct, correction_headings};
pub use dates::DateRule;
pub use deadline::{Deadline, DeadlineKind, DeadlineReader, DeadlineRule};
pub use decode::Constants;
pub use guess::Guess;
pub use labels::Labels;
pub use leads::{Lead, read as read_leads};
pub use mapping::{Mapping, MappingFile, MappingStatus, Reported};
pub use propose::{Likeness, Proposal, ProposedField, ProposedLabel, propose};
pub use recognise::{Recognised, recognise};
pub use reconcile::{Reconciliation, SourceCounts};
pub use register::{Register, RegisterRow, read_register, register_headings};
pub use registry::{
    Handovers, LevelGroup, OfficialCode, Registry, RegistryFile, Succession, SuccessionKind, Successor, Unit, UnitKind,
    UnitList, UnitStatus, Validity,
};
pub use repeats::repeated_rows;
pub use shared_rows::join_rows;
pub use skip::Skip;
pub use status::speaks_against_dates;

use dates::DateSettings;
use identity::Clashes;
use lane::Lane;
use skim::Skim;
use skip::SEQUENCE;
use stream::Walk;
use units::UnitDecoder;

use crate::{
    diagnostic::{Code, Diagnostic, Location},
    ingest::RawTable,
    policy::{DuplicateIdPolicy, HiddenRowsPolicy, Policy, StatusFrom},
    schema::FIELDS,
    value::Period,
};

/// One task export, opened.
pub struct Source {
    /// Id of the `[[input]]`.
    pub id: String,
    /// The rows.
    pub table: RawTable,
    /// What its columns mean.
    pub mapping: Mapping,
    /// What fills fields that it has no column for.
    pub constants: Constants,
    /// The day on which the export was made, where it is known: status labels hold for it.
    pub extracted_on: Option<NaiveDate>,
    /// Whether nobody said that day: it is the as-of of a table.
    pub is_day_assumed: bool,
}

impl Source {
    /// Whether its status labels tell what its tasks are, since dates do not or shall not.
    #[must_use]
    pub fn is_read_by_labels(&self, policy: &Policy) -> bool {
        let has_date = self.table.heading().column("completed_on").is_some();
        match policy.status_from {
            StatusFrom::Auto => !has_date,
            StatusFrom::Dates => false,
            StatusFrom::Labels => true,
        }
    }

    /// Whether it has no column of deadlines: nobody knows then which tasks have none.
    #[must_use]
    pub fn is_without_deadlines(&self) -> bool {
        let heading = self.table.heading();
        ["deadline_original", "deadline_latest"].iter().all(|field| heading.column(field).is_none())
    }

    /// The scope within which its task ids are unique.
    fn id_scope(&self) -> &str {
        self.mapping.id_scope.as_deref().unwrap_or(&self.id)
    }
}

/// Accepted tasks as a frame: `source` (u32, index of the source), `place` (u64), and one column for each wanted field (text,
/// date, or u32 unit code); `status_reported` (u8) and `label_decides`, `has_deadline_column` (bool). Those of [`normalize`] also have the rule
/// that made each deadline that is not written as a day, `deadline_original_rule` and `deadline_latest_rule` (text).
pub struct TaskBatch {
    /// The columns.
    pub frame: DataFrame,
    /// Whether these tasks were given out before and are taken back: what was counted of them must be subtracted.
    pub taken_back: bool,
}

/// A row that could not be accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuarantinedRow {
    /// Index of the source.
    pub source: usize,
    /// Place in it.
    pub place: u64,
    /// Every reason.
    pub reasons: Vec<Diagnostic>,
}

/// A row that is no task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SkippedRow {
    /// Index of the source.
    pub source: usize,
    /// Place in it.
    pub place: u64,
    /// What it is.
    pub skip: Skip,
}

/// A unit that the registry does not know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unregistered {
    /// Its spelling.
    pub name: String,
    /// (index of the source, place) of the first row that names it.
    pub place: (usize, u64),
    /// The registered name that it is most like, if any is near.
    pub nearest: Option<String>,
}

/// What is known after the last batch.
pub struct Closing {
    /// Rows that wait, in the order of the files.
    pub quarantine: Vec<QuarantinedRow>,
    /// Rows that are no tasks, blank ones left out, in the order of the files.
    pub skipped: Vec<SkippedRow>,
    /// Every unit met.
    pub units: UnitList,
    /// Those of them that the registry does not know, in the order of their first sight.
    pub unregistered: Vec<Unregistered>,
    /// (index of the source, place, field) of each accepted row that lost characters.
    pub damaged: Vec<(usize, u64, &'static str)>,
    /// Counts that must agree.
    pub reconciliation: Reconciliation,
    /// Tasks in rows that nobody sees who opens the file, read or skipped by policy.
    pub hidden_rows: u64,
    /// What a person should know about the data.
    pub notices: Vec<Diagnostic>,
}

/// Tasks as a stream of batches.
pub struct Normalized<'a> {
    sources: &'a [Source],
    fields: BTreeSet<&'static str>,
    registry: &'a Registry,
    period: Period,
    skim: Option<Skim>,
    /// The fast lane of the source that is read now.
    lane: Option<Box<Lane<'a>>>,
    ready: VecDeque<TaskBatch>,
    units: UnitDecoder<'a>,
    policy: Policy,
    dates: DateSettings,
    clashes: Clashes,
    current: usize,
    walk: Option<Walk<'a>>,
    quarantine: Vec<QuarantinedRow>,
    counts: Vec<SourceCounts>,
    notices: Vec<Diagnostic>,
    skipped: Vec<SkippedRow>,
    /// What ends the run whatever else is in the files.
    fatal: Vec<Diagnostic>,
    /// By source and kind: the field, the first place, and how many rows.
    odd: BTreeMap<(usize, Code), (&'static str, u64, usize)>,
    hidden_rows: HiddenRowsPolicy,
    /// Tasks in hidden rows, by source: the place of the first, and how many.
    hidden: BTreeMap<usize, (u64, u64)>,
    /// By source and rule of deadlines: the field, the first place, and how many.
    derived: BTreeMap<(usize, DeadlineRule), (&'static str, u64, usize)>,
    /// (source, place, field) of each accepted row that lost characters.
    damaged: Vec<(usize, u64, &'static str)>,
    /// (source, place) where each unregistered unit was met first.
    unregistered_at: Vec<(usize, u64)>,
    /// Where each unit was first given a task though it was not there.
    outside_at: Vec<Location>,
    /// What was proposed for values that nobody knows, by source and kind.
    nearest: BTreeMap<(usize, Code, String), String>,
}

/// Starts normalizing: finds clashing ids; batches are decoded as they are asked for. `fields` are the columns that somebody
/// will read; the fields that classification needs are always decoded, and those of which a cell may make its row wait, lest what is
/// accepted depend on what is asked. A date more than 30 years away from `period` is a slip.
#[must_use]
pub fn normalize<'a>(
    sources: &'a [Source],
    registry: &'a Registry,
    policy: Policy,
    period: Period,
    fields: &BTreeSet<&'static str>,
) -> Normalized<'a> {
    let read = ALWAYS_DECODED.into_iter().chain(JUDGED).chain(fields.iter().copied());
    let fields = read.chain(error_cells::fields(sources)).collect();
    let mut tasks = start(sources, registry, policy, period, fields);
    tasks.find_clashes(identity::hashes(sources, &policy));
    tasks
}

/// The same for who only counts: frames have the columns that classification needs and `fields`, in no order of rows. The same rows are
/// accepted, skipped and quarantined, for the same reasons, but large texts are read in parts side by side, once: a task whose id turns
/// out to be another one's too is handed out again at the end, to be taken back. Columns that nobody asks for are not looked at: of a text
/// too large to be looked at as a whole (`TextSizes::proved`) nobody tells that characters were lost in them.
#[must_use]
pub fn skim<'a>(
    sources: &'a [Source],
    registry: &'a Registry,
    policy: Policy,
    period: Period,
    fields: &BTreeSet<&'static str>,
) -> Normalized<'a> {
    let read = DECIDING.into_iter().chain(fields.iter().copied()).collect();
    let mut tasks = start(sources, registry, policy, period, read);
    let shown = tasks.fields.iter().copied().filter(|id| *id != "task_id" || fields.contains(id));
    tasks.skim = Some(Skim::of(shown.collect()));
    tasks.fields.extend(error_cells::fields(sources).into_iter().chain(JUDGED));
    // What a row is may depend on which rows are superseded, or what it holds on the rows above it.
    let is_apart = sources.iter().all(|source| !source.mapping.document_carried_down);
    if policy.duplicate_id == DuplicateIdPolicy::LatestUpdate || !is_apart {
        tasks.find_clashes(identity::hashes(sources, &policy));
        tasks.skim.iter_mut().for_each(Skim::know_clashes);
    }
    tasks
}

fn start<'a>(
    sources: &'a [Source],
    registry: &'a Registry,
    policy: Policy,
    period: Period,
    fields: BTreeSet<&'static str>,
) -> Normalized<'a> {
    let without_ids = sources.iter().filter(|source| source.table.heading().column("task_id").is_none());
    let notices = without_ids.map(|source| {
        Diagnostic::notice(Code::NoIds)
            .at(Location::file(source.table.file()))
            .with("unread", columns::unread_labels(source).join(" | "))
    });
    let needed = FIELDS.iter().filter(|field| field.required).map(|field| field.id);
    let Policy { two_digit_year, before_date, .. } = policy;
    let dates = DateSettings { two_digit_year, before_date, plausible: plausible(period) };
    Normalized {
        sources,
        fields: needed.chain(fields).collect(),
        registry,
        period,
        skim: None,
        lane: None,
        ready: VecDeque::new(),
        units: UnitDecoder::new(registry, policy.unregistered_unit),
        policy,
        dates,
        clashes: Clashes::default(),
        current: 0,
        walk: None,
        quarantine: Vec::new(),
        counts: sources.iter().map(SourceCounts::of).collect(),
        notices: notices
            .chain(sources.iter().filter_map(columns::unread))
            .chain(sources.iter().filter_map(columns::hidden))
            .chain(sources.iter().flat_map(|source| columns::doubts(source, &policy, dates)))
            .collect(),
        skipped: Vec::new(),
        fatal: Vec::new(),
        odd: BTreeMap::new(),
        hidden_rows: policy.hidden_rows,
        hidden: BTreeMap::new(),
        derived: BTreeMap::new(),
        damaged: Vec::new(),
        unregistered_at: Vec::new(),
        outside_at: Vec::new(),
        nearest: BTreeMap::new(),
    }
}

/// The days that a task of a period can have.
fn plausible(period: Period) -> Period {
    const GENERATION: Months = Months::new(30 * 12);
    let from = period.from().checked_sub_months(GENERATION);
    let to = period.to().checked_add_months(GENERATION);
    from.zip(to).and_then(|(from, to)| Period::new(from, to)).unwrap_or(period)
}

/// Fields that classification or `tasks.csv` read whatever the tables show.
const ALWAYS_DECODED: [&str; 8] =
    ["channel", "task_id", "assigner", "deadline_kind", "deadline_latest", "extended_on", "closed_on", "secrecy"];

/// Days that decide nothing here; where one cannot be read its row waits, whatever is asked.
const JUDGED: [&str; 2] = ["document_date", "updated_on"];

/// Fields that decide what a task is, beside those that every export must have.
const DECIDING: [&str; 5] = ["channel", "task_id", "deadline_latest", "extended_on", "closed_on"];
