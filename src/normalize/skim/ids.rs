//! The ids of all rows, as hashes: which occur more than once is told at the end.
//!
//! In: the hash of the id of each row, and its place. Out: the rows whose hash another row has too.

use rayon::prelude::{IntoParallelIterator, ParallelIterator};

use crate::normalize::identity::Hashes;

/// The ids of all rows so far.
#[derive(Default)]
pub struct Ids {
    bundles: Vec<Bundle>,
    /// Rows of one source that were told one by one.
    source: usize,
    hashes: Vec<u64>,
    places: Vec<u64>,
}

/// So many of them make a bundle.
const BUNDLE: usize = 1 << 14;

/// Hashes are sorted into so many heaps by their first bits: what is to be known of those of one heap stays near the processor.
const HEAPS: usize = 256;

/// The ids of some rows of one source, heap by heap: twelve bytes for a row are all that grows with a file.
pub struct Bundle {
    source: usize,
    /// From where on the places are counted.
    start: u64,
    hashes: Vec<u64>,
    places: Vec<u32>,
    /// Where each heap ends.
    ends: Vec<u32>,
}

impl Ids {
    /// Remembers the id of a row, 0 where it has none.
    pub fn note(&mut self, source: usize, hash: u64, place: u64) {
        let is_far = self.places.first().is_some_and(|first| place.abs_diff(*first) > u64::from(u32::MAX));
        if self.source != source || self.hashes.len() >= BUNDLE || is_far {
            self.close();
        }
        self.source = source;
        self.hashes.push(hash);
        self.places.push(place);
    }

    /// Remembers the ids of the rows of a part.
    pub fn note_all(&mut self, bundles: Vec<Bundle>) {
        self.bundles.extend(bundles);
    }

    fn close(&mut self) {
        let (hashes, places) = (std::mem::take(&mut self.hashes), std::mem::take(&mut self.places));
        self.note_all(bundled(self.source, &hashes, &places));
    }

    /// The rows whose hash another row has too, in order.
    pub fn suspects(mut self) -> Hashes {
        self.close();
        (0..HEAPS).into_par_iter().flat_map_iter(|heap| repeated(&self.bundles, heap)).collect()
    }
}

/// The ids of rows of one source in heaps: what takes time of remembering them, for any thread.
pub fn bundled(source: usize, hashes: &[u64], places: &[u64]) -> Vec<Bundle> {
    match Bundle::of(source, hashes, places) {
        Some(bundle) => vec![bundle],
        // Rows that far from each other are no part of any text that is met.
        None => {
            let one = |(hash, place): (&u64, &u64)| Bundle::of(source, &[*hash], &[*place]);
            hashes.iter().zip(places).filter_map(one).collect()
        }
    }
}

impl Bundle {
    /// Sorts rows into heaps; nothing where they are too far from each other.
    fn of(source: usize, hashes: &[u64], places: &[u64]) -> Option<Self> {
        let start = places.iter().min().copied().unwrap_or_default();
        let mut ends = vec![0_u32; HEAPS];
        let mut in_all = 0;
        for hash in hashes.iter().filter(|hash| **hash != 0) {
            *ends.get_mut(heap_of(*hash))? += 1;
        }
        // At first, where each heap starts.
        for end in &mut ends {
            (*end, in_all) = (in_all, in_all + *end);
        }
        let mut bundle =
            Self { source, start, hashes: vec![0; in_all as usize], places: vec![0; in_all as usize], ends };
        for (hash, place) in hashes.iter().zip(places).filter(|(hash, _)| **hash != 0) {
            let next = bundle.ends.get_mut(heap_of(*hash))?;
            *bundle.hashes.get_mut(*next as usize)? = *hash;
            *bundle.places.get_mut(*next as usize)? = u32::try_from(place - start).ok()?;
            *next += 1;
        }
        Some(bundle)
    }

    fn span(&self, heap: usize) -> std::ops::Range<usize> {
        let end = |heap: usize| self.ends.get(heap).copied().unwrap_or_default() as usize;
        heap.checked_sub(1).map_or(0, end)..end(heap)
    }

    fn hashes(&self, heap: usize) -> &[u64] {
        self.hashes.get(self.span(heap)).unwrap_or_default()
    }

