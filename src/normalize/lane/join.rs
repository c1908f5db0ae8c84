//! What parts found, put together in the order of the file.
//!
//! In: a part that starts where the one before it ended. Out: its plain rows gathered, with what their units and labels stand for; its other
//! rows read in their turn, in their own lane.

use std::ops::Range;

use super::{
    super::{Normalized, skip::Skip},
    Lane,
    held::{Below, HeldRow},
    piece::Piece,
    plan::Body,
};
use crate::ingest::Rows;

impl<'a> Normalized<'a> {
    /// Takes over what a part found, which starts where the one before it ended.
    pub(super) fn join(&mut self, lane: &mut Lane<'a>, mut piece: Piece) {
        if let Some(skim) = &mut self.skim {
            skim.note_ids(std::mem::take(&mut piece.bundles));
        }
        lane.source.table.note_row_number(lane.at, lane.number);
        lane.at = piece.end.place;
        lane.number = lane.number.saturating_add(u32::try_from(piece.rows).unwrap_or(u32::MAX));
        lane.known.meet(&piece);
        lane.gathered.meet(&piece, &lane.plan, lane.source);
        let (mut from, mut next) = (0, None);
        for held in &std::mem::take(&mut piece.held) {
            self.join_plain(lane, &mut piece, from..held.below);
            from = held.below;
            if let Body::Groups(_) = lane.plan.body {
                self.join_place(lane, held.place, &mut next);
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
        let rows = piece.places.len();
        self.join_plain(lane, &mut piece, from..rows);
        self.count_blank(piece.blank);
        lane.blank += piece.end.blank;
    }

    /// Reads a row that is not plain where it stands; `next` is the next row with content, so that no blank one is walked over twice.
    fn join_place(&mut self, lane: &mut Lane<'a>, place: u64, next: &mut Option<(u64, Box<dyn Rows + 'a>)>) {
        let source = lane.source;
        let (filled, rows) = match next.take().filter(|(filled, _)| *filled >= place) {
            Some(known) => next.insert(known),
            None => {
                let mut rows = source.table.rows_from(place);
                let filled = if rows.advance() { rows.place() } else { u64::MAX };
                next.insert((filled, rows))
            }
        };
        if *filled == place {
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
    fn join_plain(&mut self, lane: &mut Lane<'a>, piece: &mut Piece, rows: Range<usize>) {
        if rows.is_empty() {
            return;
        }
        lane.rows.pass_tasks();
        let blank = std::mem::take(&mut lane.blank);
        self.count_blank(blank);
        if rows.len() == piece.places.len() && self.settle_cases(lane, piece) {
            self.take_over(lane, piece, rows);
            return;
        }
        let mut from = rows.start;
        while from < rows.end {
            let row = self.settle(lane, piece, from..rows.end);
            self.take_over(lane, piece, from..row);
            from = row + 1;
            if row == rows.end {
                break;
            }
            // What stands in it can only be told as a whole.
            let mut again = lane.source.table.rows_from(place_of(piece, row));
            if again.advance() {
                self.join_row(lane, again.as_ref());
                lane.rows.pass_tasks();
            }
        }
    }

    /// Finds what all the rows of a part stand for, case by case; false where some must wait, and nothing is taken over.
    fn settle_cases(&mut self, lane: &mut Lane<'a>, piece: &Piece) -> bool {
        let (known, labels, units) = (&mut lane.known, &piece.label_cases.all, &piece.unit_cases.all);
        let mut meanings = Vec::new();
        if let Some(status) = &mut lane.rows.status {
            meanings.extend((0..labels.len()).map(|case| known.meaning(piece, case, status)));
        }
        if meanings.iter().any(|meaning| meaning.waits) {
            return false;
        }
        let mut sets = Vec::with_capacity(units.len());
        for (number, case) in units.iter().enumerate() {
            let given = lane.gathered.given(piece, case.first);
            let Some((set, is_new)) = known.set(piece, number, given, &mut self.units, lane.source) else {
                return false;
            };
            if is_new {
                self.note_units(lane.source, place_of(piece, case.first));
            }
            sets.push(set);
        }
        for ((number, case), set) in units.iter().enumerate().zip(&sets) {
            self.note_outside(lane, piece, number, case.first, case.rows as usize);
            self.meet_often(*set, case.rows);
        }
        for ((number, case), _) in labels.iter().enumerate().zip(&meanings).filter(|(_, meaning)| meaning.is_unknown) {
            let place = place_of(piece, case.first);
            let status = lane.rows.status.iter_mut();
            status.for_each(|status| status.note_unknown(piece.label(number), place, case.rows as usize));
        }
        lane.gathered.push_cases(piece, &sets, &meanings);
        true
    }

    /// Finds what plain rows stand for, one by one, up to the first that must wait.
    fn settle(&mut self, lane: &mut Lane<'a>, piece: &Piece, mut rows: Range<usize>) -> usize {
        let settled = rows.find(|row| !self.settle_row(lane, piece, *row));
        settled.unwrap_or(rows.end)
    }

    /// The same of one row; false where it must wait.
    fn settle_row(&mut self, lane: &mut Lane<'a>, piece: &Piece, row: usize) -> bool {
        let (label, unit) = (piece.label_cases.of_row(row), piece.unit_cases.of_row(row));
        let (known, rows) = (&mut lane.known, &mut lane.rows);
        let meaning = rows.status.as_mut().map(|status| known.meaning(piece, label, status));
        if meaning.is_some_and(|meaning| meaning.waits) {
            return false;
        }
        let given = lane.gathered.given(piece, row);
        let Some((set, is_new)) = known.set(piece, unit, given, &mut self.units, lane.source) else { return false };
        if is_new {
            self.note_units(lane.source, place_of(piece, row));
        }
        self.note_outside(lane, piece, unit, row, 1);
        self.meet_often(set, 1);
        if let (Some(status), Some(meaning)) = (&mut lane.rows.status, meaning) {
            if meaning.is_unknown {
                status.note_unknown(piece.label(label), place_of(piece, row), 1);
            }
            lane.gathered.push_status(meaning);
        }
        lane.gathered.push_set(set);
        true
    }

    /// Counts rows of a case whose units were not there on their days.
    fn note_outside(&mut self, lane: &Lane<'a>, piece: &Piece, case: usize, first: usize, rows: usize) {
        let outside = lane.known.outside(case);
        if !outside.is_empty() {
            self.units.count_outside(outside, rows);
            self.note_units(lane.source, place_of(piece, first));
        }
    }

    /// Takes over the other columns of rows that were settled.
    fn take_over(&mut self, lane: &mut Lane<'a>, piece: &mut Piece, rows: Range<usize>) {
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

/// Where a plain row of a part stands.
fn place_of(piece: &Piece, row: usize) -> u64 {
    piece.places.get(row).copied().unwrap_or_default()
}
