//! The template engine: Tera with the filters and functions of reports, and every name checked beforehand.
//!
//! In: a template and [`Figures`]. Out: Markdown, in which values from data are escaped and tables and gaps stand between
//! [`MARKER`]s. Tera takes an unknown name inside `{% if %}` for false; therefore names are checked before rendering.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{NaiveDate, NaiveDateTime};
use tera::{Context, Delimiters, ErrorKind, Kwargs, State, Tera, TeraResult, Value};

use super::{figures::Figures, names, partials::Piece, parts::Printables};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    locale::vietnamese,
    spelling,
    value::{AsOf, Ratio},
};

/// Opens and closes a marker in rendered Markdown: private-use characters that no text has.
pub const MARKER: (char, char) = ('\u{e000}', '\u{e001}');

/// The filters and functions of templates, for messages; Tera has its own besides.
const FILTERS: [&str; 7] = ["count", "prose", "percent", "date", "long_date", "day", "extraction"];
const FUNCTIONS: [&str; 4] = ["table", "chart", "appendix", "remark"];

/// Why a filter refuses a value, as the catalogue of reasons knows it.
const NUMBER_EXPECTED: &str = "whole number expected";
const DATE_EXPECTED: &str = "date expected";
const RATE_EXPECTED: &str = "rate expected";

/// What the functions of a template may name.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Ids of tables that can be printed.
    pub tables: Vec<String>,
    /// Ids of tables that can be drawn.
    pub charts: Vec<String>,
    /// Labels of appendices by id.
    pub appendices: BTreeMap<String, String>,
    /// Rendered remarks by the key of their title.
    pub remarks: BTreeMap<String, String>,
    /// Titles of the remarks that were asked for, in rendering; functions of Tera are shared, hence the lock.
    asked: Arc<Mutex<BTreeSet<String>>>,
}

impl Names {
    /// Names without remarks.
    pub fn new(printables: &Printables, appendices: BTreeMap<String, String>) -> Self {
        Self { charts: printables.chart_ids(), ..Self::of_tables(printables.table_ids(), appendices) }
    }

    /// Names of tables and appendices alone.
    pub fn of_tables(tables: Vec<String>, appendices: BTreeMap<String, String>) -> Self {
        Self { tables, appendices, ..Self::default() }
    }

    /// Titles of the remarks that the template asked for, printed or not.
    pub fn asked_remarks(&self) -> BTreeSet<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One template, for messages.
pub struct Script<'a> {
    /// The file.
    pub file: &'a str,
    /// Lines of the file before the text.
    pub lines_before: usize,
    /// The text with tags.
    pub text: &'a str,
    /// Where its lines come from, if not all from the file.
    pub pieces: &'a [Piece],
}

impl Script<'_> {
    /// A line of the text as a line of the file.
    pub fn at_line(&self, line: usize) -> Location {
        let piece = self.pieces.iter().rev().find(|piece| piece.starts_at <= line);
        let of_piece = |piece: &Piece| Location::file(piece.file.as_str()).line(line - piece.starts_at + piece.line);
        piece.map_or_else(|| Location::file(self.file).line(line + self.lines_before), of_piece)
    }

    /// The inside of the tag that stands around an offset.
    fn tag_at(&self, offset: usize) -> &str {
        let from = self.text.get(..offset).and_then(|before| before.rfind(['{']));
        let inside = from.and_then(|from| self.text.get(from + 1..)).unwrap_or_default();
        let end = inside.find(['}', '\n']).unwrap_or(inside.len());
        inside.get(..end).unwrap_or_default().trim_matches(['{', '%', ' '])
    }
}

/// Renders a template.
///
/// # Errors
/// Those of [`check`], and `unknown-table` or `unfit-value` where rendering comes upon one, with its line.
pub fn render(script: &Script<'_>, figures: &Figures, names: &Names) -> Result<String, Failure> {
    let tera = compile(script, figures, names)?;
    let mut context = Context::new();
    for (name, value) in figures.tree() {
        context.insert(name.clone(), value);
    }
    tera.render("report.md", &context).map_err(|error| explain(&error, script))
}

/// Checks a template without rendering it.
///
/// # Errors
/// `template-syntax`, `unknown-variable`, `missing-figure` or `unknown-function`, each with its line; all unknown names at once.
pub fn check(script: &Script<'_>, figures: &Figures, names: &Names) -> Result<(), Failure> {
    compile(script, figures, names).map(drop)
}

fn compile(script: &Script<'_>, figures: &Figures, names: &Names) -> Result<Tera, Failure> {
    let mut tera = Tera::new();
    let failed = |error: &tera::Error| explain(error, script);
    // `{#` opens the attributes of a heading in Markdown.
    let comments = Delimiters { comment_start: "{*".into(), comment_end: "*}".into(), ..Delimiters::default() };
    tera.set_delimiters(comments).map_err(|error| failed(&error))?;
    tera.autoescape_on(["md"]);
    tera.set_escape_fn(escape_markdown);
    register_filters(&mut tera);
    register_functions(&mut tera, names.clone());
    tera.add_raw_template("report.md", script.text).map_err(|error| failed(&error))?;
    let top_level = tera.get_template_variables("report.md").map_err(|error| failed(&error))?;
    let top_level = top_level.into_iter().filter(|name| !figures.tree().contains_key(*name)).collect();
    Failure::unless_empty(names::unknown(script, figures, &top_level), ())?;
    Ok(tera)
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

/// What stands outside Markdown, without the escapes of values; a backslash of its own stays.
pub fn without_escapes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        let escaped = signs.next_if(|next| sign == '\\' && next.is_ascii_punctuation());
        plain.push(escaped.unwrap_or(sign));
    }
    plain
}

