//! Tags in the paragraphs of a part: found across runs and cleaned of what Word makes of them while somebody types.
//!
//! In: a [`Part`]. Out: [`Tag`]s in the order of the text, and a finding for each one that is not whole or not known.

use std::ops::Range;

use super::{
    part::{Paragraph, Part, Sign},
    tag::{Tag, read},
};
use crate::diagnostic::{Code, Diagnostic};

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
    let mut search = Search::default();
    for (index, paragraph) in part.paragraphs.iter().enumerate() {
        search.paragraph(index, paragraph);
        if search.is_enough() {
            break;
        }
    }
    let start = |paragraph: usize, sign: usize| {
        let signs = part.paragraphs.get(paragraph).map(|paragraph| &paragraph.signs);
        signs.and_then(|signs| signs.get(sign)).map_or(0, |sign| sign.range.start)
    };
    let Search { mut tags, mut flaws, .. } = search;
    if let Some(last) = tags.last().filter(|_| tags.len() > MOST_TAGS) {
        let found = Diagnostic::error(Code::FileTooLarge).with("reason", "tags of a file").with("most", MOST_TAGS);
        flaws = vec![Flaw { paragraph: last.paragraph, signs: last.signs.clone(), found: found.with("place", "") }];
        tags.clear();
    }
    // The text of a box stands amid that of the paragraph that holds it.
    tags.sort_by_key(|tag| start(tag.paragraph, tag.signs.start));
    (tags, flaws)
}

#[derive(Default)]
struct Search {
    tags: Vec<Tag>,
    flaws: Vec<Flaw>,
    /// What would have closed a tag that was told as not closed: where it comes at last, it is no mistake of its own.
    awaited: Option<(char, char)>,
}

/// Why a dash at the braces is not read.
const MINUS: &str = "a dash touches the braces";

/// Mistakes of a part that are told, at most, and its tags.
const MOST_FLAWS: usize = 100;
const MOST_TAGS: usize = 10_000;

impl Search {
    /// Whether there are more tags or mistakes than anybody makes.
    fn is_enough(&self) -> bool {
        self.flaws.len() >= MOST_FLAWS || self.tags.len() > MOST_TAGS
    }

    fn paragraph(&mut self, index: usize, paragraph: &Paragraph) {
        let signs = &paragraph.signs;
        let mut at = 0;
        while at < signs.len() && !self.is_enough() {
            let Some(end) = closer(signs, at) else {
                at += self.between_tags(index, signs, at);
                continue;
            };
            let Some(after) = tag_end(signs, at + 2, end) else {
                self.unclosed(index, signs, at, end);
                at += 2;
                continue;
            };
            self.tag(index, signs, at..after, true);
            at = after;
        }
    }

    /// Looks at signs that open no tag, and tells how many of them it has seen.
    fn between_tags(&mut self, index: usize, signs: &[Sign], at: usize) -> usize {
        let closes = pair(signs, at).filter(|pair| matches!(pair, ('}', '}') | ('%', '}') | ('#', '}')));
        if closes.is_none() {
            return 1;
        }
        if self.awaited.take() != closes {
            let found = Diagnostic::error(Code::StrayTag).with("tag", text(signs, at..at + 2));
            self.flaws.push(Flaw { paragraph: index, signs: at..at + 2, found });
        }
        2
    }

    fn unclosed(&mut self, index: usize, signs: &[Sign], at: usize, end: (char, char)) {
        let found = Diagnostic::error(Code::UnclosedTag).with("tag", shortened(signs, at..signs.len()));
        let found = found.with("closer", format!("{}{}", end.0, end.1));
        self.flaws.push(Flaw { paragraph: index, signs: at..signs.len(), found });
        self.awaited = Some(end);
        // What it begins or ends is known all the same: its partner is no mistake.
        if end.0 == '%' {
            self.tag(index, signs, at..signs.len(), false);
        }
    }

    /// A tag; one that is not closed has been told already.
    fn tag(&mut self, index: usize, signs: &[Sign], range: Range<usize>, is_closed: bool) {
        let inside = signs_between(signs, range.start + 2, if is_closed { range.end - 2 } else { range.end });
        let said = shortened(signs, range.clone());
        let opener = opener(signs, range.start);
        if opener == '{' && is_closed && begins_with_doubt(&inside) {
            let found = Diagnostic::error(Code::UnfitValue).with("tag", said).with("reason", MINUS);
            self.flaws.push(Flaw { paragraph: index, signs: range, found });
            return;
        }
        let inside = bare(&inside);
        let of = |kind, scope, code, is_sound| Tag {
            paragraph: index,
            signs: range.clone(),
            scope,
            kind,
            code,
            said: said.clone(),
            is_sound,
        };
        match read(inside, opener) {
            Ok((scope, kind, code)) => self.tags.push(of(kind, scope, code, is_closed)),
            Err(meant) => {
                self.tags.extend(meant.kind.map(|kind| of(kind, meant.scope, inside.to_owned(), false)));
                if is_closed {
                    self.flaws.push(Flaw {
                        paragraph: index,
                        signs: range.clone(),
                        found: meant.found.with("tag", &said),
                    });
                }
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

/// What stands between the braces, cleaned; a dash in quotes is meant as it is.
fn signs_between(signs: &[Sign], start: usize, end: usize) -> String {
    let inside = signs.get(start..end).unwrap_or_default();
    let (mut text, mut quote) = (String::new(), None);
    for letter in inside.iter().map(|sign| sign.letter) {
        let cleaned = clean(letter);
        match quote {
            Some(open) if cleaned == open => quote = None,
            None if matches!(cleaned, '"' | '\'') => quote = Some(cleaned),
            _ => {}
        }
        text.push(if quote.is_some() && cleaned == '-' { letter } else { cleaned });
    }
    text
}

/// The inside of a tag without blanks at its ends, and without a dash that touches the braces there: other programs take blanks away by it.
fn bare(inside: &str) -> &str {
    let inside = inside.strip_prefix('-').unwrap_or(inside);
    inside.strip_suffix('-').unwrap_or(inside).trim()
}

/// Whether a dash touches both the braces and what is printed: it may be a minus or take blanks away, and one of them is a wrong figure.
fn begins_with_doubt(inside: &str) -> bool {
    inside.strip_prefix('-').is_some_and(|rest| !rest.starts_with(' '))
}

fn text(signs: &[Sign], range: Range<usize>) -> String {
    signs.get(range).unwrap_or_default().iter().map(|sign| sign.letter).collect()
}

/// At most 40 letters of a text.
const MOST: usize = 40;

/// The text of some signs, cut off where it is long.
fn shortened(signs: &[Sign], range: Range<usize>) -> String {
    cut(&text(signs, range.start..range.end.min(range.start + MOST + 1)))
}

/// A text of at most 40 letters.
#[must_use]
pub fn cut(text: &str) -> String {
    let mut letters = text.chars();
    let head: String = letters.by_ref().take(MOST).collect();
    if letters.next().is_some() { format!("{}…", head.trim_end()) } else { head }
}
