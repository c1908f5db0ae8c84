//! `[letters]`: the official letters (Công văn) that remind units of their tasks.
//!
//! In: the section as it is written, and the rest of the project. Out: the project as its letters see it: what `[letters]` does not say
//! is as in `[report]`, and there is one instant, of which every list speaks.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;

use super::{MetadataSection, Project, ReportSection, invalid, parse_date, quoted};
use crate::{
    diagnostic::{Code, Diagnostic, Failure},
    document::{Status, Urgency},
    policy::{PaperPolicy, Policy},
    spelling,
    value::AsOf,
};

/// Id of the template of letters, unless the project names another.
const TEMPLATE: &str = "reminder-letter";
/// The instant of letters where several are declared and none is named.
const INSTANT: &str = "report";
/// The first recipient of a document that has addressees (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 9b).
const AS_ABOVE: &str = "- Như trên;";

/// `[letters]` as it is written; every key may be left out.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LettersSection {
    /// Id of the template below `report-templates/reports/`.
    pub template: Option<String>,
    /// Draft or final.
    pub status: Option<Status>,
    /// Notation (`UBND-TKT`): every letter is given a number of its own when it is issued, which no run can know.
    pub number: Option<String>,
    /// Place before the date.
    pub place: Option<String>,
    /// Date of the letters, `yyyy-mm-dd`.
    pub date: Option<String>,
    /// Name of the instant in `[as_of]` at which tasks are open.
    pub as_of: Option<String>,
    /// Ids of the inputs whose tasks are reminded of; without any, those that the template names, else all.
    pub sources: Vec<String>,
    /// A task is due soon within this many days after the as-of.
    pub due_within_days: Option<u32>,
    /// A task without a deadline is reminded of when it was given this many months before the as-of or earlier.
    pub no_deadline_months: Option<u32>,
    /// The day by which an answer is wanted, `yyyy-mm-dd`.
    pub reply_by: Option<String>,
    /// Lines of the superior body.
    pub superior: Option<Vec<String>>,
    /// Lines of the issuing body.
    pub issuer: Option<Vec<String>>,
    /// The issuing body as a sentence names it.
    pub issuer_name: Option<String>,
    /// Authority and title above the signature.
    pub authority: Option<Vec<String>>,
    /// The other office of the signer.
    pub office: Option<String>,
    /// The name of the signer.
    pub signer: Option<String>,
    /// Recipients, `- …` or `+ …` each.
    pub recipients: Option<Vec<String>>,
    /// How urgent the letters are.
    pub urgency: Option<Urgency>,
    /// Who drafted them and how many copies there are.
    pub drafter: Option<String>,
}

impl Project {
    /// The project as its letters see it. Registers and remarks belong to the report and are left out.
    ///
    /// # Errors
    /// `invalid-value` for a date that is none and for a number, which several letters would share; `unknown-choice`
    /// for an instant that `[as_of]` does not declare and for an input that there is not; `missing-key` where several
    /// instants are declared and none is named.
    pub fn as_letters(&self) -> Result<Self, Failure> {
        let section = &self.letters;
        let mut errors = Vec::new();
        let mut day = |key: &str, text: &Option<String>| -> Option<NaiveDate> {
            let text = text.as_ref()?;
            let date = parse_date(text);
            if date.is_none() {
                errors.push(invalid(&self.file, key, &quoted(text), "\"2019-01-01\""));
            }
            date
        };
        let date = day("letters.date", &section.date).unwrap_or(self.date);
        let reply_by = day("letters.reply_by", &section.reply_by);
        let shared = section.number.iter().filter(|number| number.starts_with(|first: char| first.is_ascii_digit()));
        errors.extend(shared.map(|number| invalid(&self.file, "letters.number", &quoted(number), "\"UBND-TKT\"")));
        let as_of = self.instant_of_letters().map_err(|found| errors.push(found)).ok();
        let inputs: Vec<&str> = self.inputs.iter().map(|input| input.id.as_str()).collect();
        let missing = section.sources.iter().filter(|id| !inputs.contains(&id.as_str()));
        errors.extend(missing.map(|id| self.unknown("letters.sources", id, &inputs)));
        // Place, copies and note are those of the report, which is another document of the same file.
        let due_date = reply_by.map(|date| date.to_string());
        let metadata = MetadataSection {
            doc_ordinal: None,
            issued_amount: None,
            description: None,
            due_date,
            ..self.metadata.clone()
        };
        // Whoever was given a task on paper is reminded of it too, unless such tasks count nowhere.
        let paper = match self.policy.paper {
            PaperPolicy::Separate => PaperPolicy::Include,
            other => other,
        };
        let letters = Self {
            policy: Policy { paper, ..self.policy },
            as_of: as_of.into_iter().collect::<BTreeMap<_, _>>(),
            report: letterhead(section, &self.report),
            date,
            registers: Vec::new(),
            metadata,
            ..self.clone()
        };
        Failure::unless_empty(errors, letters)
    }

