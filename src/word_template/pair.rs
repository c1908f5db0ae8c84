//! Loops and conditions: which tags belong together.
//!
//! In: the tags of a part in their order. Out: [`Pairing`]s, and a finding for each end without a beginning, beginning without an end, and
//! pair that crosses another; a tag that is not sound was told of before.

use super::{
    find::Flaw,
    tag::{Block, Kind, Scope, Tag},
};
use crate::diagnostic::{Code, Diagnostic};

/// Loops within loops, at most.
const DEEPEST: usize = 5;
/// Loops and conditions within each other, at most; the engine reads no more than 40.
const MOST_OPEN: usize = 30;

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
                if open.len() == MOST_OPEN {
                    let found = Diagnostic::error(Code::FileTooLarge).with("reason", "blocks within blocks");
                    flaws.push(flaw(tag, found.with("most", MOST_OPEN).with("place", &tag.said)));
                }
                open.push((block, Pairing { tags: vec![index] }));
            }
            Kind::Middle => match open.last_mut() {
                // Only a condition has an `elif`; an `else` of a loop is for the empty list.
                Some((block, pairing)) if *block == Block::Condition || tag.code == "else" => pairing.tags.push(index),
                _ => flaws.extend(stray(tag)),
            },
            Kind::Close(block) => done.extend(close(index, tag, block, &mut open, &mut flaws)),
            Kind::Value | Kind::Comment | Kind::Set => {}
        }
    }
    for (block, pairing) in open {
        let Some(tag) = pairing.tags.first().and_then(|index| tags.get(*index)).filter(|tag| tag.is_sound) else {
            continue;
        };
        let closer = match block {
            Block::Loop => "{% endfor %}",
            Block::Condition => "{% endif %}",
        };
        let closer = closer.replace("{% ", &format!("{{%{} ", prefix_of(tag.scope))).replace("{%  ", "{% ");
        let found = Diagnostic::error(Code::UnclosedBlock).with("tag", &tag.said).with("closer", closer);
        flaws.push(flaw(tag, found));
    }
    (done, flaws)
}

/// A tag that has no block to belong to.
fn stray(tag: &Tag) -> Option<Flaw> {
    tag.is_sound.then(|| flaw(tag, Diagnostic::error(Code::StrayTag).with("tag", &tag.said)))
}

/// Ends the block that was opened last; one that is open around it is ended with a finding.
fn close(
    index: usize,
    tag: &Tag,
    block: Block,
    open: &mut Vec<(Block, Pairing)>,
    flaws: &mut Vec<Flaw>,
) -> Option<Pairing> {
    let Some((found, mut pairing)) = open.pop() else {
        flaws.extend(stray(tag));
        return None;
    };
    if found == block {
        pairing.tags.push(index);
        return Some(pairing);
    }
    match open.iter().rposition(|(outer, _)| *outer == block) {
        Some(outer) => {
            open.remove(outer);
            flaws.push(flaw(tag, misplaced(tag, "what began within it has not ended").with("other", "")));
        }
        None => flaws.extend(stray(tag)),
    }
    open.push((found, pairing));
    None
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