fn register_filters(tera: &mut Tera) {
    tera.register_filter("count", |value: u64, _: Kwargs, _: &State| vietnamese::count(value));
    tera.register_filter("prose", |value: u64, _: Kwargs, _: &State| vietnamese::count_in_prose(value));
    tera.register_filter("percent", |value: Value, options: Kwargs, _: &State| -> TeraResult<String> {
        let part =
            |name: &str| value.get_from_path(name).and_then(Value::as_u128).and_then(|part| u64::try_from(part).ok());
        let (Some(part), Some(whole)) = (part("part"), part("whole")) else {
            return Err(tera::Error::message(RATE_EXPECTED));
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
    day.ok_or_else(|| tera::Error::message(DATE_EXPECTED))
}

fn register_functions(tera: &mut Tera, names: Names) {
    for (kind, ids) in [("table", names.tables), ("chart", names.charts)] {
        tera.register_function(kind, move |options: Kwargs, _: &State| -> TeraResult<Value> {
            let id = options.must_get::<String>("id")?;
            if ids.contains(&id) { Ok(marker(kind, &id)) } else { Err(unknown(Code::UnknownTable, &id, &ids)) }
        });
    }
    let appendices = names.appendices;
    tera.register_function("appendix", move |options: Kwargs, _: &State| -> TeraResult<String> {
        let id = options.must_get::<String>("id")?;
        let known = || appendices.keys().cloned().collect::<Vec<_>>();
        appendices.get(&id).cloned().ok_or_else(|| unknown(Code::UnknownVariable, &id, &known()))
    });
    let (remarks, asked) = (names.remarks, names.asked);
    tera.register_function("remark", move |options: Kwargs, _: &State| -> TeraResult<Value> {
        let part = options.must_get::<String>("part")?;
        let optional = options.get::<bool>("optional")?.unwrap_or(false);
        asked.lock().unwrap_or_else(PoisonError::into_inner).insert(part.clone());
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

/// What an error of Tera means; unknown filters and functions come as one text with a report for each.
fn explain(error: &tera::Error, script: &Script<'_>) -> Failure {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = script.at_line(report.span().start_line);
            explain_report(report.message(), script.tag_at(report.span().range.start)).at(place).into()
        }
        ErrorKind::Msg(text) => {
            let unknown = text.split("error: Unknown ").skip(1).filter_map(|report| unknown_function(report, script));
            Failure::of(unknown.collect()).unwrap_or_else(|| malformed(text).at(Location::file(script.file)).into())
        }
        _ => malformed(&error.to_string()).at(Location::file(script.file)).into(),
    }
}

fn explain_report(message: &str, tag: &str) -> Diagnostic {
    if let Some(coded) = message.split(MARKER.0).nth(1) {
        let mut parts = coded.split('\t');
        let id = parts.next().unwrap_or_default();
        let code = Code::ALL.iter().find(|code| code.id() == id).copied().unwrap_or(Code::TemplateSyntax);
        let mut part = || parts.next().unwrap_or_default().lines().next().unwrap_or_default().to_owned();
        return Diagnostic::error(code).with("name", part()).with("nearest", part()).with("known", part());
    }
    let unfit = |reason: &str| Diagnostic::error(Code::UnfitValue).with("tag", tag).with("reason", reason);
    match message {
        DATE_EXPECTED | RATE_EXPECTED => unfit(message),
        _ if message.contains("expected `u64`") || message.contains("out of range") => unfit(NUMBER_EXPECTED),
        // Only the filters of dates take text.
        _ if message.contains("expected `string`") => unfit(DATE_EXPECTED),
        _ => malformed(message),
    }
}

fn malformed(message: &str) -> Diagnostic {
    Diagnostic::error(Code::TemplateSyntax).with("reason", message.lines().next().unwrap_or_default())
}

/// ``filter `pros` `` and, on the next line, `--> report.md:12:5`.
fn unknown_function(report: &str, script: &Script<'_>) -> Option<Diagnostic> {
    let name = report.split('`').nth(1)?;
    let line = report.lines().nth(1)?.rsplit(':').nth(1)?.parse().ok()?;
    let known = || FILTERS.iter().chain(&FUNCTIONS).copied();
    let found = Diagnostic::error(Code::UnknownFunction).at(script.at_line(line)).with("name", name);
    let found = found.with("nearest", spelling::nearest(name, known()).unwrap_or_default());
    Some(found.with("known", known().collect::<Vec<_>>().join(", ")))
}

#[cfg(test)]
mod tests {
    use super::{escape_markdown, without_escapes};

    #[test]
    fn values_outside_markdown_come_back_as_they_were_and_a_backslash_of_the_template_stays() {
        let value = r"Sở A\B (số 1.2*) \- [x]";
        let mut escaped = Vec::new();
        escape_markdown(value, &mut escaped).unwrap();
        assert_eq!(without_escapes(std::str::from_utf8(&escaped).unwrap()), value);
        assert_eq!(without_escapes(r"tệp A\Bản"), r"tệp A\Bản");
    }
}
