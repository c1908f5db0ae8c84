//! Where each tag goes: in the place of its own signs, or of the paragraph, row or cell that it takes with it.
//!
//! In: a [`Part`] and its [`Tag`]s. Out: for each tag the bytes that give way to it or the place where it is put ([`Site`]), so that the
//! filled part is well formed whatever the data: both ends of a block stand at places of the same kind, in the same row, table or text.

use std::ops::Range;

use super::{
    beside::{BESIDE, Beside, Reason},
    find::Flaw,
    pair::{Pairing, flaw, misplaced, pairings},
    part::Part,
    tag::{Block::Loop, Kind, Scope, Tag},
};

/// Where a tag goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Site {
    /// In the place of its own signs.
    Signs,
    /// In the place of a whole paragraph, row or cell.
    Whole(Range<usize>),
    /// Before a row.
    Before(usize),
    /// Behind a row.
    Behind(usize),
}

/// What is wrong with tags that the engine would meet in another order than whoever reads the file: a value that is named beside a tag
/// which takes its paragraph or row along would be known too late or too early.
pub fn out_of_order(tags: &[Tag], order: impl Iterator<Item = usize>) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    let mut furthest: Option<(usize, &Tag)> = None;
    let mut furthest_set: Option<(usize, &Tag)> = None;
    let met = order.filter_map(|index| Some((index, tags.get(index)?)));
    for (index, tag) in met.filter(|(_, tag)| tag.kind != Kind::Comment) {
        let is_set = tag.kind == Kind::Set;
        let is_ahead = |(before, _): &(usize, &Tag)| *before > index;
        if let Some((_, ahead)) = if is_set { furthest } else { furthest_set }.filter(is_ahead) {
            let (set, other) = if is_set { (tag, ahead) } else { (ahead, tag) };
            flaws.push(flaw(set, misplaced(set, OVERTAKEN).with("other", &other.said)));
        }
        furthest = furthest.filter(is_ahead).or(Some((index, tag)));
        if is_set {
            furthest_set = furthest_set.filter(is_ahead).or(Some((index, tag)));
        }
    }
    flaws
}

/// The site of each tag, in their order.
#[must_use]
pub fn sites(part: &Part<'_>, tags: &[Tag]) -> (Vec<Site>, Vec<Flaw>) {
    let mut sites: Vec<Site> = vec![Site::Signs; tags.len()];
    let (pairings, mut flaws) = pairings(tags);
    let beside = Beside::of(part, tags);
    let mut placing = Placing { part, tags, beside, rows: Vec::new(), sites: &mut sites, flaws: &mut flaws };
    for pairing in &pairings {
        placing.place(pairing);
        placing.refuse_notes(pairing);
    }
    // A name is given at a place of its own or amid a text.
    for (index, tag) in tags.iter().enumerate().filter(|(_, tag)| tag.kind == Kind::Set) {
        let whole = placing.whole(index, tag.scope);
        placing.put(index, whole);
    }
    // A table takes the place of its paragraph once it is filled.
    for (index, _) in tags.iter().enumerate().filter(|(_, tag)| tag.inserts_table()) {
        let alone = placing.whole(index, Scope::Paragraph).map(|_| Site::Signs);
        placing.put(index, alone);
    }
    (sites, flaws)
}

struct Placing<'a> {
    part: &'a Part<'a>,
    tags: &'a [Tag],
    beside: Beside<'a>,
    /// The rows that blocks take, each with the first and last tag of its block.
    rows: Vec<(usize, Range<usize>)>,
    sites: &'a mut Vec<Site>,
    flaws: &'a mut Vec<Flaw>,
}

/// What would be known too late or too early.
const OVERTAKEN: Reason = "a block beside it takes the whole paragraph or row";

