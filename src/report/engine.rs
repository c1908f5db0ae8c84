//! The template engine: Tera with the filters and functions of reports, and every name checked beforehand.
//!
//! In: a template and [`Figures`]. Out: Markdown, in which values from data are escaped and tables and gaps stand between
//! [`MARKER`]s. Tera takes an unknown name inside `{% if %}` for false; therefore names are checked before rendering.

mod explain;
mod filters;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    sync::{Arc, Mutex, PoisonError},
};

use tera::{Context, Delimiters, Kwargs, State, Tera, TeraResult, Value};

pub use explain::{Finding, Spot, UNLIKE, explain};
pub use filters::{FILTERS, LIST_EXPECTED, LOST_IN_LOOP, NOT_ALONE, NOT_PRINTABLE, NOT_WHOLE, TEXT_TOO_LONG};

use super::{figures::Figures, names, partials::Piece, parts::Printables};
use crate::{
    diagnostic::{Code, Diagnostic, Failure, Location},
    spelling,
};

/// Opens and closes a marker in rendered Markdown: private-use characters that no text has.
pub const MARKER: (char, char) = ('\u{e000}', '\u{e001}');

/// The functions of templates, for messages; Tera has its own besides, which nobody needs.
const FUNCTIONS: [&str; 4] = ["table", "chart", "appendix", "remark"];

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
    /// How the title of a remark that nobody wrote stands in its mark; as it is where nothing is said.
    pub gap: Option<fn(&str) -> String>,
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
    fn tag_at(&self, offset: usize) -> String {
        let from = self.text.get(..offset).and_then(|before| before.rfind(['{']));
        let inside = from.and_then(|from| self.text.get(from + 1..)).unwrap_or_default();
        let end = inside.find(['}', '\n']).unwrap_or(inside.len());
        inside.get(..end).unwrap_or_default().trim_matches(['{', '%', ' ']).to_owned()
    }

    /// What an error of Tera means, each finding at its place.
    fn failure(&self, error: &tera::Error) -> Failure {
        let placed = explain(error, |byte| self.tag_at(byte)).into_iter().map(|finding| {
            let place = match finding.spot {
                Spot::Byte(_, line) | Spot::Line(line) => self.at_line(line),
                Spot::Somewhere => Location::file(self.file),
            };
            finding.found.at(place)
        });
        Failure::of(placed.collect()).unwrap_or_else(|| Diagnostic::error(Code::TemplateSyntax).into())
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
    tera.render("report.md", &context).map_err(|error| script.failure(&error))
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
    let failed = |error: &tera::Error| script.failure(error);
    // `{#` opens the attributes of a heading in Markdown.
    let comments = Delimiters { comment_start: "{*".into(), comment_end: "*}".into(), ..Delimiters::default() };
    tera.set_delimiters(comments).map_err(|error| failed(&error))?;
    tera.autoescape_on(["md"]);
    tera.set_escape_fn(escape_markdown);
    register(&mut tera, names.clone(), MARKER);
    tera.add_raw_template("report.md", script.text).map_err(|error| failed(&error))?;
    let top_level = tera.get_template_variables("report.md").map_err(|error| failed(&error))?;
    let top_level = top_level.into_iter().filter(|name| !figures.tree().contains_key(*name)).collect();
    let unknown = names::unknown(script.text, figures, &top_level).into_iter();
    Failure::unless_empty(unknown.map(|(line, found)| found.at(script.at_line(line))).collect(), ())?;
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

/// Makes filters and functions known; `signs` open and close what a function leaves in the text.
pub fn register(tera: &mut Tera, names: Names, signs: (char, char)) {
    filters::register_filters(tera);
    register_functions(tera, names, signs);
}

/// The filters that templates may use, for messages.
pub fn known_filters() -> String {
    filters::FILTERS.iter().chain(&filters::COMMON).copied().collect::<Vec<_>>().join(", ")
}

fn register_functions(tera: &mut Tera, names: Names, signs: (char, char)) {
    for (kind, ids) in [("table", names.tables), ("chart", names.charts)] {
        tera.register_function(kind, move |options: Kwargs, _: &State| -> TeraResult<Value> {
            let id = options.must_get::<String>("id")?;
            if ids.contains(&id) { Ok(marker(signs, kind, &id)) } else { Err(unknown(Code::UnknownTable, &id, &ids)) }
        });
    }
    let appendices = names.appendices;
    tera.register_function("appendix", move |options: Kwargs, _: &State| -> TeraResult<String> {
        let id = options.must_get::<String>("id")?;
        let known = || appendices.keys().cloned().collect::<Vec<_>>();
        appendices.get(&id).cloned().ok_or_else(|| unknown(Code::UnknownVariable, &id, &known()))
    });
    let (remarks, asked, gap) = (names.remarks, names.asked, names.gap);
    tera.register_function("remark", move |options: Kwargs, _: &State| -> TeraResult<Value> {
        let part = options.must_get::<String>("part")?;
        let optional = options.get::<bool>("optional")?.unwrap_or(false);
        asked.lock().unwrap_or_else(PoisonError::into_inner).insert(part.clone());
        Ok(match remarks.get(&spelling::key(&part)) {
            Some(text) => Value::safe_string(text),
            None if optional => Value::safe_string(""),
            None => marker(signs, "gap", &gap.map_or_else(|| part.clone(), |hidden| hidden(&part))),
        })
    });
}

fn marker(signs: (char, char), kind: &str, name: &str) -> Value {
    Value::safe_string(&format!("{}{kind}:{name}{}", signs.0, signs.1))
}

/// An error of a function, coded so that [`explain`] can tell it: marker, code, name, nearest, known.
fn unknown(code: Code, name: &str, known: &[String]) -> tera::Error {
    let nearest = spelling::nearest(name, known.iter().map(String::as_str)).unwrap_or_default();
    tera::Error::message(format!("{}{}\t{name}\t{nearest}\t{}", MARKER.0, code.id(), known.join(", ")))
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