    fn rows(&self, heap: usize) -> impl Iterator<Item = (u64, usize, u64)> {
        let places = self.places.get(self.span(heap)).unwrap_or_default();
        let row = |(hash, place): (&u64, &u32)| (*hash, self.source, self.start + u64::from(*place));
        self.hashes(heap).iter().zip(places).map(row)
    }
}

fn heap_of(hash: u64) -> usize {
    (hash >> (u64::BITS - HEAPS.ilog2())) as usize
}

/// The rows of a heap whose hash occurs more than once.
fn repeated(bundles: &[Bundle], heap: usize) -> Hashes {
    let count: usize = bundles.iter().map(|bundle| bundle.hashes(heap).len()).sum();
    let mut seen = Seen::with_room(count);
    let mut again: Vec<u64> = Vec::new();
    for bundle in bundles {
        again.extend(bundle.hashes(heap).iter().copied().filter(|hash| seen.sees_again(*hash)));
    }
    again.sort_unstable();
    again.dedup();
    let mut rows = Hashes::new();
    for bundle in bundles.iter().filter(|_| !again.is_empty()) {
        rows.extend(bundle.rows(heap).filter(|(hash, ..)| again.binary_search(hash).is_ok()));
    }
    rows.sort_unstable();
    // A row that could not be taken as plain was looked at twice.
    rows.dedup();
    rows.chunk_by(|left, right| left.0 == right.0).filter(|rows| rows.len() > 1).flatten().copied().collect()
}

/// The hashes of a heap seen so far, by so many of their bits that nearly none are taken for the same that are not.
struct Seen {
    /// 0 is none. There is a power of two of them, twice as many as hashes at least.
    slots: Vec<u32>,
}

impl Seen {
    fn with_room(count: usize) -> Self {
        Self { slots: vec![0; (count * 2 + 1).next_power_of_two()] }
    }

    /// Whether a hash was surely or nearly surely seen before; one that was is never missed.
    fn sees_again(&mut self, hash: u64) -> bool {
        let last = self.slots.len() - 1;
        let (mut at, mark) = (hash as usize & last, ((hash >> 24) as u32).max(1));
        while let Some(slot) = self.slots.get_mut(at) {
            if *slot == 0 {
                *slot = mark;
                return false;
            }
            if *slot == mark {
                return true;
            }
            at = (at + 1) & last;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(number: u64) -> u64 {
        number.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    /// Ids of these numbers, each at the place of its number behind a start.
    fn note(ids: &mut Ids, source: usize, start: u64, numbers: std::ops::Range<u64>) {
        let places: Vec<u64> = numbers.clone().map(|number| start + number).collect();
        ids.note_all(bundled(source, &numbers.map(hash).collect::<Vec<u64>>(), &places));
    }

    #[test]
    fn rows_whose_hash_occurs_twice_are_found_wherever_they_are() {
        let mut ids = Ids::default();
        note(&mut ids, 0, 0, 1..20_000);
        // Zero stands for no id.
        ids.note_all(bundled(0, &[0; 3], &[20_000, 20_001, 20_002]));
        note(&mut ids, 1, 1 << 40, 30_000..40_000);
        for number in 19_990..30_010 {
            ids.note(2, hash(number), number);
        }
        ids.note_all(bundled(3, &[hash(5), 0, hash(6)], &[0, 7, u64::MAX]));
        let mut wanted: Hashes = Vec::new();
        wanted.extend((19_990..20_000).flat_map(|number| [(hash(number), 0, number), (hash(number), 2, number)]));
        let far = |number: u64| [(hash(number), 1, (1 << 40) + number), (hash(number), 2, number)];
        wanted.extend((30_000..30_010).flat_map(far));
        wanted.extend([(hash(5), 0, 5), (hash(5), 3, 0), (hash(6), 0, 6), (hash(6), 3, u64::MAX)]);
        wanted.sort_unstable();
        assert_eq!(ids.suspects(), wanted);
    }

    #[test]
    fn a_row_that_is_told_twice_is_no_other_row() {
        let mut ids = Ids::default();
        note(&mut ids, 0, 0, 1..100);
        ids.note(0, hash(7), 7);
        assert!(ids.suspects().is_empty());
        assert!(Ids::default().suspects().is_empty());
    }
}
