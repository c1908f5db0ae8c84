//! The structure of a table: its rows and cells, whatever pages they stand on.
//!
//! In: a [`Table`]. Out: [`Nodes`] below the node of the table: one for each cell, also for an empty one, so that every row has as many
//! columns as the table.

use super::super::{
    compose::Composer,
    structure::{NodeId, Role},
};
use crate::document::{Cell, Table};

/// The nodes of the cells.
#[derive(Default)]
pub struct Nodes {
    /// Of the heading cells, in the order of [`Table::placed_head`].
    pub head: Vec<NodeId>,
    /// Of the cells row by row; none for one that a merged cell covers.
    pub body: Vec<Vec<Option<NodeId>>>,
    /// Of the words in place of the rows of an empty table.
    pub nothing: Option<NodeId>,
}

impl Nodes {
    /// Adds the table to the structure.
    pub fn add(composer: &mut Composer, table: &Table) -> Self {
        let place = composer.place();
        let tree = &mut composer.structure;
        let whole = tree.add(place, Role::Table { summary: table.title().to_owned() });
        let head = tree.add(whole, Role::Head);
        let rows: Vec<NodeId> = table.head().iter().map(|_| tree.add(head, Role::Row)).collect();
        let mut nodes = Self::default();
        for (row, _, cell) in table.placed_head() {
            let role = Role::HeadCell { columns: cell.columns, rows: cell.rows };
            nodes.head.push(tree.add(rows.get(row).copied().unwrap_or(head), role));
        }
        let body = tree.add(whole, Role::Body);
        for row in table.rows() {
            let own = tree.add(body, Role::Row);
            let mut node =
                |cell: &Cell| (cell.rows > 0).then(|| tree.add(own, Role::Cell { columns: 1, rows: cell.rows }));
            nodes.body.push(row.cells.iter().map(&mut node).collect());
        }
        if table.rows().is_empty() {
            let own = tree.add(body, Role::Row);
            nodes.nothing = Some(tree.add(own, Role::Cell { columns: table.columns().len(), rows: 1 }));
        }
        nodes
    }
}
