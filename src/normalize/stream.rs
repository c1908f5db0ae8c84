//! How the stream of batches is driven: which source is read in which way, and what its rows become.
//!
//! In: the sources that [`normalize`](super::normalize) was given. Out: [`TaskBatch`]es and the [`Closing`].

use polars::prelude::{BooleanChunked, Column, DataFrame, IntoColumn, NamedFrom, NewChunkedArray, PolarsError, Series};

use super::{
    Closing, Lane, Normalized, Reconciliation, Source, TaskBatch, UnitList,
    decode::{ColumnBuilder, Problem},
    identity::{self, Hashes, IdColumn},
    lane::Plan,
    skip::{Skip, Verdict},
    status::{self, Dates, StatusReader},
    told::unknown_status,
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    ingest::Rows,
};

pub(super) use super::row_lane::RowLane;

/// Rows of a batch, at most: some 100 MB of columns.
const BATCH_ROWS: usize = 250_000;

/// The pass over one source, which may give several batches.
pub(super) struct Walk<'a> {
    rows: Box<dyn Rows + 'a>,
    lane: RowLane<'a>,
    finished: bool,
}

impl<'a> Normalized<'a> {
    /// The next accepted tasks; `None` after the last.
    ///
    /// # Errors
    /// `secret-row` for each row with a secrecy mark, `heading-changed` for a heading in another order; `internal-error` when
    /// Polars cannot build the frame.
    pub fn next_batch(&mut self) -> Result<Option<TaskBatch>, Failure> {
        loop {
            if let Some(batch) = self.ready.pop_front() {
                return Ok(Some(batch));
            }
            match self.sources.get(self.current) {
                Some(source) => self.read_on(source)?,
                None if !self.take_back()? => return Ok(None),
                None => {}
            }
        }
    }

    /// Reads on in the source that is read now.
    fn read_on(&mut self, source: &'a Source) -> Result<(), Failure> {
        let walk = match (self.lane.take(), self.walk.take()) {
            (Some(lane), _) => return self.read_lane(lane),
            (None, Some(walk)) => walk,
            (None, None) => {
                self.units.start_source();
                let mut rows = RowLane::new(source, &self.fields, self.policy, self.dates);
                rows.ids = self.skim.as_ref().and_then(|_| IdColumn::of(source, &self.policy));
                let plan = self.skim.is_some().then(|| Plan::of(self, source, &rows)).flatten();
                if let Some(plan) = plan {
                    return self.read_lane(Box::new(Lane::new(plan, source, rows)));
                }
                Walk { rows: source.table.rows(), lane: rows, finished: false }
            }
        };
        self.read_rows(source, walk)
    }

    /// Reads rows until there is a batch, or the source ends.
    fn read_rows(&mut self, source: &'a Source, mut walk: Walk<'a>) -> Result<(), Failure> {
        let batch = self.decode_batch(source, &mut walk).map_err(|error| frame_failure(&error))?;
        source.table.fault().map_or(Ok(()), Err)?;
        if walk.finished {
            self.end_source(source, &mut walk.lane);
        } else {
            self.walk = Some(walk);
        }
        Failure::unless_empty(std::mem::take(&mut self.fatal), ())?;
        self.ready.extend(Some(batch).filter(|batch| batch.frame.height() > 0));
        Ok(())
    }

    /// Finds which rows have an id that another row has too, of the hashes of all ids.
    pub(super) fn find_clashes(&mut self, hashes: Hashes) {
        self.clashes = identity::clashes(hashes, self.sources, self.registry, self.dates, &self.policy);
    }

    /// Goes to the next source.
    pub(super) fn end_source(&mut self, source: &Source, lane: &mut RowLane<'a>) {
        let unknown = lane.status.as_mut().and_then(|status| status.unknown.take());
        self.notices.extend(unknown.map(|found| unknown_status(source, found)));
        self.current += 1;
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
        while walk.lane.held() < BATCH_ROWS {
            if !walk.rows.advance() {
                walk.finished = true;
                break;
            }
            self.read_row(source, &mut walk.lane, walk.rows.as_ref());
        }
        self.frame(&mut walk.lane)
    }

    /// Judges one row, decodes it and accepts it, or sends it to quarantine.
    pub(super) fn read_row(&mut self, source: &'a Source, lane: &mut RowLane<'a>, rows: &dyn Rows) {
        if let (Some(ids), Some(skim)) = (&mut lane.ids, &mut self.skim) {
            skim.note_id(self.current, ids.hash(rows).unwrap_or_default(), rows.place());
        }
        let verdict = lane.filter.judge(rows);
        lane.is_doubtful = verdict == Verdict::Doubtful;
        if let Some(skip) = self.skipped(source, rows, &lane.secrecy, verdict) {
            if skip == Skip::Group {
                lane.builders.iter_mut().for_each(ColumnBuilder::pass_group);
                lane.status.iter_mut().for_each(|status| status.pass_group(rows));
                let group = lane.status.as_ref().and_then(StatusReader::group);
                self.skim.iter_mut().for_each(|skim| skim.note_group(self.current, rows.place(), group));
            }
            return;
        }
        let mut problems = self.decode(source, lane, rows);
        if problems.is_empty() {
            problems.extend(lane.doubt(rows));
        }
        self.note_units(source, rows.place());
        lane.places.push(rows.place());
        let is_accepted = self.judge(source, rows, problems);
        if is_accepted {
            self.note_rules(lane, rows.place());
        }
        lane.accepted.push(is_accepted);
    }

