//! The answer to a question: groups in order, each with its counts.
//!
//! In: a [`Tally`] and what codes stand for. Out: an [`Answer`], every sum of which was checked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{
    condition::unmet_value,
    dimension::{AGES, Dimension, DimensionKind, day_of, month_of, number_of, quarter_of, year_of},
    measure::{CANCELLED, Counts, Measure, Takers, heading},
    question::Question,
    results::Results,
    tally::{Kind, Part, Tally},
};
use crate::{
    classify::{Disposition, status_code},
    diagnostic::{Code, Diagnostic, Failure},
    document::Value as Cell,
    metrics::Leads,
    normalize::{Registry, Source, Unit, UnitKind},
    spelling,
    table_spec::{Channel, Status},
};

/// What a group is in one dimension, in the order of tables; what there is not stands last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A unit: its place in print order, its id, its name.
    Unit {
        /// Registered ones in the order of the registry, then the others by their names.
        place: (usize, String),
        /// Stable id.
        id: String,
        /// Printed name.
        name: String,
    },
    /// A word of a fixed list: its place in it, and what people say.
    Word(u32, &'static str, &'static str),
    /// A number of days.
    Number(u32),
    /// A month, a quarter or a year, such as `2025-01`, and what people say: `01/2025`.
    Span(String, String),
    /// A day.
    Day(NaiveDate),
    /// Words of the data.
    Text(String),
    /// Nothing.
    Missing,
}

impl Value {
    /// Everything that it is called, as conditions may ask for it.
    fn names(&self) -> Vec<String> {
        match self {
            Self::Unit { id, name, .. } => vec![id.clone(), name.clone()],
            Self::Word(_, word, _) => vec![(*word).to_owned()],
            Self::Number(number) => vec![number.to_string()],
            Self::Span(text, _) | Self::Text(text) => vec![text.clone()],
            Self::Day(day) => vec![day.to_string()],
            Self::Missing => vec![String::new()],
        }
    }

    /// What stands in the columns of its dimension, for a program or for people.
    #[must_use]
    pub fn cells(&self, dimension: &Dimension, reader: Reader) -> Vec<Cell> {
        let cells = match self {
            Self::Missing => Vec::new(),
            Self::Word(.., words) if reader == Reader::Person => vec![Cell::Text((*words).to_owned())],
            Self::Span(_, words) if reader == Reader::Person => vec![Cell::Text(words.clone())],
            Self::Day(day) => vec![Cell::Date(*day)],
            Self::Number(number) => vec![Cell::Count(u64::from(*number))],
            _ => self.names().into_iter().map(Cell::Text).collect(),
        };
        let blanks = std::iter::repeat_n(Cell::Blank, dimension.columns().len().saturating_sub(cells.len()));
        cells.into_iter().chain(blanks).collect()
    }
}

/// Who reads results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// A program: stable ids.
    Program,
    /// A person: Vietnamese words.
    Person,
}

/// What codes stand for.
pub struct Names<'a> {
    /// For which units tasks count.
    pub leads: Leads<'a>,
    /// What is known of units.
    pub registry: &'a Registry,
    /// The exports.
    pub sources: &'a [Source],
}

/// A group with its counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What it is in each dimension of the question.
    pub values: Vec<Value>,
    /// Its counts.
    pub counts: Counts,
}

/// The answer to a question.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The dimensions.
    pub by: Vec<&'static Dimension>,
    /// What is counted.
    pub metrics: Vec<&'static Measure>,
    /// The groups that have a task, in order.
    pub groups: Vec<Group>,
    /// Each task once, whoever shares it.
    pub tasks: Counts,
    /// What the groups add up to.
    pub total: Counts,
    /// How many accepted tasks have each disposition, of those that were asked for.
    pub dispositions: BTreeMap<Disposition, u64>,
    /// Tasks that the conditions leave out.
    pub left_out: u64,
    /// A warning for each word of a condition that no task has: most often a slip.
    pub unmet: Vec<Diagnostic>,
}

