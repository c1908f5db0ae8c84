//! Tags in files that are no Markdown, such as an office's own Word file: the same values, filters and checks as every report.
//!
//! In: [`Figures`], the tables and charts that exist, tags or a text with tags. Out: what is wrong with the tags, or the text filled.
//! Whoever reads the file says how its tags stand apart from its text ([`Dialect`]); this is the only way to the engine from outside.

mod limited;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use tera::{Context, Delimiters, Tera};

use limited::Limited;

use super::{
    engine::{self, Finding, Names, Spot},
    figures::Figures,
    names,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    spelling,
};

/// How tags stand apart from the text around them, and how values are written into it.
#[derive(Debug, Clone, Copy)]
pub struct Dialect {
    /// What opens and closes a tag that does something; two bytes each.
    pub block: (&'static str, &'static str),
    /// What opens and closes a value; two bytes each.
    pub value: (&'static str, &'static str),
    /// What opens and closes a comment; two bytes each.
    pub comment: (&'static str, &'static str),
    /// What opens and closes the mark that a function leaves in the text (`table:id`).
    pub marker: (char, char),
    /// Writes the text of a value.
    pub escape: fn(&str, &mut dyn io::Write) -> io::Result<()>,
    /// Bytes of the filled text, at most.
    pub most: usize,
    /// The byte that each turn of a loop leaves in the text, and how many turns there may be.
    pub turns: (u8, usize),
}

/// What tags may name.
#[derive(Debug, Clone, Copy)]
pub struct Filling<'a> {
    /// The values.
    pub figures: &'a Figures,
    /// Ids of the tables.
    pub tables: &'a [String],
    /// Ids of the charts.
    pub charts: &'a [String],
    /// Keys of the remarks that a person wrote.
    pub remarks: &'a [String],
    /// Labels of the appendices by id.
    pub appendices: &'a BTreeMap<String, String>,
    /// Whether a remark that nobody wrote is an error.
    pub is_final: bool,
}

/// Why a text was not filled: the byte where it stopped, where that is known, and what is wrong.
#[derive(Debug)]
pub struct Stopped {
    /// Byte in the text.
    pub byte: Option<usize>,
    /// What is wrong.
    pub found: Diagnostic,
}

const NAME: &str = "text";

