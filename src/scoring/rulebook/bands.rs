//! Bands: what values the cases of a rule, or classes, take among themselves.
//!
//! In: the conditions of ordered bands, of which the first that holds counts. Out: bands that can never be reached, values that two
//! bands claim though they read as if they lay side by side, and values between two bands that none takes. The values of a measure
//! fall into finitely many cells, namely the bounds that are written and what lies between them: within a cell all are alike, so that
//! looking at each cell is looking at every value.

use std::collections::BTreeSet;

use super::model::{Interval, Wanted};
use crate::scoring::exact::Exact;

/// With more combinations of cells than this nobody asks which of them a case reaches.
const MOST_COMBINATIONS: usize = 50_000;

/// What values a measure can have.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Domain {
    /// Least value.
    pub low: Option<Exact>,
    /// Greatest value.
    pub high: Option<Exact>,
    /// At most so many digits behind the comma, none for whole numbers; `None` where there is no least difference.
    pub digits: Option<u32>,
}

impl Domain {
    /// Parts of a whole: from 0 to 1.
    #[must_use]
    pub fn ratio() -> Self {
        Self { low: Some(Exact::of(0)), high: Some(Exact::of(1)), digits: None }
    }

    /// Numbers of things: 0, 1, 2, ….
    #[must_use]
    pub fn count() -> Self {
        Self { low: Some(Exact::of(0)), high: None, digits: Some(0) }
    }

    /// The bounds and what lies between them, upwards, as far as there are values.
    fn cells(&self, bounds: BTreeSet<Exact>) -> Vec<Cell> {
        let bounds: BTreeSet<Exact> = bounds.into_iter().chain(self.low.clone()).chain(self.high.clone()).collect();
        let mut cells = Vec::new();
        let mut below = None;
        for bound in bounds {
            cells.push(Cell::Between(below, Some(bound.clone())));
            cells.push(Cell::At(bound.clone()));
            below = Some(bound);
        }
        cells.push(Cell::Between(below, None));
        cells.retain(|cell| self.has(cell));
        cells
    }

    fn has(&self, cell: &Cell) -> bool {
        let within =
            Interval { low: self.low.clone().map(|low| (low, true)), high: self.high.clone().map(|high| (high, true)) };
        let in_one = self.digits.map(|digits| Exact::of(10i64.saturating_pow(digits)));
        let steps = |value: &Exact| in_one.as_ref().map(|in_one| value * in_one);
        let is_there = match cell {
            Cell::At(value) => steps(value).is_none_or(|steps| steps.is_whole()),
            Cell::Between(Some(low), Some(high)) => {
                steps(low).zip(steps(high)).is_none_or(|(low, high)| low.next_whole() < high)
            }
            _ => true,
        };
        is_there && holds(&Wanted::Within(within), cell)
    }
}

/// Values that no bound tells apart.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    At(Exact),
    Between(Option<Exact>, Option<Exact>),
    Flag(bool),
    /// A choice that is written somewhere, or any other.
    Choice(Option<String>),
}

/// Neighbouring values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Where it begins, and whether that value belongs to it.
    pub low: Option<(Exact, bool)>,
    /// Where it ends, and whether that value belongs to it.
    pub high: Option<(Exact, bool)>,
}

impl Stretch {
    fn of(first: &Cell, last: &Cell) -> Self {
        let low = match first {
            Cell::At(value) => Some((value.clone(), true)),
            Cell::Between(low, _) => low.clone().map(|low| (low, false)),
            _ => None,
        };
        let high = match last {
            Cell::At(value) => Some((value.clone(), true)),
            Cell::Between(_, high) => high.clone().map(|high| (high, false)),
            _ => None,
        };
        Self { low, high }
    }

    /// The values in signs that every language reads: `89% < rate < 90%`.
    #[must_use]
    pub fn of_name(&self, name: &str, as_percent: bool) -> String {
        let shown = |value: &Exact| {
            if as_percent { format!("{}%", value * &Exact::of(100)) } else { value.to_string() }
        };
        let sign = |is_in: &bool| if *is_in { "≤" } else { "<" };
        match (&self.low, &self.high) {
            (Some((low, true)), Some((high, true))) if low == high => format!("{name} = {}", shown(low)),
            (low, high) => {
                let low = low.as_ref().map(|(low, is_in)| format!("{} {} ", shown(low), sign(is_in)));
                let high = high.as_ref().map(|(high, is_in)| format!(" {} {}", sign(is_in), shown(high)));
                format!("{}{name}{}", low.unwrap_or_default(), high.unwrap_or_default())
            }
        }
    }
}

