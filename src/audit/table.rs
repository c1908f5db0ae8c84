//! A grid as a table of figures: what each column counts and what each row is.
//!
//! In: a [`Grid`]. Out: [`Table`]s, and the rows that belong to none. Only what words and figures say is taken; a column of which
//! nothing is known takes no part in any sum.

use super::{
    content::{Grid, GridCell},
    head::{self, Head, is_sequence_heading, level_of},
    number::{Form, Number},
    roles::{Role, role_of, says, says_any},
};
use crate::spelling;

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

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading in one line.
    pub heading: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// What it counts, where its words say so.
    pub role: Option<Role>,
    /// Whether it mostly measures, in decimals, rather than counts.
    pub is_measure: bool,
    /// Which sign stands before its decimals.
    decimals: Decimals,
}

/// The sign that stands before the decimals of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Decimals {
    /// There are none.
    None,
    /// A comma, as officials write.
    Comma,
    /// A point, as in tables for other programs.
    Point,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Sequence numbers.
    Sequence,
    /// Counts, which add up.
    Count,
    /// Rates.
    Rate,
    /// Numbers that do not add up: points, ranks, changes, years.
    Other,
    /// Words, dates, marks.
    Words,
}

/// One row of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its row in the grid.
    pub at: usize,
    /// What it is.
    pub kind: RowKind,
    /// How deep it stands, by its sequence number: 0 is a letter, 1 a Roman number, 2 a number.
    pub level: u8,
    /// What it is called.
    pub label: String,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// Figures.
    Figures,
    /// The sum of others.
    Total,
    /// A group without figures.
    Group,
    /// Rates of the row above it.
    Rates,
}

/// Words of columns whose numbers do not add up.
const NO_SUM: [&str; 22] = [
    "dòng",
    "điểm",
    "hạng",
    "xếp hạng",
    "xếp loại",
    "bình quân",
    "trung bình",
    "số ngày",
    "tăng",
    "giảm",
    "so với",
    "chênh lệch",
    "thay đổi",
    "mã",
    "số hiệu",
    "ký hiệu",
    "điện thoại",
    "hệ số",
    "trọng số",
    "quy đổi",
    "tỷ lệ",
    "số, ký hiệu",
];
const RATE: [&str; 3] = ["tỷ lệ", "tỉ lệ", "phần trăm"];
/// Openings of rows that are sums.
const TOTALS: [&str; 8] =
    ["tổng số", "tổng cộng", "tổng", "cộng", "toàn tỉnh", "tổng toàn tỉnh", "toàn thành phố", "tổng chung"];

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

    fn read(grid: &'g Grid, head: Head, end: usize) -> Self {
        let body: Vec<usize> = (head.body..end).filter(|row| !repeats_head(grid, &head, *row)).collect();
        // A row of rates says nothing of what its columns hold.
        let counted: Vec<usize> = body.iter().copied().filter(|row| !is_row_of_rates(grid, *row)).collect();
        let columns: Vec<Column> =
            (0..grid.width()).map(|column| Column::read(grid, &head, &counted, column)).collect();
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
            Some(cell) if is_mark(&cell.text) => Some(1),
            Some(cell) if is_nothing(&cell.text) => Some(0),
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

    /// The rate in a cell. In a column with decimals behind a point no dot parts thousands.
    #[must_use]
    pub fn rate(&self, row: &Row, column: usize) -> Option<Number> {
        let cell = self.grid.cell(row.at, column)?;
        let number = cell.number?;
        let cells = self.rows.iter().filter_map(|row| self.number(row, column));
        let has_points = cells.into_iter().any(|number| number.form() == Form::English);
        Some(if has_points { number.with_point(&cell.text) } else { number })
    }

    /// Columns of counts.
    pub fn counts(&self) -> impl Iterator<Item = usize> {
        let kinds = self.columns.iter().enumerate();
        kinds.filter(|(_, column)| column.kind == ColumnKind::Count).map(|(index, _)| index)
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
    let folded = spelling::key(label);
    role_of(label).is_some() || says_any(&folded, &RATE)
}

/// `Tỷ lệ (%)` without a sequence number, before figures: the rates of the row above it.
fn is_row_of_rates(grid: &Grid, row: usize) -> bool {
    let Some(line) = grid.rows.get(row) else { return false };
    let mut own = line.cells.iter().filter(|cell| !cell.is_blank());
    let opens = |cell: &GridCell| {
        let folded = spelling::key(&cell.text);
        RATE.iter().any(|word| folded.starts_with(&spelling::key(word)))
    };
    own.next().is_some_and(opens) && own.all(|cell| cell.number.is_some() || is_nothing(&cell.text))
}

/// A cell that says yes.
pub fn is_mark(text: &str) -> bool {
    matches!(text.trim(), "X" | "x" | "✓" | "√" | "v")
}

/// A cell that says that there is nothing.
pub fn is_nothing(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "–" | "—" | "không" | "Không")
}

/// A cell whose formula has an error or no saved value: `#REF!`, `=SUM(C5:C9)`.
#[must_use]
pub fn is_uncalculated(text: &str) -> bool {
    text.starts_with('=') || is_error(text)
}

/// A cell that shows an error of a workbook.
#[must_use]
pub fn is_error(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|rest| rest.starts_with(|letter: char| letter.is_ascii_uppercase()))
}

