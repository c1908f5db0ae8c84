//! Tables whose rows or cells were repeated or left out: merged cells and the grid fit again.
//!
//! In: the elements of the table as they come. Out: changes: where cells were repeated, the grid has as many columns as their rows, cells
//! over several columns cover them, and the width is shared out anew; a cell that goes on with a merged cell begins one where there is
//! none above it.

use std::ops::Range;

use super::edit::Edit;
use crate::{
    diagnostic::{Code, Diagnostic},
    ooxml::{attribute, whole_number},
};

/// Columns of a table in Word, at most.
const MOST_COLUMNS: usize = 63;

/// What is known of a table while it is read.
#[derive(Debug, Default)]
pub struct TableFacts {
    /// Whether cells were repeated, so that the columns of the table are others now.
    is_fitted: bool,
    /// Nesting of tables below this one.
    depth: usize,
    grid: Option<Range<usize>>,
    /// The width of each column of the grid.
    columns: Vec<u32>,
    rows: Vec<Row>,
    row: Row,
    cell: Option<Cell>,
}

#[derive(Debug, Default)]
struct Row {
    /// Columns left free before the first cell and behind the last one.
    before: usize,
    behind: usize,
    cells: Vec<Cell>,
}

#[derive(Debug, Clone, Default)]
struct Cell {
    span: usize,
    /// The elements that say how many columns it covers, how wide it is, and how it is merged.
    span_at: Option<Range<usize>>,
    width: Option<(u32, Range<usize>)>,
    merge: Option<(Merge, Range<usize>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merge {
    Begins,
    GoesOn,
}

impl Row {
    /// How many columns it takes up.
    fn columns(&self) -> usize {
        self.before + self.behind + self.cells.iter().map(|cell| cell.span).sum::<usize>()
    }

    /// Each cell with its first column.
    fn placed(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().scan(self.before, |column, cell| {
            let first = *column;
            *column += cell.span;
            Some((first, cell))
        })
    }

    /// Makes its widest cell, and of these the last one, cover so many columns more or fewer. A cell covers one at least.
    fn stretch(&mut self, columns: usize) {
        let (now, wanted) = (self.columns(), columns);
        if let Some(cell) = self.cells.iter_mut().max_by_key(|cell| cell.span) {
            cell.span = (cell.span + wanted).saturating_sub(now).max(1);
        }
    }
}

impl TableFacts {
    /// A table of which rows were repeated or left out; of one that `is_fitted`, cells too.
    #[must_use]
    pub fn of(is_fitted: bool) -> Self {
        Self { is_fitted, ..Self::default() }
    }

    /// An element opens below the table.
    pub fn open(&mut self, name: &str, tag: &str, range: Range<usize>) {
        if name == "w:tbl" {
            self.depth += 1;
        }
        if self.depth > 0 {
            return;
        }
        let value = |name| attribute(tag, name);
        let number = |name| value(name).and_then(|value| whole_number(value.as_bytes()));
        let columns = |otherwise| number("w:val").map_or(otherwise, |columns: u32| columns as usize).min(MOST_COLUMNS);
        match (name, &mut self.cell) {
            ("w:gridCol", _) => self.columns.push(number("w:w").unwrap_or_default()),
            ("w:tr", _) => self.row = Row::default(),
            ("w:gridBefore", _) => self.row.before = columns(0),
            ("w:gridAfter", _) => self.row.behind = columns(0),
            ("w:tc", _) => self.cell = Some(Cell { span: 1, ..Cell::default() }),
            ("w:gridSpan", Some(cell)) => (cell.span, cell.span_at) = (columns(1).max(1), Some(range)),
            ("w:tcW", Some(cell)) => cell.width = Some((number("w:w").unwrap_or_default(), range)),
            ("w:vMerge", Some(cell)) => {
                let merge = if value("w:val").as_deref() == Some("restart") { Merge::Begins } else { Merge::GoesOn };
                cell.merge = Some((merge, range));
            }
            _ => {}
        }
    }

    /// An element closes below the table; `range` is all of it.
    pub fn close(&mut self, name: &str, range: Range<usize>, is_left_out: bool) {
        if name == "w:tbl" {
            self.depth = self.depth.saturating_sub(1);
        }
        if self.depth > 0 {
            return;
        }
        match name {
            "w:tblGrid" => self.grid = Some(range),
            "w:tc" => self.row.cells.extend(self.cell.take()),
            "w:tr" if !is_left_out => self.rows.push(std::mem::take(&mut self.row)),
            _ => {}
        }
    }

    /// The table is at its end.
    ///
    /// # Errors
    /// `file-too-large` where it has more columns now than Word reads.
    pub fn finish(mut self, edits: &mut Vec<Edit>) -> Result<(), Diagnostic> {
        let planned = self.columns.len();
        // Rows of which no cell was repeated take up the grid as it was planned.
        let changed = self.rows.iter().map(Row::columns).filter(|columns| *columns != planned).max();
        let changed = changed.filter(|_| self.is_fitted);
        if changed.is_some_and(|columns| columns > MOST_COLUMNS) {
            let found = Diagnostic::error(Code::FileTooLarge).with("reason", "columns of a table");
            return Err(found.with("most", MOST_COLUMNS).with("place", ""));
        }
        if let Some((columns, grid)) = changed.zip(self.grid.take()).filter(|_| planned > 0) {
            self.fit(columns, grid, edits);
        }
        self.merges(edits);
        Ok(())
    }

    /// Shares the width of the table out among so many columns.
    fn fit(&mut self, columns: usize, grid: Range<usize>, edits: &mut Vec<Edit>) {
        let planned = self.columns.len();
        for row in self.rows.iter_mut().filter(|row| row.columns() == planned) {
            let before: Vec<usize> = row.cells.iter().map(|cell| cell.span).collect();
            row.stretch(columns);
            for (cell, _) in row.cells.iter().zip(before).filter(|(cell, before)| cell.span != *before) {
                let text = format!("<w:gridSpan w:val=\"{}\"/>", cell.span);
                let behind_width = cell.width.as_ref().map(|(_, range)| range.end..range.end);
                edits.extend(cell.span_at.clone().or(behind_width).map(|range| Edit { range, text }));
            }
        }
        let widths = self.widths(columns);
        let written: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
        edits.push(Edit { range: grid, text: format!("<w:tblGrid>{written}</w:tblGrid>") });
        for (column, cell) in self.rows.iter().flat_map(Row::placed) {
            let width =
                widths.iter().skip(column).take(cell.span).fold(0, |sum: u32, width| sum.saturating_add(*width));
            let text = format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
            edits.extend(cell.width.clone().map(|(_, range)| Edit { range, text }));
        }
    }

    /// The widths of so many columns: as the cells of a row in which each covers one column are to each other, else all the same.
    fn widths(&self, columns: usize) -> Vec<u32> {
        let total: u64 = self.columns.iter().map(|width| u64::from(*width)).sum();
        let plain = self.rows.iter().rev().find(|row| {
            row.cells.len() == columns
                && row.cells.iter().all(|cell| cell.width.as_ref().is_some_and(|(width, _)| *width > 0))
        });
        let shares: Vec<u64> = match plain {
            Some(row) => row.cells.iter().filter_map(|cell| Some(u64::from(cell.width.as_ref()?.0))).collect(),
            None => vec![1; columns],
        };
        let whole = shares.iter().sum::<u64>().max(1);
        shares
            .iter()
            .map(|share| u32::try_from(u128::from(total) * u128::from(*share) / u128::from(whole)).unwrap_or_default())
            .collect()
    }

    /// Begins a merged cell wherever one goes on that did not begin.
    fn merges(&self, edits: &mut Vec<Edit>) {
        let mut above: Vec<(usize, usize)> = Vec::new();
        for row in &self.rows {
            for (column, cell) in row.placed() {
                let goes_on = cell.merge.as_ref().filter(|(merge, _)| *merge == Merge::GoesOn);
                if let Some((_, range)) = goes_on.filter(|_| !above.contains(&(column, cell.span))) {
                    edits.push(Edit { range: range.clone(), text: "<w:vMerge w:val=\"restart\"/>".to_owned() });
                }
            }
            let merged = row.placed().filter(|(_, cell)| cell.merge.is_some());
            above = merged.map(|(column, cell)| (column, cell.span)).collect();
        }
    }
}
