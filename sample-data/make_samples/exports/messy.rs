//! The exports as they come on a bad day: everything that goes wrong in real files, each with what must become of it.
//!
//! In: a layout and a stock of tasks. Out: its sheets, and the units that no registry knows.

use super::layouts::Layout;
use super::plan::{Due, Plan, Status, after};
use super::sheet::{Cell, Fate, Sheet};
use super::typical;

/// Names that are nearly those of a registry, in the spelling of the cell.
const NEAR_MISSES: [&str; 2] = ["Sở Y tê", "Sở Nôi vụ"];

/// A sheet that is being filled from a stock of tasks.
pub struct Writer<'a> {
    pub sheet: Sheet,
    layout: &'a Layout,
    stock: std::vec::IntoIter<Plan>,
    number: usize,
    pub unregistered: Vec<String>,
}

impl<'a> Writer<'a> {
    pub fn new(layout: &'a Layout, stock: Vec<Plan>) -> Self {
        let unregistered = Vec::new();
        Self { sheet: typical::head(layout), layout, stock: stock.into_iter(), number: 0, unregistered }
    }

    fn next(&mut self) -> Plan {
        self.number += 1;
        self.stock.next().expect("a stock of enough tasks")
    }

    fn cells(&self, plan: &Plan) -> Vec<Cell> {
        (self.layout.row)(self.number, plan)
    }

    /// So many rows without fault.
    pub fn good(&mut self, count: usize) {
        for _ in 0..count {
            self.changed(|_| {});
        }
    }

    /// A task that differs from the next of the stock, and is counted as it then is.
    pub fn changed(&mut self, change: impl FnOnce(&mut Plan)) {
        let mut plan = self.next();
        change(&mut plan);
        let cells = self.cells(&plan);
        self.sheet.push(cells, Fate::Task(Box::new(plan)));
    }

    /// A row whose cells are changed in a way that changes nothing of what it counts as.
    pub fn dressed(&mut self, change: impl FnOnce(&mut Vec<Cell>)) {
        let plan = self.next();
        let mut cells = self.cells(&plan);
        change(&mut cells);
        self.sheet.push(cells, Fate::Task(Box::new(plan)));
    }

    /// A row that waits for what is done to its cells.
    pub fn spoiled(&mut self, codes: &'static [&'static str], change: impl FnOnce(&mut Vec<Cell>)) {
        let plan = self.next();
        let mut cells = self.cells(&plan);
        change(&mut cells);
        self.sheet.push(cells, Fate::Wait(codes));
    }

    /// A row that waits for what stands in one cell.
    pub fn bad(&mut self, column: usize, text: &str, code: &'static [&'static str]) {
        self.spoiled(code, |cells| cells[column] = Cell::text(text));
    }

    /// The heading once more, as after a page break.
    pub fn page_break(&mut self) {
        self.sheet.heading(self.layout.heading, &Fate::Skip("repeated_heading"));
    }

    /// Tasks of another sheet, from the same stock.
    pub fn another(&mut self, name: &'static str, count: usize) -> Sheet {
        let mut other = typical::head(self.layout).named(name);
        for _ in 0..count {
            let plan = self.next();
            other.push(self.cells(&plan), Fate::Task(Box::new(plan)));
        }
        other
    }

    /// Total, signature, end.
    pub fn close(&mut self) {
        typical::close(&mut self.sheet, self.layout, self.number);
    }
}

/// Whatever can go wrong in any table: dates, units, repeated headings, sums in between.
pub fn common(out: &mut Writer<'_>) {
    let columns = &out.layout.columns;
    let due = columns.due;
    out.good(2);
    out.bad(due, "31/02/2024", &["unparseable-date"]);
    out.bad(due, "20/01/201", &["unparseable-date"]);
    out.bad(due, "11/8/24", &["two-digit-year"]);
    out.page_break();
    out.bad(due, "trong tháng 8", &["missing-year"]);
    out.bad(due, "15/6/3024", &["implausible-year"]);
    out.bad(due, "theo chỉ đạo của Chủ tịch UBND tỉnh", &["unparseable-date"]);
    out.sheet.push(Vec::new(), Fate::Skip("blank"));
    out.spoiled(&["missing-value"], |cells| cells[columns.given] = Cell::Empty);
    out.dressed(|cells| {
        cells[columns.content] = Cell::text("Rà soát\u{1} quy trình\u{b} nội bộ; báo cáo UBND tỉnh");
    });
    out.dressed(|cells| {
        let Cell::Text(text) = &mut cells[columns.content] else { return };
        *text = format!("  =HYPERLINK(\"x\") \"{text}\"\n(gấp)  ");
    });
    out.sheet.line("PHẦN II. NHIỆM VỤ BỔ SUNG", out.layout.heading.len(), Fate::Skip("group"));
    out.good(2);
    if let Some(unit) = columns.unit {
        for name in NEAR_MISSES {
            out.unregistered.push(name.to_owned());
            out.changed(|plan| plan.units = vec![name.to_owned()]);
        }
        out.bad(unit, "", &["missing-value"]);
        out.bad(unit, "Các đơn vị liên quan", &["vague-unit"]);
        out.bad(unit, "Sở Y tế và Ban Chỉ đạo 389", &["several-units"]);
        out.spoiled(&["missing-value", "unparseable-date", "vague-unit"], |cells| {
            cells[unit] = Cell::text("các đơn vị");
            cells[columns.given] = Cell::Empty;
            cells[due] = Cell::text("30/02/2024");
        });
    }
    if let Some(done) = columns.done {
        out.bad(done, "32/12/2024", &["unparseable-date"]);
        // Done before it was given: counted, but told.
        out.changed(|plan| {
            plan.due = Due::Day(after(plan.given, 20));
            plan.extended = None;
            plan.done = plan.given.pred_opt();
        });
    }
    out.changed(|plan| plan.due = Due::Blank);
    out.changed(|plan| plan.due = Due::Null);
}