/// What is wrong with bands, by their places from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// No value is in the band.
    Empty(usize),
    /// Earlier bands take every value of the band.
    Covered(usize),
    /// A band claims values of an earlier one, and neither holds the other as a ladder would.
    Overlap {
        /// The earlier band, which has the values.
        earlier: usize,
        /// The later band.
        later: usize,
        /// The values.
        values: Stretch,
    },
    /// Values between two bands that none of them takes.
    Gap {
        /// The later one of the two bands beside it.
        beside: usize,
        /// The values.
        values: Stretch,
    },
}

/// What is wrong with the bands of one measure, of which the first that holds counts: what cannot be reached, overlaps in the order of
/// bands, gaps upwards.
#[must_use]
pub fn judge(bands: &[Interval], domain: &Domain) -> Vec<Finding> {
    let cells = domain.cells(bands.iter().flat_map(bounds_of).collect());
    let held: Vec<BTreeSet<usize>> = bands.iter().map(|band| cells_of(band, &cells)).collect();
    let mut taken = BTreeSet::new();
    let mut findings = Vec::new();
    let mut reached: Vec<(usize, &BTreeSet<usize>)> = Vec::new();
    for (index, mine) in held.iter().enumerate() {
        if mine.is_empty() {
            findings.push(Finding::Empty(index));
        } else if mine.is_subset(&taken) {
            findings.push(Finding::Covered(index));
        } else {
            findings.extend(overlap(index, mine, &reached, &cells));
            reached.push((index, mine));
        }
        taken.extend(mine);
    }
    findings.extend(gaps(&reached, &taken, &cells));
    findings
}

/// The values that the lowest and highest bands leave at the ends of the domain.
#[must_use]
pub fn ends_left(bands: &[Interval], domain: &Domain) -> Vec<Stretch> {
    let cells = domain.cells(bands.iter().flat_map(bounds_of).collect());
    let held: BTreeSet<usize> = bands.iter().flat_map(|band| cells_of(band, &cells)).collect();
    let (Some(first), Some(last)) = (held.first(), held.last()) else { return Vec::new() };
    let (below, above) = (cells.get(..*first), cells.get(last + 1..));
    let stretches = [below, above].into_iter().flatten();
    stretches.filter_map(|cells| Some(Stretch::of(cells.first()?, cells.last()?))).collect()
}

fn cells_of(band: &Interval, cells: &[Cell]) -> BTreeSet<usize> {
    let wanted = Wanted::Within(band.clone());
    cells.iter().enumerate().filter(|(_, cell)| holds(&wanted, cell)).map(|(place, _)| place).collect()
}

/// The nearest earlier band that shares values without being part of this one or holding it.
fn overlap(
    later: usize,
    mine: &BTreeSet<usize>,
    reached: &[(usize, &BTreeSet<usize>)],
    cells: &[Cell],
) -> Option<Finding> {
    let shares = |(_, other): &&(usize, &BTreeSet<usize>)| {
        !mine.is_disjoint(other) && !mine.is_subset(other) && !other.is_subset(mine)
    };
    let (earlier, other) = reached.iter().rev().find(shares)?;
    let shared: Vec<usize> = mine.intersection(other).copied().collect();
    let values = Stretch::of(cells.get(*shared.first()?)?, cells.get(*shared.last()?)?);
    Some(Finding::Overlap { earlier: *earlier, later, values })
}

/// Runs of cells that nobody holds, with a band below and one above.
fn gaps(reached: &[(usize, &BTreeSet<usize>)], taken: &BTreeSet<usize>, cells: &[Cell]) -> Vec<Finding> {
    let holder = |cell: usize| reached.iter().find(|(_, held)| held.contains(&cell)).map(|(index, _)| *index);
    let steps = taken.iter().zip(taken.iter().skip(1));
    let apart = steps.filter(|(below, above)| **below + 1 < **above);
    apart
        .filter_map(|(below, above)| {
            let values = Stretch::of(cells.get(below + 1)?, cells.get(above - 1)?);
            Some(Finding::Gap { beside: holder(*below)?.max(holder(*above)?), values })
        })
        .collect()
}

