//! Reading for who only counts: in one pass, so that which ids are used twice is known at the end.
//!
//! In: the hashes of ids as rows are read. Out: the tasks that were accepted though another row has their id, as batches to be taken back;
//! their rows wait with the reasons that they would have had, had it been known.

mod ids;

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsError;

pub use self::ids::{Bundle, bundled};

use self::ids::Ids;
use super::{
    Normalized, QuarantinedRow, Source, TaskBatch,
    lane::PART,
    stream::{RowLane, frame_failure},
};
use crate::{diagnostic::Failure, schema::FIELDS};

/// What a skimming stream knows besides.
pub struct Skim {
    shown: BTreeSet<&'static str>,
    /// Ids of all rows so far.
    ids: Ids,
    /// Whether it is known which of them clash.
    is_settled: bool,
    /// How many accepted rows name each set of units.
    rows_of_sets: Vec<u64>,
    /// Source and place of each line that named another group than the one before, and that group.
    groups: BTreeMap<(usize, u64), Option<String>>,
    /// How many bytes are read in one part.
    pub part: u64,
}

impl Skim {
    /// Batches shall have these fields.
    pub fn of(shown: BTreeSet<&'static str>) -> Self {
        let (ids, rows_of_sets, groups) = Default::default();
        Self { shown, ids, is_settled: false, rows_of_sets, groups, part: PART }
    }

    /// Tells that the clashes are known before any row is read.
    pub fn know_clashes(&mut self) {
        self.is_settled = true;
    }

    /// Remembers the id of a row, 0 where it has none.
    pub fn note_id(&mut self, source: usize, hash: u64, place: u64) {
        if !self.is_settled {
            self.ids.note(source, hash, place);
        }
    }

    /// Whether ids of rows are wanted.
    pub fn collects_ids(&self) -> bool {
        !self.is_settled
    }

    /// Remembers the ids of the rows of a part.
    pub fn note_ids(&mut self, bundles: Vec<Bundle>) {
        self.ids.note_all(bundles);
    }

    /// Remembers the group under which labels stand from a place on.
    pub fn note_group(&mut self, source: usize, place: u64, group: Option<&str>) {
        if self.group_at(source, place) != group {
            self.groups.insert((source, place), group.map(str::to_owned));
        }
    }

    fn group_at(&self, source: usize, place: u64) -> Option<&str> {
        self.groups.range((source, 0)..=(source, place)).next_back().and_then(|(_, group)| group.as_deref())
    }

    /// Counts so many rows that name a set of units; whether it was named before.
    pub fn count_set(&mut self, set: u32, count: u64) -> bool {
        let at = set as usize;
        if at >= self.rows_of_sets.len() {
            self.rows_of_sets.resize(at + 1, 0);
        }
        self.rows_of_sets.get_mut(at).is_some_and(|rows| std::mem::replace(rows, *rows + count) > 0)
    }

    /// The columns of a batch.
    pub fn columns(&self) -> Vec<&'static str> {
        let fields = FIELDS.iter().map(|field| field.id).filter(|id| self.shown.contains(id));
        let status = ["status_reported", "label_decides", "has_deadline_column"];
        ["source", "place"].into_iter().chain(fields).chain(status).collect()
    }
}

impl<'a> Normalized<'a> {
    /// Reads large texts in parts of so many bytes; nothing but the time that it takes depends on it.
    #[must_use]
    pub fn in_parts_of(mut self, bytes: u64) -> Self {
        self.skim.iter_mut().for_each(|skim| skim.part = bytes.max(1));
        self
    }

    /// Whether batches have this field.
    pub(super) fn asks_for(&self, field: &str) -> bool {
        self.skim.as_ref().map_or(&self.fields, |skim| &skim.shown).contains(field)
    }

    /// After the last row: hands out what must be taken back; false when there is nothing.
    pub(super) fn take_back(&mut self) -> Result<bool, Failure> {
        let Some(skim) = self.skim.as_mut().filter(|skim| !skim.is_settled) else { return Ok(false) };
        skim.is_settled = true;
        let hashes = std::mem::take(&mut skim.ids).suspects();
        self.find_clashes(hashes);
        let accepted = self.clashing_rows_accepted();
        let is_again = self.take_rows_back(&accepted).map_err(|error| frame_failure(&error))?;
        if is_again {
            self.recount()?;
        }
        Ok(!self.ready.is_empty())
    }

