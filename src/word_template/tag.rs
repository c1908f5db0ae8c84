//! What tags there are, and what the inside of one means.
//!
//! In: what stands between the braces, cleaned. Out: what the tag does and what it takes with it. The names of tags are those of docxtpl:
//! `{{ value }}`, `{% if %}`, `{% for %}`, `{%p … %}` for whole paragraphs, `{%tr … %}` for rows, `{%tc … %}` for cells.

use std::ops::Range;

use crate::{
    diagnostic::{Code, Diagnostic},
    report::inserts,
    spelling,
};

/// What a tag takes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Only the text between it and its partner.
    Text,
    /// Whole paragraphs.
    Paragraph,
    /// Whole rows.
    Row,
    /// Whole cells.
    Cell,
}

/// What a tag does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Prints a value.
    Value,
    /// Says something to whoever edits the file.
    Comment,
    /// Gives a name to a value.
    Set,
    /// Begins a loop or a condition.
    Open(Block),
    /// Begins another branch.
    Middle,
    /// Ends a loop or a condition.
    Close(Block),
}

/// What has a beginning and an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Block {
    /// `{% for %}`.
    Loop,
    /// `{% if %}`.
    Condition,
}

/// The words that a tag may begin with.
const WORDS: [(&str, Kind); 7] = [
    ("for", Kind::Open(Block::Loop)),
    ("endfor", Kind::Close(Block::Loop)),
    ("if", Kind::Open(Block::Condition)),
    ("elif", Kind::Middle),
    ("else", Kind::Middle),
    ("endif", Kind::Close(Block::Condition)),
    ("set", Kind::Set),
];

const PREFIXES: [(&str, Scope); 3] = [("tr", Scope::Row), ("tc", Scope::Cell), ("p", Scope::Paragraph)];

/// A tag.
#[derive(Debug, Clone)]
pub struct Tag {
    /// The paragraph, by index.
    pub paragraph: usize,
    /// Its signs in the paragraph.
    pub signs: Range<usize>,
    /// What it takes with it, as its prefix says.
    pub scope: Scope,
    /// What it does.
    pub kind: Kind,
    /// What stands between the braces, cleaned.
    pub code: String,
    /// The tag as it stands in the file, for messages.
    pub said: String,
    /// Whether it is closed and known; one that is not has been told, and only its partner is looked for.
    pub is_sound: bool,
}

impl Tag {
    /// The tag as reports write it.
    #[must_use]
    pub fn written(&self) -> String {
        match self.kind {
            Kind::Value => format!("{{{{ {} }}}}", self.code),
            Kind::Comment => String::new(),
            _ => format!("{{% {} %}}", self.code),
        }
    }

    /// Whether it puts a table into the place of its paragraph.
    #[must_use]
    pub fn inserts_table(&self) -> bool {
        self.kind == Kind::Value && inserts(&self.written())
    }
}

/// A tag that begins with an unknown word, and what was probably meant.
pub struct Meant {
    /// What is wrong.
    pub found: Diagnostic,
    /// What it takes with it.
    pub scope: Scope,
    /// What it probably does.
    pub kind: Option<Kind>,
}

/// Scope, kind and code of a tag that opens with a brace and `opener`.
///
/// # Errors
/// `unknown-tag`, and what was meant.
pub fn read(inside: &str, opener: char) -> Result<(Scope, Kind, String), Meant> {
    match opener {
        '#' => return Ok((Scope::Text, Kind::Comment, String::new())),
        '{' => return Ok((Scope::Text, Kind::Value, with_named_id(inside))),
        _ => {}
    }
    let (scope, rest) = prefix(inside);
    let word = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
    let kind = |word: &str| WORDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
    if let Some(kind) = kind(word) {
        return Ok((scope, kind, with_named_id(rest)));
    }
    let words = || WORDS.iter().map(|(word, _)| *word);
    let nearest = spelling::nearest(word, words()).unwrap_or_default();
    let found = Diagnostic::error(Code::UnknownTag).with("name", if word.is_empty() { "{% %}" } else { word });
    let found = found.with("nearest", nearest).with("known", words().collect::<Vec<_>>().join(", "));
    Err(Meant { found: found.with("example", "{{ report.number }}"), scope, kind: kind(nearest) })
}

/// What a tag takes with it, and what follows the prefix; a blank between them may have been lost.
fn prefix(inside: &str) -> (Scope, &str) {
    for (prefix, scope) in PREFIXES {
        let Some(rest) = inside.strip_prefix(prefix) else { continue };
        let starts_word = WORDS.iter().any(|(word, _)| rest.starts_with(word));
        if rest.starts_with(' ') || starts_word {
            return (scope, rest.trim_start());
        }
    }
    (Scope::Text, inside)
}

/// What is asked by one name, and what the engine calls that; any other function is looked for, and not found, by an id.
const CALLS: [(&str, &str); 3] = [("remark", "part"), ("default", "value"), ("", "id")];

/// `table("x")` as the engine wants it: `table(id="x")`.
fn with_named_id(code: &str) -> String {
    let (mut named, mut quote) = (String::with_capacity(code.len() + 8), None);
    for (at, letter) in code.char_indices() {
        let is_quote = matches!(letter, '"' | '\'');
        let before = named.trim_end();
        if let (true, None, Some(before)) = (is_quote, quote, before.strip_suffix('(')) {
            let word = |letter: char| !letter.is_alphanumeric() && letter != '_';
            let function = before.trim_end().rsplit(word).next().unwrap_or_default();
            let known = CALLS.iter().find(|(call, _)| *call == function || call.is_empty());
            if let (false, Some((_, option))) = (function.is_empty(), known) {
                named.push_str(&format!("{option}="));
            }
        }
        quote = match quote {
            Some(open) if open == letter => None,
            None if is_quote => Some(letter),
            other => other,
        };
        named.push_str(code.get(at..at + letter.len_utf8()).unwrap_or_default());
    }
    named
}