impl Filling<'_> {
    /// What is wrong with these tags, each as it is written in a report (`{{ year }}`, `{% for x in y %}`), in their order: the index of
    /// the tag and the finding. Where not `are_whole`, some loop or condition has no end, and each tag is read alone.
    #[must_use]
    pub fn check(&self, tags: &[String], are_whole: bool) -> Vec<(usize, Diagnostic)> {
        let mut found = Vec::new();
        let mut variables: BTreeSet<String> = BTreeSet::new();
        for (index, tag) in tags.iter().enumerate() {
            match self.compile(&alone(tag), Delimiters::default()) {
                Ok(tera) => variables.extend(top_level(&tera)),
                Err(findings) => found.extend(findings.into_iter().map(|finding| (index, in_tag(finding.found)))),
            }
            let of_tag = unsafe_filter(tag).into_iter().chain(self.unknown_ids(tag));
            found.extend(of_tag.map(|diagnostic| (index, diagnostic)));
        }
        // Read alone, a tag does not know what others bind.
        for name in tags.iter().flat_map(|tag| names::bound_by(tag)) {
            variables.remove(name);
        }
        let together: Vec<String> = tags.iter().map(|tag| tag.replace('\n', " ")).collect();
        let together = together.join("\n");
        if found.is_empty() && are_whole {
            match self.compile(&together, Delimiters::default()) {
                Ok(tera) => variables = top_level(&tera),
                Err(findings) => {
                    found.extend(findings.into_iter().map(|finding| (index_of(finding.spot), in_tag(finding.found))));
                }
            }
        }
        let unknown = variables.iter().map(String::as_str).filter(|name| !self.figures.tree().contains_key(*name));
        let unknown = names::unknown(&together, self.figures, &unknown.collect()).into_iter();
        found.extend(unknown.map(|(line, diagnostic)| (line - 1, diagnostic)));
        found.sort_by_key(|(index, _)| *index);
        found
    }

    /// The text with its tags filled.
    ///
    /// # Errors
    /// The first thing that stops it: a tag that [`Self::check`] finds fault with, a value that a filter refuses (`unfit-value`), a table
    /// that does not exist (`unknown-table`), or `file-too-large` where more comes out than the dialect allows.
    pub fn fill(&self, text: &str, dialect: &Dialect) -> Result<String, Stopped> {
        let delimiters = Delimiters {
            block_start: dialect.block.0.into(),
            block_end: dialect.block.1.into(),
            variable_start: dialect.value.0.into(),
            variable_end: dialect.value.1.into(),
            comment_start: dialect.comment.0.into(),
            comment_end: dialect.comment.1.into(),
        };
        let mut tera = Tera::new();
        let stopped = |error: &tera::Error| stop(engine::explain(error, |byte| tag_around(text, byte, dialect)));
        tera.set_delimiters(delimiters).map_err(|error| stopped(&error))?;
        tera.autoescape_on([NAME]);
        tera.set_escape_fn(dialect.escape);
        self.register(&mut tera, dialect.marker);
        tera.add_raw_template(NAME, text).map_err(|error| stopped(&error))?;
        let mut context = Context::new();
        for (name, value) in self.figures.tree() {
            context.insert(name.clone(), value);
        }
        let mut filled = Limited::of(dialect, text.len());
        let rendered = tera.render_to(NAME, &context, &mut filled);
        if let Some((reason, most)) = filled.full {
            let found = Diagnostic::error(Code::FileTooLarge).with("reason", reason).with("most", most);
            return Err(Stopped { byte: None, found: found.with("place", "") });
        }
        rendered.map_err(|error| stopped(&error))?;
        // Tera writes what was text, and text that was escaped.
        String::from_utf8(filled.bytes).map_err(|_| stop(Vec::new()))
    }

    fn compile(&self, text: &str, delimiters: Delimiters) -> Result<Tera, Vec<Finding>> {
        let mut tera = Tera::new();
        let tag = || text.lines().next().unwrap_or_default().trim_matches(['{', '}', '%', ' ']).to_owned();
        let explain = |error: &tera::Error| engine::explain(error, |_| tag());
        tera.set_delimiters(delimiters).map_err(|error| explain(&error))?;
        self.register(&mut tera, engine::MARKER);
        tera.add_raw_template(NAME, text).map_err(|error| explain(&error))?;
        Ok(tera)
    }

    fn register(&self, tera: &mut Tera, marker: (char, char)) {
        let mut names = Names::of_tables(self.tables.to_vec(), self.appendices.clone());
        names.charts = self.charts.to_vec();
        // What a person wrote may be several paragraphs: it is put in afterwards, as tables are.
        let mark = |key: &String| (key.clone(), format!("{}remark:{key}{}", marker.0, marker.1));
        names.remarks = self.remarks.iter().map(mark).collect();
        engine::register(tera, names, marker);
    }

    /// Tables, charts, appendices and remarks that a tag asks for by names that nothing has.
    fn unknown_ids(&self, tag: &str) -> Vec<Diagnostic> {
        let appendices: Vec<String> = self.appendices.keys().cloned().collect();
        let unknown = |(function, id): (&str, &str)| {
            let known = match function {
                "table" => self.tables,
                "chart" => self.charts,
                "appendix" => &appendices,
                _ => return self.missing_remark(tag, id),
            };
            let nearest = spelling::nearest(id, known.iter().map(String::as_str)).unwrap_or_default();
            let code = if function == "appendix" { Code::UnknownVariable } else { Code::UnknownTable };
            let found = Diagnostic::error(code).with("name", id).with("nearest", nearest);
            (!known.iter().any(|known| known == id)).then(|| found.with("known", known.join(", ")))
        };
        calls(tag).into_iter().filter_map(unknown).collect()
    }

    fn missing_remark(&self, tag: &str, title: &str) -> Option<Diagnostic> {
        let is_there = self.remarks.contains(&spelling::key(title));
        let may_lack = !self.is_final || tag.contains("optional");
        (!is_there && !may_lack).then(|| Diagnostic::error(Code::MissingRemark).with("part", title))
    }
}

