//! The template engine: Tera with the filters and functions of reports, and every name checked beforehand.
//!
//! In: a template and [`Figures`]. Out: Markdown, in which values from data are escaped and tables, gaps and remarks stand as
//! [`Marker`]s. Tera takes an unknown name inside `{% if %}` for false; therefore names are checked before rendering.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use chrono::{NaiveDate, NaiveDateTime};
use tera::{Context, Delimiters, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::figures::Figures;
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::vietnamese,
    spelling,
    value::{AsOf, Ratio},
};

/// Opens and closes a marker in rendered Markdown: private-use characters that no text has.
pub const MARKER: (char, char) = ('\u{e000}', '\u{e001}');

/// What the functions of a template may name.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Ids of tables that can be printed.
    pub tables: Vec<String>,
    /// Labels of appendices by id.
    pub appendices: BTreeMap<String, String>,
    /// Rendered remarks by the key of their title.
    pub remarks: BTreeMap<String, String>,
}

/// One template, for messages.
pub struct Script<'a> {
    /// The file.
    pub file: &'a str,
    /// Lines of the file before the text.
    pub lines_before: usize,
    /// The text with tags.
    pub text: &'a str,
}

/// Renders a template.
///
/// # Errors
/// `template-syntax`, `unknown-variable` or `unknown-table`, each with its line; all unknown names at once.
pub fn render(script: &Script<'_>, figures: &Figures, names: Names) -> Result<String, Failure> {
    let mut tera = Tera::new();
    let failed = |error: &tera::Error| Failure::from(explain(error, script));
    // `{#` opens the attributes of a heading in Markdown.
    let comments = Delimiters { comment_start: "{*".into(), comment_end: "*}".into(), ..Delimiters::default() };
    tera.set_delimiters(comments).map_err(|error| failed(&error))?;
    tera.autoescape_on(["md"]);
    tera.set_escape_fn(escape_markdown);
    register_filters(&mut tera);
    register_functions(&mut tera, names);
    tera.add_raw_template("report.md", script.text).map_err(|error| failed(&error))?;
    let top_level = tera.get_template_variables("report.md").map_err(|error| failed(&error))?;
    let top_level = top_level.into_iter().filter(|name| !figures.tree().contains_key(*name)).collect();
    Failure::unless_empty(unknown_names(script, figures, &top_level), ())?;
    let mut context = Context::new();
    for (name, value) in figures.tree() {
        context.insert(name.clone(), value);
    }
    tera.render("report.md", &context).map_err(|error| failed(&error))
}

fn escape_markdown(input: &str, output: &mut dyn io::Write) -> io::Result<()> {
    for byte in input.as_bytes() {
        match byte {
            b'\n' | b'\r' => output.write_all(b" ")?,
            byte if byte.is_ascii_punctuation() => output.write_all(&[b'\\', *byte])?,
            byte => output.write_all(&[*byte])?,
        }
    }
    Ok(())
}

fn register_filters(tera: &mut Tera) {
    tera.register_filter("count", |value: u64, _: Kwargs, _: &State| vietnamese::count(value));
    tera.register_filter("prose", |value: u64, _: Kwargs, _: &State| vietnamese::count_in_prose(value));
    tera.register_filter("percent", |value: Value, options: Kwargs, _: &State| -> TeraResult<String> {
        let part =
            |name: &str| value.get_from_path(name).and_then(Value::as_u128).and_then(|part| u64::try_from(part).ok());
        let (Some(part), Some(whole)) = (part("part"), part("whole")) else {
            return Err(tera::Error::message("percent"));
        };
        Ok(vietnamese::percent(Ratio { part, whole }, options.get::<u32>("digits")?.unwrap_or(1)))
    });
    tera.register_filter("date", |value: &str, _: Kwargs, _: &State| day(value).map(vietnamese::short_date));
    tera.register_filter("long_date", |value: &str, _: Kwargs, _: &State| day(value).map(vietnamese::long_date));
    tera.register_filter("day", |value: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        Ok(vietnamese::instant(AsOf { date: day(value)?, time: None }))
    });
    tera.register_filter("extraction", |value: &str, _: Kwargs, _: &State| -> TeraResult<String> {
        let moment = NaiveDateTime::parse_from_str(value, "%Y-%m-%dT%H:%M").ok();
        Ok(vietnamese::extraction(AsOf { date: day(value)?, time: moment.map(|moment| moment.time()) }))
    });
}

