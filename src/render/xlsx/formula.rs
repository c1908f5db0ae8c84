//! Which cells are reckoned from others, and how.
//!
//! In: a table and the row of the sheet where its body starts. Out: formulas with the result that a reader without a calculator
//! sees. A figure that its formula would not give stays a plain number.

use rust_xlsxwriter::{ColNum, Formula, RowNum, row_col_to_cell};

use crate::{
    document::{Cell, RateOf, Row, RowKind, Table, Value},
    locale::vietnamese,
    value::Ratio,
};

/// What Excel reckons in one table.
pub struct Formulas<'a> {
    table: &'a Table,
    /// Row of the sheet that holds the first body row.
    first: RowNum,
    /// The rows that a total row sums up.
    body: &'a [Row],
}

impl<'a> Formulas<'a> {
    /// The formulas of a table whose body starts at this row.
    pub fn new(table: &'a Table, first: RowNum) -> Self {
        Self { table, first, body: body(table) }
    }

    /// The formula of a cell; none where it holds a plain value.
    pub fn of(&self, index: RowNum, column: ColNum) -> Option<Formula> {
        let row = self.table.rows().get(usize::try_from(index).ok()?)?;
        let cell = row.cells.get(usize::from(column))?;
        match &cell.value {
            Value::Rate { ratio, digits } => self.rate(row, index, column, *ratio, *digits),
            Value::Count(total) | Value::CountOrBlank(total) if row.kind == RowKind::Total => {
                self.total(index, column, *total)
            }
            _ => None,
        }
    }

    /// The sum of the counts above, or the number of marks above.
    fn total(&self, index: RowNum, column: ColNum, total: u64) -> Option<Formula> {
        let last = RowNum::try_from(self.body.len()).ok()?.checked_sub(1).filter(|last| *last < index)?;
        let cells: Option<Vec<&Cell>> = self.body.iter().map(|row| row.cells.get(usize::from(column))).collect();
        let cells = cells.filter(|cells| cells.iter().all(|cell| cell.rows == 1))?;
        let range = format!(
            "{}:{}",
            row_col_to_cell(self.first, column),
            row_col_to_cell(self.first.checked_add(last)?, column)
        );
        let text = if sum(&cells) == Some(u128::from(total)) {
            format!("=SUM({range})")
        } else if marks(&cells) == Some(total) {
            format!("=COUNTIF({range},\"{}\")", Value::Mark.printed())
        } else {
            return None;
        };
        Some(Formula::new(text).set_result(total.to_string()))
    }

    /// Part over whole, rounded as it is printed.
    fn rate(&self, row: &Row, index: RowNum, column: ColNum, ratio: Ratio, digits: u32) -> Option<Formula> {
        let RateOf { part, whole } = self.table.columns().get(usize::from(column))?.rate.as_ref()?;
        let line = self.first.checked_add(index)?;
        let part = self.terms(row, line, part, ratio.part)?;
        let whole = self.terms(row, line, whole, ratio.whole)?;
        let none = vietnamese::NO_VALUE;
        let text = format!("=IF({whole}=0,\"{none}\",ROUND({part}/{whole},{}))", digits + 2);
        let result =
            ratio.scaled_percent(digits).map_or_else(|| none.to_owned(), |scaled| decimal(scaled, digits).to_string());
        Some(Formula::new(text).set_result(result))
    }

    /// The cells of these columns added up, if they give the count.
    fn terms(&self, row: &Row, line: RowNum, ids: &[String], count: u64) -> Option<String> {
        let columns = self.table.columns();
        let places = ids.iter().map(|id| columns.iter().position(|column| column.id == *id));
        let places: Vec<usize> = places.collect::<Option<_>>()?;
        let cells: Vec<&Cell> = places.iter().map(|place| row.cells.get(*place)).collect::<Option<_>>()?;
        let agrees = sum(&cells) == Some(u128::from(count)) && cells.iter().all(|cell| cell.rows == 1);
        let names = places.iter().map(|place| Some(row_col_to_cell(line, ColNum::try_from(*place).ok()?)));
        let names: Vec<String> = names.collect::<Option<_>>()?;
        match names.as_slice() {
            _ if !agrees => None,
            [] => None,
            [name] => Some(name.clone()),
            names => Some(format!("({})", names.join("+"))),
        }
    }
}

/// The rows above the first total row.
pub fn body(table: &Table) -> &[Row] {
    let rows = table.rows();
    let end = rows.iter().position(|row| row.kind == RowKind::Total).unwrap_or(rows.len());
    rows.get(..end).unwrap_or_default()
}

/// A percentage as the number that a cell holds: the printed figure, not the exact quotient.
pub fn decimal(scaled: u64, digits: u32) -> f64 {
    scaled as f64 / 10f64.powi(i32::try_from(digits + 2).unwrap_or(i32::MAX))
}

fn sum(cells: &[&Cell]) -> Option<u128> {
    cells.iter().map(|cell| count(&cell.value).map(u128::from)).sum()
}

/// How many cells are marked; none when there is no mark, or when words would be counted with them.
fn marks(cells: &[&Cell]) -> Option<u64> {
    let mark = Value::Mark.printed();
    let (marked, others): (Vec<&Cell>, Vec<&Cell>) = cells.iter().partition(|cell| cell.value == Value::Mark);
    let mistaken = others.iter().any(|cell| cell.value.printed().eq_ignore_ascii_case(&mark));
    u64::try_from(marked.len()).ok().filter(|count| *count > 0 && !mistaken)
}

/// The count of a cell that holds one.
pub fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Count(count) | Value::CountOrBlank(count) => Some(*count),
        _ => None,
    }
}
