//! What keeps a template that nobody vouches for from taking all memory and time.
//!
//! In: the code of a tag, an engine. Out: how much a tag costs, the same code so that the engine looks at what comes of it, and an engine
//! whose filters stop at a limit. Without these, texts that a template doubles again and again would fill any memory before one letter is
//! written.
#![expect(clippy::needless_pass_by_value, reason = "the engine hands over the options of filters and functions")]

use std::borrow::Cow;

use serde_json::Value as Json;
use tera::{Kwargs, State, Tera, TeraResult, Value};

use super::super::engine::{FILTERS, NOT_ALONE, NOT_PRINTABLE, NOT_WHOLE, TEXT_TOO_LONG};

/// Bytes of a text that a template makes, at most.
const LONGEST: usize = 32 << 10;
/// Letters of a tag, at most, and signs in it that put texts together.
pub const LONGEST_TAG: usize = 2000;
const MOST_JOINTS: usize = 20;
/// Numbers that `range` counts, at most.
const MOST_NUMBERS: i64 = 1000;

/// What the engine does with a value before it is printed, and with one that the template made before it has a name.
const PRINTABLE: &str = ") | __printable";
const BOUNDED: &str = ") | __bounded";

/// Filters that write markup, or blanks without end: values are written as text here, and these are not known.
pub const UNKNOWN: [&str; 6] = ["safe", "indent", "newlines_to_br", "escape", "escape_html", "escape_xml"];
/// Filters that cost no more than a value does.
const CHEAP: [&str; 9] = ["default", "first", "last", "nth", "length", "round", "abs", "int", "get"];

/// The code of a value, looked at before it is printed.
#[must_use]
pub fn printed(code: &str) -> String {
    format!("({code}{PRINTABLE}")
}

/// The code of `set name = value`, looked at before the name stands for it, where it may be more than there was.
#[must_use]
pub fn named(code: &str) -> String {
    match code.split_once('=') {
        Some((name, value)) if makes_something(value) => format!("{name}= ({}{BOUNDED}", value.trim()),
        _ => code.to_owned(),
    }
}

/// Whether a value may be more than there was: texts put together, lists and records that are written out.
fn makes_something(value: &str) -> bool {
    let is_list = |(at, _): (usize, &str)| {
        let before = value.get(..at).unwrap_or_default().trim_end();
        !before.ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '_' | ']' | ')'))
    };
    value.contains(['~', '{']) || value.contains("truncate") || value.match_indices('[').any(is_list)
}

/// The code as it stands in the template.
pub fn plain(code: &str) -> String {
    let bare = [PRINTABLE, BOUNDED].iter().find_map(|end| code.trim().strip_suffix(end)?.split_once('('));
    bare.map_or_else(|| code.to_owned(), |(before, rest)| format!("{before}{rest}"))
}

/// How much a tag costs each time that the engine meets it; none for one that is too long to be read.
#[must_use]
pub fn cost(code: &str) -> Option<usize> {
    let joints = code.matches('~').count();
    if code.chars().count() > LONGEST_TAG || joints > MOST_JOINTS {
        return None;
    }
    let filters = code.split('|').skip(1).map(|filter| {
        let name = filter.trim_start().split(|letter: char| !letter.is_alphanumeric() && letter != '_').next();
        let is_cheap = name.is_some_and(|name| CHEAP.contains(&name) || FILTERS.contains(&name));
        if is_cheap { 1 } else { 100 }
    });
    Some(1 + code.len() / 32 + 50 * joints + filters.sum::<usize>() + 100 * code.matches("range").count())
}

/// Makes the engine look at values, and its filters stop at a limit.
pub fn register(tera: &mut Tera, marker: (char, char)) {
    tera.register_filter("__printable", move |value: Value, _: Kwargs, _: &State| printable(value, marker));
    tera.register_filter("__bounded", bounded);
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("str", |value: Value, _: Kwargs, _: &State| -> TeraResult<String> {
        if value.is_array() || value.is_map() {
            return Err(tera::Error::message(NOT_PRINTABLE));
        }
        Ok(value.to_string())
    });
    for name in UNKNOWN {
        tera.register_filter(name, |_: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            Err(tera::Error::message(NOT_PRINTABLE))
        });
    }
    tera.register_function("range", range);
}

