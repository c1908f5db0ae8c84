//! What words stand for, found once: units by word and days, statuses by label and dates.
//!
//! In: the words of a part, the readers of units and statuses. Out: for each plain row a set of units and a status. What a name stands for
//! changes only on the days at which some unit comes or goes, so it is asked for once between two of them.

use std::num::NonZeroU32;

use super::{
    super::{
        Source,
        status::{Dates, Meaning, StatusReader},
        units::UnitDecoder,
    },
    days::{NO_DAY, date},
    piece::Piece,
    spellings::Spellings,
};

/// What is known of the words of one source.
pub struct Known {
    turning_days: Vec<i32>,
    /// Each word has a row of outcomes.
    words: Spellings,
    /// By word and span between turning days; the first is of rows without a day.
    outcomes: Vec<Outcome>,
    /// Units that were not there then, by outcome.
    outside: Vec<Vec<u32>>,
    /// The words of the part at hand by their codes there.
    of_part: Vec<usize>,
    /// By label and dates, of the part at hand.
    meanings: Vec<[Option<Meaning>; 4]>,
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
    pub fn new(turning_days: Vec<i32>) -> Self {
        Self {
            turning_days,
            words: Spellings::default(),
            outcomes: Vec::new(),
            outside: Vec::new(),
            of_part: Vec::new(),
            meanings: Vec::new(),
        }
    }

    /// Turns to the words of another part.
    pub fn meet(&mut self, piece: &Piece) {
        let spans = self.spans();
        self.of_part.clear();
        for word in piece.units.spellings.words() {
            // Words of a part are whole: each has a code.
            let row = self.words.code(word.as_bytes()).unwrap_or_default() as usize;
            self.outcomes.resize(self.outcomes.len().max((row + 1) * spans), Outcome::Unasked);
            self.of_part.push(row);
        }
        self.meanings = vec![[None; 4]; piece.labels.spellings.words().len()];
    }

    /// Labels may mean something else from here on.
    pub fn forget_labels(&mut self) {
        self.meanings.fill([None; 4]);
    }

    /// One more than there are spans between turning days.
    fn spans(&self) -> usize {
        self.turning_days.len() + 2
    }

    /// The set of units of a row, and whether it was asked for the first time; `None` where the row must wait.
    #[inline]
    pub fn set(
        &mut self,
        piece: &Piece,
        row: usize,
        given: i32,
        units: &mut UnitDecoder<'_>,
        source: &Source,
    ) -> Option<(u32, bool)> {
        let span = match given {
            NO_DAY => 0,
            day => 1 + self.turning_days.partition_point(|turning| *turning <= day),
        };
        let code = piece.units.codes.get(row).copied().unwrap_or_default();
        let at = self.of_part.get(code as usize).copied().unwrap_or_default() * self.spans() + span;
        match self.outcomes.get(at) {
            Some(Outcome::Set(set, outside)) => {
                let outside = outside.and_then(|place| self.outside.get(place.get() as usize - 1));
                outside.into_iter().for_each(|outside| units.count_outside(outside));
                Some((*set, false))
            }
            Some(Outcome::Waits) => None,
            Some(Outcome::Unasked) | None => self.ask(at, piece, code, given, units, source).map(|set| (set, true)),
        }
    }

    #[cold]
    fn ask(
        &mut self,
        at: usize,
        piece: &Piece,
        code: u32,
        given: i32,
        units: &mut UnitDecoder<'_>,
        source: &Source,
    ) -> Option<u32> {
        let day = date(given);
        let word = piece.units.spellings.words().get(code as usize).map(String::as_str).unwrap_or_default();
        let set = match (source.table.heading().column("lead_units"), source.constants.unit) {
            (None, Some(unit)) => Some(units.units.add_set(vec![unit])),
            _ if word.trim().is_empty() => None,
            _ => units.decode(word, &source.mapping, day).ok(),
        };
        let is_constant = source.table.heading().column("lead_units").is_none();
        let outcome = set.map_or(Outcome::Waits, |set| {
            // A constant is no name that may be wrong on a day.
            let outside = if is_constant { Vec::new() } else { units.outside_of(set, day) };
            let is_any = !outside.is_empty();
            self.outside.extend(is_any.then_some(outside));
            let place = u32::try_from(self.outside.len()).ok().filter(|_| is_any);
            Outcome::Set(set, place.and_then(NonZeroU32::new))
        });
        self.outcomes.get_mut(at).into_iter().for_each(|slot| *slot = outcome);
        set
    }

    /// What the label of a row means with such dates.
    #[inline]
    pub fn meaning(&mut self, piece: &Piece, row: usize, status: &mut StatusReader<'_>, dates: Dates) -> Meaning {
        let code = piece.labels.codes.get(row).copied().unwrap_or_default();
        let of_dates = usize::from(dates.completed) * 2 + usize::from(dates.deadline);
        let slot = self.meanings.get_mut(code as usize).and_then(|meanings| meanings.get_mut(of_dates));
        if let Some(Some(known)) = slot {
            return *known;
        }
        let [group, label] = piece.label(row);
        let found = status.meaning(group, label, dates);
        slot.into_iter().for_each(|slot| *slot = Some(found));
        found
    }
}