impl Placing<'_> {
    /// Finds the site of each tag of a block.
    fn place(&mut self, pairing: &Pairing) {
        let tags: Vec<&Tag> = pairing.tags.iter().filter_map(|index| self.tags.get(*index)).collect();
        let (Some(first), Some(last)) = (tags.first().copied(), tags.last().copied()) else { return };
        // Where one end has been told already, the other is right.
        if tags.iter().any(|tag| !tag.is_sound) {
            return;
        }
        let scopes_agree = tags.iter().all(|tag| tag.scope == first.scope);
        let sites: Result<Vec<Site>, Reason> = if !scopes_agree {
            Err("the tags of a block have different prefixes")
        } else if let Some(sites) = self.around_row(&pairing.tags) {
            sites
        } else if let Some(sites) = self.in_paragraph(&tags) {
            sites
        } else {
            let scope = if first.scope == Scope::Text { Scope::Paragraph } else { first.scope };
            // Each tag that cannot stand where it does is told at its own place.
            let each: Vec<_> = pairing.tags.iter().map(|index| (*index, self.whole(*index, scope))).collect();
            let together = self.ends_together(&tags, scope);
            if each.iter().any(|(_, site)| site.is_err()) || together.is_ok() {
                each.into_iter().for_each(|(index, site)| self.put(index, site));
                return;
            }
            together.map(|()| Vec::new())
        };
        match sites {
            Ok(sites) => {
                for (index, site) in pairing.tags.iter().zip(sites) {
                    self.put(*index, Ok(site));
                }
            }
            Err(reason) => self.misplaced(last, first, reason),
        }
    }

    /// Both ends in one row, but not in one cell: the row is repeated. A row has no other branch.
    fn around_row(&mut self, tags: &[usize]) -> Option<Result<Vec<Site>, Reason>> {
        let (first_index, last_index) = (*tags.first()?, *tags.last()?);
        let (first, last) = (self.tags.get(first_index)?, self.tags.get(last_index)?);
        let (start, end) = (self.element(first, "w:tr")?, self.element(last, "w:tr")?);
        let (first_cell, last_cell) = (self.element(first, "w:tc")?, self.element(last, "w:tc")?);
        let whole_row = first.scope == Scope::Row || (first.scope == Scope::Text && first_cell != last_cell);
        if start != end || !whole_row {
            return None;
        }
        if tags.len() > 2 {
            return Some(Err("a branch of a condition ends amid a row"));
        }
        let row = self.part.node(start)?.range.clone();
        // Blocks are placed when they end: one that ended before this one began would now cross it.
        if self.rows.iter().any(|(taken, tags)| *taken == start && tags.end < first_index) {
            return Some(Err(BESIDE));
        }
        if first.scope == Scope::Text
            && let Err(reason) = self.beside.around(&row, first, last)
        {
            return Some(Err(reason));
        }
        self.rows.push((start, first_index..last_index));
        Some(Ok(vec![Site::Before(row.start), Site::Behind(row.end)]))
    }

    /// A block without prefix within one paragraph.
    fn in_paragraph(&self, tags: &[&Tag]) -> Option<Result<Vec<Site>, Reason>> {
        let first = tags.first()?;
        if first.scope != Scope::Text || tags.iter().any(|tag| tag.paragraph != first.paragraph) {
            return None;
        }
        let same = tags.iter().all(|tag| self.path(tag) == self.path(first));
        let sites = vec![Site::Signs; tags.len()];
        Some(if same { Ok(sites) } else { Err("one end stands in a link or field, the other does not") })
    }

    /// Whether all tags of a block stand in the same table, row or text.
    fn ends_together(&self, tags: &[&Tag], scope: Scope) -> Result<(), Reason> {
        let mut parents = tags.iter().map(|tag| self.parent(tag, scope));
        let first = parents.next();
        if parents.all(|parent| Some(parent) == first) {
            return Ok(());
        }
        Err(match scope {
            Scope::Row => "the ends stand in different tables",
            Scope::Cell => "the ends stand in different rows",
            Scope::Text | Scope::Paragraph => "the ends stand in different cells or parts of the text",
        })
    }

    /// The site of a tag that takes a whole paragraph, row or cell with it, in which nothing else may stand.
    fn whole(&mut self, index: usize, scope: Scope) -> Result<Site, Reason> {
        let Some(tag) = self.tags.get(index) else { return Ok(Site::Signs) };
        let name = match scope {
            Scope::Text => return Ok(Site::Signs),
            Scope::Paragraph => "w:p",
            Scope::Row => "w:tr",
            Scope::Cell => "w:tc",
        };
        let Some(element) = self.element(tag, name).and_then(|index| self.part.node(index)) else {
            return Err("there is no such row or cell around it");
        };
        let range = element.range.clone();
        self.beside.whole(index, &range, scope).map(|()| Site::Whole(range))
    }

    /// A note has one mark in the text: a loop that repeats the mark would give a file in which several marks share one note.
    fn refuse_notes(&mut self, pairing: &Pairing) {
        let (Some(first), Some(last)) = (pairing.tags.first().copied(), pairing.tags.last().copied()) else { return };
        let Some(tag) = self.tags.get(first).filter(|tag| tag.kind == Kind::Open(Loop)) else { return };
        let (from, to) = (self.edge(first, false), self.edge(last, true));
        let inside = from.zip(to).and_then(|(from, to)| self.part.text.get(from..to)).unwrap_or_default();
        if ["<w:footnoteReference", "<w:endnoteReference"].iter().any(|mark| inside.contains(mark)) {
            self.misplaced(tag, tag, "a note stands within the loop");
        }
    }

    /// The byte where what a tag takes with it ends, or where it begins.
    fn edge(&self, index: usize, begins: bool) -> Option<usize> {
        match self.sites.get(index)? {
            Site::Whole(range) => Some(if begins { range.start } else { range.end }),
            Site::Before(at) | Site::Behind(at) => Some(*at),
            Site::Signs => {
                let tag = self.tags.get(index)?;
                let signs = &self.part.paragraphs.get(tag.paragraph)?.signs;
                signs.get(tag.signs.start).map(|sign| sign.range.start)
            }
        }
    }

    fn put(&mut self, index: usize, site: Result<Site, Reason>) {
        match (site, self.sites.get_mut(index), self.tags.get(index)) {
            (Ok(site), Some(place), _) => *place = site,
            (Err(reason), _, Some(tag)) => self.misplaced(tag, tag, reason),
            _ => {}
        }
    }

    fn misplaced(&mut self, tag: &Tag, partner: &Tag, reason: Reason) {
        let other = if std::ptr::eq(tag, partner) { String::new() } else { partner.said.clone() };
        self.flaws.push(flaw(tag, misplaced(tag, reason).with("other", other)));
    }

    fn element(&self, tag: &Tag, name: &str) -> Option<usize> {
        self.part.around(self.part.paragraphs.get(tag.paragraph)?.node, name)
    }

    fn parent(&self, tag: &Tag, scope: Scope) -> Option<usize> {
        let name = match scope {
            Scope::Text | Scope::Paragraph => "w:p",
            Scope::Row => "w:tr",
            Scope::Cell => "w:tc",
        };
        self.part.node(self.element(tag, name)?).map(|node| node.parent)
    }

    fn path(&self, tag: &Tag) -> &str {
        let signs = self.part.paragraphs.get(tag.paragraph).map(|paragraph| &paragraph.signs);
        signs.and_then(|signs| signs.get(tag.signs.start)).map_or("", |sign| self.part.path(sign))
    }
}
