//! The answer to a question: groups in order, each with its counts.
//!
//! In: a [`Tally`] and what codes stand for. Out: an [`Answer`], every sum of which was checked.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    condition::unmet_value,
    dimension::{Dimension, DimensionKind},
    kind::Kind,
    measure::{Counts, Measure, MeasureKind, Takers},
    names::{Names, Spellings},
    question::Question,
    results::Results,
    tally::Tally,
    value::{Reader, Value},
};
use crate::{
    classify::Disposition,
    diagnostic::{Code, Diagnostic, Failure},
    document::Value as Cell,
    spelling,
    table_spec::Status,
};

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
        let spellings = Spellings::of(question, all_groups().map(|(_, (codes, _))| codes));
        for (names, (codes, kinds)) in all_groups() {
            let named = names.values(question, &spellings.best(question, codes), &mut met);
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
            let is_asked = |metric: &&Measure| matches!(metric.kind, MeasureKind::Count) && counts.get(metric.id) > 0;
            question.by.is_empty() || counts.get("assigned") > 0 || question.metrics.iter().any(is_asked)
        };
        // Everything together is one group even where there is nothing.
        if question.by.is_empty() {
            groups.entry(Vec::new()).or_default();
        }
        // Groups that are not shown have nothing that is asked for, but they have tasks: whether any are shared depends on them too.
        let mut total = Counts::default();
        groups.values().for_each(|counts| total.add(counts));
        let groups = groups.into_iter().filter(|(_, counts)| is_shown(counts));
        let groups: Vec<Group> = groups.map(|(values, counts)| Group { values, counts }).collect();
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

/// The words of conditions that nothing is called by, each with the nearest that there is.
fn unmet(question: &Question, parts: &[(Tally, Names<'_>)], met: &BTreeSet<String>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, condition) in question.conditions.iter().enumerate() {
        let seen = || parts.iter().filter_map(|(tally, _)| tally.words(index));
        let words: BTreeSet<&str> = seen().flat_map(|seen| &seen.words).map(String::as_str).collect();
        let keys: BTreeMap<String, &str> = words.iter().map(|word| (spelling::key(word), *word)).collect();
        for word in condition.words_asked() {
            let key = spelling::key(word);
            if met.contains(word) || seen().any(|seen| seen.met.contains(word)) {
                continue;
            }
            let registered = || parts.first().and_then(|(_, names)| names.registry.nearest_name(word));
            let nearest = spelling::nearest_words(&key, keys.keys().map(String::as_str));
            let nearest = nearest.and_then(|key| keys.get(key).copied());
            let is_unit = condition.dimension.kind == DimensionKind::Unit;
            let nearest = if is_unit { registered() } else { nearest };
            let owners = parts.first().map(|(_, names)| names.registry.owners(word)).unwrap_or_default();
            let is_known = is_unit && !owners.is_empty();
            found.push(unmet_value(condition, word, nearest.filter(|_| !is_known), is_known));
        }
    }
    found
}
