//! A file in reading order: words and tables of figures, each within its appendix.
//!
//! In: [`Content`]. Out: [`Reading`].

use super::{
    appendices::{self, Label},
    content::{Content, Paragraph, Part},
    table::Table,
};

/// A file in reading order.
#[derive(Debug, Default)]
pub struct Reading<'c> {
    /// Words and tables.
    pub items: Vec<Item<'c>>,
}

/// One of them.
#[derive(Debug)]
pub struct Item<'c> {
    /// The appendix that it stands in.
    pub appendix: Option<Label>,
    /// What it is.
    pub kind: ItemKind<'c>,
}

/// What an item is.
#[derive(Debug)]
pub enum ItemKind<'c> {
    /// Words that stand together.
    Words(Paragraph),
    /// A table.
    Table(Table<'c>),
}

impl<'c> Reading<'c> {
    /// Reads everything.
    #[must_use]
    pub fn of(content: &'c Content) -> Self {
        let mut reading = Self::default();
        for part in &content.parts {
            match part {
                Part::Paragraph(paragraph) => reading.push(ItemKind::Words(paragraph.clone())),
                Part::Grid(grid) => {
                    let (tables, outside) = Table::of(grid);
                    let mut outside = outside.into_iter().peekable();
                    let lines = |row: usize| {
                        let cells = grid.rows.get(row).into_iter().flat_map(|row| row.cells.iter().enumerate());
                        let own = cells.filter(|(_, cell)| !cell.is_blank());
                        own.map(move |(column, cell)| Paragraph {
                            place: grid.place(row, column),
                            text: cell.text.clone(),
                        })
                    };
                    for table in tables {
                        while let Some(row) = outside.next_if(|row| *row < table.head.from) {
                            lines(row).for_each(|line| reading.push(ItemKind::Words(line)));
                        }
                        reading.push(ItemKind::Table(table));
                    }
                    outside.flat_map(lines).for_each(|line| reading.push(ItemKind::Words(line)));
                }
            }
        }
        reading
    }

    fn push(&mut self, kind: ItemKind<'c>) {
        let opened = match &kind {
            ItemKind::Words(paragraph) => appendices::opening(&paragraph.text),
            ItemKind::Table(_) => None,
        };
        let appendix = opened.or_else(|| self.items.last().and_then(|last| last.appendix.clone()));
        self.items.push(Item { appendix, kind });
    }

    /// Paragraphs in order.
    pub fn words(&self) -> impl Iterator<Item = &Paragraph> {
        self.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Words(paragraph) => Some(paragraph),
            ItemKind::Table(_) => None,
        })
    }

    /// Tables in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table<'c>> {
        self.items.iter().filter_map(|item| match &item.kind {
            ItemKind::Table(table) => Some(table),
            ItemKind::Words(_) => None,
        })
    }

    /// The words right above a table, nearest first, up to the table before it.
    pub fn above<'r>(&'r self, table: &'r Table<'c>) -> impl Iterator<Item = &'r Paragraph> {
        let is_it = |item: &Item<'c>| matches!(&item.kind, ItemKind::Table(other) if std::ptr::eq(other, table));
        let at = self.items.iter().position(is_it).unwrap_or_default();
        self.items.iter().take(at).rev().map_while(|item| match &item.kind {
            ItemKind::Words(paragraph) => Some(paragraph),
            ItemKind::Table(_) => None,
        })
    }
}
