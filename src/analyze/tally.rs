//! Counting without metrics: how many tasks of each kind there are in each group.
//!
//! In: classified tasks, batch by batch. Out: a [`Tally`]. Tallies of batches merge in any order (associative, commutative), and one may be
//! taken back from another. Units stay codes here, metrics are read off the kinds at the very end.

use std::collections::BTreeMap;

use polars::prelude::{DataFrame, Expr, IntoColumn, IntoLazy, PolarsError, UInt64Chunked, col, len, lit};

use super::{
    condition::Seen,
    dimension::Key,
    kind::{KIND_BITS, Kind, unpacked},
    question::Question,
};
use crate::{
    classify::{Classifying, Disposition},
    diagnostic::{Code, Diagnostic, Failure},
    period::MonthCalendar,
};

/// What a task is in one dimension.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A code; 0 is none.
    Code(u32),
    /// Words; empty where there are none.
    Text(String),
}

/// Tasks by group and kind.
type Groups = BTreeMap<Vec<Part>, BTreeMap<Kind, i64>>;

/// How many tasks of each kind there are in each group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    groups: Groups,
    /// Tasks that the conditions leave out.
    left_out: i64,
    /// The words of the columns of conditions, by their place among these.
    words: BTreeMap<usize, Seen>,
}

impl Tally {
    /// Counts a batch.
    ///
    /// # Errors
    /// `internal-error` when Polars refuses an expression: a defect of the program.
    pub fn of(tasks: &Classifying, question: &Question, months: MonthCalendar) -> Result<Self, Failure> {
        count(tasks, question, months)
            .map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error).into())
    }

    /// Adds the counts of other tasks.
    pub fn merge(&mut self, other: Self) {
        self.add(other, 1);
    }

    /// Takes tasks back that were counted.
    pub fn take_back(&mut self, other: Self) {
        self.add(other, -1);
        self.groups.values_mut().for_each(|kinds| kinds.retain(|_, tasks| *tasks != 0));
        self.groups.retain(|_, kinds| !kinds.is_empty());
    }

    fn add(&mut self, other: Self, sign: i64) {
        self.left_out += sign * other.left_out;
        for (index, words) in other.words {
            self.words.entry(index).or_default().add(words);
        }
        for (group, kinds) in other.groups {
            let known = self.groups.entry(group).or_default();
            for (kind, tasks) in kinds {
                *known.entry(kind).or_default() += sign * tasks;
            }
        }
    }

    /// How many tasks the conditions leave out.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        u64::try_from(self.left_out).unwrap_or_default()
    }

    /// What is known of the words in the column of a condition.
    pub(super) fn words(&self, condition: usize) -> Option<&Seen> {
        self.words.get(&condition)
    }

    /// The groups with their tasks by kind; kinds of which nothing is left are none.
    pub fn groups(&self) -> impl Iterator<Item = (&[Part], impl Iterator<Item = (Kind, u64)>)> {
        self.groups.iter().map(|(group, kinds)| {
            let kinds = kinds.iter().filter_map(|(kind, tasks)| Some((*kind, u64::try_from(*tasks).ok()?)));
            (group.as_slice(), kinds.filter(|(_, tasks)| *tasks > 0))
        })
    }
}

