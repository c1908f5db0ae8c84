//! What became of units that are no more.
//!
//! In: the successions of a registry. Out: an [`End`] for each unit that one of them ends, the dates of all checked.

use std::collections::BTreeMap;

use super::file::{Succession, SuccessionKind, Unit, UnitStatus};
use crate::{
    diagnostic::{Code, Diagnostic, Location},
    spelling,
};

/// How a unit ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct End {
    /// The one unit that has its tasks since; `None` where they went to several or to nobody known.
    pub to: Option<u32>,
    /// Whether that was seen in a document.
    pub is_verified: bool,
}

/// Why a succession cannot be, as the catalogue of reasons knows it.
const COUNT: &str = "succession of so many units";
const FROM_NOT_OVER: &str = "unit before does not end that day";
const TO_NOT_THERE: &str = "unit after is not there that day";
const TWICE: &str = "unit ends by two successions";

/// The end of each unit. Since a unit ends on the day of its succession and its successor is there on it, ends come later and later: no
/// chain of successions ever comes back to where it started.
pub fn ends<'a>(
    units: &[Unit],
    successions: impl Iterator<Item = (&'a Succession, Location)>,
    errors: &mut Vec<Diagnostic>,
) -> BTreeMap<u32, End> {
    let mut ends = BTreeMap::new();
    for (succession, place) in successions {
        let mut known: Vec<u32> = Vec::new();
        for id in succession.from.iter().chain(&succession.to) {
            match (0..).zip(units).find(|(_, unit)| unit.id == *id).map(|(code, _)| code) {
                Some(code) => known.push(code),
                None => errors.push(unknown(units, id, &place)),
            }
        }
        if known.len() < succession.from.len() + succession.to.len() {
            continue;
        }
        let (from, to) = known.split_at(succession.from.len());
        let mut fault = |reason: &str, unit: u32| {
            let name = units.get(unit as usize).map_or("", |unit| unit.id.as_str());
            let found = Diagnostic::error(Code::InvalidSuccession).at(place.clone()).with("reason", reason);
            errors.push(found.with("unit", name).with("date", succession.date));
        };
        if !is_fit(succession.kind, from.len(), to.len()) {
            fault(COUNT, u32::MAX);
        }
        let validity = |unit: &u32| units.get(*unit as usize).map(Unit::validity).unwrap_or_default();
        for unit in to.iter().filter(|unit| !validity(unit).contains(succession.date)) {
            fault(TO_NOT_THERE, *unit);
        }
        if succession.kind == SuccessionKind::Transfer {
            continue;
        }
        let end = End {
            to: if let [only] = to { Some(*only) } else { None },
            is_verified: succession.status != Some(UnitStatus::Assumed),
        };
        // A unit that takes up another one stands on both sides, and goes on.
        for unit in from.iter().filter(|unit| !to.contains(unit)) {
            if validity(unit).to != Some(succession.date) {
                fault(FROM_NOT_OVER, *unit);
            } else if ends.insert(*unit, end).is_some() {
                fault(TWICE, *unit);
            }
        }
    }
    ends
}

/// Whether a succession of this kind can have so many units on each side.
fn is_fit(kind: SuccessionKind, from: usize, to: usize) -> bool {
    match kind {
        SuccessionKind::Rename => (from, to) == (1, 1),
        SuccessionKind::Merge => from >= 1 && to == 1,
        SuccessionKind::Split => from == 1 && to >= 2,
        SuccessionKind::Abolish => from >= 1,
        SuccessionKind::Transfer => from >= 1 && to >= 1,
    }
}

fn unknown(units: &[Unit], id: &str, place: &Location) -> Diagnostic {
    let nearest = spelling::nearest(id, units.iter().map(|unit| unit.id.as_str())).unwrap_or_default();
    Diagnostic::error(Code::UnregisteredUnit).at(place.clone()).with("value", id).with("nearest", nearest)
}
