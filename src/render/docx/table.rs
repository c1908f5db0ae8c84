//! Tables of figures: fixed widths, repeated heading rows, rows that stay whole.
//!
//! In: a typed table and the width of the text. Out: `w:tbl`, its columns wide enough for their words; merged cells as `w:gridSpan` and `w:vMerge`.

use super::{frame::described, page::twips, style, text::Paragraph};
use crate::{
    document::{Align, NO_ROWS, Row, RowKind, Table},
    ooxml::Xml,
    render::{
        columns::{self, Need},
        width,
    },
};

/// Size of table text in `reference.docx`, for the widths of columns.
pub const SIZE: f32 = 12.0;
/// The left and the right margin of a cell in `reference.docx`, in twips.
pub const MARGIN: u32 = 85;
/// What margins and lines of a cell take, in twips.
const CELL_ROOM: f32 = (2 * MARGIN + 20) as f32;

/// Writes a table as wide as the text; its last row stays with what follows where `keep_last` says so.
pub fn write(xml: &mut Xml, table: &Table, text_width: u32, keep_last: bool) {
    let widths = widths(table, text_width, SIZE);
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
            // A total alone at the head of a page says nothing: it takes the row above along, as do the rows of a small table.
            let keep_next = next.map_or(keep_last, |next| next == RowKind::Total || table.is_small());
            body_row(xml, table, row, &widths, keep_next);
        }
        if table.rows().is_empty() {
            no_rows(xml, table, text_width, keep_last);
        }
    });
}

/// What a screen reader says of a table before reading it.
fn description(table: &Table) -> String {
    format!("Bảng {} dòng, các cột: {}", table.rows().len(), table.flat_headings().join("; "))
}

/// The width of each column in twips: its share, corrected by what its cells hold; the last takes what rounding leaves.
pub fn widths(table: &Table, text_width: u32, size: f32) -> Vec<u32> {
    let room = text_width as f32;
    let whole = needs(table, false, size);
    let set = columns::widths(&if are_within(&whole, text_width) { whole } else { needs(table, true, size) }, room);
    let mut left = text_width;
    let count = set.len();
    let mut widths = Vec::with_capacity(count);
    for (width, place) in set.iter().zip(1..) {
        let width = if place == count { left } else { (width.round() as u32).min(left) };
        left -= width;
        widths.push(width);
    }
    widths
}

/// Whether all words of a table stay whole in type of this size.
pub fn holds_words(table: &Table, text_width: u32, size: f32) -> bool {
    are_within(&needs(table, false, size), text_width)
}

fn are_within(needs: &[Need], text_width: u32) -> bool {
    needs.iter().map(|need| need.least).sum::<f32>() < text_width as f32
}

/// What each column asks for, measured as if all were bold: a little too wide rather than too narrow. Document numbers
/// stay whole, unless they are breakable as in a table too narrow for them.
fn needs(table: &Table, breakable: bool, size: f32) -> Vec<Need> {
    let mut needs: Vec<Need> =
        table.columns().iter().map(|column| Need { share: column.width, least: 0.0, most: 0.0 }).collect();
    let heads = table.placed_head();
    for (_, column, cell) in heads.iter().filter(|(.., cell)| cell.columns == 1) {
        needs.iter_mut().skip(*column).take(1).for_each(|need| grow(need, &cell.text, breakable, size));
    }
    for row in table.rows() {
        for (need, cell) in needs.iter_mut().zip(&row.cells).filter(|(_, cell)| cell.rows > 0) {
            grow(need, &cell.value.printed(), breakable, size);
        }
    }
    for need in &mut needs {
        need.least += CELL_ROOM;
        need.most += CELL_ROOM;
    }
    needs
}

/// Makes a column ask for the room of a text: its longest word to stay whole, all of it to need one line.
fn grow(need: &mut Need, text: &str, breakable: bool, size: f32) {
    let width = |text: &str| twips(width::of_bold(text, size)) as f32;
    // Few texts can be the longest: only those are measured. No letter is wider than the type is high.
    let may_reach = |text: &str, known: f32| text.chars().count() as f32 * size * 20.0 > known;
    for word in text
        .split(|sign: char| sign.is_whitespace())
        .flat_map(|word| word.split_inclusive(move |sign| breakable && sign == '-'))
    {
        if may_reach(word, need.least) {
            need.least = need.least.max(width(word));
        }
    }
    for line in text.lines().filter(|line| !line.is_empty()) {
        if may_reach(line, need.most) {
            need.most = need.most.max(width(line));
        }
    }
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

/// The line that stands in place of the rows of an empty table, so that nobody thinks that rows are missing.
fn no_rows(xml: &mut Xml, table: &Table, text_width: u32, keep_next: bool) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
        cell(xml, text_width, table.columns().len(), Merge::None, |xml| {
            let paragraph = Paragraph { keep_next, align: Some(Align::Center), ..Paragraph::new(style::TABLE_CELL) };
            paragraph.write_text(xml, NO_ROWS);
        });
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
