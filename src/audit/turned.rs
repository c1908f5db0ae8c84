//! Tables whose rows are the figures and whose columns are the units, turned on their side, so that one set of checks serves both.
//!
//! In: a [`Table`]. Out: its figures as a grid with a heading, each cell with its place in the file.

use super::{
    column::{Column, ColumnKind, Sums},
    content::{Frame, Grid, GridCell, Line, Turned},
    head::Head,
    row::{Row, RowKind, is_total},
    table::Table,
};

/// The level of a row without a sequence number: rows with a dash below it are parts of it.
const UNNUMBERED: u8 = 2;

/// A table on its side, with its heading.
#[must_use]
pub fn grid(table: &Table<'_>) -> (Grid, Head) {
    let is_unit =
        |column: &Column| matches!(column.kind, ColumnKind::Count | ColumnKind::Rate) && column.sums == Sums::Expected;
    let columns: Vec<usize> =
        table.columns.iter().enumerate().filter(|(_, column)| is_unit(column)).map(|(index, _)| index).collect();
    let figures: Vec<&Row> = table.rows.iter().filter(|row| row.kind != RowKind::Group).collect();
    let paths: Vec<Vec<String>> = [vec!["Đơn vị".to_owned()]].into_iter().chain(paths(&table.rows)).collect();
    let heading = paths.iter().map(|path| GridCell::of_text(path.join(" / "))).collect();
    let own = |column: usize| {
        let label = GridCell { text: name(table, column), ..GridCell::default() };
        let cells = figures.iter().map(|row| table.grid.cell(row.at, column).cloned().unwrap_or_default());
        [label].into_iter().chain(cells).collect::<Vec<GridCell>>()
    };
    let lines = [heading].into_iter().chain(columns.iter().map(|column| own(*column)));
    let number = |row: &&Row| table.grid.rows.get(row.at).map_or(0, |line| line.number);
    let turned = Turned {
        frame: Box::new(table.grid.frame.clone()),
        rows: figures.iter().map(number).collect(),
        columns: columns.clone(),
    };
    let lines = (1..).zip(lines).map(|(number, cells)| Line { number, cells }).collect();
    let grid = Grid { frame: Frame::Turned(turned), rows: lines, has_spans: true };
    (grid, Head { from: 0, body: 1, paths, formulas: Vec::new() })
}

/// What a column is called: a total by its own words, others with what stands above.
fn name(table: &Table<'_>, column: usize) -> String {
    let leaf = table.leaf(column);
    if is_total(leaf) { leaf.to_owned() } else { table.heading(column).to_owned() }
}

/// The label of each row with figures, below those of the rows that it is a part of.
fn paths(rows: &[Row]) -> Vec<Vec<String>> {
    let mut above: Vec<(u8, &str)> = Vec::new();
    let mut paths = Vec::new();
    for row in rows {
        let level = row.level.unwrap_or(UNNUMBERED);
        above.retain(|(other, _)| *other < level);
        above.push((level, &row.label));
        let path = above.iter().map(|(_, label)| (*label).to_owned()).collect();
        paths.extend((row.kind != RowKind::Group).then_some(path));
    }
    paths
}
