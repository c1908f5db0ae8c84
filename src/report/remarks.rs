//! What people judge: the parts of the project's own `nhan-xet.md`.
//!
//! In: the file. Out: the text of each part under its title, with the line where it starts. Nothing is ever invented for a part
//! that is missing.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    assets::TextFile,
    diagnostic::{Code, Diagnostic},
    spelling,
};

/// One part: everything below a line `## title`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The title as typed.
    pub title: String,
    /// The text, with template tags.
    pub text: String,
    /// Lines of the file before the text.
    pub lines_before: usize,
}

impl Remark {
    /// The key under which a template asks for the part.
    #[must_use]
    pub fn key(&self) -> String {
        spelling::key(&self.title)
    }
}

/// The parts of a file that hold any text.
#[must_use]
pub fn parts(file: &TextFile) -> Vec<Remark> {
    let mut parts: Vec<Remark> = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        if let Some(title) = line.strip_prefix("## ") {
            parts.push(Remark { title: title.trim().to_owned(), text: String::new(), lines_before: index + 1 });
        } else if let Some(part) = parts.last_mut() {
            part.text.push_str(line);
            part.text.push('\n');
        }
    }
    parts.retain(|part| !part.text.trim().is_empty());
    parts
}

/// `repeated-remark` for each part whose title stands above already: one of the two would be lost.
#[must_use]
pub fn repeated(file: &TextFile, parts: &[Remark]) -> Vec<Diagnostic> {
    let mut first_lines = BTreeMap::new();
    let repeated = parts.iter().filter_map(|part| {
        let first = *first_lines.entry(part.key()).or_insert(part.lines_before);
        let found = Diagnostic::error(Code::RepeatedRemark).at(file.at_line(part.lines_before));
        (first != part.lines_before).then(|| found.with("part", &part.title).with("first_line", first))
    });
    repeated.collect()
}

/// `appendix-in-remark` for each heading of the first order, which would open an appendix and shift the numbers of the others.
#[must_use]
pub fn appendices(file: &TextFile) -> Vec<Diagnostic> {
    let opens =
        |line: &str| line.strip_prefix('#').is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    // Words above a line of equals signs are a heading of the first order too.
    let underlined = |below: Option<&&str>| {
        below.is_some_and(|below| !below.trim().is_empty() && below.trim().chars().all(|letter| letter == '='))
    };
    let lines: Vec<&str> = file.text.lines().collect();
    let is_heading = |(line, text): &(usize, &str)| {
        opens(text.trim_start()) || !text.trim().is_empty() && underlined(lines.get(*line))
    };
    let headings = (1..).zip(lines.iter().copied()).filter(is_heading);
    let tell = |(line, text): (usize, &str)| {
        let title = text.trim_start().trim_start_matches('#').trim();
        Diagnostic::error(Code::AppendixInRemark).at(file.at_line(line)).with("title", title)
    };
    headings.map(tell).collect()
}

/// What the file holds and the document does not: `unused-remark` for each part that was not among those `asked` for, with the nearest
/// of them, and `stray-remark` for text above the first title.
#[must_use]
pub fn unprinted(file: &TextFile, asked: &BTreeSet<String>) -> Vec<Diagnostic> {
    let above = (1..).zip(file.text.lines()).take_while(|(_, line)| !line.starts_with("## "));
    let stray = above.filter(|(_, line)| !line.trim().is_empty()).take(1);
    let stray = stray.map(|(line, _)| Diagnostic::warning(Code::StrayRemark).at(file.at_line(line)));
    let keys: BTreeSet<String> = asked.iter().map(|title| spelling::key(title)).collect();
    let known = asked.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    let unused = parts(file).into_iter().filter(|part| !keys.contains(&part.key()));
    let unused = unused.map(|part| {
        let nearest = spelling::nearest(&part.title, asked.iter().map(String::as_str)).unwrap_or_default();
        let found = Diagnostic::warning(Code::UnusedRemark).at(file.at_line(part.lines_before));
        found.with("part", &part.title).with("nearest", nearest).with("known", &known)
    });
    stray.chain(unused).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_below_their_titles_and_empty_ones_are_missing() {
        let text = "intro\n## Ưu điểm\n\n- a\n\n## Hạn chế\n\n## Giải pháp\n1. b\n".to_owned();
        let parts = parts(&TextFile { name: "nhan-xet.md".to_owned(), text });
        let found: Vec<_> =
            parts.iter().map(|part| (part.title.as_str(), part.text.trim(), part.lines_before)).collect();
        assert_eq!(found, [("Ưu điểm", "- a", 2), ("Giải pháp", "1. b", 8)]);
    }
}
