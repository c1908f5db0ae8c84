//! Names in templates that lead nowhere, found before rendering.
//!
//! In: a template or its tags, and [`Figures`]. Out: one diagnostic for each such name. Tera takes an unknown name inside `{% if %}` for
//! false, so every path is followed through the values, in loops, through `set` and behind an index too. What the items of a list hold is
//! known even when the list is empty. Where a filter makes something new of a value, nothing is judged.

mod expression;
mod flow;
mod operand;
mod paths;
mod tokens;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use serde_json::{Map, Value};

use super::{
    engine::{LIST_EXPECTED, LOST_IN_LOOP, UNLIKE},
    figures::Figures,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spelling,
};
use expression::{Fault, Scope};
use flow::{Flow, PLAIN, Statement, name_of};
use operand::Operand;
pub use tokens::{Token, closing, tokens};

type Object = Map<String, Value>;

/// What a name that the template binds may stand for; nothing where that is not known.
type Bound<'a> = BTreeMap<String, Vec<&'a Value>>;

/// Every name of the template that leads nowhere, with its line: those at the top level that Tera found, and those behind others.
pub fn unknown(text: &str, figures: &Figures, top_level: &BTreeSet<&str>) -> Vec<(usize, Diagnostic)> {
    unknown_in(tags(text), figures, top_level)
}

/// The same of the insides of tags, each with its number.
pub fn unknown_in<'t>(
    tags: impl Iterator<Item = (usize, &'t str)>,
    figures: &Figures,
    top_level: &BTreeSet<&str>,
) -> Vec<(usize, Diagnostic)> {
    let mut errors = Vec::new();
    let mut flow = Flow::new();
    let mut unknown: BTreeSet<String> = top_level.iter().map(|name| (*name).to_owned()).collect();
    for (number, tag) in tags {
        let tag = tag.trim_matches(['-', ' ', '\n']);
        let pieces = tokens(tag);
        let statement = Statement::of(&pieces);
        let mut faults = Vec::new();
        let bound = with_comprehended(&flow.bound, statement.expression());
        let scope = Scope { bound: &bound, tree: figures.shapes(), unknown: &unknown };
        let value = expression::read(statement.expression(), &scope, &mut faults);
        errors.extend(faults.into_iter().map(|fault| (number, told(fault, tag, figures))));
        if flow.loses(&statement, figures.shapes()) {
            errors.push((number, Diagnostic::error(Code::UnfitValue).with("tag", tag).with("reason", LOST_IN_LOOP)));
        }
        if let Statement::For(names, _) = &statement {
            errors.extend(no_list(tag, names, &value).map(|found| (number, found)));
        }
        // A name that a branch has bound and another has not is unknown behind them.
        unknown.extend(flow.step(&statement, value));
    }
    errors
}

/// With the names that lists bind which are made item by item (`[x for x in list]`): nothing is known of them.
fn with_comprehended<'b, 'a>(bound: &'b Bound<'a>, expression: &[Token<'_>]) -> Cow<'b, Bound<'a>> {
    let mut bound = Cow::Borrowed(bound);
    if !expression.contains(&Token::Name("for")) {
        return bound;
    }
    for names in expression.split(|token| *token == Token::Name("for")).skip(1) {
        let names = names.iter().take_while(|token| **token != Token::Name("in")).filter_map(name_of);
        names.for_each(|name| drop(bound.to_mut().insert(name.to_owned(), Vec::new())));
    }
    bound
}

/// A loop over a text would go through its letters, and one over a record through its fields.
fn no_list(tag: &str, names: &[&str], list: &Operand<'_>) -> Option<Diagnostic> {
    let is_none = match list {
        Operand::Values(values) => values.iter().any(|value| match value {
            plain if std::ptr::eq::<Value>(*plain, &raw const PLAIN) => false,
            Value::Object(_) => names.len() == 1,
            Value::String(_) | Value::Number(_) | Value::Bool(_) => true,
            Value::Array(_) | Value::Null => false,
        }),
        Operand::Literal(_) => true,
        Operand::List => false,
    };
    let list = tag.split_once(" in ").map_or(tag, |(_, list)| list.trim());
    is_none.then(|| Diagnostic::error(Code::UnfitValue).with("tag", list).with("reason", LIST_EXPECTED))
}

/// The names that a tag binds.
pub fn bound_by(tag: &str) -> Vec<&str> {
    let inside = tag.trim_matches(['{', '}', '%', '-', ' ', '\n']);
    let of_loop = inside.strip_prefix("for ").and_then(|rest| Some(rest.split_once(" in ")?.0));
    let of_set = inside.strip_prefix("set ").and_then(|rest| Some(rest.split_once('=')?.0));
    of_loop.or(of_set).into_iter().flat_map(|names| names.split(',').map(str::trim)).collect()
}

/// The names of the filters in a tag.
pub fn filters(tag: &str) -> Vec<&str> {
    let pieces = tokens(tag);
    let name = |two: &[Token<'_>]| matches!(two, [Token::Sign("|"), Token::Name(_)]);
    let found = pieces.windows(2).filter(|two| name(two));
    found.filter_map(|two| name_of(two.get(1)?)).collect()
}

/// Whether a tag makes a list item by item: how long it gets, nobody could say beforehand.
pub fn has_comprehension(tag: &str) -> bool {
    tokens(tag).iter().skip(1).any(|token| *token == Token::Name("for"))
}

fn told(fault: Fault<'_>, tag: &str, figures: &Figures) -> Diagnostic {
    match fault {
        Fault::Nowhere(steps, step, known) => {
            let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
            tell(&steps, &step, &known, figures)
        }
        Fault::Unlike => Diagnostic::error(Code::UnfitValue).with("tag", tag).with("reason", UNLIKE),
    }
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

/// The inside of each `{{ … }}` and `{% … %}`, with its line; what closes a tag may stand within quotes in it.
fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut from, mut line) = (0, 1);
    std::iter::from_fn(move || {
        let rest = text.get(from..)?;
        let start = [rest.find("{{"), rest.find("{%")].into_iter().flatten().min()?;
        line += rest.get(..start)?.matches('\n').count();
        let inside = rest.get(start + 2..)?;
        let end = end_of_tag(inside)?;
        let found = (line, inside.get(..end)?);
        line += found.1.matches('\n').count();
        from += start + 2 + end + 2;
        Some(found)
    })
}

fn end_of_tag(inside: &str) -> Option<usize> {
    let mut quote = None;
    inside.char_indices().find_map(|(at, letter)| {
        let closes = || inside.get(at..).is_some_and(|rest| rest.starts_with("}}") || rest.starts_with("%}"));
        match quote {
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '\'' | '`') => quote = Some(letter),
            None if closes() => return Some(at),
            _ => {}
        }
        None
    })
}
