//! The flow: strips of content become pages, with footnotes at the foot of the page of their mark.
//!
//! In: strips from top to bottom, each with what must stay with it. Out: [`Page`]s. A chain of strips that keep together
//! moves to the next page as a whole; a footnote is split only when it fits no page together with its line.

use super::{
    item::{Bookmark, Item, Page},
    line::Line,
    sheet::{RULE_WIDTH, Sheet, mm},
};

/// Room above the footnote rule, below it, and between two notes.
const ABOVE_RULE: f32 = 8.0;
const BELOW_RULE: f32 = 4.0;
const BETWEEN_NOTES: f32 = 2.0;
const NOTE_RULE: f32 = mm(50.0);
/// A footnote is never split to leave fewer lines than this on a page.
const LEAST_NOTE_LINES: usize = 2;
/// Rounding of sums of line heights.
const SLACK: f32 = 0.05;

/// A part of the content that is never torn: a line, a heading block, a signature block.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Strip {
    /// Room above it, dropped at the top of a page.
    pub before: f32,
    /// Its own height.
    pub height: f32,
    /// What it shows, relative to the left edge of the text block and its own top.
    pub items: Vec<Item>,
    /// The footnotes called on it.
    pub notes: Vec<Vec<Line>>,
    /// Whether the next strip must stand on the same page.
    pub keep: bool,
    /// Entry of the outline: how deep it stands there, and its words.
    pub bookmark: Option<(u8, String)>,
}

/// Pages being filled.
pub struct Flow {
    sheet: Sheet,
    pages: Vec<Page>,
    items: Vec<Item>,
    bookmarks: Vec<Bookmark>,
    /// Height used by content on the open page, and whether there is any.
    used: f32,
    fresh: bool,
    /// Footnote lines of the open page, with the room before each; those that wait for the next page.
    notes: Vec<(f32, Line)>,
    carried: Vec<(f32, Line)>,
    pending: Vec<Strip>,
    /// What stands at the foot of the first page, below its footnotes.
    foot: Option<Strip>,
}

impl Flow {
    /// An empty flow on this paper.
    pub fn new(sheet: Sheet) -> Self {
        Self {
            sheet,
            pages: Vec::new(),
            items: Vec::new(),
            bookmarks: Vec::new(),
            used: 0.0,
            fresh: true,
            notes: Vec::new(),
            carried: Vec::new(),
            pending: Vec::new(),
            foot: None,
        }
    }

    /// Keeps the foot of the first page free for this.
    pub fn reserve_foot(&mut self, foot: Option<Strip>) {
        self.foot = foot;
    }

    /// The paper.
    pub const fn sheet(&self) -> Sheet {
        self.sheet
    }

    /// Adds a strip below the last.
    pub fn push(&mut self, strip: Strip) {
        let keep = strip.keep;
        self.pending.push(strip);
        if !keep {
            self.settle(0.0);
        }
    }

    /// Places what waits, so that `follow` more points have room below it on the same page (where a page can hold both).
    pub fn settle(&mut self, follow: f32) {
        let chain = std::mem::take(&mut self.pending);
        if !self.fresh && !self.fits(&chain, follow, false) && self.fits(&chain, follow, true) {
            self.break_page();
        }
        for strip in chain {
            // Notes that go on may leave too little of a new page as well.
            while !self.is_blank() && !self.fits(std::slice::from_ref(&strip), 0.0, false) && !self.must_split(&strip) {
                self.break_page();
            }
            self.place(strip);
        }
    }

    /// Room left on the open page.
    pub fn room(&self) -> f32 {
        self.height() - self.used - notes_height(self.notes.iter()) + SLACK
    }

    /// Opens a page with this much room, or an empty one where notes that go on leave less.
    pub fn break_page_for(&mut self, room: f32) {
        self.break_page();
        while self.room() < room && !self.is_blank() {
            self.break_page();
        }
    }

    /// Whether nothing at all stands on the open page.
    const fn is_blank(&self) -> bool {
        self.fresh && self.notes.is_empty()
    }

    /// Height of the open page between its margins, above what is reserved at its foot.
    fn height(&self) -> f32 {
        self.sheet.text_height() - self.foot.as_ref().map_or(0.0, |foot| foot.height)
    }

    /// Places a strip at once; the caller has looked after the room.
    pub fn place(&mut self, strip: Strip) {
        let top = self.sheet.top + self.used + if self.fresh { 0.0 } else { strip.before };
        self.items.extend(strip.items.into_iter().map(|item| item.moved(self.sheet.left, top)));
        self.bookmarks.extend(strip.bookmark.map(|(depth, title)| Bookmark { depth, title, y: top }));
        self.used = top - self.sheet.top + strip.height;
        self.fresh = false;
        self.add_notes(spaced(strip.notes));
    }