    /// The rows that clash and were accepted; those that wait already are given that reason too.
    fn clashing_rows_accepted(&mut self) -> BTreeSet<(usize, u64)> {
        let skipped: BTreeSet<(usize, u64)> = match self.clashes.waiting.is_empty() {
            true => BTreeSet::new(),
            false => self.skipped.iter().map(|row| (row.source, row.place)).collect(),
        };
        let mut accepted: BTreeSet<_> =
            self.clashes.waiting.keys().copied().filter(|row| !skipped.contains(row)).collect();
        let mut quarantine = std::mem::take(&mut self.quarantine);
        for row in &mut quarantine {
            if accepted.remove(&(row.source, row.place)) {
                row.reasons.extend(self.clash_reason(row.source, row.place));
            }
        }
        self.quarantine = quarantine;
        for (source, place) in &accepted {
            let reasons = self.clash_reason(*source, *place).into_iter().collect();
            self.quarantine.push(QuarantinedRow { source: *source, place: *place, reasons });
        }
        self.quarantine.sort_by_key(|row| (row.source, row.place));
        accepted
    }

    /// Hands out accepted rows to be taken back; whether what is told of the others must be counted anew.
    fn take_rows_back(&mut self, rows: &BTreeSet<(usize, u64)>) -> Result<bool, PolarsError> {
        let mut is_again = self.damaged.iter().any(|(source, place, _)| rows.contains(&(*source, *place)));
        for (index, source) in self.sources.iter().enumerate() {
            let places: Vec<u64> = rows.range((index, 0)..(index + 1, 0)).map(|(_, place)| *place).collect();
            if places.is_empty() {
                continue;
            }
            self.current = index;
            self.units.start_source();
            is_again |= self.take_back_of(source, &places)?;
        }
        self.current = self.sources.len();
        let counted = self.skim.as_ref().map(|skim| skim.rows_of_sets.clone()).unwrap_or_default();
        if !rows.is_empty() {
            let named = (0..).zip(counted).filter(|(_, rows)| *rows > 0).map(|(set, _)| set);
            self.units.units.meet_none();
            self.units.units.meet_sets(&named.collect::<Vec<u32>>());
        }
        Ok(is_again)
    }

    fn take_back_of(&mut self, source: &'a Source, places: &[u64]) -> Result<bool, PolarsError> {
        let mut lane = RowLane::new(source, &self.fields, self.policy, self.dates);
        let mut is_again = false;
        // These rows were looked at before: they tell of no unit once more.
        let outside = self.units.outside.clone();
        for place in places {
            let group = self.skim.as_ref().and_then(|skim| skim.group_at(self.current, *place)).map(str::to_owned);
            self.read_again(source, &mut lane, *place, group.as_deref());
            is_again |= lane.is_derived();
        }
        self.units.outside = outside;
        let frame = self.whole_frame(&mut lane)?;
        if let Some(counts) = self.counts.get_mut(self.current) {
            counts.accepted -= frame.height() as u64;
            counts.quarantined += frame.height() as u64;
        }
        for set in frame.column("lead_units")?.u32()?.iter().flatten() {
            let rows = self.skim.as_mut().and_then(|skim| skim.rows_of_sets.get_mut(set as usize));
            rows.into_iter().for_each(|rows| *rows -= 1);
        }
        let odd = std::mem::take(&mut self.odd);
        self.note_oddities(&frame)?;
        is_again |= !self.odd.is_empty();
        self.odd = odd;
        self.ready.push_back(TaskBatch { frame: self.shown(frame)?, taken_back: true });
        Ok(is_again)
    }

    /// Reads everything once more, now that the clashes are known, for what is told with the place of the first row of its kind: such a
    /// row was taken back.
    fn recount(&mut self) -> Result<(), Failure> {
        let mut again = super::start(self.sources, self.registry, self.policy, self.period, self.fields.clone());
        std::mem::swap(&mut again.clashes, &mut self.clashes);
        let shown = self.skim.as_ref().map(|skim| skim.shown.clone()).unwrap_or_default();
        again.skim = Some(Skim { is_settled: true, ..Skim::of(shown) });
        while again.next_batch()?.is_some() {}
        (self.odd, self.derived, self.damaged) = (again.odd, again.derived, again.damaged);
        Ok(())
    }
}
