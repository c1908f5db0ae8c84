//! Names in templates that lead nowhere, found before rendering.
//!
//! In: a template and [`Figures`]. Out: one diagnostic for each such name. Tera takes an unknown name inside `{% if %}` for false, so
//! every dotted path is followed through the values, in loops, through `set` and behind an index too. What the items of a list hold is
//! known even when the list is empty. Where a filter makes something new of a value, nothing is judged.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::{engine::LIST_EXPECTED, figures::Figures};
use crate::{
    diagnostic::{Code, Diagnostic},
    spelling,
};

type Object = Map<String, Value>;

/// What a name that the template binds may stand for; nothing where that is not known.
type Bound<'a> = BTreeMap<&'a str, Vec<&'a Value>>;

/// Filters that leave the items of a list as they are.
const KEEPS_ITEMS: [&str; 6] = ["reverse", "sort", "filter", "slice", "unique", "default"];

/// Filters that take one item of a list.
const TAKES_ONE: [&str; 3] = ["first", "last", "nth"];

/// Every name of the template that leads nowhere, with its line: those at the top level that Tera found, and dotted ones.
pub fn unknown(text: &str, figures: &Figures, top_level: &BTreeSet<&str>) -> Vec<(usize, Diagnostic)> {
    let mut errors = Vec::new();
    let mut bound: Bound<'_> = BTreeMap::from([("loop", Vec::new())]);
    let mut outside = Vec::new();
    for (line, tag) in tags(text) {
        let own = bound_by(tag);
        let is_path = |word: &&str| word.contains('.') || top_level.contains(word) && !own.contains(word);
        for path in words(tag).into_iter().filter(is_path) {
            let steps = steps(path);
            if let Err((step, known)) = follow(&steps, &bound, figures.shapes()) {
                errors.push((line, tell(&names_of(&steps), step, &known, figures)));
            }
        }
        errors.extend(loops_over_no_list(tag, &bound, figures.shapes()).map(|found| (line, found)));
        bind(tag, &mut bound, &mut outside, figures.shapes());
    }
    errors
}

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    Name(&'a str),
    Index,
}

/// `tasks[0].content`: a name, an index, a name.
fn steps(path: &str) -> Vec<Step<'_>> {
    path.split('.').flat_map(steps_of).collect()
}

/// `tasks[0]`: a name and its indices.
fn steps_of(part: &str) -> impl Iterator<Item = Step<'_>> {
    let (name, indices) = part.split_once('[').map_or((part, 0), |(name, rest)| (name, 1 + rest.matches('[').count()));
    let name = (!name.is_empty()).then_some(Step::Name(name));
    name.into_iter().chain(std::iter::repeat_n(Step::Index, indices))
}

fn names_of<'a>(steps: &[Step<'a>]) -> Vec<&'a str> {
    let name = |step: &Step<'a>| match step {
        Step::Name(name) => Some(*name),
        Step::Index => None,
    };
    steps.iter().filter_map(name).collect()
}

/// The values to which a path leads, or its first step that leads nowhere with the names that would. A step below text, numbers or
/// nothing is not judged.
fn follow<'a, 'b>(
    steps: &[Step<'b>],
    bound: &Bound<'a>,
    tree: &'a Object,
) -> Result<Vec<&'a Value>, (&'b str, BTreeSet<&'a str>)> {
    let Some((Step::Name(first), below)) = steps.split_first() else { return Ok(Vec::new()) };
    let mut values = match (bound.get(first), tree.get(*first)) {
        (Some(values), _) => values.clone(),
        (None, Some(value)) => vec![value],
        (None, None) => return Err((first, tree.keys().map(String::as_str).collect())),
    };
    for step in below {
        values = match step {
            Step::Index => items(&values),
            Step::Name(name) => {
                let objects: Vec<&Object> = values.iter().filter_map(|value| value.as_object()).collect();
                let known: BTreeSet<&str> =
                    objects.iter().flat_map(|object| object.keys().map(String::as_str)).collect();
                if !objects.is_empty() && !known.contains(name) {
                    return Err((name, known));
                }
                objects.into_iter().filter_map(|object| object.get(*name)).collect()
            }
        };
    }
    Ok(values)
}

/// The items of lists.
fn items<'a>(values: &[&'a Value]) -> Vec<&'a Value> {
    values.iter().filter_map(|value| value.as_array()).flatten().collect()
}

