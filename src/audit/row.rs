//! The rows of a table: figures, totals, groups, rates of the row above.
//!
//! In: a [`Grid`] and its columns. Out: [`Row`].

use super::{
    column::{Column, ColumnKind, RATE},
    content::{Grid, GridCell},
    head::level_of,
};
use crate::{spelling, wording::opens};

/// One row of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its row in the grid.
    pub at: usize,
    /// What it is.
    pub kind: RowKind,
    /// How deep it stands, by its sequence number: 0 is a letter, 1 a Roman number, 2 a number; `None` without one.
    pub level: Option<u8>,
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

/// Names of rows that are sums.
const TOTALS: [&str; 11] = [
    "tổng số",
    "tổng cộng",
    "tổng",
    "cộng",
    "toàn tỉnh",
    "tổng toàn tỉnh",
    "toàn thành phố",
    "tổng chung",
    "cả tỉnh",
    "toàn ngành",
    "tính chung",
];
/// What a sum may be called by its first words, where the row has no number of its own.
const OPENINGS: [&str; 7] = ["tổng", "cộng", "toàn tỉnh", "toàn thành phố", "toàn huyện", "toàn xã", "toàn ngành"];
/// Bodies, and work, whose names begin like those of sums.
const NO_TOTALS: [&str; 20] = [
    "tổng cục",
    "tổng công ty",
    "tổng hội",
    "tổng đội",
    "tổng lãnh sự",
    "tổng liên đoàn",
    "tổng thanh tra",
    "tổng kho",
    "tổng đài",
    "tổng trạm",
    "tổng bí thư",
    "tổng giám đốc",
    "tổng biên tập",
    "tổng kết",
    "tổng hợp",
    "tổng điều tra",
    "tổng rà soát",
    "tổng tham mưu",
    "cộng đồng",
    "cộng tác",
];

/// `Tỷ lệ (%)` without a sequence number, before figures: the rates of the row above it.
#[must_use]
pub fn is_row_of_rates(grid: &Grid, row: usize) -> bool {
    let Some(line) = grid.rows.get(row) else { return false };
    let mut own = line.cells.iter().filter(|cell| !cell.is_blank());
    let opens = |cell: &GridCell| {
        let folded = spelling::key(&cell.text);
        RATE.iter().any(|word| folded.starts_with(&spelling::key(word)))
    };
    own.next().is_some_and(opens) && own.all(|cell| cell.number.is_some() || cell.is_nothing())
}

impl Row {
    /// Reads a row of the body; `None` for an empty one.
    pub fn read(grid: &Grid, columns: &[Column], at: usize) -> Option<Self> {
        let line = grid.rows.get(at)?;
        let is_of =
            |column: usize, kinds: &[ColumnKind]| columns.get(column).is_some_and(|it| kinds.contains(&it.kind));
        let own = || line.cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let figures = [ColumnKind::Count, ColumnKind::Rate, ColumnKind::Other];
        let has_figures = own().any(|(column, cell)| {
            (cell.number.is_some() || cell.is_mark() || cell.is_uncalculated()) && is_of(column, &figures)
        });
        let sequence =
            own().find(|(column, _)| is_of(*column, &[ColumnKind::Sequence])).map(|(_, cell)| cell.text.as_str());
        // In a list a task is known by its number, however little is said of it.
        let facts = own().filter(|(column, _)| !is_of(*column, &[ColumnKind::Sequence])).count();
        let is_numbered = sequence.and_then(level_of).is_some_and(|level| level >= 2);
        let has_facts = facts > 1 || facts == 1 && is_numbered;
        let words = |(column, cell): &(usize, &GridCell)| {
            cell.number.is_none()
                && !cell.is_mark()
                && !cell.is_uncalculated()
                && !is_of(*column, &[ColumnKind::Sequence])
        };
        let label = own().find(words).map(|(_, cell)| cell.text.clone()).unwrap_or_default();
        // Totals stand in the column of sequence numbers too, across what follows.
        let label = if label.is_empty() { sequence.unwrap_or_default().to_owned() } else { label };
        own().next()?;
        let level = sequence.and_then(level_of).or_else(|| {
            label.split_whitespace().next().filter(|word| matches!(*word, "-" | "–" | "+")).and_then(level_of)
        });
        let is_unnumbered_total = level.is_none() && (may_be_total(&label) || sequence.is_some_and(may_be_total));
        let is_total = is_total(&label) || sequence.is_some_and(is_total) || is_unnumbered_total;
        let kind = match () {
            () if is_total && has_figures => RowKind::Total,
            () if has_figures && is_row_of_rates(grid, at) => RowKind::Rates,
            () if has_figures || has_facts && !columns.iter().any(|column| column.kind == ColumnKind::Count) => {
                RowKind::Figures
            }
            () => RowKind::Group,
        };
        Some(Self { at, kind, level, label })
    }
}

/// Whether a row without a sequence number may be a sum by its name: `Tổng các sở`.
fn may_be_total(label: &str) -> bool {
    let folded = spelling::key(label);
    OPENINGS.iter().any(|words| opens(&folded, words)) && !NO_TOTALS.iter().any(|words| opens(&folded, words))
}

/// Whether a row of this name is a sum. Names of bodies may begin alike: Tổng cục, Tổng công ty.
#[must_use]
pub fn is_total(label: &str) -> bool {
    let folded = spelling::key(label.split(['(', ':', ';']).next().unwrap_or_default());
    TOTALS.iter().any(|word| folded == spelling::key(word))
        || ["tổng số", "tổng cộng"].iter().any(|words| opens(&folded, words))
}
