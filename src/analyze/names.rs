//! Codes of groups become names.
//!
//! In: the parts of a group, as batches count them, the units met, the registry, the sources. Out: the [`Value`]s of the group.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    codes::{day_of, month_of, number_of, quarter_of, year_of},
    dimension::{AGES, Dimension, DimensionKind},
    measure::{CANCELLED, heading},
    question::Question,
    tally::Part,
    value::Value,
};
use crate::{
    classify::status_code,
    metrics::Leads,
    normalize::{Registry, Source, Unit, UnitKind},
    spelling,
    table_spec::{Channel, Status},
};

/// What codes stand for.
pub struct Names<'a> {
    /// For which units tasks count.
    pub leads: Leads<'a>,
    /// What is known of units.
    pub registry: &'a Registry,
    /// The exports.
    pub sources: &'a [Source],
}

impl Names<'_> {
    /// The groups that a group of codes belongs to: one, or one for each unit that shares its tasks; none where a condition leaves it out.
    /// Words of conditions that something is called by go into `met`.
    pub(super) fn values(&self, question: &Question, parts: &[Part], met: &mut BTreeSet<String>) -> Vec<Vec<Value>> {
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
            Part::Text(text) => return words(text),
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
            DimensionKind::Input => source.map_or(Value::Missing, |source| words(&source.id)),
            DimensionKind::File => source.map_or(Value::Missing, |source| words(source.table.file())),
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
        word.map(words)
    }

    /// Kind and level group of a unit, as the registry says.
    pub(super) fn kind_and_group(&self, code: u32) -> [Option<&'static str>; 2] {
        let unit = self.registry.units().get(code as usize);
        let kind = unit.and_then(|unit| unit.kind).map(UnitKind::id);
        [kind, unit.map(|unit| unit.level_group.id())]
    }
}

fn words(text: &str) -> Value {
    Value::Text(spelling::unaccented(text), text.to_owned())
}

/// How words of a list are shown that are typed in several ways: by their place in the question and their key.
pub(super) struct Spellings(BTreeMap<(usize, String), String>);

impl Spellings {
    /// The best spelling of each word in these groups.
    pub fn of<'a>(question: &Question, groups: impl Iterator<Item = &'a [Part]>) -> Self {
        let mut best: BTreeMap<(usize, String), String> = BTreeMap::new();
        for parts in groups {
            for (index, text) in folded(question, parts) {
                let known = best.entry((index, spelling::key(text))).or_insert_with(|| text.to_owned());
                if spelling::is_better(text, known) {
                    text.clone_into(known);
                }
            }
        }
        Self(best)
    }

    /// The same group as it is shown.
    pub fn best(&self, question: &Question, parts: &[Part]) -> Vec<Part> {
        let mut shown = parts.to_vec();
        for (index, text) in folded(question, parts) {
            if let (Some(part), Some(best)) = (shown.get_mut(index), self.0.get(&(index, spelling::key(text)))) {
                *part = Part::Text(best.clone());
            }
        }
        shown
    }
}

/// The words of a group that mean the same however they are typed, by their place.
fn folded<'a>(question: &Question, parts: &'a [Part]) -> impl Iterator<Item = (usize, &'a str)> {
    question.by.iter().zip(parts).enumerate().filter_map(|(index, (dimension, part))| match part {
        Part::Text(text) if dimension.is_vocabulary() => Some((index, text.as_str())),
        _ => None,
    })
}
