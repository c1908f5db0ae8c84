//! The fast lane: large texts read in parts side by side, plain rows straight into columns.
//!
//! In: a source whose rows speak for themselves. Out: batches for who only counts, with every check of the rows' own lane: a row that is not
//! plain goes there, in its turn, so that what is known of the rows above it is the same. Neither the cuts between the parts nor the
//! number of threads decide anything: each part must end where the next one starts, or that one is read again, and what the parts
//! found is put together in the order of the file.

mod cases;
mod columns;
mod days;
mod gathered;
mod held;
mod join;
mod known;
mod odd;
mod piece;
mod plan;
mod spellings;

use std::rc::Rc;

use polars::prelude::PolarsError;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

pub use plan::Plan;

use self::{gathered::Gathered, known::Known, odd::Uncompared, piece::Piece, plan::Body};
use super::{
    Normalized, Source, TaskBatch,
    stream::{RowLane, frame_failure},
};
use crate::{diagnostic::Failure, ingest::Fault};

/// How many bytes a part has.
pub const PART: u64 = 2 << 20;

/// Rows of a batch, at least, and less than twice as many: their columns stay near the processor, and what is asked of them costs more than
/// the asking.
const BATCH_ROWS: usize = 100_000;

/// How many parts are read before what they found is put together.
const AT_ONCE: u64 = 16;

/// The pass over one source.
pub struct Lane<'a> {
    source: &'a Source,
    plan: Rc<Plan<'a>>,
    /// Rows that are not plain are read here.
    rows: RowLane<'a>,
    known: Known,
    gathered: Gathered,
    uncompared: Uncompared,
    /// Parts that were read while those before them were put together.
    ahead: Vec<PartRead>,
    /// Where the next part starts, proved.
    at: u64,
    /// Rows without content since the last row that has some.
    blank: u64,
    /// How many rows stand above `at`.
    number: u32,
}

impl<'a> Lane<'a> {
    /// The lane for a source; `rows` reads the rows that are not plain.
    pub fn new(plan: Plan<'a>, source: &'a Source, rows: RowLane<'a>) -> Self {
        let (at, known, gathered) = (plan.start(), Known::new(plan.spans()), Gathered::of(&plan));
        let number = source.table.row_number(at).saturating_sub(1);
        let uncompared = Uncompared::of(source.extracted_on);
        let ahead = Vec::new();
        Self { source, plan: Rc::new(plan), rows, known, gathered, uncompared, ahead, at, blank: 0, number }
    }
}

impl<'a> Normalized<'a> {
    /// Reads on in the fast lane until there is a batch, or the source ends: then the lane is gone.
    pub(super) fn read_lane(&mut self, mut lane: Box<Lane<'a>>) -> Result<(), Failure> {
        let shared = Rc::clone(&lane.plan);
        let plan: &Plan<'_> = &shared;
        let (length, part) = (plan.body.end(), self.skim.as_ref().map_or(PART, |skim| skim.part));
        while lane.at < length && self.ready.is_empty() {
            let mut parts = std::mem::take(&mut lane.ahead);
            if parts.is_empty() {
                parts = read_parts(plan, Start::Proved(lane.at), part);
            }
            let next = parts.last().map_or(length, |(to, _)| *to);
            let (mut read, mut compared) = (Vec::new(), Ok(Vec::new()));
            let uncompared = lane.uncompared.take();
            // Others read on while this thread puts together what was read.
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| read = read_parts(plan, Start::Guessed(next), part));
                scope.spawn(|_| compared = uncompared.compare());
                self.join_parts(&mut lane, parts)?;
                if lane.at >= length { self.hand_out(&mut lane) } else { Ok(()) }
            })?;
            lane.ahead = read;
            self.note_compared(compared)?;
        }
        if lane.at >= length {
            self.note_compared(lane.uncompared.take().compare())?;
        }
        lane.source.table.fault().map_or(Ok(()), Err)?;
        Failure::unless_empty(std::mem::take(&mut self.fatal), ())?;
        if lane.at < length {
            self.lane = Some(lane);
        } else {
            self.end_source(lane.source, &mut lane.rows);
        }
        Ok(())
    }

    /// Puts parts together.
    fn join_parts(&mut self, lane: &mut Lane<'a>, parts: Vec<PartRead>) -> Result<(), Failure> {
        for (to, piece) in parts {
            // A part whose start was guessed wrong is of no use, whatever became of it.
            match piece.ok().filter(|piece| piece.start == lane.at) {
                Some(piece) => self.join(lane, piece),
                None if lane.at < to => {
                    let again = Piece::read(&lane.plan, lane.at, to).map_err(|fault| lane.source.table.told(&fault))?;
                    self.join(lane, again);
                }
                None => {}
            }
            if lane.gathered.height() + lane.rows.held() >= BATCH_ROWS {
                self.hand_out(lane)?;
            }
        }
        Ok(())
    }

    fn hand_out(&mut self, lane: &mut Lane<'a>) -> Result<(), Failure> {
        self.make_batches(lane).map_err(|error| frame_failure(&error))
    }

    /// Puts what was gathered into batches.
    fn make_batches(&mut self, lane: &mut Lane<'a>) -> Result<(), PolarsError> {
        if lane.gathered.height() > 0 {
            let frame = self.gathered_frame(lane)?;
            let rows = frame.height().div_ceil((frame.height() / BATCH_ROWS).max(1));
            let starts = (0..frame.height()).step_by(rows);
            let batches = starts.map(|start| frame.slice(start.cast_signed() as i64, rows));
            self.ready.extend(batches.map(|frame| TaskBatch { frame, taken_back: false }));
        }
        if lane.rows.held() > 0 {
            let batch = self.frame(&mut lane.rows)?;
            self.ready.push_back(batch);
        }
        Ok(())
    }
}

/// A part and where it was to end.
type PartRead = (u64, Result<Piece, Fault>);

/// Where the first of some parts starts.
#[derive(Clone, Copy)]
enum Start {
    /// Here.
    Proved(u64),
    /// Here or behind, as every other part: the cut between two of them.
    Guessed(u64),
}

/// Reads the next parts side by side.
fn read_parts(plan: &Plan<'_>, start: Start, part: u64) -> Vec<PartRead> {
    let (Start::Proved(place) | Start::Guessed(place)) = start;
    let parts = match plan.body {
        Body::Text(parts) => parts,
        Body::Groups(groups) => {
            let read = |span: std::ops::Range<u64>| (span.end, columns::read(plan, groups, span.start));
            return columns::spans(groups, place).into_par_iter().map(read).collect();
        }
    };
    let first = place / part;
    let read = |index: u64| {
        let (cut, to) = ((first + index) * part, (first + index + 1) * part);
        let from = match start {
            Start::Proved(at) if index == 0 => Ok(at),
            _ => parts.guess(cut, plan.width),
        };
        (to, from.and_then(|from| Piece::read(plan, from, to)))
    };
    let count = (parts.length().div_ceil(part)).saturating_sub(first).min(AT_ONCE);
    (0..count).into_par_iter().map(read).collect()
}
