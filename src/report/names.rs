//! Names in templates that lead nowhere, found before rendering.
//!
//! In: a template and [`Figures`]. Out: one diagnostic for each such name. Tera takes an unknown name inside `{% if %}` for false, so
//! every dotted path is followed through the values, in loops too. Names that a template binds with `set` are its own.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{engine::Script, figures::Figures};
use crate::{
    diagnostic::{Code, Diagnostic},
    spelling,
};

type Object = Map<String, Value>;

/// Every name of the template that leads nowhere: those at the top level that Tera found, and dotted ones.
pub fn unknown(script: &Script<'_>, figures: &Figures, top_level: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    // What a loop runs over; nothing where that is not known, as with `set` or an empty list.
    let mut bound: BTreeMap<&str, Vec<&Object>> = BTreeMap::from([("loop", Vec::new())]);
    for (line, tag) in tags(script.text) {
        let words: Vec<&str> = words(tag).collect();
        for path in words.iter().filter(|word| word.contains('.') || top_level.contains(*word)) {
            let steps: Vec<&str> = path.split('.').collect();
            let (start, below) = start(&steps, &bound, figures);
            if let Some((step, known)) = first_unknown(start, below) {
                errors.push(tell(&steps, step, &known, figures).at(script.at_line(line)));
            }
        }
        for pair in words.windows(2) {
            if let ["for" | "set" | ",", name] = pair {
                bound.insert(name, Vec::new());
            }
        }
        if let ["for", name, "in", path, ..] = words.as_slice() {
            let steps: Vec<&str> = path.split('.').collect();
            let (start, below) = start(&steps, &bound, figures);
            bound.insert(name, elements(start, below));
        }
    }
    errors
}

/// The objects from which a path starts, and the steps below them.
fn start<'a, 'b>(
    steps: &'b [&'b str],
    bound: &BTreeMap<&str, Vec<&'a Object>>,
    figures: &'a Figures,
) -> (Vec<&'a Object>, &'b [&'b str]) {
    let objects = steps.first().and_then(|first| bound.get(first));
    objects.map_or((vec![figures.tree()], steps), |objects| (objects.clone(), steps.get(1..).unwrap_or_default()))
}

/// The first step that leads nowhere, with the names that would. A step below text, numbers or nothing is not judged.
fn first_unknown<'a, 'b>(mut objects: Vec<&'a Object>, steps: &[&'b str]) -> Option<(&'b str, BTreeSet<&'a str>)> {
    for step in steps {
        let known: BTreeSet<&str> = objects.iter().flat_map(|object| object.keys().map(String::as_str)).collect();
        if !objects.is_empty() && !known.contains(step) {
            return Some((step, known));
        }
        objects = objects.into_iter().filter_map(|object| object.get(*step)?.as_object()).collect();
    }
    None
}

/// The objects in the lists to which a path leads.
fn elements<'a>(mut objects: Vec<&'a Object>, steps: &[&str]) -> Vec<&'a Object> {
    let Some((last, steps)) = steps.split_last() else { return Vec::new() };
    for step in steps {
        objects = objects.into_iter().filter_map(|object| object.get(*step)?.as_object()).collect();
    }
    let lists = objects.into_iter().filter_map(|object| object.get(*last)?.as_array());
    lists.flatten().filter_map(Value::as_object).collect()
}

/// A figure that nobody typed is told as such: the template is right, the file of figures wants a line.
fn tell(steps: &[&str], step: &str, known: &BTreeSet<&str>, figures: &Figures) -> Diagnostic {
    let nearest = spelling::nearest(step, known.iter().copied()).unwrap_or_default();
    if let ["figures", section @ .., key] = steps
        && step != "figures"
    {
        let found = Diagnostic::error(Code::MissingFigure).with("nearest", nearest).with("key", key);
        let found = found.with("name", steps.get(1..).unwrap_or_default().join(".")).with("section", section.join("."));
        let file = figures.typed_file().unwrap_or_default();
        let example = if file.is_empty() { "figures = \"so-lieu-khac.toml\"" } else { "" };
        return found.with("file", file).with("example", example);
    }
    let known = known.iter().copied().collect::<Vec<_>>().join(", ");
    let found = Diagnostic::error(Code::UnknownVariable).with("name", steps.join("."));
    found.with("nearest", nearest).with("known", known)
}

/// The inside of each `{{ … }}` and `{% … %}`, with its line.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min()?;
        let inside = rest.get(start + 2..)?;
        let end = [inside.find("}}"), inside.find("%}")].into_iter().flatten().min()?;
        let line = text.get(..from + start)?.matches('\n').count() + 1;
        from += start + 2 + end + 2;
        Some((line, inside.get(..end)?))
    })
}

/// Identifiers, dotted paths and commas of a tag, quoted text left out.
fn words(tag: &str) -> impl Iterator<Item = &str> {
    let unquoted = tag.split('"').step_by(2);
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '.';
    unquoted
        .flat_map(move |part| part.split_inclusive(move |letter: char| !is_word(letter)))
        .flat_map(move |piece| {
            let word = piece.trim_end_matches(move |letter: char| !is_word(letter));
            [Some(word), piece.ends_with(',').then_some(",")].into_iter().flatten()
        })
        .filter(|word| !word.is_empty() && !word.starts_with(|letter: char| letter.is_ascii_digit()))
}