    /// Ends the open page.
    pub fn break_page(&mut self) {
        self.draw_notes();
        if let Some(foot) = self.foot.take() {
            let top = self.sheet.height - self.sheet.bottom - foot.height;
            self.items.extend(foot.items.into_iter().map(|item| item.moved(self.sheet.left, top)));
        }
        let page = Page {
            sheet: self.sheet,
            items: std::mem::take(&mut self.items),
            bookmarks: std::mem::take(&mut self.bookmarks),
        };
        self.pages.push(page);
        self.used = 0.0;
        self.fresh = true;
        let carried = std::mem::take(&mut self.carried);
        self.add_notes(carried);
    }

    /// Places what waits and returns the pages.
    pub fn finish(mut self) -> Vec<Page> {
        self.settle(0.0);
        while !self.carried.is_empty() {
            self.break_page();
        }
        if !self.items.is_empty() || !self.notes.is_empty() || self.pages.is_empty() {
            self.break_page();
        }
        self.pages
    }

    /// Whether a chain and its footnotes fit on the open page, or on a new one.
    fn fits(&self, chain: &[Strip], follow: f32, on_new_page: bool) -> bool {
        let fresh = on_new_page || self.fresh;
        let used = if on_new_page { 0.0 } else { self.used };
        let height = if on_new_page { self.sheet.text_height() } else { self.height() };
        let own = if on_new_page { &self.carried } else { &self.notes };
        let dropped = if fresh { chain.first().map_or(0.0, |strip| strip.before) } else { 0.0 };
        let content: f32 = chain.iter().map(|strip| strip.before + strip.height).sum::<f32>() - dropped;
        let called = spaced(chain.iter().flat_map(|strip| strip.notes.iter().cloned()).collect());
        let notes = notes_height(own.iter().chain(&called));
        used + content + follow + notes <= height + SLACK
    }

    /// Whether a strip with its notes fits no page at all, while a fair part of them fits on this one.
    fn must_split(&self, strip: &Strip) -> bool {
        let called = spaced(strip.notes.clone());
        let least = notes_height(self.notes.iter().chain(called.iter().take(LEAST_NOTE_LINES)));
        let fits_in_part = self.used + strip.before + strip.height + least <= self.height() + SLACK;
        let may_start = self.carried.is_empty() && called.len() > LEAST_NOTE_LINES;
        may_start && fits_in_part && !self.fits(std::slice::from_ref(strip), 0.0, true)
    }

    /// Adds footnote lines to the open page as far as they fit; the rest waits for the next.
    fn add_notes(&mut self, lines: Vec<(f32, Line)>) {
        for line in lines {
            let height = notes_height(self.notes.iter().chain([&line]));
            let fits = self.used + height <= self.height() + SLACK;
            if self.carried.is_empty() && fits {
                self.notes.push(line);
            } else {
                self.carried.push(line);
            }
        }
    }

    fn draw_notes(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        let bottom = self.sheet.top + self.height();
        let mut y = bottom - notes_height(notes.iter()) + ABOVE_RULE;
        if !notes.is_empty() {
            self.items.push(Item::level(self.sheet.left, y, NOTE_RULE, RULE_WIDTH));
            y += BELOW_RULE;
        }
        for (index, (before, line)) in notes.into_iter().enumerate() {
            y += if index == 0 { 0.0 } else { before };
            self.items.extend(line.items.into_iter().map(|item| item.moved(self.sheet.left, y)));
            y += line.height;
        }
    }
}

/// The lines of some footnotes, each with the room before it.
fn spaced(notes: Vec<Vec<Line>>) -> Vec<(f32, Line)> {
    let before = |index: usize| if index == 0 { BETWEEN_NOTES } else { 0.0 };
    notes
        .into_iter()
        .flat_map(|lines| lines.into_iter().enumerate().map(move |(index, line)| (before(index), line)))
        .collect()
}

/// Height of the foot of a page with these notes, from the room above the rule.
fn notes_height<'a>(lines: impl Iterator<Item = &'a (f32, Line)>) -> f32 {
    let mut height = 0.0;
    for (index, (before, line)) in lines.enumerate() {
        height += if index == 0 { ABOVE_RULE + BELOW_RULE } else { *before } + line.height;
    }
    height
}
