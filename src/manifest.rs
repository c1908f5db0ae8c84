//! `manifest.json`: what a run was made of, so that it can be repeated and checked.
//!
//! In: the project, what became of its rows, its tables and files. Out: one JSON file with the program's version, SHA-256 of each
//! input, definition and output, the policies and every count that must agree.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
};

use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    assets::{Asset, unreadable},
    classify::Disposition,
    diagnostic::{Code, Diagnostic, Failure},
    document::Metadata,
    metrics::{METRICS, MetricTable, MetricValue},
    normalize::{Closing, Correction, Source},
    output::OutputFile,
    project::{self, CORRECTIONS, Project},
    table_spec::TableSpec,
};

/// Name of the file.
pub const FILE_NAME: &str = "manifest.json";

/// What a run knows about itself.
pub struct Facts<'a> {
    /// The project.
    pub project: &'a Project,
    /// Its inputs, opened.
    pub sources: &'a [Source],
    /// What its document says about itself.
    pub document: &'a Metadata,
    /// What became of its rows.
    pub closing: &'a Closing,
    /// Its tables with their metrics.
    pub tables: &'a [(TableSpec, MetricTable)],
    /// What was read differently from how the exports have it.
    pub corrections: &'a [Correction],
    /// Its letters; none for a report.
    pub letters: &'a [LetterFacts],
    /// The rulebooks that it scored with.
    pub rulebooks: &'a [RulebookFacts],
    /// The office's own Word file by its name, where its DOCX is made from one.
    pub word: Option<(&'a str, &'a [u8])>,
}

/// What is known of one rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulebookFacts {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// `sample` or `official`.
    pub status: &'static str,
    /// Where it comes from, by its own words.
    pub source: String,
    /// Its file.
    pub file: String,
    /// Whose file it is: `program`, `project`, or `file` for one named on the command line.
    pub from: &'static str,
    /// Its text, for the checksum.
    pub content: Vec<u8>,
}

/// What is known of one letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterFacts {
    /// Id of the unit.
    pub unit_id: String,
    /// Name of the unit.
    pub unit: String,
    /// Its files.
    pub files: Vec<String>,
    /// How many tasks each list names, in the order of the template.
    #[serde(serialize_with = "as_map")]
    pub lists: Vec<(String, usize)>,
}

fn as_map<S: Serializer>(lists: &[(String, usize)], to: S) -> Result<S::Ok, S::Error> {
    to.collect_map(lists.iter().map(|(id, tasks)| (id, tasks)))
}

/// The manifest of a run with these files.
///
/// # Errors
/// `file-unreadable` when an input cannot be read once more.
pub fn write(facts: &Facts<'_>, files: &[OutputFile]) -> Result<OutputFile, Failure> {
    let outputs = files.iter().map(|file| json!({ "file": file.name, "sha256": digest(&file.bytes) }));
    let mut manifest = json!({
        "program": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "document": facts.document.fields(None).into_iter().collect::<BTreeMap<_, _>>(),
        "inputs": inputs(facts)?,
        "definitions": definitions(facts)?,
        "policy": facts.project.policy,
        "rows": facts.closing.reconciliation.sources().iter().map(|counts| json!({
            "input": counts.source,
            "file": counts.file,
            "sheet": counts.sheet,
            "read": counts.read,
            "accepted": counts.accepted,
            "quarantined": counts.quarantined,
            "skipped": counts.skipped.iter().map(|(skip, rows)| (skip.id().to_owned(), json!(rows))).collect::<serde_json::Map<_, _>>(),
        })).collect::<Vec<_>>(),
        "unregistered_units": facts.closing.units.unregistered().collect::<Vec<_>>(),
        "tables": facts.tables.iter().map(|(spec, metrics)| table(spec, metrics)).collect::<Vec<_>>(),
        "outputs": outputs.collect::<Vec<_>>(),
    });
    if let (Some(parts), false) = (manifest.as_object_mut(), facts.letters.is_empty()) {
        parts.insert("letters".to_owned(), json!(facts.letters));
    }
    if let (Some(parts), Some((file, bytes))) = (manifest.as_object_mut(), facts.word) {
        parts.insert("word_template".to_owned(), json!({ "file": file, "sha256": digest(bytes) }));
    }
    if let (Some(parts), false) = (manifest.as_object_mut(), facts.corrections.is_empty()) {
        parts.insert("corrections".to_owned(), facts.corrections.iter().map(correction).collect());
    }
    if let (Some(parts), false) = (manifest.as_object_mut(), facts.rulebooks.is_empty()) {
        parts.insert("rulebooks".to_owned(), facts.rulebooks.iter().map(rulebook).collect());
    }
    let mut bytes = serde_json::to_vec_pretty(&manifest)
        .map_err(|error| Diagnostic::error(Code::InternalError).with("reason", error))?;
    bytes.push(b'\n');
    Ok(OutputFile { name: FILE_NAME.to_owned(), bytes })
}

