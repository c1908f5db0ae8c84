//! A grid as a table of figures: what each column counts and what each row is.
//!
//! In: a [`Grid`]. Out: [`Table`]s, and the rows that belong to none. Only what words and figures say is taken; a column of which
//! nothing is known takes no part in any sum.

use super::{
    column::{Column, ColumnKind, Decimals, RATE, Sums},
    content::{Grid, GridCell},
    head::{self, Head, is_sequence_heading},
    row::{Row, RowKind, is_row_of_rates},
};
use crate::{
    spelling,
    wording::{Number, Role, role_of, says_any},
};

/// A table of figures within a grid.
#[derive(Debug)]
pub struct Table<'g> {
    /// The cells.
    pub grid: &'g Grid,
    /// Its heading.
    pub head: Head,
    /// What each column holds.
    pub columns: Vec<Column>,
    /// Its rows, from the top.
    pub rows: Vec<Row>,
    /// Whether rows are the figures and columns the units or periods.
    pub is_turned: bool,
}

impl<'g> Table<'g> {
    /// Every table of a grid, and the rows that belong to none.
    #[must_use]
    pub fn of(grid: &'g Grid) -> (Vec<Self>, Vec<usize>) {
        let (mut tables, mut outside, mut from): (Vec<Self>, Vec<usize>, usize) = (Vec::new(), Vec::new(), 0);
        while let Some(head) = head::find(grid, from) {
            outside.extend(from..head.from);
            let end = end(grid, &head);
            let table = Self::read(grid, head, end);
            let last = table.rows.last().map_or(table.head.body, |row| row.at);
            outside.extend(last + 1..end);
            from = end;
            tables.push(table);
        }
        outside.extend(from..grid.rows.len());
        (tables, outside)
    }

    /// A table that was turned on its side.
    #[must_use]
    pub fn of_turned(grid: &'g Grid, head: Head) -> Self {
        Self { is_turned: false, ..Self::read(grid, head, grid.rows.len()) }
    }

    fn read(grid: &'g Grid, head: Head, end: usize) -> Self {
        let body: Vec<usize> = (head.body..end).filter(|row| !repeats_head(grid, &head, *row)).collect();
        // A row of rates says nothing of what its columns hold.
        let counted: Vec<usize> = body.iter().copied().filter(|row| !is_row_of_rates(grid, *row)).collect();
        let columns: Vec<Column> =
            (0..grid.width()).map(|column| Column::read(grid, &head, &counted, column)).collect();
        let has_counts = columns.iter().any(|column| column.role.is_some());
        let columns: Vec<Column> =
            if has_counts { columns.into_iter().map(Column::among_counts).collect() } else { columns };
        let mut rows: Vec<Row> = body.iter().filter_map(|row| Row::read(grid, &columns, *row)).collect();
        // Words below the last figures are notes.
        let last = rows.iter().rposition(|row| row.kind != RowKind::Group).map_or(0, |last| last + 1);
        rows.truncate(last);
        let figures = rows.iter().filter(|row| matches!(row.kind, RowKind::Figures | RowKind::Rates));
        let named = figures.clone().filter(|row| is_metric_row(&row.label)).count();
        let is_turned = named >= 2 && named * 2 > figures.count();
        Self { grid, head, columns, rows, is_turned }
    }

    /// The count in a cell: a blank one among figures is none.
    #[must_use]
    pub fn count(&self, row: &Row, column: usize) -> Option<u64> {
        match self.grid.cell(row.at, column) {
            Some(GridCell { number: Some(number), .. }) => number.count(),
            Some(cell) if cell.is_mark() => Some(1),
            Some(cell) if cell.is_nothing() => Some(0),
            None => Some(0),
            Some(_) => None,
        }
    }

    /// The amount in a cell, decimals and all: a blank one among figures is nothing.
    #[must_use]
    pub fn amount(&self, row: &Row, column: usize) -> Option<Number> {
        let Some(GridCell { number: Some(number), text, .. }) = self.grid.cell(row.at, column) else {
            return self.count(row, column).map(Number::of_count);
        };
        match self.columns.get(column).map(|column| column.decimals) {
            Some(Decimals::Comma) => number.with_comma(text).amount(),
            Some(Decimals::Point) => number.with_point(text).amount(),
            Some(Decimals::None) | None => number.amount(),
        }
    }

