//! Tables whose cells are typed values.
//!
//! In: heading rows, columns and rows from the `report` stage. Out: a [`Table`] whose shape is proved: every heading row
//! and every body row fills the same grid.

use super::cell::Cell;

/// What a table without rows prints in their place.
pub const NO_ROWS: &str = "Không có";

/// Rows of a table that stays on one page.
const FEW_ROWS: usize = 6;

/// A table of typed cells under one or more heading rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    id: String,
    title: String,
    columns: Vec<Column>,
    head: Vec<Vec<HeadCell>>,
    rows: Vec<Row>,
}

/// A column of the grid.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Stable id: the metric or field that fills it.
    pub id: String,
    /// Share of the table's width, relative to the other columns.
    pub width: f32,
    /// Where its body cells stand.
    pub align: Align,
    /// How its rates come from other columns; none for other columns, and where the table does not show what they come from.
    pub rate: Option<RateOf>,
}

/// The columns behind a column of rates: in each row the rate is the sum of the parts over the sum of the wholes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateOf {
    /// Ids of the columns whose sum is the part.
    pub part: Vec<String>,
    /// Ids of the columns whose sum is the whole.
    pub whole: Vec<String>,
}

/// Horizontal place of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
}

/// One cell of a heading row; it may span columns and rows. Positions that a span covers have no cell of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadCell {
    /// The words.
    pub text: String,
    /// Columns covered, at least 1.
    pub columns: usize,
    /// Heading rows covered, at least 1.
    pub rows: usize,
}

/// One body row: exactly one cell for each column.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What the row is.
    pub kind: RowKind,
    /// One cell for each column of the table.
    pub cells: Vec<Cell>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Data.
    Body,
    /// The sum of the data rows; printed bold.
    Total,
}

/// A table whose parts do not fit one grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableError {
    /// Which part: `head` or `row 12`.
    pub part: String,
}

/// For each heading row and column the (row, index) of the heading cell that covers it.
type HeadGrid = Vec<Vec<Option<(usize, usize)>>>;

