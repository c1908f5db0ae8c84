//! What stands beside a tag that takes its paragraph, row or cell along, and would be lost or repeated with it.
//!
//! In: a [`Part`] and its [`Tag`]s. Out: whether a tag may take a piece of the part. Each piece is looked at once, however many tags stand
//! in it.

use std::{collections::BTreeMap, ops::Range};

use super::{
    part::{Part, Sign},
    seen::seen_in,
    tag::{Kind, Scope, Tag},
};

/// Why a tag cannot stand where it does, as the catalogue of reasons knows it.
pub type Reason = &'static str;

/// What a tag would take away with it.
pub const BESIDE: Reason = "something else stands beside it and would be lost";

/// The tags of a part with what stands around them.
pub struct Beside<'a> {
    part: &'a Part<'a>,
    tags: &'a [Tag],
    /// The tags of each paragraph that has some, by index.
    in_paragraph: BTreeMap<usize, Vec<usize>>,
    /// Of each piece that was looked at, by its first byte, where the first and the last element stand that a reader sees.
    seen: BTreeMap<usize, Option<(usize, usize)>>,
    /// The same of all that a reader sees and no loop or condition is.
    loose: BTreeMap<usize, Option<(usize, usize)>>,
    /// Whether a tag of this scope that prints nothing may take this piece.
    known: BTreeMap<(usize, Scope), Result<(), Reason>>,
}

impl<'a> Beside<'a> {
    /// The tags of a part.
    #[must_use]
    pub fn of(part: &'a Part<'a>, tags: &'a [Tag]) -> Self {
        let mut in_paragraph: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, tag) in tags.iter().enumerate() {
            in_paragraph.entry(tag.paragraph).or_default().push(index);
        }
        Self { part, tags, in_paragraph, seen: BTreeMap::new(), loose: BTreeMap::new(), known: BTreeMap::new() }
    }

    /// Whether nothing else stands in the paragraph, row or cell that a tag takes with it.
    ///
    /// # Errors
    /// Why the tag cannot stand there.
    pub fn whole(&mut self, index: usize, range: &Range<usize>, scope: Scope) -> Result<(), Reason> {
        let Some(tag) = self.tags.get(index) else { return Ok(()) };
        if self.seen(range).is_some() {
            return Err(BESIDE);
        }
        // What a value puts there stands beside any other tag.
        if tag.kind == Kind::Value {
            return self.stands_alone(index, tag, range);
        }
        if let Some(known) = self.known.get(&(range.start, scope)) {
            return *known;
        }
        let found = self.stands_alone(index, tag, range);
        self.known.insert((range.start, scope), found);
        found
    }

    fn stands_alone(&self, index: usize, tag: &Tag, range: &Range<usize>) -> Result<(), Reason> {
        for number in self.part.paragraphs_in(range) {
            let Some(paragraph) = self.part.paragraphs.get(number) else { continue };
            if paragraph.ends_section {
                return Err("a section of the document ends in its paragraph");
            }
            let prints = |(other, found): &(usize, &Tag)| found.kind == Kind::Value && *other != index;
            if self.tags_in(number).any(|found| prints(&found)) {
                return Err(BESIDE);
            }
            let along = self.tags_in(number).map(|(_, found)| found);
            let along = along.filter(|found| found.scope == tag.scope || found.kind == Kind::Comment);
            if loose(&paragraph.signs, along).next().is_some() {
                return Err(BESIDE);
            }
        }
        Ok(())
    }

    /// Whether a reader sees nothing of a row before one tag and behind another: a block without a word for rows that begins and ends in
    /// different cells takes the whole row.
    ///
    /// # Errors
    /// Why it cannot.
    pub fn around(&mut self, row: &Range<usize>, first: &Tag, last: &Tag) -> Result<(), Reason> {
        let sign =
            |tag: &Tag, number: usize| Some(self.part.paragraphs.get(tag.paragraph)?.signs.get(number)?.range.start);
        let (start, end) = (sign(first, first.signs.start), sign(last, last.signs.start));
        let is_outside =
            |(from, to): (usize, usize)| start.is_some_and(|start| from < start) || end.is_some_and(|end| to > end);
        let (seen, loose) = (self.seen(row), self.loose(row));
        if seen.is_some_and(is_outside) || loose.is_some_and(is_outside) { Err(BESIDE) } else { Ok(()) }
    }

    fn seen(&mut self, range: &Range<usize>) -> Option<(usize, usize)> {
        let text = self.part.text.get(range.clone()).unwrap_or_default();
        let ends = || seen_in(text).map(|(first, last)| (range.start + first, range.start + last));
        *self.seen.entry(range.start).or_insert_with(ends)
    }

    fn loose(&mut self, row: &Range<usize>) -> Option<(usize, usize)> {
        if let Some(known) = self.loose.get(&row.start) {
            return *known;
        }
        let mut found: Option<(usize, usize)> = None;
        for number in self.part.paragraphs_in(row) {
            let Some(paragraph) = self.part.paragraphs.get(number) else { continue };
            let tags = self.tags_in(number).map(|(_, found)| found).filter(|found| found.kind != Kind::Value);
            for sign in loose(&paragraph.signs, tags) {
                let (first, last) = found.unwrap_or((sign.range.start, sign.range.start));
                found = Some((first.min(sign.range.start), last.max(sign.range.start)));
            }
        }
        self.loose.insert(row.start, found);
        found
    }

    /// The tags of a paragraph, each with its index.
    fn tags_in(&self, paragraph: usize) -> impl Iterator<Item = (usize, &'a Tag)> {
        let there = self.in_paragraph.get(&paragraph).into_iter().flatten();
        there.filter_map(|index| Some((*index, self.tags.get(*index)?)))
    }
}

/// The letters of a paragraph that belong to none of these tags; tags and signs are in the order of the text.
fn loose<'s>(signs: &'s [Sign], tags: impl Iterator<Item = &'s Tag>) -> impl Iterator<Item = &'s Sign> {
    let mut tags = tags.peekable();
    signs.iter().enumerate().filter_map(move |(number, sign)| {
        while tags.next_if(|tag| tag.signs.end <= number).is_some() {}
        let is_of_tag = tags.peek().is_some_and(|tag| tag.signs.contains(&number));
        (!is_of_tag && !sign.letter.is_whitespace()).then_some(sign)
    })
}