/// Rows that bear the id of another one.
pub fn repeated_ids(out: &mut Writer<'_>) {
    let plan = out.next();
    let cells = out.cells(&plan);
    out.sheet.push(cells.clone(), Fate::Task(Box::new(plan)));
    out.sheet.push(cells, Fate::Wait(&["duplicate-id"]));
    let id = out.layout.columns.id.expect("a column of ids");
    let first = out.next();
    let first_cells = out.cells(&first);
    let same_id = first_cells[id].clone();
    out.sheet.push(first_cells, Fate::Wait(&["conflicting-id"]));
    out.spoiled(&["conflicting-id"], |cells| cells[id] = same_id);
}

/// What only workbooks have: cells merged down, hidden rows, errors of formulas.
pub fn workbook_only(out: &mut Writer<'_>) {
    let columns = &out.layout.columns;
    out.good(3);
    out.sheet.merge_down(columns.document, 3);
    if let Some(unit) = columns.unit {
        let shared = vec!["Sở Y tế".to_owned()];
        out.changed(|plan| plan.units.clone_from(&shared));
        out.changed(|plan| plan.units.clone_from(&shared));
        out.sheet.merge_down(unit, 2);
    }
    out.good(1);
    out.sheet.hide_row();
    out.spoiled(&["error-cell"], |cells| cells[columns.due] = Cell::Error("#N/A"));
    out.sheet.hide_row();
    out.spoiled(&["error-cell"], |cells| cells[columns.given] = Cell::Error("#REF!"));
}

/// A further sheet with tasks, one without a table, and a hidden one.
pub fn more_sheets(out: &mut Writer<'_>) -> Vec<Sheet> {
    let more = out.another("Bổ sung", 4);
    let mut guide = Sheet::new("Hướng dẫn");
    guide.push(vec![Cell::text("Cách nhập liệu")], Fate::Unread);
    guide.push(vec![Cell::text("1. Không sửa dòng tiêu đề.")], Fate::Unread);
    let mut old = out.another("Bản cũ", 3);
    old.fates.iter_mut().for_each(|fate| *fate = Fate::Unread);
    old.hide();
    vec![more, guide, old]
}

/// Labels that nobody knows or that mean two things, where labels alone say what a task is; one that was taken back.
pub fn labels(out: &mut Writer<'_>, two_ways: &str) {
    let label = out.layout.columns.label.expect("a column of labels");
    if out.layout.columns.done.is_none() {
        out.bad(label, "Đang xin ý kiến lãnh đạo", &["unknown-status"]);
        out.bad(label, two_ways, &["unknown-status"]);
        out.bad(label, "", &["missing-value"]);
    } else {
        out.dressed(|cells| cells[label] = Cell::text("Đang xin ý kiến lãnh đạo"));
        out.dressed(|cells| cells[label] = Cell::text(two_ways));
    }
    out.changed(|plan| plan.cancelled = true);
}

/// Marks in several columns of statuses, in none, and marks that are none.
pub fn marks(out: &mut Writer<'_>, first: usize) {
    out.spoiled(&["several-marks"], |cells| {
        (first..first + 3).for_each(|column| cells[column] = Cell::text("x"));
    });
    out.spoiled(&["missing-value"], |cells| (first..first + 4).for_each(|column| cells[column] = Cell::Empty));
    out.spoiled(&["invalid-mark"], |cells| cells[first] = Cell::text("chưa rõ"));
    out.dressed(|cells| {
        let marked = (first..first + 4).find(|column| matches!(cells[*column], Cell::Text(_)));
        cells[marked.expect("a mark")] = Cell::text(" X ");
    });
    // One cell too few.
    out.spoiled(&["ragged-row"], |cells| {
        cells.pop();
    });
}

/// Owners by the dozen in one cell, of which `known` are registered.
pub fn many_owners(out: &mut Writer<'_>, known: &[&str], count: usize) {
    let others = (1..=count - known.len()).map(|number| format!("Tổ công tác liên ngành số {number:02}"));
    let others: Vec<String> = others.collect();
    out.unregistered.extend(others.iter().cloned());
    out.changed(|plan| plan.units = known.iter().map(|&name| name.to_owned()).chain(others).collect());
}

/// A row whose cells slipped to the right by one, in a table with the day of the document: words stand where two days should, that of
/// the document and that on which the task was given. What now stands where the unit should is no unit, and the row waits.
pub fn slipped(out: &mut Writer<'_>) {
    out.spoiled(&["unparseable-date", "unparseable-date"], |cells| {
        cells.pop();
        cells.insert(0, Cell::Empty);
    });
}

/// Labels that say another status than the dates: the dates count, the label is told.
pub fn contradicted(out: &mut Writer<'_>) {
    let label = out.layout.columns.label.expect("a column of labels");
    out.changed(|plan| {
        plan.due = Due::Day(after(plan.given, 20));
        plan.done = Some(after(plan.given, 10));
        assert_eq!(plan.status(), Status::OnTime);
    });
    let row = out.sheet.last_row();
    row[label] = Cell::text("Đã quá thời hạn");
}
