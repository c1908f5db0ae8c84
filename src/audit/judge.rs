//! A row held against rows that it may be the sum of.
//!
//! In: a [`Table`], a row and others. Out: [`Judged`]: how many columns were compared, and those that differ.

use super::{checks::SUMS, result::Notes, row::Row, table::Table};
use crate::wording::Number;

/// How a row compares with the sum of others.
#[derive(Default)]
pub struct Judged {
    /// Columns that were compared.
    pub compared: usize,
    /// Those that differ.
    pub wrong: Vec<Wrong>,
}

/// A cell that is not the sum of others.
pub struct Wrong {
    column: usize,
    /// What the others add up to.
    pub sum: Number,
    /// What the cell says.
    pub stated: Number,
    /// Why it may be right all the same.
    doubt: Option<&'static str>,
}

impl Wrong {
    /// Tells the cell with these words.
    pub fn tell(&self, table: &Table<'_>, row: &Row, words: String, notes: &mut Notes) {
        let place = table.place(row, self.column);
        match self.doubt {
            Some(doubt) => notes.look(SUMS, place, format!("{words} ({doubt})")),
            None => notes.fail(SUMS, place, words),
        }
    }
}

impl Judged {
    /// Compares each column of counts.
    #[must_use]
    pub fn of(table: &Table<'_>, row: &Row, parts: &[&Row]) -> Self {
        let mut judged = Self::default();
        for column in table.counts() {
            let amounts: Option<Vec<Number>> = parts.iter().map(|part| table.amount(part, column)).collect();
            let (Some(amounts), Some(stated)) = (amounts, table.amount(row, column)) else { continue };
            let Some(sum) = Table::sum(amounts.iter().copied().map(Some)) else { continue };
            let nothing = Number::of_count(0);
            let is_measure = table.columns.get(column).is_some_and(|column| column.is_measure);
            // What is measured need not add up; then the total says nothing of it.
            if sum.is_same(nothing) && stated.is_same(nothing) || is_measure && stated.is_same(nothing) {
                continue;
            }
            judged.compared += 1;
            let digits = amounts.iter().copied().map(Number::digits).max().unwrap_or_default();
            if !stated.is_sum(sum, amounts.len(), digits) {
                let doubt = doubt(&amounts, sum, stated, is_measure || table.is_doubtful(column));
                judged.wrong.push(Wrong { column, sum, stated, doubt });
            }
        }
        judged
    }

    /// Thousandths of the columns that hold.
    #[must_use]
    pub fn share(&self) -> usize {
        (self.compared - self.wrong.len()) * 1000 / self.compared.max(1)
    }

    /// Whether there is something to compare, and most of it holds.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.compared > self.wrong.len() && self.wrong.len() * 2 <= self.compared
    }
}

/// Why an amount may be right that is not the sum: decimals are rounded, and what is measured may be averaged.
fn doubt(amounts: &[Number], sum: Number, stated: Number, is_measure: bool) -> Option<&'static str> {
    let filled = amounts.iter().filter(|amount| !amount.is_same(Number::of_count(0)));
    let is_at_most = |amount: &Number| stated.ratio(*amount).is_some_and(|(stated, amount)| stated <= amount);
    let digits = amounts.iter().copied().map(Number::digits).max().unwrap_or_default().max(stated.digits());
    match () {
        () if stated.may_be_rounded(sum, amounts.len(), digits) => Some("có thể do làm tròn"),
        () if is_measure && filled.clone().count() > 1 && filled.clone().any(is_at_most) => {
            Some("có thể là số bình quân")
        }
        () => None,
    }
}
