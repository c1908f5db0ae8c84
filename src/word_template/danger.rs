//! What makes a Word file dangerous to whoever opens it.
//!
//! In: its parts. Out: a finding for macros, and for each thing that Word would fetch from outside.

use super::open::unfit;
use crate::{
    diagnostic::Diagnostic,
    ooxml::{Package, Scanner, Token, unescape},
};

/// Whether the file has macros, as its content types or the names of its parts say.
pub fn has_macros(package: &Package, types: &str) -> bool {
    // Neither types nor names of parts heed capitals.
    let types = types.to_ascii_lowercase();
    types.contains("macroenabled")
        || types.contains("vbaproject")
        || package.names().any(|name| name.to_ascii_lowercase().contains("vbaproject"))
}

/// Every danger. A link that waits for a click is none.
pub fn of(package: &Package, has_macros: bool) -> Vec<Diagnostic> {
    let bytes = |name| package.part(name).unwrap_or_default();
    let relations = package.names().filter(|name| has_extension(name, ".rels"));
    let related = relations.flat_map(|name| outside_targets(bytes(name)));
    // What a part is, its name does not say: its type does, and Word goes by that.
    let fetched = package.names().filter_map(|name| fetching_field(bytes(name)));
    let outside = related.chain(fetched).map(|target| unfit("it fetches something from outside", &target));
    has_macros.then(|| unfit("it has macros", "")).into_iter().chain(outside).collect()
}

/// Whether the name of a part ends so; names in a package do not heed capitals.
pub fn has_extension(name: &str, extension: &str) -> bool {
    let start = name.len().saturating_sub(extension.len());
    name.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(extension))
}

/// Elements that name a source of data for a serial letter, which Word asks when it opens the file.
const SOURCES: [&[u8]; 3] = [b"connectString", b"udl", b"dataSource"];

/// Words with which a field begins that fetches something.
const FETCHING: [&str; 6] = ["DDE", "INCLUDE", "IMPORT", "LINK", "DATABASE", "RD"];
/// Those that mean nothing else wherever they stand, such as in a field that makes another.
const ANYWHERE: [&str; 3] = ["DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE"];

/// The first field of a part that fetches something; its words may be cut up.
fn fetching_field(part: &[u8]) -> Option<String> {
    // Few parts have fields at all.
    let has = |word| std::str::from_utf8(part).is_ok_and(|text| text.contains(word));
    let asks = has("mailMerge");
    if !asks && !has("instr") {
        return None;
    }
    let mut scanner = Scanner::of_bytes(part.to_vec());
    let (mut words, mut is_instruction) = (String::new(), false);
    loop {
        match scanner.next() {
            Ok(Token::Open { name, attributes, empty }) => {
                if asks && SOURCES.contains(&name) {
                    return Some("Mailings > Start Mail Merge".to_owned());
                }
                is_instruction = name == b"instrText" && !empty;
                if name == b"fldChar" {
                    words.push('\n');
                } else if let Some(simple) = attributes.prefixed("instr") {
                    let _ = unescape(simple, &mut words);
                    words.push('\n');
                }
            }
            // What cannot be read is told as damaged.
            Ok(Token::Text(text)) if is_instruction => drop(unescape(text, &mut words)),
            Ok(Token::Close { .. }) => is_instruction = false,
            Ok(Token::Text(_)) => {}
            Ok(Token::End) | Err(_) => break,
        }
    }
    let words = words.to_uppercase();
    let mut first = words.lines().filter_map(|field| field.split_whitespace().next());
    let anywhere = || ANYWHERE.into_iter().find(|word| words.contains(word));
    first.find(|word| FETCHING.contains(word)).or_else(anywhere).map(str::to_owned)
}

fn outside_targets(relations: &[u8]) -> Vec<String> {
    let mut scanner = Scanner::of_bytes(relations.to_vec());
    let mut found = Vec::new();
    loop {
        match scanner.next() {
            Ok(Token::Open { name: b"Relationship", attributes, .. }) => {
                let text = |name| attributes.text(name).unwrap_or_default();
                let is_link = text("Type").ends_with("/hyperlink");
                // A file of another kind that Word takes in whole would be looked at by nobody.
                let is_taken_in = text("Type").ends_with("/aFChunk");
                if is_taken_in || text("TargetMode").eq_ignore_ascii_case("external") && !is_link {
                    found.push(text("Target"));
                }
            }
            Ok(Token::End) => return found,
            Ok(_) => {}
            Err(_) => {
                found.push("?".to_owned());
                return found;
            }
        }
    }
}
