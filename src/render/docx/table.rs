//! Tables of figures: fixed widths, repeated heading rows, rows that stay whole.
//!
//! In: a typed table and the width of the text. Out: `w:tbl`; merged cells as `w:gridSpan` and `w:vMerge`.

use super::{frame::described, style, text::Paragraph};
use crate::{
    document::{Align, Row, RowKind, Table},
    ooxml::Xml,
};

/// Writes a table as wide as the text; its last row stays with what follows where `keep_last` says so.
pub fn write(xml: &mut Xml, table: &Table, text_width: u32, keep_last: bool) {
    let widths = widths(table, text_width);
    xml.element("w:tbl", &[], |xml| {
        xml.element("w:tblPr", &[], |xml| {
            xml.value("w:tblStyle", style::GRID);
            xml.empty("w:tblW", &[("w:w", &text_width.to_string()), ("w:type", "dxa")]);
            xml.value("w:jc", "center");
            xml.empty("w:tblLayout", &[("w:type", "fixed")]);
            let flags = [("w:val", "0620"), ("w:firstRow", "1"), ("w:lastRow", "0"), ("w:firstColumn", "0")];
            let rest = [("w:lastColumn", "0"), ("w:noHBand", "1"), ("w:noVBand", "1")];
            xml.empty("w:tblLook", &[&flags[..], &rest[..]].concat());
            described(xml, table.title(), &description(table));
        });
        xml.element("w:tblGrid", &[], |xml| {
            for width in &widths {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        for line in 0..table.head().len() {
            head_row(xml, table, line, &widths);
        }
        let next_kinds = table.rows().iter().skip(1).map(|row| Some(row.kind)).chain([None]);
        for (row, next) in table.rows().iter().zip(next_kinds) {
            // A total alone at the head of a page says nothing: it takes the row above along.
            let keep_next = next.map_or(keep_last, |next| next == RowKind::Total);
            body_row(xml, table, row, &widths, keep_next);
        }
    });
}

/// What a screen reader says of a table before reading it.
fn description(table: &Table) -> String {
    format!("Bảng {} dòng, các cột: {}", table.rows().len(), table.flat_headings().join("; "))
}

/// The columns' shares of the text width in twips; the last column takes what rounding leaves.
fn widths(table: &Table, text_width: u32) -> Vec<u32> {
    let shares: f32 = table.columns().iter().map(|column| column.width).sum();
    let mut left = text_width;
    let count = table.columns().len();
    let mut widths = Vec::with_capacity(count);
    for (index, column) in table.columns().iter().enumerate() {
        // The saturating cast is wanted: a share is never more than the whole.
        let width = (text_width as f32 * column.width / shares).round() as u32;
        let width = if index + 1 == count { left } else { width.min(left) };
        left -= width;
        widths.push(width);
    }
    widths
}

fn head_row(xml: &mut Xml, table: &Table, line: usize, widths: &[u32]) {
    let mut covering: Vec<_> = table
        .placed_head()
        .into_iter()
        .filter(|(row, _, cell)| (*row..row + cell.rows).contains(&line))
        .map(|(row, column, cell)| (column, row, cell))
        .collect();
    covering.sort_by_key(|(column, ..)| *column);
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            xml.empty("w:tblHeader", &[]);
        });
        for (column, row, cell) in covering {
            let merge = match (cell.rows, row == line) {
                (1, _) => Merge::None,
                (_, true) => Merge::First,
                (_, false) => Merge::Covered,
            };
            let width = widths.iter().skip(column).take(cell.columns).sum();
            self::cell(xml, width, cell.columns, merge, |xml| {
                let paragraph = Paragraph { keep_next: true, ..Paragraph::new(style::TABLE_HEAD) };
                let text = if row == line { cell.text.as_str() } else { "" };
                paragraph.write_text(xml, text);
            });
        }
    });
}

fn body_row(xml: &mut Xml, table: &Table, row: &Row, widths: &[u32], keep_next: bool) {
    let style = match row.kind {
        RowKind::Body => style::TABLE_CELL,
        RowKind::Total => style::TABLE_TOTAL,
    };
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        for ((column, cell), width) in table.columns().iter().zip(&row.cells).zip(widths) {
            let merge = match cell.rows {
                0 => Merge::Covered,
                1 => Merge::None,
                _ => Merge::First,
            };
            self::cell(xml, *width, 1, merge, |xml| {
                let align = (column.align != Align::Left).then_some(column.align);
                let paragraph = Paragraph { keep_next, align, ..Paragraph::new(style) };
                let text = if cell.rows == 0 { String::new() } else { cell.value.printed() };
                paragraph.write_text(xml, &text);
            });
        }
    });
}

/// How a cell takes part in a vertical merge.
#[derive(Clone, Copy, PartialEq)]
enum Merge {
    None,
    First,
    Covered,
}

fn cell(xml: &mut Xml, width: u32, columns: usize, merge: Merge, content: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if columns > 1 {
                xml.value("w:gridSpan", &columns.to_string());
            }
            match merge {
                Merge::None => {}
                Merge::First => xml.value("w:vMerge", "restart"),
                Merge::Covered => xml.empty("w:vMerge", &[]),
            }
            xml.value("w:vAlign", "center");
        });
        content(xml);
    });
}