    /// The instant that `[letters]` names; else the only one, else the one called `report`.
    fn instant_of_letters(&self) -> Result<(String, AsOf), Diagnostic> {
        let only = self.as_of.keys().next().filter(|_| self.as_of.len() == 1).map(String::as_str);
        let name = self.letters.as_of.as_deref().or(only).unwrap_or(INSTANT);
        match (self.as_of.get(name), &self.letters.as_of) {
            (Some(instant), _) => Ok((name.to_owned(), *instant)),
            (None, Some(named)) => {
                let known: Vec<&str> = self.as_of.keys().map(String::as_str).collect();
                Err(self.unknown("letters.as_of", named, &known))
            }
            (None, None) => {
                Err(Diagnostic::error(Code::MissingKey).at(self.file.at_key("letters.as_of")).with("key", "as_of"))
            }
        }
    }

    /// A name of `[letters]` that the project does not declare.
    fn unknown(&self, key: &str, name: &str, known: &[&str]) -> Diagnostic {
        let nearest = spelling::nearest(name, known.iter().copied()).unwrap_or_default();
        let found = Diagnostic::error(Code::UnknownChoice).at(self.file.at_key(key)).with("value", name);
        found.with("nearest", nearest).with("known", known.join(", "))
    }
}

/// What the head and the end of a letter say.
fn letterhead(section: &LettersSection, report: &ReportSection) -> ReportSection {
    let or = |own: &Option<String>, other: &String| own.clone().unwrap_or_else(|| other.clone());
    let lines = |own: &Option<Vec<String>>, other: &Vec<String>| own.clone().unwrap_or_else(|| other.clone());
    let mut recipients = lines(&section.recipients, &report.recipients);
    if !recipients.iter().any(|line| line.contains("Như trên")) {
        recipients.insert(0, AS_ABOVE.to_owned());
    }
    ReportSection {
        template: section.template.clone().unwrap_or_else(|| TEMPLATE.to_owned()),
        status: section.status.or(report.status),
        number: section.number.clone().unwrap_or_default(),
        place: or(&section.place, &report.place),
        superior: lines(&section.superior, &report.superior),
        issuer: lines(&section.issuer, &report.issuer),
        issuer_name: or(&section.issuer_name, &report.issuer_name),
        authority: lines(&section.authority, &report.authority),
        // Another signer has another office, or none.
        office: section.office.clone().or_else(|| report.office.clone().filter(|_| section.signer.is_none())),
        signer: or(&section.signer, &report.signer),
        recipients,
        addressees: Vec::new(),
        urgency: section.urgency,
        circulation: None,
        drafter: section.drafter.clone(),
        copy: None,
        charts: false,
        scores: false,
        due_within_days: None,
        no_deadline_months: None,
        top: None,
        remarks: None,
        ..report.clone()
    }
}
