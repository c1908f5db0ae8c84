//! Tables whose rows or cells were repeated or left out: merged cells and the grid fit again.
//!
//! In: the elements of the table as they come. Out: changes: a cell that goes on with a merged cell begins one where there is none above
//! it, and where the rows have more or fewer cells than the grid has columns, the width is shared out anew.

use std::ops::Range;

use super::finish::Edit;

/// What is known of a table while it is read.
#[derive(Debug, Default)]
pub struct TableFacts {
    /// Nesting of tables below this one.
    depth: usize,
    grid: Option<Range<usize>>,
    columns: Vec<u32>,
    /// The cells merged downwards in the row above: first column and columns covered.
    above: Vec<(usize, usize)>,
    row: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    cell: Option<Cell>,
    /// Columns left free before the first cell.
    before: usize,
}

#[derive(Debug, Clone, Default)]
struct Cell {
    column: usize,
    span: usize,
    merge: Option<(Merge, Range<usize>)>,
    width: Option<Range<usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    Begins,
    GoesOn,
}

impl TableFacts {
    /// An element opens below the table.
    pub fn open(&mut self, name: &str, tag: &str, range: Range<usize>) {
        if name == "w:tbl" {
            self.depth += 1;
        }
        if self.depth > 0 {
            return;
        }
        let value = |name| attribute(tag, name);
        let number = |name| value(name).and_then(|value| value.parse().ok());
        match name {
            "w:gridCol" => self.columns.push(number("w:w").unwrap_or_default()),
            "w:tr" => (self.row, self.before) = (Vec::new(), 0),
            "w:gridBefore" => self.before = number("w:val").map_or(0, |columns: u32| columns as usize),
            "w:tc" => {
                let column = self.row.last().map_or(self.before, |cell| cell.column + cell.span);
                self.cell = Some(Cell { column, span: 1, ..Cell::default() });
            }
            "w:gridSpan" => {
                let span = number("w:val").map_or(1, |span: u32| span.max(1) as usize);
                self.cell.iter_mut().for_each(|cell| cell.span = span);
            }
            "w:vMerge" => {
                let merge = if value("w:val") == Some("restart") { Merge::Begins } else { Merge::GoesOn };
                self.cell.iter_mut().for_each(|cell| cell.merge = Some((merge, range.clone())));
            }
            "w:tcW" => self.cell.iter_mut().for_each(|cell| cell.width = Some(range.clone())),
            _ => {}
        }
    }

    /// An element closes below the table; `range` is all of it.
    pub fn close(&mut self, name: &str, range: Range<usize>, is_left_out: bool, edits: &mut Vec<Edit>) {
        if name == "w:tbl" {
            self.depth = self.depth.saturating_sub(1);
        }
        if self.depth > 0 {
            return;
        }
        match name {
            "w:tblGrid" => self.grid = Some(range),
            "w:tc" => self.row.extend(self.cell.take()),
            "w:tr" if !is_left_out => {
                let row = std::mem::take(&mut self.row);
                for cell in &row {
                    let known = self.above.contains(&(cell.column, cell.span));
                    if let Some((Merge::GoesOn, range)) = cell.merge.as_ref().filter(|_| !known) {
                        edits.push(Edit { range: range.clone(), text: "<w:vMerge w:val=\"restart\"/>".to_owned() });
                    }
                }
                self.above =
                    row.iter().filter(|cell| cell.merge.is_some()).map(|cell| (cell.column, cell.span)).collect();
                self.rows.push(row);
            }
            _ => {}
        }
    }

    /// The table is at its end.
    pub fn finish(self, edits: &mut Vec<Edit>) {
        let columns = self.rows.iter().filter_map(|row| row.last()).map(|cell| cell.column + cell.span).max();
        let (Some(columns), Some(grid)) = (columns, self.grid) else { return };
        if columns == self.columns.len() || self.columns.is_empty() {
            return;
        }
        let total: u32 = self.columns.iter().sum();
        let each = total / u32::try_from(columns).unwrap_or(1).max(1);
        let written: String = (0..columns).map(|_| format!("<w:gridCol w:w=\"{each}\"/>")).collect();
        edits.push(Edit { range: grid, text: format!("<w:tblGrid>{written}</w:tblGrid>") });
        for cell in self.rows.iter().flatten() {
            let width = u32::try_from(cell.span).unwrap_or(1) * each;
            edits.extend(
                cell.width
                    .clone()
                    .map(|range| Edit { range, text: format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>") }),
            );
        }
    }
}

/// The value of an attribute in a tag.
fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let start = tag.find(&format!("{name}=\""))? + name.len() + 2;
    tag.get(start..)?.split('"').next()
}