    /// The sum of some amounts; `None` where one of them is no number.
    #[must_use]
    pub fn sum(amounts: impl Iterator<Item = Option<Number>>) -> Option<Number> {
        amounts.into_iter().try_fold(Number::of_count(0), |sum, amount| sum.plus(amount?))
    }

    /// The number in a cell.
    #[must_use]
    pub fn number(&self, row: &Row, column: usize) -> Option<Number> {
        self.grid.cell(row.at, column)?.number
    }

    /// The rate in a cell. In a column with decimals behind a point no dot parts thousands; written below a percent sign it is no share of
    /// one, nor is it among percentages.
    #[must_use]
    pub fn rate(&self, row: &Row, column: usize) -> Option<Number> {
        let cell = self.grid.cell(row.at, column)?;
        let number = cell.number?;
        let known = self.columns.get(column)?;
        let number = if known.has_points { number.with_point(&cell.text) } else { number };
        let is_said = known.heading.contains('%') || row.kind == RowKind::Rates && row.label.contains('%');
        let is_typed = is_said && !self.grid.frame.is_sheet();
        Some(if is_typed || known.has_percentages { number.percentage() } else { number })
    }

    /// Columns of counts.
    pub fn counts(&self) -> impl Iterator<Item = usize> {
        let kinds = self.columns.iter().enumerate();
        kinds.filter(|(_, column)| column.kind == ColumnKind::Count).map(|(index, _)| index)
    }

    /// Whether the heading of a column says that its numbers need not add up.
    #[must_use]
    pub fn is_doubtful(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| column.sums == Sums::Doubtful)
    }

    /// The one column of a role, if there is one and only one.
    #[must_use]
    pub fn column_of(&self, role: Role) -> Option<usize> {
        let mut found =
            self.counts().filter(|column| self.columns.get(*column).is_some_and(|it| it.role == Some(role)));
        found.next().filter(|_| found.next().is_none())
    }

    /// A heading in one line.
    #[must_use]
    pub fn heading(&self, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| column.heading.as_str())
    }

    /// The last line of a heading.
    #[must_use]
    pub fn leaf(&self, column: usize) -> &str {
        self.head.paths.get(column).and_then(|path| path.last()).map_or("", String::as_str)
    }

    /// Where a cell stands, with its row and column by name.
    #[must_use]
    pub fn place(&self, row: &Row, column: usize) -> String {
        let names = [row.label.as_str(), self.heading(column)];
        let names: Vec<String> =
            names.into_iter().filter(|name| !name.is_empty()).map(|name| format!("\"{name}\"")).collect();
        let names = names.join(", ");
        let place = self.grid.place(row.at, column);
        if names.is_empty() { place } else { format!("{place} ({names})") }
    }
}

/// Whether a row of a table with rows of figures is called by what it counts.
fn is_metric_row(label: &str) -> bool {
    role_of(label).is_some() || says_any(&spelling::key(label), &RATE)
}

/// The first row that belongs to the table no more: the next heading, or the end.
fn end(grid: &Grid, head: &Head) -> usize {
    let opens_another = |row: usize| {
        let first = grid.rows.get(row).and_then(|row| row.cells.iter().find(|cell| !cell.is_blank()));
        first.is_some_and(|cell| is_sequence_heading(&cell.text)) && !repeats_head(grid, head, row)
    };
    (head.body..grid.rows.len()).find(|row| opens_another(*row)).unwrap_or(grid.rows.len())
}

/// Whether a row says again what a row of the heading says.
fn repeats_head(grid: &Grid, head: &Head, row: usize) -> bool {
    let texts = |row: usize| -> Vec<&str> {
        grid.rows
            .get(row)
            .map(|row| row.cells.iter().filter(|cell| !cell.is_blank()).map(|cell| cell.text.as_str()).collect())
            .unwrap_or_default()
    };
    let own = texts(row);
    !own.is_empty() && (head.from..head.body).any(|above| texts(above) == own)
}