/// Remembers the names that `for` and `set` bind; the end of a loop forgets those that it bound, and `outside` holds what held before it.
fn bind<'a>(tag: &'a str, bound: &mut Bound<'a>, outside: &mut Vec<Bound<'a>>, tree: &'a Object) {
    let tag = tag.trim_matches(['-', ' ', '\n']);
    if tag == "endfor" {
        *bound = outside.pop().unwrap_or_else(|| std::mem::take(bound));
        return;
    }
    if tag.starts_with("for ") {
        outside.push(bound.clone());
    }
    if let Some((names, list)) = tag.strip_prefix("for ").and_then(|rest| rest.split_once(" in ")) {
        let list = items(&value_of(list, bound, tree));
        let names: Vec<&str> = names.split(',').map(str::trim).collect();
        // With a key and a value, the values are those of an object that the template made.
        let of_each = if names.len() == 1 { list } else { Vec::new() };
        names.into_iter().for_each(|name| drop(bound.insert(name, of_each.clone())));
    } else if let Some(rest) = tag.strip_prefix("set ") {
        let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
        let value = value_of(value, bound, tree);
        bound.insert(name.trim(), value);
    } else if let Some(rest) = tag.strip_prefix("set_global ") {
        let (name, value) = rest.split_once('=').unwrap_or((rest, ""));
        let value = value_of(value, bound, tree);
        for bound in outside.iter_mut().chain([bound]) {
            bound.insert(name.trim(), value.clone());
        }
    }
}

/// A loop over a text would go through its letters.
fn loops_over_no_list(tag: &str, bound: &Bound<'_>, tree: &Object) -> Option<Diagnostic> {
    let list = tag.trim_matches(['-', ' ', '\n']).strip_prefix("for ")?.split_once(" in ")?.1;
    let values = value_of(list, bound, tree);
    let is_none = values.iter().any(|value| value.is_string() || value.is_number() || value.is_boolean());
    let found = || Diagnostic::error(Code::UnfitValue).with("tag", list.trim()).with("reason", LIST_EXPECTED);
    is_none.then(found)
}

/// The names that a tag binds.
pub fn bound_by(tag: &str) -> Vec<&str> {
    let inside = tag.trim_matches(['{', '}', '%', '-', ' ', '\n']);
    let of_loop = inside.strip_prefix("for ").and_then(|rest| Some(rest.split_once(" in ")?.0));
    let of_set = inside.strip_prefix("set ").and_then(|rest| Some(rest.split_once('=')?.0));
    of_loop.or(of_set).into_iter().flat_map(|names| names.split(',').map(str::trim)).collect()
}

/// What a path with filters behind it stands for; nothing where it is more than that, or a filter makes something new of it.
fn value_of<'a>(expression: &str, bound: &Bound<'a>, tree: &'a Object) -> Vec<&'a Value> {
    let mut parts = expression.split('|').map(str::trim);
    let path = parts.next().unwrap_or_default();
    if path.is_empty() || !path.chars().all(is_word) {
        return Vec::new();
    }
    let mut values = follow(&steps(path), bound, tree).unwrap_or_default();
    for filter in parts {
        let name = filter.split(|letter: char| !is_word(letter)).next().unwrap_or_default();
        values = match name {
            _ if KEEPS_ITEMS.contains(&name) => values,
            _ if TAKES_ONE.contains(&name) => items(&values),
            _ => Vec::new(),
        };
    }
    values
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

/// Identifiers and dotted paths of a tag with their indices, quoted text left out.
fn words(tag: &str) -> Vec<&str> {
    let pieces = unquoted(tag).into_iter().flat_map(|part| part.split(|letter: char| !is_word(letter)));
    let words = pieces.map(|piece| {
        let piece = piece.trim_start_matches('[');
        if piece.contains('[') { piece } else { piece.trim_end_matches(']') }
    });
    // What follows a quoted index, such as `].name`, is not judged.
    let is_name = |word: &&str| word.starts_with(|first: char| first.is_alphabetic() || first == '_');
    words.filter(is_name).collect()
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '[' | ']')
}

/// The parts of a tag outside of quotes.
fn unquoted(tag: &str) -> Vec<&str> {
    let (mut parts, mut rest) = (Vec::new(), tag);
    while let Some(start) = rest.find(['"', '\'', '`']) {
        let (before, quoted) = rest.split_at(start);
        parts.push(before);
        let mut letters = quoted.chars();
        let quote = letters.next().unwrap_or('"');
        rest = letters.as_str().split_once(quote).map_or("", |(_, after)| after);
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_index_is_a_step_of_its_own() {
        let expected = [Step::Name("lists"), Step::Name("tasks"), Step::Index, Step::Name("content")];
        assert_eq!(steps("lists.tasks[0].content"), expected);
    }

    #[test]
    fn words_are_paths_outside_of_quotes() {
        let tag = r#" if a.b[0].c == 'x.y' and [d.e, 1.5] or f["g.h"].i | date(format="k.l") "#;
        assert_eq!(words(tag), ["if", "a.b[0].c", "and", "d.e", "or", "f[", "date", "format"]);
    }
}