impl Answer {
    /// Names the groups of tallies, one for each instant that inputs are counted at; `accepted` is how many tasks there are.
    ///
    /// # Errors
    /// `unbalanced-table` for each sum that does not hold, a defect of the program: **accepted = the sum of the dispositions**, **counted =
    /// assigned**, in each group **assigned = on_time + late + in_deadline + overdue**.
    pub fn of(question: &Question, parts: &[(Tally, Names<'_>)], accepted: u64) -> Result<Self, Failure> {
        let all_groups = || parts.iter().flat_map(|(tally, names)| tally.groups().map(move |group| (names, group)));
        let mut kinds: Vec<Kind> = all_groups().flat_map(|(_, (_, kinds))| kinds.map(|(kind, _)| kind)).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let takers = Takers::of(&kinds)?;
        let (mut groups, mut tasks) = (BTreeMap::<Vec<Value>, Counts>::new(), Counts::default());
        let mut dispositions: BTreeMap<Disposition, u64> = BTreeMap::new();
        let mut left_out: u64 = parts.iter().map(|(tally, _)| tally.left_out()).sum();
        let mut met = BTreeSet::new();
        for (names, (codes, kinds)) in all_groups() {
            let named = names.values(question, codes, &mut met);
            let mut counts = Counts::default();
            for (kind, count) in kinds {
                if named.is_empty() {
                    left_out += count;
                    continue;
                }
                counts.add(&takers.counts(kind, count));
                let known = Disposition::ALL.into_iter().find(|known| known.code() == kind.disposition());
                *dispositions.entry(known.unwrap_or(Disposition::Filtered)).or_default() += count;
            }
            tasks.add(&counts);
            for values in named {
                groups.entry(values).or_default().add(&counts);
            }
        }
        let is_shown = |counts: &Counts| {
            let asks_cancelled = question.metrics.iter().any(|metric| metric.id == CANCELLED);
            counts.get("assigned") > 0 || (asks_cancelled && counts.get(CANCELLED) > 0)
        };
        let groups = groups.into_iter().filter(|(_, counts)| is_shown(counts));
        let groups: Vec<Group> = groups.map(|(values, counts)| Group { values, counts }).collect();
        let mut total = Counts::default();
        groups.iter().for_each(|group| total.add(&group.counts));
        let (by, metrics) = (question.by.clone(), question.metrics.clone());
        let unmet = unmet(question, parts, &met);
        let answer = Self { by, metrics, groups, tasks, total, dispositions, left_out, unmet };
        answer.check(accepted).map(|()| answer)
    }

    /// As rows and columns: the group columns, then the metrics.
    #[must_use]
    pub fn results(&self, reader: Reader) -> Results {
        let of_groups = self.by.iter().flat_map(|dimension| dimension.result_columns());
        let of_metrics = self.metrics.iter().map(|metric| metric.result_column());
        let rows = self.groups.iter().map(|group| {
            let values =
                self.by.iter().zip(&group.values).flat_map(|(dimension, value)| value.cells(dimension, reader));
            values.chain(self.cells(&group.counts, reader)).collect()
        });
        Results { columns: of_groups.chain(of_metrics).collect(), rows: rows.collect() }
    }

    /// The metrics of these counts, as cells.
    pub fn cells(&self, counts: &Counts, reader: Reader) -> impl Iterator<Item = Cell> {
        self.metrics.iter().map(move |metric| counts.cell(metric, reader))
    }

    /// Puts the groups with the highest value of a measure first; equal ones stay in order. A rate without a whole is the lowest.
    pub fn sort_by(&mut self, measure: &Measure) {
        self.groups.sort_by(|left, right| right.counts.compare(&left.counts, measure));
    }

    /// Whether units share tasks, so that the groups add up to more than there are tasks.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.total != self.tasks
    }

    fn check(&self, accepted: u64) -> Result<(), Failure> {
        let mut errors = Vec::new();
        let mut compare = |what: String, whole: u64, parts: u64| {
            if whole != parts {
                let found = Diagnostic::error(Code::UnbalancedTable).with("table", "analyze").with("what", what);
                errors.push(found.with("whole", whole).with("parts", parts));
            }
        };
        compare("accepted".to_owned(), accepted, self.dispositions.values().sum::<u64>() + self.left_out);
        let counted = self.dispositions.get(&Disposition::Counted).copied().unwrap_or_default();
        compare("counted".to_owned(), counted, self.tasks.get("assigned"));
        let groups = self.groups.iter().map(|group| (format!("{:?}", group.values), &group.counts));
        for (what, counts) in groups.chain([("tasks".to_owned(), &self.tasks)]) {
            compare(what, counts.get("assigned"), Status::ALL.iter().map(|status| counts.get(status.id())).sum());
        }
        Failure::unless_empty(errors, ())
    }
}

impl Names<'_> {
    /// The groups that a group of codes belongs to: one, or one for each unit that shares its tasks; none where a condition leaves it out.
    /// Words of conditions that something is called by go into `met`.
    fn values(&self, question: &Question, parts: &[Part], met: &mut BTreeSet<String>) -> Vec<Vec<Value>> {
        let set = question.keys().zip(parts).find_map(|(dimension, part)| match part {
            Part::Code(code) if dimension.is_of_units() => Some(*code),
            _ => None,
        });
        let units: Vec<Option<u32>> = match set {
            Some(code) => self.leads.of_set(code.saturating_sub(1)).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let of_conditions = || parts.iter().skip(question.by.len());
        let mut found: Vec<Vec<Value>> = Vec::new();
        for unit in units {
            let mut is_asked = true;
            for (condition, part) in question.conditions_of_groups().zip(of_conditions()) {
                let names = self.names(condition.dimension, part, unit);
                met.extend(condition.words_met(&names));
                is_asked &= condition.likes_group(&names);
            }
            let values = question.by.iter().zip(parts).map(|(dimension, part)| self.value(dimension, part, unit));
            let values = values.collect();
            // Two units of one kind are one group: the task counts once in it.
            if is_asked && !found.contains(&values) {
                found.push(values);
            }
        }
        found
    }

    /// Everything that a unit, an input or a file is called.
    fn names(&self, dimension: &Dimension, part: &Part, unit: Option<u32>) -> Vec<String> {
        let Some(unit) = unit.filter(|_| dimension.kind == DimensionKind::Unit) else {
            return self.value(dimension, part, unit).names();
        };
        let Some((id, name)) = self.leads.units.get(unit) else { return vec![String::new()] };
        let registered = self.registry.units().get(unit as usize);
        let spellings = registered.into_iter().flat_map(Unit::names).cloned();
        // Most provinces have a department of this name: its id is asked for without the province.
        let plain = registered.and_then(|unit| unit.id.split_once('-')).map(|(_, plain)| plain.to_owned());
        spellings.chain(plain).chain([id.0.clone(), name.to_owned(), spelling::slug(name)]).collect()
    }

    fn value(&self, dimension: &Dimension, part: &Part, unit: Option<u32>) -> Value {
        let code = match part {
            Part::Text(text) if text.is_empty() => return Value::Missing,
            Part::Text(text) => return Value::Text(text.clone()),
            // What was called off has no status.
            Part::Code(0) if dimension.kind == DimensionKind::Status => {
                return Value::Word(u32::MAX, CANCELLED, heading(CANCELLED));
            }
            Part::Code(0) => return Value::Missing,
            Part::Code(code) => *code,
        };
        let source = self.sources.get(code as usize - 1);
        match dimension.kind {
            DimensionKind::Unit => unit.and_then(|unit| self.unit(unit)).unwrap_or(Value::Missing),
            DimensionKind::UnitKind | DimensionKind::UnitGroup => {
                unit.and_then(|unit| self.of_registry(dimension.kind, unit)).unwrap_or(Value::Missing)
            }
            DimensionKind::Input => source.map_or(Value::Missing, |source| Value::Text(source.id.clone())),
            DimensionKind::File => source.map_or(Value::Missing, |source| Value::Text(source.table.file().to_owned())),
            DimensionKind::Channel if code == 1 => Value::Word(0, Channel::Software.id(), "Phần mềm"),
            DimensionKind::Channel => Value::Word(1, Channel::Paper.id(), "Văn bản giấy"),
            DimensionKind::Status => {
                let status = Status::ALL.into_iter().find(|known| u32::from(status_code(*known)) == code - 1);
                status.map_or(Value::Missing, |status| Value::Word(code, status.id(), heading(status.id())))
            }
            DimensionKind::Age => {
                AGES.get(code as usize - 1).map_or(Value::Missing, |(id, words)| Value::Word(code, id, words))
            }
            DimensionKind::Text(_) => Value::Missing,
            DimensionKind::Day(_) => day_of(code).map_or(Value::Missing, Value::Day),
            DimensionKind::Month(_) => {
                let (year, month) = month_of(code);
                Value::Span(format!("{year:04}-{month:02}"), format!("{month:02}/{year}"))
            }
            DimensionKind::Quarter(_) => {
                let (year, quarter) = quarter_of(code);
                Value::Span(format!("{year:04}-Q{quarter}"), format!("Quý {quarter}/{year}"))
            }
            DimensionKind::Year(_) => Value::Span(format!("{:04}", year_of(code)), year_of(code).to_string()),
            DimensionKind::Number(_) => Value::Number(number_of(code)),
        }
    }

    fn unit(&self, code: u32) -> Option<Value> {
        let (id, name) = self.leads.units.get(code)?;
        let (place, other) = self.leads.units.print_order(code);
        Some(Value::Unit { place: (place, other.to_owned()), id: id.0.clone(), name: name.to_owned() })
    }

    fn of_registry(&self, kind: DimensionKind, code: u32) -> Option<Value> {
        let [unit_kind, group] = self.kind_and_group(code);
        let word = if kind == DimensionKind::UnitKind { unit_kind } else { group };
        word.map(|word| Value::Text(word.to_owned()))
    }

    /// Kind and level group of a unit, as the registry says.
    pub(super) fn kind_and_group(&self, code: u32) -> [Option<&'static str>; 2] {
        let unit = self.registry.units().get(code as usize);
        let kind = unit.and_then(|unit| unit.kind).map(UnitKind::id);
        [kind, unit.map(|unit| unit.level_group.id())]
    }
}

/// The words of conditions that nothing is called by, each with the nearest that there is.
fn unmet(question: &Question, parts: &[(Tally, Names<'_>)], met: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, condition) in question.conditions.iter().enumerate() {
        let seen: BTreeSet<&str> = parts.iter().flat_map(|(tally, _)| tally.words(index)).collect();
        let keys: BTreeMap<String, &str> = seen.iter().map(|word| (spelling::key(word), *word)).collect();
        for word in condition.words_asked() {
            let key = spelling::key(word);
            if met.contains(word) || keys.contains_key(&key) {
                continue;
            }
            let registered = || parts.first().and_then(|(_, names)| names.registry.nearest_name(word));
            let nearest = spelling::nearest_words(&key, keys.keys().map(String::as_str));
            let nearest = nearest.and_then(|key| keys.get(key).copied());
            let is_unit = condition.dimension.kind == DimensionKind::Unit;
            let nearest = if is_unit { registered() } else { nearest };
            found.push(unmet_value(condition.dimension, word, nearest.unwrap_or_default()));
        }
    }
    found
}
