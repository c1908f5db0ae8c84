//! What words stand for, found once: units by word and days, statuses by label and dates.
//!
//! In: the cases of a part, the readers of units and statuses. Out: for each case a set of units or a status. What a name stands for
//! changes only on the days at which some unit comes or goes, so it is asked for once between two of them.

use std::num::NonZeroU32;

use super::{
    super::{
        Source,
        status::{Dates, Meaning, StatusReader},
        units::UnitDecoder,
    },
    piece::Piece,
    spellings::Spellings,
};
use crate::value::date_of_epoch_days;

/// What is known of the words of one source.
pub struct Known {
    /// Between how many days a word may stand for something else.
    spans: usize,
    /// Each word has a row of outcomes.
    words: Spellings,
    /// By word and span between turning days; the first is of rows without a day.
    outcomes: Vec<Outcome>,
    /// Units that were not there then, by outcome.
    outside: Vec<Vec<u32>>,
    /// The outcomes of the cases of the part at hand.
    of_cases: Vec<usize>,
    /// What the labels of the part at hand mean, case by case.
    meanings: Vec<Option<Meaning>>,
}

/// What a word stands for on some days; small, since it is looked up for each row.
#[derive(Clone, Copy)]
enum Outcome {
    /// Nobody asked yet.
    Unasked,
    /// A set of units, and the place of those of them that were not there then, if there are any.
    Set(u32, Option<NonZeroU32>),
    /// Its row must wait.
    Waits,
}

impl Known {
    /// Nothing is known yet.
    pub fn new(spans: usize) -> Self {
        Self {
            spans,
            words: Spellings::default(),
            outcomes: Vec::new(),
            outside: Vec::new(),
            of_cases: Vec::new(),
            meanings: Vec::new(),
        }
    }

    /// Turns to the cases of another part.
    pub fn meet(&mut self, piece: &Piece) {
        self.of_cases.clear();
        for case in &piece.unit_cases.all {
            // Words of a part are whole: each has a code.
            let row = self.words.code(piece.units.word(case.word).as_bytes()).unwrap_or_default() as usize;
            self.outcomes.resize(self.outcomes.len().max((row + 1) * self.spans), Outcome::Unasked);
            self.of_cases.push(row * self.spans + case.when as usize);
        }
        self.meanings = vec![None; piece.label_cases.all.len()];
    }

    /// Labels may mean something else from here on.
    pub fn forget_labels(&mut self) {
        self.meanings.fill(None);
    }

    fn outcome(&self, case: usize) -> Outcome {
        let at = self.of_cases.get(case).copied().unwrap_or_default();
        self.outcomes.get(at).copied().unwrap_or(Outcome::Unasked)
    }

    /// The set of units of a case, and whether it was asked for the first time; `None` where its rows must wait.
    #[inline]
    pub fn set(
        &mut self,
        piece: &Piece,
        case: usize,
        given: i32,
        units: &mut UnitDecoder<'_>,
        source: &Source,
    ) -> Option<(u32, bool)> {
        match self.outcome(case) {
            Outcome::Set(set, _) => Some((set, false)),
            Outcome::Waits => None,
            Outcome::Unasked => self.ask(piece, case, given, units, source).map(|set| (set, true)),
        }
    }

    /// The units of a case that were not there then.
    #[inline]
    pub fn outside(&self, case: usize) -> &[u32] {
        let Outcome::Set(_, Some(place)) = self.outcome(case) else { return &[] };
        self.outside.get(place.get() as usize - 1).map(Vec::as_slice).unwrap_or_default()
    }

    #[cold]
    fn ask(
        &mut self,
        piece: &Piece,
        case: usize,
        given: i32,
        units: &mut UnitDecoder<'_>,
        source: &Source,
    ) -> Option<u32> {
        let day = date_of_epoch_days(given);
        let word = piece.unit_cases.all.get(case).map_or("", |case| piece.units.word(case.word));
        let is_constant = source.table.heading().column("lead_units").is_none();
        let set = match source.constants.unit.filter(|_| is_constant) {
            Some(unit) => Some(units.units.add_set(vec![unit])),
            None if word.trim().is_empty() => None,
            None => units.resolve(word, &source.mapping, day).ok(),
        };
        let outcome = set.map_or(Outcome::Waits, |set| {
            // A constant is no name that may be wrong on a day.
            let outside = if is_constant { Vec::new() } else { units.outside_of(set, day) };
            let is_any = !outside.is_empty();
            self.outside.extend(is_any.then_some(outside));
            let place = u32::try_from(self.outside.len()).ok().filter(|_| is_any);
            Outcome::Set(set, place.and_then(NonZeroU32::new))
        });
        let slot = self.of_cases.get(case).and_then(|at| self.outcomes.get_mut(*at));
        slot.into_iter().for_each(|slot| *slot = outcome);
        set
    }

    /// What the label of a case means.
    #[inline]
    pub fn meaning(&mut self, piece: &Piece, case: usize, status: &mut StatusReader<'_>) -> Meaning {
        let slot = self.meanings.get_mut(case);
        if let Some(Some(known)) = slot {
            return *known;
        }
        let [group, label] = piece.label(case);
        let dates = piece.label_cases.all.get(case).map(|case| Dates::of_number(case.when)).unwrap_or_default();
        let found = status.meaning(group, label, dates);
        slot.into_iter().for_each(|slot| *slot = Some(found));
        found
    }
}
