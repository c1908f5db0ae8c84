//! One tag by itself, as it is written in a report: what it asks for, and what no tag may hold.
//!
//! In: a tag. Out: what stands in it, and a finding for what is not read in files of unknown hands.

use super::{
    super::{engine, names},
    guards::{self, cost},
};
use crate::diagnostic::{Code, Diagnostic};

/// The calls in a tag that name what they want by a text: the function and the text.
pub fn calls(tag: &str) -> Vec<(&str, &str)> {
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
