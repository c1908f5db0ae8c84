//! Parts that report templates share: `{% include "totals" %}` on a line of its own takes up `report-templates/partials/totals.md`.
//!
//! In: the body of a template. Out: the body with the partials in it, the tables that each brings along in its own front matter, and where
//! each line comes from, so that messages name the file in which a line was written.

use serde::Deserialize;

use super::front_matter::split;
use crate::{
    assets::{Assets, TextFile},
    diagnostic::{Code, Diagnostic, Failure, Location},
    table_spec::TableDefinition,
};

/// A run of lines of the whole body that one file holds.
#[derive(Debug, Clone)]
pub struct Piece {
    /// The file, as messages name it.
    pub file: String,
    /// Its first line in the body, counted from 1.
    pub starts_at: usize,
    /// That line in the file.
    pub line: usize,
}

/// A partial with the tables that it brings along.
#[derive(Debug)]
pub struct Partial {
    /// The file.
    pub file: TextFile,
    /// Its tables.
    pub tables: Vec<TableDefinition>,
}

impl Partial {
    /// A key of its front matter.
    pub fn at_key(&self, key: &str) -> Location {
        let head = split(&self.file.text).map_or("", |(head, _)| head);
        self.file.at_key_of_part(head, 1, key)
    }
}

/// A body with its partials in it.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The Markdown with template tags.
    pub body: String,
    /// Where its lines come from, in order.
    pub pieces: Vec<Piece>,
    /// The partials, in the order of their first line.
    pub partials: Vec<Partial>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    #[serde(default, rename = "table")]
    tables: Vec<TableDefinition>,
}

/// Puts the partials into a body; `lines_before` are the lines of the file above it.
///
/// # Errors
/// `unknown-definition` for a partial that there is not, the errors of [`TextFile::parse`] for its front matter, `template-syntax` for a partial
/// that includes another.
pub fn expand(assets: &Assets, file: &TextFile, body: &str, lines_before: usize) -> Result<Expanded, Failure> {
    let mut expanded = Expanded::default();
    let mut at = 1;
    let mut is_own = false;
    for (number, line) in (lines_before + 1..).zip(body.split_inclusive('\n')) {
        let Some(id) = included(line) else {
            if !is_own {
                expanded.pieces.push(Piece { file: file.name.clone(), starts_at: at, line: number });
            }
            is_own = true;
            expanded.body.push_str(line);
            at += 1;
            continue;
        };
        is_own = false;
        let (partial, first, text) = load(assets, id, file.at_line(number))?;
        expanded.pieces.push(Piece { file: partial.file.name.clone(), starts_at: at, line: first });
        at += text.lines().count();
        expanded.body.push_str(&text);
        expanded.partials.push(partial);
    }
    Ok(expanded)
}

/// A partial, the line of its file where its text starts, and the text, which ends with a line feed.
fn load(assets: &Assets, id: &str, asked: Location) -> Result<(Partial, usize, String), Failure> {
    let file = assets.definition("partials", id, &format!("partials/{id}.md"), asked)?;
    let (head, text) = split(&file.text).unwrap_or(("", &file.text));
    let first = file.text.len() - text.len();
    let first = file.text.get(..first).map_or(0, |before| before.matches('\n').count()) + 1;
    if let Some((line, _)) = (first..).zip(text.lines()).find(|(_, line)| included(line).is_some()) {
        let found = Diagnostic::error(Code::TemplateSyntax).at(file.at_line(line));
        return Err(found.with("reason", NESTED).into());
    }
    let Head { tables } = file.parse_part(head, 1)?;
    let text = format!("{}\n", text.trim_end_matches('\n'));
    Ok((Partial { file, tables }, first, text))
}

/// Why a partial is refused, as the catalogue of reasons knows it.
const NESTED: &str = "include within a partial";

/// The partial that a line asks for: the tag alone stands on it.
fn included(line: &str) -> Option<&str> {
    let tag = line.trim().strip_prefix("{%")?.strip_suffix("%}")?.trim();
    let id = tag.strip_prefix("include")?.trim().strip_prefix('"')?.strip_suffix('"')?;
    (!id.contains('"')).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::included;

    #[test]
    fn an_include_stands_alone_on_its_line() {
        assert_eq!(included("  {% include \"totals\" %}\n"), Some("totals"));
        assert_eq!(included("a {% include \"totals\" %}"), None);
        assert_eq!(included("{% include totals %}"), None);
    }
}
