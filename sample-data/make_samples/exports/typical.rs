//! The exports as they come on a good day: titles, headings, groups, joint units, every form of deadline, a total and a signature.
//!
//! In: a layout and its tasks. Out: its one sheet.

use super::layouts::Layout;
use super::plan::Plan;
use super::sheet::{Cell, Fate, Sheet};

/// A sheet with all these tasks; group rows stand before every so many of them, 0 for none.
pub fn sheet(layout: &Layout, plans: &[Plan], groups: usize) -> Sheet {
    let mut sheet = head(layout);
    let width = layout.heading.len();
    for (number, plan) in plans.iter().enumerate() {
        if groups > 0 && number % groups == 0 {
            let part = number / groups;
            sheet.line(&format!("{}. Lĩnh vực {}", NUMERALS[part], FIELDS[part]), width, Fate::Skip("group"));
        }
        sheet.push((layout.row)(number + 1, plan), Fate::Task(Box::new(plan.clone())));
    }
    close(&mut sheet, layout, plans.len());
    sheet
}

/// Titles and heading alone.
pub fn head(layout: &Layout) -> Sheet {
    let mut sheet = Sheet::new(layout.sheet);
    for title in layout.titles {
        sheet.title(title, layout.heading.len());
    }
    sheet.heading(layout.heading, &Fate::Heading);
    sheet
}

/// The total row, a blank row and the signature.
pub fn close(sheet: &mut Sheet, layout: &Layout, count: usize) {
    let width = layout.heading.len();
    let mut total = vec![Cell::Empty; width];
    total[0] = Cell::text("Tổng cộng");
    total[layout.columns.content] = Cell::text(format!("{count} nhiệm vụ"));
    sheet.push(total, Fate::Skip("total"));
    sheet.push(Vec::new(), Fate::Skip("blank"));
    for text in ["NGƯỜI LẬP BIỂU", "Trần Thị B"] {
        let mut row = vec![Cell::Empty; width];
        row[width - 1] = Cell::text(text);
        sheet.push(row, Fate::Skip("footer"));
    }
}

const NUMERALS: [&str; 5] = ["I", "II", "III", "IV", "V"];
const FIELDS: [&str; 5] = ["kinh tế", "nông nghiệp", "văn hóa - xã hội", "nội chính", "tổng hợp"];
