//! The fast lane: large texts read in parts side by side, plain rows straight into columns.
//!
//! In: a source whose rows speak for themselves. Out: batches for who only counts, with every check of the rows' own lane: a row that is not
//! plain goes there, in its turn, so that what is known of the rows above it is the same. Neither the cuts between the parts nor the
//! number of threads decide anything: each part must end where the next one starts, or that one is read again, and what the parts
//! found is put together in the order of the file.

mod columns;
mod days;
mod gathered;
mod held;
mod known;
mod piece;
mod plan;
mod spellings;

use std::rc::Rc;

use polars::prelude::PolarsError;
use rayon::prelude::{IntoParallelIterator, ParallelIterator};

pub use plan::Plan;

use self::{columns::Below, gathered::Gathered, held::HeldRow, known::Known, piece::Piece, plan::Body};
use super::{
    Normalized, Source, TaskBatch,
    skip::Skip,
    stream::{RowLane, frame_failure},
};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    ingest::{Fault, Rows},
};

/// How many bytes a part has.
pub const PART: u64 = 2 << 20;

/// Rows of a batch, or a few more: their columns stay near the processor, and what is asked of them costs more than the asking.
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
    pub fn new(plan: Plan<'a>, source: &'a Source, rows: RowLane<'a>, turning_days: Vec<i32>) -> Self {
        let (at, known, gathered) = (plan.heading, Known::new(turning_days), Gathered::of(&plan));
        let number = source.table.row_number(at).saturating_sub(1);
        Self { source, plan: Rc::new(plan), rows, known, gathered, ahead: Vec::new(), at, blank: 0, number }
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
            let mut read = Vec::new();
            // Others read on while this thread puts together what was read.
            rayon::in_place_scope(|scope| {
                scope.spawn(|_| read = read_parts(plan, Start::Guessed(next), part));
                self.join_parts(&mut lane, parts)?;
                let is_full = lane.gathered.height() + lane.rows.held() >= BATCH_ROWS;
                if is_full || lane.at >= length {
                    self.hand_out(&mut lane).map_err(|error| frame_failure(&error))
                } else {
                    Ok(())
                }
            })?;
            lane.ahead = read;
        }
        if lane.source.table.has_fault() {
            return Err(fault(lane.source));
        }
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
                    let again = Piece::read(&lane.plan, lane.at, to).map_err(|fault| told(lane.source, fault))?;
                    self.join(lane, again);
                }
                None => {}
            }
        }
        Ok(())
    }

    /// Puts what was gathered into batches.
    fn hand_out(&mut self, lane: &mut Lane<'a>) -> Result<(), PolarsError> {
        if lane.gathered.height() > 0 {
            let frame = self.gathered_frame(lane)?;
            self.ready.push_back(TaskBatch { frame, taken_back: false });
        }
        if lane.rows.held() > 0 {
            let batch = self.frame(&mut lane.rows)?;
            self.ready.push_back(batch);
        }
        Ok(())
    }

    /// Takes over what a part found, which starts where the one before it ended.
    fn join(&mut self, lane: &mut Lane<'a>, piece: Piece) {
        self.join_rows(lane, &piece);
        let Piece { ids, places, .. } = piece;
        if let Some(skim) = self.skim.as_mut().filter(|_| lane.plan.ids.is_some()) {
            skim.note_ids(self.current, ids, &places);
        }
    }

    fn join_rows(&mut self, lane: &mut Lane<'a>, piece: &Piece) {
        lane.source.table.note_row_number(lane.at, lane.number);
        lane.at = piece.end.place;
        lane.number = lane.number.saturating_add(u32::try_from(piece.rows).unwrap_or(u32::MAX));
        lane.known.meet(piece);
        lane.gathered.meet(piece, &lane.plan, lane.source);
        let mut from = 0;
        for held in &piece.held {
            self.join_plain(lane, piece, from..held.below);
            from = held.below;
            if let Body::Groups(_) = lane.plan.body {
                self.join_place(lane, held.place);
                continue;
            }
            let mut row = HeldRow::of(held);
            if row.is_blank() {
                lane.blank += held.blank_before + 1;
            } else {
                row.blank_before += std::mem::take(&mut lane.blank);
                self.join_row(lane, &row);
            }
        }
        self.join_plain(lane, piece, from..piece.places.len());
        self.count_blank(piece.blank);
        lane.blank += piece.end.blank;
    }

    /// Reads a row that is not plain where it stands.
    fn join_place(&mut self, lane: &mut Lane<'a>, place: u64) {
        let mut rows = lane.source.table.rows_from(place);
        if rows.advance() && rows.place() == place {
            let row = Below { row: rows.as_ref(), blank: std::mem::take(&mut lane.blank) };
            self.join_row(lane, &row);
        } else {
            lane.blank += 1;
        }
    }

    /// Reads a row that is not plain.
    fn join_row(&mut self, lane: &mut Lane<'a>, row: &dyn Rows) {
        self.read_row(lane.source, &mut lane.rows, row);
        // It may have been a line that names a group, under which labels mean something else.
        lane.known.forget_labels();
    }

    /// Takes over plain rows that follow each other.
    fn join_plain(&mut self, lane: &mut Lane<'a>, piece: &Piece, rows: std::ops::Range<usize>) {
        if rows.is_empty() {
            return;
        }
        lane.rows.pass_tasks();
        let blank = std::mem::take(&mut lane.blank);
        self.count_blank(blank);
        let mut from = rows.start;
        for row in rows.clone() {
            if self.settle(lane, piece, row) {
                continue;
            }
            // What stands in it can only be told as a whole.
            self.take_over(lane, piece, from..row);
            from = row + 1;
            let mut again = lane.source.table.rows_from(piece.places.get(row).copied().unwrap_or_default());
            if again.advance() {
                self.join_row(lane, again.as_ref());
                lane.rows.pass_tasks();
            }
        }
        self.take_over(lane, piece, from..rows.end);
    }

    /// Finds what the units and the label of a plain row stand for; false where its row must wait.
    #[inline]
    fn settle(&mut self, lane: &mut Lane<'a>, piece: &Piece, row: usize) -> bool {
        let days = lane.gathered.days(piece, row);
        let place = piece.places.get(row).copied().unwrap_or_default();
        let (known, rows) = (&mut lane.known, &mut lane.rows);
        let meaning = rows.status.as_mut().map(|status| known.meaning(piece, row, status, days.dates));
        if meaning.is_some_and(|meaning| meaning.waits) {
            return false;
        }
        let Some((set, is_new)) = known.set(piece, row, days.given, &mut self.units, lane.source) else { return false };
        if is_new {
            self.note_units(lane.source, place);
        }
        if let (Some(status), Some(meaning)) = (&mut rows.status, meaning) {
            if meaning.is_unknown {
                status.note_unknown(piece.label(row), place);
            }
            lane.gathered.push_status(meaning);
        }
        lane.gathered.push_set(set);
        true
    }

    /// Takes over the other columns of rows that were settled.
    fn take_over(&mut self, lane: &mut Lane<'a>, piece: &Piece, rows: std::ops::Range<usize>) {
        if let Some(counts) = self.counts.get_mut(self.current) {
            counts.read += rows.len() as u64;
            counts.accepted += rows.len() as u64;
        }
        lane.gathered.take(piece, rows);
    }

    fn count_blank(&mut self, rows: u64) {
        if let Some(counts) = self.counts.get_mut(self.current).filter(|_| rows > 0) {
            counts.read += rows;
            *counts.skipped.entry(Skip::Blank).or_default() += rows;
        }
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

/// What the user hears of a text that cannot be read on.
pub fn fault(source: &Source) -> Failure {
    Diagnostic::error(Code::DamagedFile).at(Location::file(source.table.file())).into()
}

fn told(source: &Source, found: Fault) -> Failure {
    match found {
        Fault::Unreadable(error) => {
            let found = Diagnostic::error(Code::InternalError).at(Location::file(source.table.file()));
            found.with("reason", error).into()
        }
        // Which of the rows of a group cannot be read, nobody knows.
        Fault::NoTable(_) if source.table.groups().is_some() => fault(source),
        Fault::NoTable(place) => Diagnostic::error(Code::DamagedFile).at(source.table.locate(place, None)).into(),
    }
}
