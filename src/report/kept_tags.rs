//! Tags of a report template that are to stay as they are while its Markdown is read.
//!
//! In: the body of a template. Out: Markdown with one sign in the place of each tag ([`Kept`]), and the tags behind them, as Word files
//! write them.

use std::collections::BTreeMap;

/// The first of the signs that stand for tags: private use, which no text has, behind the marks of tables and gaps.
const FIRST: u32 = 0xE100;

/// Markdown with its tags kept apart.
#[derive(Debug)]
pub struct Kept {
    /// The Markdown, with a sign for each tag.
    pub markdown: String,
    /// The tags by their signs.
    tags: Vec<String>,
}

/// A piece of a line: a tag as written, or words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    Words(&'a str),
    Value(&'a str),
    Block(&'a str),
}

impl Kept {
    /// Keeps the tags of a body; `labels` are those of its appendices, which stay what they are.
    #[must_use]
    pub fn of(body: &str, labels: &BTreeMap<String, String>) -> Self {
        let mut kept = Self { markdown: String::new(), tags: Vec::new() };
        for line in body.lines() {
            kept.line(line, labels);
            kept.markdown.push('\n');
        }
        kept
    }

    fn line(&mut self, line: &str, labels: &BTreeMap<String, String>) {
        let line = without_condition_of_note(line);
        let mut words = String::new();
        for (piece, is_apart) in told_apart(&pieces(line)) {
            match piece {
                Piece::Words(more) => words.push_str(more),
                Piece::Value(tag) => match label(tag, labels) {
                    Some(label) => words.push_str(label),
                    None => words.push(self.keep(format!("{{{{ {} }}}}", inside(tag)))),
                },
                Piece::Block(tag) if is_apart => {
                    self.paragraph(&std::mem::take(&mut words));
                    let sign = self.keep(format!("{{%p {} %}}", inside(tag)));
                    self.markdown.push_str(&format!("\n\n{sign}\n\n"));
                }
                Piece::Block(tag) => words.push(self.keep(format!("{{% {} %}}", inside(tag)))),
            }
        }
        self.paragraph(&words);
    }

    /// Words of a line. An item of a list is a paragraph of its own, whatever stands before it.
    fn paragraph(&mut self, words: &str) {
        let item = words.trim_start();
        if ["- ", "+ "].iter().any(|marker| item.starts_with(marker)) {
            self.markdown.push_str(&format!("\n\\{item}\n"));
        } else {
            self.markdown.push_str(words);
        }
    }

    fn keep(&mut self, tag: String) -> char {
        let known = self.tags.iter().position(|known| *known == tag);
        let index = known.unwrap_or_else(|| {
            self.tags.push(tag);
            self.tags.len() - 1
        });
        u32::try_from(index).ok().and_then(|index| char::from_u32(FIRST + index)).unwrap_or(' ')
    }

    /// A text with its tags; where it is printed in capitals, values are too.
    #[must_use]
    pub fn restore(&self, text: &str, upper: bool) -> String {
        let mut restored = String::with_capacity(text.len());
        for sign in text.chars() {
            let tag = u32::from(sign).checked_sub(FIRST).and_then(|index| self.tags.get(index as usize));
            match tag {
                Some(tag) if upper && tag.starts_with("{{") => {
                    restored.push_str(&format!("{{{{ {} | upper }}}}", inside(tag)));
                }
                Some(tag) => restored.push_str(tag),
                None => restored.push(sign),
            }
        }
        restored
    }
}

/// The pieces of a line, and whether each is a tag that needs a paragraph of its own: one that stands alone, or whose partner stands
/// in another line.
fn told_apart<'a>(pieces: &[Piece<'a>]) -> Vec<(Piece<'a>, bool)> {
    let is_alone = pieces.iter().all(|piece| match piece {
        Piece::Block(_) => true,
        Piece::Words(words) => words.trim().is_empty(),
        Piece::Value(_) => false,
    });
    let mut apart = vec![is_alone; pieces.len()];
    let mut open: Vec<Vec<usize>> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Piece::Block(tag) = piece else { continue };
        let code = inside(tag);
        let is_end = code.starts_with("end");
        match open.last_mut() {
            _ if code.starts_with("if ") || code.starts_with("for ") => open.push(vec![index]),
            Some(_) if is_end => drop(open.pop()),
            Some(block) if code.starts_with("el") => block.push(index),
            _ => apart.iter_mut().skip(index).take(1).for_each(|apart| *apart = true),
        }
    }
    for index in open.into_iter().flatten() {
        apart.iter_mut().skip(index).take(1).for_each(|apart| *apart = true);
    }
    pieces.iter().copied().zip(apart).collect()
}

/// What stands between the braces of a tag.
fn inside(tag: &str) -> &str {
    tag.get(2..tag.len().saturating_sub(2)).unwrap_or_default().trim_matches(['-', ' '])
}