/// The cases, by place, that no values of their measures reach, and whether the case contradicts itself; each case is its conditions
/// by measure. Nothing is told where the combinations are too many to look at.
#[must_use]
pub fn unreachable(cases: &[Vec<(usize, Wanted)>], domains: &[Domain]) -> Vec<(usize, bool)> {
    let of_measure = |measure: usize| {
        let conditions = cases.iter().flatten().filter(move |(named, _)| *named == measure);
        conditions.map(|(_, wanted)| wanted)
    };
    let axes: Vec<Vec<Cell>> =
        domains.iter().enumerate().map(|(measure, domain)| axis(of_measure(measure), domain)).collect();
    let combinations = axes.iter().try_fold(1usize, |product, axis| product.checked_mul(axis.len()));
    let Some(combinations) = combinations.filter(|number| *number <= MOST_COMBINATIONS) else { return Vec::new() };
    let (mut reached, mut possible) = (BTreeSet::new(), BTreeSet::new());
    for combination in 0..combinations {
        let values = values_of(combination, &axes);
        let mut fitting = cases.iter().enumerate().filter(|(_, case)| {
            case.iter().all(|(measure, wanted)| values.get(*measure).is_some_and(|cell| holds(wanted, cell)))
        });
        if let Some((first, _)) = fitting.next() {
            reached.insert(first);
            possible.insert(first);
        }
        possible.extend(fitting.map(|(place, _)| place));
    }
    let lost = (0..cases.len()).filter(|place| !reached.contains(place));
    lost.map(|place| (place, !possible.contains(&place))).collect()
}

/// The cells of one measure, whatever it is.
fn axis<'a>(conditions: impl Iterator<Item = &'a Wanted>, domain: &Domain) -> Vec<Cell> {
    let (mut bounds, mut choices, mut is_flag) = (BTreeSet::new(), BTreeSet::new(), false);
    for wanted in conditions {
        match wanted {
            Wanted::Within(interval) => bounds.extend(bounds_of(interval)),
            Wanted::Flag(_) => is_flag = true,
            Wanted::Choice(choice) => drop(choices.insert(choice.clone())),
        }
    }
    if is_flag {
        return vec![Cell::Flag(true), Cell::Flag(false)];
    }
    if !choices.is_empty() {
        return choices.into_iter().map(|choice| Cell::Choice(Some(choice))).chain([Cell::Choice(None)]).collect();
    }
    domain.cells(bounds)
}

/// The cell of each axis in the combination of this number.
fn values_of(combination: usize, axes: &[Vec<Cell>]) -> Vec<&Cell> {
    let mut rest = combination;
    let cell = |axis: &'_ Vec<Cell>| {
        let place = rest % axis.len();
        rest /= axis.len();
        place
    };
    let places: Vec<usize> = axes.iter().map(cell).collect();
    axes.iter().zip(places).filter_map(|(axis, place)| axis.get(place)).collect()
}

fn bounds_of(interval: &Interval) -> impl Iterator<Item = Exact> + use<> {
    let bounds = [interval.low.clone(), interval.high.clone()];
    bounds.into_iter().flatten().map(|(bound, _)| bound)
}

/// Whether a condition holds for every value of a cell; the bounds of the condition must be among those that made the cells.
fn holds(wanted: &Wanted, cell: &Cell) -> bool {
    match (wanted, cell) {
        (Wanted::Within(Interval { low, high }), Cell::At(value)) => {
            low.as_ref().is_none_or(|(low, is_in)| value > low || (*is_in && value == low))
                && high.as_ref().is_none_or(|(high, is_in)| value < high || (*is_in && value == high))
        }
        (Wanted::Within(Interval { low, high }), Cell::Between(from, to)) => {
            low.as_ref().is_none_or(|(low, _)| from.as_ref().is_some_and(|from| from >= low))
                && high.as_ref().is_none_or(|(high, _)| to.as_ref().is_some_and(|to| to <= high))
        }
        (Wanted::Flag(wanted), Cell::Flag(flag)) => wanted == flag,
        (Wanted::Choice(wanted), Cell::Choice(choice)) => choice.as_ref() == Some(wanted),
        _ => false,
    }
}
