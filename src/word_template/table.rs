//! A table that a tag puts into an office's Word file: in the type of the text around it, not in that of built-in reports.
//!
//! In: a table, the look of the text where its tag stood. Out: the XML that takes the place of the paragraph.

use std::fmt::Write as _;

use super::insert::{Emphasis, Look, run};
use crate::{
    document::{Align, NO_ROWS, Row, RowKind, Table},
    render::docx::table,
};

/// The XML of a table, in the place of a paragraph.
#[must_use]
pub fn write(table: &Table, look: &Look) -> String {
    let widths = table::widths(table, look.width);
    let mut xml =
        String::from("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:jc w:val=\"center\"/><w:tblBorders>");
    for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(xml, "<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    xml.push_str("</w:tblBorders></w:tblPr><w:tblGrid>");
    for width in &widths {
        let _ = write!(xml, "<w:gridCol w:w=\"{width}\"/>");
    }
    xml.push_str("</w:tblGrid>");
    for line in 0..table.head().len() {
        head_row(&mut xml, table, line, &widths, look);
    }
    for row in table.rows() {
        body_row(&mut xml, table, row, &widths, look);
    }
    if table.rows().is_empty() {
        let cell = Cell { width: widths.iter().sum(), columns: table.columns().len(), merge: "", align: Align::Center };
        xml.push_str("<w:tr>");
        cell.write(&mut xml, NO_ROWS, false, look);
        xml.push_str("</w:tr>");
    }
    xml.push_str("</w:tbl>");
    xml
}

fn head_row(xml: &mut String, table: &Table, line: usize, widths: &[u32], look: &Look) {
    let mut covering: Vec<_> =
        table.placed_head().into_iter().filter(|(row, _, cell)| (*row..row + cell.rows).contains(&line)).collect();
    covering.sort_by_key(|(_, column, _)| *column);
    xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (row, column, head) in covering {
        let merge = match (head.rows, row == line) {
            (1, _) => "",
            (_, true) => "<w:vMerge w:val=\"restart\"/>",
            (_, false) => "<w:vMerge/>",
        };
        let width = widths.iter().skip(column).take(head.columns).sum();
        let text = if row == line { head.text.as_str() } else { "" };
        Cell { width, columns: head.columns, merge, align: Align::Center }.write(xml, text, true, look);
    }
    xml.push_str("</w:tr>");
}

fn body_row(xml: &mut String, table: &Table, row: &Row, widths: &[u32], look: &Look) {
    xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    for ((column, cell), width) in table.columns().iter().zip(&row.cells).zip(widths) {
        let merge = match cell.rows {
            0 => "<w:vMerge/>",
            1 => "",
            _ => "<w:vMerge w:val=\"restart\"/>",
        };
        let text = if cell.rows == 0 { String::new() } else { cell.value.printed() };
        let cell = Cell { width: *width, columns: 1, merge, align: column.align };
        cell.write(xml, &text, row.kind == RowKind::Total, look);
    }
    xml.push_str("</w:tr>");
}

struct Cell {
    width: u32,
    columns: usize,
    merge: &'static str,
    align: Align,
}

impl Cell {
    fn write(&self, xml: &mut String, text: &str, bold: bool, look: &Look) {
        let Self { width, columns, merge, align } = self;
        let _ = write!(xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if *columns > 1 {
            let _ = write!(xml, "<w:gridSpan w:val=\"{columns}\"/>");
        }
        let align = justification(*align);
        // The indents and distances of running text have no place in a cell.
        let _ = write!(
            xml,
            "{merge}<w:vAlign w:val=\"center\"/></w:tcPr><w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" \
             w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"{align}\"/></w:pPr>"
        );
        if !text.is_empty() {
            xml.push_str(&run(text, Emphasis { bold, italic: false }, look));
        }
        xml.push_str("</w:p></w:tc>");
    }
}

/// An alignment as Word calls it.
pub const fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}
