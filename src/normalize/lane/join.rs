//! What parts found, put together in the order of the file.
//!
//! In: a part that starts where the one before it ended. Out: its plain rows gathered, with what their units and labels stand for; its other
//! rows read in their turn, in their own lane.

use std::ops::Range;

use super::{
    super::{Normalized, skip::Skip},
    Lane,
    gathered::RowDays,
    held::{Below, HeldRow},
    piece::Piece,
    plan::Body,
};
use crate::ingest::Rows;

impl<'a> Normalized<'a> {
    /// Takes over what a part found, which starts where the one before it ended.
    pub(super) fn join(&mut self, lane: &mut Lane<'a>, mut piece: Piece) {
        if let Some(skim) = self.skim.as_mut().filter(|_| lane.plan.ids.is_some()) {
            skim.note_ids(self.current, &piece.ids, &piece.places);
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
        let mut from = rows.start;
        while from < rows.end {
            let row = self.settle(lane, piece, from..rows.end);
            self.take_over(lane, piece, from..row);
            from = row + 1;
            if row == rows.end {
                break;
            }
            // What stands in it can only be told as a whole.
            let mut again = lane.source.table.rows_from(piece.places.get(row).copied().unwrap_or_default());
            if again.advance() {
                self.join_row(lane, again.as_ref());
                lane.rows.pass_tasks();
            }
        }
    }

    /// Finds what the units and the labels of plain rows stand for, up to the first that must wait.
    fn settle(&mut self, lane: &mut Lane<'a>, piece: &Piece, mut rows: Range<usize>) -> usize {
        let days = lane.gathered.days(piece);
        let settled = rows.find(|row| !self.settle_row(lane, piece, *row, &days.of(*row)));
        settled.unwrap_or(rows.end)
    }

    /// The same of one row; false where it must wait.
    #[inline]
    fn settle_row(&mut self, lane: &mut Lane<'a>, piece: &Piece, row: usize, days: &RowDays) -> bool {
        let (known, rows) = (&mut lane.known, &mut lane.rows);
        let meaning = rows.status.as_mut().map(|status| known.meaning(piece, row, status, days.dates));
        if meaning.is_some_and(|meaning| meaning.waits) {
            return false;
        }
        let Some((set, is_new)) = known.set(piece, row, days.given, &mut self.units, lane.source) else { return false };
        let place = || piece.places.get(row).copied().unwrap_or_default();
        if is_new {
            self.note_units(lane.source, place());
        }
        if let (Some(status), Some(meaning)) = (&mut rows.status, meaning) {
            if meaning.is_unknown {
                status.note_unknown(piece.label(row), place());
            }
            lane.gathered.push_status(meaning);
        }
        lane.gathered.push_set(set);
        true
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
