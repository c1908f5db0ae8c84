//! Tags in the paragraphs of a part: found across runs, cleaned of what Word makes of them while somebody types, and told apart.
//!
//! In: a [`Part`]. Out: [`Tag`]s in the order of the text, and a finding for each one that is not whole or not known. The names of tags
//! are those of docxtpl: `{{ value }}`, `{% if %}`, `{% for %}`, `{%p … %}` for whole paragraphs, `{%tr … %}` for rows, `{%tc … %}` for cells.

use std::ops::Range;

use super::part::{Paragraph, Part, Sign};
use crate::{
    diagnostic::{Code, Diagnostic},
    spelling,
};

/// What a tag takes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        self.kind == Kind::Value && self.code.starts_with("table(")
    }
}

/// What is wrong with signs of a paragraph.
#[derive(Debug)]
pub struct Flaw {
    /// The paragraph, by index.
    pub paragraph: usize,
    /// Its signs.
    pub signs: Range<usize>,
    /// What.
    pub found: Diagnostic,
}

/// Every tag of a part in the order of the text.
#[must_use]
pub fn find(part: &Part<'_>) -> (Vec<Tag>, Vec<Flaw>) {
    let (mut tags, mut flaws) = (Vec::new(), Vec::new());
    for (index, paragraph) in part.paragraphs.iter().enumerate() {
        in_paragraph(index, paragraph, &mut tags, &mut flaws);
    }
    let start = |paragraph: usize, sign: usize| {
        let signs = part.paragraphs.get(paragraph).map(|paragraph| &paragraph.signs);
        signs.and_then(|signs| signs.get(sign)).map_or(0, |sign| sign.range.start)
    };
    // The text of a box stands amid that of the paragraph that holds it.
    tags.sort_by_key(|tag| start(tag.paragraph, tag.signs.start));
    (tags, flaws)
}

fn in_paragraph(index: usize, paragraph: &Paragraph, tags: &mut Vec<Tag>, flaws: &mut Vec<Flaw>) {
    let signs = &paragraph.signs;
    let mut at = 0;
    while at < signs.len() {
        let Some(end) = closer(signs, at) else {
            if matches!(pair(signs, at), Some(('}', '}') | ('%', '}') | ('#', '}'))) {
                flaws.push(Flaw {
                    paragraph: index,
                    signs: at..at + 2,
                    found: Diagnostic::error(Code::StrayTag).with("tag", text(signs, at..at + 2)),
                });
                at += 1;
            }
            at += 1;
            continue;
        };
        match tag_end(signs, at + 2, end) {
            Some(after) => {
                match read(&signs_between(signs, at, after), opener(signs, at)) {
                    Ok((scope, kind, code)) => tags.push(Tag { paragraph: index, signs: at..after, scope, kind, code }),
                    Err(found) => flaws.push(Flaw { paragraph: index, signs: at..after, found }),
                }
                at = after;
            }
            None => {
                let rest = at..signs.len();
                let found = Diagnostic::error(Code::UnclosedTag).with("tag", shortened(&text(signs, rest.clone())));
                flaws.push(Flaw {
                    paragraph: index,
                    signs: rest,
                    found: found.with("closer", format!("{}{}", end.0, end.1)),
                });
                at += 2;
            }
        }
    }
}

fn pair(signs: &[Sign], at: usize) -> Option<(char, char)> {
    Some((signs.get(at)?.letter, signs.get(at + 1)?.letter))
}

fn opener(signs: &[Sign], at: usize) -> char {
    signs.get(at + 1).map_or('{', |sign| sign.letter)
}

/// What would close the tag that opens here, if one does.
fn closer(signs: &[Sign], at: usize) -> Option<(char, char)> {
    match pair(signs, at)? {
        ('{', '{') => Some(('}', '}')),
        ('{', '%') => Some(('%', '}')),
        ('{', '#') => Some(('#', '}')),
        _ => None,
    }
}

/// The sign behind the end of a tag; none where another one opens before.
fn tag_end(signs: &[Sign], from: usize, end: (char, char)) -> Option<usize> {
    let mut quote = None;
    for at in from..signs.len() {
        let letter = clean(signs.get(at)?.letter);
        match quote {
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '"' | '\'') && end.0 != '#' => quote = Some(letter),
            None if pair(signs, at) == Some(end) => return Some(at + 2),
            None if closer(signs, at).is_some() => return None,
            _ => {}
        }
    }
    None
}

/// A letter as it was typed: Word makes smart quotes, dashes and blanks that do not break of it.
fn clean(letter: char) -> char {
    match letter {
        '\u{201C}' | '\u{201D}' | '\u{201E}' | '\u{201F}' | '«' | '»' | '\u{2033}' => '"',
        '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}' | '\u{2032}' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    }
}

/// What nobody sees, and Word puts in where a line may break.
const fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}' | '\u{2060}')
}

/// The inside of a tag, cleaned; a dash in quotes is meant as it is.
fn signs_between(signs: &[Sign], start: usize, end: usize) -> String {
    let inside = signs.get(start + 2..end - 2).unwrap_or_default();
    let (mut text, mut quote) = (String::new(), None);
    for letter in inside.iter().map(|sign| sign.letter).filter(|letter| !is_unseen(*letter)) {
        let cleaned = clean(letter);
        match quote {
            Some(open) if cleaned == open => quote = None,
            None if matches!(cleaned, '"' | '\'') => quote = Some(cleaned),
            _ => {}
        }
        text.push(if quote.is_some() && cleaned == '-' { letter } else { cleaned });
    }
    text.trim().trim_start_matches('-').trim_end_matches('-').trim().to_owned()
}

fn text(signs: &[Sign], range: Range<usize>) -> String {
    signs.get(range).unwrap_or_default().iter().map(|sign| sign.letter).collect()
}

/// A text of at most 40 letters.
#[must_use]
pub fn shortened(text: &str) -> String {
    const MOST: usize = 40;
    let mut letters = text.chars();
    let head: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() { format!("{}…", head.trim_end()) } else { head }
}

/// Scope, kind and code of a tag.
fn read(inside: &str, opener: char) -> Result<(Scope, Kind, String), Diagnostic> {
    match opener {
        '#' => return Ok((Scope::Text, Kind::Comment, String::new())),
        '{' => return Ok((Scope::Text, Kind::Value, with_named_id(inside))),
        _ => {}
    }
    let (scope, rest) = prefix(inside);
    let word = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
    let known = WORDS.iter().find(|(known, _)| *known == word);
    let Some((_, kind)) = known else {
        let words = || WORDS.iter().map(|(word, _)| *word);
        let found = Diagnostic::error(Code::UnknownTag).with("tag", shortened(inside)).with("name", word);
        let found = found.with("nearest", spelling::nearest(word, words()).unwrap_or_default());
        let known = words().collect::<Vec<_>>().join(", ");
        return Err(found.with("known", known).with("example", "{{ report.number }}"));
    };
    Ok((scope, *kind, rest.to_owned()))
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

/// The functions that are asked by one name, and what the engine calls it.
const CALLS: [(&str, &str); 4] = [("table", "id"), ("chart", "id"), ("appendix", "id"), ("remark", "part")];

/// `table("x")` as the engine wants it: `table(id="x")`.
fn with_named_id(code: &str) -> String {
    for (function, option) in CALLS {
        let rest = code.strip_prefix(function).and_then(|rest| rest.trim_start().strip_prefix('('));
        if let Some(rest) = rest.map(str::trim_start) {
            let name = if rest.starts_with(['"', '\'']) { format!("{option}=") } else { String::new() };
            return format!("{function}({name}{rest}");
        }
    }
    code.to_owned()
}
