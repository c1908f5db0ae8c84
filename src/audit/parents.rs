//! Rows with figures and the rows below them that are their parts: by sequence numbers, or where they add up.
//!
//! In: a [`Table`]. Out: [`Parents`], each judged for itself. A row without a sequence number is a part of another one only where that
//! one is the sum of such rows; else it stands beside the others.

use std::collections::BTreeSet;

use super::{
    checks::SUMS,
    judge::Judged,
    partial::partial,
    result::Notes,
    row::{Row, RowKind},
    table::Table,
};
use crate::{spelling, wording::says};

/// Beyond so many parents without their sum the table is told as a whole.
const MOST_TOLD: usize = 3;

/// Every parent of a table.
pub struct Parents<'t> {
    /// From the last to the first.
    judged: Vec<Parent<'t>>,
    /// Rows without a sequence number that are parts of others.
    pub owned: BTreeSet<usize>,
}

/// One parent.
struct Parent<'t> {
    row: &'t Row,
    judged: Judged,
    /// Whether only rows without a sequence number stand below it, so that they may stand beside it.
    is_doubtful: bool,
}

/// The rows of a range that no other row of it is the sum of: its own, without those below a parent with figures. Rows without a
/// sequence number are left out with those that are parts of others, or stand for themselves.
#[must_use]
pub fn topmost<'t>(rows: &'t [Row], owned: &BTreeSet<usize>, leaves_out: bool) -> Vec<&'t Row> {
    let mut top: Vec<&Row> = Vec::new();
    let mut parent: Option<u8> = None;
    for row in rows.iter().filter(|row| row.kind != RowKind::Total && !owned.contains(&row.at)) {
        let is_below = match (parent, row.level) {
            (Some(parent), Some(level)) => level > parent,
            (Some(_), None) => leaves_out && row.kind == RowKind::Figures,
            (None, _) => false,
        };
        if is_below {
            continue;
        }
        parent = row.level.filter(|_| row.kind == RowKind::Figures);
        top.extend((row.kind == RowKind::Figures).then_some(row));
    }
    top
}

impl<'t> Parents<'t> {
    /// Judges every row with figures that others stand below.
    #[must_use]
    pub fn of(table: &'t Table<'_>) -> Self {
        let mut parents = Self { judged: Vec::new(), owned: partial(&table.rows) };
        let rows = table.rows.iter().enumerate().rev();
        for (index, row) in rows.filter(|(_, row)| row.kind == RowKind::Figures) {
            let Some(level) = row.level else { continue };
            let is_child = |child: &&Row| child.kind != RowKind::Total && child.level.is_none_or(|it| it > level);
            let below = table.rows.iter().skip(index + 1).take_while(is_child).count();
            let below = table.rows.get(index + 1..index + 1 + below).unwrap_or_default();
            parents.judge(table, (row, level), below);
        }
        parents
    }

    fn judge(&mut self, table: &Table<'_>, (row, level): (&'t Row, u8), below: &'t [Row]) {
        let is_partial = |child: &&Row| says(&spelling::key(&child.label), "trong đó");
        let is_numbered = below.iter().any(|child| child.kind == RowKind::Figures && child.level.is_some());
        let ways = [topmost(below, &self.owned, false), topmost(below, &self.owned, true)];
        let ways = ways.into_iter().filter(|way| !way.is_empty() && !way.iter().any(is_partial));
        let judged = ways.map(|way| (Judged::of(table, row, &way), way));
        let best = judged.reduce(|best, next| if next.0.share() > best.0.share() { next } else { best });
        let Some((judged, way)) = best.filter(|(judged, _)| judged.compared > 0) else { return };
        if judged.holds() {
            self.owned.extend(way.iter().filter(|child| child.level.is_none()).map(|child| child.at));
        } else if !is_numbered && level >= 2 {
            // Rows that stand beside it.
            return;
        }
        self.judged.push(Parent { row, judged, is_doubtful: !is_numbered });
    }

    fn in_order(&self) -> impl Iterator<Item = &Parent<'t>> {
        self.judged.iter().rev()
    }

    /// Tells every parent that is not the sum of its parts; where most of it differs, the rows below may be none.
    pub fn tell(&self, table: &Table<'_>, notes: &mut Notes) {
        let sure = || self.in_order().filter(|parent| parent.judged.holds() || !parent.is_doubtful);
        let compared: usize = sure().map(|parent| parent.judged.compared).sum();
        let wrong: usize = sure().map(|parent| parent.judged.wrong.len()).sum();
        let all_hold = wrong * 2 <= compared;
        notes.compared(SUMS, compared);
        for Parent { row, judged, .. } in sure().filter(|parent| all_hold || parent.judged.holds()) {
            for wrong in &judged.wrong {
                let words = format!("cộng các mục con được {}, mục \"{}\" ghi {}", wrong.sum, row.label, wrong.stated);
                wrong.tell(table, row, words, notes);
            }
        }
        unborne(table, sure().filter(|parent| !all_hold && !parent.judged.holds()), notes);
    }

    /// Tells the parents below which only rows without a sequence number stand, where no total says that these stand beside them.
    pub fn doubtful(&self, table: &Table<'_>, notes: &mut Notes) {
        unborne(table, self.in_order().filter(|parent| parent.is_doubtful && !parent.judged.holds()), notes);
    }
}

/// Parents of which most figures are not the sums of the rows below.
fn unborne<'p, 't: 'p>(table: &Table<'_>, parents: impl Iterator<Item = &'p Parent<'t>>, notes: &mut Notes) {
    let parents: Vec<&Parent<'_>> = parents.collect();
    if parents.len() > MOST_TOLD {
        let words =
            format!("{} mục không bằng tổng các dòng đứng dưới: không rõ các dòng ấy có phải mục con", parents.len());
        return notes.look(SUMS, table.grid.place_of_all(), words);
    }
    for Parent { row, judged, .. } in parents {
        let Some(wrong) = judged.wrong.first() else { continue };
        let words = format!(
            "mục \"{}\" ghi {}, cộng các dòng đứng dưới được {}; hầu hết các cột đều khác: không rõ có phải mục con",
            row.label, wrong.stated, wrong.sum
        );
        notes.look(SUMS, table.grid.place_of_row(row.at), words);
    }
}
