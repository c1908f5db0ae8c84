//! What the words of a report are made of, before it is numbered and framed.
//!
//! In: tables and charts that templates may name. Out: [`Parts`], filled by `markdown`.

use std::collections::BTreeMap;

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
    /// What becomes of the marker of a table that is several.
    several: Vec<(String, Vec<Block>)>,
}

impl Printables {
    /// These tables and charts.
    pub const fn new(tables: Vec<Table>, charts: Vec<Chart>) -> Self {
        Self { tables, charts, several: Vec::new() }
    }

    /// The same, and tables that are several under one id.
    pub fn and_several(self, several: Vec<(String, Vec<Block>)>) -> Self {
        Self { several, ..self }
    }

    /// What is printed for the table with this id.
    pub fn table(&self, id: &str) -> Vec<Block> {
        let one = self.tables.iter().find(|table| table.id() == id).cloned().map(Block::Table);
        let several = self.several.iter().find(|(name, _)| name == id).map(|(_, blocks)| blocks.clone());
        one.map(|block| vec![block]).or(several).unwrap_or_default()
    }

    /// The chart with this id.
    pub fn chart(&self, id: &str) -> Option<&Chart> {
        self.charts.iter().find(|chart| chart.id == id)
    }

    /// Ids of the tables.
    pub fn table_ids(&self) -> Vec<String> {
        let several = self.several.iter().map(|(id, _)| id.clone());
        self.tables.iter().map(|table| table.id().to_owned()).chain(several).collect()
    }

    /// What is printed for each table, by its id.
    pub fn by_id(&self) -> BTreeMap<String, Vec<Block>> {
        self.table_ids().into_iter().map(|id| (id.clone(), self.table(&id))).collect()
    }

    /// Ids of the charts.
    pub fn chart_ids(&self) -> Vec<String> {
        self.charts.iter().map(|chart| chart.id.clone()).collect()
    }
}