impl Table {
    /// Builds a table and proves its shape: heading rows tile the grid, each row has one cell for each column, and
    /// cells merged down stay within the rows.
    ///
    /// # Errors
    /// Names the first part that does not fit.
    pub fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        columns: Vec<Column>,
        head: Vec<Vec<HeadCell>>,
        rows: Vec<Row>,
    ) -> Result<Self, TableError> {
        let table = Self { id: id.into(), title: title.into(), columns, head, rows };
        if table.head_grid().is_none() {
            return Err(TableError { part: "head".to_owned() });
        }
        match table.first_misshapen_row() {
            Some(row) => Err(TableError { part: format!("row {}", row + 1) }),
            None => Ok(table),
        }
    }

    /// Stable id: file name of the CSV twin and name of the sheet.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// What the table shows, for workbooks and screen readers; not printed in the report itself.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Columns from left to right.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Heading rows from top to bottom.
    #[must_use]
    pub fn head(&self) -> &[Vec<HeadCell>] {
        &self.head
    }

    /// Body rows from top to bottom.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Whether it has so few rows that a page break within it would tear apart what is read at one glance.
    #[must_use]
    pub fn is_small(&self) -> bool {
        self.rows.len() <= FEW_ROWS
    }

    /// Heading cells with their place in the grid: (row, column, cell), row by row.
    #[must_use]
    pub fn placed_head(&self) -> Vec<(usize, usize, &HeadCell)> {
        let owner = self.head_grid().unwrap_or_default();
        let mut placed = Vec::new();
        for (row, cells) in self.head.iter().enumerate() {
            for (index, cell) in cells.iter().enumerate() {
                let column = owner.get(row).and_then(|line| line.iter().position(|slot| *slot == Some((row, index))));
                placed.extend(column.map(|column| (row, column, cell)));
            }
        }
        placed
    }

    /// The heading of each column as one line: `Đã hoàn thành / Đúng hạn`.
    #[must_use]
    pub fn flat_headings(&self) -> Vec<String> {
        let mut headings: Vec<Vec<&str>> = vec![Vec::new(); self.columns.len()];
        for (_, column, cell) in self.placed_head() {
            for heading in headings.iter_mut().skip(column).take(cell.columns) {
                heading.push(&cell.text);
            }
        }
        headings.into_iter().map(|parts| parts.join(" / ")).collect()
    }

    /// For each heading position the (row, index) of the cell that covers it; `None` when cells overlap or leave holes.
    fn head_grid(&self) -> Option<HeadGrid> {
        let mut grid = vec![vec![None; self.columns.len()]; self.head.len()];
        for (row, cells) in self.head.iter().enumerate() {
            for (index, cell) in cells.iter().enumerate() {
                let start = grid.get(row)?.iter().position(Option::is_none)?;
                let lines = grid.get_mut(row..row + cell.rows)?;
                for line in lines {
                    for slot in line.get_mut(start..start + cell.columns)? {
                        if slot.replace((row, index)).is_some() {
                            return None;
                        }
                    }
                }
            }
        }
        grid.iter().flatten().all(Option::is_some).then_some(grid)
    }

    fn first_misshapen_row(&self) -> Option<usize> {
        let width = self.columns.len();
        let mut covered = vec![0usize; width];
        for (index, row) in self.rows.iter().enumerate() {
            if row.cells.len() != width {
                return Some(index);
            }
            for (rest, cell) in covered.iter_mut().zip(&row.cells) {
                let fits = if *rest > 0 { cell.rows == 0 } else { cell.rows > 0 };
                if !fits {
                    return Some(index);
                }
                *rest = if *rest > 0 { *rest - 1 } else { cell.rows - 1 };
            }
        }
        covered.iter().any(|rest| *rest > 0).then_some(self.rows.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Value;

    fn column(id: &str) -> Column {
        Column { id: id.to_owned(), width: 1.0, align: Align::Left, rate: None }
    }

    fn head(text: &str, columns: usize, rows: usize) -> HeadCell {
        HeadCell { text: text.to_owned(), columns, rows }
    }

    fn cell(rows: usize) -> Cell {
        Cell { value: Value::Blank, rows }
    }

    #[test]
    fn two_level_headings_flatten() {
        let heads = vec![
            vec![head("TT", 1, 2), head("Đã hoàn thành", 2, 1)],
            vec![head("Đúng hạn", 1, 1), head("Quá hạn", 1, 1)],
        ];
        let table = Table::new("t", "", vec![column("a"), column("b"), column("c")], heads, vec![]).unwrap();
        assert_eq!(table.flat_headings(), ["TT", "Đã hoàn thành / Đúng hạn", "Đã hoàn thành / Quá hạn"]);
    }

    #[test]
    fn a_heading_with_a_hole_is_refused() {
        let heads = vec![vec![head("TT", 1, 1), head("A", 2, 1)], vec![head("B", 1, 1), head("C", 1, 1)]];
        let refused = Table::new("t", "", vec![column("a"), column("b"), column("c")], heads, vec![]);
        assert_eq!(refused, Err(TableError { part: "head".to_owned() }));
    }

    #[test]
    fn a_merged_cell_must_cover_what_follows() {
        let heads = vec![vec![head("A", 1, 1)]];
        let row = |rows| Row { kind: RowKind::Body, cells: vec![cell(rows)] };
        let build = |rows| Table::new("t", "", vec![column("a")], heads.clone(), rows);
        assert!(build(vec![row(2), row(0), row(1)]).is_ok());
        assert_eq!(build(vec![row(2), row(1)]), Err(TableError { part: "row 2".to_owned() }));
        assert_eq!(build(vec![row(2)]), Err(TableError { part: "row 2".to_owned() }));
    }
}