fn rulebook(facts: &RulebookFacts) -> Value {
    json!({
        "id": facts.id,
        "title": facts.title,
        "status": facts.status,
        "source": facts.source,
        "file": facts.file,
        "from": facts.from,
        "sha256": digest(&facts.content),
    })
}

fn correction(made: &Correction) -> Value {
    json!({
        "task_id": made.task_id,
        "field": made.field.id,
        "old": made.old,
        "new": made.new,
        "reason": made.reason,
        "document": made.document,
        "approver": made.approver,
        "rows": made.rows.len(),
    })
}

/// Every file read: an input may be a folder, and a file may have several sheets.
fn inputs(facts: &Facts<'_>) -> Result<Vec<Value>, Failure> {
    let project = facts.project;
    let mut exports: Vec<&str> =
        facts.closing.reconciliation.sources().iter().map(|counts| counts.file.as_str()).collect();
    exports.dedup();
    let registers = project.registers.iter().map(|section| section.file.as_str());
    let scores = &project.scores;
    let given = [scores.values.as_deref(), scores.task_values.as_deref(), scores.last_classes.as_deref()];
    let given = if facts.rulebooks.is_empty() { [None; 3] } else { given };
    let typed = [project.report.remarks.as_deref(), project.report.figures.as_deref()].into_iter().chain(given);
    let corrections = project.folder.join(CORRECTIONS).is_file().then_some(CORRECTIONS);
    let names =
        [project::FILE_NAME].into_iter().chain(corrections).chain(exports).chain(registers).chain(typed.flatten());
    let entry = |name: &str| {
        let path = project.folder.join(name);
        let bytes = std::fs::read(&path).map_err(|error| unreadable(&path, name, &error))?;
        Ok(json!({ "file": name, "sha256": digest(&bytes) }))
    };
    names.map(entry).collect()
}

/// The registry, the mappings, the template and the Word styles, each from the program or from the project's own folder.
fn definitions(facts: &Facts<'_>) -> Result<Vec<Value>, Failure> {
    let (project, assets) = (facts.project, facts.project.assets());
    let mappings = facts.sources.iter().map(|source| format!("mappings/{}.toml", source.mapping.id));
    let units = facts.closing.units.registry_files().iter().map(|id| format!("units/{id}.toml"));
    let template = format!("reports/{}/report.md", project.report.template);
    let paths: BTreeSet<String> = mappings.chain(units).chain([template, "shared/reference.docx".to_owned()]).collect();
    let entry = |path: &String| {
        let told = |asset: Asset| {
            let from = if asset.is_own { "project" } else { "program" };
            json!({ "file": format!("report-templates/{path}"), "from": from, "sha256": digest(&asset.bytes) })
        };
        Ok(assets.find(path)?.map(told))
    };
    paths.iter().filter_map(|path| entry(path).transpose()).collect()
}

fn table(spec: &TableSpec, metrics: &MetricTable) -> Value {
    let count = |disposition: &Disposition| metrics.dispositions().get(disposition).copied().unwrap_or_default();
    let dispositions = Disposition::ALL.iter().map(|found| (found.id().to_owned(), json!(count(found))));
    let totals = METRICS.iter().filter_map(|metric| match metrics.tasks(metric.id)? {
        MetricValue::Count(count) => Some((metric.id.to_owned(), json!(count))),
        MetricValue::Rate(_) => None,
    });
    let mut told = json!({
        "id": spec.id(),
        "as_of": spec.as_of.iso(),
        "period": { "from": spec.period.from(), "to": spec.period.to(), "which": spec.definition.period.id() },
        "membership": spec.definition.membership.id(),
        "accepted": dispositions.collect::<serde_json::Map<_, _>>(),
        "totals": totals.collect::<serde_json::Map<_, _>>(),
    });
    // What the rows of the units add up to, where units share tasks.
    if let (Some(parts), true, Some(MetricValue::Count(shares))) =
        (told.as_object_mut(), metrics.is_shared(), metrics.total("assigned"))
    {
        parts.insert("shares".to_owned(), json!(shares));
    }
    let definition = &spec.definition;
    if let (Some(parts), Some(channel)) = (told.as_object_mut(), definition.channel) {
        parts.insert("channel".to_owned(), json!(channel.id()));
    }
    let numbers = [
        ("due_within_days", definition.due_within_days),
        ("no_deadline_since_months", definition.no_deadline_since_months),
    ];
    for (name, number) in numbers {
        if let (Some(parts), Some(number)) = (told.as_object_mut(), number) {
            parts.insert(name.to_owned(), json!(number));
        }
    }
    told
}

/// SHA-256 as hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String never fails.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
