//! Loops and conditions: which tags belong together.
//!
//! In: the tags of a part in their order. Out: [`Pairing`]s, and a finding for each end without a beginning, beginning without an end, and
//! pair that crosses another.

use super::{
    find::Flaw,
    tag::{Block, Kind, Scope, Tag},
};
use crate::diagnostic::{Code, Diagnostic};

/// Loops within loops, at most.
const DEEPEST: usize = 5;

/// A block: its beginning, other branches and end, by index of the tag.
#[derive(Debug)]
pub struct Pairing {
    /// The tags.
    pub tags: Vec<usize>,
}

/// Which tags belong together.
#[must_use]
pub fn pairings(tags: &[Tag]) -> (Vec<Pairing>, Vec<Flaw>) {
    let mut open: Vec<(Block, Pairing)> = Vec::new();
    let (mut done, mut flaws) = (Vec::new(), Vec::new());
    for (index, tag) in tags.iter().enumerate() {
        match tag.kind {
            Kind::Open(block) => {
                let depth = open.iter().filter(|(block, _)| *block == Block::Loop).count();
                if block == Block::Loop && depth >= DEEPEST {
                    let found = Diagnostic::error(Code::FileTooLarge).with("reason", "loops within loops");
                    flaws.push(flaw(tag, found.with("most", DEEPEST).with("place", &tag.said)));
                }
                open.push((block, Pairing { tags: vec![index] }));
            }
            Kind::Middle => match open.last_mut() {
                // Only a condition has an `elif`; an `else` of a loop is for the empty list.
                Some((block, pairing)) if *block == Block::Condition || tag.code == "else" => pairing.tags.push(index),
                _ => flaws.push(flaw(tag, Diagnostic::error(Code::StrayTag).with("tag", &tag.said))),
            },
            Kind::Close(block) => match close(&mut open, block, (index, tag)) {
                Ok(pairing) => done.push(pairing),
                Err(found) => flaws.push(found),
            },
            Kind::Value | Kind::Comment | Kind::Set => {}
        }
    }
    flaws.extend(open.into_iter().filter_map(|(block, pairing)| unclosed(tags, block, &pairing)));
    (done, flaws)
}

/// Ends the block that was begun last; one that is not of this kind stays open, and so does one within another.
fn close(open: &mut Vec<(Block, Pairing)>, block: Block, (index, tag): (usize, &Tag)) -> Result<Pairing, Flaw> {
    match open.pop() {
        Some((found, mut pairing)) if found == block => {
            pairing.tags.push(index);
            return Ok(pairing);
        }
        Some(inner) => {
            let outer = open.iter().rposition(|(outer, _)| *outer == block);
            outer.map(|outer| open.remove(outer));
            open.push(inner);
            if outer.is_some() {
                let found = misplaced(tag, "what began within it has not ended");
                return Err(flaw(tag, found.with("other", "")));
            }
        }
        None => {}
    }
    Err(flaw(tag, Diagnostic::error(Code::StrayTag).with("tag", &tag.said)))
}

/// A block without an end.
fn unclosed(tags: &[Tag], block: Block, pairing: &Pairing) -> Option<Flaw> {
    let tag = pairing.tags.first().and_then(|index| tags.get(*index))?;
    let closer = match block {
        Block::Loop => "{% endfor %}",
        Block::Condition => "{% endif %}",
    };
    let closer = closer.replace("{% ", &format!("{{%{} ", prefix_of(tag.scope))).replace("{%  ", "{% ");
    Some(flaw(tag, Diagnostic::error(Code::UnclosedBlock).with("tag", &tag.said).with("closer", closer)))
}

const fn prefix_of(scope: Scope) -> &'static str {
    match scope {
        Scope::Text => "",
        Scope::Paragraph => "p",
        Scope::Row => "tr",
        Scope::Cell => "tc",
    }
}

/// A finding at a tag.
pub fn flaw(tag: &Tag, found: Diagnostic) -> Flaw {
    Flaw { paragraph: tag.paragraph, signs: tag.signs.clone(), found }
}

/// `misplaced-tag`; the reason is one that the catalogue knows.
pub fn misplaced(tag: &Tag, reason: &'static str) -> Diagnostic {
    let found = Diagnostic::error(Code::MisplacedTag).with("tag", &tag.said).with("reason", reason);
    found.with("row", "{%tr … %}").with("paragraph", "{%p … %}")
}