/// The day of an ISO date or instant.
fn day(text: &str) -> TeraResult<NaiveDate> {
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.ok_or_else(|| tera::Error::message(format!("date: `{text}`")))
}

fn register_functions(tera: &mut Tera, names: Names) {
    let tables = names.tables;
    tera.register_function("table", move |options: Kwargs, _: &State| -> TeraResult<Value> {
        let id = options.must_get::<String>("id")?;
        if tables.contains(&id) { Ok(marker("table", &id)) } else { Err(unknown(Code::UnknownTable, &id, &tables)) }
    });
    let appendices = names.appendices;
    tera.register_function("appendix", move |options: Kwargs, _: &State| -> TeraResult<String> {
        let id = options.must_get::<String>("id")?;
        let known = || appendices.keys().cloned().collect::<Vec<_>>();
        appendices.get(&id).cloned().ok_or_else(|| unknown(Code::UnknownVariable, &id, &known()))
    });
    let remarks = names.remarks;
    tera.register_function("remark", move |options: Kwargs, _: &State| -> TeraResult<Value> {
        let part = options.must_get::<String>("part")?;
        let optional = options.get::<bool>("optional")?.unwrap_or(false);
        Ok(match remarks.get(&spelling::key(&part)) {
            Some(text) => Value::safe_string(text),
            None if optional => Value::safe_string(""),
            None => marker("gap", &part),
        })
    });
}

fn marker(kind: &str, name: &str) -> Value {
    Value::safe_string(&format!("{}{kind}:{name}{}", MARKER.0, MARKER.1))
}

/// An error of a function, coded so that [`explain`] can tell it: marker, code, name, nearest, known.
fn unknown(code: Code, name: &str, known: &[String]) -> tera::Error {
    let nearest = spelling::nearest(name, known.iter().map(String::as_str)).unwrap_or_default();
    tera::Error::message(format!("{}{}\t{name}\t{nearest}\t{}", MARKER.0, code.id(), known.join(", ")))
}

fn explain(error: &tera::Error, script: &Script<'_>) -> Diagnostic {
    let (message, line) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.message().to_owned(), Some(report.span().start_line))
        }
        _ => (error.to_string(), None),
    };
    let mut place = Location::file(script.file);
    place.line = line.map(|line| line + script.lines_before);
    if let Some(coded) = message.split(MARKER.0).nth(1) {
        let mut parts = coded.split('\t');
        let id = parts.next().unwrap_or_default();
        let code = Code::ALL.iter().find(|code| code.id() == id).copied().unwrap_or(Code::TemplateSyntax);
        let mut part = || parts.next().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        return Diagnostic::error(code).at(place).with("name", part()).with("nearest", part()).with("known", part());
    }
    Diagnostic::error(Code::TemplateSyntax).at(place).with("reason", message.lines().next().unwrap_or_default())
}

/// Every name of the template that leads nowhere: those at the top level that Tera found, and dotted ones. Names that the
/// template itself binds (loops, `set`) are its own.
fn unknown_names(script: &Script<'_>, figures: &Figures, top_level: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let mut errors = Vec::new();
    let mut bound: Vec<&str> = vec!["loop"];
    for (line, tag) in tags(script.text) {
        let words: Vec<&str> = words(tag).collect();
        for pair in words.windows(2) {
            if let ["for" | "set" | ",", name] = pair {
                bound.push(name);
            }
        }
        for path in words.iter().filter(|word| word.contains('.') || top_level.contains(*word)) {
            let steps: Vec<&str> = path.split('.').collect();
            let first = steps.first().copied().unwrap_or_default();
            if bound.contains(&first) {
                continue;
            }
            if let Some((name, known)) = first_unknown(&steps, figures) {
                let place = Location::file(script.file).line(line + script.lines_before);
                let nearest = spelling::nearest(steps.get(name).copied().unwrap_or_default(), known.iter().copied());
                let found = Diagnostic::error(Code::UnknownVariable).at(place).with("name", path);
                errors.push(found.with("nearest", nearest.unwrap_or_default()).with("known", known.join(", ")));
            }
        }
    }
    errors
}

/// Index of the first step that leads nowhere, with the names that would.
fn first_unknown<'a>(steps: &[&str], figures: &'a Figures) -> Option<(usize, Vec<&'a str>)> {
    (0..steps.len()).find_map(|index| {
        let known = figures.names_below(steps.get(..index)?)?;
        (!known.contains(steps.get(index)?)).then_some((index, known))
    })
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
