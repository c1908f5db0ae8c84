//! Tables on pages: heading rows repeated on each, no row torn unless it is taller than a page.
//!
//! In: a typed [`Table`]. Out: strips placed in the flow. Rows joined by a merged cell stay together where they fit; a
//! merged cell that a page break cuts goes on, or is repeated, on the next page.

mod grid;
mod nodes;
mod pieces;

use std::ops::Range;

use self::grid::{Grid, GridCell, PADDING_X, PADDING_Y};
use super::{
    compose::Composer,
    flow::{Flow, Strip},
    item::Item,
    line::Line,
    sheet::GRID_WIDTH,
};
use crate::document::Table;

const ABOVE: f32 = 6.0;
const BELOW: f32 = 4.0;
/// Rows joined by a merged cell move to the next page as a whole only up to this share of it.
const LARGEST_GROUP: f32 = 0.5;
/// Heading rows are repeated on each page only up to this share of it.
const TALLEST_HEAD: f32 = 0.5;

/// Sets a table; `follow` points must be left below its last row.
pub fn set(composer: &mut Composer, flow: &mut Flow, table: &Table, follow: f32) {
    let grid = Grid::measure(composer, table, flow.sheet().text_width());
    let mut setter = Setter { drawn: vec![vec![0; table.columns().len()]; grid.rows.len()], grid, flow };
    setter.start(table.is_small());
    if setter.grid.rows.is_empty() {
        setter.nothing();
    }
    let groups = setter.groups();
    let last = groups.len();
    for (index, group) in groups.into_iter().enumerate() {
        let below = if index + 1 == last && follow > 0.0 { BELOW + follow } else { 0.0 };
        setter.group(group, below);
    }
    setter.flow.place(Strip { height: BELOW, ..Strip::default() });
}

struct Setter<'a> {
    grid: Grid,
    flow: &'a mut Flow,
    /// For each cell how many of its lines stand on pages already, those of repeated merged cells counted again.
    drawn: Vec<Vec<usize>>,
}