/// The calls in a tag that name what they want by a text: the function and the text.
fn calls(tag: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    for (function, option) in [("table", "id"), ("chart", "id"), ("appendix", "id"), ("remark", "part")] {
        for (start, _) in tag.match_indices(function) {
            let is_word = tag.get(..start).is_some_and(|before| {
                before.ends_with(|last: char| last.is_alphanumeric() || matches!(last, '_' | '.'))
            });
            let rest = tag.get(start + function.len()..).and_then(|rest| rest.trim_start().strip_prefix('('));
            let rest = rest.map(str::trim_start).and_then(|rest| rest.strip_prefix(option));
            let rest = rest.map(str::trim_start).and_then(|rest| rest.strip_prefix('=')).map(str::trim_start);
            let quoted = rest.filter(|_| !is_word).and_then(|rest| {
                let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
                rest.get(1..)?.split_once(quote)
            });
            found.extend(quoted.map(|(text, _)| (function, text)));
        }
    }
    found
}

/// The inside of the tag around a byte.
fn tag_around(text: &str, byte: usize, dialect: &Dialect) -> String {
    let ends = |of: fn(&Dialect) -> (&'static str, &'static str)| of(dialect);
    let (value, block) = (ends(|dialect| dialect.value), ends(|dialect| dialect.block));
    let before = text.get(..byte).unwrap_or_default();
    let start = [value, block].iter().filter_map(|(open, _)| Some(before.rfind(open)? + open.len())).max();
    let inside = text.get(start.unwrap_or_default()..).unwrap_or_default();
    let end = [value, block].iter().filter_map(|(_, close)| inside.find(close)).min();
    inside.get(..end.unwrap_or_default()).unwrap_or_default().to_owned()
}

/// What the engine says of a tag is for those who write engines.
fn in_tag(found: Diagnostic) -> Diagnostic {
    if found.code == Code::TemplateSyntax {
        return Diagnostic::error(Code::TemplateSyntax).with("reason", "not read between the braces");
    }
    found
}

/// A tag made whole, so that it can be read without the others.
fn alone(tag: &str) -> String {
    match word_of(tag) {
        "for" => format!("{tag}{{% endfor %}}"),
        "if" => format!("{tag}{{% endif %}}"),
        "elif" => format!("{{% if true %}}{tag}{{% endif %}}"),
        "else" | "endif" | "endfor" => String::new(),
        _ => tag.to_owned(),
    }
}

/// The first word of a tag that does something.
fn word_of(tag: &str) -> &str {
    tag.strip_prefix("{%").and_then(|inside| inside.split_whitespace().next()).unwrap_or_default()
}

/// `safe` would write data as markup.
fn unsafe_filter(tag: &str) -> Option<Diagnostic> {
    let mut filters = tag.split('|').skip(1).filter_map(|filter| filter.trim().split(['}', '%', '(', ' ']).next());
    let found = || Diagnostic::error(Code::UnknownFunction).with("name", "safe").with("nearest", "");
    filters.any(|filter| filter == "safe").then(|| found().with("known", engine::known_filters()))
}

fn top_level(tera: &Tera) -> BTreeSet<String> {
    let names = tera.get_template_variables(NAME).unwrap_or_default();
    names.into_iter().map(str::to_owned).collect()
}

fn index_of(spot: Spot) -> usize {
    match spot {
        Spot::Byte(_, line) | Spot::Line(line) => line.saturating_sub(1),
        Spot::Somewhere => 0,
    }
}

fn stop(findings: Vec<Finding>) -> Stopped {
    let first = findings.into_iter().next();
    let found = first.map(|finding| {
        let byte = match finding.spot {
            Spot::Byte(byte, _) => Some(byte),
            Spot::Line(_) | Spot::Somewhere => None,
        };
        Stopped { byte, found: finding.found }
    });
    found.unwrap_or_else(|| Stopped { byte: None, found: Diagnostic::error(Code::TemplateSyntax).with("reason", "") })
}