/// A list or a record would be printed as programs write them, and so would what was reckoned, true and false. The mark that stands for a
/// table, a chart or a remark is printed whole or not at all.
fn printable(value: Value, marker: (char, char)) -> TeraResult<Value> {
    if value.is_array() || value.is_map() {
        Err(tera::Error::message(NOT_PRINTABLE))
    } else if value.is_f64() || value.is_bool() {
        Err(tera::Error::message(NOT_WHOLE))
    } else if value
        .as_str()
        .is_some_and(|text| text.contains([marker.0, marker.1]) && !(value.is_safe() && is_mark(text, marker)))
    {
        Err(tera::Error::message(NOT_ALONE))
    } else {
        Ok(value)
    }
}

/// What marks begin with.
const MARKS: [&str; 4] = ["table:", "chart:", "remark:", "gap:"];

/// Whether a text is one mark, as a function made it.
fn is_mark(text: &str, marker: (char, char)) -> bool {
    let inside = text.strip_prefix(marker.0).and_then(|rest| rest.strip_suffix(marker.1));
    inside.is_some_and(|inside| {
        MARKS.iter().any(|kind| inside.starts_with(kind)) && !inside.contains([marker.0, marker.1])
    })
}

/// A value without the signs of marks, which nobody sees: a mark in what is printed is one that a function made.
pub fn unmarked(value: &Json, marker: (char, char)) -> Cow<'_, Json> {
    let signs = [marker.0, marker.1];
    match value {
        Json::String(text) if text.contains(signs) => Cow::Owned(Json::String(text.replace(signs, ""))),
        Json::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| unmarked(item, marker)).collect();
            let is_changed = items.iter().any(|item| matches!(item, Cow::Owned(_)));
            if is_changed { Cow::Owned(items.into_iter().map(Cow::into_owned).collect()) } else { Cow::Borrowed(value) }
        }
        Json::Object(fields) => {
            let fields: Vec<_> = fields.iter().map(|(name, field)| (name, unmarked(field, marker))).collect();
            let is_changed = fields.iter().any(|(_, field)| matches!(field, Cow::Owned(_)));
            let owned = |(name, field): (&String, Cow<'_, Json>)| (name.clone(), field.into_owned());
            if is_changed { Cow::Owned(fields.into_iter().map(owned).collect()) } else { Cow::Borrowed(value) }
        }
        _ => Cow::Borrowed(value),
    }
}

fn bounded(value: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let mut left = LONGEST;
    if fits(&value, &mut left) { Ok(value) } else { Err(too_long()) }
}

/// Whether a value with all that is in it takes no more than is left.
fn fits(value: &Value, left: &mut usize) -> bool {
    let own = value.as_str().map_or(1, str::len);
    let Some(rest) = left.checked_sub(own) else { return false };
    *left = rest;
    value.as_array().is_none_or(|items| items.iter().all(|item| fits(item, left)))
        && value.as_map().is_none_or(|record| record.values().all(|item| fits(item, left)))
}

fn replace(value: &str, options: Kwargs, _: &State) -> TeraResult<String> {
    let (from, to) = (options.must_get::<&str>("from")?, options.must_get::<&str>("to")?);
    let most = value.matches(from).count().saturating_mul(to.len()).saturating_add(value.len());
    if most > LONGEST { Err(too_long()) } else { Ok(value.replace(from, to)) }
}

fn join(items: &[Value], options: Kwargs, _: &State) -> TeraResult<String> {
    let between = options.get::<&str>("sep")?.unwrap_or_default();
    let mut text = String::new();
    for (index, item) in items.iter().enumerate() {
        if item.is_array() || item.is_map() {
            return Err(tera::Error::message(NOT_PRINTABLE));
        }
        if index > 0 {
            text.push_str(between);
        }
        text.push_str(&item.to_string());
        if text.len() > LONGEST {
            return Err(too_long());
        }
    }
    Ok(text)
}

fn range(options: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let (start, step) = (options.get::<i64>("start")?.unwrap_or(0), options.get::<i64>("step_by")?.unwrap_or(1));
    let end = options.must_get::<i64>("end")?;
    let most = usize::try_from(MOST_NUMBERS).unwrap_or_default();
    let numbers = std::iter::successors(Some(start), |number| number.checked_add(step));
    let numbers = numbers.take_while(|number| if step > 0 { *number < end } else { step < 0 && *number > end });
    let numbers: Vec<i64> = numbers.take(most + 1).collect();
    if numbers.len() > most { Err(too_long()) } else { Ok(numbers) }
}

fn too_long() -> tera::Error {
    tera::Error::message(TEXT_TOO_LONG)
}
