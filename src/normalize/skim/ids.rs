//! The ids of all rows, as hashes: which occur more than once is told at the end.
//!
//! In: the hash of the id of each row, and its place. Out: the rows whose hash another row has too.

use std::collections::BTreeSet;

use rayon::prelude::{IntoParallelIterator, ParallelExtend, ParallelIterator, ParallelSlice};

use crate::normalize::identity::Hashes;

/// The ids of all rows so far.
#[derive(Default)]
pub struct Ids(Vec<Bundle>);

/// The ids of some rows of one source that follow each other: twelve bytes for a row are all that grows with a file.
#[derive(Default)]
struct Bundle {
    source: usize,
    /// From where on the places are counted.
    start: u64,
    /// 0 where a row has none.
    hashes: Vec<u64>,
    places: Vec<u32>,
}

/// Rows that are read one by one are kept in bundles of so many.
const BUNDLE: usize = 1 << 14;

impl Ids {
    /// Remembers the id of a row, 0 where it has none.
    pub fn note(&mut self, source: usize, hash: u64, place: u64) {
        if hash == 0 {
            return;
        }
        let near = |bundle: &Bundle| {
            let is_open = bundle.source == source && bundle.hashes.len() < BUNDLE;
            place.checked_sub(bundle.start).and_then(|near| u32::try_from(near).ok()).filter(|_| is_open)
        };
        let mut near = self.0.last().and_then(near);
        if near.is_none() {
            self.0.push(Bundle { source, start: place, ..Bundle::default() });
            near = Some(0);
        }
        if let Some((bundle, near)) = self.0.last_mut().zip(near) {
            bundle.hashes.push(hash);
            bundle.places.push(near);
        }
    }

    /// Remembers the ids of the rows of a part.
    pub fn note_all(&mut self, source: usize, mut hashes: Vec<u64>, places: &[u64]) {
        let start = places.first().copied().unwrap_or_default();
        let near: Option<Vec<u32>> = places.iter().map(|place| u32::try_from(place.checked_sub(start)?).ok()).collect();
        match near {
            Some(places) => {
                hashes.shrink_to_fit();
                self.0.push(Bundle { source, start, hashes, places });
            }
            // Rows that far from each other are no part of any text that is met.
            None => hashes.iter().zip(places).for_each(|(hash, place)| self.note(source, *hash, *place)),
        }
    }

    /// The rows whose hash another row has too.
    pub fn suspects(self) -> Hashes {
        let twice = repeated(&self.0);
        let mut found = Hashes::new();
        for bundle in self.0.iter().filter(|_| !twice.is_empty()) {
            let rows = bundle.hashes.iter().zip(&bundle.places).filter(|(hash, _)| twice.contains(hash));
            found.extend(rows.map(|(hash, place)| (*hash, bundle.source, bundle.start + u64::from(*place))));
        }
        // A row that could not be taken as plain was looked at twice.
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Hashes are sorted into so many heaps by their first bits: a table of those of one heap stays near the processor.
const HEAPS: usize = 256;

/// So many of them at a time, so that never all hashes are held twice.
const HEAPS_AT_ONCE: usize = 64;

/// The hashes that occur more than once.
fn repeated(bundles: &[Bundle]) -> BTreeSet<u64> {
    let share = bundles.len().div_ceil(rayon::current_num_threads()).max(1);
    let mut repeated = BTreeSet::new();
    for first in (0..HEAPS).step_by(HEAPS_AT_ONCE) {
        let shares: Vec<_> = bundles.par_chunks(share).map(|bundles| heaps(bundles, first)).collect();
        let in_heap = |heap: usize| repeated_of(shares.iter().filter_map(|heaps| heaps.get(heap)).flatten().copied());
        repeated.par_extend((0..HEAPS_AT_ONCE).into_par_iter().flat_map_iter(in_heap));
    }
    repeated
}

/// The hashes of some heaps, from one on.
fn heaps(bundles: &[Bundle], first: usize) -> Vec<Vec<u64>> {
    let mut heaps = vec![Vec::new(); HEAPS_AT_ONCE];
    for hash in bundles.iter().flat_map(|bundle| &bundle.hashes).filter(|hash| **hash != 0) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_that_occur_twice_are_found_wherever_they_are() {
        let hash = |number: u64| number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bundle =
            |numbers: std::ops::Range<u64>| Bundle { hashes: numbers.map(hash).collect(), ..Bundle::default() };
        // Zero stands for no id.
        let none = Bundle { hashes: vec![0; 3], ..Bundle::default() };
        let ids = [bundle(1..20_000), none, bundle(30_000..40_000), bundle(19_990..30_010), bundle(5..6)];
        let wanted: BTreeSet<u64> = (19_990..20_000).chain(30_000..30_010).chain([5]).map(hash).collect();
        assert_eq!(repeated(&ids), wanted);
        assert!(repeated(&ids[..3]).is_empty());
        assert!(repeated(&[]).is_empty());
    }
}