/// Whether a number may be a year.
fn is_year(number: Number) -> bool {
    number.count().is_some_and(|year| (1900..2100).contains(&year))
}

impl Column {
    fn read(grid: &Grid, head: &Head, body: &[usize], column: usize) -> Self {
        let heading = head.paths.get(column).map(|path| path.join(" / ")).unwrap_or_default();
        let folded = spelling::key(&heading);
        let cells = || body.iter().filter_map(|row| grid.cell(*row, column)).filter(|cell| !cell.is_blank());
        // What a workbook failed to calculate says nothing of what the column holds.
        let filled = cells().filter(|cell| !is_uncalculated(&cell.text)).count();
        let numbers = cells().filter(|cell| cell.number.is_some()).count();
        let percent = cells().filter(|cell| cell.number.is_some_and(Number::is_percent)).count();
        let counts = cells().filter(|cell| cell.number.and_then(Number::count).is_some()).count();
        let marks = cells().filter(|cell| is_mark(&cell.text)).count();
        let is_measure = counts * 3 < numbers * 2;
        let amounts = || cells().filter_map(|cell| cell.number);
        let is_sequence = is_sequence_heading(&heading) || heading.is_empty() && column == 0;
        let kind = match () {
            () if is_sequence => ColumnKind::Sequence,
            () if marks > 0 && marks + numbers == filled => ColumnKind::Count,
            () if numbers == 0 || numbers * 3 < filled * 2 => ColumnKind::Words,
            () if says_any(&folded, &NO_SUM) && !says_any(&folded, &RATE) => ColumnKind::Other,
            () if says_any(&folded, &RATE) || heading.contains('%') || percent > 0 => ColumnKind::Rate,
            () if says(&folded, "năm") && amounts().all(is_year) => ColumnKind::Other,
            // Shares of one, as a workbook keeps rates.
            () if is_measure && amounts().all(Number::is_at_most_one) => ColumnKind::Other,
            () => ColumnKind::Count,
        };
        let has = |form: Form, sign: char| {
            cells().any(|cell| {
                cell.number.is_some_and(|it| it.form() == form && it.digits() > 0) && cell.text.contains(sign)
            })
        };
        let decimals = match () {
            () if has(Form::English, '.') => Decimals::Point,
            () if has(Form::Official, ',') => Decimals::Comma,
            () => Decimals::None,
        };
        let role = if kind == ColumnKind::Count { role_of(&heading) } else { None };
        Self { heading, kind, role, is_measure, decimals }
    }
}

impl Row {
    fn read(grid: &Grid, columns: &[Column], at: usize) -> Option<Self> {
        let line = grid.rows.get(at)?;
        let is_of =
            |column: usize, kinds: &[ColumnKind]| columns.get(column).is_some_and(|it| kinds.contains(&it.kind));
        let own = || line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let figures = [ColumnKind::Count, ColumnKind::Rate, ColumnKind::Other];
        let has_figures = own().any(|(column, cell)| {
            (cell.number.is_some() || is_mark(&cell.text) || is_uncalculated(&cell.text)) && is_of(column, &figures)
        });
        let sequence =
            own().find(|(column, _)| is_of(*column, &[ColumnKind::Sequence])).map(|(_, cell)| cell.text.as_str());
        // In a list a task is known by its number, however little is said of it.
        let facts = own().filter(|(column, _)| !is_of(*column, &[ColumnKind::Sequence])).count();
        let is_numbered = sequence.and_then(level_of).is_some_and(|level| level >= 2);
        let has_facts = facts > 1 || facts == 1 && is_numbered;
        let words = |(column, cell): &(usize, &GridCell)| {
            cell.number.is_none()
                && !is_mark(&cell.text)
                && !is_uncalculated(&cell.text)
                && !is_of(*column, &[ColumnKind::Sequence])
        };
        let label = own().find(words).map(|(_, cell)| cell.text.clone()).unwrap_or_default();
        // Totals stand in the column of sequence numbers too, across what follows.
        let label = if label.is_empty() { sequence.unwrap_or_default().to_owned() } else { label };
        own().next()?;
        let level = sequence.and_then(level_of).or_else(|| {
            label.split_whitespace().next().filter(|word| matches!(*word, "-" | "–" | "+")).and_then(level_of)
        });
        let is_total = is_total(&label) || sequence.is_some_and(is_total);
        let kind = match () {
            () if is_total && has_figures => RowKind::Total,
            () if has_figures && is_row_of_rates(grid, at) => RowKind::Rates,
            () if has_figures || has_facts && !columns.iter().any(|column| column.kind == ColumnKind::Count) => {
                RowKind::Figures
            }
            () => RowKind::Group,
        };
        Some(Self { at, kind, level: level.unwrap_or(UNNUMBERED), label })
    }
}

/// The level of a row without a sequence number.
pub const UNNUMBERED: u8 = 9;

/// Whether a row of this name is a sum. Names of bodies may begin alike: Tổng cục, Tổng công ty.
#[must_use]
pub fn is_total(label: &str) -> bool {
    let folded = spelling::key(label.split(['(', ':', ';']).next().unwrap_or_default());
    let opens = |word: &str| folded.strip_prefix(&spelling::key(word)).is_some_and(|rest| rest.starts_with(' '));
    TOTALS.iter().any(|word| folded == spelling::key(word))
        || ["tổng số", "tổng cộng", "cộng"].iter().any(|word| opens(word))
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
