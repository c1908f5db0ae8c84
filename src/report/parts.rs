//! What the words of a report are made of, before it is numbered and framed.
//!
//! In: tables and charts that templates may name. Out: [`Parts`], filled by `markdown`.

use crate::document::{Block, Chart, Inline, Orientation, Table};

/// What the Markdown of a report holds.
#[derive(Debug, Default)]
pub struct Parts {
    /// Blocks before the first appendix.
    pub body: Vec<Block>,
    /// Appendices in order.
    pub appendices: Vec<AppendixPart>,
    /// Footnotes in the order of their marks.
    pub footnotes: Vec<Vec<Inline>>,
    /// Titles of the parts that a person has yet to write.
    pub gaps: Vec<String>,
}

impl Parts {
    /// The id of each appendix in order, empty where it has none.
    pub fn appendix_ids(&self) -> impl Iterator<Item = &str> {
        self.appendices.iter().map(|appendix| appendix.id.as_str())
    }
}

/// An appendix before it is numbered.
#[derive(Debug)]
pub struct AppendixPart {
    /// Id from the heading attributes.
    pub id: String,
    /// Title.
    pub title: String,
    /// `.landscape` in the heading attributes.
    pub orientation: Orientation,
    /// Content.
    pub blocks: Vec<Block>,
}

/// What markers stand for: tables and charts by id.
#[derive(Debug, Default)]
pub struct Printables {
    tables: Vec<Table>,
    charts: Vec<Chart>,
}

impl Printables {
    /// These tables and charts.
    pub const fn new(tables: Vec<Table>, charts: Vec<Chart>) -> Self {
        Self { tables, charts }
    }

    /// The table with this id.
    pub fn table(&self, id: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.id() == id)
    }

    /// The chart with this id.
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.charts.iter().find(|chart| chart.id == id)
    }

    /// Ids of the tables.
    pub fn table_ids(&self) -> Vec<String> {
        self.tables.iter().map(|table| table.id().to_owned()).collect()
    }

    /// Ids of the charts.
    pub fn chart_ids(&self) -> Vec<String> {
        self.charts.iter().map(|chart| chart.id.clone()).collect()
    }
}