/// A line in turn: words and tags.
fn pieces(line: &str) -> Vec<Piece<'_>> {
    let (mut found, mut rest) = (Vec::new(), line);
    loop {
        let start = [("{{", "}}"), ("{%", "%}")];
        let next = start.iter().filter_map(|(open, close)| Some((rest.find(open)?, *open, *close))).min();
        let Some((at, open, close)) = next else { break };
        let Some(length) = rest.get(at..).and_then(|tag| tag.find(close)) else { break };
        let (words, behind) = rest.split_at(at);
        let (tag, behind) = behind.split_at(length + 2);
        if !words.is_empty() {
            found.push(Piece::Words(words));
        }
        found.push(if open == "{{" { Piece::Value(tag) } else { Piece::Block(tag) });
        rest = behind;
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest));
    }
    found
}

/// The label of the appendix that a tag names.
fn label<'l>(tag: &str, labels: &'l BTreeMap<String, String>) -> Option<&'l str> {
    let id = inside(tag).strip_prefix("appendix(id=\"")?.strip_suffix("\")")?;
    labels.get(id).map(String::as_str)
}

/// A note without the condition around it: where its mark is left out, nobody sees the note.
fn without_condition_of_note(line: &str) -> &str {
    let open = line.trim().strip_prefix("{% if ").and_then(|rest| Some(rest.split_once("%}")?.1));
    let note = open.filter(|rest| rest.starts_with("[^"));
    note.and_then(|rest| rest.strip_suffix("{% endif %}")).unwrap_or(line)
}

/// A body without the conditions around whole appendices, which Word files cannot have: what is in them stays, but for charts and scores,
/// of which `is_true` says whether there are any.
#[must_use]
pub fn without_outer_conditions(body: &str, is_true: impl Fn(&str) -> bool) -> String {
    let mut kept: Vec<String> = Vec::new();
    // Where the conditions that are open begin: their place in what is kept, and whether what is in them stays.
    let mut open: Vec<(usize, String, bool)> = Vec::new();
    let mut has_title: Vec<bool> = Vec::new();
    for line in body.lines() {
        let found = pieces(line);
        let stands_alone = !found.is_empty()
            && found.iter().all(|piece| match piece {
                Piece::Block(_) => true,
                Piece::Words(words) => words.trim().is_empty(),
                Piece::Value(_) => false,
            });
        if !stands_alone {
            if line.starts_with("# ") && !line.contains(".part") {
                has_title.iter_mut().for_each(|has| *has = true);
            }
            kept.push(line.to_owned());
            continue;
        }
        for tag in found.into_iter().filter_map(|piece| if let Piece::Block(tag) = piece { Some(tag) } else { None }) {
            kept.push(tag.to_owned());
            let code = inside(tag);
            if code.starts_with("if ") || code.starts_with("for ") {
                open.push((kept.len() - 1, code.to_owned(), true));
                has_title.push(false);
            } else if code.starts_with("end")
                && let (Some((start, condition, _)), Some(true)) = (open.pop(), has_title.pop())
            {
                let switch =
                    ["report.charts", "report.scores", "scores."].iter().find(|name| condition.contains(**name));
                if switch.is_none_or(|name| is_true(name)) {
                    kept.pop();
                    if let Some(line) = kept.get_mut(start) {
                        line.clear();
                    }
                } else {
                    kept.truncate(start);
                }
            }
        }
    }
    kept.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_come_back_and_those_alone_on_a_line_are_paragraphs() {
        let labels = BTreeMap::from([("a".to_owned(), "Phụ lục I".to_owned())]);
        let body =
            "Có {{ x | count }} *việc* - {{ appendix(id=\"a\") }}\n{% for g in t %}\n    + {{ g.n }};\n{% endfor %}";
        let kept = Kept::of(body, &labels);
        assert_eq!(
            kept.restore(&kept.markdown, false),
            "Có {{ x | count }} *việc* - Phụ lục I\n\n\n{%p for g in t %}\n\n\n\n\\+ {{ g.n }};\n\n\n\n{%p endfor %}\n\n\n"
        );
        assert_eq!(kept.restore("{{ x | count }}", true), "{{ x | count }}");
    }

    #[test]
    fn conditions_around_appendices_go_and_others_stay() {
        let body = "{% if a %}\n# A {#a}\n{% if b %}\nb\n{% endif %}\n{% endif %}{% if report.charts %}\n# C {#c}\n{% endif %}\nz";
        let all = without_outer_conditions(body, |_| true);
        assert_eq!(
            all.split('\n').filter(|line| !line.is_empty()).collect::<Vec<_>>(),
            ["# A {#a}", "{% if b %}", "b", "{% endif %}", "# C {#c}", "z"]
        );
        assert!(!without_outer_conditions(body, |_| false).contains("# C"));
    }
}
