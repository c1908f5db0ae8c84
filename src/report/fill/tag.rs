//! One tag by itself, as it is written in a report: what it asks for, and what no tag may hold.
//!
//! In: a tag. Out: what stands in it, and a finding for what is not read in files of unknown hands.

use super::{
    super::{
        engine::{self, NOT_ALONE, NOT_WHOLE},
        names::{self, Token, closing, tokens},
    },
    guards::{self, cost},
};
use crate::diagnostic::{Code, Diagnostic};

/// Functions whose option is a name: the function and the option.
const NAMED: [(&str, &str); 4] = [("table", "id"), ("chart", "id"), ("appendix", "id"), ("remark", "part")];
/// Those that leave a mark for what is put in afterwards.
const INSERTING: [&str; 3] = ["table", "chart", "remark"];

/// The calls in a tag that name what they want by a text: the function and the text.
pub fn calls(tag: &str) -> Vec<(&str, &str)> {
    let pieces = tokens(inside(tag));
    let of_call = |(function, at, end): (&'_ str, usize, usize)| {
        let (_, option) = NAMED.iter().find(|(known, _)| *known == function)?;
        let options = pieces.get(at..end).unwrap_or_default();
        options.windows(3).find_map(|three| match three {
            [Token::Name(name), Token::Sign("="), Token::Text(text)] if name == option => Some(*text),
            _ => None,
        })
    };
    let found = functions(&pieces);
    found.into_iter().filter_map(|call| Some((call.0, of_call(call)?))).collect()
}

/// The functions that pieces call, each with the places of its brackets.
fn functions<'t>(pieces: &[Token<'t>]) -> Vec<(&'t str, usize, usize)> {
    let is_step =
        |at: usize| matches!(at.checked_sub(1).and_then(|at| pieces.get(at)), Some(Token::Sign("." | "?." | "|")));
    let call = |(at, two): (usize, &[Token<'t>])| match two {
        [Token::Name(name), Token::Sign("(")] if !is_step(at) => Some((*name, at + 1, closing(pieces, at + 1))),
        _ => None,
    };
    pieces.windows(2).enumerate().filter_map(call).collect()
}

/// Whether a tag puts a table in.
#[must_use]
pub fn inserts(tag: &str) -> bool {
    tag.starts_with("{{") && functions(&tokens(inside(tag))).iter().any(|(name, ..)| *name == "table")
}

/// A table, chart or remark is put in afterwards, whole: nothing can be made of it.
pub fn not_alone(tag: &str) -> Option<Diagnostic> {
    // Whether one is there may be asked in any way.
    if !(tag.starts_with("{{") || word_of(tag) == "set") {
        return None;
    }
    let pieces = tokens(inside(tag));
    let is_part = |(name, at, end): &(&str, usize, usize)| {
        let before = at.checked_sub(2).and_then(|at| pieces.get(at));
        let behind = (pieces.get(end + 1), pieces.get(end + 2));
        let is_filtered = matches!(behind, (Some(Token::Sign("|")), Some(Token::Name(filter))) if *filter != "default");
        INSERTING.contains(name)
            && (is_filtered || before == Some(&Token::Sign("~")) || behind.0 == Some(&Token::Sign("~")))
    };
    functions(&pieces).iter().any(is_part).then(|| unfit(tag, NOT_ALONE))
}

/// What is divided and put into a text would have more decimals than anybody reads.
pub fn unrounded(tag: &str) -> Option<Diagnostic> {
    let pieces = tokens(inside(tag));
    let has = |sign: &str| pieces.contains(&Token::Sign(sign));
    let is_rounded = names::filters(inside(tag)).contains(&"int");
    (has("~") && has("/") && !is_rounded).then(|| unfit(tag, NOT_WHOLE))
}

fn unfit(tag: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::UnfitValue).with("tag", inside(tag).trim()).with("reason", reason)
}

/// What stands between the braces of a tag.
pub fn inside(tag: &str) -> &str {
    let start = tag.strip_prefix("{{").or_else(|| tag.strip_prefix("{%")).unwrap_or(tag);
    start.strip_suffix("}}").or_else(|| start.strip_suffix("%}")).unwrap_or(start)
}

/// What the engine says of a tag is for those who write engines.
pub fn in_tag(found: Diagnostic) -> Diagnostic {
    if found.code == Code::TemplateSyntax {
        return Diagnostic::error(Code::TemplateSyntax).with("reason", "not read between the braces");
    }
    found
}

/// A tag made whole, so that it can be read without the others.
pub fn alone(tag: &str) -> String {
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

/// A filter that writes markup, wherever it stands.
pub fn unsafe_filter(tag: &str) -> Option<Diagnostic> {
    let name = names::filters(inside(tag)).into_iter().find(|filter| guards::UNKNOWN.contains(filter))?;
    let found = Diagnostic::error(Code::UnknownFunction).with("name", name).with("nearest", "");
    Some(found.with("known", engine::known_filters()))
}

/// A tag that nobody types.
pub fn too_long(tag: &str) -> Option<Diagnostic> {
    let found =
        || Diagnostic::error(Code::FileTooLarge).with("reason", "length of a tag").with("most", guards::LONGEST_TAG);
    cost(inside(tag)).is_none().then(|| found().with("place", ""))
}

/// A list that a tag makes item by item has no limit.
pub fn comprehension(tag: &str) -> Option<Diagnostic> {
    let found = || Diagnostic::error(Code::TemplateSyntax).with("reason", "not read between the braces");
    names::has_comprehension(inside(tag)).then(found)
}
