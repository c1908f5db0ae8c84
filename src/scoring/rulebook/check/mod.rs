//! Checking a rulebook: everything that is wrong with it at once, each with its line, and the [`Rulebook`] that is left.
//!
//! In: the TOML of a rulebook. Out: [`Checked`], or every finding. What only a project knows (instants, inputs, registers, units) is
//! not looked at here.

mod cases;
mod conditions;
mod measures;
mod results;
mod rules;
mod tree;

use std::collections::{BTreeMap, BTreeSet};

use super::{FactText, RulebookText, ValueKind, model::Rulebook};
use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location, Severity},
    scoring::{exact::Exact, subject::TASK_FACTS},
    spelling,
};

/// A rulebook that can be used, and what is worth knowing of it.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The rulebook.
    pub rulebook: Rulebook,
    /// Warnings and notices.
    pub findings: Vec<Diagnostic>,
}

impl Checked {
    /// Loads a rulebook of `report-templates/rulebooks`; `asked` is where its id was written.
    ///
    /// # Errors
    /// `unknown-definition`, and as [`Checked::parse`].
    pub fn load(assets: &Assets, id: &str, asked: Location) -> Result<Self, Failure> {
        Self::parse(id, &assets.definition("rulebooks", id, &format!("rulebooks/{id}.toml"), asked)?)
    }

    /// The rulebook in a text.
    ///
    /// # Errors
    /// Those of [`TextFile::parse`]; then everything that is wrong with the rules, with all notices, in the order of lines.
    pub fn parse(id: &str, file: &TextFile) -> Result<Self, Failure> {
        let text: RulebookText = file.parse()?;
        let mut book = Book::new(file, &text);
        let rulebook = book.lower(id);
        let mut findings = book.findings;
        findings.sort_by_key(|found| found.location.line);
        match rulebook {
            Some(rulebook) if findings.iter().all(|found| found.severity != Severity::Error) => {
                Ok(Self { rulebook, findings })
            }
            _ => {
                let unknown = || Diagnostic::error(Code::InternalError).with("reason", "rulebook");
                Err(Failure::of(findings).unwrap_or_else(|| unknown().into()))
            }
        }
    }
}

/// What a value is, as far as conditions and expressions care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scalar {
    Ratio,
    Count,
    Number,
    Flag,
    Choice,
    /// Its declaration is wrong, which was told; it fits anywhere.
    Unknown,
}

impl From<ValueKind> for Scalar {
    fn from(kind: ValueKind) -> Self {
        match kind {
            ValueKind::Number => Self::Number,
            ValueKind::Ratio => Self::Ratio,
            ValueKind::Flag => Self::Flag,
            ValueKind::Choice => Self::Choice,
        }
    }
}

/// Which names conditions may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Scope {
    Measures,
    Facts,
    /// Measures, and what a gate knows of classes.
    Gate,
}

/// A rulebook while it is checked.
struct Book<'a> {
    file: &'a TextFile,
    text: &'a RulebookText,
    findings: Vec<Diagnostic>,
    measures: BTreeMap<&'a str, Scalar>,
    facts: BTreeMap<&'a str, Scalar>,
    /// Ids of tasks, measures and facts that something names.
    used: BTreeSet<(&'static str, String)>,
}

/// Words for what has an id, as reasons of messages; the message catalogue has their translations.
const MEASURE: &str = "rulebook: measure";
const FACT: &str = "rulebook: fact";
const TASKS: &str = "rulebook: tasks";
const METRIC: &str = "rulebook: metric";
const CLASS: &str = "rulebook: class";
const CRITERION: &str = "rulebook: criterion";
const GROUP: &str = "rulebook: level group";

impl<'a> Book<'a> {
    fn new(file: &'a TextFile, text: &'a RulebookText) -> Self {
        let known =
            TASK_FACTS.iter().map(|(id, _)| (*id, if *id == "days_late" { Scalar::Count } else { Scalar::Flag }));
        let given = text.fact.iter().map(|fact: &FactText| (fact.id.as_str(), Scalar::from(fact.kind)));
        let facts = known.chain(given).collect();
        Self { file, text, findings: Vec::new(), measures: BTreeMap::new(), facts, used: BTreeSet::new() }
    }

    fn lower(&mut self, id: &str) -> Option<Rulebook> {
        let text = self.text;
        self.ids();
        self.head();
        let measures = self.lower_measures();
        let criteria = self.lower_criteria();
        let bonus = self.lower_block(text.bonus.as_ref(), "bonus");
        let penalty = self.lower_block(text.penalty.as_ref(), "penalty");
        let classes = self.lower_classes();
        let (gates, quotas) = (self.lower_gates(), self.lower_quotas());
        self.tie_breaks();
        self.unused();
        Some(Rulebook {
            id: id.to_owned(),
            title: text.title.clone(),
            source: text.source.clone(),
            status: text.status,
            valid_from: text.valid_from,
            valid_to: text.valid_to,
            level_groups: text.level_groups.clone(),
            scale: text.scale.clone(),
            not_applicable: text.not_applicable,
            rounding: text.rounding,
            tasks: text.tasks.clone(),
            measures: measures?,
            facts: text.fact.clone(),
            criteria: criteria?,
            bonus: bonus?,
            penalty: penalty?,
            layers: text.layer.clone(),
            classes: classes?,
            gates: gates?,
            quotas: quotas?,
            ranking: text.ranking.clone(),
        })
    }

