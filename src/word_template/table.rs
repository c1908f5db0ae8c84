//! A table that a tag puts into an office's Word file: in the type of its tag, and in the size of tables where the tag says none.
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
    let (look, size) = sized(table, look);
    let look = &look;
    let widths = table::widths(table, look.width, size);
    let mut xml = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>",
        look.width
    );
    for edge in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        let _ = write!(xml, "<w:{edge} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    }
    // The margins that the widths of columns reckon with.
    xml.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
    for side in ["left", "right"] {
        let _ = write!(xml, "<w:{side} w:w=\"{}\" w:type=\"dxa\"/>", table::MARGIN);
    }
    xml.push_str("</w:tblCellMar></w:tblPr><w:tblGrid>");
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

/// The least type in which officials read tables, in points.
const LEAST: f32 = 10.0;

/// The look of a table's text and its size in points: as the tag has it, else that of tables, but where words would be torn, smaller.
fn sized(table: &Table, look: &Look) -> (Look, f32) {
    let own = look.run.split("<w:sz w:val=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse::<f32>().ok());
    let wanted = own.map_or(table::SIZE, |halves| halves / 2.0);
    let mut size = wanted;
    while size > LEAST && !table::holds_words(table, look.width, size) {
        size = (size - 0.5).max(LEAST);
    }
    if own.is_some() && size >= wanted {
        return (look.clone(), wanted);
    }
    let halves = (size * 2.0).round();
    (Look { run: with_size(&look.run, &halves.to_string()), ..look.clone() }, halves / 2.0)
}

/// What the schema wants behind the size in the properties of a run.
const BEHIND_SIZE: [&str; 15] = [
    "<w:highlight",
    "<w:u ",
    "<w:u/",
    "<w:effect",
    "<w:bdr",
    "<w:shd",
    "<w:fitText",
    "<w:vertAlign",
    "<w:rtl",
    "<w:cs/",
    "<w:em ",
    "<w:lang",
    "<w:eastAsianLayout",
    "<w:specVanish",
    "<w:rPrChange",
];

/// The properties of a run in a type of this many half points.
fn with_size(run: &str, halves: &str) -> String {
    let mut inside =
        run.strip_prefix("<w:rPr>").and_then(|rest| rest.strip_suffix("</w:rPr>")).unwrap_or_default().to_owned();
    for old in ["<w:sz ", "<w:szCs "] {
        if let Some((before, rest)) = inside.split_once(old) {
            inside = format!("{before}{}", rest.split_once("/>").map_or("", |(_, behind)| behind));
        }
    }
    let at = BEHIND_SIZE.iter().filter_map(|element| inside.find(element)).min().unwrap_or(inside.len());
    let (before, behind) = inside.split_at_checked(at).unwrap_or((&inside, ""));
    format!("<w:rPr>{before}<w:sz w:val=\"{halves}\"/><w:szCs w:val=\"{halves}\"/>{behind}</w:rPr>")
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
