//! What is odd about rows of the fast lane, though they count.
//!
//! In: rows on their way into a frame, and frames that were handed out. Out: what [`Normalized`] tells at its end.

use chrono::NaiveDate;
use polars::prelude::{DataFrame, PolarsError};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::{
    super::{Normalized, stream::frame_failure, told},
    days::NO_DAY,
    gathered::Gathered,
};
use crate::diagnostic::{Code, Failure};

/// Frames whose labels were not compared with their dates yet: nobody waits for that, so others do it.
#[derive(Default)]
pub struct Uncompared {
    /// The day of extraction; without one there is nothing to compare.
    day: Option<NaiveDate>,
    frames: Vec<DataFrame>,
}

/// Rows that differ, of each frame that has some.
pub type Differing = Result<Vec<Option<(u64, usize)>>, PolarsError>;

impl Uncompared {
    /// Of an export of this day.
    pub fn of(day: Option<NaiveDate>) -> Self {
        Self { day, frames: Vec::new() }
    }

    /// Remembers a frame.
    pub fn push(&mut self, frame: &DataFrame) {
        if self.day.is_some() {
            self.frames.push(frame.clone());
        }
    }

    /// Hands out what is to be compared.
    pub fn take(&mut self) -> Self {
        Self { day: self.day, frames: std::mem::take(&mut self.frames) }
    }

    /// Compares, on whatever threads there are.
    pub fn compare(&self) -> Differing {
        let compare = |frame| self.day.map_or(Ok(None), |day| told::differing(day, frame));
        self.frames.par_iter().map(compare).collect()
    }
}

impl Normalized<'_> {
    /// Counts rows that differ from their dates.
    pub(super) fn note_compared(&mut self, found: Differing) -> Result<(), Failure> {
        let found = found.map_err(|error| frame_failure(&error))?;
        found.into_iter().flatten().for_each(|odd| self.note_rows(Code::StatusDiffers, "status_label", odd));
        Ok(())
    }

    /// Counts the odd rows among those that were gathered.
    pub(super) fn note_gathered(&mut self, gathered: &mut Gathered) {
        let Gathered { places, days, given, completed, deadlines: [original, latest], without_id, .. } = gathered;
        let column = |place: &Option<usize>| place.and_then(|place| days.get(place)).map(Vec::as_slice);
        let first_and_count = |odd: &mut dyn Iterator<Item = usize>| {
            let first = odd.next()?;
            Some((places.get(first).copied()?, 1 + odd.count()))
        };
        let before = |left: Option<&[i32]>, right: Option<&[i32]>| {
            let pairs = || left.unwrap_or_default().iter().zip(right.unwrap_or_default());
            let is_odd = |(left, right): (&i32, &i32)| (left < right) & (*left != NO_DAY);
            // Nearly always there is none: that is quickly seen.
            pairs().fold(false, |any, pair| any | is_odd(pair)).then_some(())?;
            first_and_count(&mut (0..).zip(pairs()).filter(|(_, pair)| is_odd(*pair)).map(|(row, _)| row))
        };
        let undated = match column(given) {
            Some(days) => first_and_count(&mut (0..).zip(days).filter(|(_, day)| **day == NO_DAY).map(|(row, _)| row)),
            None => first_and_count(&mut (0..places.len())),
        };
        let found = [
            (Code::NoAssignedDate, "assigned_on", undated),
            (Code::DatesOutOfOrder, "completed_on", before(column(completed), column(given))),
            (Code::ShorterExtension, "deadline_latest", before(column(latest), column(original))),
        ];
        for (code, field, odd) in found.into_iter().filter_map(|(code, field, odd)| Some((code, field, odd?))) {
            self.note_rows(code, field, odd);
        }
        let (rows, first) = std::mem::take(without_id);
        if rows > 0 {
            self.note_rows(Code::MissingIds, "task_id", (first, rows));
        }
    }
}
