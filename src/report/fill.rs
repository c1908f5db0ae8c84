//! Tags in files that are no Markdown, such as an office's own Word file: the same values, filters and checks as every report.
//!
//! In: [`Figures`], the tables and charts that exist, tags or a text with tags. Out: what is wrong with the tags, or the text filled.
//! Whoever reads the file says how its tags stand apart from its text ([`Dialect`]); this is the only way to the engine from outside.

mod gap;
mod guards;
mod limited;
mod tag;

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};

use tera::{Context, Delimiters, Tera};

use limited::Limited;
use tag::{alone, calls, comprehension, in_tag, inside, not_alone, too_long, unrounded, unsafe_filter};

pub use gap::gap_title;
pub use guards::{cost, named, printed};
pub use limited::Budget;
pub use tag::inserts;

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
    /// The byte of which the text holds one for each step of work, such as a turn of a loop; it is not written.
    pub step: u8,
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
    /// Ids of the appendices that a report may have, though a condition has left some of them out of this one.
    pub possible_appendices: &'a [String],
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
        // Many tags are alike.
        let mut known: BTreeMap<&str, Vec<Diagnostic>> = BTreeMap::new();
        for (index, tag) in tags.iter().enumerate() {
            let of_tag = known.entry(tag).or_insert_with(|| {
                let compiled = self.compile(&alone(tag), Delimiters::default());
                variables.extend(compiled.as_ref().map(top_level).unwrap_or_default());
                let unread = compiled.err().into_iter().flatten().map(|finding| in_tag(finding.found));
                let more = unsafe_filter(tag)
                    .into_iter()
                    .chain(too_long(tag))
                    .chain(comprehension(tag))
                    .chain(not_alone(tag))
                    .chain(unrounded(tag))
                    .chain(self.unknown_ids(tag));
                unread.chain(more).collect()
            });
            found.extend(of_tag.iter().map(|diagnostic| (index, diagnostic.clone())));
        }
        // Read alone, a tag does not know what others bind.
        for name in tags.iter().flat_map(|tag| names::bound_by(tag)) {
            variables.remove(name);
        }
        if found.is_empty() && are_whole {
            let together: Vec<String> = tags.iter().map(|tag| tag.replace('\n', " ")).collect();
            match self.compile(&together.join("\n"), Delimiters::default()) {
                Ok(tera) => variables = top_level(&tera),
                Err(findings) => {
                    found.extend(findings.into_iter().map(|finding| (index_of(finding.spot), in_tag(finding.found))));
                }
            }
        }
        let unknown = variables.iter().map(String::as_str).filter(|name| !self.figures.tree().contains_key(*name));
        // What is too long to be read is told as such.
        let insides = tags.iter().map(|tag| inside(tag)).map(|inside| cost(inside).map_or("", |_| inside)).enumerate();
        found.extend(names::unknown_in(insides, self.figures, &unknown.collect()));
        found.sort_by_key(|(index, _)| *index);
        found
    }

    /// The text with its tags filled.
    ///
    /// # Errors
    /// The first thing that stops it: a tag that [`Self::check`] finds fault with, a value that a filter refuses (`unfit-value`), a table
    /// that does not exist (`unknown-table`), or `file-too-large` where it takes more than the budget has left.
    pub fn fill(&self, text: &str, dialect: &Dialect, budget: &mut Budget) -> Result<String, Stopped> {
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
        guards::register(&mut tera, dialect.marker);
        tera.add_raw_template(NAME, text).map_err(|error| stopped(&error))?;
        let mut context = Context::new();
        for (name, value) in self.figures.tree() {
            context.insert(name.clone(), &guards::unmarked(value, dialect.marker));
        }
        let mut filled = Limited::of(dialect.step, budget);
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
        names.gap = Some(gap::hidden);
        // What a person wrote may be several paragraphs: it is put in afterwards, as tables are.
        let mark = |key: &String| (key.clone(), format!("{}remark:{key}{}", marker.0, marker.1));
        names.remarks = self.remarks.iter().map(mark).collect();
        engine::register(tera, names, marker);
    }

    /// Tables, charts, appendices and remarks that a tag asks for by names that nothing has.
    fn unknown_ids(&self, tag: &str) -> Vec<Diagnostic> {
        let appendices = self.appendices.keys().chain(self.possible_appendices).cloned();
        let appendices: Vec<String> = appendices.collect::<BTreeSet<_>>().into_iter().collect();
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

/// The inside of the tag around a byte.
fn tag_around(text: &str, byte: usize, dialect: &Dialect) -> String {
    let ends = |of: fn(&Dialect) -> (&'static str, &'static str)| of(dialect);
    let (value, block) = (ends(|dialect| dialect.value), ends(|dialect| dialect.block));
    let before = text.get(..byte).unwrap_or_default();
    let start = [value, block].iter().filter_map(|(open, _)| Some(before.rfind(open)? + open.len())).max();
    let inside = text.get(start.unwrap_or_default()..).unwrap_or_default();
    let end = [value, block].iter().filter_map(|(_, close)| inside.find(close)).min();
    guards::plain(inside.get(..end.unwrap_or_default()).unwrap_or_default())
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