impl Setter<'_> {
    /// Opens the table together with what is kept with it: never a heading without its first row, or without all rows of a small table
    /// where half a page takes them.
    fn start(&mut self, is_small: bool) {
        let first = self.grid.rows.first().map_or(self.grid.nothing.1, |row| row.height);
        let all = self.height(&(0..self.grid.rows.len()));
        let fits = is_small && self.grid.head.1 + all <= self.flow.sheet().text_height() * LARGEST_GROUP;
        let first = if fits { first.max(all) } else { first };
        let (head, page) = (self.grid.head.1, self.flow.sheet().text_height());
        let least = (head + first).min(page / 2.0).max(head.min(page - ABOVE));
        self.flow.settle(ABOVE + least);
        if self.flow.room() < ABOVE + least {
            self.flow.break_page_for(ABOVE + least);
        }
        self.flow.place(Strip { before: ABOVE, ..Strip::default() });
        self.head();
        // From now on the heading is repeated, and is not read out again.
        let items = std::mem::take(&mut self.grid.head.0);
        self.grid.head.0 = items.into_iter().map(|item| item.tagged(None)).collect();
    }

    fn head(&mut self) {
        let (items, height) = self.grid.head.clone();
        if height <= self.flow.room() {
            return self.head_piece(items, height);
        }
        for (index, (items, height)) in pieces::pieces(&items, height, self.flow.room()).into_iter().enumerate() {
            if index > 0 {
                self.flow.break_page_for(height);
            }
            self.head_piece(items, height);
        }
    }

    fn head_piece(&mut self, mut items: Vec<Item>, height: f32) {
        items.push(self.closing_rule(height));
        self.flow.place(Strip { height, items, ..Strip::default() });
    }

    /// Opens a page with room for this much below the heading rows.
    fn next_page(&mut self, room: f32) {
        let again = self.head_again();
        self.flow.break_page_for(again + room);
        if again > 0.0 {
            self.head();
        }
    }

    /// Height of the heading rows on each further page: none where they would leave too little room for rows.
    fn head_again(&self) -> f32 {
        let height = self.grid.head.1;
        if height > self.flow.sheet().text_height() * TALLEST_HEAD { 0.0 } else { height }
    }

    /// Says that there is nothing, so that nobody thinks that rows are missing.
    fn nothing(&mut self) {
        let (mut items, height) = self.grid.nothing.clone();
        let right = self.grid.edges.last().copied().unwrap_or_default();
        items.extend([0.0, right].map(|x| Item::upright(x, 0.0, height, GRID_WIDTH)));
        items.push(self.closing_rule(height));
        self.flow.place(Strip { height, items, ..Strip::default() });
    }

    /// Ranges of rows that merged cells join, or that a sum closes.
    fn groups(&self) -> Vec<Range<usize>> {
        let mut groups: Vec<Range<usize>> = Vec::new();
        for (index, row) in self.grid.rows.iter().enumerate() {
            let joined = row.total || row.cells.iter().any(|cell| cell.rows == 0);
            match groups.last_mut() {
                Some(group) if joined => group.end = index + 1,
                _ => groups.push(index..index + 1),
            }
        }
        groups
    }

    /// Room for rows on an empty page.
    fn page_room(&self) -> f32 {
        self.flow.sheet().text_height() - self.head_again()
    }

    fn height(&self, rows: &Range<usize>) -> f32 {
        self.grid.rows.iter().take(rows.end).skip(rows.start).map(|row| row.height).sum()
    }

    fn group(&mut self, rows: Range<usize>, follow: f32) {
        let height = self.height(&rows);
        if height + follow <= self.flow.room() {
            return self.piece(rows, None);
        }
        let largest = if rows.len() == 1 { self.page_room() } else { self.page_room() * LARGEST_GROUP };
        if height + follow <= largest {
            self.next_page(height + follow);
            return self.piece(rows, None);
        }
        self.torn_group(rows);
    }

    /// As many rows on each page as fit; a row taller than a page goes on line by line.
    fn torn_group(&mut self, rows: Range<usize>) {
        let mut start = rows.start;
        while start < rows.end {
            self.make_room(&(start..rows.end));
            let mut end = start;
            while end < rows.end && self.height(&(start..end + 1)) <= self.flow.room() {
                end += 1;
            }
            if end > start {
                self.piece(start..end, None);
                start = end;
            } else if self.height(&(start..start + 1)) <= self.page_room() {
                self.next_page(self.height(&(start..start + 1)));
            } else {
                self.torn_row(start);
                start += 1;
            }
        }
    }

    fn torn_row(&mut self, row: usize) {
        let line = self.grid.rows.get(row).into_iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.lines);
        let least = line.map(|line| line.height).fold(0.0, f32::max) * 2.0 + 2.0 * PADDING_Y;
        loop {
            if self.flow.room() < least {
                self.next_page(least);
            }
            let rest = self.rest_height(row, row + 1);
            let height = rest.min(self.flow.room());
            self.piece(row..row + 1, Some(height));
            if rest <= height || self.rest_height(row, row + 1) <= 0.0 {
                return;
            }
            self.next_page(least);
        }
    }

    /// Height of the lines that stand on no page yet, of the cells that end with this row and began before `start`.
    fn rest_height(&self, row: usize, start: usize) -> f32 {
        let rest = |column: usize| {
            let owner = self.owner(row, column).filter(|owner| *owner < start)?;
            let cell = self.grid.rows.get(owner)?.cells.get(column).filter(|cell| owner + cell.rows == row + 1)?;
            let drawn = *self.drawn.get(owner)?.get(column)?;
            Some(GridCell::height(cell.lines.get(drawn..).unwrap_or_default()))
        };
        (0..self.grid.edges.len().saturating_sub(1)).filter_map(rest).fold(0.0, f32::max)
    }

    /// Makes rows higher where merged cells that a page break cut end with them and have more left than the rows hold.
    fn make_room(&mut self, rows: &Range<usize>) {
        for row in rows.clone() {
            let missing = self.rest_height(row, rows.start) - self.height(&(rows.start..row));
            if let Some(last) = self.grid.rows.get_mut(row) {
                last.height = last.height.max(missing);
            }
        }
    }

    /// Draws consecutive rows on the open page; `torn` is the height of a piece of a single row.
    fn piece(&mut self, rows: Range<usize>, torn: Option<f32>) {
        let mut heights: Vec<f32> =
            self.grid.rows.iter().take(rows.end).skip(rows.start).map(|row| row.height).collect();
        if let (Some(height), Some(first)) = (torn, heights.first_mut()) {
            *first = height;
        }
        let mut tops = vec![0.0];
        for height in heights {
            tops.push(tops.last().copied().unwrap_or_default() + height);
        }
        let mut items = Vec::new();
        for (offset, row) in rows.clone().enumerate() {
            for column in 0..self.grid.edges.len().saturating_sub(1) {
                items.extend(self.cell(row, column, offset, &tops));
            }
        }
        let height = tops.last().copied().unwrap_or_default();
        items.extend(self.grid.edges.iter().map(|x| Item::upright(*x, 0.0, height, GRID_WIDTH)));
        items.push(self.closing_rule(height));
        self.flow.place(Strip { height, items, ..Strip::default() });
    }

    /// The part of a cell that starts or goes on at this row of the piece, with the border above it.
    fn cell(&mut self, row: usize, column: usize, offset: usize, tops: &[f32]) -> Vec<Item> {
        let Some(owner) = self.owner(row, column) else { return Vec::new() };
        if owner < row && offset > 0 {
            return Vec::new();
        }
        let left = self.grid.edges.get(column).copied().unwrap_or_default();
        let width = self.grid.edges.get(column + 1).map_or(0.0, |right| right - left);
        let top = tops.get(offset).copied().unwrap_or_default();
        let mut items = vec![Item::level(left, top, width, GRID_WIDTH)];
        let (Some(cell), Some(drawn)) = (
            self.grid.rows.get(owner).and_then(|row| row.cells.get(column)),
            self.drawn.get_mut(owner).and_then(|cells| cells.get_mut(column)),
        ) else {
            return items;
        };
        let end = offset + (owner + cell.rows).saturating_sub(row);
        let bottom = tops.get(end).or(tops.last()).copied().unwrap_or_default();
        let repeated = cell.rows > 1 && !cell.lines.is_empty() && *drawn >= cell.lines.len();
        let done = if repeated { *drawn % cell.lines.len() } else { *drawn };
        let rest = cell.lines.get(done..).unwrap_or_default();
        let fitting = lines_within(rest, bottom - top - 2.0 * PADDING_Y);
        let text: f32 = rest.iter().take(fitting).map(|line| line.height).sum();
        let whole = fitting == cell.lines.len();
        let mut y = if whole { top + (bottom - top - text) / 2.0 } else { top + PADDING_Y };
        for line in rest.iter().take(fitting) {
            let item = |item: &Item| item.clone().tagged(item.node().filter(|_| !repeated)).moved(left + PADDING_X, y);
            items.extend(line.items.iter().map(item));
            y += line.height;
        }
        *drawn += fitting;
        items
    }

    /// The row of the cell that covers this place.
    fn owner(&self, row: usize, column: usize) -> Option<usize> {
        let starts = |index: &usize| {
            let cell = self.grid.rows.get(*index).and_then(|row| row.cells.get(column));
            cell.is_some_and(|cell| cell.rows > 0)
        };
        (0..=row).rev().find(starts)
    }

    fn closing_rule(&self, y: f32) -> Item {
        Item::level(0.0, y, self.grid.edges.last().copied().unwrap_or_default(), GRID_WIDTH)
    }
}

/// How many lines fit in this height.
fn lines_within(lines: &[Line], height: f32) -> usize {
    let mut used = 0.0;
    lines
        .iter()
        .take_while(|line| {
            used += line.height;
            used <= height + 0.1
        })
        .count()
}