    /// Decodes a row that was accepted before, once more.
    pub(super) fn read_again(&mut self, source: &'a Source, lane: &mut RowLane<'a>, place: u64, group: Option<&str>) {
        let mut rows = source.table.rows_from(place);
        if rows.advance() {
            lane.status.iter_mut().for_each(|status| status.stand_under(group));
            self.decode(source, lane, rows.as_ref());
            lane.places.push(place);
            lane.accepted.push(true);
        }
    }

    /// Decodes the cells of a row.
    pub(super) fn decode(&mut self, source: &'a Source, lane: &mut RowLane<'a>, rows: &dyn Rows) -> Vec<Problem> {
        let (units, dates) = (&mut self.units, self.dates);
        let push = |builder: &mut ColumnBuilder| builder.push(rows, source, dates, units);
        let mut problems: Vec<Problem> = lane.builders.iter_mut().filter_map(push).collect();
        let completed = lane.holds(&["completed_on"]);
        let deadline = lane.holds(&["deadline_original", "deadline_latest"]);
        problems.extend(lane.status.as_mut().and_then(|status| status.push(rows, Dates { completed, deadline })));
        problems
    }

    /// The accepted rows of what was decoded.
    pub(super) fn frame(&mut self, lane: &mut RowLane<'a>) -> Result<TaskBatch, PolarsError> {
        let frame = self.whole_frame(lane)?;
        if let Some(counts) = self.counts.get_mut(self.current) {
            counts.accepted += frame.height() as u64;
        }
        let sets: Vec<u32> = frame.column("lead_units")?.u32()?.iter().flatten().collect();
        self.meet(&sets);
        self.note_oddities(&frame)?;
        Ok(TaskBatch { frame: self.shown(frame)?, taken_back: false })
    }

    /// Remembers which sets of units accepted rows name.
    pub(super) fn meet(&mut self, sets: &[u32]) {
        match self.skim.is_some() {
            true => sets.iter().for_each(|set| self.meet_often(*set, 1)),
            false => self.units.units.meet_sets(sets),
        }
    }

    /// Remembers that so many accepted rows name a set of units.
    pub(super) fn meet_often(&mut self, set: u32, rows: u64) {
        if !self.skim.as_mut().is_some_and(|skim| skim.count_set(set, rows)) {
            self.units.units.meet_set(set);
        }
    }

    /// The columns of a frame that somebody reads.
    pub(super) fn shown(&self, frame: DataFrame) -> Result<DataFrame, PolarsError> {
        match &self.skim {
            Some(skim) => frame.select(skim.columns()),
            None => Ok(frame),
        }
    }

    /// The accepted rows of what was decoded, with every column.
    pub(super) fn whole_frame(&mut self, lane: &mut RowLane<'a>) -> Result<DataFrame, PolarsError> {
        let (places, accepted) = (std::mem::take(&mut lane.places), std::mem::take(&mut lane.accepted));
        let origin = u32::try_from(self.current).unwrap_or(u32::MAX);
        let mut columns: Vec<Column> = vec![
            Series::new("source".into(), vec![origin; places.len()]).into_column(),
            Series::new("place".into(), &places).into_column(),
        ];
        columns.extend(lane.builders.iter_mut().map(ColumnBuilder::take));
        columns.extend(lane.builders.iter_mut().filter_map(ColumnBuilder::take_rules));
        columns.extend(lane.status.as_mut().map_or_else(|| status::absent(places.len()), StatusReader::take));
        let frame = DataFrame::new(places.len(), columns)?;
        frame.filter(&BooleanChunked::from_slice("accepted".into(), &accepted))
    }

    /// Counts the rules that made the deadlines of an accepted row.
    fn note_rules(&mut self, lane: &RowLane<'_>, place: u64) {
        for (field, rule) in lane.builders.iter().filter_map(ColumnBuilder::derived) {
            self.derived.entry((self.current, rule)).or_insert((field, place, 0)).2 += 1;
        }
    }

    /// Remembers where units stood first that somebody will be told of; a cell may name several.
    pub(super) fn note_units(&mut self, source: &Source, place: u64) {
        let (unregistered, outside) = (self.units.units.unregistered_codes().len(), self.units.outside.len());
        if unregistered > self.unregistered_at.len() || outside > self.outside_at.len() {
            self.unregistered_at.resize(unregistered, (self.current, place));
            if outside > self.outside_at.len() {
                let place = source.table.locate(place, source.table.heading().column("lead_units"));
                self.outside_at.resize(outside, place);
            }
        }
    }
}

pub(super) fn frame_failure(error: &PolarsError) -> Failure {
    Diagnostic::error(Code::InternalError).with("reason", error).into()
}