fn count(batch: &Classifying, question: &Question, months: MonthCalendar) -> Result<Tally, PolarsError> {
    let mut tasks = batch.as_known();
    // Tasks of other inputs are counted at the instant of those.
    if !batch.reads_all {
        tasks = tasks.filter(col("disposition").neq(lit(Disposition::Filtered.code())));
    }
    let mut left_out = 0;
    let (mut asked, mut words) = (None::<Expr>, BTreeMap::new());
    for (index, condition) in question.conditions.iter().enumerate().filter(|(_, one)| !one.is_of_groups()) {
        let (holds, met) = condition.expression(&tasks, months)?;
        asked = Some(asked.map_or(holds.clone(), |others| others.and(holds)));
        words.insert(index, met);
    }
    if let Some(asked) = asked {
        let asked = asked.fill_null(lit(false));
        let others = tasks.clone().filter(asked.clone().not()).select([len()]).collect()?;
        left_out = i64::from(others.column("len")?.u32()?.first().unwrap_or_default());
        tasks = tasks.filter(asked);
    }
    let asked = question.flags();
    let (mut columns, mut parts) = (Kind::columns(&asked), Vec::new());
    for (index, dimension) in question.keys().enumerate() {
        let name = format!("key_{index}");
        parts.push(match dimension.key(months) {
            Key::Code(code) => {
                columns.push(code.alias(name.as_str()));
                // The first code and the kind make one number: grouping by one is quickest.
                if parts.contains(&Place::Packed) { Place::Code(name) } else { Place::Packed }
            }
            Key::Text(text) => {
                columns.push(text.alias(name.as_str()));
                Place::Text(name)
            }
        });
    }
    let mut tasks = tasks.select(columns).collect()?;
    let mut numbers = Kind::numbers(&tasks, &asked)?;
    if let Some(first) = parts.iter().position(|part| *part == Place::Packed) {
        let codes = tasks.column(&format!("key_{first}"))?.u32()?.rechunk();
        let codes = codes.cont_slice()?.iter();
        numbers.iter_mut().zip(codes).for_each(|(number, code)| *number |= u64::from(*code) << KIND_BITS);
    }
    if parts.iter().all(|part| *part == Place::Packed) {
        return Ok(Tally { groups: counted(&numbers, parts.len()), left_out, words });
    }
    let names: Vec<Expr> = (parts.iter().filter_map(Place::column).chain(["packed"])).map(col).collect();
    tasks.with_column(UInt64Chunked::from_vec("packed".into(), numbers).into_column())?;
    let groups = tasks.lazy().group_by(names).agg([len().alias("tasks")]).collect()?;
    Ok(Tally { groups: read(&groups, &parts)?, left_out, words })
}

/// The groups of tasks that one number tells whole: there are few such numbers, so each task is counted where it stands.
fn counted(tasks: &[u64], parts: usize) -> Groups {
    let mut numbers = Numbers::default();
    tasks.iter().for_each(|number| numbers.count(*number, 1));
    let mut groups = Groups::new();
    for (number, tasks) in numbers.slots.into_iter().filter(|(_, tasks)| *tasks > 0) {
        let (code, kind) = unpacked(number);
        *groups.entry(vec![Part::Code(code); parts]).or_default().entry(kind).or_default() += tasks;
    }
    groups
}

/// How often each number occurs, in a table that is at most half full.
#[derive(Default)]
struct Numbers {
    /// A number that occurs no time is none.
    slots: Vec<(u64, i64)>,
    taken: usize,
}

impl Numbers {
    #[inline]
    fn count(&mut self, number: u64, times: i64) {
        if self.taken * 2 >= self.slots.len() {
            self.grow();
        }
        // There is a power of two of them; numbers that follow each other are spread over all.
        let last = self.slots.len() - 1;
        let mut at = (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & last;
        while let Some(slot) = self.slots.get_mut(at) {
            if slot.1 == 0 {
                *slot = (number, times);
                self.taken += 1;
                return;
            }
            if slot.0 == number {
                slot.1 += times;
                return;
            }
            at = (at + 1) & last;
        }
    }

    #[cold]
    fn grow(&mut self) {
        let larger = vec![(0, 0); (self.slots.len() * 2).max(1024)];
        let known = std::mem::replace(&mut self.slots, larger);
        self.taken = 0;
        known.into_iter().filter(|(_, times)| *times > 0).for_each(|(number, times)| self.count(number, times));
    }
}

/// Where the part of a group stands in the frame of groups.
#[derive(PartialEq)]
enum Place {
    Packed,
    Code(String),
    Text(String),
}

impl Place {
    fn column(&self) -> Option<&str> {
        match self {
            Self::Packed => None,
            Self::Code(name) | Self::Text(name) => Some(name),
        }
    }
}

/// The groups of a batch.
fn read(groups: &DataFrame, parts: &[Place]) -> Result<Groups, PolarsError> {
    let (packed, tasks) = (groups.column("packed")?.u64()?, groups.column("tasks")?.u32()?);
    let mut found = Groups::new();
    for row in 0..groups.height() {
        let (code, kind) = unpacked(packed.get(row).unwrap_or_default());
        let part = |place: &Place| {
            Ok(match place {
                Place::Packed => Part::Code(code),
                Place::Code(name) => Part::Code(groups.column(name)?.u32()?.get(row).unwrap_or_default()),
                Place::Text(name) => Part::Text(groups.column(name)?.str()?.get(row).unwrap_or_default().to_owned()),
            })
        };
        let group = parts.iter().map(part).collect::<Result<Vec<_>, PolarsError>>()?;
        *found.entry(group).or_default().entry(kind).or_default() += i64::from(tasks.get(row).unwrap_or_default());
    }
    Ok(found)
}