    /// Validity, groups, digits and scale.
    fn head(&mut self) {
        let text = self.text;
        if let (Some(from), Some(to)) = (text.valid_from, text.valid_to)
            && to <= from
        {
            self.invalid("valid_to", &format!("\"{to}\""), &format!("valid_to > \"{from}\""));
        }
        if text.level_groups.is_empty() {
            self.invalid("level_groups", "[]", "[\"department\", \"district\"]");
        }
        if text.rounding.digits > 6 {
            self.invalid("rounding.digits", &text.rounding.digits.to_string(), "2");
        }
        if let Some(scale) = text.scale.as_ref().filter(|scale| **scale <= Exact::default()) {
            self.invalid("scale", &scale.to_string(), "100");
        }
    }

    /// Ids that are there twice, each kind by itself; criteria, bonus and penalties are one kind.
    fn ids(&mut self) {
        let text = self.text;
        let own = |part: &'static str, ids: Vec<&'a str>| {
            ids.into_iter().enumerate().map(move |(index, id)| (format!("{part}[{index}].id"), id)).collect::<Vec<_>>()
        };
        let reserved = TASK_FACTS.iter().map(|(id, _)| (String::new(), *id));
        let of_gates = conditions::GATE_NAMES.iter().map(|id| (String::new(), *id));
        let measures = own("measure", text.measure.iter().map(|measure| measure.id.as_str()).collect());
        let facts = own("fact", text.fact.iter().map(|fact| fact.id.as_str()).collect());
        self.repeated(own("tasks", text.tasks.iter().map(|tasks| tasks.id.as_str()).collect()));
        self.repeated(of_gates.chain(measures).collect());
        self.repeated(reserved.chain(facts).collect());
        self.repeated(own("layer", text.layer.iter().map(|layer| layer.id.as_str()).collect()));
        let blocks = [("bonus", &text.bonus), ("penalty", &text.penalty)];
        let blocks = blocks.into_iter().filter_map(|(part, block)| Some((part.to_owned(), &block.as_ref()?.criterion)));
        let parts = [(String::new(), &text.criterion)].into_iter().chain(blocks);
        let codes = parts.flat_map(|(part, criteria)| {
            let dot = if part.is_empty() { "" } else { "." };
            let key = move |index| format!("{part}{dot}criterion[{index}].code");
            criteria.iter().enumerate().map(move |(index, criterion)| (key(index), criterion.code.as_str()))
        });
        let codes = codes.collect();
        self.repeated(codes);
    }

    fn repeated(&mut self, ids: Vec<(String, &str)>) {
        let mut seen = BTreeSet::new();
        for (key, id) in ids {
            if !seen.insert(id) {
                self.error(Code::RepeatedId, &key, &[("id", id.to_owned())]);
            }
        }
    }

    /// Tasks, measures and facts that nothing names.
    fn unused(&mut self) {
        let text = self.text;
        let tasks = text.tasks.iter().map(|tasks| (TASKS, "tasks", tasks.id.as_str()));
        let measures = text.measure.iter().map(|measure| (MEASURE, "measure", measure.id.as_str()));
        let facts = text.fact.iter().map(|fact| (FACT, "fact", fact.id.as_str()));
        let (mut last, mut index) = ("", 0usize);
        for (what, part, id) in tasks.chain(measures).chain(facts) {
            index = if last == part { index + 1 } else { 0 };
            last = part;
            if !self.used.contains(&(what, id.to_owned())) {
                let place = self.file.at_key(&format!("{part}[{index}]"));
                let found = Diagnostic::notice(Code::UnusedName).at(place);
                self.tell(found.with("reason", what).with("name", id));
            }
        }
    }

    /// A finding, once.
    fn tell(&mut self, found: Diagnostic) {
        if !self.findings.contains(&found) {
            self.findings.push(found);
        }
    }

    fn error(&mut self, code: Code, key: &str, details: &[(&'static str, String)]) {
        let found = Diagnostic::error(code).at(self.file.at_key(key));
        self.tell(details.iter().fold(found, |found, (name, value)| found.with(name, value)));
    }

    fn invalid(&mut self, key: &str, value: &str, example: &str) {
        self.error(Code::InvalidValue, key, &[("value", value.to_owned()), ("example", example.to_owned())]);
    }

    /// A name that nothing has, with the nearest that something has.
    fn unknown_name(&mut self, what: &'static str, name: &str, known: &[&str], key: &str) {
        let nearest = spelling::nearest(name, known.iter().copied()).unwrap_or_default();
        let mut seen = BTreeSet::new();
        let known: Vec<&str> = known.iter().copied().filter(|known| seen.insert(*known)).collect();
        let details = [
            ("reason", what.to_owned()),
            ("name", name.to_owned()),
            ("nearest", nearest.to_owned()),
            ("known", known.join(", ")),
        ];
        self.error(Code::UnknownName, key, &details);
    }
}
