//! Reading for who only counts: in one pass, so that which ids are used twice is known at the end.
//!
//! In: the hashes of ids as rows are read. Out: the tasks that were accepted though another row has their id, as batches to be taken back;
//! their rows wait with the reasons that they would have had, had it been known.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::PolarsError;
use rayon::prelude::{IntoParallelIterator, ParallelExtend, ParallelIterator, ParallelSlice};

use super::{
    Normalized, QuarantinedRow, Source, TaskBatch,
    identity::{self, Hashes},
    lane::PART,
    stream::{RowLane, frame_failure},
};
use crate::{diagnostic::Failure, schema::FIELDS};

/// The ids of some rows of one source that follow each other: twelve bytes for a row are all that grows with a file.
#[derive(Default)]
struct Ids {
    source: usize,
    /// From where on the places are counted.
    start: u64,
    /// 0 where a row has none.
    hashes: Vec<u64>,
    places: Vec<u32>,
}

/// Rows that are read one by one are kept in bundles of so many.
const BUNDLE: usize = 1 << 14;

/// What a skimming stream knows besides.
pub struct Skim {
    shown: BTreeSet<&'static str>,
    /// Ids of all rows so far.
    ids: Vec<Ids>,
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
        if hash == 0 || self.is_settled {
            return;
        }
        let near = |ids: &Ids| {
            let is_open = ids.source == source && ids.hashes.len() < BUNDLE;
            place.checked_sub(ids.start).and_then(|near| u32::try_from(near).ok()).filter(|_| is_open)
        };
        let mut near = self.ids.last().and_then(near);
        if near.is_none() {
            self.ids.push(Ids { source, start: place, ..Ids::default() });
            near = Some(0);
        }
        if let Some((ids, near)) = self.ids.last_mut().zip(near) {
            ids.hashes.push(hash);
            ids.places.push(near);
        }
    }

    /// Remembers the ids of the rows of a part.
    pub fn note_ids(&mut self, source: usize, mut hashes: Vec<u64>, places: &[u64]) {
        let start = places.first().copied().unwrap_or_default();
        let near: Option<Vec<u32>> = places.iter().map(|place| u32::try_from(place.checked_sub(start)?).ok()).collect();
        match near {
            _ if self.is_settled => {}
            Some(places) => {
                hashes.shrink_to_fit();
                self.ids.push(Ids { source, start, hashes, places });
            }
            // Rows that far from each other are no part of any text that is met.
            None => hashes.iter().zip(places).for_each(|(hash, place)| self.note_id(source, *hash, *place)),
        }
    }

    /// The rows whose hash another row has too.
    fn suspects(&mut self) -> Hashes {
        let ids = std::mem::take(&mut self.ids);
        let twice = repeated(&ids);
        let mut found: Hashes = Vec::new();
        for ids in ids.iter().filter(|_| !twice.is_empty()) {
            let rows = ids.hashes.iter().zip(&ids.places).filter(|(hash, _)| twice.contains(hash));
            found.extend(rows.map(|(hash, place)| (*hash, ids.source, ids.start + u64::from(*place))));
        }
        // A row that could not be taken as plain was looked at twice.
        found.sort_unstable();
        found.dedup();
        found
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

    /// Counts the rows that name these sets of units.
    pub fn count_sets(&mut self, sets: &[u32]) {
        for set in sets {
            let at = *set as usize;
            if at >= self.rows_of_sets.len() {
                self.rows_of_sets.resize(at + 1, 0);
            }
            self.rows_of_sets.get_mut(at).into_iter().for_each(|rows| *rows += 1);
        }
    }

    /// The columns of a batch.
    pub fn columns(&self) -> Vec<&'static str> {
        let fields = FIELDS.iter().map(|field| field.id).filter(|id| self.shown.contains(id));
        let status = ["status_reported", "label_decides", "has_deadline_column"];
        ["source", "place"].into_iter().chain(fields).chain(status).collect()
    }
}

/// Hashes are sorted into so many heaps by their first bits: a table of those of one heap stays near the processor.
const HEAPS: usize = 256;

/// So many of them at a time, so that never all hashes are held twice.
const HEAPS_AT_ONCE: usize = 64;

/// The hashes that occur more than once.
fn repeated(ids: &[Ids]) -> BTreeSet<u64> {
    let share = ids.len().div_ceil(rayon::current_num_threads()).max(1);
    let mut repeated = BTreeSet::new();
    for first in (0..HEAPS).step_by(HEAPS_AT_ONCE) {
        let shares: Vec<_> = ids.par_chunks(share).map(|ids| heaps(ids, first)).collect();
        let in_heap = |heap: usize| repeated_of(shares.iter().filter_map(|heaps| heaps.get(heap)).flatten().copied());
        repeated.par_extend((0..HEAPS_AT_ONCE).into_par_iter().flat_map_iter(in_heap));
    }
    repeated
}

/// The hashes of some heaps, from one on.
fn heaps(ids: &[Ids], first: usize) -> Vec<Vec<u64>> {
    let mut heaps = vec![Vec::new(); HEAPS_AT_ONCE];
    for hash in ids.iter().flat_map(|ids| &ids.hashes).filter(|hash| **hash != 0) {
        let heap = (hash >> (u64::BITS - HEAPS.ilog2())) as usize;
        let heap = heap.checked_sub(first).and_then(|heap| heaps.get_mut(heap));
        heap.into_iter().for_each(|heap| heap.push(*hash));
    }
    heaps
}

/// The same of a few, by a table that is at most half full.
fn repeated_of(hashes: impl Iterator<Item = u64> + Clone) -> Vec<u64> {
    let mut table = vec![0; (hashes.clone().count() * 2).next_power_of_two()];
    let mut repeated = Vec::new();
    for hash in hashes {
        let mut at = hash as usize & (table.len() - 1);
        while table.get(at).is_some_and(|known| *known != 0 && *known != hash) {
            at = (at + 1) & (table.len() - 1);
        }
        if let Some(slot) = table.get_mut(at) {
            if *slot == hash {
                repeated.push(hash);
            }
            *slot = hash;
        }
    }
    repeated
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
        let hashes = skim.suspects();
        self.clashes = identity::clashes(hashes, self.sources, self.registry, self.dates, &self.policy);
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
