//! `dondoc rulebook check FILE`: whether a rulebook can be scored with.
//!
//! In: a file. Out: every finding, and the outline of a rulebook that is sound; exit status 1 for one that is not.

use std::path::Path;

use super::{Ending, console::Console};
use crate::{
    assets::TextFile,
    locale::{self, Lang, Phrase, vietnamese},
    scoring::{
        exact::Exact,
        rulebook::{Checked, RulebookStatus, model::Rulebook},
    },
};

/// Prints what is wrong with a rulebook, or what it consists of.
pub fn check(path: &Path, console: &Console) -> Ending {
    let id = path.file_stem().unwrap_or_default().to_string_lossy();
    let read = TextFile::read(path, &path.display().to_string());
    match read.and_then(|file| Checked::parse(&id, &file)) {
        Ok(Checked { rulebook, findings }) => {
            findings.iter().for_each(|found| console.tell(found));
            console.say(&rulebook.title);
            outline(&rulebook, console.lang()).iter().for_each(|line| console.say(&format!("  {line}")));
            Ending::Done
        }
        Err(failure) => {
            failure.diagnostics().for_each(|found| console.tell(found));
            Ending::Failed
        }
    }
}

/// What a rulebook consists of, in a few lines.
pub fn outline(rulebook: &Rulebook, lang: Lang) -> Vec<String> {
    let fields = rulebook.criteria.iter().filter(|criterion| criterion.parent.is_none());
    let points = fields.clone().fold(Exact::default(), |sum, field| &sum + &field.max);
    let leaves = rulebook.criteria.iter().filter(|criterion| criterion.rule.is_some()).count();
    let groups: Vec<&str> = rulebook.level_groups.iter().map(|group| lang.choose(group.meaning())).collect();
    let say = |phrase: Phrase, details: &[(&'static str, String)]| locale::fill(phrase.text(lang), details);
    let told = |number: &Exact| match lang {
        Lang::Vi => vietnamese::decimal(&number.to_string()),
        Lang::En => number.to_string(),
    };
    let status = match rulebook.status {
        RulebookStatus::Sample => Phrase::SampleRules,
        RulebookStatus::Official => Phrase::OfficialRules,
    };
    let size = [("leaves", leaves.to_string()), ("fields", fields.count().to_string()), ("points", told(&points))];
    let scale = rulebook.scale.as_ref().filter(|scale| **scale != points);
    let scale = scale.map(|scale| say(Phrase::RulebookScale, &[("scale", told(scale))]));
    let lines = [say(Phrase::RulebookSize, &size)].into_iter().chain(scale);
    let groups = say(Phrase::RulebookGroups, &[("groups", groups.join("; "))]);
    lines.chain([groups, status.text(lang).to_owned()]).collect()
}
